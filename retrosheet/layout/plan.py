"""The plan tab: the table that people edit, and the heading above it; the Gantt is next door.

Every calculated cell looks its value up by the row's own ID, so the table can be sorted, cut,
filtered and extended. ``alert`` says in words what the colours say.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from retrosheet.campaign import Task
from retrosheet.language import Text
from retrosheet.layout import gantt, palette
from retrosheet.layout.engine_live import FLAGS
from retrosheet.layout.engine_values import ZOOMS, LineValues, needs_text
from retrosheet.layout.frame import PLAN_COLUMNS, STATUSES, Frame
from retrosheet.layout.palette import HEADER, HEADER_CENTER, TEXT, TEXT_CENTER, input_style
from retrosheet.workbook.model import Cell, Column, Look, Print, Row, Rule, Sheet, Style, Validation
from retrosheet.workbook.refs import Area, column_letters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.workbook.model import Value

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
    "id": 7, "phase": 17, "title": 43, "owner": 23, "status": 16, "progress": 7, "start": 10.5,
    "due": 10.5, "offset": 6.5, "duration": 7.5, "alert": 23, "margin": 8, "needs": 15,
    "imposed": 11, "actual_end": 11, "float": 8, "deliverable": 24, "channel": 16, "comment": 36,
}  # fmt: skip
_FOLDED = ("margin", "needs", "imposed", "actual_end", "float", "deliverable", "channel", "comment")
_HIDDEN = ("row", "work_end", "flag", "phase_no", "kind")
_COMPUTED = ("start", "due", "alert", "float")

ALERTS = {
    "done": Text("✓", "✓"),
    "late": Text("En retard · {days} j", "Late · {days} d"),
    "blocked": Text("Bloqué", "Blocked"),
    "conflict": Text("Date imposée intenable", "Imposed date cannot hold"),
    "late_start": Text("Aurait dû commencer", "Should have begun"),
    "today": Text("À rendre aujourd’hui", "Due today"),
    "soon": Text("À rendre dans {days} j", "Due in {days} d"),
}
_COUNTDOWN = Text("Jours avant J", "Days to launch")
_LAUNCH = Text("Jour J", "Launch day")
_ZOOM = Text("Échelle", "Scale")
_COMPUTED_TITLE = Text("Date calculée", "Calculated")
_COMPUTED_MESSAGE = Text(
    "Cette cellule se calcule toute seule. Pour fixer une date, tapez-la dans la colonne "
    "« Date imposée » ; pour décaler, changez J± ou la durée. Garder quand même votre saisie ?",
    "This cell is calculated. To fix a date, type it in the 'Imposed date' column; to shift it, "
    "change D± or the length. Keep what you typed all the same?",
)
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
    _Heading(sheet, frame).put()
    _put_header(sheet, frame)
    _put_lines(sheet, frame)
    _put_sentinel(sheet, frame)
    _put_columns(sheet, frame)
    sheet.validations.extend(_validations(frame))
    sheet.rules.extend(_table_rules(frame))
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
        repeat=(frame.plan_start_row, frame.plan_header_row),
        footer_left=frame.campaign.name,
    )
    return sheet


class _Heading:
    """The rows above the table: what campaign, which day J, how far away, how far along."""

    def __init__(self, sheet: Sheet, frame: Frame) -> None:
        self.sheet, self.frame = sheet, frame

    def put(self) -> None:
        sheet, frame, lang = self.sheet, self.frame, self.frame.lang
        name = frame.setting("name").ref
        sheet.calc(0, 0, f"={name}", frame.campaign.name, palette.TITLE)
        label = Style(size=9, color=palette.MUTED)
        big = Style(size=12, bold=True, color=palette.NIGHT, align="left")
        launch = frame.setting("launch").ref
        sheet.put(1, 0, _LAUNCH.to(lang), label)
        sheet.calc(
            1,
            1,
            f"={launch}",
            frame.campaign.launch,
            big._replace(number_format=palette.long_date_format(lang)),
        )
        countdown = f'=IFERROR({frame.scalar_from("launch")}-{frame.scalar_from("today")},"")'
        days = (frame.campaign.launch - frame.today).days
        letter = "J" if lang == "fr" else "D"
        sheet.put(1, 3, _COUNTDOWN.to(lang), label._replace(align="right"))
        sheet.calc(
            1,
            4,
            countdown,
            days,
            big._replace(number_format=f'"{letter}-"0;"{letter}+"0;"{letter}-0"'),
        )
        sheet.put(frame.plan_zoom[0], 0, _ZOOM.to(lang), label)
        sheet.put(
            *frame.plan_zoom,
            ZOOMS[0].to(lang),
            input_style(Style(size=10, bold=True, color=palette.ACCENT)),
        )
        sheet.rows.extend((Row(0, 32), Row(1, 20), Row(2, 6), Row(3, 18), Row(4, 6), Row(5, 16)))


def _put_header(sheet: Sheet, frame: Frame) -> None:
    centered = {"status", "progress", "start", "due", "offset", "duration", "margin", "float"}
    for column, key in enumerate(PLAN_COLUMNS):
        sheet.put(frame.plan_key_row, column, key, palette.HIDDEN_KEY)
        title = HEADERS[key].to(frame.lang) if key in HEADERS else key
        style = HEADER_CENTER if key in centered else HEADER
        sheet.put(frame.plan_header_row, column, title, style)
    sheet.rows.append(Row(frame.plan_key_row, 12, hidden=True))
    sheet.rows.append(Row(frame.plan_header_row, 30))


def _styles(frame: Frame, task: Task | None) -> Mapping[str, Style]:
    lang = frame.lang
    date = TEXT_CENTER._replace(number_format=palette.date_format(lang))
    letter = "J" if lang == "fr" else "D"
    offset = f'"{letter}+"0;"{letter}-"0;"{letter}"'
    unit = "j" if lang == "fr" else "d"
    if task is not None and task.calendar_days:
        unit = "j cal." if lang == "fr" else "cal. d"
    milestone = task is not None and task.kind == "milestone"
    strong = TEXT._replace(bold=milestone)
    return {
        "id": TEXT._replace(color=palette.MUTED, size=9),
        "phase": TEXT._replace(size=9),
        "title": strong,
        "owner": TEXT,
        "status": TEXT_CENTER,
        "progress": TEXT_CENTER._replace(number_format="0%"),
        "start": date,
        "due": date._replace(bold=True),
        "offset": TEXT_CENTER._replace(number_format=offset, color=palette.MUTED),
        "duration": TEXT_CENTER._replace(number_format=f'0" {unit}";;"–"', color=palette.MUTED),
        "alert": TEXT._replace(bold=True, size=9),
        "margin": TEXT_CENTER._replace(number_format=f'0" {"j" if lang == "fr" else "d"}";;"–"'),
        "needs": TEXT._replace(color=palette.MUTED, size=9),
        "imposed": input_style(date),
        "actual_end": input_style(date),
        "float": TEXT_CENTER._replace(number_format=f'0" {"j" if lang == "fr" else "d"}"'),
        "deliverable": TEXT._replace(size=9),
        "channel": TEXT._replace(size=9),
        "comment": TEXT._replace(size=9),
    }


def _put_lines(sheet: Sheet, frame: Frame) -> None:
    columns = {key: column for column, key in enumerate(PLAN_COLUMNS)}
    letters = {key: column_letters(column) for column, key in enumerate(PLAN_COLUMNS)}
    engine = {
        key: frame.engine_range(key).ref
        for key in ("id", "start", "due", "work_end", "late", "conflict", "flag", "float",
                    "critical", "kind", "incompressible")
    }  # fmt: skip
    sync = {key: frame.sync_range(key).ref for key in ("id", "message", "verdict")}
    phases = frame.phase_list.ref
    today = frame.scalar_from("today")
    values = LineValues(frame)
    styles: dict[tuple[bool, bool, bool], Mapping[str, Style]] = {}
    lang = frame.lang
    owner_rows = {role.id: index for index, role in enumerate(frame.campaign.roles)}
    words = {key: text.to(lang) for key, text in ALERTS.items()}

    for index, line in enumerate(frame.lines):
        row = frame.plan_first_row + index
        placed = line.placed
        task = placed.task if placed else None
        shown = values.of(line)
        own = {key: f"${letter}{row + 1}" for key, letter in letters.items()}
        kind = (
            task is not None,
            task is not None and task.calendar_days,
            task is not None and task.kind == "milestone",
        )
        if kind not in styles:
            styles[kind] = _styles(frame, task)
        look = styles[kind]

        def put(key: str, value: Value, formula: str = "") -> None:
            style = look.get(key, palette.HIDDEN_KEY)  # noqa: B023 - used within this turn
            sheet.cells.append(Cell(row, columns[key], value, style, formula))  # noqa: B023

        def found(key: str) -> str:
            return f"INDEX({engine[key]},{own['row']})"  # noqa: B023

        at = own["row"]
        title = own["title"]
        live = shown["position"] != 0
        put("id", line.id)
        put("phase", frame.campaign.phases[task.phase].title if task else "")
        put("title", task.title if task else "")
        _put_owner(put, frame, task, owner_rows)
        put("status", STATUSES[0].word.to(lang) if task else "")
        put("progress", 0 if task else "")
        put("start", shown["start"] if live else "", _guarded(at, title, found("start")))
        put("due", shown["due"] if live else "", _guarded(at, title, found("due")))
        put("offset", shown["offset"] if live else "")
        put("duration", task.duration if task else "")
        alert, flag = _live_values(shown, words, frame.today)
        put("alert", alert, _alert(own, found, sync, words, today))
        put("margin", task.margin if task else "")
        put("needs", needs_text(task.needs) if task else "")
        put("imposed", task.imposed if task else "")
        put("actual_end", "")
        put("float", shown["float"] if live else "", _guarded(at, title, found("float")))
        put("deliverable", task.deliverable if task else "")
        put("channel", task.channel if task else "")
        put("comment", task.note if task else "")
        put("row", index + 1, f"=IFERROR(MATCH({own['id']},{engine['id']},0),0)")
        put(
            "work_end",
            shown["work_end"] if live else "",
            _guarded(at, title, found("work_end")),
        )
        put("flag", flag, _flag(own, found, sync))
        put(
            "phase_no",
            task.phase + 1 if task else 0,
            f"=IFERROR(MATCH({own['phase']},{phases},0)-1,0)",
        )
        put("kind", _kind(shown), _kind_formula(at, title, found))
        sheet.rows.append(Row(row, 19.5))


def _put_owner(put: object, frame: Frame, task: Task | None, rows: Mapping[str, int]) -> None:
    """The owner follows the team list of Settings until somebody types another one."""
    assert callable(put)
    if task is None:
        put("owner", "")
        return
    team = frame.team
    cell = Area(team.title, *(2 * (team.first_row + 1 + rows[task.role], team.first_column)))
    put("owner", frame.campaign.role(task.role).label, f"={cell.ref}")


def _guarded(at: str, title: str, found: str) -> str:
    """Nothing on a row without a task of the plan, and nothing while J cannot be read."""
    return f'=IF(OR({at}=0,TRIM({title})=""),"",IFERROR({found},""))'


def _kind(shown: Mapping[str, Value]) -> str:
    if shown["position"] == 0:
        return ""
    if shown["kind"] == "milestone":
        return "m"
    if shown["incompressible"]:
        return "w"
    return "c" if shown["critical"] else "o"


def _kind_formula(at: str, title: str, found: object) -> str:
    """m milestone, w waiting, c critical, o ordinary: how the Gantt draws the row."""
    assert callable(found)
    return (
        f'=IF(OR({at}=0,TRIM({title})=""),"",IF({found("kind")}="milestone","m",'
        f'IF({found("incompressible")}=1,"w",IF({found("critical")}=1,"c","o"))))'
    )


def _live_values(
    shown: Mapping[str, Value], words: Mapping[str, str], today: dt.date
) -> tuple[str, str]:
    """The alert and the flag of a line on the day of generation, before any sync."""
    flag = FLAGS[int(shown["flag"])] if isinstance(shown["flag"], int) else ""
    due = shown["due"]
    assert isinstance(due, dt.date)
    days = (due - today).days
    if shown["position"] == 0:
        return "", ""
    if flag == "late":
        return words["late"].format(days=shown["late"]), flag
    if shown["conflict"]:
        return words["conflict"], flag
    if flag == "late_start":
        return words["late_start"], flag
    if flag == "soon":
        return (words["today"] if days == 0 else words["soon"].format(days=days)), flag
    return "", flag


def _alert(
    own: Mapping[str, str], found: object, sync: Mapping[str, str], words: Mapping[str, str],
    today: str,
) -> str:  # fmt: skip
    """Done and late outrank what sync wrote; what sync wrote outranks the rest."""
    assert callable(found)
    late_a, late_b = words["late"].split("{days}")
    soon_a, soon_b = words["soon"].split("{days}")
    flag, at, due = own["flag"], own["row"], own["due"]
    said = f'IFERROR(INDEX({sync["message"]},MATCH({own["id"]},{sync["id"]},0)),"")'
    live = (
        f'IF({flag}="blocked","{words["blocked"]}",'
        f'IF({found("conflict")}=1,"{words["conflict"]}",'
        f'IF({flag}="late_start","{words["late_start"]}",'
        f'IF({flag}="soon",IF({due}={today},"{words["today"]}","{soon_a}"&({due}-{today})'
        f'&"{soon_b}"),""))))'
    )
    return (
        f'=IF(OR({at}=0,TRIM({own["title"]})=""),"",'
        f'IF({flag}="done","{words["done"]}",'
        f'IF({flag}="late","{late_a}"&{found("late")}&"{late_b}",'
        f'IF({said}<>"",{said},IFERROR({live},"")))))'
    )


def _flag(own: Mapping[str, str], found: object, sync: Mapping[str, str]) -> str:
    """The live flag as a word; "risk" where nothing graver holds and sync forecast a delay."""
    assert callable(found)
    at, code = own["row"], found("flag")
    risk = f'IFERROR(INDEX({sync["verdict"]},MATCH({own["id"]},{sync["id"]},0)),"")'
    names = "".join(f'IF({code}={n},"{FLAGS[n]}",' for n in (1, 2, 3))
    rest = f'IF({risk}="risk","risk",IF({code}=4,"{FLAGS[4]}",IF({code}=5,"{FLAGS[5]}","")))'
    return f'=IF(OR({at}=0,TRIM({own["title"]})=""),"",IFERROR({names}{rest}))),""))'


def _put_sentinel(sheet: Sheet, frame: Frame) -> None:
    row = frame.plan_sentinel_row
    edge = Style(size=8, italic=True, color=palette.FAINT, line_above=palette.FAINT)
    for column in range(frame.plan_column("comment") + 1):
        sheet.put(row, column, _EDGE.to(frame.lang) if column == 2 else "", edge)
    sheet.rows.append(Row(row, 14))
    first_spare = frame.plan_first_row + frame.task_count
    # the hint stands behind the table, where it is in nobody's way
    sheet.put(row + 1, frame.plan_column("title"), _ADD_HERE.to(frame.lang), palette.NOTE)
    assert first_spare < row


def _put_columns(sheet: Sheet, frame: Frame) -> None:
    for key, width in _WIDTHS.items():
        column = frame.plan_column(key)
        folded = key in _FOLDED
        sheet.columns.append(Column(column, column, width, hidden=folded, level=1 if folded else 0))
    first, last = frame.plan_column(_HIDDEN[0]), frame.plan_column(_HIDDEN[-1])
    sheet.columns.append(Column(first, last, 8, hidden=True))


def _validations(frame: Frame) -> list[Validation]:
    lang = frame.lang
    first, last = frame.plan_first_row, frame.plan_sentinel_row - 1

    def column(key: str) -> Area:
        index = frame.plan_column(key)
        return frame.area("plan", first, index, last, index)

    def inner(area: Area) -> Area:
        return area._replace(first_row=area.first_row + 1, last_row=area.last_row - 1)

    pick = Text("Autre mot", "Another word").to(lang)
    number = Text("Pas un nombre attendu", "Unexpected number").to(lang)
    date = Text("Pas une date", "Not a date").to(lang)
    date_message = Text(
        "Tapez une date, par exemple 15/03/2027.", "Type a date, for example 2027-03-15."
    ).to(lang)
    validations = [
        Validation(
            column("status"), "list", pick,
            Text("Ce statut n’est pas dans la liste des réglages : il ne sera pas compris.",
                 "This status is not in the list of the settings: it will not be understood."
                 ).to(lang),
            source=inner(frame.status_words),
        ),
        Validation(
            column("owner"), "list", pick,
            Text("Cette personne n’est pas dans l’équipe des réglages.",
                 "This person is not in the team of the settings.").to(lang),
            source=inner(frame.team),
        ),
        Validation(
            column("phase"), "list", pick,
            Text("Cette phase n’est pas dans les réglages : elle n’aura pas de couleur.",
                 "This phase is not in the settings: it will have no colour.").to(lang),
            source=inner(frame.phase_list),
        ),
        Validation(
            column("progress"), "decimal", number,
            Text("Un avancement va de 0 % à 100 %.", "Progress runs from 0% to 100%.").to(lang),
            least=0, most=1,
        ),
        Validation(
            column("offset"), "whole", number,
            Text("Des jours calendaires par rapport à J : -30, 0, 15…",
                 "Calendar days from launch day: -30, 0, 15…").to(lang),
            least=-3000, most=3000,
        ),
        Validation(
            column("duration"), "whole", number,
            Text("Une durée en jours, de 0 à 3000.", "A length in days, from 0 to 3000.").to(lang),
            least=0, most=3000,
        ),
        Validation(
            column("margin"), "whole", number,
            Text("Une marge en jours ouvrés, de 0 à 3000.",
                 "A buffer in working days, from 0 to 3000.").to(lang),
            least=0, most=3000,
        ),
        Validation(column("imposed"), "date", date, date_message, least=20001, most=79999),
        Validation(column("actual_end"), "date", date, date_message, least=20001, most=79999),
        Validation(
            frame.area("plan", *frame.plan_zoom, *frame.plan_zoom), "list", pick,
            Text("Choisissez une échelle dans la liste.", "Choose a scale from the list.").to(lang),
            source=tuple(zoom.to(lang) for zoom in ZOOMS),
        ),
    ]  # fmt: skip
    validations.extend(
        Validation(column(key), "computed", _COMPUTED_TITLE.to(lang), _COMPUTED_MESSAGE.to(lang))
        for key in _COMPUTED
    )
    return validations


def _table_rules(frame: Frame) -> list[Rule]:
    """The late row, the done row, and phases as bands; each rule looks at its own row only."""
    top = frame.plan_key_row
    own = {key: f"${column_letters(i)}{top + 1}" for i, key in enumerate(PLAN_COLUMNS)}
    last = frame.plan_sentinel_row

    def columns(first: str, final: str) -> Area:
        return frame.area("plan", top, frame.plan_column(first), last, frame.plan_column(final))

    flag, number = own["flag"], own["phase_no"]
    hues = len(palette.HUES)
    banded = [
        Rule(
            columns("phase", "phase"),
            f"=AND(ISNUMBER({number}),{number}>0,MOD({number}-1,{hues})={n})",
            Look(fill=hue.tint, color=hue.strong, bold=True),
        )
        for n, hue in enumerate(palette.HUES)
    ]
    graves = (
        (f'={flag}="late"', palette.LATE_LOOK),
        (f'={flag}="blocked"', palette.LATE_LOOK),
        (f'={flag}="risk"', palette.RISK_LOOK),
        (f'={flag}="done"', palette.DONE_LOOK),
    )
    rows = [
        Rule(area, formula, look)
        for area in (
            columns("id", "id"),
            columns("title", "duration"),
            columns("margin", "comment"),
        )
        for formula, look in graves
    ]
    near = f'=OR({flag}="soon",{flag}="late_start")'
    alerts = [
        Rule(columns("alert", "alert"), formula, look)
        for formula, look in (*graves, (near, Look(color="#8A5A00")))
    ]
    return [*banded, *rows, *alerts]
