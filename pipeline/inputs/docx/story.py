"""Writes one part of a Word file (body, header, notes) into a transcript: paragraphs, tables, text boxes in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.inputs.docx.names import child, children, descendants, name_of, number, switch, value_of
from pipeline.inputs.docx.numbering import Numbering
from pipeline.inputs.docx.runs import Inside, RunReader
from pipeline.inputs.docx.styles import Look, Styles, is_deleted_mark, is_drop_cap
from pipeline.inputs.grid import MOST_COLUMNS, columns_of
from pipeline.inputs.transcript import Transcript
from pipeline.model.errors import Refused
from pipeline.model.reading import MarkKind

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_PARAGRAPHS = 200_000
_WRAPPERS = {"w:sdt", "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo"}


class Story:
    """One part being written; `rule` cuts everything in it (a running head), `mark` marks everything (a footnote)."""

    def __init__(
        self,
        transcript: Transcript,
        styles: Styles,
        numbering: Numbering,
        part: str,
        root: _Element,
        rule: str | None = None,
        mark: MarkKind | None = None,
    ) -> None:
        self._out = transcript
        self._styles = styles
        self._numbering = numbering
        self._part = part
        self._rule = rule
        self._mark = mark
        self._runs = RunReader(styles, root)
        paragraphs = list(descendants(root, "w:p"))
        if len(paragraphs) > MAX_PARAGRAPHS:
            raise Refused("too-many-paragraphs", f"{part} has {len(paragraphs)} paragraphs, over {MAX_PARAGRAPHS}")
        self._number = {p: i for i, p in enumerate(paragraphs, 1)}
        self._open = False
        """Whether what was written last runs on into the next paragraph, the end between them being deleted."""
        self.notes: list[tuple[str, str]] = []

    def write(self, element: _Element) -> None:
        """Everything in a block container: body, cell, text box, header, note."""
        for item in element:
            name = name_of(item)
            if name == "w:p":
                self._paragraph(item)
            elif name == "w:tbl":
                self._table(item)
            elif name == "mc:AlternateContent":
                if (branch := _branch(item)) is not None:
                    self.write(branch)
            else:  # a content control, or what a later Word puts around paragraphs
                self.write(item)

    def _paragraph(self, paragraph: _Element) -> None:
        properties = child(paragraph, "w:pPr")
        look = self._styles.paragraph(properties)
        inside = self._runs.read(paragraph, look)
        for box in inside.boxes:
            self.write(box)
        start = self._out.length
        runs_on = self._why_it_runs_on(properties, look)
        label = self._label(look, inside) if not self._open and (inside.shown or not runs_on) else ""
        if not label and not any(p.string.strip() for p in inside.pieces):
            return
        self._say(paragraph, label, inside)
        self._mark_line(start, look, inside)
        unseen = inside.pieces[-1].rule if not label and not inside.shown.strip() else None
        self._end(runs_on or unseen)
        self._open = bool(runs_on and (self._open or inside.shown))

    def _why_it_runs_on(self, properties: _Element | None, look: Look) -> str | None:
        """The rule by which the end of the paragraph is none; a hidden one parts a heading from its text (Word's
        style separator), or is that of a paragraph hidden as a whole."""
        if is_deleted_mark(properties):
            return "tracked-deletion"
        if self._styles.run(child(properties, "w:rPr"), look).hidden:
            return "hidden-text"
        return "drop-cap" if is_drop_cap(properties) else None

    def _end(self, rule: str | None = None) -> None:
        rule = self._rule or rule
        if rule:
            self._out.replace("\n", "", rule)
        else:
            self._out.say("\n")

    def _say(self, paragraph: _Element, label: str, inside: Inside, in_cell: bool = False) -> None:
        """Write a paragraph without its end."""
        self._out.anchor(part=f"{self._part}#p{self._number.get(paragraph, 0)}")
        self.notes.extend(inside.notes)
        if label:
            self._out.add(label, "automatic-numbering")
        for string, rule in inside.pieces:
            rule = self._rule or rule
            if rule:
                self._out.replace(string, "", rule)
            elif in_cell:
                self._say_in_cell(string)
            else:
                self._out.say(string)

    def _say_in_cell(self, string: str) -> None:
        """Tabs and line breaks in a cell become spaces: in a row they part cells and rows."""
        if "\t" in string or "\n" in string:
            self._out.replace(string, string.replace("\t", " ").replace("\n", " "), "cell-join")
        else:
            self._out.say(string)

    def _label(self, look: Look, inside: Inside) -> str:
        if look.list_id is None or look.list_id == "0" or self._rule:
            return ""
        level = look.list_level
        if look.list_style is not None:
            tied = self._numbering.level_of_style(look.list_id, look.list_style)
            level = level if tied is None else tied
        return self._numbering.label(look.list_id, level or 0, inside.shown)

    def _mark_line(self, start: int, look: Look, inside: Inside) -> None:
        if self._mark:
            self._out.mark(start, self._mark)
            return
        if look.align == "center":
            self._out.mark(start, "centered")
        elif look.align in ("right", "end"):
            self._out.mark(start, "right")
        if look.outline is not None and look.outline < 9:
            self._out.mark(start, "heading", look.outline + 1)
        if inside.red and inside.red * 2 > len(inside.shown.strip()):
            self._out.mark(start, "red_head")

    def _table(self, table: _Element) -> None:
        rows = list(_rows(table))
        is_frame = all(len(cells) <= 1 for _, cells in rows)
        columns = columns_of([_starts(row, cells) for row, cells in rows])
        for (row, cells), numbers in zip(rows, columns, strict=True):
            kept = self._rule
            if switch(child(row, "w:trPr"), "w:del"):
                self._rule = self._rule or "tracked-deletion"
            if not is_frame:
                self._row(cells, numbers)
            elif cells:  # around paragraphs, and no table
                self.write(cells[0])
            self._rule = kept

    def _row(self, cells: list[_Element], columns: list[int]) -> None:
        start = self._out.length
        nested: list[_Element] = []
        contents: list[list[tuple[_Element, Look, Inside]]] = []
        deleted = set()
        for cell, column in zip(cells, columns, strict=True):
            contents += [[]] * min(column - len(contents), MOST_COLUMNS)
            if switch(child(cell, "w:tcPr"), "w:cellDel"):
                deleted.add(len(contents))
            contents.append(self._cell(cell, nested))
        last = max((i for i, content in enumerate(contents) if content), default=-1)
        for i, content in enumerate(contents[: last + 1]):
            if i:
                self._separate("\t", "\t")
            kept, self._rule = self._rule, "tracked-deletion" if i in deleted else self._rule
            for j, (paragraph, look, inside) in enumerate(content):
                if j:
                    self._separate("\n", " ")
                self._say(paragraph, self._label(look, inside), inside, in_cell=True)
            self._rule = kept
        if self._out.length > start or last >= 0:
            if self._rule is None:
                self._out.mark(start, "table_row")
            self._end()
        for table in nested:
            self._table(table)

    def _separate(self, string: str, after: str) -> None:
        if self._rule:
            self._out.replace(string, "", self._rule)
        elif string == after:
            self._out.say(string)
        else:
            self._out.replace(string, after, "cell-join")

    def _cell(self, element: _Element, nested: list[_Element]) -> list[tuple[_Element, Look, Inside]]:
        """The paragraphs of a cell that show anything; tables in it are put aside."""
        found: list[tuple[_Element, Look, Inside]] = []
        for item in element:
            name = name_of(item)
            if name == "w:p":
                look = self._styles.paragraph(child(item, "w:pPr"))
                inside = self._runs.read(item, look)
                for box in inside.boxes:
                    found.extend(self._cell(box, nested))
                if inside.shown.strip() or look.list_id not in (None, "0"):
                    found.append((item, look, inside))
            elif name == "w:tbl":
                nested.append(item)
            elif name in _WRAPPERS:
                found.extend(self._cell(item, nested))
            elif name == "mc:AlternateContent" and (branch := _branch(item)) is not None:
                found.extend(self._cell(branch, nested))
        return found


def _starts(row: _Element, cells: list[_Element]) -> list[int]:
    """The lines of the table's grid at which the cells begin."""
    starts, at = [], _count(child(row, "w:trPr"), "w:gridBefore", 0)
    for cell in cells:
        starts.append(at)
        at += _count(child(cell, "w:tcPr"), "w:gridSpan", 1)
    return starts


def _count(properties: _Element | None, name: str, least: int) -> int:
    """How many columns a cell takes, or a row leaves out before its first."""
    count = number(value_of(properties, name)) or least
    return count if least <= count <= MOST_COLUMNS else least


def _branch(item: _Element) -> _Element | None:
    """What is shown of content that there is in two ways."""
    choice = child(item, "mc:Choice")
    return child(item, "mc:Fallback") if choice is None else choice


def _rows(table: _Element) -> list[tuple[_Element, list[_Element]]]:
    """Rows with their cells, content controls looked through."""
    rows = [r for item in table for r in _unwrap(item, "w:tr")]
    return [(row, [c for item in row for c in _unwrap(item, "w:tc")]) for row in rows]


def _unwrap(element: _Element, name: str) -> list[_Element]:
    if name_of(element) == name:
        return [element]
    if name_of(element) in _WRAPPERS:
        return [found for item in _inner(element) for found in _unwrap(item, name)]
    return []


def _inner(element: _Element) -> list[_Element]:
    """All child elements, the properties of a content control left out."""
    content = child(element, "w:sdtContent")
    return list(element if content is None else children(element, "w:sdtContent"))
