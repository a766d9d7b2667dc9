"""Paragraphs that a copy broke, ran together or interrupted come back; sound texts come out as they went in."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.inputs.plain import read_plain
from pipeline.model.edits import edit_records
from pipeline.model.text import Text
from pipeline.run import parse_notice
from pipeline.stages.paragraphs import restore_paragraphs

GOLD = Path(__file__).parent / "gold"
SOUND = [path for path in sorted(GOLD.glob("*.txt")) if "obligations" not in path.name]
NOTICE = """临川市安全生产委员会关于加强冬季防火工作的通知
临安委〔2023〕15号
各区县人民政府，市政府各部门：
为切实做好冬季防火工作，经市政府同意，现就有关事项通知如下：
一、加强组织领导
（一）各区县人民政府应当每季度至少召开1次防火工作会议，研究解决重大火灾隐患，督促有关部门落实防火责任。
（二）市消防救援支队负责对人员密集场所开展检查，每月不少于2次，发现隐患的，应当在3个工作日内书面告知有关单位。
二、强化宣传教育
市教育局应当组织中小学校每学期开展不少于1次的消防演练，并将演练情况于12月底前报市安全生产委员会办公室。
附件：防火检查表
临川市安全生产委员会
2023年11月20日
（此件公开发布）"""


def laid(string: str) -> str:
    return restore_paragraphs(read_plain(string.encode()).text).text.string


def wrapped(string: str, width: int, first: str, following: str) -> str:
    lines = []
    for paragraph in string.split("\n"):
        rest = first + paragraph
        while len(rest) > width:
            lines.append(rest[:width])
            rest = following + rest[width:]
        lines.append(rest)
    return "\n".join(lines)


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_a_sound_notice_comes_out_as_it_went_in(path: Path) -> None:
    text = read_plain(path.read_bytes()).text
    assert restore_paragraphs(text).text is text


@pytest.mark.parametrize(
    "sound",
    [
        NOTICE,
        "符合下列条件的，可以申请：（一）有固定场所；（二）有相应人员。",
        "责任单位：市教育局\n责任单位：市公安局\n责任单位：市教育局",
        "等等。。。以后再说",
        "总理　　李克强\n甲方：　　　　乙方：",
        "依照第三条、第四条的规定，由公安机关处罚。" * 4,
        "1\n加强领导\n市教育局\n2\n强化检查\n市公安局\n3\n开展演练\n市卫健委",
        "请登录\nwww.example.gov.cn查询。",
        "国务院 中央军委关于表彰的决定，国务院 中央军委决定予以表彰，望继续努力。",
        "坚持以人民为中心的发展思想并统筹发展和安全，\n坚持问题导向和目标导向相统一的工作原则不动摇，\n" * 3,
        "坚持以人民为中心的发展思想并统筹发展和安全，\n坚持问题导向和目标导向相统一的工作原则不动摇，\n坚持每季度检查一次。",
        "每月召开一次安全生产例会，分析研判安全形势\n每季度开展一次应急演练，及时总结演练的经验\n" * 3,
        "一、检查内容为消防、用电、用气、特种设备等\n二、各科室要高度重视，落实专人，明确各自责\n三、对发现的隐患要立即整改，不得拖延和敷衍\n"
        "四、严格落实值班制度，节假日领导带班值守。",
        "1,市教育局,张三,12345,天府大道一号,无,加强校园安全\n2,市公安局,李四,12345,天府大道二号,无,加强治安管理\n" * 3,
        "《中华人民共和国安全生产法》、《中华人民共和国消防法》\n《中华人民共和国突发事件应对法》、《生产安全事故条例》\n"
        * 3,
        "床前明月光，疑是地上霜。\n举头望明月，低头思故乡。\n白日依山尽，黄河入海流。\n欲穷千里目，更上一层楼。",
        "会议指出，要做到以下几点：一、加强组织领导；二、强化责任落实；三、加大宣传力度；四、严格督促检查，确保各项工作落到实处。",
        "国务院 中央军委的决定，由国务院　　中央军委联合发布，现予公布，请各地区认真贯彻执行，并于年底前报告。",
        "检查意见：                                        签名：        年   月   日\n" * 3,
        "责任单位：市教育局、市公安局、市民政局、市司法局、市财政局、市卫生健康委员会\n" * 2,
        "甲方：临川市教育局\n2024年3月1日\n2024年3月1日",
        "报名网址：\nhttp://www.example.com/index\n联系电话：12345678",
        "1.信用网站\nhttps://www.example.com/\n2.公示系统\nhttp://www.example.org/",
        "牵头单位：市教育局，配合单位：市公安局、市民政局\n2024年底前完成校园周边整治；",
        "各单位应当按照本办法所附表格填写，逐项核对无误后报送，详见附表-1-\n一、市教育局应当在3日内汇总。",
        "各单位按照工作要求一、严格落实责任；二、加强检查，确保工作取得实效，并于月底前将情况报送办公室汇总。",
        "姓名：，性别：，工作单位：。",
        "收费标准（由省物价部门批准）第三章另有规定的，从其规定。",
        "甲方（盖章）：　　　　　　　　乙方（盖章）：",
        "上午　　9:00—9:30　　签到；　　9:30—10:00　　领导讲话；　　10:00—11:30　　分组讨论；　　11:30—12:00　　总结。",
        "标点符号（，。；）应当全角，不得连用“，。”。",
        "省委 省政府高度重视，省委 省政府多次研究部署。\n县委 县政府组织落实，县委 县政府领导牵头负责。\n"
        "中共中央 国务院印发意见，中共中央 国务院要求落实。",
        "\n".join(
            f"{n}\n第{n}项任务由市教育局牵头，{'市公安局、市民政局按照职责分工负责，' * 25}" for n in range(1, 6)
        ),
    ],
)
def test_what_only_looks_damaged_stays(sound: str) -> None:
    assert laid(sound) == sound


@pytest.mark.parametrize("width", [24, 28, 30])
@pytest.mark.parametrize(("first", "following"), [("", ""), ("　　", "")])
def test_lines_broken_by_width_are_joined(width: int, first: str, following: str) -> None:
    assert laid(wrapped(NOTICE, width, first, following)) == NOTICE


@pytest.mark.parametrize("gap", ["　　", "  ", " "])
def test_gaps_that_were_line_ends_are_told_by_the_stops_before_them(gap: str) -> None:
    assert laid(NOTICE.replace("\n", gap)) == NOTICE


def test_what_a_site_put_above_broken_lines_does_not_hide_their_edge() -> None:
    above = "作者:某某资料网 时间:2024-07-22 08:17:50   浏览:8464   来源:某某资料网\n下载地址: 点击此处下载\n"
    assert laid(above + wrapped(NOTICE, 26, "  ", "")).endswith(laid(NOTICE).split("\n", 1)[1])


def test_a_notice_on_one_line_is_divided_by_its_form() -> None:
    sound = NOTICE.replace("附件：防火检查表\n", "").split("\n")
    lines = laid("".join(sound)).split("\n")
    assert lines[:4] == sound[:4]
    assert lines[-3:] == sound[-3:]
    assert [line[:3] for line in lines if line.startswith(("（一", "（二", "二、"))] == ["（一）", "（二）", "二、强"]


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        (
            "一、加强领导，落实责任。\n— 3 —\n二、强化检查，消除隐患。",
            "一、加强领导，落实责任。\n二、强化检查，消除隐患。",
        ),
        (
            "各单位应当加强领导，落实责任，每季度\n第 2 页 共 9 页\n检查一次。",
            "各单位应当加强领导，落实责任，每季度检查一次。",
        ),
        (
            "首问负责人对来办事的人员要做到热情礼貌，凡在本办内首次接待来函、来电-1-\n和来访的人员，视为责任人。\n（一）要及时办理。",
            "首问负责人对来办事的人员要做到热情礼貌，凡在本办内首次接待来函、来电和来访的人员，视为责任人。\n（一）要及时办理。",
        ),
        ("加强领导。\n（本文来源于公文网 www.example.com）\n强化检查。", "加强领导。\n强化检查。"),
        ("www.example.com\n加强领导。\n更多范文请关注微信公众号", "加强领导。"),
        (f"{'各单位应当加强领导，落实责任，' * 3}检查。\n" * 2, f"{'各单位应当加强领导，落实责任，' * 3}检查。"),
        (
            "关于假冒网站的声明\n"
            + (
                "近期有人冒用我局名义，伪造印章，诱导群众访问虚假网站，请勿轻信。\n"
                "各单位要提醒职工防范，发现可疑情况的，应当立即向公安机关报案并告知我局。\n各科室每日巡查网站，"
                "发现假冒的，立即报告并配合有关部门处置。\n某某市监督局\n2025年6月12日\n"
            )
            * 2,
            "关于假冒网站的声明\n近期有人冒用我局名义，伪造印章，诱导群众访问虚假网站，请勿轻信。\n"
            "各单位要提醒职工防范，发现可疑情况的，应当立即向公安机关报案并告知我局。\n各科室每日巡查网站，"
            "发现假冒的，立即报告并配合有关部门处置。\n某某市监督局\n2025年6月12日",
        ),
        ("临川市教育局\n2017年4月13日\n2017年4月13日", "临川市教育局\n2017年4月13日"),
        (
            "安全生产责任制度 安全生产责任制度一、矿长负责健全制度，每月检查。二、各正职要对安全负责。",
            "安全生产责任制度 \n安全生产责任制度\n一、矿长负责健全制度，每月检查。\n二、各正职要对安全负责。",
        ),
        (
            "某某公司消防管理规定第一条 各部门应当每月检查。第二条 各班组应当每天巡查，立即整改。",
            "某某公司消防管理规定\n第一条 各部门应当每月检查。\n第二条 各班组应当每天巡查，立即整改。",
        ),
        (
            "各单位要及时报送信息。\n第 [1] 页 共[2]页\n"
            "上面法规内容为部分内容,如果要查看全文请点击此处:查看全文\n【发表评论】 【互动社区】",
            "各单位要及时报送信息。",
        ),
        ("加强领导，，落实责任。。", "加强领导，落实责任。"),
        ("加强领导，、落实责任，。强化检查；，", "加强领导、落实责任。强化检查；"),
        (
            "一、加强领导，落实责任。二、强化检查，消除隐患，每季度检查一次，发现问题的，立即整改，并报主管部门备案。三、加强宣传。",
            "一、加强领导，落实责任。\n二、强化检查，消除隐患，每季度检查一次，发现问题的，立即整改，并报主管部门备案。\n三、加强宣传。",
        ),
        (
            "关于印发名单的通知\n临卫办函〔2018〕1073号各县卫生健康委：为提高诊疗水平，现将名单印发给你们。",
            "关于印发名单的通知\n临卫办函〔2018〕1073号\n各县卫生健康委：\n为提高诊疗水平，现将名单印发给你们。",
        ),
        ("关于加强防火工作的通知临安委〔2023〕15号\n各区：", "关于加强防火工作的通知\n临安委〔2023〕15号\n各区："),
        ("请遵照执行。\n临川市安全生产委员会2023年11月20日", "请遵照执行。\n临川市安全生产委员会\n2023年11月20日"),
        (
            "要把保障群众的生命安全放在首位，保护森林资源安全，把火灾损失降到\n最低限度。\n各村要每日巡查。",
            "要把保障群众的生命安全放在首位，保护森林资源安全，把火灾损失降到最低限度。\n各村要每日巡查。",
        ),
        (
            "为贯彻落实安全生产工作的决策部署，从即日起开展施工安全检查。现将\n《检查方案》印发给你们，请遵照执行。",
            "为贯彻落实安全生产工作的决策部署，从即日起开展施工安全检查。现将《检查方案》印发给你们，请遵照执行。",
        ),
        ("一、加强领导　　（一）落实责任。", "一、加强领导\n（一）落实责任。"),
        ("（1992年10月24日第三十三次会议通过）第一章 总则", "（1992年10月24日第三十三次会议通过）\n第一章 总则"),
        ("（一）领导职责　　1. 加强检查。", "（一）领导职责\n1. 加强检查。"),
        ("临川市教育局　　2023年11月20日", "临川市教育局\n2023年11月20日"),
        (
            "关于加强防火工作的通知　　各区人民政府：　　请遵照执行。",
            "关于加强防火工作的通知\n各区人民政府：\n请遵照执行。",
        ),
    ],
)
def test_each_kind_of_damage_is_mended(damaged: str, sound: str) -> None:
    assert laid(damaged) == sound


def test_page_numbers_without_dashes_must_count_on_over_pages() -> None:
    page = "各单位应当加强领导，落实责任，每季度检查一次，发现问题的，立即整改。\n" * 2
    pages = [page.replace("各单位", f"第{name}类单位") * 3 for name in "甲乙丙"]
    numbered = "".join(f"{body}{number}\n" for number, body in enumerate(pages, 1))
    assert "\n2\n" not in laid(numbered)


def test_blanks_within_sentences_are_left_out_where_there_are_many() -> None:
    sound = "\n".join(f"第{n}条 各单位应当加强领导，落实防火责任，每季度组织检查，消除隐患。" for n in "一二三四")
    assert laid(sound.replace("防火", "防 火").replace("组织", "组 织")) == sound


def test_each_change_is_on_record_and_told() -> None:
    data = wrapped(NOTICE, 30, "", "").replace("，", "，，").encode()
    notice = parse_notice(data)
    told = {remark.code: remark for remark in notice.diagnostics}
    assert {"wrapped-line", "doubled-mark"} <= set(told)
    assert told["wrapped-line"].place is not None
    assert {"wrapped-line", "doubled-mark"} <= {record.rule for record in notice.edits}


def test_what_the_carrier_marks_is_left_as_it_is() -> None:
    html = "<table><tr><td>— 3 —</td><td>加强领导，，</td></tr></table>" + "<p>各单位应当加强领导，落实责任。</p>" * 2
    assert "加强领导，，" in parse_notice(html.encode(), "a.html").text


def test_places_stay_true() -> None:
    text = read_plain(wrapped(NOTICE, 30, "　　", "").encode()).text
    restored = restore_paragraphs(text).text
    assert isinstance(restored, Text)
    for record in edit_records(restored):
        assert restored.source.string[record.source_start : record.source_end] == record.before or record.layer
