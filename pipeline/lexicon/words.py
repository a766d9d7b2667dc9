"""What is known of a word, as flags: the word lists of predicates.toml, clauses.toml and verbs*.txt in one table."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources
from typing import Final

from pipeline.lexicon.rules import load_rules


class Flag:
    """One property of a word each; a word may have several (规范 is a verb and an adverb).

    Plain integers: testing members of an `enum.IntFlag` cost a fifth of the whole pipeline.
    """

    PURE: Final = 1
    NOMINAL: Final = 2
    UNKNOWN_VERB: Final = 4
    LIGHT: Final = 8
    CHAINING: Final = 16
    FRAMING: Final = 32
    ADDRESSING: Final = 64
    DIRECTED: Final = 128
    SUPPORTED: Final = 256
    ASSISTED: Final = 512
    ADVERB: Final = 1024
    NEGATION: Final = 2048
    PREPOSITION: Final = 4096
    JOINER: Final = 8192
    LIST_JOINER: Final = 16384
    LOCALIZER: Final = 32768
    FOOTING_HEAD: Final = 65536
    BODY: Final = 131072
    OBLIGATION: Final = 262144
    PROHIBITION: Final = 524288
    PERMISSION: Final = 1048576
    RECOMMENDATION: Final = 2097152
    LIGHT_FRAME: Final = 4194304
    STATIVE: Final = 8388608
    SERIAL: Final = 16777216
    HANDLED: Final = 33554432
    INTRANSITIVE: Final = 67108864
    RESULT: Final = 134217728
    GUESSED: Final = 268435456


VERB: Final = Flag.PURE | Flag.NOMINAL | Flag.UNKNOWN_VERB
MODAL: Final = Flag.OBLIGATION | Flag.PROHIBITION | Flag.PERMISSION | Flag.RECOMMENDATION
_VERBAL: Final = Flag.FRAMING | Flag.INTRANSITIVE | Flag.ADDRESSING | Flag.HANDLED
_NO_VERB: Final = Flag.ADVERB | Flag.PREPOSITION | Flag.JOINER | Flag.BODY | Flag.FOOTING_HEAD
"""Words of the lists of verbs (融入, 上班) are verbs, unless they are listed as something else too."""
GOVERNING = Flag.DIRECTED | Flag.SUPPORTED | Flag.ASSISTED

_FROM_PREDICATES = {
    "pure": Flag.PURE,
    "nominal": Flag.NOMINAL,
    "light": Flag.LIGHT,
    "chaining": Flag.CHAINING,
    "framing": Flag.FRAMING,
    "addressing": Flag.ADDRESSING,
    "directed": Flag.DIRECTED,
    "supported": Flag.SUPPORTED,
    "assisted": Flag.ASSISTED,
    "light_frame": Flag.LIGHT_FRAME,
    "stative": Flag.STATIVE,
    "serial": Flag.SERIAL,
    "handled": Flag.HANDLED,
    "intransitive": Flag.INTRANSITIVE,
    "result": Flag.RESULT,
    "fixed": Flag.PURE,
    "placing": Flag.PURE | Flag.FRAMING,
}
_FROM_CLAUSES = {
    "adverb": Flag.ADVERB,
    "negation": Flag.NEGATION,
    "preposition": Flag.PREPOSITION,
    "joiner": Flag.JOINER,
    "list_joiner": Flag.LIST_JOINER,
    "localizer": Flag.LOCALIZER,
    "footing_head": Flag.FOOTING_HEAD,
    "body": Flag.BODY,
    "obligation": Flag.OBLIGATION,
    "prohibition": Flag.PROHIBITION,
    "permission": Flag.PERMISSION,
    "recommendation": Flag.RECOMMENDATION,
}
_FROM_FILES = {
    "verbs_pure": Flag.PURE,
    "verbs_nominal": Flag.NOMINAL,
    "verbs_intransitive": Flag.INTRANSITIVE,
}


@lru_cache(maxsize=1)
def word_flags() -> dict[str, int]:
    """Every word of the lexicon with its flags."""
    flags: dict[str, int] = {}
    for name, mapping in (("predicates", _FROM_PREDICATES), ("clauses", _FROM_CLAUSES)):
        lists = load_rules(name).words
        for key, flag in mapping.items():
            for word in lists[key]:
                flags[word] = flags.get(word, 0) | flag
    for name, flag in _FROM_FILES.items():
        for word in _word_file(name):
            flags[word] = flags.get(word, 0) | flag
    for word, flag in flags.items():
        if flag & Flag.NOMINAL:
            flags[word] = flag & ~Flag.PURE
        elif flag & _VERBAL and not flag & (VERB | _NO_VERB) and word[-1] not in "在到至给":
            flags[word] = flag | (Flag.PURE if flag & (Flag.FRAMING | Flag.ADDRESSING) else Flag.NOMINAL)
    return {**dict.fromkeys(_word_file("verbs"), Flag.UNKNOWN_VERB), **flags}


def _word_file(name: str) -> list[str]:
    """The words of `<name>.txt`, one a line."""
    lines = resources.files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf8").splitlines()
    return [line for line in lines if not line.startswith("#")]


@cache
def words(file: str, name: str) -> frozenset[str]:
    """One word list of one rule file."""
    return frozenset(load_rules(file).words[name])


def is_meeting(word: str) -> bool:
    """交流会, 发布会, 动员大会: what people do together, and nobody; 研究会 and 促进会 are bodies all the same."""
    if len(word) < 3 or word[-1] != "会" or word_flags().get(word, 0) & Flag.BODY:
        return False
    what = word[-4:-2] if word[-2] == "大" else word[-3:-1]
    return what not in words("clauses", "standing") and (
        bool(word_flags().get(what, 0) & VERB) or what in words("clauses", "gathering")
    )


def is_name(word: str) -> bool:
    """Whether the word can end the name of a body or post."""
    if word_flags().get(word, 0) & Flag.BODY:
        return True
    return (
        len(word) > 1
        and not is_meeting(word)
        and word not in words("clauses", "not_body")
        and (
            word[-1] in words("clauses", "body_suffix")
            or word[-2:] in words("clauses", "body_suffix")
            or (len(word) > 2 and word_flags().get(word[-2:], 0) & (Flag.BODY | VERB) == Flag.BODY)
        )
    )
