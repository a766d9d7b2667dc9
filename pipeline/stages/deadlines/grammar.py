"""Reads the deadlines of one sentence: sentence in, readings in order out."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

import regex

from pipeline.lexicon.numerals import parse_integer
from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.rules import RuleFile, load_rules
from pipeline.lexicon.sentences import Sentence, titles
from pipeline.model.notice import DeadlineKind
from pipeline.stages.deadlines.actors import past_actor
from pipeline.stages.deadlines.values import (
    calendar_date,
    duration,
    following_rule,
    recurring_rule,
    working_days,
    yearly_rule,
)

_CLAUSE_END = compile_pattern("[,;:]")
_SIGHT = 120
"""Characters of a clause around a deadline that are looked at: a clause without end takes linear time too."""
_LONGEST_ENDING = 10
"""Characters of a clause's end that tell whether it is a condition (…的,)."""
_LONGEST_MONTH = 31
_TOKENS = ("RECURRING", "FOLLOWING", "WITHIN", "AHEAD", "DATE", "EARLY", "LIMIT", "AT_ONCE")


@dataclass(slots=True)
class Reading:
    """One deadline: its stretch, kind and values; `anchor` is the stretch it counts from. Nobody changes one."""

    kind: DeadlineKind
    start: int
    end: int
    date: datetime.date | None = None
    rrule: str | None = None
    duration: str | None = None
    working_days: int | None = None
    anchor: tuple[int, int] | None = None


def read(sentence: Sentence) -> list[Reading]:
    """The deadlines of a sentence, not of titles it cites. A year said once holds for the dates after it."""
    string, rules = sentence.string, load_rules("deadlines")
    readings: list[Reading] = []
    year: int | None = None
    yearly = False
    named = titles(string)
    for match in rules["token"].finditer(string):
        if named and any(start < match.start() < end for start, end in named):
            continue
        if match["year"]:
            year = parse_integer(match["year"]) or year
        clause = max(_clause_start(string, match.start()), match.start() - _SIGHT)
        if _is_refused(rules, string, clause, match):
            continue
        again = _same_every_month(string, match, readings[-1]) if readings else None
        reading = again or _read(rules, string, clause, match, year, bool(readings))
        if reading is not None:
            yearly = yearly or (reading.rrule or "").startswith("FREQ=YEARLY")
            readings.append(_repeated(match, reading) if yearly else reading)
    return readings


def read_cell(cell: Sentence) -> Reading | None:
    """2024年12月底, alone in a cell below 完成时限."""
    match = load_rules("deadlines")["cell"].search(cell.string)
    if match is None:
        return None
    return Reading("date", 0, match.end(), date=calendar_date(match, parse_integer(match["year"] or "")))


def _same_every_month(string: str, match: regex.Match[str], last: Reading) -> Reading | None:
    """每月5日前、20日前: a further day joined to one of every month."""
    if match["AHEAD"] is None or match["unit"] != "日" or not (last.rrule or "").startswith("FREQ=MONTHLY"):
        return None
    day = parse_integer(match["size"])
    if string[last.end : match.start()] not in ("、", "和", "及") or not day or day > _LONGEST_MONTH:
        return None
    return Reading("recurring_day", match.start(), match.end(), rrule=f"FREQ=MONTHLY;BYMONTHDAY={day}")


def _repeated(match: regex.Match[str], reading: Reading) -> Reading:
    """每年2月底前报送,3月底前汇总: the second date, without a year, comes every year too."""
    if reading.kind != "date" or reading.date is not None or match["month"] is None:
        return reading
    return replace(reading, kind="recurring_day", rrule=yearly_rule(match))


def _clause_start(string: str, position: int) -> int:
    return max(string.rfind(",", 0, position), string.rfind(";", 0, position), string.rfind(":", 0, position)) + 1


def _ending(string: str, position: int) -> str:
    """What the clause that goes on here ends with, its mark included."""
    goes_on = position + (string[position : position + 1] == ",")
    end = min((at for mark in ",;:" if (at := string.find(mark, goes_on)) >= 0), default=len(string))
    return string[max(position, end - _LONGEST_ENDING) : end + 1]


def _is_refused(rules: RuleFile, string: str, clause: int, match: regex.Match[str]) -> bool:
    """Whether what stands around it makes it a condition, a look back, or a term of a ban."""
    before, after = string[clause : match.start()], string[match.end() : match.end() + _SIGHT]
    if rules["conditional"].search(_ending(string, match.end())) and not rules["duty"].search(before):
        return True
    if match["AT_ONCE"] is not None:
        return False
    if rules["no_deadline_after"].search(after):
        return True
    return match["LIMIT"] is None and rules["no_deadline_before"].search(before) is not None


def _read(
    rules: RuleFile, string: str, clause: int, match: regex.Match[str], year: int | None, follows: bool
) -> Reading | None:
    kind = next(name for name in _TOKENS if match[name] is not None)
    start, end = match.span()
    if kind == "RECURRING":
        return Reading("recurring_day", start, end, rrule=recurring_rule(match))
    if kind == "FOLLOWING" and match["next"] == "日":
        return Reading("duration", start, end, duration="P1D")
    if kind == "FOLLOWING":
        return Reading("recurring_day", start, end, rrule=following_rule(match))
    if kind == "DATE":
        return Reading("date", match.start("when"), end, date=calendar_date(match, year))
    if kind == "AT_ONCE":
        return Reading("immediate", start, end)
    if kind == "EARLY":
        return _timed(match, start, end, None, before=True)
    if kind == "LIMIT":
        return _limit(rules, string, clause, match) if follows else None
    return _term(rules, string, clause, match, ahead=kind == "AHEAD")


def _limit(rules: RuleFile, string: str, clause: int, match: regex.Match[str]) -> Reading | None:
    """不得超过一小时 after another deadline in the sentence; the amount alone is the deadline's place."""
    if rules["extension"].search(string[clause : match.start()]):
        return None
    return _timed(match, match.start("size"), match.end("unit"), None)


def _timed(
    match: regex.Match[str], start: int, end: int, anchor: tuple[int, int] | None, before: bool = False
) -> Reading:
    """A term of working days or of calendar time; negative where it lies before its event."""
    days = working_days(match)
    if days is not None:
        return Reading("working_days", start, end, working_days=-days if before else days, anchor=anchor)
    length = duration(match)
    return Reading("duration", start, end, duration=f"-{length}" if before and length else length, anchor=anchor)


def _term(rules: RuleFile, string: str, clause: int, match: regex.Match[str], ahead: bool) -> Reading | None:
    """A term with the event it counts from, if that stands before it in its clause or, alone, in the clause before."""
    start = match.start("size") - (match["front"] is not None)
    event = _event(rules, string[clause:start], ahead)
    if event is not None:
        opening, closing, is_before = event
        if opening == 0 and string.startswith(("后", "之后", "以后", "前"), clause + closing):
            opening = past_actor(string[clause : clause + closing], string[match.end() :])
        anchor = (clause + opening, clause + closing)
        return _timed(match, anchor[0], match.end(), anchor, is_before)
    if ahead:
        is_day = match["unit"] == "日" and match["front"] is None
        return Reading("date", start, match.end()) if is_day else None
    return _timed(match, start, match.end(), _event_before(rules, string, clause))


def _event(rules: RuleFile, before: str, ahead: bool) -> tuple[int, int, bool] | None:
    """The event that `自…之日起`, `…后`, `…前`, `会议召开(二十日前)` names at the end of `before`.

    Returns where it begins and ends and whether the term lies before it; None where no event is named.
    """
    if "起" in before and (opened := rules["starts_anchor"].search(before)):
        return opened.start(), opened.end("event"), False
    closed = rules["ends_event"].search(before)
    end = closed.start() if closed else len(before)
    start = _last_opening(rules, before[:end])
    bare = before[start:end].rstrip("的")
    if closed is not None and bare:
        end = closed.end("marker") if closed["marker"] else start + len(bare)
        return start, end, closed["ahead"] is not None
    words = rules.words
    if before[:start].endswith(("于", "在")) and rules["arrives"].search(bare):
        return start, start + len(bare), ahead
    if bare and (ahead or bare.startswith(words["event_verbs"]) or bare.endswith(words["event_ends"])):
        return start, start + len(bare), ahead
    return None


def _last_opening(rules: RuleFile, before: str) -> int:
    """Where a stretch that names an event begins in the clause: behind its last 应当在, 于, 或者; at 自.

    Without one, behind the subject: at the first verb such as 收到 (殡仪馆接到通知后十二小时内), else at the start.
    """
    position, is_open = 0, False
    for match in rules["opens_stretch"].finditer(before):
        position, is_open = (match.start() if match["from"] else match.end()), match[0] != "("
    if is_open:
        return position
    verbs = [found for verb in rules.words["event_verbs"] if (found := before.find(verb, position)) >= 0]
    return min(verbs, default=position)


def _event_before(rules: RuleFile, string: str, clause: int) -> tuple[int, int] | None:
    """`自受理之日起,应当于七日内`: the event as the whole clause before."""
    if clause == 0:
        return None
    previous = max(_clause_start(string, clause - 1), clause - 1 - _SIGHT)
    opened = rules["starts_anchor"].search(string[previous : clause - 1])
    return (previous + opened.start(), previous + opened.end("event")) if opened else None
