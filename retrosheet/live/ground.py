"""Where Google is asked: sheets of one's own that go to the bin, or a blank one that is lent.

Whatever happens in between, ``clear`` takes away what the last step has left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from retrosheet.errors import RetrosheetError
from retrosheet.google.addresses import link
from retrosheet.google.document import path_of
from retrosheet.google.drawing import creating
from retrosheet.google.drawing.batches import BATCH_KEY, PLAN_KEY
from retrosheet.google.drawing.beginnings import LOOK, OLD_TABS_KEY, check_blank
from retrosheet.google.speaking.outages import no_answer
from retrosheet.google.speaking.refusals import Context
from retrosheet.google.speaking.transport import Uncertain
from retrosheet.language import Text
from retrosheet.live.probes import AREA, MARK, NAME, OTHER, TAB, Scratch
from retrosheet.live.trial import ZONE, Trial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrosheet.google.speaking.transport import Transport
    from retrosheet.language import Lang
    from retrosheet.live.trial import Sample

Json = dict[str, Any]

_TITLE = "retrosheet doctor"
_GRID = {"rowCount": 20, "columnCount": 10}
_TABS = (
    {"sheetId": TAB, "title": f"{_TITLE} 1", "gridProperties": _GRID},
    {"sheetId": OTHER, "title": f"{_TITLE} 2", "gridProperties": _GRID},
)
_SETTINGS = {"locale": "en_US", "timeZone": ZONE}
_NAMED = {"addNamedRange": {"namedRange": {"namedRangeId": NAME, "name": NAME, "range": AREA}}}
_BEFORE = "properties(title,locale,timeZone),sheets(properties)"


class Ground(Protocol):
    """A place to ask in.

    ``scratch`` and ``plan`` lay out what the questions are asked of; ``clear`` says whether all of
    it is gone again. ``link`` opens what is there meanwhile, "" where nothing is.
    """

    laid: Text
    cleared: Text

    @property
    def link(self) -> str: ...

    def scratch(self) -> Scratch: ...

    def plan(self, sample: Sample) -> Trial: ...

    def clear(self) -> bool: ...


class Own:
    """A new spreadsheet for each step, moved to the bin after it."""

    laid = Text("Feuille d’essai : {link}", "Scratch sheet: {link}")
    cleared = Text("Feuille d’essai mise à la corbeille.", "Scratch sheet moved to the bin.")

    def __init__(self, transport: Transport, lang: Lang) -> None:
        self._transport, self._lang = transport, lang
        self._made = ""

    @property
    def link(self) -> str:
        return link(self._made) if self._made else ""

    def scratch(self) -> Scratch:
        self._transport.context = Context("create")
        body = {
            "properties": {"title": _TITLE, **_SETTINGS},
            "sheets": [{"properties": tab} for tab in _TABS],
        }
        try:
            made = self._transport.post(
                "v4/spreadsheets", body, safe=False, params=(("fields", "spreadsheetId"),)
            )
        except Uncertain:
            raise no_answer("timeout", self._lang) from None
        self._begun(made["spreadsheetId"])
        scratch = Scratch(self._transport, self._made)
        self._transport.context = Context("check", self._made)
        scratch.batch(_NAMED)
        return scratch

    def plan(self, sample: Sample) -> Trial:
        told = _telling(self._lang)._replace(begun=self._begun)
        made = creating.create(
            self._transport, sample.workbook, time_zone=ZONE, folder=None, told=told
        )
        return Trial(self._transport, made.id, sample, made.errors)

    def clear(self) -> bool:
        if not self._made:
            return True
        try:
            path = f"drive/v3/files/{self._made}"
            self._transport.patch(path, {"trashed": True}, (("fields", "id"),))
        except RetrosheetError:
            return False
        self._made = ""
        return True

    def _begun(self, made: str) -> None:
        self._made = made


class Lent:
    """Somebody's blank spreadsheet, which is made blank again after each step.

    Raises InvalidInput, once something is to be laid there, where it is not blank.
    """

    laid = Text("Essai dans {link}", "Tried in {link}")
    cleared = Text("La feuille est vide, comme avant.", "The sheet is blank, as it was before.")

    def __init__(self, transport: Transport, sheet: str, lang: Lang) -> None:
        self._transport, self._id, self._lang = transport, sheet, lang
        self._before: Json = {}

    @property
    def link(self) -> str:
        return link(self._id) if self._before else ""

    def scratch(self) -> Scratch:
        self._look()
        scratch = Scratch(self._transport, self._id)
        self._transport.context = Context("fill", self._id)
        tabs = ({"addSheet": {"properties": tab}} for tab in _TABS)
        scratch.batch(_set(_SETTINGS), *tabs, _NAMED)
        self._transport.context = Context("check", self._id)
        return scratch

    def plan(self, sample: Sample) -> Trial:
        self._look()
        told = _telling(self._lang)
        made = creating.fill(self._transport, self._id, sample.workbook, time_zone=ZONE, told=told)
        return Trial(self._transport, made.id, sample, made.errors)

    def clear(self) -> bool:
        if not self._before:
            return True
        path = path_of(self._id)
        fields = "namedRanges(namedRangeId),sheets(properties(sheetId,title))"
        try:
            there = self._transport.get(path, (("fields", fields),))
            body = {"requests": list(_blank_again(there, self._before))}
            self._transport.post(f"{path}:batchUpdate", body, safe=True)
        except RetrosheetError:
            return False
        self._before = {}
        return True

    def _look(self) -> None:
        """What it is like, so that it can be so again; nothing is touched unless it is blank."""
        self._transport.context = Context("read", self._id)
        path = path_of(self._id)
        check_blank(self._transport.get(path, (("fields", LOOK),)), self._id, self._lang)
        self._before = self._transport.get(path, (("fields", _BEFORE),))


def _telling(lang: Lang) -> creating.Telling:
    """Nothing is said of the steps, and nobody is to finish what was begun."""
    return creating.Telling(lang, "", lambda _done, _of: None, lambda _message: None)


def _blank_again(there: Json, before: Json) -> Iterator[Json]:
    """The requests that take away all that is new, and bring back tabs that had to go."""
    for name in there.get("namedRanges", ()):
        yield {"deleteNamedRange": {"namedRangeId": name["namedRangeId"]}}
    old = {_key(sheet): sheet["properties"] for sheet in before["sheets"]}
    now = {_key(sheet) for sheet in there["sheets"]}
    ids = {number for number, _ in (*old, *now)}
    passing = next(number for number in range(1, len(ids) + 2) if number not in ids)
    properties = {"sheetId": passing, "title": f"{_TITLE} ({passing})", "index": 0}
    yield {"addSheet": {"properties": properties}}
    yield from ({"deleteSheet": {"sheetId": number}} for number, _ in sorted(now - old.keys()))
    for key in old.keys() - now:
        yield {"addSheet": {"properties": old[key]}}
    yield {"deleteSheet": {"sheetId": passing}}
    for mark in (MARK, PLAN_KEY, BATCH_KEY, OLD_TABS_KEY):
        lookup = {"developerMetadataLookup": {"metadataKey": mark}}
        yield {"deleteDeveloperMetadata": {"dataFilter": lookup}}
    yield _set(before["properties"])


def _key(sheet: Json) -> tuple[int, str]:
    properties = sheet["properties"]
    return properties.get("sheetId", 0), properties.get("title", "")


def _set(properties: Json) -> Json:
    return {
        "updateSpreadsheetProperties": {"properties": properties, "fields": ",".join(properties)}
    }
