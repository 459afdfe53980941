"""``retrosheet remind`` from end to end: who gets what, once; refusals; what it says it did.

The evening is on 19 March 2027. On 8 March the poster's printing is late.
"""

from __future__ import annotations

import datetime as dt
import json
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from retrosheet.sync.reading import NAMES, read_snapshot
from retrosheet.xlsx.read import read
from tests.cli.conftest import EVENING
from tests.contract.places import XlsxPlace, workbook
from tests.sending.servers import PASSWORD, hook_server, mail_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from retrosheet.sync.remembered import Told
    from tests.cli.conftest import Answer
    from tests.sending.servers import HookServer, MailServer

    Run = Callable[..., Answer]

PLAN = "plan.xlsx"
MONDAY = "2027-03-08"


def write_team(path: Path, *people: tuple[str, str, str]) -> None:
    """Types people, addresses and languages into the team of Settings, line by line.

    The same people into the same file once a test run.
    """
    key = path.read_bytes(), people
    if key not in _TEAMS:
        _type_team(path, people)
        _TEAMS[key] = path.read_bytes()
    path.write_bytes(_TEAMS[key])


_TEAMS: dict[tuple[bytes, tuple[tuple[str, str, str], ...]], bytes] = {}


def _type_team(path: Path, people: tuple[tuple[str, str, str], ...]) -> None:
    book = openpyxl.load_workbook(path)
    name = book.defined_names["rs_team"].attr_text
    assert name is not None
    title, _, area = name.rpartition("!")
    left, top, *_ = range_boundaries(area.replace("$", ""))
    assert left is not None
    assert top is not None
    sheet = book[title.strip("'")]
    for row, (person, email, language) in enumerate(people, top + 1):
        for column, value in ((1, person), (2, email), (4, language)):
            sheet.cell(row, left + column).value = value or None
    book.save(path)


_TYPED: list[bytes] = []


@pytest.fixture
def plan(make: Callable[..., Path]) -> Path:
    """The evening, with Nadia for lead and Karim for printer, both with addresses; typed once a
    test run."""
    path = make("--launch", "2027-03-19", "--today", "2027-02-01", "--country", "none")
    if not _TYPED:
        write_team(path, ("Nadia", "nadia@example.org", ""), ("Karim", "karim@example.org", "fr"))
        _TYPED.append(path.read_bytes())
    path.write_bytes(_TYPED[0])
    return path


@pytest.fixture
def smtp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    with mail_server() as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.trusted(tmp_path)))
        monkeypatch.setenv("RETROSHEET_SMTP_SERVER", f"localhost:{server.port}")
        monkeypatch.setenv("RETROSHEET_SMTP_USER", "nadia@example.org")
        monkeypatch.setenv("RETROSHEET_SMTP_PASSWORD", PASSWORD)
        yield server


@pytest.fixture
def slack(monkeypatch: pytest.MonkeyPatch) -> Iterator[HookServer]:
    with hook_server() as server:
        monkeypatch.setenv("RETROSHEET_SLACK_WEBHOOK", server.url)
        yield server


def told(path: Path) -> tuple[Told, ...]:
    return read_snapshot(read(path, NAMES, "en").tables).told


def test_a_dry_run_says_who_and_why_and_touches_nothing(run: Run, plan: Path) -> None:
    """Each message with its reasons, and not a byte of the workbook."""
    before = plan.read_bytes()
    answer = run("remind", PLAN, "--dry-run", "--today", MONDAY)
    expected = (
        "Reminders · plan.xlsx · Monday 8 March 2027\n"
        "\n"
        "Would get a message: Nadia <nadia@example.org>\n"
        "  Open evening: 3 late, 1 waiting for you\n"
        '  - "Write the brief of the evening": late since 16 Feb 2027\n'
        '  - "Choose the caterer": late since 26 Feb 2027\n'
        '  - "Design the poster": late since 5 Mar 2027\n'
        "\n"
        "Would get a message: Karim <karim@example.org>\n"
        "  Open evening : 1 à commencer\n"
        '  - "Print the poster and the invitation cards for all the guests": to begin on\n'
        "    6 Mar 2027\n"
        "\n"
        "No campaign owner in the settings: chasers go on without end.\n"
        "Nothing was sent (--dry-run).\n"
    )
    assert answer == (0, expected, "")
    assert plan.read_bytes() == before


def test_drafts_and_a_page_and_then_nothing_more(run: Run, plan: Path, tmp_path: Path) -> None:
    """Drafts to send by hand, a page of buttons; a second run has nothing new."""
    answer = run("remind", PLAN, "--to", "drafts", "out", "--today", MONDAY)
    assert (answer.code, answer.err) == (0, "")
    folder = tmp_path / "out"
    names = ["2027-03-08-karim.eml", "2027-03-08-nadia.eml", "index.html"]
    assert sorted(path.name for path in folder.iterdir()) == names
    karim = message_from_bytes((folder / names[0]).read_bytes(), policy=policy.default)
    assert karim["To"].addresses[0].addr_spec == "karim@example.org"
    assert karim["X-Unsent"] == "1"
    assert karim["From"] is None
    assert "Bonjour Karim" in karim.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    page = (folder / "index.html").read_text("utf-8")
    assert page.count('class="button"') == 2
    after = plan.read_bytes()
    again = run("remind", PLAN, "--to", "drafts", "out", "--today", MONDAY)
    assert again.code == 0
    assert "Nothing new: nobody got anything." in again.out
    assert plan.read_bytes() == after
    quiet = run("remind", PLAN, "--to", "drafts", "out", "--today", MONDAY, "--quiet")
    assert quiet == (0, "", "")


def test_the_same_run_gives_the_same_drafts(run: Run, plan: Path, tmp_path: Path) -> None:
    """Up to the campaign's own name, which is drawn once."""
    run("remind", PLAN, "--to", "smtp", "--dry-run", "--today", MONDAY)
    run("remind", PLAN, "--to", "drafts", "first", "--owner", "Karim", "--today", MONDAY)
    content = plan.read_bytes()
    for name in ("one", "two"):
        plan.write_bytes(content)
        run("remind", PLAN, "--to", "drafts", name, "--today", MONDAY)
    one, two = (sorted((tmp_path / name).glob("*.eml")) for name in ("one", "two"))
    assert one
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_mail_once_and_the_workbook_knows(run: Run, plan: Path, smtp: MailServer) -> None:
    """Each has one message, copied to the lead, and its identifier is remembered."""
    answer = run("remind", PLAN, "--to", "smtp", "--today", MONDAY, "--cc", "lead@example.org")
    assert answer.code == 0, answer
    assert "Sent to Nadia <nadia@example.org>" in answer.out
    assert [received.recipients for received in smtp.received] == [
        ("nadia@example.org", "lead@example.org"),
        ("karim@example.org", "lead@example.org"),
    ]
    assert {row.sent for row in told(plan)} == {True}
    assert {row.message for row in told(plan)} == {
        received.message["Message-ID"] for received in smtp.received
    }
    again = run("remind", PLAN, "--to", "smtp", "--today", MONDAY)
    assert (again.code, len(smtp.received)) == (0, 2)


def test_a_sync_in_between_forgets_nothing(run: Run, plan: Path, smtp: MailServer) -> None:
    """What was sent outlives a sync, and the sync has nothing to write."""
    run("remind", PLAN, "--to", "smtp", "--today", MONDAY)
    before = told(plan)
    assert run("sync", PLAN, "--today", "2027-03-09").code == 0
    assert told(plan) == before
    assert run("sync", PLAN, "--today", "2027-03-09").out.endswith("nothing to write.\n")
    assert len(smtp.received) == 2


@pytest.mark.usefixtures("plan")
def test_what_the_server_put_off_leaves_with_the_next_run(run: Run, smtp: MailServer) -> None:
    """Under the same identifier; what it took stays sent."""
    smtp.answers["karim@example.org"] = "451 4.7.1 Greylisted"
    first = run("remind", PLAN, "--to", "smtp", "--today", MONDAY, "--json")
    assert first.code == 1
    messages = {m["name"]: m for m in json.loads(first.out)["messages"]}
    assert (messages["Nadia"]["state"], messages["Karim"]["state"]) == ("sent", "deferred")
    smtp.answers.clear()
    second = run("remind", PLAN, "--to", "smtp", "--today", "2027-03-09", "--json")
    assert second.code == 0
    (again,) = json.loads(second.out)["messages"]
    assert (again["name"], again["repeated"]) == ("Karim", True)
    assert again["message_id"] == messages["Karim"]["message_id"]
    assert [received.recipients[0] for received in smtp.received] == [
        "nadia@example.org", "karim@example.org",
    ]  # fmt: skip


def test_what_the_server_refused_is_said_and_not_counted(
    run: Run, plan: Path, smtp: MailServer
) -> None:
    """The server's words are shown, and that person counts as not told."""
    smtp.answers["karim@example.org"] = "550 5.1.1 No such user"
    answer = run("remind", PLAN, "--to", "smtp", "--today", MONDAY)
    assert answer.code == 1
    assert "Refused for Karim <karim@example.org>" in answer.out
    assert "550 5.1.1 No such user" in answer.out
    assert {row.who for row in told(plan)} == {"nadia"}


@pytest.mark.usefixtures("plan")
def test_a_line_that_dies_is_repeated_under_the_same_identifier(run: Run, smtp: MailServer) -> None:
    """Whoever may have had the message can tell the copy by its identifier."""
    smtp.after_data = ["cut"]
    assert run("remind", PLAN, "--to", "smtp", "--today", MONDAY).code == 1
    assert run("remind", PLAN, "--to", "smtp", "--today", MONDAY).code == 0
    ids = [received.message["Message-ID"] for received in smtp.received]
    assert len(ids) == 3
    assert len(set(ids)) == 2


def test_nothing_is_remembered_where_the_server_is_not_there(
    run: Run, plan: Path, smtp: MailServer
) -> None:
    """No access, and the next run has everything still to send."""
    smtp.go_away()
    before = plan.read_bytes()
    answer = run("remind", PLAN, "--to", "smtp", "--today", MONDAY)
    assert answer.code == 3
    assert "does not answer" in answer.err
    assert plan.read_bytes() == before


def test_nothing_is_sent_where_nothing_can_be_remembered(
    run: Run, plan: Path, smtp: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A read-only workbook, or one open elsewhere: not a single message."""
    lock = plan.with_name(f".~lock.{plan.name}#")
    lock.write_text(",nadia,desk,08.03.2027 09:00,file:///home/nadia;", encoding="utf-8")
    assert run("remind", PLAN, "--to", "smtp", "--today", MONDAY).code == 3
    lock.unlink()
    monkeypatch.setattr("os.access", lambda *_args, **_more: False)
    assert run("remind", PLAN, "--to", "smtp", "--today", MONDAY).code == 3
    assert smtp.received == []


@pytest.mark.usefixtures("plan")
def test_a_day_off_is_quiet(run: Run, smtp: MailServer) -> None:
    """On a Sunday nobody is written to, and that is said."""
    answer = run("remind", PLAN, "--to", "smtp", "--today", "2027-03-07")
    assert answer.code == 0
    assert "A day off: nothing is sent" in answer.out
    assert smtp.received == []


@pytest.mark.usefixtures("plan")
def test_drafts_on_a_sunday_are_those_of_monday(run: Run, tmp_path: Path) -> None:
    """Whoever prepares the week on a Sunday is told how; a look shows what there is to say."""
    sunday = ("--today", "2027-03-07")
    answer = run("remind", PLAN, "--to", "drafts", "out", *sunday)
    assert "To prepare the messages of that day now, add --today 2027-03-08." in answer.out
    assert not (tmp_path / "out").exists()
    assert "nothing would leave today" in run("remind", PLAN, "--dry-run", *sunday).out


@pytest.mark.usefixtures("plan")
def test_a_page_keeps_the_day_s_earlier_drafts(run: Run, tmp_path: Path) -> None:
    """First one person, then the rest: all stand on the page, with whom they are copied to."""
    words = ("--to", "drafts", "out", "--today", MONDAY)
    run("remind", PLAN, *words, "--owner", "Karim", "--cc", "lead@example.org")
    run("remind", PLAN, *words)
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert page.count('class="button"') == 2
    assert "cc=lead@example.org" in page


def test_who_cannot_be_reached_is_named(run: Run, plan: Path) -> None:
    """With the cell of the address that is wrong, and the role that has none."""
    write_team(plan, ("Nadia", "nadia@x.org, n@y.org", ""), ("", "", ""))
    answer = run("remind", PLAN, "--dry-run", "--today", MONDAY)
    assert answer.code == 0
    assert (
        "Not reached\n"
        '  - Nadia: the address "nadia@x.org, n@y.org" cannot be used (Settings!D20); one\n'
        "    alone is needed, name@domain.org\n"
    ) in answer.out
    assert 'the role "Printer" has neither a person nor an address' in answer.out


def test_nobody_to_tell_is_not_nothing_to_tell(run: Run, plan: Path) -> None:
    """In a new workbook nobody has an address: that is said, not that there is no news."""
    write_team(plan, ("Nadia", "", ""), ("", "", ""))
    answer = run("remind", PLAN, "--dry-run", "--owner", "Nadia", "--today", MONDAY)
    assert "There is news, but nobody can be reached" in answer.out
    assert "Nothing new" not in answer.out


def test_a_wrong_address_is_named_before_there_is_anything_to_say(run: Run, plan: Path) -> None:
    """Once it matters it would be too late; --quiet, too, keeps no such thing to itself. Who only
    has none yet is named in one line, and keeps --quiet quiet."""
    write_team(plan, ("Nadia", "nadia@example", ""), ("Karim", "", ""))
    early = ("--dry-run", "--quiet", "--today", "2027-02-02")
    answer = run("remind", PLAN, *early)
    assert " ".join(answer.out.split()).endswith(
        "Nothing new: nobody got anything. Will not be reached "
        '- Nadia: the address "nadia@example" cannot be used (Settings!D20); one alone is needed, '
        "name@domain.org Without an address: Karim. "
        "Addresses are typed in the workbook’s settings, in the table Team."
    )
    assert run("remind", PLAN, *early[:-1], "2027-01-31") == (0, "", "")
    write_team(plan, ("Nadia", "", ""), ("Karim", "", ""))
    assert run("remind", PLAN, *early) == (0, "", "")
    document = json.loads(run("remind", PLAN, *early, "--json").out)
    assert {who["name"] for who in document["unready"]} == {"Nadia", "Karim"}


@pytest.mark.usefixtures("plan")
def test_one_person_only(run: Run, smtp: MailServer) -> None:
    """Others get nothing, and an unknown name brings those that there are."""
    assert run("remind", PLAN, "--to", "smtp", "--owner", "karim", "--today", MONDAY).code == 0
    assert [received.recipients for received in smtp.received] == [("karim@example.org",)]
    unknown = run("remind", PLAN, "--to", "smtp", "--owner", "Karl", "--today", MONDAY)
    assert unknown.code == 2
    assert "there are Karim, Nadia" in unknown.err


def test_the_stand_up_in_a_channel_once(run: Run, plan: Path, slack: HookServer) -> None:
    """One message with the day's news; a second run posts nothing."""
    answer = run("remind", PLAN, "--to", "slack", "--today", MONDAY)
    assert answer.code == 0, answer
    (posted,) = slack.posted
    message = json.loads(posted.body)
    assert message["blocks"][0]["text"]["text"] == "Open evening · Monday 8 March 2027"
    assert "Sent to the Slack channel" in answer.out
    assert run("remind", PLAN, "--to", "slack", "--today", MONDAY).code == 0
    assert len(slack.posted) == 1
    assert plan.exists()


def test_a_channel_that_fails_is_said_without_its_secret(
    run: Run, plan: Path, slack: HookServer
) -> None:
    """The address that lets anybody post is in no answer, and nothing is remembered."""
    slack.answers = [(404, {}, "no_service")]
    answer = run("remind", PLAN, "--to", "slack", "--today", MONDAY)
    assert answer.code == 1
    assert "make a new one in" in answer.out
    assert "secret" not in answer.out + answer.err
    assert told(plan) == ()


def test_teams_takes_it_and_only_the_channel_shows_it(
    run: Run, plan: Path, slack: HookServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Teams confirms no posting, and the answer does not either."""
    monkeypatch.setenv("RETROSHEET_TEAMS_WEBHOOK", slack.url)
    slack.answers = [(202, {}, "")]
    answer = run("remind", PLAN, "--to", "teams", "--today", MONDAY, "--lang", "fr")
    assert answer.code == 0
    assert "Accepté pour le canal Teams ; seul le canal montre s’il y est paru" in answer.out
    assert b"AdaptiveCard" in slack.posted[0].body
    assert len(told(plan)) > 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((PLAN,), "The way is missing: --to drafts FOLDER"),
        ((PLAN, "--to", "fax"), '--to: "fax"; write drafts or smtp or slack or teams.'),
        ((PLAN, "--to", "drafts"), "--to drafts: the folder is missing"),
        ((PLAN, "out", "--to", "smtp"), "DIR goes with --to drafts only."),
        ((PLAN, "--to", "slack"), "The address of Slack's webhook is missing"),
        (
            (PLAN, "--to", "slack", "--cc", "a@b.org"),
            "--cc goes with --to drafts or --to smtp only",
        ),
        ((PLAN, "--to", "smtp"), "--to smtp: the server is missing"),
        ((PLAN, "--to", "smtp", "--server", "x:y", "--from", "a@b.org"), '--server: "x:y"'),
        ((PLAN, "--to", "smtp", "--server", "x..org", "--from", "a@b.org"), '--server: "x..org"'),
        ((PLAN, "--to", "smtp", "--server", "x", "--from", "a"), '--from: "a" is not an address.'),
        ((PLAN, "--dry-run", "--cc", "a@b.org,c@d.org"), '--cc: "a@b.org,c@d.org" is not an addr'),
        ((PLAN, "--dry-run", "--link", "javascript:x"), '--link: "javascript:x"'),
        ((), "the workbook is missing"),
    ],
)
def test_what_is_wrong_with_the_line_is_said_before_anything_is_read(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    """Options that contradict one another, settings that lack, addresses that are none."""
    for name in ("SMTP_SERVER", "SMTP_FROM", "SMTP_USER", "SLACK_WEBHOOK", "TEAMS_WEBHOOK"):
        monkeypatch.delenv(f"RETROSHEET_{name}", raising=False)
    monkeypatch.setattr("keyring.get_password", lambda *_: None)
    answer = run("remind", *words)
    assert (answer.code, answer.out) == (2, "")
    assert said in " ".join(answer.err.split())


def test_a_folder_that_is_somebody_else_s(run: Run, plan: Path, tmp_path: Path) -> None:
    """A page that we did not make is not overwritten, and nothing is remembered."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("<h1>My site</h1>", encoding="utf-8")
    before = plan.read_bytes()
    answer = run("remind", PLAN, "--to", "drafts", "site", "--today", MONDAY)
    assert answer.code == 2
    assert "was not made by retrosheet" in answer.err
    assert plan.read_bytes() == before


def test_a_workbook_that_cannot_remember(run: Run, plan: Path, smtp: MailServer) -> None:
    """One that an earlier version made: nothing is sent, a dry run still shows everything."""
    book = openpyxl.load_workbook(plan)
    del book.defined_names["rs_told"]
    book.save(plan)
    answer = run("remind", PLAN, "--to", "smtp", "--today", MONDAY)
    assert answer.code == 2
    assert "cannot remember what was sent" in answer.err
    assert smtp.received == []
    assert "Would get" in run("remind", PLAN, "--dry-run", "--today", MONDAY).out


def test_who_decides_is_asked(run: Run, tmp_path: Path) -> None:
    """In a campaign with a RACI tab, whoever has the A hears of what waits for an approval."""
    decided = EVENING.replace("wait: 12cd", "wait: 12cd\n        raci: { A: lead }")
    (tmp_path / "decided.yaml").write_text(decided, "utf-8")
    made = run("new", "decided.yaml", "--launch", "2027-03-19", "--today", "2027-02-01")
    assert made.code == 0, made
    content = next(tmp_path.glob("*.xlsx")).read_bytes()
    place = XlsxPlace(tmp_path / PLAN, workbook("en"), "en")
    place.path.write_bytes(content)
    place.put("PRE3", "status", "Awaiting approval")
    write_team(place.path, ("Nadia", "nadia@example.org", ""))
    answer = run("remind", PLAN, "--dry-run", "--today", "2027-02-01", "--json")
    (message,) = [m for m in json.loads(answer.out)["messages"] if m["name"] == "Nadia"]
    assert ("PRE3", "approve:1") in {(w["id"], w["step"]) for w in message["why"]}


@pytest.mark.usefixtures("plan")
def test_a_month_of_mornings(run: Run, smtp: MailServer) -> None:
    """Run each morning with nothing done: reminded ahead, chased weekly, quiet at the weekend."""
    nadia, karim = "nadia@example.org", "karim@example.org"
    days: dict[str, list[int]] = {nadia: [], karim: []}
    for day in range(1, 29):
        smtp.received.clear()
        today = dt.date(2027, 2, day)
        assert run("remind", PLAN, "--to", "smtp", "--today", today.isoformat()).code == 0
        assert not (today.weekday() > 4 and smtp.received)
        for received in smtp.received:
            days[received.recipients[0]].append(day)
    assert days == {nadia: [11, 15, 17, 22, 23, 25], karim: []}
