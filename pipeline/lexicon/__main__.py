"""`python -m pipeline.lexicon` keeps all rule files compiled for the starts to come, as `compileall` does for code."""

from __future__ import annotations

import sys
from importlib import resources

from pipeline.lexicon.rules import load_rules

sys.dont_write_bytecode = False
for file in sorted(resources.files(__package__).iterdir(), key=lambda file: file.name):
    if file.name.endswith(".toml"):
        load_rules(file.name.removesuffix(".toml"))
