"""Tells the format of a file by its bytes: data and name in, the name of the format out."""

from __future__ import annotations


def recognise(data: bytes, name: str) -> str:
    """The format of `data`."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return "ofd" if b"OFD.xml" in data else "docx"
    if b"<div" in data or b"<p" in data:
        return "html"
    return "markdown" if name.endswith(".md") else "text"
