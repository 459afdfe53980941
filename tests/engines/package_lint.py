"""Everything Excel could repair, refuse or show wrong in an .xlsx, without Excel.

LibreOffice opens almost anything, and validators of the schema see little of what breaks a file.
So this lint reads the file as Excel does and reports what it knows to go wrong. It is strict, as
it is meant for files that retrosheet wrote: some of what it reports, Excel would forgive.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import cache
from pathlib import Path

from openxml_audit import FileFormat, OpenXmlValidator

from tests.engines.drawing_lint import lint_drawings, lint_tables
from tests.engines.opc_lint import read_package
from tests.engines.sheet_rules_lint import lint_sheet_rules
from tests.engines.whitelist import WHITELIST
from tests.engines.workbook_lint import (
    Book,
    Sheet,
    children,
    lint_book,
    lint_calculation_chain,
    read_book,
)
from tests.engines.worksheet_lint import Cells, lint_cells


def lint(path: Path, functions: Container[str] | None = WHITELIST) -> list[str]:
    """Every problem of the file as ``part: place: what is wrong``; empty where there is none.

    ``functions`` are those that a formula may use, in capitals; None allows all but volatile and
    ``_xlfn.`` ones.
    """
    package, problems = read_package(path)
    try:
        book = read_book(package, functions)
    except ValueError as error:
        return [*problems, f"workbook: cannot be read: {error}"]
    if book is None:
        return [*problems, "no workbook in it"]
    problems += _guarded("workbook", lint_book(book))
    formulas: set[tuple[int, str]] = set()
    for sheet in book.sheets:
        problems += _guarded(sheet.title, _sheet(book, sheet, formulas))
    problems += _guarded("worksheets", _selected(book))
    problems += _guarded("calcChain", lint_calculation_chain(book, formulas))
    problems += _guarded("tables", lint_tables(book))
    return problems


def audit(path: Path) -> list[str]:
    """What openxml-audit finds, as a second opinion."""
    return [str(error) for error in _validator().validate(str(path)).errors]


@cache
def _validator() -> OpenXmlValidator:
    """Made once: reading its schemas takes a second."""
    return OpenXmlValidator(file_format=FileFormat.OFFICE_2010, max_errors=100)


def _guarded(part: str, check: Iterator[str]) -> list[str]:
    """The problems that ``check`` finds; a value it cannot read at all is one more of them."""
    found: list[str] = []
    try:
        found.extend(f"{part}: {problem}" for problem in check)
    except (ValueError, KeyError, IndexError) as error:
        found.append(f"{part}: cannot be read: {type(error).__name__}: {error}")
    return found


def _sheet(book: Book, sheet: Sheet, formulas: set[tuple[int, str]]) -> Iterator[str]:
    """The problems of one sheet; its formula cells go to ``formulas`` as (sheet id, cell)."""
    tree = book.package.trees.get(sheet.part)
    if tree is None:
        return
    cells = Cells()
    yield from lint_cells(book, sheet, tree, cells)
    formulas.update((sheet.id, cell) for cell in cells.formulas)
    yield from lint_sheet_rules(book, sheet, tree)
    yield from lint_drawings(book, sheet, tree)


def _selected(book: Book) -> Iterator[str]:
    selected = [
        sheet.title
        for sheet in book.sheets
        for view in children(book.package.trees.get(sheet.part), "sheetViews/sheetView")
        if view.get("tabSelected") == "1"
    ]
    if len(selected) > 1:
        yield f"typing writes on all of the selected tabs {selected}"
