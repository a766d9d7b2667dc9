"""Sentences that nobody would write, and real ones cut short, give a sound notice: the grammar looks past no end."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from fuzz.invariants import check_notice

from pipeline.lexicon.words import words
from pipeline.run import parse_notice

CASES = Path(__file__).parent / "data" / "obligations" / "cases.txt"
HEADS = ("关于做好工作的通知\n各单位：\n", "检查办法\n", "某单位通告\n", "工作制度\n")
PIECES = [
    *(
        "的",
        "了",
        "，",
        "，",
        "、",
        "、",
        "；",
        "：",
        "（附件）",
        "《办法》",
        "“两委”",
        "每年一次",
        "5月前",
        "时",
        "后",
    ),
    *("前", "之", "者", "一是", "第一", "和", "或者", "并", "将", "对", "向", "由", "以", "为", "不", "未", "如", "有"),
    *("是", "一经", "非", "令", "（2）", " ", "3000元", "企业", "部门", "安全", "情况", "工作", "督促"),
]
LISTS = [
    ("clauses", ("obligation", "prohibition", "adverb", "preposition", "body", "localizer", "joiner", "weak_adverb")),
    ("predicates", ("pure", "nominal", "light", "framing", "handing", "happening", "going", "stated", "making")),
]
FOUND = (
    "尚未实现分流的，政府应当制定改造计划，加快实施改造，或者",
    "正在就学的学生，服役期间保留入学资格或者学籍，退役后两年内",
    "任何人不得直接指定驾驶员或私自",
    "督促“两委”：指挥分析流程",
)


def _check(head: str, lines: list[str]) -> None:
    numbered = "第{}条　{}\n" if "办法" in head else "{}、{}\n"
    check_notice(parse_notice((head + "".join(numbered.format(n, line) for n, line in enumerate(lines, 1))).encode()))


@pytest.mark.parametrize("line", FOUND)
def test_what_was_found_stays_mended(line: str) -> None:
    for head in HEADS:
        _check(head, [line])


@pytest.mark.parametrize("seed", range(24))
def test_words_in_any_order(seed: int) -> None:
    chance = random.Random(seed)
    pools = [sorted(words(file, name)) for file, names in LISTS for name in names]
    lines = [
        "".join(
            chance.choice(PIECES) if chance.random() < 0.45 else chance.choice(chance.choice(pools))
            for _ in range(chance.randint(1, 14))
        )
        + chance.choice(["", "", "。", "；", "："])
        for _ in range(60)
    ]
    _check(HEADS[seed % len(HEADS)], lines)


@pytest.mark.parametrize("seed", range(24))
def test_sentences_cut_short(seed: int) -> None:
    chance = random.Random(seed)
    sentences = [
        line for line in CASES.read_text(encoding="utf8").splitlines() if 8 < len(line) < 120 and "|" not in line
    ]
    for sentence in chance.sample(sentences, 2):
        _check(HEADS[seed % len(HEADS)], [sentence[:end] for end in range(4, len(sentence))])
