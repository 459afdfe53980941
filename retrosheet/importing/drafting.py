"""Rows of a table as the values of an archetype, and what is unsure about them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.model import Archetype, BudgetLine, Phase, Task
from retrosheet.archetype.parts import behind_their_task, needs_of, parts_of
from retrosheet.archetype.terms import Duration
from retrosheet.importing import kept_needs, needs
from retrosheet.importing.amounts import amount
from retrosheet.importing.dates.agreed import Agreed, with_dates_kept
from retrosheet.importing.dates.due import Unreadable
from retrosheet.importing.dates.launching import LAUNCH_ADDED, has_launch, with_launch
from retrosheet.importing.naming import Naming, phase_ids
from retrosheet.importing.people import People
from retrosheet.importing.raw import Remark
from retrosheet.importing.row_tasks import RowTasks
from retrosheet.importing.saying import DateSayings
from retrosheet.importing.words import cut, folded, one_line, unaccented, unmarked
from retrosheet.language import DEFAULT, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrosheet.importing.dates.placing import Dates
    from retrosheet.importing.raw import RawTask

_SIGNED = re.compile(r"[-+] ?\d")


class Draft(NamedTuple):
    """An archetype whose schedule may still move dates of its table.

    ``agreed`` has the row and the dates of each task by its id; nothing for one that was added.
    """

    archetype: Archetype
    agreed: Mapping[str, Agreed]


class Drafting:
    """Turns the tasks of one table into an archetype; gathers doubts and problems.

    For a ``living`` plan, which imposes its agreed dates, all dependencies stay, and notes longer
    than a campaign type's file may have.
    """

    def __init__(self, raws: Sequence[RawTask], dates: Dates, *, living: bool = False) -> None:
        self._living = living
        self.doubts: list[Remark] = []
        self.problems: list[Remark] = []
        self._raws = [raw for raw in raws if self._has_title(raw)]
        self._dates = dates
        self._people = People(raw.text("owner") for raw in self._raws)
        self._drafted = RowTasks(self._people, self.doubts, french=dates.french, living=living)

    def _has_title(self, raw: RawTask) -> bool:
        if unmarked(raw.text("title")).strip():
            return True
        self.problems.append(Remark(raw.place, _NO_TITLE))
        return False

    def archetype(self, title: str, source: str) -> Archetype | None:
        """The archetype; None where something cannot be read, or there is no task."""
        draft = self.draft(title, source)
        if draft is None or self._dates.launch is None:
            return draft and draft.archetype
        archetype, loosened = with_dates_kept(
            draft.archetype, draft.agreed, self._dates.launch, self._dates.calendar
        )
        self.doubts += loosened
        return archetype

    def draft(self, title: str, source: str) -> Draft | None:
        """The archetype as its table says it, whatever its dependencies do to its dates."""
        naming = Naming(self._raws)
        waits, unsure, wrong = needs.resolved(self._raws, naming.ids)
        self.doubts += [*naming.doubts, *unsure]
        self.problems += [*naming.problems, *wrong]
        placings = [self._dates.placing(raw) for raw in self._raws]
        tasks = [
            replace(self._drafted.task(raw, task_id, placing), needs=wait)
            for raw, task_id, placing, wait in zip(
                self._raws, naming.ids, placings, waits, strict=True
            )
        ]
        tasks = self._with_parts(tasks)
        budget = self._budget(tasks)
        self._say_what_is_missing(tasks)
        self.doubts += self._dates.doubts
        self.problems += [*self._dates.problems, *self._dates.launch_problem()]
        if self.problems or not tasks:
            return None
        if not self._living:
            waiting, none = needs_of(tasks), Duration(0, "d")
            waited = [
                replace(
                    task,
                    needs=waiting[task.id],
                    duration=none if raw.split else task.duration,
                )
                for raw, task in zip(self._raws, tasks, strict=True)
            ]
            found, dropped = kept_needs.kept(waited, self._raws)
            # a task that is split waits for its parts, which is said nowhere
            tasks = [
                replace(task, needs=(), duration=Duration(1, "d")) if raw.split else task
                for task, raw in zip(found, self._raws, strict=True)
            ]
            self.doubts += dropped
        phases = self._with_launch(self._phases(tasks))
        archetype = Archetype(
            name="imported",
            path="",
            title=Text.same(title),
            summary=Text("Importé de {source}.", "Imported from {source}.").format(source=source),
            roles=tuple(self._people.roles),
            phases=phases,
            channels=tuple(self._drafted.channels),
            budget=budget,
        )
        agreed = {
            task_id: Agreed(raw, placing.start_date, placing.due_date)
            for task_id, raw, placing in zip(naming.ids, self._raws, placings, strict=True)
        }
        return Draft(archetype, agreed)

    def _with_parts(self, tasks: Sequence[Task]) -> list[Task]:
        """The tasks with those that they are parts of, and what these need said by the parts."""
        ids = {id(raw): task.id for raw, task in zip(self._raws, tasks, strict=True)}
        linked = [
            replace(task, parent=ids[id(raw.parent)]) if id(raw.parent) in ids else task
            for raw, task in zip(self._raws, tasks, strict=True)
        ]
        parts = parts_of(linked)
        apart = [
            replace(
                task,
                needs=tuple(
                    need
                    for need in task.needs
                    if need.id not in {part.id for part in parts.get(task.id, ())}
                ),
            )
            for task in linked
        ]
        waiting = needs_of(apart)
        rows = dict(zip(waiting, self._raws, strict=True))
        for task_id, need_id in kept_needs.closing_circles(waiting, parts):
            self.doubts.append(kept_needs.of_its_whole(rows[task_id], rows[need_id]))
            waiting[task_id] = tuple(n for n in waiting[task_id] if n.id != need_id)
        return [
            replace(task, needs=() if raw.split else waiting[task.id])
            for raw, task in zip(self._raws, apart, strict=True)
        ]

    def _budget(self, tasks: Sequence[Task]) -> tuple[BudgetLine, ...]:
        found: list[BudgetLine] = []
        for raw, task in zip(self._raws, tasks, strict=True):
            cell = raw.cells.get("amount")
            money = amount(cell.value) if cell else None
            if cell is None or money is None:
                continue
            if isinstance(money, Unreadable):
                typed = DateSayings.typed(cell.text)
                self.problems.append(Remark(cell.place, DateSayings.unreadable(money.why), typed))
            elif money:
                phase = cut(one_line(raw.phase)) or _PHASE
                category = Text.same(phase)
                found.append(BudgetLine(task.title, category, money, task.id))
        return tuple(found)

    def _phases(self, tasks: Sequence[Task]) -> tuple[Phase, ...]:
        """The phases in the order in which they first appear, each once."""
        titles: dict[str, str] = {}
        members: dict[str, list[Task]] = {}
        for raw, task in zip(self._raws, tasks, strict=True):
            title = cut(one_line(raw.phase)) or _PHASE
            titles.setdefault(_phase_key(title), title)
            members.setdefault(_phase_key(title), []).append(task)
        ids = phase_ids(list(titles.values()))
        return tuple(
            Phase(phase_id, Text.same(title), behind_their_task(members[key]))
            for phase_id, (key, title) in zip(ids, titles.items(), strict=True)
        )

    def _with_launch(self, phases: tuple[Phase, ...]) -> tuple[Phase, ...]:
        if has_launch(phases):
            return phases
        self.doubts.append(Remark(None, LAUNCH_ADDED))
        return with_launch(phases, self._people.named("")[0])

    def _say_what_is_missing(self, tasks: Sequence[Task]) -> None:
        titles: dict[str, int] = {}
        dated = any(task.due is not None or task.period is not None for task in tasks)
        said_lengths = any(
            name in raw.cells for raw in self._raws for name in ("duration", "start", "end")
        )
        if not said_lengths and any(not task.period for task in tasks):
            self.doubts.append(Remark(None, _NO_LENGTHS))
        for raw, task in zip(self._raws, tasks, strict=True):
            if raw.split:
                continue
            if task.due is None and task.period is None:
                self.doubts.append(Remark(raw.place, _NO_DATE if dated else _NO_DATES))
            if (
                said_lengths
                and task.kind == "task"
                and not task.period
                and not any(name in raw.cells for name in ("duration", "start"))
            ):
                self.doubts.append(Remark(raw.place, _NO_LENGTH))
            first = titles.setdefault(folded(task.title.to(DEFAULT)), raw.place.row)
            if first != raw.place.row:
                self.doubts.append(Remark(raw.place, _same_title(first)))


def _phase_key(title: str) -> str:
    """What two spellings of a phase share; J-7 and J+7 are two."""
    plain = unaccented(title)
    return plain if _SIGNED.search(plain) else folded(title)


def _same_title(row: int) -> Text:
    return Text(
        "même titre qu’à la ligne {row} : les deux sont gardées",
        "the same title as on row {row}: both are kept",
    ).format(row=row)


# The title of a phase whose own is nothing that can be seen.
_PHASE = "Phase"
_NO_TITLE = Text(
    "cette ligne dit quelque chose d’une tâche, mais pas son titre : écrivez-le, ou videz-la.",
    "this row says something about a task, but not its title: write it, or empty the row.",
)
_NO_DATE = Text(
    "pas de date : la tâche est placée aussi tard que possible",
    "no date: the task is placed as late as possible",
)
_NO_DATES = Text(
    "aucune date n’est lue nulle part : toutes les tâches sont placées aussi tard que possible, "
    "juste avant J ; donnez une colonne « Échéance »",
    "no date is read anywhere: all tasks are placed as late as possible, just before launch; give "
    'a column "Due"',
)
_NO_LENGTHS = Text(
    "aucune durée dans ce qui est lu : chaque tâche dure un jour ouvré",
    "no duration in what was read: each task lasts one working day",
)
_NO_LENGTH = Text("pas de durée : un jour ouvré", "no duration: one working day")
