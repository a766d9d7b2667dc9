"""What element names and attributes mean for the text: attributes as written in, `Look` out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipeline.inputs.excerpt import unescape
from pipeline.inputs.html.declarations import Declaration, cascade, parse_declarations
from pipeline.inputs.html.sight import PLAIN_SIGHT, Kind, Sight, sight_of

Align = Literal["", "start", "center", "right"]

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4",
    "h5", "h6", "head", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol",
    "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
    "ucapcontent", "ucaptitle",
))  # fmt: skip
"""Elements that begin and end a paragraph. The last two are what the State Council's publishing system writes."""

CELLS = frozenset(("td", "th"))
CLOSE_PARAGRAPH = BLOCKS - CELLS - {"tr", "tbody", "thead", "tfoot", "caption", "body", "html"}
"""Elements before which an open `<p>` ends, whether it has an end tag or not."""

VOID = frozenset((
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link",
    "meta", "param", "source", "track", "wbr",
))  # fmt: skip

UNSEEN = frozenset((
    "audio", "button", "canvas", "datalist", "del", "head", "meter", "object", "optgroup", "option", "progress", "rp",
    "rt", "rtc", "s", "select", "strike", "svg", "template", "video",
))  # fmt: skip
"""Elements whose text is no text of the page, beside the raw ones: controls, pictures, readings above characters,
and what was taken out of the text or struck out."""

OF_PAGE = frozenset(("nav", "footer", "aside"))
"""Elements that by their meaning belong to the page, not to what it shows."""

_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>=]*+)))?""")
_ALIGN: dict[str, Align] = {
    "center": "center",
    "middle": "center",
    "right": "right",
    "end": "right",
    "left": "start",
    "start": "start",
    "justify": "start",
}
_LONGEST = 4000
"""Characters of attributes that are read."""
_KINDS: dict[str, Kind] = dict.fromkeys((*CELLS, "tbody", "thead", "tfoot", "tr", "caption"), "cell")
_KINDS["table"] = "table"


@dataclass(frozen=True, slots=True)
class Look:
    """What the attributes of an element say about how its text looks, and what it is called."""

    sight: Sight = PLAIN_SIGHT
    align: Align = ""
    names: tuple[str, ...] = ()
    """Its id and classes, in lower case."""
    is_link: bool = False
    list_style: str = ""

    @property
    def hidden(self) -> bool:
        return bool(self.sight.hiding)

    @property
    def matters(self) -> bool:
        """Whether the text within is another than that around, beside whether it is seen."""
        return bool(self.names or self.is_link or self.sight.is_block or self.sight.keeps_lines is not None)


PLAIN = Look()


def parse_attributes(attributes: str) -> dict[str, str]:
    """Attribute names in lower case and their values with entities resolved; the first of equal names holds."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(attributes):
        value = next((group for group in match.groups()[1:] if group is not None), "")
        found.setdefault(match[1].lower(), unescape(value) if "&" in value else value)
    return found


def look_of(attributes: str, name: str, rules: tuple[tuple[Declaration, ...], ...] = ()) -> Look:
    """The look that the first 4,000 characters of attributes give, and what style sheets declare, weakest first."""
    return _look_of(attributes[:_LONGEST], name, rules)


@lru_cache(maxsize=2048)
def _look_of(attributes: str, name: str, rules: tuple[tuple[Declaration, ...], ...]) -> Look:
    """Pages repeat the same attributes thousands of times."""
    found = parse_attributes(attributes)
    own = parse_declarations(found["style"]) if "style" in found else ()
    held = cascade((_hints(found, name), *rules, own))
    align = held.get("text-align", "").removeprefix("-webkit-")
    if align not in _ALIGN:
        align = found.get("align", "").strip().lower()
    return Look(
        sight=sight_of(held, _KINDS.get(name, "block" if name in BLOCKS else "line")) if held else PLAIN_SIGHT,
        align=_ALIGN.get(align, ""),
        names=tuple(f"{found.get('id', '')} {found.get('class', '')}".lower().split()),
        is_link="href" in found,
        list_style=(held.get("list-style-type") or held.get("list-style", "")).partition(" ")[0],
    )


def _hints(found: dict[str, str], name: str) -> tuple[Declaration, ...]:
    """What attributes say about the looks without a style: any style holds before it."""
    hints = {"background-color": found.get("bgcolor", ""), "background-image": found.get("background", "")}
    if "hidden" in found or "popover" in found or (name == "dialog" and "open" not in found):
        hints["display"] = "none"
    if name == "font":
        hints |= {"color": found.get("color", ""), "font-size": "medium" if "size" in found else ""}
    return tuple(Declaration(key, value.strip().lower(), False) for key, value in hints.items() if value)
