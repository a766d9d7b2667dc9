"""Notices made by hand, without the parser: what the tests of the outputs, the comparison and the checks work on.

A `Made` notice is written row by row; clauses, verbs and frequencies are named by their words and found in the row,
so that every place is a true one. Damage is written as (raw, restored, rule, certainty) per row.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.notice import (
    Bearer,
    Citation,
    Deadline,
    DocumentNumber,
    Duty,
    EditRecord,
    Frequency,
    Header,
    Notice,
    Obligation,
    Said,
    SaidDate,
    Section,
    SourceInfo,
)
from pipeline.model.text import Edit, Quote, Source, Span, Text

Damage = tuple[str, str, str, str]


@dataclass
class _Row:
    values: dict[str, Any]
    raw: str
    damage: tuple[Damage, ...]
    cites: tuple[tuple[str, str | None], ...] = ()


@dataclass
class Made:
    """Collects rows and what is said in them; `notice()` gives the whole."""

    notice_id: str = "linjiang-2024-3"
    rows: list[_Row] = field(default_factory=list)
    wanted: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    header: dict[str, Any] = field(default_factory=dict)
    remarks: list[tuple[str, str, str, str]] = field(default_factory=list)

    def row(self, section_id: str, kind: str, raw: str, *damage: Damage, **values: Any) -> Made:
        """A row of the outline; `marker`, `heading` and `text` name stretches of the restored row.

        `cites` holds (title, number) of the instruments it names.
        """
        cites = values.pop("cites", ())
        self.rows.append(_Row({"section_id": section_id, "kind": kind, **values}, raw + "\n", damage, cites))
        return self

    def obligation(self, section_id: str, clause: str, verbs: str, target: str | None = None, **more: Any) -> Made:
        """An obligation in that row, with `bearer`, `frequency` and `deadline` as (words, fields), and other parts."""
        self.wanted.append((section_id, {"clause": clause, "verbs": verbs.split(","), "target": target, **more}))
        return self

    def remark(self, code: str, severity: str, message: str, words: str) -> Made:
        self.remarks.append((code, severity, message, words))
        return self

    def notice(self) -> Notice:
        return _Making(self).notice()


class _Making:
    def __init__(self, made: Made) -> None:
        self.made = made
        self.text, self.spans = self._read()
        self.frequencies: list[Frequency] = []
        self.deadlines: list[Deadline] = []

    def _read(self) -> tuple[Text, dict[str, Span]]:
        edits, spans, position, restored = [], {}, 0, 0
        for row in self.made.rows:
            length, cursor = len(row.raw), 0
            for before, after, rule, certainty in row.damage:
                at = row.raw.index(before, cursor)
                cursor = at + len(before)
                aligned = len(before) == len(after)
                span = Span(position + at, position + cursor)
                edits.append(Edit(span, after, rule, certainty, aligned))  # type: ignore[arg-type]
                length += len(after) - len(before)
            spans[row.values["section_id"]] = Span(restored, restored + length)
            position, restored = position + len(row.raw), restored + length
        return Text.of(Source("".join(r.raw for r in self.made.rows))).edit(edits), spans

    def quote(self, words: str, inside: Span) -> Quote:
        at = self.text.string.index(words, inside.start, inside.end)
        return self.text.quote(Span(at, at + len(words)))

    def notice(self) -> Notice:
        obligations, duties = [], {}
        for number, (section_id, wanted) in enumerate(self.made.wanted, 1):
            duty_id = f"d.{section_id}"
            duties[duty_id] = Duty(
                duty_id=duty_id,
                section_id=section_id,
                bearer=wanted.get("bearer"),
                place=self.text.quote(self.spans[section_id]),
            )
            obligations.append(self._obligation(f"o{number}", duty_id, section_id, dict(wanted)))
        sections = tuple(self._section(order, row) for order, row in enumerate(self.made.rows, 1))
        return Notice(
            notice_id=self.made.notice_id,
            source=SourceInfo(
                name=f"{self.made.notice_id}.txt",
                sha256="0" * 64,
                media_type="text/plain",
                encoding="utf-8",
                script="Hans",
                restoration="reproduced" if self.text.layers else "none",
            ),
            header=self._header(),
            sections=sections,
            duties=tuple(duties.values()),
            obligations=tuple(obligations),
            frequencies=tuple(self.frequencies),
            deadlines=tuple(self.deadlines),
            citations=tuple(self._citations()),
            edits=tuple(self._edits()),
            diagnostics=tuple(self._diagnostics()),
            text=self.text.string,
            source_text=self.text.source.string,
        )

    def _section(self, order: int, row: _Row) -> Section:
        values = dict(row.values)
        span = self.spans[values["section_id"]]
        for name in ("marker", "heading", "text"):
            if name in values:
                values[name] = self.quote(values[name], span)
        if isinstance(values.get("bearer"), str):
            values["bearer"] = Said(value=values["bearer"], place=self.text.quote(span))
        place = self.text.quote(span)
        return Section(**{"parent_id": None, "part": "main", "order": order, "depth": 0, "place": place, **values})

    def _obligation(self, row_id: str, duty_id: str, section_id: str, wanted: dict[str, Any]) -> Obligation:
        place = self.quote(wanted.pop("clause"), self.spans[section_id])
        inside = place.span
        self._frequency(wanted.pop("frequency", None), row_id, section_id, inside)
        self._deadline(wanted.pop("deadline", None), row_id, section_id, inside)
        bearer = wanted.pop("bearer", None)
        lead = {"modality": "obligation", "parent_id": None}
        for name in ("target", "party", "destination", "occasion", "condition", "scope", "modality_text"):
            if wanted.get(name):
                wanted[name] = self.quote(wanted[name], self.spans[section_id])
        wanted["verbs"] = tuple(self.quote(v, inside) for v in wanted["verbs"])
        wanted["manner"] = tuple(self.quote(v, inside) for v in wanted.get("manner", ()))
        return Obligation(
            **{**lead, **wanted},
            obligation_id=row_id,
            duty_id=duty_id,
            section_id=section_id,
            bearers=(Bearer(text=bearer, role="sole", inherited_from=None, place=place),) if bearer else (),
            place=place,
        )

    def _frequency(self, said: tuple[str, dict[str, Any]] | None, row_id: str, section_id: str, inside: Span) -> None:
        if said is None:
            return
        words, values = said
        parts = tuple(self.quote(w, inside) for w in words.split("…"))
        whole = self.text.quote(Span(parts[0].char_start, parts[-1].char_end))
        self.frequencies.append(
            Frequency(
                frequency_id=f"f{len(self.frequencies) + 1}",
                obligation_id=row_id,
                section_id=section_id,
                words=parts,
                place=whole,
                **{"kind": "counted", "unit": "次", **values},
            )
        )

    def _deadline(self, said: tuple[str, dict[str, Any]] | None, row_id: str, section_id: str, inside: Span) -> None:
        if said is None:
            return
        words, values = said
        self.deadlines.append(
            Deadline(
                deadline_id=f"t{len(self.deadlines) + 1}",
                obligation_id=row_id,
                section_id=section_id,
                place=self.quote(words, inside),
                **values,
            )
        )

    def _header(self) -> Header:
        whole = Span(0, len(self.text))
        values: dict[str, Any] = {}
        for name, said in self.made.header.items():
            if name == "document_number":
                text, code, year, sequence = said
                values[name] = DocumentNumber(
                    text=text, agency_code=code, year=year, sequence=sequence, place=self.quote(text, whole)
                )
            elif name.startswith("date_"):
                written, date = said
                values[name] = SaidDate(value=datetime.date.fromisoformat(date), place=self.quote(written, whole))
            elif isinstance(said, tuple):
                values[name] = tuple(Said(value=s, place=self.quote(s, whole)) for s in said)
            else:
                values[name] = Said(value=said, place=self.quote(said, whole))
        return Header(**values)

    def _citations(self) -> list[Citation]:
        cited = [(row.values["section_id"], *said) for row in self.made.rows for said in row.cites]
        return [
            Citation(
                citation_id=f"c{i}",
                section_id=section_id,
                title=title,
                document_number=number,
                relation="issues" if title in self.made.header.get("title", "") else "based_on",
                place=self.quote(f"《{title}》", self.spans[section_id]),
            )
            for i, (section_id, title, number) in enumerate(cited, 1)
        ]

    def _edits(self) -> list[EditRecord]:
        found, shift = [], 0
        for edit in self.text.layers[0] if self.text.layers else ():
            start = edit.span.start + shift
            shift += len(edit.after) - len(edit.before)
            found.append(
                EditRecord(
                    layer=0,
                    rule=edit.rule,
                    certainty=edit.certainty,
                    before=edit.before,
                    after=edit.after,
                    layer_start=edit.span.start,
                    char_start=start,
                    char_end=start + len(edit.after),
                    source_start=edit.span.start,
                    source_end=edit.span.end,
                )
            )
        return found

    def _diagnostics(self) -> list[Diagnostic]:
        whole = Span(0, len(self.text))
        return [
            Diagnostic(code=c, severity=s, message=m, place=self.quote(w, whole))  # type: ignore[arg-type]
            for c, s, m, w in self.made.remarks
        ]


def yearly(count: int, words: str, **more: Any) -> tuple[str, dict[str, Any]]:
    """At least so often a year, as a made frequency."""
    return words, {"count_min": count, "period": "P1Y", "timex_freq": f"{count}X", **more}


def county_list() -> Made:
    """A county's list of duties, damaged in two spots, with every kind of frequency, deadline and modality."""
    made = Made()
    made.header = {
        "document_number": ("临安委〔2024〕3号", "临安委", 2024, 3),
        "title": "临江县人民政府安全生产委员会关于印发《临江县安全生产责任清单（试行）》的通知",
        "document_type": "通知",
        "issuers": ("临江县人民政府安全生产委员会",),
        "addressees": ("各镇人民政府", "县政府有关部门"),
        "date_issued": ("2024年3月15日", "2024-03-15"),
    }
    made.row("title", "title", "临江县人民政府安全生产委员会关于印发《临江县安全生产责任清单（试行）》的通知")
    made.row("document_number", "document_number", "临安委〔2024〕3号")
    made.row("addressees", "addressees", "各镇人民政府，县政府有关部门：")
    made.row(
        "preamble.p1",
        "preamble",
        "依据《中华人民共和国安全生产法》，现将《临江县安全生产责任清单（试行）》印发给你们，请认真组织实施。",
        text="依据《中华人民共和国安全生产法》，现将《临江县安全生产责任清单（试行）》印发给你们，请认真组织实施。",
        cites=(("中华人民共和国安全生产法", None), ("临江县安全生产责任清单（试行）", None)),
    )
    made.row("signature", "signature", "临江县人民政府安全生产委员会")
    made.row("date", "date", "2024年3月15日")
    made.row(
        "s1", "heading", "一、镇人民政府职责", marker="一、", heading="镇人民政府职责", depth=1, bearer="镇人民政府"
    )
    _county_town(made)
    made.row("s2", "heading", "二、县应急局职责", marker="二、", heading="县应急局职责", depth=1, bearer="县应急局")
    _county_bureau(made)
    made.remark("section-gap", "warning", "编号由 二、（二） 跳到 二、（四）", "（四）")
    return made


def _county_town(made: Made) -> None:
    town = "镇人民政府"
    made.row(
        "s1.1",
        "text",
        "（一）每年听取安全生产工作情况汇报不少于2次，每季度至少召开1次安全生產(chǎn)工作会议。",
        ("產(chǎn)", "产", "gbk-annotation", "unique"),
        marker="（一）",
        text="每年听取安全生产工作情况汇报不少于2次，每季度至少召开1次安全生产工作会议。",
        parent_id="s1",
        depth=2,
    )
    made.obligation(
        "s1.1",
        "每年听取安全生产工作情况汇报不少于2次",
        "听取",
        "安全生产工作情况汇报",
        bearer=town,
        frequency=yearly(2, "每年…不少于2次"),
    )
    made.obligation(
        "s1.1",
        "每季度至少召开1次安全生产工作会议",
        "召开",
        "安全生产工作会议",
        bearer=town,
        frequency=("每季度至少召开1次", {"count_min": 1, "period": "P3M"}),
    )
    made.row(
        "s1.2",
        "text",
        "（二）督促村（社区）每月检查沿街商铺，定期组织消防演练。",
        marker="（二）",
        text="督促村（社区）每月检查沿街商铺，定期组织消防演练。",
        parent_id="s1",
        depth=2,
    )
    made.obligation(
        "s1.2", "督促村（社区）每月检查沿街商铺", "督促", bearer=town, party="村（社区）", party_role="directed"
    )
    made.obligation(
        "s1.2",
        "每月检查沿街商铺",
        "检查",
        "沿街商铺",
        bearer=town,
        parent_id="o3",
        actor="村（社区）",
        frequency=("每月", {"kind": "periodic", "period": "P1M", "unit": None}),
    )
    made.obligation(
        "s1.2",
        "定期组织消防演练",
        "组织",
        "消防演练",
        bearer=town,
        frequency=("定期", {"kind": "recurring", "unit": None}),
        doubts=("verb-or-noun",),
    )


def _county_bureau(made: Made) -> None:
    bureau = "县应急局"
    made.row(
        "s2.1",
        "text",
        "（一）每半年对危险化学品企业检查1次，检查结果在5个工作日内公布。",
        marker="（一）",
        text="每半年对危险化学品企业检查1次，检查结果在5个工作日内公布。",
        parent_id="s2",
        depth=2,
    )
    made.obligation(
        "s2.1",
        "每半年对危险化学品企业检查1次",
        "检查",
        "危险化学品企业",
        bearer=bureau,
        frequency=("每半年…1次", {"count_min": 1, "count_max": 1, "period": "P6M"}),
    )
    made.obligation(
        "s2.1",
        "检查结果在5个工作日内公布",
        "公布",
        "检查结果",
        bearer=bureau,
        deadline=("5个工作日内", {"kind": "working_days", "working_days": 5}),
    )
    made.row(
        "s2.2",
        "text",
        "（二）2024年12月31日前建成监测平台，每月5日前报送统计表。不得迟报、瞒报事故。",
        ("监测", "监测", "dictionary", "likely"),
        marker="（二）",
        text="2024年12月31日前建成监测平台，每月5日前报送统计表。不得迟报、瞒报事故。",
        parent_id="s2",
        depth=2,
    )
    made.obligation(
        "s2.2",
        "2024年12月31日前建成监测平台",
        "建成",
        "监测平台",
        bearer=bureau,
        deadline=("2024年12月31日前", {"kind": "date", "date": datetime.date(2024, 12, 31)}),
    )
    made.obligation(
        "s2.2",
        "每月5日前报送统计表",
        "报送",
        "统计表",
        bearer=bureau,
        frequency=("每月", {"kind": "periodic", "period": "P1M", "unit": None}),
        deadline=("每月5日前", {"kind": "recurring_day", "rrule": "FREQ=MONTHLY;BYMONTHDAY=5"}),
    )
    made.obligation(
        "s2.2", "不得迟报、瞒报事故", "迟报,瞒报", "事故", bearer=bureau, modality="prohibition", modality_text="不得"
    )
    made.row(
        "s2.4",
        "text",
        "（四）鼓励企业安装报警装置。",
        marker="（四）",
        text="鼓励企业安装报警装置。",
        parent_id="s2",
        depth=2,
    )
    made.obligation("s2.4", "鼓励企业安装报警装置", "安装", "报警装置", modality="recommendation", modality_text="鼓励")


def hostile_notice() -> Made:
    """A notice whose words are markup, formulas and control characters."""
    evil = "<script>window.hacked=1</script>"
    made = Made(notice_id="evil")
    made.header = {"title": f"关于{evil}的通知", "issuers": ("=1+1",)}
    made.row("title", "title", f"关于{evil}的通知")
    made.row("signature", "signature", "=1+1")
    made.row("s1.1", "text", f'="cmd"|每年检查{evil}1次\x01 onclick="x" </textarea>&amp;', text=f"每年检查{evil}1次")
    made.obligation(
        "s1.1",
        f"每年检查{evil}1次",
        "检查",
        evil,
        bearer='=HYPERLINK("http://evil")',
        frequency=("每年…1次", {"count_min": 1, "count_max": 1, "period": "P1Y"}),
    )
    made.remark("odd", "error", evil, evil)
    return made


def long_list(count: int) -> Made:
    """A list of so many obligations over forty bearers."""
    made = Made(notice_id=f"long-{count}")
    made.header = {"title": "关于长清单的通知"}
    made.row("title", "title", "关于长清单的通知")
    periods = (("每年", "P1Y"), ("每半年", "P6M"), ("每季度", "P3M"), ("每月", "P1M"))
    for i in range(count):
        words, period = periods[i % 4]
        clause = f"{words}对第{i}类重点企业和场所的安全生产条件检查不少于2次"
        section_id = f"s{i // 50 + 1}.{i % 50 + 1}"
        made.row(section_id, "text", f"{i % 50 + 1}.{clause}。", marker=f"{i % 50 + 1}.", text=clause, depth=2)
        made.obligation(
            section_id,
            clause,
            "检查",
            f"第{i}类重点企业和场所的安全生产条件",
            bearer=f"第{i % 40 + 1}责任部门",
            frequency=(f"{words}…不少于2次", {"count_min": 2, "period": period}),
        )
    return made
