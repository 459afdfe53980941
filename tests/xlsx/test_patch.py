"""A patch changes the tool's own tab and the values of formulas, and not one byte beside."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.workbook.defined_name import DefinedName

from retrosheet.workbook.tables import CellAddress, Writing
from retrosheet.xlsx.changing.patch_package import edited
from retrosheet.xlsx.changing.patch_tab import Edit
from retrosheet.xlsx.patch import patched
from retrosheet.xlsx.read import read
from retrosheet.xlsx.reading.refusals import Unfit
from tests.engines.libreoffice_engine import LibreOffice
from tests.engines.package_lint import lint
from tests.xlsx.corpus import packages
from tests.xlsx.corpus.packages import OWN, SHEET, package, packed, parts, rewritten, sheet
from tests.xlsx.test_read import SPELLINGS

ROWS = (("id", "verdict", "since"), ("T01", "En retard < 3 j & plus", 46400.0), (None, True))
WRITING = Writing("_sync", ROWS, {CellAddress("Plan", 1, 2): "En retard"})


def spans(content: bytes) -> dict[str, bytes]:
    """All bytes of each member as they lie, header included, in the archive's order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        infos = archive.infolist()
        starts = [*sorted(info.header_offset for info in infos), archive.start_dir]
    return {
        info.filename: content[info.header_offset : starts[starts.index(info.header_offset) + 1]]
        for info in infos
    }


def directory(content: bytes) -> list[tuple[object, ...]]:
    """What the archive's directory says of each member, but for places and sizes."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return [
            (info.filename, info.date_time, info.compress_type, info.external_attr, info.comment)
            for info in archive.infolist()
        ]


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def assert_only(old: bytes, new: bytes, *changed: str) -> None:
    """Only these members differ in any byte; order, dates and names are the old ones."""
    before, after = spans(old), spans(new)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == set(changed)
    assert directory(old) == directory(new)


def test_writes_the_tab_and_shows_the_values() -> None:
    """The tool's own tab and the values of formulas change, no other byte of the parts does."""
    old = package()
    new = patched(old, WRITING)
    assert_only(old, new, SHEET, OWN)
    assert part(new, SHEET) == part(old, SHEET).replace("<v>T01!</v>", "<v>En retard</v>")
    assert part(new, OWN) == sheet(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>verdict</t></is></c>'
        '<c r="C1" t="inlineStr"><is><t>since</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>T01</t></is></c>'
        '<c r="B2" t="inlineStr"><is><t>En retard &lt; 3 j &amp; plus</t></is></c>'
        '<c r="C2"><v>46400</v></c></row>'
        '<row r="3"><c r="B3" t="b"><v>1</v></c></row>'
    )


def test_a_second_time_changes_nothing() -> None:
    """What is written already is not written again."""
    new = patched(package(), WRITING)
    assert patched(new, WRITING) == new


def test_nothing_to_say_changes_nothing() -> None:
    """Values that are there already leave the file as it is."""
    old = package()
    assert patched(old, Writing("_sync", (), {CellAddress("Plan", 1, 2): "T01!"})) == old


def test_values_that_another_program_has_spelled_differently_are_no_change() -> None:
    """Shared texts, 1.50 and empty cells are the same values."""
    own = sheet('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1.50</v></c><c r="C1"/></row>')
    old = package(own=own)
    assert patched(old, Writing("_sync", (("id", 1.5, ""), ()), {})) == old


UNUSUAL = ("UTF-16", "Latin 1", "a comment", "CDATA", "an instruction", "rows end with a space")


@pytest.mark.parametrize("spelling", [name for name in SPELLINGS if name not in UNUSUAL])
def test_however_it_is_spelled(spelling: str, tmp_path: Path) -> None:
    """Whichever program saved the file: ours are written, all else keeps its bytes."""
    path = tmp_path / "plan.xlsx"
    old = SPELLINGS[spelling]()
    new = patched(old, WRITING)
    path.write_bytes(new)
    before = tmp_path / "before.xlsx"
    before.write_bytes(old)
    was, now = (read(at, ["rs_plan"], "en").tables["rs_plan"] for at in (before, path))
    assert now.cell(1, 2) == was.cell(1, 2)._replace(value="En retard")
    own = read(path, ["rs_sync"], "en").tables["rs_sync"]
    assert [[cell.value for cell in row] for row in own.rows] == [
        ["id", "verdict", "since"],
        ["T01", "En retard < 3 j & plus", 46400.0],
        [None, True],
    ]
    assert patched(new, WRITING) == new
    unchanged = {name: span for name, span in spans(old).items() if name not in {SHEET, OWN}}
    assert unchanged.items() <= spans(new).items()


@pytest.mark.parametrize("spelling", UNUSUAL)
def test_an_unusual_spelling_is_refused(spelling: str) -> None:
    """A reader may guess; who writes may not."""
    with pytest.raises(Unfit, match="unusual way"):
        patched(SPELLINGS[spelling](), WRITING)


@pytest.mark.parametrize(
    ("old", "value", "new"),
    [
        ('<c r="A1"><f>B1</f></c>', 2.0, '<c r="A1"><f>B1</f><v>2</v></c>'),
        ('<c r="A1"><f>B1</f><v/></c>', 0.5, '<c r="A1"><f>B1</f><v>0.5</v></c>'),
        (
            '<c r="A1" s="1" t="str"><f>B1</f><v>a</v></c>',
            1.0,
            '<c r="A1" s="1"><f>B1</f><v>1</v></c>',
        ),
        ('<c r="A1" t="e"><f>B1</f><v>#N/A</v></c>', "", '<c r="A1" t="str"><f>B1</f><v></v></c>'),
        ('<c r="A1" t="str"><f>B1</f><v></v></c>', "", '<c r="A1" t="str"><f>B1</f><v></v></c>'),
        ('<c t="b" r="A1"><f>B1</f><v>0</v></c>', True, '<c t="b" r="A1"><f>B1</f><v>1</v></c>'),
        ('<c r="A1" t="str"><f>B1</f><v>a</v></c>', None, '<c r="A1"><f>B1</f></c>'),
        (
            '<c r="A1" cm="1" vm="2"><f>B1</f><v>1</v></c>',
            2.0,
            '<c r="A1" cm="1"><f>B1</f><v>2</v></c>',
        ),
        (
            '<c r="A1"><f t="shared" si="0"/><v>1</v></c>',
            3.0,
            '<c r="A1"><f t="shared" si="0"/><v>3</v></c>',
        ),
        ('<c r="A1"><v>1</v></c>', 2.0, '<c r="A1"><v>1</v></c>'),
        ('<c r="A1" s="1"/>', 2.0, '<c r="A1" s="1"/>'),
        ('<c r="B1"/>', 2.0, '<c r="B1"/>'),
    ],
)  # fmt: skip
def test_a_shown_value(old: str, value: float | str | None, new: str) -> None:
    """The style and the formula stay; the type follows the value; what is no formula stays."""
    before = package(sheet=sheet(f'<row r="1">{old}</row>'))
    after = patched(before, Writing("_sync", (), {CellAddress("Plan", 0, 0): value}))
    assert part(after, SHEET) == sheet(f'<row r="1">{new}</row>')


def test_the_tab_keeps_styles_heights_and_all_the_rest() -> None:
    """Rows that are not ours any more are emptied, their looks stay."""
    own = sheet(
        '<row r="1" ht="30" customHeight="1" spans="1:2"><c r="A1" s="1"><v>1</v></c></row>'
        '<row r="4" hidden="1"/><row r="5"><c r="B5" s="1"/><c r="C5"><v>9</v></c></row>',
        before='<sheetPr/><dimension ref="A1:C5"/>',
        after='<sheetProtection sheet="1"/>',
    )
    new = patched(package(own=own), Writing("_sync", (("a", 2.0), (3.0,)), {}))
    assert part(new, OWN) == sheet(
        '<row r="1" ht="30" customHeight="1">'
        '<c r="A1" s="1" t="inlineStr"><is><t>a</t></is></c><c r="B1"><v>2</v></c></row>'
        '<row r="2"><c r="A2"><v>3</v></c></row>'
        '<row r="4" hidden="1"></row><row r="5"><c r="B5" s="1"/></row>',
        before='<sheetPr/><dimension ref="A1:B5"/>',
        after='<sheetProtection sheet="1"/>',
    )


def test_text_that_xml_cannot_hold(tmp_path: Path) -> None:
    """Control characters, escapes and long texts are read back as they were meant."""
    path = tmp_path / "plan.xlsx"
    told = ("a\x01b\rc", "_x0041_", " space ", "two\nlines", "\ud800!", "😀" * 20_000, "=1+1")
    path.write_bytes(patched(package(), Writing("_sync", (told,), {})))
    row = [cell.value for cell in read(path, ["rs_sync"], "en").tables["rs_sync"].rows[0]]
    assert row == ["a\x01b\rc", "_x0041_", " space ", "two\nlines"]
    path.write_bytes(patched(package(), Writing("_sync", (told[4:],), {})))
    row = [cell.value for cell in read(path, ["rs_sync"], "en").tables["rs_sync"].rows[0]]
    assert row == ["\ufffd!", "😀" * 16_383, "=1+1"]
    assert patched(path.read_bytes(), Writing("_sync", (told[4:],), {})) == path.read_bytes()


def test_days_from_1904_are_written_as_they_are_read(tmp_path: Path) -> None:
    """A file that counts from 1904 shows the same day."""
    old = package(
        sheet=sheet().replace('<c r="C2" t="str">', '<c r="C2" s="1">'),
        workbook=packages.workbook(properties='<workbookPr date1904="1"/>'),
    )
    path = tmp_path / "plan.xlsx"
    path.write_bytes(patched(old, Writing("_sync", (), {CellAddress("Plan", 1, 2): 46400.0})))
    assert "<v>44938</v>" in part(path.read_bytes(), SHEET)
    assert read(path, ["rs_plan"], "en").tables["rs_plan"].cell(1, 2).value == 46400.0


def test_not_a_number_is_a_mistake_of_ours() -> None:
    """It is raised, not written into somebody's file."""
    with pytest.raises(ValueError, match="cannot hold nan"):
        patched(package(), Writing("_sync", ((float("nan"),),), {}))


REFUSALS: dict[str, tuple[Callable[[], bytes], str]] = {
    "signed": (lambda: packed(parts() | {"_xmlsignatures/s.xml": "<a/>"}), "digital signature"),
    "no tab of ours": (
        lambda: package(workbook=packages.workbook().replace('"_sync"', '"sync"')), "has no tab"
    ),
    "formulas in our tab": (
        lambda: packed(
            parts()
            | {OWN: sheet('<row r="1"><c r="A1"><f>1</f><v>1</v></c></row>')}
            | {"xl/calcChain.xml": f'<calcChain xmlns="{packages.MAIN}"/>'}
            | {
                "xl/_rels/workbook.xml.rels": str(parts()["xl/_rels/workbook.xml.rels"]).replace(
                    "</Relationships>",
                    f'<Relationship Id="rId9" Type="{packages.OFFICE}/calcChain" '
                    'Target="calcChain.xml"/></Relationships>',
                )
            }
        ),
        "has formulas on the tab",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSALS)
def test_refused(case: str) -> None:
    """A file in which the place cannot be found for sure is left alone."""
    make, words = REFUSALS[case]
    with pytest.raises(Unfit, match=words):
        patched(make(), WRITING)


def test_what_is_wrong_further_on_is_left_as_it_is() -> None:
    """Excel would repair such a file; a sync makes it neither better nor worse."""
    new = part(patched(package(sheet=sheet(after="<a></b>")), WRITING), SHEET)
    assert new.endswith("<a></b></worksheet>")


@pytest.mark.parametrize(
    "edit",
    [(0, 4), (3, 6), (3, 8), (2, 7), (3, 40), (40, 44)],
    ids=["ends in an element", "ends early", "ends late", "begins early", "no end", "no place"],
)
def test_an_edit_in_the_wrong_place_is_a_mistake_of_ours(edit: tuple[int, int]) -> None:
    """Never within an element, too early, too late or twice, however the bytes arrive."""
    edits = [Edit(*edit, b"<new/>")]
    for size in 1, 5, 100:
        content = b"<a><b/>text</a>"
        chunks = [content[at : at + size] for at in range(0, len(content), size)]
        assert b"".join(edited(chunks, [Edit(3, 7, b"<new/>")])) == b"<a><new/>text</a>"
        with pytest.raises(Unfit, match="damaged"):
            list(edited(chunks, edits))
    with pytest.raises(Unfit, match="damaged"):
        list(edited([b"<a><b/>text</a>"], [Edit(3, 7, b"<new/>"), Edit(3, 7, b"<new/>")]))


def test_many_rows_across_many_chunks(tmp_path: Path) -> None:
    """Every edit lands where it belongs, wherever a chunk ends."""
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="str"><f>"{"x" * (n % 97)}"</f><v>{n}</v></c></row>'
        for n in range(1, 9_001)
    )
    old = package(sheet=sheet(rows), workbook=packages.workbook({"rs_plan": "Plan!$A$1:$A$9000"}))
    shown = {CellAddress("Plan", n, 0): f"v{n}" * (n % 7 + 1) for n in range(0, 9_000, 3)}
    path = tmp_path / "plan.xlsx"
    path.write_bytes(patched(old, Writing("_sync", (), shown)))
    table = read(path, ["rs_plan"], "en").tables["rs_plan"]
    for n in range(9_000):
        assert table.cell(n, 0).value == shown.get(CellAddress("Plan", n, 0), str(n + 1))
        assert len(table.cell(n, 0).formula) == (n + 1) % 97 + 2


def of_a_person_with_xlsxwriter() -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    plan, own, extra = (book.add_worksheet(title) for title in ("Plan", "_sync", "À moi"))
    for row in range(30):
        plan.write_string(row, 0, f"T{row:02}")
        plan.write_formula(row, 2, f'=A{row + 1}&"!"', None, f"T{row:02}!")
    plan.write_comment("A1", "à voir", {"author": "Zoë"})
    plan.insert_textbox("H2", "une note")
    plan.conditional_format("A1:A30", {"type": "data_bar"})
    plan.conditional_format("A1:A30", {"type": "text", "criteria": "begins with", "value": "T"})
    plan.data_validation("B1:B9", {"validate": "list", "source": ["a", "b"]})
    plan.add_sparkline("E1", {"range": "Plan!F1:G1"})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Plan!$F$1:$F$9"})
    extra.insert_chart("B2", chart)
    extra.insert_image("H2", "p.png", {"image_data": io.BytesIO(PICTURE)})
    own.protect()
    book.define_name("rs_plan", "=Plan!$A$1:$C$40")
    book.define_name("rs_sync", "=_sync!$A$1:$D$90")
    book.close()
    return buffer.getvalue()


def of_a_person_with_openpyxl() -> bytes:
    book = openpyxl.Workbook()
    plan = book.active
    assert plan is not None
    plan.title = "Plan"
    for row in range(1, 20):
        plan.append([f"T{row}", row, "=A1+1"])
    plan["A1"].comment = Comment("à voir", "Zoë")
    plan.conditional_formatting.add("B1:B9", CellIsRule(operator="lessThan", formula=["3"]))
    chart = BarChart()
    chart.add_data(Reference(plan, min_col=2, min_row=1, max_row=9))
    plan.add_chart(chart, "F2")
    book.create_sheet("_sync")
    book.create_sheet("À moi").append([1, 2])
    for name, area in (("rs_plan", "Plan!$A$1:$C$40"), ("rs_sync", "_sync!$A$1:$D$90")):
        book.defined_names[name] = DefinedName(name, attr_text=area)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


PICTURE = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">LLBBBBB", 1, 1, 8, 0, 0, 0, 0)
    + b"\x3a\x7e\x9b\x55\0\0\0\nIDATx\x9cc\xf8\x0f\0\1\1\1\0\x1b\xb6\xeeV\0\0\0\0IEND\xaeB`\x82"
)  # fmt: skip


def values(content: bytes) -> dict[tuple[str, str], object]:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".*(extension|validation|header).*")
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    return {
        (tab.title, cell.coordinate): cell.value
        for tab in book.worksheets
        for row in tab.iter_rows()
        for cell in row
        if cell.value is not None
    }


def assert_patch_of(old: bytes, folder: Path) -> None:
    """Another library sees the wanted cells changed and no other; the lint finds nothing new."""
    shown = {CellAddress("Plan", row, 2): f"En retard de {row} j" for row in range(2, 12)}
    new = patched(old, Writing("_sync", ROWS, shown))
    expected = {at: value for at, value in values(old).items() if at[0] != "_sync"}
    expected |= {("Plan", f"C{row + 1}"): f"En retard de {row} j" for row in range(2, 12)}
    expected |= {
        ("_sync", f"{'ABC'[column]}{row + 1}"): value
        for row, line in enumerate(ROWS)
        for column, value in enumerate(line)
        if value is not None
    }
    assert values(new) == expected
    before, after = folder / "before.xlsx", folder / "after.xlsx"
    before.write_bytes(old)
    after.write_bytes(new)
    assert set(lint(after, None)) <= set(lint(before, None))
    assert len([1 for name, span in spans(new).items() if spans(old)[name] != span]) == 2


@pytest.mark.parametrize("make", [of_a_person_with_xlsxwriter, of_a_person_with_openpyxl])
def test_what_people_have_added_stays(make: Callable[[], bytes], tmp_path: Path) -> None:
    """Their charts, rules, comments and tabs, byte for byte."""
    assert_patch_of(make(), tmp_path)


@pytest.mark.libreoffice
def test_what_libreoffice_has_saved(libreoffice: LibreOffice, tmp_path: Path) -> None:
    """And LibreOffice opens it again, with the values in their place."""
    path = tmp_path / "mine.xlsx"
    path.write_bytes(of_a_person_with_xlsxwriter())
    with libreoffice.open(path) as document:
        saved = document.save(tmp_path / "saved.xlsx")
    assert_patch_of(saved.read_bytes(), tmp_path)
    with libreoffice.open(tmp_path / "after.xlsx", recalculate=False) as document:
        assert document.values("_sync")[2, 1] == "T01"
        assert document.values("Plan")[3, 3] == "En retard de 2 j"


def test_an_archives_comment_stays() -> None:
    """Even a note on the archive itself."""
    buffer = io.BytesIO(package())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.comment = b"un mot"
    old = buffer.getvalue()
    with zipfile.ZipFile(io.BytesIO(patched(old, WRITING))) as archive:
        assert archive.comment == b"un mot"


def test_a_prefix_is_kept() -> None:
    """Where elements have a prefix, what is written has it too."""
    new = patched(SPELLINGS["prefixes"](), WRITING)
    assert "<x:v>En retard</x:v>" in part(new, SHEET)


def test_the_longest_dimension_is_a_cell() -> None:
    """The area that a tab states shrinks with it."""
    old = rewritten(package(own=sheet("", before='<dimension ref="A1:Z9" />')), b"", b"")
    new = patched(old, Writing("_sync", (("a",),), {}))
    assert '<dimension ref="A1"/>' in part(new, OWN)


def test_two_tabs_that_share_a_part_are_refused() -> None:
    """Found by fuzzing: writing our own tab would have emptied the plan."""
    path = Path(__file__).parent / "corpus" / "two_tabs_one_part.xlsx"
    with pytest.raises(Unfit, match="damaged"):
        patched(path.read_bytes(), WRITING)
