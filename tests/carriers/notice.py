"""A notice written for these tests: its paragraphs without list numbers, which each carrier shows in its own way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "red_head", "number", "title", "addressees", "body", "item", "attachment", "signature", "note", "copies", "printed"
]
_HAN = "一二三四五六七八九十"


@dataclass(frozen=True)
class Paragraph:
    """`level` is that of its list number, 1 to 3, or 0."""

    kind: Kind
    text: str
    level: int = 0


def _item(level: int, text: str) -> Paragraph:
    return Paragraph("item", text, level)


NOTICE = (
    Paragraph("red_head", "滨河市安全生产委员会文件"),
    Paragraph("number", "滨安委〔2023〕18号"),
    Paragraph("title", "滨河市安全生产委员会关于进一步加强\n城镇燃气安全管理工作的通知"),
    Paragraph("addressees", "各县（区）人民政府，市安委会各成员单位："),
    Paragraph(
        "body",
        "为深入贯彻落实《城镇燃气管理条例》和全省燃气安全工作会议精神，切实保障人民群众生命财产安全，"
        "现就进一步加强城镇燃气安全管理工作通知如下：",
    ),
    _item(1, "压实安全责任"),
    _item(2, "落实企业主体责任"),
    _item(3, "燃气经营企业主要负责人每季度至少带队检查1次安全生产工作，每年组织开展应急演练不少于2次。"),
    _item(
        3,
        "燃气经营企业应当建立安全风险分级管控制度，每月对重点部位开展1次隐患排查，"
        "并将排查结果报县（区）燃气管理部门备案。",
    ),
    _item(2, "落实部门监管责任"),
    _item(3, "市城市管理局负责统筹协调全市燃气安全监管工作，每半年召开1次联席会议，研究解决重大问题。"),
    _item(3, "市市场监督管理局要定期对燃气具销售单位开展监督检查，依法查处销售不合格产品的行为。"),
    _item(1, "强化隐患整治"),
    _item(
        2,
        "开展全面排查。各县（区）人民政府要组织有关部门对餐饮场所燃气使用情况进行全面排查，2023年9月底前完成首轮排查。",
    ),
    _item(2, "实行闭环管理。对排查发现的隐患，有关单位应当在15个工作日内完成整改；逾期未整改的，不得恢复供气。"),
    _item(1, "做好宣传培训"),
    Paragraph(
        "body",
        "各县（区）、各有关单位要广泛开展燃气安全知识宣传。燃气经营企业每年至少对用户开展一次入户安检，"
        "从业人员每年接受安全培训不少于24学时。",
    ),
    Paragraph("attachment", "附件：1.燃气安全检查表"),
    Paragraph("attachment", "2.隐患整改台账"),
    Paragraph("signature", "滨河市安全生产委员会"),
    Paragraph("signature", "2023年7月12日"),
    Paragraph("note", "（此件公开发布）"),
    Paragraph("copies", "抄送：省安委会办公室，市委办公室。"),
    Paragraph("printed", "滨河市安全生产委员会办公室 2023年7月13日印发"),
)


def numbered(notice: tuple[Paragraph, ...] = NOTICE) -> list[tuple[Paragraph, str]]:
    """Each paragraph with its text as a reader sees it: 一、 （一） 1. before the items."""
    counts = [0, 0, 0]
    shown = []
    for paragraph in notice:
        marker = ""
        if paragraph.level:
            counts[paragraph.level - 1] += 1
            counts[paragraph.level :] = [0] * (3 - paragraph.level)
            number = counts[paragraph.level - 1]
            marker = (f"{_HAN[number - 1]}、", f"（{_HAN[number - 1]}）", f"{number}.")[paragraph.level - 1]
        shown.append((paragraph, marker + paragraph.text))
    return shown


def lines() -> list[str]:
    """The lines of the notice, as every carrier must give them."""
    return [line for _, text in numbered() for line in text.split("\n")]
