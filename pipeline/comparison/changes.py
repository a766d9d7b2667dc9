"""What a comparison says: records, so that JSON of it is `model_dump_json`."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from pipeline.model.notice import Modality
from pipeline.model.record import Record

SectionKindOfChange = Literal["added", "removed", "moved", "renumbered", "reworded"]
KindOfChange = Literal[
    "added",
    "removed",
    "moved",
    "reworded",
    "bearer-changed",
    "modality-changed",
    "frequency-raised",
    "frequency-lowered",
    "frequency-added",
    "frequency-removed",
    "frequency-changed",
    "deadline-changed",
]


class Version(Record):
    """One of the two notices."""

    notice_id: str
    title: str
    document_number: str | None
    date_issued: str | None
    sections: int
    obligations: int


class SectionSide(Record):
    """A section as it stands on one side."""

    section_id: str
    text: str
    line: int


class SectionChange(Record):
    kinds: tuple[SectionKindOfChange, ...]
    old: SectionSide | None
    new: SectionSide | None


class ObligationSide(Record):
    """An obligation as it stands on one side; frequencies and deadlines as a reader says them."""

    obligation_id: str
    section_id: str
    bearers: tuple[str, ...]
    modality: Modality
    clause: str
    frequencies: tuple[str, ...]
    deadlines: tuple[str, ...]
    line: int


class ObligationChange(Record):
    kinds: tuple[KindOfChange, ...]
    old: ObligationSide | None
    new: ObligationSide | None


class HeaderChange(Record):
    field: str
    old: tuple[str, ...]
    new: tuple[str, ...]


class Comparison(Record):
    """Every difference, in the order of the new notice; what was removed stands where it stood."""

    old: Version
    new: Version
    header: tuple[HeaderChange, ...]
    sections: tuple[SectionChange, ...]
    obligations: tuple[ObligationChange, ...]
    unchanged_sections: int
    unchanged_obligations: int

    def counts(self) -> dict[str, int]:
        """How many obligations changed in each way."""
        return dict(sorted(Counter(k for change in self.obligations for k in change.kinds).items()))

    @property
    def same(self) -> bool:
        return not (self.header or self.sections or self.obligations)
