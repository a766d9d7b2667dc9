"""Codes of the model → what people call them, in Chinese and English; frequencies and deadlines as short phrases."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

from pipeline.model.notice import Deadline, Frequency


class Words(NamedTuple):
    """The same thing said in both languages of the interface."""

    zh: str
    en: str


_ISO_PERIOD = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")
_UNIT_NAMES = (
    ("年", "years"),
    ("个月", "months"),
    ("周", "weeks"),
    ("天", "days"),
    ("小时", "hours"),
    ("分钟", "minutes"),
)


@cache
def catalogue() -> dict[str, dict[str, Words]]:
    """The whole of wording.toml."""
    content = tomllib.loads(resources.files(__package__).joinpath("wording.toml").read_text(encoding="utf8"))
    return {group: {key: Words(*pair) for key, pair in entries.items()} for group, entries in content.items()}


def say(group: str, code: str) -> Words:
    """What a code of that group is called; the code itself where the catalogue has no name for it."""
    return catalogue()[group].get(code, Words(code, code))


def say_period(period: str) -> Words:
    """An ISO 8601 duration as a recurring period: P1Y → 每年, P3Y → 每3年."""
    if known := catalogue()["period"].get(period):
        return known
    match = _ISO_PERIOD.fullmatch(period)
    named = [(n, *names) for n, names in zip(match.groups(), _UNIT_NAMES, strict=True) if n] if match else []
    if not named:
        return Words(period, period)
    return Words(
        "每" + "".join(f"{n}{zh}" for n, zh, _ in named),
        "per " + " ".join(f"{n} {en}" if n != "1" else en[:-1] for n, _, en in named),
    )


def say_count(frequency: Frequency) -> Words:
    """How many times, with its bound; empty where no number is given."""
    low, high, unit = frequency.count_min, frequency.count_max, frequency.unit or "次"
    unit_en = "×" if unit == "次" else f" {unit}"
    if low is not None and low == high:
        return Words(f"{low}{unit}", f"{low}{unit_en}")
    if low is not None and high is not None:
        return Words(f"{low}至{high}{unit}", f"{low}–{high}{unit_en}")
    if low is not None:
        bound = ("不少于", "≥") if frequency.min_inclusive else ("多于", ">")
        return Words(f"{bound[0]}{low}{unit}", f"{bound[1]} {low}{unit_en}")
    if high is not None:
        bound = ("不超过", "≤") if frequency.max_inclusive else ("少于", "<")
        return Words(f"{bound[0]}{high}{unit}", f"{bound[1]} {high}{unit_en}")
    return Words("", "")


def say_frequency(frequency: Frequency) -> Words:
    """A frequency as a short phrase: 每年不少于2次 / ≥ 2× per year; as written where it has no period."""
    count = say_count(frequency)
    if frequency.period is None:
        event = frequency.event or frequency.place.text
        return Words(f"{event}{count.zh}" if frequency.event else event, f"{event} {count.en}".strip())
    period = say_period(frequency.period)
    if not count.zh:
        return Words(period.zh, period.en.replace("per ", "every ", 1))
    return Words(period.zh + count.zh, f"{count.en} {period.en}")


def say_deadline(deadline: Deadline) -> Words:
    """A deadline as written, with the date or number of days it comes to."""
    written = deadline.place.text
    if deadline.kind == "date" and deadline.date:
        return Words(f"{written}（{deadline.date.isoformat()}）", f"by {deadline.date.isoformat()} ({written})")
    if deadline.kind == "working_days" and deadline.working_days:
        return Words(written, f"within {deadline.working_days} working days ({written})")
    if deadline.kind == "immediate":
        return Words(written, f"at once ({written})")
    return Words(written, written)
