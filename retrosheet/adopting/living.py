"""The living workbook of an adopted plan, with what was under way and the tabs as they were."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from retrosheet.adopting.carried import carried
from retrosheet.layout.frame import Frame

if TYPE_CHECKING:
    import datetime as dt

    from retrosheet.adopting.adopted import Adopted
    from retrosheet.workbook.model import Value, Workbook


def living(found: Adopted, today: dt.date) -> Workbook:
    """The workbook as of ``today``: ours, then every tab of the foreign one as values."""
    from retrosheet.calculate import calculated
    from retrosheet.layout import build

    campaign, schedule = found.kept.campaign, found.kept.schedule
    frame = Frame(campaign, schedule, today)
    rows = frame.plan.rows
    typed: dict[tuple[str, int, int], Value] = {}
    for task_id, said in found.said.items():
        values = {"status": said.status, "progress": said.progress, "actual_end": said.ended}
        for key, value in values.items():
            if value is not None and value != "":
                typed["plan", rows[task_id], frame.plan.column(key)] = value
    book = build(campaign, schedule, today)
    if typed:
        book = calculated(book.typed(typed), today)
    narrow = {}
    if found.flat.axis is not None:
        narrow[found.flat.tab.title] = found.flat.axis.columns
    before = carried(found.book.tabs, [sheet.title for sheet in book.sheets], narrow, campaign.lang)
    return replace(book, sheets=(*book.sheets, *before))
