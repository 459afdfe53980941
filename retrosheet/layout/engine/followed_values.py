"""What the rows in order show on the day of generation, when all is as the archetype says."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from retrosheet.archetype.terms import Duration
from retrosheet.layout.engine.forecast import BEYOND, NO_LIMIT
from retrosheet.layout.engine.listed import rows_of
from retrosheet.schedule import spans
from retrosheet.schedule.spans import Span, launch_for
from retrosheet.workbook.needs import SLOTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from retrosheet.layout.frame import Frame
    from retrosheet.workbook.model import Value

_DAY = dt.timedelta(days=1)
_NUMBERS = range(1, SLOTS + 1)


def values(
    frame: Frame, listed: Sequence[Mapping[str, Value]], shown: Sequence[Mapping[str, Value]]
) -> list[dict[str, Value]]:
    """By row, what stands in the columns that hold the network together.

    ``listed`` are the values of the list, ``shown`` those of the dates, flags and floats.
    """
    return _Rows(frame, listed, shown).all()


class _Rows:
    def __init__(
        self, frame: Frame, listed: Sequence[Mapping[str, Value]],
        shown: Sequence[Mapping[str, Value]],
    ) -> None:  # fmt: skip
        self.frame, self.listed, self.shown = frame, listed, shown
        self.calendar = frame.campaign.calendar
        self.lines = frame.engine_lines
        self.tasks = [line.placed.task if line.placed else None for line in self.lines]
        self.found: list[dict[str, Value]] = [{} for _ in self.lines]
        self.serves = list(range(len(self.lines)))
        """The row of the task whose needs stand in a row."""
        for index, line in enumerate(self.lines):
            if line.id:
                for row in rows_of(self.lines, index):
                    self.serves[row] = index
        self.links = [
            [(_number(row[f"need_{n}"]), _number(row[f"lag_{n}"])) for n in _NUMBERS]
            for row in listed
        ]

    def all(self) -> list[dict[str, Value]]:
        self._put_links()
        self._put_network()
        self._put_backward()
        self._put_forward()
        self._put_parts()
        self._put_critical()
        return self.found

    def _put_parts(self) -> None:
        """When the parts begin and are due of a task that is split, over all its rows."""
        for index, row in enumerate(self.found):
            task = self.tasks[self.serves[index]]
            starts: list[dt.date] = []
            dues: list[dt.date] = []
            own = self.serves[index] == index
            # rows that go on hold what stands in their slots, whatever it is needed for
            if task is not None and (task.split or not own):
                for link, _ in self.links[index]:
                    if link and not self.shown[link - 1]["gone"]:
                        starts.append(self._shown_day(link - 1, "start"))
                        dues.append(self._shown_day(link - 1, "due"))
                if index and not self.lines[index - 1].id:
                    above = self.found[index - 1]
                    starts.append(_day(above["parts_start"]))
                    dues += [above["parts_due"]] if isinstance(above["parts_due"], dt.date) else []
            row["parts_start"] = _limited(min(starts, default=BEYOND))
            row["parts_due"] = max(dues, default=0)

    def _put_links(self) -> None:
        """From the bottom, so that each chain begins with the follower that stands highest."""
        heads: list[dict[int, int]] = [{} for _ in _NUMBERS]
        for index in range(len(self.lines) - 1, -1, -1):
            row, place, line = self.found[index], index + 1, self.lines[index]
            task = self.tasks[index]
            row |= {
                "at": place,
                "id": line.id,
                "spans": int(task is not None and task.spans_calendar),
                "more": int(not line.id),
            }
            for number in _NUMBERS:
                link, lag = self.links[index][number - 1]
                head = heads[number - 1]
                first = head.get(place)
                after = head.get(link) if link else None
                row |= {
                    f"link_{number}": link,
                    f"gap_to_{number}": lag,
                    f"first_{number}": first - place if first else 0,
                    f"next_{number}": after - place if after else 0,
                }
            for number in _NUMBERS:
                link, _ = self.links[index][number - 1]
                if link:
                    heads[number - 1][link] = place

    def _put_network(self) -> None:
        drivers: dict[int, bool] = {}
        for index in range(len(self.lines) - 1, -1, -1):
            task, row = self.tasks[self.serves[index]], self.found[index]
            driven = drivers.get(index + 1, False)
            if index != self.serves[index]:
                drives = min(1, _number(self.found[index + 1]["drives"]))
            else:
                drives = 1 if driven else 2 if task is not None and task.launches else 0
            row["drives"] = drives
            for link, _ in self.links[index]:
                if link and drives:
                    drivers[link] = True
            for number in _NUMBERS:
                self._put_flag("chain_drives", index, number, holds=drives > 0)
        for index, task in enumerate(self.tasks):
            behind = 0
            if task is not None:
                behind = 2 if task.launches else int(task.after_launch)
            elif not self.lines[index].id:
                behind = int(any(_number(self.found[link - 1]["behind"]) for link, _ in
                                 self.links[index] if link))  # fmt: skip
                if index and not self.lines[index - 1].id:
                    behind = max(behind, _number(self.found[index - 1]["behind"]))
            self.found[index]["behind"] = behind
            late = task is not None and task.placement == "late"
            self.found[index]["back"] = int(late)

    def _put_backward(self) -> None:
        judged = self.frame.judged
        starts: dict[int, dt.date] = {}

        def day_before(index: int, lag: Duration, boundary: dt.date) -> dt.date:
            task = self.tasks[index]
            any_day = task is not None and task.any_day
            return spans.last_day_before(boundary, lag, self.calendar, any_day=any_day)

        def latest_before(index: int, lag: Duration, boundary: dt.date) -> dt.date:
            task = self.tasks[index]
            any_day = task is None or task.latest_on_any_day
            return spans.last_day_before(boundary, lag, self.calendar, any_day=any_day)

        def evening_before(_: int, lag: Duration, boundary: dt.date) -> dt.date:
            return spans.last_evening_before(boundary, lag, self.calendar)

        def late_start(index: int, free: dt.date) -> dt.date:
            starts[index] = self._put_late(index, free)
            return starts[index] if self.found[index]["back"] else BEYOND

        def latest(index: int, _: dt.date) -> dt.date:
            placed = self.lines[index].placed
            return placed.steps.latest if placed and self.found[index]["back"] else BEYOND

        def limit(index: int, _: dt.date) -> dt.date:
            task = self.tasks[index]
            return judged.limit_starts.get(task.id, BEYOND) if task else BEYOND

        self._chain("start", late_start, day_before)
        self._chain("latest", latest, latest_before)
        self._chain("limit", limit, evening_before)

    def _chain(
        self,
        key: str,
        start: Callable[[int, dt.date], dt.date],
        before: Callable[[int, Duration, dt.date], dt.date],
    ) -> None:
        for index in range(len(self.lines) - 1, -1, -1):
            row = self.found[index]
            free = min(
                [BEYOND, *(self._held(key, index, n) for n in _NUMBERS if row[f"first_{n}"])]
            )
            row[f"follow_{key}"] = _limited(free)
            own = start(index, free)
            if index != self.serves[index]:
                below = self.found[index + 1][f"wait_{key}"]
                own = below if isinstance(below, dt.date) else BEYOND
            row[f"wait_{key}"] = _limited(own)
            for number in _NUMBERS:
                link, lag = self.links[index][number - 1]
                held = left = BEYOND
                if link:
                    if own < BEYOND:
                        held = left = before(link - 1, _lag(lag), own)
                    if row[f"next_{number}"]:
                        after = index + _number(row[f"next_{number}"])
                        held = min(held, _day(self.found[after][f"chain_{key}_{number}"]))
                row[f"chain_{key}_{number}"] = _limited(held)
                if key == "latest":
                    row[f"leaves_{number}"] = _limited(left)

    def _held(self, key: str, index: int, number: int) -> dt.date:
        row = self.found[index + _number(self.found[index][f"first_{number}"])]
        return _day(row[f"chain_{key}_{number}"])

    def _put_late(self, index: int, free: dt.date) -> dt.date:
        """The dates of the row if it were placed late; the boundary where its work begins."""
        task, placed = self.tasks[index], self.lines[index].placed
        launch, calendar = self.frame.campaign.launch, self.calendar
        if task is None or placed is None:
            due, span = min(free, calendar.on_or_before(launch)), Span(0, 0, calendar_days=False)
        else:
            bound = free if free < BEYOND else launch_for(task, launch, calendar)
            anchor = placed.steps.anchor
            due = anchor or bound
            if anchor and free < BEYOND:
                due = min(anchor, free)
            due = task.imposed or due
            span = Span(task.duration, task.margin, task.spans_calendar)
        work = span.back_from(due, calendar)
        self.found[index] |= {
            "due_late": work.due, "end_late": work.end, "start_late": work.start,
        }  # fmt: skip
        return work.start

    def _put_forward(self) -> None:
        ends = self.frame.judged.ends

        def forecast(index: int) -> dt.date:
            task = self.tasks[index]
            assert task is not None
            return ends[task.id]

        for key, evening in (
            ("evening", lambda i: self._shown_day(i, "due")),
            ("due", lambda i: self._shown_day(i, "due")),
            ("earliest", lambda i: self._shown_day(i, "earliest_finish")),
            ("forecast", forecast),
        ):
            for index, row in enumerate(self.found):
                days = []
                for number, (link, lag) in enumerate(self.links[index], 1):
                    if key == "earliest":
                        row[f"evening_{number}"] = 0
                    if link:
                        day = evening(link - 1)
                        if key != "due":
                            day = spans.evening_after(day, _lag(lag), self.calendar)
                        days.append(day)
                        if key == "earliest":
                            row[f"evening_{number}"] = day
                if index and not self.lines[index - 1].id:
                    above = self.found[index - 1][f"needs_{key}"]
                    days += [above] if isinstance(above, dt.date) else []
                row[f"needs_{key}"] = max(days, default=0)

    def _put_critical(self) -> None:
        """What waits for what on the critical path; rows that go on share that of their task."""
        for index, row in enumerate(self.found):
            if self.serves[index] != index:
                above = self.found[index - 1] if index and not self.lines[index - 1].id else {}
                leads = any(
                    link and self.shown[link - 1]["onward"] == row[f"leaves_{number}"]
                    for number, (link, _) in enumerate(self.links[index], 1)
                )
                row["onward"] = int(leads or above.get("onward", 0) == 1) if row["drives"] else 0
        for index in range(len(self.lines) - 1, -1, -1):
            row = self.found[index]
            row["pulls"] = pulls = self.shown[self.serves[index]]["pulls"]
            for number in _NUMBERS:
                evening = row[f"evening_{number}"]
                holds = isinstance(evening, dt.date) and evening + _DAY == pulls
                self._put_flag("chain_pulls", index, number, holds=holds)

    def _put_flag(self, chain: str, index: int, number: int, *, holds: bool) -> None:
        """Whether a test ``holds`` for a row, or for one below in its chain of that number."""
        row, flag = self.found[index], 0
        if row[f"link_{number}"]:
            flag = int(holds)
            if below := _number(row[f"next_{number}"]):
                flag = max(flag, _number(self.found[index + below][f"{chain}_{number}"]))
        row[f"{chain}_{number}"] = flag

    def _shown_day(self, index: int, key: str) -> dt.date:
        day = self.shown[index][key]
        assert isinstance(day, dt.date)
        return day


def _number(value: Value) -> int:
    assert isinstance(value, int | float)
    return int(value)


def _day(value: Value) -> dt.date:
    return value if isinstance(value, dt.date) else BEYOND


def _limited(day: dt.date) -> Value:
    return day if day < BEYOND else NO_LIMIT


def _lag(number: int) -> Duration:
    return Duration(-number, "cd") if number < 0 else Duration(number, "d")
