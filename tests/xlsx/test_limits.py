"""What the file cannot hold is an error of ours, at once, and never left out in silence."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import openpyxl
import pytest

from retrosheet.errors import RetrosheetError
from retrosheet.workbook.model import (
    Cell,
    Chart,
    Column,
    Look,
    Merge,
    Name,
    Row,
    Rule,
    Series,
    Sheet,
    Style,
    Validation,
)
from retrosheet.workbook.refs import Area
from retrosheet.xlsx.write import render
from retrosheet.xlsx.writing.limits import RenderingError
from tests.xlsx.sample import around, one_sheet, sample

HERE = Area("Only", 0, 0, 1, 0)
ELSEWHERE = Area("Gone", 0, 0, 1, 0)
LOOK = Look(fill="#B00020")
BLUE = ("#1D4ED8",)


def rule(area: Area = HERE, formula: str = "=$A1=1", look: Look = LOOK) -> Callable[[Sheet], None]:
    return lambda sheet: sheet.rules.append(Rule(area, formula, look))


def words(source: Area | tuple[str, ...]) -> Callable[[Sheet], None]:
    return lambda sheet: sheet.validations.append(
        Validation(HERE, "list", "Title", "Message", source)
    )


def said(title: str = "", message: str = "", prompt: str = "") -> Callable[[Sheet], None]:
    return lambda sheet: sheet.validations.append(
        Validation(HERE, "whole", title, message, least=0, prompt=prompt)
    )


def chart(
    values: Area = HERE, colors: tuple[str, ...] = BLUE, row: int = 0
) -> Callable[[Sheet], None]:
    series = Series("Name", HERE, values, colors)
    return lambda sheet: sheet.charts.append(Chart("bar", "Title", (series,), row, 0, 90, 90))


def formula(text: str) -> Callable[[Sheet], None]:
    return lambda sheet: sheet.calc(0, 0, text, 1)


REFUSED: dict[str, tuple[Callable[[Sheet], object], str]] = {
    "cell below the last row": (lambda s: s.put(1_048_576, 0, "x"), "A1048577"),
    "cell beyond the last column": (lambda s: s.put(0, 16_384, 1), "XFE1"),
    "text too long": (lambda s: s.put(0, 0, "x" * 32_768), "A1: The text is longer"),
    "text of emoji too long": (
        lambda s: s.put(0, 0, "🚀" * 16_384),
        "A1: The text is longer",
    ),
    "no number": (lambda s: s.put(0, 0, float("nan")), "A1: a spreadsheet has no number nan"),
    "infinite number": (lambda s: s.calc(0, 0, "=1", float("inf")), "no number inf"),
    "date before dates": (lambda s: s.put(0, 0, dt.date(1900, 2, 28)), "no date 1900-02-28"),
    "two cells in one": (lambda s: s.cells.extend([Cell(3, 3, 1), Cell(3, 3, 2)]), "D4: two cells"),
    "formula without value": (lambda s: s.calc(0, 0, "=A2", None), "without the value"),
    "formula's value too long": (lambda s: s.calc(0, 0, "=A2", "x" * 32_768), "longer than"),
    "formula without =": (formula("A2+1"), "begin with ="),
    "formula too long": (formula("=" + "+1" * 4096), "too long"),
    "text in a formula too long": (formula(f'="{"x" * 256}"'), "too long"),
    "newer function": (formula("=XLOOKUP(A1,B:B,C:C)"), "Excel 2010"),
    "function of 2010 with a prefix": (formula("=STDEV.S(A1:A9)"), "Excel 2010"),
    "formula with a control character": (formula('="\x01"'), "Excel 2010"),
    "merge of one cell": (lambda s: s.merges.append(Merge(1, 1, 1, 1)), "merge"),
    "merges that overlap": (
        lambda s: s.merges.extend([Merge(1, 1, 2, 2), Merge(2, 2, 3, 3)]),
        "overlaps",
    ),
    "content under a merge": (
        lambda s: vars(s).update(merges=[Merge(1, 1, 1, 2)], cells=[Cell(1, 2, "x")]),
        "hidden under",
    ),
    "row that is none": (lambda s: s.rows.append(Row(-1, 20)), "Row"),
    "column that is none": (lambda s: s.columns.append(Column(0, 20_000, 9)), "Column"),
    "zoom out of range": (lambda s: setattr(s, "zoom", 500), "Zoom"),
    "filter on another tab": (lambda s: setattr(s, "filter", ELSEWHERE), "Gone"),
    "rule on another tab": (rule(ELSEWHERE), "Gone"),
    "rule outside the sheet": (rule(Area("Only", 0, 0, 0, 20_000)), "Rule"),
    "rule that changes nothing": (rule(look=Look()), "changes nothing"),
    "rule with a newer function": (rule(formula="=XOR(A1,B1)"), "Excel 2010"),
    "sign that ends its text": (rule(look=Look(glyph='"')), "sign"),
    "mark that ends its text": (rule(look=Look(mark='"')), "mark"),
    "validation on another tab": (
        lambda s: s.validations.append(Validation(ELSEWHERE, "computed", "", "")),
        "Gone",
    ),
    "title too long": (said(title="x" * 33), "longer than 32"),
    "message too long": (said(message="x" * 256), "longer than 255"),
    "prompt too long": (said(prompt="x" * 256), "longer than 255"),
    "list on no tab": (words(ELSEWHERE), "Gone"),
    "word that would be two": (words(("yes, but",)), "yes, but"),
    "no word": (words(("yes", "")), "cannot offer ''"),
    "list too long": (words(tuple(f"word {n:03}" for n in range(40))), "255"),
    "chart of no tab": (chart(ELSEWHERE), "Gone"),
    "chart outside the sheet": (chart(row=2_000_000), "chart"),
    "too few colours": (chart(Area("Only", 0, 0, 9, 0), BLUE * 2), "2 colours for 10 points"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str) -> None:
    """The error names what is wrong; it is no message for a person, who could do nothing."""
    ask, says = REFUSED[case]
    sheet = Sheet("only", "Only")
    ask(sheet)
    with pytest.raises(RenderingError) as caught:
        render(around(sheet))
    assert says in str(caught.value)
    assert not isinstance(caught.value, RetrosheetError)


@pytest.mark.parametrize(
    "title", ["", " ", "History", "histORY", "x" * 32, "a/b", "a:b", "[a]", "'a", "a'", "a\x01"]
)
def test_titles_that_excel_refuses(title: str) -> None:
    """Such a tab never reaches a file that Excel would repair."""
    with pytest.raises(RenderingError):
        render(around(Sheet("only", title)))


def test_titles_differ_by_more_than_case() -> None:
    """To Excel, Plan and PLAN are one tab."""
    with pytest.raises(RenderingError, match="already in use"):
        render(around(Sheet("one", "Plan"), Sheet("two", "PLAN")))


@pytest.mark.parametrize("name", ["A1", "r1c1", "with space", "1st", "x" * 256])
def test_names_that_excel_refuses(name: str) -> None:
    """A name that reads like a cell, or that no name may be, is stopped here."""
    with pytest.raises(RenderingError):
        render(around(Sheet("only", "Only"), names=(Name(name, HERE),)))


def test_names_differ_by_more_than_case_and_lie_on_a_tab() -> None:
    """Two names of one spelling, or one that leads to no tab."""
    sheet = Sheet("only", "Only")
    with pytest.raises(RenderingError, match="the same"):
        render(around(sheet, names=(Name("rs_a", HERE), Name("RS_A", HERE))))
    with pytest.raises(RenderingError, match="Gone"):
        render(around(sheet, names=(Name("rs_a", ELSEWHERE),)))


def test_the_active_tab_is_one_that_is_seen() -> None:
    """A file does not open on a hidden tab, nor on one that it lacks."""
    for active in ("engine", "nothing"):
        with pytest.raises(RenderingError, match=active):
            render(replace(sample(), active=active))


def test_functions_of_2010_and_their_likes_pass() -> None:
    """Names that only contain a newer one, and text that reads like one."""
    sheet = Sheet("only", "Only")
    for row, text in enumerate(
        (
            "=COUNTIFS(A:A,1)",
            "=NETWORKDAYS.INTL(1,2,1)",
            "=WORKDAY.INTL(1,2)",
            "=DAYS360(1,2)",
            "=ERROR.TYPE(A9)",
            '="LET(x)"',
            f'="{"x" * 255}"',
            "=SUM({1,2})",
        )
    ):
        sheet.calc(row, 0, text, 1)
    assert render(around(sheet))


@pytest.mark.parametrize(
    ("least", "most", "operator"),
    [
        (1, 5, "between"),
        (1, None, "greaterThanOrEqual"),
        (None, 5, "lessThanOrEqual"),
        (None, None, "greaterThanOrEqual"),
    ],
)
def test_a_bound_may_be_open(least: float | None, most: float | None, operator: str) -> None:
    """A check may ask for at least, at most, or any number at all."""
    sheet = Sheet("only", "Only")
    sheet.put(0, 0, 1)
    for kind in ("whole", "decimal", "date"):
        sheet.validations.append(Validation(HERE, kind, "", "", least=least, most=most))
    read = openpyxl.load_workbook(io.BytesIO(render(around(sheet))))["Only"]
    found = read.data_validations.dataValidation
    assert {one.operator or "between" for one in found} == {operator}
    assert {one.errorTitle for one in found} == {None}


def test_what_is_empty_is_left_out() -> None:
    """No cell for nothing; a styled blank is kept."""
    workbook = one_sheet((0, 0, None), (1, 0, ""), (2, 0, "x"))
    workbook.sheets[0].put(3, 0, "", Style(fill="#E4E7EB"))
    part = zipfile.ZipFile(io.BytesIO(render(workbook))).read("xl/worksheets/sheet1.xml").decode()
    assert 'r="A1"' not in part
    assert 'r="A2"' not in part
    assert '<c r="A4" s="2"/>' in part
