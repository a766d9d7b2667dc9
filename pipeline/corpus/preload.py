"""What every worker needs, loaded once by the process that starts them and shared by all: code, rules, dictionaries.

It lives as long as the workers do, so they need not look through it each time they look for what can be thrown away.
"""

import gc

from pipeline.corpus.work import warm_up
from pipeline.lexicon.segment import load_words

warm_up()
load_words()
gc.collect()
gc.freeze()
