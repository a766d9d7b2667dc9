"""The base of all records that flow out of the pipeline: frozen, closed, described by JSON Schema."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A value found or a fact stated; equal by content, never changed after it is made."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
