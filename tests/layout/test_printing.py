"""The tabs on paper, as LibreOffice prints them; each workbook is opened once for all of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from retrosheet.language import LANGS, Lang
from tests.engines.libreoffice_engine import LibreOffice
from tests.made import archetype_names, made
from tests.thorough import covering

TODAY = dt.date(2026, 11, 21)


@pytest.mark.libreoffice
@pytest.mark.parametrize(("name", "lang"), covering(archetype_names(), LANGS, few=2))
def test_each_tab_fits_its_paper(
    name: str, lang: Lang, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    """Dashboard, budget, indicators and guide on one page each; the matrix one page wide, and so
    are the settings, whose lists have some thirty lines a page.

    Ten roles or nineteen: the tasks run over some pages, the roles stay beside each other.
    """
    book = made(name, lang, TODAY)
    path = tmp_path / "plan.xlsx"
    path.write_bytes(book.content)
    with libreoffice.open(path) as document:
        printed = {
            key: document.pages(tmp_path, sheet=book.frame.titles[key])
            for key in ("dashboard", "budget", "kpi", "guide", "raci", "settings")
            if book.frame.titles[key] in document.sheets
        }
    assert {"dashboard", "guide"} <= printed.keys()
    # A page holds some twenty tasks and more; two pages wide, there would be twice as many.
    most = {"raci": -(-len(book.campaign.tasks) // 20), "settings": 4}
    assert len(printed["settings"]) >= 2, "a list of all holidays on one page is too small to read"
    too_many = {key: len(pages) for key, pages in printed.items() if len(pages) > most.get(key, 1)}
    assert too_many == {}
    (dashboard,) = printed["dashboard"]
    assert dashboard.width > dashboard.height
    assert dashboard.share("#16324A") > 0.05, "the band across the top"
