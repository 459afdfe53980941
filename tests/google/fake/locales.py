"""What a spreadsheet's locale changes: the first tab's title, separators in formulas, true, dates.

A formula is kept in English with commas. Where decimals are written with a comma, arguments are
separated by semicolons, and a formula with commas is refused as Google refuses it: with an error in
the cell, not of the request.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

_COMMA_LANGUAGES = frozenset("cs da de es fi fr hu it nb nl no pl pt ro ru sk sv tr uk".split())
_FIRST = {"fr": "Feuille 1", "de": "Tabellenblatt1", "es": "Hoja 1", "it": "Foglio1"}
_TRUE = {"fr": ("VRAI", "FAUX"), "de": ("WAHR", "FALSCH")}
_PARTS = re.compile(r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'|[0-9]+[,.][0-9]+|[,;{}\\]')
_DATE = re.compile(r"yyyy|yy|mm|m|dd|d|hh|h|ss|s|\"[^\"]*\"|.")

EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001  (a spreadsheet's days have no zone)


class BadFormula(Exception):
    """The formula is not one in this locale."""


def first_tab(locale: str) -> str:
    """What Google calls the first tab of a new spreadsheet."""
    return _FIRST.get(locale[:2], "Sheet1")


def has_comma(locale: str) -> bool:
    """Whether decimals are written with a comma, and arguments separated by semicolons."""
    return locale[:2] in _COMMA_LANGUAGES and locale not in {"es_MX", "fr_CH", "de_CH"}


def to_english(formula: str, locale: str) -> str:
    """The formula as it is kept; BadFormula where the locale does not take it."""
    decimal_comma = has_comma(locale)
    depth = 0

    def one(match: re.Match[str]) -> str:
        nonlocal depth
        text = match[0]
        if not decimal_comma:
            # People report that it separates arguments everywhere; `doctor --live` asks.
            depth += {"{": 1, "}": -1}.get(text, 0)
            return "," if text == ";" and not depth else text
        if text[0].isdigit():
            if "." in text:
                raise BadFormula("a decimal point")
            return text.replace(",", ".")
        depth += {"{": 1, "}": -1}.get(text, 0)
        if text == ",":
            raise BadFormula("a comma between arguments")
        if text == "\\":
            return ","
        return "," if text == ";" and not depth else text

    return _PARTS.sub(one, formula)


def from_english(formula: str, locale: str) -> str:
    """The formula as people of the locale see it."""
    if not has_comma(locale):
        return formula
    depth = 0

    def one(match: re.Match[str]) -> str:
        nonlocal depth
        text = match[0]
        if text[0].isdigit():
            # Only a decimal point: `1,2` in English are two arguments.
            return text.replace(".", ",") if "." in text else text.replace(",", ";")
        depth += {"{": 1, "}": -1}.get(text, 0)
        if text == ",":
            return "\\" if depth else ";"
        return text

    return _PARTS.sub(one, formula)


def formatted(value: Any, number_format: dict[str, str], locale: str) -> str:
    """What the cell shows: enough of number formats for dates, percentages and plain numbers."""
    if isinstance(value, bool):
        return _TRUE.get(locale[:2], ("TRUE", "FALSE"))[0 if value else 1]
    if not isinstance(value, int | float):
        return str(value)
    pattern = number_format.get("pattern", "")
    kind = number_format.get("type", "NUMBER")
    if kind in {"DATE", "DATE_TIME", "TIME"}:
        default = "dd/mm/yyyy" if locale[:2] == "fr" else "m/d/yyyy"
        return _dated(EPOCH + dt.timedelta(days=value), pattern or default)
    if kind == "PERCENT" or pattern.endswith("%"):
        text = f"{value * 100:.{len(pattern.partition('.')[2].rstrip('%'))}f}%"
    elif kind == "NUMBER" and pattern in {"0", "#,##0"}:
        text = f"{value:.0f}"
    else:
        text = repr(int(value)) if float(value).is_integer() else f"{value:.10g}"
    return text.replace(".", ",") if has_comma(locale) else text


def _dated(date: dt.datetime, pattern: str) -> str:
    def one(match: re.Match[str]) -> str:
        token = match[0]
        codes = {"yyyy": "%Y", "yy": "%y", "mm": "%m", "dd": "%d", "hh": "%H", "ss": "%S"}
        if token in codes:
            return date.strftime(codes[token])
        plain = {"m": date.month, "d": date.day, "h": date.hour, "s": date.second}
        return str(plain[token]) if token in plain else token.strip('"')

    return _DATE.sub(one, pattern)
