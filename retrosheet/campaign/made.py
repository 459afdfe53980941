"""What a plan was made of, kept in the workbook, so that a later change of its archetype is told
from what people have changed meanwhile.

It stands under ``rs_made`` in two columns, a key and a short text of JSON: a row for the whole
campaign, then one a task. Nobody's formulas look at it.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from retrosheet.archetype.terms import Duration, Kind, Need, RaciLetter
from retrosheet.campaign.values import SPARE_LINES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from retrosheet.campaign.values import Campaign, Task

NAME = "rs_made"
WHOLE = "(plan)"
"""The key of the row about the whole campaign."""


class Timing(NamedTuple):
    """Length and dates of a row: one unit, as one alone says nothing about when work happens.

    ``duration`` and ``margin`` in days, ``offset`` in calendar days from launch.
    """

    duration: int = 1
    calendar_days: bool = False
    any_day: bool = False
    offset: int | None = None
    imposed: dt.date | None = None
    margin: int = 0


class Row(NamedTuple):
    """The values of one task; ``phase``, ``owner`` and ``channel`` as the plan shows them.

    ``owner`` is the title of a role, or what somebody typed in its place. ``parent`` is the ID of
    the task that it is a part of; of one that is split, needs and timing are those of its parts.
    """

    title: str
    phase: str = ""
    owner: str = ""
    timing: Timing = Timing()
    needs: tuple[Need, ...] = ()
    kind: Kind = "task"
    incompressible: bool = False
    deliverable: str = ""
    channel: str = ""
    note: str = ""
    raci: tuple[tuple[str, RaciLetter], ...] = ()
    parent: str = ""


class Made(NamedTuple):
    """What a plan was made of: ``rows`` by the IDs of the plan.

    ``aliases`` has the row of each task of the archetype that has another ID in the plan.
    ``holidays`` are the public holidays that were listed.
    """

    archetype: str
    lang: str
    country: str
    rows: Mapping[str, Row]
    aliases: Mapping[str, str]
    holidays: tuple[dt.date, ...] = ()
    locale: str = ""
    spare: int = SPARE_LINES


def made_of(campaign: Campaign) -> Made:
    """What a new plan is made of."""
    titles = {role.id: role.title for role in campaign.roles}
    return Made(
        campaign.archetype,
        campaign.lang,
        campaign.country or "",
        {task.id: row_of(task, campaign, titles) for task in campaign.tasks},
        {},
        tuple(holiday.day for holiday in campaign.holidays),
        campaign.locale,
        campaign.spare,
    )


def row_of(task: Task, campaign: Campaign, titles: Mapping[str, str]) -> Row:
    """A task's values as the plan shows them; ``titles`` are those of the roles."""
    return Row(
        title=task.title,
        phase=campaign.phases[task.phase].title,
        owner=titles.get(task.role, ""),
        timing=timing_of(task),
        needs=() if task.split else task.needs,
        kind=task.kind,
        incompressible=task.incompressible,
        deliverable=task.deliverable,
        channel=task.channel,
        note=task.note,
        # The tab has them in the order of its columns, an archetype as somebody wrote them.
        raci=tuple(sorted((titles.get(role, role), letter) for role, letter in task.raci)),
        parent=task.parent,
    )


def timing_of(task: Task) -> Timing:
    """A task's length and dates; one that is split has none of its own."""
    if task.split:
        return Timing(0, any_day=True)
    return Timing(
        task.duration, task.calendar_days, task.any_day, task.offset, task.imposed, task.margin
    )


def written(made: Made) -> Iterator[tuple[str, str]]:
    """The rows of keys and texts; what is as usual is left out of a text."""
    yield (
        WHOLE,
        _text(
            {
                "archetype": made.archetype,
                "lang": made.lang,
                "country": made.country,
                "aliases": dict(made.aliases),
                "locale": made.locale,
                "spare": made.spare,
                "holidays": [day.isoformat() for day in made.holidays],
            }
        ),
    )
    for row_id, row in made.rows.items():
        said: dict[str, Any] = {
            unit: value
            for unit, value in row._asdict().items()
            if unit not in {"timing", "needs", "raci"} and value != Row._field_defaults.get(unit)
        }
        timing = row.timing._asdict()
        usual = Timing._field_defaults
        said["timing"] = {
            key: value.isoformat() if isinstance(value, dt.date) else value
            for key, value in timing.items()
            if value != usual[key]
        }
        if row.needs:
            said["needs"] = [[need.id, need.lag.amount, need.lag.unit] for need in row.needs]
        if row.raci:
            said["raci"] = [list(pair) for pair in row.raci]
        yield row_id, _text(said)


def _text(said: Mapping[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(cells: Iterable[tuple[str, str]]) -> Made | None:
    """What ``written`` wrote; None where it is not there, or is not what we wrote."""
    whole: dict[str, Any] = {}
    rows: dict[str, Row] = {}
    try:
        for key, text in cells:
            if key == WHOLE:
                whole = json.loads(text)
            elif key and text:
                rows[key] = _row(json.loads(text))
        if not whole:
            return None
        return Made(
            str(whole["archetype"]),
            str(whole["lang"]),
            str(whole["country"]),
            rows,
            {str(task): str(row) for task, row in whole["aliases"].items()},
            tuple(dt.date.fromisoformat(day) for day in whole["holidays"]),
            str(whole.get("locale", "")),
            int(whole.get("spare", SPARE_LINES)),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _row(said: dict[str, Any]) -> Row:
    timing = dict(said.pop("timing", {}))
    if timing.get("imposed"):
        timing["imposed"] = dt.date.fromisoformat(timing["imposed"])
    needs = tuple(
        Need(str(task), Duration(int(amount), "cd" if unit == "cd" else "d"))
        for task, amount, unit in said.pop("needs", [])
    )
    raci = tuple((str(role), letter) for role, letter in said.pop("raci", []))
    if said.get("kind", "task") not in get_args(Kind):
        raise ValueError(said["kind"])
    return Row(timing=Timing(**timing), needs=needs, raci=raci, **said)
