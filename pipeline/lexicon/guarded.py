"""A rule's pattern that cannot run for ever: what `regex` offers of it, refused by the rule's name when time is up.

To take the time costs as much as several searches of a sentence, so it is taken for long stretches only. A pattern that
runs away on a short one is ended by the time limit of the notice, and `rule_at_work` tells which it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from traceback import walk_tb
from typing import Any

import regex

from pipeline.model.errors import Refused

LONG = 300
"""Characters to search from which on the time is taken."""
SECONDS = 5.0
"""Of processor time that one search may take, for each megabyte begun; the slowest of ours takes half a second."""


class Guarded:
    """The pattern of one rule; its methods are those of `regex.Pattern`."""

    __slots__ = ("_needs", "_pattern", "name")

    def __init__(self, name: str, pattern: regex.Pattern[str], needs: tuple[str, ...] = ()) -> None:
        self.name = name
        self._pattern = pattern
        self._needs = needs
        """One of these stands wherever the pattern matches, if any are given: to look for them costs a tenth of it."""

    def search(self, string: str, start: int = 0, end: int | None = None) -> Any:
        if self._needs and not _holds_any(string, self._needs):
            return None
        if len(string) < LONG or _is_short(string, start, end):
            return self._pattern.search(string, start, end)
        return self._in_time(self._pattern.search, string, string, start, end)

    def match(self, string: str, start: int = 0, end: int | None = None) -> Any:
        if self._needs and not _holds_any(string, self._needs):
            return None
        if len(string) < LONG or _is_short(string, start, end):
            return self._pattern.match(string, start, end)
        return self._in_time(self._pattern.match, string, string, start, end)

    def fullmatch(self, string: str, start: int = 0, end: int | None = None) -> Any:
        if self._needs and not _holds_any(string, self._needs):
            return None
        if len(string) < LONG or _is_short(string, start, end):
            return self._pattern.fullmatch(string, start, end)
        return self._in_time(self._pattern.fullmatch, string, string, start, end)

    def finditer(self, string: str, start: int = 0, end: int | None = None) -> Iterator[Any]:
        """The matches; all at once where the string is long, since the clock does not stop between two of them."""
        if len(string) < LONG or _is_short(string, start, end):
            return iter(self._pattern.finditer(string, start, end))
        return iter(
            self._in_time(
                lambda *s, timeout: [*self._pattern.finditer(*s, timeout=timeout)], string, string, start, end
            )
        )

    def sub(self, new: str, string: str) -> str:
        return str(self._in_time(self._pattern.sub, string, new, string))

    def _in_time(self, method: Callable[..., Any], string: str, *given: Any) -> Any:
        seconds = SECONDS * (1 + len(string) // 1_000_000)
        try:
            return method(*given, timeout=seconds)
        except TimeoutError as e:
            message = (
                f"The pattern of rule {self.name} was not done with {len(string)} characters in {seconds:g} seconds."
            )
            raise Refused("pattern-timeout", message) from e


def _holds_any(string: str, needs: tuple[str, ...]) -> bool:
    return any(map(string.__contains__, needs))


def _is_short(string: str, start: int, end: int | None) -> bool:
    """Whether the stretch that is searched is too short to take the time."""
    return (len(string) if end is None else end) - start < LONG


def rule_at_work(error: BaseException) -> str | None:
    """The rule whose pattern was being tried when an alarm went off; none where it was something else."""
    at_work = (frame.f_locals.get("self") for frame, _ in walk_tb(error.__traceback__))
    return next((it.name for it in at_work if isinstance(it, Guarded)), None)
