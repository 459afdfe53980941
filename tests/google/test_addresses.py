"""A Google sheet as people name it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrosheet.errors import InvalidInput
from retrosheet.google.addresses import link, spreadsheet_id

ID = "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789_-ABCDE"
ADDRESSES = [
    ID,
    f"  {ID}\n",
    f"https://docs.google.com/spreadsheets/d/{ID}",
    f"https://docs.google.com/spreadsheets/d/{ID}/",
    f"https://docs.google.com/spreadsheets/d/{ID}/edit",
    f"https://docs.google.com/spreadsheets/d/{ID}/edit#gid=0",
    f"https://docs.google.com/spreadsheets/d/{ID}/edit?usp=sharing&ouid=1#gid=1&range=A1",
    f"https://docs.google.com/spreadsheets/d/{ID}/edit?gid=7#gid=7",
    f"https://docs.google.com/spreadsheets/u/0/d/{ID}/edit",
    f"https://docs.google.com/spreadsheets/u/12/d/{ID}/htmlview",
    f"https://docs.google.com/a/example.com/spreadsheets/d/{ID}/edit",
    f"https://docs.google.com/spreadsheets/d/{ID}/export?format=xlsx",
    f"http://docs.google.com/spreadsheets/d/{ID}/copy",
    f"docs.google.com/spreadsheets/d/{ID}/edit",
    f"<https://docs.google.com/spreadsheets/d/{ID}/edit>",
    f"HTTPS://Docs.Google.com/spreadsheets/d/{ID}/edit",
    f"https://drive.google.com/open?id={ID}",
    f"https://drive.google.com/open?usp=sharing&id={ID}",
    f"https://drive.google.com/file/d/{ID}/view?usp=sharing",
    f"https://spreadsheets.google.com/ccc?key={ID}",
]


@pytest.mark.parametrize("typed", ADDRESSES)
def test_every_form_of_an_address(typed: str) -> None:
    """Whatever a browser, a phone or a share button gives names the same sheet."""
    assert spreadsheet_id(typed) == ID


@pytest.mark.parametrize(
    "typed",
    ["plan.xlsx", "folder/plan.xlsx", "./plan", "C:\\plans\\plan.xlsx", "1234", "", "été 2027",
     "A" * 24, "A" * 101, f"{ID}.xlsx", f"folder/{ID}", "docs.google.com"],
)  # fmt: skip
def test_what_may_be_a_file(typed: str) -> None:
    """A path or a name is never taken for a sheet."""
    assert spreadsheet_id(typed) is None


PUBLISHED = f"https://docs.google.com/spreadsheets/d/e/2PACX-{ID}/pubhtml"


def test_a_published_page_is_no_sheet() -> None:
    """Its ID is not the sheet's, and nothing can be written there."""
    with pytest.raises(InvalidInput, match=r"published page.*copy the address") as seen:
        spreadsheet_id(PUBLISHED, "en")
    assert "docs.google.com/spreadsheets/d/1AbC…/edit" in str(seen.value)
    with pytest.raises(InvalidInput, match=r"page publiée.*copiez l’adresse"):
        spreadsheet_id(PUBLISHED, "fr")


@pytest.mark.parametrize(
    "typed",
    [
        f"https://docs.google.com/document/d/{ID}/edit",
        f"https://docs.google.com/forms/d/{ID}/edit",
        f"https://drive.google.com/drive/folders/{ID}",
        f"https://drive.google.com/drive/u/0/folders/{ID}?id={ID}",
        "https://docs.google.com/spreadsheets/",
        "https://docs.google.com/spreadsheets/d/short/edit",
        f"https://docs.google.com/spreadsheets/d/{ID}é/edit",
        f"https://docs.google.com.example.net/spreadsheets/d/{ID}/edit",
        f"https://docs.google.com@example.net/spreadsheets/d/{ID}/edit",
        f"https://example.net/?u=https://docs.google.com/spreadsheets/d/{ID}/edit",
        f"ftp://docs.google.com/spreadsheets/d/{ID}/edit",
        "https://[::1/spreadsheets",
    ],
)
def test_an_address_of_something_else(typed: str) -> None:
    """Refused with what to copy instead, in both languages."""
    with pytest.raises(InvalidInput, match="not the address of a Google sheet"):
        spreadsheet_id(typed, "en")
    with pytest.raises(InvalidInput, match="n’est pas l’adresse d’une feuille Google"):
        spreadsheet_id(typed, "fr")


def test_a_key_in_a_link_is_not_repeated() -> None:
    """A message never shows what opens a file."""
    with pytest.raises(InvalidInput) as seen:
        spreadsheet_id("https://example.net/x?resourcekey=0-secret#y")
    assert "secret" not in str(seen.value)


@given(st.text("AZaz09_-", min_size=25, max_size=100))
def test_a_link_names_its_sheet(name: str) -> None:
    """The link that we print is read back as the sheet that it is of."""
    assert spreadsheet_id(link(name)) == name == spreadsheet_id(name)


@given(st.text())
def test_anything_may_be_typed(typed: str) -> None:
    """It is a sheet, a file, or refused in words."""
    try:
        found = spreadsheet_id(typed)
    except InvalidInput:
        return
    assert found is None or found in typed
