"""Tabs of ours that somebody has deleted from a workbook, which an update leaves deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.update.geometry import page_of
from retrosheet.workbook.plan_tab import DISPENSABLE, PAGE, TITLES

if TYPE_CHECKING:
    from retrosheet.update.present import Present

_FILLED = ("raci", "budget", "kpi")
"""The tabs with what people typed, which nothing gives back once they are deleted."""


def deleted_tabs(present: Present) -> list[str]:
    """The keys of those that a workbook can do without, in its order."""
    return [
        key
        for key in DISPENSABLE
        if page_of(present.tables, key) is None and not _is_titled(present, key)
    ]


def newly_deleted(present: Present) -> list[str]:
    """Those of them that were there when the workbook was last written."""
    # the name of one that is left out lies on another tab from then on
    return [key for key in deleted_tabs(present) if f"{PAGE}{key}" not in present.tables]


def lost_tabs(present: Present) -> list[str]:
    """The keys of the deleted tabs that people had filled, since the workbook was last written.

    Where there is no guide, nobody can tell a tab that is gone from one that never was.
    """
    tables = present.tables
    if page_of(tables, "guide") is None:
        return []
    names = ((key, f"{PAGE}{key}") for key in _FILLED)
    return [key for key, name in names if name not in tables and not _is_titled(present, key)]


def _is_titled(present: Present, key: str) -> bool:
    """Whether a tab has our title, so that its name alone is lost; or nobody knows the titles."""
    there = {title.casefold() for title in present.titles}
    return not there or bool(there & {title.casefold() for title in TITLES[key].everywhere()})
