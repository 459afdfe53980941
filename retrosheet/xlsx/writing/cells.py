"""A tab's cells, written fast and with nothing taken for what it is not."""

from __future__ import annotations

import datetime as dt
import math
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from xlsxwriter.worksheet import Worksheet

from retrosheet.workbook.refs import cell_ref, column_letters
from retrosheet.workbook.serials import exact_serial
from retrosheet.xlsx.writing.limits import MAX_TEXT, RenderingError, check_formulas, done, fitting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.format import Format

    from retrosheet.workbook.model import Cell, Merge, Sheet, Value
    from retrosheet.xlsx.writing.formats import Formats

    Place = tuple[int, int]

_FIRST_TRUE_DAY = 61
"""1 March 1900: before it, Excel counts a 29 February that never was."""

_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})


class Formula(NamedTuple):
    """A formula until it is written; ``tail`` is what stands in the file behind the cell's place.

    The library knows this kind and those below by their names and all fields but the last.
    """

    formula: str
    format: Format | None
    value: str | float
    tail: str


class String(NamedTuple):
    """A text, by its number among the texts of the book."""

    string: int
    format: Format | None
    tail: str


class Number(NamedTuple):
    """A number, or a day as one."""

    number: float
    format: Format | None
    tail: str


class Blank(NamedTuple):
    """A cell that has only a look."""

    format: Format | None
    tail: str = "/>"


_OURS = (Formula, String, Number, Blank)


class Page(Worksheet):  # type: ignore[misc]  # the library has no types
    """A worksheet of XlsxWriter with its slowest steps replaced.

    The overridden methods are internal to the library. Were they renamed in a later version, its
    own would run again: slower, and with a value less exact (see ``_shown``), never wrong.
    """

    def _prepare_formula(
        self,
        formula: str,
        expand_future_functions: bool = False,  # noqa: ARG002
    ) -> str:
        """The formula of a rule as it is stored, without its =.

        The library looks for 150 functions newer than Excel 2010 in each, which takes five times
        as long as all else; ``check_formulas`` refuses them at once.
        """
        return formula.removeprefix("=")

    def _calculate_spans(self) -> None:
        """No hint on each row of where its cells lie: readers that use it do without."""
        self.row_spans: dict[int, str] = {}

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        """Write one cell: of ours, all is said but where it is and how it looks."""
        if isinstance(cell, _OURS):
            look = cell.format
            style = "" if look is None else f' s="{look._get_xf_index()}"'  # noqa: SLF001
            self.fh.write(f'<c r="{column_letters(col)}{row + 1}"{style}{cell.tail}')
        else:
            super()._write_cell(row, col, cell)

    def put(self, cells: Sequence[Cell], formats: Formats, covered: set[Place]) -> None:
        """Put cells into the library's table, where the places ``covered`` hold merged blanks.

        What gets a cell is taken out of ``covered``. The library's own writers ask of each cell
        what is known of all, and take longer than all the rest. Raises RenderingError with the
        place of a cell that cannot be.
        """
        self._reach(cells)
        # A Gantt repeats one sign thousands of times: each text is looked into once.
        texts: dict[str, str] = {}
        style, look = None, formats.of(None)
        shared = -1
        for row, column, value, wanted, formula, filled in cells:
            if wanted is not style:
                style, look = wanted, formats.of(wanted)
            beside = self.table[row]
            try:
                if column in beside:
                    if (row, column) not in covered:
                        raise RenderingError("two cells have the same place")  # noqa: TRY301
                    covered.remove((row, column))
                if isinstance(value, str) and value not in texts:
                    texts[value] = fitting(value, MAX_TEXT, "The text")
                if formula:
                    shared += filled > 1
                    stored = self._stored(row, column, formula, filled, shared)
                    result = _result(value, texts)
                    tail = self._shown(result, stored)
                    beside[column] = Formula(formula[1:], look, result, tail)
                elif value is None or value == "":
                    if style is not None:
                        beside[column] = Blank(look)
                elif isinstance(value, str):
                    self._put_text(row, column, texts[value], look)
                elif isinstance(value, bool):
                    self.write_boolean(row, column, value, look)
                else:
                    number = _number(value)
                    beside[column] = Number(number, look, f"><v>{number:.16G}</v></c>")
            except RenderingError as error:
                place = f"{self.name!r}, {cell_ref(row, column)}"
                raise RenderingError(f"{place}: {error}") from error

    def _reach(self, cells: Sequence[Cell]) -> None:
        """Let the library know how far the cells reach; raises RenderingError beyond its tab."""
        for pick in (min, max):
            for at in (0, 1):
                cell = pick(cells, key=itemgetter(at), default=None)
                if cell is not None:
                    refused = self._check_dimensions(cell.row, cell.column)
                    done(refused, f"{cell_ref(*cell[:2])} of {self.name!r}: {cell.value!r}")

    def _put_text(self, row: int, column: int, text: str, look: Format | None) -> None:
        """Put a text as text.

        The library takes one within <r> and </r> for markup of its own. In pieces, the first
        character apart, it becomes a text of several runs that look the same.
        """
        if not (text.startswith("<r>") and text.endswith("</r>")):
            number = self.str_table._get_shared_string_index(text)  # noqa: SLF001
            self.table[row][column] = String(number, look, f' t="s"><v>{number}</v></c>')
            return
        pieces = [text[0], text[1], text[2:]]
        if look is None:
            refused = self.write_rich_string(row, column, *pieces)
        else:
            runs = [part for piece in pieces for part in (look, piece)]
            refused = self.write_rich_string(row, column, *runs, look)
        done(refused, f"a text of {len(text)} characters")

    def _stored(self, row: int, column: int, formula: str, filled: int, number: int) -> str:
        """How a formula stands in the file.

        One that fills ``filled`` cells from this one down is written once, with the ``number``
        that tells it from others on the tab, and referred to below.
        """
        if filled < 0:
            return f'<f t="shared" si="{number}"/>'
        text = self._escape_data(formula[1:])
        if filled < 2:
            return f"<f>{text}</f>"
        area = f"{cell_ref(row, column)}:{cell_ref(row + filled - 1, column)}"
        return f'<f t="shared" ref="{area}" si="{number}">{text}</f>'

    def _shown(self, value: str | float, stored: str) -> str:
        """A formula and its value; an empty text is typed as text, as Excel does.

        The library leaves the type away there, so that readers take the cell for uncalculated.
        """
        if isinstance(value, str):
            kind = "e" if value in _ERRORS else "str"
            return f' t="{kind}">{stored}<v>{self._escape_data(value)}</v></c>'
        if isinstance(value, bool):
            return f' t="b">{stored}<v>{value:d}</v></c>'
        return f">{stored}<v>{value:.16G}</v></c>"


def _serial(day: dt.date) -> float:
    days = exact_serial(day)
    if days < _FIRST_TRUE_DAY:
        raise RenderingError(f"Excel has no date {day}")
    return days


def write_cells(page: Page, sheet: Sheet, formats: Formats) -> None:
    """Write every cell of the tab; raises RenderingError for one that Excel could not hold."""
    formulas = [cell.formula for cell in sheet.cells if cell.formula and cell.filled >= 0]
    check_formulas(formulas, f"The tab {sheet.title!r}")
    covered = {place for merge in sheet.merges for place in _places(merge)}
    inside = {cell[:2]: cell for cell in sheet.cells if cell[:2] in covered} if covered else {}
    for merge in sheet.merges:
        _merge(page, merge, inside, formats)
    page.put(sheet.cells, formats, covered)


def _places(merge: Merge) -> list[Place]:
    """The cells that become one, the one that is seen first."""
    rows = range(merge.first_row, merge.last_row + 1)
    columns = range(merge.first_column, merge.last_column + 1)
    return [(row, column) for row in rows for column in columns]


def _merge(page: Page, merge: Merge, inside: dict[Place, Cell], formats: Formats) -> None:
    """Merge blank cells, which look like the first one; contents and own looks come later."""
    first, *others = [inside.get(place) for place in _places(merge)]
    for cell in others:
        if cell is not None and (cell.formula or cell.value not in {None, ""}):
            raise RenderingError(f"{cell} would be hidden under {merge}")
    look = formats.of(first.style if first is not None else None)
    done(page.merge_range(*merge, "", look), str(merge))


def _result(value: Value, texts: Mapping[str, str]) -> str | float:
    """The value that a formula cell carries; ``texts`` has each as Excel holds it."""
    if isinstance(value, str):
        return texts[value]
    if value is None:
        raise RenderingError("a formula without the value that it has today")
    return value if isinstance(value, bool) else _number(value)


def _number(value: float | dt.date) -> float:
    if isinstance(value, dt.date):
        return _serial(value)
    if not math.isfinite(value):
        raise RenderingError(f"a spreadsheet has no number {value}")
    return value
