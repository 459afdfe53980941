"""The requests of a tab's cells, applied: just what the description says is there."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrosheet.google.drawing.grid import content, extended, formats
from retrosheet.google.drawing.limits import RenderingError
from retrosheet.google.drawing.relative import filled
from retrosheet.google.drawing.tabs import Tab, tabs
from retrosheet.workbook.model import Cell, Merge, Sheet, Style
from retrosheet.workbook.serials import serial
from tests.google.drawn import Drawn, expected_values, style_of
from tests.xlsx.sample import around

STYLES = (None, Style(), Style(bold=True), Style(fill="#0B6E8A", line_below="#E3E8ED"))
FORMULAS = ("=$A1+B$2", "=SUM(A1:C9)*12", "='Réglages'!$A$1", '=IF(D7="","A1",rs_launch)')


@st.composite
def contents(draw: st.DrawFn) -> list[Cell]:
    """Cells of a small table: many alike, some not, some missing."""
    places = draw(
        st.lists(
            st.tuples(st.integers(0, 60), st.sampled_from((0, 1, 2, 3, 9, 40))),
            max_size=40,
            unique=True,
        )
    )
    kinds = st.sampled_from(("filled", "formula", "text", "number", "one", "day", "yes", "blank"))
    cells = []
    for row, column in places:
        kind = draw(kinds)
        style = draw(st.sampled_from(STYLES))
        value: Any = {
            "text": draw(st.sampled_from(("◆", "◆", "=1+1", "-x", "@a", "+33", "0042"))),
            "number": draw(st.sampled_from((1, 2.5, -3))),
            "one": 1.0,
            "day": dt.date(2027, 3, 15),
            "yes": True,
            "blank": "",
        }.get(kind, 0)
        formula = ""
        if kind == "filled":
            formula = filled(FORMULAS[0], row, column)
        elif kind == "formula":
            formula = draw(st.sampled_from(FORMULAS))
        cells.append(Cell(row, column, value, style, formula))
    return cells


def tab(sheet: Sheet) -> Tab:
    return tabs(around(sheet)).all[0]


def drawn(sheet: Sheet) -> Drawn:
    result = Drawn()
    made = tab(sheet)
    result.apply(formats(made))
    blocks, repeats = content(made)
    result.apply((*blocks, *repeats))
    return result


@given(contents())
def test_every_cell_is_as_described(cells: list[Cell]) -> None:
    """However cells lie, values and styles arrive at their places."""
    sheet = Sheet("only", "Only", cells=cells)
    result = drawn(sheet)
    assert result.values == expected_values(around(sheet))
    styles = {(1, cell.row, cell.column): cell.style for cell in cells if cell.style is not None}
    assert {
        place: style_of(look) for place, look in result.formats.items() if place in styles
    } == styles
    others = {style_of(look) for place, look in result.formats.items() if place not in styles}
    assert others <= {Style()}


def test_a_filled_column_is_one_request() -> None:
    """Five thousand formulas that differ by their row alone."""
    sheet = Sheet("only", "Only")
    for row in range(5000):
        sheet.calc(row, 0, f"=B{row + 1}+1", 1)
    blocks, repeats = content(tab(sheet))
    assert blocks == ()
    (repeat,) = repeats
    assert repeat["repeatCell"]["cell"] == {"userEnteredValue": {"formulaValue": "=B1+1"}}
    assert repeat["repeatCell"]["range"]["endRowIndex"] == 5000


def test_texts_that_differ_are_one_block() -> None:
    """Ids, a blank column, titles: rows that share one request, gaps and all."""
    sheet = Sheet("only", "Only")
    for row in range(100):
        sheet.put(row, 0, f"T{row}")
        sheet.put(row, 2, f"Task {row}")
    blocks, repeats = content(tab(sheet))
    assert repeats == ()
    assert len(blocks) == 1
    assert blocks[0]["updateCells"]["rows"][7] == {
        "values": [
            {"userEnteredValue": {"stringValue": "T7"}},
            {},
            {"userEnteredValue": {"stringValue": "Task 7"}},
        ]
    }


def test_a_yes_in_a_column_of_ones_stays_a_yes() -> None:
    """1 and TRUE are equal to Python, but not to a person."""
    sheet = Sheet("only", "Only")
    for row in range(20):
        sheet.put(row, 0, True if row == 9 else 1)
    values = drawn(sheet).values
    assert values[1, 9, 0] == {"boolValue": True}
    assert sum(value == {"numberValue": 1} for value in values.values()) == 19


def test_text_is_never_parsed() -> None:
    """What looks like a formula, a number or a date stays the text that it is."""
    for text in ("=1+1", "+33 6", "-", "@here", "0042", "1/2"):
        assert extended(text) == {"stringValue": text}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (True, {"boolValue": True}),
        (0, {"numberValue": 0}),
        (0.5, {"numberValue": 0.5}),
        (dt.date(2027, 3, 15), {"numberValue": 46461}),
        (dt.datetime(2027, 3, 15, 12, 0), {"numberValue": 46461.5}),  # noqa: DTZ001
        ("a\r\nb\x00", {"stringValue": "a\nb\ufffd"}),
        ("", None),
        (None, None),
    ],
)
def test_values(value: Any, written: dict[str, Any] | None) -> None:
    """Ticks, numbers, days, times, texts and nothing."""
    assert extended(value) == written


def test_days_are_counted_from_the_end_of_1899() -> None:
    """As Sheets counts them."""
    assert serial(dt.date(1899, 12, 31)) == 1
    assert serial(dt.date(2000, 1, 1)) == 36526


def test_a_merge_looks_like_its_first_cell() -> None:
    """Also where nothing stands, so that a fill or a line goes on to its end."""
    sheet = Sheet("only", "Only", merges=[Merge(0, 0, 1, 2)])
    sheet.put(0, 0, "Title", Style(fill="#16324A"))
    sheet.put(1, 2, "", Style(bold=True))
    looks = drawn(sheet).formats
    assert {style_of(looks[1, row, column]) for row in (0, 1) for column in (0, 1)} == {
        Style(fill="#16324A")
    }
    assert style_of(looks[1, 1, 2]) == Style(bold=True)


def _with(*cells: Cell, merges: tuple[Merge, ...] = ()) -> Sheet:
    return Sheet("only", "Only", cells=list(cells), merges=list(merges))


@pytest.mark.parametrize(
    ("sheet", "problem"),
    [
        (_with(Cell(0, 0, 1), Cell(0, 0, 2)), "A1: two cells"),
        (_with(Cell(0, 0, 1), Cell(0, 1, 2), merges=(Merge(0, 0, 0, 1),)), "hidden under"),
        (_with(Cell(2, 1, "x" * 50_001)), "B3: A text is longer"),
        (_with(Cell(0, 0, float("nan"))), "no number"),
        (_with(Cell(0, 0, 1, None, "=AGGREGATE(1,2,A2:A9)")), "AGGREGATE"),
        (_with(Cell(0, 0, 1, None, "=_xlfn.XLOOKUP(1,A2:A9,B2:B9)")), "XLOOKUP"),
        (_with(Cell(0, 0, 1, None, "1+1")), "begin with ="),
        (_with(Cell(0, 0, 1, None, '="' + "x" * 50_000 + '"')), "longer than"),
        (_with(Cell(0, 0, 1, None, '="\x01"')), "no cell can hold"),
    ],
)
def test_what_a_cell_cannot_hold(sheet: Sheet, problem: str) -> None:
    """With its place, before anything is sent."""
    with pytest.raises(RenderingError, match=problem):
        content(tab(sheet))


def test_texts_in_formulas_may_name_any_function() -> None:
    """Only what is called counts."""
    sheet = _with(Cell(0, 0, "", None, '="Ask LAMBDA(x)"'))
    assert drawn(sheet).values == {(1, 0, 0): {"formulaValue": '="Ask LAMBDA(x)"'}}
