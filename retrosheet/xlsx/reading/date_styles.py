"""Which cell styles show a date: for workbooks that count from 1904, and those of other people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrosheet.xlsx.reading.markup import walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Those the format defines, the East Asian ones included.
_BUILT_IN = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_NOT_A_CODE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


def date_styles(chunks: Iterable[bytes]) -> frozenset[int]:
    """The indexes of the cell styles whose number format is a date or a time."""
    dates = set(_BUILT_IN)
    found: set[int] = set()
    seen = 0
    within: list[str] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal seen
        if name == "numFmt" and "numFmts" in within:
            number = int(attributes.get("numFmtId", "0"))
            code = _NOT_A_CODE.sub("", attributes.get("formatCode", "")).lower()
            (dates.add if re.search("[dmyhs]", code) else dates.discard)(number)
        elif name == "xf" and within[-1:] == ["cellXfs"]:
            if int(attributes.get("numFmtId", "0")) in dates:
                found.add(seen)
            seen += 1
        within.append(name)

    def end(_: str) -> None:
        within.pop()

    walk(chunks, start, end=end)
    return frozenset(found)
