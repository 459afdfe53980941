"""Styles and looks as the formats of an .xlsx file: equal ones become one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from retrosheet.xlsx.writing.limits import RenderingError

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook as Book

    from retrosheet.workbook.model import Look, Style

# Excel and Google Sheets have it; LibreOffice replaces it by Carlito, which has the same widths.
FONT = "Calibri"
WHITE = "#FFFFFF"
_THIN = 1
_SIGN_COLORS = {WHITE: "White", "#000000": "Black"}
"""Those of the few colours a number format knows that signs are drawn in."""


class Formats:
    """The formats of one book, each made when first asked for.

    What has no fill of its own gets the colour of ``paper``. Without one, LibreOffice draws its
    page breaks there; reading repeated heading rows, it reckons those of every tab before it knows
    a width, so that dashed lines cut through lists and bars.
    """

    def __init__(self, book: Book, paper: str = "") -> None:
        self._book = book
        self._paper = paper
        self._styles: dict[Style | None, Format] = {}
        self._looks: dict[Look, Format] = {}

    def of(self, style: Style | None) -> Format | None:
        """The format of a cell; None is the blank one, None too where there is no paper."""
        if style is None and not self._paper:
            return None
        found = self._styles.get(style)
        if found is None:
            wanted = {"bg_color": self._paper} if self._paper else {}
            wanted |= _cell(style) if style is not None else {}
            found = self._styles[style] = self._book.add_format(wanted)
        return found

    def of_look(self, look: Look) -> Format:
        """The format that a rule lays over a cell."""
        found = self._looks.get(look)
        if found is None:
            found = self._looks[look] = self._book.add_format(_over(look))
        return found


def _cell(style: Style) -> dict[str, Any]:
    wanted = {
        "font_name": FONT,
        "font_size": style.size,
        "font_color": style.color,
        "bold": style.bold,
        "italic": style.italic,
        "bg_color": style.fill,
        "align": style.align,
        "valign": "top" if style.top else "vcenter",
        "text_wrap": style.wrap,
        "shrink": style.shrink,
        "indent": style.indent,
        "rotation": 90 if style.rotated else 0,
        "num_format": style.number_format,
    }
    for side, color in (
        ("bottom", style.line_below),
        ("top", style.line_above),
        ("left", style.line_left),
    ):
        if color:
            wanted[side] = _THIN
            wanted[f"{side}_color"] = color
    given = {name: value for name, value in wanted.items() if value}
    return given | {"locked": style.locked}


def _over(look: Look) -> dict[str, Any]:
    wanted = {
        "bg_color": look.fill,
        "font_color": look.color,
        "bold": look.bold,
        "font_strikeout": look.strike,
    }
    if look.glyph:
        if '"' in look.glyph or "\\" in look.glyph:
            raise RenderingError(f"A number format cannot show the sign {look.glyph!r}")
        if look.color not in _SIGN_COLORS:
            raise RenderingError(f"A sign is white or black, not {look.color!r}")
        # The fourth section of a number format is the one for text, which the cells hold. Its
        # colour outranks that of the font: where a program drops the format, as Google Sheets does
        # with an uploaded file, the text itself is not to be seen.
        wanted["num_format"] = f';;;[{_SIGN_COLORS[look.color]}]"{look.glyph}"'
        wanted["font_color"] = look.fill or WHITE
    if look.mark:
        if '"' in look.mark or "\\" in look.mark or look.glyph:
            raise RenderingError(f"A number format cannot show the mark {look.mark!r}")
        wanted["num_format"] = f'General;"-"General;0;"{look.mark} "@'
    given = {name: value for name, value in wanted.items() if value}
    if not given:
        raise RenderingError("A rule changes nothing: its look is empty")
    return given
