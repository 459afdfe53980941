"""People go on working while their sheet is updated, at the worst of moments.

Nothing that they type is lost or stands in another row, nothing comes twice, and the update is as
if they had done it before.
"""

from __future__ import annotations

import datetime as dt
import random
import time
from typing import TYPE_CHECKING

import pytest
from openpyxl.utils import get_column_letter

from tests.cli.conftest import Answer, evening, run
from tests.contract.places import GooglePlace
from tests.contract.test_update_both import TODAY, better, left_alone
from tests.google.test_interleavings import Somebody
from tests.thorough import tries

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from retrosheet.workbook.tables import Value
    from tests.google.fake.google import FakeGoogle

__all__ = ["better", "evening", "run"]

WRITING = 2
"""The first batch marks and looks, the second writes."""
TASKS = ("PRE1", "PRE2", "PRE3", "PRE4", "EVE1", "EVE2", "EVE3")


@pytest.fixture
def place(google: FakeGoogle) -> GooglePlace:
    google.today = dt.date.fromisoformat(TODAY)
    return with_codes(GooglePlace(google, "en", spare=0))


def with_codes(made: GooglePlace) -> GooglePlace:
    """The same with a column of people's own."""
    own = made.column("comment")
    made.person.insert_columns(made.plan().title, own)
    for task in TASKS:
        letter = get_column_letter(own + 1)
        made.set(f"{made.plan().title}!{letter}{made.row(task) + 1}", f"code of {task}")
    return made


def rows(place: GooglePlace) -> dict[str, list[Value]]:
    """What is typed in each row, by its ID; an ID that is there twice is an error."""
    plan = place.plan()
    at = place.column("id") - plan.column
    found: dict[str, list[Value]] = {}
    for cells in plan.rows[2:-1]:
        row_id = str(cells[at].value or "")
        assert row_id not in found or not row_id, row_id
        if row_id:
            found[row_id] = [cell.value for cell in cells]
    return found


def held(place: GooglePlace, task: str, key: str) -> Value:
    plan = place.plan()
    return rows(place)[task][place.column(key) - plan.column]


def codes(place: GooglePlace) -> None:
    """People's own column is beside the rows that it is about."""
    for task, cells in rows(place).items():
        own = [value for value in cells if str(value or "").startswith("code of ")]
        assert own == ([f"code of {task}"] if task in TASKS else []), task


def updated(place: GooglePlace, run: Callable[..., Answer], *words: str) -> Answer:
    answer = run("update", place.id, "--today", TODAY, *words)
    assert answer.code == 0, answer.err
    return answer


def types(place: GooglePlace) -> None:
    """Once where the update writes, once where it does not."""
    place.put("PRE2", "title", "Draw the poster")
    place.put("PRE3", "comment", "Called the printer")


def inserts(place: GooglePlace) -> None:
    place.insert(place.row("PRE2"))


def sorts(place: GooglePlace) -> None:
    place.sort("title")


@pytest.mark.parametrize(("doing", "posts"), [(types, 4), (inserts, 6), (sorts, 4)])
def test_whoever_works_meanwhile_loses_nothing(
    google: FakeGoogle, place: GooglePlace, better: str, run: Callable[..., Answer],
    doing: Callable[[GooglePlace], None], posts: int,
) -> None:  # fmt: skip
    """Rows that moved: nothing is written, and all is read again. A sort or a word in a cell that
    is written: put right with one request more."""
    before = len(google.calls)
    google.before(f"{place.id}:batchUpdate", lambda: doing(place), nth=WRITING)
    updated(place, run, "--archetype", better)
    assert sum(call.startswith("POST") for call in google.calls[before:]) == posts
    there = rows(place)
    assert {"EVE0", *TASKS} <= there.keys()
    wanted = "Draw the poster" if doing is types else "Design the poster and the cards"
    assert held(place, "PRE2", "title") == wanted
    assert held(place, "PRE4", "duration") == 8
    if doing is types:
        assert held(place, "PRE3", "comment") == "Called the printer"
    codes(place)
    left_alone(google, place)
    if doing is inserts:
        assert not list(google.spreadsheet(place.id).errors())


def test_a_sheet_that_can_no_longer_be_followed_keeps_no_marks(
    google: FakeGoogle, place: GooglePlace, better: str, run: Callable[..., Answer]
) -> None:
    """Somebody types a word as launch day while the rows are marked: it is refused, and clean."""
    launch = place.tables()["rs_launch"]
    cell = f"{launch.title}!{get_column_letter(launch.column + 1)}{launch.row + 1}"
    google.before(f"{place.id}:batchUpdate", lambda: place.set(cell, "soon"))
    answer = run("update", place.id, "--today", TODAY, "--archetype", better)
    assert answer.code == 2
    assert 'launch day "soon" is not a date' in " ".join(answer.err.split())
    left_alone(google, place)


def test_a_row_that_goes_is_not_another_one_when_somebody_sorts(
    google: FakeGoogle, evening: Path, run: Callable[..., Answer]
) -> None:
    """A block left out takes its task out; sorted at that instant, that task goes and no other."""
    google.today = dt.date.fromisoformat(TODAY)
    place = with_codes(GooglePlace(google, "en", spare=0, with_blocks=("press",)))
    assert "PRE5" in rows(place)
    google.before(f"{place.id}:batchUpdate", lambda: place.sort("title"), nth=WRITING)
    updated(place, run, "--without", "press", "--archetype", str(evening))
    assert {*TASKS} <= rows(place).keys()
    assert "PRE5" not in rows(place)
    codes(place)
    left_alone(google, place)


@pytest.mark.parametrize("seed", range(tries(1, 70)))
def test_random_work_meanwhile(
    google: FakeGoogle, place: GooglePlace, better: str, run: Callable[..., Answer], seed: int
) -> None:
    """Every word that somebody typed is there once, in the row of its task."""
    rng = random.Random(seed)
    somebody = Somebody(place, rng)
    words: dict[str, str] = {}

    def meanwhile() -> None:
        for _ in range(rng.randrange(1, 4)):
            rng.choice((somebody.sort, somebody.insert, somebody.move_row, somebody.impose))()
            task = rng.choice(TASKS)
            words[task] = f"word {seed} of {task}"
            place.put(task, "comment", words[task])

    google.quota = False
    google.before(f"{place.id}:batchUpdate", meanwhile, nth=rng.choice((1, WRITING)))
    updated(place, run, "--archetype", better)
    there = rows(place)
    assert {"EVE0", *TASKS} <= there.keys()
    for task, word in words.items():
        assert held(place, task, "comment") == word
    assert held(place, "PRE2", "title") == "Design the poster and the cards"
    codes(place)
    left_alone(google, place)


@pytest.mark.parametrize("loss", ["drop", "drop_after_commit"])
def test_a_lost_connection_writes_once_or_not_at_all(
    google: FakeGoogle, place: GooglePlace, better: str, run: Callable[..., Answer], loss: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Whether the batch was carried out is looked up by its mark before it is sent again."""
    monkeypatch.setattr(time, "sleep", lambda _seconds: None)
    google.fault(path=f"{place.id}:batchUpdate", nth=WRITING, **{loss: True})
    updated(place, run, "--archetype", better)
    assert list(rows(place)).count("EVE0") == 1
    assert held(place, "PRE2", "title") == "Design the poster and the cards"
    codes(place)
    left_alone(google, place)


def test_a_sheet_that_may_only_be_read_is_refused_before_anything_is_written(
    google: FakeGoogle, place: GooglePlace, better: str, run: Callable[..., Answer]
) -> None:
    """The refusal says which right is missing; a dry run needs none."""
    book = google.service.books[place.id]
    book.roles = dict.fromkeys(book.roles, "reader")
    before = book.changes
    answer = run("update", place.id, "--today", TODAY, "--archetype", better)
    assert (answer.code, book.changes) == (3, before)
    assert "Editor" in answer.err or "editor" in answer.err
    dry = run("update", place.id, "--today", TODAY, "--archetype", better, "--dry-run")
    assert (dry.code, book.changes) == (0, before)
    assert "Nothing was written" in dry.out
