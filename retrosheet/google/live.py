"""What only Google itself can settle, asked of a scratch sheet that goes to the bin afterwards.

A service account can create none: it asks in tabs of its own of a blank sheet, which it takes away
again. Each question is something that retrosheet counts on and that no test on this machine can
prove.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from retrosheet.errors import RetrosheetError
from retrosheet.google.addresses import link
from retrosheet.google.beginnings import LOOK, check_blank
from retrosheet.google.doctor import Check
from retrosheet.google.document import path_of
from retrosheet.google.open_questions import (
    AREA,
    MARK,
    NAME,
    OTHER,
    QUESTIONS,
    TAB,
    Question,
    Scratch,
)
from retrosheet.google.outages import no_answer
from retrosheet.google.refusals import Context, Refused
from retrosheet.google.transport import Uncertain
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrosheet.google.transport import Transport
    from retrosheet.language import Lang

_MADE = Text("Feuille d’essai : {link}", "Scratch sheet: {link}")
_BINNED = Text("Feuille d’essai mise à la corbeille.", "Scratch sheet moved to the bin.")
_LENT = Text("Onglets d’essai dans {link}", "Scratch tabs in {link}")
_GIVEN_BACK = Text(
    "Onglets d’essai supprimés ; la feuille est comme avant.",
    "Scratch tabs deleted; the sheet is as it was before.",
)
_LEFT = Text("La feuille d’essai est restée.", "The scratch sheet is still there.")
_BIN_IT = Text("Supprimez-la à la main : {link}", "Delete it by hand: {link}")
_OTHERWISE = Text("{asked} : non ({found}).", "{asked}: no ({found}).")
_YES = Text("{asked} : oui.", "{asked}: yes.")
_REPORT = Text(
    "Google se comporte autrement que prévu : signalez cette ligne.",
    "Google behaves otherwise than expected: please report this line.",
)


_GRID = {"rowCount": 20, "columnCount": 10}
_TABS = (
    {"sheetId": TAB, "title": "retrosheet doctor 1", "gridProperties": _GRID},
    {"sheetId": OTHER, "title": "retrosheet doctor 2", "gridProperties": _GRID},
)
_SETTINGS = {"locale": "en_US", "timeZone": "Etc/UTC"}
_NAMED = {"addNamedRange": {"namedRange": {"namedRangeId": NAME, "name": NAME, "range": AREA}}}


def settled(transport: Transport, lang: Lang, into: str | None = None) -> Iterator[Check]:
    """Makes the sheet, asks every question of it, and moves it to the bin.

    ``into`` is the ID of a blank sheet to ask in instead, which is left as it was. Raises
    InvalidInput where it is not blank.
    """
    if into is not None:
        yield from _settled_in(transport, into, lang)
        return
    transport.context = Context("create")
    body = {
        "properties": {"title": "retrosheet doctor", **_SETTINGS},
        "sheets": [{"properties": tab} for tab in _TABS],
    }
    try:
        made = transport.post(
            "v4/spreadsheets", body, safe=False, params=(("fields", "spreadsheetId"),)
        )
    except Uncertain:
        raise no_answer("timeout", lang) from None
    scratch = Scratch(transport, made["spreadsheetId"])
    transport.context = Context("check", scratch.id)
    scratch.batch(_NAMED)
    yield Check("note", _MADE.to(lang).format(link=link(scratch.id)))
    try:
        for question in QUESTIONS:
            yield _asked(question, scratch, lang)
    finally:
        gone = _binned(transport, scratch.id)
    if gone:
        yield Check("note", _BINNED.to(lang))
    else:
        yield Check("note", _LEFT.to(lang), _BIN_IT.to(lang).format(link=link(scratch.id)))


def _settled_in(transport: Transport, sheet: str, lang: Lang) -> Iterator[Check]:
    """Every question, in two tabs that somebody's blank sheet has meanwhile."""
    transport.context = Context("read", sheet)
    before = transport.get(path_of(sheet), (("fields", LOOK),))
    check_blank(before, sheet, lang)
    transport.context = Context("fill", sheet)
    scratch = Scratch(transport, sheet)
    scratch.batch(_set(_SETTINGS), *({"addSheet": {"properties": tab}} for tab in _TABS), _NAMED)
    transport.context = Context("check", sheet)
    yield Check("note", _LENT.to(lang).format(link=link(sheet)))
    try:
        for question in QUESTIONS:
            yield _asked(question, scratch, lang)
    finally:
        gone = _given_back(scratch, before["properties"])
    if gone:
        yield Check("note", _GIVEN_BACK.to(lang))
    else:
        yield Check("note", _LEFT.to(lang), _BIN_IT.to(lang).format(link=link(sheet)))


def _given_back(scratch: Scratch, before: dict[str, Any]) -> bool:
    """Takes away all that the questions have left, and gives the sheet its own settings again."""
    key = {"developerMetadataLookup": {"metadataKey": MARK}}
    try:
        there = scratch.transport.get(
            path_of(scratch.id), (("fields", "namedRanges(namedRangeId)"),)
        )
        scratch.batch(
            *(
                {"deleteNamedRange": {"namedRangeId": name["namedRangeId"]}}
                for name in there.get("namedRanges", ())
            ),
            *({"deleteSheet": {"sheetId": tab["sheetId"]}} for tab in _TABS),
            {"deleteDeveloperMetadata": {"dataFilter": key}},
            _set({name: before[name] for name in _SETTINGS if name in before}),
        )
    except RetrosheetError:
        return False
    return True


def _set(properties: dict[str, Any]) -> dict[str, Any]:
    request = {"properties": properties, "fields": ",".join(properties)}
    return {"updateSpreadsheetProperties": request}


def _asked(question: Question, scratch: Scratch, lang: Lang) -> Check:
    asked = question.asked.to(lang)
    try:
        found = question.answer(scratch)
    except Refused as refused:
        found = refused.fault.message or str(refused)
    if not found:
        return Check("good", _YES.to(lang).format(asked=asked))
    return Check("bad", _OTHERWISE.to(lang).format(asked=asked, found=found), _REPORT.to(lang))


def _binned(transport: Transport, made: str) -> bool:
    try:
        transport.patch(f"drive/v3/files/{made}", {"trashed": True}, (("fields", "id"),))
    except RetrosheetError:
        return False
    return True
