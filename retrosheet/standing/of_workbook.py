"""The standing of a campaign from its workbook: what sync reads, and what only a report shows.

Phases, channels, deliverables, budget and indicators move no date, so that sync leaves them alone.
They are read here from the same tables, by the same keys, as forgivingly.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.calendars import Holiday
from retrosheet.language import Text
from retrosheet.layout.budget.tab import HEADERS as BUDGET_HEADERS
from retrosheet.layout.kpi.tab import AT_MOST
from retrosheet.layout.kpi.tab import HEADERS as KPI_HEADERS
from retrosheet.standing.items import item_of
from retrosheet.standing.model import Indicator, Money, Standing
from retrosheet.sync import typed
from retrosheet.sync.cells import Keyed, blank, first, listed, number, shown
from retrosheet.sync.reading import NAMES as SYNC_NAMES
from retrosheet.sync.settings_lists import lists_in_order
from retrosheet.workbook.baseline import moved
from retrosheet.workbook.headings import columns_under
from retrosheet.workbook.tables import EMPTY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from retrosheet.sync.findings import Findings
    from retrosheet.sync.snapshot import Snapshot
    from retrosheet.workbook.tables import Cell, Table

NAMES = (*SYNC_NAMES, "rs_name", "rs_budget", "rs_kpis")
"""The defined names that a reader must fetch."""
_NO_PHASE = Text("Autres tâches", "Other tasks")


def standing_of(tables: Mapping[str, Table], snapshot: Snapshot, findings: Findings) -> Standing:
    """The standing of the workbook that ``snapshot`` was read from, as of the findings' day."""
    tables = lists_in_order(tables)
    written = _written(Keyed(tables["rs_plan"]))
    told = [(line, written.get(line.task.id.casefold(), _Written())) for line in snapshot.lines]
    numbers: dict[str, float] = {}
    first_plan = snapshot.baseline
    moves = moved(first_plan, snapshot.moves, snapshot.launch) if first_plan else 0
    for _, texts in told:
        numbers.setdefault(texts.phase, texts.phase_no)
    phases = sorted(numbers, key=lambda phase: numbers[phase])
    return Standing(
        name=shown(first(tables, "rs_name")) or snapshot.archetype,
        archetype=snapshot.archetype,
        lang=snapshot.lang,
        today=findings.today,
        launch=snapshot.launch,
        start=snapshot.start,
        calendar=snapshot.calendar,
        phases=tuple(phase or _NO_PHASE.to(snapshot.lang) for phase in phases),
        items=tuple(
            item_of(
                line,
                snapshot,
                findings,
                phase=phases.index(texts.phase),
                channel=texts.channel,
                deliverable=texts.deliverable,
            )
            for line, texts in told
        ),
        findings=findings,
        holidays=tuple(_holidays(tables.get("rs_holidays"), snapshot)),
        budget=tuple(_budget(tables.get("rs_budget"))),
        indicators=tuple(_indicators(tables.get("rs_kpis"), snapshot)),
        first_launch=first_plan.launch if first_plan and moves else None,
        moves=moves,
    )


class _Written(NamedTuple):
    """What stands on a row of the plan besides what sync reads; ``phase_no`` orders the phases."""

    phase: str = ""
    phase_no: float = math.inf
    channel: str = ""
    deliverable: str = ""


def _written(plan: Keyed) -> dict[str, _Written]:
    """By id. From the bottom up, so that of two rows with one id the first counts, as in sync."""
    found = {}
    for row in range(len(plan.table.rows) - 1, 1, -1):
        key = shown(plan.cell(row, "id")).casefold()
        phase, channel, deliverable = (
            shown(plan.cell(row, name)) for name in ("phase", "channel", "deliverable")
        )
        place = number(plan.cell(row, "phase_no")) or math.inf
        found[key] = _Written(phase, place, channel, deliverable)
    return found


def _holidays(table: Table | None, snapshot: Snapshot) -> Iterator[Holiday]:
    for _, cells in listed(table):
        value = cells[0].value
        day = None if value is None else typed.date(value, snapshot.lang, snapshot.launch)
        if day is not None:
            yield Holiday(day, shown(cells[1]) if len(cells) > 1 else "")


def _lines(table: Table | None, headings: Mapping[str, Text]) -> Iterator[dict[str, Cell]]:
    """The lines of a table below its headings, each cell under the key of its column."""
    if table is None or not table.rows:
        return
    at = columns_under([shown(cell) for cell in table.rows[0]], headings)
    for row in range(1, len(table.rows)):
        yield {key: table.cell(row, column) if column >= 0 else EMPTY
               for key, column in at.items()}  # fmt: skip


def _budget(table: Table | None) -> Iterator[Money]:
    for cells in _lines(table, BUDGET_HEADERS):
        title, category, task = (shown(cells[key]) for key in ("line", "category", "task"))
        amounts = [number(cells[key]) or 0.0 for key in ("planned", "committed", "paid")]
        if title or any(amounts):
            yield Money(title, category, task, *amounts)


def _indicators(table: Table | None, snapshot: Snapshot) -> Iterator[Indicator]:
    for cells in _lines(table, KPI_HEADERS):
        target = number(cells["target"])
        if blank(cells["title"]) or target is None:
            continue
        yield Indicator(
            title=shown(cells["title"]),
            target=target,
            unit=shown(cells["unit"]),
            day=_measured(cells, snapshot),
            owner=shown(cells["owner"]),
            at_most=shown(cells["direction"]).casefold() in AT_MOST.everywhere(),
            result=number(cells["actual"]),
        )


def _measured(cells: Mapping[str, Cell], snapshot: Snapshot) -> dt.date | None:
    """The day that a formula shows; where the file kept none, the one that it would show."""
    value, offset = cells["day"].value, number(cells["offset"])
    if value is not None and not blank(cells["day"]):
        return typed.date(value, snapshot.lang, snapshot.launch)
    return None if offset is None else snapshot.launch + dt.timedelta(days=offset)
