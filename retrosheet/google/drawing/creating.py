"""Making a spreadsheet: created, drawn in a few batches, given its reader's locale at the end.

A batch that may or may not have been applied is looked for by its mark, and sent again only where
that is missing. Whatever goes wrong once there is a spreadsheet, the message names it, and the
command that finishes it.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, NamedTuple

from retrosheet.errors import InvalidInput, NoAccess, RetrosheetError
from retrosheet.google.addresses import link
from retrosheet.google.document import path_of
from retrosheet.google.drawing.batches import Batch, batches
from retrosheet.google.drawing.beginnings import LOOK, begun
from retrosheet.google.drawing.requests import ERRORS, drawing, locale_batch
from retrosheet.google.speaking.outages import no_answer
from retrosheet.google.speaking.refusals import Context, Refused
from retrosheet.google.speaking.transport import Uncertain
from retrosheet.language import Text
from retrosheet.workbook.refs import cell_ref

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from retrosheet.google.speaking.transport import Transport
    from retrosheet.language import Lang
    from retrosheet.workbook.model import Workbook

Json = dict[str, Any]

_SHEET = "application/vnd.google-apps.spreadsheet"
_TRIES = 3
# Answers that nobody reads need not be sent.
_BRIEF = (("fields", "spreadsheetId"),)

_PERHAPS = Text(
    "Google n’a pas répondu : la feuille « {title} » a peut-être été créée. Regardez dans "
    "https://drive.google.com/drive/recent ; si elle y est, terminez-la avec son adresse ({line}), "
    "sinon recommencez.",
    'Google did not answer: the sheet "{title}" may have been created. Look in '
    "https://drive.google.com/drive/recent; if it is there, finish it with its address ({line}), "
    "if not, try again.",
)
_UNFINISHED = Text(
    "{why} La feuille est commencée ({url}) ; pour la terminer : {line}",
    "{why} The sheet was begun ({url}); to finish it: {line}",
)
_THE_URL = Text("ADRESSE", "URL")


class Made(NamedTuple):
    """A finished spreadsheet; ``errors`` are cells that show one, of which there should be none."""

    id: str
    url: str
    errors: tuple[str, ...] = ()


class Telling(NamedTuple):
    """How people are told. ``finish`` is the command line that finishes a sheet at ``{url}``.

    ``step`` is called with how many steps are done and how many there are; ``left`` with the
    message for a person who stops it halfway; ``begun`` with the ID as soon as there is a sheet.
    """

    lang: Lang
    finish: str
    step: Callable[[int, int], None]
    left: Callable[[str], None]
    begun: Callable[[str], None] = lambda _id: None

    def line(self, url: str) -> str:
        return self.finish.replace("{url}", url)


def create(
    transport: Transport, workbook: Workbook, *, time_zone: str, folder: str | None, told: Telling
) -> Made:
    """A new spreadsheet with all of ``workbook``, in a folder of Drive where one is given.

    At most four requests, or six into a folder. Raises RetrosheetError.
    """
    transport.context = Context("create")
    if folder is not None:
        file = {"name": workbook.title, "mimeType": _SHEET, "parents": [folder]}
        made = _created(transport, "drive/v3/files", file, "id", workbook.title, told)
        told.begun(made)
        return fill(transport, made, workbook, time_zone=time_zone, told=told)
    plan = drawing(workbook, time_zone)
    todo = batches(plan.requests)
    made = _created(
        transport, "v4/spreadsheets", plan.creation, "spreadsheetId", workbook.title, told
    )
    told.begun(made)
    told.step(1, len(todo) + 2)
    with _named(made, told):
        return _drawn(transport, made, todo, told, locale=workbook.locale, done=1)


def fill(
    transport: Transport, spreadsheet_id: str, workbook: Workbook, *, time_zone: str, told: Telling
) -> Made:
    """The blank spreadsheet filled, or one that was begun with the same plan finished.

    Raises RetrosheetError: with nothing written where it is neither.
    """
    transport.context = Context("read", spreadsheet_id)
    answer = transport.get(path_of(spreadsheet_id), (("fields", LOOK),))
    left = begun(answer, spreadsheet_id, workbook, time_zone, told.lang)
    transport.context = Context("fill", spreadsheet_id)
    done = 1
    with _named(spreadsheet_id, told):
        if left.properties:
            request = {"properties": left.properties, "fields": ",".join(left.properties)}
            body = {"requests": [{"updateSpreadsheetProperties": request}]}
            transport.post(f"{path_of(spreadsheet_id)}:batchUpdate", body, safe=True, params=_BRIEF)
            done += 1
        told.step(done, len(left.batches) + done + 1)
        return _drawn(
            transport, spreadsheet_id, left.batches, told, locale=workbook.locale, done=done
        )


def _created(
    transport: Transport, path: str, body: Json, key: str, title: str, told: Telling
) -> str:
    params = [("fields", key)]
    if path.startswith("drive/"):
        params.append(("supportsAllDrives", "true"))
    try:
        return str(transport.post(path, body, safe=False, params=params)[key])
    except Uncertain:
        line = told.line(_THE_URL.to(told.lang))
        raise NoAccess(_PERHAPS.to(told.lang).format(title=title, line=line)) from None


def _drawn(
    transport: Transport,
    made: str,
    todo: Sequence[Batch],
    told: Telling,
    *,
    locale: str,
    done: int,
) -> Made:
    """Every batch, then the locale, which answers where formulas have gone wrong."""
    transport.context = Context("fill", made)
    every = done + len(todo) + 1
    for number, batch in enumerate(todo, done + 1):
        _applied(transport, made, batch, told.lang)
        told.step(number, every)
    answer = transport.post(
        f"{path_of(made)}:batchUpdate",
        locale_batch(locale),
        safe=True,
        params=(("fields", ERRORS),),
    )
    told.step(every, every)
    return Made(made, link(made), tuple(_errors(answer)))


def _applied(transport: Transport, made: str, batch: Batch, lang: Lang) -> None:
    """One batch, applied once, whatever becomes of its answers."""
    for attempt in range(_TRIES):
        try:
            transport.post(f"{path_of(made)}:batchUpdate", batch.body, safe=False, params=_BRIEF)
        except Uncertain:
            if _is_there(transport, made, batch):
                return
        except Refused as refused:
            # An earlier try that was late after all: now everything in it is there twice.
            if attempt and refused.fault.status == 400 and _is_there(transport, made, batch):
                return
            raise
        else:
            return
    raise no_answer("timeout", lang)


def _is_there(transport: Transport, made: str, batch: Batch) -> bool:
    found = transport.get(path_of(made), (("fields", "developerMetadata(metadataId)"),))
    return any(item["metadataId"] == batch.mark for item in found.get("developerMetadata", ()))


@contextlib.contextmanager
def _named(made: str, told: Telling) -> Iterator[None]:
    """Whatever goes wrong in here, the message names the sheet and how to finish it."""

    def said(why: str) -> str:
        url = link(made)
        text = _UNFINISHED.to(told.lang)
        return text.format(why=why, url=url, line=told.line(url)).strip()

    try:
        yield
    except RetrosheetError as error:
        kind = InvalidInput if isinstance(error, InvalidInput) else NoAccess
        raise kind(said(str(error))) from error
    except KeyboardInterrupt:
        told.left(said(""))
        raise


def _errors(answer: Json) -> Iterator[str]:
    """The cells that show an error, as a person finds them."""
    for sheet in answer.get("updatedSpreadsheet", {}).get("sheets", ()):
        title = sheet.get("properties", {}).get("title", "")
        for block in sheet.get("data", ()):
            top, left = block.get("startRow", 0), block.get("startColumn", 0)
            for row, cells in enumerate(block.get("rowData", ()), top):
                for column, cell in enumerate(cells.get("values", ()), left):
                    if cell.get("effectiveValue", {}).get("errorValue") is not None:
                        yield f"{title}!{cell_ref(row, column)}"
