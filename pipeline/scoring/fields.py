"""Each field of a notice against its marks: header, citations, outline, frequencies, deadlines, obligations."""

from __future__ import annotations

from typing import Any

from pipeline.model.notice import Header, Notice, Section
from pipeline.scoring.gold import GoldRow, GoldSection, Times, read_times
from pipeline.scoring.matching import LEVELS, FoundRow, Matching
from pipeline.scoring.stretch import Stretch, is_body
from pipeline.scoring.tally import Tally, judged, names, norm, tally

SURE_ROWS = "strict, without doubts"
"""The one field that has no recall: how many of the rows that say they are sure are right."""


def header_values(header: Header, names_of_fields: list[str]) -> set[tuple[str, str]]:
    """Field and value, one for each value of a list."""
    values = set()
    for name in names_of_fields:
        said = getattr(header, name)
        for one in said if isinstance(said, tuple) else (said,):
            if one is not None:
                values.add((name, norm(_said(name, one))))
    return values


def _said(name: str, value: Any) -> str:
    if name == "document_number":
        return str(value.text)
    if name == "issued_instrument":
        return f"{value.title}|{value.version or ''}"
    return str(value.value)


def marked_header(header: dict[str, Any]) -> set[tuple[str, str]]:
    """The same of the marks; a field that is null expects none, a field that is absent was not looked at."""
    values = set()
    for name, said in header.items():
        if name == "citations":
            continue
        for one in said if isinstance(said, list) else (said,):
            if one:
                values.add((name, norm(_marked(name, one))))
    return values


def _marked(name: str, value: Any) -> str:
    if name == "document_number":
        return str(value["text"])
    if name == "issued_instrument":
        return f"{value['title']}|{value['version'] or ''}"
    return str(value)


def found_citations(notice: Notice, stretch: Stretch) -> set[tuple[str, str, str]]:
    return {
        (norm(c.title), norm(c.document_number), c.relation)
        for c in notice.citations
        if stretch.precedes_end(c.section_id)
    }


def marked_citations(header: dict[str, Any]) -> set[tuple[str, str, str]]:
    return {(norm(c["title"]), norm(c["document_number"]), c["relation"]) for c in header["citations"]}


def outline_tally(notice: Notice, stretch: Stretch) -> tuple[Tally, Tally, list[str]]:
    """Rows with the right id and text; of those, depth and kind; and what is wrong, in words."""
    found = {s.section_id: s for s in notice.sections}
    marked = [s for s in stretch.gold.outline if stretch.gold.scores(s.section_id)]
    right = [m for m in marked if m.section_id in found and _same_text(found[m.section_id], m)]
    known = {m.section_id for m in marked}
    extra = [
        s
        for s in notice.sections
        if s.section_id not in known
        and stretch.holds(s.section_id)
        and stretch.first <= s.order <= stretch.last
        and is_body(s.kind, stretch.gold)
    ]
    shape = judged((found[m.section_id].depth, found[m.section_id].kind) == (m.depth, m.kind) for m in right)
    wrong = [
        f"- {m.section_id} {m.text}  (here: {_text(found.get(m.section_id))[:60]!r})" for m in marked if m not in right
    ]
    wrong += [f"+ {s.section_id} {_text(s)[:60]}" for s in extra]
    return Tally(len(right), len(extra), len(marked) - len(right)), shape, wrong


def _text(section: Section | None) -> str:
    quote = section and (section.heading or section.text)
    return norm(quote.text) if quote else ""


def _same_text(section: Section, mark: GoldSection) -> bool:
    have, want = _text(section), norm(mark.text)
    first, gap, last = want.partition("…")
    return have == want or (bool(gap) and have.startswith(first) and have.endswith(last))


def marked_times(rows: list[GoldRow], loose: list[Times]) -> list[Times]:
    return [*loose, *((row.section, *times) for row in rows for times in read_times(row.frequency))]


def found_times(notice: Notice, stretch: Stretch) -> list[Times]:
    return [
        (f.section_id, f.count_min, f.count_max, f.period) for f in notice.frequencies if stretch.holds(f.section_id)
    ]


def frequency_tally(notice: Notice, stretch: Stretch) -> Tally:
    """Section, least, greatest, period; frequencies of optional rows are passed over."""
    found = found_times(notice, stretch)
    gold = stretch.gold
    needed = marked_times([r for r in gold.rows if not r.optional], gold.loose)
    needed = [t for t in needed if gold.scores(t[0])]
    for times in marked_times([r for r in gold.rows if r.optional], []):
        if times in found and found.count(times) > needed.count(times):
            found.remove(times)
    return tally(found, needed)


def deadline_tally(notice: Notice, stretch: Stretch) -> Tally:
    """Section and text, each once: a deadline that reaches several obligations is marked on each of them."""
    optional = {d for r in stretch.gold.rows if r.optional for d in marked_deadlines(r)}
    wanted = {
        d for r in stretch.gold.rows if not r.optional and stretch.gold.scores(r.section) for d in marked_deadlines(r)
    }
    found = {(d.section_id, norm(d.place.text)) for d in notice.deadlines if stretch.holds(d.section_id)}
    return tally(found - (optional - wanted), wanted)


def marked_deadlines(row: GoldRow) -> list[tuple[str, str]]:
    return [(row.section, norm(d)) for d in (row.deadline or "-").split("; ") if d != "-"]


def obligation_tallies(matching: Matching) -> dict[str, Tally]:
    """All that is said of the obligations."""
    pairs = matching.pairs
    tallies = {f"obligations {level}": matching.tally(level) for level in LEVELS}
    tallies[SURE_ROWS] = matching.sure_tally()
    tallies["bearers"] = judged(same_bearer(f, g) for f, g in pairs if g.bearer is not None)
    tallies["actors"] = judged(norm(f.obligation.actor) == norm(g.actor) for f, g in pairs)
    tallies["modality"] = judged(f.obligation.modality == g.modality for f, g in pairs if g.modality)
    tallies["row frequency"] = judged(_row_times(f) == sorted(map(str, read_times(g.frequency))) for f, g in pairs)
    tallies["adverbials"] = _adverbials(matching)
    return tallies


def _row_times(found: FoundRow) -> list[str]:
    return sorted(str((f.count_min, f.count_max, f.period)) for f in found.frequencies)


def same_bearer(found: FoundRow, mark: GoldRow) -> bool:
    """Lead and support apart; `-` is nobody; what joins the members does not count."""
    leads = "".join(b.text for b in found.obligation.bearers if b.role != "support")
    helpers = "".join(b.text for b in found.obligation.bearers if b.role == "support")
    lead, _, support = (mark.bearer or "-").removeprefix("lead: ").partition("; support: ")
    return (names(leads), names(helpers)) == (names(lead), names(support))


def _adverbials(matching: Matching) -> Tally:
    total = Tally()
    for found, mark in matching.pairs:
        o = found.obligation
        said = [q.text for q in (o.occasion, o.condition, o.scope, *o.manner) if q]
        total += tally(_pieces(said), _pieces([mark.adverbials]))
    return total


def _pieces(texts: list[str]) -> list[str]:
    return [piece for text in texts for piece in norm(text).split(",") if piece]
