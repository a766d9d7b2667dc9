"""Loads the rule files of this folder: TOML in, named compiled patterns out, each with examples that tests run.

A rule file holds `[[rule]]` tables: `name` (unique in the file), `pattern` (a `regex` pattern in verbose mode, so
spaces and line breaks in it are free and `#` begins a comment), `yes` and `no` (texts in which it must and must not
be found), `note` (why, and the notice that taught it). `{name}` in a pattern stands for the pattern of an earlier
rule of the same file. `needs`, where a rule is asked of every sentence, lists words of which one stands in all that it
matches: without them the pattern is not tried. `headed` is said of a rule of very many alternatives that is asked at
every character: see `heads.py`. A `[words]` table holds named word lists; `{words.name}` stands for the alternation of
one.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, fields
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import regex

from pipeline.lexicon import heads
from pipeline.lexicon.guarded import Guarded
from pipeline.lexicon.heads import Heads, by_first_character, second_characters
from pipeline.lexicon.kept import find_kept, keep, may_keep, stamp
from pipeline.lexicon.patterns import Parts, put_together, take_apart

FLAGS = int(regex.VERBOSE | regex.V1)


class BrokenRules(ValueError):
    """A rule file that cannot be used; the message names file and rule."""


@dataclass(frozen=True)
class Rule:
    """One surface pattern with its examples."""

    name: str
    source: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    note: str = ""
    needs: tuple[str, ...] = ()
    headed: bool = False
    parts: Parts | None = field(default=None, repr=False, compare=False)
    """What its pattern is made from, where that was kept."""
    head_parts: dict[str, Parts] | None = field(default=None, repr=False, compare=False)
    """The same of each pattern of its heads."""
    seconds: dict[str, frozenset[str]] | None = field(default=None, repr=False, compare=False)
    """What may stand behind the characters of its heads."""

    @property
    def pattern(self) -> regex.Pattern[str]:
        return put_together(self.parts) if self.parts else regex.compile(self.source, FLAGS)

    @property
    def heads(self) -> Heads:
        """Its alternatives by the character they begin with; of a headed rule only. Made anew for each who asks."""
        parts = self.head_parts or self._parts_of_heads()
        seconds = second_characters(self.source) if self.seconds is None else self.seconds
        return Heads({character: put_together(pattern) for character, pattern in parts.items()}, seconds)

    def to_keep(self) -> dict[str, Any]:
        """All fields of the rule, its patterns compiled."""
        made: dict[str, Any] = {"parts": take_apart(self.pattern)}
        if self.headed:
            made |= {"head_parts": self._parts_of_heads(), "seconds": second_characters(self.source)}
        return {f.name: getattr(self, f.name) for f in fields(self)} | made

    def _parts_of_heads(self) -> dict[str, Parts]:
        heads = by_first_character(self.source)
        return {character: take_apart(regex.compile(source, FLAGS)) for character, source in heads.items()}


@dataclass(frozen=True)
class RuleFile:
    """The rules and word lists of one TOML file, by name."""

    name: str
    rules: dict[str, Rule] = field(default_factory=dict)
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    guarded: dict[str, Guarded] = field(default_factory=dict, repr=False, compare=False)
    """The patterns that were asked for, each with its limit of time."""
    headed: dict[str, Heads] = field(default_factory=dict, repr=False, compare=False)
    """The heads that were asked for."""

    def __getitem__(self, name: str) -> Guarded:
        found = self.guarded.get(name)
        if found is None:
            found = self.guarded[name] = Guarded(
                f"{self.name}:{name}", self.rules[name].pattern, self.rules[name].needs
            )
        return found

    def heads(self, name: str) -> Heads:
        """The alternatives of a headed rule by the character they begin with."""
        found = self.headed.get(name)
        if found is None:
            found = self.headed[name] = self.rules[name].heads
        return found


RULE_KEYS = {"name", "pattern", "yes", "no", "note", "needs", "headed"}


_PART = re.compile(r"(?<!\\p)\{(?P<words>words\.)?(?P<name>[a-z_]+)\}")


@cache
def load_rules(name: str) -> RuleFile:
    """The rule file `<name>.toml`; raises BrokenRules where a rule lacks examples or names an unknown part."""
    toml = resources.files(__package__).joinpath(f"{name}.toml").read_bytes()
    if kept := find_kept(name, _origin(toml)):
        words, rules = kept
        return RuleFile(name, {rule["name"]: Rule(**rule) for rule in rules}, words)
    file = _read_rules(name, toml)
    if may_keep():
        keep(name, _origin(toml), (file.words, [rule.to_keep() for rule in file.rules.values()]))
    return file


def _origin(toml: bytes) -> tuple[Any, ...]:
    """All that the patterns of a file depend on."""
    return regex.__version__, hashlib.sha256(toml).digest(), stamp(Path(__file__)), stamp(Path(heads.__file__))


def _read_rules(name: str, toml: bytes) -> RuleFile:
    """What reads TOML is imported when it is needed: what was kept needs no reading."""
    import tomllib

    content = tomllib.loads(toml.decode())
    file = RuleFile(name, words={key: tuple(value) for key, value in content.get("words", {}).items()})
    for table in content.get("rule", []):
        rule = _make_rule(file, table)
        if rule.name in file.rules:
            raise BrokenRules(f"{name}.toml: rule {rule.name} stands twice")
        file.rules[rule.name] = rule
    return file


def alternation(words: tuple[str, ...]) -> str:
    """A pattern that matches the longest of the words."""
    return (
        "(?:" + "|".join(regex.escape(w, literal_spaces=False) for w in sorted(words, key=lambda w: (-len(w), w))) + ")"
    )


def _make_rule(file: RuleFile, table: dict[str, object]) -> Rule:
    where = f"{file.name}.toml: rule {table.get('name', '?')}"
    if unknown := set(table) - RULE_KEYS:
        raise BrokenRules(f"{where}: unknown key {', '.join(sorted(unknown))}")
    if not table.get("yes") or "no" not in table:
        raise BrokenRules(f"{where}: needs `yes` and `no` examples")

    def part(named: re.Match[str]) -> str:
        name = named["name"]
        if name not in (file.words if named["words"] else file.rules):
            raise BrokenRules(f"{where}: no part is called {named[0]}")
        return alternation(file.words[name]) if named["words"] else f"(?:{file.rules[name].source})"

    source = _PART.sub(part, str(table["pattern"]))
    yes, no, needs = table["yes"], table["no"], table.get("needs", [])
    assert isinstance(yes, list) and isinstance(no, list) and isinstance(needs, list)
    note, headed = str(table.get("note", "")), bool(table.get("headed"))
    return Rule(str(table["name"]), source, tuple(yes), tuple(no), note, tuple(needs), headed)
