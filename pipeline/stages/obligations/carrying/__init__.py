"""From clause to clause of a sentence: what holds on, what goes on, and what is filled in."""
