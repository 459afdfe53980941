"""From a workbook's tables to what people have: every row, those without formulas included."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from math import ceil, floor
from typing import TYPE_CHECKING, cast

from retrosheet.archetype.order import circle
from retrosheet.archetype.terms import RaciLetter
from retrosheet.campaign import Task
from retrosheet.campaign import made as origin
from retrosheet.campaign.made import Made, Row, Timing
from retrosheet.layout.raci import LETTERS, letters_of
from retrosheet.learning.source import NAMES as LEARNING_NAMES
from retrosheet.learning.source import Source, source_of
from retrosheet.learning.team import Team
from retrosheet.statuses import TODO
from retrosheet.sync.cells import Keyed, blank, numbers_of, shown
from retrosheet.sync.readers import MEANT
from retrosheet.sync.settings_lists import lists_in_order
from retrosheet.update.links import Needs, typed_needs, with_parts
from retrosheet.update.numbered import in_plan_order
from retrosheet.update.plan_rows import PlanRow, plan_rows
from retrosheet.update.present import Present, Unused, Why
from retrosheet.update.rows import Version
from retrosheet.workbook.plan_tab import BESIDE, BESIDE_RACI, GANTT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from retrosheet.language import Lang
    from retrosheet.sync.snapshot import TaskState
    from retrosheet.workbook.tables import Table

NAMES = (*LEARNING_NAMES, origin.NAME, "rs_baseline", "rs_moves", "rs_mine", GANTT, BESIDE_RACI)
"""The defined names that a reader must fetch."""
Letters = tuple[tuple[str, RaciLetter], ...]


def present_of(
    tables: Mapping[str, Table], label: str, lang: Lang, *, keyless: bool = False,
    titles: tuple[str, ...] = (),
) -> Present:  # fmt: skip
    """What a workbook's tables say; raises InvalidInput in ``lang`` where it is not one of ours.

    ``keyless`` says that the first row of ``rs_plan`` stands for one that the file lacks.
    """
    tables = lists_in_order(tables)
    present = _Reading(tables, source_of(tables, label, lang)).present()
    return replace(present, keyless=keyless, titles=titles)


class _Reading:
    def __init__(self, tables: Mapping[str, Table], source: Source) -> None:
        self.tables, self.source, self.snapshot = tables, source, source.snapshot
        self.plan = Keyed(tables["rs_plan"])
        self.team = Team(tables.get("rs_team"))
        self.made = made_in(tables)
        self.remarks: list[Unused] = []

    def present(self) -> Present:
        places = tuple(plan_rows(self.plan, self.source, self.made))
        lines = {line.task.id: line for line in self.snapshot.lines}
        rows: dict[str, Row] = {}
        tasks: dict[str, Task] = {}
        worked = set()
        for place in places:
            if place.kind in {"spare", "blank"}:
                continue
            line = lines.get(place.id)
            if line is not None:
                rows[place.id] = self._known(place, line)
                tasks[place.id] = line.task
                begun = line.status != TODO or line.progress or line.actual_end
                if begun or self._has_own(place.row):
                    worked.add(place.id)
            else:
                rows[place.id] = self._inserted(place)
                worked.add(place.id)
        self._put_in_phases(places, rows)
        phases = {row_id: row.phase for row_id, row in rows.items()}
        order = in_plan_order(places, self._numbers(places), phases)
        rows = {place.id: rows[place.id] for place in order if place.id in rows}
        self.remarks += [
            Unused("of_parts", doubt.where, doubt.id, doubt.title, doubt.typed)
            for doubt in self.snapshot.doubts
            if doubt.why in ("of_parts", "split_needs")
        ]
        return self._linked(places, order, rows, tasks, frozenset(worked))

    def _has_own(self, row: int) -> bool:
        """Whether people have written on a row of the tab in columns of theirs."""
        table, beside = self.plan.table, self.tables.get(BESIDE)
        ours = {*self.plan.at.values()}
        index = row - table.row
        cells = [table.cell(index, at) for at in range(table.width) if at not in ours]
        if beside is not None and beside.title == table.title:
            cells += [beside.cell(row - beside.row, at) for at in range(beside.width)]
        return any(not blank(cell) for cell in cells)

    def _numbers(self, places: Iterable[PlanRow]) -> dict[int, float]:
        """The N° of each row of the tab that has one."""
        numbers, top = numbers_of(self.plan), self.plan.table.row
        rows = (place.row for place in places)
        return {row: numbers[row - top] for row in rows if row - top in numbers}

    def _put_in_phases(self, places: Iterable[PlanRow], rows: dict[str, Row]) -> None:
        """What people added without a phase is of the phase under which they put it."""
        known = self.made.rows if self.made else {}
        above = ""
        for place in places:
            row = rows.get(place.id)
            if row is not None and not row.phase and place.id not in known:
                rows[place.id] = row._replace(phase=above)
            elif row is not None:
                above = row.phase

    def _linked(
        self, places: tuple[PlanRow, ...], order: tuple[PlanRow, ...], rows: dict[str, Row],
        tasks: dict[str, Task], worked: frozenset[str],
    ) -> Present:  # fmt: skip
        """The rows with their needs as typed; as before where those cannot be followed.

        A row that would be a part of a task on which it waits itself becomes none.
        """
        by_id = {place.id: place for place in places if place.id in rows}
        gone = {task.id: task.needs for task in self.snapshot.deleted}
        parents = {row_id: row.parent for row_id, row in rows.items()}
        while True:
            whole = with_parts(dict.fromkeys(rows, ()), parents)
            split = {row_id for row_id, parts in whole.items() if parts}
            before = {row_id: self._before(row_id, tasks, row_id in split) for row_id in rows}
            said = {
                row_id: shown(self.plan.cell(place.row - self.plan.table.row, "needs"))
                for row_id, place in by_id.items()
                if row_id not in split
            }
            needs, unused = typed_needs(said, before, gone, self.snapshot.lang)
            found = circle(with_parts({**gone, **needs}, parents))
            part = self._part_of_a_circle(found, parents)
            if part is None:
                break
            self._remark("part_circle", by_id[part], "parent", rows[part].title, parents[part])
            parents[part] = ""
        for row_id, why, typed in unused:
            self._remark(why, by_id[row_id], "needs", rows[row_id].title, typed)
        self.remarks = [one for one in self.remarks if one.why != "of_parts" or one.id in split]
        relinked = tuple(
            row_id
            for row_id in rows
            if row_id in tasks and set(needs[row_id]) != set(before[row_id])
        )
        final = {
            row_id: row._replace(
                needs=() if row_id in split else needs[row_id], parent=parents[row_id]
            )
            for row_id, row in rows.items()
        }
        return Present(
            self.tables, self.source, self.plan, self.team, places, order,
            Version(final, worked), tasks, self.made, relinked, tuple(self.remarks),
        )  # fmt: skip

    def _before(self, row_id: str, tasks: Mapping[str, Task], split: bool) -> Needs:
        """What a row needed before people typed; of a task that is no longer split, as made."""
        task = tasks.get(row_id)
        if task is None:
            return ()
        if task.split and not split:
            made = self.made.rows.get(row_id) if self.made else None
            return made.needs if made else ()
        return task.needs

    def _part_of_a_circle(self, found: tuple[str, ...], parents: Mapping[str, str]) -> str | None:
        """Of the tasks on a circle one that is a part, rather by people's hand; None for none."""
        on_it = {row_id.casefold() for row_id in found}
        parts = [row_id for row_id in found if parents.get(row_id, "").casefold() in on_it]
        made = self.made.rows if self.made else {}
        by_hand = [part for part in parts if part not in made or made[part].parent != parents[part]]
        return next(iter(by_hand or parts), None)

    def _known(self, place: PlanRow, line: TaskState) -> Row:
        """A task that the engine knows, with its texts as the plan shows them."""
        task, told = line.task, self.source.told.rows[line.task.id]
        made = self.made.rows.get(place.id) if self.made else None
        row = Row(
            title=task.title,
            phase=told.phase,
            owner=told.owner,
            timing=origin.timing_of(task),
            parent=task.parent,
            kind=task.kind,
            incompressible=task.incompressible,
            deliverable=told.deliverable,
            channel=told.channel,
            note=line.comment,
            raci=self._raci(place.id, told.owner, made),
        )  # fmt: skip
        # a text that differs in spaces and ends of lines only is the one that was made
        same = {
            unit: getattr(made, unit)
            for unit in ("title", "phase", "owner", "deliverable", "channel", "note")
            if made and _alike(getattr(made, unit)) == _alike(getattr(row, unit))
        }
        return row._replace(**same)

    def _raci(self, row_id: str, owner: str, made: Row | None) -> Letters:
        """The letters of the RACI tab; those that were made where they are the same, or no tab."""
        table = self.source.told.raci
        was = made.raci if made else ()
        if table is None or row_id not in table:
            return was
        now = dict(table[row_id])
        if made is not None and _letters(was, owner or made.owner) == now:
            return was
        return tuple(
            (role, cast("RaciLetter", one))
            for role, letter in now.items()
            if letter in LETTERS
            for one in letter.split("/")
        )

    def _inserted(self, place: PlanRow) -> Row:
        """A row without formulas: what stands in it, read as sync reads a spare line."""
        index = place.row - self.plan.table.row
        lang, near = self.snapshot.lang, self.snapshot.launch
        title = shown(self.plan.cell(index, "title"))

        def read(key: str) -> str | float | bool | None:
            cell = self.plan.cell(index, key)
            return None if blank(cell) else cell.value

        def number(key: str) -> float | None:
            value = read(key)
            if value is None:
                return None
            found = (MEANT.offset if key == "offset" else MEANT.days)(value)
            if found is None:
                self._remark("unread", place, key, title, str(value))
            return found

        def day(key: str) -> dt.date | None:
            value = read(key)
            found = None if value is None else MEANT.day(value, lang, near)
            if value is not None and found is None:
                self._remark("unread", place, key, title, str(value))
            return found

        length, margin, offset = number("duration"), number("margin"), number("offset")
        imposed = day("imposed")
        if imposed is None and not self.plan.cell(index, "due").formula:
            imposed = day("due")
        begun = read("start")
        if begun is not None and not self.plan.cell(index, "start").formula and length is None:
            self._remark(
                "start_typed", place, "start", title, shown(self.plan.cell(index, "start"))
            )
        return Row(
            title=title,
            phase=shown(self.plan.cell(index, "phase")),
            owner=self.team.role(self.plan.cell(index, "owner")),
            timing=Timing(
                1 if length is None else ceil(length),
                offset=None if offset is None else floor(offset),
                imposed=imposed,
                margin=0 if margin is None else ceil(margin),
            ),
            deliverable=shown(self.plan.cell(index, "deliverable")),
            channel=shown(self.plan.cell(index, "channel")),
            note=shown(self.plan.cell(index, "comment")),
            parent=shown(self.plan.cell(index, "parent")),
        )

    def _remark(self, why: Why, place: PlanRow, key: str, title: str, typed: str) -> None:
        where = self.plan.where(place.row - self.plan.table.row, key)
        self.remarks.append(Unused(why, where, place.id, title, typed))


def made_in(tables: Mapping[str, Table]) -> Made | None:
    """What a workbook was made of, as its tables say; None where they do not."""
    table = tables.get(origin.NAME)
    rows = table.rows if table else ()
    return origin.read(
        (str(cells[0].value or ""), str(cells[1].value or "")) for cells in rows if len(cells) > 1
    )


def _letters(raci: Letters, owner: str) -> dict[str, str]:
    """The letter of each role as the RACI tab first shows them."""
    return letters_of(Task("", 0, "", owner, raci=raci))


def _alike(text: str) -> str:
    return " ".join(text.split())
