"""Reads the inside of a paragraph: runs in, pieces of text out, each kept or cut under a rule, and its text boxes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from pipeline.inputs.docx.fields import Fields, never_ended, rule_of, shown_by_form
from pipeline.inputs.docx.names import attribute, child, children, descendants, name_of, value_of
from pipeline.inputs.docx.styles import Look, Styles, is_red_fill
from pipeline.inputs.signs import raise_digits, symbol_of

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGE = 40
"""Half points from which red text is a red head and not emphasis: 20 pt, body text being 16."""

_NO_TEXT = {"w:pPr", "w:rt"}
"""What holds no text of the line: its looks, and the reading above a character."""
_DELETED = {"w:del", "w:moveFrom"}
_TEXTUAL = {"w:t", "w:delText", "m:t"}
_SHOWING = _TEXTUAL | {"textpath"}
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:cr": "\n", "w:noBreakHyphen": "-"}

_XML_LINE_END = re.compile(r"(?<![ \t])[ \t]*+[\r\n]\s*+")
_HAN_LINE_END = re.compile("(?:\\A|(?<=[\u2e80-\uffef]))[ \t]*[\r\n]\\s*(?=[\u2e80-\uffef]|\\Z)")


class Piece(NamedTuple):
    """A string of the carrier; `rule` names why it is not in the text, if it is not."""

    string: str
    rule: str | None


_BREAK = Piece("\n", None)


@dataclass
class Inside:
    """What a paragraph holds."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Kind (footnote, endnote) and id of each note referred to."""
    red: int = 0
    """How many of its kept characters are red and large."""

    @property
    def shown(self) -> str:
        """The text that is kept."""
        return "".join(p.string for p in self.pieces if p.rule is None)


class RunReader:
    """Reads paragraphs of one part in order: fields may run on from one into the next."""

    def __init__(self, styles: Styles, root: _Element) -> None:
        self._styles = styles
        self._no_fields = never_ended(root)
        self._fields = Fields()
        self._inside = Inside()
        self._paragraph = Look()

    def read(self, paragraph: _Element, look: Look) -> Inside:
        """The inside of a `w:p` whose look is given."""
        self._inside, self._paragraph = Inside(), look
        self._walk(paragraph, None)
        while self._inside.pieces and self._inside.pieces[-1] == _BREAK:
            self._inside.pieces.pop()
        _cut_contents_tabs(self._inside.pieces)
        return self._inside

    def _walk(self, element: _Element, rule: str | None) -> None:
        for item in element:
            name = name_of(item)
            if name == "w:r":
                self._run(item, rule)
            elif name == "m:r":
                for text in descendants(item, "m:t"):
                    self._say(text.text or "", rule, self._paragraph)
            elif name in _DELETED:
                self._walk(item, rule or "tracked-deletion")
            elif name == "w:fldSimple":
                self._walk(item, rule or rule_of(attribute(item, "w:instr") or ""))
            elif name == "mc:AlternateContent":
                self._alternate(item, rule, self._paragraph)
            elif name not in _NO_TEXT:  # a link, a correction, or what a later Word puts around runs
                self._walk(item, rule)

    def _run(self, run: _Element, rule: str | None) -> None:
        look = self._styles.run(child(run, "w:rPr"), self._paragraph)
        if look.hidden:
            rule = rule or "hidden-text"
        elif look.struck:
            rule = rule or "struck-out"
        self._content(run, rule, look)

    def _content(self, run: _Element, rule: str | None, look: Look) -> None:
        raised = value_of(child(run, "w:rPr"), "w:vertAlign") == "superscript"
        for item in run:
            name = name_of(item)
            if name in _TEXTUAL:
                string = _in_one_line(item.text or "")
                self._say(raise_digits(string) if raised else string, rule, look)
            elif name in _SIGNS:
                self._say(_SIGNS[name], rule, look)
            elif name == "w:br":
                self._break(item, rule, look)
            elif name == "w:sym":
                self._say(_symbol(item), rule, look)
            elif name in ("w:fldChar", "w:instrText"):
                self._field(item, name, rule, look)
            elif name in ("w:footnoteReference", "w:endnoteReference") and rule is None:
                self._inside.notes.append((name[2:-9], attribute(item, "w:id") or ""))
            elif name == "w:pgNum":
                self._say("", "page-number", look)
            elif name == "w:ruby":
                self._walk(item, rule)
            elif name == "mc:AlternateContent":
                self._alternate(item, rule, look)
            elif name in ("w:drawing", "w:pict", "w:object") and rule is None:
                self._inside.boxes.extend(_outer_boxes(item))
                self._art(item)

    def _art(self, item: _Element) -> None:
        """Text that is drawn along a line (WordArt), as red heads are: on a line of its own."""
        for drawn in item.iter("{*}textpath"):
            shape, string = drawn.getparent(), drawn.get("string") or ""
            if shape is not None and "watermark" in (shape.get("id") or "").lower():
                self._say(string, "watermark", self._paragraph)
                continue
            red = shape is not None and is_red_fill(shape.get("fillcolor"))
            look = replace(self._paragraph, red=red, half_points=LARGE)
            self._break(drawn, None, look)
            self._say(string, None, look)
            self._break(drawn, None, look)

    def _break(self, item: _Element, rule: str | None, look: Look) -> None:
        """A break parts lines; at the edge of a paragraph it parts nothing."""
        if any(p.rule is None and p.string.strip() for p in self._inside.pieces):
            self._say("\n", rule, look)

    def _field(self, item: _Element, name: str, rule: str | None, look: Look) -> None:
        if name == "w:instrText":
            self._fields.instruct(item.text or "")
            return
        kind = attribute(item, "w:fldCharType")
        if kind == "begin" and item not in self._no_fields:
            self._fields.begin(shown_by_form(item))
        elif kind == "separate":
            self._fields.separate()
        elif kind == "end":
            self._say(self._fields.end(), rule, look)

    def _alternate(self, item: _Element, rule: str | None, look: Look) -> None:
        """One branch only: the first choice that shows anything, else the fallback."""
        branches = [*children(item, "mc:Choice"), *children(item, "mc:Fallback")]
        for branch in branches:
            boxes = list(_outer_boxes(branch))
            if boxes and rule is None:
                self._inside.boxes.extend(boxes)
            if boxes:
                return
            if any(name_of(e) in _SHOWING for e in branch.iter()):
                self._content(branch, rule, look)
                self._walk(branch, rule)
                return

    def _say(self, string: str, rule: str | None, look: Look) -> None:
        if not string or self._fields.hidden:
            return
        rule = rule or self._fields.rule
        self._fields.say()
        self._inside.pieces.append(Piece(string, rule))
        if rule is None and look.red and (look.half_points or 0) >= LARGE:
            self._inside.red += len(string)


def _outer_boxes(element: _Element) -> list[_Element]:
    """The text boxes below an element that do not lie in one another or in a second branch."""
    found: list[_Element] = []
    for item in element:
        name = name_of(item)
        if name == "w:txbxContent":
            found.append(item)
        elif name == "mc:AlternateContent":
            branches = ([*_outer_boxes(b)] for b in item)
            found.extend(next((b for b in branches if b), []))
        else:
            found.extend(_outer_boxes(item))
    return found


def _in_one_line(string: str) -> str:
    """Line ends of the XML are white space, and none between two Chinese characters; a break is a sign of its own."""
    return _XML_LINE_END.sub(" ", _HAN_LINE_END.sub("", string)) if "\n" in string or "\r" in string else string


def _symbol(item: _Element) -> str:
    try:
        code = int(attribute(item, "w:char") or "", 16)
    except ValueError:
        return ""
    return symbol_of(chr(code)) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else ""


def _cut_contents_tabs(pieces: list[Piece]) -> None:
    """Take out the tab that leads to the page number of a contents entry together with the number."""
    for i in range(1, len(pieces)):
        if pieces[i].rule == "contents" and pieces[i - 1].rule is None and pieces[i - 1].string.strip() == "":
            pieces[i - 1] = Piece(pieces[i - 1].string, "contents")
