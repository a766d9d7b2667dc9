"""What is denser than any notice is refused by name; what may be one is not."""

from __future__ import annotations

import pytest

from pipeline.model.density import ENOUGH_TO_TELL, FEWEST_BYTES, MANY, bounded, refuse_dense_lines, refuse_dense_so_far
from pipeline.model.errors import Refused
from pipeline.run import parse_notice


@pytest.mark.parametrize("line", ["检", "一、", "(a)", "# a"])
def test_many_lines_that_say_hardly_anything_are_refused(line: str) -> None:
    with pytest.raises(Refused, match="No notice is so dense: 20001 lines or more in") as refused:
        parse_notice((line + "\n").encode() * (MANY + 1))
    assert refused.value.code == "too-dense"


def test_so_many_lines_any_text_may_have() -> None:
    refuse_dense_lines("检\n" * MANY)


def test_many_lines_that_say_something_are_no_reason() -> None:
    refuse_dense_lines("每年检查\n \n" + "各单位每年检查一次\n" * 2 * MANY)


def test_blank_lines_do_not_count() -> None:
    refuse_dense_lines("检\n\n \n" * (MANY - 1))


def test_times_are_counted_as_they_are_found() -> None:
    with pytest.raises(Refused, match="frequencies or more in") as refused:
        parse_notice(("一、安全\n" + "每年" * 30_000).encode())
    assert refused.value.code == "too-dense"


@pytest.mark.parametrize(
    "form", ["附件\n任务分工表\n任务\t内容\t责任单位\n1\t{}\t{}\n", "办法\n一、{}（责任单位：{}）\n"]
)
def test_bearers_are_counted_with_each_obligation(form: str) -> None:
    with pytest.raises(Refused, match="bearers or more in") as refused:
        parse_notice(form.format("检查堤防。" * 200, "县应急局、" * 200).encode())
    assert refused.value.code == "too-dense"


def test_what_is_not_too_much_comes_out_as_it_went_in() -> None:
    enough = "检" * (MANY * FEWEST_BYTES["deadlines"])
    assert len(list(bounded(range(2 * MANY), enough, "deadlines"))) == 2 * MANY


@pytest.mark.parametrize("line", ["{}、检查安全和设备。\n", "每年要检查一次。"])
def test_duties_are_refused_before_all_are_read(line: str) -> None:
    text = "一、安全\n" + "".join(line.format(i % 999 + 1) for i in range(44_000))
    with pytest.raises(Refused, match=f"{ENOUGH_TO_TELL} duties or more in") as refused:
        parse_notice(text.encode())
    assert refused.value.code == "too-dense"


@pytest.mark.parametrize("clause", ["督促单位检查，", "《a》，检查；"])
def test_obligations_are_refused_within_a_sentence_without_end(clause: str) -> None:
    with pytest.raises(Refused, match=f"{ENOUGH_TO_TELL} obligations or more in") as refused:
        parse_notice(("一、安全\n" + clause * 44_000).encode())
    assert refused.value.code == "too-dense"


def test_so_many_duties_any_text_may_begin_with() -> None:
    dense, number = "a" * 100_000, ENOUGH_TO_TELL
    refuse_dense_so_far(number, dense + "a" * 299_000, len(dense), "duties")
    with pytest.raises(Refused, match="in 100000 bytes"):
        refuse_dense_so_far(number, dense + "a" * 301_000, len(dense), "duties")


def test_what_the_whole_condemns_is_refused_wherever_it_is_dense() -> None:
    number = MANY + 1_000
    text = "a" * (number * FEWEST_BYTES["duties"] - 1)
    for end in (number, len(text) // 2, len(text)):
        with pytest.raises(Refused):
            refuse_dense_so_far(number, text, end, "duties")
