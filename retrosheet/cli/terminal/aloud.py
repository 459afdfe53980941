"""A report on the terminal, as one reads it aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.cli.terminal.lettering import styled, wrapped

if TYPE_CHECKING:
    from retrosheet.cli.terminal.shown import Terminal
    from retrosheet.report.model import Mood, Report

_COLORS: dict[Mood, str | None] = {
    "plain": None,
    "good": "green",
    "warning": "yellow",
    "bad": "red",
}


def aloud(report: Report, terminal: Terminal) -> list[str]:
    """The report in lines as wide as the terminal; bad sections have a sign, with or without
    colours."""
    width = terminal.width
    lines = [styled(report.title, color=terminal.color, bold=True), ""]
    lines += _coloured(wrapped(report.verdict, width), report.mood, terminal)
    lines += wrapped(report.state, width)
    for section in report.sections:
        sign = "! " if section.mood == "bad" else ""
        title = wrapped(f"{sign}{section.title}", width, indent="  ", first="")
        lines += ["", *_coloured(title, section.mood, terminal)]
        for item in section.items:
            lines += wrapped(item, width, indent="    ", first="  - ")
    return lines


def _coloured(lines: list[str], mood: Mood, terminal: Terminal) -> list[str]:
    return [styled(line, color=terminal.color, bold=True, fg=_COLORS[mood]) for line in lines]
