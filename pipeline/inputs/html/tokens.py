"""Splits markup into tags with their places: a string in, tags in order out; what lies between them is text.

Tolerant as browsers are and linear in any input: nothing that was scanned is scanned again but the text after the
last quotation mark of each kind. A tag that lacks its `>` ends where the next begins; a comment or a script that is
never closed reaches to the end of the page, but one that XHTML closes at once (`<script src="a"/>`) is empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

RAW = frozenset(
    ("script", "style", "title", "textarea", "noscript", "iframe", "xmp", "noembed", "noframes", "plaintext")
)
"""Elements whose content is no markup: it ends at their own end tag only."""
SHOWN_RAW = frozenset(("xmp", "plaintext"))
"""Those whose content is shown as it stands."""

_TAG = re.compile(
    r"""<(?:
        (?P<close>/?)(?P<name>[A-Za-z][!-.0-;=?-~]*+)(?![^\s/<>])
        (?P<attributes>[^<>=]*+(?:=\s*+(?:"[^"]*+"|'[^']*+'|)[^<>=]*+)*+)
        >?
      | !--(?:-?>|.*?(?:--!?>|\Z))
      | [!?/][^>]*+>?
    )""",
    re.VERBOSE | re.DOTALL,
)
_END_TAG = {name: re.compile(f"</{name}(?=[\\s/>])|\\Z", re.IGNORECASE) for name in RAW}
_END_TAG["plaintext"] = re.compile(r"\Z")

_XML = re.compile(r"\s*+<\?xml\b")


class Tag(NamedTuple):
    """One tag; for a raw element's start tag, `content_end` is where its content ends, else it equals `end`."""

    start: int
    end: int
    name: str
    """In lower case; empty for comments and declarations."""
    closing: bool
    attributes: str
    """As written, with the white space around them."""
    content_end: int


def find_tags(source: str) -> Iterator[Tag]:
    """All tags and comments of the page in order; the content of raw elements is passed over."""
    search = _TAG.search
    is_xml = _XML.match(source) is not None
    position = 0
    while match := search(source, position):
        start, position = match.span()
        close, name, attributes = match.group("close", "name", "attributes")
        name = name.lower() if name else ""
        end = position
        if name in _END_TAG and not close:
            ending = _END_TAG[name].search(source, position)
            stop = ending.start() if ending else len(source)
            if not (attributes and attributes.endswith("/") and (is_xml or stop == len(source))):
                position = stop
        yield Tag(start, end, name, bool(close), attributes or "", position)
