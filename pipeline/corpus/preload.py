"""What every worker needs, loaded once by the process that starts them and shared by all: code, rules, dictionaries.

It lives as long as the workers do, so they need not look through it each time they look for what can be thrown away.
Ctrl-C reaches it as well, and is for who started it: not even while it loads is it to say anything.
"""

import gc
import signal

signal.signal(signal.SIGINT, signal.SIG_IGN)

from pipeline.corpus.work import warm_up  # noqa: E402 - loading takes long, and comes second
from pipeline.lexicon.segment import load_words  # noqa: E402

warm_up()
load_words()
gc.collect()
gc.freeze()
