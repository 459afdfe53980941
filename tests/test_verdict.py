"""One verdict: the workbook, sync and schedule say the same of the same plan.

Random campaigns on random days, with what people type while the work goes on: statuses, progress,
actual ends past and to come, imposed dates, a start, tasks cancelled, deleted and added. What the
recalculated workbook shows is what ``sync --json`` and, where nothing has begun, ``schedule
--json`` say.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrosheet.alerts import FLAGS
from retrosheet.cli.commands.schedule import document as schedule_document
from retrosheet.cli.options.plan_request import Request
from retrosheet.report.document import document as sync_document
from retrosheet.schedule import compute
from retrosheet.sync.assess import assess
from retrosheet.sync.reading import NAMES, read_snapshot
from retrosheet.xlsx.read import read
from tests.campaigns import campaigns, edits
from tests.engines.grid import as_serial
from tests.test_heart import Edited, opened
from tests.thorough import tries

if TYPE_CHECKING:
    from pathlib import Path

    from retrosheet.campaign import Campaign
    from tests.campaigns import Edit

STATUSES = (
    "To do", "In progress", "Awaiting approval", "Approved", "Done", "Blocked", "Postponed",
    "Cancelled", "cancelled", "what?",
)  # fmt: skip


class Told(NamedTuple):
    """What a person types on a line (counted modulo those that are there)."""

    line: int
    key: str
    value: str | float


def told(most: int = 6) -> st.SearchStrategy[list[Told]]:
    line = st.integers(0, 20)
    return st.lists(
        st.one_of(
            st.builds(Told, line, st.just("status"), st.sampled_from(STATUSES)),
            st.builds(Told, line, st.just("progress"), st.sampled_from((0.0, 0.3, 0.5, 1.0, 80.0))),
            st.builds(Told, line, st.just("actual_end"), st.integers(-40, 40)),
            st.builds(Told, line, st.just("imposed"), st.integers(-60, 60)),
        ),
        max_size=most,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("verdicts")


def type_in(edited: Edited, typed: list[Told], today: dt.date) -> None:
    for line, key, value in typed:
        alive = [task for task in edited.campaign.tasks if not task.deleted]
        task = alive[line % len(alive)]
        shown: str | float | dt.date = value
        if key in ("actual_end", "imposed"):
            assert isinstance(value, int | float)
            shown = today + dt.timedelta(days=int(value))
        edited.put(task.id, key, shown)


class Shown(NamedTuple):
    """What a place says: the verdict, the counts, and each task's flag and forecast by id."""

    holds: bool
    slip: int
    spare: int | None
    launch: float
    counts: dict[str, int]
    flags: dict[str, str]


COUNTED = ("late", "late_start", "risk")


def by_workbook(edited: Edited) -> Shown:
    """As its formulas calculate it, the flags as the plan shows them."""
    frame, engine = edited.frame, edited.grid.values("_engine")

    def scalar(key: str) -> object:
        return engine.get((frame.engine.scalars.index(key) + 1, 2), "")

    def column(key: str) -> list[object]:
        at = frame.engine.column(key) + 1
        rows = range(frame.engine.first_row + 1, frame.engine.last_row + 2)
        return [engine.get((row, at), "") for row in rows]

    timely = column("timely")
    plan = edited.grid.values(edited.plan)
    flag = frame.plan.column("flag") + 1
    there = [
        str(task_id)
        for task_id, position in zip(column("id"), column("position"), strict=True)
        if position
    ]
    slip, spare, launch = scalar("slip"), scalar("spare"), scalar("forecast")
    assert isinstance(slip, int | float)
    assert isinstance(launch, int | float)
    return Shown(
        holds=slip == 0,
        slip=int(slip),
        spare=int(spare) if isinstance(spare, int | float) else None,
        launch=launch,
        counts={kind: timely.count(FLAGS.index(kind)) for kind in COUNTED},
        flags={task_id: str(plan.get((edited.row_of(task_id), flag), "")) for task_id in there},
    )


def by_sync(edited: Edited, folder: Path, today: dt.date) -> Shown:
    path = folder / "plan.xlsx"
    path.unlink(missing_ok=True)
    edited.grid.evaluate()
    edited.grid._model.save_to_xlsx(str(path))
    snapshot = read_snapshot(read(path, NAMES, "en").tables)
    return from_json(sync_document(assess(snapshot, today), (), wrote=False))


def by_schedule(campaign: Campaign, today: dt.date) -> Shown:
    alive = {task.id for task in campaign.tasks if not task.deleted}
    request = Request(None, campaign, compute(campaign, today), today)  # type: ignore[arg-type]
    shown = from_json(schedule_document(request))
    return shown._replace(flags={k: v for k, v in shown.flags.items() if k in alive})


def from_json(said: dict[str, object]) -> Shown:
    slip, spare, counts, flags = (
        said[key] for key in ("slip_working_days", "spare_working_days", "counts", "flags")
    )
    assert isinstance(slip, int)
    assert isinstance(spare, int | None)
    assert isinstance(counts, dict)
    assert isinstance(flags, dict)
    return Shown(
        holds=said["holds"] is True,
        slip=slip,
        spare=spare,
        launch=as_serial(dt.date.fromisoformat(str(said["forecast_launch"]))),
        counts={kind: counts[kind] for kind in COUNTED},
        flags=flags,
    )


def on(edited: Edited, today: dt.date) -> None:
    edited.grid.freeze_today(today)
    edited.grid.set_name("rs_today", today)


@given(campaign=campaigns(split=True), changes=edits(4), typed=told(), days=st.integers(-30, 150))
@settings(max_examples=tries(9, 400))
def test_workbook_and_sync_say_the_same(
    folder: Path, campaign: Campaign, changes: list[Edit], typed: list[Told], days: int
) -> None:
    """The verdict, how many are late and at risk, and the flag of each row."""
    edited = Edited(campaign, opened(campaign, folder))
    for change in changes:
        edited.apply(change)
    today = edited.campaign.launch - dt.timedelta(days=days)
    type_in(edited, typed, today)
    on(edited, today)
    assert by_workbook(edited) == by_sync(edited, folder, today)


@given(campaign=campaigns(split=True), changes=edits(3), days=st.integers(-30, 150))
@settings(max_examples=tries(6, 200))
def test_where_nothing_has_begun_schedule_says_so_too(
    folder: Path, campaign: Campaign, changes: list[Edit], days: int
) -> None:
    """The same of a plan that has only been moved about."""
    edited = Edited(campaign, opened(campaign, folder))
    for change in changes:
        if change.what not in ("done", "cancel"):
            edited.apply(change)
    today = edited.campaign.launch - dt.timedelta(days=days)
    on(edited, today)
    shown = by_workbook(edited)
    campaign = replace(edited.campaign, tasks=edited.tasks())
    assert by_schedule(campaign, today) == shown
    assert by_sync(edited, folder, today) == shown


@given(campaign=campaigns(split=True), line=st.integers(0, 20), days=st.integers(-30, 150))
@settings(max_examples=tries(5, 100))
def test_cancelling_frees_time_as_deleting_does(
    folder: Path, campaign: Campaign, line: int, days: int
) -> None:
    """In the workbook, in sync, and in the dates of all the others."""
    work = [task for task in campaign.tasks if not task.split]
    if len(work) < 2:
        return
    gone = work[line % len(work)]
    today = campaign.launch - dt.timedelta(days=days)
    cancelled = Edited(campaign, opened(campaign, folder))
    cancelled.put(gone.id, "status", "Cancelled")
    on(cancelled, today)
    deleted = replace(
        campaign, tasks=tuple(replace(t, deleted=t.id == gone.id) for t in campaign.tasks)
    )
    said = by_sync(cancelled, folder, today)
    assert said.flags.pop(gone.id) == "cancelled"
    assert said == by_schedule(deleted, today)
    shown = by_workbook(cancelled)
    assert shown.flags.pop(gone.id) == "cancelled"
    assert shown == said
    dates = cancelled.calculated()
    for placed in compute(deleted).tasks:
        if not placed.task.passed:
            expected = tuple(map(as_serial, (placed.start, placed.due, placed.work_end)))
            assert dates[placed.task.id][:3] == expected
