"""Undoes the damage of mirrors: a text as published in, the sound text in simplified characters out.

Assumptions: 1. damage is shown by the text as a whole, never by one place; 2. a sound text comes out as it went in,
but for its script; 3. a mirror first converted the script, then annotated, then tore, then folded, so restoring goes
the other way round; 4. what cannot be restored stays as it is and is reported.
"""

from pipeline.stages.restore.restore import Restored, restore

__all__ = ["Restored", "restore"]
