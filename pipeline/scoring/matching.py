"""Obligations of a notice laid against the marked rows, one to one, at three degrees of strictness."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.model.notice import Deadline, Frequency, Notice, Obligation
from pipeline.scoring.gold import GoldRow
from pipeline.scoring.stretch import Stretch
from pipeline.scoring.tally import Tally, norm


class Key(NamedTuple):
    """What makes two obligations the same."""

    section: str
    verbs: str
    party: str
    target: str
    destination: str


LEVELS = {"section+verbs": 2, "+party": 3, "strict": 5}
"""How many parts of the key are compared."""


@dataclass(frozen=True)
class FoundRow:
    """One obligation of the notice in the words of the marks."""

    key: Key
    obligation: Obligation
    frequencies: tuple[Frequency, ...]
    deadlines: tuple[Deadline, ...]

    @property
    def sure(self) -> bool:
        return not self.obligation.doubts


@dataclass(frozen=True)
class Matching:
    """Rows found, marked, and the pairs of them."""

    found: tuple[FoundRow, ...]
    marked: tuple[GoldRow, ...]
    optional: tuple[GoldRow, ...]
    pairs: tuple[tuple[FoundRow, GoldRow], ...]

    def tally(self, level: str) -> Tally:
        """How many rows agree; what is left and agrees with an optional row in its verbs is passed over."""
        depth = LEVELS[level]
        have = Counter(row.key[:depth] for row in self.found)
        want = Counter(gold_key(row)[:depth] for row in self.marked)
        right = (have & want).total()
        passed = _passed_over(have - want, self.optional)
        return Tally(right, have.total() - right - passed, want.total() - right)

    def sure_tally(self) -> Tally:
        """Strict precision of the rows without doubts; recall has no meaning here."""
        sure = tuple(row for row in self.found if row.sure)
        strict = Matching(sure, self.marked, self.optional, ()).tally("strict")
        return Tally(strict.right, strict.extra, 0)


def gold_key(row: GoldRow) -> Key:
    return Key(row.section, norm(row.verbs), norm(row.party), norm(row.target), norm(row.destination))


def found_rows(notice: Notice, stretch: Stretch) -> tuple[FoundRow, ...]:
    """The obligations of the stretch with what is attached to them."""
    frequencies, deadlines = defaultdict(list), defaultdict(list)
    for frequency in notice.frequencies:
        frequencies[frequency.obligation_id].append(frequency)
    for deadline in notice.deadlines:
        deadlines[deadline.obligation_id].append(deadline)
    return tuple(
        FoundRow(_key(o), o, tuple(frequencies[o.obligation_id]), tuple(deadlines[o.obligation_id]))
        for o in notice.obligations
        if stretch.holds(o.section_id)
    )


def _key(o: Obligation) -> Key:
    verbs = norm(",".join(v.text for v in o.verbs))
    party, target, destination = (norm(q.text if q else None) for q in (o.party, o.target, o.destination))
    return Key(o.section_id, verbs, party, target, destination)


def match_rows(found: tuple[FoundRow, ...], rows: Iterable[GoldRow]) -> Matching:
    """Pair rows of the same section and verbs, the most alike first."""
    rows = tuple(rows)
    marked, optional = tuple(r for r in rows if not r.optional), tuple(r for r in rows if r.optional)
    groups: dict[Key | tuple[str, ...], tuple[list[FoundRow], list[GoldRow]]] = defaultdict(lambda: ([], []))
    for row in found:
        groups[row.key[:2]][0].append(row)
    for mark in marked:
        groups[gold_key(mark)[:2]][1].append(mark)
    pairs = [pair for have, want in groups.values() for pair in _pair(have, want)]
    return Matching(found, marked, optional, tuple(pairs))


def _pair(have: list[FoundRow], want: list[GoldRow]) -> list[tuple[FoundRow, GoldRow]]:
    ranked = sorted(
        ((-_likeness(f, g), i, j) for i, f in enumerate(have) for j, g in enumerate(want)),
    )
    pairs, taken, given = [], set(), set()
    for _, i, j in ranked:
        if i not in taken and j not in given:
            taken.add(i)
            given.add(j)
            pairs.append((have[i], want[j]))
    return pairs


def _likeness(found: FoundRow, mark: GoldRow) -> int:
    key = gold_key(mark)
    same = 4 * (found.key.target == key.target) + 2 * (found.key.party == key.party)
    same += 2 * (found.key.destination == key.destination)
    return same + (norm(found.obligation.actor) == norm(mark.actor))


def _passed_over(left: Counter[tuple[str, ...]], optional: tuple[GoldRow, ...]) -> int:
    short: Counter[tuple[str, ...]] = Counter()
    for key, count in left.items():
        short[key[:2]] += count
    return (short & Counter(gold_key(row)[:2] for row in optional)).total()
