"""Words of a Chinese text: rjieba where it can be imported, else jieba; the same words, so the same output.

Both are run on jieba's dictionary without its model for unknown words: the model joins verbs to their neighbours
(并报, 对本), and what the dictionary does not know is better left in single characters for our own lexicon. Neither
is imported before the first call. jieba's cache is kept in the user's own cache folder, never in the shared
temporary folder, where another user could plant one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

Cutter = Callable[[str], list[str]]


def cut_words(text: str) -> list[str]:
    """The words of the text in order; joined, they are the text."""
    return _cutter()(text)


@lru_cache(maxsize=1)
def _cutter() -> Cutter:
    try:
        import rjieba
    except ImportError:
        return jieba_cutter()

    def cut(text: str) -> list[str]:
        return list(rjieba.cut(text, False))

    return cut


def jieba_cutter() -> Cutter:
    """jieba itself, in the same use."""
    import logging
    from pathlib import Path

    import jieba
    from platformdirs import user_cache_dir

    jieba.setLogLevel(logging.WARNING)
    folder = Path(user_cache_dir("gongwen", appauthor=False))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    jieba.dt.tmp_dir = str(folder)

    def cut(text: str) -> list[str]:
        return list(jieba.cut(text, HMM=False))

    return cut
