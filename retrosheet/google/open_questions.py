"""The questions that only Google can answer: what retrosheet counts on, and how to see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from retrosheet.google.document import path_of
from retrosheet.google.refusals import Refused
from retrosheet.google.requests import ERRORS
from retrosheet.google.tables import read_of, reading
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from retrosheet.google.transport import Transport
    from retrosheet.sync.tables import Cell

Json = dict[str, Any]

# The scratch sheet: its only tab, and the cells under its only name.
TAB, OTHER, NAME, MARK = 7, 8, "rs_probe", "retrosheet.probe"
AREA = {"sheetId": TAB, "startRowIndex": 1, "endRowIndex": 5, "startColumnIndex": 1,
         "endColumnIndex": 4}  # fmt: skip


class Question(NamedTuple):
    """``answer`` gives what was found, "" where it is as expected."""

    asked: Text
    answer: Callable[[Scratch], str]


class Scratch:
    """The scratch sheet; each of its methods is one request."""

    def __init__(self, transport: Transport, made: str) -> None:
        self.transport, self.id = transport, made

    def batch(self, *requests: Json, **more: Any) -> Json:
        fields = more.pop("fields", "replies")
        body = {"requests": list(requests), **more}
        path = f"{path_of(self.id)}:batchUpdate"
        return self.transport.post(path, body, safe=True, params=(("fields", fields),))

    def cells(self, name: str = NAME) -> list[list[Cell]]:
        answer = self.transport.get(path_of(self.id), reading((name,)))
        table = read_of(answer, (name,)).tables[name]
        return [list(row) for row in table.rows]

    def put(self, row: int, *columns: Any) -> Json:
        values = [
            {"userEnteredValue": {_kind(value): value}} if value is not None else {}
            for value in columns
        ]
        start = {"sheetId": TAB, "rowIndex": row, "columnIndex": 1}
        cells = {"start": start, "rows": [{"values": values}], "fields": "userEnteredValue"}
        return {"updateCells": cells}


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "boolValue"
    if isinstance(value, str):
        return "formulaValue" if value.startswith("=") else "stringValue"
    return "numberValue"


def _same(found: object, wanted: object) -> str:
    return "" if found == wanted else repr(found)


def _read_by_name(scratch: Scratch) -> str:
    scratch.batch(scratch.put(1, 1, "two"), scratch.put(2, True))
    found = [[cell.value for cell in row] for row in scratch.cells()]
    return _same(found, [[1.0, "two"], [True]])


def _missing_name(scratch: Scratch) -> str:
    try:
        scratch.cells("rs_absent")
    except Refused as refused:
        message = refused.fault.message
        return "" if "Unable to parse range" in message else message
    return "200"


def _repeated(scratch: Scratch) -> str:
    area = {**AREA, "startColumnIndex": 2, "endColumnIndex": 3}
    cell = {"userEnteredValue": {"formulaValue": "=$B2*2+ROW()"}}
    repeat = {"range": area, "cell": cell, "fields": "userEnteredValue"}
    scratch.batch(
        scratch.put(1, 10), scratch.put(2, 20), scratch.put(3, 30), {"repeatCell": repeat}
    )
    found = [row[1].value for row in scratch.cells()[:3]]
    return _same(found, [22.0, 43.0, 64.0])


def _sorted(scratch: Scratch) -> str:
    order = [{"dimensionIndex": 1, "sortOrder": "DESCENDING"}]
    area = {**AREA, "endRowIndex": 4}
    scratch.batch({"sortRange": {"range": area, "sortSpecs": order}})
    found = [[cell.value for cell in row[:2]] for row in scratch.cells()[:3]]
    return _same(found, [[30.0, 62.0], [20.0, 43.0], [10.0, 24.0]])


def _empty_text(scratch: Scratch) -> str:
    scratch.batch(scratch.put(1, '=IF(1>0,"",1)'))
    return _same(scratch.cells()[0][0].value, "")


def _semicolons(scratch: Scratch) -> str:
    scratch.batch(scratch.put(1, "=MAX(1;2)"))
    return _same(scratch.cells()[0][0].value, 2.0)


def _days_off(scratch: Scratch) -> str:
    formula = '=WORKDAY.INTL(DATE(2027,3,12),1,"0000011",rs_probe)'
    clear = {"range": AREA, "cell": {}, "fields": "userEnteredValue"}
    place = {"start": {"sheetId": TAB, "rowIndex": 10, "columnIndex": 0},
             "rows": [{"values": [{"userEnteredValue": {"formulaValue": formula}}]}],
             "fields": "userEnteredValue"}  # fmt: skip
    name = {"name": "rs_day", "range": {"sheetId": TAB, "startRowIndex": 10, "endRowIndex": 11,
                                        "startColumnIndex": 0, "endColumnIndex": 1}}  # fmt: skip
    scratch.batch(
        {"repeatCell": clear},
        scratch.put(1, 46461),
        {"updateCells": place},
        {"addNamedRange": {"namedRange": name}},
    )
    return _same(scratch.cells("rs_day")[0][0].value, 46462.0)


def _cleared(scratch: Scratch) -> str:
    rows = [{"values": [{"userEnteredValue": {"numberValue": 5}}]}]
    scratch.batch(
        scratch.put(1, 1, 2, 3),
        scratch.put(2, 4, 5, 6),
        {"updateCells": {"range": AREA, "rows": rows, "fields": "userEnteredValue"}},
    )
    return _same([[cell.value for cell in row] for row in scratch.cells()], [[5.0]])


def _marked_twice(scratch: Scratch) -> str:
    mark = {"metadataId": 7001, "metadataKey": MARK, "metadataValue": "1/1",
            "location": {"spreadsheet": True}, "visibility": "DOCUMENT"}  # fmt: skip
    request = {"createDeveloperMetadata": {"developerMetadata": mark}}
    scratch.batch(request)
    try:
        scratch.batch(request)
    except Refused as refused:
        return "" if refused.fault.status == 400 else refused.fault.message
    return "200"


def _nothing_deleted(scratch: Scratch) -> str:
    nothing = {"developerMetadataLookup": {"metadataKey": "retrosheet.doctor"}}
    scratch.batch({"deleteDeveloperMetadata": {"dataFilter": nothing}})
    return ""


def _warned_only(scratch: Scratch) -> str:
    protected = {"range": AREA, "warningOnly": True}
    scratch.batch({"addProtectedRange": {"protectedRange": protected}})
    scratch.batch(scratch.put(1, 6))
    return _same(scratch.cells()[0][0].value, 6.0)


def _moved_along(scratch: Scratch) -> str:
    rows = {"sheetId": TAB, "dimension": "ROWS", "startIndex": 0, "endIndex": 2}
    scratch.batch({"insertDimension": {"range": rows, "inheritFromBefore": False}})
    return _same(scratch.cells()[0][0].value, 6.0)


def _other_locale(scratch: Scratch) -> str:
    scratch.batch(
        {
            "updateCells": {
                "start": {"sheetId": TAB, "rowIndex": 3, "columnIndex": 1},
                "rows": [{"values": [{"userEnteredValue": {"formulaValue": "=MAX(1.5,2.5)"}}]}],
                "fields": "userEnteredValue",
            }
        }
    )
    locale = {"properties": {"locale": "fr_FR"}, "fields": "locale"}
    scratch.batch({"updateSpreadsheetProperties": locale})
    return _same(scratch.cells()[0][0].value, 2.5)


def _errors_answered(scratch: Scratch) -> str:
    start = {"sheetId": TAB, "rowIndex": 4, "columnIndex": 1}
    cell = {"userEnteredValue": {"formulaValue": "=1/0"}}
    update = {"start": start, "rows": [{"values": [cell]}], "fields": "userEnteredValue"}
    answer = scratch.batch(
        {"updateCells": update},
        includeSpreadsheetInResponse=True,
        responseIncludeGridData=True,
        fields=ERRORS,
    )
    return "" if "DIVIDE_BY_ZERO" in str(answer) else str(answer)[:200]


# Their order counts: some go on from what the one before has left.
QUESTIONS = (
    Question(
        Text("Un nom de plage suffit pour lire", "The name of a range is enough to read"),
        _read_by_name,
    ),
    Question(
        Text("Un nom qui manque est dit « Unable to parse range »",
             'A name that is missing is said as "Unable to parse range"'),
        _missing_name,
    ),
    Question(
        Text("Une formule répétée suit ses lignes", "A repeated formula follows its rows"),
        _repeated,
    ),
    Question(
        Text("Une formule triée suit sa ligne", "A sorted formula follows its row"), _sorted
    ),
    Question(
        Text("Une formule vide vaut un texte vide", "An empty formula is an empty text"),
        _empty_text,
    ),
    Question(
        Text("Le point-virgule sépare les arguments, en anglais aussi",
             "The semicolon separates arguments, in English too"),
        _semicolons,
    ),
    Question(
        Text("WORKDAY.INTL accepte une plage nommée de jours fériés",
             "WORKDAY.INTL takes a named range of days off"),
        _days_off,
    ),
    Question(
        Text("updateCells vide le reste de sa plage", "updateCells empties the rest of its range"),
        _cleared,
    ),
    Question(
        Text("Une marque ne se pose pas deux fois", "A mark cannot be left twice"), _marked_twice
    ),
    Question(
        Text("Supprimer une marque absente ne fait rien", "Deleting no mark does nothing"),
        _nothing_deleted,
    ),
    Question(
        Text("Une protection par avertissement laisse écrire l’API",
             "A warning-only protection lets the API write"),
        _warned_only,
    ),
    Question(
        Text("Une plage nommée suit les lignes insérées", "A named range follows inserted rows"),
        _moved_along,
    ),
    Question(
        Text("Les formules survivent au passage en fr_FR", "Formulas survive the switch to fr_FR"),
        _other_locale,
    ),
    Question(
        Text("Une réponse donne les seules erreurs", "An answer gives the errors alone"),
        _errors_answered,
    ),
)  # fmt: skip
