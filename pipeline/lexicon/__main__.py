"""`python -m pipeline.lexicon` keeps rules and dictionaries for the starts to come, as `compileall` does for code."""

from __future__ import annotations

import sys
from importlib import resources

from pipeline.lexicon.readings import readings
from pipeline.lexicon.rules import load_rules
from pipeline.lexicon.word_frequencies import words_from

sys.dont_write_bytecode = False
for file in sorted(resources.files(__package__).iterdir(), key=lambda file: file.name):
    if file.name.endswith(".toml"):
        load_rules(file.name.removesuffix(".toml"))
readings("一")
words_from("一")
