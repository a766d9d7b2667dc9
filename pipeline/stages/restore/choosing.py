"""Chooses among the readings of a destroyed spot: what they may be in, the likeliest in its surroundings out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.lexicon.rules import load_rules
from pipeline.lexicon.word_frequencies import LONGEST
from pipeline.model.text import Certainty
from pipeline.stages.restore.annotations import SWALLOWED
from pipeline.stages.restore.evidence import Witness
from pipeline.stages.restore.likelihood import Evidence, likeliest
from pipeline.stages.restore.paths import Reading

CONTEXT = 4
"""Characters on either side that a reading is weighed with."""

_CLOSES = {"》": "《", "〉": "〈", "」": "「", "』": "『", "】": "【", "〕": "〔", "’": "‘", "”": "“"}
_NEVER_LAST = "".join(_CLOSES.values()) + "、·～"
_PAIRED = re.compile(f"[{''.join(_CLOSES)}{_NEVER_LAST}]")
TORN = re.compile(r"(?<!\?)\?{3}(?!\?)")
"""Two characters between which ？ was seen, and of which that is all that is left."""
_LOOK_AHEAD = 40
_TABLE_BONUS = 6.0
"""How much likelier (logarithm) a reading is whose annotated characters are all known from the table."""

_GAP = -1.0
"""How likely (logarithm) it is that bytes vanished at a place without a trace."""

_TYPICAL = -7.0
"""How likely (logarithm) a character of a sound text is: stands for a spot that comes later and is not read yet."""

_MARGIN = 2.0
"""How much likelier (logarithm) than the raw characters a reading of a question mark must be."""


@dataclass(frozen=True)
class Choice:
    """The reading chosen for a spot and the characters chosen among its candidates."""

    reading: Reading
    string: str
    certainty: Certainty
    score: float = 0.0
    """How likely (logarithm) each of its characters is where they stand, on average."""


class Chooser:
    """Weighs readings of one raw text; `known` is what is known of the mirror's table so far."""

    def __init__(self, raw: str, witness: Witness, known: Mapping[str, str]) -> None:
        self.raw = raw
        self._witness = witness
        self._known = known

    def choose(self, before: str, start: int, readings: list[Reading]) -> Choice | None:
        """The reading that fits best, if one does; `unique` if it is the only one and proved by an annotation."""
        swallowed = SWALLOWED.match(self.raw, start)
        only = readings[0] if len(readings) == 1 and all(len(c) == 1 for c in readings[0].characters) else None
        if not readings:
            return None
        end = max(r.end for r in readings)
        letters = {c for r in readings for cs in r.characters for c in cs}
        before = self._witness.plain(before)
        after = self._witness.plain(self.raw[end : end + _LOOK_AHEAD])[:CONTEXT] or "\n"
        evidence = self._witness.testify(letters | set(before + self.raw[start:end] + after))
        readings = [replace(r, characters=(*r.characters[:-1], "：")) if self._announces(r) else r for r in readings]
        readings = [replace(r, characters=self._in_their_place(r)) for r in readings]
        scored = [(*self._score(before, r, self.raw[start:end], after, evidence), r) for r in readings]
        score, string, reading = max(scored, key=lambda s: s[0])
        plain = self._witness.simplify(string)
        added = likeliest([*before, *plain, *after], evidence)[0] - likeliest([*before, *after], evidence)[0]
        each = added / max(1, len(string))
        if only and swallowed:
            return Choice(only, string, "unique", each)
        if TORN.fullmatch(self.raw, start, reading.end) and not _goes_with(before, string, after, evidence):
            return None
        if not swallowed:
            as_it_is = before + self._witness.plain(self.raw[start:end]) + after
            if score < likeliest(as_it_is, evidence)[0] + _MARGIN:
                return None
        return Choice(reading, string, "likely", each)

    def _score(self, before: str, reading: Reading, spot: str, after: str, evidence: Evidence) -> tuple[float, str]:
        """How likely the reading is in its surroundings, and the likeliest of its characters."""
        plain = [self._witness.simplify(candidates) for candidates in reading.characters]
        rest, question, unread = self._witness.plain(spot[reading.length :]).partition("?")
        repeated = self._witness.count(spot[: reading.length])
        score, chosen = likeliest([*before, *plain, *rest, *after], evidence, repeated)
        indexes = [simple.index(c) for simple, c in zip(plain, chosen[len(before) :], strict=False)]
        string = "".join(c[i] for c, i in zip(reading.characters, indexes, strict=True))
        known = all(c in self._known for c, _ in reading.annotated)
        gaps = _GAP * sum(reading.gaps.values())
        return score + gaps + _TABLE_BONUS * known + _TYPICAL * len(question + unread), string

    def _announces(self, reading: Reading) -> bool:
        """Whether the spot ends a line that announces a list, with a mark that may be a colon."""
        if "：" not in reading.characters[-1] or self.raw[reading.end : reading.end + 1] not in ("", "\n"):
            return False
        line = self.raw[self.raw.rfind("\n", 0, reading.start) + 1 : reading.start]
        return any(word in line for word in load_rules("restore").words["announcing"])

    def _in_their_place(self, reading: Reading) -> tuple[str, ...]:
        """The candidates without marks that close what is not open on the line or never end one, if others remain."""
        if not any(map(_PAIRED.search, reading.characters)):
            return reading.characters
        line = self.raw[self.raw.rfind("\n", 0, reading.start) + 1 : reading.start]
        wrong = {c for c, opens in _CLOSES.items() if line.rfind(opens) <= line.rfind(c)}
        kept = ["".join(c for c in candidates if c not in wrong) or candidates for candidates in reading.characters]
        if self.raw[reading.end : reading.end + 1] in ("", "\n"):
            kept[-1] = "".join(c for c in kept[-1] if c not in _NEVER_LAST) or kept[-1]
        return tuple(kept)


def _goes_with(before: str, string: str, after: str, evidence: Evidence) -> bool:
    """Whether the characters on either side make words with those of a spot; alone, it may be any of many words."""
    return all(evidence.words.count(pair) for pair in (before[-1:] + string[:1], string[-1:] + after[:1]))


def cost(reading: Reading) -> int:
    """Steps that choosing among the candidates of a reading takes: words are tried with all candidates in reach."""
    sizes = [len(candidates) for candidates in reading.characters]
    return sum(sizes) + sum(a * max(sizes[i + 1 : i + LONGEST], default=0) for i, a in enumerate(sizes)) // 10
