"""Remarks on a schedule as paragraphs of a terminal: a label in bold, then the sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from retrosheet.cli.terminal.lettering import styled, wrapped
from retrosheet.language import Lang, Text, colon, long_date

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from retrosheet.campaign import Campaign
    from retrosheet.cli.terminal.shown import Terminal


class Paragraph(NamedTuple):
    """One paragraph: what it is about, what is to be said, and whether that is good news."""

    label: Text
    text: str
    mood: Literal["plain", "good", "warning", "bad"] = "plain"


_COLORS = {"plain": None, "good": "green", "warning": "yellow", "bad": "red"}
_HANGING = "  "


def paragraphs(remarks: Iterable[Paragraph], lang: Lang, terminal: Terminal) -> list[str]:
    """The remarks, wrapped; what needs attention has a sign before it, with or without colours."""
    lines: list[str] = []
    for remark in remarks:
        sign = "! " if remark.mood in ("warning", "bad") else ""
        label = f"{sign}{remark.label.to(lang)}{colon(lang)}"
        first, *rest = wrapped(f"{label} {remark.text}", terminal.width, indent=_HANGING, first="")
        shown = styled(label, color=terminal.color, bold=True, fg=_COLORS[remark.mood])
        lines += [shown + first[len(label) :], *rest]
    return lines


def on_day(day: dt.date, campaign: Campaign) -> str:
    """« le lundi 15 mars 2027 », "on Monday 15 March 2027"."""
    prefix = Text("le ", "on ").to(campaign.lang)
    return prefix + long_date(day, campaign.lang)
