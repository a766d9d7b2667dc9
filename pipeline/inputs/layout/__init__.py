"""From characters with places to paragraphs: what PDF and OFD, and in part DOCX, have in common."""
