"""Colours and type: the one place that decides how the workbook looks.

Six phase hues, each in three strengths: ``tint`` behind table cells, ``soft`` for ordinary bars,
``strong`` for critical ones. Tests measure what the names promise: text has a contrast of 4.5 to
what it stands on, bars 3 to the paper, and ``LATE`` is apart from every ``soft`` and ``strong`` in
black and white and for all eyes. That is why strong green and brown are darker than the others:
eyes that miss red see red as such a brown.
"""

from __future__ import annotations

from typing import NamedTuple

from retrosheet.workbook.model import Look, Style

INK = "#1F2933"
MUTED = "#5A6570"
FAINT = "#7B8794"
HAIRLINE = "#E3E8ED"
PAPER = "#FFFFFF"
BLACK = "#000000"
WASH = "#F5F7F9"
NIGHT = "#16324A"
ACCENT = "#0B6E8A"
INPUT = "#FFFBEA"

LATE = "#DD341A"
LATE_TEXT = "#A8230F"
LATE_TINT = "#FDEAE6"
RISK = "#C28600"
RISK_TEXT = "#7A5200"
RISK_TINT = "#FFF4DA"
DONE = "#8A939C"
DONE_TEXT = "#5F6A75"
GOOD = "#25704A"
WAIT = "#98907F"
MARGIN = "#EEF1F4"
FIRST = "#D3D9DF"
BRACKET = "#5B6B80"
TODAY = "#FFE9A8"
LAUNCH = "#CDEBF3"
DAY_OFF = "#EDF0F3"


class Hue(NamedTuple):
    """One phase colour in three strengths."""

    tint: str
    soft: str
    strong: str


HUES = (
    Hue("#EAF2FB", "#6198CA", "#025492"),
    Hue("#E5F5F2", "#48A294", "#005D52"),
    Hue("#F1EDFA", "#9A8AC6", "#5A40A3"),
    Hue("#F0F6E4", "#869C61", "#274200"),
    Hue("#FBEDF4", "#C27FA3", "#962262"),
    Hue("#F8F1E7", "#AE8E5C", "#543819"),
)

TITLE = Style(size=20, bold=True, color=NIGHT)
SUBTITLE = Style(size=11, color=MUTED)
SECTION = Style(size=12, bold=True, color=NIGHT, line_below=NIGHT)
HEADER = Style(bold=True, color=PAPER, fill=NIGHT, wrap=True, size=9)
HEADER_CENTER = HEADER._replace(align="center")
TEXT = Style(line_below=HAIRLINE)
TEXT_WRAP = TEXT._replace(wrap=True, top=True)
TEXT_CENTER = TEXT._replace(align="center")
TEXT_MUTED = TEXT._replace(color=MUTED)
NOTE = Style(size=9, color=MUTED, italic=True)
HIDDEN_KEY = Style(size=8, color=FAINT)

LATE_LOOK = Look(fill=LATE_TINT, color=LATE_TEXT)
RISK_LOOK = Look(fill=RISK_TINT, color=RISK_TEXT)
DONE_LOOK = Look(color=DONE_TEXT)
GOOD_LOOK = Look(color=GOOD, bold=True)


def input_style(style: Style) -> Style:
    """The same cell, looking as if one may type into it."""
    return style._replace(fill=INPUT, locked=False)


def luminance(color: str) -> float:
    """How light a colour is, from 0 to 1, as WCAG 2 defines it."""
    parts = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(color: str, other: str) -> float:
    """WCAG's contrast of two colours, from 1 to 21."""
    dark, light = sorted((luminance(color), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
