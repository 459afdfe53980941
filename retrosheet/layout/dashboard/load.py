"""How much is under way in each week of the plan, in at most 26 columns.

The week of launch, the past and what is to come are three series of one column chart, so that the
colours follow when launch moves.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from retrosheet.language import Text, language
from retrosheet.layout import palette
from retrosheet.layout.budget import tab as budget
from retrosheet.layout.dashboard.grid import STATUS_ROWS, column, pixels
from retrosheet.layout.dashboard.words import Part, choose, fixed, say
from retrosheet.layout.plan import gantt
from retrosheet.workbook.model import Chart, Series

if TYPE_CHECKING:
    from retrosheet.layout.dashboard.facts import Now
    from retrosheet.layout.dashboard.grid import Board

_LOAD = Text("Tâches en cours, semaine par semaine", "Tasks under way, week by week")
_LOADS = Text(
    "Tâches en cours, par tranche de {n} semaines", "Tasks under way, {n} weeks at a time"
)  # fmt: skip
_HEARD = Text(
    "Colonnes : combien de tâches sont en cours chaque semaine, passée ou à venir, et la semaine "
    "de J.",
    "Columns: how many tasks are under way in each week, past or to come, and in launch week.",
)
_WEEKS = (
    (Text("Passé", "Past"), palette.DONE),
    (Text("À venir", "Upcoming"), palette.HUES[0].soft),
    (Text("Jour J", "Launch"), palette.NIGHT),
)
_MOST_WEEKS = 26
_FEWEST_WEEKS = 8


class Load:
    """The tasks under way in each week of the plan, in at most 26 columns."""

    def __init__(self, board: Board, now: Now) -> None:
        self.board, self.frame, self.now = board, board.frame, now
        first = now.day("plan_start")
        self.origin = first - dt.timedelta(days=first.weekday())
        weeks = -(-((now.day("plan_end") - self.origin).days + 1) // 7)
        together = -(-weeks // _MOST_WEEKS)
        self.columns = max(_FEWEST_WEEKS, -(-weeks // together))
        self.step = -(-weeks // self.columns)

    def put(self) -> None:
        board, frame, lang = self.board, self.frame, self.frame.lang
        start, end = frame.engine.scalar_from("plan_start"), frame.engine.scalar_from("plan_end")
        monday = f"({start}-WEEKDAY({start},3))"
        origin_at = board.behind("week_origin", 0, self.origin, f"={monday}")
        step_at = board.behind(
            "week_step",
            0,
            self.step,
            f"=MAX(1,ROUNDUP(({end}-{origin_at}+1)/{7 * self.columns},0))",
        )
        for index in range(self.columns):
            self._put_week(index, origin_at, step_at)
        modules = 2 if budget.wanted(frame) else 4
        title = choose(
            (f"{step_at}=1", self.step == 1, fixed(_LOAD, lang)),
            otherwise=say(_LOADS, lang, n=Part(step_at, self.step)),
        )
        board.heading(board.rows.bottom_title, 2, modules, title)
        names = board.range("week_label", self.columns)
        board.sheet.charts.append(
            Chart(
                "stacked_column",
                "",
                tuple(
                    Series(word.to(lang), names, board.range(key, self.columns), (color,))
                    for (word, color), key in zip(
                        _WEEKS, ("week_past", "week_ahead", "week_launch"), strict=True
                    )
                ),
                board.rows.bottom_first,
                column(2),
                pixels(modules),
                board.block_height(STATUS_ROWS),
                number_format="0",
                description=_HEARD.to(frame.lang),
            )
        )

    def _put_week(self, index: int, origin_at: str, step_at: str) -> None:
        board, frame, step = self.board, self.frame, self.step
        first = self.origin + dt.timedelta(days=7 * step * index)
        last = first + dt.timedelta(days=7 * step - 1)
        first_at = board.behind("week_first", index, first, f"={origin_at}+7*{step_at}*{index}")
        last_at = board.behind("week_last", index, last, f"={first_at}+7*{step_at}-1")
        starts, ends = frame.plan.range("start").ref, frame.plan.range("work_end").ref
        count = sum(
            start <= last and end >= first
            for line in self.now.alive
            if isinstance(start := line["start"], dt.date)
            and isinstance(end := line["work_end"], dt.date)
        )
        kinds = frame.plan.range("kind").ref
        counted = f'=COUNTIFS({starts},"<="&{last_at},{ends},">="&{first_at},{kinds},"<>s")'
        count_at = board.behind("week_tasks", index, count, counted)
        launch, today = frame.engine.scalar_from("launch"), frame.engine.scalar_from("today")
        launched = first <= frame.campaign.launch <= last
        in_launch = f"AND({first_at}<={launch},{last_at}>={launch})"
        number = gantt.week_with(f"({first_at}+3)")
        spoken = language(frame.lang)
        label, sign = spoken.launch_day, spoken.week
        week = f"{sign}{first.isocalendar().week}"
        board.behind(
            "week_label", index, label if launched else week,
            f'=IF({in_launch},"{label}","{sign}"&({number}))',
        )  # fmt: skip
        past = not launched and last < frame.today
        board.behind(
            "week_past", index, count if past else 0,
            f"=IF({in_launch},0,IF({last_at}<{today},{count_at},0))",
        )  # fmt: skip
        board.behind(
            "week_launch", index, count if launched else 0, f"=IF({in_launch},{count_at},0)"
        )  # fmt: skip
        ahead = not launched and not past
        board.behind(
            "week_ahead", index, count if ahead else 0,
            f"=IF({in_launch},0,IF({last_at}<{today},0,{count_at}))",
        )  # fmt: skip
