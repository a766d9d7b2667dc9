"""Refuses what is denser than any notice: how much of a kind a text holds goes in, `Refused` comes out or nothing.

Each line, time and duty is a record with its places, ten to a hundred times as long as what it says, so that a megabyte
of nothing but these would take half a minute and a gigabyte. Duties take the most time: a text that would have too many
if it went on as it begins is refused before they are all read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NoReturn, TypeVar

from pipeline.model.errors import Refused

MANY = 20_000
"""So many of a kind any text may have; the longest notices have hundreds."""
FEWEST_BYTES = {"lines": 24, "frequencies": 24, "deadlines": 24, "duties": 48, "obligations": 24, "bearers": 3}
"""Bytes of text, in UTF-8, for each where there are more; real notices have at least 49, 928, 978, 125, 52 and 46.

Bearers are counted once for each obligation of theirs: those of one cell or bracket may have all of its row.
"""
FEWEST_BYTES_OF_MARKUP = 16
"""Bytes for each line of markup: it may be a comment or a key, of which no text comes, and costs less than text."""
ENOUGH_TO_TELL = 5_000
"""So many duties or obligations tell how a text goes on; notices have up to 274 and 529."""
_EVERY = 1_000

Kind = Literal["lines", "frequencies", "deadlines", "duties", "obligations", "bearers"]
Found = TypeVar("Found")


def refuse_dense_lines(string: str, fewest_bytes: int = FEWEST_BYTES["lines"]) -> None:
    """Refuse a text of many lines that say hardly anything; blank ones do not count."""
    if string.count("\n") > MANY:
        _refuse(sum(1 for line in string.split("\n") if line.strip()), string, "lines", fewest_bytes)


def refuse_dense(number: int, string: str, kind: Kind, added: int = 1) -> None:
    """Refuse a text that holds too much of a kind; to be asked as it is counted, with how many were added last."""
    if number > MANY and number % _EVERY < added:
        _refuse(number, string, kind, FEWEST_BYTES[kind])


def refuse_dense_so_far(number: int, string: str, end: int, kind: Kind) -> None:
    """Refuse a text whose part up to `end` holds too much of a kind, and as much for its length as `MANY` in the whole.

    Each text that the whole of it condemns is refused by then: its parts are no longer than it is.
    """
    if number >= ENOUGH_TO_TELL and number % _EVERY == 0:
        part, whole = (len(stretch.encode(errors="replace")) for stretch in (string[:end], string))
        if number * FEWEST_BYTES[kind] > part and number * whole > MANY * part:
            _raise(number, part, kind)


def bounded(found: Iterable[Found], string: str, kind: Kind) -> Iterator[Found]:
    """What is found in a text, one by one, as long as it is not too much."""
    for number, each in enumerate(found, 1):
        refuse_dense(number, string, kind)
        yield each


def _refuse(number: int, string: str, kind: Kind, fewest_bytes: int) -> None:
    size = len(string.encode(errors="replace"))
    if number > MANY and number * fewest_bytes > size:
        _raise(number, size, kind)


def _raise(number: int, size: int, kind: Kind) -> NoReturn:
    raise Refused("too-dense", f"No notice is so dense: {number} {kind} or more in {size} bytes of text.")
