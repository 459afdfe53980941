"""All of a tab but its cells: sizes, what is folded or hidden, the first look, and print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.workbook.paper import MARGINS
from retrosheet.xlsx.writing.formats import FONT
from retrosheet.xlsx.writing.limits import clean, done, on_tab, utf16_length

if TYPE_CHECKING:
    from retrosheet.workbook.model import Print, Sheet
    from retrosheet.xlsx.writing.cells import Page
    from retrosheet.xlsx.writing.formats import Formats

_PAPERS = {"A3": 8, "A4": 9}
_MAX_FOOTER = 255
_EVERY_CELL = "A1:XFD1048576"


def set_size(page: Page, sheet: Sheet, formats: Formats) -> None:
    """Set the widths and heights, and fold the groups of columns."""
    if sheet.default_height is not None:
        page.set_default_row(sheet.default_height)
    for row in sheet.rows:
        options = {"hidden": row.hidden}
        done(page.set_row(row.row, row.height, None, options), f"{row} of {sheet.title!r}")
    folded = {column.last for column in sheet.columns if column.level}
    for column in sheet.columns:
        fold = {
            "hidden": column.hidden or column.level > 0,
            "level": column.level,
            "collapsed": column.closes_group and column.first - 1 in folded,
        }
        result = page.set_column(column.first, column.last, column.width, formats.of(None), fold)
        done(result, f"{column} of {sheet.title!r}")


def show(page: Page, sheet: Sheet) -> None:
    """Set what is seen at the first look, and what may be changed."""
    if sheet.tab_color:
        page.set_tab_color(sheet.tab_color)
    if sheet.hidden:
        page.hide()
    if not sheet.gridlines:
        page.hide_gridlines(2)
    if sheet.freeze is not None and any(sheet.freeze):
        page.freeze_panes(*sheet.freeze)
    page.set_zoom(sheet.zoom)
    if sheet.filter is not None:
        done(page.autofilter(*on_tab(sheet.filter, sheet.title, "The filter")), "the filter")
    if sheet.protected:
        # Who looks behind the scenes may widen what is cut off; no password keeps anyone out.
        page.protect("", {"format_columns": True, "format_rows": True})
    # No green corners on what is meant: numbers typed as text, formulas that people may change or
    # that differ from their neighbours. Errors keep theirs.
    quiet = (
        "number_stored_as_text",
        "formula_differs",
        "formula_range",
        "formula_unlocked",
        "empty_cell_reference",
        "two_digit_text_year",
    )
    done(page.ignore_errors(dict.fromkeys(quiet, _EVERY_CELL)), "what not to warn about")


def set_up_print(page: Page, printing: Print) -> None:
    """Print one page wide, or at a scale of its own, and as many pages long as it takes."""
    page.set_paper(_PAPERS[printing.paper])
    if printing.landscape:
        page.set_landscape()
    else:
        page.set_portrait()
    page.set_margins(**MARGINS._asdict())
    if printing.scale is None:
        page.fit_to_pages(1, 1 if printing.one_page else 0)
    else:
        page.set_print_scale(printing.scale)
        page.set_h_pagebreaks(list(printing.breaks))
    if printing.area is not None:
        done(page.print_area(*printing.area), f"the print area {printing.area}")
    if printing.repeat is not None:
        page.repeat_rows(*printing.repeat)
    page.set_footer(_footer(printing.footer_left), {"margin": 0.3})


def _footer(left: str) -> str:
    """The text on the left, cut where Excel's limit demands it, and the page's number.

    The font stands between the size and the text, as a text that begins with a digit would
    otherwise be read as a part of the size.
    """
    look = f'&8&K52606D&"{FONT},Regular"'
    right = f"&R{look}&P / &N"
    start = f"&L{look}"
    left = " ".join(clean(left).split())
    shown, cut = left.replace("&", "&&"), left
    while utf16_length(start + shown + right) > _MAX_FOOTER:
        cut = cut[:-1]
        shown = cut.rstrip().replace("&", "&&") + "…"
    return (start + shown if shown else "") + right
