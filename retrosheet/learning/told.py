"""What a workbook says beyond the snapshot that sync takes: phases, owners, texts, money, aims.

Tables are found by their names, columns by their keys or by their headers in either language. What
is not there, or no longer reads as it was laid out, is left empty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.terms import MOST_DAYS, MonthDay, Yearly
from retrosheet.layout.budget import tab as budget
from retrosheet.layout.kpi import tab as kpi
from retrosheet.layout.raci import FIRST_ROLE, LETTERS
from retrosheet.learning.team import Team
from retrosheet.learning.texts import cleaned
from retrosheet.sync.cells import Keyed, first, listed, number, pairs, shown
from retrosheet.sync.readers import MEANT
from retrosheet.workbook.headings import columns_under

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from retrosheet.language import Text
    from retrosheet.sync.snapshot import Snapshot, TaskState
    from retrosheet.workbook.tables import Cell, Table

NAMES = ("rs_name", "rs_raci", "rs_budget", "rs_kpis", "rs_objectives")
"""The defined names to fetch besides those of sync; older workbooks lack them."""
_NUMBERED = re.compile(r"[0-9]{1,3}\. *(?P<title>\S.*)", re.DOTALL)


class Row(NamedTuple):
    """A row of the plan; ``owner`` is a role's title, "" where nobody is named."""

    phase: str
    owner: str
    deliverable: str
    channel: str
    comment: str


class Money(NamedTuple):
    """A line of the budget; ``task`` is an ID of the plan, or ""."""

    title: str
    category: str
    task: str
    amount: float


class Aim(NamedTuple):
    """An indicator; ``measured`` in calendar days from launch."""

    title: str
    target: float
    unit: str
    measured: int
    owner: str
    source: str
    at_most: bool


@dataclass(frozen=True)
class Told:
    """The rest of one workbook. ``roles`` are titles; ``rows`` and ``raci`` go by ID.

    ``closed`` are the closures that come back in another year. ``raci`` and the lists are None
    where the workbook has no such tab, or is of an older version.
    """

    name: str
    roles: tuple[str, ...]
    rows: Mapping[str, Row]
    raci: Mapping[str, tuple[tuple[str, str], ...]] | None
    money: tuple[Money, ...] | None
    aims: tuple[Aim, ...] | None
    objectives: tuple[tuple[str, ...], ...] | None
    closed: tuple[Yearly, ...]


def read_told(tables: Mapping[str, Table], snapshot: Snapshot) -> Told:
    """All that learning wants to know of the tables, besides the snapshot of them."""
    team = Team(tables.get("rs_team"))
    rows = dict(_rows(Keyed(tables["rs_plan"]), snapshot.lines, team))
    raci, lines, kpis, objectives = (tables.get(name) for name in NAMES[1:])
    read_raci = dict(_raci(raci, team)) if raci else None
    aims = tuple(_aims(kpis, team)) if kpis else None
    name = cleaned(shown(first(tables, "rs_name")))
    return Told(
        name=name or str(pairs(tables.get("rs_scalars")).get("archetype", "")),
        roles=tuple(team.titles),
        rows=rows,
        raci=read_raci,
        money=tuple(_money(lines)) if lines else None,
        aims=aims,
        objectives=tuple(_objectives(objectives)) if objectives else None,
        closed=_closed(tables.get("rs_closures"), snapshot),
    )


def _closed(table: Table | None, snapshot: Snapshot) -> tuple[Yearly, ...]:
    spans: list[Yearly] = []
    for _, cells in listed(table):
        days = [
            MEANT.day(cell.value, snapshot.lang, snapshot.launch)
            for cell in cells[:2]
            if cell.value is not None
        ]
        if days and None not in days:
            ends = [MonthDay(day.month, day.day) for day in days if day]
            spans.append(Yearly(ends[0], ends[-1]))
    return tuple(span for span in dict.fromkeys(spans) if spans.count(span) > 1)


def _rows(plan: Keyed, lines: Iterable[TaskState], team: Team) -> Iterator[tuple[str, Row]]:
    for line in lines:
        phase, deliverable, channel = (
            cleaned(shown(plan.cell(line.row, key))) for key in ("phase", "deliverable", "channel")
        )
        owner = team.role(plan.cell(line.row, "owner"))
        yield line.task.id, Row(phase, owner, deliverable, channel, line.comment)


def _raci(table: Table, team: Team) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    header = table.rows[0] if table.rows else ()
    roles = {
        column: role
        for column, cell in enumerate(header)
        if column >= FIRST_ROLE and (role := team.role(cell))
    }
    for index in range(1, len(table.rows)):
        letters = (
            (role, shown(table.cell(index, column)).upper().replace(" ", ""))
            for column, role in roles.items()
        )
        task_id = shown(table.cell(index, 0))
        if task_id:
            yield task_id, tuple((role, letter) for role, letter in letters if letter in LETTERS)


def _money(table: Table) -> Iterator[Money]:
    at = _columns(table, budget.HEADERS)
    for index in range(1, len(table.rows)):
        cells = {key: table.cell(index, column) for key, column in at.items()}
        amount = _number(cells.get("planned"))
        title = _text(cells.get("line"))
        if title and amount is not None and amount >= 0:
            yield Money(title, _text(cells.get("category")), _text(cells.get("task")), amount)


def _aims(table: Table, team: Team) -> Iterator[Aim]:
    at = _columns(table, kpi.HEADERS)
    for index in range(1, len(table.rows)):
        cells = {key: table.cell(index, column) for key, column in at.items()}
        title, target = _text(cells.get("title")), _number(cells.get("target"))
        measured = _number(cells.get("offset"))
        if not title or target is None or measured is None or "owner" not in cells:
            continue
        direction = _text(cells.get("direction")).casefold()
        yield Aim(
            title=title,
            target=target,
            unit=_text(cells.get("unit")),
            measured=max(-MOST_DAYS, min(MOST_DAYS, floor(measured))),
            owner=team.role(cells["owner"]),
            source=_text(cells.get("source")),
            at_most=direction in {word.casefold() for word in kpi.AT_MOST.everywhere()},
        )


def _objectives(table: Table) -> Iterator[tuple[str, ...]]:
    """The title and the five answers of each: a numbered band, a row of names, then the answers."""
    first = kpi.column("title")
    places = {key: (word, kpi.column(column) - first) for key, column, _, word in kpi.SMART}
    for index in range(len(table.rows)):
        match = _NUMBERED.fullmatch(shown(table.cell(index, 0)))
        names = (
            [shown(cell) for cell in table.rows[index + 1]] if index + 1 < len(table.rows) else []
        )
        at = [
            next((n for n, name in enumerate(names) if name in word.everywhere()), usual)
            for word, usual in places.values()
        ]
        answers = [cleaned(shown(table.cell(index + 2, column)), lines=True) for column in at]
        if match and all(answers):
            yield (cleaned(match["title"], lines=True), *answers)


def _columns(table: Table, headings: Mapping[str, Text]) -> dict[str, int]:
    """Where each column stands that is there, by its heading."""
    heads = [shown(cell) for cell in table.rows[0]] if table.rows else []
    return {key: column for key, column in columns_under(heads, headings).items() if column >= 0}


def _text(cell: Cell | None) -> str:
    return cleaned(shown(cell)) if cell else ""


def _number(cell: Cell | None) -> float | None:
    return number(cell) if cell else None
