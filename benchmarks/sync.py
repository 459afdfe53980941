"""What ``retrosheet sync`` costs: on a plan of fifty tasks, and on a sheet of five thousand."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import cycle
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.campaign import write_archetype
from benchmarks.timing import Times, command, interleaved

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LARGE = 5000
DAYS = ("2026-12-01", "2026-12-02")
"""Syncs on two days in turn, so that each has something to write."""
_LOAD_AND_SAVE = "import openpyxl, sys; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])"


class Large(NamedTuple):
    """The large sheet: seconds of a sync and of openpyxl, and the sync's memory in bytes."""

    sync: float
    openpyxl: float
    memory: int


def make(folder: Path, tasks: int) -> Path:
    """A workbook of that many tasks."""
    workbook = folder / f"sync-{tasks}.xlsx"
    archetype = write_archetype(folder / f"sync-{tasks}.yaml", tasks)
    command(
        sys.executable, "-m", "retrosheet", "new", str(archetype), "--launch=2027-03-15",
        "--today=2025-06-02", "--lang=fr", "--country=FR", f"--output={workbook}", "--force",
    )()  # fmt: skip
    return workbook


def small(folder: Path) -> dict[str, Callable[[], object]]:
    """A sync that writes and one that has nothing to write, each on a plan of fifty tasks."""
    written, unchanged = make(folder, 50), folder / "sync-unchanged.xlsx"
    unchanged.write_bytes(written.read_bytes())
    nothing = _sync(unchanged, DAYS[0])
    nothing()
    return {"sync": _with_news(written), "no-op": nothing}


def large(folder: Path, rounds: int) -> Large:
    """A sync of five thousand tasks beside openpyxl, which loads and saves the same file."""
    workbook = make(folder, LARGE)
    copy = folder / "openpyxl.xlsx"
    times: dict[str, Times] = interleaved(
        {
            "sync": _with_news(workbook),
            "openpyxl": command(sys.executable, "-c", _LOAD_AND_SAVE, str(workbook), str(copy)),
        },
        rounds,
    )
    return Large(times["sync"].best, times["openpyxl"].best, _memory(workbook))


def _with_news(workbook: Path) -> Callable[[], object]:
    turns = cycle([_sync(workbook, day) for day in DAYS])

    def run() -> None:
        next(turns)()

    return run


def _sync(workbook: Path, day: str) -> Callable[[], object]:
    return command(sys.executable, "-m", "retrosheet", "sync", str(workbook), f"--today={day}")


def _memory(workbook: Path) -> int:
    """The most memory that a sync held at once; 0 where the system does not say."""
    if not hasattr(os, "wait4"):
        return 0
    words = [sys.executable, "-m", "retrosheet", "sync", str(workbook), "--today=2026-12-03"]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
