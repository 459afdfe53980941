"""The workbook's defined names: of values and tables, and of whole tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.workbook.model import Name
from retrosheet.workbook.plan_tab import BESIDE, COLUMNS_BESIDE, GANTT, PAGE, PAGES, ROWS_BELOW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from retrosheet.layout.frame import Frame
    from retrosheet.workbook.model import Sheet
    from retrosheet.workbook.refs import Area


def names_of(frame: Frame, sheets: Iterable[Sheet]) -> tuple[Name, ...]:
    """All names of a workbook of these sheets, those that the sheets bring themselves last."""
    sheets = tuple(sheets)
    return (
        *_names(frame),
        *_pages(frame, sheets),
        *(name for sheet in sheets for name in sheet.names),
    )


def _pages(frame: Frame, sheets: Iterable[Sheet]) -> Iterator[Name]:
    """The names of whole tabs, with room for what people add below them.

    All of them are there, so that one request can ask for all: that of a tab which the workbook
    does without lies on the guide, or on the settings where there is none.
    """
    pages = {sheet.key: _page(sheet) for sheet in sheets}
    last = pages["plan"]._replace(last_column=frame.plan.gantt_column - 1)
    pages["plan"] = last._replace(last_row=frame.plan.sentinel_row + ROWS_BELOW)
    lists = frame.settings.list_row + ROWS_BELOW
    pages["settings"] = pages["settings"]._replace(last_row=lists)
    nowhere = pages.get("guide", pages["settings"])
    for name in PAGES:
        yield Name(name, pages.get(name.removeprefix(PAGE), nowhere))
    beside = pages["plan"]._replace(
        first_column=frame.plan.gantt_last_column + 1,
        last_column=frame.plan.gantt_last_column + COLUMNS_BESIDE,
    )
    yield Name(BESIDE, beside)
    yield Name(GANTT, frame.plan.days)


def _page(sheet: Sheet) -> Area:
    row = max(cell.row for cell in sheet.cells)
    return sheet.area(0, 0, row, max(cell.column for cell in sheet.cells))


def _names(frame: Frame) -> tuple[Name, ...]:
    return (
        Name("rs_plan", frame.plan.table),
        Name("rs_sync", frame.sync.table),
        Name("rs_name", frame.settings.entry("name")),
        Name("rs_launch", frame.settings.entry("launch")),
        Name("rs_today", frame.settings.entry("today")),
        Name("rs_weekend", frame.settings.entry("weekend")),
        Name("rs_holidays", frame.settings.holiday_list),
        Name("rs_daysoff", frame.engine.days_off),
        Name("rs_version", frame.engine.version_cell),
        Name("rs_engine", frame.engine.table),
        Name("rs_sync_summary", frame.sync.summary),
        Name("rs_sync_log", frame.sync.log),
        Name("rs_sync_read", frame.sync.read),
        Name("rs_scalars", frame.engine.values),
        Name("rs_start", frame.settings.entry("start")),
        Name("rs_soon_days", frame.settings.entry("soon_days")),
        Name("rs_closures", frame.settings.closure_list),
        Name("rs_statuses", frame.settings.status_list),
        Name("rs_team", frame.settings.team_list),
        Name("rs_told", frame.sync.told),
        Name("rs_entries", frame.sync.entries),
        Name("rs_remind_ahead", frame.settings.entry("remind_ahead")),
        Name("rs_remind_every", frame.settings.entry("remind_every")),
        Name("rs_remind_most", frame.settings.entry("remind_most")),
        Name("rs_lead", frame.settings.entry("lead")),
    )
