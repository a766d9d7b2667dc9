"""Reads a Word file: bytes in, Reading out.

1. A red head or document number may stand in a header: such a header is text, once (first, odd and even pages may each
   have it), at the head of the notice; any other header is a running head and cut. An imprint (抄送, 印发) may stand in
   a footer: it is text, once, at the end.
2. Tracked changes are read as accepted; hidden text, page numbers and what changes delete is cut, on record.
3. Footnotes and endnotes that the text refers to follow it.
4. Text boxes stand before the paragraph they are anchored in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.inputs.docx.names import attribute, children, descendants, name_of
from pipeline.inputs.docx.numbering import Numbering
from pipeline.inputs.docx.parts import Parts
from pipeline.inputs.docx.story import Story
from pipeline.inputs.docx.styles import Styles
from pipeline.inputs.layout.folding import fold
from pipeline.inputs.package import open_package
from pipeline.inputs.transcript import Transcript
from pipeline.lexicon.rules import load_rules
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.errors import Refused
from pipeline.model.reading import Reading

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_docx(data: bytes) -> Reading:
    """The text of a Word file with its automatic numbers; `Refused` for what is unsafe, encrypted or empty."""
    return _Document(Parts(open_package(data))).read()


class _Document:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._out = Transcript()
        self._styles = Styles(parts.related("styles"))
        self._numbering = Numbering(parts.related("numbering"))
        self._numbering.link_styles(self._styles.list_styles)

    def read(self) -> Reading:
        root = self._parts.root(self._parts.main)
        body = next((e for e in root if name_of(e) == "w:body"), None)
        if body is None:
            raise Refused("no-document", f"{self._parts.main} has no body")
        self._margins(root, "w:headerReference", "header_with_text", "running-head")
        story = Story(self._out, self._styles, self._numbering, self._parts.main, root)
        story.write(body)
        self._notes(story.notes)
        self._margins(root, "w:footerReference", "footer_with_text", "running-foot")
        text = fold(self._out.text())
        if not text.string.strip():
            raise Refused("no-text", "the Word file holds no text (pictures only?)")
        return self._out.reading(text, MEDIA_TYPE, self._remarks())

    def _margins(self, root: _Element, reference: str, text_rule: str, cut_rule: str) -> None:
        """Headers or footers, each part once: as text where the rule finds a red head or imprint, else cut."""
        seen: set[str] = set()
        written: set[str] = set()
        pattern = load_rules("layout")[text_rule]
        references = sorted(descendants(root, reference), key=lambda e: attribute(e, "w:type") != "first")
        for element in references:
            name = self._parts.referred(element)
            if name is None or name in seen:
                continue
            seen.add(name)
            part = self._parts.root(name)
            lines = ["".join(t.text or "" for t in descendants(p, "w:t")) for p in descendants(part, "w:p")]
            kept = any(pattern.search(line) for line in lines) and "\n".join(lines) not in written
            written.add("\n".join(lines))
            Story(self._out, self._styles, self._numbering, name, part, None if kept else cut_rule).write(part)

    def _notes(self, references: list[tuple[str, str]]) -> None:
        for kind in ("footnote", "endnote"):
            wanted = {key for k, key in references if k == kind}
            root = self._parts.related(f"{kind}s") if wanted else None
            if root is None:
                continue
            story = Story(self._out, self._styles, self._numbering, self._parts.name(f"{kind}s"), root, mark="footnote")
            for note in children(root, f"w:{kind}"):
                if attribute(note, "w:id") in wanted:
                    story.write(note)

    def _remarks(self) -> tuple[Diagnostic, ...]:
        if not self._parts.has("aFChunk"):
            return ()
        message = "the Word file includes another file (altChunk) that is not read"
        return (Diagnostic(code="part-not-read", severity="warning", message=message),)
