"""Which sections hold duties, and what their leaves inherit from lead-ins above them.

Assumptions: (1) duties stand in texts of sections, not in header or closing; of the preamble only the directive that
closes it (请结合实际抓好贯彻落实), what it tells 各部门 they must do, and the paragraphs behind a directive, in a reply
also what it orders, and all that a notice without sections says must be done (通告); (2) nothing under
指导思想, 基本原则, 工作目标, 法律责任 … is a duty; (3) a paragraph that ends with a colon and 下列 hands its subject
and modality to the items behind it; where it announces conditions or penalties, the items are no duties.
"""

from __future__ import annotations

from functools import cache

from pipeline.lexicon.guarded import Guarded
from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.rules import load_rules
from pipeline.lexicon.segment import cut_words
from pipeline.lexicon.words import is_name, words
from pipeline.model.header import SaidDate
from pipeline.model.notice import Section
from pipeline.model.text import Span
from pipeline.stages.obligations.bygone import is_bygone

_AROUND = compile_pattern(r"[\s　：:。]")
_BULLETS = frozenset("-–—•●■◆➢▪○◇★☆√*")
_BULLET = compile_pattern(r"[-–—•●■◆➢▪○◇★☆√*]{1,2}[ \t\u3000]*(?=\p{Han})")
_ENFORCES = compile_pattern("执法|打击|整治|监管|巡查")
_LOST_HEADING = compile_pattern(r"\p{Han}{2,10}")
_FIGURES = compile_pattern(r"(?<=\s)[<>≤≥]?\d[\d.,]*+%?[ \t\u3000]++[<>≤≥]?\d[\d.,]*+%?(?=\s|$)")
_LONGEST_ROW = 200
_LATER_PARAGRAPH = compile_pattern(r"(?:^|\.)art\d+\.par(?:[2-9]|\d\d)$")
_BEFALLS = compile_pattern(
    r"[，,；;](?:对|凡|违|如|一经|否则|因|造成|情节|涉嫌|构成|触犯)[^。]{0,400}(?:处|追究|惩|责任|司法机关|批评|没收|罚|扣|开除|除名|辞退|解除)"
)
"""A first look for what befalls who does not heed a duty: the rule itself takes its time."""
_STATES = frozenset("状势顾效就题足础境战况")
"""What a heading may end in that says how things stand: a first look."""
_DUTY_KINDS = frozenset(["text", "heading", "article", "preamble", "table"])


def bullet_end(string: str) -> int:
    """Where what a paragraph says begins behind its bullet (- 制定制度)."""
    bullet = _BULLET.match(string) if string[:1] in _BULLETS else None
    return bullet.end() if bullet else 0


def is_item(section: Section) -> bool:
    """Whether the section is one of a list: it has a number or a bullet."""
    return section.marker is not None or (section.text is not None and bullet_end(section.text.text) > 0)


def is_duty_section(section: Section, barred: set[str]) -> bool:
    """Whether the section's text may hold duties; sections under a barred heading are barred as well."""
    if section.parent_id in barred or (section.heading and _bars(section)):
        barred.add(section.section_id)
        return False
    return section.kind in _DUTY_KINDS and section.text is not None


def _bars(section: Section) -> bool:
    assert section.heading is not None
    heading = _AROUND.sub("", section.heading.text)
    if heading == "总则":
        return section.section_id.startswith("s") and not section.section_id.startswith("sec")
    return heading in words("clauses", "no_duty_heading") or (
        heading[-1:] in _STATES and load_rules("duties")["background-heading"].match(heading) is not None
    )


def announces_no_duty(lead_in: str) -> bool:
    """Whether the items behind this lead-in are conditions, penalties or definitions."""
    rules = load_rules("duties")
    return rules["condition-lead-in"].search(lead_in) is not None


def defines_terms(lead_in: str) -> bool:
    """Whether the paragraphs behind this lead-in say what words mean."""
    return load_rules("duties")["defines-terms"].search(lead_in) is not None


def announces_things(lead_in: str) -> bool:
    """Whether the items behind this lead-in are things (应当公开下列事项：), and it the duty itself."""
    return load_rules("duties")["things-lead-in"].search(lead_in) is not None


def asks_people(title: str) -> bool:
    """温馨提示, 倡议书: what people are asked to do, in prose."""
    return load_rules("duties")["asking"].search(title) is not None


def is_lost_heading(section: Section) -> bool:
    """生态修复, 法律责任 below the last paragraph of an article: the heading of a chapter that has lost its number.

    Also the row of a table that has lost its lines: 检查次数 2 3.
    """
    if section.text is None:
        return False
    if section.kind != "table" and _FIGURES.search(section.text.text[:_LONGEST_ROW]) is not None:
        return not any(mark in section.text.text for mark in "，。；：")
    below = ".par" in section.section_id and _LATER_PARAGRAPH.search(section.section_id) is not None
    return below and _LOST_HEADING.fullmatch(section.text.text.strip()) is not None


def only_names(text: str) -> bool:
    """借款管理规定, 现金的使用范围 above items of their own: a name of what they hold, no sentence."""
    return load_rules("duties")["item-heading"].match(text) is not None


def names_scope(heading: str) -> bool:
    """现金的使用范围: the items below are things that it holds, and no deeds."""
    return heading.rstrip().endswith("范围")


def lists_names(lead_in: str) -> bool:
    """Whether the items behind this lead-in say who or what is meant (对下列人员进行培训：)."""
    return load_rules("duties")["listing-lead-in"].search(lead_in) is not None


def is_thing(item: str) -> bool:
    """Whether an item is a name with its attribute, and nothing else."""
    return load_rules("duties")["thing-item"].match(item) is not None


def holder(lead_in: str) -> tuple[int, int] | None:
    """Where the lead-in names whose duties the items are (安全主管的主要职责包括：)."""
    match = load_rules("duties")["holder-lead-in"].match(lead_in)
    if match is None:
        return None
    last = cut_words(match["who"])[-1]
    return match.span("who") if is_name(last) or last in words("bearers", "post") else None


def is_no_duty(sentence: str, issued: SaidDate | None = None) -> bool:
    """Whether a sentence defines, grounds, punishes, says from when something holds, or what else there may be.

    Or tells what was done before the notice was issued.
    """
    if issued is not None and is_bygone(sentence, issued.value):
        return True
    anywhere, *at_head = _no_duty_rules()
    if anywhere.search(sentence) is not None:
        return True
    for rule in at_head:
        if rule.match(sentence) is not None:
            return True
    return False


@cache
def _no_duty_rules() -> tuple[Guarded, ...]:
    names = ("no-duty", "definition", "catch-all", "told", "penalty", "background")
    return tuple([load_rules("duties")[name] for name in names])


def is_case(sentence: str) -> bool:
    """Whether an item only says in what case something holds (发生自然灾害，造成市场异常波动的。)."""
    return sentence.rstrip()[-2:-1] == "的" and load_rules("duties")["case"].match(sentence) is not None


def background_end(sentence: str) -> int:
    """How much of the head of a sentence is background (目前，价格上升，各地必须…) or an approval (同意设立X，…)."""
    match = load_rules("duties")["background-head"].match(sentence)
    return match.end() if match else 0


def liability_start(sentence: str) -> int:
    """Where behind its duty a sentence says what happens to who does not heed it (，违者严肃处理); else its end.

    Who enforces rules has to do what happens to others (要加大执法力度，对违规行为从严查处).
    """
    if _BEFALLS.search(sentence) is None:
        return len(sentence)
    match = load_rules("duties")["liability-tail"].match(sentence)
    if match is None or (_ENFORCES.search(match["duty"]) and sentence[match.end("duty") + 1 :].startswith("对")):
        return len(sentence)
    end: int = match.end("duty")
    return end


def begins_anew(sentence: str) -> bool:
    """Whether a sentence of minutes opens with what the meeting says (会议强调，…): who acted before acts no more."""
    return load_rules("duties")["meeting-says"].match(sentence) is not None


def orders(string: str) -> bool:
    """Whether prose orders without a modal: 责成X…, 希望X…, 会议要求，…"""
    return load_rules("duties")["order"].search(string) is not None


def names_rules(title: str) -> bool:
    """门卫管理制度, 实验室守则: whether a title says that what stands below it are rules, numbered or not."""
    return load_rules("duties")["rules"].search(title) is not None


def names_told(sentence: str) -> bool:
    """Whether a sentence of a preamble tells somebody what to do (各牵头单位要高度重视，…), and is no lead-in."""
    return load_rules("duties")["told-above"].match(sentence) is not None and not is_no_duty(sentence)


def directive_start(sentence: str) -> int | None:
    """Where in a preamble's sentence the directive to the addressees begins."""
    match = load_rules("duties")["directive"].search(sentence)
    return match.start() if match else None


_MARKER = compile_pattern(r"[（(][一二三四五六七八九十]{1,3}[）)]\s*|第[一二三四五六七八九十百零〇]{1,7}条[\s　]+")
"""What the quoted text of an amendment may begin with: （四）不得…."""


def enacted(string: str, span: Span) -> Span:
    """The new text where a paragraph amends (第九条修改为：“…”), nothing where it only strikes out; else all of it."""
    begin, end = 0, len(string)
    if (change := load_rules("duties")["amendment"].match(string)) is not None:
        begin = change.start("new") if change["new"] else end
        if begin < end and (marker := _MARKER.match(string, begin)):
            begin = marker.end()
    elif string[:1] == "“" and ("”" not in string or string.find("”") >= end - 2):
        begin = 1
    if begin and begin < end and string.rstrip("。；;")[-1:] == "”":
        end = string.rindex("”")
    return Span(span.start + begin, span.start + end)


def without_label(section: Section, span: Span) -> Span:
    """后勤组工作职责：负责…: the text behind the label that names its bearer, or behind its bullet."""
    own = section.bearer if section.bearer_from == section.section_id else None
    if section.text is not None and (bullet := bullet_end(section.text.text)) and span.start == section.text.char_start:
        return Span(span.start + bullet, span.end)
    if own is None or not span.start <= own.place.char_start < span.end or section.text is None:
        return span
    colon = min(p for p in (section.text.text.find(mark) for mark in "：:") if p >= 0)
    return Span(span.start + colon + 1, span.end)
