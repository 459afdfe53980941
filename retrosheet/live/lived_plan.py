"""Whether a plan in Google Sheets holds while people work in it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from retrosheet.google import document
from retrosheet.language import Text, language
from retrosheet.layout.plan.columns import TYPED
from retrosheet.live.comparing import calculated_cells, told
from retrosheet.live.questions import Found, Question
from retrosheet.live.trial import cells_of, sheets_of
from retrosheet.sync.assess import assess
from retrosheet.sync.changes import plan_changes
from retrosheet.sync.reading import NAMES, read_snapshot
from retrosheet.workbook.refs import cell_ref
from retrosheet.workbook.serials import serial

if TYPE_CHECKING:
    from retrosheet.live.trial import Trial
    from retrosheet.workbook.tables import Table, Value

Json = dict[str, Any]

_COPY, _COPY_TITLE, _RENAMED = 900_001, "retrosheet doctor copy", "retrosheet doctor"
_TYPED = "retrosheet doctor"
_DONE = Text("fait ✔", "done ✔")
_WEEK = dt.timedelta(days=7)


def _recalculated(trial: Trial) -> Found:
    """Launch a week later, every value compared, and how long until the last was there."""
    area = trial.area("rs_launch")
    sheet = trial.tab(area.title)
    launch = next(
        cell.value
        for cell in sheet.sheet.cells
        if (cell.row, cell.column) == (area.first_row, area.first_column)
    )
    assert isinstance(launch, dt.date), "launch day is written as a date"
    place = (sheet.id, area.first_row, area.first_column)
    # A quota that has run out says nothing about how quickly Google calculates.
    began = trial.clock() - trial.transport.waited
    trial.batch(_put(*place, {"numberValue": serial(launch + _WEEK)}))
    answer = trial.look()
    seconds = trial.clock() - trial.transport.waited - began
    found = calculated_cells(trial, answer, launch + _WEEK)
    trial.batch(_put(*place, {"numberValue": serial(launch)}))
    assert found.told is not None, "a comparison says of how many cells"
    took = Text.by(lambda lang: f"{seconds:.1f} s".replace(".", language(lang).decimal))
    return found._replace(told=_TOOK.format(what=found.told, took=took))


_TOOK = Text("{what} en {took}", "{what} in {took}")


def _duplicated(trial: Trial) -> Found:
    """A copy of the plan's tab, which is what people do before they try something."""
    plan = trial.tab(trial.area("rs_plan").title)
    before = _plan(trial)
    copy = {
        "sourceSheetId": plan.id,
        "newSheetId": _COPY,
        "newSheetName": _COPY_TITLE,
        "insertSheetIndex": len(trial.tabs),
    }
    trial.batch({"duplicateSheet": copy})
    there = sheets_of(trial.look()).keys()
    after = _plan(trial)
    trial.batch({"deleteSheet": {"sheetId": _COPY}})
    if _COPY not in there:
        return Found("duplicateSheet")
    if after != before:
        return Found("rs_plan")
    return calculated_cells(trial, trial.look())


def _renamed(trial: Trial) -> Found:
    """Every tab that formulas speak of is called otherwise, and then as before."""
    tab = trial.tab(trial.area("rs_plan").title)

    def called(title: str) -> Json:
        properties = {"sheetId": tab.id, "title": title}
        return {"updateSheetProperties": {"properties": properties, "fields": "title"}}

    trial.batch(called(_RENAMED))
    found = calculated_cells(trial, trial.look())
    trial.batch(called(tab.sheet.title))
    return found


def _edited_meanwhile(trial: Trial) -> Found:
    """Between our reading and our writing one person inserts a row and types, another sorts."""
    transport, lang, today = trial.transport, trial.sample.lang, trial.sample.today
    plan = _plan(trial)
    tab = trial.tab(plan.title).id
    keys = [cell.value for cell in plan.rows[0]]
    status, comment, title = (
        plan.column + keys.index(key) for key in ("status", "comment", "title")
    )
    first, last = plan.row + 2, plan.row + plan.height - 1
    # Only sync understands this status, so that the row has something to show for it.
    trial.batch(_put(tab, first, status, {"stringValue": _DONE.to(lang)}))
    read = document.read(transport, trial.id, NAMES)
    snapshot = read_snapshot(read.tables, lang)
    changes = plan_changes(read.tables, snapshot, assess(snapshot, today, lang), lang)
    before = read.tables["rs_plan"]
    marked = {change.id: (change.after,) for change in changes.cells if change.what == "alert"}
    alerts = _by_id(before, ("alert",)) | marked
    inputs = _by_id(before, TYPED)
    named = str(before.cell(2, keys.index("id")).value)
    trial.batch(
        _put(tab, first, comment, {"stringValue": _TYPED}),
        {
            "insertDimension": {
                "range": {
                    "sheetId": tab,
                    "dimension": "ROWS",
                    "startIndex": first + 1,
                    "endIndex": first + 2,
                },
                "inheritFromBefore": True,
            }
        },
    )
    area = {
        "sheetId": tab,
        "startRowIndex": first,
        "endRowIndex": last + 1,
        "startColumnIndex": before.column,
        "endColumnIndex": before.column + before.width,
    }
    order = [{"dimensionIndex": title, "sortOrder": "DESCENDING"}]
    trial.batch({"sortRange": {"range": area, "sortSpecs": order}})
    document.write(transport, trial.id, read, changes.writing)
    after = _plan(trial)
    at = TYPED.index("comment")
    inputs[named] = (*inputs[named][:at], _TYPED, *inputs[named][at + 1 :])
    wrong = [] if marked else ["alert = alert"]
    wrong += _differing(alerts, _by_id(after, ("alert",)))
    wrong += _differing(inputs, _by_id(after, TYPED))
    return told(wrong, Text("{n} tâches", "{n} tasks"), len(inputs))


def _deleted(trial: Trial) -> Found:
    """The row of a task is deleted: what needed it goes on without."""
    plan = _plan(trial)
    rows = {"sheetId": trial.tab(plan.title).id, "dimension": "ROWS"}
    first = plan.row + 2
    trial.batch(
        {"deleteDimension": {"range": {**rows, "startIndex": first, "endIndex": first + 1}}}
    )
    sheets, wrong = sheets_of(trial.look()), []
    for tab in trial.tabs:
        for (row, column), cell in cells_of(sheets.get(tab.id, {})).items():
            if error := cell.get("effectiveValue", {}).get("errorValue"):
                wrong.append(f"{tab.sheet.title}!{cell_ref(row, column)}: {error.get('type')}")
    return told(wrong, Text("1 ligne", "1 row"), 1)


def _plan(trial: Trial) -> Table:
    return document.read(trial.transport, trial.id, ("rs_plan",)).tables["rs_plan"]


def _by_id(table: Table, keys: tuple[str, ...]) -> dict[str, tuple[Value, ...]]:
    """What stands in some columns of the plan, for each task; nothing and "" are the same."""
    columns = [cell.value for cell in table.rows[0]]
    at = columns.index("id")
    return {
        str(name): tuple(table.cell(row, columns.index(key)).value or None for key in keys)
        for row in range(2, len(table.rows))
        if (name := table.cell(row, at).value)
    }


def _differing(
    wanted: dict[str, tuple[Value, ...]], found: dict[str, tuple[Value, ...]]
) -> list[str]:
    return [
        f"{name}: {found.get(name)!r} ≠ {value!r}"
        for name, value in wanted.items()
        if found.get(name) != tuple(one or None for one in value)
    ]


def _put(tab: int, row: int, column: int, value: Json) -> Json:
    start = {"sheetId": tab, "rowIndex": row, "columnIndex": column}
    rows = [{"values": [{"userEnteredValue": value}]}]
    return {"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue"}}


# Their order counts: the last two leave the plan otherwise than it was made.
QUESTIONS: tuple[Question[Trial], ...] = (
    Question(
        Text(
            "J déplacé, tout est recalculé en quelques secondes",
            "Launch moved, all is calculated again within seconds",
        ),
        Text(
            "déplace J d’une semaine, compare toutes les cellules, chronomètre",
            "moves it by a week, compares every cell, and takes the time",
        ),
        _recalculated,
    ),
    Question(
        Text("Un onglet dupliqué ne prend aucun nom", "A duplicated tab takes no name away"),
        Text(
            "duplique le plan, relit, supprime la copie, compare",
            "duplicates the plan, reads it, deletes the copy, compares",
        ),
        _duplicated,
    ),
    Question(
        Text("Un onglet renommé garde ses formules", "A renamed tab keeps its formulas"),
        Text("renomme le plan, compare, le rend", "renames the plan, compares, and gives it back"),
        _renamed,
    ),
    Question(
        Text(
            "Ce que l’on fait pendant une synchronisation n’est ni perdu ni mal signalé",
            "What people do during a sync is neither lost nor flagged on a wrong row",
        ),
        Text(
            "entre lecture et écriture, l’un insère et tape, l’autre trie",
            "between reading and writing, one inserts and types, another sorts",
        ),
        _edited_meanwhile,
    ),
    Question(
        Text("Une ligne supprimée ne casse rien", "A deleted row breaks nothing"),
        Text(
            "supprime celle d’une tâche, cherche des erreurs", "deletes a task's, looks for errors"
        ),
        _deleted,
    ),
)
