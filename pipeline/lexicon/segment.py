"""Words of a Chinese text: our own cutting for the first few pages, then rjieba, where it can be imported.

They give the same words, so the same output. Loading rjieba takes a tenth of a second, in which ours has cut more than
a long notice; then rjieba is many times as fast. Both go by jieba's dictionary without its model for unknown words: the
model joins verbs to their neighbours (并报, 对本), and what the dictionary does not know is better left in single
characters for our own lexicon.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.lexicon import cutting

FEW = 20_000
"""Characters that a process cuts before rjieba is loaded: about a hundred kilobytes of notices."""


class _Cutter:
    """What cuts at present, and how much is left before that is rjieba."""

    def __init__(self) -> None:
        self.cut: Callable[[str], list[str]] = cutting.cut
        self.left = FEW

    def __call__(self, text: str) -> list[str]:
        if self.left > 0:
            self.left -= len(text)
            if self.left <= 0:
                self.load()
        return self.cut(text)

    def load(self) -> None:
        """From now on rjieba, where it can be imported."""
        self.left = 0
        try:
            import rjieba
        except ImportError:
            return
        self.cut = lambda text: list(rjieba.cut(text, False))


_CUTTER = _Cutter()


def cut_words(text: str) -> list[str]:
    """The words of the text in order; joined, they are the text."""
    return _CUTTER(text)


def load_words() -> None:
    """Load at once what cuts much text fast: for a process whose workers will need it and can share it."""
    _CUTTER.load()
