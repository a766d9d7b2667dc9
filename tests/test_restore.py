"""Damaged texts come back as they were, with proof; sound ones come out as they went in."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pipeline.inputs.plain import read_plain
from pipeline.lexicon.word_frequencies import count_words
from pipeline.model.edits import edit_records
from pipeline.model.text import Span, Text
from pipeline.stages.restore import restore, spots
from pipeline.stages.restore.annotations import Findings
from pipeline.stages.restore.redamage import Mirror, damage

DATA = Path(__file__).parent / "data" / "restore"
RAW = Path(__file__).parents[1] / "raw" / "chengdu-anwei-2020-9.txt"


def rows(name: str) -> list[str]:
    lines = (DATA / name).read_text(encoding="utf8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


SOUND = rows("sound.txt")
DAMAGED = [row.split("\t") for row in rows("damaged.tsv")]


def test_there_are_cases() -> None:
    assert len(SOUND) > 10 and len(DAMAGED) > 5


@pytest.mark.parametrize("sound", SOUND)
def test_a_sound_text_comes_out_as_it_went_in(sound: str) -> None:
    restored = restore(Text.of(sound))
    assert restored.text.string == sound
    assert (restored.damage, restored.restoration, restored.text.layers) == ((), "none", ())


def test_all_sound_texts_together_come_out_as_they_went_in() -> None:
    sound = "\n".join(SOUND)
    assert restore(Text.of(sound)).text.string == sound


@pytest.mark.parametrize("sound", ["長(cháng)短,長(zhǎng)輩,注音要準", "安(ān)字的讀音是(ān),請讀(dú)準(zhǔn)"])
def test_pinyin_in_a_traditional_text_about_pinyin_stays(sound: str) -> None:
    restored = restore(Text.of(sound))
    assert "pinyin-annotation" not in {edit.rule for layer in restored.text.layers for edit in layer}


@pytest.mark.parametrize(("raw", "sound", "restoration"), [pytest.param(*row[1:], id=row[0]) for row in DAMAGED])
def test_damage_of_each_flavour_is_undone_and_proved(raw: str, sound: str, restoration: str) -> None:
    restored = restore(Text.of(raw))
    assert restored.text.string == sound
    assert restored.restoration == restoration
    assert restored.damage


@pytest.fixture(scope="module")
def seed() -> Text:
    return read_plain(RAW.read_bytes()).text


def test_the_seed_is_reproduced_line_by_line(seed: Text) -> None:
    restored = restore(seed)
    assert restored.source_script is not None
    again = damage(restored.source_script.string, restored.mirror)
    assert again.splitlines() == RAW.read_text(encoding="utf8").splitlines()
    assert restored.restoration == "reproduced" and restored.script == "Hant" and restored.diagnostics == ()
    assert set(restored.damage) == {
        "pinyin-annotations",
        "destroyed-bytes",
        "folded-punctuation",
        "script-converted",
    }


def test_both_destroyed_spots_of_the_seed_are_restored_with_their_certainty(seed: Text) -> None:
    records = [r for r in edit_records(restore(seed).text) if r.rule == "destroyed-bytes"]
    text = restore(seed).text
    around = [(text[Span(r.char_start - 2, r.char_end + 1)], r.certainty) for r in records]
    assert around == [("和日常考核，", "likely"), ("担当的优秀", "unique")]


def test_every_annotation_of_the_seed_is_on_record(seed: Text) -> None:
    records = [r for r in edit_records(restore(seed).text) if r.rule == "pinyin-annotation"]
    assert len(records) == 381 - 2
    assert all(r.before == seed.source.string[r.source_start : r.source_end] and not r.after for r in records)


def test_no_trace_of_the_mirror_is_left_in_the_seed(seed: Text) -> None:
    string = restore(seed).text.string
    assert not set(string) & set("?,;産產職責責ǎāáàōóǒòēéěè")
    assert "(" not in string and "（2.0版）" in string


def test_source_script_has_the_same_positions(seed: Text) -> None:
    restored = restore(seed)
    assert restored.source_script is not None
    start = restored.text.string.index("安全生产委员会")
    assert restored.source_script.string[start : start + 7] == "安全生產委員會"
    assert len(restored.source_script) == len(restored.text)


def test_a_spot_nothing_fits_is_left_and_reported() -> None:
    raw = "印發(fā)產(chǎn)業(yè)清單。甲?zhuàng)\n各單位"
    restored = restore(Text.of(raw))
    assert "甲?zhuàng)" in restored.text.string
    assert [d.code for d in restored.diagnostics] == ["destroyed-unresolved"]
    assert restored.diagnostics[0].place is not None and restored.diagnostics[0].place.text == "?zhuàng)"
    unresolved = [e for layer in restored.text.layers for e in layer if e.certainty == "unresolved"]
    assert [(e.before, e.after) for e in unresolved] == [("?zhuàng)", "?zhuàng)")]


def test_a_gloss_in_a_damaged_text_stays_if_the_character_also_stands_without() -> None:
    raw = "安全生產(chǎn)工作。著名的甲(jiǎ)等醫院和甲等單位、甲等學校、甲類產(chǎn)品、甲方、生產(chǎn)"
    assert "甲(jiǎ)等" in restore(Text.of(raw)).text.string


def test_characters_that_another_reading_fits_are_not_called_the_only_ones() -> None:
    raw = "已經(jīng)參(shēn)加當(dàng)?shǔ)鼗踞t(yī)療(shuò)保險(xiǎn)的,醫(yī)療(shuò)費(bì)用按照規(guī)定支付。"
    restored = restore(Text.of(raw))
    assert "参加当地基本医疗保险的" in restored.text.string
    spots = [e.certainty for layer in restored.text.layers for e in layer if e.rule == "destroyed-bytes"]
    assert spots == ["likely"]


LEFT = {
    "安全生產(chǎn)工作。著名的甲(jiǎ)等醫院和甲等單位、甲等學校、甲類產(chǎn)品、甲方、生產(chǎn)": ["(jiǎ)"],
    "加強產(chǎn)業(yè)安(ān)\n全工作，安全、安靜、安定，可能虐矗è)的產(chǎn)業(yè)": ["(ān)", "è)"],
    "直(zhi)轄(xia)市(shi)各(ge)部(bu)門(men)(men)：本??應當檢查。困難??h民政局判定?,F將會商結果送隧?sui)道": [
        "??", "??", "?,F", "?sui)"
    ],
    "产(chǎn)、查(chá)、建(jiàn)、工(gōng)、设(shè)，坔(dì)垚(yáo)犇(bēn)骉(biāo)羴(shān)猋(biāo)，产查建工设": [
        *("(chǎn)", "(chá)", "(jiàn)", "(gōng)", "(shè)"),
        *("(dì)", "(yáo)", "(bēn)", "(biāo)", "(shān)", "(biāo)"),
    ],
    "值班（bān）制（zhì）度，管（guǎn）理人员，安全生（shēng）产": ["（bān）", "（zhì）", "（guǎn）", "（shēng）"],
    "勤工(gōng)助学。专业?děng)瞬胖匆倒芾戆旆ǎ为(wèi)企业服务。": ["(gōng)", "?děng)", "(wèi)"],
    "計(jì)劃，評價記(jì)錄。本級?；目標。合格嗎?”他問。（在哪?）第一?、第二": ["?；", "?、"],
}  # fmt: skip


@pytest.mark.parametrize("raw", LEFT)
def test_what_looks_like_damage_and_was_left_is_told_of(raw: str) -> None:
    told = [d for d in restore(Text.of(raw)).diagnostics if d.code == "damage-left"]
    assert [raw[d.place.source_start : d.place.source_end] for d in told if d.place] == LEFT[raw]


@pytest.mark.parametrize(
    "sound",
    [
        *SOUND,
        "\n".join(SOUND),
        "關(guān)于產(chǎn)業(yè)的通知,是否合格?(以結果為准)",
        "關(guān)于產(chǎn)業(yè)的通知：合格嗎?\n為什么?”（在哪?）見附表a)和規格dn)",
        "（见附件a)和规格?dn)，甲(jiǎ)，是吗?)",
        "本行(háng)业，重(chóng)新申报",
        "砀(dàng)山、亳(bó)州、勐(měng)海、歙(shè)县、黟(yī)县、盱(xū)眙(yí)",
    ],
)
def test_nothing_is_left_where_nothing_was_damaged_or_all_was_undone(sound: str) -> None:
    assert "damage-left" not in {d.code for d in restore(Text.of(sound)).diagnostics}


def test_question_marks_of_a_damaged_text_stay() -> None:
    raw = "什么是安全生產(chǎn)?誰負責?(含分管)怎么落實安全生產(chǎn)責任?”他問,為什么?"
    assert restore(Text.of(raw)).text.string.count("？") == 4


@pytest.mark.parametrize(
    ("folded", "unfolded"),
    [
        ("安全,生产,工作(含监管):一;二!", "安全，生产，工作（含监管）：一；二！"),
        ("各县,各区,第1,000人,8:30开始", "各县，各区，第1,000人，8:30开始"),
        ("各县,各区,见http://a.cn/?b,c;(v2.0)", None),
        ("各县,各区,各镇(2.0版),a,b", "各县，各区，各镇（2.0版），a,b"),
    ],
)
def test_folded_marks_are_unfolded_beside_chinese_only(folded: str, unfolded: str | None) -> None:
    got = restore(Text.of(folded)).text.string
    if unfolded is None:
        assert "http://a.cn/?b,c;" in got and got.startswith("各县，各区，")
    else:
        assert got == unfolded


def test_a_text_with_one_wide_mark_is_not_folded() -> None:
    raw = "各县,各区,各镇，各村"
    assert restore(Text.of(raw)).text.string == raw


def test_damaging_annotates_across_characters_in_the_order_of_the_table() -> None:
    first = Mirror((("堅", "jiān"), ("請", "qǐng"), ("網", "wǎng")))
    second = Mirror((("請", "qǐng"), ("堅", "jiān"), ("網", "wǎng")))
    assert damage("請在百度網站", first) == "請(qǐng)?jiān)诎俣染W(wǎng)站"
    assert damage("請在百度網站", second) == "請(qǐng)在百度網(wǎng)站"
    assert damage("日常考核，", Mirror(torn="？，", folded="？，")) == "日??己?,"


@pytest.mark.parametrize(
    "raw", ["", "\n", "?", "(", "?a)", "產(chǎn)", "?chǎn)", "(chǎn)", "\x02?。", "?\n?,", "𠀀(ā)?。"]
)
def test_scraps_are_no_trouble(raw: str) -> None:
    restored = restore(Text.of(raw))
    assert restored.text.source.string == raw


@pytest.mark.parametrize("hostile", ["?，", "?", "?：陀嘘", "??己?,", "甲?chǎn)", "(", "(an)", "(安", "安,"])
def test_hostile_texts_take_bounded_time(hostile: str) -> None:
    raw = "產(chǎn)業(yè)" + hostile * 4000
    start = time.process_time()
    restored = restore(Text.of(raw))
    assert time.process_time() - start < 20
    assert restored.text.source.string == raw


@pytest.mark.parametrize(
    ("raw", "sound"),
    [
        (
            "某區關(guān)于放假的通知\n????誰負責?各單位。\n某區辦公廳????\n2022年12月12日??????",
            "某区关于放假的通知\n    谁负责？各单位。\n某区办公厅    \n2022年12月12日      ",
        ),
        (
            "某縣政府關于放假的通知\n?\n某縣政府辦公室 ???\n2025年7月8日 ????",
            "某县政府关于放假的通知\n \n某县政府办公室    \n2025年7月8日     ",
        ),
    ],
)
def test_blanks_that_were_saved_as_question_marks_are_blanks_again(raw: str, sound: str) -> None:
    restored = restore(Text.of(raw))
    assert restored.text.string == sound
    assert restored.restoration == "reproduced" and "lost-blanks" in restored.damage


def test_two_characters_torn_apart_are_no_blanks() -> None:
    raw = "產(chǎn)業(yè)部門：\n關(guān)于做好臺(tái)風(fēng)“???”防御工作，每年12月 ???報(bào)告。"
    restored = restore(Text.of(raw))
    assert restored.text.string == "产业部门：\n关于做好台风“???”防御工作，每年12月    报告。"
    assert [d.code for d in restored.diagnostics] == ["destroyed-unresolved"]


def test_a_mark_that_ends_a_line_is_none_that_opens_or_closes_nothing() -> None:
    raw = "現(xiàn)將《煤礦(kuàng)規(guī)定》、《辦法》印發,請(qǐng)遵照?qǐng)绦小?\n附件:《辦法》、《規(guī)定》"
    assert restore(Text.of(raw)).text.string.startswith("现将《煤矿规定》、《办法》印发，请遵照执行。\n附件：")


def test_single_characters_are_known_beside_a_line_end() -> None:
    assert count_words("人\n").count("人") == count_words("人").count("人") > 0
    raw = "校車駕駛(shǐ)?cè)?\n第二十三條,駕駛(shǐ)?cè)藨?當側(cè)。"
    assert restore(Text.of(raw)).text.string == "校车驾驶人\n第二十三条，驾驶人应当侧。"


def test_question_marks_that_ask_stay() -> None:
    sound = "一、你单位有几名安全员???\n二、谁来检查??\n是否合格？？？\n1+1=?\n"
    assert restore(Text.of(sound)).text.string == sound


def test_readings_are_looked_up_once_for_the_pairs_that_two_bytes_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else each annotation behind lost bytes, with whatever reads like one, costs 16,000 questions."""
    reader = spots.SpotReader("", Findings(True, {"數": "shù"}))
    assert "數".encode("gbk") in reader._pairs(None, None, "shù")
    asked: list[str] = []
    monkeypatch.setattr(spots, "readings", lambda character: asked.append(character) or frozenset())
    for pinyin in ("shù", "shú", "hu", "banew", "xyz"):
        for lead, trail in ((None, None), (0x94, 0xB5)):
            reader._pairs(lead, trail, pinyin)
    assert len(asked) <= 5


def test_the_pairs_of_lost_bytes_are_those_that_are_read_so() -> None:
    reader = spots.SpotReader("", Findings(True, {"數": "shù", "樹": "shu"}, bare=frozenset("書")))

    def characters(lead: int | None, trail: int | None, pinyin: str) -> set[str]:
        return {pair.decode("gbk") for pair in reader._pairs(lead, trail, pinyin)}

    (lead, trail), of_tree = "數".encode("gbk"), "樹".encode("gbk")
    assert {"數", "述"} <= characters(None, None, "shù") and "樹" not in characters(None, None, "shù")
    assert "樹" in characters(of_tree[0], None, "shu") and "書" not in characters(None, None, "shu")
    assert characters(lead, trail, "shù") == {"數"} and characters(lead, trail, "shǔ") == set()
    assert {pair[1] for pair in reader._pairs(None, trail, "shù")} == {trail}
