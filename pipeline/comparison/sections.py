"""Sections of two notices → which is which, and how each changed."""

from __future__ import annotations

from collections import defaultdict

from pipeline.comparison.changes import SectionChange, SectionKindOfChange, SectionSide
from pipeline.comparison.matching import Item, in_order, match_items, plain
from pipeline.model.notice import Notice, Section
from pipeline.model.text import Source


def match_sections(old: Notice, new: Notice) -> dict[str, str]:
    """Old section ids → new ones."""
    pairs = match_items(_items(old), _items(new))
    matched = {old.sections[i].section_id: new.sections[j].section_id for i, j in pairs.items()}
    return matched | _same_place(old, new, matched)


def _items(notice: Notice) -> list[Item]:
    words = {s.section_id: plain(section_words(s, notice.text)) for s in notice.sections}
    return [
        Item(
            words[s.section_id],
            (
                (s.section_id, s.kind, words[s.section_id]),
                (words.get(s.parent_id or ""), s.kind, words[s.section_id]),
                (s.kind, words[s.section_id]),
            ),
            s.parent_id,
        )
        for s in notice.sections
    ]


def section_words(section: Section, text: str) -> str:
    """What a section says, without its marker and line ends."""
    start = section.marker.char_end if section.marker else section.place.char_start
    return text[start : section.place.char_end].strip()


def _same_place(old: Notice, new: Notice, matched: dict[str, str]) -> dict[str, str]:
    """Header and closing parts stay what they are however they are worded; so do sections that keep id and parent."""
    taken = set(matched.values())
    parents = {s.section_id: s for s in new.sections if s.section_id not in taken}
    found = {}
    for section in old.sections:
        other = parents.get(section.section_id)
        if section.section_id in matched or other is None or other.kind != section.kind:
            continue
        if not section.depth or (
            section.heading is not None and matched.get(section.parent_id or "") == other.parent_id
        ):
            found[section.section_id] = other.section_id
    return found


def compare_sections(old: Notice, new: Notice, matched: dict[str, str]) -> list[SectionChange]:
    """Every section that changed, in the order of the new notice, removed ones after the one they followed."""
    old_by_id = {s.section_id: s for s in old.sections}
    came_from = {n: o for o, n in matched.items()}
    stayed = _in_place(old, new, matched)
    sources = Source(old.source_text), Source(new.source_text)
    removed = _removed_after(old, matched)
    changes = [_removal(s, old, sources[0]) for s in removed.pop(None, [])]
    for section in new.sections:
        before = old_by_id.get(came_from.get(section.section_id, ""))
        kinds = _kinds(before, section, old, new, matched, stayed) if before else ("added",)
        if kinds:
            side = _side(before, old, sources[0]) if before else None
            changes.append(SectionChange(kinds=kinds, old=side, new=_side(section, new, sources[1])))
        if before:
            changes += [_removal(s, old, sources[0]) for s in removed.get(before.section_id, [])]
    return changes


def _removed_after(old: Notice, matched: dict[str, str]) -> dict[str | None, list[Section]]:
    removed: dict[str | None, list[Section]] = defaultdict(list)
    last: str | None = None
    for section in old.sections:
        if section.section_id in matched:
            last = section.section_id
        else:
            removed[last].append(section)
    return removed


def _removal(section: Section, old: Notice, source: Source) -> SectionChange:
    return SectionChange(kinds=("removed",), old=_side(section, old, source), new=None)


def _in_place(old: Notice, new: Notice, matched: dict[str, str]) -> set[str]:
    """Old ids of sections that stand under the same parent and in the same order among its children."""
    order = {s.section_id: (s.order, s.parent_id) for s in new.sections}
    children: dict[str | None, list[Section]] = defaultdict(list)
    for section in old.sections:
        if section.section_id in matched:
            children[section.parent_id].append(section)
    kept: set[str] = set()
    for parent, group in children.items():
        wanted = matched.get(parent) if parent else None
        same = [s for s in group if order[matched[s.section_id]][1] == wanted]
        kept |= {same[k].section_id for k in in_order([order[matched[s.section_id]][0] for s in same])}
    return kept


def _kinds(
    before: Section, after: Section, old: Notice, new: Notice, matched: dict[str, str], stayed: set[str]
) -> tuple[SectionKindOfChange, ...]:
    kinds: list[SectionKindOfChange] = []
    if before.section_id not in stayed:
        kinds.append("moved")
    elif before.section_id != after.section_id:
        kinds.append("renumbered")
    if plain(section_words(before, old.text)) != plain(section_words(after, new.text)):
        kinds.append("reworded")
    return tuple(kinds)


def _side(section: Section, notice: Notice, source: Source) -> SectionSide:
    place = section.place
    return SectionSide(
        section_id=section.section_id,
        text=notice.text[place.char_start : place.char_end].strip(),
        line=source.line_column(place.source_start)[0],
    )
