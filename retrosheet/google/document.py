"""A spreadsheet that is there: read whole with one request, written to with one more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.google.speaking.refusals import Context, Refused
from retrosheet.google.tables import (
    Read,
    asking_for_names,
    read_of,
    reading,
    titles_of,
    usable,
)
from retrosheet.google.writing import writing_requests

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrosheet.google.speaking.transport import Transport
    from retrosheet.workbook.tables import Writing


def path_of(spreadsheet_id: str) -> str:
    """Where the API keeps a spreadsheet."""
    return f"v4/spreadsheets/{spreadsheet_id}"


def read(transport: Transport, spreadsheet_id: str, names: Sequence[str]) -> Read:
    """All that lies under ``names``, with one request; a name that is not there is left out.

    Google refuses to read as soon as one name is missing; then a second request asks which there
    are, and a third one for those. Raises RetrosheetError.
    """
    transport.context = Context("read", spreadsheet_id)
    path = path_of(spreadsheet_id)
    try:
        answer = transport.get(path, reading(names))
    except Refused as refused:
        if "unable to parse range" not in refused.fault.message.casefold():
            raise
        return read_what_is_there(transport, spreadsheet_id, names)
    return read_of(answer, names)


def read_what_is_there(transport: Transport, spreadsheet_id: str, names: Sequence[str]) -> Read:
    """The same with two requests always, for ``names`` of which a plan seldom has all."""
    transport.context = Context("read", spreadsheet_id)
    path = path_of(spreadsheet_id)
    asked = transport.get(path, asking_for_names())
    there = usable(asked, names)
    answer = transport.get(path, reading(there)) if there else {}
    return read_of(answer, names)._replace(titles=titles_of(asked))


def write(transport: Transport, spreadsheet_id: str, found: Read, writing: Writing) -> None:
    """Makes the tool's own tab hold ``writing``, wholly or not at all; raises RetrosheetError.

    The request can be repeated, and so it is after a timeout.
    """
    transport.context = Context("write", spreadsheet_id)
    body = {"requests": list(writing_requests(found, writing))}
    transport.post(f"{path_of(spreadsheet_id)}:batchUpdate", body, safe=True)
