"""A digest as a letter: what people typed is text in it, in every field and in both languages."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from fast_mail_parser import parse_email
from hypothesis import given
from hypothesis import strategies as st

from retrosheet.language import LANGS, one_line
from retrosheet.report.desk import brief
from retrosheet.report.digest import digest
from retrosheet.report.letter import letter, subject
from retrosheet.sending.drafts import LONGEST_LINK, mailto
from retrosheet.sending.mail import Mail, email
from retrosheet.statuses import BLOCKED
from retrosheet.sync.snapshot import Doubt
from tests.report.desks import TEAM, desk_on, person
from tests.report.test_digest import SHARED
from tests.sync.snapshots import Told

if TYPE_CHECKING:
    from retrosheet.language import Lang
    from retrosheet.report.desk import Desk
    from retrosheet.report.digest import Digest
    from retrosheet.report.letter import Letter

NASTY = (
    "Proof\r\nBcc: everybody@example.org",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</title></style><h1>bigger</h1>",
    '=HYPERLINK("http://evil")',
    "*bold* _it_ [link](http://evil) <!channel> <@U1> & <http://evil|x>",
    "a, b@example.org; c@example.org",
    "\u202egnp.exe\u0000\u200b\u2066\ufeff\x1b[31m",
    "<at>everyone</at> @here # `code` ~~gone~~\n- item\n1. first {title} %s",
    "=?utf-8?q?Bcc=3A_x=40y=2Eorg?= =?utf-8?b?PGI+?=",
    "é" * 400,
    "long and longer " * 625,
)


def nasty_desk(text: str, lang: Lang = "en") -> Desk:
    """A plan in which somebody typed this wherever one can type."""
    typed = {**SHARED, "PROOF": Told(BLOCKED, owner="Nadia", comment=text)}
    team = (TEAM[0]._replace(language=lang), *TEAM[1:])
    desk = desk_on(10, typed, name=text, team=team)
    lines = tuple(
        replace(
            line,
            task=replace(line.task, title=text),
            owner=line.owner if line.owner == "Nadia" else text,
        )
        for line in desk.snapshot.lines
    )
    doubt = Doubt("unreadable", "Plan!E13", "PROOF", text, "status", text)
    snapshot = replace(desk.snapshot, lines=lines, doubts=(doubt,))
    return replace(desk, snapshot=brief(snapshot))


def of(desk: Desk, name: str = "Nadia") -> Digest:
    found = digest(desk, person(desk, name))
    assert found is not None
    return found


class Seen(HTMLParser):
    """The elements and attributes of a page, and what a person reads of it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


ALLOWED = set("html head meta title style body div p h1 h2 ul li strong br span a".split())


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("text", NASTY)
def test_what_people_type_is_text(text: str, lang: Lang) -> None:
    """No element, no attribute, no header and no line of its own comes out of a title."""
    found = of(nasty_desk(text, lang))
    words = letter(found, text, "https://example.org/?a=1&b=2")
    seen = Seen(words.html)
    assert set(seen.tags) <= ALLOWED
    assert not [name for name, _ in seen.attributes if name.startswith("on") or name == "src"]
    links = [value for name, value in seen.attributes if name == "href"]
    assert links == ["https://example.org/?a=1&b=2"]
    assert len(words.html.encode()) < 20_000
    assert len(words.text) < 5_000
    assert not set("\u202e\u0000\u200b\u2066\ufeff\x1b") & set(words.html + words.text)
    assert "\n" not in words.subject
    assert words.subject.replace("\u00a0", " ").isprintable()
    assert len(words.subject) <= 150
    assert not any(line.startswith("Bcc:") for line in words.text.splitlines())
    assert max(len(line) for line in words.text.splitlines() if " " in line.strip()) < 998
    mail = Mail(text, "nadia@example.org", words.subject, words.text, words.html, lang,
                "<1@x.org>", "<0@x.org>", "abc", ("lead@example.org",))  # fmt: skip
    raw = email(mail, "from@example.org", dt.datetime(2027, 3, 8, tzinfo=dt.UTC)).as_bytes()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    read = message_from_bytes(raw, policy=policy.default)
    assert isinstance(read, EmailMessage)
    assert [a.addr_spec for a in read["To"].addresses] == ["nadia@example.org"]
    assert [a.addr_spec for a in read["Cc"].addresses] == ["lead@example.org"]
    assert "Bcc" not in read
    # the library may begin the text on a line of its own; programs join and strip it
    assert read["Subject"].strip() == words.subject.replace("=?", "= ?")
    shown = read["To"].addresses[0].display_name
    assert "".join(shown.split()) == "".join(one_line(text).split())
    plain, rich = (read.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert rich is not None
    assert plain.get_content().replace("\r\n", "\n") == words.text
    assert rich.get_content().replace("\r\n", "\n") == words.html
    assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"]
    by_others(raw, words)


def by_others(raw: bytes, words: Letter) -> None:
    """The same by a parser that shares no code with the library that wrote it."""
    read = parse_email(raw)
    assert read.subject.strip() == words.subject.replace("=?", "= ?")
    assert [who.address for who in read.to] == ["nadia@example.org"]
    assert [who.address for who in read.cc] == ["lead@example.org"]
    assert not read.bcc
    assert not read.attachments
    assert not read.warnings
    (plain,), (rich,) = read.text_plain, read.text_html
    assert plain.replace("\r\n", "\n") == words.text
    assert rich.replace("\r\n", "\n") == words.html


words = st.sampled_from(
    "3 sous 7 jours,|à commencer,|aujourd’hui|été\u00a0:|long|😀|=?utf-8?q?x?=".split("|")
)


@given(st.one_of(st.text(max_size=200), st.lists(words, max_size=30).map(" ".join)))
def test_a_subject_comes_back_as_it_was(text: str) -> None:
    """Folded and encoded as mail wants it, and not a space less or more to whoever reads it."""
    said = one_line(text, 150)
    mail = Mail("N", "n@x.org", said, "t", "<p>h</p>", "fr", "<1@x>", "<0@x>", "abc")
    raw = email(mail, "from@x.org", dt.datetime(2027, 3, 8, tzinfo=dt.UTC)).as_bytes()
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    read = message_from_bytes(raw, policy=policy.default)["Subject"]
    # a text of ASCII alone may begin on a line of its own, as mail programs know
    assert read.strip() == said.replace("=?", "= ?")


def test_headers_that_keep_programs_from_answering() -> None:
    """No out-of-office reply comes back, and mail programs group the messages."""
    words = letter(of(desk_on(10, SHARED)), "plan.xlsx")
    mail = Mail("Nadia", "n@x.org", words.subject, words.text, words.html, "en", "<1@x.org>",
                "<0@x.org>", "abc")  # fmt: skip
    made = email(mail, "from@x.org", dt.datetime(2027, 3, 8, 8, tzinfo=dt.UTC))
    assert {name: str(made[name]) for name in (
        "From", "To", "Message-ID", "References", "Auto-Submitted", "X-Auto-Response-Suppress",
        "List-Id", "List-Unsubscribe", "Date", "X-Unsent",
    )} == {
        "From": "from@x.org",
        "To": "Nadia <n@x.org>",
        "Message-ID": "<1@x.org>",
        "References": "<0@x.org>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "List-Id": "<abc.localhost>",
        "List-Unsubscribe": "<mailto:from@x.org?subject=unsubscribe>",
        "Date": "Mon, 08 Mar 2027 08:00:00 +0000",
        "X-Unsent": "None",
    }  # fmt: skip
    assert made.as_bytes() == email(mail, "from@x.org", made["Date"].datetime).as_bytes()


def test_the_plain_text_in_french() -> None:
    """Every line of a message, as it is read without HTML."""
    desk = desk_on(10, {**SHARED, "PROOF": Told(owner="Karim"), "PRINT": Told(owner="Nadia")})
    assert letter(of(desk, "Karim"), "plan.xlsx").text == (
        "Bonjour Karim,\n"
        "\n"
        "Votre retard déplace J de 2 jours ouvrés\u00a0: mercredi 17 mars 2027 au lieu\n"
        "du lundi 15 mars 2027.\n"
        "\n"
        "EN RETARD (1)\n"
        "- «\u00a0PROOF\u00a0»\u00a0: 3 jours ouvrés de retard, échéance le 05/03/2027. Ce\n"
        "  retard déplace J de 2 jours ouvrés. Nadia et Léa Roux attendent\n"
        "  derrière.\n"
        "\n"
        "On vous attend (1)\n"
        "- «\u00a0PRINT\u00a0»\u00a0: Nadia attend «\u00a0PROOF\u00a0».\n"
        "\n"
        "Le plan\u00a0: plan.xlsx\n"
        "\n"
        "-- \n"
        "Vous recevez ce message parce que «\u00a0Spring\u00a0» vous nomme. Pour ne plus en\n"
        "recevoir, répondez-y, ou faites retirer votre adresse des réglages du\n"
        "classeur.\n"
    )


def test_a_long_list_stays_under_what_gmail_shows() -> None:
    """Many tasks are counted, not listed: the letter of a person with everything is small."""
    desk = desk_on(10, SHARED)
    found = of(desk)
    part = found.parts[0]
    points = tuple(part.points[0]._replace(title="x" * 200) for _ in range(12))
    parts = tuple(part._replace(points=points, more=300) for _ in range(12))
    words = letter(found._replace(parts=parts), "plan.xlsx")
    assert "And 300 more." in words.text
    assert len(words.html.encode()) < 100_000


@pytest.mark.parametrize("text", NASTY)
def test_a_mailto_link_is_short_and_whole(text: str) -> None:
    """Whatever titles hold, mail programs take it, copies and all."""
    from urllib.parse import parse_qs, urlsplit

    words = letter(of(nasty_desk(text * 9)), "plan.xlsx")
    said = subject(of(nasty_desk(text)))
    mail = Mail("N", "n@x.org", said, words.text, words.html, "en", "<1@x>", "<0@x>", "abc",
                ("lead@x.org",))  # fmt: skip
    link = mailto(mail, "en")
    assert len(link) <= LONGEST_LINK
    parts = urlsplit(link)
    query = parse_qs(parts.query, strict_parsing=True, errors="strict")
    assert (parts.scheme, parts.path, query["cc"]) == ("mailto", "n@x.org", ["lead@x.org"])
    assert set(query) == {"cc", "subject", "body"}
