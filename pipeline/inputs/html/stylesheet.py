"""Finds what a page's own style sheet takes out of sight: CSS in, ids and classes out."""

from __future__ import annotations

import re

from pipeline.inputs.html.elements import hides

_LONGEST = 200_000
_RULE = re.compile(r"(?<![^{}])([^{}]++)\{([^{}]*+)\}")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->|@(?:charset|import)[^;{}]*+;", re.DOTALL)
"""Beside comments what old pages put around a style sheet, and what stands before its rules."""
_CONDITION = re.compile(r"@media[^{}@]*+\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\}", re.IGNORECASE)
_SELECTOR = re.compile(r"[a-z]*[.#]([\w-]+)", re.IGNORECASE)


def hidden_names(css: str) -> set[str]:
    """Ids and classes, in lower case, whose elements are not shown; rules for print or small screens do not count."""
    sheet = _CONDITION.sub("", _COMMENT.sub("", css[:_LONGEST]))
    found: set[str] = set()
    for rule in _RULE.finditer(sheet):
        if hides(rule[2]):
            for selector in rule[1].split(","):
                if match := _SELECTOR.fullmatch(selector.strip()):
                    found.add(match[1].lower())
    return found
