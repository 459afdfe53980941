"""The needs of a whole workbook: read from its rows, followed, and what of them is not.

A workbook whose formulas follow needs says so. In one of an earlier version, or one that is too
large, the formulas keep the needs of the archetype, and sync names every cell in which it goes by
other ones.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.terms import Need, needs_text
from retrosheet.schedule.network import as_part, parts_of
from retrosheet.statuses import TODO
from retrosheet.sync.cells import pairs
from retrosheet.sync.engine_facts import rooms
from retrosheet.sync.needs import TypedNetwork, fixed_cell, parts_cell, read_cell
from retrosheet.sync.settings_tab import lang_of
from retrosheet.sync.snapshot import Doubt
from retrosheet.workbook.needs import SLOTS, parent_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from retrosheet.campaign import Task
    from retrosheet.schedule.network import Parts
    from retrosheet.sync.cells import Keyed
    from retrosheet.sync.needs import NeedsCell
    from retrosheet.sync.snapshot import TaskState, Why
    from retrosheet.workbook.tables import Table


class TypedNeeds(NamedTuple):
    """What stands under "Depends on" of a task, where, and the task's title there.

    ``parent`` is what stands under "Part of", in the cell ``parent_where``. ``of_parts`` where a
    formula names the parts in place of needs.
    """

    text: str
    where: str
    title: str
    parent: str = ""
    parent_where: str = ""
    of_parts: bool = False


class FollowedNeeds:
    """The needs of the tasks, in the order of the engine."""

    def __init__(
        self, tables: Mapping[str, Table], engine: Keyed, known: Mapping[str, Task],
        typed: Mapping[str, TypedNeeds],
    ) -> None:  # fmt: skip
        self.live = pairs(tables.get("rs_scalars")).get("network") == 1
        self.lang = lang_of(tables)
        self.known, self.typed = known, typed
        self.rooms = rooms(engine)

    @cached_property
    def _there(self) -> Mapping[str, str]:
        """The ID of each line that is there by its casefolded form."""
        return {
            key: task.id
            for key, task in self.known.items()
            if task.placement != "free" or task.id in self.typed
        }

    @cached_property
    def parts(self) -> Parts:
        """Who is a part of whom, as people say it; a row that is gone is what it was."""
        names = {task: parent_name(text) for task, text in self._named.items()}
        return parts_of(names, self._there)

    @cached_property
    def _named(self) -> Mapping[str, str]:
        return {
            task.id: self.typed[task.id].parent if task.id in self.typed else task.parent
            for task in self.known.values()
        }

    def parts_in(self, *, of_sheet: bool) -> Parts:
        """The same as the formulas follow it, which in a fixed network hold to the archetype."""
        if self.live or not of_sheet:
            return self.parts
        fixed = {task.id: task.parent for task in self.known.values()}
        return parts_of(fixed, self._there)

    @cached_property
    def network(self) -> TypedNetwork:
        there = self._there
        cells: dict[str, NeedsCell] = {}
        beside: dict[str, str] = {}
        for task in self.known.values():
            room = self.rooms.get(task.id, SLOTS)
            if task.id in self.parts.of:
                parts = self.parts.of[task.id]
                cells[task.id] = parts_cell(parts, room)
                typed = self.typed.get(task.id)
                own = "" if typed is None or typed.of_parts else typed.text
                if own and own.casefold() != ", ".join(parts).casefold():
                    beside[task.id] = own
            elif task.id in self.typed:
                cells[task.id] = read_cell(self.typed[task.id].text, there, room)
            elif task.placement != "free":
                cells[task.id] = fixed_cell(task.needs, room)
        return TypedNetwork(cells, self.parts, self._named, beside)

    @cached_property
    def fixed(self) -> Mapping[str, tuple[Need, ...]]:
        """The needs as a workbook follows them whose formulas hold to the archetype.

        A line that somebody added there waits for one task of the archetype.
        """
        core = {task.id.casefold(): task.id for task in self.known.values()
                if task.placement != "free"}  # fmt: skip
        found = {task.id: task.needs for task in self.known.values() if task.placement != "free"}
        for task in self.known.values():
            if task.placement == "free" and task.id in self.typed:
                need = core.get(self.typed[task.id].text.casefold())
                found[task.id] = (Need(need),) if need else ()
        return found

    def kept(self, *, of_sheet: bool) -> Mapping[str, tuple[Need, ...]]:
        """What is followed, by task: as people mean it, or as the workbook's formulas do."""
        if not of_sheet:
            return self.network.meant.kept
        return self.network.of_sheet.kept if self.live else self.fixed

    def alike(self, lines: Sequence[TaskState]) -> bool:
        """Whether the formulas follow all of it as people mean it."""
        if self.live:
            return self.network.meant.kept == self.network.of_sheet.kept
        added = any(line.task.placement == "free" for line in lines)
        return not added and self.network.meant.kept == self.fixed

    def applied(
        self, line: TaskState, kept: Mapping[str, tuple[Need, ...]], *, of_sheet: bool
    ) -> TaskState:
        """A line with what its task waits for, and as its parts make it."""
        snag = self.network.snag(line.task.id, self.lang) if self.live else ""
        task = as_part(
            replace(line.task, needs=kept[line.task.id]), self.parts_in(of_sheet=of_sheet)
        )
        line = replace(line, task=task, snag=snag)
        if not task.split:
            return line
        # what stands there is said of its parts
        return replace(line, status=TODO, progress=0.0, actual_end=None, heard=())

    def passed(self, task: Task, kept: Mapping[str, tuple[Need, ...]], *, of_sheet: bool) -> Task:
        """A task whose row is gone."""
        task = as_part(replace(task, needs=kept[task.id]), self.parts_in(of_sheet=of_sheet))
        return replace(task, deleted=True)

    def doubts(self, lines: Sequence[TaskState]) -> Iterator[Doubt]:
        """Everything that sync cannot follow, or that the workbook's own formulas do not."""
        for line in lines:
            yield from self._doubts(line.task.id)

    def _doubts(self, task: str) -> Iterator[Doubt]:
        text, where, title = self.typed[task][:3]

        def doubt(why: Why, it: str, kept: str = "") -> Doubt:
            return Doubt("unreadable", where, task, title, "needs", it, why, kept)

        cell, meant = self.network.cells[task], self.network.meant
        unparted: tuple[tuple[Why, frozenset[str]], ...] = (
            ("no_parent", self.parts.no_task),
            ("too_deep", self.parts.too_deep),
        )
        for why, wrong in unparted:
            if task in wrong:
                at, it = self.typed[task].parent_where, self._named[task]
                yield Doubt("unreadable", at, task, title, "parent", it, why)
        if task in self.network.beside:
            yield doubt("split_needs", self.network.beside[task])
        for entry in cell.entries:
            if entry is not None and entry.need is None:
                yield doubt("no_task" if entry.why == "no_task" else "need_unread", entry.text)
        if task in meant.circle:
            yield doubt("circle", next(n.id for n in cell.needs if n.id in meant.circle))
        elif task in meant.left_out:
            yield doubt("later", meant.left_out[task][0].id)
        if not self.live:
            fixed = self.parts_in(of_sheet=True).parents.get(task, "")
            if self.parts.parents.get(task, "") != fixed:
                at = self.typed[task].parent_where
                it = self._named[task] or "—"
                yield Doubt("unreadable", at, task, title, "parent", it, "fixed", fixed)
            if meant.kept[task] != self.fixed[task]:
                yield doubt("fixed", text or "—", needs_text(self.fixed[task], self.lang))
            return
        if cell.crowded:
            yield doubt("many", text, str(cell.room))
        left = [need for need in self.network.of_sheet.left_out.get(task, ())
                if need in meant.kept[task]]  # fmt: skip
        if left:
            yield doubt("later", left[0].id)
