"""What a cell can hold, and how one kind is taken for another where a formula asks for it.

A value is None (blank), a number, a text, True or False, or a Fault. A fault that comes in goes
out; ``Faulty`` carries it there.
"""

from __future__ import annotations

import re
from typing import NoReturn

from retrosheet.calculate.formula import ErrorValue

Scalar = float | str | bool | None

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


class Faulty(Exception):
    """A formula, or an argument of a function, ends in an error."""

    def __init__(self, fault: ErrorValue) -> None:
        super().__init__(fault)
        self.fault = fault


def fail(fault: str) -> NoReturn:
    raise Faulty(ErrorValue(fault))


def checked(value: Scalar) -> Scalar:
    """The value, unless it is a fault."""
    if isinstance(value, ErrorValue):
        raise Faulty(value)
    return value


def number(value: Scalar) -> float:
    """Blank is 0, a text that reads as a number is that number, any other is #VALUE!."""
    checked(value)
    if value is None:
        return 0
    if isinstance(value, str):
        text = value.strip()
        return float(text) if _NUMBER.fullmatch(text) else fail("#VALUE!")
    return float(value) if isinstance(value, bool) else value


def whole(value: Scalar) -> int:
    """The whole part, towards zero."""
    return int(number(value))


def text(value: Scalar) -> str:
    """As ``&`` joins it: numbers with up to 15 digits, without a point where they are whole."""
    checked(value)
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case str():
            return value
    return f"{value:.15g}".replace("e", "E")


def truth(value: Scalar) -> bool:
    checked(value)
    if isinstance(value, str):
        return value.casefold() == "true" or (
            False if value.casefold() == "false" else fail("#VALUE!")
        )
    return bool(value)


def is_number(value: Scalar) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def compared(left: Scalar, right: Scalar) -> int:
    """-1, 0 or 1; texts without regard to case, any text after all numbers, truths last."""
    checked(left)
    checked(right)
    ours, theirs = _rank(left, right), _rank(right, left)
    return (ours > theirs) - (ours < theirs)


def _rank(value: Scalar, other: Scalar) -> tuple[int, float | str]:
    """A blank is what the other is when it is empty."""
    if value is None:
        value = "" if isinstance(other, str) else False if isinstance(other, bool) else 0
    if isinstance(value, bool):
        return 2, value
    if isinstance(value, str):
        return 1, value.casefold()
    return 0, value
