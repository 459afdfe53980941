"""What a sync finds, as values: findings in order of gravity, and the state of the whole plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from retrosheet.schedule.verdict import SOON_DAYS
from retrosheet.sync.kinds import KINDS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from retrosheet.sync.kinds import Kind
    from retrosheet.sync.remembered import Summary, Transition


class Finding(NamedTuple):
    """One thing to tell. ``days`` are working days: how late, how long waited, how soon.

    ``message`` is a sentence that a person would say; ``short`` fits the plan's alert cell.
    ``where`` is the cell, as ``tab!A1``; ``moves`` are the ids of the tasks that it delays, and
    ``slip`` by how many working days that moves launch. ``cause`` is the id of the task whose delay
    explains this one; "" where it is itself where a delay begins. ``owner`` is the plan's cell,
    ``owners`` are those whom it names.
    """

    kind: Kind
    id: str
    title: str
    owner: str
    due: dt.date | None
    days: int
    where: str
    message: str
    short: str
    moves: tuple[str, ...] = ()
    slip: int = 0
    cause: str = ""
    owners: tuple[str, ...] = ()


class Findings(NamedTuple):
    """Everything that one sync has to tell, and what it takes from the snapshot to say it.

    ``slip`` is by how many working days launch moves, ``spare`` the days to spare of the verdict.
    ``verdicts`` has the gravest finding of each task that has one, ``flags`` what its row shows,
    ``notes`` what only sync can say there, ``titles`` and ``owners`` are by id; ``dues`` and
    ``forecasts`` say when each task is due and will be done. ``tasks`` and ``done`` count what is
    not cancelled. ``changes`` is what is new since the last sync, of which ``before`` is the
    summary; ``vanished`` are the ids whose row is gone, and ``vanished_titles`` their titles, ""
    where nobody knows. ``due_within`` are the ids of the tasks with work left that are due within
    the next ``soon_days`` calendar days, by due date, whatever else was found about them.
    ``lately`` is what the last sync noted as new.
    """

    today: dt.date
    launch: dt.date
    forecast_launch: dt.date
    slip: int
    spare: int | None
    findings: tuple[Finding, ...]
    verdicts: Mapping[str, Finding]
    flags: Mapping[str, str]
    notes: Mapping[str, str]
    dues: Mapping[str, dt.date]
    forecasts: Mapping[str, dt.date]
    titles: Mapping[str, str]
    owners: Mapping[str, str]
    changes: tuple[Transition, ...]
    before: Summary
    vanished: tuple[str, ...]
    tasks: int
    done: int
    unknown: int
    vanished_titles: tuple[str, ...] = ()
    due_within: tuple[str, ...] = ()
    soon_days: int = SOON_DAYS
    lately: tuple[Transition, ...] = ()

    def counts(self) -> dict[str, int]:
        """How many findings there are of each kind, in order of gravity; 0 where there is none.

        Behind them stands ``due_within``, which counts tasks, whatever else was found of them.
        """
        found: dict[str, int] = {
            kind: sum(1 for f in self.findings if f.kind == kind) for kind in KINDS
        }
        found["due_within"] = len(self.due_within)
        return found
