"""Notice → what `rich` shows a reader in a terminal: header, outline with duties and frequencies, diagnostics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.model.notice import Header, Instrument, Notice, Said, SaidDate, Section
from pipeline.model.text import Quote, Source
from pipeline.outputs.unseen import one_line, show_unseen
from pipeline.outputs.wording import say, say_deadline, say_frequency

if TYPE_CHECKING:
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

_FIELDS = (
    "title", "document_number", "document_type", "issuers", "addressees", "date_issued", "date_printed",
    "date_effective", "date_expires", "secrecy", "urgency", "copy_number", "signatory", "issued_instrument",
    "attachments", "note", "copies_to", "printed_by",
)  # fmt: skip
DEEPEST = 20
"""Levels that are set in, so that something is left of the line."""
_STYLES = {"error": "bold red", "warning": "yellow", "info": "dim"}
_Mark = tuple[tuple[Quote, ...], str, str]
"""The words that stand out, how, and what they say in short."""


def render_notice(notice: Notice) -> Group:
    """Everything a reader wants to see of one notice, in the order of its text."""
    from rich.console import Group

    return Group(_header(notice), *_outline(notice), *_diagnostics(notice), _counts(notice))


def _clean(string: str) -> str:
    return show_unseen(string.replace("\n", ""))


def _header(notice: Notice) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(style="bold cyan", no_wrap=True)
    table.add_column()
    for field in _FIELDS:
        if values := list(header_values(notice.header, field)):
            style = "bold" if field == "title" else ""
            table.add_row(say("header", field).zh, Text("\n".join(map(_clean, values)), style=style))
    return table


def header_values(header: Header, field: str) -> Iterator[str]:
    """A field of the header as text, one for each of several values."""
    value = getattr(header, field)
    for each in value if isinstance(value, tuple) else (value,):
        if isinstance(each, Said | SaidDate):
            yield str(each.value)
        elif isinstance(each, Instrument):
            yield f"《{each.title}》"
        elif each is not None:
            yield str(each.text)


def _outline(notice: Notice) -> Iterator[Table]:
    """A line a section, indented; duties begin with a mark, frequencies and deadlines stand out and are explained."""
    duties = {duty.section_id for duty in notice.duties}
    marks = defaultdict[str, list[_Mark]](list)
    for frequency in notice.frequencies:
        words = frequency.words or (frequency.place,)
        marks[frequency.section_id].append((words, "bold green", f"[{say_frequency(frequency).zh}]"))
    for deadline in notice.deadlines:
        marks[deadline.section_id].append(((deadline.place,), "bold magenta", f"[{say_deadline(deadline).zh}]"))
    for section in notice.sections:
        if section.marker or section.heading or section.text:
            yield _section(section, section.section_id in duties, marks[section.section_id])


def _section(section: Section, is_duty: bool, marks: list[_Mark]) -> Table:
    """The line hangs under its own beginning: Chinese has no spaces to break at."""
    from rich.table import Table
    from rich.text import Text

    line = Text()
    if section.marker:
        line.append(_clean(section.marker.text), style="cyan")
    if section.heading:
        line.append(_clean(section.heading.text), style="bold")
    if section.bearer and section.bearer_from == section.section_id:
        line.append(f" ⟨{_clean(section.bearer.value)}⟩", style="blue")
    if section.text:
        line.append(" " if section.heading else "")
        line.append_text(_marked(section.text, marks))
    for _, style, said in marks:
        line.append(f" {_clean(said)}", style=style)
    grid = Table.grid()
    grid.add_column(style="green", no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row("  " * min(max(0, section.depth - 1), DEEPEST) + ("● " if is_duty else "  "), line)
    return grid


def _marked(text: Quote, marks: list[_Mark]) -> Text:
    from rich.text import Text

    shown = Text(one_line(text.text))
    for quotes, style, _ in marks:
        for quote in quotes:
            start, end = quote.char_start - text.char_start, quote.char_end - text.char_start
            if 0 <= start < end <= len(text.text):
                shown.stylize(style, start, end)
    return shown


def _diagnostics(notice: Notice) -> Iterator[Text]:
    from rich.text import Text

    source = Source(notice.source_text, notice.source.anchors)
    for it in notice.diagnostics:
        where = ":".join(map(str, source.line_column(it.place.source_start))) if it.place else "-"
        line = Text(f"\n{where} ", style=_STYLES[it.severity])
        line.append(f"{say('severity', it.severity).zh} {_clean(it.code)}: {_clean(it.message)}")
        yield line


def _counts(notice: Notice) -> Text:
    from rich.text import Text

    counts = (
        ("段落", len(notice.sections)),
        ("职责", len(notice.duties)),
        ("义务", len(notice.obligations)),
        ("频次", len(notice.frequencies)),
        ("时限", len(notice.deadlines)),
        ("引用", len(notice.citations)),
        ("修复", len(notice.edits)),
    )
    said = "  ".join(f"{name} {number}" for name, number in counts)
    return Text(f"\n{said}  还原 {say('restoration', notice.source.restoration).zh}", style="dim")
