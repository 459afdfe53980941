"""What the tests of this folder share: one adoption, and what comes of it."""

from __future__ import annotations

import datetime as dt
import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from retrosheet.adopting.adopted import Adopted, adopted
from retrosheet.adopting.asked import Asked, Refused
from retrosheet.calendars import public_holidays
from retrosheet.campaign import Options
from retrosheet.campaign.days_off import calendar_with
from retrosheet.xlsx.hand_made import read_hand_made

if TYPE_CHECKING:
    from retrosheet.adopting.mapping import Mapping
    from retrosheet.calendars import Calendar
    from retrosheet.language import Lang
    from retrosheet.workbook.foreign import ForeignBook

TODAY = dt.date(2026, 12, 1)


def saved(book: Any) -> bytes:
    """A workbook of openpyxl as a file."""
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def foreign(data: bytes, lang: Lang = "fr", name: str = "plan.xlsx") -> ForeignBook:
    return read_hand_made(io.BytesIO(data), Path(name), lang)


@cache
def calendar(country: str | None, lang: Lang) -> Calendar:
    return calendar_with(public_holidays(country, range(2024, 2031), lang), (), "0000011")


def asked(
    lang: Lang = "fr",
    launch: dt.date | None = None,
    country: str | None = "",
    mapping: Mapping | None = None,
) -> Asked:
    where = country if country != "" else "FR" if lang == "fr" else None
    options = Options(launch or TODAY, lang, where)
    return Asked(options, calendar(where, lang), TODAY, launch, mapping=mapping)


def plan_of(book: Any, lang: Lang = "fr", launch: dt.date | None = None) -> Adopted:
    """The plan of a workbook; fails where it is refused."""
    found = adopted(foreign(saved(book), lang), asked(lang, launch))
    assert not isinstance(found, Refused), found.problems
    return found


def dates(found: Adopted) -> dict[str, tuple[str, str]]:
    """The first and the last day of each task, by its title."""
    return {p.task.title: (str(p.start), str(p.due)) for p in found.kept.schedule.tasks}
