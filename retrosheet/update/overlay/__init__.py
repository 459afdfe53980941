"""What people typed, put into the cells of a workbook laid out afresh.

A cell that follows a formula of ours goes on following it; a value that the merge has taken from
the archetype stands as it was laid out.
"""

from __future__ import annotations

from retrosheet.update.overlay import lists, memory, rows
from retrosheet.update.overlay.puts import Laid, Put, put_into

__all__ = ["Laid", "Put", "overlaid", "put_into"]


def overlaid(laid: Laid) -> list[Put]:
    """All that goes into cells of the fresh layout, by its own tabs' titles."""
    return [*rows.puts(laid), *lists.puts(laid), *memory.puts(laid)]
