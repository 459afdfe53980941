"""What the pages know of each campaign: its archetype as planned for a launch day to come."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrosheet import layout
from retrosheet.archetype import library
from retrosheet.archetype.named import loaded
from retrosheet.campaign import Campaign, Options, plan
from retrosheet.language import language
from retrosheet.schedule import Schedule, compute
from retrosheet.xlsx.write import render

if TYPE_CHECKING:
    from retrosheet.archetype.model import Archetype
    from retrosheet.language import Lang

_DAY = dt.timedelta(days=1)
_SPARE = 21
_TUESDAY, _FRIDAY = 1, 4
_WEEKDAYS = {"music-release": _FRIDAY}
"""Music comes out on Fridays; any other launch waits for a Tuesday."""
_ON_A_DATE = {"seasonal-promotion": (12, 20)}


@dataclass(frozen=True)
class Offer:
    """One campaign in one language, with the workbook that needs no script."""

    name: str
    lang: Lang
    archetype: Archetype
    campaign: Campaign
    schedule: Schedule
    workbook: bytes

    @property
    def title(self) -> str:
        return self.archetype.title.to(self.lang)

    @property
    def summary(self) -> str:
        return self.archetype.summary.to(self.lang)

    @property
    def launch(self) -> dt.date:
        return self.campaign.launch

    @property
    def weeks(self) -> int:
        """How many weeks before launch it begins, in whole weeks."""
        return -(-(self.launch - self.schedule.start).days // 7)


def offers(lang: Lang, today: dt.date) -> list[Offer]:
    """Every campaign of the library, dated for the next launch that leaves it all its time."""
    return [_offer(name, lang, today) for name in library.names()]


def _offer(name: str, lang: Lang, today: dt.date) -> Offer:
    archetype = loaded(library.find(name), lang)
    country = language(lang).country

    def planned(launch: dt.date) -> tuple[Campaign, Schedule]:
        campaign = plan(archetype, Options(launch, lang, country))
        return campaign, compute(campaign)

    anywhere = today + 365 * _DAY
    needed = anywhere - planned(anywhere)[1].start + _SPARE * _DAY
    launch = _next_launch(name, today + needed)
    campaign, schedule = planned(launch)
    workbook = render(layout.build(campaign, schedule, today))
    return Offer(name, lang, archetype, campaign, schedule, workbook)


def _next_launch(name: str, earliest: dt.date) -> dt.date:
    if name in _ON_A_DATE:
        month, day = _ON_A_DATE[name]
        here = dt.date(earliest.year, month, day)
        return here if here >= earliest else dt.date(earliest.year + 1, month, day)
    weekday = _WEEKDAYS.get(name, _TUESDAY)
    return earliest + (weekday - earliest.weekday()) % 7 * _DAY
