"""A workbook open in LibreOffice, and what a person can do to it there."""

from __future__ import annotations

import csv
import datetime as dt
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

from tests.engines.cell_reference import Area, a1, column_number, parse_area
from tests.engines.grid import TODAY, CellError, Value, Values, as_serial
from tests.engines.looks import Look, read_looks
from tests.engines.rendered_page import Page, draw_pages, page_texts

if TYPE_CHECKING:
    from tests.engines.libreoffice_engine import LibreOffice


FORMATS = ("xlsx", "ods", "pdf", "html")


class LibreOfficeFailed(Exception):
    """LibreOffice refused or took too long; the message says which and on what."""


class LibreOfficeCrashed(LibreOfficeFailed):
    """LibreOffice itself ended in the middle of a call, which it does once in some thousand files.

    pyproject.toml has a test that meets this run once more, and only that.
    """


class Document:
    """An open workbook, a Grid. A context manager; the file it came from is never written.

    Rows and columns count from 1; a column is given by its letters. A formula is written as an
    .xlsx stores it: English names, commas, ``Sheet!A1``.
    """

    def __init__(self, office: LibreOffice, number: int, folder: Path) -> None:
        self._office = office
        self._number = number
        self._folder = folder
        self._generation = office.generation

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._generation == self._office.generation:
            self.close()

    def close(self) -> None:
        """Close without saving; nothing else works afterwards."""
        self._call("close")
        self._generation = -1
        shutil.rmtree(self._folder, ignore_errors=True)

    def recalculate(self) -> None:
        """Calculate every formula again, needed or not. Edits recalculate what they touch."""
        self._call("recalculate")

    @property
    def sheets(self) -> list[str]:
        """The titles, hidden ones too, in tab order."""
        return [title for title, _ in self._call("sheets")]

    def values(self, sheet: str) -> Values:
        """Everything on a sheet."""
        read = self._call("read", sheet=sheet)
        found: Values = {
            (row, column): value
            for row, (values, formulas) in enumerate(
                zip(read["values"], read["formulas"], strict=True), 1
            )
            for column, (value, formula) in enumerate(zip(values, formulas, strict=True), 1)
            if value is not None and (value != "" or formula != "")
        }
        found.update({(row, column): CellError(text) for row, column, text in read["errors"]})
        return found

    def formulas(self, sheet: str) -> dict[tuple[int, int], str]:
        """Every formula as LibreOffice writes it itself, with ``;`` and ``$Sheet.A1``."""
        return {
            (row, column): formula
            for row, line in enumerate(self._call("read", sheet=sheet)["formulas"], 1)
            for column, formula in enumerate(line, 1)
            if formula.startswith("=")
        }

    def formula(self, sheet: str, cell: str) -> str:
        """The formula of one cell as an .xlsx stores it; empty for a plain value."""
        return str(self._call("formula", sheet=sheet, cell=cell))

    def shown(self, sheet: str, cell: str) -> str:
        """The text of a cell, its number format applied; a column too narrow shows on pages."""
        return str(self._call("shown", sheet=sheet, cell=cell))

    def all_shown(self) -> dict[str, list[list[str]]]:
        """The texts of all cells as ``shown`` gives them, row by row, for each title."""
        folder = Path(tempfile.mkdtemp(prefix="shown-", dir=self._folder))
        self._call("save_shown", path=str((folder / "book.csv").resolve()))
        found = {}
        for title in self.sheets:
            with (folder / f"book-{title}.csv").open(encoding="utf-8", newline="") as file:
                found[title] = list(csv.reader(file))
        return found

    @property
    def names(self) -> dict[str, str]:
        """The workbook's defined names and what they say, in LibreOffice's writing."""
        return dict(self._call("names"))

    def name(self, name: str) -> tuple[str, Area]:
        """The sheet and area of a defined name; KeyError where it has none."""
        found = self._call("name", name=name)
        if found is None:
            raise KeyError(name)
        return found[0], Area(*found[1:])

    def used(self, sheet: str) -> Area:
        """The area of a sheet that holds anything."""
        return Area(*self._call("used", sheet=sheet))

    def set(self, sheet: str, cell: str, value: Value | dt.date | None) -> None:
        """Put a value into a cell, its format kept: a text stays a text, None empties it.

        A text that begins with ``=`` makes LibreOffice format the cell as text, for good.
        """
        if value is None or value == "":
            self._put(sheet, cell, "nothing", None)
        elif isinstance(value, str):
            self._put(sheet, cell, "text", value)
        else:
            number = as_serial(value) if isinstance(value, dt.date) else float(value)
            self._put(sheet, cell, "number", number)

    def set_name(self, name: str, value: Value | dt.date | None) -> None:
        """Put a value into the first cell of a defined name."""
        sheet, area = self.name(name)
        self.set(sheet, a1(area.top, area.left), value)

    def set_formula(self, sheet: str, cell: str, formula: str) -> None:
        """Put a formula into a cell."""
        self._put(sheet, cell, "formula", formula)

    def type_in(self, sheet: str, cell: str, text: str) -> None:
        """Put into a cell what a person gets for typing ``text``, in the engine's locale."""
        self._put(sheet, cell, "typed", text)

    def freeze_today(self, today: dt.date) -> None:
        """Let TODAY() be ``today`` in every cell that asks for it."""
        date = f"DATE({today.year};{today.month};{today.day})"
        for sheet in self.sheets:
            for (row, column), formula in self.formulas(sheet).items():
                if TODAY.search(formula):
                    self._put(sheet, a1(row, column), "own", TODAY.sub(date, formula))

    def sort(
        self, sheet: str, area: str, *by: str, descending: bool = False, header: bool = True
    ) -> None:
        """Sort an area's rows by columns; ``header`` keeps its first row where it is."""
        left = parse_area(area).left
        keys = [[column_number(letters) - left, not descending] for letters in by]
        self._call("sort", sheet=sheet, area=area, keys=keys, header=header)

    def filter(self, sheet: str, area: str, column: str, text: str) -> None:
        """Show only the rows of an area with headers that have ``text`` in the column."""
        index = column_number(column) - parse_area(area).left
        self._call("filter", sheet=sheet, area=area, column=index, text=text)

    def undo(self, steps: int = 1) -> None:
        """Take back the last steps, as a person does."""
        self._call("undo", steps=steps)

    def hidden_rows(self, sheet: str) -> list[int]:
        """The rows of the used area that nobody sees, filtered out or hidden."""
        return list(self._call("hidden", sheet=sheet)[0])

    def insert_rows(self, sheet: str, row: int, count: int = 1) -> None:
        """Insert rows above ``row``; they take the format of the row above."""
        self._call("insert", sheet=sheet, axis="Rows", first=row, count=count)

    def delete_rows(self, sheet: str, row: int, count: int = 1) -> None:
        """Delete rows from ``row`` on."""
        self._call("delete", sheet=sheet, axis="Rows", first=row, count=count)

    def insert_columns(self, sheet: str, column: str, count: int = 1) -> None:
        """Insert columns left of ``column``."""
        first = column_number(column)
        self._call("insert", sheet=sheet, axis="Columns", first=first, count=count)

    def delete_columns(self, sheet: str, column: str, count: int = 1) -> None:
        """Delete columns from ``column`` on."""
        first = column_number(column)
        self._call("delete", sheet=sheet, axis="Columns", first=first, count=count)

    def move_columns(self, sheet: str, column: str, before: str, count: int = 1) -> None:
        """Cut columns and insert them left of ``before``; what refers to them follows."""
        self._move(sheet, "Columns", column_number(column), column_number(before), count)

    def move_rows(self, sheet: str, row: int, before: int, count: int = 1) -> None:
        """Cut rows and insert them above ``before``; what refers to them follows."""
        self._move(sheet, "Rows", row, before, count)

    def duplicate_row(self, sheet: str, row: int) -> None:
        """Insert a copy of a row below it, as copy and insert-paste does."""
        self.insert_rows(sheet, row + 1)
        self.copy(sheet, f"{row}:{row}", f"A{row + 1}")

    def copy(self, sheet: str, area: str, to_cell: str, to_sheet: str | None = None) -> None:
        """Copy an area over another, whose top left cell is ``to_cell``."""
        self._paste(sheet, area, to_cell, to_sheet, cut=False)

    def cut(self, sheet: str, area: str, to_cell: str, to_sheet: str | None = None) -> None:
        """Move an area over another; what refers to it follows."""
        self._paste(sheet, area, to_cell, to_sheet, cut=True)

    def rename_sheet(self, sheet: str, title: str) -> None:
        """Give a tab another title."""
        self._call("rename_sheet", sheet=sheet, title=title)

    def move_sheet(self, sheet: str, place: int) -> None:
        """Move a tab before the one that is now at ``place``, counted from 0."""
        self._call("move_sheet", sheet=sheet, place=place)

    def save(self, path: Path, kind: Literal["xlsx", "ods", "pdf", "html"] | None = None) -> Path:
        """Write a copy in the format of ``kind`` or of the path's ending; the path."""
        kind_or_ending = kind or path.suffix.lstrip(".").lower()
        assert kind_or_ending in FORMATS, f"LibreOffice writes {FORMATS}, not {kind_or_ending}"
        self._call("save", path=str(path.resolve()), kind=kind_or_ending)
        return path

    def looks(self, sheet: str) -> dict[tuple[int, int], Look]:
        """How each cell of a visible sheet looks, conditional formats applied by LibreOffice."""
        path = self.save(self._folder / "looks.html")
        hidden_rows, hidden_columns = self._call("hidden", sheet=sheet)
        html = path.read_text("utf-8")
        return read_looks(html, sheet, self.used(sheet), hidden_rows, hidden_columns)

    def fills(self, sheet: str, area: Area | None = None) -> dict[tuple[int, int], str]:
        """The fill, as ``#RRGGBB``, of each cell that has one, conditional formats applied."""
        return {
            place: look.fill
            for place, look in self.looks(sheet).items()
            if look.fill is not None and (area is None or area.contains(*place))
        }

    def pages(self, folder: Path, *, sheet: str | None = None, dpi: int = 60) -> list[Page]:
        """The printed pages of one sheet or of all visible ones, drawn into ``folder``."""
        pdf = Path(tempfile.mkdtemp(prefix="pages-", dir=folder)) / "page.pdf"
        self._call("save", path=str(pdf.resolve()), kind="pdf", sheet=sheet)
        return draw_pages(pdf, dpi)

    def texts(self, folder: Path) -> list[str]:
        """What each printed page of all visible sheets says, as poppler reads it."""
        pdf = Path(tempfile.mkdtemp(prefix="texts-", dir=folder)) / "page.pdf"
        self._call("save", path=str(pdf.resolve()), kind="pdf", sheet=None)
        return page_texts(pdf)

    def _call(self, name: str, /, **arguments: Any) -> Any:
        if self._generation != self._office.generation:
            raise LibreOfficeFailed(f"{name}: this document is not open any more")
        return self._office.call(name, document=self._number, **arguments)

    def _put(self, sheet: str, cell: str, kind: str, content: object) -> None:
        self._call("put", sheet=sheet, cell=cell, kind=kind, content=content)

    def _paste(
        self, sheet: str, area: str, to_cell: str, to_sheet: str | None, *, cut: bool
    ) -> None:
        target = to_sheet or sheet
        self._call("paste", sheet=sheet, area=area, to_sheet=target, to_cell=to_cell, cut=cut)

    def _move(self, sheet: str, axis: str, first: int, before: int, count: int) -> None:
        self._call("insert", sheet=sheet, axis=axis, first=before, count=count)
        source = first + count if first >= before else first
        last = source + count - 1
        if axis == "Rows":
            area, target = f"{source}:{last}", f"A{before}"
        else:
            letters = [a1(1, column).rstrip("1") for column in (source, last, before)]
            area, target = f"{letters[0]}:{letters[1]}", f"{letters[2]}1"
        self.cut(sheet, area, target)
        self._call("delete", sheet=sheet, axis=axis, first=source, count=count)
