"""Web pages: what a browser shows of an element is read, what it does not show is not, however its style says so."""

from __future__ import annotations

import pytest

from pipeline.inputs.html import read_html

FIRST, LAST = "各单位要每月检查一次，并报告情况。", "特此通知，请认真执行。"
LONG = "各区人民政府每年组织防汛检查不少于两次，并报告情况。"


def read(markup: str, head: str = "") -> list[str]:
    page = f"<!doctype html><meta charset=utf-8>{head}<p>{FIRST}</p>{markup}<p>{LAST}</p>"
    return read_html(page.encode()).text.string.split("\n")


def shows(markup: str, head: str = "") -> bool:
    return read(markup, head) == [FIRST, "暗文", LAST]


@pytest.mark.parametrize(
    "style",
    [
        "opacity:0", "opacity:.0", "opacity:1;opacity:0", "opacity:0!important;opacity:1", "filter:opacity(0)",
        "color:transparent", "color:rgba(0,0,0,0)", "color:rgb(0 0 0 / 0)", "color:#0000", "color:#fff",
        "color:hsl(0,0%,100%)", "color:red;background:red", "color:WHITE;background-color:#FFFFFF",
        "background:none #fff;color:white", "-webkit-text-fill-color:transparent",
        "font-size:0", "font-size:.0em", "font:0/0 a", "font:bold 0/1.2 arial", "font-size:1px",
        "display:/*x*/none", "display/**/:none", "/*a;*/display:none", r"d\69splay:none", r"d\69 splay:none",
        r"display:n\6fne", "DISPLAY:NONE !important;display:block", "x:y;;display:none;z", "display:none;display:bogus",
        "visibility:visible;visibility:hidden", "content-visibility:hidden",
        "position:absolute;left:-9999px", "position:absolute;right:9999px", "position:absolute;left:-100em",
        "transform:translateX(-9999px)", "transform:scale(1,0)", "text-indent:-9999px",
        "position:absolute;clip:rect(0 0 0 0)", "position:absolute;clip:rect(1px,1px,1px,1px)", "clip-path:inset(50%)",
        "position:absolute;width:1px;height:1px;overflow:hidden", "max-height:0;overflow:hidden",
    ],
)  # fmt: skip
def test_what_a_style_takes_out_of_sight_is_not_read(style: str) -> None:
    assert read(f'<p style="{style}">暗文</p>') == [FIRST, LAST]
    assert read(f"<p class=x>暗文</p><style>.x{{{style}}}</style>") == [FIRST, LAST]


@pytest.mark.parametrize(
    "style",
    [
        "opacity:0.5", "opacity:0;opacity:1", "color:#fff;background:#036",
        "color:transparent;text-shadow:0 0 2px #000",
        "color:transparent;-webkit-background-clip:text;background-image:linear-gradient(red,blue)",
        "background:url(a.png);color:#fff", "font-size:0;font-size:14px", "font-size:-1px", "font:12px/0 a",
        "dis/**/play:none", "display:no/**/ne", "display:none;display:block", "display:none none", "display:none1",
        r"display:none\9", "display none", "color:'a;display:none'", "background:url(a;display:none)", "*display:none",
        "--x:display:none", "display:\u3000none", "/*;display:none", "a:{;display:none}", "left:-9999px",
        "position:absolute;left:-9999px;left:0", "position:absolute;clip:rect(0,200px,50px,0)", "height:0",
        "clip:rect(0,0,0,0)", "text-indent:-2em", "transform:scale(0.5)", "transform:translate(-50%,-50%)",
        "opacity:0;transition:opacity 1s",
    ],
)  # fmt: skip
def test_what_a_style_leaves_in_sight_is_read(style: str) -> None:
    assert shows(f'<p style="{style}">暗文</p>')


@pytest.mark.parametrize(
    ("css", "shown"),
    [
        ("#i{display:none}", False),
        ("p{color:#333} p.x{display:none}", False),
        ("p{opacity:1} *{opacity:0} p,body{opacity:1}", True),
        ("div .x{display:none}", True),
        ("body .x{display:none}", True),  # the page has no tag of a body
        (".x.y{display:none}", False),
        (".x.z{display:none}", True),
        ("[class]{display:none}", False),
        ("[class='x y']{display:none}", False),
        ("#i{display:block} .x{display:none}", True),
        (".x{display:none!important} #i{display:block}", False),
        (".x{display:none} .x:first-child{display:block}", True),
        (".x:first-child{display:none}", True),
        (".x:not(:focus){display:none}", False),
        (".x:hover{display:none}", True),
        (".x::before{display:none}", True),
        (r".\78{display:none}", False),
        ("@media print{.x{display:none}}", True),
        ("@media screen and (min-width:600px){.x{display:none}}", False),
        ("@media (max-width:600px),print{.x{display:none}}", True),
        ("@media not print{.x{display:none}}", False),
        ("@media screen{@media print{.x{display:none}}}", True),
        ("@supports (display:grid){.x{display:none}}", False),
        ("@font-face{font-family:a} @keyframes a{from{opacity:0}} .x{animation:a 1s}", True),
        (".x{content:'}';display:none}", False),
        ("} .x{display:none}", True),
        (".x{display:none", False),
        (".x{font:0/0 a} .y{font-size:14px}", True),
    ],
)
def test_rules_of_style_sheets_hold_as_in_browsers(css: str, shown: bool) -> None:
    marked = "<p class='x y' id=i>暗文</p>"
    assert shows(marked, f"<style>{css}</style>") == shown
    assert shows(marked + f"<style>{css}</style>") == shown


@pytest.mark.parametrize(
    ("css", "shown"),
    [
        (".a .b .c{display:none}", False),
        (".b .a .c{display:none}", True),
        (".b>.c{display:none}", False),
        (".a>.c{display:none}", True),
        ("div p.c{display:none}", False),
        (".a{font-size:0}", False),
        (".a{font-size:0}.a p{font-size:14px}", True),
        (".a{text-indent:-9999px}.c{text-indent:2em}", True),
        (".a{background:#036}.c{color:#fff}", True),
        (".a{background:#036}.b{background:#fff}.c{color:#fff}", False),
        (".a{visibility:hidden}.c{visibility:visible}", True),
        (".a{opacity:0}.c{opacity:1}", False),
    ],
)
def test_rules_look_at_what_stands_around(css: str, shown: bool) -> None:
    assert shows(f"<style>{css}</style><div class=a><div class=b><p class=c>暗文</p></div></div>") == shown


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<style media=print>.x{display:none}</style><p class=x>暗文</p>", True),
        ("<style type=text/less>.x{display:none}</style><p class=x>暗文</p>", True),
        ("<template><style>.x{display:none}</style></template><p class=x>暗文</p>", True),
        ("<p hidden style='display:block'>暗文</p>", True),
        ("<p aria-hidden=true>暗文</p>", True),
        ("<dialog>暗文</dialog>", False),
        ("<dialog open>暗文</dialog>", True),
        ("<div popover>暗文</div>", False),
        ("<details><summary>暗文</summary></details>", True),
        ("<p><font color=white>暗文</font></p>", False),
        ("<table bgcolor=#003366><tr><td><font color=white>暗文</font></table>", True),
        ("<div style='color:#fff'><p style='color:#000'>暗文</p></div>", True),
        ("<div style='font-size:0'><font size=3>暗文</font></div>", True),
        ("<div style='font-size:0'><p style='font-size:120%'>暗文</p></div>", False),
        ("<xmp>暗文</xmp>", True),
        ("<meter>暗文</meter>", False),
    ],
)
def test_elements_and_attributes_show_what_browsers_show(markup: str, shown: bool) -> None:
    assert shows(markup) == shown


def test_a_style_that_keeps_line_ends_makes_lines() -> None:
    for style in ("white-space:pre-wrap", "white-space: pre-line"):
        assert read(f"<div style='{style}'>一、检查；\n二、报告。</div>")[1:3] == ["一、检查；", "二、报告。"]
    assert read("<pre style='white-space:normal'>一、检查；\n二、报告。</pre>")[1:2] == ["一、检查；二、报告。"]


def test_white_text_whose_ground_another_sheet_may_darken_is_read_and_told() -> None:
    page = f"<link rel=stylesheet href=a.css><p>{FIRST}</p><p style='color:#fff'>暗文</p><p>{LAST}</p>"
    reading = read_html(page.encode())
    assert reading.text.string.split("\n") == [FIRST, "暗文", LAST]
    (told,) = reading.diagnostics
    assert told.code == "unseen-text" and told.place is not None and told.place.text == "暗文"


def test_sentences_out_of_sight_within_the_notice_are_told() -> None:
    reading = read_html(f"<p>{FIRST}</p><p style='opacity:0'>{LONG}</p><p>{LAST}</p>".encode())
    assert reading.text.string.split("\n") == [FIRST, LAST]
    (told,) = reading.diagnostics
    assert told.code == "unseen-text-left-out" and LONG in told.message
