"""Files that are no plan, or are traps: a clear refusal, and limits met while reading."""

from __future__ import annotations

import datetime as dt
import io
import re
import time
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook

from retrosheet.adopting.adopted import adopted
from retrosheet.adopting.asked import Refused
from retrosheet.errors import InvalidInput
from retrosheet.importing.remarks import problem_lines
from tests.adopting.plans import put
from tests.adopting.reading import TODAY, asked, foreign, plan_of, saved

if TYPE_CHECKING:
    from collections.abc import Callable


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with one of its parts changed."""
    source = zipfile.ZipFile(io.BytesIO(data))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, change(content) if name == part else content)
    return made.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def simple() -> Any:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    put(sheet, 1, ["Tâche", "Échéance", "Qui"])
    put(sheet, 2, ["Brief", dt.date(2027, 1, 11), "Ana"])
    put(sheet, 3, ["Lancement", dt.date(2027, 3, 15), "Ana"])
    return book


def test_a_cell_in_the_last_corner_costs_nothing_and_is_named() -> None:
    """A stray cell beyond what is read takes no time, and is said to be left behind."""
    book = simple()
    book.active["XFD1048576"] = "tout au bout"
    before = time.process_time()
    found = plan_of(book)
    assert time.process_time() - before < 5
    assert len(found.said) == 2
    assert any("5000" in text.fr for text in found.book.tabs[0].lost)


def test_a_merge_over_the_whole_sheet_is_refused() -> None:
    """A merge of billions of cells is said to be one, and not filled."""
    book = simple()
    book.active.merge_cells("E1:F2")
    data = changed(saved(book), SHEET, lambda xml: xml.replace(b"E1:F2", b"A1:XFD1048576"))
    with pytest.raises(InvalidInput, match="fusions"):
        foreign(data)


def test_a_link_over_the_whole_sheet_costs_nothing() -> None:
    """It is named among what is not taken over."""
    link = b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks></worksheet>'
    data = changed(saved(simple()), SHEET, lambda xml: xml.replace(b"</worksheet>", link))
    before = time.process_time()
    found = foreign(data)
    assert time.process_time() - before < 5
    assert any("liens" in text.fr for text in found.tabs[0].lost)


def test_a_million_styled_rows_are_refused_while_reading() -> None:
    """Before they fill the memory."""
    rows = b"".join(b'<row r="%d" ht="20"/>' % number for number in range(4, 600_004))
    data = changed(
        saved(simple()), SHEET, lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>")
    )
    with pytest.raises(InvalidInput):
        foreign(data)


def test_a_doctype_is_refused() -> None:
    """A file with entities of its own is none that a spreadsheet writes."""
    data = changed(
        saved(simple()),
        SHEET,
        lambda xml: re.sub(rb"^(<\?xml[^>]*\?>)?", b'<!DOCTYPE a [<!ENTITY b "c">]>', xml, count=1),
    )
    with pytest.raises(InvalidInput, match="DOCTYPE"):
        foreign(data)


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\3\4 no archive", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99)],
)
def test_what_is_no_workbook_is_refused_in_words(data: bytes) -> None:
    """Nothing, a cut-off archive, a PDF or an old .xls."""
    with pytest.raises(InvalidInput):
        foreign(data)


def test_a_torn_stylesheet_is_a_refusal_not_a_traceback() -> None:
    """A style that is not there is the file's fault, and said as such."""
    data = changed(
        saved(simple()), "xl/styles.xml", lambda xml: xml.replace(b'fillId="0"', b'fillId="99"')
    )
    with pytest.raises(InvalidInput):
        foreign(data)


def refusal(book: Any) -> str:
    found = adopted(foreign(saved(book)), asked())
    assert isinstance(found, Refused)
    return "\n".join(problem_lines(found.problems, "plan.xlsx", "fr"))


def test_a_workbook_without_a_plan_says_what_is_looked_for() -> None:
    """A greeting or an empty tab is told what would make it a plan."""
    book = Workbook()
    book.active["A1"] = "Bonjour"
    assert "aucun onglet n’est un rétroplanning" in refusal(book)
    assert "aucun onglet" in refusal(Workbook())


def test_a_plan_without_any_day_asks_for_launch() -> None:
    """Days from launch alone need the launch, and the option is shown."""
    book = Workbook()
    put(book.active, 1, ["Tâche", "Quand"])
    put(book.active, 2, ["Brief", "J-30"])
    assert "--launch 2027-03-15" in refusal(book)


def test_too_many_cells_that_say_no_day_are_a_refusal_that_names_them() -> None:
    """One date that cannot be read goes to the comment; most of them are somebody's mistake."""
    book = simple()
    for number in range(4, 14):
        put(book.active, number, [f"Étape {number}", "31/02/2027", "Ana"])
    assert "B4" in refusal(book) or "lignes 4–13" in refusal(book)


def test_a_date_that_no_calendar_has_goes_to_the_comment_and_is_named() -> None:
    """The 31st of February is kept as it was typed."""
    book = simple()
    put(book.active, 4, ["Affiches", "31/02/2027", "Ana"])
    found = plan_of(book)
    note = next(task.note for task in found.kept.campaign.tasks if task.title == "Affiches")
    assert "31/02/2027" in note
    assert any("gardé en commentaire" in doubt.text.fr for doubt in found.doubts)


def test_text_that_looks_like_a_formula_stays_text() -> None:
    """What a person reads as words is never calculated in the new workbook."""
    from openpyxl import load_workbook

    from retrosheet.adopting.living import living
    from retrosheet.xlsx.write import render

    book = simple()
    book.active["A4"] = "=cmd|' /C calc'!A0"
    book.active["A4"].data_type = "s"
    found = plan_of(book)
    made = load_workbook(io.BytesIO(render(living(found, TODAY))))
    cells = [
        cell
        for sheet in made
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and "calc'" in cell.value
    ]
    assert cells
    assert all(cell.data_type == "s" for cell in cells)


def test_formulas_that_were_never_calculated_are_kept_as_they_are_written() -> None:
    """Without a value, the formula itself is what somebody typed."""
    book = simple()
    book.active["E2"] = "=B2-7"
    found = plan_of(book)
    assert found.book.tabs[0].at(1, 4).formula == "=B2-7"
