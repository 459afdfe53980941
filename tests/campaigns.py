"""Random campaigns, and what people do to their workbooks: Hypothesis strategies.

Campaigns are made the way a person makes them, through ``campaign.plan`` from archetype values, so
that whatever the archetype format can say, the properties meet.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from retrosheet.archetype import model
from retrosheet.archetype.model import Archetype, Duration, FollowUp, Need, Period, Phase, Role
from retrosheet.calendars import Calendar, Closure, Holiday
from retrosheet.campaign import Campaign, Options, plan
from retrosheet.language import Lang, Text

WEEKENDS = ("0000011", "0000011", "0000001", "0000110", "1000001", "0000000", "0111111")
FIRST_LAUNCH = dt.date(2027, 1, 1)


def text(words: str) -> Text:
    return Text(words, words)


def lags() -> st.SearchStrategy[Duration]:
    return st.one_of(
        st.just(Duration(0, "d")),
        st.builds(Duration, st.integers(1, 6), st.sampled_from(("d", "cd"))),
    )


def launches() -> st.SearchStrategy[dt.date]:
    """Days over two years: weekdays, weekends, and the first of January and May."""
    anywhere = st.integers(0, 730).map(lambda n: FIRST_LAUNCH + dt.timedelta(days=n))
    return st.one_of(anywhere, st.sampled_from((dt.date(2027, 5, 1), dt.date(2028, 1, 1))))


def closures() -> st.SearchStrategy[tuple[Closure, ...]]:
    def closure(begin: int, length: int) -> Closure:
        first = dt.date(2026, 10, 1) + dt.timedelta(days=begin)
        return Closure(first, first + dt.timedelta(days=length))

    one = st.builds(closure, st.integers(0, 700), st.integers(0, 20))
    return st.lists(one, max_size=2).map(tuple)


@st.composite
def archetypes(draw: st.DrawFn, most: int = 8, *, split: bool = False) -> Archetype:
    """An archetype that the loader would accept, of 1 to ``most`` tasks besides launch.

    Where ``split``, some of them are made of parts.
    """
    tasks: list[model.Task] = []
    after: dict[str, bool] = {}
    count = draw(st.integers(1, most))
    launch_at = draw(st.integers(0, count))
    for number in range(count + 1):
        task_id = f"T{number:02}"
        if number == launch_at:
            any_day = draw(st.booleans())
            launch = model.Task(
                task_id, text("Launch"), "boss", "milestone", Duration(0, "d"),
                needs=_needs(draw, tasks, after, late=True), due=0, any_day=any_day,
            )  # fmt: skip
            tasks.append(launch)
            after[task_id] = False
            continue
        task = _task(draw, task_id, tasks, after)
        tasks.append(task)
        if split and draw(st.integers(0, 4)) == 4 and not task.follow_ups:
            tasks[-1:] = _split(draw, task, after)
    return Archetype(
        name="random",
        path="random.yaml",
        title=text("Random"),
        summary=text(""),
        roles=(Role("boss", text("Boss")),),
        phases=(Phase("one", text("One"), tuple(tasks)),),
    )


def _needs(
    draw: st.DrawFn, tasks: list[model.Task], after: dict[str, bool], *, late: bool
) -> tuple[Need, ...]:
    allowed = [task.id for task in tasks if not (late and after[task.id])]
    chosen = draw(st.lists(st.sampled_from(allowed), max_size=3, unique=True)) if allowed else []
    return tuple(Need(task_id, draw(lags())) for task_id in chosen)


def _task(
    draw: st.DrawFn, task_id: str, tasks: list[model.Task], after: dict[str, bool]
) -> model.Task:
    due = draw(st.one_of(st.none(), st.none(), st.integers(-90, 45)))
    needs = _needs(draw, tasks, after, late=due is not None and due <= 0)
    by_id = {task.id: task for task in tasks}
    launch_or_later = any(after[need.id] or by_id[need.id].due == 0 for need in needs)
    after[task_id] = (due or 0) > 0 or (due is None and launch_or_later)
    kinds: tuple[model.Kind, ...] = ("task", "task", "task", "milestone")
    kind = draw(st.sampled_from(kinds))
    length = (
        Duration(0, "d")
        if kind == "milestone"
        else draw(st.builds(Duration, st.integers(1, 15), st.sampled_from(("d", "d", "cd"))))
    )
    task = model.Task(
        task_id, text(f"Task {task_id}"), "boss", kind, length, needs=needs, due=due,
        margin=draw(st.sampled_from((0, 0, 1, 3))), any_day=draw(st.sampled_from((False, True))),
        incompressible=draw(st.booleans()),
    )  # fmt: skip
    shape = draw(st.sampled_from(("plain", "plain", "period", "fixed", "chased")))
    if shape == "period" and due is not None:
        span = draw(st.integers(1, 30))
        task = replace(
            task, kind="task", due=None, period=Period(due - span + 1, due), any_day=True,
            duration=Duration(span, "cd"), incompressible=False,
        )  # fmt: skip
    elif shape == "fixed" and due is None and not needs:
        task = replace(task, fixed=draw(launches()))
    elif shape == "chased":
        follow_up = FollowUp(draw(st.builds(Duration, st.integers(1, 12), st.just("d"))))
        task = replace(task, follow_ups=(follow_up,))
    return task


def _split(draw: st.DrawFn, task: model.Task, after: dict[str, bool]) -> list[model.Task]:
    """The task made of one to three parts, the last of which keeps its date."""
    count = draw(st.integers(1, 3))
    parts: list[model.Task] = []
    for number in range(count):
        part = replace(
            task, id=f"{task.id}{'abc'[number]}", title=text(f"Part {number} of {task.id}"),
            needs=(), parent=task.id,
        )  # fmt: skip
        if number < count - 1:
            part = replace(
                part, kind="task", due=None, period=None, fixed=None, any_day=False,
                duration=draw(st.builds(Duration, st.integers(1, 9), st.sampled_from(("d", "cd")))),
            )  # fmt: skip
        waits = draw(st.booleans())
        if parts and waits:
            part = replace(part, needs=(Need(parts[-1].id, draw(lags())),))
        after[part.id] = after[task.id]
        parts.append(part)
    whole = model.Task(task.id, task.title, task.owner, needs=task.needs)
    return [whole, *parts]


@st.composite
def campaigns(
    draw: st.DrawFn, most: int = 8, lang: Lang = "en", *, split: bool = False
) -> Campaign:
    """A campaign with its calendar; holidays are drawn, so that no country is loaded."""
    options = Options(
        launch=draw(launches()),
        lang=lang,
        weekend=draw(st.sampled_from(WEEKENDS)),
        closed=draw(closures()),
        start=draw(st.one_of(st.none(), st.none(), launches())),
    )
    campaign = plan(draw(archetypes(most, split=split)), options)
    days = draw(st.lists(st.integers(-200, 200), max_size=6, unique=True))
    holidays = tuple(
        Holiday(day, "Holiday")
        for day in sorted(options.launch + dt.timedelta(days=n) for n in days)
    )
    return with_days_off(campaign, holidays, options.closed)


def with_days_off(
    campaign: Campaign, holidays: tuple[Holiday, ...], closed: tuple[Closure, ...]
) -> Campaign:
    days = {holiday.day for holiday in holidays}
    days.update(day for closure in closed for day in closure.days())
    calendar = Calendar(campaign.calendar.weekend, frozenset(days))
    return replace(campaign, calendar=calendar, holidays=holidays, closures=closed)


@dataclass(frozen=True)
class Edit:
    """Something a person does: ``what`` to the task on line ``line`` (counted modulo the tasks)."""

    what: str
    line: int
    number: int


def edits(most: int = 5) -> st.SearchStrategy[list[Edit]]:
    return st.lists(
        st.builds(
            Edit,
            st.sampled_from(
                (
                    "launch", "duration", "offset", "no offset", "imposed", "margin", "delete",
                    "spare", "spare after", "spare offset", "holiday", "weekend", "start", "done",
                    "need", "need", "needs", "between", "between", "no needs", "no such need",
                    "cancel", "part", "new part", "no part", "no such parent",
                )
            ),
            st.integers(0, 20),
            st.integers(0, 60),
        ),
        max_size=most,
    )  # fmt: skip
