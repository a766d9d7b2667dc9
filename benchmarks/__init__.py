"""How fast gongwen is, beside others and against the amount of work: plain scripts, run by `make bench`."""
