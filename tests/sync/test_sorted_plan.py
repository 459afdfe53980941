"""A plan that somebody has sorted by a column is the same plan, in the same order."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from retrosheet.files.fingerprint import Fingerprint
from retrosheet.report.markdown import markdown
from retrosheet.standing.model import Standing
from retrosheet.standing.of_workbook import NAMES, standing_of
from retrosheet.sync.assess import assess
from retrosheet.sync.reading import read_snapshot
from retrosheet.xlsx.read import read_book
from tests.update.files import TODAY, Sheet, plain

_EARLIER = Path(__file__).parent / "earlier" / "format-1.xlsx"


def _standing(book: openpyxl.Workbook) -> Standing:
    """The campaign as reports and exports see it."""
    saved = io.BytesIO()
    book.save(saved)
    tables = read_book(saved, NAMES, Fingerprint(0, 0, 0, 0)).tables
    snapshot = read_snapshot(tables, "fr")
    return standing_of(tables, snapshot, assess(snapshot, TODAY))


@pytest.mark.parametrize(
    ("title", "key"),
    [("Rétroplanning", "owner"), ("Retroplan", "title")],
    ids=["numbered", "unnumbered"],
)
def test_a_report_and_an_export_have_the_order_of_the_plan(title: str, key: str) -> None:
    """They list tasks and phases by N°, in a workbook without numbers as the engine does."""
    content = plain() if title == "Rétroplanning" else _EARLIER.read_bytes()
    books = [openpyxl.load_workbook(io.BytesIO(content)) for _ in range(2)]
    sheet = Sheet(books[1], title)
    before = sheet.ids()
    sheet.sort(key)
    assert sheet.ids() != before
    as_made, as_sorted = map(_standing, books)
    assert [item.id for item in as_made.items] == [one for one in before if one in as_made.by_id]
    assert as_sorted.items == as_made.items
    assert as_sorted.phases == as_made.phases
    assert markdown(as_sorted, "fr") == markdown(as_made, "fr")


def test_a_row_without_a_number_follows_the_one_above_it() -> None:
    """Whoever empties a cell of N° moves nothing."""
    book = openpyxl.load_workbook(io.BytesIO(plain()))
    sheet = Sheet(book)
    ids = sheet.ids()
    sheet.cell(ids[4], "order").value = None
    assert [item.id for item in _standing(book).items] == ids
    sheet.cell(ids[4], "order").value = 1.5
    moved = [ids[0], ids[4], *ids[1:4], *ids[5:]]
    assert [item.id for item in _standing(book).items] == moved
