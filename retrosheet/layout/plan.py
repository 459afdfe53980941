"""The plan tab: the table that people edit, and the heading above it; the Gantt is next door.

Every calculated cell looks its value up by the row's own ID, so the table can be sorted, cut,
filtered and extended. ``alert`` says in words what the colours say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.alerts import FLAGS
from retrosheet.language import Text
from retrosheet.layout import (
    engine_mine,
    gantt,
    number_formats,
    palette,
    plan_checks,
    plan_print,
    remarks,
)
from retrosheet.layout.engine_scalars import ZOOMS
from retrosheet.layout.palette import HEADER, HEADER_CENTER, input_style
from retrosheet.layout.plan_lines import put_lines
from retrosheet.layout.plan_places import PLAN_COLUMNS
from retrosheet.workbook.model import Column, Look, Row, Rule, Sheet, Style, View
from retrosheet.workbook.plan_tab import EDGE, HINT, MARK

if TYPE_CHECKING:
    from retrosheet.layout.frame import Frame

HEADERS = {
    "order": Text("N°", "#"),
    "wbs": Text("WBS", "WBS"),
    "id": Text("ID", "ID"),
    "parent": Text("Fait partie de", "Part of"),
    "phase": Text("Phase", "Phase"),
    "title": Text("Tâche", "Task"),
    "owner": Text("Responsable", "Owner"),
    "status": Text("Statut", "Status"),
    "progress": Text("Avanc.", "Done"),
    "start": Text("Début prévu", "Start"),
    "due": Text("Échéance", "Due"),
    "offset": Text("J±", "D±"),
    "duration": Text("Durée", "Duration"),
    "alert": Text("Alerte", "Alert"),
    "margin": Text("Marge prévue", "Buffer"),
    "needs": Text("Dépend de", "Depends on"),
    "imposed": Text("Date imposée", "Fixed date"),
    "actual_end": Text("Fin réelle", "Actual end"),
    "first_due": Text("Prévue au départ", "First planned"),
    "slip": Text("Décalage", "Slip"),
    "float": Text("Marge totale", "Total float"),
    "deliverable": Text("Livrable", "Deliverable"),
    "channel": Text("Canal", "Channel"),
    "comment": Text("Commentaire", "Comment"),
}
_WIDTHS = {
    "order": 2.4, "phase": 10.6, "title": 28.6, "wbs": 7, "id": 7, "parent": 8, "needs": 17,
    "margin": 8, "float": 8, "owner": 9.6, "deliverable": 26, "channel": 16, "status": 8.8,
    "progress": 7, "start": 8, "duration": 8, "offset": 6.5, "imposed": 10.5, "actual_end": 10.5,
    "first_due": 8, "slip": 8.5, "due": 7.7, "alert": 21, "comment": 36,
}  # fmt: skip
_FOLDS = (
    ("wbs", "float", "owner"),
    ("deliverable", "channel", "status"),
    ("progress", "slip", "due"),
    ("alert", "comment", None),
)
"""What folds away, by theme: the first and the last column, and the one that carries the [+]."""
_HIDDEN = ("row", "kind")
"""What only formulas look at: the first and the last of those columns."""

_LAUNCH = Text("Jour J", "Launch day")
_ZOOM = Text("Échelle", "Scale")
_FROM = Text("À partir du", "From")


def lay_out(frame: Frame) -> Sheet:
    sheet = Sheet(
        "plan",
        frame.titles["plan"],
        tab_color=palette.NIGHT,
        freeze=(frame.plan_first_row, frame.plan_column("title") + 1),
        zoom=90,
    )
    _put_heading(sheet, frame)
    _put_header(sheet, frame)
    put_lines(sheet, frame)
    _put_sentinel(sheet, frame)
    _put_columns(sheet, frame)
    sheet.validations.extend(plan_checks.validations(frame))
    sheet.rules.extend(remarks.plan_rules(frame))
    sheet.rules.extend(plan_checks.rules(frame))
    gantt.lay_out(sheet, frame)
    sheet.filter = frame.area(
        "plan",
        frame.plan_header_row,
        0,
        frame.plan_sentinel_row - 1,
        frame.plan_column("comment"),
    )
    people = engine_mine.tasks_of(frame)
    sheet.views.extend(
        View(label, sheet.filter, frame.plan_column("owner"), label)
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
    owner, status = frame.plan_column("owner"), frame.plan_column("status")
    label_at = frame.plan_column("phase")
    sheet.calc(0, label_at, f"={frame.setting('name').ref}", frame.campaign.name, palette.TITLE)
    sheet.put(1, label_at, _LAUNCH.to(lang), label)
    launch = big._replace(number_format=number_formats.long_date(frame.locale))
    sheet.calc(1, label_at + 1, f"={frame.setting('launch').ref}", frame.campaign.launch, launch)
    days = (frame.campaign.launch - frame.today).days
    countdown = f'=IFERROR({frame.scalar_from("launch")}-{frame.scalar_from("today")},"")'
    away = big._replace(number_format=number_formats.countdown(lang), color=palette.ACCENT)
    sheet.calc(1, owner, countdown, days, away)
    sheet.put(frame.plan_zoom[0], label_at, _ZOOM.to(lang), label)
    chosen = input_style(Style(size=10, bold=True, color=palette.ACCENT))
    sheet.put(*frame.plan_zoom, ZOOMS[0].to(lang), chosen)
    sheet.put(frame.plan_from[0], label_at, _FROM.to(lang), label)
    day = chosen._replace(number_format=number_formats.date(frame.locale), align="left")
    sheet.put(*frame.plan_from, "", day)
    progress = label._replace(number_format=number_formats.done_share(lang), align="left")
    sheet.calc(3, owner, f"={frame.scalar_from('overall_progress')}", 0, progress)
    flags = frame.engine_range("flag").ref
    late = sum(
        1 for placed in frame.schedule.tasks if placed.due < frame.today and not placed.task.passed
    )
    counted = f"=COUNTIF({flags},{FLAGS.index('late')})"
    red = Style(size=9, number_format=number_formats.late_count(lang), align="left")
    sheet.calc(3, status, counted, late, red)
    here = frame.area("plan", 3, status, 3, status)
    sheet.rules.append(Rule(here, f"={here.local}>0", Look(color=palette.LATE_TEXT, bold=True)))
    text, said = remarks.joined(frame, remarks.ROWS)
    sheet.calc(5, label_at, text, said, Style(size=9, bold=True, color=palette.LATE_TEXT))
    heights = ((0, 28), (1, 18), (2, 4), (3, 16), (4, 15), (5, 13))
    sheet.rows.extend(Row(row, height) for row, height in heights)


def _put_header(sheet: Sheet, frame: Frame) -> None:
    centered = {
        "order", "status", "progress", "start", "due", "offset", "duration", "margin", "float",
        "first_due", "slip",
    }  # fmt: skip
    for column, key in enumerate(PLAN_COLUMNS):
        sheet.put(frame.plan_key_row, column, key, palette.HIDDEN_KEY)
        title = HEADERS[key].to(frame.lang) if key in HEADERS else key
        style = HEADER_CENTER if key in centered else HEADER
        sheet.put(frame.plan_header_row, column, title, style)
    sheet.rows.append(Row(frame.plan_key_row, 12, hidden=True))
    sheet.rows.append(Row(frame.plan_header_row, 27))


def _put_sentinel(sheet: Sheet, frame: Frame) -> None:
    row = frame.plan_sentinel_row
    edge = Style(size=8, italic=True, color=palette.MUTED, line_above=palette.FAINT)
    said = {frame.plan_column("title"): EDGE.to(frame.lang), frame.plan_column("row"): MARK}
    for column in range(frame.plan_column("comment") + 1):
        sheet.put(row, column, said.get(column, ""), edge)
    sheet.rows.append(Row(row, 14))
    # behind the table, where the hint is in nobody's way
    sheet.put(row + 1, frame.plan_column("title"), HINT.to(frame.lang), palette.NOTE)


def _put_columns(sheet: Sheet, frame: Frame) -> None:
    level, closing = {}, set()
    for first, last, closed_by in _FOLDS:
        at = range(frame.plan_column(first), frame.plan_column(last) + 1)
        level.update(dict.fromkeys(at, 1))
        closing.add(frame.plan_column(closed_by) if closed_by else frame.gantt_column)
    for key, width in _WIDTHS.items():
        column = frame.plan_column(key)
        fold = level.get(column, 0)
        sheet.columns.append(
            Column(column, column, width, fold > 0, fold, closes_group=column in closing)
        )
    row, kind = (frame.plan_column(key) for key in _HIDDEN)
    sheet.columns.append(Column(row, kind, 8, hidden=True))
