"""Marks made by hand: `<id>.header.json`, `.outline.tsv`, `.obligations.txt`, `.bearers.tsv` of a gold folder.

Comment lines of the obligations file that the scorer reads:

- `# source: notices/a/b.html (remark)`: the notice, where it does not lie beside its marks;
- `# unscored: s3.p2, s4`: sections (with all below them) that are left out of the comparison;
- `# loose frequency: s1.p2 | 2../P1Y`: a frequency that belongs to no obligation.

`#? ` before a row makes it optional: neither right nor wrong.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from glob import escape
from pathlib import Path
from typing import Any

import regex

from pipeline.scoring.header_marks import read_header_marks

COLUMNS = (
    "section", "verbs", "party", "target", "destination", "frequency", "adverbials", "bearer", "deadline", "modality",
)  # fmt: skip
_MARKS = (".header.json", ".outline.tsv", ".obligations.txt", ".bearers.tsv")
_DIRECTIVE = regex.compile(r"# (source|unscored|loose frequency): *(.+)")
_ROW = regex.compile(r"(#\? )?(\S.*)")
_TIMES = regex.compile(r"([0-9]*|\*)\.\.([0-9]*|\*)/(-|P[0-9YMWDTHS.]+)")
_NOT_A_LETTER = regex.compile(r"[^\p{L}\p{N}]+")

Times = tuple[str, int | None, int | None, str | None]
"""Section, least count, greatest count, period."""


class BrokenMarks(ValueError):
    """Marks that cannot be read; the message names the file and what is wrong in it."""


@dataclass(frozen=True)
class GoldRow:
    """One marked obligation. `bearer`, `deadline` and `modality` are null where the file has no such column."""

    section: str
    verbs: str
    party: str
    target: str
    destination: str
    frequency: str
    adverbials: str
    bearer: str | None
    deadline: str | None
    modality: str | None
    optional: bool
    parent: GoldRow | None = None

    @property
    def actor(self) -> str:
        return self.parent.party if self.parent else "-"


@dataclass(frozen=True)
class GoldSection:
    """One marked row of the outline; `text` is its heading or text, long ones as first…last characters."""

    section_id: str
    depth: int
    kind: str
    text: str


@dataclass
class Gold:
    """All marks of one notice; null where nobody marked that part."""

    notice_id: str
    path: Path | None = None
    header: dict[str, Any] | None = None
    outline: tuple[GoldSection, ...] = ()
    rows: list[GoldRow] = field(default_factory=list)
    loose: list[Times] = field(default_factory=list)
    unscored: tuple[str, ...] = ()
    source: str | None = None

    @property
    def sections(self) -> set[str]:
        """Every section that somebody looked at."""
        return {s.section_id for s in self.outline} | {r.section for r in self.rows}

    def scores(self, section: str) -> bool:
        """Whether the section takes part in the comparison at all."""
        return not any(section == u or section.startswith(u + ".") for u in self.unscored)


def read_gold(folder: Path, notices: Path | None = None) -> list[Gold]:
    """All marks of a folder, in order of name; `notices` is where notices that do not lie beside their marks are."""
    ids = {p.name.removesuffix(suffix) for suffix in _MARKS for p in folder.glob("*" + suffix)}
    return [_read_one(folder, name, notices) for name in sorted(ids)]


def _read_one(folder: Path, name: str, notices: Path | None) -> Gold:
    gold = Gold(name)
    header, outline = folder / f"{name}.header.json", folder / f"{name}.outline.tsv"
    if header.exists():
        with _naming(header):
            gold.header = read_header_marks(_read(header))
    if outline.exists():
        rows = _table(outline, "section_id", "depth", "kind", "text")
        with _naming(outline):
            gold.outline = tuple(GoldSection(r["section_id"], int(r["depth"]), r["kind"], r["text"]) for r in rows)
    obligations, bearers = folder / f"{name}.obligations.txt", folder / f"{name}.bearers.tsv"
    named = (
        {r["section_id"]: r["bearer"] for r in _table(bearers, "section_id", "bearer")} if bearers.exists() else None
    )
    if obligations.exists():
        with _naming(obligations):
            _read_obligations(gold, _read(obligations), named)
    with _naming(folder / name):
        gold.path = _find_notice(folder, gold, notices)
    return gold


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """What is wrong in a file of marks is said with its name."""
    try:
        yield
    except (OSError, ValueError, RecursionError, csv.Error) as e:
        raise BrokenMarks(f"{path}: {getattr(e, 'strerror', None) or e}") from e


def _read(path: Path) -> str:
    """The text of a file of marks; ValueError for a pipe, which may never end."""
    if not path.is_file() and not path.is_dir():
        raise ValueError("is no file")
    return path.read_bytes().decode("utf-8")


def _table(path: Path, *columns: str) -> list[dict[str, str]]:
    with _naming(path):
        reader = csv.DictReader(io.StringIO(_read(path), newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
        rows = list(reader)
        for number, row in enumerate(rows, 2):
            if missing := [column for column in columns if not isinstance(row.get(column), str)]:
                raise ValueError(f"line {number} has no {', '.join(missing)}")
        return rows


def _read_obligations(gold: Gold, text: str, named: dict[str, str] | None) -> None:
    line_of_parents: list[GoldRow] = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            _read_line(gold, line, line_of_parents, named)
        except ValueError as e:
            raise ValueError(f"line {number}: {e}") from e


def _read_line(gold: Gold, line: str, line_of_parents: list[GoldRow], named: dict[str, str] | None) -> None:
    if directive := _DIRECTIVE.match(line):
        _read_directive(gold, directive[1], directive[2])
        return
    match = _ROW.fullmatch(line.rstrip())
    if not match or match[2].startswith("#"):
        return
    cells = [cell.strip() for cell in match[2].split(" | ")]
    level = cells[0].count(">")
    if level > len(line_of_parents):
        raise ValueError(f"{cells[0]} stands below no row")
    if len(cells) > len(COLUMNS):
        raise ValueError(f"{len(cells)} cells; there are {len(COLUMNS)} columns")
    line_of_parents[level:] = [_row(cells, bool(match[1]), line_of_parents[level - 1] if level else None, named)]
    gold.rows.append(line_of_parents[-1])


def _read_directive(gold: Gold, name: str, value: str) -> None:
    if name == "source":
        gold.source = value
    elif name == "unscored":
        gold.unscored = tuple(s.strip() for s in value.split(","))
    else:
        section, bar, times = value.partition(" | ")
        if not bar:
            raise ValueError("a loose frequency is written section | times")
        gold.loose += [(section, *t) for t in read_times(times)]


def _row(cells: list[str], optional: bool, parent: GoldRow | None, named: dict[str, str] | None) -> GoldRow:
    padded = [*cells, *[None] * (len(COLUMNS) - len(cells))]
    section, verbs, party, target, destination, frequency, adverbials = (cell or "-" for cell in padded[:7])
    bearer, deadline, modality = padded[7:]
    read_times(frequency)
    if parent:
        section, bearer, modality = parent.section, parent.bearer, parent.modality
    elif named is not None:
        bearer = _named_bearer(named, section)
    return GoldRow(
        section, verbs, party, target, destination, frequency, adverbials, bearer, deadline, modality, optional, parent
    )


def _named_bearer(named: dict[str, str], section: str) -> str | None:
    while section not in named and "." in section:
        section = section.rpartition(".")[0]
    return named.get(section)


def read_times(cell: str) -> list[tuple[int | None, int | None, str | None]]:
    """`2../P1Y` → (2, None, P1Y); several are parted by `; `; `-` is none."""
    times = []
    for piece in cell.split("; ") if cell != "-" else ():
        if not (said := _TIMES.fullmatch(piece)):
            raise ValueError(f"{piece[:40]!r} is no frequency; it is written least..greatest/period, as 2../P1Y")
        times.append((_count(said[1]), _count(said[2]), said[3] if said[3] != "-" else None))
    return times


def _count(digits: str) -> int | None:
    return int(digits) if digits.isdecimal() else None


def _find_notice(folder: Path, gold: Gold, notices: Path | None) -> Path | None:
    """The notice beside its marks, or where `# source:` says, or the only file of that name below `notices`."""
    beside = [p for p in sorted(folder.glob(escape(gold.notice_id) + ".*")) if p.stem == gold.notice_id]
    if beside:
        return beside[0]
    if notices is None:
        return None
    if gold.source is None:
        return next((p for p in sorted(notices.rglob(escape(gold.notice_id) + ".*")) if folder not in p.parents), None)
    return _source(notices, gold.source)


def _source(root: Path, source: str) -> Path | None:
    """The file that a remark begins with; quotation marks in file names do not count."""
    place, _, rest = source.rpartition("/")
    wanted = _NOT_A_LETTER.sub("", rest)
    found = [p for p in (root / place).glob("*") if wanted.startswith(_NOT_A_LETTER.sub("", p.name))]
    return max(found, key=lambda p: len(p.name), default=None)
