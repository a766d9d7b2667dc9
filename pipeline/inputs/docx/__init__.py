"""Word files (DOCX, DOCM, DOTX; transitional and strict): bytes in, Reading out."""

from pipeline.inputs.docx.reader import read_docx

__all__ = ["read_docx"]
