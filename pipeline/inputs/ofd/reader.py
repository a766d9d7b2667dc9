"""Reads an OFD file: bytes in, Reading out.

1. A file may hold several documents; they are read one after the other.
2. Objects are taken by their place on the page, those of template pages with them, never in the order of the file.
3. Annotations (watermarks, stamps, links) and attached files are no text of the notice; they are remarked on.
4. Signatures and seals are passed over; an encrypted file is refused, so is one without text.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.inputs.layout.doubts import refuse_without_text, report_pages
from pipeline.inputs.layout.page import Page, Stroke
from pipeline.inputs.layout.turn import Sign, set_upright
from pipeline.inputs.layout.write import write_pages
from pipeline.inputs.ofd.elements import Matrix, child, children, is_visible, name_of, numbers, place_of, text_of
from pipeline.inputs.ofd.paths import read_strokes
from pipeline.inputs.ofd.resources import Resources
from pipeline.inputs.ofd.signs import POINTS, read_signs
from pipeline.inputs.package import Package, open_package
from pipeline.model.diagnostic import Diagnostic, Severity
from pipeline.model.errors import Refused
from pipeline.model.reading import Reading

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE = "application/ofd"
MAX_PAGES = 5_000
MAX_OBJECTS = 250_000
MAX_GRAPHICS = 10_000
MAX_CHARACTERS = 3_000_000
MAX_LENT = 300_000
"""Characters that pages may show from template pages: a small file could show a large template over and over."""
MAX_NESTING = 8
"""Composed graphics in one another; one may hold itself."""
MAX_STROKES = 20_000
MOST_NAMED = 10
A4 = (0.0, 0.0, 210.0, 297.0)


def read_ofd(data: bytes) -> Reading:
    """The text of all pages as paragraphs; `Refused` for what is unsafe, encrypted, broken, huge or without text."""
    package = open_package(data)
    entry = package.find("OFD.xml")
    if entry is None:
        raise Refused("no-document", "the package holds no OFD.xml")
    root = package.parse(entry)
    if package.find("Encryptions.xml") or any(name_of(e) == "Encryptions" for e in root.iter()):
        raise Refused("encrypted", "the OFD file is encrypted; it cannot be read without its key")
    book = _Book(package)
    for body in children(root, "DocBody"):
        location = text_of(child(body, "DocRoot"))
        if name := package.find(location, posixpath.dirname(entry)):
            book.read_document(name)
        elif location:
            book.miss("document", location)
    refuse_without_text(book.pages, "the OFD file holds no text (pictures only?)")
    return write_pages(book.pages, MEDIA_TYPE, book.finish())


@dataclass
class _Canvas:
    """A page while its objects are gathered."""

    height: float
    resources: Resources
    signs: list[Sign] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)


class _Book:
    """The pages of all documents so far, and what was left out."""

    def __init__(self, package: Package) -> None:
        self.pages: list[Page] = []
        self._remarks: list[Diagnostic] = []
        self._missing: list[int] = []
        self._missed: dict[str, dict[str, None]] = {}
        self._package = package
        self._templates: dict[str, _Element] = {}
        self._read: set[str] = set()
        self._objects = 0
        self._graphics = 0
        self._characters = 0
        self._lent = 0

    def read_document(self, name: str) -> None:
        """The pages of one document in order."""
        document, base = self._package.parse(name), posixpath.dirname(name)
        common = child(document, "CommonData")
        resources = Resources(self._package, common, base)
        templates = {t.get("ID") or "": t.get("BaseLoc") or "" for t in children(common, "TemplatePage")}
        area = _physical_box(child(common, "PageArea")) or A4
        for reference in children(child(document, "Pages"), "Page"):
            if len(self.pages) >= MAX_PAGES:
                raise Refused("too-many-pages", f"the OFD file has more than {MAX_PAGES} pages")
            self._read_page(reference.get("BaseLoc") or "", base, area, templates, resources)
        self._remark(document, base)

    def _read_page(
        self, location: str, base: str, area: tuple[float, ...], templates: dict[str, str], resources: Resources
    ) -> None:
        number = len(self.pages) + 1
        name = self._package.find(location, base)
        if name is None or name in self._read:
            problem = "is not in the package" if name is None else "is an earlier page once more"
            self._missing.append(number)
            self._note("page-missing", "warning", f"page {number} {problem}: {location}")
            self.pages.append(Page(number, area[2] * POINTS, area[3] * POINTS))
            return
        self._read.add(name)
        content = self._package.parse(name)
        self._add_resources(content, name, resources)
        left, top, width, height = _physical_box(child(content, "Area")) or area
        page = Page(number, width * POINTS, height * POINTS)
        canvas = _Canvas(page.height, resources)
        shift = Matrix(e=-left, f=-top)
        before = self._characters
        for template in children(content, "Template"):
            wanted = template.get("TemplateID") or ""
            if not (found := self._package.find(templates.get(wanted, ""), base)):
                self.miss("template", wanted)
            else:
                self._draw_page(self._template(found, resources), shift, canvas)
                if self._lent + self._characters - before > MAX_LENT:
                    raise Refused("too-many-objects", f"templates show more than {MAX_LENT} characters on the pages")
        self._lent += self._characters - before
        self._draw_page(content, shift, canvas)
        set_upright(page, canvas.signs)
        page.strokes = [] if page.turn else canvas.strokes
        self.pages.append(page)

    def _template(self, name: str, resources: Resources) -> _Element:
        if name not in self._templates:
            self._templates[name] = self._package.parse(name)
            self._add_resources(self._templates[name], name, resources)
        return self._templates[name]

    def _add_resources(self, content: _Element, name: str, resources: Resources) -> None:
        """Those that a page or template brings along."""
        for local in children(content, "PageRes"):
            resources.add(self._package, self._package.find(text_of(local), posixpath.dirname(name)))

    def _draw_page(self, content: _Element, shift: Matrix, canvas: _Canvas) -> None:
        for layer in children(child(content, "Content"), "Layer"):
            if is_visible(layer):
                self._draw(layer, shift, canvas, 0)

    def _draw(self, block: _Element, outer: Matrix, canvas: _Canvas, depth: int) -> None:
        for item in block:
            if not is_visible(item):
                continue
            name = name_of(item)
            if name == "TextObject":
                self._draw_text(item, outer, canvas)
            elif name == "PathObject" and len(canvas.strokes) < MAX_STROKES:
                canvas.strokes.extend(read_strokes(item, outer, canvas.height))
            elif name == "PageBlock":
                self._draw(item, outer, canvas, depth)
            elif name == "CompositeObject":
                self._draw_graphic(item, outer, canvas, depth)

    def _draw_graphic(self, item: _Element, outer: Matrix, canvas: _Canvas, depth: int) -> None:
        self._graphics += 1
        if self._graphics > MAX_GRAPHICS:
            raise Refused("too-many-objects", f"the OFD file draws more than {MAX_GRAPHICS} composed graphics")
        wanted = item.get("ResourceID") or ""
        graphic = canvas.resources.graphic(wanted)
        if graphic is None or depth >= MAX_NESTING:
            self.miss("graphic", wanted if graphic is None else f"{wanted} (nested too deeply)")
        else:
            self._draw(graphic, place_of(item, outer), canvas, depth + 1)

    def _draw_text(self, item: _Element, outer: Matrix, canvas: _Canvas) -> None:
        self._objects += 1
        before = len(canvas.signs)
        canvas.signs.extend(read_signs(item, outer, canvas.height, canvas.resources.ink(item)))
        self._characters += len(canvas.signs) - before
        if self._objects > MAX_OBJECTS or self._characters > MAX_CHARACTERS:
            raise Refused("too-many-objects", f"the OFD file holds more than {MAX_OBJECTS} pieces of text")

    def _remark(self, document: _Element, base: str) -> None:
        index = self._package.find(text_of(child(document, "Annotations")), base)
        try:
            texts = list(_annotation_texts(self._package, index)) if index else []
        except Refused as refused:
            self._note("annotation-unreadable", "warning", str(refused))
            texts = []
        if texts:
            self._note("annotation-left-out", "info", "not part of the text: " + "; ".join(dict.fromkeys(texts))[:500])
        if text_of(child(document, "Attachments")):
            self._note("attached-file", "info", "the OFD file carries attached files that are not read")

    def miss(self, kind: str, name: str) -> None:
        """What the file shows and does not hold."""
        self._missed.setdefault(kind, {})[name] = None

    def finish(self) -> tuple[Diagnostic, ...]:
        """What was left out or is doubtful."""
        for kind, names in self._missed.items():
            listed = ", ".join([*names][:MOST_NAMED])
            self._note(f"{kind}-missing", "warning", f"{len(names)} {kind}s cannot be had: {listed[:500]}")
        return (*self._remarks, *report_pages(self.pages, self._missing))

    def _note(self, code: str, severity: Severity, message: str) -> None:
        self._remarks.append(Diagnostic(code=code, severity=severity, message=message))


def _physical_box(area: _Element | None) -> tuple[float, float, float, float] | None:
    box = numbers(text_of(child(area, "PhysicalBox")))
    return (box[0], box[1], box[2], box[3]) if len(box) == 4 and box[2] > 0 < box[3] else None


def _annotation_texts(package: Package, index: str) -> Iterator[str]:
    """What the annotations of all pages say."""
    for page in children(package.parse(index), "Page"):
        name = package.find(text_of(child(page, "FileLoc")), posixpath.dirname(index))
        for code in package.parse(name).iter() if name else ():
            if name_of(code) == "TextCode" and (text := (code.text or "").strip()):
                yield text
