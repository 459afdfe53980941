"""Tasks that go, and what they needed passed on to those that needed them.

Where a row of a plan is deleted, the days before and behind it are still waited for, as the
workbook's own formulas do it: no date moves. Where a task never comes in, as those of an optional
block that is left out, the days behind it are its own, and go with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.terms import Duration, Need

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def around(
    needs: Iterable[Need], gone: Callable[[str], Iterable[Need] | None], *, waiting: bool
) -> tuple[Need, ...]:
    """The needs with each task that is gone replaced by what it needed itself.

    ``gone`` gives what a task needed, None for one that is there. With ``waiting`` the lag to it
    and the lag behind it add up where they are counted in one unit, else the longer counts;
    without, the lag behind it goes. Of two ways to one task the longer lag wins.
    """
    found: dict[str, Need] = {}
    reached: dict[str, int] = {}
    pending = [(need, frozenset[str]()) for need in needs]
    while pending:
        need, passed = pending.pop(0)
        steps = gone(need.id)
        if steps is None:
            known = found.get(need.id)
            if known is None or need.lag.amount > known.lag.amount:
                found[need.id] = need
        elif need.id not in passed and need.lag.amount > reached.get(need.id, -1):
            reached[need.id] = need.lag.amount
            way = passed | {need.id}
            behind = need.lag if waiting else _NONE
            pending[:0] = [(_joined(step, behind), way) for step in steps]
    return tuple(found.values())


_NONE = Duration(0, "d")


def _joined(step: Need, behind: Duration) -> Need:
    if not behind.amount:
        return step
    if not step.lag.amount or step.lag.unit == behind.unit:
        return step._replace(lag=Duration(step.lag.amount + behind.amount, behind.unit))
    longer = max(step.lag, behind, key=lambda lag: lag.amount)
    return step._replace(lag=longer)
