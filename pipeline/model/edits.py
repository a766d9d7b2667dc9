"""Lists the edits of a text for the record: each with its place in the text as it finally is and in the source."""

from __future__ import annotations

from pipeline.model.notice import EditRecord
from pipeline.model.text import Text


def edit_records(text: Text) -> tuple[EditRecord, ...]:
    """All edits that led from the source to `text`, by layer and place."""
    stages = []
    stage = text
    while stage.previous is not None:
        stages.append((stage.previous, stage.layers[-1]))
        stage = stage.previous
    records = []
    for layer, (before, edits) in enumerate(reversed(stages)):
        for edit in edits:
            source = before.origin(edit.span)
            place = text.locate(source)
            records.append(
                EditRecord.trusted(
                    layer=layer,
                    rule=edit.rule,
                    certainty=edit.certainty,
                    before=edit.before,
                    after=edit.after,
                    layer_start=edit.span.start,
                    char_start=place.start,
                    char_end=place.end,
                    source_start=source.start,
                    source_end=source.end,
                )
            )
    return tuple(records)
