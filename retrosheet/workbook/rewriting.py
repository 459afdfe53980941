"""What a workbook that people have is to hold from now on, for any writer to carry out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from retrosheet.workbook.refs import LOST, column_number

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from retrosheet.workbook.model import Workbook
    from retrosheet.workbook.moves import Moves

_TITLE = re.compile(r"'(?:[^']|'')+'!|[\w.]+!")
_RANGE = re.compile(r"\$?[A-Z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Z]{1,3}\$?[0-9]{1,7})?")

_TEXT = re.compile(r'"(?:[^"]|"")*"')
_CELL = re.compile(r"(?<![\w.!$])\$?([A-Z]{1,3})\$?[0-9]{1,7}(?![\w(.])")


@dataclass(frozen=True)
class Rewriting:
    """What a workbook is to hold: ``workbook`` describes our tabs, as they are titled there.

    A tab that it lacks is added behind the others. ``moves`` has, by a tab's title, what came and
    went between its rows and columns; ``helpers`` the columns of a tab, as they were, at which only
    our own rules look. On the tabs named in ``drawn`` nobody keeps empty cells for their looks, so
    that what an earlier layout left there goes. ``heads`` has the rows on top of a tab in which a
    cell with another label than before also takes its look. ``anew`` has the cells of a tab that
    take theirs, with the height of their rows, as those have become something else.
    """

    workbook: Workbook
    moves: Mapping[str, Moves] = field(default_factory=dict)
    helpers: Mapping[str, frozenset[int]] = field(default_factory=dict)
    drawn: frozenset[str] = frozenset()
    heads: Mapping[str, int] = field(default_factory=dict)
    anew: Mapping[str, frozenset[tuple[int, int]]] = field(default_factory=dict)


def skeleton(formula: str) -> str:
    """A formula without its references and spaces, by which an earlier one of ours is known."""
    text = _TITLE.sub("", formula.removeprefix("=").replace(LOST, "§"))
    return re.sub(r"\s+", "", _RANGE.sub("§", text)).upper()


def looks_at(formula: str, columns: Collection[int]) -> bool:
    """Whether a formula looks at one of these columns of its own tab."""
    if not columns:
        return False
    found = _CELL.findall(_TEXT.sub("", formula))
    return any(column_number(letters) in columns for letters in found)
