"""What a file promises a Google sheet promises too: one suite, the same edits, the same answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import pytest
from openpyxl.utils import get_column_letter

from retrosheet.language import LANGS, Lang
from retrosheet.sync.reading import read_snapshot
from tests.contract.places import GooglePlace, Place, XlsxPlace, workbook
from tests.thorough import THOROUGH

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from retrosheet.workbook.tables import Table, Value
    from tests.google.fake.google import FakeGoogle

CALM, LATE = dt.date(2027, 2, 2), dt.date(2027, 3, 8)


class Both(NamedTuple):
    """The same campaign as a file and as a Google sheet."""

    file: Place
    sheet: Place

    def do(self, edit: Callable[[Place], object]) -> None:
        for place in self:
            with place.at_one_sitting():
                edit(place)


def places(google: FakeGoogle, folder: Path, lang: Lang) -> Both:
    book = workbook(lang)
    return Both(XlsxPlace(folder / "plan.xlsx", book, lang), GooglePlace(google, lang))


@pytest.fixture
def both(google: FakeGoogle, tmp_path: Path) -> Both:
    return places(google, tmp_path, "en")


Seen = tuple[str, int, int, list[list[tuple["Value", bool, str]]]]


def seen(tables: Mapping[str, Table]) -> dict[str, Seen]:
    """What each table holds, but for the text of its formulas, which each place spells its way."""
    return {
        name: (
            table.title,
            table.row,
            table.column,
            [[(cell.value, bool(cell.formula), cell.error) for cell in row] for row in table.rows],
        )
        for name, table in tables.items()
    }


# In English the updates compare all tables, too (test_update_both).
@pytest.mark.parametrize("lang", LANGS if THOROUGH else ("fr",))
def test_the_same_tables_and_the_same_snapshot(
    google: FakeGoogle, tmp_path: Path, lang: Lang
) -> None:
    """A new campaign reads the same, cell for cell, calculated by Google or brought by the file."""
    google.today = dt.date(2027, 2, 1)
    file, sheet = places(google, tmp_path, lang)
    ours, theirs = file.tables(), sheet.tables()
    assert seen(ours) == seen(theirs)
    assert read_snapshot(ours, lang) == read_snapshot(theirs, lang)


def nothing(_place: Place) -> None:
    """Nobody does anything: in the normal run it is a dry run that finds the same in both."""


def odd_spellings(place: Place) -> None:
    place.put("PRE1", "status", "fait ✔")
    place.put("PRE2", "status", "IN PROGRESS ")
    place.put("PRE2", "progress", "50 %")
    place.put("PRE3", "status", "blocked")
    place.put("PRE4", "status", "ça roule")


def imposed_dates(place: Place) -> None:
    place.put("PRE2", "imposed", 46450.0)
    place.put("PRE3", "imposed", "12 March 2027")
    place.put("PRE4", "imposed", "soon")
    place.put("EVE1", "actual_end", "8 March 2027")


def ticked(place: Place) -> None:
    place.put("PRE1", "status", True)
    place.put("PRE2", "duration", 4.0)


def inserted_row(place: Place) -> None:
    place.insert(place.row("PRE3"))


def row_of_their_own(place: Place) -> None:
    """A task is typed into a row that a person inserted, without an ID."""
    row = place.row("PRE3")
    place.insert(row)
    letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place.column("title")]
    place.set(f"{place.plan().title}!{letter}{row + 1}", "Call the mayor")


def deleted_row(place: Place) -> None:
    place.delete(place.row("PRE2"))


def sorted_rows(place: Place) -> None:
    place.sort("title")


def duplicated_row(place: Place) -> None:
    place.put("PRE3", "status", "In progress")
    place.duplicate(place.row("PRE3"))


def typed_over_a_date(place: Place) -> None:
    place.put("PRE3", "due", 46451.0)


def nonsense(place: Place) -> None:
    place.put("PRE1", "duration", -3.0)
    place.put("PRE2", "margin", 99999.0)
    place.put("PRE3", "progress", 1.1)
    place.put("PRE4", "title", None)
    place.put("EVE1", "owner", "Nadia & Paul")
    place.put("EVE1", "needs", "PRE1")


def text_outside(place: Place) -> None:
    """A task below the plan, a note behind the Gantt, a closure below its list."""
    tables = place.tables()
    for name, row, column in (("rs_page_plan", -150, 1), ("rs_beside", 14, 1)):
        table = tables[name]
        at = table.row + (row if row > 0 else table.height + row)
        letter = get_column_letter(table.column + column + 1)
        place.set(f"{table.title}!{letter}{at + 1}", "Call the mayor")
    closures = tables["rs_closures"]
    letter = get_column_letter(closures.column + 1)
    place.set(f"{closures.title}!{letter}{closures.row + closures.height + 3}", 46450.0)


def odd_settings(place: Place) -> None:
    tables = place.tables()
    launch, closures = (tables[name] for name in ("rs_launch", "rs_closures"))
    place.set(f"{launch.title}!{get_column_letter(launch.column + 1)}{launch.row + 1}", 48660.0)
    for column, day in enumerate((46460.0, 46450.0)):
        letter = get_column_letter(closures.column + column + 1)
        place.set(f"{closures.title}!{letter}{closures.row + 2}", day)


def renamed_tabs(place: Place) -> None:
    place.rename("Plan", "Le plan d’Ada")


def moved_columns(place: Place) -> None:
    place.move_column("status", "title")


def all_at_once(place: Place) -> None:
    odd_spellings(place)
    place.sort("title")
    place.rename("Plan", "Plan 2027")
    place.delete(place.row("PRE1"))
    place.insert(place.row("EVE1"))
    place.duplicate(place.row("PRE4"))


Edit = Callable[[Place], None]

# What two edits find does not hide what each of them finds: they name other rows and cells.
TOGETHER: tuple[tuple[Edit, ...], ...] = (
    (imposed_dates, ticked, text_outside),
    (typed_over_a_date, row_of_their_own, odd_settings, renamed_tabs),
    (nonsense, duplicated_row, moved_columns),
    (sorted_rows, inserted_row, deleted_row),
    (all_at_once,),
)
ALONE = tuple(
    (edit,) for edit in (nothing, odd_spellings, *(one for some in TOGETHER for one in some))
)


@pytest.mark.parametrize(
    "edits",
    ALONE + TOGETHER if THOROUGH else TOGETHER,
    ids=lambda edits: "-".join(edit.__name__ for edit in edits),
)
def test_the_same_findings_and_the_same_flags(both: Both, edits: tuple[Edit, ...]) -> None:
    """Whatever people do: equal findings, cells and all; then every row says the same; then a
    second sync has nothing to write."""
    both.do(lambda place: [edit(place) for edit in edits])
    file, sheet = (place.sync(LATE) for place in both)
    assert file.findings == sheet.findings
    assert file.wrote
    assert sheet.wrote
    assert both.file.shows() == both.sheet.shows()
    ours, theirs = (seen(place.tables()) for place in both)
    for name in ("rs_sync", "rs_sync_summary", "rs_sync_log"):
        assert ours[name] == theirs[name]
    before = [place.state() for place in both]
    again = [place.sync(LATE) for place in both]
    assert [(done.wrote, done.changes.cells) for done in again] == [(False, ())] * 2
    assert [place.state() for place in both] == before


def test_a_dry_run_writes_nothing_and_says_the_same(both: Both) -> None:
    """Of its own tab both would write the same cells; only a file has values of formulas to
    write besides."""
    before = [place.state() for place in both]
    file, sheet = (place.sync(LATE, dry_run=True) for place in both)
    assert [place.state() for place in both] == before
    assert (file.wrote, sheet.wrote) == (False, False)
    assert file.findings == sheet.findings
    own = tuple(cell for cell in file.changes.cells if cell.place.title == "_sync")
    assert own == sheet.changes.cells
    assert len(own) > 10
    assert len(file.changes.cells) > len(own)


def test_the_day_after_is_news_in_both(both: Both) -> None:
    """What changed since the last sync is told alike, from what the tab remembers."""
    both.do(lambda place: place.put("PRE1", "status", "Done"))
    first = [place.sync(CALM) for place in both]
    both.do(lambda place: place.put("PRE2", "status", "In progress"))
    second = [place.sync(LATE) for place in both]
    assert first[0].findings == first[1].findings
    assert second[0].findings == second[1].findings
    assert second[0].findings.changes
    assert second[0].findings.before.synced == CALM
