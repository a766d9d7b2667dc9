"""The tables and their columns, listed once: CSV headers, Parquet and Frictionless schemas and rows all follow this."""

from __future__ import annotations

from pipeline.outputs.shapes import Column, Table


def _text(name: str, description: str) -> Column:
    return Column(name, "string", description)


def _number(name: str, description: str) -> Column:
    return Column(name, "integer", description)


def _list(name: str, description: str) -> Column:
    return Column(name, "list", description)


def _id(name: str, description: str) -> Column:
    return Column(name, "string", description, required=True)


_NOTICE = _id("notice_id", "The notice: the raw file's path without suffix, / as --")
_SECTION = _id("section_id", "The section it stands in, e.g. s2.4.2.1 or ch2.art7.par1")
_OBLIGATION = _text("obligation_id", "The obligation it belongs to; empty where it belongs to none")
_WORDS = _id("text", "The words as they stand in the restored text")
_PLACES = (
    _number("char_start", "First character in the restored text, from 0"),
    _number("char_end", "Character after the last in the restored text"),
    _number("source_start", "First character in the decoded source, from 0"),
    _number("source_end", "Character after the last in the decoded source"),
)
_LINE = _number("source_line", "Line in the decoded source, from 1")
_COLUMN = _number("source_column", "Character in that line, from 1")


def _table(name: str, description: str, *columns: Column, key: tuple[str, ...] = ()) -> Table:
    return Table(name, description, (_NOTICE, *columns), ("notice_id", *key) if key or name == "notices" else ())


TABLES = {
    table.name: table
    for table in (
        _table(
            "notices",
            "One row a notice: the header by GB/T 9704-2012, and where it was read from",
            _text("document_number", "发文字号 in canonical form, 成安委〔2020〕9号"),
            _text("agency_code", "机关代字"),
            _number("year", "年份 of the document number"),
            _number("sequence", "发文顺序号"),
            _text("title", "标题, line breaks removed"),
            _text("document_type", "文种"),
            _list("issuers", "发文机关"),
            _list("addressees", "主送机关"),
            Column("date_issued", "date", "成文日期"),
            Column("date_printed", "date", "印发日期"),
            Column("date_effective", "date", "施行日期"),
            Column("date_expires", "date", "有效期 until"),
            _text("secrecy", "密级和保密期限"),
            _text("urgency", "紧急程度"),
            _text("copy_number", "份号"),
            _text("signatory", "签发人"),
            _list("copies_to", "抄送机关"),
            _text("printed_by", "印发机关"),
            _list("attachments", "附件说明"),
            _text("note", "附注"),
            _text("issued_instrument", "Title of what a 印发 notice issues"),
            _text("instrument_version", "Version of the issued instrument, as written"),
            _id("source_name", "Name of the file it was read from"),
            _id("source_sha256", "SHA-256 of that file's bytes"),
            _id("media_type", "Media type of the file, by its content"),
            _text("encoding", "Encoding of the file's text"),
            _id("script", "Script of the source, ISO 15924: Hans or Hant"),
            _list("damage", "What had happened to the source, as codes"),
            _id("restoration", "none, reproduced (damaging the restored text again gives the source) or partial"),
            _id("schema_version", "Version of this schema"),
        ),
        _table(
            "sections",
            "One row a section, paragraph or part of the layout, in the order of the text",
            _id("section_id", "Unique in the notice"),
            _text("parent_id", "The section above"),
            _id("part", "Which document of the file: main, annex1 …"),
            Column("order", "integer", "Position among the rows of the notice, from 1", required=True),
            Column("depth", "integer", "How many sections lie above", required=True),
            _id("kind", "heading, article, text, or the part of the layout"),
            _text("marker", "The number as written, e.g. （一）"),
            _text("heading", "The heading, where the unit has one"),
            _text("text", "Its own text, where it has any; the places are those of the text, else of the heading"),
            _text("bearer", "Whom this heading or one above names as bearer"),
            *_PLACES,
            key=("section_id",),
        ),
        _table(
            "duties",
            "One row a sentence that says what somebody is to do",
            _id("duty_id", "Unique in the notice"),
            _SECTION,
            _text("bearer", "Who must do it"),
            _WORDS,
            *_PLACES,
            key=("duty_id",),
        ),
        _table(
            "obligations",
            "One row a predicate, or chain of predicates sharing an object, that the bearer must carry out",
            _id("obligation_id", "Unique in the notice"),
            _text("parent_id", "The obligation that directs, supports or assists a party to do this"),
            _id("duty_id", "The sentence it is part of"),
            _SECTION,
            _text("bearer", "Who must do it: the sole or leading bearers, joined by 、"),
            _text("actor", "The party who acts, in an obligation with a parent"),
            _id("modality", "obligation, prohibition, permission or recommendation"),
            _text("modality_text", "The words that say so (应当, 不得)"),
            _list("verbs", "The main verb, or the chain that shares one object"),
            _text("verb_relation", "chain, and, or"),
            _text("party", "Who is directed, supported or assisted"),
            _text("party_role", "directed, supported or assisted"),
            _text("target", "The object, whole"),
            _text("destination", "The second argument: where to, as what, to whom"),
            _text("occasion", "When, on what event"),
            _text("condition", "Only if"),
            _list("manner", "How, on what footing"),
            _text("scope", "Within what, besides what"),
            _list("doubts", "Codes of what is uncertain in this row"),
            _id("text", "The clause"),
            *_PLACES,
            key=("obligation_id",),
        ),
        _table(
            "bearers",
            "One row a bearer of an obligation",
            _id("obligation_id", "The obligation"),
            _id("text", "The bearer"),
            _id("role", "sole, lead or support"),
            _text("inherited_from", "The section whose heading names the bearer; empty where the sentence does"),
            *_PLACES,
        ),
        _table(
            "frequencies",
            "One row a frequency, attached to an obligation or not",
            _id("frequency_id", "Unique in the notice"),
            _OBLIGATION,
            _SECTION,
            _WORDS,
            _id("kind", "counted, periodic, recurring or per_event"),
            _number("count_min", "At least how many times"),
            _number("count_max", "At most how many times"),
            Column("min_inclusive", "boolean", "Whether count_min itself is enough"),
            Column("max_inclusive", "boolean", "Whether count_max itself is allowed"),
            _text("unit", "次, 场, 期, 天, 学时 …"),
            _text("period", "ISO 8601 duration"),
            _text("event", "The event, where it is per event (每次, 每届)"),
            _text("timex_value", "TIMEX3 value"),
            _text("timex_freq", "TIMEX3 freq"),
            _text("timex_mod", "TIMEX3 mod"),
            _text("rrule", "RFC 5545, only for exactly once per calendar period"),
            *_PLACES,
            key=("frequency_id",),
        ),
        _table(
            "deadlines",
            "One row a date or duration by which something must be done",
            _id("deadline_id", "Unique in the notice"),
            _OBLIGATION,
            _SECTION,
            _WORDS,
            _id("kind", "date, recurring_day, duration, working_days or immediate"),
            Column("date", "date", "The last day"),
            _text("rrule", "RFC 5545, for a day that recurs"),
            _text("duration", "ISO 8601 duration"),
            _number("working_days", "How many working days"),
            _text("anchor", "What the duration counts from, as written"),
            *_PLACES,
            key=("deadline_id",),
        ),
        _table(
            "citations",
            "One row a mention of an instrument",
            _id("citation_id", "Unique in the notice"),
            _SECTION,
            _text("title", "Title without 《》"),
            _text("document_number", "Document number in canonical form"),
            _id("relation", "implements, based_on, refers_to, issues, forwards, abolishes or amends"),
            *_PLACES,
            key=("citation_id",),
        ),
        _table(
            "edits",
            "One row an edit on the way from the decoded source to the restored text",
            _id("rule", "The rule that made it"),
            _id("certainty", "sure, unique, likely or unresolved"),
            _text("before", "What stood there"),
            _text("after", "What stands there now; empty where something was taken out"),
            *_PLACES,
        ),
        _table(
            "places",
            "One row for every extracted value: where it stands",
            _id("table", "The table the value is in"),
            _text("row_id", "The row: its id, for a bearer that of the obligation"),
            _id("field", "The field of the JSON record; `place` is the row itself"),
            _number("item", "Position in a list, from 1; empty for a single value"),
            _text("text", "The words"),
            *_PLACES,
            _LINE,
            _COLUMN,
            _text("source_part", "The file inside a package (DOCX, OFD)"),
            _number("source_page", "The page (PDF, OFD)"),
        ),
        _table(
            "diagnostics",
            "One row a remark: doubt, damage, disagreement",
            _id("code", "Readable and stable, e.g. section-gap"),
            _id("severity", "error, warning or info"),
            _text("message", "In words"),
            *_PLACES,
            _LINE,
            _COLUMN,
        ),
    )
}
