"""Values, errors and dates read alike from every engine."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.cell_reference import (
    LAST_COLUMN,
    LAST_ROW,
    Area,
    a1,
    parse_area,
    parse_areas,
    parse_cell,
    parse_qualified,
)
from tests.engines.grid import CellError, as_date, as_serial


@given(st.integers(1, LAST_ROW), st.integers(1, LAST_COLUMN))
def test_every_cell_has_one_reference(row: int, column: int) -> None:
    """A row and a column, written and read, are themselves again."""
    assert parse_cell(a1(row, column)) == (row, column)


@given(st.dates(dt.date(1900, 3, 1)))
def test_dates_survive_as_serials(day: dt.date) -> None:
    """Any day from March 1900 on is its own number."""
    assert as_date(as_serial(day)) == day


def test_the_serial_of_a_known_day() -> None:
    """A hand-checked day, and the same with a time."""
    assert as_serial(dt.date(2027, 3, 15)) == 46461
    assert as_date(46461.75) == dt.date(2027, 3, 15)


@pytest.mark.parametrize("value", [None, "15/03/2027", True, CellError("#N/A")])
def test_what_is_no_date_is_refused(value: str | bool | None) -> None:
    """Neither an empty cell, a text, a tick nor an error is taken for a day."""
    with pytest.raises(TypeError):
        as_date(value)


def test_an_error_is_not_the_text_that_reads_like_it() -> None:
    """A test that expects #N/A cannot be passed by the word."""
    assert CellError("#N/A") == CellError("#N/A")
    assert CellError("#N/A") != "#N/A"
    assert {CellError("#N/A")} == {CellError("#N/A")}


def test_areas() -> None:
    """Absolute, open or several areas, quoted tabs, and whether two overlap."""
    assert parse_area("$B$2:D9") == Area(2, 2, 9, 4)
    assert parse_area("B:C") == Area(1, 2, LAST_ROW, 3)
    assert parse_area("4:4") == Area(4, 1, 4, LAST_COLUMN)
    assert parse_areas("A1 B2:C3") == [Area(1, 1, 1, 1), Area(2, 2, 3, 3)]
    assert parse_qualified("='It''s'!$A$1") == ("It's", Area(1, 1, 1, 1))
    assert Area(1, 1, 3, 3).overlaps(Area(3, 3, 4, 4))
    assert not Area(1, 1, 3, 3).overlaps(Area(4, 1, 4, 3))
    assert str(Area(2, 2, 9, 4)) == "B2:D9"


@pytest.mark.parametrize(
    "text", ["", "A0", "A01", "XFE1", "A1048577", "B2:A1", "1:A", "A1:", "AAAA1"]
)
def test_what_is_no_area_is_refused(text: str) -> None:
    """Beyond the sheet, upside down or cut off."""
    with pytest.raises(ValueError, match="no"):
        parse_area(text)
