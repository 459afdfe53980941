"""The engine's formulas for the dates of each line.

They are the rules of ``schedule``, in the same order and with the same names; what each
cell shows on the day of generation comes from there, and the tests hold the two equal in real
spreadsheet engines. A row refers to its own cells directly, to other tasks by the row in which the
engine keeps them, and to what people typed by looking up its ID in the plan.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Literal

from retrosheet.layout import number_formats, remarks
from retrosheet.layout.engine import forecast as engine_forecast
from retrosheet.layout.engine import inputs as engine_inputs
from retrosheet.layout.engine import live as engine_live
from retrosheet.layout.engine import people as engine_people
from retrosheet.layout.engine.columns import DIRECT_COLUMNS
from retrosheet.layout.engine.days_off import DAYS
from retrosheet.layout.engine.parts import Parts, Term
from retrosheet.layout.engine.places import LAUNCH
from retrosheet.layout.engine.steps import (
    before_margin,
    evening_after,
    first_after,
    last_day_before,
    spans_of,
    start_from,
)
from retrosheet.schedule import spans
from retrosheet.schedule.passes import followers_of
from retrosheet.workbook.model import Style
from retrosheet.workbook.refs import column_letters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.archetype.terms import Duration, Need
    from retrosheet.campaign import Task
    from retrosheet.layout.frame import Frame
    from retrosheet.layout.outline import PlanLine
    from retrosheet.schedule import ScheduledTask


class Formulas:
    """Writes the formulas of one line after the other."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.rows = {
            line.id: frame.engine.first_row + index for index, line in enumerate(frame.engine_lines)
        }
        self.letters = {key: column_letters(i) for i, key in enumerate(DIRECT_COLUMNS)}
        self.by_id = {placed.task.id: placed.task for placed in frame.schedule.tasks}
        self.followers = followers_of(self.by_id.values())
        self.parts = Parts(frame, Style(number_format=number_formats.ISO_DATE, size=9))
        self.waiting = frame.judged.followers
        self.launching = {task.id for task in frame.judged.launching}
        self.plan = {
            key: frame.plan.range(key).ref
            for key in (
                "id", "title", "owner", "offset", "margin", "imposed", "actual_end", "needs",
            )
        }  # fmt: skip
        self.plan |= {
            key: frame.plan.typed_range(key).ref for key in ("status", "progress", "duration")
        }

    def cell(self, task_id: str, key: str) -> str:
        return f"${self.letters[key]}{self.rows[task_id] + 1}"

    def of(self, line: PlanLine, row: int) -> Mapping[str, str]:
        """The formulas of a line by column; columns that are missing hold plain values."""
        own = {key: f"${letter}{row + 1}" for key, letter in self.letters.items()}
        texts = engine_inputs.formulas(
            self.plan, line, own, self.frame, row - self.frame.engine.first_row
        )
        task = line.placed.task if line.placed else None
        texts["anchor"] = self._anchor(task, own["offset"])
        if task is not None and task.placement == "late":
            texts.update(self._late(task, own))
        else:
            texts.update(self._soon(task, own))
        late = task is not None and task.placement == "late"
        drives = task is not None and task.drives_launch
        texts.update(engine_forecast.floats(late, drives, own))
        if task is not None and drives:
            texts.update(self._critical(task, own))
        texts.update(self._forecast(task, own))
        place = str(row - self.frame.engine.first_row + 1)
        texts.update(engine_live.formulas(own, place, self.frame))
        if task is not None and task.split:
            texts.update(self._with_parts(task, own, texts))
        owner = f"INDEX({self.plan['owner']},{own['position']})"
        texts.update(engine_people.formulas(owner, own, self.frame))
        texts.update(remarks.odd(self.plan, own))
        return texts

    def _with_parts(
        self, task: Task, own: Mapping[str, str], texts: Mapping[str, str]
    ) -> dict[str, str]:
        """The dates of a task that is split: those of its parts that are not gone."""

        def bound(function: Literal["MIN", "MAX"], key: str, none: str) -> str:
            terms = [
                Term(
                    f"IF({self.cell(need.id, 'gone')}=1,{none},{self.cell(need.id, key)})",
                    partial(self._shown_day, need.id, key),
                )
                for need in task.needs
            ]
            return f"={function}({self.parts.joined(function, terms)})"

        due, start = own["parts_due"], own["parts_start"]
        limit = engine_forecast.NO_LIMIT
        return {
            "parts_start": bound("MIN", "start", str(limit)),
            "parts_due": bound("MAX", "due", "0"),
            "due": f"=IF({due}>0,{due},{texts['due'][1:]})",
            "work_end": f"=IF({due}>0,{due},{texts['work_end'][1:]})",
            "work_start": f"=IF({due}>0,{due}+1,{texts['work_start'][1:]})",
            "start": f"=IF({start}<{limit},{start},{texts['start'][1:]})",
        }

    def _shown_day(self, task_id: str, key: str) -> dt.date:
        placed = self._placed(task_id)
        return placed.start if key == "start" else placed.due

    def _critical(self, task: Task, own: Mapping[str, str]) -> dict[str, str]:
        """How a task that launch waits for stands to the critical path."""
        late = task.placement == "late"
        leaving = []
        for need in task.needs:
            needed = self.by_id[need.id]
            if late and needed.placement == "late":
                any_day = needed.latest_on_any_day
                left = last_day_before(own["latest"], need.lag, any_day=any_day)
                leaving.append(Term(
                    f"IF({self.cell(need.id, 'onward')}={left},1,0)",
                    partial(self._leads, task, need.id, "leaves"),
                ))  # fmt: skip
        least = f"MAX({self.parts.joined('MAX', leaving)})>0" if leaving else "FALSE"
        waiting = [
            Term(
                f"IF({self.cell(follower.id, 'pulls')}="
                f"{evening_after(own['earliest_finish'], lag)}+1,1,0)",
                partial(self._leads, follower, task.id, "waits"),
            )
            for follower, lag in self.followers.get(task.id, ())
            if follower.drives_launch
        ]
        texts = {"onward": f"={engine_forecast.onward(late, own, least, self.frame)}"}
        if waiting:
            texts["awaited"] = f"=MAX({self.parts.joined('MAX', waiting)})"
        if late:
            texts["pulls"] = f"={engine_forecast.pulls(own, self.frame)}"
        return texts

    def _forecast(self, task: Task | None, own: Mapping[str, str]) -> dict[str, str]:
        promised = engine_forecast.promised_soon(own)
        if task is None:
            ends = self.frame.engine.core("forecast_end").local
            mornings = f"IFERROR({self._of_its_need(ends, own)},0)+1"
            limits = ""
        else:
            mornings, limits = self._mornings(task, "forecast_end"), self._limits(task)
            if task.placement == "late":
                promised = engine_forecast.promised_late(own, task.id not in self.followers)
        morning = engine_forecast.first_morning(mornings, own, self.frame)
        texts = engine_forecast.forecast(spans_of(task), own, morning, promised, limits, self.frame)
        if task is not None and task.id in self.launching:
            texts["slip"] = f"={engine_forecast.slip(own, self.frame)}"
        return texts

    def _mornings(self, task: Task, key: Literal["earliest_finish", "forecast_end"]) -> str:
        """The mornings behind all that a task needs, side by side; "" where it needs nothing."""
        calendar = self.frame.campaign.calendar

        def day(need: Need) -> dt.date:
            placed = self._placed(need.id)
            forecast = self.frame.judged.ends[need.id]
            end = forecast if key == "forecast_end" else placed.earliest.finish
            return spans.evening_after(end, need.lag, calendar) + dt.timedelta(days=1)

        terms = [
            Term(f"{evening_after(self.cell(need.id, key), need.lag)}+1", partial(day, need))
            for need in task.needs
        ]
        return self.parts.joined("MAX", terms) if terms else ""

    def _limits(self, task: Task) -> str:
        """The evenings that those who wait for a task leave it, side by side."""
        judged = self.frame.judged
        terms = [
            Term(
                last_day_before(self.cell(follower.id, "limit_start"), lag, any_day=True),
                partial(engine_forecast.limit_before, judged, follower, lag),
            )
            for follower, lag in self.waiting.get(task.id, ())
        ]
        return self.parts.joined("MIN", terms) if terms else ""

    @staticmethod
    def _anchor(task: Task | None, offset: str) -> str:
        if task is not None and task.any_day:
            return f'=IF({offset}="","",{LAUNCH}+{offset})'
        before = f"WORKDAY.INTL({LAUNCH}+{offset}+1,-1,{DAYS})"
        after = f"WORKDAY.INTL({LAUNCH}+{offset}-1,1,{DAYS})"
        return f'=IF({offset}="","",IF({offset}<=0,{before},{after}))'

    def _late(self, task: Task, own: Mapping[str, str]) -> dict[str, str]:
        imposed, anchor, bound = own["imposed"], own["anchor"], own["bound"]
        followers = self.followers.get(task.id, ())
        if followers:
            bound_text = self._least(followers, "work_start", any_day=task.any_day)
            latest_text = self._least(followers, "latest", any_day=task.latest_on_any_day)
            reached = f'IF({anchor}<>"",MIN({anchor},{bound}),{bound})'
            conflict = f"{imposed}>{bound}"
        else:
            bound_text = f"={LAUNCH}" if task.any_day else f"=WORKDAY.INTL({LAUNCH}+1,-1,{DAYS})"
            reached = f'IF({anchor}<>"",{anchor},{bound})'
            latest_text = f"=MAX({bound},{reached})"
            expected = f"{imposed}>{reached}"
            conflict = expected if task.drives_launch else f'AND({anchor}<>"",{expected})'
        allowed = own["latest_bound"]
        last = f'IF({imposed}<>"",MIN({imposed},{allowed}),{allowed})'
        return {
            "bound": bound_text,
            "due": f'=IF({imposed}<>"",{imposed},{reached})',
            "work_end": before_margin(own["due"], own["margin"]),
            "work_start": start_from(spans_of(task), own["work_end"], own["duration"]),
            "start": f"=IF({own['duration']}=0,{own['work_end']},{own['work_start']})",
            "conflict": f'=IF({imposed}="",0,IF({conflict},1,0))',
            "latest_bound": latest_text,
            "latest_end": before_margin(last, own["margin"]),
            "latest": start_from(spans_of(task), own["latest_end"], own["duration"]),
            **engine_forecast.earliest(
                task.spans_calendar,
                own,
                engine_forecast.first_morning(
                    self._mornings(task, "earliest_finish"), own, self.frame
                ),
                self.frame,
            ),
        }

    def _least(
        self,
        followers: list[tuple[Task, Duration]],
        key: Literal["work_start", "latest"],
        *,
        any_day: bool,
    ) -> str:
        def start(follower: Task) -> str:
            # the dates of one that is split are those of its parts, which must not go by them
            passed = follower.split and key == "work_start"
            return (
                f"({self.cell(follower.id, 'bound')}+1)" if passed else self.cell(follower.id, key)
            )

        terms = [
            Term(
                last_day_before(start(follower), lag, any_day=any_day),
                partial(self._last_day_before, follower, key, lag, any_day=any_day),
            )
            for follower, lag in followers
        ]
        return f"=MIN({self.parts.joined('MIN', terms)})"

    def _last_day_before(
        self, follower: Task, key: Literal["work_start", "latest"], lag: Duration, *, any_day: bool
    ) -> dt.date:
        steps = self._placed(follower.id).steps
        boundary = steps.work_start if key == "work_start" else steps.latest
        if follower.split and key == "work_start" and steps.bound is not None:
            boundary = steps.bound + dt.timedelta(days=1)
        return spans.last_day_before(boundary, lag, self.frame.campaign.calendar, any_day=any_day)

    def _first_after(self, task: Task, need: Need) -> dt.date:
        due, calendar = self._placed(need.id).due, self.frame.campaign.calendar
        return spans.first_boundary_after(due, need.lag, calendar, any_day=task.spans_calendar)

    def _leads(self, task: Task, need_id: str, why: Literal["leaves", "waits"]) -> int:
        """Whether the critical path leads from what a task needs to it, for one of two reasons."""
        driving = self._placed(task.id).driving
        return int(need_id in (driving.leaves if why == "leaves" else driving.waits))

    def _placed(self, task_id: str) -> ScheduledTask:
        return self.frame.judged.schedule.by_id[task_id]

    def _boundaries(self, task: Task) -> str:
        """When the task may begin after each of its needs, side by side."""
        terms = [
            Term(
                first_after(self.cell(need.id, "due"), need.lag, task),
                partial(self._first_after, task, need),
            )
            for need in task.needs
        ]
        return self.parts.joined("MAX", terms)

    def _soon(self, task: Task | None, own: Mapping[str, str]) -> dict[str, str]:
        imposed, anchor, bound = own["imposed"], own["anchor"], own["bound"]
        aim, aim_end, aim_start = own["aim"], own["aim_end"], own["aim_start"]
        duration, margin, end = own["duration"], own["margin"], own["work_end"]
        pinned = own["pinned"]
        fallback = f'IF({bound}="",WORKDAY.INTL({LAUNCH}+1,-1,{DAYS}),"")' if task is None else '""'
        if task is not None and task.any_day:
            empty_end = f"{bound}-1"
        else:
            empty_end = f"WORKDAY.INTL({bound},-1,{DAYS})"
        needed = self._due_of_needs(task, own)
        if needed:
            empty_end = f"IF(MAX({needed})>{empty_end},{bound},{empty_end})"
        if task is not None and task.spans_calendar:
            full_end = f"{bound}+{duration}-1"
        else:
            full_end = f"WORKDAY.INTL({bound}-1,{duration},{DAYS})"
        reached = f"IF({margin}=0,{end},WORKDAY.INTL({end},{margin},{DAYS}))"
        return {
            "bound": self._first_boundary(task, own),
            "aim": f'=IF({imposed}<>"",{imposed},IF({anchor}<>"",{anchor},{fallback}))',
            "aim_end": f'=IF({aim}="","",{before_margin(aim, margin)[1:]})',
            "aim_start": f'=IF({aim}="","",{start_from(spans_of(task), aim_end, duration)[1:]})',
            "pinned": f'=IF({aim}="",0,IF(OR({imposed}<>"",{bound}=""),1,'
            f"IF({aim_start}>={bound},1,0)))",
            "work_end": f"=IF({pinned}=1,{aim_end},IF({duration}=0,{empty_end},{full_end}))",
            "due": f"=IF({pinned}=1,{aim},{reached})",
            "work_start": f"=IF({pinned}=1,{aim_start},{bound})",
            "start": f"=IF({duration}=0,{end},{own['work_start']})",
            "conflict": f'=IF(OR({imposed}="",{bound}=""),0,IF({aim_start}<{bound},1,0))',
            "latest": f"={own['work_start']}",
            "earliest_bound": f'=IF({bound}="",{own["work_start"]},{bound})',
            "earliest_start": f"={own['earliest_bound']}",
            "earliest_end": f"={end}",
            "earliest_finish": f"={own['due']}",
        }

    def _first_boundary(self, task: Task | None, own: Mapping[str, str]) -> str:
        if task is None:
            after = f"WORKDAY.INTL({self._need_of_a_spare(own)},1,{DAYS})"
            return f'=IF({own["gone"]}=1,"",IFERROR({after},""))'
        terms = [self._boundaries(task)] if task.needs else []
        if task.after_launch:
            floor = f"{LAUNCH}+1" if task.spans_calendar else f"WORKDAY.INTL({LAUNCH},1,{DAYS})"
            if not terms:
                return f'=IF({own["offset"]}="",{floor},"")'
            terms.append(f'IF({own["offset"]}="",{floor},0)')
        return f"=MAX({','.join(terms)})" if terms else '=""'

    def _due_of_needs(self, task: Task | None, own: Mapping[str, str]) -> str:
        """When all that a task needs is due, side by side; "" for a task that needs nothing."""
        if task is None:
            return self._need_of_a_spare(own)
        terms = [
            Term(self.cell(need.id, "due"), partial(getattr, self._placed(need.id), "due"))
            for need in task.needs
        ]
        return self.parts.joined("MAX", terms) if terms else ""

    def _need_of_a_spare(self, own: Mapping[str, str]) -> str:
        """When the task that a person typed is due: one of the archetype, so none is circular."""
        return self._of_its_need(self.frame.engine.core("due").local, own)

    def _of_its_need(self, found: str, own: Mapping[str, str]) -> str:
        ids = self.frame.engine.core("id").local
        need = f"INDEX({self.plan['needs']},{own['position']})"
        return f"INDEX({found},MATCH(TRIM({need}),{ids},0))"
