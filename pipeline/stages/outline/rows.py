"""Makes rows of nodes: the trees of a file's documents go in, one by one; sections with names and places come out."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.diagnostic import Diagnostic, Remarks
from pipeline.model.notice import Section, SectionKind
from pipeline.model.text import Quote, Span, Text
from pipeline.stages.outline.headings import Place, trim, trim_stop
from pipeline.stages.outline.nodes import Node
from pipeline.stages.outline.settle import Split, settle_headings
from pipeline.stages.outline.tree import Tree

_BODY = frozenset({"heading", "article", "text", "table", "preamble"})
_IMPRINT = frozenset({"copies_to", "printed_by"})
"""What stands at the end of all documents and belongs to the main one."""
_NAMED = frozenset({"title"})


@dataclass(frozen=True)
class Outline:
    """The rows of a notice in text order, and what is odd about their numbers."""

    sections: tuple[Section, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


class Rows:
    """Collects the rows of all documents; each row ends where the next begins."""

    def __init__(self, text: Text, plain: int) -> None:
        self.text = text
        self.plain = plain
        self.nodes: list[tuple[Node, str, str]] = []
        self.taken: dict[str, int] = {}
        self.splits: dict[int, Split] = {}
        self.remarks = Remarks(text)

    def add(self, tree: Tree, index: int) -> None:
        """All nodes of the document number `index` (0 is the main one)."""
        part = f"annex{index}" if index else "main"
        names: dict[int, str] = {}
        before = zip([None, *tree.nodes], tree.nodes, strict=False)
        nodes = [node for above, node in before if not _merge_single(node, above)]
        self.splits |= settle_headings(self.text.string, nodes)
        for node in nodes:
            names[id(node)] = self._name(node, names, part, index)
            self.nodes.append((node, names[id(node)], "main" if node.kind in _IMPRINT else part))
        for slip in tree.slips:
            if slip.node.marker:
                message = f"{names.get(id(slip.node), '')}: {slip.message}"
                self.remarks.note(slip.code, "warning", message, Span(*slip.node.marker))

    def _name(self, node: Node, names: dict[int, str], part: str, index: int) -> str:
        if node.kind in _IMPRINT:
            name = node.component
        elif node.parent is not None:
            name = f"{names[id(node.parent)]}.{node.component}"
        elif index == 0 or (index == self.plain and node.marker and node.kind in _BODY):
            name = node.component
        else:
            name = f"{part}/{node.component}"
        self.taken[name] = count = self.taken.get(name, 0) + 1
        if count == 1:
            return name
        if node.kind in _BODY:
            span = Span(*(node.marker or trim(self.text.string, node.body)))
            self.remarks.note("section-clash", "warning", f"{name} stands {count} times", span)
        return f"{name}~{count}"

    def finish(self) -> Outline:
        """The sections in text order. A zone that another interrupts (contents, 附件：…) ends where that begins."""
        sections = []
        ids = {id(node): name for node, name, _ in self.nodes}
        for order, (node, name, part) in enumerate(self.nodes, 1):
            start = node.start if order > 1 else 0
            end = self.nodes[order][0].start if order < len(self.nodes) else len(self.text)
            kind, heading, said = self._say(node)
            if said is not None and said[1] > end:
                said = trim(self.text.string, (said[0], end))
            sections.append(
                Section.trusted(
                    section_id=name,
                    parent_id=ids[id(node.parent)] if node.parent else None,
                    part=part,
                    order=order,
                    depth=node.depth,
                    kind=kind,
                    marker=self._quote(node.marker),
                    heading=self._quote(heading),
                    text=self._quote(said),
                    bearer=None,
                    bearer_from=None,
                    place=self.text.quote(Span(start, end)),
                )
            )
        return Outline(tuple(sections), self.remarks.finish())

    def _quote(self, place: Place | None) -> Quote | None:
        return self.text.quote(Span(*place)) if place is not None and place[0] < place[1] else None

    def _say(self, node: Node) -> tuple[SectionKind, Place | None, Place | None]:
        """Kind, heading and text of a node."""
        body = trim(self.text.string, node.body)
        component = node.component
        if node.kind in _NAMED:
            return node.kind, body, None
        if node.kind not in _BODY:
            return node.kind, None, body
        if node.headed or component.startswith(("bk", "subbk", "ch", "sec")):
            return "heading", _unbracket(self.text.string, body) or trim_stop(self.text.string, body), None
        if component.startswith("art"):
            return self._say_article(node)
        if node.marker is None or component.startswith(("item", "sub")):
            return node.kind, None, body
        if node.level and not any(c in "。；;" for c in self.text.string[body[0] : body[1] - 1]):
            return "heading", trim_stop(self.text.string, body), None
        heading, said = self.splits[id(node)]
        return ("heading" if heading else "text"), heading, said

    def _say_article(self, node: Node) -> tuple[SectionKind, Place | None, Place | None]:
        """An article of one 款 is text; one of several holds them as children."""
        head = trim(self.text.string, (node.marker[1] if node.marker else node.start, node.body[0]))
        heading = _unbracket(self.text.string, head)
        if node.children:
            return "article", heading, None
        return ("heading" if heading else "text"), heading, trim(self.text.string, node.body)


def _merge_single(node: Node, above: Node | None) -> bool:
    """Whether a node is the only 款 of its article, without items: then it is the article's text and no row."""
    article = node.parent
    if article is None or article is not above or not node.component.startswith("par") or node.children:
        return False
    if len(article.children) != 1:
        return False
    article.body = node.body
    article.children = []
    return True


def _unbracket(string: str, place: Place) -> Place | None:
    start, end = place
    if end - start > 2 and string[start] in "（(【[［" and string[end - 1] in "）)】]］":
        return trim(string, (start + 1, end - 1))
    return None
