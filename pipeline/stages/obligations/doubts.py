"""Frames of a sentence → the same with `doubts`: what in the analysis has turned out wrong more often than elsewhere.

A row without doubt is meant to be right; `make score` reports how often it is. Codes: `object-missing` (a verb that
takes an object has none, though perhaps a destination), `object-holds-verb` (the object may hide a predicate, or be
nothing but verbs, which may be a chain), `object-is-body` (the clause may be a name with its attribute), `nominal-verb`
(nothing but its place says that the verb is no noun),
`object-runs-on` (it runs over a comma, 并 or a preposition, or begins in the middle of a noun phrase), `long-chain`,
`weak-verb` (有, 是, 造成 …: a state rather than a deed); the grammar itself adds
`unknown-verb`, `topic-first`, `verb-last` and `party-unclear`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.lexicon.words import VERB, Flag, words
from pipeline.stages.obligations.frames import Frame
from pipeline.stages.obligations.grammar.kinds import is_body
from pipeline.stages.obligations.tokens import WORD, Token, within

_LONG = 3
_RUNNING_ON = frozenset(["，", ",", "并", "并且"])
_JOINS_OR_GOVERNS = Flag.PREPOSITION | Flag.JOINER | VERB


def note_doubts(tokens: Sequence[Token], frame: Frame) -> Frame:
    """The frame and its children with their doubts; `tokens` are those of their sentence."""
    verbs = [t for span in frame.verbs for t in within(tokens, span)]
    inside = within(tokens, frame.target) if frame.target is not None else ()
    doubts = _of_verbs(verbs, frame)
    if inside:
        attribute = "的" in [t.text for t in inside]
        doubts += _of_object(inside, attribute)
        doubts += _of_both(verbs, inside, frame, attribute)
    if frame.children:
        frame = frame.with_(children=tuple(note_doubts(tokens, child) for child in frame.children))
    if doubts or len(frame.doubts) > 1:
        frame = frame.with_(doubts=tuple(dict.fromkeys((*frame.doubts, *doubts))))
    return frame


def _of_verbs(verbs: list[Token], frame: Frame) -> list[str]:
    if not verbs:
        return []
    found = []
    if verbs[0].text in words("predicates", "weak"):
        found.append("weak-verb")
    if len(verbs) > _LONG:
        found.append("long-chain")
    objectless = frame.target is None and frame.party is None
    if objectless and not verbs[-1].flags & Flag.INTRANSITIVE:
        found.append("object-missing")
    return found


def _of_object(inside: Sequence[Token], attribute: bool) -> list[str]:
    found = []
    plain, runs_on = 0, False
    for token in inside:
        if token.text in _RUNNING_ON:
            runs_on = True
        if token.kind == WORD:
            plain += token.flags & Flag.PURE
            runs_on = runs_on or token.flags & _JOINS_OR_GOVERNS == Flag.PREPOSITION
    if plain > 1 or (plain and not attribute):
        found.append("object-holds-verb")
    torn = inside[0].text in ("的", "和", "或", "或者", "以及", "及") or inside[-1].flags & Flag.LOCALIZER
    if torn or (runs_on and not (attribute and inside[0].text in ("对", "与", "在"))):
        found.append("object-runs-on")
    return found


def _of_both(verbs: list[Token], inside: Sequence[Token], frame: Frame, attribute: bool) -> list[str]:
    """交付|使用, 取消|资格的人, 开放|时间: a verb and its object that may be one chain or one noun phrase."""
    if not verbs:
        return []
    found = []
    last = verbs[-1]
    if inside[0].flags & VERB and not last.flags & Flag.LIGHT and all(t.flags & VERB for t in inside):
        found.append("object-holds-verb")
    if attribute and not last.flags & (Flag.DIRECTED | Flag.SUPPORTED) and is_body(inside, len(inside) - 1):
        found.append("object-is-body")
    stated = frame.subject is not None or frame.modality_span is not None or bool(frame.adverbials)
    if len(verbs) == 1 and last.flags & Flag.NOMINAL and not stated:
        found.append("nominal-verb")
    return found
