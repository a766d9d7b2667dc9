"""Sections → duties, obligations and whom they bind; frequencies and deadlines attached to their obligations."""

from pipeline.stages.obligations.find import Demands, find_obligations

__all__ = ["Demands", "find_obligations"]
