"""What stands in a spreadsheet that is to be filled, and so what is left to do there.

Blank: everything. Begun by an earlier run with the same plan: only the batches that have not left
their mark. Anything else is somebody's, and is not touched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from retrosheet.errors import InvalidInput
from retrosheet.google.addresses import link
from retrosheet.google.drawing.batches import MARKS, PLAN_KEY, Batch, batches, fingerprint
from retrosheet.google.drawing.requests import WRITTEN_IN, creation, drawing, filling
from retrosheet.language import Text
from retrosheet.workbook.refs import cell_ref

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from retrosheet.google.drawing.requests import Drawing
    from retrosheet.language import Lang
    from retrosheet.workbook.model import Workbook

Json = dict[str, Any]

LOOK = (
    "properties(title,locale,timeZone),namedRanges(name),"
    "developerMetadata(metadataId,metadataKey,metadataValue),"
    "sheets(properties(sheetId,title),charts(chartId),"
    "data(startRow,startColumn,rowData(values(userEnteredValue))))"
)
"""The ``fields`` parameter of the request whose answer is looked at here."""
# Which tabs a filling took away, so that the same filling can be worked out once they are gone.
_OLD_TABS, OLD_TABS_KEY = MARKS - 1, "retrosheet.old"
_UNTITLED = ("Untitled spreadsheet", "Feuille de calcul sans titre")

_NOT_BLANK = Text(
    "{link} n’est pas vide ({what}) : rien n’a été écrit. Créez une feuille vide "
    "(https://sheets.new) et donnez son adresse.",
    "{link} is not blank ({what}): nothing was written. Make a blank sheet (https://sheets.new) "
    "and give its address.",
)
_CELL = Text("il y a quelque chose en {where}", "there is something in {where}")
_CHART = Text("il y a un graphique sur « {title} »", 'there is a chart on "{title}"')
_PLAN = Text("c’est déjà un rétroplanning", "it is a plan already")
_OTHER = Text(
    "{link} a été commencée avec un autre plan ou d’autres options : rien n’a été écrit. Reprenez "
    "la ligne de commande d’alors, ou supprimez cette feuille et créez-en une neuve.",
    "{link} was begun with another plan or other options: nothing was written. Take the command "
    "line of that time again, or delete this sheet and make a new one.",
)


class Begun(NamedTuple):
    """What is left to do: ``properties`` to set first, if any, then the ``batches``, in order."""

    properties: Json
    batches: tuple[Batch, ...]


def begun(
    answer: Json, spreadsheet_id: str, workbook: Workbook, time_zone: str, lang: Lang
) -> Begun:
    """What is left to do in the spreadsheet that ``answer`` describes.

    Raises InvalidInput, in ``lang``, where it is neither blank nor begun with this workbook.
    """
    marks = {item["metadataId"]: item for item in answer.get("developerMetadata", ())}
    ours = {number for number in marks if number > MARKS}
    plan = marks.get(MARKS, {})
    whole: tuple[Batch, ...]
    if plan.get("metadataKey") == PLAN_KEY:
        wanted = _wanted(marks, workbook, time_zone)
        if plan.get("metadataValue") != fingerprint(wanted):
            raise InvalidInput(_OTHER.to(lang).format(link=link(spreadsheet_id)))
        whole = batches(wanted)
    elif (created := _created(answer, workbook, time_zone)) is not None:
        whole = batches(created.requests)
    else:
        check_blank(answer, spreadsheet_id, lang)
        old = tuple(_id(sheet) for sheet in answer["sheets"])
        first, *rest = batches(filling(workbook, old))
        whole = (first._replace(requests=(*first.requests, _old_tabs(old))), *rest)
    left = tuple(batch for batch in whole if batch.mark not in ours)
    return Begun(_properties(answer, workbook, time_zone) if left else {}, left)


def check_blank(answer: Json, spreadsheet_id: str, lang: Lang) -> None:
    """Raises InvalidInput, with what is there, where somebody has put anything in it."""
    what = next(_contents(answer, lang), None)
    if what is not None:
        raise InvalidInput(_NOT_BLANK.to(lang).format(link=link(spreadsheet_id), what=what))


def _wanted(marks: Mapping[int, Json], workbook: Workbook, time_zone: str) -> tuple[Json, ...]:
    """All the requests with which the spreadsheet was begun, if it was with this workbook."""
    old = marks.get(_OLD_TABS)
    if old is None:
        return drawing(workbook, time_zone).requests
    return filling(workbook, [int(number) for number in old["metadataValue"].split()])


def _created(answer: Json, workbook: Workbook, time_zone: str) -> Drawing | None:
    """How it is drawn, if it has exactly what the creation of this workbook makes."""
    there = [(_id(sheet), sheet["properties"].get("title")) for sheet in answer["sheets"]]
    tabs = creation(workbook, time_zone)["sheets"]
    if answer.get("namedRanges") or there != [
        (_id(sheet), sheet["properties"]["title"]) for sheet in tabs
    ]:
        return None
    plan = drawing(workbook, time_zone)
    return plan if _places(answer["sheets"]) <= _places(plan.creation["sheets"]) else None


def _places(sheets: list[Json]) -> set[tuple[int, int, int]]:
    """The cells that hold something, as tab, row and column."""
    return {
        (_id(sheet), row, column)
        for sheet in sheets
        for row, column in _filled(sheet.get("data", []))
    }


def _contents(answer: Json, lang: Lang) -> Iterator[str]:
    """What shows that a spreadsheet is not blank."""
    if any(item["name"].startswith("rs_") for item in answer.get("namedRanges", ())):
        yield _PLAN.to(lang)
    for sheet in answer["sheets"]:
        title = sheet["properties"].get("title", "")
        for row, column in _filled(sheet.get("data", ())):
            yield _CELL.to(lang).format(where=f"{title}!{cell_ref(row, column)}")
        if sheet.get("charts"):
            yield _CHART.to(lang).format(title=title)


def _filled(blocks: list[Json]) -> Iterator[tuple[int, int]]:
    """The cells that hold something, as row and column."""
    for block in blocks:
        top, left = block.get("startRow", 0), block.get("startColumn", 0)
        for row, cells in enumerate(block.get("rowData", ()), top):
            for column, cell in enumerate(cells.get("values", ()), left):
                if cell.get("userEnteredValue"):
                    yield row, column


def _id(sheet: Json) -> int:
    # Google leaves out what is 0.
    return int(sheet["properties"].get("sheetId", 0))


def _old_tabs(old: tuple[int, ...]) -> Json:
    return {
        "createDeveloperMetadata": {
            "developerMetadata": {
                "metadataId": _OLD_TABS,
                "metadataKey": OLD_TABS_KEY,
                "metadataValue": " ".join(map(str, old)),
                "location": {"spreadsheet": True},
                "visibility": "DOCUMENT",
            }
        }
    }


def _properties(answer: Json, workbook: Workbook, time_zone: str) -> Json:
    """What has to be set before the first formula; a title that somebody chose stays."""
    there = answer["properties"]
    wanted = {"locale": WRITTEN_IN, "timeZone": time_zone}
    if there.get("title") in _UNTITLED:
        wanted["title"] = workbook.title
    return {key: value for key, value in wanted.items() if there.get(key) != value}
