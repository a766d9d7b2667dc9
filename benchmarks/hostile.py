"""Notices made to hurt, of any size: each a function of the number of characters."""

from __future__ import annotations

from collections.abc import Callable

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


def _table(row: str) -> Callable[[int], str]:
    return lambda size: "<table>" + row * (size // len(row)) + "</table>"


HOSTILE: dict[str, Callable[[int], str]] = {
    "one line, one sentence": _filled(_CLAUSE),
    "one clause without end": _filled("安全生产检查工作"),
    "one verb after another": _filled("检查"),
    "only 的": _filled("检查的"),
    "only digits": _filled("0123456789"),
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
    "deadlines": _filled("自收到之日起30日内，"),
    "closing bearers": _filled("要检查。（市应急局牵头）\n"),
    "colons": _filled("各单位：\n"),
    "nested tags": _page,
    "a table of verbs": _table("<tr><td>检查</td><td>一次</td></tr>"),
    "a table of times": _table("<tr><td>每年</td><td>检查</td></tr>"),
}
