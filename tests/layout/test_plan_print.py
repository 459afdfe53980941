"""The plan on paper: legible, one page wide, each phase whole, nothing of spare lines."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from retrosheet import layout
from retrosheet.archetype import library
from retrosheet.archetype.load import load
from retrosheet.campaign import Options
from retrosheet.campaign import plan as make_plan
from retrosheet.layout.frame import Frame
from retrosheet.layout.plan import tab as plan
from retrosheet.layout.plan.printing import LEAST_SIZE, SMALLEST_ON_SCREEN
from retrosheet.schedule import compute
from retrosheet.xlsx.write import render
from tests.engines.libreoffice_engine import LibreOffice
from tests.made import LAUNCH, archetype_names, made

TODAY = dt.date(2026, 11, 21)
_WORD = re.compile(r'<word xMin="[\d.]+" yMin="([\d.]+)"[^>]*>([^<]*)</word>')


@pytest.mark.parametrize("name", archetype_names())
def test_no_type_is_smaller_than_it_may_be(name: str) -> None:
    """At the scale of the page, whatever is not made to shrink into its cell."""
    frame = made(name, "fr", TODAY).frame
    sheet = plan.lay_out(frame)
    page = sheet.printing
    assert page.area is not None
    assert page.scale is not None
    top, left, bottom, right = page.area
    hidden = {row.row for row in sheet.rows if row.hidden}
    sizes = {
        cell.style.size
        for cell in sheet.cells
        if cell.style and top <= cell.row <= bottom and left <= cell.column <= right
        and cell.row not in hidden and not cell.style.shrink and cell.value not in ("", None)
        and cell.style.size != 8  # the keys that nobody sees
    }  # fmt: skip
    assert min(sizes) == SMALLEST_ON_SCREEN
    assert min(sizes) * page.scale / 100 >= LEAST_SIZE
    assert page.paper == ("A4" if frame.task_count <= 45 else "A3")


@pytest.mark.libreoffice
@pytest.mark.parametrize(("name", "core"), [("webinar", True), ("communication-campaign", False)])
def test_it_prints_legibly_and_phase_by_phase(
    name: str, core: bool, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    """On A4 a short plan, on A3 a long one: as LibreOffice prints them."""
    archetype = load(library.find(name), "fr")
    without = tuple(block.id for block in archetype.blocks) if core else ()
    campaign = make_plan(archetype, Options(LAUNCH, "fr", "FR", without_blocks=without))
    schedule = compute(campaign)
    frame = Frame(campaign, schedule, TODAY)
    sheet = plan.lay_out(frame)
    page = sheet.printing
    assert page.scale is not None
    path = tmp_path / "plan.xlsx"
    path.write_bytes(render(layout.build(campaign, schedule, TODAY)))
    with libreoffice.open(path) as document:
        document.set_name("rs_today", TODAY)
        pages = document.pages(tmp_path, sheet=frame.titles["plan"])
    starts = (frame.plan.first_row, *page.breaks, frame.plan.sentinel_row)
    assert len(pages) == len(starts) - 1
    (pdf,) = tmp_path.glob("*/page.pdf")
    height = max(row.height for row in sheet.rows if row.row == frame.plan.first_row)
    measured = []
    for number, (first, end) in enumerate(pairwise(starts), 1):
        words = _words(pdf, number)
        tasks = [line for line in frame.plan_lines if line.placed]
        rows = [frame.plan.rows[line.id] for line in tasks]
        places = sorted(y for y, word in words if word == "faire")
        assert len(places) == sum(first <= row < end for row in rows)
        measured += [(after - before) / height for before, after in pairwise(places)]
        assert "+" not in {word for _, word in words}
    scale = min(measured)
    assert scale == pytest.approx(page.scale / 100, abs=0.01)
    assert scale * SMALLEST_ON_SCREEN >= LEAST_SIZE * 0.995


def _words(pdf: Path, page: int) -> list[tuple[float, str]]:
    """The words of a page, each with its height on it, in points from the top."""
    found = subprocess.run(
        ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), str(pdf), "-"],
        capture_output=True, text=True, check=True, timeout=60,
    ).stdout  # fmt: skip
    return [(float(y), word) for y, word in _WORD.findall(found)]
