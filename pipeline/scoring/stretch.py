"""Which of a notice's sections somebody has marked, so that what nobody looked at is neither right nor wrong."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.notice import Notice
from pipeline.scoring.gold import Gold

_BODY = {"heading", "article", "text"}


@dataclass(frozen=True)
class Stretch:
    """The sections from the first marked one to the last, and what the marks say of them.

    Rows of tables that the marks do not name are passed over: nothing says how they are numbered.

    A section in between that the marks do not know (one that the parser invented) belongs to it; what stands before
    or after does not. A marked section without rows has none: that is what `not marked` says in the gold files,
    except where `# unscored:` takes it out.
    """

    gold: Gold
    order: dict[str, int]
    first: int
    last: int

    @classmethod
    def of(cls, gold: Gold, notice: Notice) -> Stretch:
        known = gold.sections
        order = {s.section_id: s.order for s in notice.sections if s.kind != "table" or s.section_id in known}
        marked = [order[s] for s in known if s in order]
        return cls(gold, order, min(marked, default=0), max(marked, default=-1))

    def holds(self, section: str) -> bool:
        """Whether what the parser says of this section is compared."""
        if not self.gold.scores(section):
            return False
        return section in self.gold.sections or self.first <= self.order.get(section, -1) <= self.last

    def precedes_end(self, section: str) -> bool:
        """Whether the section stands before the end of the stretch: its citations were looked at."""
        return self.gold.scores(section) and self.order.get(section, -1) <= self.last


def is_body(kind: str, gold: Gold) -> bool:
    """Whether an unmarked row of the outline is one too many; parts of the layout are no rows of the marks."""
    return kind in _BODY or (kind == "preamble" and any(s.kind == "preamble" for s in gold.outline))
