"""PDF files with a text layer: bytes in, Reading out."""

from pipeline.inputs.pdf.reader import read_pdf

__all__ = ["read_pdf"]
