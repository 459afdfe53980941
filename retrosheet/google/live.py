"""What only Google itself can settle, asked of a scratch sheet that goes to the bin afterwards.

Each question is something that retrosheet counts on and that no test on this machine can prove.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.errors import RetrosheetError
from retrosheet.google.addresses import link
from retrosheet.google.doctor import Check
from retrosheet.google.open_questions import AREA, NAME, OTHER, QUESTIONS, TAB, Question, Scratch
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
_LEFT = Text("La feuille d’essai est restée.", "The scratch sheet is still there.")
_BIN_IT = Text("Supprimez-la à la main : {link}", "Delete it by hand: {link}")
_OTHERWISE = Text("{asked} : non ({found}).", "{asked}: no ({found}).")
_YES = Text("{asked} : oui.", "{asked}: yes.")
_REPORT = Text(
    "Google se comporte autrement que prévu : signalez cette ligne.",
    "Google behaves otherwise than expected: please report this line.",
)


def settled(transport: Transport, lang: Lang) -> Iterator[Check]:
    """Makes the sheet, asks every question of it, and moves it to the bin."""
    transport.context = Context("create")
    grid = {"rowCount": 20, "columnCount": 10}
    tabs = [{"sheetId": TAB, "title": "Scratch", "gridProperties": grid},
            {"sheetId": OTHER, "title": "Other", "gridProperties": grid}]  # fmt: skip
    body = {
        "properties": {"title": "retrosheet doctor", "locale": "en_US", "timeZone": "Etc/UTC"},
        "sheets": [{"properties": tab} for tab in tabs],
    }
    try:
        made = transport.post(
            "v4/spreadsheets", body, safe=False, params=(("fields", "spreadsheetId"),)
        )
    except Uncertain:
        raise no_answer("timeout", lang) from None
    scratch = Scratch(transport, made["spreadsheetId"])
    transport.context = Context("check", scratch.id)
    name = {"namedRangeId": NAME, "name": NAME, "range": AREA}
    scratch.batch({"addNamedRange": {"namedRange": name}})
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
