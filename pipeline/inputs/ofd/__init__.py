"""OFD files (GB/T 33190): bytes in, Reading out."""

from pipeline.inputs.ofd.reader import read_ofd

__all__ = ["read_ofd"]
