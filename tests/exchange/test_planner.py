"""GNOME Planner reads our Project XML, as a second reader that shares no line with MPXJ.

It belongs to the thorough run, where it must be there.
"""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrosheet.calendars import Calendar
from retrosheet.exchange.targets import exported
from retrosheet.standing import of_campaign
from tests.campaigns import campaigns
from tests.engines import planner
from tests.exchange.plans import planned, standings
from tests.thorough import THOROUGH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.campaign import Campaign
    from retrosheet.standing.model import Standing

PLANS = 200
SPACE = {"p": "http://schemas.microsoft.com/project"}
WORKWEEK = Calendar("0000011", frozenset())

pytestmark = pytest.mark.skipif(not THOROUGH, reason="make thorough installs and asks it")


@pytest.fixture(scope="module", autouse=True)
def _planner() -> None:
    if reason := planner.missing():
        pytest.fail(f"The thorough run asks GNOME Planner, but {reason}", pytrace=False)


def written(found: Standing, *, fixed: bool) -> bytes:
    (file,) = exported("msproject", found, "en", fixed=fixed).files
    assert isinstance(file.content, bytes)
    return file.content


def by_our_id(content: bytes, days: Mapping[str, planner.Days]) -> dict[str, planner.Days]:
    """What it says of our tasks; phases have no id of ours."""
    ids = {}
    for task in ET.fromstring(content).iterfind(".//p:Task", SPACE):
        for attribute in task.iterfind("p:ExtendedAttribute", SPACE):
            if attribute.findtext("p:FieldID", namespaces=SPACE) == "188743731":
                ids[task.findtext("p:ID", "", SPACE)] = attribute.findtext("p:Value", "", SPACE)
    return {ids[number]: found for number, found in days.items() if number in ids}


def whole_days(days: Mapping[str, planner.Days]) -> dict[str, tuple[str, str]]:
    return {
        key: (found.start.date().isoformat(), found.end.date().isoformat())
        for key, found in days.items()
    }


@given(standings(plain=True), st.booleans())
@settings(max_examples=PLANS)
def test_its_import_takes_over_the_dates_that_we_planned(found: Standing, fixed: bool) -> None:
    """GNOME Planner's own import finds each task on our days."""
    content = written(found, fixed=fixed)
    assert whole_days(by_our_id(content, planner.imported(content))) == planned(found)


@given(standings(plain=True))
@settings(max_examples=PLANS)
def test_fixed_dates_begin_there_where_we_planned_them(found: Standing) -> None:
    """Whatever the calendar, of which it knows nothing: each task must start on its day."""
    content = written(found, fixed=True)
    shown = whole_days(by_our_id(content, planner.scheduled(content)))
    assert {key: start for key, (start, _) in shown.items()} == {
        key: start for key, (start, _) in planned(found).items()
    }


@given(campaigns())
@settings(max_examples=PLANS)
def test_fixed_dates_stay_there_in_a_week_that_it_knows(campaign: Campaign) -> None:
    """From Monday to Friday, work that lies on such days ends as planned too."""
    campaign = replace(campaign, calendar=WORKWEEK, holidays=(), closures=())
    found = of_campaign.standing_of(campaign, campaign.launch - dt.timedelta(days=90))
    content = written(found, fixed=True)
    shown = whole_days(by_our_id(content, planner.scheduled(content)))
    ours = planned(found)
    counted = {
        item.id for item in found.items
        if not item.is_point and WORKWEEK.working_days(item.work_end, item.work_end)
        and WORKWEEK.working_days(item.start, item.work_end) == item.duration
    }  # fmt: skip
    assert {key: shown[key] for key in counted} == {key: ours[key] for key in counted}
