"""The weekend in words: what people write in Settings, and what it means to all who read it."""

from __future__ import annotations

import datetime as dt
from itertools import product
from pathlib import Path

import pytest

from retrosheet import weekends
from retrosheet.calendars import SATURDAY_SUNDAY
from retrosheet.language import LANGS, Lang
from retrosheet.sync.reading import NAMES, read_snapshot
from retrosheet.workbook.tables import Cell
from retrosheet.xlsx.read import read
from tests.small import small
from tests.sync.typing import put
from tests.test_heart import opened

TODAY = dt.date(2026, 11, 21)
TYPED = {
    "samedi et dimanche": "0000011",
    "Friday and Saturday": "0000110",
    "Vendredi, SAMEDI": "0000110",
    "dimanche": "0000001",
    "sam./dim.": "0000011",
    "Aucun": "0000000",
    "none": "0000000",
    "mardi mercredi jeudi": "0111000",
    "0000110": "0000110",
    "11": "0000011",
    "": SATURDAY_SUNDAY,
    "tous les jours": None,
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday": None,
    "1111111": None,
    "le week-end": None,
}  # fmt: skip
"""What people type, and the days that are then off; None for what says nothing."""


@pytest.mark.parametrize("lang", LANGS)
def test_every_weekend_in_words_is_read_back(lang: Lang) -> None:
    """All but seven days off in a week."""
    masks = ["".join(digits) for digits in product("01", repeat=7)]
    for mask in masks[:-1]:
        assert weekends.mask_of(weekends.words(mask, lang)) == mask
    assert weekends.mask_of(weekends.words(masks[-1], lang)) is None


def test_formulas_and_sync_read_what_people_type_alike(tmp_path: Path) -> None:
    """What is no day is Saturday and Sunday to both, and sync names the cell."""
    book = small("fr", TODAY)
    path = tmp_path / "plan.xlsx"
    path.write_bytes(book.content)
    tables = dict(read(path, NAMES, "en").tables)
    grid = opened(book.campaign, tmp_path)
    row = book.frame.engine.scalars.index("weekend") + 1
    for typed, mask in TYPED.items():
        grid.set_name("rs_weekend", typed)
        assert grid.values("_engine")[row, 2] == (mask or SATURDAY_SUNDAY), typed
        put(tables, "rs_weekend", 0, 0, Cell(typed))
        snapshot = read_snapshot(tables)
        assert snapshot.calendar.weekend == (mask or SATURDAY_SUNDAY), typed
        doubted = [doubt.typed for doubt in snapshot.doubts if doubt.column == "weekend"]
        assert doubted == ([typed] if mask is None else [])
