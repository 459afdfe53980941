"""What follows from what people did in the second between reading and writing, worked out alone."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from retrosheet.google.rewrite import marks
from retrosheet.google.rewrite.meanwhile import Meanwhile
from retrosheet.google.rewrite.scratch import Copied, Write
from retrosheet.workbook.moves import Moves, Shift
from tests.google.fake.caller import Caller

ROWS, ID, TITLE, DAYS, DUE = range(10, 18), 0, 1, 2, 3
COLUMNS = (ID, TITLE, DAYS, DUE)
Json = dict[str, Any]
Grid = dict[int, list[Json]]


def said(text: str) -> Json:
    return {"stringValue": text} if text else {}


def _date(column: str, row: int) -> Json:
    return {"formulaValue": f"={column}{row + 1}"}


def table() -> Grid:
    """Eight rows as they are read: an ID, a title, a length, and a date that is calculated."""
    return {
        row: [said(f"T{row}"), said(f"Title {row}"), {"numberValue": 3}, _date("A", row)]
        for row in ROWS
    }  # fmt: skip


def cells(grid: Grid) -> dict[tuple[int, int], Json]:
    return {
        (row, column): held
        for row, line in grid.items()
        for column, held in enumerate(line)
        if held
    }


def carried_out(grid: Grid, values: dict[tuple[int, int], Json]) -> None:
    for (row, column), held in values.items():
        grid[row][column] = held


@given(
    order=st.permutations(list(ROWS)),
    words=st.dictionaries(st.sampled_from(list(ROWS)), st.sampled_from(["mine", ""]), max_size=4),
    titles=st.sets(st.sampled_from(list(ROWS))),
    dates=st.booleans(),
)
def test_each_row_ends_with_what_was_meant_for_it(
    order: list[int], words: dict[int, str], titles: set[int], dates: bool
) -> None:
    """Sorted in any order and typed into: a person's word stays, ours goes to the row of its ID."""
    read = table()
    new = {(row, TITLE): said(f"New {row}") for row in titles}
    if dates:
        new |= {(row, DUE): _date("B", row) for row in ROWS}
    writes = {spot: Write(cells(read).get(spot, {}), held, spot) for spot, held in new.items()}
    there = {row: list(read[was]) for row, was in zip(ROWS, order, strict=True)}
    for row, line in there.items():
        line[DUE] = _date("A", row)
    for was, word in words.items():
        there[ROWS[order.index(was)]][TITLE] = said(word)
    area = Copied(1, (ROWS[0], ID, ROWS[-1], DUE), ID)
    done = Meanwhile((area,), (cells(read),), (writes,), {}, {}, {1: 100})
    following = done.following([cells(there)])
    carried_out(there, new)
    if following is not None:
        carried_out(there, following.mendings[0].values)
        assert following.done.following([following.held[0]]) is None
    for row, line in there.items():
        was = int(line[ID]["stringValue"][1:])
        ours = f"New {was}" if was in titles else f"Title {was}"
        assert line[TITLE] == said(words.get(was, ours)), (row, was)
        if dates:
            assert line[DUE] == _date("B", row)


def test_a_row_that_went_in_the_place_of_another_comes_back() -> None:
    """Two rows go; meanwhile one of them and a third were exchanged by sorting."""
    read = table()
    area = Copied(1, (ROWS[0], ID, ROWS[-1], DUE), ID, frozenset({11, 14}))
    moves = Moves(Shift((), (11, 14)))
    done = Meanwhile((area,), (cells(read),), ({},), {1: moves}, {1: (14, 11)}, {1: 100})
    assert done.following([cells(read)]) is None
    there = dict(read)
    there[11], there[16] = read[16], read[11]
    following = done.following([cells(there)])
    assert following is not None
    assert following.mendings[0].swapped == {11: 16}
    assert following.swaps == [(1, 99, 14)], "the row at the end goes before what is row 16 by now"
    assert following.done.out == {1: (14, 14)}


def test_a_mark_is_refused_where_its_row_or_column_has_moved(caller: Caller) -> None:
    """And so is all else in its batch; in its place it hinders nothing."""
    made = caller.google.blank()
    placed = (marks.Mark(0, "ROWS", 4), marks.Mark(0, "COLUMNS", 2))
    caller.done(made, *marks.placing(placed))
    caller.done(made, *marks.checking(placed))
    for dimension in ("ROWS", "COLUMNS"):
        area = {"sheetId": 0, "dimension": dimension, "startIndex": 1, "endIndex": 2}
        caller.done(made, {"insertDimension": {"range": area, "inheritFromBefore": False}})
        assert caller.update(made, *marks.checking(placed)).status == 400
        caller.done(made, {"deleteDimension": {"range": area}})
        caller.done(made, *marks.checking(placed))
    caller.done(made, *marks.clearing())
