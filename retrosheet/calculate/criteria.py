"""What COUNTIF and its kin look for, and MATCH among texts: operators, wildcards, any case."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from retrosheet.calculate.values import Scalar, checked, compared, is_number

_OPERATOR = re.compile("<=|>=|<>|=|<|>")
_NUMBER = re.compile(r"\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*")
_TESTS: dict[str, Callable[[int], bool]] = {
    "<": lambda sign: sign < 0,
    ">": lambda sign: sign > 0,
    "<=": lambda sign: sign <= 0,
    ">=": lambda sign: sign >= 0,
}


def test_of(criterion: Scalar) -> Callable[[Scalar], bool]:
    """Whether a cell is counted."""
    checked(criterion)
    if not isinstance(criterion, str):
        wanted = 0 if criterion is None else criterion
        return lambda value: type_of(value) == type_of(wanted) and value == wanted
    match = _OPERATOR.match(criterion)
    operator = match.group() if match else "="
    rest = criterion[match.end() :] if match else criterion
    if operator in _TESTS:
        return _ordered(operator, rest)
    equal = _equal(rest, bare=match is None)
    return equal if operator == "=" else lambda value: not equal(value)


def _ordered(operator: str, rest: str) -> Callable[[Scalar], bool]:
    passes = _TESTS[operator]
    bound: Scalar = float(rest) if _NUMBER.fullmatch(rest) else rest
    kind = type_of(bound)
    return lambda value: type_of(value) == kind and passes(compared(value, bound))


def _equal(rest: str, *, bare: bool) -> Callable[[Scalar], bool]:
    if rest == "":
        # "=" alone is for blank cells; no criterion at all is for empty texts as well.
        return lambda value: value is None or (bare and value == "")
    if _NUMBER.fullmatch(rest):
        wanted = float(rest)
        return lambda value: (is_number(value) and value == wanted) or (
            isinstance(value, str) and _NUMBER.fullmatch(value) is not None
            and float(value) == wanted
        )  # fmt: skip
    pattern = wildcard(rest)
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def type_of(value: Scalar) -> str:
    if value is None:
        return ""
    return "truth" if isinstance(value, bool) else "text" if isinstance(value, str) else "number"


@lru_cache(maxsize=1024)
def wildcard(text: str) -> re.Pattern[str]:
    """``*`` any letters, ``?`` any one, ``~`` before one of these takes it as it is."""
    parts = re.findall(r"~[*?~]|.", text, re.DOTALL)
    signs = {"*": ".*", "?": "."}
    pattern = "".join(signs.get(part) or re.escape(part[-1]) for part in parts)
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)
