"""Remarks on a schedule as paragraphs of a terminal: a label in bold, then the sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.cli.lettering import styled, wrapped
from retrosheet.language import Lang

if TYPE_CHECKING:
    from collections.abc import Iterable

    from retrosheet.cli.terminal import Terminal
    from retrosheet.cli.verdict import Remark

_COLORS = {"plain": None, "good": "green", "warning": "yellow", "bad": "red"}
_HANGING = "  "


def paragraphs(remarks: Iterable[Remark], lang: Lang, terminal: Terminal) -> list[str]:
    """The remarks, wrapped; what needs attention has a sign before it, with or without colours."""
    lines: list[str] = []
    for remark in remarks:
        sign = "! " if remark.mood in ("warning", "bad") else ""
        colon = " :" if lang == "fr" else ":"
        label = f"{sign}{remark.label.to(lang)}{colon}"
        first, *rest = wrapped(f"{label} {remark.text}", terminal.width, indent=_HANGING, first="")
        shown = styled(label, color=terminal.color, bold=True, fg=_COLORS[remark.mood])
        lines += [shown + first[len(label) :], *rest]
    return lines
