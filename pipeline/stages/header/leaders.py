"""Lines in which a leader signs: a line goes in, the match with the leader's name comes out."""

from __future__ import annotations

import regex

from pipeline.stages.header.pages import rule


def find_leader(string: str) -> regex.Match[str] | None:
    """总理　　李克强, 部　　长　林右昌."""
    return rule("leader_line").match(string) or rule("leader_spaced").match(string)


def find_glued_leader(string: str) -> regex.Match[str] | None:
    """总理李鹏: without a blank before the name."""
    return None if rule("organ_line").match(string) else rule("leader_glued").match(string)
