"""A sheet that is created, filled or finished: what is in it then, and what was refused before."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from retrosheet import layout
from retrosheet.archetype import library
from retrosheet.archetype.load import load
from retrosheet.campaign import Options, plan
from retrosheet.errors import InvalidInput, NoAccess
from retrosheet.google import document
from retrosheet.google.drawing.creating import Made, create, fill
from retrosheet.language import Lang
from retrosheet.schedule import compute
from retrosheet.sync.reading import NAMES, read_snapshot
from tests.contract.places import (
    LAUNCH,
    MADE_ON,
    TINY,
    connection,
    laid_there,
    made_there,
    telling,
    workbook,
)
from tests.engines.grid import as_serial
from tests.thorough import THOROUGH
from tests.xlsx.sample import sample

if TYPE_CHECKING:
    from retrosheet.workbook.model import Workbook
    from tests.google.fake.google import FakeGoogle
    from tests.google.fake.looking import FakeSpreadsheet


def of_library(name: str, lang: Lang) -> Workbook:
    campaign = plan(load(library.find(name), lang), Options(LAUNCH, lang, "FR"))
    return layout.build(campaign, compute(campaign), MADE_ON)


def filled(book: Workbook, into: str, lang: Lang = "en") -> Made:
    with connection(lang) as transport:
        return fill(transport, into, book, time_zone="Europe/Paris", told=telling(lang))


def differences(book: Workbook, seen: FakeSpreadsheet) -> list[str]:
    """Where the sheet shows something else than the description says of its formulas."""
    found = []
    for sheet in book.sheets:
        rows = seen.tab(sheet.title).rows()
        for cell in sheet.cells:
            if not cell.formula:
                continue
            wanted = as_serial(cell.value) if isinstance(cell.value, dt.date) else cell.value
            wanted = "" if wanted is None else wanted
            inside = cell.row < len(rows) and cell.column < len(rows[cell.row])
            now = rows[cell.row][cell.column] if inside else ""
            same = now == wanted or (
                isinstance(now, float | int)
                and isinstance(wanted, float | int)
                and abs(now - wanted) < 1e-9
            )
            if not same:
                where = f"{sheet.title}!R{cell.row + 1}C{cell.column + 1}"
                found.append(f"{where}: {cell.formula} is {now!r}, not {wanted!r}")
    return found


@pytest.mark.parametrize(
    ("name", "lang"),
    [("product-launch", "en"), ("event", "fr")] if THOROUGH else [("webinar", "fr")],
)
def test_every_formula_shows_what_the_description_says(
    google: FakeGoogle, name: str, lang: Lang
) -> None:
    """In the reader's own locale, decimal commas and semicolons and all; nothing is an error."""
    google.today = MADE_ON
    book = of_library(name, lang)
    made = made_there(google, book, lang)
    assert made.errors == ()
    seen = google.spreadsheet(made.id)
    assert seen.properties["locale"] == {"fr": "fr_FR", "en": "en_GB"}[lang]
    assert seen.properties["timeZone"] == "Europe/Paris"
    assert seen.properties["title"] == book.title
    assert differences(book, seen)[:10] == []


@pytest.fixture
def evening() -> Workbook:
    return workbook("en", spare=0)


@pytest.fixture
def summer() -> Workbook:
    """A few cells that use everything, for what does not depend on how much there is."""
    return replace(sample(), lang="en", locale="en_GB")


def look(google: FakeGoogle, made: str) -> list[tuple[str, bool, list[list[object]]]]:
    """All that a sheet shows, tab by tab, with whether the tab is hidden."""
    return [
        (tab.title, bool(tab.properties.get("hidden")), [list(row) for row in tab.rows()])
        for tab in google.spreadsheet(made).tabs
    ]


def test_a_filled_sheet_is_like_a_created_one(google: FakeGoogle, summer: Workbook) -> None:
    """A person's blank French sheet: its tab goes, ours come, the title that it had stays."""
    google.today = MADE_ON
    made = made_there(google, summer, "en")
    blank = google.blank("Soirée 2027", "fr_FR")
    assert filled(summer, blank).id == blank
    assert look(google, blank) == look(google, made.id)
    seen = google.spreadsheet(blank)
    assert seen.properties["title"] == "Soirée 2027"
    assert seen.properties["locale"] == "en_GB"
    assert seen.properties["timeZone"] == "Europe/Paris"


def test_an_untitled_sheet_gets_the_campaigns_name(google: FakeGoogle, summer: Workbook) -> None:
    """Nobody is left with an untitled file."""
    blank = google.blank("Untitled spreadsheet")
    filled(summer, blank)
    assert google.spreadsheet(blank).properties["title"] == summer.title


def test_what_is_not_blank_is_not_touched(google: FakeGoogle, summer: Workbook) -> None:
    """The cell is named; not even the locale changes."""
    theirs = google.blank("Budget", "fr_FR")
    google.person(theirs).set("Feuille 1!C7", "Loyer")
    before = google.service.books[theirs].changes
    with pytest.raises(InvalidInput, match=r"not blank \(there is something in Feuille 1!C7\)"):
        filled(summer, theirs)
    assert google.service.books[theirs].changes == before


def test_a_plan_is_not_filled_with_another_one(google: FakeGoogle, summer: Workbook) -> None:
    """What was begun is finished with its own plan or not at all."""
    made = made_there(google, summer, "en")
    before = google.service.books[made.id].changes
    with pytest.raises(InvalidInput, match="begun with another plan"):
        filled(workbook("en", TINY), made.id)
    assert google.service.books[made.id].changes == before


def test_filling_a_finished_sheet_again_changes_no_cell(
    google: FakeGoogle, summer: Workbook
) -> None:
    """People have worked in it since: what they typed stays."""
    google.today = MADE_ON
    blank = google.blank()
    filled(summer, blank)
    plan_title = summer.sheet("plan").title
    google.person(blank).set(f"{plan_title}!F7", "Done")
    before = look(google, blank)
    filled(summer, blank)
    assert look(google, blank) == before


def test_a_service_account_is_told_the_way_of_the_blank_sheet(
    google: FakeGoogle, summer: Workbook
) -> None:
    """It has no Drive: whom to share a sheet with, and the option."""
    with connection() as transport, pytest.raises(NoAccess, match="no Drive of its own") as error:
        create(transport, summer, time_zone="Etc/UTC", folder=None, told=telling())
    assert "retro@retro-test.iam.gserviceaccount.com" in str(error.value)
    assert "--into" in str(error.value)
    assert google.spreadsheets == []


def test_into_a_folder_of_a_shared_drive(google: FakeGoogle, evening: Workbook) -> None:
    """There even a service account may create; the sheet is like any other."""
    google.today = MADE_ON
    folder = google.folder("Campagnes", shared_drive=True)
    with connection(drive=True) as transport:
        made = create(transport, evening, time_zone="Etc/UTC", folder=folder, told=telling())
    assert google.service.books[made.id].parents == [folder]
    assert differences(evening, google.spreadsheet(made.id)) == []


def test_an_uploaded_xlsx_says_what_to_do(google: FakeGoogle) -> None:
    """Sheets shows it, but only a saved copy can be read."""
    theirs = google.blank("plan.xlsx")
    google.make_xlsx(theirs)
    with connection() as transport, pytest.raises(InvalidInput, match="Save as Google Sheets"):
        document.read(transport, theirs, NAMES)


def test_a_name_that_is_missing_costs_two_requests_more(google: FakeGoogle) -> None:
    """Optional ones are done without; without the plan itself there is nothing to follow."""
    made = laid_there(google, "en", spare=0)
    google.person(made).delete_name("rs_closures")
    with connection() as transport:
        found = document.read(transport, made, NAMES)
        assert transport.sent == 3
    assert set(NAMES) - set(found.tables) == {"rs_closures"}
    assert read_snapshot(found.tables).launch == LAUNCH
    google.person(made).delete_name("rs_plan")
    with connection() as transport:
        tables = document.read(transport, made, NAMES).tables
    with pytest.raises(InvalidInput, match=r"rs_plan, the table of the plan, deleted or renamed"):
        read_snapshot(tables)


def test_a_sheet_of_somebody_else_is_none_of_ours(google: FakeGoogle) -> None:
    """Nothing is read from it."""
    theirs = google.blank()
    with connection() as transport:
        assert document.read(transport, theirs, NAMES).tables == {}
