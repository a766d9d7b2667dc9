"""A stretch of the notice → text with inline elements, properly nested however the marks cross."""

from __future__ import annotations

from collections import Counter
from typing import Any

from pipeline.model.notice import Notice
from pipeline.outputs.akn.names import element, xml_text
from pipeline.outputs.marks import Mark, MarkIndex, Run, cut_runs


class Inliner:
    """Fills elements with the text of stretches, asked for in the order of the text."""

    def __init__(self, notice: Notice) -> None:
        self._text = notice.text
        self._index = MarkIndex(_find_marks(notice))
        self._targets = {c.citation_id: _target(c.title, c.document_number) for c in notice.citations}
        self._used: Counter[str] = Counter()

    def fill(self, parent: Any, start: int, end: int) -> None:
        """Puts the characters from `start` to `end` into the element, with what they are."""
        open_marks: list[Mark] = []
        open_elements: list[Any] = [parent]
        for run in cut_runs(start, end, self._index.between(start, max(end, start + 1))) if end > start else ():
            common = _common(open_marks, run)
            del open_marks[common:], open_elements[common + 1 :]
            for mark in run.marks[common:]:
                child = self._make(mark)
                open_elements[-1].append(child)
                open_marks.append(mark)
                open_elements.append(child)
            _append_text(open_elements[-1], xml_text(self._text[run.start : run.end]))

    def _make(self, mark: Mark) -> Any:
        """The element of a mark; where a crossing mark cut it in two, the second part has an id of its own."""
        self._used[mark.kind + mark.key] += 1
        turn = self._used[mark.kind + mark.key]
        own_id = {"eId": f"{mark.kind}-{mark.key}" + (f"~{turn}" if turn > 1 else "")}
        if mark.kind == "citation":
            return element("ref", href=self._targets[mark.key], **own_id)
        if mark.kind == "title":
            return element("docTitle", **own_id)
        if mark.kind == "number":
            return element("docNumber", **own_id)
        return element("inline", name=mark.kind, refersTo=f"#{mark.kind}", **own_id)


def _find_marks(notice: Notice) -> list[Mark]:
    marks = [Mark(o.place.char_start, o.place.char_end, "obligation", o.obligation_id) for o in notice.obligations]
    for frequency in notice.frequencies:
        place = frequency.place
        marks.append(Mark(place.char_start, place.char_end, "frequency", frequency.frequency_id))
    marks += [Mark(d.place.char_start, d.place.char_end, "deadline", d.deadline_id) for d in notice.deadlines]
    marks += [Mark(c.place.char_start, c.place.char_end, "citation", c.citation_id) for c in notice.citations]
    for said, kind in ((notice.header.title, "title"), (notice.header.document_number, "number")):
        if said:
            marks.append(Mark(said.place.char_start, said.place.char_end, kind, "1"))
    return [m for m in marks if m.end > m.start]


def _target(title: str, number: str | None) -> str:
    from urllib.parse import quote

    return f"/akn/cn/doc/{quote(number or title, safe='')}"


def _common(open_marks: list[Mark], run: Run) -> int:
    """How many of the open marks go on in the same order."""
    count = 0
    for mark, wanted in zip(open_marks, run.marks, strict=False):
        if mark is not wanted:
            break
        count += 1
    return count


def _append_text(parent: Any, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
