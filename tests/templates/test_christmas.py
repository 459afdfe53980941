"""Two articles' dates, year after year: the Christmas promotion's, and a music release's weeks.

The promotion begins on 20 December, which is a Saturday in 2025, a Sunday in 2026 and 2037. What
shoppers see falls on its day all the same; people meet on days that are worked.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from retrosheet.archetype.model import Archetype
from retrosheet.archetype.named import load_named
from retrosheet.campaign import Campaign, Options, plan
from retrosheet.schedule import ScheduledTask, compute

YEARS = range(2024, 2038)
COUNTRIES = ("FR", None)
FRIDAYS = (dt.date(2027, 3, 19), dt.date(2027, 6, 11), dt.date(2028, 1, 14))

ON_ITS_DAY = {
    "PRT1": (12, 15),  # everything is ready
    "PUB1": (12, 19),  # the page goes online
    "LAN1": (12, 20),
    "LIS3": (12, 20),  # email 1
    "SOC2": (12, 20),  # post 1
    "LIS4": (12, 24),  # email 2
    "SOC4": (12, 24),  # post 2
    "RET1": (12, 26),  # the promotion leaves the site
}
NOT_PRODUCTION = ("sends", "release", "after")


@cache
def archetype(name: str) -> Archetype:
    return load_named(name)


@cache
def placed(
    name: str,
    launch: dt.date,
    country: str | None,
    with_blocks: tuple[str, ...] = (),
    without_blocks: tuple[str, ...] = (),
) -> tuple[Campaign, dict[str, ScheduledTask]]:
    """The campaign, and its lines by id."""
    options = Options(
        launch, "fr", country, yearly=False, with_blocks=with_blocks, without_blocks=without_blocks
    )
    campaign = plan(archetype(name), options)
    return campaign, {line.task.id: line for line in compute(campaign).tasks}


def christmas(year: int, country: str | None) -> tuple[Campaign, dict[str, ScheduledTask]]:
    return placed("seasonal-promotion", dt.date(year, 12, 20), country)


def switches(name: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Each optional block switched alone, then all of them added and all left out."""
    blocks = archetype(name).blocks
    alone = [((), (b.id,)) if b.default else ((b.id,), ()) for b in blocks]
    every = tuple(block.id for block in blocks)
    return [*alone, (every, ()), ((), every)]


def phase_of(campaign: Campaign, line: ScheduledTask) -> str:
    return campaign.phases[line.task.phase].id


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("year", YEARS)
def test_what_shoppers_see_falls_on_its_day_in_every_year(year: int, country: str | None) -> None:
    """Weekends and holidays move none of the public dates."""
    _, lines = christmas(year, country)
    due = {task_id: (lines[task_id].due.month, lines[task_id].due.day) for task_id in ON_ITS_DAY}
    assert due == ON_ITS_DAY
    assert {lines[task_id].due.year for task_id in ON_ITS_DAY} == {year}


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("year", YEARS)
def test_shoppers_have_five_days(year: int, country: str | None) -> None:
    """The sale runs from the 20th to the 24th of December."""
    _, lines = christmas(year, country)
    assert lines["VEN1"].start == dt.date(year, 12, 20)
    assert lines["VEN1"].due == dt.date(year, 12, 24)


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("year", YEARS)
def test_texts_and_images_are_made_between_the_briefing_and_the_fifteenth(
    year: int, country: str | None
) -> None:
    """Nothing is begun before the team is told, nor left after that."""
    campaign, lines = christmas(year, country)
    made = [line for line in lines.values() if phase_of(campaign, line) in ("content", "setup")]
    assert len(made) >= 20
    assert all(line.start > lines["EQU1"].due for line in made)
    assert all(line.due <= dt.date(year, 12, 15) for line in made)


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("year", YEARS)
def test_client_then_team_meet_in_the_first_days_of_december(
    year: int, country: str | None
) -> None:
    """On working days, the client first."""
    campaign, lines = christmas(year, country)
    client, team = lines["CLI1"].due, lines["EQU1"].due
    assert dt.date(year, 12, 1) <= client < team <= dt.date(year, 12, 5)
    assert campaign.calendar.is_working(client)
    assert campaign.calendar.is_working(team)


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("year", YEARS)
def test_the_second_meetings_are_on_the_nineteenth_or_the_working_day_before(
    year: int, country: str | None
) -> None:
    """Both, whatever weekday the 19th is."""
    campaign, lines = christmas(year, country)
    wanted = campaign.calendar.on_or_before(dt.date(year, 12, 19))
    assert lines["CLI2"].due == lines["EQU2"].due == wanted


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("year", YEARS)
def test_the_analysis_awaits_the_return_from_the_holidays(year: int, country: str | None) -> None:
    """It begins after 1 January; its report goes to the client in the first half of the month."""
    campaign, lines = christmas(year, country)
    analysis, report = lines["BIL1"], lines["CLI3"]
    assert analysis.start > dt.date(year + 1, 1, 1)
    assert dt.date(year + 1, 1, 5) <= analysis.due <= dt.date(year + 1, 1, 7)
    assert analysis.due < report.due <= dt.date(year + 1, 1, 11)
    assert campaign.calendar.is_working(analysis.due)
    assert campaign.calendar.is_working(report.due)


@pytest.mark.parametrize("switch", switches("seasonal-promotion"), ids=str)
def test_options_move_none_of_the_promotion_s_dates(
    switch: tuple[tuple[str, ...], tuple[str, ...]],
) -> None:
    """Whatever block is added or left out."""
    campaign, lines = placed("seasonal-promotion", dt.date(2026, 12, 20), "FR", *switch)
    due = {task_id: (lines[task_id].due.month, lines[task_id].due.day) for task_id in ON_ITS_DAY}
    assert due == ON_ITS_DAY
    assert lines["CLI1"].due == dt.date(2026, 12, 3)
    assert lines["EQU1"].due == dt.date(2026, 12, 4)
    before = [p for p in lines.values() if phase_of(campaign, p) in ("offer", "operations")]
    late = [p.task.id for p in before if p.due > dt.date(2026, 12, 15) and p.task.id != "INF5"]
    assert late == []


@pytest.mark.parametrize("switch", [((), ()), *switches("music-release")], ids=str)
@pytest.mark.parametrize("launch", FRIDAYS, ids=str)
def test_nothing_is_left_to_produce_in_the_two_weeks_before_a_release(
    launch: dt.date, switch: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    """For any Friday and any choice of blocks."""
    campaign, lines = placed("music-release", launch, "FR", *switch)
    wanted = launch - dt.timedelta(days=14)
    late = [
        line.task.id
        for line in lines.values()
        if phase_of(campaign, line) not in NOT_PRODUCTION
        and line.due > wanted
        and line.task.id != "INF5"  # the creators' own posts, from release day on
    ]
    assert late == []


@pytest.mark.parametrize("launch", FRIDAYS, ids=str)
def test_each_channel_is_served_in_one_week_and_chased_two_weeks_later(launch: dt.date) -> None:
    """Radio, press, television, playlists, venues and social media: weeks 1 and 3."""
    _, lines = placed("music-release", launch, None)
    sends = ("ENV1", "PRS3", "ENV2", "ENV3", "ENV4", "ANN1")
    monday = launch - dt.timedelta(days=32)
    assert monday.weekday() == 0
    chasers = ("ENV1-R1", "PRS3-R1", "ENV2-R1", "ENV3-R1", "ENV4-R1", "ANN1-R1")
    for send, chaser in zip(sends, chasers, strict=True):
        assert monday <= lines[send].due <= monday + dt.timedelta(days=4)
        assert lines[chaser].due == lines[send].due + dt.timedelta(days=14)


@pytest.mark.parametrize("launch", FRIDAYS, ids=str)
def test_platforms_editors_and_radio_are_served_in_time(launch: dt.date) -> None:
    """The distributor four weeks ahead, the pitch three; a registered work before any broadcast."""
    _, lines = placed("music-release", launch, "FR")
    assert lines["DIS3"].due <= launch - dt.timedelta(days=28)
    assert lines["DIS4"].due < lines["PLY1"].due <= launch - dt.timedelta(days=21)
    assert lines["DRT3"].due < lines["ENV1"].due


@pytest.mark.parametrize("launch", FRIDAYS, ids=str)
def test_an_album_s_pressing_keeps_its_twelve_weeks(launch: dt.date) -> None:
    """The master comes before it, the records four weeks before release."""
    campaign, lines = placed("music-release", launch, "FR", ("album",))
    test_pressing, pressing = lines["VYN3"], lines["VYN5"]
    days = sum((line.work_end - line.start).days + 1 for line in (test_pressing, pressing))
    assert days >= 84
    assert test_pressing.task.incompressible
    assert pressing.task.incompressible
    assert lines["MAS5"].due < lines["VYN2"].start
    assert lines["VYN6"].due <= campaign.launch - dt.timedelta(days=28)
