"""Text in columns of a terminal: how wide it is, cut, padded and wrapped.

Widths count columns: a Chinese character takes two, a combining accent none. Texts come from
files and from other people: a character that would steer the terminal is shown as a sign.
"""

from __future__ import annotations

import os
import re
import textwrap
import unicodedata

import click

_NO_BREAK = "\u00a0"
# Controls, and what turns the direction of writing: a title with these could clear the screen, hide
# a line or show a file's name backwards.
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_SIGN = "\ufffd"
# Stands for the escape character of our own styles; no text can hold it, as nobody can know it.
_OUR_ESCAPE = f"\x1b{os.urandom(8).hex()}"
_STICKING = re.compile(r" (?=[:;!?»→%€]|->)|(?<=«) |(?<=n°) ")


def shown_width(text: str) -> int:
    """The columns that the text takes."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def printable(text: str) -> str:
    """The text as a terminal may have it: our own styles, and of everything else only signs."""
    return "\x1b".join(STEERING.sub(_SIGN, part) for part in text.split(_OUR_ESCAPE))


def clipped(text: str, width: int, ellipsis: str = "…") -> str:
    """The text in one line, or as much of its beginning as fits, with an ellipsis after it."""
    text = " ".join(text.splitlines())
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


def held_together(text: str) -> str:
    """The text with what keeps French signs with their words while it is wrapped."""
    return _STICKING.sub(_NO_BREAK, text)


def plain_spaces(text: str) -> str:
    """The text with spaces that every terminal shows alike."""
    return text.replace(_NO_BREAK, " ")


def wrapped(text: str, width: int, *, indent: str = "", first: str | None = None) -> list[str]:
    """Lines of at most ``width`` columns; French signs stay with their words."""
    lines = textwrap.wrap(
        held_together(text),
        width,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [plain_spaces(line) for line in lines]


def styled(text: str, *, color: bool, **style: object) -> str:
    """The text in a colour or in bold where colours are shown; the bare text elsewhere."""
    if not color:
        return text
    shown = click.style(STEERING.sub(_SIGN, text), **style)  # type: ignore[arg-type]
    return shown.replace("\x1b", _OUR_ESCAPE)
