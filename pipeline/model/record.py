"""The base of all records that flow out of the pipeline: frozen, closed, described by JSON Schema."""

from __future__ import annotations

from functools import cache
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

_set = object.__setattr__


@cache
def _all_fields(record: type[BaseModel]) -> set[str]:
    """One set for all records of a class: pydantic copies it before it changes it."""
    return set(record.model_fields)


class Record(BaseModel):
    """A value found or a fact stated; equal by content, never changed after it is made."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, defer_build=True)

    @classmethod
    def trusted(cls, **values: Any) -> Self:
        """The record of values that a stage has made, without pydantic's check: that took a fifth of the pipeline.

        All fields, in their order: the order is that of the JSON. `tests/test_records.py` checks what comes of it.
        """
        record = cls.__new__(cls)
        _set(record, "__dict__", values)
        _set(record, "__pydantic_fields_set__", _all_fields(cls))
        _set(record, "__pydantic_extra__", None)
        _set(record, "__pydantic_private__", None)
        return record
