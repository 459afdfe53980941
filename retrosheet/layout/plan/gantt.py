"""The Gantt beside the plan: conditional formats over cells of a hidden sign, and a time axis.

Every cell holds a diamond in the colour of the paper; the rule of a milestone gives it one that can
be seen, the rule of a bar the colour of the bar. So the milestones follow the rows wherever people
sort them, without a formula in any cell, and in programs that know no conditional number formats.
Those that do show a sign of its own in a late bar or in waiting time, in the diamond's place.
There is one range of rules, the first that holds wins, and each looks at its own row and at the
hidden rows of the axis.
"""

from __future__ import annotations

import datetime as dt
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.language import Text
from retrosheet.layout import number_formats, palette
from retrosheet.layout.engine import scalars as engine_scalars
from retrosheet.layout.engine.days_off import DAYS
from retrosheet.layout.palette import HIDDEN_KEY
from retrosheet.layout.plan.columns import PLAN_COLUMNS
from retrosheet.layout.remarks import LOOK, SIGN
from retrosheet.workbook.model import Column, Look, Merge, Row, Rule, Sheet, Style
from retrosheet.workbook.plan_tab import DIAMOND
from retrosheet.workbook.refs import cell_ref, column_letters

if TYPE_CHECKING:
    from retrosheet.layout.frame import Frame

_ADVANCE = {
    "late": "!", "risk": "~", "blocked": "×", "wait": "·", "margin": "–", "launch": "│",
    "first": "┆", "split": "━",
}  # fmt: skip


class _Entry(NamedTuple):
    """A word of the legend, the sign before it, its ground, and its ink where it has one."""

    word: Text
    sign: str
    fill: str
    ink: str = ""


_LEGEND = (
    (
        _Entry(Text("Couleur = phase", "Colour = phase"), "", palette.PAPER),
        _Entry(Text("Foncé : critique", "Dark: critical"), "", palette.HUES[0].strong),
        _Entry(Text("Clair : marge", "Light: float"), "", palette.HUES[0].soft),
        _Entry(Text("Attente", "Waiting"), "· ·", palette.WAIT),
        _Entry(Text("Marge prévue", "Buffer"), "–", palette.MARGIN),
        _Entry(Text("Jalon", "Milestone"), DIAMOND, palette.PAPER),
        _Entry(Text("Découpée", "Split task"), "━━", palette.BRACKET),
        _Entry(Text("1ᵉʳ plan", "First plan"), "┆", palette.FIRST),
    ),
    (
        _Entry(Text("En retard", "Late"), "! !", palette.LATE),
        _Entry(Text("Bloqué", "Blocked"), "× ×", palette.LATE),
        _Entry(Text("À risque", "At risk"), "~ ~", palette.RISK),
        _Entry(Text("Fait", "Done"), "", palette.DONE),
        _Entry(Text("Aujourd’hui", "Today"), "", palette.TODAY),
        _Entry(Text("Jour J", "Launch"), "│", palette.LAUNCH),
        _Entry(Text("Jours chômés", "Days off"), "", palette.DAY_OFF),
        _Entry(Text("Non compris", "Not understood"), SIGN, LOOK.fill, LOOK.color),
    ),
)
"""How work is drawn, then how it stands, what the days are and what the plan does without."""
_LEGEND_ROWS = (1, 3)
_LEGEND_EDGE = 3
"""The letters that the edges of an entry are as wide as."""
_MONTH_ROW = 4
_WEEK_ROW = 5


def lay_out(sheet: Sheet, frame: Frame) -> None:
    """Adds the axis, the cells and the rules of the Gantt to the plan."""
    _put_axis(sheet, frame)
    _put_labels(sheet, frame)
    _put_legend(sheet, frame)
    _put_cells(sheet, frame)
    sheet.rules.extend(_axis_rules(frame))
    sheet.rules.extend(_rules(frame))
    first, last = frame.plan.gantt_column, frame.plan.gantt_last_column
    width = _characters(frame.plan.day_pixels)
    # the first one carries the [+] of what is folded away to its left
    sheet.columns.append(Column(first, first, width, closes_group=True))
    sheet.columns.append(Column(first + 1, last, width))


def _characters(pixels: int) -> float:
    """A column's width as Excel counts it: below one character without its padding."""
    return round(pixels / 12 if pixels < 12 else (pixels - 5) / 7, 2)


def _put_axis(sheet: Sheet, frame: Frame) -> None:
    """Hidden rows: each column's first and last day, whether all are off, and its mark.

    The mark is 1 where today falls, 2 on launch day, 3 behind the end of the plan: rules may not
    look at another tab.
    """
    style = HIDDEN_KEY._replace(number_format=number_formats.ISO_DATE)
    origin, zoom, step = (frame.engine.scalar_from(key) for key in ("origin", "zoom", "step"))
    off_days = f"_engine!{DAYS}"
    today, launch, plan_end = (frame.engine.scalar_from(k) for k in ("today", "launch", "plan_end"))
    calendar, launch_day = frame.campaign.calendar, frame.campaign.launch
    days = engine_scalars.step(frame)
    row = frame.plan.start_row
    one = dt.timedelta(days=1)
    year, month = f"YEAR({origin})", f"MONTH({origin})"
    for number in range(frame.plan.day_columns):
        column = frame.plan.gantt_column + number
        first = frame.plan.span[0] + number * days * one
        last = first + (days - 1) * one
        begin, end = cell_ref(row, column), cell_ref(row + 1, column)
        sheet.calc(
            row,
            column,
            f"=IF({zoom}=4,DATE({year},{month}+{number},1),{origin}+{step}*{number})",
            first,
            style,
        )
        sheet.calc(
            row + 1,
            column,
            f"=IF({zoom}=4,DATE({year},{month}+{number + 1},1)-1,{begin}+{step}-1)",
            last,
            style,
        )
        around = one if days > 1 else 0 * one
        off = calendar.working_days(first - around, last + around) == 0
        sheet.calc(
            row + 2,
            column,
            f"=IF({zoom}=4,0,IF({step}=1,IF(NETWORKDAYS.INTL({begin},{end},{off_days})=0,1,0),"
            f"IF(NETWORKDAYS.INTL({begin}-1,{end}+1,{off_days})=0,1,0)))",
            int(off),
            HIDDEN_KEY,
        )
        mark = 1 if first <= frame.today <= last else 2 if first <= launch_day <= last else 0
        if not mark and first > frame.shown[1]:
            mark = 3
        sheet.calc(
            frame.plan.mark_row,
            column,
            f"=IF(AND({begin}<={today},{end}>={today}),1,"
            f"IF(AND({begin}<={launch},{end}>={launch}),2,IF({begin}>{plan_end},3,0)))",
            mark,
            HIDDEN_KEY,
        )
    sheet.rows.extend(Row(row + n, 12, hidden=True) for n in range(4))


def _put_labels(sheet: Sheet, frame: Frame) -> None:
    """Above each group of columns its month, where that changes, its week, and its first day.

    Nothing is said of days behind the end of the plan.
    """
    lang = frame.lang
    edge = Style(size=9, align="left", line_left=palette.HAIRLINE)
    looks = (
        (_MONTH_ROW, edge._replace(bold=True, color=palette.NIGHT,
                                   number_format=number_formats.short_month(frame.locale))),
        (_WEEK_ROW, edge._replace(size=9, color=palette.MUTED,
                                  number_format=number_formats.week(lang))),
        (frame.plan.header_row,
         palette.HEADER._replace(number_format=number_formats.day(frame.locale), align="left",
                                 line_left=palette.FAINT, wrap=False)),
    )  # fmt: skip
    end = frame.engine.scalar_from("plan_end")
    days = engine_scalars.step(frame)
    before: dt.date | None = None
    for number in range(0, frame.plan.day_columns, frame.plan.group):
        column = frame.plan.gantt_column + number
        first = frame.plan.span[0] + dt.timedelta(days=number * days)
        inside = first <= frame.shown[1]
        begin = cell_ref(frame.plan.start_row, column)
        changed = before is None or (first.year, first.month) != (before.year, before.month)
        same = ""
        if before is not None:
            previous = cell_ref(frame.plan.start_row, column - frame.plan.group)
            same = f",AND(MONTH({begin})=MONTH({previous}),YEAR({begin})=YEAR({previous}))"
        found = (
            (f'=IF(OR({begin}>{end}{same}),"",{begin})', first if inside and changed else ""),
            (f'=IF({begin}>{end},"",{week_of(begin)})', first.isocalendar()[1] if inside else ""),
            (f'=IF({begin}>{end},"",{begin})', first if inside else ""),
        )
        for (row, style), (formula, value) in zip(looks, found, strict=True):
            sheet.calc(row, column, formula, value, style)
            sheet.merges.append(Merge(row, column, row, column + frame.plan.group - 1))
        before = first


def week_of(day: str) -> str:
    """The number of the ISO week in which a day lies."""
    return week_with(f"({day}-WEEKDAY({day},3)+3)")


def week_with(thursday: str) -> str:
    """The number of an ISO week, which is that of its Thursday in the year."""
    return f"INT(({thursday}-DATE(YEAR({thursday}),1,1))/7)+1"


def _put_legend(sheet: Sheet, frame: Frame) -> None:
    for row, entries in zip(_LEGEND_ROWS, _LEGEND, strict=True):
        texts = [f"{entry.sign} {entry.word.to(frame.lang)}".strip() for entry in entries]
        room = list(accumulate((len(text) + _LEGEND_EDGE for text in texts), initial=0))
        ends = [frame.plan.day_columns * before // room[-1] for before in room]
        for entry, text, (begin, end) in zip(entries, texts, pairwise(ends), strict=True):
            column = frame.plan.gantt_column + begin
            ink = entry.ink or _ink_on(entry.fill)
            style = Style(size=9, color=ink, fill=entry.fill, align="center", shrink=True)
            sheet.put(row, column, text, style)
            sheet.merges.append(Merge(row, column, row, frame.plan.gantt_column + end - 1))


def _put_cells(sheet: Sheet, frame: Frame) -> None:
    """A diamond in each cell, made to fit it: LibreOffice would mark those that it cuts off."""
    plain = Style(
        size=9, color=palette.PAPER, align="center", line_below=palette.HAIRLINE, shrink=True,
    )  # fmt: skip
    edge = plain._replace(line_left=palette.HAIRLINE)
    for row in range(frame.plan.first_row, frame.plan.sentinel_row):
        for number in range(frame.plan.day_columns):
            style = plain if number % frame.plan.group else edge
            sheet.put(row, frame.plan.gantt_column + number, DIAMOND, style)


def _axis_rules(frame: Frame) -> list[Rule]:
    """Every other month is shaded over its own days; today and launch day are marked."""
    first, last = frame.plan.gantt_column, frame.plan.gantt_last_column
    begin = cell_ref(frame.plan.start_row, first, row_abs=True)
    mark = cell_ref(frame.plan.mark_row, first, row_abs=True)
    months = frame.area("plan", _MONTH_ROW, first, _MONTH_ROW, last)
    weeks = frame.area("plan", _WEEK_ROW, first, _WEEK_ROW, last)
    return [
        Rule(months, f"=AND({mark}<3,MOD(MONTH({begin}),2)=1)", Look(fill=palette.DAY_OFF)),
        Rule(weeks, f"={mark}=1", Look(fill=palette.TODAY)),
        Rule(weeks, f"={mark}=2", Look(fill=palette.LAUNCH)),
    ]


def _rules(frame: Frame) -> list[Rule]:
    top = frame.plan.key_row
    area = frame.area(
        "plan", top, frame.plan.gantt_column, frame.plan.sentinel_row, frame.plan.gantt_last_column
    )
    own = {key: f"${column_letters(i)}{top + 1}" for i, key in enumerate(PLAN_COLUMNS)}
    first, last, off = (
        cell_ref(frame.plan.start_row + n, frame.plan.gantt_column, row_abs=True) for n in range(3)
    )
    start, end, due = own["start"], own["work_end"], own["due"]
    kind, flag, number = own["kind"], own["flag"], own["phase_no"]
    on_day = f'{kind}="m",ISNUMBER({due}),{due}<={last},{due}>={first}'
    bar = f"ISNUMBER({start}),{start}<={last},{end}>={first}"
    was = own["first_due"]
    first_day = f"ISNUMBER({was}),{was}<={last},{was}>={first}"
    share = f'IF({flag}="done",1,N({own["progress"]}))'
    done = f"OR({share}>=1,{last}<{start}+({end}-{start}+1)*{share})"
    on_line = f"ISNUMBER({own['row']})"
    hues = len(palette.HUES)

    def milestone(condition: str, color: str, *, bold: bool = True) -> Rule:
        return Rule(area, f"=AND({on_day}{condition})", Look(color=color, bold=bold))

    def filled(condition: str, fill: str, sign: str = "") -> Rule:
        """The colour of a bar or a day, over the diamond; perhaps with a sign in its place."""
        ink = _ink_on(fill) if sign else fill
        look = Look(fill=fill, color=ink, glyph=sign, bold=bool(sign))
        return Rule(area, f"=AND({condition})", look)

    sign = _ADVANCE
    rules = [
        milestone(f',{flag}="late"', palette.LATE),
        milestone(f',{flag}="done"', palette.DONE_TEXT, bold=False),
        milestone("", palette.NIGHT),
        filled(f"ISNUMBER({due}),{first_day},{was}<>{due}", palette.FIRST, sign["first"]),
        filled(f'{kind}<>"m",{bar},{flag}="late"', palette.LATE, sign["late"]),
        filled(f'{kind}<>"m",{bar},{flag}="blocked"', palette.LATE, sign["blocked"]),
        filled(
            f'{kind}<>"m",{bar},OR({flag}="risk",{flag}="conflict")', palette.RISK, sign["risk"]
        ),
        filled(f'{kind}<>"m",{kind}<>"s",{bar},{done}', palette.DONE),
        filled(f'{kind}="w",{bar}', palette.WAIT, sign["wait"]),
    ]
    ends = f"OR({start}>={first},{end}<={last})"
    rules.append(filled(f'{kind}="s",{bar},{ends}', palette.NIGHT))
    rules.append(filled(f'{kind}="s",{bar}', palette.BRACKET, sign["split"]))
    for key, strength in (("c", "strong"), ("o", "soft")):
        for n, hue in enumerate(palette.HUES):
            phase = f"{number}>0,MOD({number}-1,{hues})={n}"
            rules.append(filled(f'{kind}="{key}",{bar},{phase}', getattr(hue, strength)))
    rules.append(filled(f'OR({kind}="c",{kind}="o"),{bar}', palette.MUTED))
    waits = f"ISNUMBER({due}),{end}<{last},{due}>={first},{end}<{due}"
    rules.append(filled(waits, palette.MARGIN, sign["margin"]))
    mark = cell_ref(frame.plan.mark_row, frame.plan.gantt_column, row_abs=True)
    rules.append(filled(f"{on_line},{mark}=1", palette.TODAY))
    rules.append(filled(f"{on_line},{mark}=2", palette.LAUNCH, sign["launch"]))
    rules.append(filled(f"{on_line},{off}=1,{mark}<3", palette.DAY_OFF))
    return rules


def _ink_on(fill: str) -> str:
    """Black or white, the two colours that a sign can have: the one that reads better."""
    return palette.PAPER if palette.contrast(palette.PAPER, fill) >= 4.5 else palette.BLACK
