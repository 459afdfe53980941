"""Published critical-path networks: the answers that textbooks print, to the day.

Day 1 of a textbook is the first day of work here, its deadline is J. A network is scheduled twice:
on a calendar without days off, and on Mondays to Fridays.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import pytest

from retrosheet.campaign import Campaign
from retrosheet.schedule import compute
from tests.schedule.case_files import campaign_of
from tests.schedule.naive_days import ONE, NaiveDays

BEGIN = dt.date(2027, 3, 1)


class Activity(NamedTuple):
    """Times are counted from 0, ends exclusive, as in the books."""

    id: str
    length: int
    needs: str
    earliest: int
    latest: int
    total_float: int


class Network(NamedTuple):
    """A project of a textbook: how long it takes, its critical path and its table."""

    book: str
    length: int
    path: str
    table: str

    @property
    def activities(self) -> list[Activity]:
        rows = [line.split() for line in self.table.strip().splitlines()]
        return [Activity(row[0], int(row[1]), row[2], *map(int, row[3:])) for row in rows]


# Columns: activity, duration, immediate predecessors, earliest start, latest start, total float.
NETWORKS = [
    Network(
        "Heizer and Render, Operations Management, ch. 3: Milwaukee Paper Manufacturing",
        15,
        "ACEGH",
        """
        A  2  -    0   0  0
        B  3  -    0   1  1
        C  2  A    2   2  0
        D  4  AB   3   4  1
        E  4  C    4   4  0
        F  3  C    4  10  6
        G  5  DE   8   8  0
        H  2  FG  13  13  0
        """,
    ),
    Network(
        "Anderson, Sweeney and Williams, An Introduction to Management Science, ch. Project "
        "Scheduling: Western Hills Shopping Center",
        26,
        "AEFGI",
        """
        A   5  -    0   0  0
        B   6  -    0   6  6
        C   4  A    5   8  3
        D   3  A    5   7  2
        E   1  A    5   5  0
        F   4  E    6   6  0
        G  14  DF  10  10  0
        H  12  BC   9  12  3
        I   2  GH  24  24  0
        """,
    ),
    Network(
        "Taha, Operations Research: An Introduction, sect. 6.5, examples on CPM computations "
        "and floats",
        25,
        "ADH",
        """
        A   5  -    0   0   0
        B   6  -    0   5   5
        C   3  A    5   8   3
        D   8  A    5   5   0
        E   2  BC   8  11   3
        F  11  BC   8  14   6
        G   1  D   13  24  11
        H  12  DE  13  13   0
        """,
    ),
    Network(
        "Krajewski and Ritzman, Operations Management, ch. Project Management: St. John's Hospital",
        69,
        "BDHJK",
        """
        A  12  -     0   2   2
        B   9  -     0   0   0
        C  10  A    12  14   2
        D  10  B     9   9   0
        E  24  B     9  35  26
        F  10  A    12  53  41
        G  35  C    22  24   2
        H  40  D    19  19   0
        I  15  A    12  48  36
        J   4  EGH  59  59   0
        K   6  FIJ  63  63   0
        """,
    ),
    Network(
        "Hillier and Lieberman, Introduction to Operations Research, ch. Project Management with "
        "PERT/CPM: Reliable Construction Co.",
        44,
        "ABCEFJLN",
        """
        A   2  -    0   0  0
        B   4  A    2   2  0
        C  10  B    6   6  0
        D   6  C   16  20  4
        E   4  C   16  16  0
        F   5  E   20  20  0
        G   7  D   22  26  4
        H   9  EG  29  33  4
        I   7  C   16  18  2
        J   8  FI  25  25  0
        K   4  J   33  34  1
        L   5  J   33  33  0
        M   2  H   38  42  4
        N   6  KL  38  38  0
        """,
    ),
]


@pytest.mark.parametrize("weekend", ["0000000", "0000011"])
@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: network.book.split(":")[-1])
def test_a_textbook_network_has_the_textbooks_answers(network: Network, weekend: str) -> None:
    """Early and late starts and finishes, total float, and the critical path."""
    day = _working_days(network.length, weekend)
    schedule = compute(_campaign(network, day[network.length - 1], weekend))
    for activity in network.activities:
        placed = schedule.by_id[activity.id]
        earliest_end = activity.earliest + activity.length - 1
        latest_end = activity.latest + activity.length - 1
        assert (placed.earliest.start, placed.earliest.finish) == (
            day[activity.earliest],
            day[earliest_end],
        ), activity
        assert (placed.start, placed.due) == (day[activity.latest], day[latest_end]), activity
        assert placed.float == activity.total_float, activity
        assert placed.critical == (activity.total_float == 0), activity
    assert schedule.base == BEGIN
    path = "".join(placed.task.id for placed in schedule.critical_path())
    assert path == f"{network.path}END"


@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: network.book.split(":")[-1])
def test_a_network_agrees_with_itself(network: Network) -> None:
    """A slip in copying a table shows: starts follow from needs, floats from starts."""
    by_id = {activity.id: activity for activity in network.activities}
    needed = {name for activity in by_id.values() for name in activity.needs if name != "-"}
    for activity in by_id.values():
        ends = [by_id[n].earliest + by_id[n].length for n in activity.needs if n != "-"]
        assert activity.earliest == max(ends, default=0), activity
        assert activity.total_float == activity.latest - activity.earliest, activity
        if activity.id not in needed:
            assert activity.latest + activity.length == network.length, activity
    assert sum(by_id[name].length for name in network.path) == network.length


def _campaign(network: Network, launch: dt.date, weekend: str) -> Campaign:
    tasks: list[dict[str, object]] = [
        {
            "id": activity.id,
            "duration": f"{activity.length}d",
            "needs": [name for name in activity.needs if name != "-"],
        }
        for activity in network.activities
    ]
    needed = {name for activity in network.activities for name in activity.needs}
    last = [activity.id for activity in network.activities if activity.id not in needed]
    tasks.append({"id": "END", "kind": "milestone", "due": "J", "needs": last})
    return campaign_of({"launch": str(launch), "weekend": weekend, "tasks": tasks})


def _working_days(count: int, weekend: str) -> list[dt.date]:
    naive, found, day = NaiveDays.of_mask(weekend), list[dt.date](), BEGIN
    while len(found) < count:
        if naive.worked(day):
            found.append(day)
        day += ONE
    return found
