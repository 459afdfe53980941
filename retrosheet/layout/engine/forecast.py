"""The engine's formulas for the float, the forecast of each line, and what it endangers.

They are the rules of ``schedule.floats`` and ``schedule.verdict``, with the same names. A date
beyond all plans stands for a limit that nothing sets.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from retrosheet.layout.engine.days_off import DAYS
from retrosheet.layout.engine.steps import chosen, start_from, worked
from retrosheet.schedule.spans import last_evening_before
from retrosheet.statuses import DONE
from retrosheet.workbook.serials import day_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.archetype.terms import Duration
    from retrosheet.campaign import Task
    from retrosheet.layout.frame import Frame
    from retrosheet.schedule.verdict import Outlook

NO_LIMIT = 99999
BEYOND = day_of(NO_LIMIT)


def earliest(
    spans: bool | str, own: Mapping[str, str], morning: str, frame: Frame
) -> dict[str, str]:
    """How soon a task placed late could be done; ``morning`` is the first on which it can go on."""
    imposed, margin, done = own["imposed"], own["margin"], own["done"]
    bound, start, end = own["earliest_bound"], own["earliest_start"], own["earliest_end"]
    begun = chosen(spans, bound, worked(f"{bound}-1", 1))
    free = f"IF({own['left']}=0,{bound},{begun})"
    held = f'AND({imposed}<>"",N({imposed})>{own["latest_bound"]})'
    finish = f"IF({margin}=0,{end},WORKDAY.INTL({end},{margin},{DAYS}))"
    return {
        "earliest_bound": morning,
        "earliest_start": f"=IF({held},MAX({free},{own['work_start']}),{free})",
        "earliest_end": f"=IF({done}=1,{_ended(own, frame)},"
        f'IF({own["expected"]}<>"",{own["expected"]},{_worked(spans, own, start)}))',
        "earliest_finish": f"=IF({done}=1,{end},MAX(N({imposed}),{finish}))",
    }


def first_morning(mornings: str, own: Mapping[str, str], frame: Frame) -> str:
    """``mornings`` are those behind all that a line needs, side by side; "" for no needs."""
    begin = frame.engine.scalar("begin")
    if mornings:
        begin = f"MAX(IF({own['gone']}=1,0,{begin}),{mornings})"
    return f"=IF({own['begun']}=1,{frame.engine.scalar('today')},{begin})"


def _ended(own: Mapping[str, str], frame: Frame) -> str:
    """When a task was done."""
    planned = f"MIN({own['work_end']},{frame.engine.scalar('today')})"
    return f'IF({own["actual"]}<>"",{own["actual"]},{planned})'


def _worked(spans: bool | str, own: Mapping[str, str], start: str) -> str:
    """The last day of the work that is left, when it goes on at that boundary."""
    left = own["left"]
    on_working_days = f"IF({left}=0,{start}-1,{worked(f'{start}-1', left)})"
    return chosen(spans, f"{start}+{left}-1", on_working_days)


def floats(late: bool | str, drives: bool | str, own: Mapping[str, str]) -> dict[str, str]:
    """The float, and whether the task lies on the critical path.

    ``late`` says whether the task is placed late, ``drives`` whether launch waits for it.
    """
    over = f"OR({own['gone']}=1,{own['done']}=1)"
    between = _distance(own["earliest_start"], own["latest"])
    if late:
        ends = _distance(f"({own['earliest_end']}+1)", f"({own['latest_end']}+1)")
        begun = f"AND({late}=1,{own['begun']}=1)" if isinstance(late, str) else f"{own['begun']}=1"
        between = f"IF({begun},{ends},{between})"
    texts = {"float": f'=IF({over},"",{between})'}
    if drives:
        out = over
        if isinstance(drives, str):
            out = f"OR({own['gone']}=1,{own['done']}=1,{drives}=0)"
        texts["critical"] = f"=IF({out},0,IF(OR({own['onward']}>0,{own['awaited']}=1),1,0))"
        texts["driving_float"] = f'=IF({out},"",{own["float"]})'
    return texts


def onward(late: bool | str, own: Mapping[str, str], leaves_least: str, frame: Frame) -> str:
    """Whether a task has the least float, or leads on from one that has, without its ``=``.

    Above 0 where it does: the last day that followers leave it, or 1 where no follower says by
    when it must be done. ``leaves_least`` tells whether it leaves that day to such a task.
    """
    free = f'OR({own["imposed"]}="",{own["imposed"]}>={own["latest_bound"]})'
    if isinstance(late, str):
        free = f"AND({late}=1,{free})"
    bound = f"IF({free},{own['latest_bound']},1)" if late else "1"
    return f"IF({own['done']}=1,0,IF(OR({_tight(own, frame)},{leaves_least}),{bound},0))"


def pulls(own: Mapping[str, str], frame: Frame) -> str:
    """The morning for which a task placed late waits if what it waits for is critical as well.

    0 where it is not. Without its ``=``.
    """
    waits = f'OR({own["imposed"]}="",{own["earliest_finish"]}>{own["imposed"]})'
    on_path = f"OR({_tight(own, frame)},AND({own['awaited']}=1,{waits}))"
    return f"IF({own['begun']}=1,0,IF({on_path},{own['earliest_bound']},0))"


def _tight(own: Mapping[str, str], frame: Frame) -> str:
    return f"{own['driving_float']}={frame.engine.scalar('least_float')}"


def _distance(first: str, last: str) -> str:
    """Working days from one morning to another; signed."""
    return (
        f"IF({last}>{first},NETWORKDAYS.INTL({first},{last}-1,{DAYS}),"
        f"IF({last}<{first},-NETWORKDAYS.INTL({last},{first}-1,{DAYS}),0))"
    )


def forecast(
    spans: bool | str, own: Mapping[str, str], morning: str, promised: str, limits: str,
    frame: Frame,
) -> dict[str, str]:  # fmt: skip
    """When the work will end, and after which evening that breaks a promise.

    ``morning`` is the first on which a line can go on, ``promised`` the day promised for the line
    itself, ``limits`` the evenings that its followers leave it, side by side.
    """
    limit = own["limit"]
    work = f"MAX({own['work_end']},{_worked(spans, own, own['forecast_bound'])})"
    within = start_from(spans, limit, own["duration"]).removeprefix("=")
    return {
        "forecast_bound": morning,
        "forecast_end": f"=IF({own['done']}=1,{_ended(own, frame)},"
        f'IF({own["expected"]}<>"",{own["expected"]},{work}))',
        "limit": f"=MIN({promised},{limits})" if limits else f"={promised}",
        "limit_start": f"=IF(OR({own['begun']}=1,{limit}>90000),{NO_LIMIT},{within})",
    }


def promised_soon(own: Mapping[str, str]) -> str:
    """The day promised for a line that is not placed late: the one that it is drawn to."""
    return f'IF(OR({own["gone"]}=1,{own["aim"]}=""),{NO_LIMIT},{own["due"]})'


def promised_late(own: Mapping[str, str], ends_here: bool | str) -> str:
    """That of a task placed late; ``ends_here`` says that nothing placed late follows."""
    imposed, anchor = own["imposed"], own["anchor"]
    last = chosen(ends_here, f"IF({own['gone']}=1,{NO_LIMIT},{own['due']})", f"{NO_LIMIT}")
    return f'IF({imposed}<>"",{imposed},IF({anchor}<>"",{anchor},{last}))'


def slip(own: Mapping[str, str], frame: Frame) -> str:
    """By how many working days launch slips that happens on this line, without its ``=``."""
    last, today = own["latest_bound"], frame.engine.scalar("today")
    # nothing is done on the row of a task that is split, but its parts can be left to do
    over = f"IF({own['whole']}>0,{own['state']}={DONE},OR({own['gone']}=1,{own['done']}=1))"
    end = f"MAX({own['forecast_end']},IF({over},0,{today}))"
    return f"IF({end}>{last},MAX(1,NETWORKDAYS.INTL({last}+1,{end},{DAYS})),0)"


def limit_before(judged: Outlook, follower: Task, lag: Duration) -> dt.date:
    """The last evening that a follower leaves, on the day of generation."""
    start = judged.limit_starts.get(follower.id, BEYOND)
    return last_evening_before(start, lag, judged.calendar)


def limit_of(judged: Outlook, task: Task) -> dt.date:
    """The limit that the engine shows on the day of generation."""
    found = judged.limits.get(task.id)
    if found is not None:
        return found
    followers = judged.followers.get(task.id, ())
    return min([BEYOND, *(limit_before(judged, follower, lag) for follower, lag in followers)])
