"""Citations of a notice: its sections and header go in, one citation for each mention of an instrument comes out.

Assumptions: 1. the relation is what the last word before the title in its clause says (根据, 印发), or what follows it
(同时废止); 2. titles of one list share it; 3. a bare mention refers; 4. what a notice issues, it issues wherever it
names it; 5. a short name (《方案》) means the instrument it was given to, and where nothing else is said, stands to the
notice as that one does; 6. an item that is nothing but a title relates as the heading of its list says (依据).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import regex

from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.rules import load_rules
from pipeline.model.notice import Citation, CitationRelation, Header, Section
from pipeline.model.text import Quote, Span, Text
from pipeline.stages.references.mentions import Mention, Row, find_mentions, names_standard, rule

_PASSED = frozenset({
    "red_head", "document_number", "copy_number", "secrecy", "urgency", "signatory", "addressees", "attachments",
    "signature", "date", "note", "copies_to", "printed_by", "contents", "other",
})  # fmt: skip
_STOPS = "。；;！？"
_LONGEST_SENTENCE = 400
_TITLE_ONLY = frozenset({"issues", "forwards", "abolishes", "amends"})
_BRACKETS = compile_pattern("[（(][^（）()]*[）)]")
_NOISE = compile_pattern(r"[\s\p{P}]+")
_STATE = compile_pattern("中华人民共和国(?=国务院|中央军)")


def find_references(text: Text, sections: Sequence[Section], header: Header) -> tuple[Citation, ...]:
    """Every mention of an instrument in title and body, in text order."""
    reader = _Reader(text, header, {section.section_id: section for section in sections})
    for section in sections:
        if section.kind not in _PASSED:
            reader.read(section)
    return tuple(reader.citations)


class _Reader:
    """The mentions read so far, and what the notice calls them."""

    def __init__(self, text: Text, header: Header, sections: dict[str, Section]) -> None:
        self.text = text
        self.sections = sections
        self.citations: list[Citation] = []
        self.names: dict[str, Citation] = {}
        self.kinds: dict[str, Citation] = {}
        """The last instrument whose title ends in a word that may stand for it (办法)."""
        self.issued = header.issued_instrument
        self.own = header.document_number.text if header.document_number else None
        self.titles: dict[str, str] = {}
        """The titles that numbers were given with: such a number alone stands for its title."""
        self.above: Quote | None = None
        """The last paragraph above the sections."""

    def read(self, section: Section) -> None:
        """The mentions of one row."""
        self.above = section.text if section.kind == "preamble" else self.above
        said = [quote for quote in (section.heading, section.text) if quote is not None]
        if not any(map(_may_name_any, said)):
            self._read_unquoted_issue(section)
            return
        row = Row.of(self.text.string, said[0].char_start, said[-1].char_end)
        mentions = [m for m in find_mentions(row.string) if not m.alone or self._stands_for_another(section, m)]
        relations = [self._relate(row.string, mentions, index, section) for index in range(len(mentions))]
        _share_backwards(row.string, mentions, relations)
        for mention, relation in zip(mentions, relations, strict=True):
            self._add(section, row, mention, relation)
        if not mentions:
            self._read_unquoted_issue(section)

    def _read_unquoted_issue(self, section: Section) -> None:
        """What a title says is issued, without 《》."""
        issued = self.issued
        if section.kind != "title" or issued is None or rule("several").search(issued.title):
            return
        if section.place.char_start <= issued.place.char_start < section.place.char_end:
            self._append(section, issued.title, None, "issues", Span(issued.place.char_start, issued.place.char_end))

    def _relate(self, string: str, mentions: list[Mention], index: int, section: Section) -> str | None:
        """The relation that the words around a mention state; None where they state none."""
        mention = mentions[index]
        if mention.relation:
            return mention.relation
        before = string[_clause_start(string, mentions, index) : mention.start]
        found = [match for match in rule("before").finditer(before) if match.lastgroup]
        name = _group(found[-1]) if found else None
        if name in ("issues", "forwards") and section.kind not in ("title", "preamble"):
            name = None
        if name is not None:
            return name
        after = rule("after").match(string, mention.end, _sentence_end(string, mention.end))
        if after is not None and (name := _group(after)):
            return name if name not in ("issues", "forwards") or section.kind in ("title", "preamble") else None
        if index == 0 and len(mentions) == 1 and mention.start == 0 and len(string) - mention.end <= 1:
            return self._of_heading(section) or self._of_changes(section)
        if index == 0 and mention.start == 0 and _only_says_when(string, mention.end):
            return self._of_changes(section)
        return None

    def _of_changes(self, section: Section) -> str | None:
        """What a decision does with the instruments of its list (对下列法规予以废止：)."""
        parent = self.sections.get(section.parent_id or "")
        lead = parent.heading or parent.text if parent else self.above
        match = rule("changed_list").search(lead.text) if lead and section.marker else None
        name = _group(match) if match else None
        return name.removesuffix("_these") if name else None

    def _of_heading(self, section: Section) -> str | None:
        """What the heading of a list says of its items (参考依据)."""
        parent = self.sections.get(section.parent_id or "")
        match = rule("basis_heading").search(parent.heading.text) if parent and parent.heading else None
        return _group(match) if match else None

    def _add(self, section: Section, row: Row, mention: Mention, relation: str | None) -> None:
        title, number = mention.title, mention.number.text if mention.number else None
        if number is not None and mention.alone:
            title = self.titles.get(number, title)
        elif number is not None:
            self.titles.setdefault(number, title)
        known = self._known(title)
        if self._is_issued(known.title if known else title) and section.part == "main":
            relation = "issues"
        if known is not None:
            title, number, relation = known.title, number or known.document_number, relation or known.relation
        elif mention.relation is not None and (full := self.names.get(title)):
            title, number = full.title, full.document_number
        span = row.span(mention.start, mention.end)
        citation = self._append(section, title, number, relation or "refers_to", Span(*span))
        if mention.short:
            self.names[mention.short] = citation

    def _stands_for_another(self, section: Section, mention: Mention) -> bool:
        """Whether a number alone names an instrument, and not this notice or how it was adopted."""
        return (
            section.kind not in ("title", "adoption") and mention.number is not None and mention.number.text != self.own
        )

    def _known(self, title: str) -> Citation | None:
        """The instrument that a short name means."""
        if title in self.names:
            return self.names[title]
        return self.kinds.get(title)

    def _is_issued(self, title: str) -> bool:
        return self.issued is not None and _NOISE.sub("", title) == _NOISE.sub("", self.issued.title)

    def _append(self, section: Section, title: str, number: str | None, relation: str, span: Span) -> Citation:
        citation = Citation.trusted(
            citation_id=f"c{len(self.citations) + 1}",
            section_id=section.section_id,
            title=title,
            document_number=_STATE.sub("", number) if number else None,
            relation=cast(CitationRelation, relation),
            place=self.text.quote(span),
        )
        self.citations.append(citation)
        shorts = load_rules("references").words["short"]
        if title.endswith(shorts):
            self.kinds.update({short: citation for short in shorts if title.endswith(short) and title != short})
        return citation


def _may_name_any(quote: Quote) -> bool:
    """Whether the row holds one of the signs without which it names no instrument."""
    text = quote.text
    return "《" in text or "号" in text or "法" in text or names_standard(text)


def _only_says_when(string: str, start: int) -> bool:
    """（1987年8月22日国务院发布）: whether nothing but a bracket follows the title."""
    return start < len(string) and _BRACKETS.sub("", string[start:]).strip("。；;") == ""


def _group(match: regex.Match[str]) -> str | None:
    return next((name for name, value in match.groupdict().items() if value is not None), None)


def _clause_start(string: str, mentions: list[Mention], index: int) -> int:
    """Where the words begin that may say how the notice relates to a mention: after the comma or mention before it."""
    start = mentions[index].start
    floor = max(mentions[index - 1].end if index else 0, start - _LONGEST_SENTENCE)
    for stop in "，,：:" + _STOPS:
        floor = max(floor, string.rfind(stop, floor, start) + 1)
    return floor


def _sentence_end(string: str, start: int) -> int:
    end = min(len(string), start + _LONGEST_SENTENCE)
    for stop in _STOPS:
        if (at := string.find(stop, start, end)) != -1:
            end = at
    return end


def _share_backwards(string: str, mentions: list[Mention], relations: list[str | None]) -> None:
    """Let titles of one list share what is said of one of them: before the first, or after the last."""
    for index in range(1, len(mentions)):
        if relations[index] is None and relations[index - 1] is not None and _joined(string, mentions, index):
            relations[index] = relations[index - 1]
    for index in range(len(mentions) - 2, -1, -1):
        after = relations[index + 1]
        if relations[index] is None and after in _TITLE_ONLY and _joined(string, mentions, index + 1):
            relations[index] = after


def _joined(string: str, mentions: list[Mention], index: int) -> bool:
    """Whether a mention and the one before it are of one list."""
    between = _BRACKETS.sub("", string[mentions[index - 1].end : mentions[index].start])
    return rule("joins").match(between) is not None
