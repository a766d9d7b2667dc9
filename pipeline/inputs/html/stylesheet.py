"""Finds what a page's own style sheets take out of sight: CSS in; which ids and classes are not shown out."""

from __future__ import annotations

import re

from pipeline.inputs.html.elements import displays, hides

_LONGEST = 200_000
_RULE = re.compile(r"(?<![^{}])([^{}]++)\{([^{}]*+)\}")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->|@(?:charset|import)[^;{}@]*+;", re.DOTALL)
"""Beside comments what old pages put around a style sheet, and what stands before its rules."""
_CONDITION = re.compile(r"@media[^{}@]*+\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\}", re.IGNORECASE)
_SELECTOR = re.compile(r"[a-z]*[.#]([\w-]+)", re.IGNORECASE)
_TOGETHER = re.compile(r"[a-z]*((?:[.#][\w-]+){2,8}+)", re.IGNORECASE)
_MOST_SHOWN = 100
"""Rules that show something again which are believed."""


class Sheets:
    """The style sheets so far; rules for print or small screens do not count."""

    def __init__(self) -> None:
        self._hidden: set[str] = set()
        self._shown: list[frozenset[str]] = []

    def read(self, css: str) -> None:
        sheet = _CONDITION.sub("", _COMMENT.sub("", css[:_LONGEST]))
        for rule in _RULE.finditer(sheet):
            if hides(rule[2]):
                for selector in rule[1].split(","):
                    if match := _SELECTOR.fullmatch(selector.strip()):
                        self._hidden.add(match[1].lower())
            elif displays(rule[2]):
                self._note_shown(rule[1])

    def _note_shown(self, selectors: str) -> None:
        """What an earlier rule hid, and of what is hidden the one that is shown: `.tab.active { display: block }`."""
        for selector in selectors.split(","):
            if match := _SELECTOR.fullmatch(selector.strip()):
                self._hidden.discard(match[1].lower())
            elif len(self._shown) < _MOST_SHOWN and (match := _TOGETHER.fullmatch(selector.strip())):
                self._shown.append(frozenset(re.split("[.#]", match[1].lower())[1:]))

    def hide(self, names: tuple[str, ...]) -> bool:
        """Whether an element of these ids and classes is not shown."""
        return not self._hidden.isdisjoint(names) and not any(shown <= set(names) for shown in self._shown)
