"""``retrosheet calendar``: files that programs take, once and again, without a double."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import threading
from typing import TYPE_CHECKING
from urllib.request import Request, urlopen
from wsgiref.simple_server import WSGIRequestHandler, make_server

import openpyxl
import pytest

from retrosheet.sync.reading import NAMES, read_snapshot
from retrosheet.xlsx.read import read
from tests.cli.test_remind import write_team
from tests.contract.places import XlsxPlace, workbook
from tests.thorough import tries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cli.conftest import Answer

    Run = Callable[..., Answer]

PLAN, TODAY = "plan.xlsx", ("--today", "2027-02-01")


@pytest.fixture
def place(tmp_path: Path) -> XlsxPlace:
    made = XlsxPlace(tmp_path / PLAN, workbook("en"), "en")
    write_team(made.path, ("Nadia", "", ""), ("Karim", "", ""))
    return made


def unfolded(path: Path) -> list[str]:
    return path.read_bytes().decode().replace("\r\n ", "").split("\r\n")


def test_the_same_bytes_and_nothing_written_while_nothing_changes(
    run: Run, place: XlsxPlace, tmp_path: Path
) -> None:
    """On another day, in another language or anew, the calendar stays byte for byte."""
    first = run("calendar", PLAN, "-o", "plan.ics", *TODAY)
    assert first == (0, "plan.ics: 7 events.\n", "")
    content, book = (tmp_path / "plan.ics").read_bytes(), place.path.read_bytes()
    again = run("calendar", PLAN, "-o", "plan.ics", "--today", "2027-02-20", "--lang", "fr")
    assert again == (0, "plan.ics : 7 événements, inchangé.\n", "")
    assert (tmp_path / "plan.ics").read_bytes() == content
    assert place.path.read_bytes() == book
    (tmp_path / "plan.ics").unlink()
    run("calendar", PLAN, "-o", "plan.ics", "--today", "2027-02-20")
    assert (tmp_path / "plan.ics").read_bytes() == content


def test_a_sync_leaves_what_calendars_said(run: Run, place: XlsxPlace) -> None:
    """What was published, and under which identifier, outlives a sync."""
    run("calendar", PLAN, "-o", "plan.ics", *TODAY)
    before = read_snapshot(read(place.path, NAMES, "en").tables)
    assert before.summary.campaign
    assert run("sync", PLAN, "--today", "2027-03-01").code == 0
    after = read_snapshot(read(place.path, NAMES, "en").tables)
    assert (after.entries, after.summary.campaign) == (before.entries, before.summary.campaign)


def test_each_person_s_own_and_milestones(run: Run, place: XlsxPlace, tmp_path: Path) -> None:
    """One file a person, one of milestones alone, one for the owner who is named."""
    answer = run("calendar", PLAN, "--each-owner", "cal", "-o", "m.ics", "--milestones", *TODAY)
    assert answer.code == 0
    assert sorted(path.name for path in (tmp_path / "cal").iterdir()) == ["karim.ics", "nadia.ics"]
    summaries = [line for line in unfolded(tmp_path / "m.ics") if line.startswith("SUMMARY")]
    assert summaries == [
        "SUMMARY:Write the brief of the evening (Nadia)",
        "SUMMARY:◆ Open the doors (Nadia)",
    ]
    assert run("calendar", PLAN, "-o", "karim.ics", "--owner", "KARIM", *TODAY).code == 0
    karim = unfolded(tmp_path / "karim.ics")
    assert "X-WR-CALNAME:Open evening · Karim" in karim
    assert karim.count("BEGIN:VEVENT") == 1
    assert place.path.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((PLAN,), "The output is missing"),
        ((PLAN, "-o", "plan.xlsx"), "give a name that ends in .ics"),
        ((PLAN, "-o", "theirs.ics"), "was not made by retrosheet"),
        ((PLAN, "--each-owner", PLAN), "is not a folder"),
        ((PLAN, "--each-owner", "cal", "--owner", "Nadia"), "--owner chooses what -o shows"),
        ((PLAN, "-o", "x.ics", "--owner", "Karl"), "there are Karim, Nadia"),
    ],
)
def test_refusals(
    run: Run, place: XlsxPlace, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    """A missing or foreign file, two outputs, or a person who is not there is said, and nothing
    written."""
    (tmp_path / "theirs.ics").write_text("BEGIN:VCALENDAR\r\n", encoding="utf-8")
    answer = run("calendar", *words, *TODAY)
    assert (answer.code, answer.out) == (2, "")
    assert said in " ".join(answer.err.split())
    assert place.path.exists()


def test_a_workbook_that_cannot_remember(run: Run, place: XlsxPlace, tmp_path: Path) -> None:
    """Without the table of what was published, no calendar is made that could double events."""
    book = openpyxl.load_workbook(place.path)
    del book.defined_names["rs_entries"]
    book.save(place.path)
    assert run("calendar", PLAN, "-o", "plan.ics", *TODAY).code == 2
    assert not (tmp_path / "plan.ics").exists()


def test_a_closed_workbook_writes_no_calendar(run: Run, place: XlsxPlace, tmp_path: Path) -> None:
    """Without the memory, the next file could not say that it is newer."""
    lock = place.path.with_name(f".~lock.{PLAN}#")
    lock.write_text(",nadia,desk,08.03.2027 09:00,file:///home/nadia;", encoding="utf-8")
    assert run("calendar", PLAN, "-o", "plan.ics", *TODAY).code == 3
    assert not (tmp_path / "plan.ics").exists()


EDITS: tuple[Callable[[XlsxPlace], None], ...] = (
    lambda place: place.put("PRE2", "title", "Draw the poster"),
    lambda place: place.put("PRE2", "duration", 6.0),
    lambda place: place.put("PRE4", "imposed", 46440.0),
    lambda place: place.put("PRE1", "status", "Done"),
    lambda place: place.sort("title"),
    lambda place: place.put("EVE1", "owner", "Karim"),
    lambda place: place.delete(place.row("EVE3")),
    lambda place: place.put("PRE4", "status", "Cancelled"),
    lambda place: place.set("Settings!C7", dt.date(2027, 3, 26)),  # type: ignore[arg-type]
    lambda place: place.put("PRE3", "title", "Print, at last"),
)


def after_each_edit(run: Run, place: XlsxPlace) -> Iterator[tuple[bytes, dict[str, str]]]:
    """The file after each edit (all ten in a thorough run), and the due days to be shown."""
    file = place.path.with_name("plan.ics")
    for day, edit in enumerate(EDITS[: tries(4, len(EDITS))], 1):
        edit(place)
        assert run("calendar", PLAN, "-o", file.name, "--today", f"2027-02-{day:02}").code == 0
        snapshot = read_snapshot(read(place.path, NAMES, "en").tables)
        dues = snapshot.schedule.by_id
        yield (
            file.read_bytes(),
            {
                line.task.title: dues[line.task.id].due.isoformat()
                for line in snapshot.lines
                if line.task.id != "PRE4" or "PRE4" in str(edit) or day < 8
            },
        )


def test_edits_and_imports_in_khal(run: Run, place: XlsxPlace, tmp_path: Path) -> None:
    """The calendar program of the terminal: after each import, each task once, on its day."""
    home = tmp_path / "khal"
    (home / "calendar").mkdir(parents=True)
    config = home / "config"
    config.write_text(
        f"[calendars]\n[[plan]]\npath = {home / 'calendar'}\n[sqlite]\npath = {home / 'db'}\n"
        "[locale]\nlocal_timezone = Europe/Paris\ndefault_timezone = Europe/Paris\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        "[default]\ndefault_calendar = plan\n",
        encoding="utf-8",
    )

    def khal(*words: str) -> str:
        command = [sys.executable, "-m", "khal", "-c", str(config), *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == 0, done.stderr
        return done.stdout

    for number, (content, dues) in enumerate(after_each_edit(run, place), 1):
        (home / "new.ics").write_bytes(content)
        khal("import", "--batch", str(home / "new.ics"))
        listed = khal("list", "--format", "{start-date}|{title}|{status}", "--day-format", "",
                      "2027-01-01", "200d")  # fmt: skip
        shown = [line.split("|") for line in listed.splitlines() if line.count("|") == 2]
        alive = {title: day for day, title, status in shown if "CANCELLED" not in status}
        assert len(shown) == len({title for _, title, _ in shown}), number
        for title, due in dues.items():
            found = [day for name, day in alive.items() if title in name]
            assert found == [due], (number, title)
        assert len(alive) == len(dues), number


def test_edits_and_uploads_to_radicale(run: Run, place: XlsxPlace, tmp_path: Path) -> None:
    """A CalDAV server on loopback: each upload leaves as many events as the file has."""
    from radicale import config
    from radicale.app import Application

    settings = config.load()
    settings.update(
        {
            "storage": {"filesystem_folder": str(tmp_path / "radicale")},
            "auth": {"type": "none"},
            "rights": {"type": "authenticated"},
            "logging": {"level": "critical"},
        },
        "test",
        privileged=True,
    )

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_args: object) -> None:
            pass

    server = make_server("127.0.0.1", 0, Application(settings), handler_class=Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        url = f"http://127.0.0.1:{server.server_port}/nadia/plan"
        for content, dues in after_each_edit(run, place):
            headers = {"Content-Type": "text/calendar", "Authorization": "Basic bmFkaWE6eA=="}
            with urlopen(Request(url, content, headers, method="PUT")) as answer:
                assert answer.status == 201
            with urlopen(Request(url, headers=headers)) as answer:
                held = answer.read().decode()
            assert held.count("BEGIN:VEVENT") == content.count(b"BEGIN:VEVENT")
            cancelled = held.count("STATUS:CANCELLED")
            assert held.count("BEGIN:VEVENT") - cancelled == len(dues)
            for due in dues.values():
                assert f"DTSTART;VALUE=DATE:{due.replace('-', '')}" in held
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_task_that_nobody_owns_is_named(run: Run, place: XlsxPlace, tmp_path: Path) -> None:
    """It stands in nobody's calendar, and the answer says which one that is."""
    place.put("PRE4", "owner", None)
    answer = run("calendar", PLAN, "--each-owner", "cal", *TODAY)
    assert answer.code == 0
    said = " ".join(answer.out.split())
    assert said.endswith('In none of these calendars, as it has no owner: "Choose the caterer".')
    written = "".join(path.read_text() for path in (tmp_path / "cal").iterdir())
    assert "Choose the caterer" not in written
