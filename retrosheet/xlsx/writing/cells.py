"""A tab's cells, written fast and with nothing taken for what it is not."""

from __future__ import annotations

import datetime as dt
import math
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from xlsxwriter.worksheet import Worksheet

from retrosheet.workbook.refs import cell_ref, column_letters
from retrosheet.workbook.serials import EPOCH
from retrosheet.xlsx.writing.limits import MAX_TEXT, RenderingError, check_formulas, done, fitting

if TYPE_CHECKING:
    from collections.abc import Callable

    from xlsxwriter.format import Format

    from retrosheet.workbook.model import Cell, Merge, Sheet, Value
    from retrosheet.xlsx.writing.formats import Formats

    Places = dict[tuple[int, int], Cell]

_FIRST_TRUE_DAY = 61
"""1 March 1900: before it, Excel counts a 29 February that never was."""

_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})


class _Filled(str):
    """A formula that is filled down: written once, by its first cell, and referred to below.

    ``number`` tells it from others on the tab; ``area`` is what it fills, "" below its first cell.
    """

    __slots__ = ("area", "number")
    number: int
    area: str

    @classmethod
    def of(cls, formula: str, number: int, area: str) -> _Filled:
        self = cls(formula.removeprefix("="))
        self.number, self.area = number, area
        return self

    def element(self, escaped: Callable[[str], str]) -> str:
        """What stands in the cell: the formula and where it is filled, or only which it is."""
        if not self.area:
            return f'<f t="shared" si="{self.number}"/>'
        text = escaped(str(self))
        return f'<f t="shared" ref="{self.area}" si="{self.number}">{text}</f>'


class Formula(NamedTuple):
    """A formula cell until it is written; the library knows it by this name and these fields."""

    formula: str
    format: Format | None
    value: str | float


class Page(Worksheet):  # type: ignore[misc]  # the library has no types
    """A worksheet of XlsxWriter with its slowest steps replaced.

    The overridden methods are internal to the library. Were they renamed in a later version, its
    own would run again: slower, and with a value less exact (see ``_write_cell``), never wrong.
    """

    def _prepare_formula(
        self,
        formula: str,
        expand_future_functions: bool = False,  # noqa: ARG002
    ) -> str:
        """The formula as it is stored, without its =.

        The library looks for 30 (in rules: 150) functions newer than Excel 2010 in each formula,
        which takes five times as long as all else; ``check_formulas`` refuses them at once.
        """
        return formula if isinstance(formula, _Filled) else formula.removeprefix("=")

    def _write_formula(
        self,
        row: int,
        col: int,
        formula: str,
        cell_format: Format | None = None,
        value: str | float = 0,
    ) -> int:
        """Keep a formula for writing.

        The library also looks whether it is one of Excel 365's, which ``check_formulas`` refuses,
        or stands in braces, which no formula of ours does.
        """
        refused: int = self._check_dimensions(row, col)
        if not refused:
            self.table[row][col] = Formula(self._prepare_formula(formula), cell_format, value)
        return refused

    def quick(self, *kinds: str) -> list[Callable[..., int]]:
        """The library's own writers, without the step that looks for cells given as "A1".

        That step takes as long as the writing. They are internal: were they renamed, the public
        ones would do the same work.
        """
        return [getattr(self, f"_write_{kind}", getattr(self, f"write_{kind}")) for kind in kinds]

    def _calculate_spans(self) -> None:
        """No hint on each row of where its cells lie: readers that use it do without."""
        self.row_spans: dict[int, str] = {}

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        """Write one cell; an empty text that a formula gives is typed as text, as Excel does.

        The library leaves the type away there, so that readers take the cell for uncalculated.
        """
        place = f'<c r="{column_letters(col)}{row + 1}"'
        if cell.format is not None:
            place += f' s="{cell.format._get_xf_index()}"'  # noqa: SLF001
        match cell.__class__.__name__:
            case "String" | "RichString":
                self.fh.write(f'{place} t="s"><v>{cell.string}</v></c>')
            case "Number":
                self.fh.write(f"{place}><v>{cell.number:.16G}</v></c>")
            case "Blank":
                self.fh.write(f"{place}/>")
            case "Formula":
                value, kind = cell.value, ""
                if isinstance(value, str):
                    kind = ' t="e"' if value in _ERRORS else ' t="str"'
                    value = self._escape_data(value)
                elif isinstance(value, bool):
                    kind, value = ' t="b"', int(value)
                else:
                    value = f"{value:.16G}"
                formula = cell.formula
                if isinstance(formula, _Filled):
                    shared = formula.element(self._escape_data)
                else:
                    shared = f"<f>{self._escape_data(formula)}</f>"
                self.fh.write(f"{place}{kind}>{shared}<v>{value}</v></c>")
            case _:
                super()._write_cell(row, col, cell)


def serial(day: dt.date) -> float:
    """A date as spreadsheets count it: days since 30 December 1899; the time is a fraction."""
    if not isinstance(day, dt.datetime):
        days: float = (day - EPOCH).days
    else:
        since = day.replace(tzinfo=None) - dt.datetime.combine(EPOCH, dt.time())
        days = since / dt.timedelta(days=1)
    if days < _FIRST_TRUE_DAY:
        raise RenderingError(f"Excel has no date {day}")
    return days


def write_cells(page: Page, sheet: Sheet, formats: Formats) -> None:
    """Write every cell of the tab; raises RenderingError for one that Excel could not hold."""
    places = {(cell.row, cell.column): cell for cell in sheet.cells}
    if len(places) != len(sheet.cells):
        hidden = next(cell for cell in sheet.cells if places[cell[:2]] is not cell)
        place = cell_ref(hidden.row, hidden.column)
        raise RenderingError(f"{sheet.title!r}, {place}: two cells have the same place")
    for merge in sheet.merges:
        _merge(page, merge, places, formats)
    formulas = [cell.formula for cell in sheet.cells if cell.formula and cell.filled >= 0]
    check_formulas(formulas, f"The tab {sheet.title!r}")
    # A Gantt repeats one sign thousands of times: each text is looked into once.
    different = {cell.value for cell in sheet.cells if isinstance(cell.value, str)}
    texts = {text: fitting(text, MAX_TEXT, f"A text on {sheet.title!r}") for text in different}
    style, look = None, formats.of(None)
    write_formula, write_blank, write_number, write_string = page.quick(
        "formula", "blank", "number", "string"
    )
    write_marked = partial(_write_marked, page)
    shared = -1
    for row, column, value, wanted, formula, filled in sheet.cells:
        if wanted is not style:
            style, look = wanted, formats.of(wanted)
        try:
            if formula:
                shared += filled > 1
                text = _filled(row, column, formula, filled, shared) if filled else formula
                refused = write_formula(row, column, text, look, _result(value))
            elif value is None or value == "":
                refused = write_blank(row, column, "", look if style else None)
            elif isinstance(value, str):
                text = texts[value]
                writer = write_marked if text.startswith("<r>") else write_string
                refused = writer(row, column, text, look)
            elif isinstance(value, bool):
                refused = page.write_boolean(row, column, value, look)
            else:
                refused = write_number(row, column, _number(value), look)
        except RenderingError as error:
            raise RenderingError(f"{sheet.title!r}, {cell_ref(row, column)}: {error}") from error
        if refused:
            done(refused, f"{cell_ref(row, column)} of {sheet.title!r}: {value!r}")


def _filled(row: int, column: int, formula: str, filled: int, number: int) -> str:
    """A formula that fills ``filled`` cells from this one down; a lone one stands for itself."""
    if filled == 1:
        return formula
    area = f"{cell_ref(row, column)}:{cell_ref(row + filled - 1, column)}" if filled > 1 else ""
    # Below the first, the library would look for new functions in a text that is never written.
    return _Filled.of(formula if area else "=0", number, area)


def _merge(page: Page, merge: Merge, places: Places, formats: Formats) -> None:
    """Merge blank cells, which look like the first one; contents and own looks come later."""
    rows = range(merge.first_row, merge.last_row + 1)
    columns = range(merge.first_column, merge.last_column + 1)
    first, *others = [places.get((row, column)) for row in rows for column in columns]
    for cell in others:
        if cell is not None and (cell.formula or cell.value not in {None, ""}):
            raise RenderingError(f"{cell} would be hidden under {merge}")
    look = formats.of(first.style if first is not None else None)
    done(page.merge_range(*merge, "", look), str(merge))


def _result(value: Value) -> str | float:
    """The value that a formula cell carries."""
    if isinstance(value, str):
        return fitting(value, MAX_TEXT, "The value of a formula")
    if value is None:
        raise RenderingError("a formula without the value that it has today")
    return value if isinstance(value, bool) else _number(value)


def _number(value: float | dt.date) -> float:
    if isinstance(value, dt.date):
        return serial(value)
    if not math.isfinite(value):
        raise RenderingError(f"a spreadsheet has no number {value}")
    return value


def _write_marked(page: Page, row: int, column: int, text: str, look: Format | None) -> int:
    """Write a text that begins with <r> as text.

    XlsxWriter takes text within <r> and </r> for markup of its own. In pieces, the first
    character apart, it becomes a text of several runs that look the same.
    """
    if not text.endswith("</r>"):
        return int(page.write_string(row, column, text, look))
    pieces = [text[0], text[1], text[2:]]
    if look is None:
        return int(page.write_rich_string(row, column, *pieces))
    runs = [part for piece in pieces for part in (look, piece)]
    return int(page.write_rich_string(row, column, *runs, look))
