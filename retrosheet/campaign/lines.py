"""The lines that one archetype task becomes: itself or its repetitions, then its follow-ups."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from retrosheet.archetype.terms import Duration, MonthDay, Need
from retrosheet.campaign.values import Task
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from retrosheet.archetype import model
    from retrosheet.campaign.values import Options

_CHASE = Text("Relancer : {title}", "Follow up: {title}")


def lines_of(
    task: model.Task,
    needs: tuple[Need, ...],
    phase: int,
    channels: Mapping[str, str],
    options: Options,
) -> Iterator[Task]:
    """The lines of a task of the plan's ``phase``; ``needs`` are the ids of lines.

    ``channels`` has the title of each channel by its id.
    """
    line = _line(task, needs, phase, channels.get(task.channel or "", ""), options)
    ids = ids_of(task)
    if task.repeat is None or task.due is None:
        yield line
    else:
        for number, line_id in enumerate(ids, 1):
            yield replace(
                line,
                id=line_id,
                title=f"{line.title} ({number}/{len(ids)})",
                offset=task.due + (number - 1) * task.repeat.every,
            )
    for number, follow_up in enumerate(task.follow_ups, 1):
        title = follow_up.title or _CHASE.format(title=task.title)
        yield Task(
            id=f"{task.id}-R{number}",
            phase=phase,
            title=title.to(options.lang),
            role=follow_up.owner or task.owner,
            needs=(Need(ids[-1], _lag_of(follow_up)),),
            placement="soon",
            channel=line.channel,
        )


def ids_of(task: model.Task) -> list[str]:
    """The ids of the lines that a task becomes; who needs a repeated one waits for the last."""
    if task.repeat is None or task.due is None:
        return [task.id]
    times = len(range(task.due, task.repeat.until + 1, task.repeat.every))
    return [f"{task.id}-{number}" for number in range(1, times + 1)]


def _line(
    task: model.Task, needs: tuple[Need, ...], phase: int, channel: str, options: Options
) -> Task:
    lang = options.lang
    checklist = "\n".join(f"☐ {item.text.to(lang)}" for item in task.checklist)
    note = "\n".join(filter(None, (task.note.to(lang) if task.note else "", checklist)))
    length = task.duration
    return Task(
        id=task.id,
        phase=phase,
        title=task.title.to(lang),
        role=task.owner,
        kind=task.kind,
        duration=length.amount,
        calendar_days=length.unit == "cd",
        any_day=task.any_day,
        incompressible=task.incompressible,
        needs=needs,
        offset=task.period.last if task.period else task.due,
        imposed=_fixed_date(task.fixed, options.launch),
        margin=task.margin,
        deliverable=", ".join(part.text.to(lang) for part in task.deliverable),
        channel=channel,
        note=note,
        raci=task.raci,
    )


def _lag_of(follow_up: model.FollowUp) -> Duration:
    """The whole days to leave so that the chaser starts ``after`` the task's due date."""
    return Duration(follow_up.after.amount - 1, follow_up.after.unit)


def _fixed_date(fixed: dt.date | MonthDay | None, launch: dt.date) -> dt.date | None:
    """The date that a task is fixed on; of a day of every year, the one nearest to launch."""
    if not isinstance(fixed, MonthDay):
        return fixed
    candidates = []
    for year in (launch.year - 1, launch.year, launch.year + 1):
        try:
            candidates.append(dt.date(year, fixed.month, fixed.day))
        except ValueError:  # 29 February
            candidates.append(dt.date(year, 2, 28))
    return min(candidates, key=lambda day: abs((day - launch).days))
