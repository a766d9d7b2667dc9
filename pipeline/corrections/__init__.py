"""A reviewer's corrections in a small file beside the notice → laid over the result at every run.

`planned` reads the file, `lay_over` applies it, `propose` writes it, `beside` knows where it lies.
"""

from pipeline.corrections.lay_over import lay_over
from pipeline.corrections.planned import PlannedCorrection, load_corrections, read_corrections

__all__ = ["PlannedCorrection", "lay_over", "load_corrections", "read_corrections"]
