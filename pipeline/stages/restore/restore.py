"""The order of restoring: annotations and destroyed spots, then punctuation, then script; with the check."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.notice import Restoration, Script
from pipeline.model.text import Span, Text
from pipeline.stages.restore.annotations import Findings, find_annotations
from pipeline.stages.restore.destroyed import Repairs, repair
from pipeline.stages.restore.gbk import FOLDED
from pipeline.stages.restore.redamage import Mirror, damage, order_table
from pipeline.stages.restore.script import convert_script, script_of, simplify, standard_of
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
    raw = text.string
    findings = find_annotations(raw)
    repairs = repair(raw, findings, simplify) if findings.damaged else Repairs()
    mended = text.edit(repairs.edits)
    folded = is_folded(raw, mended.string, damaged=findings.damaged)
    sound = unfold(mended) if folded else mended
    script = script_of(sound.string)
    standard = standard_of(sound.string) if script == "Hant" else "mainland"
    converted = convert_script(sound, standard) if script == "Hant" else sound
    codes = {
        "pinyin-annotations": bool(repairs.edits),
        "destroyed-bytes": any(e.rule == "destroyed-bytes" for e in repairs.edits),
        "folded-punctuation": folded and sound is not mended,
        "script-converted": script == "Hant" and standard == "mainland",
    }
    seen = tuple(code for code, there in codes.items() if there)
    mirror = _mirror(raw, sound, findings, repairs)
    diagnostics = _report(text, converted, repairs)
    restoration: Restoration = "none"
    if seen:
        same = damage(sound.string, mirror) == raw
        restoration = "reproduced" if same else "partial"
    return Restored(
        converted, script, seen, restoration, diagnostics, sound if converted is not sound else None, mirror
    )


def _mirror(raw: str, sound: Text, findings: Findings, repairs: Repairs) -> Mirror:
    folded = "".join(m for m in map(chr, FOLDED) if m not in raw)
    if not findings.by_table:
        return Mirror(folded=folded, places=tuple(repairs.places))
    table = order_table(repairs.readings, sound.string, repairs.reversed_pairs)
    return Mirror(table, repairs.torn, folded)


def _report(text: Text, restored: Text, repairs: Repairs) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(
            code="destroyed-unresolved",
            severity="warning",
            message=f"Destroyed characters could not be restored: {text[edit.span]}",
            place=restored.quote(restored.locate(text.origin(Span(edit.span.start, edit.span.end)))),
        )
        for edit in repairs.edits
        if edit.certainty == "unresolved"
    )
