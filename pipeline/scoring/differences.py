"""What is wrong with the obligations, section by section, marked and found rows one below the other."""

from __future__ import annotations

from collections import Counter

from pipeline.model.notice import Notice
from pipeline.scoring import fields
from pipeline.scoring.gold import GoldRow
from pipeline.scoring.matching import FoundRow, Matching, gold_key
from pipeline.scoring.stretch import Stretch
from pipeline.scoring.tally import norm


def section_differences(notice: Notice, stretch: Stretch, matching: Matching) -> list[str]:
    """`-` marked and not found, `+` found and not marked, `~` a field of a matched row; `?` optional rows."""
    texts = {s.section_id: (s.text or s.heading or s.place).text for s in notice.sections}
    lines: list[str] = []
    wrong = _row_lines(matching)
    for section, line in _times_lines(notice, stretch) + _deadline_lines(notice, stretch):
        wrong.setdefault(section, []).append(line)
    for section in sorted(wrong, key=lambda s: (stretch.order.get(s, 10**9), s)):
        lines += [f"  {section}  {norm(texts.get(section))}", *(f"    {line}" for line in wrong[section])]
    return lines


def _row_lines(matching: Matching) -> dict[str, list[str]]:
    lines: dict[str, list[str]] = {}
    strict = {(id(f), id(g)) for f, g in matching.pairs if f.key == gold_key(g)}
    right_found = {id(f) for f, g in matching.pairs if (id(f), id(g)) in strict}
    right_marked = {id(g) for f, g in matching.pairs if (id(f), id(g)) in strict}
    optional = Counter(gold_key(g)[:2] for g in matching.optional)
    for mark in matching.marked:
        if id(mark) not in right_marked:
            lines.setdefault(mark.section, []).append("- " + _gold_line(mark))
    for row in matching.found:
        if id(row) in right_found:
            continue
        sign = "? " if optional[row.key[:2]] > 0 else "+ "
        optional[row.key[:2]] -= 1
        lines.setdefault(row.key.section, []).append(sign + _found_line(row))
    for row, mark in matching.pairs:
        for line in _field_lines(row, mark):
            lines.setdefault(mark.section, []).append("~ " + line)
    return lines


def _gold_line(row: GoldRow) -> str:
    child = f"> [{row.actor}] " if row.parent else ""
    return child + " | ".join((row.verbs, row.party, row.target, row.destination))


def _found_line(row: FoundRow) -> str:
    child = f"> [{row.obligation.actor}] " if row.obligation.parent_id else ""
    doubts = "  doubts: " + ",".join(row.obligation.doubts) if row.obligation.doubts else ""
    return child + " | ".join(part or "-" for part in row.key[1:]) + doubts


def _field_lines(row: FoundRow, mark: GoldRow) -> list[str]:
    o, lines = row.obligation, []
    if mark.bearer is not None and not fields.same_bearer(row, mark):
        lines.append(f"{mark.verbs}: bearer {mark.bearer}, here {[(b.role, b.text) for b in o.bearers]}")
    if norm(o.actor) != norm(mark.actor):
        lines.append(f"{mark.verbs}: actor {mark.actor}, here {o.actor}")
    if mark.modality and o.modality != mark.modality:
        lines.append(f"{mark.verbs}: modality {mark.modality}, here {o.modality}")
    return lines


def _times_lines(notice: Notice, stretch: Stretch) -> list[tuple[str, str]]:
    gold = stretch.gold
    have = Counter(fields.found_times(notice, stretch))
    want = Counter(fields.marked_times(gold.rows, gold.loose))
    lines = [(t[0], f"- frequency {t[1:]}") for t in (want - have).elements()]
    return lines + [(t[0], f"+ frequency {t[1:]}") for t in (have - want).elements()]


def _deadline_lines(notice: Notice, stretch: Stretch) -> list[tuple[str, str]]:
    want = {d for row in stretch.gold.rows for d in fields.marked_deadlines(row)}
    have = {(d.section_id, norm(d.place.text)) for d in notice.deadlines if stretch.holds(d.section_id)}
    lines = [(section, f"- deadline {text}") for section, text in sorted(want - have)]
    return lines + [(section, f"+ deadline {text}") for section, text in sorted(have - want)]
