"""What an .xlsx file can hold: text made fit for it, and everything beyond it an error of ours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retrosheet.workbook.refs import Area

MAX_FORMULA = 8192
MAX_TEXT = 32767
_MAX_LITERAL = 255

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LITERAL = re.compile('"(?:[^"]|"")*"')
_FUNCTION = re.compile(r"[A-Z][A-Z0-9.]*(?=\()")
_DIGITS = b"0123456789"
# A file names these with a prefix (_xlfn.), or they spill over cells: none is known to Excel 2010,
# Google Sheets and LibreOffice alike under one name.
_NEWER_FUNCTIONS = frozenset(
    """
    ACOT ACOTH AGGREGATE ANCHORARRAY ARABIC ARRAYTOTEXT BASE BYCOL BYROW CHOOSECOLS CHOOSEROWS
    COMBINA CONCAT COT COTH CSC CSCH DAYS DECIMAL DROP EXPAND FILTER FILTERXML FORMULATEXT GAMMA
    GAUSS GROUPBY HSTACK IFNA IFS IMAGE ISFORMULA ISOMITTED ISOWEEKNUM LAMBDA LET MAKEARRAY MAP
    MAXIFS MINIFS MUNIT NUMBERVALUE PDURATION PERMUTATIONA PHI PIVOTBY RANDARRAY REDUCE RRI SCAN
    SEC SECH SEQUENCE SHEET SHEETS SINGLE SORT SORTBY SWITCH TAKE TEXTAFTER TEXTBEFORE TEXTJOIN
    TEXTSPLIT TOCOL TOROW UNICHAR UNICODE UNIQUE VALUETOTEXT VSTACK WEBSERVICE WRAPCOLS WRAPROWS
    XLOOKUP XMATCH XOR
    """.split()
)
# The statistical functions of 2010 are prefixed too: STDEV.S, RANK.EQ, PERCENTILE.INC …
_DOTTED = re.compile(r"\.(?!INTL$|TYPE$)[A-Z0-9]+$")


class RenderingError(RuntimeError):
    """The description asks for what the file cannot hold: a mistake of ours, never of the person.

    It is no ``RetrosheetError``: nobody but us can do anything about it.
    """


def done(result: int | None, what: str) -> None:
    """Make sure that a call of XlsxWriter worked; it answers -1, -2 … to what it did not do.

    Raises RenderingError, which names ``what`` was asked.
    """
    if result:
        raise RenderingError(f"XlsxWriter refused ({result}): {what}")


def clean(text: str) -> str:
    """``text`` with U+FFFD for each character that XML has no way to hold; lines end in LF."""
    if text.isprintable():
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _NOT_IN_XML.sub("\ufffd", text)


def utf16_length(text: str) -> int:
    """The length as Excel counts it: an emoji is two."""
    return len(text) + sum(char > "\uffff" for char in text)


def fitting(text: str, longest: int, what: str) -> str:
    """``text``, cleaned; raises RenderingError when Excel would refuse a text of this length."""
    text = clean(text)
    if len(text) > longest // 2 and utf16_length(text) > longest:
        raise RenderingError(f"{what} is longer than {longest} characters: {text[:300]!r}")
    return text


def on_tab(area: Area, title: str, what: str) -> tuple[int, int, int, int]:
    """The corners of an area that must lie on the tab ``title``; else raises RenderingError."""
    if area.title != title:
        raise RenderingError(f"{what} of the tab {title!r} lies on the tab {area.title!r}")
    return area[1:]


def check_formulas(formulas: list[str], where: str) -> None:
    """Raise RenderingError for the first formula that Excel would refuse or not understand.

    A workbook has thousands and nothing to find in them, so each shape is looked at once: the
    formulas without their digits, of which few are different.
    """
    whole = "\n".join(formulas)
    if (
        _suspicious(_shapes(whole))
        or not all(formula.startswith("=") for formula in formulas)
        or max(map(len, formulas), default=0) > MAX_FORMULA
        or any(len(literal) > _MAX_LITERAL for literal in _LITERAL.findall(whole))
    ):
        for formula in formulas:
            _check_formula(formula, where)


def _shapes(whole: str) -> str:
    """The different lines, once without their digits."""
    lines = whole.encode("utf-8", "surrogatepass").translate(None, _DIGITS).split(b"\n")
    return b"\n".join(set(lines)).decode("utf-8", "surrogatepass")


def _suspicious(text: str) -> bool:
    names = set(_FUNCTION.findall(text))
    return bool(
        names & _NEWER_FUNCTIONS
        or any(_DOTTED.search(name) for name in names)
        or _NOT_IN_XML.search(text)
    )


def _check_formula(formula: str, where: str) -> None:
    longest = max(map(len, _LITERAL.findall(formula)), default=0)
    if not formula.startswith("="):
        problem = "that does not begin with ="
    elif len(formula) > MAX_FORMULA or longest > _MAX_LITERAL + 2:
        problem = "that is too long for Excel, or a text in it is"
    elif _NOT_IN_XML.search(formula) or _suspicious(_LITERAL.sub('""', formula)):
        problem = "that Excel 2010, Google Sheets and LibreOffice do not all understand"
    else:
        return
    raise RenderingError(f"{where} has a formula {problem}: {formula[:300]}")
