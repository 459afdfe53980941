"""How far each phase is: its dates, its progress by weight of work, and what is late.

Each line of the engine gets its phase in hidden columns, and two keys that sort by phase first
and by date second: the first and the last day of a phase are then the ends of a stretch of keys.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from retrosheet.alerts import FLAGS
from retrosheet.language import Text
from retrosheet.layout import number_formats, palette
from retrosheet.layout.dashboard.grid import BODY, LABEL, column, pixels
from retrosheet.layout.dashboard.words import Part, choose, fixed, say
from retrosheet.workbook.model import Chart, Look, Rule, Series
from retrosheet.workbook.refs import cell_ref, column_letters
from retrosheet.workbook.serials import serial

if TYPE_CHECKING:
    from retrosheet.layout.dashboard.facts import Facts, Now
    from retrosheet.layout.dashboard.grid import Board
    from retrosheet.layout.dashboard.words import Said
    from retrosheet.workbook.model import Value

_APART = 100000
"""Larger than any date: what keeps the keys of two phases apart."""

_TITLE = Text("Phases", "Phases")
_HEADERS = (
    Text("Début", "Start"),
    Text("Fin", "End"),
    Text("Avanc.", "Progress"),
    Text("En retard", "Late"),
)
_SERIES = (
    (Text("Fait", "Done"), palette.ACCENT),
    (Text("Retard", "Behind"), palette.RISK),
    (Text("Reste", "Left"), palette.DONE),
)
_HEARD = Text(
    "Barres : pour chaque phase, la part faite, la part en retard et le reste, en pour cent de son "
    "travail.",
    "Bars: for each phase the part done, the part behind and the rest, as percentages of its work.",
)
_ELSEWHERE = Text(
    "{n} tâche{n_s} hors de ces phases", "{n} task{n_s} in none of these phases"
)  # fmt: skip


class Phases:
    """The table of phases and its chart, in the left half of the page."""

    def __init__(self, board: Board, now: Now, facts: Facts) -> None:
        self.board, self.frame, self.now, self.facts = board, board.frame, now, facts
        lines = len(self.frame.engine_lines)
        self.ranges = {
            key: board.range(key, lines).local
            for key in ("phase", "weight", "work", "first", "last")
        }
        self.shown = min(len(self.frame.campaign.phases) + 1, board.rows.work)

    def put(self) -> None:
        board, lang = self.board, self.frame.lang
        top = board.rows.work_title
        for index in range(len(self.frame.engine_lines)):
            self._put_line(index)
        board.heading(top, 0, 3, _TITLE.to(lang), self._note())
        board.put(top + 1, column(0), column(1) - 1, "", LABEL)
        for step, header in enumerate(_HEADERS):
            style = LABEL._replace(align="center")
            board.put(top + 1, column(1, step), column(1, step), header.to(lang), style)
        for number in range(self.shown):
            self._put_phase(number)
        self._add_rules()
        self._add_chart()

    def _put_line(self, index: int) -> None:
        """The hidden cells of one line of the engine."""
        board, frame = self.board, self.frame
        line = self.now.lines[index]
        row = frame.engine.first_row + index

        def engine(key: str) -> str:
            letters = column_letters(frame.engine.column(key))
            return f"_engine!${letters}{row + 1}"

        placed = frame.engine_lines[index].placed
        phase = placed.task.phase + 1 if placed and line["position"] != 0 else 0
        at, gone = engine("position"), engine("gone")
        typed = f"INDEX({frame.plan.range('phase_no').ref},{at})"
        own = board.in_line("phase", index)
        formula = f"=IF({at}=0,0,IF(ISNUMBER({typed}),{typed},0))"
        board.behind("phase", index, phase, formula)
        board.behind("weight", index, line["weight"], f"={engine('weight')}")
        board.behind("work", index, 0, f"={engine('weight')}*{engine('progress')}")
        for key, date in (("first", "start"), ("last", "due")):
            day = line[date]
            assert isinstance(day, dt.date)
            value = phase * _APART + serial(day) if not line["gone"] else ""
            board.behind(key, index, value, f'=IF({gone}=1,"",{own}*{_APART}+{engine(date)})')

    def _put_phase(self, number: int) -> None:
        board, frame, at = self.board, self.frame, self.ranges
        row, phase = board.rows.work_first + number, number + 1
        phases = frame.campaign.phases
        title = phases[number].title if number < len(phases) else ""
        listed = f'=INDEX({frame.settings.phase_list.ref},{phase + 1})&""'
        name = board.put(row, column(0, 1), column(1) - 1, title, BODY, listed)
        chip = BODY._replace(align="center", bold=True, color=palette.MUTED)
        formula = f'=IF({name}="","","{phase}")'
        board.put(row, column(0), column(0), str(phase) if title else "", chip, formula)

        mine = [
            line
            for line, place in zip(self.now.lines, frame.engine_lines, strict=True)
            if place.placed and line["position"] != 0 and place.placed.task.phase == number
        ]
        none = f"COUNTIF({at['phase']},{phase})=0"
        date = BODY._replace(align="center", number_format=number_formats.day(frame.locale))
        starts = [line["start"] for line in mine if isinstance(line["start"], dt.date)]
        ends = [line["due"] for line in mine if isinstance(line["due"], dt.date)]
        base, above = phase * _APART, (phase + 1) * _APART
        first = f'SMALL({at["first"]},COUNTIF({at["first"]},"<{base}")+1)-{base}'
        last = f'SMALL({at["last"]},COUNTIF({at["last"]},"<{above}"))-{base}'
        start, end = min(starts, default=""), max(ends, default="")
        board.put(row, column(1), column(1), start, date, f'=IFERROR(IF({none},"",{first}),"")')
        board.put(row, column(1, 1), column(1, 1), end, date, f'=IFERROR(IF({none},"",{last}),"")')
        self._put_progress(number, phase)
        late = sum(1 for line in mine if line["flag"] == FLAGS.index("late"))
        counted = (
            f"COUNTIFS({frame.plan.range('phase_no').ref},{phase},"
            f'{frame.plan.range("flag").ref},"late")'
        )
        count = BODY._replace(align="center", number_format=number_formats.COUNT)
        place = column(1, 3)
        board.put(row, place, place, late if mine else "", count, f'=IF({none},"",{counted})')

    def _put_progress(self, number: int, phase: int) -> None:
        """The share done, and hidden beside it what should be done by now and what is left."""
        board, at = self.board, self.ranges
        pairs = [
            (weight, line["due"])
            for line, place in zip(self.now.lines, self.frame.engine_lines, strict=True)
            if place.placed and place.placed.task.phase == number
            if isinstance(weight := line["weight"], int | float)
        ]
        whole = sum(weight for weight, _ in pairs)
        passed = sum(
            weight for weight, due in pairs if isinstance(due, dt.date) and due < self.frame.today
        )
        summed = f"=SUMIF({at['phase']},{phase},{at['weight']})"
        weight_at = board.behind("phase_weight", number, whole, summed)
        none = f"{weight_at}=0"
        shown = number_formats.share(self.frame.lang)
        percent = BODY._replace(align="center", number_format=shown)
        done = f"SUMIF({at['phase']},{phase},{at['work']})/{weight_at}"
        row, place = board.rows.work_first + number, column(1, 2)
        text = f'=IFERROR(IF({none},"",{done}),"")'
        share = board.put(row, place, place, 0 if whole else "", percent, text)
        base = phase * _APART
        due = (
            f'SUMIFS({at["weight"]},{at["last"]},">={base}",'
            f'{at["last"]},"<"&({base}+{self.frame.engine.scalar_from("today")}))'
        )
        behind: Value = passed / whole if whole else ""
        text = f'=IF({none},"",MAX(0,{due}/{weight_at}-{share}))'
        behind_at = board.behind("phase_behind", number, behind, text)
        rest: Value = 1 - passed / whole if whole else ""
        board.behind("phase_rest", number, rest, f'=IF({none},"",1-{share}-{behind_at})')

    def _note(self) -> Said:
        """How many tasks the table does not show."""
        own = self.ranges["phase"]
        inside = f'COUNTIFS({own},">0",{own},"<={self.shown}")'
        counted = f"({self.facts['tasks'].ref}-{inside})"
        said = say(_ELSEWHERE, self.frame.lang, n=Part(counted, 0))
        none = fixed(Text("", ""), self.frame.lang)
        return choose((f"{counted}>0", False, said), otherwise=none)

    def _add_rules(self) -> None:
        """The chip of a phase in the colour that it has in the plan; late counts in red."""
        board = self.board
        first, last = board.rows.work_first, board.rows.work_first + self.shown - 1
        chips = board.sheet.area(first, column(0), last, column(0))
        own = cell_ref(first, column(0), col_abs=True)
        for number, hue in enumerate(palette.HUES):
            in_turn = f"MOD(ROW({own})-{first + 1},{len(palette.HUES)})={number}"
            look = Look(fill=hue.tint, color=hue.strong, bold=True)
            board.sheet.rules.append(Rule(chips, f'=AND({own}<>"",{in_turn})', look))
        board.late_rule(column(1, 3), self.shown)

    def _add_chart(self) -> None:
        board, lang, n = self.board, self.frame.lang, self.shown
        first = board.rows.work_first
        share = column(1, 2)
        values = (
            board.sheet.area(first, share, first + n - 1, share),
            board.range("phase_behind", n),
            board.range("phase_rest", n),
        )
        names = board.sheet.area(first, column(0, 1), first + n - 1, column(0, 1))
        board.sheet.charts.append(
            Chart(
                "stacked_bar",
                "",
                tuple(
                    Series(word.to(lang), names, area, (color,))
                    for (word, color), area in zip(_SERIES, values, strict=True)
                ),
                first,
                column(2),
                pixels(1),
                board.chart_height(n),
                # the bars say how much, the table says the number: no labels below
                number_format=number_formats.HIDDEN,
                maximum=1,
                description=_HEARD.to(lang),
                drawn=n / (n + 2),
            )
        )
