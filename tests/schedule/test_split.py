"""A task that is split, as the schedule and the forecast have it."""

from __future__ import annotations

import datetime as dt

from retrosheet.archetype.model import Block, Duration
from retrosheet.campaign import Options, plan
from retrosheet.schedule import compute
from retrosheet.schedule.network import as_part, numbers, parts_of
from retrosheet.schedule.placed import AsOf, Standing
from retrosheet.schedule.verdict import Outlook
from retrosheet.statuses import CANCELLED, DOING, DONE, TODO
from tests.schedule.archetypes import J, archetype, planned, task

PARTS = (
    task("A", duration=Duration(2, "d")),
    task("S", "A"),
    task("S1", parent="S", duration=Duration(3, "d")),
    task("S2", "S1", parent="S", duration=Duration(5, "d")),
    task("S3", parent="S", duration=Duration(4, "d")),
    task("B", "S", duration=Duration(2, "d")),
    task("L", "B", due=0, kind="milestone", duration=Duration(0, "d")),
)


def test_it_spans_its_parts() -> None:
    """It starts with the first and is due with the last; who needs it begins behind both."""
    placed = compute(planned(*PARTS)).by_id
    assert placed["S"].start == placed["S1"].start == dt.date(2027, 3, 2)
    assert placed["S"].due == placed["S2"].due == placed["S3"].due == dt.date(2027, 3, 11)
    assert placed["B"].start == dt.date(2027, 3, 12)
    assert placed["A"].due < placed["S1"].start


def test_what_needs_it_waits_as_if_it_needed_all_its_parts() -> None:
    """All other dates and floats are those of the same plan without the split task."""
    bare = [
        task("A", duration=Duration(2, "d")),
        task("S1", "A", duration=Duration(3, "d")),
        task("S2", "S1", duration=Duration(5, "d")),
        task("S3", "A", duration=Duration(4, "d")),
        task("B", "S2", "S3", duration=Duration(2, "d")),
        task("L", "B", due=0, kind="milestone", duration=Duration(0, "d")),
    ]
    split, whole = compute(planned(*PARTS)).by_id, compute(planned(*bare)).by_id
    for task_id, placed in whole.items():
        other = split[task_id]
        assert (other.start, other.due, other.float, other.critical) == (
            placed.start, placed.due, placed.float, placed.critical,
        )  # fmt: skip


def test_its_status_and_progress_come_from_its_parts() -> None:
    """To do, in progress, done; the share is weighted by the length of the parts."""
    campaign = planned(*PARTS)
    today = dt.date(2027, 3, 8)

    def outlook(**standings: Standing) -> Outlook:
        as_of = AsOf(today, standings)
        return Outlook(compute(campaign, today), J, None, campaign.calendar, as_of)

    done = Standing(done=True, begun=True)
    assert outlook().state("S") == TODO
    begun = outlook(S1=done, S2=Standing(begun=True, progress=0.4))
    assert (begun.state("S"), begun.share("S")) == (DOING, (3 + 0.4 * 5) / 12)
    over = outlook(S1=done, S2=done, S3=done)
    assert (over.state("S"), over.share("S"), over.length("S")) == (DONE, 1.0, 8)


def test_it_is_never_late_itself() -> None:
    """Of a plan whose parts are all late, the parts are late, and it is not counted beside them."""
    campaign = planned(*PARTS)
    today = dt.date(2027, 3, 12)
    outlook = Outlook(compute(campaign, today), J, None, campaign.calendar, AsOf(today))
    late = [p.task.id for p in outlook.schedule.tasks if outlook.timely(p) == "late"]
    assert late == ["A", "S1", "S2", "S3"]
    assert not outlook.due_within(outlook.schedule.by_id["S"])


def test_parts_that_are_cancelled_do_not_count() -> None:
    """It spans the others; with all of them cancelled, so is it."""
    campaign = planned(*PARTS)
    as_of = AsOf(J)

    def without(*gone: str) -> Outlook:
        from dataclasses import replace

        tasks = tuple(replace(t, deleted=t.deleted or t.id in gone) for t in campaign.tasks)
        changed = replace(campaign, tasks=tasks)
        return Outlook(compute(changed, J), J, None, campaign.calendar, as_of)

    one = without("S1", "S2")
    assert one.schedule.by_id["S"].start == one.schedule.by_id["S3"].start
    assert without("S1", "S2", "S3").state("S") == CANCELLED


def test_a_block_that_is_off_takes_parts_away_and_with_the_last_the_task() -> None:
    """What needed it needs what it needed."""
    blocks = (Block("x", task("x").title),)
    tasks = (
        task("A"),
        task("S", "A"),
        task("S1", parent="S", block="x"),
        task("S2", "S1", parent="S", block="x"),
        task("L", "S", due=0),
    )
    found = archetype(*tasks, blocks=blocks)
    there = plan(found, Options(J)).tasks
    assert [t.id for t in there] == ["A", "S", "S1", "S2", "L"]
    less = plan(found, Options(J, without_blocks=("x",))).tasks
    assert [(t.id, [need.id for need in t.needs]) for t in less] == [("A", []), ("L", ["A"])]


def test_nothing_is_a_part_of_a_part_or_of_itself() -> None:
    """Three levels: such a cell is named and followed no further."""
    typed = {"A": "", "B": "a", "C": "B", "D": "D", "E": "nowhere", "F": "A"}
    parts = parts_of(typed, {line.casefold(): line for line in typed})
    assert parts.of == {"A": ("B", "F")}
    assert parts.too_deep == {"C", "D"}
    assert parts.no_task == {"E"}
    whole = as_part(planned(task("A", duration=Duration(5, "d"), margin=2)).tasks[0], parts)
    assert (whole.split, whole.duration, whole.margin, whole.any_day) == (True, 0, 0, True)


def test_numbers_count_tasks_within_their_phase_and_parts_within_their_task() -> None:
    """2 is the second task of its phase, 2.1 its first part."""
    assert numbers(planned(*PARTS).tasks) == {
        "A": "1", "S": "2", "S1": "2.1", "S2": "2.2", "S3": "2.3", "B": "3", "L": "4",
    }  # fmt: skip
