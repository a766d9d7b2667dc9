"""`gongwen show FILE`: one notice for a reader in a terminal."""

from __future__ import annotations

from argparse import ArgumentParser

from pipeline.commands.reading import open_notice


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a notice, its JSON file, or - for standard input")


def run(file: str) -> None:
    from rich.console import Console

    from pipeline.outputs.terminal import render_notice

    Console(highlight=False).print(render_notice(open_notice(file)), soft_wrap=False)
