"""Text in columns of a terminal: how wide it is, cut, padded and wrapped.

Widths count columns: a Chinese character takes two, a combining accent none.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata

import click

_NO_BREAK = "\u00a0"
_STICKING = re.compile(r" (?=[:;!?»→]|->)|(?<=«) ")


def shown_width(text: str) -> int:
    """The columns that the text takes."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def clipped(text: str, width: int, ellipsis: str = "…") -> str:
    """The text, or as much of its beginning as fits, with an ellipsis after it."""
    if shown_width(text) <= width:
        return text
    kept, left = "", width - shown_width(ellipsis)
    for character in text:
        left -= _columns(character)
        if left < 0:
            break
        kept += character
    return kept.rstrip(" ,;:’'") + ellipsis


def padded(text: str, width: int, *, right: bool = False) -> str:
    """The text with spaces up to ``width``, after it or before it."""
    space = " " * (width - shown_width(text))
    return space + text if right else text + space


def wrapped(text: str, width: int, *, indent: str = "", first: str | None = None) -> list[str]:
    """Lines of at most ``width`` columns; French signs stay with their words."""
    glued = _STICKING.sub(_NO_BREAK, text)
    lines = textwrap.wrap(
        glued,
        width,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace(_NO_BREAK, " ") for line in lines]


def styled(text: str, *, color: bool, **style: object) -> str:
    """The text in a colour or in bold where colours are shown; the bare text elsewhere."""
    return click.style(text, **style) if color else text  # type: ignore[arg-type]
