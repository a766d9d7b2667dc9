"""Notice → the `meta` element: identification after FRBR, analysis of obligations, references."""

from __future__ import annotations

from typing import Any

from pipeline.model.notice import Notice, Obligation
from pipeline.model.text import Quote
from pipeline.outputs.akn.names import UNDATED, add, add_own, element, work_date, work_uri

CONCEPTS = {"obligation": "义务", "frequency": "频次", "deadline": "时限"}


def make_meta(notice: Notice, part: str = "main") -> Any:
    """The metadata of the whole, or only the identification of one of its attachments."""
    meta = element("meta")
    meta.append(_identification(notice, part))
    if part == "main":
        meta.append(_analysis(notice))
    meta.append(_references(notice, part))
    return meta


def _identification(notice: Notice, part: str) -> Any:
    uri, date = work_uri(notice), work_date(notice.header)
    identification = element("identification", source="#gongwen")
    expression = f"{uri}/zho@{date}"
    for level, address in (("Work", uri), ("Expression", expression), ("Manifestation", f"{expression}.akn")):
        frbr = add(identification, f"FRBR{level}")
        add(frbr, "FRBRthis", value=f"{address}/!{part}")
        add(frbr, "FRBRuri", value=address)
        add(frbr, "FRBRdate", date=date, name="undated" if date == UNDATED else "issued")
        add(frbr, "FRBRauthor", href="#gongwen" if level == "Manifestation" else _author(notice))
        if level == "Work":
            add(frbr, "FRBRcountry", value="cn")
            _add_work_names(frbr, notice)
        elif level == "Expression":
            add(frbr, "FRBRlanguage", language="zho")
        else:
            add(frbr, "FRBRformat", value="application/akn+xml")
    return identification


def _add_work_names(frbr: Any, notice: Notice) -> None:
    header = notice.header
    if header.document_type:
        add(frbr, "FRBRsubtype", value=header.document_type.value)
    if header.document_number:
        add(frbr, "FRBRnumber", value=header.document_number.text)
    if header.title:
        add(frbr, "FRBRname", value=header.title.value)


def _author(notice: Notice) -> str:
    return "#issuer-1" if notice.header.issuers else "#unknown"


def _references(notice: Notice, part: str) -> Any:
    references = element("references", source="#gongwen")
    prefix = "" if part == "main" else f"{part}-"
    people = [(f"issuer-{i}", said.value) for i, said in enumerate(notice.header.issuers, 1)]
    people += [(f"bearer-{i}", name) for i, name in enumerate(bearer_names(notice), 1)]
    if part != "main":
        people = []
    for own_id, name in [*people, ("gongwen", "gongwen"), ("unknown", "未署名")]:
        address = f"/akn/ontology/organization/cn/{own_id}"
        add(references, "TLCOrganization", eId=prefix + own_id, href=address, showAs=name or "—")
    for concept, name in CONCEPTS.items():
        address = f"/akn/ontology/concept/{concept}"
        add(references, "TLCConcept", eId=prefix + concept, href=address, showAs=name)
    return references


def bearer_names(notice: Notice) -> list[str]:
    """Every bearer once, in the order of the notice."""
    return list(dict.fromkeys(b.text for o in notice.obligations for b in o.bearers))


def _analysis(notice: Notice) -> Any:
    """What Akoma Ntoso has no words for, row by row, each leading to its inline element and to the source."""
    analysis = element("analysis", source="#gongwen")
    other = add(analysis, "otherAnalysis", source="#gongwen")
    names = {name: f"#bearer-{i}" for i, name in enumerate(bearer_names(notice), 1)}
    for obligation in notice.obligations:
        _add_obligation(other, obligation, names)
    for frequency in notice.frequencies:
        add_own(
            other,
            "frequency",
            frequency.place.text,
            href=f"#frequency-{frequency.frequency_id}",
            obligation=f"#obligation-{frequency.obligation_id}" if frequency.obligation_id else None,
            kind=frequency.kind,
            min=_number(frequency.count_min),
            max=_number(frequency.count_max),
            unit=frequency.unit,
            period=frequency.period,
            **_places(frequency.place),
        )
    for deadline in notice.deadlines:
        add_own(
            other,
            "deadline",
            deadline.place.text,
            href=f"#deadline-{deadline.deadline_id}",
            obligation=f"#obligation-{deadline.obligation_id}" if deadline.obligation_id else None,
            kind=deadline.kind,
            date=deadline.date.isoformat() if deadline.date else None,
            rrule=deadline.rrule,
            duration=deadline.duration,
            workingDays=_number(deadline.working_days),
            **_places(deadline.place),
        )
    for correction in notice.corrections:
        values = correction.model_dump(exclude={"reason", "row_id"})
        add_own(other, "correction", correction.reason, row=correction.row_id, **values)
    return analysis


def _add_obligation(parent: Any, obligation: Obligation, names: dict[str, str]) -> None:
    row = add_own(
        parent,
        "obligation",
        href=f"#obligation-{obligation.obligation_id}",
        section=f"#{obligation.section_id}",
        modality=obligation.modality,
        within=f"#obligation-{obligation.parent_id}" if obligation.parent_id else None,
        actor=obligation.actor,
        doubts=" ".join(obligation.doubts) or None,
        **_places(obligation.place),
    )
    for bearer in obligation.bearers:
        add_own(row, "bearer", bearer.text, refersTo=names[bearer.text], role=bearer.role)
    parts: list[tuple[str, Quote | None]] = [("verb", v) for v in obligation.verbs]
    named = ("party", "target", "destination", "occasion", "condition", "scope")
    parts += [(name, getattr(obligation, name)) for name in named]
    parts += [("manner", m) for m in obligation.manner]
    for name, quote in parts:
        if quote:
            add_own(row, name, quote.text, **_places(quote))


def _number(value: int | None) -> str | None:
    return None if value is None else str(value)


def _places(quote: Quote) -> dict[str, str]:
    return {
        "charStart": str(quote.char_start),
        "charEnd": str(quote.char_end),
        "sourceStart": str(quote.source_start),
        "sourceEnd": str(quote.source_end),
    }
