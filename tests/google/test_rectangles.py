"""Rectangles cover what is alike, once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retrosheet.google.drawing.rectangles import Rectangle, rectangles

GRIDS = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 6)), st.sampled_from("abc"), max_size=60
)


@given(GRIDS)
def test_each_cell_lies_in_one_rectangle_of_its_kind(grid: dict[tuple[int, int], str]) -> None:
    """None is missed, and none is written twice."""
    covered = [
        ((row, column), area.key)
        for area in rectangles(grid)
        for row in range(area.first_row, area.last_row + 1)
        for column in range(area.first_column, area.last_column + 1)
    ]
    assert len(covered) == len(grid)
    assert dict(covered) == grid


@given(GRIDS)
def test_no_rectangle_could_go_on_below(grid: dict[tuple[int, int], str]) -> None:
    """A run down a column is never cut in two, and their order is that of their first cells."""
    found = list(rectangles(grid))
    for area in found:
        for column in range(area.first_column, area.last_column + 1):
            assert grid.get((area.last_row + 1, column)) != area.key
    assert found == sorted(found, key=lambda area: (area.first_row, area.first_column))


def test_a_filled_table_is_one_rectangle_a_kind() -> None:
    """Two looks over a table are two requests."""
    grid = {
        (row, column): "left" if column < 3 else "right" for row in range(50) for column in range(5)
    }
    assert list(rectangles(grid)) == [
        Rectangle("left", 0, 0, 49, 2),
        Rectangle("right", 0, 3, 49, 4),
    ]
    assert sum(area.cells for area in rectangles(grid)) == 250


def test_nothing_has_no_rectangles() -> None:
    """An empty tab costs no request."""
    assert list(rectangles({})) == []
