"""单位对职工的意见，应当研究; 项目所需资金，应当落实: who must and what it is about, in a clause before a modal."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.lexicon.words import MODAL, VERB, Flag
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.frames import Adverbial
from pipeline.stages.obligations.grammar.described import described_name, is_thing_there
from pipeline.stages.obligations.grammar.kinds import is_body, is_list_joiner, is_noun, is_verb
from pipeline.stages.obligations.tokens import MARK, Token

_HEEDING = frozenset(["配合", "支持", "协助", "接受", "服从", "拒绝", "阻碍"])
"""单位对有关部门的监督检查，应当予以配合: behind these what others do is what it is about."""


def acts_toward(state: State, start: int, end: int) -> bool:
    """单位对职工提出的意见，应当研究: who must, and what it is about."""
    toward = next((k for k in range(start + 1, end - 1) if state.tokens[k].text in ("对", "对于")), None)
    if toward is None or not is_body(state.tokens, toward - 1):
        return False
    last = state.tokens[end - 1]
    acts = any(t.flags & Flag.PURE for t in state.tokens[start:toward])
    if last.flags & Flag.PURE or (acts and not described_name(state.tokens, start, toward)):
        return False
    heeds = any(t.text in _HEEDING for t in state.tokens[end + 1 : end + 4])
    if last.flags & Flag.NOMINAL and not heeds and not is_list_joiner(state.tokens[end - 2]):
        return False
    if last.text in ("的", "时", "后", "前", "中") or does_already(state, toward, end):
        return False
    span = Span(state.tokens[toward].start, state.tokens[end - 1].end)
    state.subject = state.standing = Span(state.tokens[start].start, state.tokens[toward - 1].end)
    state.named, state.name, state.topic = True, None, None
    state.about = Span(state.tokens[toward + 1].start, span.end)
    state.hold(Adverbial("manner", span))
    return True


def does_already(state: State, toward: int, end: int) -> bool:
    """对学校进行检查: a light verb behind 对X that no 的 follows is a predicate of the clause itself."""
    light = next((k for k in range(toward, end) if state.tokens[k].flags & Flag.LIGHT_FRAME), None)
    return light is not None and all(t.text != "的" for t in state.tokens[light:end])


def take_thing(state: State, start: int, end: int, following: Token) -> bool:
    """Whether the clause names a thing, its attribute a deed, that the next clause is about: it becomes the topic."""
    tokens, begin = state.tokens, start
    if _is_there(tokens, start, end, following) or (following.text == "由" and _borne_by(tokens, start, end)):
        pass
    elif not following.flags & MODAL:
        return False
    elif thing := _thing_to_submit(tokens, start, end):
        state.act(Span(tokens[start].start, tokens[thing - 1].end))
        state.standing, state.named, begin = state.subject, True, thing
    elif not _is_needed(tokens, start, end):
        return False
    state.topic = Span(tokens[begin].start, tokens[end - 1].end)
    return True


_BY_WHAT = frozenset(["按照", "按", "依照", "依据", "根据", "通过", "经", "以"])


def _is_there(tokens: Sequence[Token], start: int, end: int, following: Token) -> bool:
    """按照前款规定建设的房屋，不得出售; 本条例施行前饲养的大型犬，养犬人应当…: a thing with its attribute, no deed.

    So it is behind whose it is (单位按照规定支付的费用，可以…).
    """
    begin = start
    if not tokens[start].flags & (Flag.PREPOSITION | VERB):
        by = (k for k in range(start + 1, end - 3) if tokens[k].text in _BY_WHAT and is_body(tokens, k - 1))
        begin = next(by, start)
    if tokens[begin].text == "在" or not is_thing_there(tokens, begin, end):
        return False
    named = begin == start and following.flags & (Flag.BODY | VERB) == Flag.BODY
    return following.text == "由" or named or bool(following.flags & MODAL)


def _thing_to_submit(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """企业需要提交大会审议的事项，应当…: where the thing begins behind who needs it, the deed its attribute."""
    need = next((k for k in range(start + 1, end - 3) if tokens[k].text in ("需要", "需", "拟")), None)
    if need is None or not is_body(tokens, need - 1) or not is_verb(tokens[need + 1]):
        return None
    of = next((k for k in range(end - 2, need, -1) if tokens[k].text == "的"), None)
    named = of is not None and not any(is_verb(t) for t in tokens[of:end]) and not is_body(tokens, end - 1)
    return need if named else None


def _borne_by(tokens: Sequence[Token], start: int, end: int) -> bool:
    """消防队扑救火灾的费用，由X承担: a thing with its attribute, and behind the comma no more than whose it is."""
    of = next((k for k in range(end - 2, start, -1) if tokens[k].text == "的"), None)
    if is_body(tokens, end - 1) or not is_noun(tokens[end - 1]) or tokens[start].flags & Flag.PREPOSITION:
        return False
    of = end - 1 if of is None and _lists_deeds(tokens, start, end) else of
    if of is None or any(is_verb(tokens[k]) and is_verb(tokens[k + 1]) for k in range(of, end)):
        return False
    if is_verb(tokens[end - 1]) or any(t.flags & Flag.PURE and t.text != "实施" for t in tokens[of:end]):
        return False
    if any((t.flags & MODAL and t.text != "需要") or t.text == "负责" for t in tokens[start:of]):
        return False
    close = next((k for k in range(end + 1, len(tokens)) if tokens[k].kind == MARK and tokens[k].text != "、"), None)
    return close is not None and is_verb(tokens[close - 1]) and any(is_verb(t) for t in tokens[start:of])


def _lists_deeds(tokens: Sequence[Token], start: int, end: int) -> bool:
    """事故发生、发展和处置信息: verbs in a list, and behind the last a noun that they are said of."""
    joins = [k for k in range(start + 1, end - 2) if is_list_joiner(tokens[k])]
    return bool(joins) and all(is_verb(tokens[k - 1]) for k in joins)


def _is_needed(tokens: Sequence[Token], start: int, end: int) -> bool:
    """政府投资项目所需资金，应当…: a thing that something needs, and nobody who does anything."""
    last = tokens[end - 1]
    needs = any(tokens[k].text == "所" and tokens[k + 1].text == "需" for k in range(start + 1, end - 2))
    return needs and is_noun(last) and not is_verb(last) and not any(t.text == "的" for t in tokens[start:end])
