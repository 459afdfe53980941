"""Requests packed into bodies: in order, small enough, and each leaves its mark."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrosheet.google.drawing.batches import Batch, batches, payload
from retrosheet.google.drawing.limits import RenderingError
from tests.google.drawn import Drawn
from tests.google.fake.discovery import validate


def rename(number: int) -> dict[str, Any]:
    return {"addNamedRange": {"namedRange": {"name": f"n{number}", "range": {"sheetId": number}}}}


def block(row: int, texts: list[str]) -> dict[str, Any]:
    return {
        "updateCells": {
            "start": {"sheetId": 1, "rowIndex": row, "columnIndex": 2},
            "rows": [
                {"values": [{"userEnteredValue": {"stringValue": text}}]} if text else {}
                for text in texts
            ],
            "fields": "userEnteredValue",
        }
    }


REQUESTS = st.lists(
    st.one_of(
        st.builds(rename, st.integers(0, 99)),
        st.builds(block, st.integers(0, 99), st.lists(st.text("aé◆", max_size=90), min_size=1)),
    ),
    max_size=12,
)


def unmarked(found: tuple[Batch, ...]) -> list[dict[str, Any]]:
    return [
        request
        for batch in found
        for request in batch.requests
        if "createDeveloperMetadata" not in request
    ]


def drawn(requests: list[dict[str, Any]]) -> dict[Any, Any]:
    result = Drawn()
    result.apply(requests)
    return result.values


@given(REQUESTS, st.integers(1500, 4000))
def test_bodies_are_small_and_say_the_same(requests: list[dict[str, Any]], limit: int) -> None:
    """Blocks of cells may be cut between rows; nothing else is, and all stay in their order."""
    found = batches(requests, limit)
    assert all(len(payload(batch.body)) == batch.size < limit for batch in found)
    sent = unmarked(found)
    assert drawn(sent) == drawn(requests)
    names = [request for request in requests if "addNamedRange" in request]
    assert [request for request in sent if "addNamedRange" in request] == names
    rows = [
        row for item in requests if "updateCells" in item for row in item["updateCells"]["rows"]
    ]
    sent_rows = [
        row for item in sent if "updateCells" in item for row in item["updateCells"]["rows"]
    ]
    assert sent_rows == rows


def test_what_fits_is_one_body_as_it_was() -> None:
    """A small plan is one request."""
    requests = [rename(1), block(0, ["a", "b"]), rename(2)]
    (only,) = batches(requests)
    assert unmarked((only,)) == requests
    assert (only.number, only.total) == (1, 1)


def test_a_long_block_is_cut_between_two_rows() -> None:
    """Each part begins where the one before ended, names first."""
    texts = [f"{number:0100}" for number in range(40)]
    found = batches([rename(1), block(7, texts)], 3000)
    parts = [item["updateCells"] for item in unmarked(found) if "updateCells" in item]
    assert len(parts) > 1
    row = 7
    for part in parts:
        assert part["start"] == {"sheetId": 1, "rowIndex": row, "columnIndex": 2}
        assert part["fields"] == "userEnteredValue"
        row += len(part["rows"])
    assert row == 47
    assert "addNamedRange" in found[0].requests[0]


def test_each_body_ends_with_its_own_mark() -> None:
    """Whoever lost the answer sees by the marks which bodies were applied."""
    found = batches([block(0, ["x" * 500] * 9)], 2500)
    marks = [batch.requests[-1]["createDeveloperMetadata"]["developerMetadata"] for batch in found]
    assert [mark["metadataId"] for mark in marks] == [batch.mark for batch in found]
    assert [mark["metadataId"] for mark in marks] == list(range(7001, 7001 + len(found)))
    count = len(found)
    assert [mark["metadataValue"] for mark in marks] == [
        f"{number}/{count}" for number in range(1, count + 1)
    ]
    assert {mark["metadataKey"] for mark in marks} == {"retrosheet.batch"}
    for batch in found:
        assert validate(batch.body, "BatchUpdateSpreadsheetRequest") == []


def test_the_first_body_tells_the_plan_from_others() -> None:
    """Its mark differs with anything that the plan holds."""

    def plan(requests: list[dict[str, Any]]) -> str:
        mark = batches(requests)[0].requests[-2]["createDeveloperMetadata"]["developerMetadata"]
        assert (mark["metadataId"], mark["metadataKey"]) == (7000, "retrosheet.plan")
        return str(mark["metadataValue"])

    assert plan([rename(1), rename(2)]) == plan([rename(1), rename(2)])
    assert plan([rename(1), rename(2)]) != plan([rename(2), rename(1)])
    assert plan([]) != plan([rename(1)])


def test_what_cannot_be_cut_and_does_not_fit() -> None:
    """It is our mistake and said so, not Google's answer."""
    large = rename(1)
    large["addNamedRange"]["namedRange"]["name"] = "n" * 2000
    for request in (large, block(0, ["x" * 2000])):
        with pytest.raises(RenderingError, match="does not fit"):
            batches([request], 2000)


def test_sizes_are_those_of_what_is_sent() -> None:
    """In bytes, accents and signs counted as they travel."""
    (only,) = batches([block(0, ["◆é"])])
    assert only.size == len(
        json.dumps(only.body, ensure_ascii=False, separators=(",", ":")).encode()
    )
