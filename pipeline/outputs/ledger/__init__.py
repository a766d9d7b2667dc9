"""Notice → 履职台账, a workbook (.xlsx): an overview and one sheet per bearer, to be filled in as duties are done."""

from pipeline.outputs.ledger.workbook import render_xlsx

__all__ = ["render_xlsx"]
