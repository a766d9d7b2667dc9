"""Notice → a self-contained HTML page for its readers; many notices → the index of their pages."""

from pipeline.outputs.report.index import render_index
from pipeline.outputs.report.render import render_report

__all__ = ["render_index", "render_report"]
