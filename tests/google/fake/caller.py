"""A bare HTTP caller with a token, for the fake's own tests: no library between test and fake."""

from __future__ import annotations

import http.client
import json
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from tests.google.fake.google import FakeGoogle


class Reply(NamedTuple):
    """What came back; the body is JSON where it is."""

    status: int
    body: Any
    headers: dict[str, str]

    @property
    def message(self) -> str:
        """The text of an error."""
        return str(self.body["error"]["message"])


class Caller:
    """Sends requests with the service account's token, or another."""

    def __init__(self, google: FakeGoogle, token: str | None = None) -> None:
        self.google = google
        self.token = google.token() if token is None else token

    def send(
        self, method: str, path: str, body: Any = None, params: list[tuple[str, str]] | None = None
    ) -> Reply:
        """One request; the exceptions of http.client where the connection is cut."""
        connection = http.client.HTTPConnection(urlsplit(self.google.url).netloc, timeout=1)
        target = f"/{quote(path, safe='/:')}"
        if params:
            target += f"?{urlencode(params)}"
        data = None if body is None else json.dumps(body).encode("utf-8")
        try:
            connection.request(method, target, data, {"Authorization": f"Bearer {self.token}"})
            response = connection.getresponse()
            text = response.read().decode("utf-8")
            headers = dict(response.getheaders())
        finally:
            connection.close()
        is_json = headers.get("Content-Type", "").startswith("application/json")
        return Reply(response.status, json.loads(text) if is_json else text, headers)

    def get(self, spreadsheet_id: str, *params: tuple[str, str]) -> Any:
        """The body of a GET that succeeds."""
        reply = self.send("GET", f"v4/spreadsheets/{spreadsheet_id}", params=list(params))
        assert reply.status == 200, reply.body
        return reply.body

    def update(self, spreadsheet_id: str, *requests: dict[str, Any]) -> Reply:
        """One batchUpdate."""
        path = f"v4/spreadsheets/{spreadsheet_id}:batchUpdate"
        return self.send("POST", path, {"requests": list(requests)})

    def done(self, spreadsheet_id: str, *requests: dict[str, Any]) -> list[dict[str, Any]]:
        """The replies of a batchUpdate that succeeds."""
        reply = self.update(spreadsheet_id, *requests)
        assert reply.status == 200, reply.body
        replies: list[dict[str, Any]] = reply.body["replies"]
        return replies


def area(top: int, left: int, bottom: int, right: int, sheet_id: int = 0) -> dict[str, int]:
    """A GridRange, its end outside."""
    return {
        "sheetId": sheet_id,
        "startRowIndex": top,
        "endRowIndex": bottom,
        "startColumnIndex": left,
        "endColumnIndex": right,
    }


def cells(row: int, column: int, *rows: list[Any], sheet_id: int = 0) -> dict[str, Any]:
    """An updateCells request; texts with ``=`` are formulas, None is an empty cell."""
    return {
        "updateCells": {
            "start": {"sheetId": sheet_id, "rowIndex": row, "columnIndex": column},
            "rows": [{"values": [_cell(value) for value in values]} for values in rows],
            "fields": "userEnteredValue",
        }
    }


def _cell(value: Any) -> dict[str, Any]:
    if value is None:
        return {}
    if isinstance(value, bool):
        kind = "boolValue"
    elif isinstance(value, int | float):
        kind = "numberValue"
    else:
        kind = "formulaValue" if value.startswith("=") else "stringValue"
    return {"userEnteredValue": {kind: value}}


def named(name: str, where: dict[str, int]) -> dict[str, Any]:
    """An addNamedRange request whose id is the name."""
    return {"addNamedRange": {"namedRange": {"name": name, "namedRangeId": name, "range": where}}}
