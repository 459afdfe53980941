"""Reads the tabs of any .xlsx workbook from their first cells on, whoever made it."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from retrosheet.language import Text
from retrosheet.workbook.refs import Area
from retrosheet.xlsx.read import read_areas
from retrosheet.xlsx.reading.contents import read_contents
from retrosheet.xlsx.reading.package import Package
from retrosheet.xlsx.reading.refusals import Unfit, told

if TYPE_CHECKING:
    from pathlib import Path

    from retrosheet.language import Lang
    from retrosheet.workbook.tables import Table

PLAN = "rs_plan"
_OURS = Text(
    "« {path} » est un classeur de retrosheet. Pour en tirer un type de campagne : retrosheet "
    "learn {word} -o le-mien.yaml.",
    '"{path}" is a workbook of retrosheet. To make a campaign type of it: retrosheet learn {word} '
    "-o mine.yaml.",
)
MOST_ROWS, MOST_COLUMNS = 5_000, 200
_MOST_TABS = 50


def read_tabs(file: BinaryIO, path: Path, lang: Lang) -> list[Table]:
    """The tabs with cells, in order, as far as ``MOST_ROWS`` and ``MOST_COLUMNS``.

    A number that is shown as a day is a ``DayNumber``.
    ``path`` is what the file is called. Raises, in ``lang``, what ``xlsx.read.read`` raises.
    """
    with told(path, lang):
        package = Package(file)
        contents = read_contents(package)
        if any(name == PLAN for name, _, _ in contents.names):
            raise Unfit(_OURS)
        areas = [
            Area(tab.title, 0, 0, MOST_ROWS - 1, MOST_COLUMNS - 1)
            for tab in contents.tabs
            if tab.part is not None and not tab.title.startswith("_")
        ]
        return read_areas(package, contents, areas[:_MOST_TABS], day_numbers=True)
