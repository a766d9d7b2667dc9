"""A pattern that runs away is ended by name and costs no other notice its result."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import regex

from pipeline.corpus.job import Job
from pipeline.corpus.time_limit import TimeUp, time_limit
from pipeline.corpus.work import do_job
from pipeline.lexicon import guarded
from pipeline.lexicon.guarded import LONG, Guarded
from pipeline.lexicon.rules import load_rules
from pipeline.model.errors import Refused
from pipeline.outputs.atomic import Store
from pipeline.run import parse_notice

EXPONENTIAL = regex.compile("(?:一|一一)+$")
SOUND = "各单位：\n一、每年检查不少于2次。\n"
HOSTILE = SOUND + "一" * LONG + "。\n"


@pytest.fixture
def runaway(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule somebody added that looks harmless and is not."""
    monkeypatch.setattr(guarded, "SECONDS", 0.2)
    monkeypatch.setitem(load_rules("outline").guarded, "marker", Guarded("outline:marker", EXPONENTIAL))


@pytest.mark.parametrize("method", ["search", "match", "fullmatch", "finditer", "sub"])
def test_every_way_to_try_a_pattern_ends(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "SECONDS", 0.2)
    given = ("", "一" * LONG + "。") if method == "sub" else ("一" * LONG + "。",)
    with pytest.raises(Refused, match="rule bad:rule") as refused:
        getattr(Guarded("bad:rule", EXPONENTIAL), method)(*given)
    assert refused.value.code == "pattern-timeout"


@pytest.mark.parametrize("string", ["", "甲一乙一一丙", "一" * (LONG + 5)])
def test_what_is_found_is_what_regex_finds(string: str) -> None:
    pattern = regex.compile("一+")
    kept = Guarded("x", pattern)
    assert [m.span() for m in kept.finditer(string, 1)] == [m.span() for m in pattern.finditer(string, 1)]
    for method in ("search", "match", "fullmatch"):
        ours, theirs = (getattr(p, method)(string, 0, 4) for p in (kept, pattern))
        assert (ours and ours.span()) == (theirs and theirs.span())
    assert kept.sub("二", string) == pattern.sub("二", string)


@pytest.mark.usefixtures("runaway")
def test_a_notice_is_refused_by_the_name_of_the_rule() -> None:
    with pytest.raises(Refused, match="outline:marker") as refused:
        parse_notice(HOSTILE.encode())
    assert refused.value.code == "pattern-timeout"


@pytest.mark.usefixtures("runaway")
def test_the_next_notice_has_its_result(tmp_path: Path) -> None:
    outcomes = {}
    for name, text in (("bad", HOSTILE), ("good", SOUND)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        place, store = str(tmp_path / name), Store(str(tmp_path / "out"))
        outcomes[name] = do_job(Job(name, name, place, len(text), store, ("json",), "1", 60))
    assert (outcomes["bad"].status, outcomes["bad"].code) == ("failed", "pattern-timeout")
    assert "outline:marker" in (outcomes["bad"].message or "")
    assert outcomes["good"].status == "done"


@pytest.mark.usefixtures("runaway")
def test_the_time_limit_of_a_notice_names_the_rule_that_ran_away_on_a_short_string() -> None:
    with pytest.raises(TimeUp) as over, time_limit(0.3):
        load_rules("outline")["marker"].match("一" * 80 + "。")
    assert str(over.value) == "Not finished within 0.3 seconds; rule outline:marker was at work."


def test_what_is_slow_without_a_pattern_names_none() -> None:
    with pytest.raises(TimeUp) as over, time_limit(0.05):
        while True:
            pass
    assert str(over.value) == "Not finished within 0.05 seconds."


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_alarm_that_was_lost_comes_again() -> None:
    """Python prints what is raised while it takes an object away, and goes on."""

    class Slow:
        def __del__(self) -> None:
            end = time.monotonic() + 0.2
            while time.monotonic() < end:
                pass

    end = time.monotonic() + 30
    with pytest.raises(TimeUp), time_limit(0.1):
        Slow()
        while time.monotonic() < end:
            pass
    assert time.monotonic() < end
