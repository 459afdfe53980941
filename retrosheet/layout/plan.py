"""The plan tab: the table that people edit, and the heading above it; the Gantt is next door.

Every calculated cell looks its value up by the row's own ID, so the table can be sorted, cut,
filtered and extended. ``alert`` says in words what the colours say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.language import Text
from retrosheet.layout import gantt, number_formats, palette, plan_checks
from retrosheet.layout.engine_live import FLAGS
from retrosheet.layout.engine_scalars import ZOOMS
from retrosheet.layout.palette import HEADER, HEADER_CENTER, input_style
from retrosheet.layout.plan_lines import put_lines
from retrosheet.layout.plan_places import PLAN_COLUMNS
from retrosheet.workbook.model import Column, Look, Print, Row, Rule, Sheet, Style

if TYPE_CHECKING:
    from retrosheet.layout.frame import Frame

HEADERS = {
    "id": Text("ID", "ID"),
    "phase": Text("Phase", "Phase"),
    "title": Text("Tâche", "Task"),
    "owner": Text("Responsable", "Owner"),
    "status": Text("Statut", "Status"),
    "progress": Text("Avanc.", "Done"),
    "start": Text("Début prévu", "Start"),
    "due": Text("Échéance", "Due"),
    "offset": Text("J±", "D±"),
    "duration": Text("Durée", "Length"),
    "alert": Text("Alerte", "Alert"),
    "margin": Text("Marge prévue", "Buffer"),
    "needs": Text("Dépend de", "Depends on"),
    "imposed": Text("Date imposée", "Imposed date"),
    "actual_end": Text("Fin réelle", "Actual end"),
    "float": Text("Marge totale", "Total float"),
    "deliverable": Text("Livrable", "Deliverable"),
    "channel": Text("Canal", "Channel"),
    "comment": Text("Commentaire", "Comment"),
}
_WIDTHS = {
    "id": 7, "phase": 19, "title": 43, "owner": 23, "status": 16, "progress": 7, "start": 10.5,
    "due": 10.5, "offset": 6.5, "duration": 7.5, "alert": 21, "margin": 8, "needs": 15,
    "imposed": 11, "actual_end": 11, "float": 8, "deliverable": 24, "channel": 16, "comment": 36,
}  # fmt: skip
_FOLDED = ("margin", "needs", "imposed", "actual_end", "float", "deliverable", "channel", "comment")
_HIDDEN = ("row", "work_end", "flag", "phase_no", "kind")
_MOST_LINES_ON_A3 = 80

_PROGRESS = Text("Avancement", "Progress")
_LATE = Text("En retard", "Late")
_LAUNCH = Text("Jour J", "Launch day")
_ZOOM = Text("Échelle", "Scale")
_ADD_HERE = Text(
    "Lignes libres : tapez une tâche dans la ligne vide suivante, elle se planifie toute seule.",
    "Spare lines: type a task into the next blank line and it schedules itself.",
)
_EDGE = Text(
    "Fin du plan. Insérez vos lignes au-dessus de celle-ci.",
    "End of the plan. Insert your lines above this one.",
)


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
    sheet.rules.extend(plan_checks.rules(frame))
    gantt.lay_out(sheet, frame)
    sheet.filter = frame.area(
        "plan",
        frame.plan_header_row,
        0,
        frame.plan_sentinel_row - 1,
        frame.plan_column("comment"),
    )
    sheet.printing = Print(
        area=(0, 0, frame.plan_sentinel_row - 1, frame.gantt_last_column),
        paper="A3",
        repeat=(frame.plan_start_row - 1, frame.plan_header_row),
        one_page=len(frame.lines) <= _MOST_LINES_ON_A3,
        footer_left=frame.campaign.name,
    )
    return sheet


def _put_heading(sheet: Sheet, frame: Frame) -> None:
    """Above the table: what campaign, which day J, how far away, how far along, how many late."""
    lang = frame.lang
    label = Style(size=9, color=palette.MUTED)
    big = Style(size=12, bold=True, color=palette.NIGHT, align="left")
    sheet.calc(0, 0, f"={frame.setting('name').ref}", frame.campaign.name, palette.TITLE)
    right = label._replace(align="right")
    # in the widest column: in Sheets nobody could move a column past one that is merged
    launch = big._replace(number_format=number_formats.long_date(lang), indent=1)
    sheet.put(1, 1, _LAUNCH.to(lang), right)
    sheet.calc(1, 2, f"={frame.setting('launch').ref}", frame.campaign.launch, launch)
    days = (frame.campaign.launch - frame.today).days
    countdown = f'=IFERROR({frame.scalar_from("launch")}-{frame.scalar_from("today")},"")'
    away = big._replace(number_format=number_formats.countdown(lang), align="left")
    sheet.calc(1, 3, countdown, days, away._replace(color=palette.ACCENT))
    sheet.put(1, 4, _PROGRESS.to(lang), right)
    progress = big._replace(number_format=number_formats.share(lang), indent=1)
    sheet.calc(1, 5, f"={frame.scalar_from('overall_progress')}", 0, progress)
    sheet.put(1, 6, _LATE.to(lang), right)
    flags = frame.engine_range("flag").ref
    late = sum(1 for placed in frame.schedule.tasks if placed.due < frame.today)
    counted = f"=COUNTIF({flags},{FLAGS.index('late')})"
    sheet.calc(1, 7, counted, late, big._replace(indent=1))
    here = frame.area("plan", 1, 7, 1, 7)
    sheet.rules.append(Rule(here, "=$H$2>0", Look(color=palette.LATE, bold=True)))
    sheet.put(frame.plan_zoom[0], 0, _ZOOM.to(lang), label)
    chosen = input_style(Style(size=10, bold=True, color=palette.ACCENT))
    sheet.put(*frame.plan_zoom, ZOOMS[0].to(lang), chosen)
    heights = ((0, 32), (1, 20), (2, 6), (3, 18), (4, 6), (5, 16))
    sheet.rows.extend(Row(row, height) for row, height in heights)


def _put_header(sheet: Sheet, frame: Frame) -> None:
    centered = {"status", "progress", "start", "due", "offset", "duration", "margin", "float"}
    for column, key in enumerate(PLAN_COLUMNS):
        sheet.put(frame.plan_key_row, column, key, palette.HIDDEN_KEY)
        title = HEADERS[key].to(frame.lang) if key in HEADERS else key
        style = HEADER_CENTER if key in centered else HEADER
        sheet.put(frame.plan_header_row, column, title, style)
    sheet.rows.append(Row(frame.plan_key_row, 12, hidden=True))
    sheet.rows.append(Row(frame.plan_header_row, 30))


def _put_sentinel(sheet: Sheet, frame: Frame) -> None:
    row = frame.plan_sentinel_row
    edge = Style(size=8, italic=True, color=palette.FAINT, line_above=palette.FAINT)
    for column in range(frame.plan_column("comment") + 1):
        sheet.put(row, column, _EDGE.to(frame.lang) if column == 2 else "", edge)
    sheet.rows.append(Row(row, 14))
    # behind the table, where the hint is in nobody's way
    sheet.put(row + 1, frame.plan_column("title"), _ADD_HERE.to(frame.lang), palette.NOTE)


def _put_columns(sheet: Sheet, frame: Frame) -> None:
    for key, width in _WIDTHS.items():
        column = frame.plan_column(key)
        folded = key in _FOLDED
        sheet.columns.append(Column(column, column, width, hidden=folded, level=1 if folded else 0))
    first, last = frame.plan_column(_HIDDEN[0]), frame.plan_column(_HIDDEN[-1])
    sheet.columns.append(Column(first, last, 8, hidden=True))
