"""Breaks a package on purpose: every other member stays as it is."""

from __future__ import annotations

import warnings
import zipfile
from dataclasses import dataclass
from pathlib import Path

PLAN = "xl/worksheets/sheet2.xml"
SETTINGS = "xl/worksheets/sheet3.xml"
ENGINE = "xl/worksheets/sheet4.xml"
WORKBOOK = "xl/workbook.xml"
STYLES = "xl/styles.xml"
TEXTS = "xl/sharedStrings.xml"
CHART = "xl/charts/chart1.xml"
TYPES = "[Content_Types].xml"


@dataclass(frozen=True)
class Defect:
    """In ``member``, ``old`` becomes ``new`` once; the lint must then say ``report``.

    ``old`` None adds a member of that name, even beside another; ``new`` None removes the member.
    """

    name: str
    member: str
    old: str | None
    new: str | None
    report: str


def break_package(source: Path, target: Path, defect: Defect) -> Path:
    """Write a copy of ``source`` with the defect to ``target``."""
    with zipfile.ZipFile(source) as whole, zipfile.ZipFile(target, "w") as broken:
        for info in whole.infolist():
            content = whole.read(info)
            if info.filename == defect.member and defect.old is not None:
                if defect.new is None:
                    continue
                text = content.decode()
                assert text.count(defect.old) >= 1, f"{defect.old!r} is not in {defect.member}"
                content = text.replace(defect.old, defect.new, 1).encode()
            broken.writestr(info, content)
        if defect.old is None:
            assert defect.new is not None
            with warnings.catch_warnings():
                warnings.filterwarnings("ignore", "Duplicate name")
                broken.writestr(defect.member, defect.new)
    return target
