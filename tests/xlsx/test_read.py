"""A workbook is read alike whoever wrote it, and however it is spelled."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.utils.datetime import to_excel
from openpyxl.workbook.defined_name import DefinedName

from retrosheet.workbook.tables import Cell, Table
from retrosheet.xlsx.read import Book, read
from tests.engines.libreoffice_engine import LibreOffice
from tests.xlsx.corpus import packages
from tests.xlsx.corpus.packages import package, sheet, texts, workbook

EXPECTED = (
    (Cell("id"), Cell("start")),
    (Cell("T01"), Cell(46400.0), Cell("T01!", 'A2&"!"')),
)


def book_of(folder: Path, content: bytes, *names: str) -> Book:
    path = folder / "plan.xlsx"
    path.write_bytes(content)
    return read(path, names or ("rs_plan", "rs_sync"), "en")


def plan_of(folder: Path, content: bytes) -> Table:
    return book_of(folder, content).tables["rs_plan"]


def prefixed(text: str) -> str:
    """The part with its own elements under a prefix."""
    for tag in ("worksheet", "sheetData", "row", "c", "v", "f", "is", "t", "sst", "si"):
        text = text.replace(f"<{tag}>", f"<x:{tag}>").replace(f"<{tag} ", f"<x:{tag} ")
        text = text.replace(f"</{tag}>", f"</x:{tag}>")
    return text.replace("xmlns=", "xmlns:x=")


def changed(old: str, new: str) -> str:
    text = sheet()
    assert old in text
    return text.replace(old, new)


SPELLINGS: dict[str, Callable[[], bytes]] = {
    "as it is": package,
    "stored": lambda: packages.packed(packages.parts(), "stored"),
    "data descriptors": packages.streamed,
    "ZIP64": packages.wide,
    "content types last": lambda: packages.packed(dict(reversed(packages.parts().items()))),
    "a byte order mark": lambda: package(sheet="\ufeff" + sheet()),
    "UTF-16": lambda: package(sheet=sheet().replace("UTF-8", "UTF-16").encode("utf-16")),
    "Latin 1": lambda: package(sheet=sheet().replace("UTF-8", "ISO-8859-1")),
    "no declaration": lambda: package(sheet=sheet().removeprefix(packages.DECLARATION)),
    "prefixes": lambda: package(sheet=prefixed(sheet()), texts=prefixed(texts("id", "start"))),
    "line by line": lambda: package(sheet=sheet().replace("><", ">\n  <").replace("T01\n", "T01")),
    "single quotes": lambda: package(sheet=sheet().replace('"', "'").replace("'!'", '"!"')),
    "a comment": lambda: package(sheet=changed("<sheetData>", "<!-- <row> --><sheetData>")),
    "CDATA": lambda: package(sheet=changed('A2&amp;"!"', '<![CDATA[A2&"!"]]>')),
    "an instruction": lambda: package(sheet=changed("<sheetData>", "<?x <row>?><sheetData>")),
    "spaces in the tags": lambda: package(
        sheet=sheet()
        .replace('r="2"', ' r = "2" ')
        .replace("</c>", "</c >")
        .replace("</v>", "</v >")
    ),
    "rows end with a space": lambda: package(sheet=sheet().replace("</row>", "</row >")),
    "no references": lambda: package(
        sheet=sheet().replace(' r="1"', "").replace(' r="2"', "").replace(' r="A2"', "")
    ),
    "references last": lambda: package(sheet=changed('r="B2" s="1"', 's="1" r="B2"')),
    "text in runs": lambda: package(
        sheet=changed(
            "<is><t>T01</t></is>",
            "<is><r><rPr><b/></rPr><t>T</t></r><r><t>01</t></r>"
            '<rPh sb="0" eb="1"><t>ti</t></rPh></is>',
        )
    ),
    "shared text in runs": lambda: package(
        texts=texts("id", "start").replace(
            "<t>start</t>", '<r><t xml:space="preserve">st</t></r><r><t>art</t></r><phoneticPr/>'
        )
    ),
    "an empty shared text": lambda: package(
        sheet=changed("<v>1</v>", "<v>2</v>"),
        texts=texts("id", "start").replace("</si><si>", "</si><si/><si>"),
    ),
    "strict": lambda: packages.packed(
        {
            name: str(part)
            .replace(packages.MAIN, packages.STRICT_MAIN)
            .replace(packages.OFFICE, packages.STRICT_OFFICE)
            for name, part in packages.parts().items()
        }
    ),
    "an ISO date": lambda: package(
        sheet=changed('s="1"><v>46400</v>', 's="1" t="d"><v>2027-01-13T00:00:00Z</v>')
    ),
    "days from 1904": lambda: package(
        sheet=changed("46400", "44938"), workbook=workbook(properties='<workbookPr date1904="1"/>')
    ),
    "a duplicated tab": lambda: package(
        workbook=workbook(
            more_names='<definedName name="rs_plan" localSheetId="1">_sync!$A$1</definedName>'
        )
    ),
    "another case": lambda: package(workbook=workbook().replace("rs_plan", "RS_Plan")),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_however_it_is_spelled(spelling: str, tmp_path: Path) -> None:
    """One table, whichever program saved the file."""
    table = plan_of(tmp_path, SPELLINGS[spelling]())
    assert table == Table("Plan", 0, 0, EXPECTED, 4, 3)


def cells_of(folder: Path, *cells: str) -> tuple[Cell, ...]:
    """Row 1 of the plan, with these cells."""
    return plan_of(folder, package(sheet=sheet(f'<row r="1">{"".join(cells)}</row>'))).rows[0]


@pytest.mark.parametrize(
    ("xml", "cell"),
    [
        ('<c r="A1"><v>-1.5E-3</v></c>', Cell(-0.0015)),
        ('<c r="A1"><v>1_000</v></c>', Cell(None, "", "#NUM!")),
        ('<c r="A1"><v>1e999</v></c>', Cell(None, "", "#NUM!")),
        ('<c r="A1"><v>NaN</v></c>', Cell(None, "", "#NUM!")),
        ('<c r="A1" t="b"><v>1</v></c>', Cell(True)),
        ('<c r="A1" t="b"><f>1=2</f><v>0</v></c>', Cell(False, "1=2")),
        ('<c r="A1" t="e"><f>NA()</f><v>#N/A</v></c>', Cell(None, "NA()", "#N/A")),
        ('<c r="A1" t="str"><f>B1</f><v></v></c>', Cell("", "B1")),
        ('<c r="A1"><f>B1</f></c>', Cell(None, "B1")),
        ('<c r="A1" t="str"><v>a_x000D_&#10;b &#x1F600;&apos;</v></c>', Cell("a\r\nb 😀'")),
        ('<c r="A1" t="str"><v>_x005F_x0041_</v></c>', Cell("_x0041_")),
        ('<c r="A1" t="str"><v>_xD83D__xDE00__xD83D_</v></c>', Cell("😀\ufffd")),
        ('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> é </t></is></c>', Cell(" é ")),
        ('<c r="A1" t="d"><v>T12:00:00</v></c>', Cell(0.5)),
        ('<c r="A1" t="d"><v>demain</v></c>', Cell("demain")),
        ('<c r="A1"><f t="shared" ref="A1:A9" si="0">B1+1</f><v>3</v></c>', Cell(3.0, "B1+1")),
        ('<c r="A1"><f t="shared" si="7"/><v>3</v></c>', Cell(3.0, "SHARED()")),
        ('<c r="A1"><f t="array" ref="A1">SUM(B1:B2)</f><v>3</v></c>', Cell(3.0, "SUM(B1:B2)")),
    ],
)
def test_cells(xml: str, cell: Cell, tmp_path: Path) -> None:
    """Numbers, texts, dates, ticks and formulas in every writing that programs use."""
    assert cells_of(tmp_path, xml) == (cell,)


def test_a_shared_formula_is_its_masters(tmp_path: Path) -> None:
    """A dependent says that it is a formula, which is what matters, in its master's words."""
    first, second = cells_of(
        tmp_path,
        '<c r="A1"><f t="shared" ref="A1:B1" si="0">C1*2</f><v>2</v></c>',
        '<c r="B1"><f t="shared" si="0"/><v>4</v></c>',
    )
    assert (first, second) == (Cell(2.0, "C1*2"), Cell(4.0, "C1*2"))


@pytest.mark.parametrize(
    ("area", "shape"),
    [
        ("Plan!$A$1", (0, 0, [1])),
        ("$A$1", None),
        ("Plan!A1:B2", (0, 0, [2, 2])),
        ("Plan!$B:$C", (0, 1, [1, 2])),
        ("Plan!$2:$2", (1, 0, [3])),
        ("'Plan'!$C$2:$A$1", (0, 0, [2, 3])),
        ("Plan!$A$1,Plan!$C$3", None),
        ("Plan!#REF!", None),
        ("#REF!", None),
        ("[1]Plan!$A$1", None),
        ("Elsewhere!$A$1", None),
        ("Plan!$XFE$1", None),
        ("Plan!$A$1:$A$1048577", None),
        ("OFFSET(Plan!$A$1,0,0)", None),
        ("Plan!$F$90:$G$99", (89, 5, [])),
    ],
)
def test_names(area: str, shape: tuple[int, int, list[int]] | None, tmp_path: Path) -> None:
    """A name that is not one rectangle of a tab is told apart from one that is not there."""
    book = book_of(tmp_path, package(workbook=workbook({"rs_plan": area})), "rs_plan", "rs_none")
    assert "rs_none" not in {*book.tables, *book.broken}
    if shape is None:
        assert book.broken == {"rs_plan"}
    else:
        table = book.tables["rs_plan"]
        assert (table.row, table.column, [len(row) for row in table.rows]) == shape


def test_a_title_with_quotes_and_accents(tmp_path: Path) -> None:
    """The tab is found by the name that people see."""
    quoted = workbook({"rs_plan": "'L''été à Zoë !'!$A$1"}).replace('"Plan"', '"L\'été à Zoë !"')
    assert book_of(tmp_path, package(workbook=quoted)).tables["rs_plan"].title == "L'été à Zoë !"


def oracle(content: bytes, name: str) -> list[list[Cell]]:
    """What openpyxl reads under a name."""
    formulas = openpyxl.load_workbook(io.BytesIO(content), rich_text=False)
    shown = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    ((title, area),) = formulas.defined_names[name].destinations
    title = title.replace("''", "'")
    rows = []
    pairs = zip(formulas[title][area], shown[title][area], strict=True)
    for typed_row, shown_row in pairs:
        cells = []
        for typed, value in zip(typed_row, shown_row, strict=True):
            formula = typed.value[1:] if typed.data_type == "f" else ""
            error = value.value if value.data_type == "e" else ""
            found = None if error else value.value
            if isinstance(found, dt.datetime | dt.date | dt.time):
                found = to_excel(found)
            if isinstance(found, int | float) and not isinstance(found, bool):
                found = float(found)
            cells.append(Cell(found, formula, error))
        rows.append(cells)
    return rows


def assert_agrees(folder: Path, content: bytes, name: str = "rs_plan") -> None:
    table = book_of(folder, content, name).tables[name]
    for number, row in enumerate(oracle(content, name)):
        for column, wanted in enumerate(row):
            found = table.cell(number, column)
            if found.value == "" and wanted.value is None:
                found = found._replace(value=None)  # openpyxl knows no empty text
            assert found == wanted, table.where(number, column)


def by_xlsxwriter() -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    tab = book.add_worksheet("Rétro planning")
    date = book.add_format({"num_format": "dd/mm/yyyy"})
    for row in range(60):
        tab.write_string(row, 0, f"T{row:02} « é » & <b> 'x' 😀")
        tab.write_datetime(row, 1, dt.datetime(2027, 1, 1) + dt.timedelta(row), date)  # noqa: DTZ001
        tab.write_formula(row, 2, f'=IF(A{row + 1}="","",B{row + 1}&"<")', None, f"v{row}")
        tab.write_boolean(row, 4, row % 2 == 0)
        tab.write_blank(row, 5, None, date)
        tab.write_rich_string(row, 6, "a", date, "b ", " c")
        tab.write_number(row, 20, row / 3)
        tab.write_formula(row, 7, "=1/0", None, "#DIV/0!")
    book.define_name("rs_plan", "='Rétro planning'!$A$1:$K$70")
    book.close()
    return buffer.getvalue()


def by_openpyxl() -> bytes:
    book = openpyxl.Workbook()
    tab = book.active
    assert tab is not None
    tab.title = "L'été"
    for row in range(1, 60):
        tab.append([f"T{row}", dt.date(2027, 3, row % 28 + 1), row / 7, row % 2 == 0, "=A1+1"])
    book.defined_names["rs_plan"] = DefinedName("rs_plan", attr_text="'L''été'!$A$1:$F$64")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("write", [by_xlsxwriter, by_openpyxl])
def test_agrees_with_openpyxl(write: Callable[[], bytes], tmp_path: Path) -> None:
    """Another reader sees the same cells in files of two writers."""
    assert_agrees(tmp_path, write())


@pytest.mark.libreoffice
def test_agrees_with_openpyxl_on_what_libreoffice_saves(
    libreoffice: LibreOffice, tmp_path: Path
) -> None:
    """And in what LibreOffice makes of them."""
    path = tmp_path / "mine.xlsx"
    path.write_bytes(by_xlsxwriter())
    with libreoffice.open(path) as document:
        saved = document.save(tmp_path / "saved.xlsx").read_bytes()
    assert_agrees(tmp_path, saved)


def test_the_fast_way_and_the_plain_one_agree(tmp_path: Path) -> None:
    """A comment sends a sheet the long way round, through a parser."""
    content = by_xlsxwriter()
    slow = packages.rewritten(content, b"<sheetData>", b"<!-- --><sheetData>")
    assert book_of(tmp_path, slow).tables == book_of(tmp_path, content).tables
