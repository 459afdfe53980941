"""A campaign of a few tasks that uses the whole archetype format, as a finished workbook.

What has to be judged once, not of each type of the library, is judged of this one.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from retrosheet import layout
from retrosheet.archetype.load import load
from retrosheet.campaign import Options, plan
from retrosheet.language import Lang
from retrosheet.layout.frame import Frame
from retrosheet.schedule import compute
from retrosheet.xlsx.write import render
from tests.made import LAUNCH, Made

PATH = Path(__file__).parent / "archetype" / "good" / "everything.yaml"


@cache
def small(lang: Lang, today: dt.date, launch: dt.date = LAUNCH, country: str | None = "FR") -> Made:
    """It with both of its blocks, with French holidays if nothing else is said, on a day."""
    archetype = load(PATH, lang)
    blocks = tuple(block.id for block in archetype.blocks)
    campaign = plan(archetype, Options(launch, lang, country, with_blocks=blocks))
    schedule = compute(campaign)
    content = render(layout.build(campaign, schedule, today))
    return Made(campaign, Frame(campaign, schedule, today), content)
