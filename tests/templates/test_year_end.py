"""Nobody is planned to work between Christmas and New Year, but where the trade sells then."""

from __future__ import annotations

import datetime as dt

import pytest

from retrosheet.archetype.library import names
from retrosheet.archetype.named import load_named
from retrosheet.campaign import Options, plan
from retrosheet.schedule import compute

SELLS_THEN = "seasonal-promotion"
LAUNCHES = (
    dt.date(2027, 1, 15),
    dt.date(2027, 3, 15),
    dt.date(2027, 5, 20),
    dt.date(2027, 9, 15),
    dt.date(2027, 11, 16),
)


@pytest.mark.parametrize("launch", LAUNCHES, ids=str)
@pytest.mark.parametrize("name", [name for name in names() if name != SELLS_THEN])
def test_nothing_begins_or_ends_between_christmas_and_new_year(name: str, launch: dt.date) -> None:
    """With every optional part; what runs by itself, such as a printer's days, may go on."""
    archetype = load_named(name)
    blocks = tuple(block.id for block in archetype.blocks)
    schedule = compute(plan(archetype, Options(launch, "fr", "FR", with_blocks=blocks)))
    at_rest = {
        dt.date(year, 12, 24) + dt.timedelta(days=n) for year in range(2024, 2030) for n in range(9)
    }
    working = [
        line.task.id
        for line in schedule.tasks
        if not line.task.spans_calendar and {line.start, line.due} & at_rest
    ]
    assert working == []


def test_a_promotion_sells_on_christmas_eve() -> None:
    """The type that sells then has no closure at the end of the year."""
    assert not load_named(SELLS_THEN).closed
