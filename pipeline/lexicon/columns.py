"""The head of a table of duties → what its columns hold: 工作任务, 责任单位, 完成时限, 工作频次."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.rules import load_rules
from pipeline.model.notice import BearerRole

CELL_END = compile_pattern(r"\t|\|")
FIRST_ROWS = 3
"""Among so many first rows of a table the one that names the columns is looked for."""
_LONGEST_LABEL, _MOST_TIMES, _MOST_COLUMNS = 20, 4, 100


@dataclass
class Columns:
    """What the columns hold, by their number."""

    count: int
    tasks: list[int] = field(default_factory=list)
    measures: list[int] = field(default_factory=list)
    bearers: dict[int, BearerRole] = field(default_factory=dict)
    times: list[int] = field(default_factory=list)

    @property
    def duties(self) -> list[int]:
        return self.measures or self.tasks


def read_head(cells: Sequence[str]) -> Columns | None:
    """The columns that the cells of a row name; None where they are too many or name no duties with who or when."""
    if len(cells) > _MOST_COLUMNS:
        return None
    rules = load_rules("bearers")
    columns = Columns(len(cells))
    names: list[int] = []
    for i, cell in enumerate(cells):
        label = "".join(cell.split()) if len(cell) <= _LONGEST_LABEL else ""
        if rules["bearer_column"].fullmatch(label):
            columns.bearers[i] = _role(label)
        elif rules["due_column"].fullmatch(label):
            columns.times += [i] if len(columns.times) < _MOST_TIMES else []
        elif rules["measure_column"].fullmatch(label):
            columns.measures.append(i)
        elif rules["task_column"].fullmatch(label):
            columns.tasks.append(i)
        elif rules["post_column"].fullmatch(label):
            names.append(i)
    if not columns.bearers and columns.duties:
        columns.bearers = dict.fromkeys(names[:1], "sole")
    return columns if columns.duties and (columns.bearers or columns.times) else None


def _role(label: str) -> BearerRole:
    if label.startswith(("牵头", "主办", "主责", "第一责任")):
        return "lead"
    return "support" if any(word in label for word in ("配合", "参与", "参加", "协办", "协助", "协同")) else "sole"
