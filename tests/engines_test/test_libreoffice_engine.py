"""What a person does to the example in LibreOffice, through the bridge."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.engines.cell_reference import Area
from tests.engines.grid import value
from tests.engines.ironcalc_engine import IronCalcWorkbook
from tests.engines.libreoffice_document import Document
from tests.engines.libreoffice_engine import LibreOffice, LibreOfficeFailed
from tests.engines_test import example_workbook as example
from tests.engines_test.example_workbook import PLAN, PLAN_DATES, plan_dates, write_example

pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_example(tmp_path_factory.mktemp("example") / "example.xlsx")


@pytest.fixture
def document(libreoffice: LibreOffice, path: Path) -> Iterator[Document]:
    with libreoffice.open(path) as document:
        yield document


def ids(document: Document) -> list[object]:
    values = document.values(PLAN)
    return [values.get((row, 1)) for row in range(example.FIRST_ROW, example.SENTINEL)]


def test_both_engines_read_the_same(document: Document, path: Path) -> None:
    """Every value of every sheet is equal, and so is every background."""
    other = IronCalcWorkbook.load(path)
    assert document.sheets == other.sheets
    for sheet in document.sheets:
        assert document.values(sheet) == other.values(sheet)
    assert document.fills(PLAN) == other.fills(PLAN, document.used(PLAN))


def test_stored_values_are_believed_unless_told(libreoffice: LibreOffice, tmp_path: Path) -> None:
    """A person sees the stored values when the file opens; the tests see calculated ones."""
    path = write_example(tmp_path / "stale.xlsx", launch_value=1)
    with libreoffice.open(path, recalculate=False) as document:
        assert value(document, "Dashboard", "B1") == 1
        document.recalculate()
        assert value(document, "Dashboard", "B1") == 14
    with libreoffice.open(path) as document:
        assert value(document, "Dashboard", "B1") == 14


def test_formulas_are_read_as_a_file_has_them(document: Document) -> None:
    """One by one as in an .xlsx; all at once in LibreOffice's own writing."""
    formula = "IF(rs_launch>'Plan de campagne'!$E$5,\"a;b,c\",NA())"
    document.set_formula("Settings", "H1", f"={formula}")
    assert document.formula("Settings", "H1") == formula
    assert document.formula("Settings", "B1") == ""
    assert document.formulas("_engine")[2, 4] == '=WORKDAY.INTL($C3;-1;rs_weekend&"";rs_daysoff)'


def test_dates_put_in_are_shown_as_dates(document: Document) -> None:
    """The cell keeps its format."""
    document.set_name("rs_launch", dt.date(2027, 3, 16))
    assert document.shown("Settings", "B1") == "16/03/2027"


def test_sorting_rows(document: Document) -> None:
    """Rows move, headers stay, and each row keeps the dates of its own ID."""
    document.sort(PLAN, "A4:G8", "A", descending=True)
    assert ids(document) == ["T04", "T03", "T02", "T01"]
    document.sort(PLAN, "A5:G8", "C", "D", header=False)
    assert ids(document) == ["T01", "T03", "T02", "T04"]
    assert plan_dates(document) == PLAN_DATES


def test_inserting_duplicating_and_deleting_rows(document: Document) -> None:
    """Names and dates follow, as for a person who does it."""
    document.insert_rows(PLAN, example.SENTINEL, 2)
    assert document.name("rs_plan") == (PLAN, Area(3, 1, 11, 7))
    document.duplicate_row(PLAN, 6)
    assert ids(document) == ["T01", "T02", "T02", "T03"]
    assert document.name("rs_plan")[1].bottom == 12
    document.delete_rows(PLAN, 6, 2)
    assert ids(document) == ["T01", "T03", "T04", None]
    found = plan_dates(document)
    assert found["T03"] == PLAN_DATES["T03"]
    # The deleted T02 lasts no days, so T01 ends the working day before T03.
    assert found["T01"] == (dt.date(2027, 3, 3), dt.date(2027, 3, 5))


def test_moving_rows_and_columns(document: Document) -> None:
    """What refers to a cell follows it, to the right, to the left, up and down."""
    document.move_columns(PLAN, "B", before="F", count=2)
    values = document.values(PLAN)
    keys = [values[3, column] for column in range(1, 8)]
    assert keys == ["id", "duration", "start", "title", "owner", "due", "flag"]
    assert plan_dates(document) == PLAN_DATES
    document.move_columns(PLAN, "G", before="A")
    assert document.values(PLAN)[3, 1] == "flag"
    assert plan_dates(document) == PLAN_DATES
    document.move_rows(PLAN, 5, before=8)
    document.move_rows(PLAN, 8, before=6)
    order = [document.values(PLAN)[row, 2] for row in range(5, 9)]
    assert order == ["T02", "T04", "T03", "T01"]
    assert plan_dates(document) == PLAN_DATES


def test_columns_come_and_go(document: Document) -> None:
    """Names widen and shrink with them, and no date changes."""
    document.insert_columns(PLAN, "C", 2)
    assert document.name("rs_plan") == (PLAN, Area(3, 1, 9, 9))
    document.delete_columns(PLAN, "C", 2)
    assert document.name("rs_plan") == (PLAN, Area(3, 1, 9, 7))
    assert plan_dates(document) == PLAN_DATES


def test_copying_and_cutting(document: Document) -> None:
    """A copy leaves everything where it is; a cut takes the references along."""
    document.copy(PLAN, "A5:G5", "A6")
    assert ids(document) == ["T01", "T01", "T03", "T04"]
    document.cut("Settings", "B1", "D9", "Dashboard")
    assert document.name("rs_launch") == ("Dashboard", Area(9, 4, 9, 4))


def test_filtering_hides_rows(document: Document) -> None:
    """Hidden rows are told, and count as before."""
    assert document.hidden_rows(PLAN) == [3]
    document.filter(PLAN, "A4:G8", "C", "Ana")
    assert document.hidden_rows(PLAN) == [3, 6, 8]
    assert plan_dates(document) == PLAN_DATES


def test_tabs_are_renamed_and_moved(document: Document) -> None:
    """Names and formulas find them again."""
    document.rename_sheet(PLAN, "Mon plan d'été")
    document.move_sheet("Mon plan d'été", 0)
    assert document.sheets == ["Mon plan d'été", "Dashboard", "Settings", "_engine"]
    assert document.name("rs_plan") == ("Mon plan d'été", Area(3, 1, 9, 7))
    assert plan_dates(document, "Mon plan d'été") == PLAN_DATES


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_saved_and_opened_again(
    libreoffice: LibreOffice, document: Document, tmp_path: Path, ending: str
) -> None:
    """In either format, what was sorted and typed is there."""
    document.sort(PLAN, "A4:G8", "A", descending=True)
    document.set_name("rs_launch", dt.date(2027, 3, 16))
    saved = document.save(tmp_path / f"saved.{ending}")
    with libreoffice.open(saved) as again:
        assert ids(again) == ["T04", "T03", "T02", "T01"]
        assert plan_dates(again) == plan_dates(document)
        assert again.name("rs_plan") == document.name("rs_plan")
    if ending == "xlsx":
        workbook = openpyxl.load_workbook(saved, data_only=True)
        assert workbook[PLAN]["A5"].value == "T04"
        workbook.close()


def test_the_opened_file_is_left_alone(document: Document, path: Path) -> None:
    """Neither its bytes nor its folder change, so that a test can go on with the same file."""
    before = path.read_bytes()
    document.set_name("rs_launch", dt.date(2027, 4, 1))
    assert path.read_bytes() == before
    assert [other.name for other in path.parent.iterdir()] == [path.name]


def test_cells_as_they_look(document: Document) -> None:
    """Fill, letters and text, with hidden rows left out and conditional formats applied."""
    looks = document.looks(PLAN)
    assert looks[5, 5].text == "16/02/2027"
    assert looks[4, 1].bold
    assert not looks[5, 1].bold
    assert (3, 1) not in looks
    settings = document.looks("Settings")
    assert settings[1, 4].text == "Settings"
    assert settings[2, 4].text == "Help"


def test_the_page_as_it_prints(document: Document, tmp_path: Path) -> None:
    """One A3 page with the bars on it, late ones in their own colour."""
    (page,) = document.pages(tmp_path, sheet=PLAN, dpi=50)
    assert page.width > page.height
    assert page.share(example.BAR) > 5 * page.share("#00FF00")
    assert page.share(example.LATE) > 0
    assert page.picture.read_bytes().startswith(b"\x89PNG")
    assert len(document.pages(tmp_path, dpi=20)) > 1


def test_refusals_are_said(libreoffice: LibreOffice, document: Document, tmp_path: Path) -> None:
    """A wrong request names itself and leaves LibreOffice ready for the next one."""
    with pytest.raises(LibreOfficeFailed, match="No such sheet"):
        document.values("No such sheet")
    with pytest.raises(KeyError):
        document.name("rs_nothing")
    text = tmp_path / "text.docx"
    text.write_text("no workbook")
    with pytest.raises(LibreOfficeFailed, match=r"text\.docx"):
        libreoffice.open(text)
    assert plan_dates(document) == PLAN_DATES
