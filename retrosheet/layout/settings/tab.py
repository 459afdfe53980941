"""The Settings tab: the day J, days off, team and words, for people to change.

A form, the status words and the phases on top, below them team, holidays and closures: so wide as
a laptop's window. Ranges that read a list run from its header to the row below its last free line,
so entries may be inserted anywhere in between.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, TypeVar

from retrosheet.language import LANGS, Text
from retrosheet.layout import number_formats, palette, remarks
from retrosheet.layout.frame import Frame
from retrosheet.layout.palette import HEADER, SECTION, SUBTITLE, TEXT, TITLE, input_style
from retrosheet.layout.settings.form import DATES, form_checks, put_form
from retrosheet.layout.settings.lists import HEADINGS, LISTS
from retrosheet.statuses import STATUSES
from retrosheet.workbook.model import (
    Column,
    Look,
    Print,
    Row,
    Rule,
    Sheet,
    Style,
    Validation,
    Value,
)
from retrosheet.workbook.refs import cell_ref
from retrosheet.workbook.serials import serial

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrosheet.workbook.refs import Area

_Entry = TypeVar("_Entry")
_TITLE = Text("Réglages", "Settings")
_SUBTITLE = Text(
    "Changez une cellule sur fond crème : tout le plan suit.",
    "Change a cream-coloured cell: the whole plan follows.",
)
_TOP_SECTIONS = (
    (1, 5, Text("Campagne", "Campaign")),
    (7, 8, Text("Statuts", "Statuses")),
    (11, 13, Text("Phases", "Phases")),
)
_LIST_SECTIONS = (
    (1, 5, Text("Équipe", "Team")),
    (7, 8, Text("Jours fériés", "Public holidays")),
    (11, 13, Text("Fermetures et congés", "Closures and leave")),
)
_CLOSED = Text("Fermé", "Closed")
_NOT_A_DATE = Text("Pas une date", "Not a date")
_TYPE_A_DATE = Text(
    "Tapez une date, par exemple 15/03/2027 ; sinon ce jour ne comptera pas.",
    "Type a date, for example 2027-03-15; otherwise this day will not count.",
)
_PRINTED_SPARE = 5


def lay_out(frame: Frame) -> Sheet:
    sheet = Sheet("settings", frame.titles["settings"], tab_color=palette.ACCENT, zoom=90)
    lang = frame.lang
    header = frame.settings.list_row
    top = frame.settings.title_row
    sheet.put(top, 1, _TITLE.to(lang), TITLE)
    sheet.put(top + 1, 1, _SUBTITLE.to(lang), SUBTITLE)
    for row, sections in ((frame.settings.top_row, _TOP_SECTIONS), (header, _LIST_SECTIONS)):
        for first, last, title in sections:
            for column in range(first, last + 1):
                sheet.put(row - 1, column, title.to(lang) if column == first else "", SECTION)
    put_form(sheet, frame)
    _put_team(sheet, frame)
    _put_days(sheet, frame)
    _put_words(sheet, frame)
    widths = {
        0: 1.3, 1: 27, 2: 27, 3: 27, 5: 8, 6: 2, 7: 16, 8: 23, 10: 2, 11: 10.5, 12: 10.5, 13: 17,
    }  # fmt: skip
    sheet.columns.extend(Column(column, column, width) for column, width in widths.items())
    # what the plan shows of a person, and the code of a status
    sheet.columns.append(
        Column(frame.settings.team_column + 3, frame.settings.team_column + 3, 20, hidden=True)
    )
    sheet.columns.append(
        Column(frame.settings.status_column + 2, frame.settings.status_column + 2, 6, hidden=True)
    )
    tall = (frame.settings.top_row - 1, frame.settings.top_row, header - 1, header)
    sheet.rows.extend((Row(top, 32), Row(top + 1, 18), *(Row(row, 20) for row in tall)))
    # beside launch day stands what is wrong with the days, in two lines
    sheet.rows.append(Row(frame.settings.entry("launch").first_row, 27))
    sheet.default_height = 18
    sheet.printing = Print(
        area=(0, 1, header + _printed_rows(frame), frame.settings.closure_list_column + 2),
        repeat=(header, header),
        footer_left=frame.campaign.name,
    )
    sheet.validations.extend((*_validations(frame), *form_checks(frame)))
    sheet.rules.extend(remarks.settings_rules(frame))
    return sheet


def _printed_rows(frame: Frame) -> int:
    """The lines of the lists that go on paper: all that are filled, and a few more to fill in."""
    campaign = frame.campaign
    entries = (
        ("team", campaign.roles), ("holidays", campaign.holidays), ("closures", campaign.closures)
    )  # fmt: skip
    filled = max(frame.settings.filled(key, len(listed)) for key, listed in entries)
    return min(filled + _PRINTED_SPARE, max(frame.settings.holiday_rows, frame.settings.team_rows))


def _header(sheet: Sheet, frame: Frame, row: int, key: str) -> None:
    listed = LISTS[key]
    for column, heading in enumerate(listed.keys, listed.column):
        sheet.put(row, column, HEADINGS[heading].to(frame.lang), HEADER)


def _list(
    sheet: Sheet, header: int, column: int, rows: int, entries: Mapping[int, Sequence[Value]],
    styles: Sequence[Style],
) -> None:  # fmt: skip
    """A list under its header: its entries by their lines, and free lines."""
    first = header + 1
    for index in range(rows):
        entry = entries.get(index, ("",) * len(styles))
        for offset, (value, style) in enumerate(zip(entry, styles, strict=True)):
            sheet.put(first + index, column + offset, value, style)


def _at(frame: Frame, key: str, entries: Sequence[_Entry]) -> dict[int, _Entry]:
    """The entries of a list by the lines on which they stand."""
    return dict(zip(frame.settings.lines(key, len(entries)), entries, strict=True))


def _put_team(sheet: Sheet, frame: Frame) -> None:
    column, first = frame.settings.team_column, frame.settings.list_row + 1
    _header(sheet, frame, frame.settings.list_row, "team")
    roles = _at(frame, "team", frame.campaign.roles)
    entries = {line: (role.title, role.person, "") for line, role in roles.items()}
    styles = [input_style(TEXT)] * 3
    _list(sheet, frame.settings.list_row, column, frame.settings.team_rows, entries, styles)
    _list(sheet, frame.settings.list_row, column + 4, frame.settings.team_rows, {}, styles[:1])
    for index in range(frame.settings.team_rows):
        row = first + index
        role, person = cell_ref(row, column), cell_ref(row, column + 1)
        shown = roles[index].label if index in roles else ""
        text = f'=IF(TRIM({person})<>"",{person},IF(TRIM({role})<>"",{role},""))'
        sheet.calc(row, column + 3, text, shown, TEXT)


def _put_days(sheet: Sheet, frame: Frame) -> None:
    lang, campaign = frame.lang, frame.campaign
    date = input_style(TEXT._replace(number_format=number_formats.date(frame.locale), align="left"))
    text, header = input_style(TEXT), frame.settings.list_row
    _header(sheet, frame, header, "holidays")
    days = _at(frame, "holidays", campaign.holidays)
    holidays = {line: (holiday.day, holiday.name) for line, holiday in days.items()}
    _list(
        sheet,
        header,
        frame.settings.holiday_column,
        frame.settings.holiday_rows,
        holidays,
        (date, text),
    )
    _header(sheet, frame, header, "closures")
    spans = _at(frame, "closures", campaign.closures)
    closures = {line: (span.first, span.last, _CLOSED.to(lang)) for line, span in spans.items()}
    _list(
        sheet,
        header,
        frame.settings.closure_list_column,
        frame.settings.closure_rows,
        closures,
        (date, date, text),
    )


def _put_words(sheet: Sheet, frame: Frame) -> None:
    lang, header = frame.lang, frame.settings.top_row
    _header(sheet, frame, header, "statuses")
    shown: dict[int, tuple[Value, ...]] = {
        line: (status.word.to(lang), status.meaning.to(lang), line + 1)
        for line, status in enumerate(STATUSES)
    }
    styles = (input_style(TEXT), palette.TEXT_MUTED, TEXT)
    _list(sheet, header, frame.settings.status_column, frame.settings.status_rows, shown, styles)
    _header(sheet, frame, header, "phases")
    phases = {line: (phase.title, "", "") for line, phase in enumerate(frame.campaign.phases)}
    wide = (input_style(TEXT),) * 3
    _list(sheet, header, frame.settings.phase_column, frame.settings.phase_rows, phases, wide)
    for beside in (1, 2):
        sheet.put(header, frame.settings.phase_column + beside, "", HEADER)
    first = header + 1
    hues = len(palette.HUES)
    area = frame.area(
        "settings",
        first,
        frame.settings.phase_column,
        first + frame.settings.phase_rows - 1,
        frame.settings.phase_column + 2,
    )
    own = cell_ref(first, frame.settings.phase_column, col_abs=True)
    for number, hue in enumerate(palette.HUES):
        in_turn = f"MOD(ROW({own})-{first + 1},{hues})={number}"
        look = Look(fill=hue.tint, color=hue.strong, bold=True)
        sheet.rules.append(Rule(area, f'=AND(TRIM({own})<>"",{in_turn})', look))


def _validations(frame: Frame) -> list[Validation]:
    lang = frame.lang
    title, message = _NOT_A_DATE.to(lang), _TYPE_A_DATE.to(lang)
    first = frame.settings.list_row + 1

    def column(index: int, rows: int) -> Area:
        return frame.area("settings", first, index, first + rows - 1, index)

    dates = (
        *(frame.settings.entry(key) for key in DATES),
        column(frame.settings.holiday_column, frame.settings.holiday_rows),
        column(frame.settings.closure_list_column, frame.settings.closure_rows),
        column(frame.settings.closure_list_column + 1, frame.settings.closure_rows),
    )
    least = float(serial(dt.date(1954, 10, 4)))
    return [
        *(Validation(area, "date", title, message, least=least, most=79999) for area in dates),
        Validation(
            column(frame.settings.team_column + 4, frame.settings.team_rows), "list",
            _NOT_A_LANGUAGE.to(lang),
            _TYPE_LANGUAGE.to(lang), source=LANGS,
        ),
    ]  # fmt: skip


_NOT_A_LANGUAGE = Text("Langue inconnue", "Unknown language")
_TYPE_LANGUAGE = Text(
    "fr ou en ; rien pour la langue du classeur.", "fr or en; nothing for the workbook’s own."
)
