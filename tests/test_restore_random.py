"""Sound texts damaged at random come back: most destroyed spots right, and never a wrong one called certain."""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

import pytest

from pipeline.inputs.plain import read_plain
from pipeline.lexicon.readings import readings, toneless
from pipeline.model.text import Edit, Span, Text
from pipeline.stages.restore import restore
from pipeline.stages.restore.redamage import Mirror, damage

HERE = Path(__file__).parent
MARKS = "，。？、：；（）"
NARROW = str.maketrans("，：；（）？！", ",:;()?!")
SEEDS = range(40)


@lru_cache(maxsize=1)
def sound_texts() -> tuple[str, ...]:
    """Traditional texts as a mirror's converter leaves them: the seed restored, and a regulation."""
    from opencc import OpenCC

    seed = restore(read_plain((HERE.parent / "raw" / "chengdu-anwei-2020-9.txt").read_bytes()).text).source_script
    regulation = (HERE / "data" / "restore" / "regulation.txt").read_text(encoding="utf8")
    assert seed is not None
    return seed.string, OpenCC("s2tw").convert(regulation)


def tonal(character: str) -> str:
    return min(r for r in readings(character) if r not in toneless(r))


@dataclass(frozen=True)
class Case:
    sound: str
    mirror: Mirror
    raw: str


def make_case(seed: int) -> Case:
    """A text and a mirror: table of any or of traditional characters, in any order, torn and folded or not."""
    chance = random.Random(seed)
    text = chance.choice(sound_texts())
    start = chance.randrange(max(1, len(text) - 4000))
    sound = text[start : start + 4000].strip()
    simple = restore(Text.of(sound)).text.string
    converted = sorted({c for c, s in zip(sound, simple, strict=True) if c != s and c.encode("gbk", "ignore")})
    any_kind = sorted(c for c in set(sound) if readings(c) and c.encode("gbk", "ignore") and any_tone(c))
    table = chance.choice([chance.sample(converted, len(converted) // 3), converted, chance.sample(any_kind, 40)])
    chance.shuffle(table)
    bare = chance.random() < 0.2
    pinyin = {c: toneless(tonal(c))[0] if bare else tonal(c) for c in table if any_tone(c)}
    torn = chance.choice(["", "？", "，。？", MARKS])
    mirror = Mirror(tuple(pinyin.items()), torn, chance.choice(["", "，：；（）？！"]))
    return Case(sound, mirror, damage(sound, mirror))


def vanishing(case: Case) -> Case:
    """The same of a mirror that leaves nothing of pairs of bytes that are no character, and folds all letters."""
    mirror = replace(case.mirror, vanishing=True, narrowed=True)
    return Case(case.sound, mirror, damage(case.sound, mirror))


def any_tone(character: str) -> bool:
    return any(r not in toneless(r) for r in readings(character))


def judge(case: Case) -> Counter[str]:
    """How many spots of each kind and certainty came out right and wrong."""
    restored = restore(Text.of(case.raw))
    text = restored.source_script or restored.text
    got, want = (s.translate(NARROW).split("\n") for s in (text.string, case.sound))
    assert len(got) == len(want)
    verdicts: Counter[str] = Counter()
    for edit in (e for layer in text.layers for e in layer if e.rule == "destroyed-bytes"):
        place = text.locate(Text.of(case.raw).origin(edit.span))
        line = text.string.count("\n", 0, place.start)
        column = place.start - (text.string.rfind("\n", 0, place.start) + 1)
        right = stands(got[line], want[line], column, column + place.length) and edit.certainty != "unresolved"
        verdicts[f"{kind(edit)} {edit.certainty} {'right' if right else 'WRONG'}"] += 1
    if got == want:
        assert restored.restoration == "reproduced" or case.mirror.folded == "", case
    return verdicts


def kind(edit: Edit) -> str:
    return "swallowed" if re.match(r"\?\w+\)", edit.before) else "torn"


def stands(got: str, want: str, start: int, end: int) -> bool:
    if got == want:
        return True
    blocks = SequenceMatcher(None, got, want, autojunk=False).get_matching_blocks()
    return any(b.a <= start and end <= b.a + b.size for b in blocks)


@pytest.fixture(scope="module")
def verdicts() -> Counter[str]:
    return sum((judge(make_case(seed)) for seed in SEEDS), Counter())


def test_there_is_damage_to_judge(verdicts: Counter[str]) -> None:
    assert verdicts.total() > 60, verdicts


def test_no_wrong_spot_is_called_certain(verdicts: Counter[str]) -> None:
    assert not [key for key in verdicts if "WRONG" in key and ("sure" in key or "unique" in key)], verdicts


def test_nearly_all_spots_beside_an_annotation_are_right(verdicts: Counter[str]) -> None:
    right = sum(n for key, n in verdicts.items() if key.startswith("swallowed") and "right" in key)
    assert right >= 0.98 * sum(n for key, n in verdicts.items() if key.startswith("swallowed")), verdicts


def test_most_spots_torn_apart_are_right(verdicts: Counter[str]) -> None:
    right = sum(n for key, n in verdicts.items() if key.startswith("torn") and "right" in key)
    assert right >= 0.8 * sum(n for key, n in verdicts.items() if key.startswith("torn")), verdicts


@pytest.fixture(scope="module")
def vanishing_verdicts() -> Counter[str]:
    return sum((judge(vanishing(make_case(seed))) for seed in SEEDS), Counter())


def test_no_wrong_spot_is_called_certain_where_bytes_vanished(vanishing_verdicts: Counter[str]) -> None:
    assert vanishing_verdicts.total() > 60
    wrong = [key for key in vanishing_verdicts if "WRONG" in key and ("sure" in key or "unique" in key)]
    assert not wrong, vanishing_verdicts


def test_most_spots_are_right_where_bytes_vanished(vanishing_verdicts: Counter[str]) -> None:
    right = sum(n for key, n in vanishing_verdicts.items() if "right" in key)
    assert right >= 0.9 * vanishing_verdicts.total(), vanishing_verdicts


@pytest.mark.parametrize("seed", range(8))
def test_toneless_pinyin_at_random_places_is_taken_out(seed: int) -> None:
    chance = random.Random(seed)
    sound = chance.choice(sound_texts())[:1500]
    places = [i + 1 for i, c in enumerate(sound) if readings(c) and any_tone(c) and chance.random() < 0.05]
    annotated = [(p, toneless(tonal(sound[p - 1]))[0]) for p in places]
    doubled = [pair for pair in annotated for _ in range(chance.choice([1, 1, 2]))]
    restored = restore(Text.of(damage(sound, Mirror(places=tuple(doubled)))))
    assert restored.source_script is not None
    assert restored.source_script.string == sound
    assert restored.restoration == "reproduced"


def test_an_undamaged_text_has_no_spots() -> None:
    for sound in sound_texts():
        restored = restore(Text.of(sound))
        assert restored.damage == ("script-converted",)
        assert restored.source_script is not None and restored.source_script.string == sound
        assert restored.text[Span(0, 5)] != ""
