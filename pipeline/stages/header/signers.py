"""Tells who signs and when: lines about the end of a document go in, whether they are names and dates comes out."""

from __future__ import annotations

import regex

from pipeline.stages.header.leaders import find_leader
from pipeline.stages.header.pages import Page, is_bare, rule
from pipeline.stages.header.unmarked import read_digits

_LONGEST, _LONGEST_NAME = 80, 24


def is_date(string: str) -> bool:
    """Whether a line is nothing but a date, if need be one that lost 年 and 月."""
    return rule("date_line").match(string) is not None or read_digits(string) is not None


def signed_day(string: str) -> regex.Match[str] | None:
    """The date below a name, which may have a label or a seal (日期：2021年7月1日, 2021年7月1日（印章）)."""
    return rule("date_line").match(string) or rule("signed_day").match(string)


def names_alone(string: str) -> bool:
    """Whether a line is one name and nothing else."""
    return len(string) <= _LONGEST_NAME and " " not in string and rule("organ_line").match(string) is not None


def signs(string: str) -> bool:
    """Whether a line may be a signature."""
    if rule("post_alone").match(string):
        return True
    if len(string) > _LONGEST:
        return False
    named = any(rule(name).match(string) for name in ("organ_line", "signer", "seal_line"))
    return named or find_leader(string) is not None


def leads_below(page: Page, index: int) -> bool:
    """Whether a leader signs below the date, as in Macau."""
    return page.string(index - 1)[-1:] in "。；;" and find_leader(page.string(index + 1)) is not None


def signs_below(page: Page, index: int) -> bool:
    """Whether who issues stands below the date: a sentence ends above it, and nothing follows but the closing."""
    if page.string(index - 1)[-1:] not in "。！!" or not rule("organ_line").match(page.string(index + 1)):
        return False
    following = page.string(index + 2)
    names = ("annex_label", "annex_titled", "note", "bare_note", "copies_to", "furniture")
    return not following or any(rule(name).match(following) for name in names)


def wraps_name(page: Page, first: int) -> bool:
    """Whether the line above the first name is its beginning, broken by the width of the page."""
    above = page.string(first - 1)
    if not is_bare(above) or rule("list_start").match(above) or rule("farewell").match(above):
        return False
    if rule("note").match(above):
        return False
    if page.string(first - 2)[-1:] not in "。）)":
        return False
    return rule("organ_line").match(page.joined(first - 1, first + 1)) is not None
