"""Steps from day to day as formulas: across a margin, a task's length, a lag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.layout.engine_days_off import DAYS

if TYPE_CHECKING:
    from retrosheet.archetype.terms import Duration
    from retrosheet.campaign import Task


def before_margin(due: str, margin: str) -> str:
    return f"=IF({margin}=0,{due},WORKDAY.INTL({due}+1,-{margin}-1,{DAYS}))"


def start_from(task: Task | None, end: str, duration: str) -> str:
    if task is not None and task.spans_calendar:
        return f"=IF({duration}=0,{end}+1,{end}-{duration}+1)"
    return f"=IF({duration}=0,{end}+1,WORKDAY.INTL({end}+1,-{duration},{DAYS}))"


def last_day_before(boundary: str, lag: Duration, *, any_day: bool) -> str:
    amount, unit = lag
    if unit == "cd" or amount == 0:
        moved = f"{boundary}-{amount}" if amount else boundary
        return f"{moved}-1" if any_day else f"WORKDAY.INTL({moved},-1,{DAYS})"
    if any_day:
        return f"WORKDAY.INTL({boundary},-{amount},{DAYS})-1"
    return f"WORKDAY.INTL({boundary},-{amount + 1},{DAYS})"


def evening_after(due: str, lag: Duration) -> str:
    amount, unit = lag
    if unit == "cd" or amount == 0:
        return f"{due}+{amount}" if amount else due
    return f"WORKDAY.INTL({due},{amount},{DAYS})"


def first_after(due: str, lag: Duration, task: Task) -> str:
    amount, unit = lag
    if unit == "cd" or amount == 0:
        moved = f"{due}+{amount}" if amount else due
        return f"{moved}+1" if task.spans_calendar else f"WORKDAY.INTL({moved},1,{DAYS})"
    if task.spans_calendar:
        return f"WORKDAY.INTL({due},{amount},{DAYS})+1"
    return f"WORKDAY.INTL({due},{amount + 1},{DAYS})"


def distance(first: str, last: str) -> str:
    """For other tabs: working days from the morning of one day to that of another, signed."""
    forth = f"NETWORKDAYS.INTL({first},{last}-1,_engine!{DAYS})"
    back = f"-NETWORKDAYS.INTL({last},{first}-1,_engine!{DAYS})"
    return f"IF({last}>={first},IF({last}={first},0,{forth}),{back})"
