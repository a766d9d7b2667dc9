"""Word lists hold a word once, the verb files in order and in one class, and whatever takes no object is a verb."""

from importlib import resources

import pytest

from pipeline.lexicon.rules import load_rules
from pipeline.lexicon.words import VERB, Flag, word_flags

FILES = ("verbs_pure", "verbs_nominal", "verbs_intransitive")


def words_of(name: str) -> list[str]:
    text = resources.files("pipeline.lexicon").joinpath(f"{name}.txt").read_text(encoding="utf8")
    return [line for line in text.splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("name", FILES)
def test_words_are_sorted_and_stand_once(name: str) -> None:
    words = words_of(name)
    assert words == sorted(set(words))
    assert all(word == word.strip() and len(word) > 1 for word in words)


def test_a_word_is_in_one_class_only() -> None:
    assert set(words_of("verbs_pure")) & set(words_of("verbs_nominal")) == set()


@pytest.mark.parametrize("name", FILES)
def test_every_word_is_a_known_verb(name: str) -> None:
    known = VERB & ~Flag.UNKNOWN_VERB
    assert [word for word in words_of(name) if not word_flags()[word] & known] == []


LISTS = [
    pytest.param(words, id=f"{name}:{key}")
    for name in ("bearers", "clauses", "deadlines", "duties", "frequencies", "header", "outline", "predicates")
    for key, words in load_rules(name).words.items()
]


@pytest.mark.parametrize("words", LISTS)
def test_a_list_holds_a_word_once(words: tuple[str, ...]) -> None:
    assert sorted(words) == sorted(set(words))
