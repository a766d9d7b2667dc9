"""Templates → one self-contained page: style and script inlined, and a policy that lets nothing else run."""

from __future__ import annotations

import base64
import hashlib
import tomllib
from functools import cache
from importlib import resources
from typing import Any, Literal

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.outputs.wording import Words, say

Language = Literal["zh", "en"]


def render_page(template: str, language: Language, **values: Any) -> str:
    """The page of a template of this folder, with `report.css` and `report.js` inside it."""
    style, script = _read("report.css"), _read("report.js")
    return (
        _environment(language)
        .get_template(template)
        .render(
            language=language,
            style=Markup(style),
            script=Markup(script),
            policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'",
            **values,
        )
    )


@cache
def _read(name: str) -> str:
    """A file of this folder that goes into the page as it is; it must not end its own element."""
    content = resources.files(__package__).joinpath(name).read_text(encoding="utf8")
    if "</s" in content:
        raise ValueError(f"{name} would end its element")
    return content


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


@cache
def _interface() -> dict[str, Words]:
    return {key: Words(*pair) for key, pair in tomllib.loads(_read("interface.toml")).items()}


@cache
def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=PackageLoader("pipeline.outputs.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "t": lambda key: _both(_interface()[key], language),
        "label": lambda key: _label(_interface()[key], language),
        "words": lambda words: _both(words, language),
        "say": lambda group, code: _both(say(group, code), language),
        "option": lambda key: _attributes(_interface()[key]),
        "plain": lambda key: _interface()[key][language == "en"],
    }
    return environment


def _both(words: Words, language: Language) -> Markup | str:
    """Words that the page's script can change to the other language."""
    if words.zh == words.en:
        return words.zh
    return Markup("<span{}>{}</span>").format(_attributes(words), words[language == "en"])


def _attributes(words: Words) -> Markup:
    return Markup(' data-zh="{}" data-en="{}"').format(words.zh, words.en)


def _label(words: Words, language: Language) -> Markup:
    """The accessible name of an element that shows no words of its own."""
    return Markup(' aria-label="{}" data-zh-label="{}" data-en-label="{}"').format(
        words[language == "en"], words.zh, words.en
    )
