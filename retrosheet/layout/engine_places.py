"""Where everything stands on the engine's tab: single values on top, a row a line below them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrosheet.layout.outline import Outline
from retrosheet.statuses import WORDS
from retrosheet.workbook.refs import cell_ref

if TYPE_CHECKING:
    from retrosheet.workbook.refs import Area

ENGINE_COLUMNS = (
    # what the archetype says; written once, read by sync
    "id",
    "title",
    "kind",
    "placement",
    "needs",
    "calendar_days",
    "any_day",
    "incompressible",
    "after_launch",
    "drives_launch",
    "planned_duration",
    "planned_margin",
    # what people typed, cleaned
    "position",
    "status",
    "gone",
    "duration",
    "margin",
    "offset",
    "imposed",
    # the pass backward from launch, or forward behind it
    "anchor",
    "bound",
    "aim",
    "aim_end",
    "aim_start",
    "pinned",
    "due",
    "work_end",
    "work_start",
    "start",
    "conflict",
    # where the work stands
    "progress",
    "actual",
    "expected",
    "done",
    "begun",
    "left",
    # what launch allows, and how early it could be
    "latest_bound",
    "latest_end",
    "latest",
    "earliest_bound",
    "earliest_start",
    "earliest_end",
    "earliest_finish",
    "float",
    "critical",
    # how it will go, and what that endangers
    "forecast_bound",
    "forecast_end",
    "limit",
    "limit_start",
    "slip",
    # what the row shows of it
    "weight",
    "late",
    "over",
    "timely",
    "flag",
    # keys to sort by, "" for a line that does not count
    "alive_start",
    "waiting_start",
    "driving_float",
    "milestone_rank",
    "late_rank",
    "soon_rank",
    # who owns it
    "owners",
    "owned",
    # how many of its cells cannot be used
    "odd",
)


@dataclass(frozen=True)
class EnginePlaces(Outline):
    """The geometry of the engine's tab. All rows and columns count from 0."""

    engine_first_row = 47
    """The first line; the header stands above it, the single values above that, from row 0."""

    engine_scalars = (
        "launch",
        "weekend_text",
        "weekend",
        "today",
        "start",
        "begin",
        "least_float",
        "first_waiting",
        "missing",
        "soon_days",
        "plan_start",
        "plan_end",
        "zoom",
        "view_from",
        "origin",
        "step",
        "tick",
        "closed_days",
        "closed_room",
        "overall_weight",
        "overall_progress",
        "slip",
        "forecast",
        "spare",
        "version",
        "archetype",
        "lang",
        "locale",
        # what the sheet says of what it cannot use
        "wrong_days",
        "below_lists",
        "lost_rows",
        "below_plan",
        "in_gantt",
        "odd",
        "said_launch",
        "said_lists",
        "said_years",
        "said_room",
        "said_days",
        "said_below",
        "said_columns",
        "said_rows",
        "said_end",
        "said_gantt",
        "said_odd",
        # the weekend as words say it
        "weekend_days",
    )

    def scalar(self, key: str) -> str:
        """The absolute reference of a single value, for use on the engine's own tab."""
        return cell_ref(self.engine_scalars.index(key), 1, row_abs=True, col_abs=True)

    def scalar_from(self, key: str) -> str:
        """The same for use on another tab."""
        return f"_engine!{self.scalar(key)}"

    def engine_column(self, key: str) -> int:
        return ENGINE_COLUMNS.index(key)

    @property
    def engine_last_row(self) -> int:
        return self.engine_first_row + len(self.lines) - 1

    @property
    def engine_core_last_row(self) -> int:
        return self.engine_first_row + self.task_count - 1

    @property
    def engine_table(self) -> Area:
        """The engine's header and its lines, as far as the archetype says them, for readers."""
        last = ENGINE_COLUMNS.index("planned_margin")
        return self.area("engine", self.engine_first_row - 1, 0, self.engine_last_row, last)

    @property
    def engine_values(self) -> Area:
        """The engine's single values, each behind its key."""
        return self.area("engine", 0, 0, len(self.engine_scalars) - 1, 1)

    @property
    def version_cell(self) -> Area:
        row = self.engine_scalars.index("version")
        return self.area("engine", row, 1, row, 1)

    def engine_range(self, key: str) -> Area:
        column = self.engine_column(key)
        return self.area("engine", self.engine_first_row, column, self.engine_last_row, column)

    def engine_core(self, key: str) -> Area:
        """An engine column over the tasks alone, without the spare lines that refer to it."""
        return self.engine_range(key)._replace(last_row=self.engine_core_last_row)

    # behind a gap: days off, then words, then what charts draw

    @property
    def closure_column(self) -> int:
        """Engine: of each closure first day, length, days before and if it is wrong, in a row."""
        return len(ENGINE_COLUMNS) + 1

    @property
    def days_off_column(self) -> int:
        return self.closure_column + 5

    @property
    def other_words(self) -> Area:
        """Engine: all status words that count, with their codes."""
        first, column = self.engine_first_row, self.days_off_column + 2
        return self.area("engine", first, column, first + len(WORDS) - 1, column + 1)
