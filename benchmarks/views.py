"""What ``retrosheet report`` and ``retrosheet export`` cost, on a plan of eighty tasks."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from benchmarks.sync import make
from benchmarks.timing import command

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def commands(folder: Path) -> dict[str, Callable[[], object]]:
    """The page of a plan, and its file for Microsoft Project."""
    workbook = str(make(folder, 80))
    page, project = folder / "page.html", folder / "project.xml"
    today = "--today=2026-12-01"
    return {
        "report": command(
            sys.executable, "-m", "retrosheet", "report", workbook, f"--output={page}", "--force",
            today,
        ),
        "export": command(
            sys.executable, "-m", "retrosheet", "export", workbook, "--to=msproject",
            f"--output={project}", "--force", today,
        ),
    }  # fmt: skip
