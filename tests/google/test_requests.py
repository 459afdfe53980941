"""A whole workbook as requests: valid by Google's own documents, and the same cells at the end."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Literal

import pytest

from benchmarks.campaign import write_archetype
from retrosheet import layout
from retrosheet.archetype.load import load
from retrosheet.campaign import Options, plan
from retrosheet.google.drawing.batches import Batch, batches, payload
from retrosheet.google.drawing.differences import DIFFERENCES
from retrosheet.google.drawing.limits import RenderingError
from retrosheet.google.drawing.requests import (
    ERRORS,
    Drawing,
    creation,
    drawing,
    filling,
    locale_batch,
    requests,
)
from retrosheet.google.drawing.tabs import tabs as tabs_of
from retrosheet.language import LANGS, Lang, locales
from retrosheet.schedule import compute
from retrosheet.workbook import model
from retrosheet.workbook.model import (
    Cell,
    Column,
    Merge,
    Name,
    Row,
    Sheet,
    Style,
    Validation,
    View,
    Workbook,
)
from retrosheet.workbook.refs import Area
from tests.contract.places import workbook as evening
from tests.google.drawn import Drawn, campaign, expected_values, sent, style_of
from tests.google.fake.discovery import validate, validate_mask
from tests.made import archetype_names
from tests.thorough import covering
from tests.xlsx.sample import PLAN, around, sample

GOLDEN = Path(__file__).parent / "golden" / "sample.json"


def lines(drawn: Drawing) -> str:
    """One request a line, as a person reads it."""
    parts = [{"creation": drawn.creation}, *drawn.requests]
    return "".join(json.dumps(part, ensure_ascii=False) + "\n" for part in parts)


def of_kind(kind: str, made: tuple[dict[str, Any], ...]) -> list[dict[str, Any]]:
    return [item[kind] for item in made if kind in item]


def test_golden_requests() -> None:
    """The requests of a workbook that uses everything; UPDATE_GOLDEN=1 writes them."""
    text = lines(drawing(sample(), "Europe/Paris"))
    if "UPDATE_GOLDEN" in os.environ:
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(text, "utf-8", newline="\n")
    assert text.splitlines() == GOLDEN.read_text("utf-8").splitlines()


def test_same_input_same_requests() -> None:
    """Letter for letter."""
    assert lines(drawing(sample(), "UTC")) == lines(drawing(sample(), "UTC"))


@pytest.mark.parametrize(("name", "lang"), covering(archetype_names(), LANGS, few=2))
def test_a_campaign_arrives_whole(name: str, lang: Lang) -> None:
    """Every value, formula and style of every cell, through requests that Google would take."""
    workbook = campaign(name, lang)
    drawn = drawing(workbook, "Europe/Paris")
    (batch,) = batches(drawn.requests)
    assert validate(drawn.creation, "Spreadsheet") == []
    assert validate(batch.body, "BatchUpdateSpreadsheetRequest") == []
    result = Drawn()
    result.create(drawn.creation)
    result.apply(batch.requests)
    wanted = expected_values(workbook)
    assert {place: result.values[place] for place in wanted} == wanted
    # What a description does not say: copies for charts, and nothing else, on tabs that have any.
    extra = {(place[0], place[2]) for place in result.values.keys() - wanted.keys()}
    for number, column in extra:
        sheet = workbook.sheets[number - 1]
        assert sheet.charts
        assert column > max(cell.column for cell in sheet.cells)
    _check_styles(workbook, result)
    _check_counts(workbook, drawn.requests)


def _check_styles(workbook: Workbook, result: Drawn) -> None:
    """Every cell of a tab looks as described; those of hidden tabs have but their formats."""
    tabs = {tab.id: tab for tab in tabs_of(workbook).all}
    shown: dict[int, Style] = {}
    formats = result.formats
    for number, sheet in enumerate(workbook.sheets, 1):
        for cell in sheet.cells:
            if cell.style is None:
                continue
            look = formats.get((number, cell.row, cell.column), {})
            hides = cell.style.number_format in {"", "General", ";;;"}
            assert ("numberFormat" in look) != hides, cell
            if sheet.hidden:
                continue
            if id(look) not in shown:
                shown[id(look)] = style_of(look)
            style = cell.style._replace(locked=True, number_format="")
            if cell.style.number_format == ";;;":
                style = style._replace(color=style.fill or "#FFFFFF")
            if style.shrink and 8 < style.size <= 10:
                style = style._replace(size=8)
            if _under_a_button(sheet, cell) and style.align == "right":
                padding = look["padding"] | {"right": 3}
                assert style_of(look | {"padding": padding}) == style, cell
            else:
                assert shown[id(look)] == style, cell
        places = {place[1:] for place in formats if place[0] == number}
        if sheet.hidden:
            assert places <= {(cell.row, cell.column) for cell in sheet.cells}
        else:
            assert len(places) == tabs[number].rows * tabs[number].columns


def _under_a_button(sheet: Sheet, cell: Cell) -> bool:
    """Whether a filter lays its button over the cell."""
    return sheet.filter is not None and cell.row == sheet.filter.first_row


def _check_counts(workbook: Workbook, made: tuple[dict[str, Any], ...]) -> None:
    """As many rules, names, merges and charts as described; rules count from 0 on each tab."""
    names = {item["namedRange"]["name"] for item in of_kind("addNamedRange", made)}
    assert names == {name.name for name in workbook.names}
    assert len(of_kind("mergeCells", made)) == sum(len(sheet.merges) for sheet in workbook.sheets)
    assert len(of_kind("addChart", made)) == sum(len(sheet.charts) for sheet in workbook.sheets)
    rules = of_kind("addConditionalFormatRule", made)
    for number, sheet in enumerate(workbook.sheets, 1):
        own = [rule for rule in rules if rule["rule"]["ranges"][0]["sheetId"] == number]
        assert [rule["index"] for rule in own] == list(range(len(sheet.rules)))
        assert [
            rule["rule"]["booleanRule"]["condition"]["values"][0]["userEnteredValue"]
            for rule in own
        ] == [sent(rule.formula) for rule in sheet.rules]


def test_names_are_there_before_the_formulas_that_use_them() -> None:
    """No formula shows #NAME? for a while."""
    kinds = [next(iter(item)) for item in requests(evening("fr"))]
    last_name = len(kinds) - 1 - kinds[::-1].index("addNamedRange")
    first_cells = min(kinds.index("updateCells"), kinds.index("repeatCell"))
    assert last_name < first_cells


def test_ids_are_all_given_and_all_different() -> None:
    """A batch that is sent twice is refused, not doubled."""
    made = requests(evening("en"))
    names = [item["namedRange"] for item in of_kind("addNamedRange", made)]
    assert all(re.fullmatch("[A-Za-z0-9_-]+", name["namedRangeId"]) for name in names)
    protected = [
        item["protectedRange"]["protectedRangeId"] for item in of_kind("addProtectedRange", made)
    ]
    charts = [item["chart"]["chartId"] for item in of_kind("addChart", made)]
    tabs = [item["properties"]["sheetId"] for item in creation(sample(), "UTC")["sheets"]]
    assert len({*protected, *charts, *tabs}) == len(protected) + len(charts) + len(tabs)
    assert 0 not in tabs


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """A made-up campaign of 120 tasks: with a small limit it behaves as one of 5,000 does."""
    folder = tmp_path_factory.mktemp("large")
    archetype = load(write_archetype(folder / "large.yaml", 120), "en")
    planned = plan(archetype, Options(dt.date(2027, 3, 15), "en"))
    return layout.build(planned, compute(planned), dt.date(2026, 6, 2))


def test_a_large_workbook_is_created_with_some_of_its_cells(large: Workbook) -> None:
    """So that creation and two bodies are enough; formulas that use a name wait for the names."""
    whole = len(payload(list(requests(large))))
    limit = whole * 9 // 20
    drawn = drawing(large, "UTC", limit)
    bodies = batches(drawn.requests, limit)
    assert len(batches(requests(large), limit)) == 3
    assert len(bodies) == 2
    assert len(payload(drawn.creation)) < limit
    assert validate(drawn.creation, "Spreadsheet") == []
    assert "rs_" not in re.sub('"stringValue": "[^"]*"', "", json.dumps(drawn.creation))
    result = Drawn()
    result.create(drawn.creation)
    assert result.values
    for body in bodies:
        result.apply(body.requests)
    wanted = expected_values(large)
    assert {place: result.values[place] for place in wanted} == wanted


def test_a_workbook_that_fits_is_created_empty(large: Workbook) -> None:
    """All cells come with the batch, whose mark is looked for."""
    drawn = drawing(large, "UTC")
    assert drawn.requests == requests(large)
    assert drawn.creation == creation(large, "UTC")
    assert all("data" not in sheet for sheet in drawn.creation["sheets"])


def test_creation_names_everything_itself() -> None:
    """Nothing is left to the locale of an account: its first tab might be called Feuille 1."""
    body = creation(sample(), "Europe/Paris")
    assert body["properties"] == {
        "title": "Été 2027",
        "locale": "en_US",
        "timeZone": "Europe/Paris",
    }
    plan_tab, settings, engine = (sheet["properties"] for sheet in body["sheets"])
    assert plan_tab["title"] == "Rétro d’été"
    grid = plan_tab["gridProperties"]
    assert (grid["frozenRowCount"], grid["frozenColumnCount"]) == (5, 3)
    assert grid["hideGridlines"] is True
    assert grid["columnGroupControlAfter"] is True
    assert "hideGridlines" not in settings["gridProperties"]
    assert (engine["hidden"], engine["sheetId"], engine["index"]) == (True, 3, 2)


def test_a_blank_spreadsheet_gets_our_tabs_for_its_own() -> None:
    """Whatever ids and titles its tabs have; one passing tab stands while they change."""
    made = filling(sample(), [0, 2])
    tabs, seen = {0: "Feuille 1", 2: "Rétro d’été"}, set[int]()
    for item in made[:7]:
        ((kind, body),) = item.items()
        if kind == "addSheet":
            properties = body["properties"]
            assert properties["sheetId"] not in tabs
            assert properties["title"] not in tabs.values()
            tabs[properties["sheetId"]] = properties["title"]
        else:
            assert kind == "deleteSheet"
            del tabs[body["sheetId"]]
            assert tabs
        seen.add(len(tabs))
    assert list(tabs) == [1, 2, 3]
    assert made[7:] == requests(sample())
    (batch,) = batches(made)
    assert validate(batch.body, "BatchUpdateSpreadsheetRequest") == []


@pytest.mark.parametrize("locale", locales())
def test_the_locale_comes_last_and_alone(locale: str) -> None:
    """The same request answers with the errors, if any."""
    body = locale_batch(locale)
    (request,) = body["requests"]
    assert request["updateSpreadsheetProperties"]["properties"] == {"locale": locale}
    assert request["updateSpreadsheetProperties"]["fields"] == "locale"
    assert validate(body, "BatchUpdateSpreadsheetRequest") == []
    assert validate_mask(ERRORS, "BatchUpdateSpreadsheetResponse") == []


def sized(sheet: Sheet) -> list[tuple[str, int, int, dict[str, Any]]]:
    found = []
    for item in of_kind("updateDimensionProperties", requests(around(sheet))):
        area = item["range"]
        assert set(item["fields"].split(",")) == set(item["properties"])
        span = (area["dimension"], area["startIndex"], area["endIndex"])
        found.append((*span, item["properties"]))
    return found


def test_widths_and_heights_are_those_of_excel() -> None:
    """In pixels, hidden ones too."""
    sheet = Sheet(
        "only", "Only", default_height=15,
        columns=[Column(0, 1, 10), Column(2, 2, 0.5), Column(3, 3, 8, hidden=True)],
        rows=[Row(2, 30), Row(0, 12, hidden=True), Row(1, 12, hidden=True)],
    )  # fmt: skip
    assert sized(sheet) == [
        ("COLUMNS", 0, 6, {"pixelSize": 64}),
        ("COLUMNS", 0, 2, {"pixelSize": 75}),
        ("COLUMNS", 2, 3, {"pixelSize": 6}),
        ("COLUMNS", 3, 4, {"pixelSize": 61, "hiddenByUser": True}),
        ("ROWS", 0, 23, {"pixelSize": 20}),
        ("ROWS", 0, 2, {"pixelSize": 16, "hiddenByUser": True}),
        ("ROWS", 2, 3, {"pixelSize": 40}),
    ]


def widths(*sheets: Sheet) -> dict[int, int]:
    """The pixels of the columns of the first tab that have a width of their own."""
    made = of_kind("updateDimensionProperties", requests(around(*sheets)))
    return {
        number: item["properties"]["pixelSize"]
        for item in made[1:]
        if item["range"]["sheetId"] == 1 and item["range"]["dimension"] == "COLUMNS"
        for number in range(item["range"]["startIndex"], item["range"]["endIndex"])
    }


def listed(*words: str, align: Literal["center"] | None = None) -> Sheet:
    """A column of 60 pixels whose cells are chosen from words on another tab."""
    area, source = Area("Only", 1, 1, 9, 1), Area("Words", 0, 0, len(words) - 1, 0)
    sheet = Sheet(
        "only", "Only", columns=[Column(0, 1, 55 / 7)],
        validations=[Validation(area, "list", "T", "M", source=source)],
    )  # fmt: skip
    sheet.put(1, 1, "To do", Style(align=align))
    return sheet


def words_tab(*words: str) -> Sheet:
    other = Sheet("words", "Words")
    for row, word in enumerate(words):
        other.put(row, 0, word)
    return other


@pytest.mark.parametrize(("align", "pixels"), [(None, (150, 165)), ("center", (160, 180))])
def test_a_list_has_room_for_its_longest_word_beside_the_arrow(
    align: Literal["center"] | None, pixels: tuple[int, int]
) -> None:
    """Google draws the arrow over the text, at all times; Excel only where somebody stands."""
    words = ("To do", "En attente de validation")
    found = widths(listed(*words, align=align), words_tab(*words))
    assert found[0] == 60
    assert pixels[0] <= found[1] <= pixels[1]


def test_a_list_of_short_words_keeps_its_width() -> None:
    """The arrow of a list needs room only where words fill the cell."""
    assert widths(listed("Yes", "No"), words_tab("Yes", "No")) == {0: 60, 1: 60}


def test_a_filter_has_room_for_its_button_beside_the_head() -> None:
    """Word by word where it wraps; not where it is rotated, and only in the row of the filter."""
    sheet = Sheet("only", "Only", columns=[Column(0, 3, 55 / 7)], filter=Area("Only", 3, 0, 9, 3))
    sheet.put(3, 0, "Progress", Style(size=9, bold=True))
    sheet.put(3, 1, "Due on or so", Style(wrap=True))
    sheet.put(3, 2, "Communications director", Style(rotated=True))
    sheet.put(4, 3, "A long text that is no head", Style())
    found = widths(sheet)
    assert 60 < found.pop(0) < 85
    assert found == {1: 60, 2: 60, 3: 60}
    padded = [
        (item["range"]["startColumnIndex"], item["range"]["endColumnIndex"])
        for item in of_kind("repeatCell", requests(around(sheet)))
        if item["fields"] == "userEnteredFormat.padding"
    ]
    assert padded == [(0, 1), (1, 2)]


def test_folded_columns_are_closed_groups() -> None:
    """They are not hidden besides: opening the fold must show them."""
    sheet = Sheet(
        "only", "Only",
        columns=[
            Column(1, 4, 9, hidden=True, level=1), Column(2, 3, 9, level=2),
            Column(6, 6, 9, level=1),
        ],
    )  # fmt: skip
    groups = [
        (item["dimensionGroup"]["depth"], item["dimensionGroup"]["range"]["startIndex"],
         item["dimensionGroup"]["range"]["endIndex"], item["dimensionGroup"]["collapsed"])
        for item in of_kind("updateDimensionGroup", requests(around(sheet)))
    ]  # fmt: skip
    assert groups == [(1, 1, 5, True), (1, 6, 7, True), (2, 2, 4, True)]
    assert all("hiddenByUser" not in wanted for *_, wanted in sized(sheet))


def test_a_merge_across_the_frozen_edge_stays_apart() -> None:
    """Google refuses it; the text shows all the same."""
    sheet = Sheet(
        "only", "Only", freeze=(2, 3),
        merges=[Merge(0, 0, 0, 5), Merge(1, 4, 2, 4), Merge(0, 6, 1, 6), Merge(3, 0, 4, 2)],
    )  # fmt: skip
    sheet.put(0, 0, "A long title", Style(bold=True))
    merged = of_kind("mergeCells", requests(around(sheet)))
    assert [
        (item["range"]["startRowIndex"], item["range"]["startColumnIndex"]) for item in merged
    ] == [(0, 6), (3, 0)]


def test_our_own_tabs_warn_before_they_are_changed() -> None:
    """Nobody is locked out, and input cells do not ask."""
    sheet = Sheet("only", "Only", protected=True)
    sheet.put(0, 0, 1, Style())
    sheet.put(1, 0, 1, Style(locked=False))
    sheet.put(2, 0, 1, Style(locked=False))
    (item,) = of_kind("addProtectedRange", requests(around(sheet)))
    protected = item["protectedRange"]
    assert protected["range"] == {"sheetId": 1}
    assert protected["warningOnly"] is True
    assert "editors" not in protected
    (free,) = protected["unprotectedRanges"]
    assert (free["startRowIndex"], free["endRowIndex"]) == (1, 3)


def test_the_filter_covers_its_area() -> None:
    """Rows and columns, its header included."""
    sheet = Sheet("only", "Only", filter=Area("Only", 3, 0, 9, 4))
    (item,) = of_kind("setBasicFilter", requests(around(sheet)))
    area = item["filter"]["range"]
    assert (area["startRowIndex"], area["endRowIndex"], area["endColumnIndex"]) == (3, 10, 5)


def test_areas_lie_within_the_grid() -> None:
    """Google refuses a range beyond the last row or column."""
    book = around(
        Sheet("only", "Only"),
        Sheet("other", "Other", hidden=True),
        names=(Name("rs_far", Area("Other", 0, 0, 99, 49)),),
    )
    other = creation(book, "UTC")["sheets"][1]["properties"]["gridProperties"]
    assert (other["rowCount"], other["columnCount"]) == (100, 50)


def _named(*names: str) -> Workbook:
    area = Area("Only", 0, 0, 0, 0)
    return around(Sheet("only", "Only"), names=tuple(Name(name, area) for name in names))


@pytest.mark.parametrize(
    ("book", "problem"),
    [
        (_named("A1"), "cannot be called"),
        (_named("r1c1"), "cannot be called"),
        (_named("été"), "cannot be called"),
        (_named("true"), "cannot be called"),
        (_named("rs_x", "RS_X"), "are the same"),
        (around(Sheet("a", "A"), Sheet("b", "a")), "same title"),
        (around(Sheet("a", "A", hidden=True)), "no tab can be seen"),
        (around(Sheet("a", " ")), "cannot be called"),
        (around(Sheet("a", "x" * 101)), "cannot be called"),
        (around(Sheet("a", "A", rows=[Row(9_999_999, 9)])), "holds no more than"),
        (around(Sheet("a", "A", columns=[Column(0, 20_000, 9)])), "Google Sheets has fewer"),
        (around(Sheet("a", "A", filter=Area("B", 0, 0, 1, 1))), "lies on the tab 'B'"),
        (around(Sheet("a", "A"), names=(Name("rs_x", Area("B", 0, 0, 1, 1)),)), "does not exist"),
    ],
)
def test_what_google_sheets_cannot_hold(book: Workbook, problem: str) -> None:
    """Names, titles and sizes are refused before anything is created."""
    with pytest.raises(RenderingError, match=problem):
        requests(book)


# What of the description changes the requests; the other fields are differences.
CHANGES = (
    replace(sample().sheets[0], tab_color="#123456"),
    replace(sample().sheets[0], hidden=True),
    replace(sample().sheets[0], protected=True),
    replace(sample().sheets[0], gridlines=True),
    replace(sample().sheets[0], freeze=None),
    replace(sample().sheets[0], cells=sample().sheets[0].cells[1:]),
    replace(sample().sheets[0], columns=[]),
    replace(sample().sheets[0], rows=[]),
    replace(sample().sheets[0], default_height=None),
    replace(sample().sheets[0], merges=[]),
    replace(sample().sheets[0], rules=[]),
    replace(sample().sheets[0], validations=[]),
    replace(sample().sheets[0], filter=None),
    replace(sample().sheets[0], views=[View("Anna", Area(PLAN, 0, 0, 9, 3), 1, "Anna")]),
    replace(sample().sheets[1], charts=[]),
)


def test_nothing_of_a_tab_is_dropped_silently() -> None:
    """Each field of a tab changes what is sent, or stands among the differences."""
    was = lines(drawing(sample(), "UTC"))
    told = {difference.about.removeprefix("Sheet.") for difference in DIFFERENCES}
    changing = set()
    for changed in CHANGES:
        sheets = tuple(changed if sheet.key == changed.key else sheet for sheet in sample().sheets)
        assert lines(drawing(replace(sample(), sheets=sheets), "UTC")) != was
        before = sample().sheet(changed.key)
        changing |= {
            item.name
            for item in fields(Sheet)
            if getattr(before, item.name) != getattr(changed, item.name)
        }
    rest = {item.name for item in fields(Sheet)} - changing - told
    # The key is ours; the title is in every range; names are those of the workbook.
    assert rest == {"key", "title", "names"}


def test_differences_are_about_the_description() -> None:
    """Each names a field there is, and says what is done instead, as cells of a table."""
    for difference in DIFFERENCES:
        owner, field = difference.about.split()[0].split(".")
        kind = getattr(model, owner)
        assert field in (*getattr(kind, "_fields", ()), *getattr(kind, "__annotations__", ()))
        for text in (difference.what, difference.instead):
            assert not text.endswith(".")
            assert "|" not in text


def test_bodies_are_what_the_batches_say() -> None:
    """What is measured is what is sent."""
    found = batches(requests(sample()))
    assert all(isinstance(batch, Batch) for batch in found)
    assert [len(payload(batch.body)) for batch in found] == [batch.size for batch in found]
