"""What the sheet says live about what it cannot use, beside launch day and above the plan.

The engine counts it and keeps one short sentence for each kind, empty while all is well. Settings
shows the first of those about days next to J, the plan the gravest about its rows and how many
others there are, the dashboard all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.terms import MOST_DAYS
from retrosheet.language import Lang, Text
from retrosheet.layout import palette
from retrosheet.layout.dashboard.words import Part, Said, choose, literal, say
from retrosheet.layout.settings.lists import LISTS
from retrosheet.workbook.model import Look, Rule
from retrosheet.workbook.plan_tab import DIAMOND, HINT, MARK, ROWS_BELOW
from retrosheet.workbook.refs import Area, cell_ref, column_letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from retrosheet.layout.frame import Frame
    from retrosheet.workbook.model import Value

SIGN = "⚠"
LOOK = Look(fill=palette.TODAY, color=palette.LATE_TEXT, bold=True)
"""How a cell looks that the plan does not use as it stands."""

COUNTS = ("wrong_days", "below_lists", "lost_rows", "below_plan", "in_gantt", "odd")
DAYS = ("said_launch", "said_lists", "said_years", "said_room", "said_days", "said_below")
ROWS = ("said_columns", "said_rows", "said_end", "said_gantt", "said_odd")
_NUMBER = "remarks"
SCALARS = (*COUNTS, *DAYS, *ROWS, _NUMBER)
"""The engine's single values for them."""
ABOVE_PLAN = ("said_columns", "said_launch", "said_lists", *ROWS[1:])
"""What the plan itself says, the gravest first."""
BY_GRAVITY = (*ABOVE_PLAN, *(key for key in DAYS if key not in ABOVE_PLAN))

TEXTS = {
    "said_launch": Text(
        "⚠ J n’est pas une date que le plan sait lire : tapez par exemple 15/03/2027.",
        "⚠ Launch day is not a date that the plan can read: type one, 2027-03-15.",
    ),
    "said_lists": Text(
        "⚠ Une liste de jours fériés ou de fermetures a été supprimée.",
        "⚠ A list of holidays or closures was deleted.",
    ),
    "said_room": Text(
        "⚠ {closed_days} jours de fermeture : seuls {closed_room} comptent.",
        "⚠ {closed_days} days of closures: only {closed_room} count.",
    ),
    "said_days": Text(
        "⚠ Jours fériés ou fermetures illisibles (en rouge) : {wrong_days}.",
        "⚠ Holidays or closures that cannot be read (in red): {wrong_days}.",
    ),
    "said_below": Text(
        "⚠ Saisies sous les listes des réglages, ignorées : {below_lists}.",
        "⚠ Entries below the lists of the settings, ignored: {below_lists}.",
    ),
    "said_columns": Text(
        "⚠ Des colonnes du plan ont été supprimées : annulez.",
        "⚠ Columns of the plan were deleted: undo.",
    ),
    "said_rows": Text(
        "⚠ Lignes non suivies (en rouge) : {lost_rows}. Retapez-les sur une ligne libre (+), puis "
        "supprimez-les.",
        "⚠ Rows not followed (in red): {lost_rows}. Type them again on a spare line (+), then "
        "delete them.",
    ),
    "said_end": Text(
        "⚠ Saisies sous la fin du plan, ignorées : {below_plan}.",
        "⚠ Entries below the end of the plan, ignored: {below_plan}.",
    ),
    "said_gantt": Text(
        "⚠ Saisies dans le Gantt, que rien ne montre : {in_gantt}.",
        "⚠ Entries in the Gantt, which nothing shows: {in_gantt}.",
    ),
    "said_odd": Text(
        "⚠ Saisies que le plan ne comprend pas (en rouge) : {odd}.",
        "⚠ Entries that the plan does not understand (in red): {odd}.",
    ),
}
MORE = Text(" + {n} autre{n_s}", " + {n} more")
_UNTIL = Text(
    "⚠ Jours fériés listés jusqu’en {listed} ; le plan va jusqu’en {reached}.",
    "⚠ Holidays are listed until {listed}; the plan goes on until {reached}.",
)
_SINCE = Text(
    "⚠ Jours fériés listés depuis {listed} ; le plan commence en {reached}.",
    "⚠ Holidays are listed from {listed} on; the plan begins in {reached}.",
)


def formulas(frame: Frame) -> dict[str, str]:
    """The formulas of the single values, for the engine's own tab."""
    at = frame.engine.scalar
    holidays = frame.settings.holiday_list.ref
    closures = frame.settings.closure_list
    begins, ends = (closures.column(n).ref for n in (0, 1))
    title, row = frame.plan.range("title").ref, frame.plan.range("row").ref
    below = below_plan(frame).ref
    gantt = frame.area(
        # from the hidden row of keys on, so that the first line can be deleted
        "plan", frame.plan.key_row, frame.plan.gantt_column,
        frame.plan.sentinel_row, frame.plan.gantt_last_column,
    ).ref  # fmt: skip
    head = frame.plan.header_row
    above = frame.area(
        "plan", head, frame.plan.gantt_column, head, frame.plan.gantt_last_column
    ).ref
    hint = literal(HINT.to(frame.lang))
    wrong = frame.engine.closure_wrongs.local
    return {
        "wrong_days": f"=IFERROR({_unreadable(holidays)}+{_unreadable(begins)}"
        f"+{_unreadable(ends)}+SUM({wrong}),0)",
        "below_lists": "=IFERROR("
        + "+".join(f"COUNTA({area.ref})" for area in below_lists(frame))
        + ",0)",
        # the key row, the headers and the edge hold a word where lines have their number; a
        # pattern for any text takes numbers too in LibreOffice
        "lost_rows": f'=IFERROR(COUNTA({title})-COUNTIFS({title},"<>",{row},">0")'
        f'-COUNTIFS({title},"<>",{row},"row")-COUNTIFS({title},"<>",{row},"{MARK}"),0)',
        "below_plan": f"=IFERROR(COUNTA({below})-COUNTIF({below},{hint}),0)",
        "in_gantt": f'=IFERROR(COUNTA({gantt})-COUNTA({above})-COUNTIF({gantt},"{DIAMOND}"),0)',
        "odd": f"=SUM({frame.engine.range('odd').local})",
        "said_launch": f'=IF(ISERROR({at("launch")}),{_literal("said_launch", frame)},"")',
        "said_lists": f"=IF(OR(ISERROR(INDEX({holidays},1)),ISERROR(INDEX({begins},1)),"
        f'ISERROR(INDEX({ends},1))),{_literal("said_lists", frame)},"")',
        "said_years": _years(frame, holidays),
        _NUMBER: "=" + "+".join(f'IF({at(key)}="",0,1)' for key in BY_GRAVITY),
        "said_room": f"=IF({at('closed_days')}>{at('closed_room')},"
        f'{_literal("said_room", frame)},"")',
        "said_columns": f"=IF(OR(ISERROR(INDEX({title},1)),ISERROR(INDEX({row},1)),"
        f'ISERROR({at("odd")})),{_literal("said_columns", frame)},"")',
        **{
            key: f'=IFERROR(IF({at(count)}>0,{_literal(key, frame)},""),"")'
            for key, count in (
                ("said_days", "wrong_days"), ("said_below", "below_lists"),
                ("said_rows", "lost_rows"), ("said_end", "below_plan"),
                ("said_gantt", "in_gantt"), ("said_odd", "odd"),
            )
        },
    }  # fmt: skip


def _unreadable(listed: str) -> str:
    """How many cells of a list, below its header, hold no day of a plan."""
    return (
        f"MAX(0,COUNTA({listed})-COUNT({listed})-1)"
        f'+COUNTIF({listed},"<=20000")+COUNTIF({listed},">=80000")'
    )


def _years(frame: Frame, holidays: str) -> str:
    begin, end = frame.engine.scalar("plan_start"), frame.engine.scalar("plan_end")
    last, first = f"YEAR(MAX({holidays}))", f"YEAR(MIN({holidays}))"
    until = _filled(_UNTIL.to(frame.lang), {"listed": last, "reached": f"YEAR({end})"})
    since = _filled(_SINCE.to(frame.lang), {"listed": first, "reached": f"YEAR({begin})"})
    return (
        f'=IFERROR(IF(COUNT({holidays})=0,"",IF(YEAR({end})>{last},{until},'
        f'IF(YEAR({begin})<{first},{since},""))),"")'
    )


def _literal(key: str, frame: Frame) -> str:
    """A sentence as a part of a formula, with the engine's numbers in it."""
    numbers = {name: frame.engine.scalar(name) for name in (*COUNTS, "closed_days", "closed_room")}
    return _filled(TEXTS[key].to(frame.lang), numbers)


def _filled(text: str, parts: Mapping[str, str]) -> str:
    for name, reference in parts.items():
        text = text.replace(f"{{{name}}}", f'"&{reference}&"')
    return f'"{text}"'.replace('&""', "")


def values(frame: Frame) -> dict[str, Value]:
    """What they are on the day of generation."""
    found: dict[str, Value] = dict.fromkeys(BY_GRAVITY, "") | dict.fromkeys(COUNTS, 0)
    years = [holiday.day.year for holiday in frame.campaign.holidays]
    if years:
        begin, end = (day.year for day in frame.shown)
        lang: Lang = frame.lang
        if end > max(years):
            found["said_years"] = _UNTIL.to(lang).format(listed=max(years), reached=end)
        elif begin < min(years):
            found["said_years"] = _SINCE.to(lang).format(listed=min(years), reached=begin)
    return found | {_NUMBER: sum(1 for key in BY_GRAVITY if found[key])}


def gravest(frame: Frame) -> tuple[str, Value]:
    """The gravest of the sentences for the plan, as a formula, and how many others there are."""
    at = frame.engine.scalar_from
    first, begins = '""', ""
    for key in reversed(ABOVE_PLAN):
        first = f'IF({at(key)}<>"",{at(key)},{first})'
        begins = str(values(frame)[key]) or begins
    number = values(frame)[_NUMBER]
    assert isinstance(number, int)
    more = say(MORE, frame.lang, n=Part(f"({at(_NUMBER)}-1)", number - 1))
    said = choose((f"{at(_NUMBER)}>1", number > 1, more), otherwise=Said('""', ""))
    formula = f'=IFERROR(IF({first}="","",{first}&{said.formula}),"")'
    return formula, begins and begins + said.value


def joined(frame: Frame) -> tuple[str, Value]:
    """All the sentences as a formula for another tab, and what it shows at first."""
    parts = [f'IF({at}="","",{at}&"  ")' for at in map(frame.engine.scalar_from, BY_GRAVITY)]
    shown = "  ".join(str(values(frame)[key]) for key in BY_GRAVITY if values(frame)[key])
    return f'=IFERROR(TRIM({"&".join(parts)}),"")', shown


def first(frame: Frame, keys: tuple[str, ...], otherwise: str) -> tuple[str, Value]:
    """The first of the sentences that is said, as a formula for another tab."""
    text = literal(otherwise)
    for key in reversed(keys):
        at = frame.engine.scalar_from(key)
        text = f'IF({at}<>"",{at},{text})'
    said = next((values(frame)[key] for key in keys if values(frame)[key]), otherwise)
    return f"=IFERROR({text},{literal(otherwise)})", said


def odd(plan: Mapping[str, str], own: Mapping[str, str], snag: str = "") -> dict[str, str]:
    """How many cells of a line the engine does without, as they are nothing it understands.

    ``snag`` is 1 where the line has needs that cannot be followed.
    """
    at = own["position"]
    parts = [f"IF({own['status']}=0,1,0)"]
    for key in _MEANT:
        cell = f"INDEX({plan[key]},{at})"
        parts.append(f'IF(TRIM({cell})="",0,IF({_meant(key, cell)},0,1))')
    if snag:
        parts.append(snag)
    return {"odd": f"=IF({at}=0,0,IFERROR({'+'.join(parts)},1))"}


_MEANT = {
    "duration": f"{{cell}}>=0,{{cell}}<={MOST_DAYS}",
    "margin": f"{{cell}}>=0,{{cell}}<={MOST_DAYS}",
    "offset": f"{{cell}}>={-MOST_DAYS},{{cell}}<={MOST_DAYS}",
    "progress": "{cell}>=0,{cell}<=100,OR({cell}<=1,{cell}>=10)",
    "imposed": "{cell}>20000,{cell}<80000",
    "actual_end": "{cell}>20000,{cell}<80000",
}


def _meant(key: str, cell: str) -> str:
    """Whether a cell holds a number that the engine uses."""
    return f"AND(ISNUMBER({cell}),{_MEANT[key].format(cell=cell)})"


def plan_rules(frame: Frame) -> Iterator[Rule]:
    """Cells that are not understood, rows that are no lines, and whatever stands below the plan."""
    top, last = frame.plan.key_row, frame.plan.sentinel_row
    row, title = (f"${column_letters(frame.plan.column(key))}{top + 1}" for key in ("row", "title"))
    for key in _MEANT:
        column = frame.plan.column(key)
        own = cell_ref(top, column, col_abs=True)
        area = frame.area("plan", top, column, last, column)
        yield Rule(area, f'=AND(N({row})>0,TRIM({own})<>"",NOT({_meant(key, own)}))', LOOK)
    at, hidden = (frame.plan.column(key) for key in ("status", "status_code"))
    area = frame.area("plan", top, at, last, at)
    code = cell_ref(top, hidden, col_abs=True)
    yield Rule(area, f"=AND(ISNUMBER({code}),{code}=0)", LOOK._replace(mark=SIGN))
    if frame.live:
        alert = f"${column_letters(frame.plan.column('alert'))}{top + 1}"
        column = frame.plan.column("needs")
        area = frame.area("plan", top, column, last, column)
        yield Rule(area, f'=LEFT({alert},1)="{SIGN}"', LOOK)
    lost = f'=AND(TRIM({title})<>"",NOT(ISTEXT({row})),N({row})=0)'
    at = frame.plan.column("title")
    yield Rule(frame.area("plan", top, at, last, at), lost, LOOK._replace(mark=SIGN))
    yield Rule(frame.area("plan", top, 0, last, frame.plan.column("comment")), lost, LOOK)
    area = below_plan(frame)
    own = cell_ref(area.first_row, area.first_column)
    hint = literal(HINT.to(frame.lang))
    yield Rule(area, f'=AND(TRIM({own})<>"",{own}<>{hint})', LOOK)


def settings_rules(frame: Frame) -> Iterator[Rule]:
    """Days that are none, closures that end before they begin, entries below the lists."""
    first = frame.settings.list_row + 1
    columns = (
        (frame.settings.holiday_column, frame.settings.holiday_rows),
        (frame.settings.closure_list_column, frame.settings.closure_rows),
        (frame.settings.closure_list_column + 1, frame.settings.closure_rows),
    )
    for column, rows in columns:
        own = cell_ref(first, column, col_abs=True)
        area = frame.area("settings", first, column, first + rows - 1, column)
        wrong = f"NOT({_meant('imposed', own)})"
        if column == frame.settings.closure_list_column + 1:
            begin = cell_ref(first, column - 1, col_abs=True)
            wrong = f"OR({wrong},NOT(ISNUMBER({begin})),{own}<{begin},{own}-N({begin})>=400)"
        yield Rule(area, f'=AND(TRIM({own})<>"",{wrong})', LOOK)
    for area in below_lists(frame):
        own = cell_ref(area.first_row, area.first_column)
        yield Rule(area, f'=TRIM({own})<>""', LOOK)
    row, column = frame.settings.entry("launch").first_row, frame.settings.form_column + 1
    said = frame.area("settings", row, column, row, column)
    yield Rule(said, f'=LEFT({said.local},1)="{SIGN}"', LOOK)


def below_plan(frame: Frame) -> Area:
    """The rows under the one that closes the plan."""
    row = frame.plan.sentinel_row
    return frame.area("plan", row + 1, 0, row + ROWS_BELOW, frame.plan.column("comment"))


def below_lists(frame: Frame) -> tuple[Area, ...]:
    """The rows under each list of Settings that has an end."""
    first, last = frame.settings.list_row, frame.settings.list_row + ROWS_BELOW
    return tuple(
        frame.area(
            "settings", first + rows + 2, listed.column, last, listed.column + listed.width - 1
        )
        for listed, rows in (
            (LISTS["team"], frame.settings.team_rows),
            (LISTS["holidays"], frame.settings.holiday_rows),
            (LISTS["closures"], frame.settings.closure_rows),
        )
    )
