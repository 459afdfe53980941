"""``retrosheet sync URL``: what the command says of a Google sheet, and what it leaves in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from openpyxl.utils import get_column_letter

from tests.contract.places import GooglePlace
from tests.google.conftest import google
from tests.thorough import tries

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer
    from tests.google.fake.google import FakeGoogle

__all__ = ["google"]

CALM = """\
Open evening · Tuesday 2 February 2027

Launch holds, 10 working days to spare: Friday 19 March 2027.
7 tasks, 0 done. Nothing is late, nothing is at risk.

Marked in "Open evening"
(https://docs.google.com/spreadsheets/d/{id}/edit).
The version before: File > Version history.
"""


@pytest.fixture
def place(google: FakeGoogle) -> GooglePlace:
    """The evening's sheet, made on 1 February 2027."""
    made = GooglePlace(google, "en")
    google.requests.clear()
    return made


def url(place: GooglePlace) -> str:
    return f"https://docs.google.com/spreadsheets/d/{place.id}/edit#gid=2"


def refused(answer: Answer, code: int, *said: str) -> None:
    assert (answer.code, answer.out) == (code, "")
    assert answer.err.startswith("Error: ")
    assert len(answer.err.splitlines()) == 1
    for text in said:
        assert text in answer.err


def test_calm_when_nothing_is_late(run: Callable[..., Answer], place: GooglePlace) -> None:
    """The whole answer of a quiet day, for two requests."""
    answer = run("sync", url(place), "--today=2027-02-02")
    assert answer == (0, CALM.format(id=place.id), "")
    assert len(place.google.calls) == 2


def test_a_second_run_writes_nothing(run: Callable[..., Answer], place: GooglePlace) -> None:
    """One request, and no cell of the sheet changes."""
    run("sync", place.id, "--today=2027-03-08")
    before, asked = place.state(), len(place.google.calls)
    answer = run("sync", place.id, "--today=2027-03-08")
    assert answer.code == 0
    assert answer.out.endswith('\n"Open evening" is up to date: nothing to write.\n')
    assert place.state() == before
    assert len(place.google.calls) - asked == 1


def test_dry_run_says_what_apply_writes(run: Callable[..., Answer], place: GooglePlace) -> None:
    """Nothing is sent but the one reading; the list is what is in the tool's tab afterwards."""
    before = place.state()
    answer = run("sync", place.id, "--today=2027-03-08", "--dry-run")
    assert "would follow by themselves:" in answer.out
    said = json.loads(run("sync", place.id, "--today=2027-03-08", "--dry-run", "--json").out)
    assert place.state() == before
    assert [call.split()[0] for call in place.google.calls] == ["GET", "GET"]
    assert said["wrote"] is False
    done = json.loads(run("sync", place.id, "--today=2027-03-08", "--json").out)
    assert done["wrote"] is True
    assert done["writes"] == said["writes"]
    tab = place.google.spreadsheet(place.id).tab("_sync")
    for write in said["writes"]:
        title, _, cell = write["where"].rpartition("!")
        assert title == "_sync"
        assert (tab.cell(cell).value or "") == (write["after"] or "")


def test_fail_on_and_what_cannot_be_read(run: Callable[..., Answer], place: GooglePlace) -> None:
    """The same exit codes as for a file; tab and cell are named."""
    place.put("PRE4", "status", "ça roule")
    answer = run("sync", place.id, "--today=2027-02-02", "--fail-on=risk", "--by=owner")
    assert answer.code == 1
    letter = get_column_letter(place.column("status") + 1)
    assert f"Plan!{letter}{place.row('PRE4') + 1}" in answer.out


def test_in_french(run: Callable[..., Answer], place: GooglePlace) -> None:
    """Findings, what was marked and where the history is, in French."""
    answer = run("sync", place.id, "--today=2027-03-08", "--lang=fr")
    assert "\n! En retard\n" in answer.out
    assert "Marqué dans « Open evening »" in answer.out
    assert "Fichier > Historique des versions." in answer.out
    answer = run("sync", place.id, "--today=2027-03-08", "--lang=fr")
    assert answer.out.endswith("« Open evening » est à jour : rien à écrire.\n")


def test_verbose_shows_the_requests_on_stderr(
    run: Callable[..., Answer], place: GooglePlace
) -> None:
    """One line a request, and stdout stays JSON."""
    answer = run("sync", place.id, "--today=2027-03-08", "--json", "-v")
    json.loads(answer.out)
    lines = answer.err.splitlines()
    assert [line.split()[0] for line in lines] == ["GET", "POST"]
    assert ":batchUpdate 200" in lines[1]


def test_more_than_half_of_the_tasks_gone(run: Callable[..., Answer], place: GooglePlace) -> None:
    """A sheet that lost most of its tasks is not flagged by mistake; --force goes on."""
    for task in ("PRE1", "PRE2", "PRE3", "PRE4"):
        place.put(task, "id", None)
    before = place.state()
    refused(run("sync", place.id, "--today=2027-02-02"), 2, '"Open evening": 4 of the 7', "--force")
    assert place.state() == before
    assert run("sync", place.id, "--today=2027-02-02", "--force").code == 0


def test_refusals(run: Callable[..., Answer], place: GooglePlace) -> None:
    """Each with what to do; nothing is written."""
    google = place.google
    theirs = google.blank("Budget")
    refused(run("sync", theirs), 2, "not a plan made by retrosheet", "retrosheet new")
    google.make_xlsx(theirs)
    refused(run("sync", theirs), 2, "Save as Google Sheets", "retrosheet sync FILE.xlsx")
    refused(run("sync", "1" + "x" * 43), 3, "does not find", "share")
    private = google.blank("Secret", shared_with={})
    refused(run("sync", private), 3, "no access", "retro@retro-test.iam.gserviceaccount.com")
    google.deny("read only", place.id)
    refused(run("sync", place.id, "--today=2027-03-08"), 3, "Editor")
    assert run("sync", place.id, "--today=2027-03-08", "--dry-run").code == 0
    refused(run("sync", "https://example.com/x"), 2, "not the address of a Google sheet")


def test_without_credentials(
    run: Callable[..., Answer], place: GooglePlace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The command that signs in is named."""
    for name in ("RETROSHEET_CREDENTIALS", "GOOGLE_APPLICATION_CREDENTIALS"):
        monkeypatch.delenv(name)
    for name in ("HOME", "XDG_CONFIG_HOME", "CLOUDSDK_CONFIG"):
        monkeypatch.setenv(name, str(tmp_path))
    refused(run("sync", place.id), 2, "Not signed in to Google", "retrosheet auth login")


def test_a_file_that_is_there_is_a_file(run: Callable[..., Answer], tmp_path: Path) -> None:
    """Whatever its name looks like; nothing is asked of Google."""
    name = "1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms"
    (tmp_path / name).write_text("hello", "utf-8")
    refused(run("sync", name), 2, name)


# What else is a day is judged of the cells alone (test_nothing_lost).
@pytest.mark.parametrize(
    "typed", ["15 March 2027", "03/25/2027", "25/03/2027", "2027-03-25"][: tries(1, 4)]
)
def test_a_launch_day_that_is_text(
    run: Callable[..., Answer], place: GooglePlace, typed: str
) -> None:
    """As another locale leaves it: the cell is named, and none of those that only wait for it."""
    table = place.tables()["rs_launch"]
    cell = f"{get_column_letter(table.column + 1)}{table.row + 1}"
    book = place.google.service.books[place.id]
    sheet = next(sheet for sheet in book.sheets if sheet.title == table.title)
    there = sheet.cells[table.row, table.column]
    sheet.cells[table.row, table.column] = {**there, "userEnteredValue": {"stringValue": typed}}
    book.changes += 1
    answer = run("sync", place.id, "--today=2027-02-02")
    said = " ".join(answer.out.split())
    assert f'{table.title}!{cell}: "{typed}" is a text (launch day)' in said
    assert "Dashboard!" not in said
    assert "Write a date" in said


def test_the_tools_tab_deleted_while_it_works(
    run: Callable[..., Answer], place: GooglePlace
) -> None:
    """Between reading and writing: no mistake of ours, but what happened and the way back."""
    place.google.before(":batchUpdate", lambda: place.person.delete_tab("_sync"))
    refused(run("sync", place.id, "--today=2027-03-08"), 2, '"_sync" was deleted while',
            "File > Version history")  # fmt: skip
    refused(run("sync", place.id, "--today=2027-03-08"), 2, "rs_sync, the hidden tab _sync",
            "File > Version history")  # fmt: skip
