"""From the first verb of a predicate to its chain: verbs that share the object behind the last (研究解决X).

Assumptions: a verb whose objects are nominal ends the chain (加强监督检查, 制定X的办法); making verbs take a finishing
one into it (建立健全X); verbs of state open attributes and never continue one.
"""

from __future__ import annotations

from pipeline.lexicon.words import GOVERNING, Flag, words
from pipeline.stages.obligations.grammar.joined import SEVERAL, goes_on_with
from pipeline.stages.obligations.grammar.kinds import (
    Tokens,
    is_list_joiner,
    is_name_of_deeds,
    is_verb,
    names_with_next,
)
from pipeline.stages.obligations.grammar.more_deeds import describes_thing, goes_on_wrongly
from pipeline.stages.obligations.grammar.parties import (
    find_party,
    has_object,
    is_alternative_party,
    object_or_end,
    relates,
)
from pipeline.stages.obligations.grammar.positions import is_adverb_here, is_attribute, skip_light
from pipeline.stages.obligations.grammar.verb_behind import (
    NAMED_BY,
    asks_for,
    betters,
    by_leave,
    counts,
    decides,
    finds,
    finishes,
    governs,
    guess_continues,
    is_exposed,
    is_held,
    is_kind_of_pay,
    is_taken_part_in,
    is_understood,
    learns,
    modifies_noun,
    names_deed,
    names_paper,
    no_object,
    tells_of,
    works_on,
)
from pipeline.stages.obligations.grammar.ways import past_way
from pipeline.stages.obligations.tokens import TIME

_DRAWN_UP = frozenset(["开展", "编制", "拟订", "拟定", "起草"])
"""组织编制X的Y: what one has others carry out or draw up, whatever verbs X holds."""


def read_chain(tokens: Tokens, i: int, end: int) -> tuple[list[int], int]:
    """Positions of the verbs of the chain that begins at `i`, and the position behind it."""
    verbs, j = [i], i + 1
    while j < end:
        k = j
        if tokens[k].text == "好" and (k + 1 >= end or is_list_joiner(tokens[k + 1])):
            k = j = k + 1
        while k < end and is_list_joiner(tokens[k]):
            k += 1
        joined = k > j
        if joined and tokens[j].text in ("与", "同") and relates(tokens, j, end):
            break
        if not joined and (tokens[verbs[-1]].flags & Flag.CHAINING or tokens[verbs[-1]].text == "责令"):
            k = _past_how(tokens, k, end)
        if not joined and k + 1 < end and tokens[k].text == "进行" and is_verb(tokens[k + 1]) and k == j:
            k += 1
        if joined and tokens[j].text in ("并", "并且"):
            k = skip_light(tokens, k, end)
        elif joined and tokens[j].text in ("或者", "或", "和", "以及"):
            k = past_way(tokens, k, end)
        if (
            joined
            and k < end
            and tokens[k].flags & Flag.GUESSED
            and (tokens[j].text in ("、", "或者", "或") or (len(verbs) > 1 and tokens[j].text in ("和", "及")))
            and guess_continues(tokens, verbs[-1], k, end)
        ) or (k < end and is_verb(tokens[k]) and _continues(tokens, verbs[-1], k, end, joined)):
            if tokens[k].text != tokens[verbs[-1]].text or is_list_joiner(tokens[k - 1]):
                verbs.append(k)
            j = k + 1
        else:
            break
    return verbs, j


def _past_how(tokens: Tokens, i: int, end: int) -> int:
    """组织定期开展X: past adverbs, and past a time before a plain verb with its object."""
    k = i
    while k < end - 1 and is_adverb_here(tokens, k, end) and not is_verb(tokens[k]):
        k += 1
    if k + 1 < end and tokens[k].text == "配套" and is_verb(tokens[k + 1]):
        return k + 1
    listed = k + 1 < end and tokens[k + 1].text == "、" and not is_verb(tokens[min(k + 2, end - 1)])
    if tokens[k - 1].text in words("clauses", "weak_adverb") and (listed or not tokens[k].flags & Flag.PURE):
        return i
    if k + 1 == end and tokens[k].text == "工作":
        return i
    if k + 2 < end and tokens[k].kind == TIME and tokens[k + 1].flags & Flag.PURE:
        return i if tokens[k + 2].flags & Flag.LOCALIZER else k + 1
    return k


def _continues(tokens: Tokens, previous: int, i: int, end: int, joined: bool) -> bool:
    """Whether the verb at `i`, right after the verb at `previous`, belongs to the same chain."""
    before, verb = tokens[previous], tokens[i]
    if joined and not before.flags & GOVERNING and is_alternative_party(tokens, i - 1, end):
        return False
    if joined and tokens[i - 1].text in SEVERAL and no_object(before.flags) and goes_on_with(tokens, i, end):
        return False
    names = not joined and (tells_of(tokens, previous, i, end) or is_held(before, tokens, i, end))
    if names or (not joined and describes_thing(tokens, previous, i, end)):
        return False
    if (
        is_kind_of_pay(tokens, i, end, joined)
        or asks_for(tokens, previous, i, end)
        or names_with_next(tokens, i)
        or (not joined and (before.text == "认识" or before.text in words("predicates", "avoiding")))
    ) and before.text + verb.text != "防范化解":
        return False
    rest = i + 1
    if not joined and rest >= end and betters(before, verb):
        return True
    if not joined and len(verb.text) > 3 and rest < end and tokens[rest].text == "等":
        return False
    if not joined and decides(before, verb):
        return True
    if joined and (verb.text in ("违反", "作") or (verb.text == "报" and any(t.text == "后" for t in tokens[i:end]))):
        return False
    if not joined and is_taken_part_in(tokens, previous, i, end):
        return False
    if not joined and before.text + verb.text in words("predicates", "together"):
        return rest >= end or tokens[rest].text != "的"
    if before.text in ("处理", "协调", "理顺") and tokens[end - 1].text == "关系":
        return False
    if not joined and rest < end and modifies_noun(tokens, i, end):
        return False
    if (rest < end and tokens[rest].text in ("的", "性", "型")) or before.text in words("predicates", "entering"):
        return False
    if not joined and before.text in ("推动", "推进", "促进") and verb.text in words("predicates", "furthered"):
        if rest >= end or (is_list_joiner(tokens[rest]) and not tokens[rest].text.startswith("并")):
            return False
    if not joined and rest + 1 < end and tokens[rest].text == "好" and not verb.flags & Flag.PURE:
        return False
    if not joined and before.text in words("predicates", "doing_well") and tokens[end - 1].text == "工作":
        return False
    stops = rest >= end or tokens[rest].text in ("或", "或者", "并", "并且")
    if (
        not joined
        and stops
        and before.text in ("负责", "组织")
        and not verb.flags & Flag.BODY
        and verb.flags & Flag.NOMINAL
    ):
        return True
    if not joined and (before.text in words("predicates", "ensuring") or before.text[-1] in "为由"):
        return False
    if before.text in words("predicates", "resultative") and verb.text in words("predicates", "resultative"):
        return rest < end or before.text not in words("predicates", "doing_well")
    if not joined and before.text in words("predicates", "exposing") and is_exposed(tokens, i, end):
        return False
    sets_up = verb.text == "组织" and rest >= end and before.text in words("predicates", "set_up")
    if not joined and (sets_up or (before.text in ("组织", "指导") and names_deed(tokens, i, end))):
        return False
    if not joined and is_name_of_deeds(tokens, i, end):
        if before.text == "负责":
            if verb.flags & Flag.NOMINAL or verb.text in ("组织", "统筹"):
                return tokens[end - 1].text != "工作" or any(t.flags & Flag.STATIVE for t in tokens[i:end])
        elif verb.flags & Flag.NOMINAL and before.text != "组织":
            return False
    if not joined and verb.text == "明确" and not before.flags & (Flag.CHAINING | Flag.LIGHT):
        return False
    if not joined and verb.text in words("predicates", "inspecting") and finds(tokens, rest, end):
        return False
    if not joined and learns(tokens, previous, i, end):
        return True
    if not joined and rest >= end and (before.text, verb.text) in NAMED_BY:
        return before.text == "对照"
    if not joined and before.text == "组织" and verb.text in _DRAWN_UP and rest < end:
        return True
    if not joined and before.text in words("predicates", "recording") and verb.flags & Flag.NOMINAL:
        return rest >= end and before.text not in words("predicates", "telling_what")
    if not joined and before.text in words("predicates", "telling_what") and before.text != "明确":
        return False
    if not joined and verb.flags & Flag.PURE and rest + 1 >= end and rest < end:
        organised = before.text == "组织" and verb.text in words("predicates", "organised")
        tail = tokens[rest].text in words("predicates", "tail") or tokens[rest].text == "内容"
        if tail and not before.flags & Flag.LIGHT and not organised and verb.text not in words("predicates", "set_up"):
            return False
    if not joined and names_paper(tokens, i, end):
        return False
    if (
        verb.flags & Flag.STATIVE
        and not joined
        and not verb.flags & Flag.CHAINING
        and not (
            before.flags & Flag.CHAINING and verb.flags & (Flag.PURE | Flag.NOMINAL) and before.text in ("拒绝", "申请")
        )
    ):
        return False
    if not joined and no_object(before.flags):
        builds = verb.text in words("predicates", "building") and rest < end and has_object(tokens, rest, end)
        if rest >= end or builds:
            return True
    if verb.flags & Flag.UNKNOWN_VERB and joined and not before.flags & Flag.LIGHT:
        return object_or_end(tokens, rest, end)
    exposed = before.text in words("predicates", "exposing") and any(t.text == "的" for t in tokens[rest:end])
    if exposed and not (joined and (verb.flags & Flag.PURE or verb.text in words("predicates", "exposing"))):
        return False
    if not joined and is_understood(tokens, previous, rest, end):
        return False
    if joined and tokens[previous + 1].text in ("并", "并且") and by_leave(tokens, previous):
        return False
    if joined and tokens[i - 1].text in ("并", "并且"):
        if before.text in words("predicates", "news") or (
            verb.text in words("predicates", "doing_well") and before.text not in words("predicates", "doing_well")
        ):
            return False
    if not joined and governs(tokens, before, verb, rest, end):
        return True
    if not joined and before.flags & Flag.SUPPORTED and verb.text in words("predicates", "building"):
        return has_object(tokens, rest, end) if rest < end else False
    if verb.flags & Flag.UNKNOWN_VERB or (verb.text in words("predicates", "topical") and not joined):
        names = rest < end and tokens[rest].text in words("predicates", "compound_head")
        if before.text == "统筹" and verb.text in words("predicates", "undertaken") and not names:
            return object_or_end(tokens, rest, end) or (tokens[rest].text == "、" and verb.text != "生产")
        return before.text == "负责" and (verb.text == "领导" or counts(tokens, i, end))
    if before.text in words("predicates", "making") and verb.text in words("predicates", "finishing"):
        return finishes(tokens, verb, rest, end)
    if joined:
        if goes_on_wrongly(tokens, i, end):
            return True
        if verb.flags & Flag.PURE:
            return not is_attribute(tokens, i, end) or not before.flags & Flag.LIGHT
        return object_or_end(tokens, rest, end) or works_on(tokens, rest, end)
    if before.flags & Flag.LIGHT and not before.flags & Flag.CHAINING:
        return bool(verb.flags & GOVERNING and verb.flags & Flag.PURE and find_party(tokens, i, rest, end))
    if verb.flags & Flag.PURE:
        if not before.flags & (Flag.CHAINING | Flag.NOMINAL) and any(t.text == "的" for t in tokens[i:end]):
            return False
        return not is_attribute(tokens, i, end)
    if before.text in words("predicates", "processing"):
        return object_or_end(tokens, rest, end)
    return bool(before.flags & (Flag.CHAINING | Flag.NOMINAL)) and object_or_end(tokens, rest, end)
