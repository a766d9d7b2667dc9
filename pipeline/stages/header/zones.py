"""Makes zones of the top of a notice: page and top go in, the zones of its lines come out."""

from __future__ import annotations

from pipeline.model.reading import Zone
from pipeline.stages.header.front import Front
from pipeline.stages.header.pages import Page, rule
from pipeline.stages.header.titles import Block

_ZONES = {
    "issuer": "red_head",
    "label": "other",
    "order": "red_head",
    "addressees_open": "addressees",
}


def front_zones(page: Page, front: Front) -> list[Zone]:
    """The zones of the top; lines of one kind that follow each other are one zone."""
    zones: list[Zone] = []
    owners = {index: block for block in front.blocks for index in range(block.first, block.last)}
    previous: tuple[str, Block | None] | None = None
    for index, found in sorted(front.kinds.items()):
        line = page.lines[index]
        kind = _corner_kind(line.string) if found == "corner" else _ZONES.get(found, found)
        end = line.end if found != "addressees_open" else line.start + _open_end(line.string)
        key = (kind, owners.get(index))
        if zones and key == previous:
            zones[-1] = Zone(kind, zones[-1].start, end)
        else:
            zones.append(Zone(kind, line.start, end))
        previous = key
    return zones


def _corner_kind(string: str) -> str:
    """What a line of the upper left corner is, if it is one thing."""
    found = [name for name in ("copy_number", "secrecy", "urgency") if rule(name).search(string)]
    return found[0] if len(found) == 1 else "other"


def _open_end(string: str) -> int:
    match = rule("addressees_open").match(string)
    return match.end() if match else len(string)
