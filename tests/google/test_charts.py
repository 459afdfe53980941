"""Native charts: what they draw, under which names and in which colours."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from retrosheet.google.drawing.limits import RenderingError
from retrosheet.google.drawing.requests import requests
from retrosheet.workbook.model import Chart, Series, Sheet
from retrosheet.workbook.refs import Area
from tests.google.drawn import Drawn, hex_of
from tests.xlsx.sample import around

BLUE, GREEN, RED = "#1F65A8", "#13776A", "#C8321A"


def sheet(chart: Chart, heads: tuple[str, ...] = ("Who", "Done", "Left")) -> Sheet:
    result = Sheet("only", "Only", charts=[chart])
    for column, head in enumerate(heads):
        result.put(2, column, head)
        for row in range(3, 6):
            result.put(row, column, row + column)
    return result


def column(number: int) -> Area:
    return Area("Only", 3, number, 5, number)


def two(**changes: Any) -> Chart:
    done = Series("Done", column(0), column(1), (BLUE,), labels=True)
    left = Series("Left", column(0), column(2), (GREEN,))
    return Chart("stacked_bar", "Load", (done, left), 7, 4, 300, 200)._replace(**changes)


def chart_of(made: Sheet) -> dict[str, Any]:
    (chart,) = (item["addChart"]["chart"] for item in requests(around(made)) if "addChart" in item)
    return dict(chart)


def source(data: dict[str, Any]) -> tuple[int, int, int]:
    """First row, row after the last, and column of what a series draws."""
    (area,) = data["sourceRange"]["sources"]
    assert area["endColumnIndex"] == area["startColumnIndex"] + 1
    return area["startRowIndex"], area["endRowIndex"], area["startColumnIndex"]


def test_series_have_their_names_from_the_cells_above() -> None:
    """Where the header says the series' name, it is used."""
    basic = chart_of(sheet(two()))["spec"]["basicChart"]
    assert basic["headerCount"] == 1
    assert source(basic["domains"][0]["domain"]) == (2, 6, 0)
    assert [source(series["series"]) for series in basic["series"]] == [(2, 6, 1), (2, 6, 2)]


def test_series_of_other_names_are_drawn_from_hidden_copies() -> None:
    """The chart shows its own names, and the plan none of the copies."""
    made = sheet(two(), heads=("Who", "d", "l"))
    basic = chart_of(made)["spec"]["basicChart"]
    assert source(basic["domains"][0]["domain"]) == (2, 6, 3)
    assert [source(series["series"]) for series in basic["series"]] == [(2, 6, 4), (2, 6, 5)]
    drawn = Drawn()
    drawn.apply(requests(around(made)))
    copies = {place[1:]: value for place, value in drawn.values.items() if place[2] > 2}
    assert copies[2, 4] == {"stringValue": "Done"}
    assert copies[2, 5] == {"stringValue": "Left"}
    assert copies[5, 3] == {"formulaValue": '=IF(A6="";"";A6)'}
    assert copies[5, 5] == {"formulaValue": '=IF(C6="";"";C6)'}
    hidden = [
        item["updateDimensionProperties"]["range"]
        for item in requests(around(made))
        if item.get("updateDimensionProperties", {}).get("properties", {}).get("hiddenByUser")
    ]
    assert [(area["startIndex"], area["endIndex"]) for area in hidden] == [(3, 6)]
    assert chart_of(made)["spec"]["hiddenDimensionStrategy"] == "SHOW_ALL"


def test_numbers_of_another_tab_or_of_the_first_row_are_copied_too() -> None:
    """Google draws from one tab alone, below a header."""
    values = Area("Été", 0, 0, 2, 0)
    one = Series("Done", values, values, (BLUE,))
    made = Sheet("only", "Only", charts=[Chart("bar", "", (one,), 0, 0, 9, 9)])
    drawn = Drawn()
    drawn.apply(requests(around(made, Sheet("other", "Été"))))
    assert drawn.values[1, 0, 1] == {"stringValue": "Done"}
    assert drawn.values[1, 3, 1] == {"formulaValue": "=IF('Été'!A3=\"\";\"\";'Été'!A3)"}


def test_one_series_without_a_legend_needs_no_name() -> None:
    """Then nothing is copied."""
    one = Series("Load", column(0), column(1), (BLUE,))
    basic = chart_of(sheet(two(series=(one,), legend=False), ("a", "b")))["spec"]["basicChart"]
    assert basic["headerCount"] == 0
    assert basic["legendPosition"] == "NO_LEGEND"
    assert source(basic["series"][0]["series"]) == (3, 6, 1)


@pytest.mark.parametrize(
    ("kind", "type_", "stacked", "axis"),
    [
        ("bar", "BAR", None, "BOTTOM_AXIS"),
        ("stacked_bar", "BAR", "STACKED", "BOTTOM_AXIS"),
        ("column", "COLUMN", None, "LEFT_AXIS"),
        ("stacked_column", "COLUMN", "STACKED", "LEFT_AXIS"),
    ],
)
def test_kinds(kind: Any, type_: str, stacked: str | None, axis: str) -> None:
    """Bars and columns, stacked or not, with their axis and its limits."""
    basic = chart_of(sheet(two(kind=kind, maximum=1)))["spec"]["basicChart"]
    assert (basic["chartType"], basic.get("stackedType")) == (type_, stacked)
    assert {series["targetAxis"] for series in basic["series"]} == {axis}
    (scale,) = basic["axis"]
    window = scale["viewWindowOptions"]
    assert scale["position"] == axis
    assert (window["viewWindowMin"], window["viewWindowMax"]) == (0, 1)


def test_colours_labels_and_place() -> None:
    """As in the file: colours, numbers on bars, position and size."""
    chart = chart_of(sheet(two()))
    first, second = chart["spec"]["basicChart"]["series"]
    assert (hex_of(first["colorStyle"]), hex_of(second["colorStyle"])) == (BLUE, GREEN)
    assert first["dataLabel"]["placement"] == "CENTER"
    assert hex_of(first["dataLabel"]["textFormat"]["foregroundColorStyle"]) == "#FFFFFF"
    assert "dataLabel" not in second
    place = chart["position"]["overlayPosition"]
    assert place["anchorCell"] == {"sheetId": 1, "rowIndex": 7, "columnIndex": 4}
    assert (place["widthPixels"], place["heightPixels"]) == (300, 200)
    assert (chart["spec"]["title"], chart["spec"]["altText"]) == ("Load", "Load")


def test_one_colour_a_bar() -> None:
    """Each bar of a series may have its own."""
    one = Series("Done", column(0), column(1), (BLUE, GREEN, RED), labels=True)
    (series,) = chart_of(sheet(two(kind="bar", series=(one,))))["spec"]["basicChart"]["series"]
    assert [hex_of(point["colorStyle"]) for point in series["styleOverrides"]] == [BLUE, GREEN, RED]
    assert [point["index"] for point in series["styleOverrides"]] == [0, 1, 2]
    assert series["dataLabel"]["placement"] == "OUTSIDE_END"


def test_a_ring_is_bars_in_the_colours_of_its_slices() -> None:
    """Google would colour slices as it likes, and the legend in cells beside them would lie."""
    ring = Series("Statuses", column(0), column(1), (BLUE, GREEN, RED))
    spec = chart_of(sheet(two(kind="doughnut", series=(ring,), legend=False)))["spec"]
    assert "pieChart" not in spec
    basic = spec["basicChart"]
    assert (basic["chartType"], basic["legendPosition"]) == ("BAR", "NO_LEGEND")
    (series,) = basic["series"]
    assert source(basic["domains"][0]["domain"]) == (3, 6, 0)
    assert source(series["series"]) == (3, 6, 1)
    assert [hex_of(point["colorStyle"]) for point in series["styleOverrides"]] == [BLUE, GREEN, RED]
    assert series["dataLabel"]["placement"] == "OUTSIDE_END"


@pytest.mark.parametrize(
    ("given", "maximum", "shown"),
    [("#,##0", None, "#,##0"), (";;;", 1, "0%"), (";;;", None, None), ("", None, None)],
)
def test_an_axis_of_copies_shows_numbers_as_described(
    given: str, maximum: float | None, shown: str | None
) -> None:
    """The axis follows the cells: 20 000 rather than 20000, and shares as percentages."""
    made = sheet(two(number_format=given, maximum=maximum), heads=("Who", "d", "l"))
    drawn = Drawn()
    drawn.apply(requests(around(made)))
    copies = [drawn.formats[1, row, number] for row in (3, 4, 5) for number in (4, 5)]
    assert {copy.get("numberFormat", {}).get("pattern") for copy in copies} == {shown}


def test_charts_have_ids_of_their_own() -> None:
    """On all tabs together."""
    made = replace(sheet(two()), charts=[two(), two()])
    other = replace(sheet(two()), key="other", title="Other", charts=[])
    found = [
        item["addChart"]["chart"]["chartId"]
        for item in requests(around(other, made))
        if "addChart" in item
    ]
    assert len(set(found)) == len(found) == 2


@pytest.mark.parametrize(
    ("chart", "problem"),
    [
        (two(kind="radar"), "no chart of the kind"),
        (two(series=(Series("x", column(0), column(1), (BLUE, RED)),)), "2 colours for 3 points"),
        (two(kind="doughnut"), "one ring"),
        (
            two(series=(Series("x", column(0), Area("Only", 3, 0, 5, 1), (BLUE,)),)),
            "more than one column",
        ),
        (
            two(series=(Series("x", column(0), Area("Gone", 3, 0, 5, 0), (BLUE,)),), legend=False),
            "which does not exist",
        ),
        (
            two(series=(Series("x", column(0), Area("Only", 3, 1, 4, 1), (BLUE,)),), legend=False),
            "more names or more values",
        ),
    ],
)
def test_charts_that_google_cannot_draw(chart: Chart, problem: str) -> None:
    """Such a description is stopped before it is sent."""
    with pytest.raises(RenderingError, match=problem):
        requests(around(sheet(chart)))
