"""Reads what lies under defined names of an .xlsx file, quickly, whoever made the file."""

from __future__ import annotations

import contextlib
import re
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from retrosheet.files.fingerprint import Fingerprint, fingerprint, open_plain
from retrosheet.workbook.plan_tab import ERROR_PAGES, PLAN_PAGE
from retrosheet.workbook.refs import column_number
from retrosheet.workbook.tables import Table
from retrosheet.xlsx.reading.contents import Contents, read_contents
from retrosheet.xlsx.reading.package import Package
from retrosheet.xlsx.reading.refusals import CHANGED, Unfit, told
from retrosheet.xlsx.reading.shared_texts import read_texts
from retrosheet.xlsx.reading.sheet_cells import Allowance, SheetCells, carved, read_cells

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from retrosheet.language import Lang
    from retrosheet.workbook.refs import Area


PLAN = "rs_plan"
_MERGE = re.compile(
    rb"""<(?:[\w.\-]++:)?mergeCell\s++ref=["']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})["']"""
)
_LONGEST_MERGE = 200
_ERROR = re.compile(rb"""\st=["']e["']""")


class Book(NamedTuple):
    """What was asked of a workbook.

    ``tables`` has each name that is one rectangle of a tab, and the plan of each tab that somebody
    duplicated under ``COPY_OF`` with its title; ``broken`` those that are there but
    point elsewhere, as after ``#REF!``. A table ends with the last row that holds something, and a
    row with its last cell that does. ``titles`` are all tabs, in order. A ``signed`` workbook can
    be read only; in one that counts its days from 1904, numbers shown as dates are converted.
    """

    tables: Mapping[str, Table]
    broken: frozenset[str]
    titles: tuple[str, ...]
    fingerprint: Fingerprint
    signed: bool
    date1904: bool


def read(path: Path, names: Collection[str], lang: Lang) -> Book:
    """Read the cells under ``names``, and say what the file was like, before it is written to.

    Raises, in ``lang``: InvalidInput for a file that is missing, damaged, no workbook, encrypted,
    or built to do harm; NoAccess for one that may not be read, or that changes meanwhile.
    """
    with told(path, lang), open_plain(path) as file:
        before = fingerprint(file)
        with unchanged(file, before):
            book = read_book(file, names, before)
        if fingerprint(file) != before:
            raise Unfit(CHANGED)
        return book


@contextlib.contextmanager
def unchanged(file: BinaryIO, before: Fingerprint) -> Iterator[None]:
    """Say that the file was changed of whatever is found wrong in it while somebody saves it.

    There are programs that save in place, instead of moving a new file over the old one.
    """
    try:
        yield
    except Unfit as unfit:
        raise (Unfit(CHANGED) if fingerprint(file) != before else unfit) from unfit


def read_book(file: BinaryIO, names: Collection[str], print_: Fingerprint) -> Book:
    """The same of an open file; raises Unfit, OSError."""
    package = Package(file)
    contents = read_contents(package)
    areas, broken = contents.areas(names)
    areas |= contents.copies(PLAN, areas)
    quiet = {
        name: Table(*area[:3], (), area.rows, area.last_column - area.first_column + 1)
        for name, area in areas.items()
        if name in ERROR_PAGES and not _has_errors(package, contents, area.title)
    }
    areas = {name: area for name, area in areas.items() if name not in quiet}
    tables = dict(zip(areas, read_areas(package, contents, list(areas.values())), strict=True))
    tables = {
        name: table.errors() if name in ERROR_PAGES else table for name, table in tables.items()
    } | quiet
    if PLAN_PAGE in tables:
        page = tables[PLAN_PAGE]
        tables[PLAN_PAGE] = page._replace(merged=_merged(package, contents, page.title))
    return Book(
        tables=tables,
        broken=broken,
        titles=tuple(tab.title for tab in contents.tabs),
        fingerprint=print_,
        signed=contents.signed,
        date1904=contents.date1904,
    )


def read_areas(
    package: Package,
    contents: Contents,
    areas: Sequence[Area],
    *,
    spelled_out: bool = False,
    day_numbers: bool = False,
) -> list[Table]:
    """The table of each area, each tab being read once; raises Unfit, OSError.

    Of a formula that is filled down, each cell has its own where they are ``spelled_out``, and all
    have the first one's else. With ``day_numbers`` a number that is shown as a day is a
    ``DayNumber``.
    """
    allowance = Allowance()
    days = _styles_of_days(package, contents) if day_numbers else frozenset()
    dates = styles_of_dates(package, contents)
    found: dict[str, SheetCells] = {}
    for title in {area.title for area in areas}:
        tab = contents.tab(title)
        assert tab is not None
        assert tab.part is not None
        here = [area for area in areas if area.title == title]
        chunks = partial(package.chunks, tab.part)
        found[title] = read_cells(
            chunks, here, dates, allowance, spelled_out=spelled_out, days=days
        )
    awaited = set().union(*(cells.awaited for cells in found.values()))
    texts_part = contents.texts
    texts = read_texts(
        lambda: package.chunks(texts_part) if texts_part else iter(()), awaited, allowance
    )
    for cells in found.values():
        cells.fill_in(texts)
    return [carved(area, found[area.title], allowance) for area in areas]


def _has_errors(package: Package, contents: Contents, title: str) -> bool:
    """Whether a tab may show an error value; much quicker than to read it."""
    tab = contents.tab(title)
    assert tab is not None
    assert tab.part is not None
    rest = b""
    for chunk in package.chunks(tab.part):
        if _ERROR.search(rest + chunk):
            return True
        rest = chunk[-10:]
    return False


def _merged(
    package: Package, contents: Contents, title: str
) -> tuple[tuple[int, int, int, int], ...]:
    """The cells of a tab that are shown as one."""
    tab = contents.tab(title)
    assert tab is not None
    assert tab.part is not None
    found: list[tuple[int, int, int, int]] = []
    rest = b""
    for chunk in package.chunks(tab.part):
        text = rest + chunk
        end = 0
        for match in _MERGE.finditer(text):
            left, top, right, bottom = (part.decode() for part in match.groups())
            corners = column_number(left), column_number(right)
            found.append((int(top) - 1, corners[0], int(bottom) - 1, corners[1]))
            end = match.end()
        rest = text[max(end, len(text) - _LONGEST_MERGE) :]
    return tuple(found)


def styles_of_dates(package: Package, contents: Contents) -> frozenset[int]:
    """The styles of cells that are dates, where the workbook counts days from 1904; else none."""
    return _styles_of_days(package, contents) if contents.date1904 else frozenset()


def _styles_of_days(package: Package, contents: Contents) -> frozenset[int]:
    """The styles of cells that show a day or a time."""
    if contents.styles is None:
        return frozenset()
    from retrosheet.xlsx.reading.date_styles import date_styles

    return date_styles(package.chunks(contents.styles))
