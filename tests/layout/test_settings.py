"""Settings: all of it within a laptop's window, in words that people use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from retrosheet.language import LANGS, Lang
from retrosheet.layout.frame import Frame
from retrosheet.layout.kpi import tab as kpi
from retrosheet.layout.settings import tab as settings
from retrosheet.layout.settings.form import FORM
from retrosheet.sync.reading import NAMES, read_snapshot
from retrosheet.workbook.model import Sheet
from retrosheet.workbook.serials import serial
from retrosheet.xlsx.read import read
from tests.engines.cell_reference import a1
from tests.engines.ironcalc_engine import IronCalcWorkbook
from tests.engines.libreoffice_engine import LibreOffice
from tests.layout.test_plan import LAPTOP, pixels
from tests.made import archetype_names, made
from tests.small import small
from tests.thorough import covering

TODAY = dt.date(2026, 11, 21)


@pytest.mark.parametrize(("name", "lang"), covering(archetype_names(), LANGS))
@pytest.mark.parametrize("lay_out", [settings.lay_out, kpi.lay_out], ids=["settings", "kpi"])
def test_nobody_scrolls_sideways(name: str, lang: Lang, lay_out: Callable[[Frame], Sheet]) -> None:
    """All columns of Settings and of the indicators fit a laptop's window."""
    tab = lay_out(made(name, lang, TODAY).frame)
    wide = {run.first: pixels(run.width) for run in tab.columns if not run.hidden}
    assert set(wide) >= {cell.column for cell in tab.cells if cell.value} - {
        run.first for run in tab.columns if run.hidden
    }
    assert sum(wide.values()) <= LAPTOP


@pytest.mark.libreoffice
@pytest.mark.parametrize(("lang", "day"), [("fr", "mercredi 29 septembre 2027"),
                                           ("en", "Wednesday 29 September 2027")])  # fmt: skip
def test_the_longest_launch_day_fits(
    lang: Lang, day: str, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    """A date too long for its cell shows as ###, whatever font a machine has for ours."""
    path = tmp_path / "plan.xlsx"
    book = small(lang, TODAY)
    path.write_bytes(book.content)
    launch = book.frame.settings.entry("launch")
    with libreoffice.open(path) as document:
        title = book.frame.titles["settings"]
        document.set(
            title, a1(launch.first_row + 1, launch.first_column + 1), serial(dt.date(2027, 9, 29))
        )
        said = " ".join(" ".join(document.texts(tmp_path)).split())
    assert f"{FORM['launch'][0].to(lang)} {day}" in said
    assert "###" not in said


@pytest.mark.parametrize(
    ("lang", "words"), [("fr", "samedi et dimanche"), ("en", "Saturday and Sunday")]
)
def test_the_weekend_stands_in_words(lang: Lang, words: str) -> None:
    """Not as a code of seven digits."""
    frame = made("event", lang, TODAY).frame
    place = frame.settings.entry("weekend")
    (shown,) = (
        cell.value
        for cell in settings.lay_out(frame).cells
        if (cell.row, cell.column) == (place.first_row, place.first_column)
    )
    assert shown == words


def test_a_list_below_another_is_not_beyond_its_end(tmp_path: Path) -> None:
    """The holidays stand below the statuses: what is typed between the two is named, they not."""
    book = small("fr", TODAY)
    path = tmp_path / "plan.xlsx"
    path.write_bytes(book.content)
    assert read_snapshot(read(path, NAMES, "en").tables).doubts == ()
    frame, title = book.frame, book.frame.titles["settings"]
    grid = IronCalcWorkbook.load(path)
    lost = frame.settings.status_words.last_row + 2
    below = frame.settings.list_row + frame.settings.holiday_rows + 3
    for row, text in ((lost, "En pause"), (below, "1er mai 2031")):
        grid.set(title, a1(row + 1, frame.settings.holiday_column + 1), text)
    path.unlink()
    grid._model.save_to_xlsx(str(path))
    doubts = read_snapshot(read(path, NAMES, "en").tables).doubts
    assert [(doubt.column, doubt.typed) for doubt in doubts] == [
        ("rs_holidays", "1er mai 2031"), ("rs_statuses", "En pause"),
    ]  # fmt: skip
