"""A clause that says what something is (有效期为五年, 印章是重要凭证, 结果分为三等) → nothing is demanded by it.

Assumption: what a thing is stands between 是, 为 or 分为 and the mark, without a modal and without a deed; the thing
goes on as what later clauses act upon (印章是重要凭证，不得滥用), a span of time does not.
"""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.frames import span_of
from pipeline.stages.obligations.grammar.kinds import Tokens, is_body, is_noun
from pipeline.stages.obligations.tokens import TIME, UNIT, find_any, find_word

_COPULA = frozenset(["是", "为", "分为"])
_UNITS = frozenset(["年", "月", "日", "天", "个月", "小时"])
_DIGITS = "0123456789一二两三四五六七八九十"
_LASTING = ("期", "期限", "年限", "月", "日", "周", "节", "时间")
"""How long or when something is: 有效期为五年."""
_WHAT_TO_DO = ("重点", "关键", "任务", "职责", "目的", "目标", "要求", "内容", "措施", "工作", "做法")
"""重点是做好X: behind these 是 tells deeds."""
_GROUNDS = frozenset(["依据", "基础", "凭证", "根据", "前提", "条件", "标志", "组成部分"])
_OWED = ("国策", "义务", "责任", "职责", "权利")
_TOUCHING = frozenset(["侵犯", "侵害", "限制", "约束", "干涉", "干扰", "影响", "歧视", "追究"])
_HELD = frozenset(["召开", "举行", "举办", "开幕", "开班", "开赛", "开考"])
_WILL = frozenset(["将", "拟", "定", "定于", "拟于", "拟定于"])
_NO_THING = frozenset(["以", "将", "把", "所称"])
"""以政府投入为主, 将土地分为三类: what somebody makes of something, or how a rule calls it."""


def take_fact(state: State, start: int, end: int, mark: str) -> bool:
    """Whether the clause says what a thing is; the thing is kept as what later clauses may act upon."""
    if "受" in state.texts and _is_sheltered(state, start, end):
        return True
    tokens = state.tokens
    if tokens[start].text in ("未", "逾期") and _would_follow(tokens, start, end):
        return True
    if tokens[end - 1].text[-1] == "份" and (copies := _copies(tokens, start, end)):
        state.topic = span_of(tokens, start, copies)
        return True
    if _lasts_so_long(tokens, start, end):
        return True
    if _COPULA.isdisjoint(state.texts):
        return False
    if tokens[start].text == "是" and tokens[end - 2].text == "的" and tokens[end - 1].text in _GROUNDS:
        return not any(t.flags & MODAL for t in tokens[start:end])
    k = find_any(tokens, _COPULA, start + 1, end - 1)
    if k is None:
        return False
    if mark in ("，", ",") and tokens[end - 1].text == "阶段" and any(t.text == "为" for t in tokens[k : end - 1]):
        return True
    if _is_owed(tokens, start, k, end):
        return True
    if any(t.flags & MODAL or t.kind == TIME for t in tokens[start:end]) or not _is_thing(tokens, start, k, end):
        return False
    lasting = tokens[k - 1].text.endswith(_LASTING)
    if not lasting and not _says_what(tokens, k, end):
        return False
    if not lasting and not state.frames and tokens[k].text != "分为":
        state.topic = span_of(tokens, start, k)
    return True


def _copies(tokens: Tokens, start: int, end: int) -> int | None:
    """报名材料一式两份，经审核后报送: where it begins to say in how many copies there is a thing, and no more."""
    k = next((k for k in range(start + 1, end) if tokens[k].text.startswith("一式")), None)
    if k is None or end > k + 3 or any(t.flags & MODAL for t in tokens[start:end]):
        return None
    return None if tokens[start].flags & Flag.PURE and not tokens[start].flags & Flag.INTRANSITIVE else k


def _would_follow(tokens: Tokens, start: int, end: int) -> bool:
    """未按时销假将影响考勤: what follows for whoever has not done something."""
    k = find_word(tokens, "将", start + 1, end - 1)
    if k is None or any(t.text == "的" or t.flags & MODAL for t in tokens[start:k]):
        return False
    return bool(tokens[k + 1].flags & (VERB | Flag.NEGATION)) and any(t.flags & VERB for t in tokens[start:k])


def _lasts_so_long(tokens: Tokens, start: int, end: int) -> bool:
    """许可证有效期五年; 保存时间2年: how long something holds, and no deed."""
    last = end - 1 if tokens[end - 1].text not in _UNITS else end - 2
    lasts = tokens[end - 1].kind in (TIME, UNIT) or tokens[last].text[0] in _DIGITS
    if last <= start or not lasts or not tokens[last - 1].text.endswith(("期", "期限", "年限", "时间")):
        return False
    return not any(t.flags & (MODAL | Flag.PURE | Flag.PREPOSITION | Flag.BODY) for t in tokens[start:last])


def _is_sheltered(state: State, start: int, end: int) -> bool:
    """通信自由不受侵犯，任何人不得…; 不受前款规定限制: what shelters a thing, or does not bind, and no deed."""
    tokens = state.tokens
    k = find_word(tokens, "受", start + 1, end - 1)
    if k is None or tokens[k - 1].text != "不" or tokens[end - 1].text not in _TOUCHING:
        return False
    return not any(t.flags & (MODAL | VERB) for t in tokens[start : k - 1])


def _is_owed(tokens: Tokens, start: int, copula: int, end: int) -> bool:
    """合理利用土地是我国的基本国策: deeds are somebody's duty or policy, which demands none of them here."""
    deeds = tokens[copula].text == "是" and any(t.flags & VERB for t in tokens[start:copula])
    if not deeds or not tokens[end - 1].text.endswith(_OWED) or tokens[start].flags & Flag.BODY:
        return False
    of = next((k for k in range(copula + 1, end - 1) if tokens[k].text == "的"), None)
    return of is not None and not any(t.flags & MODAL for t in tokens[start:copula])


def _is_thing(tokens: Tokens, start: int, copula: int, end: int) -> bool:
    """Whether a noun phrase that names nobody stands before the copula, and nothing else; 单位转制为企业 is a deed."""
    last = tokens[copula - 1]
    if not is_noun(last) or is_body(tokens, copula - 1) or last.text.endswith(_WHAT_TO_DO):
        return False
    if last.flags & VERB and (tokens[copula].text != "是" or not last.flags & Flag.NOMINAL):
        return False
    becomes = is_body(tokens, end - 1) and any(t.flags & Flag.BODY for t in tokens[start:copula])
    if tokens[copula].text == "为" and becomes:
        return False
    if tokens[copula].text == "为" and tokens[start].flags & VERB and not last.text.endswith(_LASTING):
        return False
    front = tokens[start:copula]
    return not any(
        (t.flags & (Flag.PREPOSITION | Flag.NEGATION) and not t.flags & Flag.LIST_JOINER) or t.text in _NO_THING
        for t in front
    )


def _says_what(tokens: Tokens, copula: int, end: int) -> bool:
    """Whether a noun closes the clause, verbs before it only within an attribute (行使权利的重要凭证)."""
    last = tokens[end - 1]
    if last.flags & Flag.PURE or not (is_noun(last) or last.flags & Flag.FOOTING_HEAD):
        return False
    if last.flags & VERB and tokens[copula].text == "为":
        return False
    mark = max((k for k in range(copula + 1, end) if tokens[k].text == "的"), default=copula + 1)
    return not any(t.flags & Flag.PURE for t in tokens[mark:end])


def _is_announced(tokens: Tokens, start: int, end: int) -> bool:
    """会议将于10月5日召开, 培训班拟于6月举办: when something will be held is told, and nobody is bidden to hold it."""
    k = find_any(tokens, _WILL, start + 1, end - 1)
    if k is None or is_body(tokens, k - 1) or any(t.flags & MODAL or t.text == "由" for t in tokens[start:end]):
        return False
    return tokens[k].text in ("定于", "拟于") or tokens[k + 1].text in ("于", "在") or tokens[k + 1].kind == TIME


def take_composition(state: State, start: int, end: int) -> bool:
    """大会由选民选举的代表组成，…: of whom something is made up is a fact; what is made up goes on to act."""
    if state.tokens[end - 1].text in _HELD:
        return _is_announced(state.tokens, start, end)
    if state.tokens[end - 1].text not in ("组成", "构成"):
        return False
    of = next((k for k in range(start, end - 1) if state.tokens[k].text == "由"), None)
    if of is None or any(t.flags & MODAL for t in state.tokens[start:end]):
        return False
    if of == start:
        return True
    made = Span(state.tokens[start].start, state.tokens[of - 1].end)
    if end + 1 < len(state.tokens) and state.tokens[end + 1].text == "由":
        state.topic = made
    elif is_body(state.tokens, of - 1) and not state.frames:
        state.subject = state.standing = made
        state.named = True
    return True
