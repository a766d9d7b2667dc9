"""Notice → brackets and quotation marks that are opened and not closed, or closed and not opened."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import regex

from pipeline.lexicon.rules import load_rules
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.notice import Notice
from pipeline.model.replay import Places

PAIRS = {
    "《": "》",
    "〈": "〉",
    "（": "）",
    "(": ")",
    "〔": "〕",
    "【": "】",
    "「": "」",
    "『": "』",
    "“": "”",
    "‘": "’",
    "[": "]",
}
ALIKE = {")": "）", "]": "〕"}
"""Closing marks that close their full-width opening mark too: mirrors and typists mix the widths."""
RUNS_ON = frozenset("“‘「『")
"""A quotation of several paragraphs opens each and closes the last."""
_MARKS = regex.compile("[" + regex.escape("".join((*PAIRS, *PAIRS.values()))) + "]")


def find_unbalanced(notice: Notice) -> Iterator[Diagnostic]:
    """A finding for each mark without its partner, from one numbered row to the next.

    Rows without number belong together: a title or the note on its adoption may be broken over several lines.
    """
    places = Places(notice)
    starts = [s.place.char_start for s in notice.sections if s.marker or s.order == 1]
    for start, end in pairwise([*starts, len(notice.text)]):
        for position, opening in unbalanced(notice.text[start:end]):
            quote = places.quote(start + position, start + position + 1)
            said = f"{quote.text} is never closed" if opening else f"{quote.text} closes nothing"
            yield Diagnostic(code="bracket-unbalanced", severity="error", message=said, place=quote)


def unbalanced(line: str) -> list[tuple[int, bool]]:
    """Positions of marks without partner in a paragraph; true for opening ones. A list marker `1）` is none."""
    marker = load_rules("checking")["item_bracket"].match(line)
    found: list[tuple[int, bool]] = []
    waiting: list[tuple[str, int]] = []
    for match in _MARKS.finditer(line, marker.end() if marker else 0):
        mark, at = match[0], match.start()
        if mark in PAIRS:
            waiting.append((mark, at))
            continue
        depth = next((d for d in range(1, min(len(waiting), 8) + 1) if _closes(mark, waiting[-d][0])), 0)
        if not depth:
            found += [] if mark in "”’」』" else [(at, False)]
            continue
        found += [(p, True) for m, p in waiting[len(waiting) - depth + 1 :] if m not in RUNS_ON]
        del waiting[len(waiting) - depth :]
    return sorted(found + [(p, True) for m, p in waiting if m not in RUNS_ON])


def _closes(mark: str, opening: str) -> bool:
    wanted = PAIRS[opening]
    return ALIKE.get(mark, mark) == ALIKE.get(wanted, wanted)
