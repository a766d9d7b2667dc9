"""Bytes in, Reading out: one reader a format, one table FORMATS; the format is told by content, not by name."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from pipeline.inputs.recognise import recognise
from pipeline.inputs.signs import fold_signs
from pipeline.model.errors import Refused, UnsupportedFormat
from pipeline.model.reading import Reading

FORMATS = {
    "text": "pipeline.inputs.plain:read_plain",
    "markdown": "pipeline.inputs.markdown:read_markdown",
    "html": "pipeline.inputs.html:read_html",
    "docx": "pipeline.inputs.docx:read_docx",
    "pdf": "pipeline.inputs.pdf:read_pdf",
    "ofd": "pipeline.inputs.ofd:read_ofd",
}
"""Each format that can be read, and where its reader is: imported when the first file of the format comes."""

__all__ = ["FORMATS", "Refused", "UnsupportedFormat", "read"]


def read(data: bytes, name: str, *, convert: bool = False) -> Reading:
    """The notice in `data`; `name` only breaks ties. With `convert`, LibreOffice turns old formats into DOCX first."""
    found = recognise(data, name)
    if found in FORMATS:
        return fold_signs(_reader(found)(data))
    from pipeline.inputs.convert import read_converted

    return fold_signs(read_converted(data, found, name, convert=convert))


def _reader(found: str) -> Callable[[bytes], Reading]:
    module, function = FORMATS[found].split(":")
    reader: Callable[[bytes], Reading] = getattr(import_module(module), function)
    return reader
