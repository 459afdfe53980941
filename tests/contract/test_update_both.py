"""A file and a Google sheet of the same plan, updated: the same is said, and the same is there."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from openpyxl.utils import get_column_letter

from retrosheet.update.reading import NAMES
from tests.cli.conftest import EVENING, Answer, run
from tests.contract.places import TINY, GooglePlace, Place, XlsxPlace, workbook
from tests.contract.test_both_places import Both, seen
from tests.thorough import THOROUGH

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from retrosheet.workbook.tables import Table
    from tests.google.fake.google import FakeGoogle

__all__ = ["run"]

TODAY = "2027-02-01"
BETTER = (
    EVENING.replace("Design the poster", "Design the poster and the cards")
    .replace("duration: 6d\n        due: J-20", "duration: 8d\n        due: J-20")
    .replace(
        "      - id: EVE1\n",
        "      - id: EVE0\n"
        '        title: { fr: "Appeler la mairie", en: "Call the town hall" }\n'
        "        owner: lead\n        due: J-15\n"
        "      - id: EVE1\n",
    )
)
"""The evening, in which a title and a length are others, and a task has come."""


@pytest.fixture
def better(tmp_path: Path) -> str:
    path = tmp_path / "better.yaml"
    path.write_text(BETTER, encoding="utf-8")
    return str(path)


def tables(place: Place) -> dict[str, Table]:
    """All that an update looks at."""
    found = dict(place.tables())
    names = [name for name in NAMES if name not in found]
    return found | dict(place.workplace().more(names))


def typed(place: Place) -> None:
    """A task on a spare line, a person who is not in the team, other needs, a row deleted."""
    line = place.plan().rows[place.row("A03") - place.plan().row][place.column("id")].value
    assert line == "A03"
    place.put("A03", "title", "Taste the menu")
    place.put("A03", "needs", "PRE4 + 1d")
    place.put("PRE4", "owner", "Zoé")
    place.put("PRE1", "status", "fait ✔")
    place.put("EVE1", "comment", "Ask for the keys")
    place.put("PRE2", "duration", 4.0)
    place.delete(place.row("EVE3"))


def inserted(place: Place) -> None:
    """A row that has neither ID nor formulas, and rows sorted."""
    row = place.row("PRE3")
    place.insert(row)
    for key, value in (("title", "Call the mayor"), ("duration", 2.0), ("due", 46440.0)):
        letter = get_column_letter(place.column(key) + 1)
        place.set(f"{place.plan().title}!{letter}{row + 1}", value)
    place.put("PRE2", "title", "Draw the poster")


ANOTHER_DAY = ("--launch", "2027-04-16", "--spare", "4")
ANOTHER_FILE = ("archetype", "--with", "press")
UPDATES = (
    (pytest.param(inserted, ANOTHER_DAY, id="day"), pytest.param(inserted, ANOTHER_FILE, id="file"))
    if THOROUGH
    else (pytest.param(inserted, (*ANOTHER_DAY, *ANOTHER_FILE), id="day-and-file"),)
)


@pytest.mark.parametrize(("edit", "options"), [pytest.param(typed, (), id="typed"), *UPDATES])
def test_an_update_says_and_leaves_the_same_in_both_places(
    google: FakeGoogle,
    tmp_path: Path,
    better: str,
    run: Callable[..., Answer],
    edit: Callable[[Place], None],
    options: tuple[str, ...],
) -> None:
    """Every table is equal, what formulas show included; a second run does nothing."""
    google.today = dt.date.fromisoformat(TODAY)
    words = [
        word
        for one in options
        for word in (("--archetype", better) if one == "archetype" else (one,))
    ]
    file = XlsxPlace(tmp_path / "plan.xlsx", workbook("en"), "en")
    sheet = GooglePlace(google, "en")
    Both(file, sheet).do(edit)
    in_file = run("update", str(file.path), "--today", TODAY, *words)
    before = len(google.calls)
    in_sheet = run("update", sheet.id, "--today", TODAY, *words)
    assert (in_file.code, in_sheet.code) == (0, 0), in_sheet.err
    assert told(in_sheet) == told(in_file)
    assert "File > Version history" in " ".join(in_sheet.out.split())
    assert [call.split(" ")[0] for call in google.calls[before:]] == ["GET", "GET", *3 * ["POST"]]
    ours, theirs = seen(tables(file)), seen(tables(sheet))
    assert ours.keys() == theirs.keys()
    for name, table in ours.items():
        assert theirs[name] == table, name
    assert not list(google.spreadsheet(sheet.id).errors())
    left_alone(google, sheet)
    again = run("update", sheet.id, "--today", TODAY, *words)
    assert (again.code, sheet.google.calls[-1].split(" ")[0]) == (0, "GET")
    assert "nothing" in again.out


def told(answer: Answer) -> list[str]:
    """What was said, but for where the version before is."""
    return answer.out.split("Updated:")[0].split("\n")


def left_alone(google: FakeGoogle, sheet: GooglePlace) -> None:
    """Nothing is left of how the sheet was written."""
    book = google.service.books[sheet.id]
    assert {item["metadataId"] for item in book.metadata} < set(range(7000, 7100))
    assert "rs_before" not in {item["name"] for item in book.named}
    assert "rs_before" not in {tab.title for tab in book.sheets}


def test_a_tab_deleted_in_a_sheet_stays_deleted(
    google: FakeGoogle, run: Callable[..., Answer]
) -> None:
    """As in a file: it is told once, and comes back when it is asked for."""
    google.today = dt.date.fromisoformat(TODAY)
    sheet = GooglePlace(google, "en", text=TINY)
    before = [tab.title for tab in google.service.books[sheet.id].sheets]
    for title in ("My tasks", "Guide"):
        sheet.person.delete_tab(title)
    answer = run("update", sheet.id, "--today", TODAY, "--launch", "2027-04-16")
    assert answer.code == 0, answer.err
    said = " ".join(answer.out.split())
    for title in ("My tasks", "Guide"):
        assert f'The tab "{title}", which was deleted, stays so' in said
    left = [tab.title for tab in google.service.books[sheet.id].sheets]
    assert left == [title for title in before if title not in ("My tasks", "Guide")]
    assert not list(google.spreadsheet(sheet.id).errors())
    answer = run("update", sheet.id, "--today", TODAY, "--tabs")
    assert answer.code == 0, answer.err
    assert sorted(tab.title for tab in google.service.books[sheet.id].sheets) == sorted(before)
    assert not list(google.spreadsheet(sheet.id).errors())
