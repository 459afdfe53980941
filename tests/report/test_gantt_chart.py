"""The geometry of the Gantt: days only, one truth for every medium."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from retrosheet.calendars import Calendar
from retrosheet.campaign import Campaign
from retrosheet.report.gantt.chart import Bar, chart_of, planned_bar
from retrosheet.report.gantt.forms import MOST_ON_PAPER, sheets
from retrosheet.report.gantt.scale import Scale
from retrosheet.schedule import compute
from retrosheet.standing import of_campaign
from tests.campaigns import campaigns
from tests.standing.told import standing

DAY = dt.timedelta(days=1)


def bars_of(campaign: Campaign, today: dt.date) -> list[Bar]:
    chart = chart_of(of_campaign.standing_of(campaign, today))
    return [bar for _, _, bars in chart.groups for bar in bars]


@given(campaigns(), st.integers(-120, 120))
def test_segments_follow_one_another_without_a_gap(campaign: Campaign, away: int) -> None:
    """From the start to the due date or the forecast, each day belongs to one segment."""
    for bar in bars_of(campaign, campaign.launch + away * DAY):
        for before, after in pairwise(bar.segments):
            assert after.first == before.last + DAY
        for segment in bar.segments:
            assert segment.first <= segment.last
        if bar.point is None:
            assert bar.segments[0].first == bar.start
        end = max(bar.due, bar.forecast or bar.due)
        assert not bar.segments or bar.segments[-1].last == end


@given(campaigns(), st.integers(-120, 120))
def test_the_chart_takes_in_all_that_it_shows(campaign: Campaign, away: int) -> None:
    """No bar, mark or forecast lies outside of its dates."""
    chart = chart_of(of_campaign.standing_of(campaign, campaign.launch + away * DAY))
    days = [chart.launch, chart.forecast or chart.launch, chart.today or chart.launch]
    for _, _, bars in chart.groups:
        for bar in bars:
            days += [bar.start, bar.due, *(day for s in bar.segments for day in (s.first, s.last))]
            days += [bar.point] if bar.point else []
    assert chart.first == min(days)
    assert chart.last >= max(days)


@given(campaigns())
def test_an_untouched_plan_in_time_is_drawn_as_the_terminal_draws_it(campaign: Campaign) -> None:
    """Before anything begins, and early enough, the standing's bars are the schedule's."""
    campaign = replace(campaign, start=None)
    today = compute(campaign).start - 400 * DAY
    schedule = compute(campaign, today)
    planned = [planned_bar(placed) for placed in schedule.tasks if not placed.task.deleted]
    drawn = {bar.id: bar for bar in bars_of(campaign, today)}
    for bar in planned:
        same = replace_state(drawn[bar.id])
        # an imposed date that comes too late for what follows eats margins from the first day on
        if same.forecast is None and all(part.shade != "burnt" for part in same.segments):
            assert same == bar


def replace_state(bar: Bar) -> Bar:
    return bar._replace(owner="", state="", offset=0)


def test_a_forecast_beyond_the_due_date_burns_the_margin_first() -> None:
    """The press release of the event has a margin, and will be late all the same."""
    chart = chart_of(standing("event", "fr", 8))
    bars = {bar.title: bar for _, _, bars in chart.groups for bar in bars}
    bar = bars["Rédiger le communiqué de presse"]
    assert [segment.shade for segment in bar.segments] == ["work", "burnt", "over"]
    assert bar.state == "risk"


@given(st.lists(st.integers(1, 60), min_size=1, max_size=12))
def test_sheets_hold_every_line_once_and_none_too_many(sizes: list[int]) -> None:
    """On paper no line is lost or squeezed."""
    chart = chart_of(standing())
    _, _, some = chart.groups[0]
    groups = tuple(
        (
            number,
            f"Phase {number}",
            tuple(some[0]._replace(id=f"{number}-{n}") for n in range(size)),
        )
        for number, size in enumerate(sizes)
    )
    parts = sheets(chart._replace(groups=groups))
    ids = [bar.id for part in parts for _, _, bars in part.groups for bar in bars]
    assert ids == [bar.id for _, _, bars in groups for bar in bars]
    assert all(0 < part.lines <= MOST_ON_PAPER for part in parts)
    assert len(parts) == -(-sum(sizes) // MOST_ON_PAPER)


@given(st.dates(dt.date(2026, 1, 1), dt.date(2030, 1, 1)), st.integers(0, 900), st.floats(90, 900))
def test_the_names_on_an_axis_have_room(first: dt.date, days: int, width: float) -> None:
    """No name of a month or week touches the next one, and none leaves the axis."""
    scale, room = Scale(first, first + days * DAY, 0, width), 55.0
    ticks = scale.ticks("fr", room)
    named = [tick for tick in ticks if tick.label]
    ends = [*(tick.at for tick in named), width][1:]
    wide = [max(room * 0.9, 7 * len(tick.label)) for tick in named]
    assert all(
        tick.at + most <= end + 0.01 for tick, most, end in zip(named, wide, ends, strict=True)
    )
    assert not named or days < 70 or re.search(r"\d{4}$", named[0].label)
    assert all(-0.01 <= tick.at <= width for tick in ticks)


def test_days_off_are_runs() -> None:
    """A weekend with the holiday behind it is one grey stretch."""
    scale = Scale(dt.date(2027, 3, 1), dt.date(2027, 3, 15), 0, 100)
    off = scale.days_off(Calendar(days_off=frozenset({dt.date(2027, 3, 8)})))
    assert off == [
        (dt.date(2027, 3, 6), dt.date(2027, 3, 8)),
        (dt.date(2027, 3, 13), dt.date(2027, 3, 14)),
    ]


def test_what_is_done_is_drawn_as_done() -> None:
    """Whatever progress somebody forgot to type."""
    item = replace(standing().items[0], status=5, progress=0.0)
    found = chart_of(replace(standing(), items=(item,)))
    assert {s.shade for s in found.groups[0][2][0].segments} <= {"done", "burnt", "margin"}
