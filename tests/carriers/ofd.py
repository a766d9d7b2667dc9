"""Writes pages as an OFD file (GB/T 33190), one text object a line."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from carriers.typeset import HEIGHT, WIDTH, SetLine, advance, set_pages

_NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_AREA = f"<ofd:PageArea><ofd:PhysicalBox>0 0 {WIDTH} {HEIGHT}</ofd:PhysicalBox></ofd:PageArea>"


def write_ofd() -> bytes:
    """The notice; the objects of each page stand in reverse order, to be put right by their places."""
    return pack(["".join(text_object(line) for line in reversed(page)) for page in set_pages()])


def text_object(line: SetLine) -> str:
    """A line as a text object with a delta for each character."""
    deltas = " ".join(f"{advance(sign) * line.size:.3f}" for sign in line.text[:-1])
    color = '<ofd:FillColor Value="255 0 0"/>' if line.red else ""
    return (
        f'<ofd:TextObject ID="9" Font="1" Size="{line.size:.3f}" '
        f'Boundary="{line.x:.3f} {line.y - line.size:.3f} 160 {line.size * 1.3:.3f}">{color}'
        f'<ofd:TextCode X="0" Y="{line.size:.3f}" DeltaX="{deltas}">{escape(line.text)}</ofd:TextCode></ofd:TextObject>'
    )


def pack(pages: list[str], extra: dict[str, str] | None = None, document: str = "", page_extra: str = "") -> bytes:
    """An OFD file whose pages hold these objects; `document` and `page_extra` are put into the XML as they are."""
    references = "".join(f'<ofd:Page ID="{i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(1, len(pages) + 1))
    files = {
        "OFD.xml": f"<ofd:OFD {_NS}><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
        "</ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_NS}><ofd:CommonData>{_AREA}{document}</ofd:CommonData>"
        f"<ofd:Pages>{references}</ofd:Pages></ofd:Document>",
    }
    for i, content in enumerate(pages, 1):
        files[f"Doc_0/Pages/Page_{i}/Content.xml"] = page_xml(content, page_extra)
    return zip_files(files | (extra or {}))


def page_xml(content: str, extra: str = "") -> str:
    """The XML of a page or template."""
    return f"<ofd:Page {_NS}>{extra}<ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content></ofd:Page>"


def zip_files(files: dict[str, str] | dict[str, bytes]) -> bytes:
    """A zip file of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()
