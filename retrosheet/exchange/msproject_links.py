"""How the tasks of a plan hang together in Microsoft Project, so that launch moves them all.

Project knows no date relative to another. A target before launch is therefore a link to launch with
the days between as its lag, and one after launch a link from it; tasks that nothing else ties down
likewise. Lags between tasks carry the margin of the one that comes first.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.exchange.msproject_xml import MINUTES_A_DAY, day_end, day_start

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.archetype.terms import Need
    from retrosheet.standing.model import Item, Standing

_DAY = dt.timedelta(days=1)
_ELAPSED_DAY = 24 * 60


class Link(NamedTuple):
    """A task begins when the one ``before`` has ended, so many minutes later.

    They are minutes of work, or ``elapsed`` on the clock. ``target`` where the lag only says how
    far from launch a task lies, though nothing needs it.
    """

    before: str
    minutes: int
    elapsed: bool
    target: bool = False


class Links:
    """The links of one plan, and where each task lies on the clock."""

    def __init__(self, standing: Standing) -> None:
        self.items = standing.by_id
        self.day, self.calendar = standing.launch, standing.calendar
        self.launch = next(
            (
                item
                for item in standing.items
                if item.is_point and item.work_end == standing.launch and item.drives_launch
            ),
            None,
        )
        self.parts = standing.parts
        self.followers: dict[str, list[Item]] = {}
        for item in standing.items:
            for need in () if item.split else item.needs:
                self.followers.setdefault(need.id, []).append(item)
        # who waits for a task that is split waits for its parts
        for item in standing.items:
            if item.parent in self.followers:
                self.followers.setdefault(item.id, []).extend(self.followers[item.parent])

    def is_late(self, item: Item) -> bool:
        """Whether it is placed as late as possible before launch, or as soon as possible."""
        if item.id in self._after_launch:
            return False
        alone = item.placement == "free" and not item.needs and item.due <= self.day
        return item.placement == "late" or alone

    def of(self, item: Item) -> list[Link]:
        """The links into a task: each task before it once, as Project allows no more."""
        if item.split:
            return []
        found = {
            need.id: self._needed(need)
            for named in item.needs
            if named.id in self.items
            for need in self._ending(named)
        }
        if item is self.launch:
            for other in self.items.values():
                if self._hangs_on_launch(other) and self.is_late(other):
                    gap = self.span(item)[0] - self._must_end(other)
                    found[other.id] = self._anchor(other.id, gap, found)
        elif self.launch and self._hangs_on_launch(item) and not self.is_late(item):
            gap = self._may_begin(item) - self.span(self.launch)[1]
            found[self.launch.id] = self._anchor(self.launch.id, gap, found)
        return list(found.values())

    def span(self, item: Item) -> tuple[dt.datetime, dt.datetime]:
        """From the morning of the first day to the evening of the last.

        What has no length lies in the evening, unless what follows it begins on its day. A task
        that is split spans the work of its parts, without the margins behind it.
        """
        if item.split and item.id in self.parts:
            spans = [self.span(part) for part in self.parts[item.id]]
            return min(begin for begin, _ in spans), max(end for _, end in spans)
        end = day_end(item.work_end)
        if item.duration:
            return day_start(item.start), end
        if any(follower.start <= item.work_end for follower in self.followers.get(item.id, ())):
            end = day_start(item.work_end)
        return end, end

    def _ending(self, need: Need) -> list[Need]:
        """What is waited for where a task is split: its parts, if one of them keeps a margin.

        A summary ends with the work of its parts, and cannot say when a margin behind it does.
        """
        parts = self.parts.get(need.id, ())
        if any(part.margin for part in parts):
            return [need._replace(id=part.id) for part in parts]
        return [need]

    def _needed(self, need: Need) -> Link:
        before = self.items[need.id]
        if need.lag.unit == "cd" and need.lag.amount:
            days = (before.due - before.work_end).days + need.lag.amount
            return Link(need.id, days * _ELAPSED_DAY, elapsed=True)
        days = need.lag.amount + before.margin
        if not days and before.calendar_days and not before.any_day:
            # it counts all days but ends on a worked one: the days off behind it are a lag
            off = (self.calendar.on_or_after(before.work_end + _DAY) - before.work_end).days - 1
            return Link(need.id, off * _ELAPSED_DAY, elapsed=True)
        return Link(need.id, days * MINUTES_A_DAY, elapsed=False)

    def _anchor(self, before: str, gap: dt.timedelta, found: Mapping[str, Link]) -> Link:
        """A lag that comes from launch; Project allows no second link beside a need."""
        return Link(before, _minutes(gap), elapsed=True, target=before not in found)

    def _must_end(self, item: Item) -> dt.datetime:
        """When work ends at the latest: on its target, whatever day that is.

        A margin before the target counts working days, which a lag on the clock cannot: there it is
        the day on which work ends now.
        """
        if item.offset is None or item.margin:
            return self.span(item)[1]
        return day_end(self.day + item.offset * _DAY)

    def _may_begin(self, item: Item) -> dt.datetime:
        """When work begins at the earliest: of what takes a day, on its target.

        Of what takes longer, as now; where other days off lie before its target, a moved launch
        leaves it a day or so apart.
        """
        if item.offset is None or item.margin or item.duration != 1:
            return self.span(item)[0]
        return day_start(self.day + item.offset * _DAY)

    def _hangs_on_launch(self, item: Item) -> bool:
        """Whether its place comes from launch: by a target, or because nothing else holds it."""
        if item is self.launch or item.imposed or item.split:
            return False
        if self.is_late(item):
            return item.offset is not None or item.id not in self.followers
        return item.offset is not None or not item.needs

    @cached_property
    def _after_launch(self) -> Mapping[str, Item]:
        """All that waits for launch, through whatever lies between."""
        found: dict[str, Item] = {}
        queue = [self.launch] if self.launch else []
        while queue:
            for follower in self.followers.get(queue.pop().id, ()):
                if follower.id not in found:
                    found[follower.id] = follower
                    queue.append(follower)
        return found


def _minutes(time: dt.timedelta) -> int:
    return int(time.total_seconds() // 60)
