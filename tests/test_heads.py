"""A pattern that is tried by the character that stands there finds what it finds as a whole."""

from importlib import resources
from itertools import pairwise

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon.heads import Heads, by_first_character, second_characters
from pipeline.lexicon.rules import FLAGS, Rule, load_rules

FILES = [p.name[:-5] for p in resources.files("pipeline.lexicon").iterdir() if p.name.endswith(".toml")]
HEADED = [rule for name in FILES for rule in load_rules(name).rules.values() if rule.headed]
MADE = {rule.name: (rule.heads, rule.pattern) for rule in HEADED}
WORDS = sorted({word for rule in HEADED for word in regex.findall(r"\p{Han}+", rule.source)} | {"、", "，", "。", "的"})


def made(source: str) -> Heads:
    patterns = {head: regex.compile(part, FLAGS) for head, part in by_first_character(f"({source})").items()}
    return Heads(patterns, second_characters(f"({source})"))


def test_some_rule_is_headed() -> None:
    assert [rule.name for rule in HEADED] == ["first_cut"]


@pytest.mark.parametrize("rule", HEADED, ids=lambda rule: rule.name)
@given(words=st.lists(st.sampled_from(WORDS), max_size=12))
def test_a_headed_rule_cuts_like_its_pattern(rule: Rule, words: list[str]) -> None:
    text = "".join(words)
    heads, pattern = MADE[rule.name]
    assert heads.split(text) == pattern.split(text)


@pytest.mark.parametrize("rule", HEADED, ids=lambda rule: rule.name)
def test_each_two_of_its_words_are_cut_alike(rule: Rule) -> None:
    heads, pattern = MADE[rule.name]
    for first, second in pairwise([*WORDS, *reversed(WORDS)]):
        for text in (first + second, f"{first}、{second}，", f"市{second}{first}"):
            assert heads.split(text) == pattern.split(text)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("甲乙|甲 (?!丙) |(?<=丁)戊", "甲乙甲丙丁戊甲"),
        ("(?:[甲乙]丙|(?:丁|戊己)(?=庚))", "甲丙乙丙丁庚戊己庚戊庚"),
        ("(?<=甲|乙丙)(?:丁|(?:戊|己)庚)", "甲丁乙丙戊庚丙丁乙丙己庚"),
        (r"甲[(|]|乙\|丙|丁\(戊", "甲(乙|丙甲|甲丁(戊"),
        ("甲(?=..丙)(?=乙|丁)|甲戊?己|乙(?:丙|丁)?", "甲乙丁丙甲丁乙丙甲戊甲己乙丙乙丁乙"),
    ],
)
def test_alternatives_are_told_apart(source: str, text: str) -> None:
    assert made(source).split(text) == regex.compile(f"({source})", FLAGS).split(text)


def test_what_follows_is_told_where_each_alternative_tells_it() -> None:
    source = "(?<!丁)甲乙|甲(?=丙|[丁戊]己)|乙(?=..丙)(?=丁)|丙|丙甲|丁(?!甲)|戊甲?乙|[己庚](?:辛|壬癸)"
    told = {"甲": "乙丙丁戊", "乙": "丁", "己": "辛壬", "庚": "辛壬"}
    assert second_characters(source) == {head: frozenset(seconds) for head, seconds in told.items()}


@pytest.mark.parametrize(
    "source", ["甲?乙", "(?:甲丙|乙)*丁", "[^甲]乙", "[甲-丙]丁", r"\d甲", ".甲", "(?=甲)乙", "(甲|乙"]
)
def test_what_begins_with_no_told_character_is_refused(source: str) -> None:
    with pytest.raises(ValueError):
        by_first_character(source)
