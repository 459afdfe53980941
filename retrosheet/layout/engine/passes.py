"""The engine's formulas for the dates of each line.

They are the rules of ``schedule``, in the same order and with the same names; what each
cell shows on the day of generation comes from there, and the tests hold the two equal in real
spreadsheet engines. A row refers to its own cells directly, to other tasks by the row in which the
engine keeps them (see ``neighbours``), and to what people typed by looking up its ID in the plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.layout import remarks
from retrosheet.layout.engine import forecast as engine_forecast
from retrosheet.layout.engine import inputs as engine_inputs
from retrosheet.layout.engine import live as engine_live
from retrosheet.layout.engine import people as engine_people
from retrosheet.layout.engine.days_off import DAYS
from retrosheet.layout.engine.neighbours import Neighbours
from retrosheet.layout.engine.places import LAUNCH
from retrosheet.layout.engine.steps import before_margin, spans_of, start_from

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.campaign import Task
    from retrosheet.layout.frame import Frame
    from retrosheet.layout.outline import PlanLine


class Formulas:
    """Writes the formulas of one line after the other."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.neighbours = Neighbours(frame)
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

    def of(self, line: PlanLine, row: int) -> Mapping[str, str]:
        """The formulas of a line by column; columns that are missing hold plain values."""
        own = {key: f"${letter}{row + 1}" for key, letter in self.neighbours.letters.items()}
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
        starts, dues = self.neighbours.of_parts(task)
        due, start = own["parts_due"], own["parts_start"]
        limit = engine_forecast.NO_LIMIT
        return {
            "parts_start": f"=MIN({starts})",
            "parts_due": f"=MAX({dues})",
            "due": f"=IF({due}>0,{due},{texts['due'][1:]})",
            "work_end": f"=IF({due}>0,{due},{texts['work_end'][1:]})",
            "work_start": f"=IF({due}>0,{due}+1,{texts['work_start'][1:]})",
            "start": f"=IF({start}<{limit},{start},{texts['start'][1:]})",
        }

    def _critical(self, task: Task, own: Mapping[str, str]) -> dict[str, str]:
        """How a task that launch waits for stands to the critical path."""
        late = task.placement == "late"
        leaving = self.neighbours.leaving_least(task, own["latest"])
        waiting = self.neighbours.waiting(task, own["earliest_finish"])
        least = f"MAX({leaving})>0" if leaving else "FALSE"
        texts = {"onward": f"={engine_forecast.onward(late, own, least, self.frame)}"}
        if waiting:
            texts["awaited"] = f"=MAX({waiting})"
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
            mornings = self.neighbours.mornings(task, "forecast_end")
            limits = self.neighbours.limits(task)
            if task.placement == "late":
                promised = engine_forecast.promised_late(own, not self.neighbours.is_bound(task))
        morning = engine_forecast.first_morning(mornings, own, self.frame)
        texts = engine_forecast.forecast(spans_of(task), own, morning, promised, limits, self.frame)
        if task is not None and task.id in self.launching:
            texts["slip"] = f"={engine_forecast.slip(own, self.frame)}"
        return texts

    @staticmethod
    def _anchor(task: Task | None, offset: str) -> str:
        if task is not None and task.any_day:
            return f'=IF({offset}="","",{LAUNCH}+{offset})'
        before = f"WORKDAY.INTL({LAUNCH}+{offset}+1,-1,{DAYS})"
        after = f"WORKDAY.INTL({LAUNCH}+{offset}-1,1,{DAYS})"
        return f'=IF({offset}="","",IF({offset}<=0,{before},{after}))'

    def _late(self, task: Task, own: Mapping[str, str]) -> dict[str, str]:
        imposed, anchor, bound = own["imposed"], own["anchor"], own["bound"]
        last_days = self.neighbours.last_days
        if self.neighbours.is_bound(task):
            bound_text = f"=MIN({last_days(task, 'work_start', any_day=task.any_day)})"
            latest_text = f"=MIN({last_days(task, 'latest', any_day=task.latest_on_any_day)})"
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
                    self.neighbours.mornings(task, "earliest_finish"), own, self.frame
                ),
                self.frame,
            ),
        }

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
        terms = [self.neighbours.boundaries(task)] if task.needs else []
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
        return self.neighbours.due(task)

    def _need_of_a_spare(self, own: Mapping[str, str]) -> str:
        """When the task that a person typed is due: one of the archetype, so none is circular."""
        return self._of_its_need(self.frame.engine.core("due").local, own)

    def _of_its_need(self, found: str, own: Mapping[str, str]) -> str:
        ids = self.frame.engine.core("id").local
        need = f"INDEX({self.plan['needs']},{own['position']})"
        return f"INDEX({found},MATCH(TRIM({need}),{ids},0))"
