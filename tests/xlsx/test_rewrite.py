"""Our tabs of a workbook written anew: what people have stays, what points at cells follows."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path
from tempfile import NamedTemporaryFile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from retrosheet import layout
from retrosheet.schedule import compute
from retrosheet.workbook.model import Sheet, Workbook
from retrosheet.workbook.moves import Moves, Shift, moved_area, moved_formula
from retrosheet.workbook.rewriting import Rewriting
from retrosheet.xlsx.rewrite import rewritten
from tests.engines.package_lint import lint
from tests.update.files import TODAY, archetype, opened, plain, planned_of

DOWN = {"plan": Moves(rows=Shift(inserted=((5, 2),)))}
"""Two rows come before the sixth row of the tab Plan."""


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("Plan!B6", "Plan!B8"),
        ("SUM(Plan!$B$2:$B$9)*2", "SUM(Plan!$B$2:$B$11)*2"),
        ("plan!6:7", "plan!8:9"),
        ("Plan!C:C", "Plan!C:C"),
        ('IF(A6="Plan!B6",LOG10(2),A6)', 'IF(A6="Plan!B6",LOG10(2),A6)'),
        ("'[1]Plan'!B6", "'[1]Plan'!B6"),
        ("Plan!B6B", "Plan!B6B"),
    ],
)
def test_a_formula_follows_the_cells_that_moved(formula: str, expected: str) -> None:
    """On any tab, in ranges and rows, but not in texts or other workbooks."""
    assert moved_formula(formula, "Notes", DOWN) == expected


def test_a_formula_on_the_tab_itself_follows_without_naming_it() -> None:
    """A bare reference is one to its own tab."""
    assert moved_formula("B6+$C$5", "Plan", DOWN) == "B8+$C$5"


def test_what_is_gone_is_no_reference_any_more() -> None:
    """A deleted cell is #REF!, a shortened area ends earlier, one wholly gone is none."""
    moves = Moves(rows=Shift(deleted=(3, 4)))
    assert moved_formula("A4+A9", "Plan", {"plan": moves}) == "#REF!+A7"
    assert moved_area("B4:C9", moves) == "B4:C7"
    assert moved_area("B4:C5", moves) is None


def _shown(content: bytes) -> dict[str, dict[str, object]]:
    """What the cells show, and how."""
    return _cells(openpyxl.load_workbook(io.BytesIO(content), data_only=True, read_only=True))


def _cells(book: openpyxl.Workbook) -> dict[str, dict[str, object]]:
    return {
        sheet.title: {
            cell.coordinate: (cell.value, cell.number_format, cell.font.sz, cell.fill.fgColor.rgb)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        for sheet in book
    }


def test_a_tab_written_again_as_it_is_shows_the_same() -> None:
    """Cells, values, looks, rules, checks, merges and charts; and a second time gives the bytes."""
    workbook = _workbook()
    again = rewritten(plain(), Rewriting(workbook))
    assert _shown(again) == _shown(plain())
    before, after = opened(plain()).book, openpyxl.load_workbook(io.BytesIO(again))
    assert _cells(after) == _cells(before)
    for sheet in before:
        other = after[sheet.title]
        assert other.merged_cells.ranges == sheet.merged_cells.ranges
        assert len(other.data_validations.dataValidation) == len(
            sheet.data_validations.dataValidation
        )
        for area in sheet.conditional_formatting:
            rules = [(rule.formula, rule.dxf.fill) for rule in area.rules]
            found = next(a for a in other.conditional_formatting if a.sqref == area.sqref)
            assert [(rule.formula, rule.dxf.fill) for rule in found.rules] == rules
        assert len(other._charts) == len(sheet._charts)
    assert not _faults(again)
    assert rewritten(again, Rewriting(workbook)) == again


def _faults(content: bytes) -> list[str]:
    """What Excel would repair or refuse in the file."""
    with NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(content)
        file.flush()
        return lint(Path(file.name), functions=None)


def _workbook() -> Workbook:
    campaign = planned_of(archetype())
    return layout.build(campaign, compute(campaign), TODAY)


def test_what_people_added_to_a_tab_of_ours_stays() -> None:
    """Columns, colours, comments, widths, rules and checks of theirs."""
    book = opened(plain()).book
    plan = book["Rétroplanning"]
    plan["FA12"], plan["FA13"] = "Code client", "C-17"
    plan["B14"].fill = PatternFill("solid", fgColor="FF00FF00")
    plan["B14"].comment = Comment("vu avec Léa", "Léa")
    plan.column_dimensions["B"].width = 50
    plan.row_dimensions[14].height = 44
    green = PatternFill("solid", bgColor="FF00FF00")
    plan.conditional_formatting.add("FA13:FA90", FormulaRule(['$FA13="C-17"'], fill=green))
    check = DataValidation(type="list", formula1='"A,B"', errorTitle="Perso", error="A ou B")
    check.add("M13:M20")
    plan.add_data_validation(check)
    notes = book.create_sheet("Notes de l’équipe")
    notes["A1"] = "=Rétroplanning!B14"
    saved = io.BytesIO()
    book.save(saved)
    again = rewritten(saved.getvalue(), Rewriting(_workbook()))
    assert not _faults(again)
    found = openpyxl.load_workbook(io.BytesIO(again))
    plan = found["Rétroplanning"]
    assert [plan["FA12"].value, plan["FA13"].value] == ["Code client", "C-17"]
    assert plan["B14"].fill.fgColor.rgb == "FF00FF00"
    assert plan["B14"].comment.text == "vu avec Léa"
    assert plan.column_dimensions["B"].width == 50
    assert plan.row_dimensions[14].height == 44
    rules = [rule for area in plan.conditional_formatting for rule in area.rules]
    assert [rule.formula for rule in rules if rule.priority == 1] == [['$FA13="C-17"']]
    assert len(rules) == len({rule.priority for rule in rules})
    owners = [c for c in plan.data_validations.dataValidation if "M15" in c.sqref]
    assert [c.errorTitle for c in owners] == ["Perso"]
    assert found["Notes de l’équipe"]["A1"].value == "=Rétroplanning!B14"
    assert rewritten(again, Rewriting(_workbook())) == again


def test_parts_of_other_tabs_keep_every_byte() -> None:
    """A tab of theirs, the shared texts and the theme."""
    book = opened(plain()).book
    book.create_sheet("À nous")["B2"] = "=1+1"
    saved = io.BytesIO()
    book.save(saved)
    again = rewritten(saved.getvalue(), Rewriting(_workbook()))
    old, new = (zipfile.ZipFile(io.BytesIO(one)) for one in (saved.getvalue(), again))
    changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    theirs = [name for name in old.namelist() if name.startswith("xl/worksheets/sheet")][-1]
    assert theirs not in changed
    assert "xl/sharedStrings.xml" not in changed
    assert "xl/theme/theme1.xml" not in changed


def test_a_row_that_comes_pushes_none_over_the_end_of_the_tab() -> None:
    """LibreOffice writes how the very last row looks; there is none behind it to move it to."""
    book = openpyxl.Workbook()
    plan = book.active
    assert plan is not None
    plan.title = "Plan"
    plan["A1"] = "ours"
    plan.row_dimensions[1_048_576].height = 12.8
    saved = io.BytesIO()
    book.save(saved)
    sheet = Sheet("plan", "Plan")
    sheet.put(0, 0, "ours")
    workbook = Workbook("t", "s", "fr", dt.date(2027, 1, 1), (sheet,), (), "plan", "fr_FR")
    again = rewritten(saved.getvalue(), Rewriting(workbook, {"Plan": DOWN["plan"]}))
    part = zipfile.ZipFile(io.BytesIO(again)).read("xl/worksheets/sheet1.xml")
    assert max(map(int, re.findall(rb'<row [^>]*?\br="(\d+)"', part))) <= 1_048_576


def test_rows_that_come_move_what_points_below_them() -> None:
    """Somebody's formula, note, rule and name go along with the cells that they are about."""
    book = openpyxl.Workbook()
    plan = book.active
    assert plan is not None
    plan.title = "Plan"
    plan["A1"], plan["A6"], plan["C6"] = "ours", "was sixth", "=A6&A1"
    plan["A6"].comment = Comment("a note", "Léa")
    red = PatternFill("solid", bgColor="FFFF0000")
    plan.conditional_formatting.add("C6:C7", FormulaRule(['$A6="x"'], fill=red))
    other = book.create_sheet("Autre")
    other["A1"] = "=Plan!A6"
    book.defined_names["mine"] = DefinedName("mine", attr_text="Plan!$A$6")
    saved = io.BytesIO()
    book.save(saved)
    sheet = Sheet("plan", "Plan")
    sheet.put(0, 0, "ours")
    sheet.put(5, 0, "new")
    sheet.put(6, 0, "new")
    sheet.put(7, 0, "was sixth")
    workbook = Workbook("t", "s", "fr", dt.date(2027, 1, 1), (sheet,), (), "plan", "fr_FR")
    again = rewritten(saved.getvalue(), Rewriting(workbook, {"Plan": DOWN["plan"]}))
    found = openpyxl.load_workbook(io.BytesIO(again))
    plan = found["Plan"]
    assert [plan.cell(row, 1).value for row in range(6, 9)] == ["new", "new", "was sixth"]
    assert plan["C8"].value == "=A8&A1"
    assert plan["A8"].comment.text == "a note"
    assert found["Autre"]["A1"].value == "=Plan!A8"
    assert found.defined_names["mine"].attr_text == "Plan!$A$8"
    (area,) = plan.conditional_formatting
    assert (str(area.sqref), area.rules[0].formula) == ("C8:C9", ['$A8="x"'])


def test_a_tab_that_is_missing_is_added_with_its_charts() -> None:
    """A tab that somebody deleted comes back whole, with its name."""
    book = opened(plain()).book
    del book["Budget"]
    saved = io.BytesIO()
    book.save(saved)
    again = rewritten(saved.getvalue(), Rewriting(_workbook()))
    found = openpyxl.load_workbook(io.BytesIO(again))
    assert set(found.sheetnames) == {sheet.title for sheet in _workbook().sheets}
    assert len(found["Budget"]._charts) == 1
    assert _cells(found)["Budget"] == _cells(opened(plain()).book)["Budget"]
    assert found.defined_names["rs_budget"].attr_text.startswith("Budget!")


def _edited(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with a text of a part replaced, once."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(written, "w") as to:
        for name in archive.namelist():
            text = archive.read(name)
            to.writestr(name, text.replace(old, new, 1) if name == part else text)
    return written.getvalue()


def test_charts_are_drawn_under_numbers_that_no_drawing_of_people_has() -> None:
    """A shape that somebody drew beside our charts keeps its number and every byte."""
    drawing = "xl/drawings/drawing1.xml"
    before = zipfile.ZipFile(io.BytesIO(plain())).read(drawing)
    ids = re.findall(rb'cNvPr id="(\d+)"', before)
    shape = (
        b'<xdr:absoluteAnchor><xdr:pos x="0" y="0"/><xdr:ext cx="900000" cy="300000"/>'
        b'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="%b" name="Post-it" descr="Note"/>'
        b'<xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" '
        b'cy="300000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:sp>'
        b"<xdr:clientData/></xdr:absoluteAnchor>" % ids[1]
    )
    content = _edited(plain(), drawing, b"</xdr:wsDr>", shape + b"</xdr:wsDr>")
    again = zipfile.ZipFile(io.BytesIO(rewritten(content, Rewriting(_workbook())))).read(drawing)
    assert shape in again
    found = re.findall(rb'cNvPr id="(\d+)"', again)
    assert len(found) == len(ids) + 1
    assert len(set(found)) == len(found)


def test_a_line_of_a_list_that_was_longer_goes_and_a_formula_of_people_stays() -> None:
    """The weeks of the dashboard are counted from the first; there were more of them once."""
    book = opened(plain()).book
    board = book["Tableau de bord"]
    head = next(cell for cell in board[1] if cell.value == "week_first")
    weeks = [row for row in range(2, board.max_row) if board.cell(row, head.column).value]
    last = board.cell(weeks[-1], head.column)
    number = re.search(r"\*(\d+)$", last.value)
    assert number is not None
    below = board.cell(weeks[-1] + 1, head.column)
    below.value = re.sub(r"\d+$", str(int(number[1]) + 1), last.value)
    own = board.cell(weeks[-1] + 1, board.max_column + 3)
    own.value = "=7*25"
    saved = io.BytesIO()
    book.save(saved)
    rewriting = Rewriting(_workbook(), drawn=frozenset({"Tableau de bord"}))
    found = openpyxl.load_workbook(io.BytesIO(rewritten(saved.getvalue(), rewriting)))
    board = found["Tableau de bord"]
    assert board[below.coordinate].value is None
    assert board[last.coordinate].value == last.value
    assert board[own.coordinate].value == "=7*25"
