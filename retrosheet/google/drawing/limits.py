"""What a Google Sheet can hold: text made fit for it, and everything beyond it an error of ours."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from retrosheet.workbook.refs import Area

MOST_CELLS = 10_000_000
_MAX_TEXT = 50_000
_MAX_TITLE = 100
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LITERAL = re.compile("\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'")
_FUNCTION = re.compile(r"(?<![A-Za-z0-9_.])[A-Za-z_][A-Za-z0-9_.]*(?=\()")
_DIGITS = b"0123456789"
_NAME = re.compile(r"(?!true$|false$)[a-z_][a-z0-9_]{0,249}", re.IGNORECASE)
_REFERENCE = re.compile(r"[a-z]{1,3}[0-9]+|r[0-9]*c[0-9]*", re.IGNORECASE)

# Google Sheets has many more. Here stand those that Excel 2010 and LibreOffice have as well, by
# the same name and with the same arguments: a formula with any other is looked at by a person.
FUNCTIONS = frozenset(
    """
    ABS AND AVERAGE AVERAGEIF AVERAGEIFS CEILING CHAR CHOOSE CODE COLUMN COLUMNS CONCATENATE COUNT
    COUNTA COUNTBLANK COUNTIF COUNTIFS DATE DATEVALUE DAY EDATE EOMONTH EXACT FALSE FIND FLOOR
    HLOOKUP HYPERLINK IF IFERROR INDEX INT ISBLANK ISERROR ISNUMBER ISTEXT LARGE LEFT LEN LOWER
    MATCH MAX MEDIAN MID MIN MOD MONTH N NA NETWORKDAYS.INTL NOT NOW OR PROPER RANK REPT RIGHT
    ROUND ROUNDDOWN ROUNDUP ROW ROWS SEARCH SIGN SMALL SQRT SUBSTITUTE SUBTOTAL SUM SUMIF SUMIFS
    SUMPRODUCT T TEXT TODAY TRIM TRUE TRUNC UPPER VALUE VLOOKUP WEEKDAY WORKDAY.INTL YEAR
    """.split()
)


# A text or a quoted title, which stay, the title of a tab without quotes, or what separates.
_PARTS = re.compile(r""""(?:[^"]|"")*"|'(?:[^']|'')*'|(?<![\w.])([A-Za-z_]\w*)!|,""")


class RenderingError(RuntimeError):
    """The description asks for what Google Sheets cannot hold: a mistake of ours.

    It is no ``RetrosheetError``: nobody but us can do anything about it.
    """


def clean(text: str) -> str:
    """``text`` with U+FFFD for each character that no cell can hold; lines end in LF."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _NOT_TEXT.sub("\ufffd", text)


def fitting(text: str, what: str) -> str:
    """``text``, cleaned; raises RenderingError when a cell could not hold one of this length."""
    if len(text) > _MAX_TEXT:
        raise RenderingError(f"{what} is longer than {_MAX_TEXT} characters: {text[:300]!r}")
    return clean(text)


def finite(number: float, what: str) -> float:
    """``number``, whole where it is; raises RenderingError for what no spreadsheet has."""
    if not math.isfinite(number):
        raise RenderingError(f"{what}: a spreadsheet has no number {number}")
    return int(number) if number == int(number) else number


def on_tab(area: Area, title: str, what: str) -> Area:
    """The area, which must lie on the tab ``title``; else raises RenderingError."""
    if area.title != title:
        raise RenderingError(f"{what} of the tab {title!r} lies on the tab {area.title!r}")
    return area


def check_title(title: str) -> None:
    """Raise RenderingError for what no tab can be called."""
    if not title.strip() or clean(title) != title or len(title) > _MAX_TITLE:
        raise RenderingError(f"A tab cannot be called {title!r}")


def check_name(name: str) -> None:
    """Raise RenderingError for what Google would not take as the name of a range."""
    if not _NAME.fullmatch(name) or _REFERENCE.fullmatch(name):
        raise RenderingError(f"A range cannot be called {name!r}")


def check_formulas(formulas: Iterable[str], where: str) -> None:
    """Raise RenderingError for the first formula that Google would refuse or not understand.

    Each shape is looked at once: the formulas without their digits, of which few are different.
    """
    formulas = list(formulas)
    shapes = set("\n".join(formulas).encode("utf-8", "replace").translate(None, _DIGITS).split())
    words = b"\n".join(shapes).decode("utf-8")
    if (
        _unknown(words)
        or not all(formula.startswith("=") for formula in formulas)
        or max(map(len, formulas), default=0) > _MAX_TEXT
        or any(map(_NOT_TEXT.search, formulas))
    ):
        for formula in formulas:
            _check_formula(formula, where)


def for_any_locale(formula: str) -> str:
    """The formula as every locale reads it: arguments after semicolons, titles of tabs in quotes.

    Commas separate where decimals have a point, semicolons everywhere; which titles need quotes is
    said nowhere. Our formulas have neither decimals nor lists, which no spelling fits.
    """
    if "!" not in formula and "," not in formula:
        return formula
    return _PARTS.sub(_everywhere, formula)


def _everywhere(match: re.Match[str]) -> str:
    if match[1]:
        return f"'{match[1]}'!"
    return ";" if match[0] == "," else match[0]


def outside_texts(formula: str) -> str:
    """The formula with its texts emptied, and the quoted titles of tabs as well."""
    return _LITERAL.sub('""', formula)


def _unknown(formula: str) -> set[str]:
    return {name.upper() for name in _FUNCTION.findall(formula)} - FUNCTIONS


def _check_formula(formula: str, where: str) -> None:
    if not formula.startswith("="):
        problem = "that does not begin with ="
    elif len(formula) > _MAX_TEXT:
        problem = f"that is longer than {_MAX_TEXT} characters"
    elif _NOT_TEXT.search(formula):
        problem = "with a character that no cell can hold"
    elif unknown := _unknown(outside_texts(formula)):
        problem = f"with a function that the three programs do not share ({min(unknown)})"
    else:
        return
    raise RenderingError(f"{where} has a formula {problem}: {formula[:300]}")
