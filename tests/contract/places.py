"""One campaign in both places where a workbook can lie, and a person who edits it there.

The file is edited as another program would save it: cells move with their rows, names follow, and
no formula keeps a value. The Google sheet is the fake's, edited by the fake's person.
"""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from contextlib import contextmanager, nullcontext
from copy import copy
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries

from retrosheet import layout
from retrosheet.archetype.load import load
from retrosheet.campaign import Options, plan
from retrosheet.cli.places.file import File
from retrosheet.cli.places.google import GoogleSheet
from retrosheet.cli.places.synced import PlanPlace, Synced, synced_at
from retrosheet.google.drawing.creating import Made, Telling, create
from retrosheet.google.signing_in import credentials as sign_in
from retrosheet.google.signing_in.sources import chosen
from retrosheet.google.speaking.transport import Transport
from retrosheet.schedule import compute
from retrosheet.workbook.tables import Cell, Table
from retrosheet.xlsx.read import read
from retrosheet.xlsx.write import render
from tests.cli.conftest import EVENING
from tests.google.fake.engine import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager

    from retrosheet.language import Lang
    from retrosheet.workbook.model import Workbook
    from retrosheet.workbook.tables import Value
    from tests.google.fake.google import FakeGoogle
    from tests.google.fake.state import Spreadsheet

LAUNCH = dt.date(2027, 3, 19)
MADE_ON = dt.date(2027, 2, 1)
FINISH = "retrosheet new evening --google --into {url}"


TINY = """\
format: 1
title: "Concert"
summary: "One evening."
roles:
  lead: "Lead"
phases:
  - id: concert
    title: "Concert"
    tasks:
      - id: C1
        title: "Play"
        owner: lead
        kind: milestone
        due: J
"""


@cache
def workbook(lang: Lang, text: str = EVENING, **options: Any) -> Workbook:
    """The evening of the command line's tests: eight tasks until 19 March 2027; or another one."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "evening.yaml"
        path.write_text(text, encoding="utf-8")
        archetype = load(path, lang)
    campaign = plan(archetype, Options(LAUNCH, lang, **options))
    return layout.build(campaign, compute(campaign), MADE_ON)


@cache
def file_of(lang: Lang) -> bytes:
    """The same as an .xlsx file."""
    return render(workbook(lang))


def connection(
    lang: Lang = "en", *, drive: bool = False, sleep: Callable[[float], None] = lambda _: None
) -> Transport:
    """A connection to the fake that the environment names; it never really waits."""
    scopes = (sign_in.SHEETS, sign_in.DRIVE) if drive else (sign_in.SHEETS,)
    made = sign_in.from_source(chosen(lang), scopes, lang)
    return Transport(made, lang, sleep=sleep, rng=lambda: 0.0)


def telling(lang: Lang = "en", left: Callable[[str], None] = print) -> Telling:
    return Telling(lang, FINISH, lambda _number, _of: None, left)


def made_there(google: FakeGoogle, book: Workbook, lang: Lang) -> Made:
    """The workbook as a sheet of the fake, created in the way in which a person's login does."""
    google.allow_creation()
    with connection(lang) as transport:
        return create(transport, book, time_zone="Europe/Paris", folder=None, told=telling(lang))


_LAID: dict[object, Spreadsheet] = {}


def laid_there(google: FakeGoogle, lang: Lang, text: str = EVENING, **options: Any) -> str:
    """A ``workbook`` as a sheet of the fake, created once a test run and copied from then on."""
    key = lang, text, *options.items()
    if key not in _LAID:
        made = made_there(google, workbook(lang, text, **options), lang)
        _LAID[key] = google.service.books[made.id].copied()
    copy_of_it = _LAID[key].copied()
    copy_of_it.id = google.service.new_id()
    google.service.books[copy_of_it.id] = copy_of_it
    return copy_of_it.id


class Place(ABC):
    """A workbook and a person; rows of the plan are found by their ID, columns by their key."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang

    @abstractmethod
    def workplace(self) -> PlanPlace: ...

    @abstractmethod
    def set(self, where: str, value: Value) -> None: ...

    @abstractmethod
    def insert(self, row: int) -> None: ...

    @abstractmethod
    def delete(self, row: int) -> None: ...

    @abstractmethod
    def duplicate(self, row: int) -> None: ...

    @abstractmethod
    def sort(self, key: str) -> None: ...

    @abstractmethod
    def rename(self, old: str, new: str) -> None: ...

    @abstractmethod
    def move_column(self, key: str, before: str) -> None: ...

    @abstractmethod
    def shows(self) -> dict[str, Value]:
        """What the alert of each row shows, by the cell's reference."""

    def at_one_sitting(self) -> AbstractContextManager[None]:
        """What is done in it is saved once, when somebody looks or at its end."""
        return nullcontext()

    @abstractmethod
    def state(self) -> object:
        """Equal as long as nobody writes anything."""

    def sync(self, today: dt.date, *, dry_run: bool = False) -> Synced:
        return synced_at(self.workplace(), today, self.lang, dry_run=dry_run, force=True)

    def tables(self) -> Mapping[str, Table]:
        return self.workplace().tables()

    @abstractmethod
    def plan(self) -> Table:
        """The cells under ``rs_plan`` as people typed them; formulas need not be calculated."""

    def column(self, key: str) -> int:
        table = self.plan()
        keys = [cell.value for cell in table.rows[0]]
        return table.column + keys.index(key)

    def row(self, task: str) -> int:
        table = self.plan()
        at = self.column("id") - table.column
        ids = [row[at].value if len(row) > at else None for row in table.rows]
        return table.row + ids.index(task)

    def put(self, task: str, key: str, value: Value) -> None:
        """What a person types into the row of a task."""
        where = f"{get_column_letter(self.column(key) + 1)}{self.row(task) + 1}"
        self.set(f"{self.plan().title}!{where}", value)


class XlsxPlace(Place):
    """An .xlsx file."""

    def __init__(self, path: Path, book: Workbook, lang: Lang) -> None:
        super().__init__(lang)
        self._path = path
        path.write_bytes(file_of(lang) if book is workbook(lang) else render(book))
        self._opened: tuple[bytes, openpyxl.Workbook] | None = None
        self._edited = self._sitting = False
        self._plan: tuple[bytes, Table] | None = None

    @property
    def path(self) -> Path:
        """Where the file lies, with all that the person has done so far."""
        self._save()
        return self._path

    @contextmanager
    def at_one_sitting(self) -> Iterator[None]:
        self._sitting = True
        try:
            yield
        finally:
            self._sitting = False
        self._save()

    def _edit(self) -> None:
        self._edited = True
        if not self._sitting:
            self._save()

    def _save(self) -> None:
        if self._edited:
            assert self._opened is not None
            book = self._opened[1]
            book.save(self._path)
            self._opened = self._path.read_bytes(), book
            self._edited = False

    def workplace(self) -> PlanPlace:
        return File(self.path, self.lang)

    def plan(self) -> Table:
        if not self._edited:
            return self._plan_in_file()
        book = self._open()
        title, left, top, right, bottom = self._area(book)
        rows = book[title].iter_rows(top, bottom, left, right, values_only=True)
        return Table(title, top - 1, left - 1, tuple(tuple(map(_typed, row)) for row in rows))

    def _plan_in_file(self) -> Table:
        content = self._path.read_bytes()
        if self._plan is None or self._plan[0] != content:
            found = read(self._path, ("rs_plan",), self.lang).tables["rs_plan"]
            self._plan = content, found
        return self._plan[1]

    def _open(self) -> openpyxl.Workbook:
        """The file in openpyxl: what was saved last, as long as nobody else has written since."""
        if self._edited:
            assert self._opened is not None
            return self._opened[1]
        content = self._path.read_bytes()
        if self._opened is None or self._opened[0] != content:
            self._opened = content, openpyxl.load_workbook(self._path)
        return self._opened[1]

    def _area(self, book: openpyxl.Workbook) -> tuple[str, int, int, int, int]:
        """The tab of ``rs_plan``, and its first column and row and its last, counted from 1."""
        text = book.defined_names["rs_plan"].attr_text
        assert text is not None
        title, _, area = text.rpartition("!")
        left, top, right, bottom = range_boundaries(area.replace("$", ""))
        assert left is not None
        assert top is not None
        assert right is not None
        assert bottom is not None
        return title.strip("'"), left, top, right, bottom

    def state(self) -> object:
        return self.path.read_bytes()

    def set(self, where: str, value: Value) -> None:
        book = self._open()
        title, _, cell = where.rpartition("!")
        book[title][cell].value = value
        self._edit()

    def insert(self, row: int) -> None:
        self._rows(lambda rows, at: rows.insert(at, [None] * len(rows[0])), row)

    def delete(self, row: int) -> None:
        self._rows(lambda rows, at: rows.pop(at), row)

    def duplicate(self, row: int) -> None:
        self._rows(lambda rows, at: rows.insert(at + 1, list(rows[at])), row)

    def sort(self, key: str) -> None:
        column = self.column(key)
        table = self.plan()
        shown = {
            number: str(cells[column - table.column].value or "")
            for number, cells in enumerate(table.rows)
            if len(cells) > column - table.column
        }

        def sorted_rows(rows: list[list[Any]], _at: int) -> None:
            last = len(rows) - 1
            order = sorted(
                range(2, last), key=lambda row: (not shown.get(row), shown.get(row, "").casefold())
            )
            rows[2:last] = [rows[row] for row in order]

        self._rows(sorted_rows, table.row)

    def rename(self, old: str, new: str) -> None:
        book = self._open()
        book[old].title = new
        for name in book.defined_names.values():
            if name.attr_text and name.attr_text.rpartition("!")[0].strip("'") == old:
                name.attr_text = f"'{new}'!{name.attr_text.rpartition('!')[2]}"
        self._edit()

    def move_column(self, key: str, before: str) -> None:
        table = self.plan()
        at, to = self.column(key) - table.column, self.column(before) - table.column

        def moved(rows: list[list[Any]], _at: int) -> None:
            for row in rows:
                value = row.pop(at)
                row.insert(to if to < at else to - 1, value)

        self._rows(moved, table.row)

    def shows(self) -> dict[str, Value]:
        book = openpyxl.load_workbook(self.path, data_only=True)
        table = self.plan()
        column = self.column("alert") + 1
        sheet = book[table.title]
        found = {}
        for row in range(table.row + 3, table.row + len(table.rows) + 1):
            cell = sheet.cell(row, column)
            found[cell.coordinate] = cell.value or ""
        return {where: value for where, value in found.items() if value}

    def _rows(self, edit: Callable[[list[list[Any]], int], object], row: int) -> None:
        """The rows under ``rs_plan`` changed as lists of contents; the name follows."""
        book = self._open()
        title, left, top, right, bottom = self._area(book)
        sheet = book[title]
        rows = [
            [copy(sheet.cell(number, column).value) for column in range(left, right + 1)]
            for number in range(top, bottom + 1)
        ]
        edit(rows, row - (top - 1))
        for number, cells in enumerate(rows, top):
            for column, value in enumerate(cells, left):
                sheet.cell(number, column).value = value
        new = top + len(rows) - 1
        for number in range(new + 1, bottom + 1):
            for column in range(left, right + 1):
                sheet.cell(number, column).value = None
        letters = get_column_letter(left), get_column_letter(right)
        name = book.defined_names["rs_plan"]
        assert name.attr_text is not None
        tab = name.attr_text.rpartition("!")[0]
        name.attr_text = f"{tab}!${letters[0]}${top}:${letters[1]}${new}"
        self._edit()


def _typed(value: Any) -> Cell:
    """What a person typed; formulas are not calculated, and no day is looked for."""
    formula = isinstance(value, str) and value.startswith("=")
    return Cell(None if formula or isinstance(value, dt.datetime) else value)


class GooglePlace(Place):
    """A sheet of the fake; ``options`` are those of the campaign."""

    def __init__(self, google: FakeGoogle, lang: Lang, **options: Any) -> None:
        super().__init__(lang)
        self.google = google
        self.id = laid_there(google, lang, **options)
        self.person = google.person(self.id)

    def workplace(self) -> PlanPlace:
        return GoogleSheet(connection(self.lang), self.id, self.lang)

    def sync(self, today: dt.date, *, dry_run: bool = False) -> Synced:
        self.google.today = today
        return super().sync(today, dry_run=dry_run)

    def plan(self) -> Table:
        book = self.google.service.books[self.id]
        area = next(item["range"] for item in book.named if item["name"] == "rs_plan")
        sheet, box = book.box(area)
        rows = [
            tuple(
                Cell(plain({k: v for k, v in entered.items() if k != "formulaValue"}))
                for column in range(box.left, box.right)
                for entered in [sheet.cells.get((row, column), {}).get("userEnteredValue", {})]
            )
            for row in range(box.top, box.bottom)
        ]
        return Table(sheet.title, box.top, box.left, tuple(rows))

    def state(self) -> object:
        return self.google.service.books[self.id].changes

    def set(self, where: str, value: Value) -> None:
        self.person.set(where, value)

    def insert(self, row: int) -> None:
        self.person.insert_rows(self.plan().title, row)

    def delete(self, row: int) -> None:
        self.person.delete_rows(self.plan().title, row)

    def duplicate(self, row: int) -> None:
        self.person.duplicate_row(self.plan().title, row)

    def sort(self, key: str) -> None:
        table = self.plan()
        last = table.row + len(table.rows) - 1
        letters = get_column_letter(max(map(len, table.rows)))
        title = table.title.replace("'", "''")
        self.person.sort(f"'{title}'!A{table.row + 3}:{letters}{last}", self.column(key))

    def rename(self, old: str, new: str) -> None:
        self.person.rename_tab(old, new)

    def move_column(self, key: str, before: str) -> None:
        self.person.move_column(self.plan().title, self.column(key), self.column(before))

    def shows(self) -> dict[str, Value]:
        table = self.tables()["rs_plan"]
        column = self.column("alert")
        return {
            f"{get_column_letter(column + 1)}{table.row + row + 1}": cells[
                column - table.column
            ].value
            for row, cells in enumerate(table.rows)
            if row >= 2
            and len(cells) > column - table.column
            and cells[column - table.column].value
        }
