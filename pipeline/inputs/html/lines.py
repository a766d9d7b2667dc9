"""Collects the stretches of text that make a line of the page: stretches with their state in, blocks out."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.inputs.excerpt import unescape
from pipeline.inputs.html.page import Block, Page, State
from pipeline.inputs.html.seen import Seen

_BLANK_ENTITY = "nbsp|ensp|emsp|thinsp|hairsp|zwnj|zwj|shy|#160|#8194|#8195|#12288|#[xX][aA]0|#[xX]3000"
_VISIBLE = re.compile(f"[^\\s&\u200b-\u200f\u2060\ufeff\xad\x00-\x1f]|&(?!(?:{_BLANK_ENTITY})\\b)")
_NUMBERED = re.compile(
    r"[（(\[]?[0-9０-９一二三四五六七八九十]{1,3}[）)\]、.．]|[①-⑳⑴-⒛]|第[0-9一二三四五六七八九十百]+[条章节]"
)

_PARTS = re.compile(r"[^\n]+|\n")


class LineCollector:
    """The line that is being filled; what is hidden in it becomes a line of its own."""

    def __init__(self, page: Page) -> None:
        self.number = ""
        """What the browser puts before the next line."""
        self._page = page
        self._runs: list[tuple[int, int]] = []
        self._shown: State | None = None
        self._linked = 0
        self._hidden: list[tuple[int, int]] = []
        self._unseen = Seen()

    def begins_in(self, state: State) -> bool:
        """Whether the line that is being filled began in the element of this state."""
        return self._shown is not None and self._shown.element == state.element

    def add(self, start: int, end: int, state: State) -> None:
        """Text between two tags."""
        if state.unseen or start == end:
            return
        if state.preformatted and not state.hidden:
            for part in _PARTS.finditer(self._page.source, start, end):
                if part[0] == "\n":
                    self.end(state)
                else:
                    self._add_run(*part.span(), state)
        else:
            self._add_run(start, end, state)

    def _add_run(self, start: int, end: int, state: State) -> None:
        if state.hidden:
            if not self._hidden:
                self._unseen = state.seen
            self._hidden.append((start, end))
            return
        if self._shown is None:
            if not _VISIBLE.search(self._page.source, start, end):
                return
            self._shown = state
        self._runs.append((start, end))
        if state.raised:
            self._page.raised.add(start)
        if state.seen.is_doubtful:
            self._page.doubtful.append((start, end))
        if state.link:
            self._linked += len("".join(self._page.source[start:end].split()))

    def end(self, state: State) -> None:
        """The line ends here, while the elements of `state` are open."""
        if self._shown is not None:
            if text := self._compact(self._runs):
                number = "" if _NUMBERED.match(text) else self.number
                self._page.blocks.append(Block(self._runs, text, self._shown, self._linked, number))
            self._runs, self._shown, self._linked, self.number = [], None, 0, ""
        if self._hidden:
            if text := self._compact(self._hidden):
                self._page.blocks.append(Block(self._hidden, text, replace(state, seen=self._unseen)))
            self._hidden = []

    def _compact(self, runs: list[tuple[int, int]]) -> str:
        """The characters of the stretches without white space, entities resolved."""
        string = "".join([self._page.source[start:end] for start, end in runs])
        return "".join((unescape(string) if "&" in string else string).split())
