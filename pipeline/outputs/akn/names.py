"""Names in Akoma Ntoso: namespaces, element makers, identifiers, text that XML may hold."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from pipeline.model.notice import Header, Notice

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OWN = "https://gongwen.invalid/ns/akn/1.0"
"""Namespace of what Akoma Ntoso has no element for: bearers, frequencies, places in the source."""
UNDATED = "0001-01-01"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(tag: str, **attributes: str) -> Any:
    """An element of Akoma Ntoso."""
    from lxml import etree

    return etree.Element(f"{{{AKN}}}{tag}", {k: xml_text(v) for k, v in attributes.items()})


def add(parent: Any, tag: str, text: str | None = None, **attributes: str) -> Any:
    """A further child of Akoma Ntoso, with its text."""
    child = element(tag, **attributes)
    child.text = xml_text(text) if text is not None else None
    parent.append(child)
    return child


def add_own(parent: Any, tag: str, text: str | None = None, **attributes: str | None) -> Any:
    """A further child in our own namespace; attributes without value are left out."""
    from lxml import etree

    given = {k: xml_text(v) for k, v in attributes.items() if v is not None}
    child = etree.SubElement(parent, f"{{{OWN}}}{tag}", given)
    child.text = xml_text(text) if text is not None else None
    return child


def xml_text(text: str) -> str:
    """The text with a replacement character for what XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


def work_uri(notice: Notice) -> str:
    """The address of the work: country, kind, date, number, e.g. /akn/cn/doc/2020-07-27/成安委-2020-9."""
    number = notice.header.document_number
    if number and number.agency_code and number.year and number.sequence is not None:
        name = f"{number.agency_code}-{number.year}-{number.sequence}"
    else:
        name = notice.notice_id
    return f"/akn/cn/doc/{work_date(notice.header)}/{quote(name, safe='')}"


def work_date(header: Header) -> str:
    """The day of the work; a day that cannot be mistaken for one where the notice has none."""
    for said in (header.date_issued, header.date_printed, header.date_effective):
        if said:
            return said.value.isoformat()
    return UNDATED
