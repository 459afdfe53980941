"""The fake as gspread sees it: the real client and the real google-auth over real HTTP."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gspread
import pytest
from google.oauth2.service_account import Credentials

from tests.google.fake.caller import area, cells, named
from tests.google.fake.google import DRIVE_FILE, SPREADSHEETS, FakeGoogle

SCOPES = [SPREADSHEETS, DRIVE_FILE]


def client(google: FakeGoogle, file: Path) -> gspread.Client:
    """A plain gspread client whose requests go to the fake."""

    class Rewritten(gspread.HTTPClient):
        def request(self, method: str, endpoint: str, *args: Any, **kwargs: Any) -> Any:
            for host in ("https://sheets.googleapis.com", "https://www.googleapis.com"):
                endpoint = endpoint.replace(host, google.url)
            return super().request(method, endpoint, *args, **kwargs)

    credentials = Credentials.from_service_account_file(str(file), scopes=SCOPES)  # type: ignore[no-untyped-call]
    return gspread.Client(credentials, http_client=Rewritten)


@pytest.fixture
def signed_in(google: FakeGoogle, tmp_path: Path) -> gspread.Client:
    """A gspread client of the service account."""
    return client(google, google.credentials_file(tmp_path))


def test_a_shared_blank_sheet_opens(google: FakeGoogle, signed_in: gspread.Client) -> None:
    """A person's blank sheet opens by its id, with the one tab that the locale names."""
    sheet = signed_in.open_by_key(google.blank("Rentrée", "fr_FR"))
    assert sheet.title == "Rentrée"
    assert sheet.locale == "fr_FR"
    tab = sheet.sheet1
    assert (tab.title, tab.id, tab.row_count, tab.col_count) == ("Feuille 1", 0, 1000, 26)
    assert tab.get_all_values() == [[]]


def test_cells_are_written_and_calculated(google: FakeGoogle, signed_in: gspread.Client) -> None:
    """Raw values stay as they are, and formulas of a batch come back as what they come to."""
    sheet = signed_in.open_by_key(google.blank())
    tab = sheet.sheet1
    tab.batch_update([{"range": "A1:B2", "values": [["0042", 3], ["=A1", 4.5]]}], raw=True)
    sheet.batch_update(
        {"requests": [cells(2, 1, ["=SUM(B1:B2)"]), named("rs_total", area(2, 1, 3, 2))]}
    )
    assert tab.get_all_values() == [["0042", "3"], ["=A1", "4.5"], ["", "7.5"]]
    assert sheet.named_range("rs_total") is not None
    assert tab.batch_get(["rs_total", "A1:B1"]) == [[["7.5"]], [["0042", "3"]]]


def test_a_read_and_a_write_are_two_requests(google: FakeGoogle, signed_in: gspread.Client) -> None:
    """One GET, one batchUpdate, and before them one token."""
    name = google.blank()
    signed_in.http_client.values_batch_get(name, ["A1:B2"])
    signed_in.http_client.batch_update(name, {"requests": [cells(0, 0, [1])]})
    assert [request.path for request in google.requests] == [
        "/token",
        f"/v4/spreadsheets/{name}/values:batchGet",
        f"/v4/spreadsheets/{name}:batchUpdate",
    ]


def test_a_person_creates_and_shares(google: FakeGoogle, signed_in: gspread.Client) -> None:
    """Creating by way of Drive is refused to a service account and allowed where it has room."""
    with pytest.raises(gspread.exceptions.APIError, match="storage quota"):
        signed_in.create("Rentrée")
    google.allow_creation()
    sheet = signed_in.create("Rentrée")
    sheet.share("ana@example.com", perm_type="user", role="writer", notify=False)
    assert google.spreadsheet(sheet.id).roles["ana@example.com"] == "writer"
    signed_in.del_spreadsheet(sheet.id)
    with pytest.raises(gspread.exceptions.SpreadsheetNotFound):
        signed_in.open_by_key(sheet.id)


def test_gspread_raises_what_google_says(google: FakeGoogle, signed_in: gspread.Client) -> None:
    """Google's error bodies reach gspread's exceptions; a 403 at opening hides in the cause."""
    sheet = signed_in.open_by_key(google.blank())
    with pytest.raises(gspread.exceptions.APIError, match="Unable to parse range: rs_x"):
        sheet.values_get("rs_x")
    google.deny("sheets api disabled")
    with pytest.raises(PermissionError) as refused:
        signed_in.open_by_key(sheet.id)
    assert "has not been used in project" in str(refused.value.__cause__)
