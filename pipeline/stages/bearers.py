"""Sections → the same with the bearer that their headings name: 党委主要职责 → 党委.

Assumptions: (1) a heading names a bearer if it is the name of a body or post, alone or before 职责, 责任, 任务 and
words that qualify these; before 职责 it may be any noun that is no topic; so does the label of a paragraph
(后勤组职责：负责…); (2) a heading that opens with a verb or names only a topic or a meeting passes on the bearer of
the section above; (3) a title such as 安全管理小组职责 names the bearer of the whole document; (4) chapters and
articles of regulations name no bearer: their sentences do.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.rules import load_rules
from pipeline.lexicon.segment import cut_words
from pipeline.lexicon.words import GOVERNING, MODAL, VERB, Flag, is_name, word_flags, words
from pipeline.model.notice import Said, Section
from pipeline.model.text import Quote, Span, Text

_ARTICLE_ID = compile_pattern(r"(?:^|[./])(?:bk|ch|sec|art)\d")
_BRACKET_AT_END = compile_pattern(r"\s{0,8}[（(][^（）()]*[）)]\s*$")
_MAX_NAME = 40
_BESIDE = frozenset(["与", "同", "和", "关于"])
"""与水利局的职责分工: with whom duties are shared, and nobody whose they are."""
_STATING = frozenset(["为", "是", "，", ",", "对", "将", "把", "向", "依法"])
"""列第一位的单位为牵头单位: a heading that says something of somebody names no bearer."""


def assign_bearers(text: Text, sections: Sequence[Section]) -> tuple[Section, ...]:
    """The sections, each with `bearer` and `bearer_from` filled in where a heading names one."""
    named: dict[str, tuple[Said, str]] = {}
    titles: dict[str, tuple[Said, str]] = {}
    result = []
    for section in sections:
        found = _own_bearer(text, section)
        if found:
            named[section.section_id] = (found, section.section_id)
        elif section.parent_id in named:
            named[section.section_id] = named[section.parent_id]
        elif section.parent_id is None and (above := titles.get(section.part)):
            named[section.section_id] = above
        if found and section.kind == "title" and _is_of_office(section):
            titles[section.part] = (found, section.section_id)
        if section.section_id in named:
            bearer, source = named[section.section_id]
            section = section.with_(bearer=bearer, bearer_from=source)
        result.append(section)
    return tuple(result)


def _is_of_office(title: Section) -> bool:
    """安全管理小组职责, 班组长安全责任制: a title that says whose duties the whole document holds."""
    if title.heading is None:
        return False
    rules, heading = load_rules("bearers"), title.heading.text
    of_one = rules["responsibility_of_one"].match(heading) or rules["rules_of_one"].match(heading)
    return (rules["office"].search(heading) or of_one) is not None


def _own_bearer(text: Text, section: Section) -> Said | None:
    heading = section.heading or _label(text, section)
    if heading is None or _ARTICLE_ID.search(section.section_id):
        return None
    stretch = _name_stretch(heading.text)
    if stretch is None:
        return None
    start, end = heading.char_start + stretch[0], heading.char_start + stretch[1]
    return Said.trusted(value=heading.text[stretch[0] : stretch[1]], place=text.quote(Span(start, end)))


def _label(text: Text, section: Section) -> Quote | None:
    """后勤组工作职责：负责…: the label that opens a paragraph, if duties stand behind it."""
    label = load_rules("bearers")["label"].match(section.text.text) if section.text else None
    if section.text is None or label is None:
        return None
    return text.quote(Span(section.text.char_start, section.text.char_start + label.end("label")))


def _name_stretch(heading: str) -> tuple[int, int] | None:
    """Where in the heading the name of a body or post stands."""
    rules = load_rules("bearers")
    if of_one := rules["rules_of_one"].match(heading):
        return of_one.span("who") if is_name(cut_words(of_one["who"])[-1]) else None
    suffix = rules["duty-suffix"].search(heading)
    end = suffix.start() if suffix else len(heading.rstrip("：:。"))
    level = rules["level-prefix"].match(heading)
    start = level.end() if level else 0
    if bracket := _BRACKET_AT_END.search(heading[start:end]):
        end = start + bracket.start()
    if not 0 < end - start <= _MAX_NAME:
        return None
    return _check_name(heading, start, end, has_suffix=suffix is not None, has_level=level is not None)


def _check_name(heading: str, start: int, end: int, has_suffix: bool, has_level: bool) -> tuple[int, int] | None:
    tokens = _names_joined(cut_words(heading[start:end]))
    flags = [Flag.BODY if t in words("bearers", "post") else word_flags().get(t, 0) for t in tokens]
    post = has_suffix and len(tokens) > 1 and tokens[0] in words("predicates", "agency_verbs")
    if post and is_name(tokens[1]) and is_name(tokens[-1]):
        return start, end
    if not tokens or tokens[0] in _BESIDE or (tokens[0] != "组织" and flags[0] & (Flag.PURE | GOVERNING)):
        return None
    if flags[0] & Flag.ADVERB and not has_suffix and tokens[0] not in words("clauses", "weak_adverb"):
        return None
    if any(t in _STATING for t in tokens[1:-1]):
        return None
    if any(f & Flag.PURE for f in flags[1:]) and "的" not in tokens and not has_suffix:
        return None
    if has_suffix and _holds_office(heading[start:], tokens):
        return start, end
    if has_level and not has_suffix:
        return start, end
    while tokens and has_suffix and not _is_post(tokens[-1]):
        closed = _BRACKET_AT_END.search(heading[start:end]) if tokens[-1] in "）)" else None
        begin = start + closed.start() if closed else end - len(tokens[-1])
        while tokens and end > begin:
            end -= len(tokens.pop())
    if not tokens or not _is_post(tokens[-1]) or heading[start:end] in words("bearers", "no_bearer"):
        return None
    if any(f & Flag.PURE for f in flags[: len(tokens)]) and "的" not in tokens:
        return None
    return (start, end) if end - start > 1 else None


def _names_joined(cut: list[str]) -> list[str]:
    """The words with those put together that make one name: 协|会, 带班|领导, 承租|单位."""
    tokens: list[str] = []
    for word in cut:
        last = tokens[-1] if tokens else ""
        agency = last in words("predicates", "agency_verbs") and word in words("predicates", "agency_tail")
        post = len(last) > 1 and word in ("工", "员", "岗")
        if last and (post or agency or last + word in words("predicates", "joined")):
            tokens[-1] += word
        else:
            tokens.append(word)
    if len(tokens) > 1 and tokens[-1] == "会":
        tokens[-2:] = ["".join(tokens[-2:])]
    return tokens


def _is_post(word: str) -> bool:
    deed = word_flags().get(word, 0) & (VERB | Flag.BODY)
    return (is_name(word) and (not deed or bool(deed & Flag.BODY))) or word in words("bearers", "post")


def _holds_office(heading: str, tokens: list[str]) -> bool:
    """门卫岗位职责, 信号工职责: before 职责 stands who has them, known or not, unless it is a topic (消防安全职责)."""
    if not load_rules("bearers")["office"].search(heading) or any(t in words("clauses", "list_joiner") for t in tokens):
        return False
    last, known = tokens[-1], word_flags()
    if any(t in words("bearers", "topic") for t in tokens) or "".join(tokens) in words("bearers", "no_bearer"):
        return False
    if len(last) == 1 and last in words("clauses", "body_suffix") and len(tokens) > 1:
        return True
    return not any(known.get(t, 0) & (VERB | Flag.ADVERB | Flag.PREPOSITION | MODAL) for t in tokens)
