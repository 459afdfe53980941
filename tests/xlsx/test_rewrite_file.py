"""A workbook on disk is rewritten whole or not at all, whatever happens meanwhile."""

from __future__ import annotations

import datetime as dt
import errno
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from retrosheet.errors import NoAccess
from retrosheet.files.backup import backup_of
from retrosheet.files.replacing import clear_leftovers, replacing
from retrosheet.workbook.model import Sheet, Workbook
from retrosheet.workbook.rewriting import Rewriting
from retrosheet.xlsx import rewrite as writing
from retrosheet.xlsx.changing.in_place import Written
from retrosheet.xlsx.read import read
from retrosheet.xlsx.rewrite import rewrite, rewritten
from retrosheet.xlsx.write import render
from tests.xlsx.test_patch_file import PROJECT, failing, names


def book(text: str) -> Workbook:
    sheet = Sheet("plan", "Plan")
    sheet.put(0, 0, text)
    return Workbook("t", "s", "en", dt.date(2027, 1, 1), (sheet,), (), "plan", "en_GB")


OLD = render(book("old"))
NEW = Rewriting(book("new"))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(OLD)
    return path


def update(path: Path) -> Written:
    return rewrite(path, read(path, [], "en").fingerprint, NEW, "en")


def assert_untouched(path: Path) -> None:
    assert path.read_bytes() == OLD
    assert names(path) == [path.name]


def test_writes_and_keeps_one_version_before(plan: Path) -> None:
    """And a second run has nothing to write."""
    update(plan)
    assert plan.read_bytes() == rewritten(OLD, NEW)
    assert backup_of(plan, "update") == plan.parent / "plan.xlsx.before-update.bak"
    assert (plan.parent / "plan.xlsx.before-update.bak").read_bytes() == OLD
    update(plan)
    assert names(plan) == ["plan.xlsx", "plan.xlsx.before-update.bak"]


@pytest.mark.parametrize(
    ("where", "error", "words"),
    [
        ("os.fsync", OSError(errno.ENOSPC, "full"), "the disk is full"),
        ("pathlib.Path.replace", PermissionError(errno.EACCES, "no"), "Close it"),
    ],
)
def test_a_failure_leaves_the_old_file_alone(
    where: str, error: OSError, words: str, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk or a file that is open, in words that say what to do."""
    monkeypatch.setattr(where, failing(error))
    with pytest.raises(NoAccess, match=words):
        update(plan)
    monkeypatch.undo()
    assert_untouched(plan)


def test_a_write_protected_file(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said, not got around."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(NoAccess, match="write-protected"):
        update(plan)
    assert_untouched(plan)


def test_changed_meanwhile(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody saves while the new version is being written: theirs counts."""
    theirs = render(book("theirs"))
    monkeypatch.setattr(writing, "verify_archive", lambda *_: plan.write_bytes(theirs))
    with pytest.raises(NoAccess, match="was changed"):
        update(plan)
    assert plan.read_bytes() == theirs
    assert names(plan) == ["plan.xlsx"]


def test_a_second_run_at_the_same_time(plan: Path) -> None:
    """Two programs never write one file."""
    with replacing(plan, "en"), pytest.raises(NoAccess, match="by another run"):
        update(plan)
    assert_untouched(plan)


_RUN = """
import os, pathlib, signal, sys
from tests.xlsx.test_rewrite_file import update
real = {call}
def kill(*arguments):
    if {when!r} == "after":
        real(*arguments)
    os.kill(os.getpid(), signal.SIGKILL)
if {when!r}:
    {call} = kill
update(pathlib.Path({path!r}))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("call", ["os.fsync", "pathlib.Path.hardlink_to", "pathlib.Path.replace"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_kill_at_each_step_leaves_the_old_file_or_the_new_one(
    call: str, when: str, plan: Path
) -> None:
    """Never half of either, and what it left is tidied up."""
    script = _RUN.format(call=call, when=when, path=str(plan))
    done = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, check=False)
    assert done.returncode == -signal.SIGKILL
    moved = (call, when) == ("pathlib.Path.replace", "after")
    assert plan.read_bytes() == (rewritten(OLD, NEW) if moved else OLD)
    clear_leftovers(plan)
    assert names(plan) == ["plan.xlsx", *["plan.xlsx.before-update.bak"] * moved]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_a_disk_that_fills_up_while_writing(plan: Path) -> None:
    """The old file is whole, with nothing half written beside it."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))

    script = _RUN.format(call="os.fsync", when="", path=str(plan))
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, check=False, preexec_fn=limit,
        capture_output=True, text=True,
    )  # fmt: skip
    assert "the disk is full" in done.stderr
    assert_untouched(plan)
