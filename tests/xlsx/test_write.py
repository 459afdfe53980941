"""What a description says, seen by another library in the file that was written."""

from __future__ import annotations

import datetime as dt
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from retrosheet.workbook.model import Cell, Sheet
from retrosheet.xlsx.write import render, save
from retrosheet.xlsx.writing.cells import Page
from tests.engines.libreoffice_engine import LibreOffice
from tests.xlsx.sample import (
    BLUE,
    DAYS,
    ENGINE,
    GREEN,
    PLAN,
    RED,
    SETTINGS,
    TASKS,
    around,
    one_sheet,
    sample,
)

GOLDEN = Path(__file__).parent / "golden"
# The rest is XlsxWriter's own: the theme, the package's table of contents, the application's name.
OURS = ("xl/worksheets/sheet", "xl/charts/", "xl/drawings/drawing", "xl/styles", "xl/workbook.xml")


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content), rich_text=False)


def values(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=True)


@pytest.fixture(scope="module")
def book() -> Any:
    return opened(render(sample()))


@pytest.fixture(scope="module")
def plan(book: Any) -> Any:
    return book[PLAN]


def test_golden_parts(request: pytest.FixtureRequest) -> None:
    """The XML of a workbook that uses everything; --update-golden or UPDATE_GOLDEN=1 writes it."""
    archive = zipfile.ZipFile(io.BytesIO(render(sample())))
    parts = {
        name.removeprefix("xl/"): archive.read(name).decode().replace("><", ">\n<") + "\n"
        for name in archive.namelist()
        if name.startswith((*OURS, "xl/sharedStrings"))
    }
    if request.config.getoption("--update-golden", default=False) or "UPDATE_GOLDEN" in os.environ:
        for old in GOLDEN.rglob("*.xml"):
            old.unlink()
        for name, text in parts.items():
            (GOLDEN / name).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / name).write_text(text, "utf-8", newline="\n")
    golden = {p.relative_to(GOLDEN).as_posix(): p.read_text("utf-8") for p in GOLDEN.rglob("*.xml")}
    assert parts == golden


def test_excel_would_not_repair_it(tmp_path: Path, lint_clean: Callable[[Path], None]) -> None:
    """Both linters find nothing in a workbook that uses everything."""
    save(sample(), tmp_path / "sample.xlsx")
    lint_clean(tmp_path / "sample.xlsx")


def test_same_input_same_bytes() -> None:
    """Also in another process, with other hashes, in another time zone and at another time."""
    script = (
        "import sys; from retrosheet.xlsx.write import render;"
        "from tests.xlsx.sample import sample;"
        "sys.stdout.buffer.write(render(sample()))"
    )
    known = os.pathsep.join(sys.path)
    elsewhere = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "PYTHONPATH": known}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parents[2],
        env=elsewhere,
        capture_output=True,
        check=True,
    )
    assert done.stdout == render(sample()) == render(sample())
    dates = {info.date_time for info in zipfile.ZipFile(io.BytesIO(done.stdout)).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_document_names_its_subject_and_nobody(book: Any) -> None:
    """No name of a person or a machine gets into the file."""
    said = book.properties
    assert (said.title, said.subject, said.creator) == ("Été 2027", "Rétroplanning", "retrosheet")
    assert said.created == said.modified == dt.datetime(2027, 1, 4)  # noqa: DTZ001  # as it reads


def test_tabs(book: Any) -> None:
    """Order, colour, zoom, frozen panes and which are hidden, as described."""
    assert book.sheetnames == [PLAN, SETTINGS, ENGINE]
    assert book.active.title == PLAN
    assert [sheet.sheet_state for sheet in book] == ["visible", "visible", "hidden"]
    assert book[PLAN].sheet_properties.tabColor.rgb == "FF1D4ED8"
    assert not book[PLAN].sheet_view.showGridLines
    assert book[SETTINGS].sheet_view.showGridLines is None
    assert book[PLAN].sheet_view.zoomScale == 90
    assert book[PLAN].freeze_panes == "D6"
    assert book[SETTINGS].freeze_panes is None


def test_active_tab_needs_not_be_the_first() -> None:
    """A hidden tab may lie before it."""
    behind = Sheet("behind", "_behind", hidden=True)
    book = opened(render(replace(sample(), sheets=(behind, *sample().sheets))))
    assert book.active.title == PLAN
    assert book["_behind"].sheet_state == "hidden"


def test_defined_names(book: Any) -> None:
    """Each leads to its area, with the tab quoted where it must be."""
    named = {name: found.attr_text for name, found in book.defined_names.items()}
    assert named == {"rs_launch": "'Réglages'!$B$1", "rs_plan": "'Rétro d’été'!$A$5:$F$9"}


def test_values_have_their_types(book: Any) -> None:
    """Dates, numbers, ticks and texts are what they are, not texts that look like it."""
    sheet = book[SETTINGS]
    launch = sheet["B1"]
    assert (launch.value, launch.number_format) == (
        dt.datetime(2027, 3, 15),  # noqa: DTZ001  # as openpyxl reads a date
        "dd/mm/yyyy",
    )
    assert sheet["B2"].value is True
    assert sheet["C4"].value == 1.5
    assert sheet["A4"].value == "À faire"


def test_a_time_is_the_fraction_of_a_day() -> None:
    """Noon is half of one."""
    noon = dt.datetime(2027, 3, 15, 12)  # noqa: DTZ001  # spreadsheets know no zones
    assert opened(render(one_sheet((0, 0, noon))))["Only"]["A1"].value == 46461.5


def test_formulas_carry_their_values(book: Any) -> None:
    """A program that does not calculate shows the right dates."""
    assert book[ENGINE]["B2"].value == '=IF(3=0,"",3)'
    carried = values(render(sample()))
    rows = list(carried[ENGINE].iter_rows(min_row=2, min_col=2, values_only=True))
    assert rows[0] == (3, True, 0.3, 1)
    assert rows[1] == (4, False, 0.4, 2)
    assert carried[PLAN]["E6"].value == dt.datetime(2027, 3, 3)  # noqa: DTZ001
    assert carried[PLAN]["A2"].value == "J = 15"


def test_an_empty_result_is_an_empty_text() -> None:
    """As Excel writes it; without the type, readers take the cell for one never calculated."""
    part = zipfile.ZipFile(io.BytesIO(render(sample()))).read("xl/worksheets/sheet3.xml").decode()
    assert '<c r="B5" t="str"><f>IF(0=0,"",0)</f><v></v></c>' in part


def test_an_error_is_an_error() -> None:
    """A formula known to fail is stored as an error, not as its text."""
    sheet = Sheet("only", "Only")
    sheet.calc(0, 0, "=1/0", "#DIV/0!")
    assert values(render(around(sheet)))["Only"]["A1"].data_type == "e"


def test_styles(plan: Any) -> None:
    """Fonts, fills, borders, alignment and what is unlocked."""
    title, head, day, free, label = (plan[cell] for cell in ("A1", "A5", "D6", "F6", "G5"))
    assert (title.font.name, title.font.sz, title.font.b) == ("Calibri", 18, True)
    assert title.font.color.rgb == "FF102A43"
    assert (head.fill.fill_type, head.fill.fgColor.rgb) == ("solid", "FF243B53")
    assert (head.alignment.horizontal, head.alignment.wrap_text) == ("center", True)
    assert head.alignment.vertical == "center"
    assert (day.border.bottom.style, day.border.bottom.color.rgb) == ("thin", "FFE4E7EB")
    assert plan["A6"].alignment.indent == 1
    assert (free.protection.locked, free.alignment.shrink_to_fit) == (False, True)
    assert free.border.top.color.rgb == "FF829AB1"
    assert (label.font.i, label.alignment.textRotation) == (True, 90)
    assert (label.alignment.vertical, label.border.left.color.rgb) == ("top", "FF829AB1")
    assert day.protection.locked


def test_a_tab_without_gridlines_is_white(book: Any) -> None:
    """LibreOffice draws page breaks where nothing is filled; gridlines need cells without."""

    def white(cell: Any) -> bool:
        return bool(cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb == "FFFFFFFF")

    plan, settings = book[PLAN], book[SETTINGS]
    # The library forgets the fill of what is merged into another cell.
    merged = {cell for area in plan.merged_cells.ranges for cell in area.cells}
    plain = {
        (cell.row, cell.column)
        for row in plan
        for cell in row
        if cell.has_style and cell.fill.fill_type != "solid"
    }
    assert plain <= merged
    assert white(plan["D6"])
    assert all(white(columns) for columns in plan.column_dimensions.values())
    assert settings["A1"].fill.fill_type is None
    assert not any(white(columns) for columns in settings.column_dimensions.values())


def test_equal_styles_are_one() -> None:
    """Thousands of cells make no thousand styles, of which Excel allows 65,490."""
    sheet = Sheet("only", "Only")
    for row in range(50):
        sheet.put(row, 0, "x", sample().sheets[0].cells[0].style)
    part = zipfile.ZipFile(io.BytesIO(render(around(sheet)))).read("xl/styles.xml").decode()
    assert '<cellXfs count="2">' in part


def test_columns_and_rows(plan: Any) -> None:
    """Widths, heights, what is hidden and what is folded."""
    columns = plan.column_dimensions
    assert columns["B"].width == pytest.approx(26.7, abs=0.05)
    assert (columns["G"].hidden, columns["G"].outlineLevel) == (True, 1)
    assert (columns["H"].collapsed, columns["H"].hidden) == (True, False)
    assert columns["X"].hidden
    assert (plan.row_dimensions[1].height, plan.row_dimensions[3].hidden) == (30, True)
    assert plan.sheet_format.defaultRowHeight == 18


def test_merges_keep_what_their_first_cell_has(plan: Any) -> None:
    """Text or formula."""
    assert {str(found) for found in plan.merged_cells.ranges} == {"A1:F1", "A2:D2"}
    assert plan["A1"].value == "Été 2027"
    assert plan["A2"].value == "=\"J = \"&DAY('Réglages'!$B$1)"


def test_rules_of_an_area_are_one_range_in_order(plan: Any) -> None:
    """LibreOffice draws overlapping ranges one over the other: the bars would vanish."""
    ranges = {str(found.sqref): found.rules for found in plan.conditional_formatting}
    assert set(ranges) == {"H6:W9", "B6:B9"}
    rules = ranges["H6:W9"]
    assert [rule.priority for rule in rules] == [2, 3, 4, 5, 6]
    assert all(rule.stopIfTrue for rule in rules)
    assert rules[3].formula == ["AND($D6<=H$5,$E6>=H$5)"]
    assert rules[0].dxf.numFmt is None
    assert (rules[0].dxf.font.color.rgb, rules[0].dxf.font.b) == ("FFB00020", True)
    assert rules[1].dxf.fill.bgColor.rgb == "FF2D6A4F"
    # in a late bar white on red; a program without number formats in rules shows red on red
    assert rules[2].dxf.numFmt.formatCode == ';;;[White]"!"'
    assert rules[2].dxf.font.color.rgb == rules[2].dxf.fill.bgColor.rgb == "FFB00020"
    assert ranges["B6:B9"][0].dxf.font.strike


def test_validations(plan: Any) -> None:
    """Lists, whole numbers, dates and formulas, with their warnings and hints."""
    found = {str(one.sqref): one for one in plan.data_validations.dataValidation}
    words, duration, start, due, note = (
        found[area] for area in ("F6:F9", "C6:C9", "D6:D9", "E6:E9", "G6:G9")
    )
    assert (words.type, words.formula1) == ("list", "'Réglages'!$A$4:$A$6")
    assert (words.errorStyle, words.showErrorMessage) == ("warning", True)
    assert (words.errorTitle, words.error) == ("Statut inconnu", "Choisissez un mot de la liste.")
    assert (words.prompt, words.showInputMessage) == ("Où en est-on ?", True)
    assert (duration.type, duration.operator) == ("whole", None)
    assert (duration.formula1, duration.formula2, duration.errorStyle) == ("0", "300", None)
    assert (start.type, start.operator, start.formula1) == ("date", "greaterThanOrEqual", "36526")
    assert (due.type, due.formula1, due.errorStyle) == ("custom", "E6=$D6+MAX($C6-1,0)", "warning")
    assert note.formula1 == '"oui,dit ""non"""'


def test_filter(plan: Any) -> None:
    """The buttons stand over the plan's own columns."""
    assert plan.auto_filter.ref == "A5:F9"


def test_print(book: Any) -> None:
    """Paper, orientation, repeated rows, area and footers."""
    plan, settings = book[PLAN], book[SETTINGS]
    assert plan.page_setup.orientation == "landscape"
    assert (int(plan.page_setup.paperSize), int(settings.page_setup.paperSize)) == (8, 9)
    assert settings.page_setup.orientation == "portrait"
    assert (plan.page_setup.fitToHeight, settings.page_setup.fitToHeight) == (0, None)
    assert plan.sheet_properties.pageSetUpPr.fitToPage
    assert plan.print_title_rows == "$5:$5"
    assert plan.print_area == "'Rétro d’été'!$A$1:$W$10"
    assert plan.oddFooter.left.text == "2027 : été && fêtes"
    assert plan.oddFooter.right.text == "&P / &N"


def test_protection_asks_no_password(book: Any) -> None:
    """It keeps from slips, and locks nobody out."""
    assert book[ENGINE].protection.sheet
    assert book[ENGINE].protection.password is None
    assert not book[PLAN].protection.sheet


def test_charts(book: Any) -> None:
    """Kinds, colours, axes, legends and where each stands."""
    ring, bars, stacked, columns, stacked_columns = book[SETTINGS]._charts
    assert [type(chart).__name__ for chart in (ring, bars)] == ["DoughnutChart", "BarChart"]
    assert [chart.barDir for chart in (bars, stacked, columns)] == ["bar", "bar", "col"]
    assert [chart.grouping for chart in (bars, stacked, stacked_columns)] == [
        "clustered",
        "stacked",
        "stacked",
    ]
    points = [point.spPr.solidFill.srgbClr for point in ring.series[0].dPt]
    assert points == ["F0B429", "1D4ED8", "2D6A4F"]
    assert ring.series[0].val.numRef.f == "'Réglages'!$B$4:$B$6"
    assert bars.x_axis.scaling.orientation == "maxMin"
    assert bars.y_axis.scaling.max == 4
    assert bars.legend is None
    assert (ring.legend.position, stacked.legend.position) == ("r", "b")
    assert columns.title is None
    assert columns.y_axis.scaling.min == 0
    anchor = ring.anchor._from
    assert (anchor.row, anchor.col) == (7, 0)


def test_chart_texts_are_texts(book: Any) -> None:
    """A name that reads like a reference to a cell, or a formula, stays what it is."""
    stacked_columns = book[SETTINGS]._charts[4]
    runs = stacked_columns.title.tx.rich.p[0].r
    assert "".join(run.t for run in runs) == "=1+1"
    assert [series.tx.strRef for series in stacked_columns.series] == [None, None]
    assert stacked_columns.series[1].tx.v == "Go!\u200bA1 = 2"


def test_works_without_what_it_replaces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were XlsxWriter's internals renamed, its own would write the same book."""
    ours = render(sample())
    monkeypatch.delattr(Page, "_write_cell")
    monkeypatch.delattr(Page, "_prepare_formula")
    theirs = render(sample())
    for read in (opened, values):
        for one, other in zip(read(ours), read(theirs), strict=True):
            assert list(one.values) == list(other.values)


def test_a_gantt_of_signs_stays_small() -> None:
    """Six thousand cells of one sign share one text and take a few kilobytes."""
    sheet = Sheet("only", "Only")
    sheet.cells += [Cell(row, column, "◆") for row in range(65) for column in range(92)]
    assert len(render(around(sheet))) < 40_000


@pytest.mark.libreoffice
def test_libreoffice_shows_it(tmp_path: Path, libreoffice: LibreOffice) -> None:
    """The stored values, the bars, and the sign of the only milestone, on the page."""
    save(sample(), tmp_path / "sample.xlsx")
    with libreoffice.open(tmp_path / "sample.xlsx", recalculate=False) as document:
        assert document.shown(PLAN, "A2") == "J = 15"
        assert document.shown(PLAN, "E6") == "03/03/2027"
        assert document.shown(ENGINE, "B5") == ""
        document.recalculate()
        assert [document.values(ENGINE)[row, 2] for row in (2, 3, 4)] == [3, 4, 2]
        pdf = document.save(tmp_path / "sample.pdf")
        looks = document.looks(PLAN)
    assert str(looks[6, 8].fill).upper() == GREEN
    assert str(looks[7, 11].fill).upper() == BLUE
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True)
    text = done.stdout.decode()
    # each diamond has the colour of what lies under it, but for that of the only milestone
    signs = {place: look for place, look in looks.items() if look.text == "◆"}
    assert len(signs) == len(TASKS) * DAYS
    seen = [look.colour for look in signs.values() if look.colour not in (look.fill, "#FFFFFF")]
    assert seen == [RED]
    assert all(task[0] in text for task in TASKS)
