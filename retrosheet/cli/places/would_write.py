"""What a dry run says: how many cells a sync would change, and what people will see of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.cli.terminal.lettering import wrapped
from retrosheet.report.writes import write_lines

if TYPE_CHECKING:
    from retrosheet.cli.places.synced import Synced
    from retrosheet.cli.terminal.shown import Terminal
    from retrosheet.language import Lang


def would_write(said: str, done: Synced, lang: Lang, terminal: Terminal) -> list[str]:
    """``said`` with the number of cells, and the lines below it."""
    lines = wrapped(said.format(n=len(done.changes.cells)), terminal.width)
    for line in write_lines(done.changes, lang):
        lines += wrapped(line, terminal.width, indent="    ", first="  ")
    return lines
