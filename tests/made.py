"""The library's campaigns as finished workbooks, made once a test run."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from retrosheet import layout
from retrosheet.archetype import library
from retrosheet.archetype.load import load
from retrosheet.campaign import Campaign, Options, plan
from retrosheet.language import Lang
from retrosheet.layout.frame import Frame
from retrosheet.schedule import compute
from retrosheet.xlsx.write import render

LAUNCH = dt.date(2027, 3, 15)


@dataclass(frozen=True)
class Made:
    """A finished workbook: the file, what it was made from, and where everything stands in it."""

    campaign: Campaign
    frame: Frame
    content: bytes


@cache
def archetype_names() -> tuple[str, ...]:
    return library.names()


@cache
def made(name: str, lang: Lang, today: dt.date, launch: dt.date = LAUNCH) -> Made:
    """A campaign of the library with French holidays, as of ``today``."""
    archetype = load(library.find(name), lang)
    campaign = plan(archetype, Options(launch, lang, "FR"))
    schedule = compute(campaign)
    content = render(layout.build(campaign, schedule, today))
    return Made(campaign, Frame(campaign, schedule, today), content)
