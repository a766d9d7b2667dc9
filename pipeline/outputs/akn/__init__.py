"""Notice → Akoma Ntoso 3.0 (OASIS LegalDocML): metadata, outline, references, the place of each obligation."""

from pipeline.outputs.akn.document import render_akn

__all__ = ["render_akn"]
