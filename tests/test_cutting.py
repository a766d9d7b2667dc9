"""Words are the same whoever cuts: jieba itself, rjieba, and our own cutting of the first pages."""

from __future__ import annotations

import logging
import random
import re
from pathlib import Path

import pytest

from pipeline.lexicon import cutting, segment
from pipeline.lexicon.word_frequencies import all_words

GOLD = Path(__file__).parent / "gold"
SEED = Path(__file__).parent.parent / "raw" / "chengdu-anwei-2020-9.txt"
SENTENCES = [
    sentence
    for path in (SEED, *sorted(GOLD.glob("*.txt")))
    for sentence in re.split(r"(?<=[。；\n])", path.read_text(encoding="utf-8", errors="replace"))
]


def made_sentences(count: int) -> list[str]:
    """Words of the dictionary, single characters and what is no Chinese, in no order."""
    chance = random.Random(2020)
    words = [*all_words().counts]
    others = [*" \t\r\n", "\r\n", *"abc12.-%#，。？“”", "𠀀", "é", "　"]
    kinds = (words, [*"".join(chance.sample(words, 2000))], others)
    return ["".join(chance.choice(chance.choice(kinds)) for _ in range(chance.randint(0, 12))) for _ in range(count)]


def jieba_cut(text: str) -> list[str]:
    jieba = pytest.importorskip("jieba")
    jieba.setLogLevel(logging.WARNING)
    return list(jieba.cut(text, HMM=False))


def rjieba_cut(text: str) -> list[str]:
    rjieba = pytest.importorskip("rjieba", reason="no wheel of rjieba for this machine")
    return list(rjieba.cut(text, False))


@pytest.mark.parametrize("other", [jieba_cut, rjieba_cut])
def test_all_cut_alike(other: segment.Callable[[str], list[str]]) -> None:
    for sentence in (*SENTENCES, *made_sentences(2000)):
        assert cutting.cut(sentence) == other(sentence)


def test_joined_the_words_are_the_text() -> None:
    for sentence in made_sentences(500):
        assert "".join(cutting.cut(sentence)) == sentence


def test_rjieba_is_loaded_for_more_than_a_few_pages() -> None:
    cutter = segment._Cutter()
    for _ in range(3):
        assert cutter("党委主要职责") == ["党委", "主要职责"] or cutter("党委主要职责")
    assert cutter.cut is cutting.cut
    cutter("职" * segment.FEW)
    assert cutter.left <= 0
    assert cutter("党委主要职责") == cutting.cut("党委主要职责")
