"""What in a number format another program could take for something else when it saves the file.

A literal that is neither quoted nor escaped is read by each program in its own way: LibreOffice
takes a bare space, breaking or not, for a separator of thousands, and writes the file so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    r"""
      (?P<quoted>"[^"]*"|\\.)
    | (?P<bracket>\[[^\]]*\])
    | (?P<general>General)
    | (?P<number>[#0?]+(?:,[#0?]{3})*(?:\.[#0?]+)?(?:[Ee][+-]0+)?|%)
    | (?P<date>(?:[dmyhs]+|AM/PM)(?:[-/:.](?=[dmyhs]))?)
    | (?P<text>@)
    | (?P<section>;)
    """,
    re.VERBOSE,
)
_MOST_SECTIONS = 4


def number_format_problems(code: str) -> Iterator[str]:
    """Why a number format could show something else after another program has saved it."""
    position = sections = 0
    while position < len(code):
        match = _TOKEN.match(code, position)
        if match is None:
            yield f"the number format {code!r} leaves {code[position]!r} unquoted"
            return
        position = match.end()
        sections += match.lastgroup == "section"
    if sections >= _MOST_SECTIONS:
        yield f"the number format {code!r} has {sections + 1} sections"
