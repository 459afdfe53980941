"""Small questions, each asked in a few cells of two scratch tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from retrosheet.google.document import path_of
from retrosheet.google.drawing.requests import ERRORS
from retrosheet.google.rewrite import marks, once
from retrosheet.google.speaking.refusals import Refused
from retrosheet.google.tables import read_of, reading
from retrosheet.language import Text, locales
from retrosheet.live.questions import Found, Question, same

if TYPE_CHECKING:
    from retrosheet.google.speaking.transport import Transport
    from retrosheet.workbook.tables import Cell

Json = dict[str, Any]

# The scratch sheet: its only tab, and the cells under its only name.
TAB, OTHER, NAME, MARK = 7, 8, "rs_probe", "retrosheet.probe"
AREA = {"sheetId": TAB, "startRowIndex": 1, "endRowIndex": 5, "startColumnIndex": 1,
         "endColumnIndex": 4}  # fmt: skip


_BOLD = {"textFormat": {"bold": True}}


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


def _read_by_name(scratch: Scratch) -> Found:
    scratch.batch(scratch.put(1, 1, "two"), scratch.put(2, True))
    found = [[cell.value for cell in row] for row in scratch.cells()]
    return same(found, [[1.0, "two"], [True]])


def _missing_name(scratch: Scratch) -> Found:
    try:
        scratch.cells("rs_absent")
    except Refused as refused:
        message = refused.fault.message
        return Found("" if "Unable to parse range" in message else message)
    return Found("200")


def _repeated(scratch: Scratch) -> Found:
    area = {**AREA, "startColumnIndex": 2, "endColumnIndex": 3}
    cell = {"userEnteredValue": {"formulaValue": "=$B2*2+ROW()"}}
    repeat = {"range": area, "cell": cell, "fields": "userEnteredValue"}
    scratch.batch(
        scratch.put(1, 10), scratch.put(2, 20), scratch.put(3, 30), {"repeatCell": repeat}
    )
    found = [row[1].value for row in scratch.cells()[:3]]
    return same(found, [22.0, 43.0, 64.0])


def _sorted(scratch: Scratch) -> Found:
    order = [{"dimensionIndex": 1, "sortOrder": "DESCENDING"}]
    area = {**AREA, "endRowIndex": 4}
    scratch.batch({"sortRange": {"range": area, "sortSpecs": order}})
    found = [[cell.value for cell in row[:2]] for row in scratch.cells()[:3]]
    return same(found, [[30.0, 62.0], [20.0, 43.0], [10.0, 24.0]])


def _empty_text(scratch: Scratch) -> Found:
    scratch.batch(scratch.put(1, '=IF(1>0,"",1)'))
    return same(scratch.cells()[0][0].value, "")


def _semicolons(scratch: Scratch) -> Found:
    """In a cell, a rule and a validation, in every locale that ``--locale`` offers."""
    area = {**AREA, "endRowIndex": 2, "endColumnIndex": 2}
    condition = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": "=AND(B2=2;B2>1)"}]}
    rule = {"ranges": [area], "booleanRule": {"condition": condition, "format": _BOLD}}
    refused = []
    for locale in locales():
        properties = {"properties": {"locale": locale}, "fields": "locale"}
        scratch.batch({"updateSpreadsheetProperties": properties}, scratch.put(1, ""))
        try:
            scratch.batch(
                scratch.put(1, "=MAX(1;2)"),
                {"addConditionalFormatRule": {"rule": rule, "index": 0}},
                {"setDataValidation": {"range": area, "rule": {"condition": condition}}},
                {"deleteConditionalFormatRule": {"sheetId": TAB, "index": 0}},
                {"setDataValidation": {"range": area}},
            )
            found = scratch.cells()[0][0]
            wrong = "" if found.value == 2.0 else found.error or repr(found.value)
        except Refused as error:
            wrong = error.fault.message
        refused += [f"{locale}: {wrong}"] if wrong else []
    properties = {"properties": {"locale": "en_US"}, "fields": "locale"}
    scratch.batch({"updateSpreadsheetProperties": properties})
    return Found("; ".join(refused), Text.same(", ".join(locales())))


def _days_off(scratch: Scratch) -> Found:
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
    return same(scratch.cells("rs_day")[0][0].value, 46462.0)


def _cleared(scratch: Scratch) -> Found:
    rows = [{"values": [{"userEnteredValue": {"numberValue": 5}}]}]
    scratch.batch(
        scratch.put(1, 1, 2, 3),
        scratch.put(2, 4, 5, 6),
        {"updateCells": {"range": AREA, "rows": rows, "fields": "userEnteredValue"}},
    )
    return same([[cell.value for cell in row] for row in scratch.cells()], [[5.0]])


def _marked_twice(scratch: Scratch) -> Found:
    mark = {"metadataId": 7001, "metadataKey": MARK, "metadataValue": "1/1",
            "location": {"spreadsheet": True}, "visibility": "DOCUMENT"}  # fmt: skip
    request = {"createDeveloperMetadata": {"developerMetadata": mark}}
    scratch.batch(request)
    try:
        scratch.batch(request)
    except Refused as refused:
        return Found("" if refused.fault.status == 400 else refused.fault.message)
    return Found("200")


def _nothing_deleted(scratch: Scratch) -> Found:
    nothing = {"developerMetadataLookup": {"metadataKey": "retrosheet.doctor"}}
    scratch.batch({"deleteDeveloperMetadata": {"dataFilter": nothing}})
    return Found()


def _moved_mark(scratch: Scratch) -> Found:
    """A row's mark is in its place; then somebody inserts a row above it."""
    placed = (marks.Mark(TAB, "ROWS", 3), marks.Mark(TAB, "COLUMNS", 2))
    row = {"sheetId": TAB, "dimension": "ROWS", "startIndex": 1, "endIndex": 2}
    scratch.batch(*marks.placing(placed))
    scratch.batch(*marks.checking(placed))
    scratch.batch({"insertDimension": {"range": row, "inheritFromBefore": False}})
    try:
        scratch.batch(*marks.checking(placed))
        wrong = "200"
    except Refused as refused:
        wrong = "" if once.is_moved(refused) else refused.fault.message
    scratch.batch({"deleteDimension": {"range": row}}, *marks.clearing())
    return Found(wrong)


def _copied_formulas(scratch: Scratch) -> Found:
    below = {**AREA, "startRowIndex": 3, "endRowIndex": 4}
    copied = {
        "source": {**AREA, "endRowIndex": 2},
        "destination": below,
        "pasteType": "PASTE_FORMULA",
    }
    answer = scratch.batch(
        scratch.put(1, 7, "=B2*2", "word"),
        {"copyPaste": copied},
        includeSpreadsheetInResponse=True,
        responseIncludeGridData=True,
        responseRanges=[NAME],
        fields=f"updatedSpreadsheet({dict(reading((NAME,)))['fields']})",
    )
    rows = read_of(answer["updatedSpreadsheet"], (NAME,)).tables[NAME].rows
    found = [(cell.value, bool(cell.formula)) for cell in rows[2]]
    scratch.batch({"repeatCell": {"range": below, "cell": {}, "fields": "userEnteredValue"}})
    return same(found, [(7.0, False), (14.0, True), ("word", False)])


def _warned_only(scratch: Scratch) -> Found:
    protected = {"range": AREA, "warningOnly": True}
    scratch.batch({"addProtectedRange": {"protectedRange": protected}})
    scratch.batch(scratch.put(1, 6))
    return same(scratch.cells()[0][0].value, 6.0)


def _moved_along(scratch: Scratch) -> Found:
    rows = {"sheetId": TAB, "dimension": "ROWS", "startIndex": 0, "endIndex": 2}
    scratch.batch({"insertDimension": {"range": rows, "inheritFromBefore": False}})
    return same(scratch.cells()[0][0].value, 6.0)


def _other_locale(scratch: Scratch) -> Found:
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
    return same(scratch.cells()[0][0].value, 2.5)


def _errors_answered(scratch: Scratch) -> Found:
    start = {"sheetId": TAB, "rowIndex": 4, "columnIndex": 1}
    cell = {"userEnteredValue": {"formulaValue": "=1/0"}}
    update = {"start": start, "rows": [{"values": [cell]}], "fields": "userEnteredValue"}
    answer = scratch.batch(
        {"updateCells": update},
        includeSpreadsheetInResponse=True,
        responseIncludeGridData=True,
        fields=ERRORS,
    )
    return Found("" if "DIVIDE_BY_ZERO" in str(answer) else str(answer)[:200])


# Their order counts: some go on from what the one before has left.
QUESTIONS: tuple[Question[Scratch], ...] = (
    Question(
        Text("Un nom de plage suffit pour lire", "The name of a range is enough to read"),
        Text("lit `rs_probe` par son seul nom", "reads `rs_probe` by its name alone"),
        _read_by_name,
    ),
    Question(
        Text(
            "Un nom qui manque est dit « Unable to parse range »",
            'A name that is missing is said as "Unable to parse range"',
        ),
        Text("lit un nom qui n’existe pas", "reads a name that is not there"),
        _missing_name,
    ),
    Question(
        Text("Une formule répétée suit ses lignes", "A repeated formula follows its rows"),
        Text("en répète une sur trois lignes", "repeats one over three rows"),
        _repeated,
    ),
    Question(
        Text("Une formule triée suit sa ligne", "A sorted formula follows its row"),
        Text("trie ces lignes", "sorts those rows"),
        _sorted,
    ),
    Question(
        Text("Une formule vide vaut un texte vide", "An empty formula is an empty text"),
        Text('relit `=IF(1>0;"";1)`', 'reads `=IF(1>0;"";1)` back'),
        _empty_text,
    ),
    Question(
        Text(
            "Le point-virgule sépare les arguments, dans chaque région",
            "The semicolon separates arguments, in every locale",
        ),
        Text(
            "écrit `=MAX(1;2)` dans une cellule, une règle et une validation, dans chaque région",
            "writes `=MAX(1;2)` into a cell, the like into a rule and a validation, in each",
        ),
        _semicolons,
    ),
    Question(
        Text(
            "WORKDAY.INTL accepte une plage nommée de jours fériés",
            "WORKDAY.INTL takes a named range of days off",
        ),
        Text("en calcule un", "calculates one"),
        _days_off,
    ),
    Question(
        Text("updateCells vide le reste de sa plage", "updateCells empties the rest of its range"),
        Text("écrit six cellules, puis une", "writes six cells, then one"),
        _cleared,
    ),
    Question(
        Text("Une marque ne se pose pas deux fois", "A mark cannot be left twice"),
        Text("la pose deux fois", "leaves it twice"),
        _marked_twice,
    ),
    Question(
        Text("Supprimer une marque absente ne fait rien", "Deleting no mark does nothing"),
        Text("en supprime une qui manque", "deletes one that is missing"),
        _nothing_deleted,
    ),
    Question(
        Text(
            "Une marque sur une ligne qui s’est déplacée fait refuser un lot",
            "A mark on a row that has moved has a batch refused",
        ),
        Text("en pose, insère une ligne, vérifie", "leaves one, inserts a row, checks"),
        _moved_mark,
    ),
    Question(
        Text(
            "Un lot répond ce qu’il a copié sous un nom, formules et valeurs tapées",
            "A batch answers with what it copied under a name, typed words included",
        ),
        Text("copie une rangée", "copies a row"),
        _copied_formulas,
    ),
    Question(
        Text(
            "Une protection par avertissement laisse écrire l’API",
            "A warning-only protection lets the API write",
        ),
        Text("protège, puis écrit", "protects, then writes"),
        _warned_only,
    ),
    Question(
        Text("Une plage nommée suit les lignes insérées", "A named range follows inserted rows"),
        Text("insère deux lignes au-dessus", "inserts two rows above it"),
        _moved_along,
    ),
    Question(
        Text("Les formules survivent au passage en fr_FR", "Formulas survive the switch to fr_FR"),
        Text("change la région, relit", "changes it, and reads back"),
        _other_locale,
    ),
    Question(
        Text("Une réponse donne les seules erreurs", "An answer gives the errors alone"),
        Text("en provoque une", "makes one"),
        _errors_answered,
    ),
)
