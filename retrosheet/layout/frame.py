"""Where everything stands: the rows, columns and ranges that the tabs refer to in each other.

It is decided once, before any tab is laid out, so that no tab has to be laid out before another.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.language import Lang, Text
from retrosheet.statuses import STATUSES, WORDS
from retrosheet.workbook import sync_tab
from retrosheet.workbook.refs import Area, cell_ref, quoted_title

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.campaign import Campaign
    from retrosheet.schedule import Placed, Schedule

TITLES = {
    "dashboard": Text("Tableau de bord", "Dashboard"),
    "plan": Text("Rétroplanning", "Retroplan"),
    "raci": Text("RACI", "RACI"),
    "budget": Text("Budget", "Budget"),
    "kpi": Text("Indicateurs", "KPI"),
    "settings": Text("Réglages", "Settings"),
    "guide": Text("Mode d’emploi", "Guide"),
    "engine": Text("_engine", "_engine"),
    "sync": Text("_sync", "_sync"),
}

PLAN_COLUMNS = (
    "id",
    "phase",
    "title",
    "owner",
    "status",
    "progress",
    "start",
    "due",
    "offset",
    "duration",
    "alert",
    "margin",
    "needs",
    "imposed",
    "actual_end",
    "float",
    "deliverable",
    "channel",
    "comment",
    "row",
    "work_end",
    "flag",
    "phase_no",
    "kind",
)
"""The plan's columns from the left; the keys of the hidden row. The Gantt follows behind them."""

ENGINE_COLUMNS = (
    # what the archetype says; written once, read by sync
    "id",
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
    # where the work stands
    "status",
    "done",
    "begun",
    "progress",
    "weight",
    "late",
    "flag",
    # keys to sort by, "" for a line that does not count
    "alive_start",
    "waiting_start",
    "driving_float",
    "milestone_rank",
    "late_rank",
    "soon_rank",
)

SPARE_LINES = 10
_GROUP = 7
_MOST_DAY_COLUMNS = 98
_FEWEST_DAY_COLUMNS = 56


class Line(NamedTuple):
    """One line of engine and plan; ``placed`` is None while it is spare."""

    id: str
    placed: Placed | None


@dataclass(frozen=True)
class Frame:
    """The geometry of one campaign's workbook. All rows and columns count from 0."""

    campaign: Campaign
    schedule: Schedule
    today: dt.date

    @property
    def lang(self) -> Lang:
        return self.campaign.lang

    @cached_property
    def titles(self) -> Mapping[str, str]:
        return {key: title.to(self.lang) for key, title in TITLES.items()}

    def area(
        self, key: str, first_row: int, first_column: int, last_row: int, last_column: int
    ) -> Area:
        return Area(self.titles[key], first_row, first_column, last_row, last_column)

    # the lines

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The tasks in the order of the plan, then the spare ones."""
        taken = {placed.task.id.upper() for placed in self.schedule.tasks}
        prefix = next(
            letter
            for letter in ("A", "L", "Z", "ZZ", "ZZZ")
            if not any(f"{letter}{n:02}" in taken for n in range(1, SPARE_LINES + 1))
        )
        spare = (Line(f"{prefix}{number:02}", None) for number in range(1, SPARE_LINES + 1))
        return (*(Line(placed.task.id, placed) for placed in self.schedule.tasks), *spare)

    @property
    def task_count(self) -> int:
        return len(self.schedule.tasks)

    # the plan

    plan_start_row = 6
    """Hidden: the first day of each Gantt column; the last day, then the day-off flag, below."""
    plan_mark_row = 9
    """Hidden: 1 over the Gantt column of today, 2 over that of launch day."""
    plan_key_row = 10
    plan_header_row = 11
    plan_first_row = 12

    @property
    def plan_sentinel_row(self) -> int:
        return self.plan_first_row + len(self.lines)

    def plan_column(self, key: str) -> int:
        return PLAN_COLUMNS.index(key)

    @property
    def gantt_column(self) -> int:
        return len(PLAN_COLUMNS)

    @cached_property
    def spare_day(self) -> dt.date:
        """Where a spare line lies: on launch day, or on the working day before it."""
        return self.campaign.calendar.on_or_before(self.campaign.launch)

    @cached_property
    def shown(self) -> tuple[dt.date, dt.date]:
        """The first and the last day of all lines, spare ones included."""
        schedule = self.schedule
        return min(schedule.start, self.spare_day), max(schedule.end, self.spare_day)

    @cached_property
    def span(self) -> tuple[dt.date, dt.date]:
        """The Monday of the first week of the plan, and its last day."""
        first, last = self.shown
        return first - dt.timedelta(days=first.weekday()), last

    @cached_property
    def day_columns(self) -> int:
        """How many Gantt columns show the whole plan, with a group to spare."""
        days = (self.span[1] - self.span[0]).days + 1 + _GROUP
        step = -(-days // _MOST_DAY_COLUMNS)
        columns = -(-days // step)
        return max(_FEWEST_DAY_COLUMNS, -(-columns // _GROUP) * _GROUP)

    @property
    def group(self) -> int:
        """The Gantt columns under one label of the time axis."""
        return _GROUP

    @property
    def gantt_last_column(self) -> int:
        return self.gantt_column + self.day_columns - 1

    def plan_range(self, key: str) -> Area:
        """A plan column from the hidden key row to the sentinel row."""
        column = self.plan_column(key)
        return self.area("plan", self.plan_key_row, column, self.plan_sentinel_row, column)

    @property
    def plan_table(self) -> Area:
        return self.area(
            "plan", self.plan_key_row, 0, self.plan_sentinel_row, len(PLAN_COLUMNS) - 1
        )

    plan_zoom = (3, 1)
    """The cell in which people choose the scale of the Gantt."""

    # the engine

    engine_first_row = 26
    """The first line; the header stands above it, the single values above that, from row 0."""

    engine_scalars = (
        "launch",
        "weekend_text",
        "weekend",
        "today",
        "start",
        "base",
        "begin",
        "least_float",
        "first_waiting",
        "missing",
        "soon_days",
        "plan_start",
        "plan_end",
        "zoom",
        "origin",
        "step",
        "closed_days",
        "overall_weight",
        "overall_progress",
        "version",
        "archetype",
        "lang",
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

    # days off: two columns of the engine, behind a gap

    @property
    def closure_column(self) -> int:
        """Engine: the first day, the length and the days before of each closure, side by side."""
        return len(ENGINE_COLUMNS) + 1

    @property
    def days_off_column(self) -> int:
        return self.closure_column + 4

    @cached_property
    def closure_slots(self) -> int:
        return self.closure_rows + 6

    @cached_property
    def holiday_slots(self) -> int:
        return self.holiday_rows + 15

    @cached_property
    def closed_day_slots(self) -> int:
        closed = sum(len(closure.days()) for closure in self.campaign.closures)
        return max(120, closed + 90)

    @property
    def days_off(self) -> Area:
        last = self.engine_first_row + self.holiday_slots + self.closed_day_slots - 1
        column = self.days_off_column
        return self.area("engine", self.engine_first_row, column, last, column)

    @property
    def other_words(self) -> Area:
        """Engine: all status words that count, with their codes."""
        first, column = self.engine_first_row, self.days_off_column + 2
        return self.area("engine", first, column, first + len(WORDS) - 1, column + 1)

    # settings: a form on the left, lists side by side

    settings_list_row = 4
    """The header of each list; its entries stand below."""
    settings_form = ("name", "launch", "start", "today", "weekend", "soon_days")
    settings_form_column = 2

    def setting(self, key: str) -> Area:
        row = self.settings_list_row + 1 + self.settings_form.index(key)
        column = self.settings_form_column
        return self.area("settings", row, column, row, column)

    team_column = 5
    holiday_column = 10
    closure_list_column = 13
    status_column = 17
    phase_column = 20

    @cached_property
    def team_rows(self) -> int:
        return len(self.campaign.roles) + 8

    @cached_property
    def holiday_rows(self) -> int:
        return len(self.campaign.holidays) + 10

    @cached_property
    def closure_rows(self) -> int:
        return len(self.campaign.closures) + 8

    @cached_property
    def phase_rows(self) -> int:
        return len(self.campaign.phases) + 3

    def settings_list(self, column: int, rows: int) -> Area:
        """A list's column from its header to the row below its last entry."""
        first = self.settings_list_row
        return self.area("settings", first, column, first + rows + 1, column)

    @property
    def team(self) -> Area:
        """What the plan shows as owners: the person, or the role while nobody is named."""
        return self.settings_list(self.team_column + 3, self.team_rows)

    @property
    def team_list(self) -> Area:
        """Roles, people, addresses and what is shown, side by side."""
        return self.team._replace(first_column=self.team_column)

    @property
    def closure_list(self) -> Area:
        """First and last days, side by side."""
        area = self.settings_list(self.closure_list_column, self.closure_rows)
        return area._replace(last_column=area.first_column + 1)

    @property
    def status_list(self) -> Area:
        """Words, meanings and codes, side by side."""
        return self.status_words._replace(last_column=self.status_column + 2)

    @property
    def holiday_list(self) -> Area:
        return self.settings_list(self.holiday_column, self.holiday_rows)

    @property
    def status_words(self) -> Area:
        return self.settings_list(self.status_column, len(STATUSES))

    @property
    def phase_list(self) -> Area:
        return self.settings_list(self.phase_column, self.phase_rows)

    # the tool's own table

    @property
    def sync_table(self) -> Area:
        return sync_tab.table(self.titles["sync"], len(self.lines))

    @property
    def sync_summary(self) -> Area:
        return sync_tab.summary(self.titles["sync"])

    @property
    def sync_log(self) -> Area:
        return sync_tab.log(self.titles["sync"])

    def sync_range(self, key: str) -> Area:
        return self.sync_table.column(sync_tab.COLUMNS.index(key))

    def sync_scalar(self, key: str) -> str:
        row = sync_tab.SCALARS.index(key)
        return f"_sync!{cell_ref(row, 1, row_abs=True, col_abs=True)}"

    def title_ref(self, key: str) -> str:
        return quoted_title(self.titles[key])
