"""Every formula cell of a new workbook shows what a spreadsheet calculates for it that day."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from retrosheet import layout
from retrosheet.campaign import Campaign
from retrosheet.language import LANGS
from retrosheet.schedule import compute
from retrosheet.xlsx.write import render
from tests.campaigns import campaigns
from tests.engines.cell_reference import parse_cell
from tests.engines.grid import CellError, Grid, Values
from tests.engines.ironcalc_engine import IronCalcWorkbook
from tests.engines.libreoffice_engine import LibreOffice
from tests.made import COUNTRIES, STAGES, Case, cases
from tests.small import SMALL, one_of
from tests.thorough import THOROUGH, covering, tries

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BEFORE = dt.date(2026, 11, 21)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("values")


_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def written(path: Path) -> dict[str, Values]:
    """The values that the file itself carries for its formulas, dates as serial numbers."""
    found: dict[str, Values] = {}
    with zipfile.ZipFile(path) as archive:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        parts = {one.get("Id"): one.get("Target", "").removeprefix("/xl/") for one in relations}
        for sheet in book.iter(f"{MAIN}sheet"):
            tab = ElementTree.fromstring(archive.read(f"xl/{parts[sheet.get(_RELATION)]}"))
            found[sheet.get("name", "")] = {
                parse_cell(cell.get("r", "")): _value(cell)
                for cell in tab.iter(f"{MAIN}c")
                if cell.find(f"{MAIN}f") is not None
            }
    return found


def _value(cell: ElementTree.Element) -> float | str | bool:
    text, kind = cell.findtext(f"{MAIN}v"), cell.get("t", "n")
    assert text is not None, "a formula without its value"
    assert kind in {"n", "str", "b"}, "an error"
    return text if kind == "str" else bool(int(text)) if kind == "b" else float(text)


def differences(grid: Grid, path: Path) -> list[str]:
    found = []
    for title, cells in written(path).items():
        calculated = grid.values(title)
        for place, value in cells.items():
            now = calculated.get(place, "")
            same = now == value or (
                isinstance(now, float | int)
                and isinstance(value, float | int)
                and abs(now - value) < 1e-9
            )
            if not same or isinstance(now, CellError):
                found.append(f"{title}!R{place[0]}C{place[1]}: wrote {value!r}, is {now!r}")
    return found


def some(first: int) -> list[Case]:
    """The small campaign at each stage and in each country, and one of the library; or all."""
    few = [Case(SMALL, *how) for how in covering(LANGS, COUNTRIES, STAGES, turn=first)]
    return few + (cases() if THOROUGH else cases()[first::6][:1])


@pytest.mark.parametrize("case", some(0), ids=str)
def test_ironcalc_calculates_the_value_of_every_cell(case: Case, tmp_path: Path) -> None:
    """Before the campaign, in its midst, on launch day and after: nothing is stale at birth."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(one_of(case.name, case.lang, case.today, country=case.country).content)
    grid = IronCalcWorkbook.load(path)
    grid.freeze_today(case.today)
    assert differences(grid, path)[:20] == []


@pytest.mark.libreoffice
@pytest.mark.parametrize("case", some(1)[:: 1 if THOROUGH else 2], ids=str)
def test_libreoffice_calculates_and_prints_every_cell(
    case: Case, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    """The same in a second engine, on the real today; no number is too wide for its cell."""
    today = dt.date.today()  # noqa: DTZ011 - TODAY() in the file is the machine's own day
    path = tmp_path / "plan.xlsx"
    path.write_bytes(one_of(case.name, case.lang, today, country=case.country).content)
    with libreoffice.open(path, recalculate=True) as document:
        assert differences(document, path)[:20] == []
        for text in document.texts(tmp_path):
            assert "###" not in text, text
            assert "#N" not in text
            assert "Err:" not in text


@settings(max_examples=tries(5, 30))
@given(campaign=campaigns())
def test_values_are_right_for_any_campaign(folder: Path, campaign: Campaign) -> None:
    """Random campaigns, with a given start, all after launch, or with one task: all tabs."""
    path = folder / "plan.xlsx"
    path.write_bytes(render(layout.build(campaign, compute(campaign), BEFORE)))
    grid = IronCalcWorkbook.load(path)
    grid.freeze_today(BEFORE)
    assert differences(grid, path)[:20] == []
