"""Writes pages as a reading: pages with characters in, paragraphs and table rows as lines of text out."""

from __future__ import annotations

from pipeline.inputs.layout.columns import find_flows
from pipeline.inputs.layout.folding import fold
from pipeline.inputs.layout.furniture import find_furniture
from pipeline.inputs.layout.page import Flow, Line, Page, Row
from pipeline.inputs.layout.paragraphs import Placed, find_glue, join_cell, place_lines
from pipeline.inputs.transcript import Transcript
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.errors import Refused
from pipeline.model.reading import Reading


def write_pages(pages: list[Page], media_type: str, diagnostics: tuple[Diagnostic, ...] = ()) -> Reading:
    """The reading of a document of these pages; refused if they hold nothing but what belongs to pages."""
    flows = [flow for page in pages for flow in find_flows(page)]
    furniture = find_furniture(flows)
    placed = place_lines(flows, furniture)
    writer = _Writer(furniture, placed, find_glue(flows, placed))
    for flow in flows:
        writer.write(flow)
    text = fold(writer.out.text())
    if not text.string.strip():
        raise Refused("no-text", "the file holds no text but page numbers and running heads")
    return writer.out.reading(text, media_type, diagnostics)


class _Writer:
    def __init__(self, furniture: dict[Line, str], placed: dict[Line, Placed], glue: dict[Line, str]) -> None:
        self.out = Transcript()
        self._furniture = furniture
        self._placed = placed
        self._glue = glue

    def write(self, flow: Flow) -> None:
        for item in flow.items:
            if isinstance(item, Row):
                self._row(flow.page, item)
            elif item in self._furniture:
                self._anchor(flow.page, item)
                self.out.replace(item.text + "\n", "", self._furniture[item])
            else:
                self._line(flow.page, item)

    def _line(self, page: Page, line: Line) -> None:
        self._anchor(page, line)
        start = self.out.length
        self.out.say(line.text)
        align = self._placed[line].align
        if align == "centered":
            self.out.mark(start, "centered")
        elif align == "right":
            self.out.mark(start, "right")
        if line.red:
            self.out.mark(start, "red_head")
        if line in self._glue:
            self.out.replace("\n", self._glue[line], "line-join")
        else:
            self.out.say("\n")

    def _row(self, page: Page, row: Row) -> None:
        start = self.out.length
        for i, cell in enumerate(row.cells):
            if i:
                self.out.say("\t")
            seams = [*join_cell(cell), ""]
            for line, seam in zip(cell.lines, seams, strict=False):
                self._anchor(page, line)
                self.out.say(line.text)
                if line is not cell.lines[-1]:
                    self.out.replace("\n", seam, "line-join")
        self.out.mark(start, "table_row")
        self.out.say("\n")

    def _anchor(self, page: Page, line: Line) -> None:
        left, bottom, right, top = page.unturned(line.box)
        self.out.anchor(page=page.number, box=(round(left, 1), round(bottom, 1), round(right, 1), round(top, 1)))
