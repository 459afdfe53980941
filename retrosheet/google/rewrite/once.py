"""Batches that are carried out once, whatever becomes of the answer.

Each leaves a mark of its own. Where no answer has come, the mark says whether the batch was carried
out; where a batch is sent again, the mark refuses it a second time.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from retrosheet.google.document import path_of
from retrosheet.google.drawing.batches import payload
from retrosheet.google.rewrite import marks, scratch
from retrosheet.google.speaking.outages import no_answer
from retrosheet.google.speaking.refusals import Refused
from retrosheet.google.speaking.transport import Uncertain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrosheet.google.drawing.tabs import Request
    from retrosheet.google.rewrite.look import Spot
    from retrosheet.google.rewrite.scratch import Copied
    from retrosheet.google.speaking.transport import Transport
    from retrosheet.language import Lang

Json = dict[str, Any]

_TRIES = 4


class Moved(Exception):
    """Rows or columns are not where they were read."""


class Once:
    """The batches of one spreadsheet, one after the other."""

    def __init__(self, transport: Transport, spreadsheet_id: str, lang: Lang) -> None:
        self.transport, self.id, self.lang = transport, spreadsheet_id, lang
        self._before: str | None = None

    @property
    def path(self) -> str:
        """Where batches go."""
        return f"{path_of(self.id)}:batchUpdate"

    def sent(self, requests: Sequence[Request], areas: Sequence[Copied]) -> list[dict[Spot, Json]]:
        """What the areas held at the moment in which the requests were carried out.

        Raises Moved, with nothing written, where a mark among the requests is not in its place, and
        RetrosheetError where nobody knows.
        """
        said = hashlib.sha256(payload(list(requests))).hexdigest()[:32]
        before = () if self._before is None else (marks.undone(self._before),)
        body: Json = {"requests": [*before, *requests, marks.done(said)]}
        fields = "spreadsheetId"
        if areas:
            body |= {
                "includeSpreadsheetInResponse": True,
                "responseIncludeGridData": True,
                "responseRanges": [scratch.NAME],
            }
            fields = f"updatedSpreadsheet({scratch.COPIED})"
        for attempt in range(_TRIES):
            try:
                answer = self.transport.post(
                    self.path, body, safe=False, params=(("fields", fields),)
                )
                self._before = said
                return scratch.copies(answer.get("updatedSpreadsheet", {}), areas)
            except Uncertain:
                if self._is_there(said):
                    self._before = said
                    return self._copied(areas)
            except Refused as refused:
                if not is_moved(refused):
                    raise
                # an earlier try that was late after all, or rows that have moved
                if attempt and self._is_there(said):
                    self._before = said
                    return self._copied(areas)
                raise Moved from None
        raise no_answer("timeout", self.lang)

    def metadata(self) -> list[Json]:
        """The developer metadata of the spreadsheet: all marks, and where they are."""
        fields = "developerMetadata(metadataId,metadataKey,metadataValue,location(dimensionRange))"
        found = self.transport.get(path_of(self.id), (("fields", fields),))
        return list(found.get("developerMetadata", ()))

    def _is_there(self, said: str) -> bool:
        return marks.is_done(self.metadata(), said)

    def _copied(self, areas: Sequence[Copied]) -> list[dict[Spot, Json]]:
        if not areas:
            return []
        params = (("ranges", scratch.NAME), ("fields", scratch.COPIED))
        return scratch.copies(self.transport.get(path_of(self.id), params), areas)


def is_moved(refused: Refused) -> bool:
    """Whether a batch was refused for a mark that is not where it was, or there already."""
    message = refused.fault.message.casefold().replace(" ", "")
    return refused.fault.status == 400 and "developermetadata" in message
