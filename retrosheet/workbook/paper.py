"""Paper: its sizes and margins in points, for who lays out a page and who sets it up."""

from __future__ import annotations

from typing import Literal, NamedTuple

Format = Literal["A3", "A4"]

INCH = 72
_UPRIGHT: dict[Format, tuple[float, float]] = {"A3": (842, 1191), "A4": (595, 842)}


class Margins(NamedTuple):
    """In inches, as spreadsheets keep them; the footer stands within the lowest."""

    left: float = 0.3
    right: float = 0.3
    top: float = 0.45
    bottom: float = 0.6


MARGINS = Margins()


def room(paper: Format, *, landscape: bool) -> tuple[float, float]:
    """The width and the height between the margins, in points."""
    width, height = sorted(_UPRIGHT[paper], reverse=landscape)
    sides, ends = MARGINS.left + MARGINS.right, MARGINS.top + MARGINS.bottom
    return width - INCH * sides, height - INCH * ends
