"""What the place of the output can show."""

from __future__ import annotations

import os
import sys
from typing import NamedTuple

from retrosheet.cli.streams import can_write, is_terminal, may_color

NARROWEST, PLAIN, WIDEST = 60, 80, 120
_SIGNS = "█▐▌━╺╸▒░·◆◇│┆─┬…→"


class Terminal(NamedTuple):
    """Columns, colours, signs beyond ASCII; ``person`` when somebody looks."""

    width: int = PLAIN
    color: bool = False
    signs: bool = True
    person: bool = False


def stdout_terminal() -> Terminal:
    """The real width of a terminal, from 60 to 120 columns; 80 in a pipe, without colours."""
    person = is_terminal(sys.stdout)
    return Terminal(
        width=_columns() if person else PLAIN,
        color=person and may_color(),
        signs=can_write(_SIGNS),
        person=person,
    )


def _columns() -> int:
    try:
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return PLAIN
    return max(NARROWEST, min(columns, WIDEST)) if columns else PLAIN
