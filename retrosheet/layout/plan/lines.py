"""The plan's lines: what people may change, and the formulas that follow it.

Every calculated cell finds its line of the engine through the row's own ID.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.terms import needs_text
from retrosheet.language import language
from retrosheet.layout import number_formats, palette
from retrosheet.layout.engine import baseline as engine_baseline
from retrosheet.layout.engine.steps import distance
from retrosheet.layout.engine.values import LineValues
from retrosheet.layout.frame import Frame
from retrosheet.layout.outline import PlanLine
from retrosheet.layout.palette import TEXT, TEXT_CENTER, input_style
from retrosheet.layout.plan.alerts import FLAG_WORDS, Alerts, alert_words, flag_of
from retrosheet.layout.plan.columns import PLAN_COLUMNS
from retrosheet.statuses import STATUSES
from retrosheet.workbook.model import Cell, Row, Sheet, Style
from retrosheet.workbook.refs import column_letters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.campaign import Task
    from retrosheet.workbook.model import Value

_LINES_HEIGHT_ON_A3 = 1220
"""What a page one sheet wide leaves for the lines, in points of the sheet."""
BY_PARTS = ("status", "progress", "duration")
"""The cells that a task that is split fills by itself, besides those that all rows calculate."""


class _Shown(NamedTuple):
    """What a line of the plan shows, by column: values, and formulas where it calculates."""

    values: Mapping[str, Value]
    formulas: Mapping[str, str]


def put_lines(sheet: Sheet, frame: Frame) -> None:
    columns = {key: column for column, key in enumerate(PLAN_COLUMNS)}
    styles: dict[tuple[bool, ...], Mapping[str, Style]] = {}
    # generous while the whole plan fits on one page, then as spreadsheets have it; the same for
    # spare lines: a sort moves what rows hold and leaves their heights behind
    height = max(15.75, min(19.5, _LINES_HEIGHT_ON_A3 / len(frame.lines)))
    lines = _Lines(frame)
    for line in frame.plan_lines:
        row = frame.plan.rows[line.id]
        task = line.placed.task if line.placed else None
        look = (
            task is not None,
            task is not None and task.calendar_days,
            task is not None and task.kind == "milestone",
            task is not None and task.split,
            task is not None and bool(task.parent),
        )
        if look not in styles:
            styles[look] = _styles(frame, task)
        shown = lines.of(line, row)
        for key, value in shown.values.items():
            style = styles[look].get(key, palette.HIDDEN_KEY)
            formula = shown.formulas.get(key, "")
            sheet.cells.append(Cell(row, columns[key], value, style, formula))
        sheet.rows.append(Row(row, height))


def _styles(frame: Frame, task: Task | None) -> Mapping[str, Style]:
    lang = frame.lang
    date = TEXT_CENTER._replace(number_format=number_formats.compact_date(frame.locale))
    spoken = language(lang)
    length = unit = spoken.day_unit
    if task is not None and task.calendar_days:
        length = spoken.calendar_day_unit
    milestone = task is not None and (task.kind == "milestone" or task.split)
    part = task is not None and bool(task.parent)
    quiet = TEXT_CENTER._replace(color=palette.MUTED)
    small = TEXT._replace(size=9)
    place = '"+"' if task is None else "0"
    return {
        "order": small._replace(
            size=8, color=palette.MUTED, align="center", shrink=True, number_format=place
        ),
        "wbs": small._replace(color=palette.MUTED),
        "id": small._replace(color=palette.MUTED),
        "parent": small._replace(color=palette.MUTED),
        "phase": small,
        "title": TEXT._replace(bold=milestone, indent=int(part)),
        "owner": small,
        "status": TEXT_CENTER._replace(size=9),
        "progress": quiet._replace(number_format=number_formats.share(lang)),
        "start": date,
        "due": date._replace(bold=True),
        "offset": quiet._replace(number_format=number_formats.offset(lang)),
        "duration": quiet._replace(number_format=number_formats.length(length)),
        "alert": small._replace(bold=True),
        "margin": quiet._replace(number_format=number_formats.length(unit)),
        "needs": small._replace(color=palette.MUTED),
        "imposed": input_style(date),
        "actual_end": input_style(date),
        "first_due": date._replace(color=palette.MUTED),
        "slip": quiet._replace(number_format=number_formats.shift(unit)),
        "float": quiet._replace(number_format=number_formats.length(unit, zero=True)),
        "deliverable": small,
        "channel": small,
        "comment": small,
    }


class _Lines:
    """Writes one line after the other, in the order of the frame."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.letters = {key: column_letters(column) for column, key in enumerate(PLAN_COLUMNS)}
        self.engine = {
            key: frame.engine.range(key).ref
            for key in ("id", "position", "start", "due", "work_end", "late", "over", "gone",
                        "flag", "float", "critical", "kind", "incompressible", "whole",
                        "state", "share", "days", "status")
        }  # fmt: skip
        self.phases = frame.settings.phase_list.ref
        self.values = LineValues(frame)
        self.engine_rows = {line.id: n for n, line in enumerate(frame.engine_lines, 1)}
        self.alerts = Alerts(frame)
        self.first_status = STATUSES[0].word.to(frame.lang)
        self.owners = {
            role.id: frame.settings.member(index).ref
            for index, role in enumerate(frame.campaign.roles)
        }

    def of(self, line: PlanLine, row: int) -> _Shown:
        own = {key: f"${letter}{row + 1}" for key, letter in self.letters.items()}
        computed = self.values.of(line)
        formulas = self._formulas(own)
        place: dict[str, Value] = {
            "order": self.frame.plan.order[line.id],
            "id": line.id,
            "wbs": "",
            "parent": "",
            "row": self.engine_rows[line.id],
            "phase": "",
            "phase_no": 0,
            "phase_first": int(self._begins_phase(row)),
        }
        if line.phase is not None:
            place["phase"] = self.frame.campaign.phases[line.phase].title
            place["phase_no"] = line.phase + 1
        if line.placed is None:
            return _Shown({**dict.fromkeys(PLAN_COLUMNS, ""), **place}, formulas)
        task = line.placed.task
        values: dict[str, Value] = {
            **place,
            "wbs": f"{task.phase + 1}.{self.frame.numbers[task.id]}",
            "parent": task.parent,
            "title": task.title,
            "owner": self.frame.campaign.role(task.role).label,
            "status": self.first_status,
            "progress": "",
            "start": computed["start"],
            "due": computed["due"],
            "offset": computed["offset"],
            "duration": task.duration,
            "alert": alert_words(computed, self.frame),
            "margin": task.margin,
            "needs": needs_text(task.needs, self.frame.lang),
            "imposed": task.imposed or "",
            "actual_end": "",
            "float": computed["float"],
            "first_due": computed["due"],
            "slip": 0,
            "deliverable": task.deliverable,
            "channel": task.channel,
            "comment": task.note,
            "work_end": computed["work_end"],
            "flag": flag_of(computed),
            "kind": _kind(computed),
            "status_code": computed["status"],
        }
        # the owner follows the team list of Settings until somebody types another one
        formulas["owner"] = f"={self.owners[task.role]}"
        number = self.frame.numbers[task.id]
        formulas["wbs"] = f'=IF(N({own["phase_no"]})>0,{own["phase_no"]}&".{number}","")'
        if task.split:
            values |= {"progress": computed["share"], "duration": computed["days"], "margin": ""}
            formulas |= self._of_parts(own)
            for key in BY_PARTS:
                del formulas[f"typed_{key}"]
        return _Shown({**values, **self._typed(task, values)}, formulas)

    def _typed(self, task: Task, values: Mapping[str, Value]) -> dict[str, Value]:
        """What the engine reads of the cells that a task that is split fills by itself."""
        return {
            f"typed_{key}": "" if task.split or not self.frame.splits else values[key]
            for key in BY_PARTS
        }

    def _of_parts(self, own: Mapping[str, str]) -> dict[str, str]:
        """What a task that is split shows of its parts where people type that of another."""
        engine, at = self.engine, own["row"]
        words = self.frame.settings.status_list
        state = f"INDEX({engine['state']},{at})"

        def found(text: str) -> str:
            return f'=IFERROR(IF({at}=0,"",{text}),"")'

        formulas = {
            "status": found(f"INDEX({words.column(0).ref},MATCH({state},{words.column(2).ref},0))"),
            "progress": found(f"INDEX({engine['share']},{at})"),
            "duration": found(f"INDEX({engine['days']},{at})"),
        }
        if self.frame.live:
            listed, ids = (self.frame.engine.range(key).ref for key in ("@parts", "@id"))
            formulas["needs"] = f'=IFERROR(INDEX({listed},MATCH({own["id"]},{ids},0)),"")'
        return formulas

    def _formulas(self, own: Mapping[str, str]) -> dict[str, str]:
        engine, at = self.engine, own["row"]
        blank = f'OR({at}=0,TRIM({own["title"]})="")'

        def guarded(found: str) -> str:
            """Nothing on a row without a task, and nothing while J cannot be read."""
            return f'=IF({blank},"",IFERROR({found},""))'

        def found(key: str) -> str:
            return f"INDEX({engine[key]},{at})"

        def placed(key: str) -> str:
            """What is cancelled lies nowhere; what is split, where its parts lie."""
            return guarded(f'IF({found("gone")}>N({found("whole")}),"",{found(key)})')

        was = own["first_due"]
        kind = (
            f'IF({found("kind")}="milestone","m",IF({found("incompressible")}=1,"w",'
            f'IF({found("critical")}=1,"c","o")))'
        )
        kind = f'IF({found("whole")}>0,"s",{kind})'
        repeated = {
            f"typed_{key}": f'=IF({own[key]}="","",{own[key]})'
            for key in BY_PARTS
            if self.frame.splits
        }
        return {
            **repeated,
            "start": placed("start"),
            "due": placed("due"),
            "alert": guarded(self.alerts.formula(own, found("late"), found("over"))),
            "float": placed("float"),
            "first_due": guarded(engine_baseline.first_due(self.frame, own["id"])),
            "slip": f'=IF(COUNT({was},{own["due"]})<2,"",{distance(was, own["due"])})',
            "row": self._engine_row(own),
            "work_end": placed("work_end"),
            "flag": guarded(f"CHOOSE({found('flag')}+1,{FLAG_WORDS})"),
            "phase_no": f"=IFERROR(MATCH({own['phase']},{self.phases},0)-1,0)",
            "phase_first": self._phase_first(own["phase"]),
            "kind": guarded(kind),
            "status_code": guarded(found("status")),
        }

    def _engine_row(self, own: Mapping[str, str]) -> str:
        """Which line of the engine the row shows; 0 for none.

        Of two rows with one ID the engine follows the first. The other is followed by nothing and
        may not look as if it were.
        """
        found = f"MATCH({own['id']},{self.engine['id']},0)"
        top = self.frame.plan.range("id").cell(0).local
        other = f"INDEX({self.engine['position']},{found})<>ROW()-ROW({top})+1"
        copied = f'AND(TRIM({own["title"]})<>"",IFERROR({other},FALSE))'
        return f"=IFERROR(IF({copied},0,{found}),0)"

    def _phase_first(self, phase: str) -> str:
        """1 where the row above is of another phase. Found by the row's number, not by a reference
        to that row, which a sort or an inserted line would carry away."""
        column = self.frame.plan.range("phase")
        top = column.cell(0).local
        return f'=IF({phase}="",0,IF(INDEX({column.local},ROW()-ROW({top}))={phase},0,1))'

    def _begins_phase(self, row: int) -> bool:
        lines, index = self.frame.plan_lines, row - self.frame.plan.first_row
        here = lines[index].phase
        return here is not None and (index == 0 or lines[index - 1].phase != here)


def _kind(computed: Mapping[str, Value]) -> str:
    """How the Gantt draws the row: s split, m milestone, w waiting, c critical, o ordinary."""
    if computed["whole"]:
        return "s"
    if computed["kind"] == "milestone":
        return "m"
    if computed["incompressible"]:
        return "w"
    return "c" if computed["critical"] else "o"
