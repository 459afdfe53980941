"""The plan tab: the table that people edit, and the heading above it; the Gantt is next door.

Every calculated cell looks its value up by the row's own ID, so the table can be sorted, cut,
filtered and extended. ``alert`` says in words what the colours say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.alerts import FLAGS
from retrosheet.language import Text
from retrosheet.layout import number_formats, palette, remarks
from retrosheet.layout.engine import mine as engine_mine
from retrosheet.layout.engine.scalars import ZOOMS
from retrosheet.layout.palette import HEADER, HEADER_CENTER, input_style
from retrosheet.layout.plan import checks as plan_checks
from retrosheet.layout.plan import gantt
from retrosheet.layout.plan import printing as plan_print
from retrosheet.layout.plan.columns import COLUMNS
from retrosheet.layout.plan.lines import put_lines
from retrosheet.workbook.model import Column, Look, Row, Rule, Sheet, Style, View
from retrosheet.workbook.plan_tab import EDGE, HINT, MARK

if TYPE_CHECKING:
    from retrosheet.layout.frame import Frame

_LAUNCH = Text("Jour J", "Launch day")
_ZOOM = Text("Échelle", "Scale")
_FROM = Text("À partir du", "From")


def lay_out(frame: Frame) -> Sheet:
    sheet = Sheet(
        "plan",
        frame.titles["plan"],
        tab_color=palette.NIGHT,
        freeze=(frame.plan.first_row, frame.plan.column("title") + 1),
        zoom=90,
    )
    _put_heading(sheet, frame)
    _put_header(sheet, frame)
    put_lines(sheet, frame)
    _put_sentinel(sheet, frame)
    _put_columns(sheet)
    sheet.validations.extend(plan_checks.validations(frame))
    sheet.rules.extend(remarks.plan_rules(frame))
    sheet.rules.extend(plan_checks.rules(frame))
    gantt.lay_out(sheet, frame)
    sheet.filter = frame.area(
        "plan",
        frame.plan.header_row,
        0,
        frame.plan.sentinel_row - 1,
        frame.plan.column("comment"),
    )
    people = engine_mine.tasks_of(frame)
    sheet.views.extend(
        View(label, sheet.filter, frame.plan.column("owner"), label)
        for label in dict.fromkeys(role.label for role in frame.campaign.roles)
        # a name that looks like a formula would be one in a filter
        if people[label.casefold()] and not label.startswith("=")
    )
    sheet.printing = plan_print.printing(sheet, frame)
    return sheet


def _put_heading(sheet: Sheet, frame: Frame) -> None:
    """Above the table: what campaign, which day J, how far away, how far along, how many late.

    All of it in columns that are never folded away, each in its own cell: in Sheets nobody could
    move a column past one that is merged.
    """
    lang = frame.lang
    label = Style(size=9, color=palette.MUTED)
    big = Style(size=12, bold=True, color=palette.NIGHT, align="left")
    owner, status = frame.plan.column("owner"), frame.plan.column("status")
    label_at = frame.plan.column("phase")
    sheet.calc(
        0, label_at, f"={frame.settings.entry('name').ref}", frame.campaign.name, palette.TITLE
    )
    sheet.put(1, label_at, _LAUNCH.to(lang), label)
    launch = big._replace(number_format=number_formats.long_date(frame.locale))
    sheet.calc(
        1, label_at + 1, f"={frame.settings.entry('launch').ref}", frame.campaign.launch, launch
    )
    days = (frame.campaign.launch - frame.today).days
    countdown = (
        f'=IFERROR({frame.engine.scalar_from("launch")}-{frame.engine.scalar_from("today")},"")'
    )
    away = big._replace(number_format=number_formats.countdown(lang), color=palette.ACCENT)
    sheet.calc(1, owner, countdown, days, away)
    sheet.put(frame.plan.zoom[0], label_at, _ZOOM.to(lang), label)
    chosen = input_style(Style(size=10, bold=True, color=palette.ACCENT))
    sheet.put(*frame.plan.zoom, ZOOMS[0].to(lang), chosen)
    sheet.put(frame.plan.first_day[0], label_at, _FROM.to(lang), label)
    day = chosen._replace(number_format=number_formats.date(frame.locale), align="left")
    sheet.put(*frame.plan.first_day, "", day)
    progress = label._replace(number_format=number_formats.done_share(lang), align="left")
    sheet.calc(3, owner, f"={frame.engine.scalar_from('overall_progress')}", 0, progress)
    flags = frame.engine.range("flag").ref
    late = sum(
        1 for placed in frame.schedule.tasks if placed.due < frame.today and not placed.task.passed
    )
    counted = f"=COUNTIF({flags},{FLAGS.index('late')})"
    red = Style(size=9, number_format=number_formats.late_count(lang), align="left")
    sheet.calc(3, status, counted, late, red)
    here = frame.area("plan", 3, status, 3, status)
    sheet.rules.append(Rule(here, f"={here.local}>0", Look(color=palette.LATE_TEXT, bold=True)))
    text, said = remarks.gravest(frame)
    sheet.calc(5, label_at, text, said, Style(size=9, bold=True, color=palette.LATE_TEXT))
    heights = ((0, 28), (1, 18), (2, 4), (3, 16), (4, 15), (5, 13))
    sheet.rows.extend(Row(row, height) for row, height in heights)


def _put_header(sheet: Sheet, frame: Frame) -> None:
    for place, column in enumerate(COLUMNS):
        sheet.put(frame.plan.key_row, place, column.key, palette.HIDDEN_KEY)
        title = column.heading.to(frame.lang) if column.heading else column.key
        style = HEADER_CENTER if column.centered else HEADER
        sheet.put(frame.plan.header_row, place, title, style)
    sheet.rows.append(Row(frame.plan.key_row, 12, hidden=True))
    sheet.rows.append(Row(frame.plan.header_row, 27))


def _put_sentinel(sheet: Sheet, frame: Frame) -> None:
    row = frame.plan.sentinel_row
    edge = Style(size=8, italic=True, color=palette.MUTED, line_above=palette.FAINT)
    said = {frame.plan.column("title"): EDGE.to(frame.lang), frame.plan.column("row"): MARK}
    for column in range(frame.plan.column("comment") + 1):
        sheet.put(row, column, said.get(column, ""), edge)
    sheet.rows.append(Row(row, 14))
    # behind the table, where the hint is in nobody's way
    sheet.put(row + 1, frame.plan.column("title"), HINT.to(frame.lang), palette.NOTE)


def _put_columns(sheet: Sheet) -> None:
    """How wide each column is, and what folds away behind the next one that does not."""
    fold = 0
    for place, column in enumerate(COLUMNS):
        if column.heading is None:
            continue
        closes, fold = fold > 0 and not column.folds, int(column.folds)
        sheet.columns.append(
            Column(place, place, column.width, column.folds, fold, closes_group=closes)
        )
    hidden = [place for place, column in enumerate(COLUMNS) if column.heading is None]
    sheet.columns.append(Column(hidden[0], hidden[-1], 8, hidden=True))
