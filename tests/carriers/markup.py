"""Writes the notice as a web page and as Markdown."""

from __future__ import annotations

import html

from carriers.notice import numbered

_ALIGN = {"red_head": "center", "number": "center", "title": "center", "signature": "right"}


def write_html() -> bytes:
    """A page with paragraphs as blocks, a line break in the title and entities."""
    rows = []
    for paragraph, text in numbered():
        style = f' style="text-align:{_ALIGN[paragraph.kind]}"' if paragraph.kind in _ALIGN else ""
        content = html.escape(text).replace("\n", "<br/>")
        rows.append(f"<p{style}>{content}</p>")
    body = "\n".join(rows)
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>通知公告</title></head>'
        f"<body><nav><a href='/'>首页</a> <a href='/gk'>政务公开</a></nav><div class='article'>{body}</div>"
        "</body></html>"
    ).encode()


def write_markdown() -> bytes:
    """As people type notices: a heading for the title, a blank line between paragraphs, `&emsp;` for indents."""
    rows = []
    for paragraph, text in numbered():
        if paragraph.kind == "title":
            rows.append("# " + text.replace("\n", ""))
        elif paragraph.level == 1:
            rows.append(f"## {text}")
        else:
            rows.append(f"&emsp;&emsp;{text}" if paragraph.kind in ("body", "item") else text)
    return ("\n\n".join(rows) + "\n").encode()
