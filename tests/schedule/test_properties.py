"""What holds of every schedule, told without the schedule's own arithmetic.

Days are counted one by one. Each rule looks at a whole schedule; dates typed by people are taken
away where a rule speaks of a plan as it is made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from retrosheet.archetype.model import Duration
from retrosheet.campaign import Campaign, Task
from retrosheet.schedule import Schedule, ScheduledTask, compute
from tests.campaigns import campaigns
from tests.schedule.naive_days import ONE, NaiveDays, days


def naive_of(campaign: Campaign) -> NaiveDays:
    return NaiveDays.of_mask(campaign.calendar.weekend, campaign.calendar.days_off)


def as_made(campaign: Campaign) -> Campaign:
    """Without dates typed by people, and with float counted from the plan's own first day."""
    tasks = tuple(replace(task, imposed=None) for task in campaign.tasks)
    return replace(campaign, tasks=tasks, start=None)


def with_task(campaign: Campaign, changed: Task) -> Campaign:
    tasks = tuple(changed if task.id == changed.id else task for task in campaign.tasks)
    return replace(campaign, tasks=tasks)


def begins(placed: ScheduledTask) -> dt.date:
    """The day on whose morning it begins: what is reached in the evening begins the next day."""
    return placed.start if placed.task.duration else placed.start + ONE


def takes_its_days(schedule: Schedule, naive: NaiveDays, _launch: dt.date) -> None:
    """A task takes the days it says: working days, or all days where it spans the calendar."""
    for placed in schedule.tasks:
        task = placed.task
        if task.split:
            parts = [schedule.by_id[need.id] for need in task.needs]
            assert placed.start == min(part.start for part in parts)
            assert placed.due == placed.work_end == max(part.due for part in parts)
        elif not task.duration:
            assert placed.start == placed.work_end
        elif task.spans_calendar:
            assert (placed.work_end - placed.start).days + 1 == task.duration
        else:
            assert naive.count(placed.start, placed.work_end) == task.duration
            assert naive.worked(placed.start)
            earliest = placed.earliest
            if task.placement == "late":
                assert naive.count(earliest.start, earliest.work_end) == task.duration
                assert naive.worked(earliest.start)


def waits_for_its_needs(schedule: Schedule, naive: NaiveDays, _launch: dt.date) -> None:
    """What a task needs is due before it begins, and the whole days of the lag lie between."""
    for placed in schedule.tasks:
        # Behind J, a milestone that needs what ends on a day off lies on the working day before.
        if placed.task.placement == "soon" and not placed.task.duration:
            continue
        if placed.task.split:
            continue
        for need in placed.task.needs:
            due = schedule.by_id[need.id].due
            assert due < begins(placed), (need, placed.task.id)
            between = list(days(due + ONE, begins(placed) - ONE))
            counted = between if need.lag.unit == "cd" else list(filter(naive.worked, between))
            assert len(counted) >= need.lag.amount, (need, placed.task.id)


def keeps_its_margin(schedule: Schedule, naive: NaiveDays, _launch: dt.date) -> None:
    """A margin's working days lie between the end of the work and the due date."""
    for placed in schedule.tasks:
        # What may be due on a day off has its margin counted from the working day before that.
        if not placed.task.any_day and naive.worked(placed.due):
            assert naive.count(placed.work_end + ONE, placed.due) == placed.task.margin


def stays_on_its_side(schedule: Schedule, _naive: NaiveDays, launch: dt.date) -> None:
    """Work before J is due by J; work after J without a target begins behind it."""
    for placed in (placed for placed in schedule.tasks if not placed.task.split):
        if placed.task.placement == "late":
            assert placed.due <= launch
        elif placed.task.after_launch and placed.task.offset is None and placed.task.duration:
            assert begins(placed) > launch


def is_due_on_a_working_day(schedule: Schedule, naive: NaiveDays, _launch: dt.date) -> None:
    """Only what may fall on any day is due on a day off, and calendar days after J."""
    for placed in schedule.tasks:
        task = placed.task
        if not task.any_day and not (task.placement == "soon" and task.calendar_days):
            assert naive.worked(placed.due), placed


def lacks_no_time(schedule: Schedule, _naive: NaiveDays, _launch: dt.date) -> None:
    """From its own first day on, launch and all that it waits for can be reached."""
    # Going forward, a margin after a day off takes one working day more than going back.
    if not any(placed.task.margin and placed.task.any_day for placed in schedule.tasks):
        for placed in schedule.tasks:
            assert placed.float >= 0 or not placed.task.drives_launch, placed


def names_a_chain(schedule: Schedule, _naive: NaiveDays, _launch: dt.date) -> None:
    """The critical path is one: each needs the one before, from the plan's first day on."""
    chain = schedule.critical_path()
    for first, second in pairwise(chain):
        needs = {need.id for need in second.task.needs}
        tasks = [schedule.by_id[task_id].task for task_id in needs]
        needs.update(need.id for task in tasks if task.split for need in task.needs)
        assert first.task.id in needs
    assert all(placed.critical for placed in chain)
    if not any(placed.task.imposed for placed in schedule.tasks):
        assert not chain or chain[0].earliest.bound == schedule.base
    assert bool(chain) == any(placed.critical for placed in schedule.tasks)


RULES: tuple[Callable[[Schedule, NaiveDays, dt.date], None], ...] = (
    takes_its_days,
    waits_for_its_needs,
    keeps_its_margin,
    stays_on_its_side,
    is_due_on_a_working_day,
    lacks_no_time,
    names_a_chain,
)


@given(campaign=campaigns(split=True))
@settings(max_examples=30)
def test_every_schedule_keeps_the_rules(campaign: Campaign) -> None:
    """A slow schedule written apart from ours finds nothing to object to in any campaign."""
    takes_its_days(compute(campaign), naive_of(campaign), campaign.launch)
    campaign = as_made(campaign)
    schedule = compute(campaign)
    for rule in RULES:
        rule(schedule, naive_of(campaign), campaign.launch)


@given(campaign=campaigns(split=True), line=st.integers(0, 8))
@settings(max_examples=15)
def test_each_day_of_work_costs_a_day_of_float(campaign: Campaign, line: int) -> None:
    """Three more working days in a task before J leave it three days less of float."""
    campaign = as_made(campaign)
    growing = [
        task
        for task in campaign.tasks
        if task.placement == "late" and not task.spans_calendar and task.duration
    ]
    if growing:
        task = growing[line % len(growing)]
        # Float is counted from the same day before and after.
        campaign = replace(campaign, start=compute(campaign).base)
        grown = with_task(campaign, replace(task, duration=task.duration + 3))
        before, after = compute(campaign).by_id[task.id], compute(grown).by_id[task.id]
        assert after.float == before.float - 3


@given(campaign=campaigns(split=True), line=st.integers(0, 8), days_more=st.integers(1, 5))
@settings(max_examples=15)
def test_more_room_moves_nothing_later_before_launch(
    campaign: Campaign, line: int, days_more: int
) -> None:
    """A longer lag can only bring forward what comes before it."""
    waiting = [task for task in campaign.tasks if task.needs and task.placement == "late"]
    if waiting:
        task = waiting[line % len(waiting)]
        need = task.needs[0]
        longer = need._replace(lag=Duration(need.lag.amount + days_more, need.lag.unit))
        changed = with_task(campaign, replace(task, needs=(longer, *task.needs[1:])))
        after = compute(changed).by_id
        for placed in compute(campaign).tasks:
            if placed.task.placement == "late":
                assert after[placed.task.id].due <= placed.due
