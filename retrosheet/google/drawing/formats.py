"""Styles and looks as Google's formats of cells: only what differs from the ordinary is said.

Every tab is first given the ordinary look (``ORDINARY``), so that a style is a short request.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from retrosheet.google.drawing.colors import color
from retrosheet.google.drawing.limits import RenderingError, clean
from retrosheet.workbook.model import Style

if TYPE_CHECKING:
    from retrosheet.workbook.model import Look

FONT = "Calibri"
HIDING = ";;;"
"""The number format of an axis that is not to be seen."""

BUTTON = 18
"""The pixels on the right of a cell that the arrow of a list or the button of a filter covers."""

_WIDTHS = ((" .,:;'’|!ijl", 0.25), ("frt-()/", 0.34), ("mwMW@%", 0.8))
_SMALL, _SMALLEST, _SHRUNK = 10, 8, 2
_PADDING = {"top": 2, "right": 3, "bottom": 2, "left": 3}
_INDENT = 9
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.')
_CODE = re.compile(r"\[\$([^\]-]*)-?[0-9A-Fa-f]*\]")
_BRACKETS = re.compile(r"\[([^\]]*)\]")
_KNOWN_BRACKETS = re.compile(
    r"black|blue|cyan|green|magenta|red|white|yellow|color[0-9]{1,2}|[<>=]{1,2}-?[0-9.]+"
    r"|h+|m+|s+",
    re.IGNORECASE,
)


class Format(NamedTuple):
    """A CellFormat, and the mask of the fields that it sets, as for an update of cells."""

    look: dict[str, Any]
    fields: str


def _format(look: dict[str, Any]) -> Format:
    names = [
        f"{name}.{inner}"
        for name, value in look.items()
        for inner in (value if name == "borders" else ("",))
    ]
    return Format(look, ",".join(f"userEnteredFormat.{name}".rstrip(".") for name in names))


@lru_cache(1024)
def cell_format(style: Style) -> Format | None:
    """What sets the style apart from the ordinary one; None when nothing does.

    Raises RenderingError for a number format that Google would not understand.
    """
    look = {name: value for name, value in _look(style).items() if ORDINARY.look.get(name) != value}
    return _format(look) if look else None


def _look(style: Style) -> dict[str, Any]:
    text: dict[str, Any] = {
        "fontFamily": FONT,
        "fontSize": _points(style),
        "foregroundColorStyle": color(style.color),
    }
    text |= {name: True for name in ("bold", "italic") if getattr(style, name)}
    look: dict[str, Any] = {"textFormat": text}
    if style.fill:
        look["backgroundColorStyle"] = color(style.fill)
    if style.align is not None:
        if style.align not in {"left", "center", "right"}:
            raise RenderingError(f"No text is aligned {style.align!r}")
        look["horizontalAlignment"] = style.align.upper()
    look["verticalAlignment"] = "TOP" if style.top else "MIDDLE"
    if style.wrap or style.shrink:
        look["wrapStrategy"] = "WRAP" if style.wrap else "CLIP"
    if style.indent:
        side = "right" if style.align == "right" else "left"
        look["padding"] = _PADDING | {side: _PADDING[side] + _INDENT * style.indent}
    if style.rotated:
        look["textRotation"] = {"angle": 90}
    if (numbers := number_format(style.number_format)) is not None:
        look["numberFormat"] = numbers
    lines = {
        "top": style.line_above,
        "bottom": style.line_below,
        "left": style.line_left,
    }
    borders = {
        side: {"style": "SOLID", "colorStyle": color(line)} for side, line in lines.items() if line
    }
    if borders:
        look["borders"] = borders
    return look


def _points(style: Style) -> int:
    """The size of type; small text that would shrink is small from the start, as none shrinks."""
    size = max(1, round(style.size))
    if style.shrink and _SMALLEST < size <= _SMALL:
        return max(_SMALLEST, size - _SHRUNK)
    return size


def button_format(style: Style) -> Format:
    """The room that the head of a filtered column leaves for the button of the filter."""
    padding = _look(style).get("padding", _PADDING)
    return _format({"padding": padding | {"right": max(padding["right"], BUTTON)}})


def text_pixels(text: str, style: Style) -> int:
    """How wide a text is, estimated by its letters: Google has no way to ask before it is drawn."""
    ems = sum(_em(letter) for letter in text)
    return round(ems * _points(style) * 4 / 3 * (1.05 if style.bold else 1))


def _em(letter: str) -> float:
    """The width of a letter of Calibri in parts of its size, to the nearest of a few."""
    for letters, width in _WIDTHS:
        if letter in letters:
            return width
    return 0.58 if letter.isupper() else 0.51


def number_format(text: str) -> dict[str, str] | None:
    """Google's number format for Excel's; None for the general one, which is Google's default.

    Language codes go, as days and months are written in the language of the spreadsheet.
    """
    if text in {"", "General"}:
        return None
    pattern = _CODE.sub(lambda code: f'"{code[1]}"' if code[1] else "", clean(text))
    bare = _QUOTED.sub("", pattern)
    for inner in _BRACKETS.findall(bare):
        if not _KNOWN_BRACKETS.fullmatch(inner):
            raise RenderingError(f"Google knows no [{inner}] in the number format {text!r}")
    if "general" in bare.casefold() or bare.count(";") > 3 or '"' in bare or "[$" in bare:
        raise RenderingError(f"Google would not understand the number format {text!r}")
    return {"type": _kind(bare), "pattern": pattern}


def _kind(bare: str) -> str:
    """What the format shows; an ``m`` beside hours or seconds is minutes, else months."""
    letters = set(_BRACKETS.sub(lambda part: part[1] if part[1][:1] in "hms" else "", bare).lower())
    day, time = bool(letters & {"d", "y"}), bool(letters & {"h", "s"})
    if day or time or "m" in letters:
        return "DATE_TIME" if day and time else "TIME" if time else "DATE"
    if "@" in bare and ";" not in bare:
        return "TEXT"
    if "%" in bare:
        return "PERCENT"
    return "SCIENTIFIC" if "e+" in bare.lower() or "e-" in bare.lower() else "NUMBER"


def rule_format(look: Look) -> dict[str, Any]:
    """What a conditional format lays over cells whose content can be seen."""
    text: dict[str, Any] = {}
    if look.color:
        text["foregroundColorStyle"] = color(look.color)
    if look.bold:
        text["bold"] = True
    if look.strike:
        text["strikethrough"] = True
    over: dict[str, Any] = {}
    if look.fill:
        over["backgroundColorStyle"] = color(look.fill)
    if text:
        over["textFormat"] = text
    if not over:
        raise RenderingError("A rule changes nothing: its look is empty")
    return over


ORDINARY = _format(_look(Style()))
"""The look of a cell of the ordinary ``Style()``."""
