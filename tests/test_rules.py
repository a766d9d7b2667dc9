"""Every rule of every rule file finds its `yes` examples and passes over its `no` examples."""

from importlib import resources

import pytest
import regex

from pipeline.lexicon.guarded import Guarded
from pipeline.lexicon.rules import Rule, load_rules

FILES = sorted(p.name[:-5] for p in resources.files("pipeline.lexicon").iterdir() if p.name.endswith(".toml"))
RULES = [pytest.param(rule, id=f"{name}:{rule.name}") for name in FILES for rule in load_rules(name).rules.values()]


def test_there_are_rules() -> None:
    assert RULES


@pytest.mark.parametrize("rule", RULES)
def test_rule_finds_its_examples_and_nothing_else(rule: Rule) -> None:
    assert [text for text in rule.yes if not rule.pattern.search(text)] == []
    assert [text for text in rule.no if rule.pattern.search(text)] == []
    assert [text for text in rule.yes if rule.needs and not any(word in text for word in rule.needs)] == []


@pytest.mark.parametrize("name", ["search", "match", "fullmatch"])
def test_what_a_rule_needs_is_looked_for_first(name: str) -> None:
    needing = Guarded("a:b", regex.compile("[ab]+"), ("a",))
    assert getattr(needing, name)("aba")[0] == "aba"
    assert getattr(needing, name)("bbb") is None
