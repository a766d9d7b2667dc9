"""One notice in five carriers: what it says, and who writes it as DOCX, HTML, Markdown, PDF and OFD."""
