"""The dashboard's grid: six modules of four columns between gutters, and the rows of its blocks.

Everything that is drawn spans whole modules, so that cards, lists and charts share their edges.
What the charts and the cards count is kept behind the page, in hidden columns that have one key
each; nothing there depends on how people sort the plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrosheet.layout import palette
from retrosheet.layout.dashboard.words import Said, literal
from retrosheet.workbook.model import Column, Merge, Row, Rule, Style, Value
from retrosheet.workbook.refs import cell_ref

if TYPE_CHECKING:
    from retrosheet.layout.frame import Frame
    from retrosheet.workbook.model import Sheet
    from retrosheet.workbook.refs import Area

MODULES = 6
_STEPS = 4
_STEP_WIDTH, _STEP_PIXELS = 6.29, 49
_GUTTER_WIDTH, _GUTTER_PIXELS = 1.0, 12
_MARGIN_WIDTH = 1.3

LIST_ROWS = 6
STATUS_ROWS = 8
MOST_WORK_ROWS = 13
_FEWEST_WORK_ROWS = 6

_ROW_HEIGHT = 15.75

FIRST_COLUMN = 1

LABEL = Style(size=8, color=palette.MUTED)
BODY = Style(size=9)
_NOTE = LABEL._replace(align="right", line_below=palette.NIGHT)


def column(module: int, step: int = 0) -> int:
    """A column of the grid; step 4 is the gutter to the right of the module."""
    return FIRST_COLUMN + module * (_STEPS + 1) + step


LAST_COLUMN = column(MODULES - 1, _STEPS - 1)
_BEHIND = LAST_COLUMN + 2

HIDDEN = (
    "fact_name",
    "fact",
    # a line of the engine each
    "phase",
    "weight",
    "work",
    "first",
    "last",
    # a line of the team in Settings each
    "person",
    "person_tasks",
    "person_done",
    "person_late",
    "person_rank",
    # a row of a list each
    "late_at",
    "soon_at",
    "milestone_at",
    # a row of the phases and of the people each
    "phase_weight",
    "phase_behind",
    "phase_rest",
    "person_at",
    # a column of the weekly load each
    "week_first",
    "week_last",
    "week_tasks",
    "week_label",
    "week_past",
    "week_launch",
    "week_ahead",
    "week_origin",
    "week_step",
)
"""The keys of the hidden columns; their cells begin below the row of keys."""


def pixels(modules: int) -> int:
    """The width of so many modules with the gutters between them."""
    return modules * _STEPS * _STEP_PIXELS + (modules - 1) * _GUTTER_PIXELS


@dataclass(frozen=True)
class Rows:
    """The first row of each block, from the top; ``work`` rows list phases and people."""

    work: int

    name = 1
    sentence = 2
    cards = 5
    lists = 9

    @property
    def work_title(self) -> int:
        return self.lists + 2 + LIST_ROWS + 1

    @property
    def work_first(self) -> int:
        return self.work_title + 2

    @property
    def bottom_title(self) -> int:
        return self.work_first + self.work + 2

    @property
    def bottom_first(self) -> int:
        return self.bottom_title + 1

    @property
    def footer(self) -> int:
        return self.bottom_first + STATUS_ROWS + 1

    @property
    def heights(self) -> tuple[Row, ...]:
        fixed = {
            0: 6, 1: 38, 2: 22, 3: 26, 4: 4,
            self.cards: 20, self.cards + 1: 34, self.cards + 2: 20, self.cards + 3: 12,
            self.lists: 21, self.lists + 1: 15, self.work_title - 1: 12,
            self.work_title: 21, self.work_title + 1: 15, self.bottom_title: 21,
            self.footer - 1: 8, self.footer: 17,
        }  # fmt: skip
        return tuple(Row(row, fixed.get(row, _ROW_HEIGHT)) for row in range(self.footer + 1))


class Board:
    """The dashboard while it is filled: the sheet, the frame, and writers that know the grid."""

    def __init__(self, sheet: Sheet, frame: Frame, work_rows: int) -> None:
        self.sheet, self.frame = sheet, frame
        self.rows = Rows(max(_FEWEST_WORK_ROWS, min(MOST_WORK_ROWS, work_rows)))
        sheet.rows.extend(self.rows.heights)
        sheet.columns.append(Column(0, 0, _MARGIN_WIDTH))
        for module in range(MODULES):
            first = column(module)
            sheet.columns.append(Column(first, first + _STEPS - 1, _STEP_WIDTH))
            sheet.columns.append(Column(first + _STEPS, first + _STEPS, _GUTTER_WIDTH))
        sheet.columns.append(Column(_BEHIND, _BEHIND + len(HIDDEN) - 1, 9, hidden=True))
        for offset, key in enumerate(HIDDEN):
            sheet.put(0, _BEHIND + offset, key, Style(size=8))

    def put(
        self, row: int, first: int, last: int, value: Value, style: Style, formula: str = ""
    ) -> str:
        """One content across columns; returns where it stands."""
        if formula:
            self.sheet.calc(row, first, formula, value, style)
        else:
            self.sheet.put(row, first, value, style)
        if last > first:
            self.sheet.merges.append(Merge(row, first, row, last))
        return self.sheet.area(row, first, row, first).local

    def say(self, row: int, first: int, last: int, said: Said, style: Style) -> None:
        """A sentence across columns; nothing while one of its cells has an error."""
        formula = "" if said.formula == literal(said.value) else f'=IFERROR({said.formula},"")'
        self.put(row, first, last, said.value, style, formula)

    def heading(
        self, row: int, module: int, modules: int, title: str | Said, note: Said | None = None
    ) -> None:
        """A block's title with a line under it, and perhaps at the right of it a note."""
        if note is None:
            said = title if isinstance(title, Said) else Said(literal(title), title)
            last = column(module + modules - 1, _STEPS - 1)
            self.say(row, column(module), last, said, palette.SECTION)
            return
        assert isinstance(title, str)
        split = column(module + modules // 2, 1 + (modules % 2) * 2)
        last = column(module + modules - 1, _STEPS - 1)
        self.put(row, column(module), split, title, palette.SECTION)
        self.say(row, split + 1, last, note, _NOTE)

    def late_rule(self, place: int, count: int) -> None:
        """Numbers above 0 among the rows of phases and people in red."""
        first = self.rows.work_first
        own = cell_ref(first, place, col_abs=True)
        area = self.sheet.area(first, place, first + count - 1, place)
        look = palette.LATE_LOOK._replace(fill="", bold=True)
        self.sheet.rules.append(Rule(area, f"=AND(ISNUMBER({own}),{own}>0)", look))

    def block_height(self, count: int) -> int:
        """The height of so many rows of a block."""
        return round(count * _ROW_HEIGHT * 4 / 3)

    def chart_height(self, count: int) -> int:
        """The height of a chart beside so many rows of phases or people, with its legend."""
        return self.block_height(count + 2)

    def fill(self, first_row: int, last_row: int, first: int, last: int, style: Style) -> None:
        """Gives the cells of a rectangle that are still empty a style."""
        taken = {(cell.row, cell.column) for cell in self.sheet.cells}
        for row in range(first_row, last_row + 1):
            for index in range(first, last + 1):
                if (row, index) not in taken:
                    self.sheet.put(row, index, "", style)

    def behind(self, key: str, index: int, value: Value, formula: str = "") -> str:
        """Puts a hidden cell, counted from 0 below its key; returns where it stands."""
        return self.put(index + 1, self._column(key), self._column(key), value, _PLAIN, formula)

    def in_line(self, key: str, index: int) -> str:
        """A hidden cell as a formula of its own row names it: the same in each row."""
        return cell_ref(index + 1, self._column(key), col_abs=True)

    def cell(self, key: str, index: int) -> str:
        return self.range(key, 1, index).local

    def range(self, key: str, count: int, first: int = 0) -> Area:
        """The first cells of a hidden column."""
        index = self._column(key)
        return self.sheet.area(first + 1, index, first + count, index)

    @staticmethod
    def _column(key: str) -> int:
        return _BEHIND + HIDDEN.index(key)


_PLAIN = Style(size=8, number_format="General")
