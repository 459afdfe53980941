"""LibreOffice starts when it is needed, survives a failure, and never outlives the tests."""

from __future__ import annotations

import datetime as dt
import os
import queue
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engines import libreoffice_engine
from tests.engines.grid import as_date, named_value, value
from tests.engines.libreoffice_engine import (
    ROOT,
    LibreOffice,
    LibreOfficeCrashed,
    LibreOfficeFailed,
)
from tests.engines_test.example_workbook import PLAN, write_example

pytestmark = pytest.mark.libreoffice

SECONDS_TO_VANISH = 20


def vanished(folder: Path) -> bool:
    """Whether nothing is left of an engine that worked in ``folder``, within some seconds."""
    deadline = time.monotonic() + SECONDS_TO_VANISH
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    return not folder.exists()


@pytest.fixture(scope="module")
def french() -> Iterator[LibreOffice]:
    with LibreOffice("fr-FR") as office:
        yield office


def test_typing_is_understood_in_the_persons_language(french: LibreOffice, tmp_path: Path) -> None:
    """A French date and a decimal comma are a day and a number."""
    with french.open(write_example(tmp_path / "example.xlsx")) as document:
        document.type_in("Settings", "B1", "16/03/2027")
        assert as_date(named_value(document, "rs_launch")) == dt.date(2027, 3, 16)
        document.type_in("Settings", "H1", "12,5")
        assert value(document, "Settings", "H1") == 12.5
        document.type_in("Settings", "H1", "demain")
        assert value(document, "Settings", "H1") == "demain"


def test_it_starts_afresh_after_a_call_that_takes_too_long(
    french: LibreOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The document of the broken LibreOffice says so; the next one opens in a new LibreOffice."""
    path = write_example(tmp_path / "example.xlsx")
    lost = french.open(path)
    folder = french.folder
    assert folder is not None
    late = pytest.raises(LibreOfficeFailed, match=r"sheets\(document=1\): no answer within")
    with monkeypatch.context() as deaf, late:
        # Where no answer reaches us, none can be quicker than the deadline.
        deaf.setattr(french, "_answers", queue.Queue())
        french.call("sheets", seconds=0, document=1)
    assert not folder.exists()
    with pytest.raises(LibreOfficeFailed, match="not open any more"):
        lost.values(PLAN)
    with french.open(path) as document:
        assert document.values(PLAN)


def killed(folder: Path) -> None:
    """End the LibreOffice that works in ``folder``, as a crash does: its bridge lives on."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    found = subprocess.run(
        ["pkill", "--signal", "KILL", "--full", f"soffice.bin.*{profile}"], check=False
    )
    assert found.returncode == 0


def test_it_starts_afresh_after_a_crash(french: LibreOffice, tmp_path: Path) -> None:
    """What was asked fails with a crash by name; the next file opens in a new LibreOffice."""
    path = write_example(tmp_path / "example.xlsx")
    lost = french.open(path)
    assert french.folder is not None
    killed(french.folder)
    with pytest.raises(LibreOfficeCrashed, match=r"read\(document"):
        lost.values(PLAN)
    with french.open(path) as document:
        assert document.values(PLAN)


CRASHES_ONCE = """
import pytest
from tests.engines.libreoffice_engine import {error}

tries = []

@pytest.mark.libreoffice
def test_it():
    tries.append(1)
    if len(tries) == 1:
        raise {error}("gone")
"""


@pytest.mark.parametrize(("error", "code"), [("LibreOfficeCrashed", 0), ("LibreOfficeFailed", 1)])
def test_only_a_crash_is_tried_again(error: str, code: int, tmp_path: Path) -> None:
    """A test that LibreOffice's own end has broken runs once more, and any other failure stands."""
    (tmp_path / "test_crash.py").write_text(CRASHES_ONCE.format(error=error))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, "-p", "tests.conftest", "-c", str(ROOT / "pyproject.toml"), str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stdout
    assert ("1 rerun" in done.stdout) == (code == 0)


def test_it_ends_with_the_tests_that_started_it(tmp_path: Path) -> None:
    """A test run that is killed leaves no LibreOffice and no files behind."""
    write_example(tmp_path / "example.xlsx")
    script = (
        "import sys, time; from pathlib import Path\n"
        "from tests.engines.libreoffice_engine import LibreOffice\n"
        "office = LibreOffice(); office.open(Path(sys.argv[1]))\n"
        "print(office.folder, flush=True); time.sleep(60)\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "example.xlsx")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        folder = Path(run.stdout.readline().strip())
        assert folder.is_dir()
        os.kill(run.pid, signal.SIGKILL)
    assert vanished(folder)


def test_a_program_that_does_not_start_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own words are in the error, after every attempt has failed."""
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\necho no display today >&2\nexit 77\n")
    program.chmod(0o755)
    monkeypatch.setattr(libreoffice_engine, "soffice", lambda: str(program))
    path = write_example(tmp_path / "example.xlsx")
    with LibreOffice() as office:
        for _ in range(2):
            with pytest.raises(
                LibreOfficeFailed, match=r"(?s)ended with code 77.*no display today"
            ):
                office.open(path)
