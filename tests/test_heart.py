"""The heart of the suite: the workbook's formulas and the Python schedule are the same rules.

Random campaigns, random calendars, J anywhere, and random edits of the kind people make: every
date, float and flag that a spreadsheet engine calculates equals the schedule's, to the day.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings

from retrosheet import layout
from retrosheet.archetype.terms import needs_text
from retrosheet.calendars import Calendar, Holiday
from retrosheet.campaign import Campaign, Task
from retrosheet.layout import outline
from retrosheet.layout.frame import Frame
from retrosheet.schedule import compute, of_placed
from retrosheet.schedule.network import as_part, linked, parts_of
from retrosheet.schedule.passes import place
from retrosheet.schedule.placed import AsOf, Standing
from retrosheet.schedule.verdict import Outlook
from retrosheet.statuses import STATUSES
from retrosheet.sync.needs import TypedNetwork, fixed_cell, parts_cell, read_cell
from retrosheet.workbook.needs import SLOTS
from retrosheet.xlsx.write import render
from tests.campaigns import WEEKENDS, Edit, campaigns, edits
from tests.engines.cell_reference import a1
from tests.engines.grid import Values, as_serial
from tests.engines.ironcalc_engine import IronCalcWorkbook
from tests.schedule.archetypes import planned, task
from tests.thorough import tries

TODAY = dt.date(2026, 11, 21)
STATUS_DONE = "Done"
STATUS_CANCELLED = "Cancelled"
LAGS = ("", "", " + 2d", "+3 jours", " + 4 cd", " + 1 j", " + 1 w", "+5jc")


class Edited:
    """A workbook in an engine and the campaign that it should mean, edited side by side."""

    def __init__(self, campaign: Campaign, grid: IronCalcWorkbook) -> None:
        self.campaign, self.grid = campaign, grid
        self.frame = Frame(campaign, compute(campaign), TODAY)
        self.spares = [line.id for line in self.frame.lines if line.placed is None]
        self.begun: set[str] = set()
        self.typed = {
            task.id: "" if task.split else needs_text(task.needs, campaign.lang)
            for task in campaign.tasks
        }
        self.shipped = {task.id: task.needs for task in campaign.tasks}
        self.parents = {task.id: task.parent for task in campaign.tasks}
        self.first_parents = dict(self.parents)
        self.typed_over: set[str] = set()
        self.made_split = {task.id for task in campaign.tasks if task.split}
        self.cancelled: set[str] = set()
        self.rows: dict[str, int] = {}

    @property
    def plan(self) -> str:
        return self.frame.titles["plan"]

    def row_of(self, task_id: str) -> int:
        """The sheet row, counted from 1, on which the plan has this ID now."""
        column = self.frame.plan.column("id") + 1
        known = self.rows.get(task_id)
        # nothing is calculated as long as the ID is where it was last
        if known is None or self.grid.text(self.plan, a1(known, column)) != task_id:
            values = self.grid.values(self.plan)
            self.rows = {str(value): row for (row, col), value in values.items() if col == column}
        return self.rows[task_id]

    def put(self, task_id: str, key: str, value: float | str | dt.date | None) -> None:
        cell = a1(self.row_of(task_id), self.frame.plan.column(key) + 1)
        self.grid.set(self.plan, cell, value)

    def change(self, task_id: str, **changes: object) -> None:
        tasks = tuple(
            replace(task, **changes) if task.id == task_id else task  # type: ignore[arg-type]
            for task in self.campaign.tasks
        )
        self.campaign = replace(self.campaign, tasks=tasks)

    def apply(self, edit: Edit) -> None:
        alive = [task for task in self.campaign.tasks if not task.deleted]
        task = alive[edit.line % len(alive)]
        signed = edit.number - 30
        day = self.campaign.launch + dt.timedelta(days=2 * signed)
        match edit.what:
            case "launch":
                launch = self.campaign.launch + dt.timedelta(days=signed)
                self.grid.set_name("rs_launch", launch)
                self.campaign = replace(self.campaign, launch=launch)
            case "duration" | "done" | "cancel" if task.id in self.made_split:
                self.type_over(edit, task)
            case "duration":
                self.put(task.id, "duration", edit.number // 3)
                self.change(task.id, duration=edit.number // 3)
            case "offset":
                self.put(task.id, "offset", signed)
                self.change(task.id, offset=signed)
            case "no offset":
                self.put(task.id, "offset", None)
                self.change(task.id, offset=None)
            case "imposed":
                self.put(task.id, "imposed", day)
                self.change(task.id, imposed=day)
            case "margin":
                self.put(task.id, "margin", edit.number // 10)
                self.change(task.id, margin=edit.number // 10)
            case "done":
                self.put(task.id, "status", STATUS_DONE)
                self.begun.add(task.id)
                self.cancelled.discard(task.id)
            case "cancel":
                self.put(task.id, "status", STATUS_CANCELLED)
                self.cancelled.add(task.id)
            case "need" | "needs" | "between" | "no needs" | "no such need":
                self.change_needs(edit, task)
            case "part" | "new part" | "no part" | "no such parent":
                self.change_parent(edit, task)
            case "delete":
                if len(alive) > 1:
                    self.grid.delete_rows(self.plan, self.row_of(task.id))
                    self.change(task.id, deleted=True)
            case "weekend":
                self.set_weekend(WEEKENDS[edit.number % len(WEEKENDS)])
            case "start":
                self.set_start(day)
            case "holiday":
                self.add_holiday(day)
            case _:
                self.use_spare(edit, task, day)

    def type_over(self, edit: Edit, task: Task) -> None:
        """A person types over a formula of a task that is split: nobody reads that cell."""
        typed = {"done": STATUS_DONE, "cancel": STATUS_CANCELLED}.get(edit.what)
        self.put(task.id, "status" if typed else "duration", typed or 3)
        self.typed_over.add(task.id)

    def set_weekend(self, mask: str) -> None:
        self.grid.set_name("rs_weekend", mask)
        calendar = Calendar(mask, self.campaign.calendar.days_off)
        self.campaign = replace(self.campaign, calendar=calendar)

    def set_start(self, day: dt.date) -> None:
        setting = self.frame.settings.entry("start")
        cell = a1(setting.first_row + 1, setting.first_column + 1)
        self.grid.set(setting.title, cell, day)
        self.campaign = replace(self.campaign, start=day)

    def add_holiday(self, day: dt.date) -> None:
        entry = len(self.campaign.holidays)
        area = self.frame.settings.holiday_list
        if entry < self.frame.settings.holiday_rows:
            cell = a1(area.first_row + 2 + entry, area.first_column + 1)
            self.grid.set(area.title, cell, day)
            holidays = (*self.campaign.holidays, Holiday(day, ""))
            calendar = self.campaign.calendar
            calendar = Calendar(calendar.weekend, calendar.days_off | {day})
            self.campaign = replace(self.campaign, holidays=holidays, calendar=calendar)

    def use_spare(self, edit: Edit, need: Task, day: dt.date) -> None:
        """A person types a task into the next blank line."""
        if not self.spares or need.placement == "free":
            return
        line = self.spares.pop(0)
        task = Task(line, 0, "Added", "boss", duration=edit.number % 8, placement="free")
        self.put(line, "title", "Added")
        self.put(line, "duration", task.duration)
        self.typed[line] = self.parents[line] = ""
        if edit.what in ("spare after", "between"):
            self.type_needs(line, need.id)
        elif edit.what == "spare offset":
            self.put(line, "offset", (day - self.campaign.launch).days)
            task = replace(task, offset=(day - self.campaign.launch).days)
        self.campaign = replace(self.campaign, tasks=(*self.campaign.tasks, task))

    def type_needs(self, task_id: str, text: str) -> None:
        self.put(task_id, "needs", text or None)
        self.typed[task_id] = text

    def change_needs(self, edit: Edit, task: Task) -> None:
        """A person changes what a task depends on: up or down the plan, or through a new task."""
        alive = [other for other in self.campaign.tasks if not other.deleted]
        other = alive[edit.number % len(alive)]
        lag = LAGS[edit.number % len(LAGS)]
        before = self.typed[task.id]
        match edit.what:
            case "need":
                text = f"{other.id.lower()}{lag}"
            case "needs":
                text = f"{before}; {other.id}{lag}" if before else f" {other.id}{lag} ,"
            case "between" if self.spares and other is not task:
                line = self.spares[0]
                self.use_spare(edit, other, self.campaign.launch)
                text = f"{before}, {line}{lag}" if before else f"{line}{lag}"
            case "no such need":
                text = f"{before}, " + ("T99", "T0*", "B01 + x")[edit.number % 3]
            case _:
                text = ""
        self.type_needs(task.id, text)

    def change_parent(self, edit: Edit, task: Task) -> None:
        """A person says that a line is a part of another, or of none, or adds a part of one."""
        alive = [other for other in self.campaign.tasks if not other.deleted]
        other = alive[edit.number % len(alive)]
        match edit.what:
            case "new part" if self.spares:
                line = self.spares[0]
                self.use_spare(edit, other, self.campaign.launch)
                if line in self.typed:
                    self.type_parent(line, f" {task.id.lower()} ")
            case "part":
                self.type_parent(task.id, other.id)
            case "no such parent":
                self.type_parent(task.id, "T99")
            case "no part":
                self.type_parent(task.id, "")

    def type_parent(self, task_id: str, text: str) -> None:
        self.put(task_id, "parent", text or None)
        self.parents[task_id] = text.strip()

    def network(self) -> TypedNetwork:
        """The needs as the plan's cells say them, in the order of the engine."""
        tasks = {task.id: task for task in self.campaign.tasks}
        there = {
            task.id.casefold(): task.id
            for task in tasks.values()
            if not task.deleted or task.id in self.shipped
        }
        listed = [tasks[line.id] for line in self.frame.engine_lines if line.id in tasks]
        named = {
            task.id: self.first_parents.get(task.id, "") if task.deleted else self.parents[task.id]
            for task in listed
        }
        parts = parts_of(named, there)
        beside = {
            task: text
            for task in parts.of
            if (text := self.typed.get(task, "").strip())
            and text.casefold() != ", ".join(parts.of[task]).casefold()
        }
        room, cells = SLOTS, {}
        for line in self.frame.engine_lines:
            if not line.id:
                room += SLOTS
                continue
            task = tasks.get(line.id)
            if line.id in parts.of:
                cells[line.id] = parts_cell(parts.of[line.id], room)
            elif task is not None and task.deleted and line.id in self.shipped:
                cells[line.id] = fixed_cell(self.shipped[line.id], room)
            elif task is not None and not task.deleted:
                cells[line.id] = read_cell(self.typed[line.id], there, room)
            room = SLOTS
        return TypedNetwork(cells, parts, named, beside)

    def tasks(self) -> tuple[Task, ...]:
        """The tasks as the sheet should place them."""
        typed, gone = self.network(), self.cancelled
        kept = typed.of_sheet.kept
        return linked(
            [
                replace(
                    as_part(replace(task, needs=kept[task.id]), typed.parts),
                    deleted=task.deleted or task.id in gone,
                )
                for task in self.campaign.tasks
                if task.id in kept
            ]
        )

    def expected(self) -> dict[str, tuple[object, ...]]:
        done = dict.fromkeys(self.begun, Standing(done=True, begun=True))
        placed_now = place(
            self.tasks(), self.campaign.launch, self.campaign.calendar, self.campaign.start,
             AsOf(TODAY, done),
        )  # fmt: skip
        return {
            placed.task.id: (
                as_serial(placed.start), as_serial(placed.due), as_serial(placed.work_end),
                "" if placed.task.id in done else placed.float,
                int(placed.critical), int(placed.conflict),
            )
            for placed in placed_now
            if not placed.task.passed
        }  # fmt: skip

    def wholes(self) -> dict[str, tuple[object, ...]]:
        """What the row of each task that is split should show of its parts."""
        done = dict.fromkeys(self.begun, Standing(done=True, begun=True))
        as_of = AsOf(TODAY, done)
        campaign = self.campaign
        placed = place(self.tasks(), campaign.launch, campaign.calendar, campaign.start, as_of)
        schedule = of_placed(placed, campaign.launch)
        outlook = Outlook(schedule, campaign.launch, campaign.start, campaign.calendar, as_of)
        words = {code: status.word.en for code, status in enumerate(STATUSES, 1)}
        found: dict[str, tuple[object, ...]] = {}
        for each in placed:
            task_id = each.task.id
            at_home = not next(t for t in campaign.tasks if t.id == task_id).deleted
            if not each.task.split or not at_home:
                continue
            dates: tuple[object, ...] = ("", "", "")
            length: object = ""
            share: object = ""
            if outlook.parts.get(task_id):
                dates = tuple(as_serial(d) for d in (each.start, each.due, each.work_end))
                length, share = outlook.length(task_id), round(outlook.share(task_id), 9)
            found[task_id] = dates
            if task_id in self.made_split and task_id not in self.typed_over:
                found[task_id] = (*dates, words[outlook.state(task_id)], share, length)
        return found

    def shown_wholes(self) -> dict[str, tuple[object, ...]]:
        """What these rows do show."""
        engine, plan = self.grid.values("_engine"), self.grid.values(self.plan)
        found: dict[str, tuple[object, ...]] = {}
        for index in range(len(self.frame.engine_lines)):
            row = self.frame.engine.first_row + index + 1
            split, there = (
                engine[row, self.frame.engine.column(key) + 1] for key in ("split", "position")
            )
            if split != 1 or there == 0:
                continue
            line_id = str(engine[row, self.frame.engine.column("id") + 1])
            keys = ["start", "due", "work_end"]
            if line_id in self.made_split and line_id not in self.typed_over:
                keys += ["status", "progress", "duration"]
            at = self.row_of(line_id)
            cells = [plan.get((at, self.frame.plan.column(key) + 1), "") for key in keys]
            found[line_id] = tuple(
                round(cell, 9) if isinstance(cell, float) else cell for cell in cells
            )
        return found

    def calculated(self) -> dict[str, tuple[object, ...]]:
        """What the engine tab holds, and the plan shows, for each task that is on the plan."""
        engine: Values = self.grid.values("_engine")
        column = {key: self.frame.engine.column(key) + 1 for key in _COMPARED}
        found: dict[str, tuple[object, ...]] = {}
        plan = self.grid.values(self.plan)
        for index in range(len(self.frame.engine_lines)):
            row = self.frame.engine.first_row + index + 1
            if engine[row, self.frame.engine.column("gone") + 1] == 1:
                continue
            line_id = str(engine[row, self.frame.engine.column("id") + 1])
            values = tuple(engine.get((row, column[key]), "") for key in _COMPARED)
            at = self.row_of(line_id)
            shown = tuple(plan[at, self.frame.plan.column(key) + 1] for key in _COMPARED[:3])
            assert shown == values[:3], f"the plan's row of {line_id} shows another date"
            found[line_id] = values
        return found

    def snags(self) -> dict[str, str]:
        """What the rows say of needs that they do not follow, by ID."""
        engine = self.grid.values("_engine")
        first, column = self.frame.engine.first_row + 1, self.frame.engine.column("@snag") + 1
        return {
            line.id: str(engine.get((first + index, column), ""))
            for index, line in enumerate(self.frame.engine_lines)
            if line.id and engine.get((first + index, column), "")
        }

    def expected_snags(self) -> dict[str, str]:
        typed = self.network()
        deleted = {task.id for task in self.campaign.tasks if task.deleted}
        said = {task: typed.snag(task, "en") for task in typed.cells if task not in deleted}
        return {task: text for task, text in said.items() if text}

    def missing(self) -> tuple[object, object]:
        schedule = compute(replace(self.campaign, tasks=self.tasks()))
        waiting = [
            placed.steps.work_start
            for placed in schedule.tasks
            if not placed.task.passed and placed.task.id not in self.begun
        ]
        begin = max(TODAY, self.campaign.start or TODAY)
        expected = max(0, self.campaign.calendar.distance(min(waiting), begin)) if waiting else 0
        row = self.frame.engine.scalars.index("missing") + 1
        return expected, self.grid.values("_engine")[row, 2]


CALCULATING = ("plan", "settings", "engine", "sync")
WHOLE: tuple[str, ...] = ()
"""For every tab that there is."""
_COMPARED = ("start", "due", "work_end", "float", "critical", "conflict")


def opened(
    campaign: Campaign, folder: Path, tabs: tuple[str, ...] = CALCULATING
) -> IronCalcWorkbook:
    """The tabs that calculate dates, without those that only show them: three times as quick."""
    frame = Frame(campaign, compute(campaign), TODAY)
    whole = layout.build(campaign, frame.schedule, TODAY)
    dates = [sheet for sheet in whole.sheets if not tabs or sheet.key in tabs]
    names = tuple(name for name in whole.names if name.area.title in {s.title for s in dates})
    workbook = replace(whole, sheets=tuple(dates), names=names, active="plan")
    path = folder / "plan.xlsx"
    path.write_bytes(render(workbook))
    grid = IronCalcWorkbook.load(path)
    grid.freeze_today(TODAY)
    return grid


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("heart")


def check(edited: Edited) -> None:
    assert edited.snags() == edited.expected_snags()
    assert edited.calculated() == edited.expected()
    assert edited.shown_wholes() == edited.wholes()
    expected, found = edited.missing()
    assert found == expected


@settings(max_examples=tries(9, 200))
@given(campaign=campaigns(split=True), changes=edits())
def test_formulas_and_python_place_every_task_on_the_same_days(
    folder: Path, campaign: Campaign, changes: list[Edit]
) -> None:
    """After any sequence of edits, the engine's dates are the schedule's."""
    edited = Edited(campaign, opened(campaign, folder))
    check(edited)
    for change in changes:
        edited.apply(change)
    check(edited)


FIXED = (
    "launch", "duration", "offset", "no offset", "imposed", "margin", "delete", "holiday",
    "weekend", "start", "done", "cancel",
)  # fmt: skip
"""The edits that say nothing of what waits for what."""


@settings(max_examples=tries(5, 200))
@given(campaign=campaigns(split=True), changes=edits())
def test_a_plan_too_large_to_follow_needs_places_its_tasks_on_the_same_days(
    folder: Path, campaign: Campaign, changes: list[Edit]
) -> None:
    """Where the network is fixed, all else that people edit counts as it does elsewhere."""
    with mock.patch.object(outline, "MOST_LIVE", 0):
        edited = Edited(campaign, opened(campaign, folder))
        assert not edited.frame.live
        for change in changes:
            if change.what in FIXED:
                edited.apply(change)
        assert edited.calculated() == edited.expected()


def test_an_added_task_of_no_length_is_not_due_before_what_it_needs(folder: Path) -> None:
    """What it needs is published on a Saturday, launch day; it follows on the Monday."""
    campaign = planned(task("P", any_day=True), task("L", due=0), launch=dt.date(2027, 1, 2))
    edited = Edited(campaign, opened(campaign, folder))
    edited.apply(Edit("spare after", 0, 0))
    check(edited)
    assert edited.calculated()["A01"][1] == as_serial(dt.date(2027, 1, 4))


def test_the_first_and_the_last_task_can_be_deleted(folder: Path) -> None:
    """No formula has its edge on a line: what stands at either end goes like any other."""
    campaign = planned(task("A"), task("B", "A"), task("L", "B", due=0))
    edited = Edited(campaign, opened(campaign, folder))
    for line in ("A", "L"):
        edited.grid.delete_rows(edited.plan, edited.row_of(line))
        edited.change(line, deleted=True)
    check(edited)
