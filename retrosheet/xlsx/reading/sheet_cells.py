"""The cells of a sheet that lie under given areas, and nothing of the others.

A cell far out costs nothing, as no room is made for what lies between; reading ends with the last
row that is asked for.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.language import Text
from retrosheet.workbook.refs import column_letters, column_number
from retrosheet.workbook.serials import DayNumber
from retrosheet.workbook.tables import EMPTY, Cell, Table
from retrosheet.xlsx.reading.contents import LAST_COLUMN
from retrosheet.xlsx.reading.iso_dates import iso_serial
from retrosheet.xlsx.reading.refusals import damaged, hostile
from retrosheet.xlsx.reading.shared_formulas import SharedFormula
from retrosheet.xlsx.reading.sheet_rows import Row, SheetRows, Unusual, attribute, in_plain_form
from retrosheet.xlsx.reading.texts import cell_text, decoded, uncoded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from retrosheet.workbook.refs import Area

MAX_SLOTS = 2_000_000
MAX_BYTES = 40 << 20

# A number of more may be beyond all numbers.
_MOST_DIGITS = 300
_new = tuple.__new__


class Allowance:
    """How much a workbook may still make us hold: cells, and bytes of text."""

    def __init__(self) -> None:
        self.slots = MAX_SLOTS
        self.bytes = MAX_BYTES

    def spend(self, slots: int, size: int) -> None:
        self.slots -= slots
        self.bytes -= size
        if self.slots < 0 or self.bytes < 0:
            raise hostile(Text("un tableau démesuré", "a table out of all proportion"))


class SheetCells(NamedTuple):
    """By row and column: what the areas hold.

    Until the shared texts are read, the cells at the ``pending`` columns of a row hold the numbers
    of their texts, which are ``awaited``.
    """

    cells: dict[int, dict[int, Cell]]
    pending: dict[int, list[int]]
    awaited: set[int]

    def fill_in(self, texts: Mapping[int, Cell]) -> None:
        """Put the texts where their numbers stand."""
        for row, columns in self.pending.items():
            cells = self.cells[row]
            for column in columns:
                number, formula, _ = cells[column]
                assert isinstance(number, int)
                shared = texts[number]
                cells[column] = Cell(shared.value, formula) if formula else shared
        self.pending.clear()


def read_cells(
    chunks: Callable[[], Iterator[bytes]],
    areas: Sequence[Area],
    dates: frozenset[int],
    allowance: Allowance,
    *,
    spelled_out: bool = False,
    days: frozenset[int] = frozenset(),
) -> SheetCells:
    """The cells of one sheet under ``areas``; ``chunks`` gives its XML anew each time.

    ``dates`` are the styles whose numbers are days counted from 1904, ``days`` those whose numbers
    are told from others, as ``DayNumber``. A formula that is shared reads as it stands in the first
    cell that has it, or ``spelled_out`` for each cell.
    """
    try:
        return _Reader(areas, dates, allowance, spelled_out, days).read(chunks())
    except Unusual:
        pass
    try:
        return _Reader(areas, dates, allowance, spelled_out, days).read(in_plain_form(chunks()))
    except Unusual as error:
        raise damaged(Text("un onglet mal formé", "a malformed tab")) from error


class _Reader:
    def __init__(
        self,
        areas: Sequence[Area],
        dates: frozenset[int],
        allowance: Allowance,
        spelled_out: bool,
        days: frozenset[int],
    ) -> None:
        self._areas = areas
        self._dates = dates
        self._days = days
        self._looked_at = dates | days
        self._allowance = allowance
        self._spelled_out = spelled_out
        self._found = SheetCells({}, {}, set())
        self._masters: dict[bytes, SharedFormula] = {}
        self._wanted: dict[tuple[tuple[int, int], ...], frozenset[int]] = {}

    def read(self, chunks: Iterator[bytes]) -> SheetCells:
        first = min(area.first_row for area in self._areas)
        last = max(area.last_row for area in self._areas)
        rows = SheetRows(chunks, last=last)
        for row in rows:
            if row.number >= first:
                spans = [
                    (area.first_column, area.last_column)
                    for area in self._areas
                    if area.first_row <= row.number <= area.last_row
                ]
                if spans:
                    cells = self._row(row, rows, spans)
                    if cells:
                        self._found.cells[row.number] = cells
        return self._found

    def _row(self, row: Row, rows: SheetRows, spans: list[tuple[int, int]]) -> dict[int, Cell]:
        found: dict[int, Cell] = {}
        columns = _COLUMNS
        first, last = min(spans)[0], max(last for _, last in spans)
        said_row = b"%d" % (row.number + 1)
        start, end = _narrowed(row, rows, said_row, first, last)
        before = -1
        several = len(spans) > 1
        wanted = self._columns(tuple(spans)) if several else frozenset()
        for cell in rows.grammar.cell.findall(row.text, start, end):
            letters, digits, attributes, formula_attributes, formula, value, inline, odd = cell
            if digits == said_row and before < (column := columns[letters]) <= LAST_COLUMN:
                before = column
            elif odd:
                raise Unusual
            else:
                column = before = place_of(letters, digits, attributes, said_row, before)
            if column > last:
                break
            if (
                not (value or formula or formula_attributes or inline)
                or column < first
                or (several and column not in wanted)
            ):
                continue
            said = ""
            if formula or formula_attributes:
                said = self._formula(formula_attributes, formula, row.number, column)
            kind, style = kind_and_style(attributes)
            if kind == b"n" and value:
                found[column] = self._number(value, style, said)
            elif kind == b"s" and value:
                self._found.pending.setdefault(row.number, []).append(column)
                found[column] = self._shared(value, said)
            else:
                found[column] = self._cell(kind, said, value, inline, rows)
        self._allowance.spend(len(found), 0)
        return found

    def _columns(self, spans: tuple[tuple[int, int], ...]) -> frozenset[int]:
        """The columns that lie in any of the spans, which most rows share."""
        if spans not in self._wanted:
            self._wanted[spans] = frozenset(
                column for left, right in spans for column in range(left, right + 1)
            )
        return self._wanted[spans]

    def _cell(
        self, kind: bytes, formula: str, value: bytes, inline: bytes, rows: SheetRows
    ) -> Cell:
        if kind == b"inlineStr":
            self._allowance.spend(0, len(inline))
            return Cell(rich_text(inline, rows), formula)
        if not value:
            return Cell("" if kind == b"str" and formula else None, formula)
        if kind == b"str":
            self._allowance.spend(0, len(value))
            return Cell(cell_text(value), formula)
        if kind == b"b":
            return Cell(value.strip() in {b"1", b"true"}, formula)
        if kind == b"e":
            return Cell(None, formula, decoded(value[:32]) or "#N/A")
        if kind == b"d":
            text = decoded(value[:64])
            serial = iso_serial(text)
            if serial is not None and self._days:
                return Cell(DayNumber(serial), formula)
            return Cell(text if serial is None else serial, formula)
        raise damaged(Text("une cellule d’un genre inconnu", "a cell of an unknown kind"))

    def _shared(self, raw: bytes, formula: str) -> Cell:
        """A cell that holds, until the texts are read, the number of its text."""
        if not raw.strip().isdigit() or len(raw) > 9:
            raise damaged(Text("un texte introuvable", "a text that is not there"))
        number = int(raw)
        self._found.awaited.add(number)
        return Cell(number, formula)

    def _number(self, raw: bytes, style: int, formula: str) -> Cell:
        if raw.isdigit() and len(raw) < _MOST_DIGITS and style not in self._looked_at:
            return _new(Cell, (float(raw), formula, ""))
        try:
            number = float(raw)
        except ValueError:
            number = float("nan")
        if b"_" in raw or number - number != 0:
            return _new(Cell, (None, formula, "#NUM!"))
        if style in self._dates:
            number += 1462
        if style in self._days:
            number = DayNumber(number)
        return _new(Cell, (number, formula, ""))

    def _formula(self, attributes: bytes, raw: bytes, row: int, column: int) -> str:
        """The formula, without ``=``."""
        self._allowance.spend(0, len(raw))
        text = decoded(raw) if raw else ""
        if not attributes:
            return text
        kind = attribute(attributes, b"t")
        if kind == b"shared":
            group = attribute(attributes, b"si") or b""
            if text:
                self._masters[group] = SharedFormula(text, row, column)
            master = self._masters.get(group)
            if text or master is None:
                return text or "SHARED()"
            return master.at(row, column) if self._spelled_out else master.text
        return text or ("TABLE()" if kind == b"dataTable" else "")


class _Columns(dict[bytes, int]):
    """The numbers of columns by their letters."""

    def __missing__(self, letters: bytes) -> int:
        number = self[letters] = column_number(letters.decode())
        return number


_COLUMNS = _Columns()


def _narrowed(row: Row, rows: SheetRows, said_row: bytes, first: int, last: int) -> tuple[int, int]:
    """Where to look for the cells of some columns: not further than need be, where that is known.

    As each ``<`` begins a tag, a cell's tag that is found as a string of bytes is that cell.
    """
    start, end = row.start, row.end
    mark = rows.grammar.cell_mark
    if first:
        letters = column_letters(first).encode()
        start = max(start, row.text.find(b'%s r="%s%s"' % (mark, letters, said_row), start, end))
    if last < LAST_COLUMN:
        letters = column_letters(last + 1).encode()
        beyond = row.text.find(b'%s r="%s%s"' % (mark, letters, said_row), start, end)
        end = beyond if beyond >= 0 else end
    return start, end


def place_of(letters: bytes, digits: bytes, attributes: bytes, said_row: bytes, before: int) -> int:
    """The column of a cell in the row called ``said_row``, the cell before it being in ``before``.

    Its reference stands among the ``attributes`` where it is spelled unusually, or nowhere.
    """
    if not letters:
        said = attribute(attributes, b"r")
        if said is None:
            letters, digits = b"", said_row
        else:
            letters = said.rstrip(b"0123456789")
            digits = said[len(letters) :]
            if not 0 < len(letters) <= 3 or not letters.isalpha() or not letters.isupper():
                raise damaged(Text("une cellule sans place", "a cell without a place"))
    column = _COLUMNS[letters] if letters else before + 1
    if digits != said_row or not before < column <= LAST_COLUMN:
        raise damaged(Text("des cellules en désordre", "cells out of order"))
    return column


@lru_cache(4096)
def kind_and_style(attributes: bytes) -> tuple[bytes, int]:
    """Type and style of a cell; a sheet has few combinations of them."""
    style = attribute(attributes, b"s") or b"0"
    kind = attribute(attributes, b"t") or b"n"
    return kind, int(style) if style.isdigit() and len(style) < 8 else 0


def rich_text(raw: bytes, rows: SheetRows) -> str:
    """The text between ``<is>`` and ``</is>``, pronunciation left out."""
    if rows.grammar.phonetic_mark in raw:
        raw = rows.grammar.phonetic.sub(b"", raw)
    return uncoded("".join(decoded(part) for part in rows.grammar.text.findall(raw)))


def carved(area: Area, found: SheetCells, allowance: Allowance) -> Table:
    """The table of one area: as many rows as hold something, each as long as it holds something."""
    left, right = area.first_column, area.last_column
    rows: list[tuple[Cell, ...]] = []
    for number in sorted(found.cells):
        if not area.first_row <= number <= area.last_row:
            continue
        cells = found.cells[number]
        last = max((column for column in cells if left <= column <= right), default=-1)
        if last < 0:
            continue
        gap = number - area.first_row - len(rows)
        allowance.spend(last - left + 1 + gap, 0)
        rows.extend([()] * gap)
        rows.append(tuple(map(cells.get, range(left, last + 1), repeat(EMPTY))))
    return Table(area.title, area.first_row, left, tuple(rows), area.rows, right - left + 1)
