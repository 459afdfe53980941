"""Recalculating a workbook: in IronCalc in this process, and in LibreOffice without its window."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import ironcalc
import xlsxwriter

from benchmarks.timing import command

if TYPE_CHECKING:
    from collections.abc import Callable

# LibreOffice trusts the cached values of a file that says it comes from Excel; 0 is "always
# recalculate on load".
_ALWAYS_RECALCULATE = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
  <item oor:path="/org.openoffice.Office.Calc/Formula/Load">
    <prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
  </item>
</oor:items>
"""


def ironcalc_recalculation(workbook: Path) -> Callable[[], object]:
    """Load the file and evaluate every formula."""
    return lambda: ironcalc.load_from_xlsx(str(workbook), "en", "UTC").evaluate()


def libreoffice() -> str | None:
    """The path of LibreOffice's program, if it is there."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    mac = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
    return found or (mac if os.access(mac, os.X_OK) else None)


def libreoffice_profile(folder: Path) -> Path:
    """A profile of its own in ``folder``, so that nobody's settings or open window matter."""
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE, "utf-8")
    return folder


def libreoffice_recalculation(program: str, profile: Path, workbook: Path) -> Callable[[], object]:
    """Start, load the file, recalculate all of it, write its first sheet as CSV, stop."""
    return command(
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--convert-to",
        "csv",
        "--outdir",
        str(profile),
        str(workbook),
    )


def write_empty_workbook(path: Path) -> Path:
    """One cell: what LibreOffice takes for it is its start, not recalculation."""
    with xlsxwriter.Workbook(str(path)) as workbook:
        workbook.add_worksheet().write_number(0, 0, 1)
    return path
