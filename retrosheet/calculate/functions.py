"""The functions that take plain values; those that look at ranges are in ``ranges``."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping

from retrosheet.calculate.formula import ErrorValue
from retrosheet.calculate.values import Scalar, checked, fail, is_number, number, text, whole
from retrosheet.workbook.serials import day_of, serial

_MONDAY_FIRST = {1: (6, 1), 2: (0, 1), 3: (0, 0)}
"""By the second argument of WEEKDAY: which weekday is the first, and its number."""


def _day(value: Scalar) -> dt.date:
    days = math.floor(number(value))
    return day_of(days) if 0 <= days < 2_900_000 else fail("#NUM!")


def _date(year: Scalar, month: Scalar, day: Scalar) -> Scalar:
    months = whole(year) * 12 + whole(month) - 1
    try:
        first = dt.date(months // 12, months % 12 + 1, 1)
    except ValueError:
        fail("#NUM!")
    return serial(first) + whole(day) - 1


def _weekday(day: Scalar, kind: Scalar = 1) -> Scalar:
    if whole(kind) not in _MONDAY_FIRST:
        fail("#NUM!")
    first, one = _MONDAY_FIRST[whole(kind)]
    return (_day(day).weekday() - first) % 7 + one


def _away(value: Scalar, digits: Scalar) -> Scalar:
    """Rounded away from zero; the last digits of a binary fraction do not count."""
    scale = 10.0 ** whole(digits)
    scaled = round(abs(number(value)) * scale, 9)
    return math.copysign(math.ceil(scaled) / scale, number(value))


def _round(value: Scalar, digits: Scalar) -> Scalar:
    scale = 10.0 ** whole(digits)
    scaled = round(abs(number(value)) * scale, 9)
    return math.copysign(math.floor(scaled + 0.5) / scale, number(value))


def _down(value: Scalar, digits: Scalar) -> Scalar:
    scale = 10.0 ** whole(digits)
    return math.copysign(math.floor(round(abs(number(value)) * scale, 9)) / scale, number(value))


def _mod(value: Scalar, divisor: Scalar) -> Scalar:
    by = number(divisor)
    return number(value) % by if by else fail("#DIV/0!")


def _find(wanted: Scalar, within: Scalar, start: Scalar = 1) -> Scalar:
    at = text(within).find(text(wanted), whole(start) - 1)
    return at + 1 if at >= 0 else fail("#VALUE!")


def _substitute(within: Scalar, old: Scalar, new: Scalar, which: Scalar = None) -> Scalar:
    if text(old) == "":
        return text(within)
    if which is None:
        return text(within).replace(text(old), text(new))
    parts, at = text(within).split(text(old)), whole(which)
    if not 0 < at < len(parts):
        return text(within)
    return text(old).join(parts[:at]) + text(new) + text(old).join(parts[at:])


def _left(value: Scalar, count: Scalar = 1) -> Scalar:
    return text(value)[: max(0, whole(count))]


def _right(value: Scalar, count: Scalar = 1) -> Scalar:
    length = max(0, whole(count))
    return text(value)[-length:] if length else ""


def _n(value: Scalar) -> Scalar:
    checked(value)
    return number(value) if isinstance(value, bool) or is_number(value) else 0


PLAIN: Mapping[str, Callable[..., Scalar]] = {
    "ABS": lambda value: abs(number(value)),
    "CHAR": lambda code: bytes([whole(code)]).decode("cp1252"),
    "DATE": _date,
    "DAY": lambda day: _day(day).day,
    "EXACT": lambda left, right: text(left) == text(right),
    "FIND": _find,
    "INT": lambda value: math.floor(number(value)),
    "LEFT": _left,
    "LEN": lambda value: len(text(value)),
    "LOWER": lambda value: text(value).lower(),
    "MID": lambda value, start, count: text(value)[whole(start) - 1 :][: whole(count)],
    "MOD": _mod,
    "MONTH": lambda day: _day(day).month,
    "N": _n,
    "NA": lambda: ErrorValue("#N/A"),
    "NOT": lambda value: not number(value),
    "REPT": lambda value, count: text(value) * whole(count),
    "RIGHT": _right,
    "ROUND": _round,
    "ROUNDDOWN": _down,
    "ROUNDUP": _away,
    "SUBSTITUTE": _substitute,
    "TRIM": lambda value: re.sub(" +", " ", text(value)).strip(" "),
    "UPPER": lambda value: text(value).upper(),
    "WEEKDAY": _weekday,
    "YEAR": lambda day: _day(day).year,
}
"""Each takes its arguments as values; a fault among them has not come so far."""
