"""Grows the tree of one document of the file: lines with their markers go in, one by one; nodes in text order come out.

Assumptions: 1. a marker continues the deepest list of its family whose next ordinal it is; 2. a marker 1 that continues
nothing opens a list below what stands above it; 3. families have ranks (一、 before （一） before 1.), which decide
where neither helps; 4. an unnumbered paragraph belongs to the section above it; under an article it is a 款.
"""

from __future__ import annotations

from pipeline.model.notice import SectionKind
from pipeline.stages.outline.markers import RANKS, Marker
from pipeline.stages.outline.nodes import Node, Open, Place, Slip

MAX_OPEN = 16
"""Lists within lists; a file in which more seem to open is not nested but repeats itself: the deepest goes on."""


class Tree:
    """The document read so far: its nodes in text order and the lists that are open."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.open: list[Open] = []
        self.slips: list[Slip] = []
        self.preambles = 0
        self.loose = 0
        self._last: dict[tuple[str, ...], int] = {}

    @property
    def top(self) -> Node | None:
        return self.open[-1].node if self.open else None

    @property
    def in_article(self) -> bool:
        return any(entry.family == "art" for entry in self.open)

    def expects(self, marker: Marker) -> bool:
        """Whether a marker that is not set off from its text continues an open list or begins one."""
        if len(marker.path) > 1:
            return self._find_decimal(marker.path) is not None
        if any(e.family == marker.family for e in self.open):
            return any(e.family == marker.family and e.ordinal + 1 == marker.ordinal for e in self.open)
        return marker.ordinal == 1 or (marker.family == "art" and marker.ordinal == self._last_of(marker) + 1)

    def add_numbered(self, marker: Marker, start: int, marker_place: Place, body: Place, level: int) -> Node:
        """A line with a marker."""
        index = min(self._place(marker, level), MAX_OPEN - 1)
        sibling = self.open[index] if index < len(self.open) else None
        del self.open[index:]
        parent = self.top
        node = Node(self._component(marker, parent), parent, "text", start, body, marker_place, level, marker.family)
        chain = (*[entry.family for entry in self.open], marker.family)
        self._check(marker, sibling, node, chain)
        self.open.append(Open(marker.family, marker.path, level, node))
        self._last[chain] = marker.ordinal
        return self._append(node)

    def add_paragraph(self, start: int, body: Place, kind: SectionKind = "text") -> Node:
        """An unnumbered paragraph; under an article a 款, before any section a preamble."""
        families = [entry.family for entry in self.open]
        if "art" in families:
            article = families.index("art")
            del self.open[article + 1 :]
            owner = self.open[article].node
            owner.paragraphs += 1
            node = Node(f"par{owner.paragraphs}", owner, kind, start, body)
            self.open.append(Open("par", (owner.paragraphs,), 0, node))
            return self._append(node)
        parent = self.top
        if parent is None:
            self.preambles += 1
            return self._append(
                Node(f"preamble.p{self.preambles}", None, "preamble" if kind == "text" else kind, start, body)
            )
        parent.paragraphs += 1
        return self._append(Node(f"p{parent.paragraphs}", parent, kind, start, body))

    def add_heading(self, start: int, body: Place, level: int, next_marker: Marker | None) -> Node:
        """An unnumbered heading, by the carrier's level or because a new list begins below it.

        Between articles it stands where a chapter stands (附则).
        """
        if self.in_article:
            self.open.clear()
        self._close_for_heading(level, next_marker)
        del self.open[MAX_OPEN - 1 :]
        parent = self.top
        if parent is None:
            self.loose += 1
            component = f"p{self.loose}"
        else:
            parent.paragraphs += 1
            component = f"p{parent.paragraphs}"
        node = Node(component, parent, "heading", start, body, None, level, headed=True, opens=True)
        self.open.append(Open("heading", (0,), level, node))
        return self._append(node)

    def _append(self, node: Node) -> Node:
        self.nodes.append(node)
        if node.parent:
            node.parent.children.append(node)
        return node

    def _close_for_heading(self, level: int, following: Marker | None) -> None:
        if level:
            keep = max((i + 1 for i, e in enumerate(self.open) if 0 < e.level < level), default=0)
            if keep or any(e.level for e in self.open) or following is None:
                del self.open[keep:]
                return
        for index, entry in enumerate(self.open):
            same = following is not None and entry.family == following.family and entry.level == 0
            if same or entry.family == "heading":
                del self.open[index:]
                return

    def _place(self, marker: Marker, level: int) -> int:
        """How many of the open lists stay open above the new line; the next one, if of its family, it continues."""
        if len(marker.path) > 1:
            found = self._find_decimal(marker.path)
            return found if found is not None else self._above_family("arabic")
        found = self._find_next(marker, level)
        if found is not None:
            return found
        if RANKS[marker.family] <= RANKS["art"]:
            return self._above_rank(marker)
        if marker.ordinal == 1:
            return self._place_first(marker, level)
        same = [i for i, e in enumerate(self.open) if e.family == marker.family]
        return same[-1] if same else self._above_rank(marker)

    def _find_next(self, marker: Marker, level: int) -> int | None:
        """The deepest open list whose next ordinal this is; of the same heading level before others."""
        before, found = (marker.ordinal - (not marker.branch),), None
        for index in range(len(self.open) - 1, -1, -1):
            entry = self.open[index]
            if entry.family == marker.family and entry.path == before:
                if entry.level == level:
                    return index
                found = index if found is None else found
        return found

    def _place_first(self, marker: Marker, level: int) -> int:
        """Where a list begins: below what stands above, unless its family or rank says that something ends."""
        top = self.open[-1] if self.open else None
        if top is None or top.family in ("art", "par", "heading") or (top.node.opens and top.family != marker.family):
            return len(self.open)
        same = [i for i, e in enumerate(self.open) if e.family == marker.family]
        if same and (self.open[same[-1]].level != level or (same[-1] == len(self.open) - 1 and top.node.opens)):
            return len(self.open)
        if same:
            return same[-1]
        if marker.family == "comma_han" and not self.in_article:
            return self._above_rank(marker)
        return len(self.open)

    def _above_family(self, family: str) -> int:
        return next((i for i, e in enumerate(self.open) if e.family == family), len(self.open))

    def _above_rank(self, marker: Marker) -> int:
        """Above the first open list of the same or a lower rank; an article stays below a heading 一、."""
        rank = RANKS[marker.family]
        for index, entry in enumerate(self.open):
            if entry.family == "heading":
                if rank > RANKS["art"]:
                    continue
                return index
            if RANKS[entry.family] >= rank and not (marker.family == "art" and self._holds_articles(entry)):
                return index
        return len(self.open)

    def _holds_articles(self, entry: Open) -> bool:
        return entry.family == "comma_han" and entry.node.opens and (not entry.node.children or self.in_article)

    def _find_decimal(self, path: tuple[int, ...]) -> int | None:
        """Where 3.1.2 goes on: after 3.1.1, or below 3.1."""
        for index in range(len(self.open) - 1, -1, -1):
            entry = self.open[index]
            if entry.family != "arabic":
                continue
            if entry.path == path[:-1]:
                return index + 1
            if len(entry.path) == len(path) and entry.path[:-1] == path[:-1] and entry.ordinal < path[-1]:
                return index
        return None

    def _component(self, marker: Marker, parent: Node | None) -> str:
        number = f"{marker.ordinal}-{marker.branch}" if marker.branch else f"{marker.ordinal}"
        if RANKS[marker.family] <= RANKS["art"] and marker.family != "part":
            return marker.family + number
        if len(marker.path) > 1 and not any(e.path == marker.path[:-1] and e.family == "arabic" for e in self.open):
            number = ".".join(str(piece) for piece in marker.path)
        if parent is None or parent.component.startswith(("ch", "sec", "bk", "subbk")):
            return "s" + number
        if parent.component.startswith(("par", "art")):
            return "item" + number
        return "sub" + number if parent.component.startswith(("item", "sub")) else number

    def _check(self, marker: Marker, sibling: Open | None, node: Node, chain: tuple[str, ...]) -> None:
        """Note where the ordinal is not the one after the last of its list."""
        if marker.branch:
            return
        same = sibling is not None and sibling.family == marker.family and sibling.path[:-1] == marker.path[:-1]
        last = sibling.ordinal if sibling is not None and same else 0
        expected = {last + 1} if same else {1, self._last.get(chain, 0) + 1}
        if marker.ordinal in expected or (
            marker.family in ("art", "sec", "ch") and marker.ordinal == self._last_of(marker) + 1
        ):
            return
        if same and marker.ordinal == last:
            self.slips.append(Slip("section-repeat", node, f"number {marker.ordinal} stands twice"))
        elif marker.ordinal > last and (same or last):
            self.slips.append(Slip("section-gap", node, f"number {marker.ordinal} follows {last}"))
        elif same:
            self.slips.append(Slip("section-jump", node, f"number {marker.ordinal} follows {last}"))
        else:
            self.slips.append(Slip("section-jump", node, f"a list begins with number {marker.ordinal}"))

    def _last_of(self, marker: Marker) -> int:
        return max((last for chain, last in self._last.items() if chain[-1] == marker.family), default=0)
