"""Notices made to hurt, of any size: each a function of the number of characters."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle, islice, product

_CLAUSE = "各单位要按照职责分工每季度至少开展一次安全检查，"
_ARTICLE = "第{}条　各级人民政府应当每年至少组织一次检查。\n"
_NESTED = "一、总体要求\n（一）目标\n1．检查\n（1）每年检查一次。\n①各单位要落实责任。\na．要报告。\n"


def _filled(piece: str) -> Callable[[int], str]:
    return lambda size: piece * (size // len(piece) + 1)


def _articles(size: int) -> str:
    return "检查办法\n" + "".join(_ARTICLE.format(i) for i in range(1, size // 25 + 2))


def _brackets(size: int) -> str:
    return "（" * (size // 2) + "）" * (size // 2)


def _page(size: int) -> str:
    return "<div>" * (size // 11) + "每年检查一次。" + "</div>" * (size // 11)


def _under(piece: str) -> Callable[[int], str]:
    return lambda size: "一、安全\n" + piece * (size // len(piece) + 1)


def _within(opening: str, piece: str, closing: str) -> Callable[[int], str]:
    return lambda size: f"一、安全\n{opening}{piece * (size // len(piece))}{closing}\n"


def _markup(opening: str, piece: str) -> Callable[[int], str]:
    return lambda size: opening + piece * (size // len(piece) + 1)


def _counting(line: str) -> Callable[[int], str]:
    """The line again and again, with 1 to 999 for its {}."""
    return lambda size: "".join(line.format(i % 999 + 1) for i in range(size // len(line) + 1))


def _table(row: str) -> Callable[[int], str]:
    return lambda size: "<table>" + row * (size // len(row)) + "</table>"


def _duties(head: str, row: str, *filled: str, rest: str = "") -> Callable[[int], str]:
    """A table of duties with one row, each of whose {} is filled with its piece, and the rest as often as fits."""

    def make(size: int) -> str:
        share = size // (len(filled) + bool(rest))
        cells = [piece * (share // len(piece)) for piece in filled]
        return f"附件\n任务分工表\n{head}\n{row.format(*cells)}\n" + (rest and rest * (share // len(rest)))

    return make


def _misread(size: int) -> str:
    """One line, written in UTF-8 and read as GBK, what that does not have turned to question marks."""
    line = "关于加强安全生产工作的通知各单位要认真做好检查工作每年组织培训"
    whole = (line * (size * 2 // (3 * len(line)) + 1)).encode()
    return whole.decode("gbk", "replace").replace("\ufffd", "?")


def _destroyed(size: int) -> str:
    """Annotations of a mirror, and behind lost bytes more of them that are no readings, each another one."""
    syllables = map("".join, product("bcdfghjklm", "aāáǎà", "npqrst", "eēéěè", "wxyz"))
    sound = "各區(qū)、市應當規(guī)範執(zhí)行調(diào)度，現(xiàn)報(bào)告如下，並監(jiān)測(cè)。"
    return sound + "".join(f"?{s})娜粘?己恕?" for s in islice(cycle(syllables), size // 13))


def _wide(size: int) -> str:
    half = size // 20
    labels = "\t".join(["工作任务"] * half + ["责任单位"] * half)
    return f"附件\n任务分工表\n{labels}\n" + "\t".join(["检查堤防"] * half + ["应急局"] * half) + "\n"


HOSTILE: dict[str, Callable[[int], str]] = {
    "one line, one sentence": _filled(_CLAUSE),
    "one clause without end": _filled("安全生产检查工作"),
    "one verb after another": _filled("检查"),
    "only 的": _filled("检查的"),
    "only digits": _filled("0123456789"),
    "only 1,": _filled("1,"),
    "only 一": _filled("一"),
    "only 每": _filled("每"),
    "only 每年": _filled("每年"),
    "only (a)": _filled("(a)"),
    "only (a), a line each": _filled("(a)\n"),
    "only （": _filled("（"),
    "only ）": _filled("）"),
    "nested brackets": _brackets,
    "only 《": _filled("《"),
    "only 《a》": _filled("《a》"),
    "only “": _filled("“"),
    "only commas": _filled("，"),
    "only full stops": _filled("。"),
    "only spaces": lambda size: "安" + " " * size + "全",
    "only line ends": lambda size: "安" + "\n" * size + "全",
    "only question marks": _filled("?"),
    "sections": _articles,
    "deep nesting": _filled(_NESTED),
    "one heading after another": _filled("一、\n"),
    "attachments": _filled("附件1\n"),
    "dates": _filled("2020年1月1日\n"),
    "document numbers": _filled("安委〔2020〕9号"),
    "only 号": _under("号"),
    "only 经后报": _under("经后报"),
    "only 严禁违章": _under("严禁违章"),
    "only 就": _under("就"),
    "only 分类": _under("分类"),
    "only 经…的": _under("经全体代表的委员会"),
    "only 统一调度、": _under("办公室集中管理、统一调度、"),
    "only 一律取消、": _under("一律取消、"),
    "only 玩手机、": _under("玩手机、"),
    "deadlines": _filled("自收到之日起30日内，"),
    "closing bearers": _filled("要检查。（市应急局牵头）\n"),
    "colons": _filled("各单位：\n"),
    "nested tags": _page,
    "only 立即": _filled("立即"),
    "only 自3日内": _filled("自3日内，"),
    "only 《办法》": _filled("《办法》"),
    "instruments with numbers": _filled("《a》（国发〔2020〕9号）"),
    "counts of one period": _under("每年" + "一次" * 100 + "。"),
    "sentences of two words": _under("要检查。"),
    "clauses of two words": _under("督促单位检查，"),
    "agents": _under("由安监局检查；"),
    "brackets in clauses": _under("（检查），"),
    "titles in clauses": _under("《a》，检查；"),
    "times in sentences": _under("每年要检查一次。"),
    "only 把": _under("把"),
    "only 不得": _under("不得"),
    "only 将": _under("将"),
    "lists of bans": _under("禁止下列行为：\n（一）检查；\n"),
    "only 至少": _under("至少"),
    "bans over commas": _under("严禁检查，"),
    "what 就 opens over commas": _within("单位应当就", "利益，", "等事项作出约定。"),
    "principles over commas": _within("单位应当遵循", "统一，", "统一的原则。"),
    "needs in one clause": _under("如需检查时"),
    "needs of agents": _under("人员需检查时由"),
    "numbered items": _counting("{}、检查安全和设备。\n"),
    "numbers only": _counting("{}.\n"),
    "decimal numbers": _counting("3.{}.1 检查\n"),
    "articles without text": _counting("第{}条\n"),
    "circled items": _filled("①检\n"),
    "one character a line": _filled("检\n"),
    "lines of who must": _filled("要检查\n责任单位：安监局\n"),
    "annotations": _filled("安全（ānquán）"),
    "Markdown headings": _filled("# a\n"),
    "a Markdown table": _markup("|a|b|\n|-|-|\n", "|a|b|\n"),
    "bold characters": _markup("# 检查\n\n", "**检**"),
    "paragraphs of a page": _markup("<html>", "<p>检查"),
    "items of a page": _markup("<html><ul>", "<li>每年检查"),
    "line breaks of a page": _markup("<html><p>", "检<br>"),
    "cells of a page": _markup("<html><table><tr>", "<td>检查"),
    "merged cells of a page": _markup("<html><table>", "<tr><td rowspan=9 colspan=9>检查堤防。</td></tr>"),
    "entities": _markup("<html><p>", "&lt;"),
    "a table of verbs": _table("<tr><td>检查</td><td>一次</td></tr>"),
    "many duties of many bodies": _duties("序号\t工作任务\t责任单位", "1\t{}\t{}", "检查堤防。", "县应急局、"),
    "many duties of a long name": _duties("序号\t工作任务\t责任单位", "1\t{}\t{}应急局", "检查堤防。", "县"),
    "many duties with many dates": _duties("序号\t工作任务\t完成时限", "1\t{}\t{}", "检查堤防。", "2024年6月底前，"),
    "many duties in a bracket": lambda size: (
        f"检查办法\n一、{'检查堤防。' * (size // 10)}（责任单位：{'县' * (size // 2)}局）"
    ),
    "many rows of merged bodies": _duties(
        "序号\t工作任务\t责任单位\t工作频次", "1\t检查堤防\t{}\t每年1次", "县应急局、", rest="2\t检查堤防\t\n"
    ),
    "read in the wrong charset": _misread,
    "destroyed characters": _destroyed,
    "many columns": _wide,
    "a table of times": _table("<tr><td>每年</td><td>检查</td></tr>"),
}
