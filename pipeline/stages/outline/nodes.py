"""What the tree of a document is made of: the rows in the making, the lists that are open, slips in numbering."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model.notice import SectionKind

Place = tuple[int, int]


@dataclass(slots=True)
class Node:
    """A row in the making. `start` is where its place begins, `body` what it says after its marker."""

    component: str
    parent: Node | None
    kind: SectionKind
    start: int
    body: Place
    marker: Place | None = None
    level: int = 0
    """Heading level the carrier gives the line, 0 where it gives none."""
    family: str = ""
    """Family of its marker."""
    children: list[Node] = field(default_factory=list)
    paragraphs: int = 0
    headed: bool = False
    """Whether the line is a heading by layout, whatever it says."""
    opens: bool = False
    """Whether a list is to be expected below it: it ends with a colon or without any punctuation."""
    depth: int = field(init=False)

    def __post_init__(self) -> None:
        self.depth = self.parent.depth + 1 if self.parent else 1


@dataclass(slots=True)
class Open:
    """A list that can still go on: the family of its markers, its last ordinal and the node of that ordinal."""

    family: str
    path: tuple[int, ...]
    level: int
    node: Node

    @property
    def ordinal(self) -> int:
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class Slip:
    """Something wrong with the numbering, at a node: `section-gap`, `section-repeat` or `section-jump`."""

    code: str
    node: Node
    message: str
