"""Markdown as people type notices: bytes in, Reading out, every place a position in the decoded text.

Read: each line a paragraph; headings with their level, tables row by row, numbers and bullets' texts, text of links,
characters for entities (`&emsp;`) and escapes, alignment given in HTML. Lost: emphasis, addresses of links, pictures,
comments, front matter but its title, links that only offer a file for download. No Markdown library is used: its
tokens know lines but not characters, and much of what people type (`##标题`, `**“重点”**`) is Markdown to nobody else.
"""

from pipeline.inputs.markdown.reader import read_markdown

__all__ = ["read_markdown"]
