"""The speed targets, measured on this machine in one run: ``make bench``.

Every time is also given as a ratio to ``python -c pass``, taken in the same rounds: ratios can be
compared between machines, milliseconds cannot. The README beside this file says why the fastest
time counts, and what each target is for.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import retrosheet
from benchmarks import recalculation, sync, views
from benchmarks.campaign import write_archetype
from benchmarks.cells import dump_cells
from benchmarks.timing import Times, command, interleaved

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = (10, 100, 1000)
FLOOR = "floor"
BARE = str(Path(__file__).with_name("bare.py"))


@dataclass(frozen=True)
class Target:
    """One promise: ``what`` takes at most ``limit`` times as long as ``floor``."""

    what: str
    floor: str
    limit: float
    seconds: float
    floor_seconds: float
    median_ratio: float

    @classmethod
    def of(cls, what: str, times: Times, *, floor: str, over: Times, limit: float) -> Target:
        ratio = times.median / over.median
        return cls(what, floor, limit, times.best, over.best, ratio)

    @property
    def ratio(self) -> float:
        return self.seconds / self.floor_seconds

    @property
    def met(self) -> bool:
        return self.ratio <= self.limit


@dataclass(frozen=True)
class Size:
    """What a workbook of ``tasks`` tasks costs; ``libreoffice`` is a whole run of LibreOffice."""

    tasks: int
    new: float
    ratio: float
    file_bytes: int
    ironcalc: float
    libreoffice: float | None


def measure_targets(folder: Path, rounds: int) -> tuple[list[Target], int]:
    """The targets, and the number of cells that the bare script writes."""
    archetype = write_archetype(folder / "sixty.yaml", 60)
    made, cells = folder / "sixty.xlsx", folder / "sixty.json"
    new = _new(archetype, made)
    new()
    count = dump_cells(made, cells)
    times = interleaved(
        {
            FLOOR: command(sys.executable, "-c", "pass"),
            "help": command(sys.executable, "-m", "retrosheet", "--help"),
            "new": new,
            "bare": command(sys.executable, BARE, str(cells), str(folder / "bare.xlsx")),
            **sync.small(folder),
            **views.commands(folder),
        },
        rounds,
    )
    floor = "python -c pass"
    plan = "retrosheet new, 60 tasks"
    return [
        Target.of("retrosheet --help", times["help"], floor=floor, over=times[FLOOR], limit=5),
        Target.of(plan, times["new"], floor=floor, over=times[FLOOR], limit=38),
        Target.of(plan, times["new"], floor="a bare XlsxWriter", over=times["bare"], limit=1),
        Target.of("sync, 50 tasks", times["sync"], floor=floor, over=times[FLOOR], limit=17),
        Target.of("the same, no change", times["no-op"], floor=floor, over=times[FLOOR], limit=15),
        Target.of("report, 80 tasks", times["report"], floor=floor, over=times[FLOOR], limit=18),
        Target.of("export, 80 tasks", times["export"], floor=floor, over=times[FLOOR], limit=18),
    ], count


def measure_sizes(folder: Path, rounds: int) -> tuple[list[Size], float | None]:
    """What 10, 100 and 1,000 tasks cost, and how long LibreOffice takes for a single cell."""
    files = {tasks: folder / f"{tasks}.xlsx" for tasks in SIZES}
    making = {
        str(tasks): _new(write_archetype(folder / f"{tasks}.yaml", tasks), file)
        for tasks, file in files.items()
    }
    made = interleaved({FLOOR: command(sys.executable, "-c", "pass"), **making}, rounds)
    evaluated = interleaved(
        {str(tasks): recalculation.ironcalc_recalculation(file) for tasks, file in files.items()},
        rounds,
    )
    converted = _measure_libreoffice(folder, files, rounds)
    sizes = [
        Size(
            tasks=tasks,
            new=made[str(tasks)].best,
            ratio=made[str(tasks)].best / made[FLOOR].best,
            file_bytes=file.stat().st_size,
            ironcalc=evaluated[str(tasks)].best,
            libreoffice=converted.get(str(tasks)),
        )
        for tasks, file in files.items()
    ]
    return sizes, converted.get("start")


def _measure_libreoffice(folder: Path, files: dict[int, Path], rounds: int) -> dict[str, float]:
    """Seconds by size, and of a start with one cell; nothing where LibreOffice is missing."""
    program = recalculation.libreoffice()
    if program is None:
        return {}
    profile = recalculation.libreoffice_profile(folder / "profile")
    workbooks = {"start": recalculation.write_empty_workbook(folder / "empty.xlsx")}
    workbooks.update({str(tasks): file for tasks, file in files.items()})
    runs = {
        name: recalculation.libreoffice_recalculation(program, profile, workbook)
        for name, workbook in workbooks.items()
    }
    return {name: times.best for name, times in interleaved(runs, rounds).items()}


def _new(archetype: Path, to: Path) -> Callable[[], object]:
    return command(
        sys.executable,
        "-m",
        "retrosheet",
        "new",
        str(archetype),
        "--launch=2027-03-15",
        "--today=2025-06-02",  # so early that there is time for 1,000 tasks, on any day
        "--lang=fr",
        "--country=FR",
        f"--output={to}",
        "--force",
    )


def show(
    targets: list[Target], cells: int, sizes: list[Size], start: float | None, large: sync.Large
) -> None:
    """Print both tables."""
    print(_machine())
    print(f"python -c pass takes {_ms(targets[0].floor_seconds)}\n")
    print(f"{'what':<26}{'time':>10}  {'over':<20}{'ratio':>7}{'target':>9}")
    for target in targets:
        print(
            f"{target.what:<26}{_ms(target.seconds):>10}  {target.floor:<20}"
            f"{target.ratio:>6.1f}×{target.limit:>7.0f}×  {'met' if target.met else 'MISSED'}"
        )
    print(f"(the bare script writes the same {cells:,} cells)\n")
    print(f"{'tasks':>6}{'new':>10}{'ratio':>9}{'file':>9}{'IronCalc':>11}{'LibreOffice':>13}")
    for size in sizes:
        office = "absent" if size.libreoffice is None else _ms(size.libreoffice)
        print(
            f"{size.tasks:>6,}{_ms(size.new):>10}{size.ratio:>8.1f}×"
            f"{size.file_bytes / 1000:>6.0f} kB{_ms(size.ironcalc):>11}{office:>13}"
        )
    if start is not None:
        print(f"(LibreOffice starts, reads one cell and stops in {_ms(start)})")
    print(
        f"\nsync of {sync.LARGE:,} tasks: {_ms(large.sync)},"
        f" {large.openpyxl / large.sync:.1f} times as fast as openpyxl loads and saves the file"
        f" (target 3), {large.memory / 1e6:.0f} MB (target 150)"
    )


def as_json(
    targets: list[Target], cells: int, sizes: list[Size], start: float | None, large: sync.Large
) -> str:
    """The same as one document; times in seconds."""
    return json.dumps(
        {
            "machine": _machine(),
            "targets": [
                {**asdict(target), "ratio": target.ratio, "met": target.met} for target in targets
            ],
            "cells": cells,
            "sizes": [asdict(size) for size in sizes],
            "libreoffice_start": start,
            "large_sync": large._asdict(),
        },
        indent=2,
    )


def _machine() -> str:
    return (
        f"retrosheet {retrosheet.__version__}, Python {platform.python_version()}, "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    )


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms" if seconds >= 0.1 else f"{seconds * 1000:.1f} ms"


def main() -> int:
    """Measure and print; 1 if a target is missed."""
    parser = argparse.ArgumentParser(description="Measure the speed targets on this machine.")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--rounds", type=int, default=15, help="of the targets (default 15)")
    parser.add_argument("--size-rounds", type=int, default=3, help="of each size (default 3)")
    parser.add_argument("--large-rounds", type=int, default=1, help="of 5,000 tasks (default 1)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="retrosheet-bench-") as name:
        folder = Path(name)
        targets, cells = measure_targets(folder, options.rounds)
        sizes, start = measure_sizes(folder, options.size_rounds)
        large = sync.large(folder, options.large_rounds)
    if options.json:
        print(as_json(targets, cells, sizes, start, large))
    else:
        show(targets, cells, sizes, start, large)
    return 0 if all(target.met for target in targets) else 1


if __name__ == "__main__":
    sys.exit(main())
