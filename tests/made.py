"""The library's campaigns as finished workbooks, made once a test run."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from retrosheet import layout
from retrosheet.archetype import library
from retrosheet.archetype.load import load
from retrosheet.campaign import Campaign, Options, plan
from retrosheet.language import LANGS, Lang
from retrosheet.layout.frame import Frame
from retrosheet.schedule import compute
from retrosheet.workbook.model import Workbook
from retrosheet.xlsx.write import render
from tests.thorough import covering

LAUNCH = dt.date(2027, 3, 15)
COUNTRIES = ("FR", "BE", "CA", None)
STAGES = (dt.date(2026, 11, 21), dt.date(2027, 2, 9), LAUNCH, dt.date(2027, 4, 20))
"""Before the campaign, in its midst, on launch day and after."""


@dataclass(frozen=True)
class Made:
    """A finished workbook and what it was made from."""

    campaign: Campaign
    frame: Frame

    @property
    def book(self) -> Workbook:
        """Its description, made again each time: dozens of them would fill the memory."""
        return layout.build(self.campaign, self.frame.schedule, self.frame.today)

    @cached_property
    def content(self) -> bytes:
        """The file."""
        return render(self.book)


@cache
def archetype_names() -> tuple[str, ...]:
    return library.names()


class Case(NamedTuple):
    """One way in which a campaign of the library is made."""

    name: str
    lang: Lang
    country: str | None
    today: dt.date

    def __str__(self) -> str:
        return f"{self.name}-{self.lang}-{self.country}-{self.today}"


def cases() -> list[Case]:
    """Each archetype, among them each language, country and stage of a campaign.

    In a thorough run every pair of these meets.
    """
    return [Case(*case) for case in covering(archetype_names(), LANGS, COUNTRIES, STAGES)]


@cache
def made(
    name: str, lang: Lang, today: dt.date, launch: dt.date = LAUNCH, country: str | None = "FR"
) -> Made:
    """A campaign of the library, with French holidays if nothing else is said, as of ``today``."""
    archetype = load(library.find(name), lang)
    campaign = plan(archetype, Options(launch, lang, country))
    schedule = compute(campaign)
    return Made(campaign, Frame(campaign, schedule, today))
