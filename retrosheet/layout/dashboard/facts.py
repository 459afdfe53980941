"""The single numbers of the dashboard: each once, as a formula in a hidden cell with its value.

``slip`` and ``spare`` are the verdict on launch, ``forecast`` the day that it looks like, as text;
``missing`` says how long ago work should have begun that has not, ``wait`` in how long the next
must, ``held`` whether the settings let none begin yet.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from retrosheet.alerts import FLAGS
from retrosheet.language import date_text
from retrosheet.layout.dashboard.words import Part, date_formula
from retrosheet.layout.engine import baseline as engine_baseline
from retrosheet.layout.engine.scalars import scalar_values
from retrosheet.layout.engine.steps import distance
from retrosheet.layout.engine.values import LineValues
from retrosheet.statuses import BLOCKED, WAITING
from retrosheet.workbook.model import Name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.layout.dashboard.grid import Board
    from retrosheet.layout.frame import Frame
    from retrosheet.workbook.model import Value

_LATE, _LATE_START, _RISK = (FLAGS.index(flag) for flag in ("late", "late_start", "risk"))


@dataclass(frozen=True)
class Now:
    """What the engine shows on the day of generation."""

    frame: Frame

    @cached_property
    def lines(self) -> tuple[Mapping[str, Value], ...]:
        values = LineValues(self.frame)
        return tuple(values.of(line) for line in self.frame.engine_lines)

    @cached_property
    def scalars(self) -> Mapping[str, Value]:
        return scalar_values(self.frame)

    def number(self, key: str) -> float:
        value = self.scalars[key]
        assert isinstance(value, int | float)
        return value

    def day(self, key: str) -> dt.date:
        value = self.scalars[key]
        assert isinstance(value, dt.date)
        return value

    def numbers(self, key: str) -> list[float]:
        """A column of the engine; lines without a number there count as 0."""
        shown = (line[key] for line in self.lines)
        return [value if isinstance(value, int | float) else 0 for value in shown]

    def days(self, key: str) -> list[dt.date]:
        shown = (line[key] for line in self.lines)
        return [value for value in shown if isinstance(value, dt.date)]

    @property
    def alive(self) -> list[Mapping[str, Value]]:
        """The lines on which work is planned: no spare ones, none that is split into others."""
        return [line for line in self.lines if line["position"] != 0 and not line["split"]]


class Facts:
    """Puts the facts behind the page; then each is a part of sentences by its name."""

    def __init__(self, board: Board, now: Now) -> None:
        self.board, self.frame, self.now = board, board.frame, now
        self.parts: dict[str, Part] = {}
        formulas, values = self._formulas(), self._values()
        for index, name in enumerate(values):
            board.behind("fact_name", index, name)
            formula = formulas[name].format(**{key: part.ref for key, part in self.parts.items()})
            ref = board.behind("fact", index, values[name], formula)
            self.parts[name] = Part(ref, values[name])
            if name == "risk":
                board.sheet.names.append(Name("rs_risk", board.range("fact", 1, index)))

    def __getitem__(self, name: str) -> Part:
        return self.parts[name]

    def number(self, name: str) -> float:
        value = self.parts[name].value
        assert not isinstance(value, str)
        return value

    def _formulas(self) -> dict[str, str]:
        frame = self.frame
        line = {
            key: frame.engine.range(key).ref
            for key in ("done", "due", "gone", "late", "position", "status", "timely",
                        "weight", "waiting_start")
        }  # fmt: skip
        one = {key: frame.engine.scalar_from(key) for key in frame.engine.scalars}
        title = frame.plan.range("title").ref
        open_now = f"{line['gone']},0,{line['done']},0"
        seen, agreed = frame.sync.moves.column(1).ref, engine_baseline.first_launch(frame)
        ahead = distance(one["begin"], one["first_waiting"])
        place = f"MATCH({one['first_waiting']},{line['waiting_start']},0)"
        return {
            "tasks": f"=COUNTIF({line['gone']},0)",
            "open": f"=COUNTIFS({open_now})",
            "done": "={tasks}-{open}",
            "progress": f"=ROUND(100*{one['overall_progress']},0)",
            "expected": f"=IF({one['overall_weight']}=0,0,ROUND(100*SUMIFS({line['weight']},"
            f'{line["due"]},"<"&{one["today"]})/{one["overall_weight"]},0))',
            "late": f"=COUNTIF({line['timely']},{_LATE})",
            "latest": f"=MAX({line['late']})",
            "soon_days": f"={one['soon_days']}",
            "soon": f'=COUNTIFS({open_now},{line["due"]},">="&{one["today"]},'
            f'{line["due"]},"<="&({one["today"]}+{one["soon_days"]}))',
            "today": f"=COUNTIFS({open_now},{line['due']},{one['today']})",
            "not_begun": f"=COUNTIF({line['timely']},{_LATE_START})",
            "risk": f"=COUNTIF({line['timely']},{_RISK})",
            "blocked": f"=COUNTIFS({open_now},{line['status']},{BLOCKED})",
            "waiting": f"=COUNTIFS({open_now},{line['status']},{WAITING})",
            "missing": f"={one['missing']}",
            "slip": f"={one['slip']}",
            "spare": f"={one['spare']}",
            "forecast": "=" + date_formula(one["forecast"], frame.lang),
            "held": f"=IF({one['begin']}>{one['today']},1,0)",
            "wait": f'=IF({one["first_waiting"]}="",0,{ahead})',
            "next": f'=IF({one["first_waiting"]}="","",INDEX({title},'
            f'INDEX({line["position"]},{place}))&"")',
            "past": f"=IF({one['today']}>{one['launch']},1,0)",
            "moves": f"=COUNT({seen})+IF({one['launch']}=IF(COUNT({seen})=0,{agreed},"
            f"INDEX({seen},1+COUNT({seen}))),0,1)",
            "moved": f"=ABS({distance(agreed, one['launch'])})",
            "later": f"=IF({one['launch']}>{agreed},1,0)",
        }

    def _values(self) -> dict[str, str | float]:
        now, frame = self.now, self.frame
        alive = now.alive
        due = [line["due"] for line in alive if isinstance(line["due"], dt.date)]
        weights = [w for w in (line["weight"] for line in alive) if isinstance(w, int | float)]
        behind = sum(w for w, day in zip(weights, due, strict=True) if day < frame.today)
        late = now.numbers("late")
        soon = int(now.number("soon_days"))
        timely = now.numbers("timely")
        calendar = frame.campaign.calendar
        spare = now.scalars["spare"]
        assert isinstance(spare, str | int)
        first = now.scalars["first_waiting"]
        assert isinstance(first, dt.date)
        waits = [line["waiting_start"] for line in now.lines]
        placed = frame.engine_lines[waits.index(first)].placed
        assert placed is not None
        whole = now.number("overall_weight")
        return {
            "tasks": len(alive),
            "open": len(alive),
            "done": 0,
            "progress": 0,
            "expected": int(100 * behind / whole + 0.5) if whole else 0,
            "late": sum(days > 0 for days in late),
            "latest": max(late),
            "soon_days": soon,
            "soon": sum(0 <= (day - frame.today).days <= soon for day in due),
            "today": due.count(frame.today),
            "not_begun": timely.count(_LATE_START),
            "risk": timely.count(_RISK),
            "blocked": 0,
            "waiting": 0,
            "missing": now.number("missing"),
            "slip": frame.judged.slip,
            "spare": spare,
            "forecast": date_text(frame.judged.forecast_launch, frame.lang),
            "held": int(now.day("begin") > frame.today),
            "wait": calendar.distance(now.day("begin"), first),
            "next": placed.task.title,
            "past": int(frame.today > frame.campaign.launch),
            "moves": 0,
            "moved": 0,
            "later": 0,
        }
