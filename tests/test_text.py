"""The map from text to source holds through any edits, and edits replay and undo."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.edits import edit_records
from pipeline.model.text import Anchor, Edit, Source, SourceSpan, Span, Text

LETTERS = "安全生产abc(,\n"


@st.composite
def layers_of_edits(draw: st.DrawFn) -> Text:
    text = Text.of(draw(st.text(LETTERS, max_size=24)))
    for _ in range(draw(st.integers(0, 4))):
        text = text.edit(draw(edits_of(text)))
    return text


@st.composite
def edits_of(draw: st.DrawFn, text: Text) -> list[Edit]:
    places = draw(st.lists(st.integers(0, len(text)), max_size=10).map(sorted))
    edits = []
    for start, end in zip(places[::2], places[1::2], strict=False):
        if edits and start < edits[-1].span.end:
            continue
        aligned = draw(st.booleans())
        size = end - start
        after = draw(st.text(LETTERS, min_size=size if aligned else 0, max_size=size if aligned else 5))
        edits.append(Edit(Span(start, end), after, "any", aligned=aligned))
    return edits


@given(layers_of_edits())
def test_places_in_source_never_run_backwards(text: Text) -> None:
    origins = [text.origin(Span(i, i + 1)) for i in range(len(text))]
    assert [o.start for o in origins] == sorted(o.start for o in origins)
    assert [o.end for o in origins] == sorted(o.end for o in origins)


@given(layers_of_edits(), st.data())
def test_locating_an_origin_finds_the_span_again(text: Text, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    origin = text.origin(Span(start, end))
    assert 0 <= origin.start <= origin.end <= len(text.source.string)
    found = text.locate(origin)
    if start < end:
        assert found.start <= start and end <= found.end


@given(layers_of_edits())
def test_an_origin_is_the_hull_of_the_origins_of_its_characters(text: Text) -> None:
    origins = [text.origin(Span(i, i + 1)) for i in range(len(text))]
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            hull = SourceSpan(min(o.start for o in origins[start:end]), max(o.end for o in origins[start:end]))
            assert text.origin(Span(start, end)) == hull


@given(st.text(LETTERS, max_size=30), st.data())
def test_untouched_characters_point_at_themselves(string: str, data: st.DataObject) -> None:
    source = Text.of(string)
    text = source.edit(data.draw(edits_of(source)))
    shift, touched = 0, set()
    for edit in text.layers[0] if text.layers else ():
        touched.update(range(edit.span.start, edit.span.end))
    for position, character in enumerate(string):
        if position in touched:
            continue
        shift = sum(len(e.after) - e.span.length for e in (text.layers or ((),))[0] if e.span.start <= position)
        span = Span(position + shift, position + shift + 1)
        assert text[span] == character
        assert text.origin(span) == SourceSpan(position, position + 1)


@given(layers_of_edits())
def test_edits_replay_to_the_text_and_undo_to_the_source(text: Text) -> None:
    again = Text.of(text.source)
    for layer in text.layers:
        again = again.edit(layer)
    assert again == text
    string = text.string
    for layer in reversed(text.layers):
        shift, undone = 0, []
        for edit in layer:
            undone.append(
                Edit(Span(edit.span.start + shift, edit.span.start + shift + len(edit.after)), edit.before, "")
            )
            shift += len(edit.after) - len(edit.before)
        string = Text.of(string).edit(undone).string
    assert string == text.source.string


@given(layers_of_edits())
def test_records_alone_undo_the_text(text: Text) -> None:
    records = edit_records(text)
    string = text.string
    for layer in sorted({r.layer for r in records}, reverse=True):
        shift, parts, end = 0, [], 0
        for record in (r for r in records if r.layer == layer):
            start = record.layer_start + shift
            assert string[start : start + len(record.after)] == record.after
            parts += (string[end:start], record.before)
            end = start + len(record.after)
            shift += len(record.after) - len(record.before)
        string = "".join((*parts, string[end:]))
    assert string == text.source.string


def test_records_name_the_place_in_the_final_text() -> None:
    text = Text.of("產(chǎn)安,全")
    text = text.edit([Edit(Span(1, 7), "", "annotation")])
    text = text.edit([Edit(Span(2, 3), "，", "width", aligned=True)])
    text = text.edit([Edit(Span(0, 1), "产", "script", aligned=True)])
    places = [(r.rule, r.char_start, r.char_end, r.source_start, r.source_end) for r in edit_records(text)]
    assert places == [("annotation", 1, 1, 1, 7), ("width", 2, 3, 8, 9), ("script", 0, 1, 0, 1)]


def test_a_replaced_stretch_maps_as_a_whole_and_an_aligned_one_by_character() -> None:
    text = Text.of("甲乙丙丁").edit(
        [Edit(Span(0, 2), "天地人", "whole"), Edit(Span(2, 4), "子丑", "one", aligned=True)]
    )
    assert text.string == "天地人子丑"
    assert text.origin(Span(1, 2)) == SourceSpan(0, 2)
    assert text.origin(Span(4, 5)) == SourceSpan(3, 4)
    assert text.locate(SourceSpan(1, 2)) == Span(0, 3)


def test_a_deleted_stretch_is_located_as_an_empty_span_between_its_neighbours() -> None:
    text = Text.of("甲(jiǎ)乙").edit([Edit(Span(1, 6), "", "annotation")])
    assert text.locate(SourceSpan(2, 4)) == Span(1, 1)
    assert text.origin(Span(0, 2)) == SourceSpan(0, 7)
    quote = text.quote(Span(1, 2))
    assert (quote.text, quote.char_start, quote.source_start, quote.source_end) == ("乙", 1, 6, 7)


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(Span(0, 2), "", "a"), Edit(Span(1, 3), "", "b")],
        [Edit(Span(2, 5), "", "outside")],
        [Edit(Span(2, 1), "", "backwards")],
        [Edit(Span(0, 2), "x", "aligned", aligned=True)],
    ],
)
def test_impossible_edits_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError):
        Text.of("甲乙丙").edit(edits)


def test_lines_and_anchors_of_the_source() -> None:
    source = Source("甲\r\n乙\r丙\u2028丁", (Anchor(start=0, page=1), Anchor(start=5, page=2)))
    assert [source.line_column(i) for i in (0, 3, 5, 7)] == [(1, 1), (2, 1), (3, 1), (4, 1)]
    anchor = source.anchor(6)
    assert anchor is not None and anchor.page == 2
    assert Source("甲").anchor(0) is None


def test_empty_text() -> None:
    text = Text.of("")
    assert text.origin(Span(0, 0)) == SourceSpan(0, 0)
    assert text.locate(SourceSpan(0, 0)) == Span(0, 0)
    assert text.edit([]) is text
    assert text.edit([Edit(Span(0, 0), "甲", "insert")]).quote(Span(0, 1)).source_end == 0
