"""The defects that the lint must find, each alone in an otherwise sound workbook."""

from __future__ import annotations

from typing import Final

from tests.engines_test.package_surgery import (
    CHART,
    ENGINE,
    PLAN,
    SETTINGS,
    STYLES,
    TEXTS,
    TYPES,
    WORKBOOK,
    Defect,
)

_RELATIONS = "xl/_rels/workbook.xml.rels"
_TASK = '<f>WORKDAY.INTL($C3,-1,rs_weekend&amp;"",rs_daysoff)</f>'
_LAUNCH = '<c r="B1" s="3"><v>46461</v></c>'
_RULE = 'NETWORKDAYS.INTL(I$4,I$4,rs_weekend&amp;"",rs_daysoff)=0'
_LIST = '"Ana,Bo,Cy"'
_NAME = '<definedName name="rs_today">'


def _formula(name: str, formula: str, report: str) -> Defect:
    return Defect(name, ENGINE, _TASK, f"<f>{formula}</f>", report)


CONTAINER: Final = (
    Defect("duplicate member", PLAN, None, "<worksheet/>", "2 members of this name"),
    Defect(
        "member name differing in case", "xl/Styles.xml", None, "<x/>", "2 members of this name"
    ),
    Defect("backslash in a name", "xl\\new.xml", None, "<x/>", "not a name for a part"),
    Defect("part that nobody knows", "xl/extra.xml", None, "<x/>", "no relationship leads to it"),
    Defect("extension without a type", "xl/extra.bin", None, "", "has no content type"),
    Defect("part missing", TEXTS, "", None, "leads to xl/sharedStrings.xml, which is not there"),
    Defect("part cut off", PLAN, "</worksheet>", "", "not well-formed"),
    Defect("document type", PLAN, "<worksheet ", "<!DOCTYPE a><worksheet ", "has a DOCTYPE"),
    Defect("override missing", TYPES, '/xl/styles.xml"', '/xl/style.xml"', "is not in the file"),
    Defect("override doubled", TYPES, "/xl/styles.xml", "/xl/workbook.xml", "is there twice"),
    Defect("wrong content type", TYPES, "styles+xml", "theme+xml", "styles wants"),
    Defect(
        "relationship id unknown", WORKBOOK, 'r:id="rId2"', 'r:id="rId99"', "rId99 is not among"
    ),
    Defect("relationship id doubled", _RELATIONS, 'Id="rId2"', 'Id="rId1"', "rId1 is there twice"),
    Defect("relationship unknown", _RELATIONS, "/styles", "/slicer", "unknown type 'slicer'"),
    Defect(
        "relationship to nowhere", _RELATIONS, "theme1.xml", "theme2.xml", "theme2.xml, which is"
    ),
)

SHARED: Final = (
    Defect("title too long", WORKBOOK, "Settings", "S" * 32, "is no sheet name"),
    Defect("title with a colon", WORKBOOK, 'name="Settings', 'name="Set:tings', "is no sheet name"),
    Defect("title doubled", WORKBOOK, 'name="Settings"', 'name="DASHBOARD"', "2 sheets are called"),
    Defect("sheet id doubled", WORKBOOK, 'sheetId="2"', 'sheetId="1"', "share a sheetId"),
    Defect("hidden tab active", WORKBOOK, 'activeTab="1"', 'activeTab="3"', "not a visible sheet"),
    Defect("name doubled", WORKBOOK, "rs_today", "RS_LAUNCH", "is defined twice"),
    Defect("name like a cell", WORKBOOK, "rs_today", "RS2027", "is no name"),
    Defect("name with a blank", WORKBOOK, "rs_today", "rs today", "is no name"),
    Defect("name to no sheet", WORKBOOK, f"{_NAME}Settings", f"{_NAME}Setting", "sheet 'Setting'"),
    Defect("name broken", WORKBOOK, "Settings!$B$3", "Settings!#REF!", "holds #REF!"),
    Defect("name of a lost sheet", WORKBOOK, 'localSheetId="1"', 'localSheetId="9"', "not there"),
    Defect("workbook out of order", WORKBOOK, "<sheets>", "<calcPr/><sheets>", "stands after"),
    Defect(
        "font unknown", STYLES, 'numFmtId="164" fontId="0"', 'numFmtId="164" fontId="7"', "of 4"
    ),
    Defect(
        "format unknown", STYLES, 'numFmt numFmtId="164"', 'numFmt numFmtId="170"', "164 is not"
    ),
    Defect("count wrong", STYLES, 'dxfs count="3"', 'dxfs count="2"', "dxfs says 2 and holds 3"),
    Defect("outer blanks", TEXTS, "<t>Launch</t>", "<t>Launch </t>", "loses its outer blanks"),
)

CELLS: Final = (
    Defect("style unknown", SETTINGS, 'r="B1" s="3"', 'r="B1" s="44"', "44 of 5 cell styles"),
    Defect(
        "text unknown", SETTINGS, '<c r="A2" t="s"><v>1<', '<c r="A2" t="s"><v>999<', "text 999 of"
    ),
    Defect("type unknown", SETTINGS, '<c r="A2" t="s"', '<c r="A2" t="z"', "unknown type 'z'"),
    Defect("number that is none", SETTINGS, _LAUNCH, _LAUNCH.replace("46461", "J"), "is no number"),
    Defect(
        "logical that is none", SETTINGS, 'r="B1" s="3"', 'r="B1" t="b"', "neither true nor false"
    ),
    Defect("rows out of order", SETTINGS, '<row r="5"', '<row r="2"', "row 2 stands after row 3"),
    Defect("cells out of order", SETTINGS, 'r="B1"', 'r="E1"', "D1 stands after E1"),
    Defect("cell in another row", SETTINGS, '<c r="B1"', '<c r="B2"', "B2 stands in row 1"),
    Defect("no cell", SETTINGS, '<c r="B1"', '<c r="XFE1"', "'XFE1' is no cell"),
    Defect("dimension too small", SETTINGS, "A1:E7", "A1:D7", "leaves out E1"),
    Defect("dimension too large", SETTINGS, "A1:E7", "A1:F7", "beyond the last cell"),
    Defect("columns overlap", PLAN, 'min="9"', 'min="2"', "columns 2 to 43 defined after"),
    Defect(
        "sheet out of order", SETTINGS, "<mergeCells", "<pageMargins/><mergeCells", "stands after"
    ),
    Defect("stored error", ENGINE, "<v>46434</v>", "<v>#REF!</v>", "'#REF!' is no number"),
    Defect("shown error", ENGINE, '"3"><f>', '"3" t="e"><f>', "shows 46434"),
    Defect("no stored value", ENGINE, "<v>46434</v>", "", "C2: a formula without its value"),
    Defect(
        "two tabs selected", SETTINGS, "<sheetView ", '<sheetView tabSelected="1" ', "selected tabs"
    ),
    Defect("shared formula lost", ENGINE, _TASK, '<f t="shared" si="0"/>', "which nobody holds"),
    _formula("function from later", "_xlfn.XLOOKUP(1,A1,B1)", "older programs do not know"),
    _formula("function not listed", "TEXT(A1,2)", "uses TEXT, which is not on the list"),
    _formula("volatile function", "OFFSET(A1,1,1)", "uses OFFSET, which is volatile"),
    _formula("formula broken", "SUM(A1,#REF!)", "holds #REF!"),
    _formula("formula to no sheet", "'Old plan'!A1", "the sheet 'Old plan', which is not there"),
    _formula("formula with a lost name", "rs_lunch+1", "the name 'rs_lunch', which is not defined"),
    _formula("bracket open", "SUM(A1", "brackets left open"),
    _formula("semicolons", "SUM(A1;A2)", "separates no arguments"),
    _formula("equals sign stored", "=A1", "begins with ="),
    _formula("formula too long", "+".join(["A1"] * 3000), "more than 8192"),
    _formula("text in formula too long", f'"{"x" * 256}"', "a text of 256 characters"),
)

OVER_CELLS: Final = (
    Defect(
        "merges overlap",
        SETTINGS,
        "</mergeCells>",
        '<mergeCell ref="E1:F2"/></mergeCells>',
        "overlap",
    ),
    Defect("merge of one cell", SETTINGS, 'ref="D1:E1"', 'ref="D1"', "merges one cell"),
    Defect("rule area unreadable", PLAN, 'sqref="I4:AQ9"', 'sqref="I4:AQ0"', "sqref: not a cell"),
    Defect("rule style unknown", PLAN, 'dxfId="2"', 'dxfId="3"', "dxfId 3 of 3 rule styles"),
    Defect("rule priority doubled", PLAN, 'priority="2"', 'priority="1"', "priority '1' is taken"),
    Defect(
        "rule to another sheet", PLAN, _RULE, "_engine!$A$2=1", "'_engine', which a rule may not"
    ),
    Defect("rule with an array", PLAN, _RULE, "OR(I4={1,2})", "array, union or intersection"),
    Defect("rule without formula", PLAN, f"<formula>{_RULE}</formula>", "", "with 0 formulas"),
    Defect("list too long", PLAN, _LIST, f'"{"Ana," * 64}"', "a list of 256 characters"),
    Defect(
        "validations overlap", PLAN, 'sqref="D5:D8"', 'sqref="C8:D8"', "C5:C8 and C8:D8 overlap"
    ),
    Defect("validation to no sheet", PLAN, _LIST, "Team!$A$1:$A$9", "the sheet 'Team'"),
    Defect("prompt too long", PLAN, 'prompt="', f'prompt="{"x" * 255}', "prompt has more than 255"),
    Defect("link to nowhere", SETTINGS, "'Plan de campagne'!A4", "'Old'!A4", "the sheet 'Old'"),
    Defect("filter and name disagree", PLAN, 'ref="A4:G8"', 'ref="A4:G9"', "hidden name disagree"),
    Defect("chart of no sheet", CHART, "Dashboard!$A$2", "Board!$A$2", "the sheet 'Board'"),
    Defect("chart of no range", CHART, "Dashboard!$A$2:$A$4", "Dashboard!", "is no range"),
    Defect(
        "chart of other cells", CHART, "$B$2:$B$4", "$B$2:$B$9", "has 8 cells and 3 stored points"
    ),
    Defect(
        "axis unknown", CHART, '<c:axId val="50010001"/>', '<c:axId val="7"/>', "axis 7 is used"
    ),
    Defect(
        "chart nobody hears",
        "xl/drawings/drawing1.xml",
        'descr="Progress, a bar for each phase"',
        "",
        "Chart 1 has neither a title nor an alternative text",
    ),
    Defect(
        "chart of hidden columns",
        "xl/worksheets/sheet1.xml",
        "<sheetData>",
        '<cols><col min="2" max="3" width="9" hidden="1"/></cols><sheetData>',
        "draws the hidden column 2 of 'Dashboard'",
    ),
    Defect("comment without author", "xl/comments1.xml", 'Id="0"', 'Id="1"', "author 1 of 1"),
)

DEFECTS: Final = (*CONTAINER, *SHARED, *CELLS, *OVER_CELLS)
