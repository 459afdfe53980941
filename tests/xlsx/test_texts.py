"""Text stays text, whatever a person has typed into an archetype or a command line."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrosheet.workbook.model import Chart, Print, Series, Sheet, Style, Validation
from retrosheet.xlsx.write import render
from retrosheet.xlsx.writing.limits import clean
from tests.xlsx.sample import around, one_sheet

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

HOSTILE = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "{=1+1}",
    "+33 1 23 45 67 89",
    "-5",
    "@SUM(A1)",
    "http://example.org/?a=1&b=2",
    "mailto:a@b.c",
    "internal:Only!A1",
    "'quoted",
    "<b>bold</b> & more",
    "<r>",
    "<r></r>",
    "<r><t>broken</r>",
    "</si></sst>",
    "_x0041_",
    "  both ends  ",
    "two\nlines",
    "\ttab",
    "2027-03-15",
    "00012",
    "TRUE",
    "#N/A",
    "🚀 d’été",
)


def shared_strings(content: bytes) -> list[str]:
    """The texts of the file, as Excel reads them."""
    root = ET.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("xl/sharedStrings.xml"))
    texts = ["".join(run.text or "" for run in item.iter(f"{MAIN}t")) for item in root]
    return [re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), t) for t in texts]


def only(content: bytes, **options: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content), **options)["Only"]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_neither_formula_nor_link_nor_markup(text: str) -> None:
    """Whatever it begins with, it is shown as it was typed."""
    content = render(one_sheet((0, 0, text)))
    assert shared_strings(content) == [text]
    cell = only(content)["A1"]
    assert cell.data_type == "s"
    assert cell.hyperlink is None


def test_text_in_an_own_style_that_looks_like_markup() -> None:
    """Its pieces are written with the style of the cell, so that nobody sees them."""
    sheet = Sheet("only", "Only")
    sheet.put(0, 0, "<r>bold</r>", Style(size=14, bold=True, color="#B00020"))
    content = render(around(sheet))
    assert shared_strings(content) == ["<r>bold</r>"]
    runs = only(content, rich_text=True)["A1"].value
    assert "".join(str(run) for run in runs) == "<r>bold</r>"
    assert {(run.font.sz, run.font.b, run.font.color.rgb) for run in runs} == {
        (14, True, "FFB00020")
    }


@given(st.text(st.characters(exclude_categories=[]), min_size=1, max_size=60))
def test_any_text_arrives(text: str) -> None:
    """Even lone surrogates and characters that no XML can hold, each as one U+FFFD."""
    assert shared_strings(render(one_sheet((0, 0, text)))) == [clean(text)]


def test_clean() -> None:
    """What XML cannot hold becomes a sign that says so; line ends become one kind."""
    assert clean("a\x00b\ud800c\x1f\ufffe") == "a\ufffdb\ufffdc\ufffd\ufffd"
    assert clean("one\r\ntwo\rthree\n\tfour") == "one\ntwo\nthree\n\tfour"


def test_values_of_formulas_are_cleaned_and_escaped() -> None:
    """The stored value of a formula cannot break the file either."""
    sheet = Sheet("only", "Only")
    sheet.calc(0, 0, '="a"', "a\x01 <&> b")
    assert only(render(around(sheet)), data_only=True)["A1"].value == "a\ufffd <&> b"


@pytest.mark.parametrize("text", sorted(set(HOSTILE) - {"\ttab", "_x0041_"}))
def test_texts_around_the_cells(text: str) -> None:
    """Titles of charts, prompts and footers take anything, too.

    A title that reads like a reference has an invisible space in it; the XML of a message cannot
    hold a tab, and XlsxWriter would show an _x0041_ in a title as _x005F_x0041_.
    """
    sheet = Sheet("only", "Only", printing=Print(footer_left=text))
    sheet.calc(0, 0, "=1", 1)
    one = sheet.area(0, 0, 0, 0)
    sheet.charts.append(Chart("bar", text, (Series(text, one, one, ("#1D4ED8",)),), 2, 0, 90, 90))
    sheet.validations.append(Validation(one, "computed", text, text, prompt=text))
    read = only(render(around(sheet)))
    (validation,) = read.data_validations.dataValidation
    assert validation.error == validation.prompt == text
    runs = read._charts[0].title.tx.rich.p
    title = "\n".join("".join(run.t for run in line.r) for line in runs)
    assert title.replace("\u200b", "") == text


def test_an_ampersand_in_a_footer_is_one() -> None:
    """R&D is printed, and is no command to the printer."""
    sheet = Sheet("only", "Only", printing=Print(footer_left="R&D &P"))
    sheet.put(0, 0, 1)
    assert only(render(around(sheet))).oddFooter.left.text == "R&&D &&P"


@pytest.mark.parametrize("letter", ["é", "&", "🚀"])
def test_a_long_footer_is_cut(letter: str) -> None:
    """Excel takes 255 characters for all of it, and repairs the file where there are more."""
    sheet = Sheet("only", "Only", printing=Print(footer_left=letter * 400))
    sheet.put(0, 0, 1)
    part = zipfile.ZipFile(io.BytesIO(render(around(sheet)))).read("xl/worksheets/sheet1.xml")
    footer = ET.fromstring(part).findtext(f"{MAIN}headerFooter/{MAIN}oddFooter") or ""
    assert 250 < len(footer.encode("utf-16-le")) // 2 <= 255
    assert f"{letter}…&R" in footer
