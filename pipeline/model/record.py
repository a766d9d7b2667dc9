"""The base of all records that flow out of the pipeline: frozen, closed, described by JSON Schema."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict

_new = object.__new__
_slots = BaseModel.__dict__
_set_values = _slots["__dict__"].__set__
_set_fields = _slots["__pydantic_fields_set__"].__set__
_set_extra = _slots["__pydantic_extra__"].__set__
_set_private = _slots["__pydantic_private__"].__set__
"""What pydantic keeps of a record, set without asking the class how: that was half of what making one costs."""


class Record(BaseModel):
    """A value found or a fact stated; equal by content, never changed after it is made.

    Validators are built when first needed, and what stands below a field is read when the schema is written: the
    command would start a tenth of a second later.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    _defaults: ClassVar[dict[str, Any]]
    _names: ClassVar[set[str]]
    """All fields with their defaults, and their names; one set for all records of the class: pydantic copies it."""

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        cls._defaults = {name: field.default for name, field in cls.model_fields.items()}
        cls._names = set(cls._defaults)

    @classmethod
    def trusted(cls, **values: Any) -> Self:
        """The record of values that a stage has made, without pydantic's check: that took a fifth of the pipeline.

        What is left out has its default. Where nothing is, the fields stand in their order, which is that of the JSON.
        `tests/test_records.py` checks what comes of it.
        """
        return cls.full(values if len(values) == len(cls._names) else {**cls._defaults, **values})

    @classmethod
    def full(cls, values: dict[str, Any]) -> Self:
        """The record of all its fields in their order, unchecked like `trusted`; the dictionary becomes its own."""
        record = _new(cls)
        _set_values(record, values)
        _set_fields(record, cls._names)
        _set_extra(record, None)
        _set_private(record, None)
        return record

    def with_(self, **changes: Any) -> Self:
        """The record with other values in some fields, unchecked like `trusted`."""
        return self.full({**self.__dict__, **changes})
