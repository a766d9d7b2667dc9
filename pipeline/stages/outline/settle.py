"""Settles what is heading and what is text in one document: nodes go in, both places of each numbered one come out.

Assumptions: 1. lines of one list are of one make: where only few of many begin with what looks like a heading, these
are sentences (govcn-047), but for a list all of whose lines begin so; 2. where one item of a list ends in a semicolon,
none of its items is a heading; 3. what closes a document stands below the last item of its last list and does not make
a heading of it, nor does a line below it that only says who must do it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from pipeline.lexicon.rules import load_rules
from pipeline.stages.outline.headings import Place, split_heading, trim
from pipeline.stages.outline.nodes import Node

Split = tuple[Place | None, Place | None]
_FEWEST, _LEAST_SHARE = 5, 0.25
_STOPS = "。；;"


def settle_headings(string: str, nodes: Iterable[Node]) -> dict[int, Split]:
    """Heading and text of each node with a marker, by the node's identity."""
    marked = [node for node in nodes if node.marker is not None and node.family]
    splits = {id(node): split_heading(string, node.body, _holds_more(string, node)) for node in marked}
    lists: dict[tuple[int, str], list[Node]] = defaultdict(list)
    for node in marked:
        if not node.level and any(stop in string[slice(*node.body)] for stop in _STOPS):
            lists[node.depth, node.family].append(node)
    for members in lists.values():
        headed = [node for node in members if splits[id(node)][0] is not None]
        if len(members) >= _FEWEST and len(headed) < _LEAST_SHARE * len(members):
            mixed = {id(node.parent) for node in members if splits[id(node)][0] is None}
            alone = {id(node.parent) for node in headed} - mixed - _parents_of_several(headed)
            _make_text(string, [node for node in headed if id(node.parent) in mixed | alone], splits)
        _settle_items(string, members, headed, splits)
        _settle_last(string, members, splits)
    return splits


def _holds_more(string: str, node: Node) -> bool:
    """Whether anything stands below but lines that say who must do it and by when (责任单位：市教育局)."""
    named = load_rules("bearers")["note"]
    return any(child.marker or not named.match(string, *trim(string, child.body)) for child in node.children)


def _parents_of_several(nodes: list[Node]) -> set[int]:
    """Under which nodes there are more than one of these."""
    counts = Counter(id(node.parent) for node in nodes)
    return {parent for parent, count in counts.items() if count > 1}


def _settle_items(string: str, members: list[Node], headed: list[Node], splits: dict[int, Split]) -> None:
    """Make text of the headings among items that end in semicolons."""
    item_lists = {id(n.parent) for n in members if string[slice(*trim(string, n.body))][-1:] in ("；", ";")}
    _make_text(string, [node for node in headed if id(node.parent) in item_lists], splits)


def _settle_last(string: str, members: list[Node], splits: dict[int, Split]) -> None:
    """Make text of the last sentence of a list of sentences that is a heading only for what stands below it."""
    lists: dict[int, list[Node]] = defaultdict(list)
    for node in members:
        lists[id(node.parent)].append(node)
    for *others, last in lists.values():
        heading, said = splits[id(last)]
        bare = heading is not None and said is None and not any(child.family for child in last.children)
        if bare and others and not any(splits[id(node)][0] for node in others):
            _make_text(string, [last], splits)


def _make_text(string: str, nodes: Iterable[Node], splits: dict[int, Split]) -> None:
    for node in nodes:
        splits[id(node)] = (None, trim(string, node.body))
