"""Where everything stands on the engine's tab: single values on top, a row a line below them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from retrosheet.layout.outline import Outline
from retrosheet.statuses import WORDS
from retrosheet.workbook.needs import RING_SWEEPS, SLOTS, SWEEPS, UNITS
from retrosheet.workbook.refs import cell_ref

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.layout.settings.places import SettingsPlaces
    from retrosheet.workbook.refs import Area

FACTS = (
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
    "launches",
    "room",
    # the task that it is a part of, and whether it is itself made of others
    "parent",
    "made_split",
)
_INPUTS = (
    # what people typed, cleaned
    "position",
    "status",
    "gone",
    "duration",
    "margin",
    "offset",
    "imposed",
)
_LIVE = (
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
    # of a task that is split the parts that are left to do or done, how they stand together, and
    # the working days that they span; of each part the work that is done
    "whole",
    "worked",
    "state",
    "share",
    "days",
)
_PASSES = (
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
)
_PARTS = (
    # where the task stands that it is a part of, 0 for none; whether it has parts itself, when
    # these begin and are due
    "of",
    "split",
    "parts_start",
    "parts_due",
)
DIRECT_COLUMNS = (*FACTS, *_PARTS, *_INPUTS, *_PASSES, *_LIVE)
"""The columns of an engine whose lines refer to one another directly: its network is fixed."""


def slots(*keys: str) -> tuple[str, ...]:
    """Columns that each need of a row has for itself."""
    return tuple(f"{key}_{slot}" for key in keys for slot in range(1, SLOTS + 1))


def swept(key: str, sweeps: int) -> tuple[str, ...]:
    """A column for each sweep."""
    return tuple(f"{key}_{sweep}" for sweep in range(1, sweeps + 1))


LISTED = (
    *FACTS,
    # which row it is, and which line of those that people see; its place in the plan; its ID if it
    # is there
    "place",
    "line",
    "where",
    "key",
    # the row named under "Part of", below 0 for none that is there, and that row if it can be
    # split; the next part of the same, the IDs from here on, and those of its own parts
    "under",
    "of",
    "sibling",
    "listing",
    "parts",
    # what it needs as typed, in how many entries; of each the lag as typed and as read, and the
    # row that it is
    "typed",
    "entries",
    *slots("gap", "lag", "need"),
    # in which sweep its turn comes, and so its row among those that are in order
    *swept("done", SWEEPS),
    "turn",
    "order",
    # whether it waits for itself, and what its row says of what cannot be followed
    *swept("ring", RING_SWEEPS),
    "snag",
)
"""The first columns of an engine that follows what people type: a row a task, in a fixed order."""

FOLLOWED = (
    # the listed row that stands here when each is below all that it needs
    "at",
    "id",
    "kind",
    "incompressible",
    "any_day",
    "spans",
    "more",
    *_PARTS,
    *_INPUTS,
    # the rows that it needs, with their lags; the first that needs it, and the next in each chain
    *slots("link", "gap_to", "first", "next"),
    "behind",
    "drives",
    # whether launch waits for what a row waits for, or for another that stands below in its chain
    *slots("chain_drives"),
    # the pass backward: what followers leave it, and what it leaves those that it needs
    "follow_start",
    "back",
    "due_late",
    "end_late",
    "start_late",
    "wait_start",
    *slots("chain_start"),
    # the pass forward: the evenings behind all that it needs
    "needs_evening",
    "needs_due",
    *_PASSES,
    "follow_latest",
    "wait_latest",
    *slots("chain_latest"),
    "needs_earliest",
    "needs_forecast",
    "follow_limit",
    "wait_limit",
    *slots("chain_limit"),
    *_LIVE,
)
"""Its other columns: the tasks once more, in the order in which each can be placed."""

LISTED_MARK = "@"
"""What tells a listed column from the one of the same name among those in order."""
LIVE_COLUMNS = (*(LISTED_MARK + key for key in LISTED), *FOLLOWED)


@dataclass(frozen=True)
class EnginePlaces:
    """The geometry of the engine's tab. All rows and columns count from 0."""

    outline: Outline
    settings: SettingsPlaces

    first_row = 54
    """The first line; the header stands above it, the single values above that, from row 0."""

    scalars = (
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
        "remarks",
        # the weekend as words say it
        "weekend_days",
        # whether the network is followed, and in how many sweeps every turn has come
        "network",
        *swept("ready", SWEEPS),
    )

    def scalar(self, key: str) -> str:
        """The absolute reference of a single value, for use on the engine's own tab."""
        return _of(key)

    def scalar_from(self, key: str) -> str:
        """The same for use on another tab."""
        return f"_engine!{self.scalar(key)}"

    @cached_property
    def columns(self) -> tuple[str, ...]:
        return LIVE_COLUMNS if self.outline.live else DIRECT_COLUMNS

    @cached_property
    def _engine_places(self) -> Mapping[str, int]:
        return {key: column for column, key in enumerate(self.columns)}

    def column(self, key: str) -> int:
        return self._engine_places[key]

    @property
    def last_row(self) -> int:
        return self.first_row + len(self.outline.engine_lines) - 1

    @property
    def core_last_row(self) -> int:
        return self.first_row + self.outline.task_count - 1

    @property
    def table(self) -> Area:
        """The engine's header and its lines, as far as the archetype says them, for readers."""
        last = len(FACTS) - 1
        return self.outline.area("engine", self.first_row - 1, 0, self.last_row, last)

    @property
    def values(self) -> Area:
        """The engine's single values, each behind its key."""
        return self.outline.area("engine", 0, 0, len(self.scalars) - 1, 1)

    @property
    def version_cell(self) -> Area:
        row = self.scalars.index("version")
        return self.outline.area("engine", row, 1, row, 1)

    def range(self, key: str) -> Area:
        column = self.column(key)
        return self.outline.area("engine", self.first_row, column, self.last_row, column)

    def core(self, key: str) -> Area:
        """An engine column over the tasks alone, without the spare lines that refer to it."""
        return self.range(key)._replace(last_row=self.core_last_row)

    # behind a gap: days off, then words, then what charts draw

    @property
    def closure_column(self) -> int:
        """Engine: of each closure first day, length, days before and if it is wrong, in a row."""
        return len(self.columns) + 1

    @property
    def days_off_column(self) -> int:
        return self.closure_column + 5

    @property
    def other_words(self) -> Area:
        """Engine: all status words that count, with their codes."""
        first, column = self.first_row, self.days_off_column + 2
        return self.outline.area("engine", first, column, first + len(WORDS) - 1, column + 1)

    @property
    def lag_words(self) -> Area:
        """Engine: the words that a lag may be counted in, and what each is worth."""
        first, column = self.other_words.last_row + 3, self.other_words.first_column
        return self.outline.area("engine", first, column, first + len(UNITS) - 1, column + 1)

    # the lists that Settings has, with more room

    @cached_property
    def closure_slots(self) -> int:
        return self.settings.closure_rows + 6

    @cached_property
    def holiday_slots(self) -> int:
        return self.settings.holiday_rows + 15

    @cached_property
    def closed_day_slots(self) -> int:
        closed = sum(len(closure.days()) for closure in self.outline.campaign.closures)
        return max(420, closed + 200)

    @property
    def people(self) -> Area:
        """Engine: each name of the team once, as ``owners.spelled`` writes it, and to count by."""
        column, first = self.other_words.last_column + 2, self.first_row
        return self.outline.area(
            "engine", first, column, first + self.settings.team_rows - 1, column + 2
        )

    @property
    def closure_wrongs(self) -> Area:
        """Engine: 1 for each closure that cannot be meant, behind what it keeps of each."""
        first, column = self.first_row, self.closure_column + 3
        return self.outline.area("engine", first, column, first + self.closure_slots - 1, column)

    @property
    def days_off(self) -> Area:
        last = self.first_row + self.holiday_slots + self.closed_day_slots - 1
        column = self.days_off_column
        return self.outline.area("engine", self.first_row, column, last, column)


def _of(key: str) -> str:
    return cell_ref(EnginePlaces.scalars.index(key), 1, row_abs=True, col_abs=True)


LAUNCH = _of("launch")
WEEKEND = _of("weekend")
"""Two single values as every formula of the engine's own tab refers to them."""
