"""The engine's formulas for the float, the forecast of each line, and what it endangers.

They are the rules of ``schedule.earliest``, ``schedule.floats`` and ``schedule.verdict``, with the
same names. A date beyond all plans stands for a limit that nothing sets.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from retrosheet.layout.engine_days_off import DAYS
from retrosheet.layout.engine_steps import start_from
from retrosheet.schedule import lags

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.archetype.terms import Duration
    from retrosheet.campaign import Task
    from retrosheet.layout.frame import Frame
    from retrosheet.schedule.verdict import Outlook

NO_LIMIT = 99999
_BEYOND = dt.date(1899, 12, 30) + dt.timedelta(days=NO_LIMIT)


def earliest(task: Task, own: Mapping[str, str], mornings: str, frame: Frame) -> dict[str, str]:
    """How soon a task placed late could be done; ``mornings`` are those behind its needs."""
    imposed, margin, done = own["imposed"], own["margin"], own["done"]
    bound, start, end = own["earliest_bound"], own["earliest_start"], own["earliest_end"]
    begun = bound if task.spans_calendar else f"WORKDAY.INTL({bound}-1,1,{DAYS})"
    free = f"IF({own['left']}=0,{bound},{begun})"
    held = f'AND({imposed}<>"",N({imposed})>{own["latest_bound"]})'
    finish = f"IF({margin}=0,{end},WORKDAY.INTL({end},{margin},{DAYS}))"
    return {
        "earliest_bound": _first_morning(mornings, own, frame),
        "earliest_start": f"=IF({held},MAX({free},{own['work_start']}),{free})",
        "earliest_end": f"=IF({done}=1,{_ended(own, frame)},"
        f'IF({own["expected"]}<>"",{own["expected"]},{_worked(task, own, start)}))',
        "earliest_finish": f"=IF({done}=1,{end},MAX(N({imposed}),{finish}))",
    }


def _first_morning(mornings: str, own: Mapping[str, str], frame: Frame) -> str:
    begin = frame.scalar("begin")
    if mornings:
        begin = f"MAX(IF({own['gone']}=1,0,{begin}),{mornings})"
    return f"=IF({own['begun']}=1,{frame.scalar('today')},{begin})"


def _ended(own: Mapping[str, str], frame: Frame) -> str:
    """When a task was done."""
    planned = f"MIN({own['work_end']},{frame.scalar('today')})"
    return f'IF({own["actual"]}<>"",{own["actual"]},{planned})'


def _worked(task: Task | None, own: Mapping[str, str], start: str) -> str:
    """The last day of the work that is left, when it goes on at that boundary."""
    left = own["left"]
    if task is not None and task.spans_calendar:
        return f"{start}+{left}-1"
    return f"IF({left}=0,{start}-1,WORKDAY.INTL({start}-1,{left},{DAYS}))"


def floats(task: Task | None, own: Mapping[str, str], frame: Frame) -> dict[str, str]:
    """The float, and whether it is the smallest on the way to launch."""
    early, late = own["earliest_start"], own["latest"]
    over = f"OR({own['gone']}=1,{own['done']}=1)"
    between = _distance(early, late)
    if task is not None and task.placement == "late":
        ends = _distance(f"({own['earliest_end']}+1)", f"({own['latest_end']}+1)")
        between = f"IF({own['begun']}=1,{ends},{between})"
    texts = {"float": f'=IF({over},"",{between})'}
    if task is not None and task.drives_launch:
        least = frame.scalar("least_float")
        texts["critical"] = f"=IF({over},0,IF({own['float']}={least},1,0))"
        texts["driving_float"] = f'=IF({over},"",{own["float"]})'
    return texts


def _distance(first: str, last: str) -> str:
    """Working days from one morning to another; signed."""
    return (
        f"IF({last}>{first},NETWORKDAYS.INTL({first},{last}-1,{DAYS}),"
        f"IF({last}<{first},-NETWORKDAYS.INTL({last},{first}-1,{DAYS}),0))"
    )


def forecast(
    task: Task | None,
    own: Mapping[str, str],
    mornings: str,
    limits: str,
    frame: Frame,
    *,
    ends_here: bool,
    launching: bool,
) -> dict[str, str]:
    """When the work will end, and after which evening that breaks a promise.

    ``mornings`` are those behind all that a line needs, ``limits`` the evenings that its followers
    leave it, both side by side; ``ends_here`` says that nothing placed late follows, ``launching``
    that launch happens here.
    """
    imposed, anchor, due, gone = own["imposed"], own["anchor"], own["due"], own["gone"]
    end, limit = own["forecast_end"], own["limit"]
    worked = f"MAX({own['work_end']},{_worked(task, own, own['forecast_bound'])})"
    if task is None or task.placement != "late":
        promised = f'IF(OR({gone}=1,{own["aim"]}=""),{NO_LIMIT},{due})'
    else:
        last = f"IF({gone}=1,{NO_LIMIT},{due})" if ends_here else f"{NO_LIMIT}"
        promised = f'IF({imposed}<>"",{imposed},IF({anchor}<>"",{anchor},{last}))'
    within = start_from(task, limit, own["duration"]).removeprefix("=")
    texts = {
        "forecast_bound": _first_morning(mornings, own, frame),
        "forecast_end": f"=IF({own['done']}=1,{_ended(own, frame)},"
        f'IF({own["expected"]}<>"",{own["expected"]},{worked}))',
        "limit": f"=MIN({promised},{limits})" if limits else f"={promised}",
        "limit_start": f"=IF(OR({own['begun']}=1,{limit}>90000),{NO_LIMIT},{within})",
    }
    if launching:
        last = own["latest_bound"]
        days = f"MAX(1,NETWORKDAYS.INTL({last}+1,{end},{DAYS}))"
        texts["slip"] = f"=IF({end}>{last},{days},0)"
    return texts


def limit_before(judged: Outlook, follower: Task, lag: Duration) -> dt.date:
    """The last evening that a follower leaves, on the day of generation."""
    start = judged.limit_starts.get(follower.id, _BEYOND)
    return lags.last_evening_before(start, lag, judged.calendar)


def limit_of(judged: Outlook, task: Task) -> dt.date:
    """The limit that the engine shows on the day of generation."""
    found = judged.limits.get(task.id)
    if found is not None:
        return found
    followers = judged.followers.get(task.id, ())
    return min([_BEYOND, *(limit_before(judged, follower, lag) for follower, lag in followers)])
