"""People go on working while a sync runs: between its reading and its writing, at random.

Whatever they do there, no flag lands on a wrong row, and no cell of theirs changes. The number of
rounds is small; a thorough run has hundreds.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import random
import re
from typing import TYPE_CHECKING, Any

import pytest

from retrosheet.cli.places.google import GoogleSheet
from retrosheet.cli.places.synced import synced_at
from tests.contract.places import GooglePlace, connection
from tests.google.fake.state import Refused
from tests.thorough import tries

if TYPE_CHECKING:
    from collections.abc import Callable

    from retrosheet.sync.changes import Changes
    from tests.google.fake.google import FakeGoogle
    from tests.google.fake.state import Spreadsheet

ROUNDS = tries(3, 400)
AT_ONCE = 6
STATUSES = ("Done", "fait ✔", "In progress", "Blocked", "what?", "")
TASKS = ("PRE1", "PRE2", "PRE3", "PRE4", "EVE1", "EVE2", "EVE3")


class Somebody:
    """A person who does one thing after the other to the plan, as chance has it."""

    def __init__(self, place: GooglePlace, rng: random.Random) -> None:
        self.place, self.rng = place, rng

    def act(self) -> None:
        doing: Callable[[], None] = self.rng.choice(
            (self.insert, self.delete, self.duplicate, self.sort, self.type, self.type,
             self.impose, self.comment, self.rename, self.move_column, self.move_row)
        )  # fmt: skip
        # Google lets nobody cut a merged cell in two.
        with contextlib.suppress(Refused):
            doing()

    def _row(self) -> int:
        """A row of a task, wherever it is now."""
        table = self.place.plan()
        return table.row + self.rng.randrange(2, min(len(table.rows) - 1, 14))

    def _task(self) -> str | None:
        table = self.place.plan()
        at = self.place.column("id") - table.column
        there = [task for task in TASKS if any(row[at].value == task for row in table.rows)]
        return self.rng.choice(there) if there else None

    def _put(self, key: str, value: str | float) -> None:
        task = self._task()
        if task is not None:
            self.place.put(task, key, value or None)

    def insert(self) -> None:
        self.place.insert(self._row())

    def delete(self) -> None:
        self.place.delete(self._row())

    def duplicate(self) -> None:
        self.place.duplicate(self._row())

    def sort(self) -> None:
        self.place.sort(self.rng.choice(("title", "status", "owner", "phase")))

    def type(self) -> None:
        self._put("status", self.rng.choice(STATUSES))

    def impose(self) -> None:
        self._put("imposed", float(self.rng.randrange(46400, 46470)))

    def comment(self) -> None:
        self._put("comment", "Called the printer")

    def rename(self) -> None:
        title = self.place.plan().title
        self.place.rename(title, f"Plan {self.rng.randrange(1000)} d’Ada")

    def move_column(self) -> None:
        keys = [str(cell.value) for cell in self.place.plan().rows[0] if cell.value]
        key, before = self.rng.sample(keys, 2)
        self.place.move_column(key, before)

    def move_row(self) -> None:
        row, before = self._row(), self._row()
        if before not in (row, row + 1):
            self.place.person.move_rows(self.place.plan().title, row, before)


def contents(book: Spreadsheet) -> list[tuple[str, dict[Any, Any], int, list[Any]]]:
    """Everything on every tab but the tool's own: cells, formats and all, size, rules."""
    return [
        (sheet.title, dict(sheet.cells), sheet.rows, list(sheet.rules))
        for sheet in book.sheets
        if sheet.title != "_sync"
    ]


class Signing(GoogleSheet):
    """Puts each task’s ID into what sync says of it, so that a flag shows whose it is.

    Of a task that the sheet's own formulas call late or at risk they say so instead; where no task
    had anything to be said about, a few rounds went by without any flag to look at.
    """

    def write(self, changes: Changes) -> bool:
        first = changes.writing.rows.index(
            next(r for r in changes.writing.rows if r[:1] == ("id",))
        )
        rows = tuple(
            (row[0], row[1], f"[{row[0]}] {row[2] or ''}", *row[3:])
            if number > first and len(row) > 2 and row[0]
            else row
            for number, row in enumerate(changes.writing.rows)
        )
        return super().write(changes._replace(writing=changes.writing._replace(rows=rows)))


def flags(place: GooglePlace) -> list[tuple[str, str]]:
    """The ID and the alert of each row of the plan, wherever people have put those columns."""
    plan = place.tables()["rs_plan"]
    keys = [cell.value for cell in plan.rows[0]]
    if "id" not in keys or "alert" not in keys:
        return []
    id_at, alert_at = keys.index("id"), keys.index("alert")
    return [
        (str(row[id_at].value or ""), str(row[alert_at].value or ""))
        for row in plan.rows[2:]
        if len(row) > max(id_at, alert_at)
    ]


@pytest.mark.parametrize("first", range(0, ROUNDS, AT_ONCE))
def test_nothing_of_theirs_changes_and_no_flag_is_on_a_wrong_row(
    google: FakeGoogle, first: int
) -> None:
    """Between reading and writing people sort, insert, delete and type as chance has it."""
    place = GooglePlace(google, "en", spare=0)
    original = google.service.books[place.id].copied()
    google.quota = False
    signed = 0
    for number in range(first, min(first + AT_ONCE, ROUNDS)):
        book = google.service.books[place.id]
        book.restore(original.copied())
        rng = random.Random(number)
        somebody = Somebody(place, rng)
        for _ in range(rng.randrange(3)):
            somebody.act()
        today = dt.date(2027, 2, 8) + dt.timedelta(days=rng.randrange(50))
        google.today = today
        after_theirs: list[Any] = []

        def meanwhile(
            somebody: Somebody = somebody, rng: random.Random = rng, book: Spreadsheet = book,
            after_theirs: list[Any] = after_theirs,
        ) -> None:  # fmt: skip
            for _ in range(rng.randrange(1, 4)):
                somebody.act()
            after_theirs.append(contents(book))

        google.faults.waiting.clear()
        google.before(f"{place.id}:batchUpdate", meanwhile)
        with connection() as transport:
            sheet = Signing(transport, place.id, "en")
            done = synced_at(sheet, today, "en", dry_run=False, force=True)
            assert transport.sent == 2, number
        assert done.wrote, number
        assert [contents(book)] == after_theirs, f"a cell of theirs changed in round {number}"
        for task, alert in flags(place):
            whose = re.match(r"\[(.*?)\]", alert)
            if whose:
                signed += 1
                assert whose[1].casefold() == task.casefold(), (number, task, alert)
    assert signed, "no flag was seen"
