"""The engine's single values: launch, calendar, today, what is missing, the scale of the Gantt."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from retrosheet.language import Text
from retrosheet.layout import number_formats, remarks
from retrosheet.layout.engine.columns import LISTED_MARK
from retrosheet.layout.engine.days_off import DAYS, closure_lengths
from retrosheet.layout.palette import HIDDEN_KEY
from retrosheet.schedule.verdict import SOON_DAYS
from retrosheet.weekends import NONE, STEMS, WORKED
from retrosheet.workbook.model import Sheet, Style, Value
from retrosheet.workbook.needs import SWEEPS
from retrosheet.workbook.refs import Area, cell_ref, quoted_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from retrosheet.layout.frame import Frame

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

MOST_SOON_DAYS = 365
_DATE = Style(number_format=number_formats.ISO_DATE, size=9)
_PLAIN = Style(size=9)


def zoom_words(frame: Frame) -> Area:
    return frame.area("engine", 0, ZOOM_COLUMN, len(ZOOMS) - 1, ZOOM_COLUMN)


def put_scalars(sheet: Sheet, frame: Frame) -> None:
    texts, values = _scalar_formulas(frame), scalar_values(frame)
    for row, key in enumerate(frame.engine.scalars):
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
    at = frame.engine.scalar
    setting = {key: frame.settings.entry(key).ref for key in frame.settings.form}
    column = {
        key: frame.engine.range(key).local
        for key in (
            "waiting_start", "driving_float", "start", "due", "weight", "progress", "slip",
        )
    }  # fmt: skip
    launch, weekend, soon = (setting[key] for key in ("launch", "weekend", "soon_days"))
    first, shown = at("plan_start"), at("view_from")
    zoom, typed = (
        f"{quoted_title(frame.titles['plan'])}!" + cell_ref(*cell, row_abs=True, col_abs=True)
        for cell in (frame.plan.zoom, frame.plan.first_day)
    )
    # unless somebody typed it: the whole plan from its beginning, a part of it from today on
    from_today = f"AND({at('zoom')}>1,{at('today')}>{first},{at('today')}<={at('plan_end')})"
    begun = (
        f"IF(ISNUMBER({typed}),MAX(1,MIN(80000,INT({typed}))),"
        f"IF({from_today},{at('today')},{first}))"
    )
    lengths = closure_lengths(frame).local
    ready = {
        f"ready_{sweep}": "=IF(MIN("
        f"{frame.engine.range(f'{LISTED_MARK}done_{sweep}').local})>0,1,0)"
        for sweep in range(1, SWEEPS + 1)
        if frame.live
    }
    return {
        **ready,
        **remarks.formulas(frame),
        "launch": f"=IF(ISNUMBER({launch}),"
        f"IF(AND({launch}>20000,{launch}<80000),INT({launch}),NA()),NA())",
        "weekend_days": f"={_weekend_days(weekend)}",
        "weekend_text": f'=IF(TRIM({weekend})="","0000011",IF({at("weekend_days")}<>"{WORKED}",'
        f'{at("weekend_days")},IF({_says(NONE, weekend)},"{WORKED}",'
        f'RIGHT("{WORKED}"&{weekend},7))))',
        "weekend": f'=IF(IFERROR(NETWORKDAYS.INTL(36526,36532,{at("weekend_text")}&""),0)>0,'
        f'{at("weekend_text")},"0000011")',
        "today": f"=IF(ISNUMBER({setting['today']}),INT({setting['today']}),TODAY())",
        "start": f'=IF(ISNUMBER({setting["start"]}),INT({setting["start"]}),"")',
        "begin": f'=IF({at("start")}<>"",MAX({at("today")},{at("start")}),{at("today")})',
        "least_float": f"=IF(COUNT({column['driving_float']})=0,0,MIN({column['driving_float']}))",
        "first_waiting": f'=IF(COUNT({column["waiting_start"]})=0,"",'
        f"MIN({column['waiting_start']}))",
        "missing": f'=IF({at("first_waiting")}="",0,IF({at("begin")}>{at("first_waiting")},'
        f"NETWORKDAYS.INTL({at('first_waiting')},{at('begin')}-1,{DAYS}),0))",
        "soon_days": f"=IF(ISNUMBER({soon}),"
        f"IF(AND({soon}>=0,{soon}<={MOST_SOON_DAYS}),INT({soon}),{SOON_DAYS}),{SOON_DAYS})",
        "plan_start": f"=MIN({column['start']})",
        "plan_end": f"=MAX({column['due']})",
        "zoom": f"=IFERROR(MATCH(TRIM({zoom}),{zoom_words(frame).local},0),1)",
        "view_from": f"={begun}",
        "origin": f"=IF({at('zoom')}=4,DATE(YEAR({shown}),MONTH({shown}),1),"
        f"{shown}-WEEKDAY({shown},3))",
        "step": f"=IF({at('zoom')}=2,1,IF({at('zoom')}=3,7,"
        f"MAX(1,ROUNDUP(({at('plan_end')}-{at('origin')}+1)/{frame.plan.day_columns},0))))",
        "tick": "=0*TODAY()",
        "closed_days": f"=SUM({lengths})",
        "overall_weight": f"=SUM({column['weight']})",
        "slip": f"=MAX({column['slip']})",
        "forecast": f"=IF({at('slip')}=0,{at('launch')},"
        f"WORKDAY.INTL({at('launch')},{at('slip')},{DAYS}))",
        "spare": f"=IF({at('slip')}>0,-{at('slip')},IF(COUNT({column['driving_float']})=0,"
        f'"",MAX(0,{at("least_float")})))',
        "overall_progress": f"=IF({at('overall_weight')}=0,0,"
        f"SUMPRODUCT({column['weight']},{column['progress']})/{at('overall_weight')})",
    }


def _weekend_days(cell: str) -> str:
    """``weekends.mask_of`` as a formula, as far as words go."""
    return "&".join(f"IF({_says(stems, cell)},1,0)" for stems in STEMS)


def _says(words: Iterable[str], cell: str) -> str:
    """Whether a cell holds one of the words."""
    found = ",".join(f'ISNUMBER(FIND("{word}",LOWER({cell})))' for word in words)
    return f"OR({found})"


def step(frame: Frame) -> int:
    """The days in one Gantt column when the whole plan is shown."""
    days = (frame.shown[1] - frame.plan.span[0]).days + 1
    return max(1, -(-days // frame.plan.day_columns))


def scalar_values(frame: Frame) -> Mapping[str, Value]:
    campaign, schedule = frame.campaign, frame.schedule
    begin = max(frame.today, campaign.start or frame.today)
    alive = [placed for placed in schedule.tasks if not placed.task.passed]
    waiting = min(placed.steps.work_start for placed in alive)
    judged = frame.judged
    floats = [
        placed.float
        for placed in judged.schedule.tasks
        if placed.task.drives_launch and not placed.task.passed
    ]
    return {
        **remarks.values(frame),
        "launch": campaign.launch,
        "weekend_days": campaign.calendar.weekend,
        "weekend_text": campaign.calendar.weekend,
        "weekend": campaign.calendar.weekend,
        "today": frame.today,
        "start": campaign.start or "",
        "begin": begin,
        "least_float": min(floats, default=0),
        "first_waiting": waiting,
        "missing": max(0, campaign.calendar.distance(waiting, begin)),
        "soon_days": SOON_DAYS,
        "plan_start": frame.shown[0],
        "plan_end": frame.shown[1],
        "zoom": 1,
        "view_from": frame.shown[0],
        "origin": frame.plan.span[0],
        "step": step(frame),
        "tick": 0,
        "closed_days": sum(len(closure.days()) for closure in campaign.closures),
        "closed_room": frame.engine.closed_day_slots,
        "overall_weight": sum(max(1, placed.task.duration) for placed in alive),
        "overall_progress": 0,
        "slip": judged.slip,
        "forecast": judged.forecast_launch,
        "spare": "" if judged.spare is None else judged.spare,
        "version": FORMAT_VERSION,
        "archetype": campaign.archetype,
        "lang": campaign.lang,
        "locale": campaign.locale,
        "network": int(frame.live),
        **{f"ready_{sweep}": 1 for sweep in range(1, SWEEPS + 1)},
    }
