"""The order of restoring: annotations and destroyed spots, then punctuation, then script; with the check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from pipeline.model.diagnostic import Diagnostic, Remarks
from pipeline.model.notice import Restoration, Script
from pipeline.model.text import Span, Text
from pipeline.stages.restore.annotations import Findings, find_annotations
from pipeline.stages.restore.blanks import put_back_blanks
from pipeline.stages.restore.destroyed import Repairs, repair
from pipeline.stages.restore.gbk import FOLDED
from pipeline.stages.restore.left import find_left
from pipeline.stages.restore.redamage import Mirror, damage, order_table
from pipeline.stages.restore.script import convert_script, is_by_right, script_of, simplify
from pipeline.stages.restore.width import is_folded, unfold


@dataclass(frozen=True)
class Restored:
    """The restored text; the script of the source; what had happened to it, and whether the restoration is proved."""

    text: Text
    script: Script
    damage: tuple[str, ...] = ()
    restoration: Restoration = "none"
    diagnostics: tuple[Diagnostic, ...] = ()
    source_script: Text | None = None
    """The restored text before its script was converted; null where it was not."""
    mirror: Mirror = field(default_factory=Mirror)
    """What the mirror did, as far as the text shows it."""


def restore(text: Text) -> Restored:
    """The text with the damage of mirrors undone as far as it shows, in simplified characters."""
    findings = find_annotations(text.string)
    spaced = put_back_blanks(text, findings.damaged)
    raw = spaced.string
    repairs = repair(raw, findings, simplify) if findings.damaged else Repairs()
    mended = spaced.edit(repairs.edits)
    folded = is_folded(raw, mended.string, damaged=findings.damaged)
    sound = unfold(mended) if folded else mended
    script = script_of(sound.string)
    converted = convert_script(sound) if script == "Hant" else sound
    codes = {
        "pinyin-annotations": any(e.rule == "pinyin-annotation" for e in repairs.edits),
        "destroyed-bytes": any(e.rule == "destroyed-bytes" for e in repairs.edits),
        "lost-blanks": spaced is not text,
        "folded-punctuation": folded and sound is not mended,
        "script-converted": script == "Hant" and (findings.damaged or not is_by_right(sound.string)),
    }
    seen = tuple(code for code, there in codes.items() if there)
    mirror = _mirror(raw, sound, findings, repairs) if seen else Mirror()
    again = damage(sound.string, mirror) if seen else raw
    restoration: Restoration = ("reproduced" if again == raw else "partial") if seen else "none"
    diagnostics = (
        *_report_unresolved(spaced, converted, repairs),
        *_report_left(spaced, mended, converted, repairs, findings.damaged),
        *_report_difference(spaced, converted, again),
    )
    source_script = sound if converted is not sound else None
    return Restored(converted, script, seen, restoration, diagnostics, source_script, mirror)


def _mirror(raw: str, sound: Text, findings: Findings, repairs: Repairs) -> Mirror:
    folded = "".join(m for m in map(chr, FOLDED) if m not in raw)
    if not findings.by_table:
        return Mirror(folded=folded, places=tuple(repairs.places))
    table = order_table(repairs.readings, sound.string, repairs.reversed_pairs)
    return Mirror(table, repairs.torn, folded, (), repairs.silent, repairs.vanishing, repairs.narrowed)


def _report_unresolved(text: Text, restored: Text, repairs: Repairs) -> tuple[Diagnostic, ...]:
    remarks = Remarks(restored)
    for edit in repairs.edits:
        if edit.certainty == "unresolved":
            message = f"Destroyed characters could not be restored: {text[edit.span]}"
            span = restored.locate(text.origin(edit.span))
            remarks.note("destroyed-unresolved", "warning", message, span)
    return remarks.finish()


def _report_left(text: Text, mended: Text, restored: Text, repairs: Repairs, damaged: bool) -> tuple[Diagnostic, ...]:
    """What looks like damage and was not undone, beside what is told of as unresolved."""
    remarks = Remarks(restored)
    told = {mended.locate(text.origin(e.span)).start for e in repairs.edits if e.certainty == "unresolved"}
    for span in find_left(mended.string, damaged):
        if span.start not in told:
            message = f"This looks like what a mirror put in or destroyed, and was left: {mended[span]}"
            remarks.note("damage-left", "warning" if damaged else "info", message, restored.locate(mended.origin(span)))
    return remarks.finish()


def _report_difference(text: Text, restored: Text, again: str) -> Iterator[Diagnostic]:
    """The first place where the restored text, damaged again, is not the source."""
    if again == text.string:
        return
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(text.string, again, strict=False)))
    here = Span(min(same, max(0, len(text) - 1)), min(same + 1, len(text)))
    yield Diagnostic(
        code="not-reproduced",
        severity="warning",
        message="The restored text, damaged again as the mirror did it, first differs from the source here.",
        place=restored.quote(restored.locate(text.origin(here))),
    )
