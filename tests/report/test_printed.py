"""The page as a real browser prints it: A4 in landscape, the Gantt on one sheet that can be read.

It needs Chrome, Edge, Chromium or Brave, and poppler, which ``make programs`` installs; without
them these tests are skipped at home and fail in CI.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from retrosheet.cli.commands import browser
from retrosheet.report.page.page import page
from tests.standing.told import standing

MISSING = [] if shutil.which("pdftotext") else ["poppler"]
MISSING += [] if next(browser._browsers(), None) else ["browser"]


@pytest.fixture(scope="module", autouse=True)
def _programs() -> None:
    if MISSING and os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(f"CI must print the page, but there is no {MISSING}", pytrace=False)
    if MISSING:
        pytest.skip(f"PRINT NOT TESTED: no {MISSING}")


class Word(NamedTuple):
    sheet: int
    left: float
    right: float
    height: float
    text: str


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[Word]]:
    """The size of the sheets, and every word with its sheet and its box in points."""
    path = tmp_path_factory.mktemp("printed") / "page.pdf"
    path.write_bytes(browser.pdf(page(standing(), "fr", "plan.xlsx"), path, "fr"))
    about = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    boxes = path.with_suffix(".html")
    subprocess.run(["pdftotext", "-bbox", path, boxes], check=True)
    return about, list(_words(boxes))


def _words(boxes: Path) -> list[Word]:
    found, sheet = [], 0
    pattern = re.compile(
        r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
    )
    for line in boxes.read_text("utf-8").splitlines():
        sheet += "<page " in line
        if match := pattern.search(line):
            left, top, right, bottom = map(float, match.groups()[:4])
            found.append(Word(sheet, left, right, bottom - top, match[5]))
    return found


def test_sheets_are_a4_in_landscape(printed: tuple[str, list[Word]]) -> None:
    """As a French office prints."""
    size = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", printed[0])
    assert size
    assert (float(size[1]), float(size[2])) == pytest.approx((842, 595), abs=1.5)


def test_the_gantt_is_on_one_sheet_and_can_be_read(printed: tuple[str, list[Word]]) -> None:
    """All 66 due dates stand on one sheet, in letters of 6.5 points; a box is a ninth higher."""
    sheets = {word.sheet for word in printed[1] if word.text == "aujourd’hui"}
    assert len(sheets) == 1
    words = [word for word in printed[1] if word.sheet in sheets]
    found = standing()
    away = [found.offset_of(item) for item in found.items]
    assert len(away) == 66
    said = sum(bool(re.fullmatch(r"J[-+]\d+", word.text)) for word in words)
    assert said == sum(map(bool, away))
    small = [word for word in words if word.height < 6.5 * 1.1 and "/ " not in word.text]
    assert not small


def test_nothing_leaves_the_sheet(printed: tuple[str, list[Word]]) -> None:
    """No word is cut off at a side."""
    assert all(word.left >= 20 and word.right <= 822 for word in printed[1])


def test_everything_is_printed(printed: tuple[str, list[Word]]) -> None:
    """No section is left on the screen alone."""
    text = " ".join(word.text for word in printed[1])
    for title in ("En retard et à risque", "Charge par personne", "Budget", "Indicateurs"):
        assert title in text
