"""What every worker needs, imported once by the process that starts them."""

import pipeline.corpus.work
import pipeline.run

__all__ = ["pipeline"]
