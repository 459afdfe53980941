"""The Budget tab: what is planned, committed and paid, by category and line by line.

The totals stand on top, so that they stay where they are however many lines there are. Amounts
are without tax, as in the archetype. What remains is what was planned, less what was committed or
paid, whichever is more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.language import Text
from retrosheet.layout import number_formats, palette
from retrosheet.layout.budget.categories import Categories
from retrosheet.layout.budget.grid import (
    AMOUNTS,
    COLUMNS,
    HEIGHT,
    MONEY,
    SPARE_LINES,
    TOTAL_ROW,
    WIDTHS,
    Grid,
    column,
    planned_total,
)
from retrosheet.layout.dashboard.words import choose, fixed
from retrosheet.layout.palette import SUBTITLE, TEXT, TITLE, input_style
from retrosheet.workbook.model import Column, Name, Print, Row, Rule, Sheet, Validation
from retrosheet.workbook.refs import Area, cell_ref

if TYPE_CHECKING:
    from retrosheet.campaign import BudgetLine
    from retrosheet.layout.frame import Frame
    from retrosheet.workbook.model import Value

_SUBTITLE = Text(
    "Montants hors taxes. Remplissez les cellules sur fond crème ; le reste se calcule.",
    "Amounts without tax. Fill in the cream-coloured cells; the rest is calculated.",
)
_NO_AMOUNTS = Text(
    "Aucun montant prévu : tapez-les ligne par ligne, sur fond crème ; les totaux suivent.",
    "No amounts planned: type them line by line, in the cream-coloured cells; the totals follow.",
)
_NOTHING_SPENT = Text(
    "Montants hors taxes. Tapez ce qui est engagé, puis payé, ligne par ligne, sur fond crème.",
    "Amounts without tax. Type what is committed, then paid, in the cream-coloured cells.",
)
_BY_LINE = Text("Ligne par ligne", "Line by line")
_UNKNOWN = Text("ID inconnu", "Unknown ID")
HEADERS = {
    "line": Text("Ligne", "Line"),
    "category": Text("Catégorie", "Category"),
    "task": Text("Tâche", "Task"),
    "due": Text("Échéance", "Due"),
    **AMOUNTS,
    "notes": Text("Commentaire", "Notes"),
}
_NO_TASK = (
    Text("Tâche inconnue", "Unknown task"),
    Text("Aucune tâche du plan n’a cet ID.", "No task of the plan has this ID."),
)
_NO_AMOUNT = (
    Text("Pas un montant", "Not an amount"),
    Text("Tapez un montant en chiffres.", "Type an amount in figures."),
)
_COMPUTED = (
    Text("Cellule calculée", "Calculated"),
    Text(
        "Cette cellule se calcule toute seule. Garder quand même votre saisie ?",
        "This cell is calculated. Keep what you typed all the same?",
    ),
)


def wanted(frame: Frame) -> bool:
    return bool(frame.campaign.budget)


def total_area(frame: Frame, key: str) -> Area:
    """The cell with the total of ``planned``, ``committed``, ``paid`` or ``remaining``."""
    place = column(key)
    return frame.area("budget", TOTAL_ROW, place, TOTAL_ROW, place)


def lay_out(frame: Frame) -> Sheet:
    sheet = Sheet("budget", frame.titles["budget"], tab_color=palette.HUES[3].strong, zoom=90)
    grid = Grid(sheet, frame)
    sheet.put(0, column("line"), sheet.title, TITLE)
    total, lang = planned_total(frame), frame.lang
    planned, committed, paid = (total_area(frame, key).local for key in MONEY[:3])
    said = choose(
        (f"{planned}=0", not total, fixed(_NO_AMOUNTS, lang)),
        (f"AND({committed}=0,{paid}=0)", True, fixed(_NOTHING_SPENT, lang)),
        otherwise=fixed(_SUBTITLE, lang),
    )
    sheet.calc(1, column("line"), f"={said.formula}", said.value, SUBTITLE)
    Categories(grid).put()
    _Lines(grid).put()
    sheet.columns.extend(Column(place, place, width) for place, width in enumerate(WIDTHS))
    sheet.columns.append(Column(column("first"), len(COLUMNS) - 1, 9, hidden=True))
    sheet.rows.extend((Row(0, 32), Row(1, 18)))
    sheet.default_height = HEIGHT
    lines = sheet.area(grid.header_row, column("line"), grid.sentinel_row, column("notes"))
    sheet.names.append(Name("rs_budget", lines))
    sheet.rules.extend(_rules(grid, TOTAL_ROW, grid.last_category_row))
    sheet.rules.extend(_rules(grid, grid.header_row, grid.sentinel_row))
    sheet.printing = Print(
        area=(0, column("line"), grid.sentinel_row - 1, column("notes")),
        one_page=True,
        footer_left=frame.campaign.name,
    )
    return sheet


class _Lines:
    """The lower table: one line of money a row, and spare ones."""

    def __init__(self, grid: Grid) -> None:
        self.grid, self.frame, self.lang = grid, grid.frame, grid.lang

    def put(self) -> None:
        grid = self.grid
        grid.put_header(grid.header_row - 1, _BY_LINE, HEADERS, "")
        for index in range(len(grid.entries) + SPARE_LINES):
            self._put_line(index)
        for key in HEADERS:
            grid.sheet.put(grid.sentinel_row, column(key), "", TEXT._replace(line_below=""))
        grid.sheet.validations.extend(self._validations())

    def _put_line(self, index: int) -> None:
        sheet, frame, row = self.grid.sheet, self.frame, self.grid.header_row + 1 + index
        entry = self.grid.entries[index] if index < len(self.grid.entries) else None
        own = {key: cell_ref(row, column(key), col_abs=True) for key in COLUMNS}
        # money for a task that comes again is committed when it first does
        known = frame.schedule.by_id
        task = entry.task if entry else ""
        placed = known.get(task) or known.get(f"{task}-1")
        typed, amount = TEXT._replace(locked=False), input_style(self.grid.money)
        sheet.put(row, column("line"), entry.title if entry else "", typed)
        sheet.put(row, column("category"), entry.category if entry else "", typed)
        sheet.put(row, column("task"), placed.task.id if placed else task, typed)
        sheet.put(row, column("planned"), entry.amount if entry else "", amount)
        sheet.put(row, column("committed"), "", amount)
        sheet.put(row, column("paid"), "", amount)
        sheet.put(row, column("notes"), "", typed._replace(align="left", indent=1))
        wanted_id = f"TRIM({own['task']})"
        ids, unknown = frame.plan.range("id").ref, _UNKNOWN.to(self.lang)
        due = f"INDEX({frame.plan.range('due').ref},MATCH({wanted_id},{ids},0))"
        shown: Value = placed.due if placed else (unknown if task else "")
        date = TEXT._replace(number_format=number_formats.date(self.frame.locale), align="left")
        due = f'=IF({wanted_id}="","",IFERROR({due},"{unknown}"))'
        sheet.calc(row, column("due"), due, shown, date)
        spent = f"MAX(0,{own['committed']},{own['paid']})"
        left = f"SUM({own['planned']})-{spent}"
        left = f'=IF(COUNT({own["planned"]}:{own["paid"]})=0,"",{left})'
        sheet.calc(row, column("remaining"), left, entry.amount if entry else "", self.grid.money)
        header = cell_ref(self.grid.header_row, column("category"), row_abs=True, col_abs=True)
        number = f"ROW({own['category']})-ROW({header})+1"
        found = f"IFERROR(MATCH({own['category']},{self.grid.range('category')},0),0)"
        first = f'=IF(TRIM({own["category"]})="","",IF({found}={number},{number},""))'
        sheet.calc(row, column("first"), first, self._first(index, entry))

    def _first(self, index: int, entry: BudgetLine | None) -> Value:
        """The line's number, counted from the header, where it names a category first."""
        earlier = [other.category for other in self.grid.entries[:index]]
        return "" if entry is None or entry.category in earlier else index + 2

    def _validations(self) -> list[Validation]:
        ids = self.frame.plan.range("id")
        ids = ids._replace(first_row=self.frame.plan.first_row, last_row=ids.last_row - 1)

        def said(texts: tuple[Text, Text]) -> tuple[str, str]:
            return texts[0].to(self.lang), texts[1].to(self.lang)

        return [
            Validation(self.grid.lines("task"), "list", *said(_NO_TASK), source=ids),
            *(Validation(self.grid.lines(key), "decimal", *said(_NO_AMOUNT)) for key in MONEY[:3]),
            *(
                Validation(self.grid.lines(key), "computed", *said(_COMPUTED))
                for key in ("due", "remaining")
            ),
        ]


def _rules(grid: Grid, first: int, last: int) -> list[Rule]:
    """Red for what is committed or paid beyond the plan, and for what remains below zero."""
    own = {key: cell_ref(first, column(key), col_abs=True) for key in MONEY}
    look = palette.LATE_LOOK._replace(bold=True)
    beyond = {
        "committed": f"{own['committed']}>N({own['planned']})",
        "paid": f"{own['paid']}>N({own['planned']})",
        "remaining": f"{own['remaining']}<0",
    }
    return [
        Rule(
            grid.sheet.area(first, column(key), last, column(key)),
            f"=AND(ISNUMBER({own[key]}),{condition})",
            look,
        )
        for key, condition in beyond.items()
    ]
