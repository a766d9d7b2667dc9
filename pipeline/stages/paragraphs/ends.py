"""Finds header and closing of a notice that stands on one line: the line goes in, where their lines begin comes out.

Assumptions: 1. above the first sentence stand title, number and addressees; 2. below the last one stand who issued it
and when, a list of attachments, copies; 3. an element is told by its form.
"""

from __future__ import annotations

from pipeline.lexicon.document_numbers import find_number, match_number
from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.rules import load_rules

_HEAD, _TOP, _LONGEST_SIGNATURE = 500, 12, 90
_KIND = compile_pattern(
    "(?:答复|决议|决定|命令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要)(?:[（(](?:试行|暂行|修订)[)）])?"
)
_RED_HEAD = compile_pattern(r"\p{Han}{2,40}?文件")
_ADOPTED = compile_pattern(r"(?:通过|批准|修订|修正|公布|发布|施行)[）)](?=第[ \u3000]?[一1][ \u3000]?[章编])")
_ADDRESSED = compile_pattern("[：:]")
_ORGAN_DATE = (
    r"(?P<organ>[\p{Han}（）()、]{2,60}?)"
    "(?P<date>(?:[0-9]{4}|[〇○零一二三四五六七八九]{4})年[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日)"
)
_SIGNATURE = compile_pattern(_ORGAN_DATE)
_NOTE = compile_pattern("[（(]此件[^（）()]{2,20}[）)]")
_SIGNED = compile_pattern(
    f"(?<=。[”）)]?){_ORGAN_DATE}"
    r"(?=$|[（(]|附|抄送|[^，。；]{4,50}?(?:方案|办法|规定|意见|细则|规则|制度|计划|要点|清单|预案|报告|条例|名单))"
)
_LABEL = compile_pattern("(?:附件|附表)(?=[1一]?[：:])|抄送(?=[：:])|[（(](?:此件|联系人)[^（）()]{2,60}[）)]")


def find_ends_of_layout(string: str) -> set[int]:
    """Where the lines of header and closing began."""
    places: set[int] = set()
    head = _read_head(string, places)
    _read_closing(string, head, places)
    return places


def find_ends_of_line(string: str, above: str, index: int) -> set[int]:
    """Where an element of the header or closing begins on a line of several, in a notice of many lines."""
    places: set[int] = set()
    if index < _TOP and string[-1] == "号" and (number := find_number(string)) and number.agency_code:
        start = _start_of_number(string, 0, number.start, number.end)
        if start > number.start and string[start] not in "（(":
            places.add(start)
    if (leading := match_number(string, 0)) and leading.agency_code and leading.end < len(string):
        before = len(places)
        _read_titled(string, leading.end, places)
        if _read_addressees(string, leading.end, places) > leading.end or len(places) > before:
            places.add(leading.end)
    elif index < _TOP and string[-1] in "：:":
        _read_titled(string, 0, places)
    if string[-1] == "日" and (signed := _SIGNED.search(string, max(0, len(string) - _LONGEST_SIGNATURE))):
        if load_rules("header")["organ_line"].match(signed["organ"]):
            places |= {signed.start(), signed.start("date")}
    elif string[-1] == "日" and above[-1:] == "。" and (signed := _SIGNATURE.fullmatch(string)):
        if load_rules("header")["organ_line"].match(signed["organ"]) and not above.startswith("抄"):
            places.add(signed.start("date"))
    if string[0] in "（(" and (note := _NOTE.match(string)):
        places.add(note.end())
    if len(string) < _HEAD and (adopted := _ADOPTED.search(string)):
        places.add(adopted.end())
    return places


def _read_titled(string: str, begin: int, places: set[int]) -> None:
    """Note where addressees begin behind a title, if nothing but them follows it."""
    end = _end_of_title(string, begin)
    if end is not None and _read_addressees(string, end, places) == len(string):
        places.add(end)


def _read_head(string: str, places: set[int]) -> int:
    """Note where title, number, addressees and body begin; where the body does is returned."""
    begin = 0
    if red := _RED_HEAD.match(string, 0, 60):
        places.add(begin := red.end())
    number = find_number(string, begin, _HEAD)
    if number is not None and number.agency_code and string.find("。", begin, number.start) == -1:
        start = _start_of_number(string, begin, number.start, number.end)
        places |= {start, number.end}
        title_first = start > begin
        begin = number.end
        if title_first:
            return _read_addressees(string, begin, places)
    end = _end_of_title(string, begin)
    if end is None:
        return begin
    places.add(end)
    return _read_addressees(string, end, places)


def _start_of_number(string: str, begin: int, start: int, end: int) -> int:
    """Where the agency code begins, behind the kind of document that ends a title."""
    bracket = min((i for i in (string.find(c, start, end) for c in "〔[（(﹝［【") if i > 0), default=end)
    kinds = [m.end() for m in _KIND.finditer(string, begin, bracket) if bracket - m.end() >= 2]
    return kinds[-1] if kinds and bracket - kinds[-1] <= 12 else start


def _end_of_title(string: str, begin: int) -> int | None:
    """The first kind of document behind which addressees or a sentence begin."""
    about = string.find("关于", begin, begin + 60)
    if about == -1:
        return None
    for match in _KIND.finditer(string, about, begin + _HEAD):
        depth = string.count("《", begin, match.end()) - string.count("》", begin, match.end())
        if depth == 0 and match.end() < len(string) and string[match.end()] not in "》〉”的精要和、，。）)":
            return int(match.end())
    return None


def _read_addressees(string: str, begin: int, places: set[int]) -> int:
    colon = _ADDRESSED.search(string, begin, begin + _HEAD)
    if colon is None:
        return begin
    line = string[begin : colon.end()]
    rules = load_rules("header")
    if "。" in line or rules["no_addressees"].search(line) or not rules["addressees_line"].match(line):
        return begin
    places.add(colon.end())
    return int(colon.end())


def _read_closing(string: str, head: int, places: set[int]) -> None:
    """Note where signature, date, attachments and copies begin."""
    organ = load_rules("header")["organ_line"]
    for match in _SIGNED.finditer(string, head):
        if organ.match(match["organ"]):
            places |= {match.start("organ"), match.start("date"), match.end("date")}
    for match in _LABEL.finditer(string, head):
        if string[match.start() - 1] in "。日）)":
            places |= {match.start(), match.end()} if match[0][-1] in "）)" else {match.start()}
