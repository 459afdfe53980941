"""The categories of the budget: their amounts, their share, and a chart of what is left of them.

They are found among the lines, in the order in which lines name them first, so that a category
that somebody types gets a row of its own; what has none, and all that does not fit, shares the
last row. So the rows always add up to the total above them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.language import Text
from retrosheet.layout import number_formats, palette
from retrosheet.layout.budget.grid import (
    AMOUNTS,
    CATEGORY_ROW,
    COLUMNS,
    HEIGHT,
    MONEY,
    SECTION_ROW,
    TOTAL_ROW,
    WIDTHS,
    Grid,
    column,
)
from retrosheet.layout.palette import TEXT
from retrosheet.workbook.model import Chart, Series
from retrosheet.workbook.refs import cell_ref

if TYPE_CHECKING:
    from retrosheet.workbook.model import Value
    from retrosheet.workbook.refs import Area

_BY_CATEGORY = Text("Par catégorie", "By category")
_TOTAL = Text("Total", "Total")
_OTHERS = Text("Autres, sans catégorie", "Others, no category")
_HEADERS = {
    "line": Text("Catégorie", "Category"),
    "category": Text("", ""),
    "task": Text("", ""),
    "due": Text("Part du prévu", "Share of plan"),
    **AMOUNTS,
}
_HEARD = Text(
    "Barres : pour chaque catégorie du budget, ce qui est payé, engagé à payer et disponible.",
    "Bars: for each category of the budget what is paid, committed to pay and available.",
)
_PARTS = (
    ("part_paid", Text("Payé", "Paid"), palette.NIGHT),
    ("part_committed", Text("Engagé, à payer", "Committed, to pay"), palette.ACCENT),
    ("part_free", Text("Disponible", "Available"), palette.HUES[0].soft),
)


class Categories:
    """The upper table and its chart."""

    def __init__(self, grid: Grid) -> None:
        self.grid, self.sheet, self.lang = grid, grid.sheet, grid.lang

    def put(self) -> None:
        self.grid.put_header(SECTION_ROW, _BY_CATEGORY, _HEADERS, "due")
        self._put_total()
        for number in range(len(self.grid.categories) + 1):
            self._put_category(number)
        self._add_chart()

    def _put_total(self) -> None:
        strong = TEXT._replace(bold=True, fill=palette.WASH)
        for key in ("line", "category", "task", "due"):
            text = _TOTAL.to(self.lang) if key == "line" else ""
            self.sheet.put(TOTAL_ROW, column(key), text, strong)
        for key in MONEY:
            style = self.grid.sums._replace(bold=True, fill=palette.WASH)
            amount = self.grid.total if key in {"planned", "remaining"} else 0
            self.sheet.calc(TOTAL_ROW, column(key), f"=SUM({self.grid.range(key)})", amount, style)

    def _put_category(self, number: int) -> None:
        """A category, in the order of the lines; the last row has what the others leave over."""
        sheet, row = self.sheet, CATEGORY_ROW + number
        others = row == self.grid.last_category_row
        name = "" if others else self.grid.categories[number]
        entries = [entry for entry in self.grid.entries if entry.category == name]
        amount: Value = "" if others else sum(entry.amount for entry in entries)
        names, firsts = self.grid.range("category"), self.grid.range("first")
        own = {key: cell_ref(row, column(key), col_abs=True) for key in COLUMNS}
        place = f"IFERROR(SMALL({firsts},{number + 1}),0)"
        found = f"INDEX({names},{own['first']})"
        label = f'=IF({own["first"]}=0,"",{found})'
        if others:
            # one new category shows its name, several share the row
            place = f"IF(COUNT({firsts})={number + 1},{place},0)"
            gaps = "+".join(f"ABS({self._left_over(key)})" for key in MONEY[:3])
            shared = f'IF({own["first"]}=0,"{_OTHERS.to(self.lang)}",{found})'
            label = f'=IF(ROUND({gaps},2)=0,"",{shared})'
        sheet.calc(
            row,
            column("first"),
            f"={place}",
            0 if others else 2 + self.grid.entries.index(entries[0]),
        )
        plain = TEXT._replace(line_below="") if others else TEXT
        share = plain._replace(align="right", number_format=number_formats.share(self.lang))
        money = self.grid.sums._replace(line_below=plain.line_below)
        sheet.calc(row, column("line"), label, name, plain)
        for key in ("category", "task"):
            sheet.put(row, column(key), "", plain)
        parts = {
            "part_paid": f"MAX(0,{own['paid']})",
            "part_committed": f"MAX(0,{own['committed']}-{own['paid']})",
            "part_free": f"MAX(0,{own['remaining']})",
        }
        whole = cell_ref(TOTAL_ROW, column("planned"), row_abs=True, col_abs=True)
        texts = {
            "due": f"IF({whole}=0,0,{own['planned']}/{whole})",
            **{
                key: self._left_over(key)
                if others
                else f'SUMIFS({self.grid.range(key)},{names},"="&{own["line"]})'
                for key in MONEY
            },
            **parts,
        }
        for key, text in texts.items():
            value: Value = amount if key in {"planned", "remaining", "part_free"} else 0
            if key == "due" and isinstance(amount, int | float):
                value = amount / self.grid.total if self.grid.total else 0
            style = share if key == "due" else money if key in MONEY else None
            formula = f'=IF({own["line"]}="","",{text})'
            sheet.calc(row, column(key), formula, "" if others else value, style)

    def _left_over(self, key: str) -> str:
        place = column(key)
        above = self.sheet.area(CATEGORY_ROW, place, self.grid.last_category_row - 1, place).local
        return f"({cell_ref(TOTAL_ROW, place, row_abs=True, col_abs=True)}-SUM({above}))"

    def _add_chart(self) -> None:
        first, last = CATEGORY_ROW, self.grid.last_category_row

        def area(key: str) -> Area:
            return self.sheet.area(first, column(key), last, column(key))

        series = tuple(
            Series(word.to(self.lang), area("line"), area(key), (color,))
            for key, word, color in _PARTS
        )
        width = round(WIDTHS[column("notes")] * 7 + 5)
        rows = last - first + 1
        self.sheet.charts.append(
            Chart(
                "stacked_bar", "", series, first, column("notes"), width,
                round(HEIGHT * (rows + 2) * 4 / 3),
                # the table says the amounts: no labels below the bars
                number_format=number_formats.HIDDEN, description=_HEARD.to(self.lang),
                drawn=rows / (rows + 2), names=0.3,
            )
        )  # fmt: skip
