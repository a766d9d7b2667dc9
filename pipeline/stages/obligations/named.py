"""Bearers named beside the sentence: brackets (市应急局牵头，市公安局配合), statements and lines (责任单位：…)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.rules import load_rules
from pipeline.lexicon.segment import cut_words
from pipeline.lexicon.words import is_name, words
from pipeline.model.notice import Bearer, BearerRole, Section
from pipeline.model.text import Span, Text

_BRACKET = compile_pattern(
    r"(?:[（(]((?:[^（）()]|[（(][^（）()]*[）)])*)[）)]|〔([^〔〕]*)〕|【([^【】]*)】|\[([^\[\]]*)\])[。；;]?\s*$"
)
_SEPARATOR = compile_pattern(r"[、，,；;](?![^（(]{0,60}[）)])|\s+|等(?=有关|相关)|^[（(]")
_FIRST_LEADS = compile_pattern(r"第一位者?为牵头|首位者?为牵头|排(?:在)?第一(?:位)?的?为牵头")
_LONGEST_NAME = 150
"""Characters of the name of a body: what is longer is none, and would be told with each obligation of its row."""
_MOST_LINES = 8
"""Closing lines one below the other that are of the same rows."""


@dataclass
class Notes:
    """What stands beside the sentences: for each section its bearers, and what each note is said of."""

    bearers: dict[str, tuple[Bearer, ...]] = field(default_factory=dict)
    places: list[tuple[Span, tuple[str, ...]]] = field(default_factory=list)
    """Where notes stand, each with the sections whose duties it is about: it may say by when."""


def bearer_note(text: Text, span: Span) -> tuple[int, int] | None:
    """Where at the end of a text it is noted who must do it, or by when: in brackets or in labelled statements."""
    string = text[span]
    match = _BRACKET.search(string) if _ends_with_bracket(string) else None
    if match is None:
        labelled = "：" in string or ":" in string
        found = load_rules("bearers")["note"].search(string) if labelled else None
        return (span.start + found.start(), span.end) if found else None
    content = next(group for group in match.groups() if group is not None)
    closes = text.string[span.start + match.start() - 1] in "。；;" if match.start() else False
    if not _names_bearers(content) and not (closes and _only_names(content)):
        return None
    return span.start + match.start(), span.start + match.end()


def _ends_with_bracket(string: str) -> bool:
    """Whether it is worth while to look for a bracket at the end."""
    end = string.rstrip()
    return (end[:-1] if end[-1:] in ("。", "；", ";") else end).endswith(("）", ")", "〕", "】", "]"))


@lru_cache(maxsize=10_000)
def _names_bearers(content: str) -> bool:
    rules = load_rules("bearers")
    if rules["note"].match(content) or rules["listed"].search(content):
        return True
    found = rules["deed"].search(content)
    return found is not None and found.start() > 1


def _only_names(content: str) -> bool:
    """完善制度。（市财政局、市教育局，各区政府）: nothing but names of bodies behind the full stop."""
    parts = [part.strip() for part in _SEPARATOR.split(content)]
    return all(len(part) > 1 and is_name(cut_words(part)[-1]) for part in parts if part) and any(parts)


def closing_bearers(text: Text, sections: Sequence[Section]) -> Notes:
    """For each section its bearers by bracket, statement or closing line; a line names those of the rows before it."""
    notes = Notes()
    first_leads = False
    above: tuple[str, ...] = ()
    lines = 0
    for i, section in enumerate(sections):
        quote = section.text
        note = bearer_note(text, quote.span) if quote is not None else None
        if quote is None or note is None:
            above = ()
            continue
        first_leads = first_leads or bool(_FIRST_LEADS.search(text.string[note[0] : note[1]]))
        own = note[0] > quote.char_start or section.marker is not None
        bearers = read_note(text, note[0], note[1], first_leads, None if own else section.section_id)
        if own:
            of: tuple[str, ...] = (section.section_id,)
            if bearers:
                notes.bearers[section.section_id] = bearers
        else:
            lines = lines + 1 if above and lines < _MOST_LINES else 0
            of = above if lines else _rows_before(notes, sections, i)
            _give_back(notes, of, bearers)
            notes.bearers[section.section_id] = ()
        above = () if own else of
        notes.places.append((Span(*note), of))
    return notes


def _rows_before(notes: Notes, sections: Sequence[Section], line: int) -> tuple[str, ...]:
    """The rows that a closing line is about: those of its section that no line before it has named anybody for."""
    parent, found = sections[line].parent_id, []
    for index in range(line - 1, -1, -1):
        section = sections[index]
        if section.section_id != parent and not section.section_id.startswith(f"{parent}."):
            break
        if section.section_id in notes.bearers:
            break
        found.append(section.section_id)
    return tuple(found)


def _give_back(notes: Notes, rows: tuple[str, ...], bearers: tuple[Bearer, ...]) -> None:
    """The bearers to the rows; those of a line right below another one (牵头单位：…, 责任单位：…) join them."""
    for row in rows if bearers else ():
        notes.bearers[row] = tuple(_ranked([*notes.bearers.get(row, ()), *bearers], False))


def read_note(text: Text, start: int, end: int, first_leads: bool, source: str | None) -> tuple[Bearer, ...]:
    """The bearers named in a stretch, each body one record with its role."""
    string = text.string[start:end].rstrip("。；; \n")
    if string[:1] in ("（", "(", "〔", "【", "[") and string[-1:] in ("）", ")", "〕", "】", "]"):
        start, string = start + 1, string[1:-1]
    rules = load_rules("bearers")
    bearers: list[Bearer] = []
    for match in rules["listed"].finditer(string):
        role = _label_role(match["label"])
        bearers += _bodies(text, start + match.start("names"), match["names"], role, source)
    if not bearers:
        position = 0
        for match in rules["deed"].finditer(string):
            names = string[position : match.start()]
            role, helped = _deed_role(match["does"]), names.find("会同")
            if helped > 0 and role != "support":
                bearers += _bodies(text, start + position, names[:helped], "lead", source)
                position, names, role = position + helped + 2, names[helped + 2 :], "support"
            bearers += _bodies(text, start + position, names, role, source)
            position = match.end()
    if not bearers and _only_names(string):
        bearers = _bodies(text, start, string, "sole", source)
    return tuple(_ranked(bearers, first_leads))


def _label_role(label: str) -> BearerRole:
    if label in words("bearers", "lead_label"):
        return "lead"
    return "support" if label in words("bearers", "support_label") else "sole"


def _deed_role(deed: str) -> BearerRole:
    if deed.startswith(("牵头", "主责", "主办", "主抓")):
        return "lead"
    return "support" if deed in ("配合", "参与", "参加", "协助", "协同", "协办") else "sole"


def named_in_row(text: Text, named: Sequence[tuple[Span, BearerRole]], source: str) -> tuple[Bearer, ...]:
    """The bearers that the cells of a row name, one of them perhaps saying who does what (市应急局牵头)."""
    bearers: list[Bearer] = []
    for at, role in named:
        deeds = role == "sole" and _names_bearers(text[at])
        bearers += (
            read_note(text, at.start, at.end, False, source)
            if deeds
            else _bodies(text, at.start, text[at], role, source)
        )
    return tuple(_ranked(bearers, False))


def _bodies(text: Text, start: int, names: str, role: BearerRole, source: str | None) -> list[Bearer]:
    found = []
    position = 1 if names[:1] == "由" else 0
    for part in [*_SEPARATOR.finditer(names), None]:
        stop = part.start() if part else len(names)
        name = names[position:stop]
        stripped = name.strip("（( 　\n。；;，,、")
        if stripped.count("）") > stripped.count("（") or stripped.count(")") > stripped.count("("):
            stripped = stripped.rstrip("）)")
        if 0 < len(stripped) <= _LONGEST_NAME:
            begin = start + position + name.index(stripped)
            place = text.quote(Span(begin, begin + len(stripped)))
            found.append(Bearer.trusted(text=stripped, role=role, inherited_from=source, place=place))
        position = part.end() if part else stop
    return found


def _ranked(bearers: list[Bearer], first_leads: bool) -> list[Bearer]:
    """With one lead the others support; where the plan says that the first leads, it does."""
    if len(bearers) < 2 or any(b.role == "lead" for b in bearers):
        return [
            b.with_(role="support") if b.role == "sole" and any(x.role == "lead" for x in bearers) else b
            for b in bearers
        ]
    if first_leads and not bearers[0].text.startswith("各"):
        return [bearers[0].with_(role="lead")] + [b.with_(role="support") for b in bearers[1:]]
    return bearers
