"""Two notices, or two versions of one list → what was added, removed, moved, reworded, raised or lowered."""

from pipeline.comparison.changes import Comparison
from pipeline.comparison.compare import compare_notices
from pipeline.comparison.markdown import render_markdown
from pipeline.comparison.page import render_html
from pipeline.comparison.terminal import render_terminal

__all__ = ["Comparison", "compare_notices", "render_html", "render_markdown", "render_terminal"]
