"""Steps from day to day as formulas: across a margin, a task's length, a lag.

What is fixed for a task is given as a truth, and what a cell says as a reference to one that holds
1 or 0; ``chosen`` writes an IF for the second alone. A lag in a cell is a number: above 0 working
days, below 0 calendar days.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.layout.engine.days_off import DAYS

if TYPE_CHECKING:
    from retrosheet.archetype.terms import Duration
    from retrosheet.campaign import Task


def chosen(test: bool | str, then: str, otherwise: str) -> str:
    """One of two formulas where it is known which, else both behind a test."""
    if isinstance(test, str):
        return then if then == otherwise else f"IF({test}=1,{then},{otherwise})"
    return then if test else otherwise


def worked(day: str, days: str | int) -> str:
    """So many working days from a day."""
    return f"WORKDAY.INTL({day},{days},{DAYS})"


def before_margin(due: str, margin: str) -> str:
    return f"=IF({margin}=0,{due},{worked(f'{due}+1', f'-{margin}-1')})"


def spans_of(task: Task | None) -> bool:
    """Whether a line's length is counted on all days of the week."""
    return task is not None and task.spans_calendar


def start_from(spans: bool | str, end: str, duration: str) -> str:
    work = chosen(spans, f"{end}-{duration}+1", worked(f"{end}+1", f"-{duration}"))
    return f"=IF({duration}=0,{end}+1,{work})"


def last_day_before(boundary: str, lag: Duration, *, any_day: bool) -> str:
    amount, unit = lag
    if unit == "cd" or amount == 0:
        moved = f"{boundary}-{amount}" if amount else boundary
        return f"{moved}-1" if any_day else worked(moved, -1)
    return f"{worked(boundary, -amount)}-1" if any_day else worked(boundary, -(amount + 1))


def last_day_before_read(boundary: str, lag: str, any_day: str) -> str:
    """The same with the lag and whether the task may end on a day off in cells."""
    anywhere = f"IF({lag}>0,{worked(boundary, f'-{lag}')},{boundary}+{lag})-1"
    on_working_days = (
        f"IF({lag}>0,{worked(boundary, f'-{lag}-1')},{worked(f'{boundary}+{lag}', -1)})"
    )
    return f"IF({any_day},{anywhere},{on_working_days})"


def last_evening_before_read(boundary: str, lag: str) -> str:
    return f"IF({lag}>0,{worked(boundary, f'-{lag}')},{boundary}+{lag})-1"


def evening_after(due: str, lag: Duration) -> str:
    amount, unit = lag
    if unit == "cd" or amount == 0:
        return f"{due}+{amount}" if amount else due
    return worked(due, amount)


def evening_after_read(due: str, lag: str) -> str:
    """The same with the lag in a cell."""
    return f"IF({lag}>0,{worked(due, lag)},{due}-{lag})"


def first_after(due: str, lag: Duration, task: Task) -> str:
    amount, unit = lag
    if unit == "cd" or amount == 0:
        moved = f"{due}+{amount}" if amount else due
        return f"{moved}+1" if task.spans_calendar else worked(moved, 1)
    return f"{worked(due, amount)}+1" if task.spans_calendar else worked(due, amount + 1)


def distance(first: str, last: str) -> str:
    """For other tabs: working days from the morning of one day to that of another, signed."""
    forth = f"NETWORKDAYS.INTL({first},{last}-1,_engine!{DAYS})"
    back = f"-NETWORKDAYS.INTL({last},{first}-1,_engine!{DAYS})"
    return f"IF({last}>={first},IF({last}={first},0,{forth}),{back})"
