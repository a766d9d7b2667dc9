"""What says when before a name or a modal, no preposition before it: where it ends or begins."""

from __future__ import annotations

from pipeline.lexicon.words import GOVERNING, MODAL, VERB, Flag, words
from pipeline.stages.obligations.frames import Adverbial, Setting, span_of
from pipeline.stages.obligations.grammar.adverbials import leading_adverbial
from pipeline.stages.obligations.grammar.described import described_name, is_building
from pipeline.stages.obligations.grammar.events import event_span
from pipeline.stages.obligations.grammar.kinds import Tokens, is_body, is_noun, is_verb
from pipeline.stages.obligations.grammar.positions import predicate_follows
from pipeline.stages.obligations.grammar.subjects import clause_subject, is_place
from pipeline.stages.obligations.grammar.worth import HOLDING_WORDS
from pipeline.stages.obligations.tokens import MARK, TIME, UNIT, WORD, find_any


def add_occasion(tokens: Tokens, i: int, close: int, here: Setting, named: bool) -> bool:
    """供水企业受理申请后进行勘察: what says when; who does it, if it names somebody, acts behind it too.

    Whoever is only changed or chosen (责任人变更时) does nothing. Whether a subject has been read is told.
    """
    stop = None if named else clause_subject(tokens, i, close - 1)
    if stop and is_body(tokens, stop - 1) and _does_something(tokens, stop, close - 1):
        here.subject = span_of(tokens, i, stop)
        named, i = True, stop
    elif not named and not tokens[i].flags & _OPENING and (thing := before_occasion(tokens, i, close)):
        if tokens[thing].text in ("经", "经过") or tokens[thing].flags & Flag.HANDLED:
            here.undergone, i = span_of(tokens, i, thing), thing
    if tokens[i].text in words("predicates", "discovering"):
        here.event = event_span(tokens, i, close)
    if span := span_of(tokens, i, close):
        here.adverbials.append(Adverbial("occasion", span))
    return named


def _does_something(tokens: Tokens, verb: int, end: int) -> bool:
    """接到报案, 到校: a verb and what it is done to, or one that needs nothing."""
    while verb < end and tokens[verb].flags & Flag.ADVERB and not is_verb(tokens[verb]):
        verb += 1
    if verb >= end or not is_verb(tokens[verb]):
        return False
    if verb + 1 == end and tokens[verb].text in words("predicates", "personal"):
        return True
    return verb + 1 < end or (tokens[verb].flags & _DONE > 0 and tokens[verb].text not in _BEFALLING)


_OPENING = Flag.PURE | Flag.PREPOSITION
_DONE = Flag.PURE | Flag.HANDLED
"""接到报案后, 汇总后: what somebody does himself."""
_BEFALLING = frozenset(["变更", "更换", "调整", "变动", "改变", "调动", "死亡", "任命", "缺位", "出缺", "换届", "失踪"])
"""责任人变更时: what happens to somebody."""


def occasion_before_name(tokens: Tokens, i: int, modal: int) -> int | None:
    """会议召开前支部书记应当…: where what says when ends, if a name follows it."""
    if tokens[i].flags & Flag.PREPOSITION or not (is_body(tokens, modal - 1) or tokens[modal - 1].kind == UNIT):
        return None
    for k in range(i + 1, modal - 1):
        if tokens[k].text == "的":
            return None
        if tokens[k].text in ("时", "前", "后", "期间", "之前", "之后", "以前", "以后") and tokens[k].kind == WORD:
            return k + 1
    return None


def before_occasion(tokens: Tokens, i: int, stop: int) -> int | None:
    """停车场移交前由开发单位管理: where the thing ends and the occasion, one verb with 前 or 后, begins."""
    if stop - i < 3 or tokens[stop - 1].text not in ("前", "后", "时", "期间") or not is_verb(tokens[stop - 2]):
        return None
    by = next((k for k in range(i + 1, stop - 2) if tokens[k].text in ("经", "经过")), i)
    if by > i and is_noun(tokens[by - 1]) and not is_verb(tokens[by - 1]) and not is_body(tokens, by - 1):
        return by
    thing = tokens[stop - 3]
    named = not is_verb(thing) or (stop - i > 3 and thing.flags & Flag.NOMINAL and not is_verb(tokens[stop - 4]))
    somebody = is_body(tokens, stop - 3) and not is_building(tokens, i, stop - 2)
    return stop - 2 if is_noun(thing) and named and not somebody else None


def is_period(tokens: Tokens, i: int, end: int) -> bool:
    """节日期间负责人外出必须请假, 汛期各单位要值班: a word that says within what time, more behind it."""
    if i + 1 >= end or tokens[i + 1].kind != WORD:
        return False
    if tokens[i].text.endswith("期间"):
        return tokens[i + 1].text != "的"
    return before_everybody(tokens, i, end)


def before_everybody(tokens: Tokens, i: int, end: int) -> bool:
    """汛期|各单位: a word that says when, before 各 or its like and the name of somebody; 汛期各项工作 is no such."""
    if tokens[i].text not in words("clauses", "moment") and tokens[i].text not in words("clauses", "when"):
        return False
    if i + 2 >= end or tokens[i + 1].text not in words("clauses", "pointing"):
        return False
    return any(is_body(tokens, k) for k in range(i + 2, min(i + 5, end)))


def thing_before(tokens: Tokens, i: int, end: int) -> int | None:
    """仓库的门在下班期间必须关闭, 合同未经批准不得变更: where a thing ends before when or where, up to the modal."""
    k = find_any(tokens, HOLDING_WORDS, i + 1, end)
    if k is None or not is_noun(tokens[k - 1]) or is_place(tokens, k - 1) or tokens[k - 1].flags & Flag.LOCALIZER:
        return None
    described = next((m for m in range(k - 2, i, -1) if tokens[m].text == "的" and is_verb(tokens[m - 1])), i)
    plain = Flag.PURE | Flag.UNKNOWN_VERB | Flag.PREPOSITION | Flag.ADVERB | Flag.NEGATION
    if tokens[k].text != "未经":
        plain |= VERB
    if any(t.flags & plain or t.kind == MARK for t in tokens[described:k]):
        return None
    if tokens[k].text == "未经":
        return k if is_verb(tokens[end - 1]) else None
    closes = tokens[end - 1].flags & Flag.LOCALIZER or tokens[end - 1].text in ("时", "前", "后", "期间")
    found = leading_adverbial(tokens, k, end) if closes else None
    return k if found is not None and found[1] == end else None


def name_before_time(tokens: Tokens, i: int, end: int) -> int | None:
    """从事高空作业的人员每年进行一次体检: where a name that holds a verb ends, before how often and a predicate."""
    k = next((k for k in range(i + 1, end - 1) if tokens[k].kind == TIME), None)
    if k is None or not predicate_follows(tokens, k + 1, end):
        return None
    at_work = k == i + 2 and tokens[i].text[0] == "在" and len(tokens[i].text) == 2 and is_body(tokens, k - 1)
    if not at_work and (tokens[i].flags & GOVERNING or not described_name(tokens, i, k)):
        return None
    plain = all((t.kind != MARK or t.text == "、") and not t.flags & MODAL for t in tokens[i:k])
    return k if plain and tokens[k + 1].text != "的" else None


def opens_period(tokens: Tokens, k: int, end: int) -> bool:
    """全体干部秋收禁烧期间一律不得请假: behind the name, within what time, nothing but nouns and deeds in it."""
    for token in tokens[k : min(k + 5, end)]:
        if token.text in ("期内", "期间"):
            return True
        if token.kind != WORD or token.text == "的" or token.flags & (MODAL | Flag.PREPOSITION | Flag.BODY):
            return False
    return False
