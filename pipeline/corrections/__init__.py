"""A reviewer's corrections in a small file beside the notice → laid over the result at every run."""

from pipeline.corrections.beside import corrections_path
from pipeline.corrections.lay_over import lay_over
from pipeline.corrections.planned import PlannedCorrection, load_corrections
from pipeline.corrections.propose import propose_correction, save_correction

__all__ = [
    "PlannedCorrection",
    "corrections_path",
    "lay_over",
    "load_corrections",
    "propose_correction",
    "save_correction",
]
