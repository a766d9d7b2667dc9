"""`gongwen report PATH…`: notices → self-contained HTML pages and their index."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import chain, count
from typing import TYPE_CHECKING, Literal, cast

from pipeline.commands import complain, refuse, refuse_output, say
from pipeline.commands.reading import STDIN, read_notice
from pipeline.model.errors import Refused
from pipeline.outputs import is_foreign
from pipeline.outputs.atomic import Store, write_file
from pipeline.outputs.unseen import one_line

if TYPE_CHECKING:
    from pipeline.corpus.discover import Found
    from pipeline.model.notice import Notice

LANGUAGES = ("zh", "en")
INDEX = "index"
"""What the page of no notice can be called."""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="+", metavar="PATH", help="notices, their JSON files, folders or globs; - for standard input"
    )
    parser.add_argument(
        "--output", "-o", default="output/reports", metavar="DIR", help="where the pages go (default: %(default)s)"
    )
    parser.add_argument("--language", "-l", default="zh", help="zh or en; a button changes it (default: %(default)s)")


def run(paths: list[str], output: str, language: str) -> None:
    from pipeline.corpus.discover import NothingThere
    from pipeline.outputs.report import render_index

    if language not in LANGUAGES:
        refuse(f"--language {language}: unknown; there are {', '.join(LANGUAGES)}")
    if not output:
        refuse("--output: names no folder")
    if paths.count(STDIN) > 1:
        refuse("-: standard input holds one notice")
    spoken = cast(Literal["zh", "en"], language)
    writing = _Writing(Store(output), spoken)
    try:
        if writing.is_foreign(INDEX):
            refuse(f"{output}/{INDEX}.html: is no page of ours; name another folder with --output")
        index = render_index(writing.pages(_find(paths, output)), spoken)
        writing.write(INDEX, index)
    except NothingThere as e:
        refuse(str(e))
    except OSError as e:
        refuse_output(output, e)
    say(one_line(f"{output}/index.html: {writing.done} written, {writing.failed} failed"))
    if writing.failed:
        raise SystemExit(1)


def _find(paths: list[str], output: str) -> Iterator[Found]:
    from pipeline.corpus.discover import Found, discover

    for path in paths:
        if path == STDIN:
            yield Found(STDIN, "stdin", 0)
        else:
            yield from discover([path], output)


class _Writing:
    """Writes pages one by one, so that memory does not grow with their number."""

    def __init__(self, store: Store, language: Literal["zh", "en"]) -> None:
        self.store, self.language = store, language
        self.done = self.failed = 0
        self.taken = {INDEX}

    def is_foreign(self, notice_id: str) -> bool:
        """Whether a page lies there that is none of ours: it may be a notice, of this run or not."""
        return not self.store.remote and is_foreign(self.store.local(f"{notice_id}.html"), "html")

    def write(self, notice_id: str, page: str) -> None:
        """Put a page there; on this machine without the hidden folder that tells an output folder of `extract`."""
        if self.store.remote:
            self.store.write(f"{notice_id}.html", page.encode())
        else:
            write_file(self.store.local(f"{notice_id}.html"), page.encode())

    def _apart(self, notice: Notice, name: str) -> Notice:
        """The notice under an id that no page has yet: its own if it can be, else its whole name, else a number."""
        from pipeline.corpus.identify import folded, full_id, numbered

        others = (numbered(full_id(name), number) for number in count(2))
        ids = chain((notice.notice_id, full_id(name)), others)
        chosen = next(i for i in ids if folded(i) not in self.taken and not self.is_foreign(i))
        self.taken.add(folded(chosen))
        return notice if chosen == notice.notice_id else notice.model_copy(update={"notice_id": chosen})

    def pages(self, found: Iterator[Found]) -> Iterator[Notice]:
        """Each notice, once its page is written; a file that is none is named and passed over."""
        from pipeline.outputs.report import render_report

        for file in found:
            try:
                if file.refusal:
                    raise Refused(*file.refusal)
                notice = read_notice(file.place, file.name)
            except Refused as e:
                self.failed += 1
                complain(f"gongwen: {file.name}: {e} ({e.code})")
                continue
            notice = self._apart(notice, file.name)
            self.write(notice.notice_id, render_report(notice, self.language, index=f"{INDEX}.html"))
            self.done += 1
            yield notice
