"""From a workbook's tables to a Snapshot: forgiving in what it reads, silent about nothing.

What the archetype fixed (needs, units, placement) comes from the engine, which nobody edits; what
people typed comes from the plan and the settings, by column key, wherever they moved it.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from retrosheet.archetype.model import Duration, Need
from retrosheet.calendars import SATURDAY_SUNDAY, Calendar, Closure
from retrosheet.campaign import Task
from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text
from retrosheet.statuses import TODO
from retrosheet.sync import typed
from retrosheet.sync.memory import read_log, read_remembered, read_summary
from retrosheet.sync.snapshot import Doubt, DoubtKind, Line, Snapshot
from retrosheet.sync.tables import EMPTY, Cell, Table, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_T = TypeVar("_T")

NAMES = tuple(
    f"rs_{name}"
    for name in "plan engine scalars sync sync_summary sync_log launch today start weekend"
    " holidays closures statuses team version".split()
)
"""The defined names that a reader must fetch."""
READS_VERSION = 1
_NEEDED = ("rs_plan", "rs_engine", "rs_launch", "rs_sync")
_COMPUTED = ("start", "due")

_NOT_OURS = Text(
    "Ce classeur n’est pas un rétroplanning de retrosheet, ou ses noms ont été supprimés "
    "({missing}). Pour en créer un : retrosheet new.",
    "This workbook is not a plan made by retrosheet, or its names were deleted ({missing}). To "
    "make one: retrosheet new.",
)
_NEWER = Text(
    "Ce classeur vient d’une version plus récente de retrosheet (format {found}, ici {known}). "
    "Mettez retrosheet à jour : pip install --upgrade retrosheet.",
    "This workbook was made by a newer retrosheet (format {found}, this one reads {known}). "
    "Upgrade it: pip install --upgrade retrosheet.",
)
_NO_KEYS = Text(
    "{where} : la ligne cachée des clés de colonnes est abîmée (il manque {missing}). "
    "Rétablissez-la depuis une copie du classeur.",
    "{where}: the hidden row of column keys is damaged ({missing} missing). Restore it from a "
    "copy of the workbook.",
)
_NO_LAUNCH = Text(
    "{where} : le jour J « {typed} » n’est pas une date. Tapez-la dans les réglages, par exemple "
    "15/03/2027.",
    "{where}: launch day {typed!r} is not a date. Type one in the settings, for example "
    "2027-03-15.",
)


def read_snapshot(tables: Mapping[str, Table]) -> Snapshot:
    """The snapshot of a workbook. Raises InvalidInput where it is not one that we can follow."""
    lang = _lang(tables)
    missing = [name for name in _NEEDED if name not in tables]
    if missing:
        raise InvalidInput(_NOT_OURS.to(lang).format(missing=", ".join(missing)))
    version = _number(_first(tables, "rs_version"))
    if version is not None and version > READS_VERSION:
        raise InvalidInput(_NEWER.to(lang).format(found=int(version), known=READS_VERSION))
    return _Reading(tables, lang).snapshot()


def _lang(tables: Mapping[str, Table]) -> Lang:
    return "fr" if _scalars(tables).get("lang") == "fr" else "en"


def _scalars(tables: Mapping[str, Table]) -> dict[str, Value]:
    table = tables.get("rs_scalars")
    rows = table.rows if table else ()
    return {
        str(row[0].value): row[1].value
        for row in rows
        if len(row) > 1 and row[0].value is not None and row[1].value is not None
    }


def _first(tables: Mapping[str, Table], name: str) -> Cell:
    table = tables.get(name)
    return table.cell(0, 0) if table else EMPTY


def _blank(cell: Cell) -> bool:
    return not cell.error and (cell.value is None or str(cell.value).strip() == "")


def _number(cell: Cell) -> float | None:
    return None if _blank(cell) or cell.value is None else typed.number(cell.value)


def _shown(cell: Cell) -> str:
    value = cell.error or ("" if cell.value is None else cell.value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


class _Header:
    """Where each key of a table's first row stands."""

    def __init__(self, table: Table) -> None:
        self.table = table
        keys = table.rows[0] if table.rows else ()
        self.at = {
            str(cell.value): column
            for column, cell in reversed(list(enumerate(keys)))
            if isinstance(cell.value, str) and cell.value
        }

    def cell(self, row: int, key: str) -> Cell:
        column = self.at.get(key)
        return EMPTY if column is None else self.table.cell(row, column)

    def where(self, row: int, key: str) -> str:
        return self.table.where(row, self.at.get(key, 0))


@dataclass
class _Reading:
    tables: Mapping[str, Table]
    lang: Lang
    doubts: list[Doubt] = field(default_factory=list)

    def snapshot(self) -> Snapshot:
        plan, engine = _Header(self.tables["rs_plan"]), _Header(self.tables["rs_engine"])
        lacking = [key for key in ("id", "title", "status") if key not in plan.at]
        if lacking:
            raise InvalidInput(
                _NO_KEYS.to(self.lang).format(
                    where=self.tables["rs_plan"].where(0, 0), missing=", ".join(lacking)
                )
            )
        launch = self._launch()
        scalars = _scalars(self.tables)
        known = {task.id.casefold(): task for task in self._known(engine)}
        lines = list(self._lines(plan, known, launch))
        found = {line.task.id for line in lines}
        deleted = tuple(
            replace(task, deleted=True)
            for task in known.values()
            if task.id not in found and task.placement != "free"
        )
        self.doubts.extend(
            Doubt("vanished", plan.table.title, task.id, task.title, "id", "") for task in deleted
        )
        today = _first(self.tables, "rs_today")
        frozen = None if today.formula else self._date(today, launch)
        soon = scalars.get("soon_days")
        sync = self.tables["rs_sync"]
        return Snapshot(
            lang=self.lang,
            archetype=str(scalars.get("archetype", "")),
            plan_title=plan.table.title,
            sync_title=sync.title,
            launch=launch,
            today=frozen,
            start=self._setting_date("rs_start", launch),
            soon_days=int(soon) if isinstance(soon, float) else 7,
            calendar=self._calendar(launch),
            lines=tuple(lines),
            deleted=deleted,
            doubts=tuple(self.doubts),
            remembered=read_remembered(sync),
            summary=read_summary(self.tables.get("rs_sync_summary")),
            log=read_log(self.tables.get("rs_sync_log")),
        )

    # settings

    def _date(self, cell: Cell, near: dt.date) -> dt.date | None:
        return (
            None if _blank(cell) or cell.value is None else typed.date(cell.value, self.lang, near)
        )

    def _launch(self) -> dt.date:
        cell = _first(self.tables, "rs_launch")
        found = self._date(cell, dt.date(2027, 1, 1))
        if found is None:
            where = self.tables["rs_launch"].where(0, 0)
            raise InvalidInput(_NO_LAUNCH.to(self.lang).format(where=where, typed=_shown(cell)))
        return found

    def _setting_date(self, name: str, near: dt.date) -> dt.date | None:
        cell = _first(self.tables, name)
        found = self._date(cell, near)
        if found is None and not _blank(cell):
            self._doubt("unreadable", self.tables[name].where(0, 0), "start_setting", cell)
        return found

    def _calendar(self, launch: dt.date) -> Calendar:
        days: set[dt.date] = set()
        for row, cells in self._listed("rs_holidays"):
            day = self._date(cells[0], launch)
            if day is not None:
                days.add(day)
            elif not _blank(cells[0]):
                where = self.tables["rs_holidays"].where(row, 0)
                self._doubt("unreadable", where, "holidays", cells[0])
        for row, cells in self._listed("rs_closures"):
            first = self._date(cells[0], launch)
            last = self._date(cells[1], launch) if len(cells) > 1 else None
            if first is not None:
                days.update(Closure(first, last or first).days()[:400])
            elif not _blank(cells[0]):
                where = self.tables["rs_closures"].where(row, 0)
                self._doubt("unreadable", where, "closures", cells[0])
        return Calendar(self._weekend(), frozenset(days))

    def _listed(self, name: str) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """The entries of a list, below its header."""
        table = self.tables.get(name)
        for row, cells in enumerate(table.rows[1:] if table else (), 1):
            if cells:
                yield row, cells

    def _weekend(self) -> str:
        cell = _first(self.tables, "rs_weekend")
        mask = ("0000000" + _shown(cell))[-7:] if not _blank(cell) else SATURDAY_SUNDAY
        usable = set(mask) <= {"0", "1"} and "0" in mask
        return mask if usable else SATURDAY_SUNDAY

    # the engine's fixed facts

    def _known(self, engine: _Header) -> Iterator[Task]:
        for row in range(1, len(engine.table.rows)):
            cells = {key: engine.cell(row, key).value for key in engine.at}
            if not cells.get("id"):
                continue
            placement = str(cells.get("placement"))
            kind = str(cells.get("kind"))
            yield Task(
                id=_shown(Cell(cells["id"])),
                phase=0,
                title="",
                role="",
                kind=kind if kind in ("milestone", "meeting") else "task",  # type: ignore[arg-type]
                calendar_days=bool(cells.get("calendar_days")),
                any_day=bool(cells.get("any_day")),
                incompressible=bool(cells.get("incompressible")),
                needs=_needs(str(cells.get("needs") or "")),
                placement=placement if placement in ("soon", "free") else "late",  # type: ignore[arg-type]
                after_launch=bool(cells.get("after_launch")),
                drives_launch=bool(cells.get("drives_launch")),
                duration=int(_as_float(cells.get("planned_duration"), 1)),
                margin=int(_as_float(cells.get("planned_margin"), 0)),
            )

    # the plan

    def _lines(self, plan: _Header, known: Mapping[str, Task], launch: dt.date) -> Iterator[Line]:
        seen: set[str] = set()
        last = len(plan.table.rows) - 1
        own_words = self._own_words()
        typed_over: list[Doubt] = []
        computed = 0
        core = {task.id for task in known.values() if task.placement != "free"}
        for row in range(2, len(plan.table.rows)):
            task_id, title = _shown(plan.cell(row, "id")), _shown(plan.cell(row, "title"))
            task = known.get(task_id.casefold())
            if task is None:
                if title and row != last:
                    self._doubt("missing_id", plan.where(row, "id"), "id",
                                plan.cell(row, "id"), task_id, title)  # fmt: skip
                continue
            if task.placement == "free" and not title:
                continue
            if task.id in seen:
                where = plan.where(row, "id")
                self._doubt("duplicate_id", where, "id", plan.cell(row, "id"), task.id, title)
                continue
            seen.add(task.id)
            for key in _COMPUTED:
                cell = plan.cell(row, key)
                computed += bool(cell.formula)
                if not cell.formula and not _blank(cell):
                    where = plan.where(row, key)
                    typed_over.append(
                        Doubt("unreadable", where, task.id, title, key, self._as_typed(key, cell))
                    )
            yield self._line(plan, row, replace(task, title=title), launch, own_words, core)
        # where the program that saved the file kept no formula at all, nobody typed over them
        self.doubts.extend(typed_over if computed else ())

    def _line(
        self, plan: _Header, row: int, task: Task, launch: dt.date, own_words: dict[str, int],
        core: set[str],
    ) -> Line:  # fmt: skip
        doubt = _Doubts(self, plan, row, task)
        number = {key: doubt.read(key, typed.number) for key in ("duration", "margin", "offset")}

        def day(value: str | float | bool) -> dt.date | None:
            return typed.date(value, self.lang, launch)

        length, margin, offset = number["duration"], number["margin"], number["offset"]
        task = replace(
            task,
            duration=task.duration if length is None else min(3000, max(0, -int(-length // 1))),
            margin=task.margin if margin is None else min(3000, max(0, -int(-margin // 1))),
            offset=None if offset is None else max(-3000, min(3000, int(offset // 1))),
            imposed=doubt.read("imposed", day),
        )
        if task.placement == "free":
            task = replace(task, needs=doubt.need(core))
        status_cell = plan.cell(row, "status")
        status = (
            TODO if _blank(status_cell)
            else doubt.read("status", lambda value: typed.status(value, own_words))
        )  # fmt: skip
        progress_cell = plan.cell(row, "progress")
        return Line(
            task=task,
            owner=self._owner(plan.cell(row, "owner")),
            status=status,
            progress=0.0 if _blank(progress_cell) else doubt.read("progress", typed.share),
            actual_end=doubt.read("actual_end", day),
            where=plan.where(row, "due"),
            comment=_shown(plan.cell(row, "comment")),
        )

    def _own_words(self) -> dict[str, int]:
        """The words of the settings with their codes."""
        words: dict[str, int] = {}
        for _, cells in self._listed("rs_statuses"):
            code = typed.number(cells[2].value) if len(cells) > 2 and cells[2].value else None
            if code and not _blank(cells[0]):
                words[_shown(cells[0])] = int(code)
        return words

    def _owner(self, cell: Cell) -> str:
        """The owner as shown; found in the team list where the file kept only the formula."""
        if not _blank(cell) or not cell.formula:
            return _shown(cell)
        digits = "".join(char for char in cell.formula.rpartition("!")[2] if char.isdigit())
        table = self.tables.get("rs_team")
        if not digits or table is None:
            return ""
        row = int(digits) - 1 - table.row
        person, role = table.cell(row, 1), table.cell(row, 0)
        return _shown(role if _blank(person) else person)

    def _as_typed(self, key: str, cell: Cell) -> str:
        """What stands in a cell, a serial number in a date column as the date it shows."""
        if isinstance(cell.value, float) and key in ("start", "due", "imposed", "actual_end"):
            day = typed.date(cell.value, self.lang, dt.date(2027, 1, 1))
            return day.isoformat() if day else _shown(cell)
        return _shown(cell)

    def _doubt(
        self, kind: DoubtKind, where: str, column: str, cell: Cell, task_id: str = "",
        title: str = "",
    ) -> None:  # fmt: skip
        self.doubts.append(Doubt(kind, where, task_id, title, column, _shown(cell)))


class _Doubts:
    """Reads the cells of one line, and keeps a doubt for each that it cannot read."""

    def __init__(self, reading: _Reading, plan: _Header, row: int, task: Task) -> None:
        self.reading, self.plan, self.row, self.task = reading, plan, row, task

    def read(self, key: str, parse: Callable[[str | float | bool], _T | None]) -> _T | None:
        cell = self.plan.cell(self.row, key)
        if _blank(cell):
            return None
        found = None if cell.value is None else parse(cell.value)
        if found is None:
            self._keep(key, cell)
        return found

    def need(self, core: set[str]) -> tuple[Need, ...]:
        """What a spare line needs: one task of the archetype, as its formula understands it."""
        cell = self.plan.cell(self.row, "needs")
        if _blank(cell):
            return ()
        wanted = _shown(cell).casefold()
        for task_id in core:
            if task_id.casefold() == wanted:
                return (Need(task_id),)
        self._keep("needs", cell)
        return ()

    def _keep(self, key: str, cell: Cell) -> None:
        self.reading.doubts.append(
            Doubt(
                "unreadable", self.plan.where(self.row, key), self.task.id, self.task.title, key,
                _shown(cell),
            )
        )  # fmt: skip


_NEED = re.compile(r"(?P<id>[^\s+]+)(?:\s*\+\s*(?P<lag>\d+)(?P<unit>cd|d))?")


def _needs(text: str) -> tuple[Need, ...]:
    """The needs as the engine keeps them: CRE2, OBJ1 + 3d."""
    found = []
    for part in text.split(","):
        if match := _NEED.fullmatch(part.strip()):
            lag = int(match["lag"] or 0)
            calendar_days = match["unit"] == "cd"
            found.append(Need(match["id"], Duration(lag, "cd" if calendar_days else "d")))
    return tuple(found)


def _as_float(value: object, otherwise: float) -> float:
    return float(value) if isinstance(value, float | int) else otherwise
