"""A whole book, built tab by tab with XlsxWriter."""

from __future__ import annotations

import datetime as dt
import io
import warnings
from typing import TYPE_CHECKING

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from retrosheet.xlsx.writing.cells import Page, write_cells
from retrosheet.xlsx.writing.charts import add_charts
from retrosheet.xlsx.writing.formats import WHITE, Formats
from retrosheet.xlsx.writing.limits import RenderingError, clean, done, fitting
from retrosheet.xlsx.writing.pages import set_size, set_up_print, show
from retrosheet.xlsx.writing.rules import add_rules, add_validations

if TYPE_CHECKING:
    from retrosheet.workbook.model import Workbook

_MAX_NAME = 255


def build(workbook: Workbook) -> bytes:
    """The file's bytes; raises RenderingError for what the format cannot hold.

    XlsxWriter only warns about much that it leaves out: here each warning is an error.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("error", category=UserWarning, module=r"xlsxwriter\.")
        try:
            return _build(workbook)
        except (UserWarning, XlsxWriterException) as error:
            raise RenderingError(f"XlsxWriter: {error}") from error


def _build(workbook: Workbook) -> bytes:
    _check(workbook)
    titles = frozenset(sheet.title for sheet in workbook.sheets)
    content = io.BytesIO()
    # In memory, the library dates every part of the archive 1 January 1980: equal bytes.
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties(
        {
            "title": clean(workbook.title),
            "subject": clean(workbook.subject),
            "author": "retrosheet",
            "created": dt.datetime.combine(workbook.created, dt.time()),
        }
    )
    plain, white = Formats(book), Formats(book, WHITE)
    for sheet in workbook.sheets:
        formats = plain if sheet.gridlines or sheet.hidden else white
        page: Page = book.add_worksheet(sheet.title, Page)
        set_size(page, sheet, formats)
        show(page, sheet)
        set_up_print(page, sheet.printing)
        write_cells(page, sheet, formats)
        add_rules(page, sheet, formats)
        add_validations(page, sheet, titles)
        add_charts(book, page, sheet, titles)
        if sheet.key == workbook.active:
            page.activate()
    for name, area in workbook.names:
        if area.title not in titles:
            raise RenderingError(f"{name} lies on the tab {area.title!r}, which does not exist")
        fitting(name, _MAX_NAME, "A defined name")
        done(book.define_name(name, f"={area.ref}"), f"the name {name}")
    # XlsxWriter asks Excel to calculate everything on opening (fullCalcOnLoad). That stays: the
    # values were right on the day of generation, and TODAY() moves on. Programs that do not
    # calculate (previews, phones, mail) show the value that every formula cell carries.
    book.close()
    return content.getvalue()


def _check(workbook: Workbook) -> None:
    """Refuse what XlsxWriter would let pass and Excel would not."""
    first_seen = [sheet for sheet in workbook.sheets if sheet.key == workbook.active]
    if len(first_seen) != 1 or first_seen[0].hidden:
        raise RenderingError(f"The first tab seen, {workbook.active!r}, is not one visible tab")
    for sheet in workbook.sheets:
        title = sheet.title
        if not title.strip() or title.casefold() == "history" or clean(title) != title:
            raise RenderingError(f"A tab cannot be called {title!r}")
    names = {name.name.casefold() for name in workbook.names}
    if len(names) != len(workbook.names):
        raise RenderingError("Two defined names are the same")
