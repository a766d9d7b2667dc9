"""What element names and attributes mean for the text: attributes as written in, `Look` out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipeline.inputs.excerpt import unescape

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
    "applet", "audio", "button", "canvas", "datalist", "del", "head", "map", "object", "optgroup", "option", "rp", "rt",
    "rtc", "s", "select", "strike", "svg", "template", "video",
))  # fmt: skip
"""Elements whose text is no text of the page, beside the raw ones: controls, pictures, readings above characters,
and what was taken out of the text or struck out."""

OF_PAGE = frozenset(("nav", "footer", "aside"))
"""Elements that by their meaning belong to the page, not to what it shows."""

_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>=]*+)))?""")
_ZERO = r"0+(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)"
_GONE = re.compile(
    r"(?:^|[;{])\s*(?:display\s*:\s*none|text-decoration(?:-line)?\s*:[^;}]*line-through"
    r"|(?:left|top|text-indent|margin-left)\s*:\s*-(?:999|[0-9]{4,8})(?:px|pt|em))",
    re.IGNORECASE,
)
_HIDING = {
    "visibility": re.compile(r"(?:^|[;{])\s*visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE),
    "size": re.compile(rf"(?:^|[;{{])\s*font-size\s*:\s*{_ZERO}", re.IGNORECASE),
}
_SHOWING = {
    "visibility": re.compile(r"(?:^|;)\s*visibility\s*:\s*visible", re.IGNORECASE),
    "size": re.compile(rf"(?:^|;)\s*font-size\s*:\s*(?!{_ZERO}|inherit|[0-9.]+(?:em|%))", re.IGNORECASE),
}
"""What is out of sight by these comes into sight again in an element within that says so."""
GONE = frozenset(("gone",))
_BLOCK = re.compile(r"(?:^|;)\s*display\s*:\s*(?:block|flex|grid|list-item|table)\s*(?:;|!|$)", re.IGNORECASE)
_DISPLAYED = re.compile(r"(?:^|;)\s*display\s*:\s*(?!none)[a-z]", re.IGNORECASE)
_TEXT_ALIGN = re.compile(r"(?:^|;)\s*text-align\s*:\s*([a-z-]+)", re.IGNORECASE)
_ALIGN: dict[str, Align] = {
    "center": "center",
    "-webkit-center": "center",
    "middle": "center",
    "right": "right",
    "end": "right",
    "left": "start",
    "start": "start",
    "justify": "start",
}
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """What the attributes of an element say about how its text looks, and what it is called."""

    hiding: frozenset[str] = frozenset()
    """Why it is not shown: for good (`GONE`), or until an element within is shown again."""
    showing: frozenset[str] = frozenset()
    """Of these reasons, those that hold no longer."""
    align: Align = ""
    names: tuple[str, ...] = ()
    """Its id and classes, in lower case."""
    is_link: bool = False
    list_style: str = ""
    is_block: bool = False
    """Whether it is a paragraph of its own by its style."""
    is_displayed: bool = False
    """Whether its own style shows it, whatever the page's says."""

    @property
    def hidden(self) -> bool:
        return bool(self.hiding)

    @property
    def matters(self) -> bool:
        """Whether the state of the text within is another."""
        return bool(self.hiding or self.showing or self.is_link or self.names or self.is_block)


PLAIN = Look()


def parse_attributes(attributes: str) -> dict[str, str]:
    """Attribute names in lower case and their values with entities resolved; the first of equal names holds."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(attributes):
        value = next((group for group in match.groups()[1:] if group is not None), "")
        found.setdefault(match[1].lower(), unescape(value) if "&" in value else value)
    return found


def look_of(attributes: str) -> Look:
    """The look that attributes give, from the first 4,000 characters of them."""
    return _look_of(attributes[:4000])


@lru_cache(maxsize=2048)
def _look_of(attributes: str) -> Look:
    """Pages repeat the same attributes thousands of times."""
    found = parse_attributes(attributes)
    style = found.get("style", "")
    align = _TEXT_ALIGN.search(style)
    numbering = _LIST_STYLE.search(style)
    return Look(
        hiding=(GONE if "hidden" in found else frozenset()) | _reasons(style),
        showing=frozenset(reason for reason, pattern in _SHOWING.items() if pattern.search(style)),
        align=_ALIGN.get((align[1] if align else found.get("align", "")).strip().lower(), ""),
        names=tuple(f"{found.get('id', '')} {found.get('class', '')}".lower().split()),
        is_link="href" in found,
        list_style=numbering[1].lower() if numbering else "",
        is_block=_BLOCK.search(style) is not None,
        is_displayed=displays(style),
    )


def hides(declarations: str) -> bool:
    """Whether CSS declarations take an element out of sight."""
    return bool(_reasons(declarations))


def displays(declarations: str) -> bool:
    """Whether CSS declarations say how an element is shown."""
    return _DISPLAYED.search(declarations) is not None


def _reasons(declarations: str) -> frozenset[str]:
    found = frozenset(reason for reason, pattern in _HIDING.items() if pattern.search(declarations))
    return found | GONE if _GONE.search(declarations) else found
