"""What it costs a spreadsheet program that dependencies are followed live.

``python -m benchmarks.followed``; needs LibreOffice with its ``uno``. Each campaign is made twice,
once with the engine that follows what people type and once with the one whose rows refer to one
another directly, as in plans that are too large to be followed and in those of earlier versions.
LibreOffice opens both and calculates every formula of the one, then of the other, again and again.
"""

from __future__ import annotations

import io
import sys
import tempfile
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from benchmarks.campaign import write_archetype
from benchmarks.timing import interleaved
from retrosheet.cli.answer import answer
from retrosheet.layout.outline import MOST_LIVE
from tests.engines.libreoffice_engine import LibreOffice, missing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.timing import Times

MOST = 2.0
"""So many times as long as with fixed dependencies it may take."""
SIZES = (60, 100, 250, MOST_LIVE)
ROUNDS = 9
_ENGINES: Mapping[str, int] = {"followed": MOST_LIVE, "fixed": 0}


def _made(folder: Path, tasks: int, engine: str) -> Path:
    """The workbook of a campaign with one of the engines."""
    archetype = write_archetype(folder / f"{tasks}.yaml", tasks)
    path = folder / f"{tasks}-{engine}.xlsx"
    line = ("new", str(archetype), "--launch=2027-03-15", "--today=2025-06-02", "--lang=fr",
            "--country=FR", "-o", str(path))  # fmt: skip
    said = io.StringIO()
    with patch("retrosheet.layout.outline.MOST_LIVE", _ENGINES[engine]), redirect_stdout(said):
        code = answer(line)
    if code:
        raise RuntimeError(f"retrosheet {' '.join(line)}: exit {code}")
    return path


def measured(folder: Path, rounds: int = ROUNDS) -> dict[int, dict[str, Times]]:
    """The times of each engine by the number of tasks."""
    files = {
        (tasks, engine): _made(folder, tasks, engine) for tasks in SIZES for engine in _ENGINES
    }
    found: dict[int, dict[str, Times]] = {}
    with LibreOffice() as office:
        for tasks in SIZES:
            opened = {engine: office.open(files[tasks, engine]) for engine in _ENGINES}
            found[tasks] = interleaved(
                {engine: document.recalculate for engine, document in opened.items()}, rounds
            )
            for document in opened.values():
                document.close()
    return found


def main() -> int:
    if why := missing():
        print(why, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="retrosheet-bench-") as name:
        found = measured(Path(name))
    print(f"{'tasks':>6}{'fixed':>11}{'followed':>11}{'ratio':>8}  (at most {MOST:.0f})")
    met = True
    for tasks, times in found.items():
        fixed, followed = times["fixed"].best, times["followed"].best
        met = met and followed <= MOST * fixed
        print(f"{tasks:>6}{fixed * 1000:>8.0f} ms{followed * 1000:>8.0f} ms"
              f"{followed / fixed:>8.2f}")  # fmt: skip
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
