"""A campaign of a few tasks that uses the whole archetype format, as a finished workbook.

What has to be judged once, not of each type of the library, is judged of this one.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from retrosheet.archetype.load import load
from retrosheet.campaign import Options, plan
from retrosheet.language import Lang
from retrosheet.layout.frame import Frame
from retrosheet.schedule import compute
from tests.made import LAUNCH, Made, archetype_names, made
from tests.thorough import THOROUGH

SMALL = "small"
"""What the campaign is called where others go by the names of the library."""
PATH = Path(__file__).parent / "archetype" / "good" / "everything.yaml"


@cache
def small(lang: Lang, today: dt.date, launch: dt.date = LAUNCH, country: str | None = "FR") -> Made:
    """It with both of its blocks, with French holidays if nothing else is said, on a day."""
    archetype = load(PATH, lang)
    blocks = tuple(block.id for block in archetype.blocks)
    campaign = plan(archetype, Options(launch, lang, country, with_blocks=blocks))
    return Made(campaign, Frame(campaign, compute(campaign), today))


def sample(*names: str) -> tuple[str, ...]:
    """What is judged of types one by one: the small one and ``names``; in a thorough run all."""
    return (SMALL, *archetype_names()) if THOROUGH else (SMALL, *names)


def one_of(
    name: str, lang: Lang, today: dt.date, launch: dt.date = LAUNCH, country: str | None = "FR"
) -> Made:
    """The small campaign, or one of the library's."""
    if name == SMALL:
        return small(lang, today, launch, country)
    return made(name, lang, today, launch, country)
