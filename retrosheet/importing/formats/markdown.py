"""The tables that stand in a text written in Markdown, with or without pipes at the ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrosheet.importing.raw import MOST_COLUMNS, Grid
from retrosheet.importing.words import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_RULE = re.compile(r"\s*\|?(?:\s*:?-{1,200}:?\s*\|)+(?:\s*:?-{1,200}:?\s*)?\|?\s*")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.+?)\s*#*\s*")
_PIPE = re.compile(r"(?<!\\)\|")


def grids(text: str) -> list[Grid]:
    """Each table, its first row being the headings; a row knows the number of its line.

    The rule below the headings is the line after them.
    """
    return list(_grids(text.splitlines()))


def heading(line: str) -> str:
    """The heading that a line is, without its marks; "" for any other line."""
    match = _HEADING.fullmatch(line)
    return unmarked(match[1]) if match else ""


def _grids(lines: Sequence[str]) -> Iterator[Grid]:
    under = ""
    number = 0
    while number < len(lines):
        under = heading(lines[number]) or under
        rule = lines[number + 1] if number + 1 < len(lines) else ""
        if "|" not in lines[number] or "-" not in rule or not _RULE.fullmatch(rule[:2000]):
            number += 1
            continue
        rows = [(number + 1, _cells(lines[number]))]
        number += 2
        while number < len(lines) and "|" in lines[number]:
            rows.append((number + 1, _cells(lines[number])))
            number += 1
        yield Grid(tuple(rows), under=under)


def _cells(line: str) -> tuple[str, ...]:
    bare = line.strip().removeprefix("|")
    cells = [unmarked(cell) for cell in _PIPE.split(bare, MOST_COLUMNS + 1)]
    if cells and not cells[-1]:
        cells.pop()
    return tuple(cells)
