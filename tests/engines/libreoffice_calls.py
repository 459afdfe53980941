"""What the bridge can be asked to do. Each public method of Calls is one request.

Rows and columns count from 1 outside and from 0 in UNO; titles and A1 ranges go as they are.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.engines.libreoffice_process import Office, OfficeFailed

FILTERS = {
    "xlsx": "Calc MS Excel 2007 XML",
    "ods": "calc8",
    "pdf": "calc_pdf_Export",
    "html": "HTML (StarCalc)",
}
# Commas, quotes, UTF-8, each cell as it is shown, and every tab into a file of its own.
_AS_SHOWN = "44,34,76,1,,0,false,false,true,false,false,-1"
# com.sun.star.sheet.AddressConvention.XL_OOX: formulas as an .xlsx stores them.
_AS_IN_FILES = 3
# com.sun.star.sheet.CellFlags: VALUE, DATETIME, STRING and FORMULA, which leaves the formats.
_CONTENT = 1 | 2 | 4 | 16


class Calls:
    """The open documents, by number, and everything that can be done to them."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._documents: dict[int, Any] = {}
        self._opened = 0

    def call(self, name: str, arguments: dict[str, Any]) -> Any:
        """Do one request."""
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self, name)(**arguments)

    def open(self, path: str, recalculate: bool) -> int:
        """Open a file, hidden; the number to call it by."""
        properties = self._properties(Hidden=True)
        document = self._office.desktop.loadComponentFromURL(
            Path(path).as_uri(), "_blank", 0, properties
        )
        if document is None or not hasattr(document, "Sheets"):
            raise OfficeFailed(f"LibreOffice does not open {path}\n{self._office.said()}")
        self._opened += 1
        self._documents[self._opened] = document
        if recalculate:
            document.calculateAll()
        return self._opened

    def close(self, document: int) -> None:
        """Close without saving."""
        self._documents.pop(document).close(True)

    def recalculate(self, document: int) -> None:
        """Calculate every formula again, as Ctrl+Shift+F9 does."""
        self._documents[document].calculateAll()

    def save(self, document: int, path: str, kind: str, sheet: str | None = None) -> None:
        """Write a copy; ``sheet`` prints that one only, for a PDF."""
        properties = {"FilterName": FILTERS[kind]}
        if sheet is not None:
            data = self._properties(Selection=self._sheet(document, sheet))
            properties["FilterData"] = self._office.uno.Any(
                "[]com.sun.star.beans.PropertyValue", data
            )
        target = Path(path).as_uri()
        self._documents[document].storeToURL(target, self._properties(**properties))

    def save_shown(self, document: int, path: str) -> None:
        """Write what each cell shows, one CSV a tab, hidden ones too: ``path``-Title.csv."""
        properties = self._properties(
            FilterName="Text - txt - csv (StarCalc)", FilterOptions=_AS_SHOWN
        )
        self._documents[document].storeToURL(Path(path).as_uri(), properties)

    def sheets(self, document: int) -> list[list[Any]]:
        """Title and visibility of each tab, in order."""
        return [[sheet.Name, sheet.IsVisible] for sheet in self._documents[document].Sheets]

    def names(self, document: int) -> dict[str, str]:
        """The content of each name of the whole document."""
        names = self._documents[document].NamedRanges
        return {name: names.getByName(name).Content for name in names.ElementNames}

    def name(self, document: int, name: str) -> list[Any] | None:
        """Title and area that a name stands for now; None where it stands for no range."""
        names = self._documents[document].NamedRanges
        wanted = [known for known in names.ElementNames if known.casefold() == name.casefold()]
        cells = names.getByName(wanted[0]).ReferredCells if wanted else None
        if cells is None:
            return None
        return [cells.Spreadsheet.Name, *self._corners(cells)]

    def used(self, document: int, sheet: str) -> list[int]:
        """The area that holds anything: top, left, bottom and right."""
        cursor = self._sheet(document, sheet).createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        return self._corners(cursor)

    def read(self, document: int, sheet: str) -> dict[str, Any]:
        """Values and formulas of rows from the top left on, and the errors' names among them."""
        target = self._sheet(document, sheet)
        _, _, bottom, right = self.used(document, sheet)
        cells = target.getCellRangeByPosition(0, 0, right - 1, bottom - 1)
        values, formulas = cells.DataArray, cells.FormulaArray
        errors = [
            [row + 1, column + 1, target.getCellByPosition(column, row).String]
            for row, line in enumerate(values)
            for column, value in enumerate(line)
            if value is None
        ]
        return {"values": values, "formulas": formulas, "errors": errors}

    def shown(self, document: int, sheet: str, cell: str) -> str:
        """The text that a person sees in a cell."""
        return str(self._range(document, sheet, cell).getCellByPosition(0, 0).String)

    def formula(self, document: int, sheet: str, cell: str) -> str:
        """A cell's formula as an .xlsx stores it, without ``=``; empty for a plain value."""
        target = self._range(document, sheet, cell).getCellByPosition(0, 0)
        tokens = target.Tokens
        return self._parser(document).printFormula(tokens, target.CellAddress) if tokens else ""

    def put(self, document: int, sheet: str, cell: str, kind: str, content: Any) -> None:
        """Put content of a kind into a cell: ``number``, ``text``, ``nothing``, what is ``typed``,
        a ``formula`` as a file has it, or one in LibreOffice's ``own`` writing.
        """
        target = self._range(document, sheet, cell).getCellByPosition(0, 0)
        if kind == "number":
            target.Value = content
        elif kind == "text":
            target.String = content
        elif kind == "typed":
            target.FormulaLocal = content
        elif kind == "own":
            target.Formula = content
        elif kind == "nothing":
            target.clearContents(_CONTENT)
        else:
            parser = self._parser(document)
            target.Tokens = parser.parseFormula(content.lstrip("="), target.CellAddress)

    def sort(
        self, document: int, sheet: str, area: str, keys: list[list[Any]], header: bool
    ) -> None:
        """Sort rows by ``[column in the area counted from 0, ascending]``, formats included."""
        fields = []
        for column, ascending in keys:
            field = self._office.uno.createUnoStruct("com.sun.star.table.TableSortField")
            field.Field, field.IsAscending = column, ascending
            fields.append(field)
        by = self._office.uno.Any("[]com.sun.star.table.TableSortField", tuple(fields))
        self._range(document, sheet, area).sort(
            self._properties(
                SortFields=by, ContainsHeader=header, IsSortColumns=False, BindFormatsToContent=True
            )
        )

    def insert(self, document: int, sheet: str, axis: str, first: int, count: int) -> None:
        """Insert rows or columns before ``first``."""
        getattr(self._sheet(document, sheet), axis).insertByIndex(first - 1, count)

    def delete(self, document: int, sheet: str, axis: str, first: int, count: int) -> None:
        """Delete rows or columns from ``first`` on."""
        getattr(self._sheet(document, sheet), axis).removeByIndex(first - 1, count)

    def hidden(self, document: int, sheet: str) -> list[list[int]]:
        """The hidden rows and the hidden columns of the used area."""
        _, _, bottom, right = self.used(document, sheet)
        cells = self._sheet(document, sheet).getCellRangeByPosition(0, 0, right - 1, bottom - 1)
        rows, columns = set(range(1, bottom + 1)), set(range(1, right + 1))
        for area in cells.queryVisibleCells().RangeAddresses:
            rows.difference_update(range(area.StartRow + 1, area.EndRow + 2))
            columns.difference_update(range(area.StartColumn + 1, area.EndColumn + 2))
        return [sorted(rows), sorted(columns)]

    def paste(
        self, document: int, sheet: str, area: str, to_sheet: str, to_cell: str, cut: bool
    ) -> None:
        """Copy or cut an area and paste it, over whatever is there."""
        source = self._range(document, sheet, area).RangeAddress
        target = self._range(document, to_sheet, to_cell).getCellByPosition(0, 0).CellAddress
        spreadsheet = self._sheet(document, sheet)
        (spreadsheet.moveRange if cut else spreadsheet.copyRange)(target, source)

    def filter(self, document: int, sheet: str, area: str, column: int, text: str) -> None:
        """Hide the rows of an area with headers whose column is not ``text``."""
        target = self._range(document, sheet, area)
        descriptor = target.createFilterDescriptor(True)
        descriptor.ContainsHeader = True
        field = self._office.uno.createUnoStruct("com.sun.star.sheet.TableFilterField")
        field.Field, field.StringValue = column, text
        field.Operator = self._office.uno.Enum("com.sun.star.sheet.FilterOperator", "EQUAL")
        descriptor.FilterFields = (field,)
        target.filter(descriptor)

    def undo(self, document: int, steps: int) -> None:
        """Take back the last steps."""
        for _ in range(steps):
            self._documents[document].getUndoManager().undo()

    def rename_sheet(self, document: int, sheet: str, title: str) -> None:
        """Give a tab another title."""
        self._sheet(document, sheet).Name = title

    def move_sheet(self, document: int, sheet: str, place: int) -> None:
        """Move a tab before the one that is now at ``place``, counted from 0."""
        self._documents[document].Sheets.moveByName(sheet, place)

    def _properties(self, **values: Any) -> tuple[Any, ...]:
        properties = []
        for name, value in values.items():
            entry = self._office.uno.createUnoStruct("com.sun.star.beans.PropertyValue")
            entry.Name, entry.Value = name, value
            properties.append(entry)
        return tuple(properties)

    def _sheet(self, document: int, title: str) -> Any:
        return self._documents[document].Sheets.getByName(title)

    def _range(self, document: int, sheet: str, area: str) -> Any:
        return self._sheet(document, sheet).getCellRangeByName(area)

    def _corners(self, cells: Any) -> list[int]:
        area = cells.RangeAddress
        return [area.StartRow + 1, area.StartColumn + 1, area.EndRow + 1, area.EndColumn + 1]

    def _parser(self, document: int) -> Any:
        parser = self._documents[document].createInstance("com.sun.star.sheet.FormulaParser")
        parser.CompileEnglish = True
        parser.FormulaConvention = _AS_IN_FILES
        return parser
