"""Bars → a plot as plain SVG that reads on light and dark pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape

WIDTH, LABEL, STEP, BAR = 720, 270, 26, 16
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#24292f}.t{font-weight:600}.o{fill:#b3261e}.p{fill:#8c959f}"
    "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.o{fill:#ff7b72}.p{fill:#6e7681}}"
)


@dataclass(frozen=True)
class Bar:
    """One bar: `ours` is set off by colour, bars of one group stand under its name."""

    label: str
    value: float
    ours: bool
    group: str


def draw_bars(bars: Sequence[Bar]) -> str:
    """Horizontal bars of MB/s, longest scale for all groups."""
    largest = max(b.value for b in bars)
    parts: list[str] = []
    y = 10
    for group, members in groupby(bars, key=lambda b: b.group):
        y += STEP
        parts.append(f'<text class="t" x="8" y="{y - 8}">{escape(group)}, MB/s (more is better)</text>')
        for bar in sorted(members, key=lambda b: -b.value):
            parts.append(_bar(bar, y, (WIDTH - LABEL - 70) * bar.value / largest))
            y += STEP
    size = f'width="{WIDTH}" height="{y + 6}" viewBox="0 0 {WIDTH} {y + 6}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="Throughput beside others">'
        f"<style>{STYLE}</style>{''.join(parts)}</svg>\n"
    )


def _bar(bar: Bar, y: int, length: float) -> str:
    kind = "o" if bar.ours else "p"
    return (
        f'<text x="{LABEL - 8}" y="{y + 13}" text-anchor="end">{escape(bar.label)}</text>'
        f'<rect class="{kind}" x="{LABEL}" y="{y + 1}" width="{max(1.0, length):.1f}" height="{BAR}" rx="2"/>'
        f'<text x="{LABEL + max(1.0, length) + 6:.1f}" y="{y + 13}">{bar.value:.3f}</text>'
    )
