"""Reads what a style declares: CSS declarations in, properties and values in plain writing out.

As in browsers comments part words, an escaped character is that character, what stands in quotation marks or brackets
ends nothing, and of several declarations the important ones hold before the others, of these the last. A value that no
browser takes, or that is worked out elsewhere (`var(…)`), is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_PART = re.compile(
    r"""(?:[^;"'(\\\[{]|\\.|"(?:[^"\\]|\\.)*+(?:"|\Z)|'(?:[^'\\]|\\.)*+(?:'|\Z)"""
    r"""|\((?:[^()]|\([^()]*+\))*+(?:\)|\Z)|\[[^\]]*+(?:\]|\Z)|\{[^}]*+(?:\}|\Z)|[(\\])++""",
    re.DOTALL,
)
_BLANKS = " \t\r\n\f"
_BLANK = re.compile(f"[{_BLANKS}]+")
_COMMENT = re.compile(r"""("(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+')|/\*.*?(?:\*/|\Z)""", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_IMPORTANT = re.compile(r"!\s*+important$")
_WORKED_OUT = re.compile(r"\b(?:var|env|attr)\(")
_ZERO = r"\+?(?:0++(?:\.0*+)?|\.0++)(?:e\d++)?(?:px|pt|pc|em|rem|ex|ch|in|cm|mm|q|vw|vh|%)?"
_LENGTH = r"\+?(?:\d++(?:\.\d*+)?|\.\d++)(?:px|pt|pc|em|rem|ex|ch|in|cm|mm|q|vw|vh|%)"
_TAKEN = {
    "display": re.compile(
        r"none|inline|block|inline-block|flex|inline-flex|grid|inline-grid|list-item|table|inline-table|contents"
        r"|flow-root|run-in|table-(?:row|cell|caption|column|(?:row|header|footer|column)-group)"
        r"|-webkit-(?:inline-)?box|ruby(?:-text)?|block flow|inherit|initial|unset|revert"
    ),
    "visibility": re.compile(r"visible|hidden|collapse|inherit|initial|unset|revert"),
    "opacity": re.compile(r"[+-]?(?:\d++(?:\.\d*+)?|\.\d++)(?:e-?\d++)?%?|inherit|initial|unset|revert"),
    "font-size": re.compile(
        rf"\A(?:{_ZERO}|{_LENGTH}|(?:x{{1,3}}-)?(?:small|large)|medium|larger|smaller|inherit|initial|unset|revert)"
    ),
}
"""The values of these properties that browsers take; of others any is believed."""


class Declaration(NamedTuple):
    """One property and its value in lower case, with single spaces."""

    name: str
    value: str
    important: bool


def without_comments(css: str) -> str:
    """The style with a blank for each comment."""
    return _COMMENT.sub(lambda match: match[1] or " ", css) if "/*" in css else css


def unescaped(css: str) -> str:
    """The characters that escapes stand for: `d\\69splay` is `display`."""
    return _ESCAPE.sub(_character, css) if "\\" in css else css


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1], 16) if escape[1] else ord(escape[2])
    return chr(code) if 0 < code < 0xD800 or 0xE000 <= code < 0x110000 else "\ufffd"


def parse_declarations(css: str) -> tuple[Declaration, ...]:
    """What the declarations between two braces, or of a style attribute, say."""
    found = []
    for part in _PART.finditer(without_comments(css)):
        name, colon, value = part[0].partition(":")
        if not colon:
            continue
        name, value = unescaped(name.strip(_BLANKS)).lower(), unescaped(_BLANK.sub(" ", value.strip(_BLANKS))).lower()
        plain = _IMPORTANT.sub("", value).rstrip(" ")
        taken = _TAKEN.get(name)
        if not _WORKED_OUT.search(plain) and not (taken and not taken.fullmatch(plain)):
            found.append(Declaration(name, plain, plain != value))
    return tuple(found)


def cascade(layers: Iterable[tuple[Declaration, ...]]) -> dict[str, str]:
    """The value that holds for each property, where each layer holds before those in front of it; what was declared
    last stands last."""
    usual: dict[str, str] = {}
    important: dict[str, str] = {}
    for layer in layers:
        for name, value, is_important in layer:
            values = important if is_important else usual
            values.pop(name, None)
            values[name] = value
    return {name: value for name, value in usual.items() if name not in important} | important
