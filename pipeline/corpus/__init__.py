"""Many notices: discover them, skip what is unchanged, parse in parallel, write, put the tables together."""

from pipeline.corpus.extract import Order, Report, extract

__all__ = ["Order", "Report", "extract"]
