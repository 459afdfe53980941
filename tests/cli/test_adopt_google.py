"""``retrosheet adopt URL``: a hand-made Google sheet is read with one request, fills and all."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from retrosheet.google.document import path_of
from tests.contract.places import TINY, connection, laid_there
from tests.google.conftest import google

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Answer
    from tests.google.fake.google import FakeGoogle

__all__ = ["google"]

_EPOCH = dt.date(1899, 12, 30)
BLUE = {"red": 0.25, "green": 0.5, "blue": 0.75}


def cell(value: object = None, *, painted: bool = False) -> dict[str, Any]:
    """A cell as somebody typed it; a day is a number shown as a date."""
    made: dict[str, Any] = {}
    look: dict[str, Any] = {}
    if isinstance(value, dt.date):
        made["userEnteredValue"] = {"numberValue": (value - _EPOCH).days}
        look["numberFormat"] = {"type": "DATE"}
    elif isinstance(value, str) and value.startswith("="):
        made["userEnteredValue"] = {"formulaValue": value}
    elif value is not None:
        made["userEnteredValue"] = {"stringValue": value}
    if painted:
        look["backgroundColor"] = BLUE
    if look:
        made["userEnteredFormat"] = look
    return made


def typed(google: FakeGoogle, rows: list[list[dict[str, Any]]]) -> str:
    """A sheet of the fake with these rows in its first tab."""
    made = google.blank("Rétroplanning Alba", "fr_FR")
    request = {
        "updateCells": {
            "rows": [{"values": row} for row in rows],
            "fields": "userEnteredValue,userEnteredFormat",
            "start": {"sheetId": 0, "rowIndex": 0, "columnIndex": 0},
        }
    }
    with connection("fr") as transport:
        transport.post(f"{path_of(made)}:batchUpdate", {"requests": [request]}, safe=False)
    google.requests.clear()
    return made


def test_dates_of_a_google_sheet_become_a_living_file(
    run: Callable[..., Answer], google: FakeGoogle
) -> None:
    """One request reads it; the workbook made from it syncs."""
    rows = [
        [cell("Tâche"), cell("Qui"), cell("Échéance")],
        [cell("Brief"), cell("Ana"), cell(dt.date(2027, 1, 11))],
        [cell("Lancement"), cell("Ana"), cell(dt.date(2027, 3, 15))],
    ]
    made = typed(google, rows)
    asked = len(google.calls)
    answer = run("adopt", made, "-o", "alba.xlsx", "--lang", "fr", "--today", "2026-12-01")
    assert answer.code == 0, answer.err
    assert "Jour J : lundi 15 mars 2027 (la tâche « Lancement »)." in answer.out
    assert len(google.calls) - asked == 1
    said = run("sync", "alba.xlsx", "--json", "--today", "2026-12-01")
    assert '"launch": "2027-03-15"' in said.out


def test_painted_weeks_of_a_google_sheet_are_dates(
    run: Callable[..., Answer], google: FakeGoogle
) -> None:
    """Coloured cells under week numbers are whole working weeks."""
    rows = [
        [cell("Campagne 2027")],
        [cell("Tâche"), *(cell(f"S{week}") for week in range(2, 7))],
        [cell("Brief"), cell(painted=True), cell(painted=True)],
        [cell("Visuels"), cell(), cell(), cell(painted=True)],
        [cell("Lancement"), cell(), cell(), cell(), cell(), cell(painted=True)],
    ]
    made = typed(google, rows)
    answer = run("adopt", made, "--dry-run", "--lang", "fr", "--today", "2026-12-01")
    assert answer.code == 0, answer.err
    assert "Brief · À désigner · 2027-01-11 → 2027-01-22" in answer.out
    assert "Visuels · À désigner · 2027-01-25 → 2027-01-29" in answer.out


def test_a_sheet_of_ours_is_refused(run: Callable[..., Answer], google: FakeGoogle) -> None:
    """A sheet that retrosheet made is synced, not adopted."""
    url = f"https://docs.google.com/spreadsheets/d/{laid_there(google, 'en', TINY)}/edit"
    answer = run("adopt", url, "--lang", "fr")
    assert answer.code == 2
    assert "déjà une feuille de retrosheet" in answer.err


@pytest.mark.parametrize("command", ["adopt"])
def test_a_sheet_that_is_not_shared_is_said(
    run: Callable[..., Answer], google: FakeGoogle, command: str
) -> None:
    """Exit code 3, as for every command that may not read."""
    made = google.blank("Privé", "fr_FR", shared_with={})
    assert run(command, made, "--lang", "fr").code == 3
