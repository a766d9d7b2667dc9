"""The HTML report: what is in the page, and what a reader can do with it in a browser."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import open_browser
from lxml import html
from made_notices import Made, county_list, hostile_notice, long_list

import pipeline.outputs.report as report_package
from pipeline.model.notice import Correction
from pipeline.outputs.marks import Mark, cut_runs
from pipeline.outputs.report import render_index, render_report
from pipeline.outputs.report.passages import make_passages
from pipeline.outputs.report.restorations import make_spots, sum_conversions
from pipeline.outputs.report.rows import make_rows

NOTICE = county_list().notice()


def test_the_text_of_the_page_is_the_text_of_the_notice() -> None:
    passages = make_passages(NOTICE)
    lines = ["".join(x.text for c in p.clauses for x in c.stretches) for p in passages]
    assert "\n".join(lines) + "\n" == NOTICE.text


@pytest.mark.parametrize("stretch", [(0, 10), (3, 5), (0, 2)])
def test_runs_laid_end_to_end_are_the_stretch(stretch: tuple[int, int]) -> None:
    marks = [Mark(1, 6, "a"), Mark(4, 9, "b"), Mark(4, 9, "c"), Mark(7, 8, "d")]
    runs = cut_runs(*stretch, marks)
    assert [r.start for r in runs] == [stretch[0], *(r.end for r in runs[:-1])]
    assert runs[-1].end == stretch[1]
    for run in runs:
        assert {m.kind for m in run.marks} == {m.kind for m in marks if m.start <= run.start and run.end <= m.end}


def test_every_obligation_is_a_row_that_leads_to_its_clause() -> None:
    page = html.fromstring(render_report(NOTICE))
    rows = page.xpath('//tbody[@id="rows"]/tr')
    assert len(rows) == len(NOTICE.obligations)
    for row, obligation in zip(rows, NOTICE.obligations, strict=True):
        (link,) = row.xpath(".//td[1]/a/@href")
        clause = page.get_element_by_id(link[1:])
        assert row.get("id")[1:] in clause.get("data-rows").split()
        assert clause.text_content() in obligation.place.text


def test_a_row_of_blanks_leads_to_its_passage() -> None:
    """Of a stretch that is all white space nothing shows in the text, so there is no clause to lead to."""
    notice = Made().row("s1", "text", " ").obligation("s1", " ", " ", " ").row("s2", "text", "检查").notice()
    page = html.fromstring(render_report(notice))
    (link,) = page.xpath('//tbody[@id="rows"]/tr//td[1]/a/@href')
    assert page.get_element_by_id(link[1:]).get("data-id") == "s1"


def test_a_clause_within_a_clause_is_marked_as_both() -> None:
    page = html.fromstring(render_report(NOTICE))
    (inner,) = [a for a in page.xpath('//a[@class="clause"]') if a.text_content() == "每月检查沿街商铺"]
    assert inner.get("data-rows") == "2 3"
    assert inner.get("href") == "#r3"


def test_nothing_of_the_notice_is_markup() -> None:
    page = render_report(hostile_notice().notice()) + render_index([hostile_notice().notice()])
    assert "<script>window" not in page
    assert len(re.findall("<script", page)) == 2
    tree = html.fromstring(render_report(hostile_notice().notice()))
    assert not tree.xpath("//*[@onclick]")
    assert "<script>window.hacked=1</script>" in tree.get_element_by_id("reading").text_content()


def test_the_policy_names_the_style_and_the_script_of_the_page() -> None:
    page = render_report(NOTICE)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    for element in ("style", "script"):
        (content,) = re.findall(f"<{element}>(.*?)</{element}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{element}-src &#39;sha256-{digest}&#39;" in policy


def test_the_page_needs_nothing_from_elsewhere() -> None:
    page = html.fromstring(render_report(NOTICE))
    assert not page.xpath("//@src | //link")
    assert all(h.startswith("#") for h in page.xpath("//@href"))
    assert "url(" not in render_report(NOTICE)


def test_ids_are_unique_and_every_link_leads_somewhere() -> None:
    page = html.fromstring(render_report(NOTICE))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {h[1:] for h in page.xpath("//@href")} <= set(ids)


def test_everything_to_press_or_fill_has_a_name() -> None:
    page = html.fromstring(render_report(NOTICE))
    for element in page.xpath("//button | //select | //input | //a[@href]"):
        name = element.get("aria-label") or element.text_content().strip() or element.getparent().text_content().strip()
        assert name, html.tostring(element)


def test_the_chart_counts_obligations_and_times_a_year() -> None:
    page = html.fromstring(render_report(NOTICE))
    cells = {
        (b.get("data-bearer"), b.get("data-frequency")): b.text_content()
        for b in page.xpath("//td/button[@data-bearer]")
    }
    assert cells["镇人民政府", "P3M"].split() == ["1", "4", "次/年"]
    assert cells["县应急局", "P6M"].split() == ["1", "2", "次/年"]
    assert cells["镇人民政府", "recurring"].split() == ["1"]
    assert ("县应急局", "P1Y") not in cells


def test_the_interface_speaks_english() -> None:
    page = render_report(NOTICE, "en")
    tree = html.fromstring(page)
    assert tree.get("lang") == "en"
    assert "≥ 2× per year" in tree.get_element_by_id("rows").text_content()
    assert "What must be done" in tree.text_content()


def test_spots_show_raw_and_restored_and_conversions_are_summed() -> None:
    made = Made().row(
        "title",
        "title",
        "關於安全生產(chǎn)的通知",
        ("關於", "关于", "script", "sure"),
        ("產(chǎn)", "产", "gbk", "unique"),
    )
    notice = made.notice()
    (spot,) = make_spots(notice)
    assert (spot.raw, spot.restored) == (("關於安全生", "產(chǎn)", "的通知"), ("关于安全生", "产", "的通知"))
    assert (spot.line, spot.column) == (1, 6)
    (conversion,) = sum_conversions(notice)
    assert (conversion.rule, conversion.count, conversion.pairs) == ("script", 1, (("關於", "关于", 1),))


def test_layout_is_no_restored_spot() -> None:
    notice = Made().row("title", "title", "关于安全\n生产的通知", ("\n", "", "line-join", "sure")).notice()
    assert make_spots(notice) == ()
    assert sum_conversions(notice)[0].pairs == (("↵", "", 1),)


def test_what_was_taken_out_marks_the_character_before_it() -> None:
    notice = Made().row("title", "title", "生产(chan)会", ("(chan)", "", "pinyin-annotation", "sure")).notice()
    page = html.fromstring(render_report(notice))
    (mark,) = page.xpath('//*[@id="s0"]//span[contains(@class, "m-restored")]')
    assert mark.text == "产"
    assert "(chan)" in mark.get("title")


def test_a_correction_shows_on_its_row_and_in_a_table() -> None:
    correction = Correction(
        action="change",
        table="frequencies",
        row_id="f1",
        field="count_min",
        before="1",
        after="2",
        reason="漏读",
        by="王",
    )
    notice = NOTICE.model_copy(update={"corrections": (correction,)})
    (row,) = [r for r in make_rows(notice) if r.corrections]
    assert row.obligation.obligation_id == NOTICE.frequencies[0].obligation_id
    assert "漏读" in html.fromstring(render_report(notice)).get_element_by_id("corrections").text_content()


def test_a_notice_without_anything_has_a_page() -> None:
    page = html.fromstring(render_report(Made(notice_id="empty").notice()))
    assert page.get_element_by_id("page-title").text_content() == "empty"


def test_the_index_lists_every_notice() -> None:
    page = html.fromstring(render_index([NOTICE, long_list(3).notice()]))
    assert page.xpath('//tbody[@id="entries"]//a/@href') == ["linjiang-2024-3.html", "long-3.html"]
    assert page.get_element_by_id("shown").text == "2"


def palettes() -> dict[str, dict[str, str]]:
    """The colours of the light and the dark page."""
    css = (Path(report_package.__file__).parent / "report.css").read_text(encoding="utf8")
    light = css[css.index(":root {") : css.index("}")]
    dark = css[css.index(':root[data-theme="dark"] {') :]
    found = {"light": light, "dark": dark[: dark.index("}")]}
    return {name: dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for name, block in found.items()}


def contrast(one: str, other: str) -> float:
    """The contrast of two colours after WCAG 2."""

    def luminance(colour: str) -> float:
        parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(theme: str) -> None:
    colours = palettes()[theme]
    pairs = [
        (text, ground)
        for text in ("ink", "soft", "red", "accent", "often", "due", "cite", "doubt")
        for ground in ("sheet", "paper", "tint")
    ]
    pairs += [("ink", "chosen"), ("soft", "chosen"), ("often", "chosen"), ("due", "chosen"), ("cite", "chosen")]
    pairs += [("on-light", "h1"), ("on-light", "h2"), ("on-light", "h3"), ("on-dark", "h5")]
    pairs += [("on-light" if theme == "light" else "on-dark", "h4")]
    faint = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
    assert {pair: value for pair, value in faint.items() if value < 4.5} == {}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with open_browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def show(browser: Any, page: str, folder: Path) -> None:
    (folder / "page.html").write_text(page, encoding="utf8")
    browser.get((folder / "page.html").as_uri())


def shown_rows(browser: Any) -> list[str]:
    return browser.execute_script("return [...document.querySelectorAll('#rows > tr:not([hidden])')].map(r => r.id)")


def set_field(browser: Any, field: str, value: str) -> None:
    browser.execute_script(
        "const e = document.getElementById(arguments[0]); e.value = arguments[1];"
        "e.dispatchEvent(new Event('input', {bubbles: true}))",
        field,
        value,
    )


def test_a_click_on_either_side_shows_the_other(browser: Any, tmp_path: Path) -> None:
    show(browser, render_report(NOTICE), tmp_path)
    browser.find_element("css selector", "#r1 td:nth-child(3)").click()
    chosen = browser.find_elements("css selector", ".clause.on")
    assert "".join(c.text for c in chosen) == NOTICE.obligations[1].place.text
    browser.find_element("css selector", 'a.clause[data-rows="2 3"]').click()
    assert [r.get_attribute("id") for r in browser.find_elements("css selector", "#rows tr.on")] == ["r3"]
    browser.find_element("css selector", 'a.clause[data-rows="2 3"]').click()
    assert [r.get_attribute("id") for r in browser.find_elements("css selector", "#rows tr.on")] == ["r2"]


@pytest.mark.parametrize(
    ("field", "value", "rows"),
    [
        ("f-bearer", "县应急局", ["r5", "r6", "r7", "r8", "r9"]),
        ("f-verb", "检查", ["r3", "r5"]),
        ("f-frequency", "P1M", ["r3", "r8"]),
        ("f-frequency", "none", ["r2", "r6", "r7", "r9", "r10"]),
        ("f-modality", "prohibition", ["r9"]),
        ("f-flag", "doubt", ["r4"]),
        ("f-text", "危险化学品", ["r5"]),
        ("f-text", "没有的字", []),
    ],
)
def test_filters_leave_the_rows_that_match(
    browser: Any, tmp_path: Path, field: str, value: str, rows: list[str]
) -> None:
    show(browser, render_report(NOTICE), tmp_path)
    set_field(browser, field, value)
    assert shown_rows(browser) == rows
    assert browser.find_element("id", "shown").text == str(len(rows))


def test_each_choice_says_how_many_rows_it_leaves(browser: Any, tmp_path: Path) -> None:
    show(browser, render_report(NOTICE), tmp_path)
    set_field(browser, "f-bearer", "县应急局")
    options = browser.execute_script("return [...document.getElementById('f-verb').options].map(o => o.textContent)")
    assert "检查 (1)" in options
    assert "听取 (0)" in options


def test_a_cell_of_the_chart_filters(browser: Any, tmp_path: Path) -> None:
    show(browser, render_report(NOTICE), tmp_path)
    browser.find_element("css selector", 'button[data-bearer="县应急局"][data-frequency="P6M"]').click()
    assert shown_rows(browser) == ["r5"]


def test_the_keyboard_is_enough(browser: Any, tmp_path: Path) -> None:
    keys = pytest.importorskip("selenium.webdriver.common.keys").Keys
    show(browser, render_report(NOTICE), tmp_path)
    first = browser.find_element("css selector", "#r0 a")
    first.send_keys(keys.ARROW_DOWN)
    assert browser.execute_script("return document.activeElement.closest('tr').id") == "r1"
    browser.switch_to.active_element.send_keys(keys.ENTER)
    assert browser.execute_script("return document.activeElement.dataset.rows") == "1"
    browser.switch_to.active_element.send_keys(keys.ENTER)
    assert browser.execute_script("return document.activeElement.closest('tr').id") == "r1"
    browser.switch_to.active_element.send_keys(keys.ESCAPE)
    assert not browser.find_elements("css selector", "#rows tr.on")


def test_the_language_changes_in_place(browser: Any, tmp_path: Path) -> None:
    show(browser, render_report(NOTICE), tmp_path)
    browser.find_element("id", "language").click()
    assert browser.execute_script("return document.documentElement.lang") == "en"
    assert "What must be done" in browser.find_element("css selector", "#duties thead").text
    browser.find_element("id", "language").click()
    assert "职责要求" in browser.find_element("css selector", "#duties thead").text


def test_a_hostile_notice_runs_nothing_and_the_console_is_quiet(browser: Any, tmp_path: Path) -> None:
    browser.get_log("browser")
    show(browser, render_report(hostile_notice().notice()), tmp_path)
    assert browser.execute_script("return window.hacked") is None
    assert browser.get_log("browser") == []
    assert shown_rows(browser) == ["r0"]


def test_two_thousand_obligations_load_in_a_second(browser: Any, tmp_path: Path) -> None:
    """The page's own work is counted in processor time, so that a busy machine does not make it slow."""
    page = render_report(long_list(2000).notice())
    browser.execute_cdp_cmd("Performance.enable", {"timeDomain": "threadTicks"})
    times = []
    for _ in range(4):
        browser.get("about:blank")
        before = task_seconds(browser)
        show(browser, page, tmp_path)
        times.append(task_seconds(browser) - before)
    assert min(times) < 1, times


def task_seconds(browser: Any) -> float:
    metrics = browser.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    return next(m["value"] for m in metrics if m["name"] == "TaskDuration")


def test_the_index_finds_and_sorts(browser: Any, tmp_path: Path) -> None:
    show(browser, render_index([NOTICE, long_list(30).notice(), hostile_notice().notice()]), tmp_path)
    browser.find_element("css selector", ".sortable th:nth-child(5) button").click()
    titles = [a.text for a in browser.find_elements("css selector", "#entries a")]
    assert titles[0] == "关于<script>window.hacked=1</script>的通知"
    set_field(browser, "f-index", "临江")
    assert browser.find_element("id", "shown").text == "1"
