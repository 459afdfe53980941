"""Requests packed into few HTTP bodies, each of which says that it was carried out.

Google has no keys against doing a thing twice. So each batch ends by leaving a mark in the
spreadsheet, with an id of its own: whoever lost the answer looks which marks are there. As a batch
is applied wholly or not at all, its mark is there exactly when all of it is.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from retrosheet.google.drawing.limits import RenderingError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from retrosheet.google.drawing.tabs import Request

LIMIT = 2_000_000
"""Bytes of one body that Google recommends not to exceed."""
MARKS = 7000
"""The id of the mark of a plan; those of its batches are counted from the next one."""
PLAN_KEY, BATCH_KEY = "retrosheet.plan", "retrosheet.batch"

_AROUND = 700
"""Room for the envelope, the mark of the batch, and that of the plan."""


class Batch(NamedTuple):
    """One body of ``:batchUpdate``, the ``number``-th of ``total`` from 1; ``size`` is in bytes."""

    number: int
    total: int
    requests: tuple[Request, ...]
    size: int

    @property
    def mark(self) -> int:
        """The id of the developer metadata that is there once the batch has been applied."""
        return MARKS + self.number

    @property
    def body(self) -> dict[str, Any]:
        return {"requests": list(self.requests)}


def payload(body: object) -> bytes:
    """A body as it is sent, so that its size can be foretold."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode()


def fingerprint(requests: Iterable[Request]) -> str:
    """Equal for equal requests: which plan a half-made spreadsheet was begun with."""
    digest = hashlib.sha256()
    for request in requests:
        digest.update(payload(request))
    return digest.hexdigest()[:32]


def batches(requests: Sequence[Request], limit: int = LIMIT) -> tuple[Batch, ...]:
    """The requests in their order, in bodies of less than ``limit`` bytes.

    Only what writes blocks of cells is ever cut, between two rows. Raises RenderingError for
    another request, or one row, that no body can hold.
    """
    groups = list(_groups(requests, limit - _AROUND)) or [[]]
    plan = _mark(MARKS, PLAN_KEY, fingerprint(requests))
    found = []
    for number, group in enumerate(groups, 1):
        done = _mark(MARKS + number, BATCH_KEY, f"{number}/{len(groups)}")
        whole = (*group, *((plan,) if number == 1 else ()), done)
        size = len(payload({"requests": whole}))
        found.append(Batch(number, len(groups), whole, size))
    return tuple(found)


def _groups(requests: Iterable[Request], most: int) -> Iterator[list[Request]]:
    group: list[Request] = []
    room = most
    for request in requests:
        rest: Request | None = request
        while rest is not None:
            size = len(payload(rest)) + 1
            if size <= room:
                group.append(rest)
                room -= size
                break
            head, tail = cut(rest, room)
            if head is not None:
                group.append(head)
            elif not group:
                raise RenderingError(f"A request of {size} bytes does not fit: {str(rest)[:300]}")
            yield group
            group, room, rest = [], most, tail
    if group:
        yield group


def cut(request: Request, room: int) -> tuple[Request | None, Request | None]:
    """The rows of a block of cells that fit into ``room`` bytes, and what is left of it.

    Either is None where there is nothing in it; whatever is no such block is left whole.
    """
    block = request.get("updateCells")
    if block is None or "start" not in block:
        return None, request
    start, rows = block["start"], block["rows"]
    used = len(payload({"updateCells": {**block, "rows": []}})) + 8
    count = 0
    for row in rows:
        used += len(payload(row)) + 1
        if used > room:
            break
        count += 1
    if count == 0:
        return None, request
    if count == len(rows):
        return request, None
    below = {**start, "rowIndex": start["rowIndex"] + count}
    head = {"updateCells": {**block, "rows": rows[:count]}}
    return head, {"updateCells": {**block, "start": below, "rows": rows[count:]}}


def _mark(number: int, key: str, value: str) -> Request:
    return {
        "createDeveloperMetadata": {
            "developerMetadata": {
                "metadataId": number,
                "metadataKey": key,
                "metadataValue": value,
                "location": {"spreadsheet": True},
                "visibility": "DOCUMENT",
            }
        }
    }
