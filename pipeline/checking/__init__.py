"""Notice → what a drafter wants to mend before it is issued, with places."""

from pipeline.checking.check import check_notice
from pipeline.checking.listing import render_json, render_sarif, render_text

__all__ = ["check_notice", "render_json", "render_sarif", "render_text"]
