"""Web pages (HTML, XHTML, pieces of them): bytes in, Reading out, every place a position in the decoded markup.

No HTML library is used: lxml and html5lib keep no character offsets, and offsets are what a Reading is made of. The
page is cut into tags (tokens), lines and elements (blocks), of which the notice's are chosen (content, heads) and
written with one layer of edits (layout); what the page says beside them is evidence (metadata).

Read: paragraphs, line breaks, headings, centered and right-aligned lines, data tables row by row, numbers of ordered
lists. Lost: pictures and what they show, fonts and colours, merged cells, frames and text that a script would load.
"""

from pipeline.inputs.html.reader import read_html

__all__ = ["read_html"]
