"""How cells look in LibreOffice: fill, letters and text, with conditional formats applied.

LibreOffice's own HTML export says so: it asks for each cell's effective format, as drawing does.
It leaves out hidden rows and columns and everything outside the used area. A number format that a
conditional format sets is the one thing it does not apply: ``Document.pages`` shows that.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from html.parser import HTMLParser

from tests.engines.cell_reference import Area


@dataclass(frozen=True)
class Look:
    """One cell as it is shown; colours as ``#RRGGBB``, ``fill`` None for none."""

    text: str
    fill: str | None
    colour: str
    bold: bool
    italic: bool
    struck: bool


@dataclass
class _Cell:
    """A table cell while it is read: what it spans and what surrounds its text."""

    rows: int
    columns: int
    fill: str | None
    text: str = ""
    colour: str = "#000000"
    marks: frozenset[str] = frozenset()

    def look(self) -> Look:
        return Look(
            self.text.strip("\n\t"),
            self.fill,
            self.colour,
            "b" in self.marks,
            "i" in self.marks,
            bool(self.marks & {"s", "strike", "del"}),
        )


def read_looks(
    html: str, sheet: str, used: Area, hidden_rows: Collection[int], hidden_columns: Collection[int]
) -> dict[tuple[int, int], Look]:
    """The look of each visible cell of the used area, by (row, column); merged cells share one."""
    reader = _Reader()
    reader.feed(html)
    # A file with one sheet to show has no headings.
    index = reader.titles.index(sheet) if reader.titles else 0
    rows = [row for row in range(used.top, used.bottom + 1) if row not in hidden_rows]
    columns = [n for n in range(used.left, used.right + 1) if n not in hidden_columns]
    looks: dict[tuple[int, int], Look] = {}
    for top, line in zip(range(len(rows)), reader.tables[index], strict=True):
        left = 0
        for cell in line:
            while (rows[top], columns[left]) in looks:
                left += 1
            for row in rows[top : top + cell.rows]:
                for column in columns[left : left + cell.columns]:
                    looks[row, column] = cell.look()
    return looks


class _Reader(HTMLParser):
    """The tables of an export, each a list of lines of cells, and their titles."""

    def __init__(self) -> None:
        super().__init__()
        self.titles: list[str] = []
        self.tables: list[list[list[_Cell]]] = []
        self._cell: _Cell | None = None
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "em" and self._cell is None:
            self._in_title = True
            self.titles.append("")
        elif tag == "table" and self._cell is None:
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag == "td":
            fill = given.get("bgcolor")
            self._cell = _Cell(
                rows=int(given.get("rowspan", 1)),
                columns=int(given.get("colspan", 1)),
                fill=fill.upper() if fill else None,
            )
            self.tables[-1][-1].append(self._cell)
        elif self._cell is not None:
            self._inside(self._cell, tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "td":
            self._cell = None
        elif tag == "em":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.titles[-1] += data
        elif self._cell is not None:
            self._cell.text += data

    def _inside(self, cell: _Cell, tag: str, given: dict[str, str]) -> None:
        if tag == "br":
            cell.text += "\n"
        elif tag == "font":
            cell.colour = given.get("color", cell.colour).upper()
        else:
            cell.marks |= {tag}
