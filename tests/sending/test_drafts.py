"""Drafts in a folder: what lies there already stays, and the links open with the whole of it."""

from __future__ import annotations

import datetime as dt
from email import message_from_bytes, policy
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from retrosheet.errors import NoAccess
from retrosheet.sending.drafts import INDEX, LONGEST_LINK, Drafts, mailto
from retrosheet.sending.mail import Mail, email

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2027, 3, 8)


def mail(name: str = "Léa Roux", *, campaign: str = "spring", text: str = "Bonjour\n") -> Mail:
    address = f"{name.split(maxsplit=1)[0].lower().replace('é', 'e')}@example.org"
    return Mail(
        name, address, f"{campaign} : 1 en retard", text, "<p>Bonjour</p>", "fr",
        f"<{campaign}.{address}>", "<0@x.org>", campaign, ("lead@example.org",),
    )  # fmt: skip


def put(drafts: Drafts, one: Mail) -> str:
    when = dt.datetime.combine(DAY, dt.time(), dt.UTC)
    return drafts.write(one, email(one, "", when, draft=True).as_bytes()).name


def test_two_campaigns_in_one_folder_keep_their_drafts(tmp_path: Path) -> None:
    """The same person, the same day: two files; the same campaign again takes its own place."""
    names = [
        put(Drafts(tmp_path, DAY, campaign, "fr"), mail(campaign=campaign))
        for campaign in ("spring", "autumn", "spring", "autumn")
    ]
    assert names == ["2027-03-08-lea-roux.eml", "2027-03-08-lea-roux-2.eml"] * 2
    page = (tmp_path / INDEX).read_text("utf-8")
    assert page.count('class="button"') == 2
    assert "spring : 1 en retard" in page
    assert "autumn : 1 en retard" in page


def test_an_earlier_draft_is_shown_as_it_was_written(tmp_path: Path) -> None:
    """Read back from its file: name, address, copies and text, whatever letters are in them."""
    text = "Bonjour Léa,\n\n- « Épreuve » : 3 jours de retard & plus <ouf>\n"
    put(Drafts(tmp_path, DAY, "Printemps", "fr"), mail(text=text))
    before = (tmp_path / INDEX).read_text("utf-8")
    put(Drafts(tmp_path, DAY, "Printemps", "fr"), mail("Nadia"))
    both = (tmp_path / INDEX).read_text("utf-8")
    assert before.partition("<li>")[2].partition("</li>")[0] in both


@pytest.mark.parametrize(
    "content", [b"", b"From: me\r\n\r\nhello", b"X-Unsent: 1\r\n\r\n", b"\xff\x00"]
)
def test_a_message_of_somebody_else_is_left_alone(tmp_path: Path, content: bytes) -> None:
    """It is neither shown nor written over."""
    theirs = tmp_path / "2027-03-08-lea-roux.eml"
    theirs.write_bytes(content)
    assert put(Drafts(tmp_path, DAY, "Printemps", "fr"), mail()) == "2027-03-08-lea-roux-2.eml"
    assert theirs.read_bytes() == content
    assert (tmp_path / INDEX).read_text("utf-8").count('class="button"') == 1


def test_a_draft_to_which_somebody_added_a_reader_is_theirs(tmp_path: Path) -> None:
    """Saved over ours by a mail program: it stays, and today's message lies beside it."""
    name = put(Drafts(tmp_path, DAY, "Printemps", "fr"), mail())
    path = tmp_path / name
    content = path.read_bytes().replace(b"<lea@example.org>", b"<lea@example.org>, z@example.org")
    path.write_bytes(content)
    assert put(Drafts(tmp_path, DAY, "Printemps", "fr"), mail()) == "2027-03-08-lea-roux-2.eml"
    assert path.read_bytes() == content


def test_a_draft_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    """A folder has its name: that is said, and no half of it lies beside."""
    drafts = Drafts(tmp_path, DAY, "Printemps", "fr")
    (tmp_path / INDEX).mkdir()
    with pytest.raises(NoAccess, match="ce n’est pas un fichier"):
        put(drafts, mail())
    assert {path.name for path in tmp_path.iterdir()} == {INDEX, "2027-03-08-lea-roux.eml"}


@pytest.mark.parametrize("length", [10, 1000, 1790, 20_000])
def test_a_link_opens_with_what_programs_take(length: int) -> None:
    """Cut where it is too long, never within a letter, and said to be cut."""
    text = "".join("é€😀\n"[n % 4] for n in range(length))
    link = mailto(mail(text=text), "fr")
    assert len(link) <= LONGEST_LINK
    query = parse_qs(urlsplit(link).query, strict_parsing=True, errors="strict")
    assert query["cc"] == ["lead@example.org"]
    (body,) = query["body"]
    if length > 1000:
        assert body.endswith("(Message abrégé : tout est dans le plan.)")
    else:
        assert body.replace("\r\n", "\n").strip() == text.strip() or "abrégé" in body


def test_a_draft_has_no_sender_and_is_unsent(tmp_path: Path) -> None:
    """The program that opens it fills in who writes."""
    name = put(Drafts(tmp_path, DAY, "Printemps", "fr"), mail())
    read = message_from_bytes((tmp_path / name).read_bytes(), policy=policy.default)
    assert (read["From"], read["X-Unsent"], read["Cc"]) == (None, "1", "lead@example.org")
