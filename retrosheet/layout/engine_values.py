"""What the engine's cells show on the day of generation, and its single values and day pool."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from retrosheet.language import Text
from retrosheet.layout.palette import HIDDEN_KEY
from retrosheet.workbook.model import Sheet, Style, Value
from retrosheet.workbook.refs import Area, cell_ref, quoted_title

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.archetype.model import Need
    from retrosheet.layout.frame import Frame, Line

ZOOMS = (
    Text("Tout le plan", "Whole plan"),
    Text("Jour", "Day"),
    Text("Semaine", "Week"),
    Text("Mois", "Month"),
)
"""The scales of the Gantt, in the order of their codes, which count from 1."""

ZOOM_COLUMN = 3
"""Where the engine keeps the words of the scales."""

FORMAT_VERSION = 1
"""The version of the workbook's structure, kept under ``rs_version`` for later readers."""

SOON_DAYS = 7
FILLER = 1
"""A day that no plan meets: it keeps the range of days off all numbers."""

_DATE = Style(number_format="yyyy-mm-dd", size=9)
_PLAIN = Style(size=9)
_DAYS = "$B$3,rs_daysoff"


def zoom_words(frame: Frame) -> Area:
    return frame.area("engine", 0, ZOOM_COLUMN, len(ZOOMS) - 1, ZOOM_COLUMN)


def put_scalars(sheet: Sheet, frame: Frame) -> None:
    texts, values = _scalar_formulas(frame), scalar_values(frame)
    for row, key in enumerate(frame.engine_scalars):
        value = values[key]
        style = _DATE if isinstance(value, dt.date) else _PLAIN
        sheet.put(row, 0, key, HIDDEN_KEY)
        if key in texts:
            sheet.calc(row, 1, texts[key], value, style)
        else:
            sheet.put(row, 1, value, style)
    for row, word in enumerate(ZOOMS):
        sheet.put(row, ZOOM_COLUMN, word.to(frame.lang), _PLAIN)


def _scalar_formulas(frame: Frame) -> Mapping[str, str]:
    at = frame.scalar
    setting = {key: frame.setting(key).ref for key in frame.settings_form}
    column = {
        key: frame.engine_range(key).local
        for key in (
            "alive_start", "waiting_start", "driving_float", "start", "due", "weight", "progress",
        )
    }  # fmt: skip
    launch, weekend = setting["launch"], setting["weekend"]
    first = at("plan_start")
    zoom = f"{quoted_title(frame.titles['plan'])}!" + cell_ref(
        *frame.plan_zoom, row_abs=True, col_abs=True
    )
    lengths = _closure_area(frame).column(1).local
    return {
        "launch": f"=IF(ISNUMBER({launch}),"
        f"IF(AND({launch}>20000,{launch}<80000),INT({launch}),NA()),NA())",
        "weekend_text": f'=IF({weekend}="","0000011",RIGHT("0000000"&{weekend},7))',
        "weekend": f"=IF(IFERROR(NETWORKDAYS.INTL(36526,36532,{at('weekend_text')}),0)>0,"
        f'{at("weekend_text")},"0000011")',
        "today": f"=IF(ISNUMBER({setting['today']}),INT({setting['today']}),TODAY())",
        "start": f'=IF(ISNUMBER({setting["start"]}),INT({setting["start"]}),"")',
        "base": f'=IF({at("start")}<>"",{at("start")},IF(COUNT({column["alive_start"]})=0,'
        f"{at('launch')},MIN({column['alive_start']})))",
        "begin": f'=IF({at("start")}<>"",MAX({at("today")},{at("start")}),{at("today")})',
        "least_float": f"=IF(COUNT({column['driving_float']})=0,0,MIN({column['driving_float']}))",
        "first_waiting": f'=IF(COUNT({column["waiting_start"]})=0,"",'
        f"MIN({column['waiting_start']}))",
        "missing": f'=IF({at("first_waiting")}="",0,IF({at("begin")}>{at("first_waiting")},'
        f"NETWORKDAYS.INTL({at('first_waiting')},{at('begin')}-1,{_DAYS}),0))",
        "soon_days": f"=IF(ISNUMBER({setting['soon_days']}),"
        f"MAX(0,INT({setting['soon_days']})),{SOON_DAYS})",
        "plan_start": f"=MIN({column['start']})",
        "plan_end": f"=MAX({column['due']})",
        "zoom": f"=IFERROR(MATCH(TRIM({zoom}),{zoom_words(frame).local},0),1)",
        "origin": f"=IF({at('zoom')}=4,DATE(YEAR({first}),MONTH({first}),1),"
        f"{first}-WEEKDAY({first},3))",
        "step": f"=IF({at('zoom')}=2,1,IF({at('zoom')}=3,7,"
        f"MAX(1,ROUNDUP(({at('plan_end')}-{at('origin')}+1)/{frame.day_columns},0))))",
        "closed_days": f"=SUM({lengths})",
        "overall_weight": f"=SUM({column['weight']})",
        "overall_progress": f"=IF({at('overall_weight')}=0,0,"
        f"SUMPRODUCT({column['weight']},{column['progress']})/{at('overall_weight')})",
    }


def launch_day(frame: Frame) -> dt.date:
    """Launch, or the working day before it: where a spare line lies."""
    return frame.campaign.calendar.on_or_before(frame.campaign.launch)


def plan_end(frame: Frame) -> dt.date:
    return max(frame.schedule.end, launch_day(frame))


def step(frame: Frame) -> int:
    """The days in one Gantt column when the whole plan is shown."""
    days = (plan_end(frame) - frame.span[0]).days + 1
    return max(1, -(-days // frame.day_columns))


def scalar_values(frame: Frame) -> Mapping[str, Value]:
    campaign, schedule = frame.campaign, frame.schedule
    begin = max(frame.today, campaign.start or frame.today)
    waiting = min(placed.steps.work_start for placed in schedule.tasks)
    floats = [placed.float for placed in schedule.tasks if placed.task.drives_launch]
    return {
        "launch": campaign.launch,
        "weekend_text": campaign.calendar.weekend,
        "weekend": campaign.calendar.weekend,
        "today": frame.today,
        "start": campaign.start or "",
        "base": schedule.base,
        "begin": begin,
        "least_float": min(floats, default=0),
        "first_waiting": waiting,
        "missing": max(0, campaign.calendar.distance(waiting, begin)),
        "soon_days": SOON_DAYS,
        "plan_start": schedule.start,
        "plan_end": plan_end(frame),
        "zoom": 1,
        "origin": frame.span[0],
        "step": step(frame),
        "closed_days": sum(len(closure.days()) for closure in campaign.closures),
        "overall_weight": sum(max(1, placed.task.duration) for placed in schedule.tasks),
        "overall_progress": 0,
        "version": FORMAT_VERSION,
    }


def _closure_area(frame: Frame) -> Area:
    first, column = frame.engine_first_row, frame.closure_column
    return frame.area("engine", first, column, first + frame.closure_slots - 1, column + 2)


def put_days_off(sheet: Sheet, frame: Frame) -> None:
    """Holidays and closures, cleaned into one range of numbers that date functions can take.

    A slot that is not used holds a day of the year 1900. Closures are spread into single days:
    slot n belongs to the last closure with fewer than n days before it.
    """
    first, column = frame.engine_first_row, frame.days_off_column
    listed = frame.holiday_list.ref
    known = [holiday.day for holiday in frame.campaign.holidays]
    for slot in range(frame.holiday_slots):
        entry = f"INDEX({listed},{slot + 2})"
        value: Value = known[slot] if slot < len(known) else FILLER
        text = f"=IFERROR(IF(ISNUMBER({entry}),INT({entry}),{FILLER}),{FILLER})"
        sheet.calc(first + slot, column, text, value, _DATE)
    _put_closures(sheet, frame)
    area = _closure_area(frame)
    froms, before = area.column(0).local, area.column(2).local
    total = frame.scalar("closed_days")
    closed = [day for closure in frame.campaign.closures for day in closure.days()]
    for slot in range(frame.closed_day_slots):
        found = f"MATCH({slot},{before},1)"
        text = (
            f"=IF({slot + 1}>{total},{FILLER},"
            f"INDEX({froms},{found})+{slot}-INDEX({before},{found}))"
        )
        value = closed[slot] if slot < len(closed) else FILLER
        sheet.calc(first + frame.holiday_slots + slot, column, text, value, _DATE)


def _put_closures(sheet: Sheet, frame: Frame) -> None:
    first, column = frame.engine_first_row, frame.closure_column
    starts = frame.settings_list(frame.closure_list_column, frame.closure_rows).ref
    ends = frame.settings_list(frame.closure_list_column + 1, frame.closure_rows).ref
    closures = frame.campaign.closures
    passed = 0
    for slot in range(frame.closure_slots):
        row = first + slot
        begin, end = f"INDEX({starts},{slot + 2})", f"INDEX({ends},{slot + 2})"
        own_start = cell_ref(row, column)
        last = f"IF(ISNUMBER({end}),INT({end}),{own_start})"
        closure = closures[slot] if slot < len(closures) else None
        length = len(closure.days()) if closure else 0
        sheet.calc(
            row,
            column,
            f"=IFERROR(IF(ISNUMBER({begin}),INT({begin}),0),0)",
            closure.first if closure else 0,
            _DATE,
        )
        sheet.calc(
            row,
            column + 1,
            f"=IFERROR(IF({own_start}=0,0,MAX(0,MIN(400,{last}-{own_start}+1))),0)",
            length,
            _PLAIN,
        )
        if slot:
            above = f"{cell_ref(row - 1, column + 2)}+{cell_ref(row - 1, column + 1)}"
            sheet.calc(row, column + 2, f"={above}", passed, _PLAIN)
        else:
            sheet.put(row, column + 2, 0, _PLAIN)
        passed += length


def needs_text(needs: tuple[Need, ...]) -> str:
    """The needs as the plan and sync read them: ``CRE2, OBJ1 + 3d``."""
    return ", ".join(
        f"{need.id} + {need.lag.amount}{need.lag.unit}" if need.lag.amount else need.id
        for need in needs
    )


class LineValues:
    """What the engine shows for each line on the day of generation, when nothing has begun."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.row = frame.engine_first_row
        self.least_float = scalar_values(frame)["least_float"]

    def of(self, line: Line) -> Mapping[str, Value]:
        row, self.row = self.row, self.row + 1
        return self._spare(line.id) if line.placed is None else self._task(line, row)

    def _spare(self, line_id: str) -> dict[str, Value]:
        day = launch_day(self.frame)
        boundary = day + dt.timedelta(days=1)
        return {
            "id": line_id, "kind": "task", "placement": "free", "needs": "",
            "calendar_days": 0, "any_day": 0, "incompressible": 0, "after_launch": 0,
            "drives_launch": 0, "position": 0, "duration": 0, "margin": 0, "offset": "",
            "imposed": "", "anchor": "", "bound": "", "aim": day, "aim_end": day,
            "aim_start": boundary, "pinned": 1, "due": day, "work_end": day,
            "work_start": boundary, "start": day, "conflict": 0, "latest_bound": "",
            "latest_end": "", "latest": boundary, "earliest_bound": boundary,
            "earliest_start": boundary, "earliest_end": day, "earliest_finish": day, "float": 0,
            "critical": 0, "status": 0, "done": 0, "begun": 0, "progress": 0, "weight": 0,
            "late": 0, "flag": 0, "alive_start": "", "waiting_start": "", "driving_float": "",
            "milestone_rank": "", "late_rank": "", "soon_rank": "",
        }  # fmt: skip

    def _task(self, line: Line, row: int) -> dict[str, Value]:
        placed = line.placed
        assert placed is not None
        task, steps, early = placed.task, placed.steps, placed.earliest
        # the frame's list begins at the engine's first row, and so does the plan's range at its key
        position = row - self.frame.engine_first_row + 3
        late = self._late(steps.due)
        flag = self._flag(late, placed.start, steps.due)
        tie = (row + 1) / 100000
        serial = steps.due.toordinal() - dt.date(1899, 12, 30).toordinal()
        upcoming = task.kind == "milestone" and steps.due >= self.frame.today
        return {
            "id": task.id,
            "kind": task.kind,
            "placement": task.placement,
            "needs": needs_text(task.needs),
            "calendar_days": int(task.calendar_days),
            "any_day": int(task.any_day),
            "incompressible": int(task.incompressible),
            "after_launch": int(task.after_launch),
            "drives_launch": int(task.drives_launch),
            "position": position,
            "duration": task.duration,
            "margin": task.margin,
            "offset": "" if task.offset is None else task.offset,
            "imposed": task.imposed or "",
            "anchor": steps.anchor or "",
            "bound": steps.bound or "",
            "aim": steps.aim or "",
            "aim_end": steps.aim_end or "",
            "aim_start": steps.aim_start or "",
            "pinned": int(steps.pinned) if task.placement != "late" else "",
            "due": steps.due,
            "work_end": steps.work_end,
            "work_start": steps.work_start,
            "start": placed.start,
            "conflict": int(steps.conflict),
            "latest_bound": steps.latest_bound or "",
            "latest_end": steps.latest_end or "",
            "latest": steps.latest,
            "earliest_bound": early.bound,
            "earliest_start": early.start,
            "earliest_end": early.work_end,
            "earliest_finish": early.finish,
            "float": placed.float,
            "critical": int(placed.critical),
            "status": 1,
            "done": 0,
            "begun": 0,
            "progress": 0,
            "weight": max(1, task.duration),
            "late": late,
            "flag": flag,
            "alive_start": steps.work_start,
            "waiting_start": steps.work_start,
            "driving_float": placed.float if task.drives_launch else "",
            "milestone_rank": serial + tie if upcoming else "",
            "late_rank": late - tie if late else "",
            "soon_rank": serial + tie if flag in (4, 5) else "",
        }

    def _late(self, due: dt.date) -> int:
        today = self.frame.today
        if due >= today:
            return 0
        calendar = self.frame.campaign.calendar
        return max(1, calendar.working_days(due + dt.timedelta(days=1), today))

    def _flag(self, late: int, start: dt.date, due: dt.date) -> int:
        if late:
            return 2
        if start < self.frame.today:
            return 4
        return 5 if (due - self.frame.today).days <= SOON_DAYS else 0
