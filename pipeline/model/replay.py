"""Notice → its text with the map to the source again, replayed from the edits on record."""

from __future__ import annotations

from pipeline.model.notice import EditRecord, Notice
from pipeline.model.text import Edit, Quote, Source, Span, Text


def replay_text(notice: Notice) -> Text:
    """The restored text of a notice that was read back, able to make quotes; its string is `notice.text`."""
    text = Text.of(Source(notice.source_text, notice.source.anchors))
    layers: dict[int, list[EditRecord]] = {}
    for edit in notice.edits:
        layers.setdefault(edit.layer, []).append(edit)
    for layer in sorted(layers):
        text = text.edit(_as_edit(e) for e in layers[layer])
    return text


def _as_edit(record: EditRecord) -> Edit:
    """An edit that keeps the length is taken to stand character by character."""
    span = Span(record.layer_start, record.layer_start + len(record.before))
    aligned = len(record.before) == len(record.after)
    return Edit(span, record.after, record.rule, record.certainty, aligned)


class Places:
    """Makes quotes of a notice; the map to the source is rebuilt when the first is asked for."""

    def __init__(self, notice: Notice) -> None:
        self._notice = notice
        self._text: Text | None = None

    def quote(self, start: int, end: int) -> Quote:
        """The characters from `start` to `end` of the restored text with both their places."""
        if self._text is None:
            self._text = replay_text(self._notice)
        return self._text.quote(Span(start, end))
