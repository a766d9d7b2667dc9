"""Divides a file into its documents: the page and the main document's top go in, the documents come out.

Assumptions: 1. the main document ends with signature and date, and what belongs to them (note, copies, printing);
2. what follows is attached: the first line begins a document of its own, and so does each further label 附件;
3. within attachments, a title followed by a numbering that begins anew begins the next document (govcn-003);
4. a list of attachments stands above the signature, or, as links, below it, or at the end of what is issued.
"""

from __future__ import annotations

from pipeline.model.reading import Zone
from pipeline.stages.header.attachments import end_of_list, lists_attachments
from pipeline.stages.header.closing import Document, find_date, find_last_leader, find_undated, read_closing
from pipeline.stages.header.front import Front, classify
from pipeline.stages.header.pages import Page, is_bare, rule
from pipeline.stages.header.signers import is_date
from pipeline.stages.header.titles import bare, goes_on, is_complete, is_head
from pipeline.stages.header.zones import front_zones

_LONGEST_CLOSING = 120
_SHORTEST_ISSUER = 3


def find_documents(page: Page, front: Front) -> list[Document]:
    """The documents of the file, the main one first."""
    main = Document(0, len(page), front_zones(page, front), named=bare(front.title.string) if front.title else "")
    documents = [main]
    begin = _read_document(page, main, front.body, main_document=True, issuer=_issuer(front))
    while begin < len(page):
        documents[-1].last = begin
        document = Document(begin, len(page))
        documents.append(document)
        body = _read_head(page, document)
        begin = _read_document(page, document, body, main_document=False)
    documents[-1].last = len(page)
    return documents


def _issuer(front: Front) -> str:
    """Whom the title names as who issues."""
    title = rule("title_issuer").match(front.title.string) if front.title is not None else None
    return title["organ"] if title is not None and len(title["organ"]) > _SHORTEST_ISSUER else ""


def _read_document(page: Page, document: Document, body: int, main_document: bool, issuer: str = "") -> int:
    """Find the closing of a document; the line at which the next one begins."""
    index, listed = body, False
    while index < len(page):
        string = page.string(index)
        if page.layout.get(index) == "table_row" and not _signs_row(page, index):
            index += 1
            continue
        listed = listed or rule("list_start").match(string) is not None
        if (
            len(string) <= _LONGEST_CLOSING
            and string[0] in "附后相"
            and (ended := _read_annex_line(page, document, index, main_document)) is not None
        ):
            if ended == index:
                return index
            index = ended
            continue
        if string[0] == "正" and page.string(index + 1).startswith("副") and rule("originals").match(string):
            document.zones.append(page.zone("addressees", index, index + 1))
        copied = string[0] in "抄分主" or (string[0] == "副" and page.string(index - 1).startswith("正本"))
        if copied and rule("copies_to").match(string):
            return read_closing(page, document, index)
        if len(string) <= 60 and find_date(page, document, index, body):
            return read_closing(page, document, max([index, *document.signature]) + 1)
        if len(string) <= 60 and index > body and find_undated(page, document, index, issuer):
            return read_closing(page, document, document.signature[-1] + 1)
        if index > body and string.endswith("印发") and _is_imprint(page, index):
            return read_closing(page, document, index)
        if (
            main_document
            and index > body
            and page.string(index - 1)[-1] in "。」；"
            and find_last_leader(page, document, index)
        ):
            return len(page)
        if not main_document and listed and index > body and _begins_next(page, index):
            return index
        index += 1
    _leave_furniture(page, document, body)
    return len(page)


def _is_imprint(page: Page, index: int) -> bool:
    """某某局办公室 2024年3月15日印发 right below the text: of what is attached, or of a notice that nobody signed."""
    printed = rule("printed_by").match(page.string(index))
    return printed is not None and rule("organ_line").match(printed["organ"]) is not None


def _signs_row(page: Page, index: int) -> bool:
    """Whether a row is the date below a row of several names: people set joint signatures in a table."""
    above = page.string(index - 1)
    return is_date(page.string(index)) and "\t" in above and is_head(above)


def _leave_furniture(page: Page, document: Document, body: int) -> None:
    """What a page put below a notice that nobody signed."""
    end = len(page)
    while end > body + 1 and page.layout.get(end - 1) != "table_row" and rule("furniture").match(page.string(end - 1)):
        end -= 1
    taken = max((zone.end for zone in document.zones), default=0)
    if end < len(page) and taken <= page.lines[end].start:
        document.zones.append(page.zone("other", end, len(page)))


def _read_annex_line(page: Page, document: Document, index: int, main_document: bool) -> int | None:
    """A line that begins with 附: the line after the list of attachments, this line if a document begins, or None."""
    string = page.string(index)
    label = rule("annex_label").match(string)
    titled = rule("annex_titled").match(string)
    if label is None and titled is None:
        return None
    if not main_document and not (titled is not None and lists_attachments(page, index, titled["annex_title"])):
        return index if index > document.first else None
    if label is not None and not rule("annex_item").match(page.string(index + 1)):
        return index
    end = end_of_list(page, index)
    document.attachments.extend(range(index, end))
    document.zones.append(page.zone("attachments", index, end))
    return end


def _begins_next(page: Page, index: int) -> bool:
    """Whether a document begins within the attachments without a label: a title, then a list that begins anew."""
    string = page.string(index)
    if page.string(index - 1)[-1] not in "。）)" or not is_bare(string) or len(string) > 50:
        return False
    end = _end_of_title(page, index)
    if not is_complete(page.joined(index, end)):
        return False
    return any(rule("list_start").match(page.string(i)) for i in range(end, min(end + 3, len(page))))


def _end_of_title(page: Page, index: int) -> int:
    """The line after a title that begins at `index`."""
    end = index + 1
    while end < min(index + 5, len(page)) and _may_be_title(page, end):
        string = page.joined(index, end)
        if is_complete(string) and not goes_on(string, page.string(end)):
            break
        end += 1
    return end


def _read_head(page: Page, document: Document) -> int:
    """Label, title, adoption and addressees of an attached document; the first line of its body."""
    index = document.first
    label = rule("annex_label").match(page.string(index))
    titled = rule("annex_titled").match(page.string(index))
    if label is not None or titled is not None:
        index += 1
    if titled is not None:
        start = page.lines[document.first].start
        document.title = (start + titled.start("annex_title"), page.lines[document.first].end)
        if index < len(page) and bare(page.string(index)) == bare(titled["annex_title"]):
            index += 1
    elif index < len(page) and _may_be_title(page, index):
        end = _end_of_title(page, index)
        if not is_complete(page.joined(index, end)):
            end = index + 1
        document.title = (page.lines[index].start, page.lines[end - 1].end)
        index = end
    if index > document.first:
        document.zones.append(page.zone("title", document.first, index))
    return _read_below_title(page, document, index)


def _may_be_title(page: Page, index: int) -> bool:
    """A bare line that is no row of a table and does not head the table of contents."""
    string = page.string(index)
    return is_bare(string) and page.layout.get(index) != "table_row" and not rule("contents").match(string)


def _read_below_title(page: Page, document: Document, index: int) -> int:
    """Adoption, who made it and when, and addressees below the title of an attached document."""
    top = Front(index)
    while index < len(page):
        if rule("organ_line").match(page.string(index)) and is_date(page.string(index + 1)):
            document.zones += [page.zone("signature", index, index + 1), page.zone("date", index + 1, index + 2)]
            index += 2
            continue
        kind = classify(page, index, top)
        if kind not in ("adoption", "date", "addressees", "document_number"):
            return index
        top.kinds[index] = kind
        start = page.lines[index].start
        if document.zones and document.zones[-1].kind == kind:
            start = document.zones.pop().start
        document.zones.append(Zone(kind, start, page.lines[index].end))
        index += 1
    return index
