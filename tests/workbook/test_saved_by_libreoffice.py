"""What people read in a workbook is the same after LibreOffice has saved it and opened it again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from retrosheet.language import LANGS, Lang
from retrosheet.layout.budget.grid import Grid, column
from retrosheet.workbook.model import Sheet
from tests.engines.cell_reference import a1
from tests.engines.libreoffice_document import Document
from tests.engines.libreoffice_engine import LibreOffice
from tests.made import Made
from tests.small import one_of, sample

pytestmark = pytest.mark.libreoffice

LOCALES = ("fr-FR", "en-US")


def cases() -> list[tuple[str, ...]]:
    """A campaign in each language, on a French and an American person's machine."""
    return list(product(LOCALES, sample(), LANGS))


@pytest.mark.parametrize(("locale", "name", "lang"), cases())
def test_nothing_reads_differently(
    offices: Callable[[str], LibreOffice], locale: str, name: str, lang: Lang, tmp_path: Path
) -> None:
    """Every cell of every tab shows the same text: amounts, shares, dates and days from launch.

    A share is typed and money is overspent first, so that all kinds of numbers are there.
    """
    path, saved = tmp_path / "plan.xlsx", tmp_path / "saved.xlsx"
    plan = one_of(name, lang, dt.date.today())  # noqa: DTZ011 - TODAY() is the machine's own day
    path.write_bytes(plan.content)
    office = offices(locale)
    with office.open(path, recalculate=True) as document:
        _work(document, plan)
        before = document.all_shown()
        document.save(saved)
    with office.open(saved, recalculate=True) as document:
        after = document.all_shown()
    assert list(before) == list(after)
    assert [
        f"{title}!{a1(row, place)}: {shown!r} reads {again!r}"
        for title, rows in before.items()
        for row, (line, line_again) in enumerate(zip(rows, after[title], strict=True), 1)
        for place, (shown, again) in enumerate(zip(line, line_again, strict=True), 1)
        if shown != again
    ] == []
    texts = {text for rows in before.values() for line in rows for text in line}
    assert ("60 %" if lang == "fr" else "60%") in texts
    if plan.campaign.budget:
        assert any(text.startswith("▲ -") for text in texts)


def _work(document: Document, plan: Made) -> None:
    """Type a share done, and more money paid than was planned."""
    frame = plan.frame
    progress = a1(frame.plan.first_row + 1, frame.plan.column("progress") + 1)
    document.set(frame.titles["plan"], progress, 0.6)
    if plan.campaign.budget:
        grid = Grid(Sheet("budget", ""), frame)
        first = grid.header_row + 2
        document.set(frame.titles["budget"], a1(first, column("paid") + 1), 1_234_567.8)
