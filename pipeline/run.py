"""The pipeline on one screen: one notice, bytes in, `Notice` out."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import PurePath

from pipeline.inputs import read
from pipeline.model.density import refuse_dense_lines
from pipeline.model.diagnostic import carry_over
from pipeline.model.edits import edit_records
from pipeline.model.notice import Notice, SourceInfo
from pipeline.stages.bearers import assign_bearers
from pipeline.stages.deadlines import find_deadlines
from pipeline.stages.frequencies import find_frequencies
from pipeline.stages.header import find_header
from pipeline.stages.obligations import find_obligations
from pipeline.stages.outline import build_outline
from pipeline.stages.paragraphs import restore_paragraphs
from pipeline.stages.references import find_references
from pipeline.stages.restore import restore

_HALF = re.compile("[\ud800-\udfff]")
"""What Python makes of bytes of a file's name that are no text; no file of ours could hold it."""


def parse_notice(
    data: bytes | bytearray | memoryview, name: str | os.PathLike[str] = "notice.txt", notice_id: str | None = None
) -> Notice:
    """The notice in `data`; `name` only names it. `Refused` for a foreign format and what is too dense (`density`)."""
    if not isinstance(data, bytes | bytearray | memoryview):
        raise TypeError(f"data must be bytes, not {type(data).__name__}")
    data, name = bytes(data), _HALF.sub("\ufffd", os.fsdecode(name))
    reading = read(data, name)
    refuse_dense_lines(reading.text.string)
    restored = restore(reading.text)
    laid = restore_paragraphs(restored.text, reading.marks)
    text = laid.text
    front = find_header(text, reading.marks, reading.evidence)
    outline = build_outline(text, front.zones, reading.marks)
    sections = assign_bearers(text, outline.sections)
    citations = find_references(text, sections, front.header)
    frequencies = find_frequencies(text, sections)
    deadlines = find_deadlines(text, sections)
    demands = find_obligations(text, sections, front.header, frequencies, deadlines)
    return Notice.trusted(
        notice_id=_HALF.sub("\ufffd", notice_id or PurePath(name).stem),
        source=SourceInfo.trusted(
            name=name,
            sha256=hashlib.sha256(data).hexdigest(),
            media_type=reading.media_type,
            encoding=reading.encoding,
            script=restored.script,
            damage=restored.damage,
            restoration=restored.restoration,
            anchors=text.source.anchors,
        ),
        header=front.header,
        sections=sections,
        duties=demands.duties,
        obligations=demands.obligations,
        frequencies=demands.frequencies,
        deadlines=demands.deadlines,
        citations=citations,
        edits=edit_records(text),
        diagnostics=(
            *carry_over(reading.diagnostics, reading.text, text),
            *carry_over(restored.diagnostics, restored.text, text),
            *laid.diagnostics,
            *front.diagnostics,
            *outline.diagnostics,
            *demands.diagnostics,
        ),
        text=text.string,
        source_text=text.source.string,
    )
