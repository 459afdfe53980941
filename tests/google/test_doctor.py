"""``retrosheet doctor``: each thing that may be missing has a line of its own, with its remedy."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from retrosheet.google.doctor import Check, checks
from tests.contract.places import laid_there

if TYPE_CHECKING:
    from pathlib import Path

    from retrosheet.language import Lang
    from tests.google.fake.google import FakeGoogle


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def found(sheet: str | None = None, lang: Lang = "en", **more: Any) -> list[Check]:
    return list(checks(lang, sheet, more.get("credentials"), more.get("now", now)))


def said(checks: list[Check], state: str) -> list[str]:
    return [check.said for check in checks if check.state == state]


def test_all_is_well(google: FakeGoogle) -> None:
    """Versions, credentials, token, API, clock, and what may be done with the sheet; no change."""
    made = laid_there(google, "en")
    before = google.service.books[made].metadata
    all_said = found(made)
    assert said(all_said, "bad") == []
    good = said(all_said, "good")
    assert good[0].startswith("Versions: Python 3.")
    assert "gspread 6." in good[0]
    assert any("retro@retro-test.iam.gserviceaccount.com" in line for line in good)
    assert good[-3:] == [
        '"Open evening": it can be read.',
        '"Open evening": a plan made by retrosheet, which sync can read.',
        '"Open evening": it can be written to.',
    ]
    assert google.service.books[made].metadata == before


def test_a_person_with_the_right_to_share(google: FakeGoogle, tmp_path: Path) -> None:
    """Their account is recognised, and that Drive answers."""
    all_said = found(credentials=google.user_file(tmp_path))
    assert said(all_said, "bad") == []
    assert "Account: a person's own." in said(all_said, "good")
    assert "The Google Drive API answers: sharing and choosing a folder is possible." in said(
        all_said, "good"
    )


@pytest.mark.parametrize(
    ("denied", "words"),
    [
        ("sheets api disabled", "Google Sheets API is not enabled"),
        ("read only", "Editor"),
        ("no permission", "has no access to"),
        ("not found", "does not find"),
        ("uploaded xlsx", "Save as Google Sheets"),
    ],
)
def test_what_is_missing_is_said_with_its_remedy(
    google: FakeGoogle, denied: Any, words: str
) -> None:
    """A disabled API, rights that lack, no such sheet, an uploaded file."""
    sheet = google.blank("Plan")
    google.deny(denied, "" if "api" in denied else sheet)
    bad = said(found(sheet), "bad")
    assert bad
    assert words in bad[0]


def test_a_blank_sheet_may_be_filled(google: FakeGoogle) -> None:
    """The option that does so is shown with its address."""
    sheet = google.blank("Plan")
    (note,) = [check for check in found(sheet) if check.remedy]
    assert note.state == "note"
    assert f"--into https://docs.google.com/spreadsheets/d/{sheet}/edit" in note.remedy


@pytest.mark.parametrize(("lang", "words"), [("en", "600 s off"), ("fr", "s’écarte de 600 s")])
def test_a_clock_that_is_wrong(google: FakeGoogle, lang: Lang, words: str) -> None:
    """Ten minutes off is said, as Google refuses such signatures."""
    assert not google.errors
    bad = said(found(lang=lang, now=lambda: now() + dt.timedelta(seconds=600)), "bad")
    assert len(bad) == 1
    assert words in bad[0].replace("599", "600").replace("601", "600")


def test_a_key_that_is_refused_ends_the_list(google: FakeGoogle) -> None:
    """Without a token nothing else makes sense."""
    google.fault(
        path="/token",
        status=400,
        times=9,
        body={"error": "invalid_grant", "error_description": "Invalid JWT Signature."},
    )
    all_said = found()
    assert all_said[-1].state == "bad"
    assert "no longer accepts the key" in all_said[-1].said
    assert google.calls == []


def test_without_credentials(
    google: FakeGoogle, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The last line says how to sign in."""
    assert not google.errors
    for name in ("RETROSHEET_CREDENTIALS", "GOOGLE_APPLICATION_CREDENTIALS"):
        monkeypatch.delenv(name)
    for name in ("HOME", "XDG_CONFIG_HOME", "CLOUDSDK_CONFIG"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert "retrosheet auth login" in found()[-1].said
