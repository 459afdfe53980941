"""Colours and type: the one place that decides how the workbook looks.

Six phase hues that stay apart for colour-blind eyes, each in three strengths: ``tint`` behind
table cells, ``soft`` for ordinary bars, ``strong`` for critical ones. Soft and strong differ in
lightness, so that a black-and-white print tells them apart; late bars carry a sign as well.
"""

from __future__ import annotations

from typing import NamedTuple

from retrosheet.workbook.model import Look, Style

INK = "#1F2933"
MUTED = "#66727F"
FAINT = "#9AA5B1"
HAIRLINE = "#E3E8ED"
PAPER = "#FFFFFF"
BLACK = "#000000"
WASH = "#F5F7F9"
NIGHT = "#16324A"
ACCENT = "#0B6E8A"
INPUT = "#FFFBEA"

LATE = "#C8321A"
LATE_TINT = "#FDEAE6"
RISK = "#E8A317"
RISK_TINT = "#FFF4DA"
DONE = "#BCC5CE"
DONE_TEXT = "#7B8794"
GOOD = "#2F855A"
WAIT = "#D5DCE3"
MARGIN = "#EEF1F4"
TODAY = "#FFE9A8"
LAUNCH = "#CDEBF3"
DAY_OFF = "#EDF0F3"


class Hue(NamedTuple):
    """One phase colour in three strengths."""

    tint: str
    soft: str
    strong: str


HUES = (
    Hue("#EAF2FB", "#8DB9E6", "#1F65A8"),
    Hue("#E5F5F2", "#7FCABD", "#13776A"),
    Hue("#F1EDFA", "#B9AAE0", "#5F45A8"),
    Hue("#F0F6E4", "#AFCB7E", "#55801C"),
    Hue("#FBEDF4", "#E3A6C6", "#A5326F"),
    Hue("#F8F1E7", "#D8B98C", "#85592A"),
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

LATE_LOOK = Look(fill=LATE_TINT, color=LATE)
RISK_LOOK = Look(fill=RISK_TINT, color="#7A5200")
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
