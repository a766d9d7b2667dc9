"""Reads what a page says about its notice beside the text: page in, evidence and the lines that are no notice out.

Assumptions: 1. a label (索引号：) stands in a cell or line of its own before its value, or on one line with it, also
several pairs on a line; 2. three labelled lines close together, one of them of a field only pages have, are the page's
own table; 3. a hidden line that is a document number or reads as a title is the page's copy of it (ndrc.gov.cn).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import regex

from pipeline.inputs.excerpt import unescape
from pipeline.inputs.html.elements import parse_attributes
from pipeline.inputs.html.page import Block, Page
from pipeline.inputs.html.pairs import DATES, Pair, normalise
from pipeline.inputs.html.tokens import Tag
from pipeline.lexicon.document_numbers import match_number
from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.rules import alternation, load_rules
from pipeline.model.notice import Evidence

LONGEST_LINE = 400
CLOSE, FEWEST = 3, 3
"""Labelled lines of one table are at most this far apart, and so many at least."""
CLEAR = 2
"""Labels of one table that bring no evidence but only pages have."""

_ONLY_PAGES = frozenset(("index_number", "subject", "document_number", "status", "keywords", "document_type"))
_EMPTY = frozenset(("", "无", "-", "--", "—", "——", "空", "暂无", "/", "null"))


@dataclass(slots=True)
class Labelled:
    """A line of the page that is labels and values; a label without value has `Pair.value` empty."""

    block: int
    last: int
    """The line its last value stands on: the same or the next."""
    pairs: list[Pair] = field(default_factory=list)


def find_labelled(page: Page) -> list[Labelled]:
    """The lines of the page that are metadata, in order."""
    found: list[Labelled] = []
    taken = -1
    for number, block in enumerate(page.blocks):
        if number <= taken or len(block.text) > LONGEST_LINE:
            continue
        pairs = _pairs_of(block, page.source)
        if not pairs:
            continue
        line = Labelled(number, number, pairs)
        if not pairs[-1].value and number + 1 < len(page.blocks):
            taken = _take_next(line, page)
        found.append(line)
    return [line for run in _runs(found) for line in run if len(run) >= FEWEST or not _is_glued(line)]


def _is_glued(line: Labelled) -> bool:
    """Whether nothing but its own element parts a label from its value: <span>文号</span>某教〔2021〕6号."""
    return bool(line.pairs[0].value) and not line.pairs[0].colon and line.block == line.last


def find_tables_of_page(page: Page, lines: list[Labelled]) -> list[list[int]]:
    """The blocks of what reads as the page's own metadata tables, each in order."""
    found = []
    for run in _runs(lines):
        named = [pair.field for line in run for pair in line.pairs if pair.value or pair.colon]
        fields, table = set(named), _table(page, run[0])
        of_pages = table and len(named) >= FEWEST and named.count("other") >= CLEAR
        if of_pages or (len(fields) >= FEWEST and fields & _ONLY_PAGES):
            labelled = {number for line in run for number in range(line.block, line.last + 1)}
            whole = range(run[0].block, run[-1].last + 1)
            found.append([n for n in whole if n in labelled or (table and page.blocks[n].state.table == table)])
    return found


def is_info_line(line: Labelled) -> bool:
    """Whether a line is labels of fields that only pages have: 发布时间：2020-01-01 来源：… 浏览次数：12."""
    fields = {pair.field for pair in line.pairs if pair.colon}
    return bool(fields & {"date_published", "other"}) and fields <= {"date_published", "other", "issuer"}


def page_titles(page: Page, lines: list[Labelled]) -> list[str]:
    """The title of the notice as the page's table, meta elements and own title give it, without white space."""
    pairs = [pair for line in lines for pair in line.pairs]
    pairs += [pair for tag in page.metas for pair in _pairs_of_meta(tag, page.source)]
    pairs += _pair_of_title(page.title, page.source) if page.title else []
    return [pair.value for pair in pairs if pair.field == "title" and len(pair.value) >= 5]


def collect_evidence(page: Page, lines: list[Labelled], notice: set[int]) -> tuple[Evidence, ...]:
    """What labelled lines outside the notice, meta elements, the page's title and hidden lines say."""
    pairs = [pair for line in lines if line.block not in notice for pair in line.pairs]
    pairs += [pair for tag in page.metas for pair in _pairs_of_meta(tag, page.source)]
    pairs += _pairs_of_hidden(page)
    if page.title:
        pairs += _pair_of_title(page.title, page.source)
    seen: set[tuple[str, str]] = set()
    evidence = []
    for pair in pairs:
        if pair.field != "other" and pair.value not in _EMPTY and (pair.field, pair.value) not in seen:
            seen.add((pair.field, pair.value))
            evidence.append(
                Evidence.trusted(field=pair.field, value=pair.value, source_start=pair.start, source_end=pair.end)
            )
    return tuple(evidence)


def _runs(lines: list[Labelled]) -> list[list[Labelled]]:
    runs: list[list[Labelled]] = []
    for line in lines:
        if runs and line.block - runs[-1][-1].last <= CLOSE:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _take_next(line: Labelled, page: Page) -> int:
    """Gives the last label of a line the next block as value, unless that is a label too; the block it took."""
    block = page.blocks[line.block + 1]
    if len(block.text) > LONGEST_LINE or _pairs_of(block, page.source) or block.state.table != _table(page, line):
        return line.block
    pair = line.pairs[-1]
    text = unescape(_shown(block, page.source))
    line.pairs[-1] = Pair(pair.field, normalise(pair.field, text), *_trim(block, page.source), pair.colon)
    line.last = line.block + 1
    return line.last


def _table(page: Page, line: Labelled) -> int:
    return page.blocks[line.block].state.table


def _pairs_of(block: Block, source: str) -> list[Pair]:
    """The labels and values of a line; empty unless it begins with a label that fills it or is parted from a value."""
    labels, fields = _labels()
    first = labels.match(block.text)
    if not first:
        return []
    places = _places(block, source)
    if len(places) != len(block.text):
        return []
    if not (first["colon"] or first.end() == len(places)):
        if "</" not in source[places[first.end() - 1][1] : places[first.end()][0]]:
            return []
    matches = [first, *(m for m in labels.finditer(block.text, first.end()) if m["colon"])]
    ends = [m.start() for m in matches[1:]] + [len(block.text)]
    pairs = []
    for match, end in zip(matches, ends, strict=True):
        name = fields[match["label"]]
        begin = match.end()
        start, stop = (places[begin][0], places[end - 1][1]) if end > begin else (block.end, block.end)
        shown = _untagged(block, source, start, stop) if end > begin else ""
        pairs.append(Pair(name, normalise(name, shown), start, stop, bool(match["colon"])))
    return pairs


@lru_cache(maxsize=1)
def _labels() -> tuple[regex.Pattern[str], dict[str, str]]:
    """The pattern of any label, with its colon if it has one, and the field each label gives."""
    words = load_rules("web_page").words
    names = ("index_number", "document_number", "title", "issuer", *sorted(DATES), "subject", "keywords")
    fields = {label: name for name in (*names, "document_type", "status", "other") for label in words[name]}
    pattern = rf"[\[【(（●◆·]?(?P<label>{alternation(tuple(fields))})[\]】)）]?(?P<colon>[：:])?"
    return compile_pattern(pattern), fields


def _places(block: Block, source: str) -> list[tuple[int, int]]:
    """For each character of the block's text, the stretch of markup it stands for."""
    places: list[tuple[int, int]] = []
    for start, end in block.runs:
        for match in _CHARACTER.finditer(source, start, end):
            count = len("".join(unescape(match[0]).split()))
            places += [match.span()] * count
    return places


_CHARACTER = compile_pattern(r"&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?|\S")


def _shown(block: Block, source: str) -> str:
    return "".join(source[start:end] for start, end in block.runs)


def _untagged(block: Block, source: str, start: int, end: int) -> str:
    """The characters of the block's runs between two places of the source."""
    parts = [source[max(s, start) : min(e, end)] for s, e in block.runs if s < end and e > start]
    return unescape("".join(parts))


def _pairs_of_meta(tag: Tag, source: str) -> list[Pair]:
    attributes = parse_attributes(tag.attributes[: LONGEST_LINE * 10])
    key = (attributes.get("name") or attributes.get("property") or "").strip().lower()
    content = attributes.get("content", "")
    for name in ("title", "date_published", "document_number", "index_number"):
        if key in load_rules("web_page").words[f"meta_{name}"] and content:
            start = source.find(content, tag.start, tag.end)
            place = (start, start + len(content)) if start >= 0 else (tag.start, tag.end)
            return [Pair(name, normalise(name, content), *place)]
    return []


def _pairs_of_hidden(page: Page) -> list[Pair]:
    """Short lines out of sight that are a document number or a title as a whole."""
    pairs = []
    for block in page.blocks:
        if block.state.hidden and len(block.text) <= 200:
            number = match_number(block.text)
            if number and number.end == len(block.text):
                pairs.append(Pair("document_number", number.text, *_trim(block, page.source)))
            elif load_rules("web_page")["notice_title"].search(block.text):
                pairs.append(Pair("title", block.text, *_trim(block, page.source)))
    return pairs


def _trim(block: Block, source: str) -> tuple[int, int]:
    """The place of a block from its first to its last character."""
    places = _places(block, source)
    return (places[0][0], places[-1][1]) if places else (block.start, block.end)


def _pair_of_title(tag: Tag, source: str) -> list[Pair]:
    """The page's title without what the site adds to it."""
    written = source[tag.end : tag.content_end]
    title = load_rules("web_page")["site_suffix"].sub("", " ".join(unescape(written[:1000]).split()))
    return [Pair("title", title.replace(" ", ""), tag.end, tag.content_end)] if title else []
