"""What is known of a destroyed spot while it is read, and when it has been: a way to read its bytes, and a reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Path:
    """One way to read a spot. `data` begins with the last byte before the spot; None is a byte not determined yet."""

    end: int
    data: tuple[int | None, ...]
    odd: bool = False
    annotated: Mapping[int, str] = field(default_factory=dict)
    """Pinyin of the annotated characters, by index in `data` of their last byte."""
    lost: tuple[int, ...] = ()
    vanished: tuple[int, ...] = ()
    """Indexes of first bytes of pairs that left nothing."""
    gap: int = -1
    """The last place at which pairs vanished."""
    narrowed: bool = False
    """Whether a full-width letter was folded to a half-width one."""


@dataclass(frozen=True)
class Reading:
    """One reading of a spot: for each of its characters the candidates that fit, and what it says of the mirror."""

    start: int
    end: int
    characters: tuple[str, ...]
    annotated: tuple[tuple[str, str], ...] = ()
    """Characters of the table in the spot, with the pinyin they have there."""
    reversed_pairs: tuple[tuple[str, str], ...] = ()
    torn: str = ""
    """Full-width marks before which bytes were lost."""
    ends_annotated: bool = False
    gaps: Mapping[int, int] = field(default_factory=dict)
    """Where pairs of bytes vanished, and how many."""
    narrowed: bool = False
    """Whether a full-width letter was folded to a half-width one."""

    @property
    def length(self) -> int:
        return self.end - self.start
