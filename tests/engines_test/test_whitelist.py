"""Each function of the whitelist gives the same value in both engines."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from tests.engines.grid import Grid, Value
from tests.engines.ironcalc_engine import IronCalcWorkbook
from tests.engines.libreoffice_engine import LibreOffice
from tests.engines.whitelist import VOLATILE, WHITELIST

# Column A holds 3, 1, 2, a text and nothing; serial 46458 is Friday 12 March 2027.
SAMPLES: dict[str, tuple[str, Value]] = {
    "ABS": ("ABS(-2)", 2),
    "AND": ("AND(A1=3,A2=1)", True),
    "AVERAGE": ("AVERAGE(A1:A5)", 2),
    "CHAR": ("CHAR(10)", "\n"),
    "CHOOSE": ('CHOOSE(2,"a","b")', "b"),
    "COLUMN": ("COLUMN(C1)", 3),
    "COUNT": ("COUNT(A1:A5)", 3),
    "COUNTA": ("COUNTA(A1:A5)", 4),
    "COUNTIF": ('COUNTIF(A1:A5,">1")', 2),
    "COUNTIFS": ('COUNTIFS(A1:A5,">1",A1:A5,"<3")', 1),
    "DATE": ("DATE(2027,3,12)", 46458),
    "DAY": ("DAY(46458)", 12),
    "EDATE": ("EDATE(46458,1)", 46489),
    "EOMONTH": ("EOMONTH(46458,0)", 46477),
    "FALSE": ("FALSE()", False),
    "FIND": ('FIND("*a","b*a")', 2),
    "HYPERLINK": ('HYPERLINK("#A1","up")', "up"),
    "IF": ('IF(A1=3,"yes","no")', "yes"),
    "IFERROR": ('IFERROR(1/0,"")', ""),
    "INDEX": ("INDEX($A$1:$A$5,2)", 1),
    "INT": ("INT(-1.5)", -2),
    "ISBLANK": ("ISBLANK(A5)", True),
    "ISERROR": ("ISERROR(1/0)", True),
    "ISNUMBER": ("ISNUMBER(INDEX($A$1:$A$5,5))", False),
    "ISTEXT": ("ISTEXT(A4)", True),
    "LARGE": ("LARGE(A1:A3,2)", 2),
    "LEFT": ('LEFT("plan",2)', "pl"),
    "LEN": ('LEN("été")', 3),
    "LOWER": ('LOWER("ÉTÉ")', "été"),
    "MATCH": ("MATCH(2,$A$1:$A$5,0)", 3),
    "MAX": ("MAX(A1:A5)", 3),
    "MID": ('MID("plan",2,2)', "la"),
    "MIN": ("MIN(A1:A5)", 1),
    "MOD": ("MOD(-1,7)", 6),
    "MONTH": ("MONTH(46458)", 3),
    "N": ("N(A4)", 0),
    "NA": ("ISERROR(NA())", True),
    "NETWORKDAYS.INTL": ('NETWORKDAYS.INTL(46458,46465,"0000011",off)', 5),
    "NOT": ("NOT(A1=3)", False),
    "OR": ("OR(A1=3,A2=3)", True),
    "REPT": ('REPT("x",3)', "xxx"),
    "RIGHT": ('RIGHT("plan",2)', "an"),
    "ROUND": ("ROUND(2.5,0)", 3),
    "ROUNDDOWN": ("ROUNDDOWN(2.9,0)", 2),
    "ROUNDUP": ("ROUNDUP(2.1,0)", 3),
    "ROW": ("ROW(A4)", 4),
    "SMALL": ("SMALL(A1:A3,2)", 2),
    "SUBTOTAL": ("SUBTOTAL(103,A1:A5)", 4),
    "SUBSTITUTE": ('SUBSTITUTE("a b a","a","c")', "c b c"),
    "SUM": ("SUM(A1:A5)", 6),
    "SUMIF": ('SUMIF(A1:A5,">1")', 5),
    "SUMIFS": ('SUMIFS(A1:A5,A1:A5,">1")', 5),
    "SUMPRODUCT": ("SUMPRODUCT((A1:A3>1)*A1:A3)", 5),
    "TODAY": ("TODAY()-TODAY()", 0),
    "TRIM": ('TRIM(" a  b ")', "a b"),
    "TRUE": ("TRUE()", True),
    "UPPER": ('UPPER("été")', "ÉTÉ"),
    "VLOOKUP": ("VLOOKUP(2,$A$1:$B$3,2,FALSE)", "b"),
    "WEEKDAY": ("WEEKDAY(46458,2)", 5),
    "WORKDAY.INTL": ('WORKDAY.INTL(46458,1,"0000011",off)', 46462),
    "YEAR": ("YEAR(46458)", 2027),
}


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every sample in column D, all values stored wrongly, so that only calculation helps."""
    path = tmp_path_factory.mktemp("functions") / "functions.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("F")
        for row, value in enumerate((3, 1, 2, "text")):
            sheet.write(row, 0, value)
        for row, text in enumerate("xyb"):
            sheet.write(row, 1, text)
        sheet.write_number("G1", 46461)
        book.define_name("off", "=F!$G$1:$G$3")
        for row, (formula, _) in enumerate(SAMPLES.values()):
            sheet.write_formula(row, 3, f"={formula}", None, "not calculated")
    return path


def wrong(grid: Grid) -> dict[str, Value | None]:
    values = grid.values("F")
    found = {name: values.get((row, 4)) for row, name in enumerate(SAMPLES, 1)}
    return {name: value for name, value in found.items() if value != SAMPLES[name][1]}


def test_every_function_has_a_sample() -> None:
    """Whatever formulas may use has been calculated once by both engines."""
    assert set(SAMPLES) == WHITELIST
    assert not WHITELIST & VOLATILE


def test_functions_in_ironcalc(samples: Path) -> None:
    """Each sample gives the value worked out by hand."""
    assert wrong(IronCalcWorkbook.load(samples)) == {}


@pytest.mark.libreoffice
def test_functions_in_libreoffice(samples: Path, libreoffice: LibreOffice) -> None:
    """And the same in the second engine."""
    with libreoffice.open(samples) as document:
        assert wrong(document) == {}
