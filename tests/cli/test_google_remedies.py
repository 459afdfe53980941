"""Each sentence that sends a person to a command: that command is run, in that state, and works.

``TRIALS`` has a trial for every text of the Google room that names a command; a new text without
one fails. A trial brings about the trouble with a real command line; the line to run next is taken
out of what was said; it must succeed, and so must the first line after it.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import shlex
import threading
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

import retrosheet.google
import retrosheet.live
from retrosheet.language import Text
from tests.contract.places import TINY, laid_there
from tests.google.conftest import google
from tests.google.fake.google import DRIVE_FILE, OWNER, SPREADSHEETS, FakeGoogle

if TYPE_CHECKING:
    from tests.cli.conftest import Answer

__all__ = ["google"]

ANOTHER = "another@example.com"
NEW = ("new", "concert.yaml", "--launch=2027-03-19", "--today=2027-02-01", "--country=none",
       "--spare=0", "--google")  # fmt: skip
NAMES_A_COMMAND = re.compile(
    r"retrosheet (?:auth|new|sync|doctor)\b|\{(?:again|line|word)\}|--port \{|with --into|--into\b"
)
CLI = (
    "commands.auth", "commands.auth_login", "commands.auth_logout", "commands.auth_status",
    "commands.doctor", "commands.new_google", "places.google", "places.google_connection",
)  # fmt: skip
"""The rooms of the command line that speak of Google."""
DESCRIBES = {
    "cli.commands.auth_logout._DOES": "help",
    "cli.commands.doctor._ONLY_LIVE": "says what is wrong with the line itself",
    "cli.commands.new_google._EITHER": "says what is wrong with the line itself",
    "cli.commands.new_google._NOT_A_SHEET": "says what is wrong with the line itself",
    "google.doctor.PLACES[login]": "says where a login comes from",
    "live.report._HEAD": "heads a report with the line that made it",
}


class World:
    """A person who has signed in, a plan in a Google sheet, and a browser that agrees."""

    def __init__(
        self,
        run: Callable[..., Answer],
        fake: FakeGoogle,
        login: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        self.run, self.google, self.login, self.patch = run, fake, login, monkeypatch
        self.who, self.answers = OWNER, {}  # type: tuple[str, dict[str, str]]
        self.plan = laid_there(fake, "en", TINY)
        fake.service.books[self.plan].roles = {OWNER: "owner"}
        fake.service.creation_allowed = False
        fake.requests.clear()
        for name in ("RETROSHEET_CREDENTIALS", "GOOGLE_APPLICATION_CREDENTIALS"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setattr("webbrowser.open", self.visit)

    def sign_in(self, *scopes: str, said: bool = True) -> None:
        """The stored login; without ``said`` its file keeps no list of rights."""
        file = self.google.user_file(self.login.parent, OWNER, *(scopes or (SPREADSHEETS,)))
        info = json.loads(file.read_text("utf-8"))
        file.unlink()
        if not said:
            del info["scopes"]
        self.login.write_text(json.dumps(info), "utf-8")
        self.login.chmod(0o600)

    def client(self, name: str = "client.json") -> Path:
        """The JSON of an OAuth client, just created and downloaded."""
        urls = {"auth_uri": f"{self.google.url}/auth", "token_uri": f"{self.google.url}/token"}
        file = self.google.user_file(self.login.parent)
        known = json.loads(file.read_text("utf-8"))
        file.unlink()
        installed = {
            "client_id": known["client_id"],
            "client_secret": known["client_secret"],
            **urls,
        }
        Path(name).write_text(json.dumps({"installed": installed}), "utf-8")
        return Path(name)

    def visit(self, url: str) -> None:
        """The browser: whoever sits there agrees to all, or does what ``answers`` says."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        given = self.answers or {"code": self.google.tokens.consent(self.who, asked["scope"])}
        back = f"{asked['redirect_uri']}?{urlencode({'state': asked['state'], **given})}"

        def go() -> None:
            with urllib.request.urlopen(back) as page:
                page.read()

        threading.Thread(target=go).start()

    def token_refused(self, error: str, description: str = "Bad Request") -> None:
        body = {"error": error, "error_description": description}
        self.google.fault(path="/token", status=400, times=99, body=body)

    def refused(self, path: str, status: int, message: str, reason: str = "") -> None:
        error = {"code": status, "message": message, "errors": [{"reason": reason}]}
        self.google.fault(path=path, status=status, times=99, body={"error": error})


class Met(NamedTuple):
    """A trouble that was met: the line that met it, and how the one to run next is found.

    ``cure`` is what the person does elsewhere in the meantime; ``again`` whether the first line
    then works, in place of being replaced by the second.
    """

    line: tuple[str, ...]
    named: str
    cure: Callable[[], object] = lambda: None
    again: bool = True


LOGIN = r"retrosheet auth login(?! [A-Z'/])"
SHARE = r"retrosheet auth login --share"
REST = r"retrosheet auth login 'my client\.json'.*$"


def sync(world: World) -> tuple[str, ...]:
    return ("sync", world.plan, "--today=2027-02-02")


def _token(error: str, description: str = "") -> Callable[[World], Met]:
    def trial(world: World) -> Met:
        world.sign_in()
        world.token_refused(error, description)
        return Met(sync(world), LOGIN, world.google.faults.waiting.clear)

    return trial


def _api(status: int, message: str, reason: str = "") -> Callable[[World], Met]:
    def trial(world: World) -> Met:
        world.sign_in()
        world.refused("/v4/", status, message, reason)
        return Met(sync(world), LOGIN, world.google.faults.waiting.clear)

    return trial


def _client_gone(world: World) -> Met:
    world.sign_in()
    world.token_refused("invalid_client", "The OAuth client was not found.")

    def cure() -> None:
        world.google.faults.waiting.clear()
        world.client("FILE.json")

    return Met(sync(world), r"retrosheet auth login FILE\.json", cure, again=False)


def _no_room(world: World) -> Met:
    world.patch.setenv("RETROSHEET_CREDENTIALS", str(world.google.credentials_file(Path())))
    blank = world.google.blank("Plan")
    url = f"https://docs.google.com/spreadsheets/d/{blank}/edit"
    # The command again, with --into and the address of that sheet.
    return Met(NEW, "--into", again=False)._replace(cure=lambda: f"{shlex.join(NEW)} --into {url}")


def _may_not_create(world: World) -> Met:
    world.sign_in()
    world.refused("/v4/spreadsheets", 403, "The caller does not have permission")
    blank = world.google.blank("Plan")
    url = f"https://docs.google.com/spreadsheets/d/{blank}/edit"

    def cure() -> str:
        world.google.faults.waiting.clear()
        return f"{shlex.join(NEW)} --into {url}"

    return Met(NEW, "--into", cure, again=False)


def _live_without_a_drive(world: World) -> Met:
    """The same words, met by doctor --live: its option exists as well."""
    # What it asks of whole plans is asked elsewhere, with the same option.
    world.patch.setattr("retrosheet.cli.commands.doctor.LANGS", ())
    world.patch.setenv("RETROSHEET_CREDENTIALS", str(world.google.credentials_file(Path())))
    url = f"https://docs.google.com/spreadsheets/d/{world.google.blank('Plan')}/edit"
    return Met(("doctor", "--live"), "--into", lambda: f"doctor --live --into {url}", again=False)


def _share_scope(world: World) -> Met:
    world.sign_in(said=False)
    return Met((*NEW, "--share=bo@example.com"), SHARE)


def _lacks_drive(world: World) -> Met:
    world.sign_in(SPREADSHEETS)
    return Met((*NEW, "--share=bo@example.com"), SHARE)


def _lacks_sheets(world: World) -> Met:
    world.sign_in(DRIVE_FILE)
    return Met(sync(world), LOGIN)


def _not_theirs(world: World) -> Met:
    world.sign_in()
    world.google.service.books[world.plan].roles = {ANOTHER: "owner"}
    return Met(sync(world), LOGIN, lambda: setattr(world, "who", ANOTHER))


def _only_read(world: World) -> Met:
    world.sign_in()
    world.google.service.books[world.plan].roles = {ANOTHER: "owner", OWNER: "reader"}
    return Met(sync(world), LOGIN, lambda: setattr(world, "who", ANOTHER))


def _only_read_dry(world: World) -> bool:
    return world.run(*sync(world), "--dry-run").code == 0


def _uploaded(world: World) -> Met:
    world.sign_in()
    world.google.make_xlsx(world.plan)

    def cure() -> str:
        made = world.run(*NEW[:-1], "-o", "FILE.xlsx")
        assert made.code == 0
        return "sync FILE.xlsx --today=2027-02-02"

    return Met(sync(world), r"retrosheet sync FILE\.xlsx", cure, again=False)


def _too_large(world: World) -> Met:
    world.sign_in()
    world.refused(":batchUpdate", 413, "Request Entity Too Large")
    return Met(NEW, "retrosheet new … -o plan.xlsx", lambda: f"{shlex.join(NEW[:-1])} -o plan.xlsx",
               again=False)  # fmt: skip


def _unfinished(world: World) -> Met:
    world.sign_in()
    world.refused(":batchUpdate", 403, "The caller does not have permission")
    return Met(NEW, r"retrosheet new .*$", world.google.faults.waiting.clear, again=False)


def _perhaps(world: World) -> Met:
    world.sign_in()
    world.google.fault(path="/v4/spreadsheets", drop_after_commit=True)

    def cure() -> str:
        made = list(world.google.service.books)[-1]
        return f"{shlex.join(NEW)} --into https://docs.google.com/spreadsheets/d/{made}/edit"

    return Met(NEW, r"retrosheet new concert\.yaml .*--into URL", cure, again=False)


def _not_shared(world: World) -> Met:
    world.sign_in(SPREADSHEETS, DRIVE_FILE)
    world.refused("/permissions", 403, "The caller does not have permission")
    return Met((*NEW, "--share=bo@example.com"), r"retrosheet new .*$",
               world.google.faults.waiting.clear, again=False)  # fmt: skip


def _nobody_yet(world: World) -> Met:
    return Met(sync(world), r"retrosheet auth login FILE\.json",
               lambda: world.client("FILE.json"))  # fmt: skip


def _login_first(world: World) -> Met:
    world.patch.setenv("RETROSHEET_CREDENTIALS", str(world.client("my client.json")))
    return Met(sync(world), r"retrosheet auth login 'my client\.json'")


def _no_client(world: World) -> Met:
    Path("x.json").write_text(json.dumps({"type": "authorized_user", "client_id": "x",
                                          "client_secret": "x", "refresh_token": "x"}))  # fmt: skip
    return Met(("auth", "login", "x.json"), r"retrosheet auth login FILE\.json",
               lambda: world.client("FILE.json"), again=False)  # fmt: skip


def _a_key_is_no_client(world: World) -> Met:
    key = world.google.credentials_file(Path())
    roles = world.google.service.books[world.plan].roles
    roles["retro@retro-test.iam.gserviceaccount.com"] = "writer"
    return Met(("auth", "login", str(key)), r"--credentials \S+$",
               lambda: f"{shlex.join(sync(world))} --credentials {key}", again=False)  # fmt: skip


def _a_login_is_no_client(world: World) -> Met:
    theirs = world.google.user_file(Path(), OWNER, SPREADSHEETS).rename("their login.json")
    return Met(("auth", "login", str(theirs)), r"retrosheet auth login --token .*$", again=False)


def _no_file(world: World) -> Met:
    return Met(("auth", "login"), r"retrosheet auth login FILE\.json",
               lambda: world.client("FILE.json"), again=False)  # fmt: skip


def _browser(answers: Mapping[str, str], *options: str) -> Callable[[World], Met]:
    def trial(world: World) -> Met:
        world.client("my client.json")
        world.answers = dict(answers)
        return Met(("auth", "login", "my client.json", *options), REST, world.answers.clear)

    return trial


def _unticked(scopes: str, *options: str) -> Callable[[World], Met]:
    def trial(world: World) -> Met:
        world.client("my client.json")
        world.answers = {"code": world.google.tokens.consent(OWNER, scopes)}
        return Met(("auth", "login", "my client.json", *options), REST, world.answers.clear)

    return trial


def _nobody_answers(world: World) -> Met:
    world.client("my client.json")
    world.patch.setattr("retrosheet.google.signing_in.consent.WAIT_SECONDS", 0.05)
    world.patch.setattr("webbrowser.open", lambda _: None)

    def cure() -> None:
        world.patch.setattr("retrosheet.google.signing_in.consent.WAIT_SECONDS", 60.0)
        world.patch.setattr("webbrowser.open", world.visit)

    return Met(("auth", "login", "my client.json"), r"retrosheet auth login 'my client\.json'(?=;)",
               cure)  # fmt: skip


def _port_taken(world: World) -> Met:
    world.client()
    port = world.google.url.rpartition(":")[2]
    other = f"auth login client.json --port {int(port) + 1}"
    return Met(("auth", "login", "client.json", f"--port={port}"), f"--port {int(port) + 1}",
               lambda: other, again=False)  # fmt: skip


def _fill_it(world: World) -> Met:
    world.sign_in()
    blank = world.google.blank("Plan")
    url = f"https://docs.google.com/spreadsheets/d/{blank}/edit"
    return Met(("doctor", url), f"retrosheet new … --google --into {url}",
               lambda: f"{shlex.join(NEW)} --into {url}", again=False)  # fmt: skip


def _names_missing(world: World) -> Met:
    world.sign_in()
    world.refused("/v4/", 400, "Unable to parse range: rs_plan")

    def cure() -> str:
        world.google.faults.waiting.clear()
        return shlex.join(NEW)

    return Met(sync(world), r"retrosheet new(?!\w)", cure, again=False)


def _until_logout(world: World) -> Met:
    world.sign_in()
    return Met(("auth", "status"), r"retrosheet auth logout", again=False)


def _adopted_already(world: World) -> Met:
    world.sign_in()
    return Met(
        ("adopt", world.plan, "-o", "adopted.xlsx", "--launch=2027-03-19", "--today=2027-02-02"),
        r"retrosheet sync",
        lambda: shlex.join(sync(world)),
        again=False,
    )


TRIALS: dict[str, Callable[[World], Met]] = {
    "google.signing_in.consent._DENIED": _browser({"error": "access_denied"}, "--port", "8753"),
    "google.signing_in.consent._FAILED": _browser({"error": "server_error"}),
    "google.signing_in.consent._NOBODY": _nobody_answers,
    "google.signing_in.consent._NOT_TICKED": _unticked("openid"),
    "google.signing_in.consent._SHARE_NOT_TICKED": _unticked(SPREADSHEETS, "--share"),
    "google.signing_in.consent._PORT": _port_taken,
    "google.drawing.creating._PERHAPS": _perhaps,
    "google.drawing.creating._UNFINISHED": _unfinished,
    "google.doctor._FILL_IT": _fill_it,
    "google.hand_made._OURS": _adopted_already,
    "google.signing_in.login._NO_CLIENT": _no_client,
    "google.signing_in.login._WHAT_IT_IS[service_account]": _a_key_is_no_client,
    "google.signing_in.login._WHAT_IT_IS[authorized_user]": _a_login_is_no_client,
    "google.speaking.outages._EXPIRED": _token(
        "invalid_grant", "Token has been expired or revoked."
    ),
    "google.speaking.outages._SESSION": _token(
        "invalid_grant", "reauth related error (invalid_rapt)"
    ),
    "google.speaking.outages._CLIENT": _client_gone,
    "google.speaking.outages._SCOPE": _token("invalid_scope"),
    "google.speaking.outages._TOKEN_REFUSED": _token("something_new"),
    "google.speaking.paragraphs.SIGN_IN": _api(
        401, "Request had invalid authentication credentials."
    ),
    "google.speaking.paragraphs.NO_ROOM": _no_room,
    "google.speaking.paragraphs.NO_ROOM, by doctor": _live_without_a_drive,
    "google.speaking.paragraphs.SCOPES": _api(
        403, "Request had insufficient authentication scopes."
    ),
    "google.speaking.paragraphs.SCOPES_SHARE": _share_scope,
    "google.speaking.paragraphs.MAY_NOT_CREATE": _may_not_create,
    "google.speaking.paragraphs.ASK_OWNER": _not_theirs,
    "google.speaking.paragraphs.MAY_ONLY_READ": _only_read,
    "google.speaking.paragraphs.UPLOADED": _uploaded,
    "google.speaking.paragraphs.NAMES_MISSING": _names_missing,
    "google.speaking.paragraphs.TOO_LARGE": _too_large,
    "google.signing_in.credentials._LACKS_SHEETS": _lacks_sheets,
    "google.signing_in.credentials._LACKS_DRIVE": _lacks_drive,
    "google.signing_in.sources._NONE": _nobody_yet,
    "google.signing_in.sources._LOGIN_FIRST": _login_first,
    "cli.commands.auth_login._NO_FILE": _no_file,
    "cli.commands.auth_status._NOBODY": lambda _: Met(
        ("auth", "status"), r"retrosheet auth login --help", again=False
    ),
    "cli.commands.auth_status._RENEWS": _until_logout,
    "cli.commands.new_google._NOT_SHARED": _not_shared,
}


def texts(value: object, name: str) -> Iterator[tuple[str, Text]]:
    if isinstance(value, Text):
        yield name, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, f"{name}[{key}]")


def remedies() -> dict[str, Text]:
    """Every text that names a command, by where it is written."""
    prefix = "retrosheet."
    rooms = [
        found.name.removeprefix(prefix)
        for package in (retrosheet.google, retrosheet.live)
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]
    found: dict[str, Text] = {}
    for room in (*rooms, *(f"cli.{name}" for name in CLI)):
        module = importlib.import_module(f"retrosheet.{room}")
        for name, value in vars(module).items():
            for where, text in texts(value, f"{room}.{name}"):
                if NAMES_A_COMMAND.search(text.en) and text not in found.values():
                    found[where] = text
    return found


def test_every_remedy_has_a_trial() -> None:
    """A new sentence that sends people to a command is tried, or has a reason not to be."""
    named = set(remedies())
    assert named - set(DESCRIBES) == {name.partition(",")[0] for name in TRIALS}
    assert set(DESCRIBES) <= named


@pytest.mark.parametrize("name", sorted(remedies()))
def test_both_languages_name_the_same_commands(name: str) -> None:
    """French and English send people to the same commands, options and places."""
    text = remedies()[name]
    words = re.compile(r"retrosheet (?:auth|new|sync)(?: login| status)?|--[a-z-]+|\{\w+\}")
    french, english = (sorted(words.findall(said)) for said in text.everywhere())
    assert french == english


@pytest.fixture
def world(
    run: Callable[..., Answer],
    google: FakeGoogle,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> World:
    Path("concert.yaml").write_text(TINY, encoding="utf-8")
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path / "gcloud"))
    login = tmp_path / "settings" / "login.json"
    login.parent.mkdir()
    monkeypatch.setenv("RETROSHEET_LOGIN", str(login))
    monkeypatch.setattr("retrosheet.google.speaking.transport.time.sleep", google.sleep)
    return World(run, google, login, monkeypatch)


@pytest.mark.parametrize("name", TRIALS)
def test_the_remedy_works_as_printed(world: World, name: str) -> None:
    """The line that is said leads out of the trouble, and the first line then works."""
    met = TRIALS[name](world)
    first = world.run(*met.line)
    said = " ".join((first.err or first.out).split())
    start, *_ = [part for part in re.split(r"\{\w+\}", remedies()[name.partition(",")[0]].en)
                 if len(part) > 12]  # fmt: skip
    assert start.strip() in said, said
    named = re.search(met.named, said)
    assert named is not None, said
    # Where the line holds "…" or FILE in the place of one's own words, the trial writes them out.
    written_out = met.cure()
    line = written_out if isinstance(written_out, str) else named[0].removeprefix("retrosheet ")
    second = world.run(*shlex.split(line))
    assert second.code == 0, f"{line}: {second.err}"
    if met.again:
        assert world.run(*met.line).code == 0


def test_a_viewer_may_do_what_the_refusal_says_that_he_may(world: World) -> None:
    """With read rights alone a dry run still answers."""
    _only_read(world)
    assert _only_read_dry(world)
