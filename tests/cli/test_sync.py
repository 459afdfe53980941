"""``retrosheet sync``: read, said and marked, or refused with nothing written."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

import retrosheet
from retrosheet.cli.places import synced
from retrosheet.files.replacing import replacing
from retrosheet.sync import assess as assessing
from retrosheet.sync.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Answer

# February and March 2027 begin on Mondays. The doors open on Friday 19 March; EVE1 sets up on that
# day and the one before, PRE3 prints for 12 calendar days until Wednesday 17, PRE2 designs for ten
# days until Tuesday 2 with three days of margin, PRE1 is due on Tuesday 16 February. PRE4 begins on
# Monday 15 February and is due on Friday 26.
LAUNCH = "2027-03-19"
ROOT = Path(retrosheet.__file__).parents[1]


@pytest.fixture
def plan(make: Callable[..., Path]) -> Path:
    """The evening's workbook, made on 1 February 2027."""
    return make(f"--launch={LAUNCH}", "--today=2027-02-01")


def edit(path: Path, **cells: object) -> None:
    """A person's edits, as another program saves them: PRE2__status="Done".

    The same edits of the same file are made once a test run.
    """
    key = path.read_bytes(), repr(cells)
    if key not in _EDITED:
        _edit(path, cells)
        _EDITED[key] = path.read_bytes()
    path.write_bytes(_EDITED[key])


_EDITED: dict[tuple[bytes, str], bytes] = {}


def _edit(path: Path, cells: dict[str, object]) -> None:
    book = openpyxl.load_workbook(path)
    ((title, area),) = book.defined_names["rs_plan"].destinations
    sheet = book[title]
    head, *lines = sheet[area.replace("$", "")]
    keys = {cell.value: cell.column for cell in head}
    ids = keys["id"] - head[0].column
    rows = {line[ids].value: line[ids].row for line in lines}
    for name, value in cells.items():
        task_id, key = name.split("__")
        sheet.cell(rows[task_id], keys[key]).value = value
    book.save(path)


def state(path: Path) -> tuple[str, int, int]:
    found = path.stat()
    return hashlib.sha256(path.read_bytes()).hexdigest(), found.st_mtime_ns, found.st_ino


# With all hands on it: PRE1 today, PRE2 until 16 February, its three days of margin until the 19th;
# PRE3 could begin on Saturday 20, and begins on 6 March: ten working days later.
CALM = """\
plan.xlsx · Tuesday 2 February 2027

Launch holds, 10 working days to spare: Friday 19 March 2027.
7 tasks, 0 done. Nothing is late, nothing is at risk.

Marked in plan.xlsx (the version before: plan.xlsx.before-sync.bak)
"""


def test_calm_when_nothing_is_late(run: Callable[..., Answer], plan: Path) -> None:
    """The whole answer of a quiet day, word for word."""
    answer = run("sync", "plan.xlsx", "--today=2027-02-02")
    assert answer == (
        0,
        CALM,
        "",
    )
    assert plan.exists()


def test_a_second_run_writes_nothing(run: Callable[..., Answer], plan: Path) -> None:
    """It says so, and the file stays byte for byte."""
    run("sync", "plan.xlsx", "--today=2027-03-08")
    before = state(plan)
    answer = run("sync", "plan.xlsx", "--today=2027-03-08")
    assert answer.code == 0
    assert answer.out.endswith("\nplan.xlsx is up to date: nothing to write.\n")
    assert "\nSince the sync of 8 Mar 2027\n  - Nothing has changed.\n" in answer.out
    assert state(plan) == before


def test_the_next_day_is_news(run: Callable[..., Answer], plan: Path) -> None:
    """What has become late since is told first."""
    assert plan.exists()
    run("sync", "plan.xlsx", "--today=2027-02-26")
    answer = run("sync", "plan.xlsx", "--today=2027-03-01")
    assert '\n  - Now late: "Choose the caterer"' in answer.out
    assert answer.out.index("Since the sync of 26 Feb 2027") < answer.out.index("! Late")


def test_dry_run_says_what_apply_writes(run: Callable[..., Answer], plan: Path) -> None:
    """Not a byte is written, and the list is what the same command writes without the option."""
    before = state(plan)
    said = json.loads(run("sync", "plan.xlsx", "--today=2027-03-08", "--dry-run", "--json").out)
    assert state(plan) == before
    assert said["wrote"] is False
    done = json.loads(run("sync", "plan.xlsx", "--today=2027-03-08", "--json").out)
    assert done["wrote"] is True
    assert done["writes"] == said["writes"]
    book = openpyxl.load_workbook(plan, data_only=True)
    for write in said["writes"]:
        title, _, cell = write["where"].rpartition("!")
        found = book[title][cell].value
        assert (found.isoformat()[:10] if hasattr(found, "isoformat") else found or "") == (
            write["after"] or ""
        ), write


def test_dry_run_opens_nothing_for_writing(plan: Path) -> None:
    """No file is opened to write, renamed or removed, whatever the program imports."""
    script = (
        "import os, sys\n"
        "def hook(name, args):\n"
        "    if name == 'open' and args[0] != os.devnull and isinstance(args[2], int):\n"
        "        if args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):\n"
        "            print('OPENED', args, file=sys.stderr)\n"
        "    if name in {'os.rename', 'os.remove', 'os.mkdir', 'os.link', 'os.truncate'}:\n"
        "        print('CHANGED', name, args, file=sys.stderr)\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        "sys.dont_write_bytecode = True\n"
        "sys.addaudithook(hook)\n"
        "from retrosheet.cli import main\n"
        "main(['sync', 'plan.xlsx', '--dry-run', '--today=2027-03-08'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=plan.parent, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Nothing was written (--dry-run). The sync would change " in done.stdout


@pytest.mark.parametrize(
    ("today", "level", "code"),
    [
        ("2027-02-02", "late", 0),
        ("2027-02-02", "risk", 0),
        ("2027-02-16", "late", 0),
        ("2027-02-16", "risk", 1),
        ("2027-02-17", "late", 1),
        ("2027-02-17", "risk", 1),
    ],
)
def test_fail_on(run: Callable[..., Answer], plan: Path, today: str, level: str, code: int) -> None:
    """On 16 February the caterer should have been sought; on the 17th the brief is late."""
    assert plan.exists()
    assert run("sync", "plan.xlsx", f"--today={today}", f"--fail-on={level}").code == code


def test_what_cannot_be_read_is_never_fine(run: Callable[..., Answer], plan: Path) -> None:
    """Tab and cell are named, and the task counts as unknown."""
    edit(plan, PRE4__status="ça roule", PRE1__status="fait ✔")
    answer = run("sync", "plan.xlsx", "--today=2027-02-02", "--fail-on=risk", "--json")
    assert answer.code == 1
    said = json.loads(answer.out)
    (finding,) = (found for found in said["findings"] if found["kind"] == "unreadable")
    assert finding["id"] == "PRE4"
    assert finding["where"].startswith("Plan!")
    assert finding["message"].startswith(f'{finding["where"]}: "ça roule"')
    assert (said["unknown"], said["done"]) == (1, 1)


def test_json_is_the_contract(run: Callable[..., Answer], plan: Path) -> None:
    """Each promised key is there, and a task is counted under one kind alone."""
    said = json.loads(run("sync", str(plan), "--today=2027-03-08", "--json").out)
    assert {"launch", "today", "forecast_launch", "slip_working_days", "wrote", "counts"} < set(
        said
    )
    assert (said["launch"], said["today"]) == (LAUNCH, "2027-03-08")
    assert list(said["counts"]) == [*KINDS, "due_within"]
    keys = {"kind", "id", "title", "owner", "due", "days", "where", "message", "moves"}
    assert all(keys <= set(finding) for finding in said["findings"])
    timely = [f["id"] for f in said["findings"]
              if f["kind"] in {"late", "late_start", "risk", "due_soon"}]  # fmt: skip
    assert len(timely) == len(set(timely))
    caterer = next(finding for finding in said["findings"] if finding["id"] == "PRE4")
    assert (caterer["kind"], caterer["due"], caterer["days"]) == ("late", "2027-02-26", 6)


def test_by_owner(run: Callable[..., Answer], plan: Path) -> None:
    """The same findings under each person's name, within 80 columns."""
    out = run("sync", str(plan), "--today=2027-03-08", "--by=owner").out
    assert "\n! Project lead\n" in out
    assert max(map(len, out.splitlines())) <= 80


def test_a_frozen_day_replaces_the_clock(run: Callable[..., Answer], plan: Path) -> None:
    """The day that Settings names is today; --today is stronger."""
    book = openpyxl.load_workbook(plan)
    title, cell = book.defined_names["rs_today"].attr_text.split("!")
    book[title.strip("'")][cell.replace("$", "")] = "2027-02-26"
    book.save(plan)
    assert json.loads(run("sync", str(plan), "--json").out)["today"] == "2027-02-26"
    said = json.loads(run("sync", str(plan), "--today=2027-03-02", "--json").out)
    assert said["today"] == "2027-03-02"


def test_the_backup_is_the_version_before(run: Callable[..., Answer], plan: Path) -> None:
    """Whoever regrets a sync has the file as it was."""
    before = plan.read_bytes()
    run("sync", str(plan), "--today=2027-03-08")
    assert (plan.parent / "plan.xlsx.before-sync.bak").read_bytes() == before


def test_only_its_own_tab_and_the_cells_that_look_at_it(
    run: Callable[..., Answer], plan: Path
) -> None:
    """Every other member of the archive keeps every byte."""
    with zipfile.ZipFile(plan) as archive:
        before = {name: archive.read(name) for name in archive.namelist()}
    run("sync", str(plan), "--today=2027-03-08")
    with zipfile.ZipFile(plan) as archive:
        after = {name: archive.read(name) for name in archive.namelist()}
    assert list(before) == list(after)
    changed = [name for name, content in before.items() if after[name] != content]
    assert len(changed) == 3
    assert all(name.startswith("xl/worksheets/sheet") for name in changed)


def refused(answer: Answer, code: int, *said: str) -> None:
    assert (answer.code, answer.out) == (code, "")
    assert answer.err.startswith("Error: ")
    assert len(answer.err.splitlines()) == 1
    for text in said:
        assert text in answer.err


def test_refusals(run: Callable[..., Answer], tmp_path: Path) -> None:
    """Whatever is not a plan of ours: what is wrong, and what to do."""
    refused(run("sync"), 2, "the workbook is missing")
    refused(run("sync", "none.xlsx"), 2, 'There is no "none.xlsx"')
    (tmp_path / "text.xlsx").write_text("hello", "utf-8")
    refused(run("sync", "text.xlsx"), 2, "text.xlsx")
    openpyxl.Workbook().save(tmp_path / "theirs.xlsx")
    refused(run("sync", "theirs.xlsx"), 2, "not a plan made by retrosheet", "retrosheet new")
    refused(run("sync", "https://docs.google.com/spreadsheets/d/x/edit"), 2, "copy the address")
    refused(run("sync", "https://example.com/plan.xlsx"), 2, "not the address of a Google sheet")
    refused(run("sync", "a.xlsx", "--fail-on=blocked"), 2, "--fail-on", "late or risk")
    refused(run("sync", "a.xlsx", "--by=phase"), 2, "--by", "owner")
    refused(run("sync", "a.xlsx", "--today=1/2/27"), 2, "--today")


def test_a_workbook_that_is_open_elsewhere(run: Callable[..., Answer], plan: Path) -> None:
    """Whoever has it open is named, nothing is written; a dry run still answers."""
    before = state(plan)
    lock = plan.with_name(".~lock.plan.xlsx#")
    lock.write_text(",nadia,desk,01.03.2027 09:00,file:///x;", "utf-8")
    refused(run("sync", str(plan), "--today=2027-03-08"), 3, "nadia")
    assert run("sync", str(plan), "--today=2027-03-08", "--dry-run").code == 0
    assert state(plan) == before


@pytest.mark.skipif(os.name == "nt", reason="rights are not modes there")
def test_a_read_only_workbook(
    run: Callable[..., Answer], plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said by its name, and left as it is."""
    before = state(plan)
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    refused(run("sync", str(plan), "--today=2027-03-08"), 3, "plan.xlsx")
    assert state(plan) == before


def added(path: Path, name: str, content: bytes) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, content)


def test_a_signed_workbook(run: Callable[..., Answer], plan: Path) -> None:
    """A signature would break; looking without writing is fine."""
    added(plan, "_xmlsignatures/sig1.xml", b"<Signature/>")
    before = state(plan)
    refused(run("sync", str(plan), "--today=2027-03-08"), 2, "plan.xlsx", "digital signature")
    assert run("sync", str(plan), "--today=2027-03-08", "--dry-run").code == 0
    assert state(plan) == before


def test_an_encrypted_workbook(run: Callable[..., Answer], tmp_path: Path) -> None:
    """A workbook with a password is an OLE container, not a zip archive."""
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "secret.xlsx").write_bytes(ole + bytes(2048))
    before = state(tmp_path / "secret.xlsx")
    refused(run("sync", "secret.xlsx"), 2, "secret.xlsx", "password")
    assert state(tmp_path / "secret.xlsx") == before


def test_a_disk_that_is_full(
    run: Callable[..., Answer], plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is whole and nothing half written lies beside it."""
    before, names = state(plan), sorted(path.name for path in plan.parent.iterdir())

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    refused(run("sync", str(plan), "--today=2027-03-08"), 3, "plan.xlsx", "the disk is full")
    assert state(plan) == before
    assert sorted(path.name for path in plan.parent.iterdir()) == names


def test_a_workbook_that_somebody_saves_meanwhile(
    run: Callable[..., Answer], plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What they saved counts, whether it comes before our writing or during it."""
    theirs = b""
    assess = assessing.assess

    def saved_meanwhile(*arguments: Any, **named: Any) -> Any:
        nonlocal theirs
        edit(plan, PRE2__comment="typed while sync was reading")
        theirs = plan.read_bytes()
        return assess(*arguments, **named)

    monkeypatch.setattr(synced, "assess", saved_meanwhile)
    refused(run("sync", str(plan), "--today=2027-03-08"), 3, "was changed")
    assert plan.read_bytes() == theirs
    monkeypatch.undo()
    assert run("sync", str(plan), "--today=2027-03-08").code == 0


def test_two_syncs_at_once(run: Callable[..., Answer], plan: Path) -> None:
    """The second stands back, and says why."""
    before = state(plan)
    with replacing(plan, "en"):
        answer = run("sync", str(plan), "--today=2027-03-08")
    refused(answer, 3, "being synchronised by another run")
    assert state(plan) == before


def test_a_newer_format(run: Callable[..., Answer], plan: Path) -> None:
    """A file from a newer retrosheet is refused with what to do, and never rewritten."""
    book = openpyxl.load_workbook(plan)
    title, cell = book.defined_names["rs_version"].attr_text.split("!")
    book[title.strip("'")][cell.replace("$", "")] = 2
    book.save(plan)
    refused(run("sync", str(plan)), 2, "newer retrosheet", "Install a newer version")


def test_more_than_half_of_the_tasks_gone(run: Callable[..., Answer], plan: Path) -> None:
    """Somebody cleared the plan by mistake, most likely; whoever meant it says --force."""
    gone = ("PRE1", "PRE2", "PRE3", "PRE4")
    edit(plan, **{f"{task_id}__id": None for task_id in gone})
    before = state(plan)
    refused(run("sync", str(plan), "--today=2027-02-02"), 2, "4 of the 7 tasks", "--force")
    assert state(plan) == before
    answer = run("sync", str(plan), "--today=2027-02-02", "--force")
    assert answer.code == 0
    assert "4 rows deleted from the plan" in answer.out


def test_a_person_may_read_in_another_language(run: Callable[..., Answer], plan: Path) -> None:
    """The report is in French, what the workbook shows stays English."""
    out = run("sync", str(plan), "--today=2027-03-08", "--lang=fr").out
    assert "\n! En retard\n" in out
    book = openpyxl.load_workbook(plan, data_only=True)
    title, cell = book.defined_names["rs_said"].attr_text.split("!")
    assert book[title.strip("'")][cell.replace("$", "")].value.startswith("Last sync on 8 Mar 2027")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", r"fait attendre (.*?) et (\d+) autres\."),
        ("en", r"keeps (.*?) and (\d+) more waiting\."),
    ],
)
def test_a_sentence_names_the_first_few_who_wait_and_counts_the_others(
    lang: str, words: str, run: Callable[..., Answer]
) -> None:
    """Nobody reads forty titles in one breath; ``--json`` has them all."""
    made = run("new", "product-launch", "--launch=2027-03-15", "--today=2026-08-03", "-ofull.xlsx")
    assert made.code == 0, made.err
    line = ("sync", "full.xlsx", "--today=2027-02-15", "--dry-run", f"--lang={lang}")
    said = " ".join(run(*line).out.replace("\n    ", " ").split())
    found = re.search(words, said)
    assert found is not None
    named, more = found.groups()
    waiting = [
        finding
        for finding in json.loads(run(*line, "--json").out)["findings"]
        if finding["kind"] == "late" and finding["cause"]
    ]
    assert named.count(" j)" if lang == "fr" else " d)") == 3
    assert len(waiting) == 3 + int(more) > 20


def test_a_french_report_says_dates_as_people_do(
    run: Callable[..., Answer], evening: Path, tmp_path: Path
) -> None:
    """Also what stands in a cell that is quoted, and what a dry run would write."""
    line = ("new", evening.name, f"--launch={LAUNCH}", "--today=2027-02-01", "--lang=fr")
    assert run(*line, "-o", "plan.xlsx").code == 0
    typed = dt.datetime(2027, 3, 11, tzinfo=None)  # noqa: DTZ001 (a cell knows no zone)
    edit(tmp_path / "plan.xlsx", PRE2__start=typed, PRE3__status=typed, PRE4__imposed="bientôt")
    sync = ("sync", "plan.xlsx", "--today=2027-03-08", "--lang=fr")
    shown = run(*sync, "--dry-run").out + run(*sync).out + run(*sync, "--by=owner").out
    assert "« 11/03/2027 »" in shown
    assert "08/03/2027" in shown
    assert re.findall(r"\d{4}-\d\d-\d\d", shown) == []
