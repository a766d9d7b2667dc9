"""How files that were made of a notice say so: outputs write it, inputs know by it what is a result and no notice."""

from __future__ import annotations

from typing import Final

PAGE: Final = b'<meta name="generator" content="gongwen">'
CALENDAR: Final = b"PRODID:-//gongwen//calendar//ZH"
BEGINNING: Final = 2000
"""Bytes in which a file says who made it."""
