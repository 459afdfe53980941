"""What the place of the output can show."""

from __future__ import annotations

import sys
from typing import NamedTuple

from retrosheet.cli.terminal.streams import PLAIN, can_write, columns, is_terminal, may_color

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
        width=columns(sys.stdout) if person else PLAIN,
        color=person and may_color(),
        signs=can_write(_SIGNS),
        person=person,
    )
