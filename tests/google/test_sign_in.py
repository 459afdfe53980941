"""Which credentials are used, how a login is made and kept, and that no secret is ever seen."""

from __future__ import annotations

import json
import logging
import os
import stat
import subprocess
import threading
import traceback
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from retrosheet.errors import InvalidInput, NoAccess, RetrosheetError
from retrosheet.google.signing_in import consent, login, sources, stored_login
from retrosheet.google.signing_in import credentials as sign_in
from retrosheet.google.speaking import hosts
from retrosheet.language import LANGS, Lang
from tests.google.door import (
    ACCOUNT,
    CLIENT_ID,
    CLIENT_SECRET,
    CODE,
    DRIVE,
    REFRESH_TOKEN,
    SHEETS,
    TOKEN,
    Door,
    Reply,
    browser,
    login_file,
    oauth_client,
    refused_token,
    secrets,
    service_account,
)


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A person who has no credentials yet, in an empty folder; where the login will be kept."""
    for name in (sources.VARIABLE, "GOOGLE_APPLICATION_CREDENTIALS", hosts.VARIABLE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path / "gcloud"))
    kept = tmp_path / "settings" / "google" / "login.json"
    monkeypatch.setenv(stored_login.VARIABLE, str(kept))
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return kept


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Iterator[Door]:
    with Door() as door:
        monkeypatch.setenv(hosts.VARIABLE, door.url)
        monkeypatch.setattr("google.auth._exponential_backoff.time.sleep", lambda _: None)
        yield door


def write(path: Path, content: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), "utf-8")
    path.chmod(0o600)
    return path


def robot(name: str) -> dict[str, str]:
    """A service account that is told from others by its name."""
    return {**service_account("https://example.com"), "client_email": f"{name}@example.com"}


def test_the_first_place_that_has_credentials_wins(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, home: Path
) -> None:
    """The command line, our variable, Google's, this folder, the login, gcloud."""
    option = write(tmp_path / "option.json", robot("option"))
    monkeypatch.setenv(sources.VARIABLE, str(write(tmp_path / "ours.json", robot("ours"))))
    google = write(tmp_path / "google.json", robot("google"))
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(google))
    here = write(Path("credentials.json"), robot("here"))
    write(home, login_file())
    write(tmp_path / "gcloud/application_default_credentials.json", login_file())
    assert sign_in.account(sign_in.credentials("en", path=option)) == "option@example.com"
    assert sign_in.account(sign_in.credentials("en")) == "ours@example.com"
    monkeypatch.delenv(sources.VARIABLE)
    assert sign_in.account(sign_in.credentials("en")) == "google@example.com"
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS")
    assert sign_in.account(sign_in.credentials("en")) == "here@example.com"
    here.unlink()
    assert sources.chosen("en").place == "login"
    assert sign_in.account(sign_in.credentials("en")) == ""
    home.unlink()
    assert sources.chosen("en").place == "gcloud"
    (tmp_path / "gcloud/application_default_credentials.json").unlink()
    with pytest.raises(InvalidInput, match=r"retrosheet auth login.*--credentials"):
        sign_in.credentials("en")
    with pytest.raises(InvalidInput, match=r"retrosheet auth login.*--credentials"):
        sign_in.credentials("fr")


def test_an_oauth_client_stands_for_the_login_made_with_it(home: Path) -> None:
    """The client alone sends to the login; after it the login is used."""
    write(Path("credentials.json"), oauth_client("https://example.com"))
    with pytest.raises(InvalidInput, match=r"Run: retrosheet auth login credentials\.json"):
        sign_in.credentials("en")
    write(home, login_file())
    assert sign_in.credentials("en").client_id == CLIENT_ID


def test_no_more_rights_than_needed(door: Door, home: Path) -> None:
    """A service account asks for what the work needs; a login has what it was once given."""
    file = write(Path("credentials.json"), service_account(door.url))
    made = sign_in.credentials("en", [sign_in.SHEETS])
    assert made.scopes == [SHEETS]
    file.unlink()
    write(home, login_file())
    with pytest.raises(InvalidInput, match="retrosheet auth login --share"):
        sign_in.credentials("en", [sign_in.SHEETS, sign_in.DRIVE])
    write(home, login_file((DRIVE,)))
    with pytest.raises(InvalidInput, match="leave the box for spreadsheets ticked"):
        sign_in.credentials("en", [sign_in.SHEETS])
    assert "https://www.googleapis.com/auth/drive" not in (sign_in.SHEETS, sign_in.DRIVE)


def test_a_login_gets_its_token_from_the_stand_in(door: Door, home: Path) -> None:
    """With the rights that it has, and no others."""
    write(home, login_file())
    made = sign_in.credentials("en")
    until = sign_in.check(made, "en")
    assert until is not None
    assert made.token == TOKEN
    (asked,) = door.to("/token")
    assert asked.form["refresh_token"] == REFRESH_TOKEN
    assert asked.form["scope"] == SHEETS


BROKEN: dict[str, tuple[object, str, str]] = {
    "no JSON": ("{", "it is not JSON", "pas du JSON"),
    "a list": ([], "it is not JSON", "pas du JSON"),
    "a web client": ({"web": {}}, "Web application", "Application Web"),
    "unknown": ({"type": "x"}, '"x" is not known', "« x » n’est pas connu"),
    "no type": ({}, '"?" is not known', "« ? » n’est pas connu"),
    "no key": ({"type": "service_account", "client_email": "a@b"}, "lacks private_key, token_uri",
               "manque private_key, token_uri"),
    "no secret": ({"installed": {"client_id": "x"}}, "lacks client_secret", "manque client_secret"),
    "a login": ({"type": "authorized_user"}, "lacks client_id", "manque client_id"),
    "elsewhere": ({"type": "external_account"}, '"external_account" is not', "external_account"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_of_something_else(name: str) -> None:
    """Refused with what is wrong with it, and where to get the right one."""
    content, english, french = BROKEN[name]
    path = Path("credentials.json")
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    with pytest.raises(InvalidInput, match=r"docs/google-sign-in\.md") as seen:
        sign_in.credentials("en")
    assert english in str(seen.value)
    assert "the file credentials.json of this folder" in str(seen.value)
    with pytest.raises(InvalidInput) as seen:
        sign_in.credentials("fr")
    assert french in str(seen.value)


def test_the_example_is_no_key() -> None:
    """Who copies it without filling it in is told so."""
    example = Path(__file__).parents[2] / "credentials.example.json"
    Path("credentials.json").write_text(example.read_text("utf-8"), "utf-8")
    with pytest.raises(InvalidInput, match="still the example"):
        sign_in.credentials("en")


def test_a_damaged_key() -> None:
    """It is said to be damaged, with where to get another."""
    write(
        Path("credentials.json"),
        {
            **robot("x"),
            "private_key": "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
        },
    )
    with pytest.raises(InvalidInput, match=r"damaged.*private key cannot be read.*Download"):
        sign_in.credentials("en")


def test_a_key_is_not_shown_to_a_strange_server() -> None:
    """A token address without https is refused before anything is sent."""
    write(Path("credentials.json"), {**robot("x"), "token_uri": "http://example.com/token"})
    with pytest.raises(InvalidInput, match="token_uri is no https address"):
        sign_in.credentials("en")


def test_a_file_that_is_not_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The file and the variable that names it are said."""
    monkeypatch.setenv(sources.VARIABLE, str(tmp_path / "gone.json"))
    with pytest.raises(InvalidInput, match=r"gone\.json.*RETROSHEET_CREDENTIALS.*not exist"):
        sign_in.credentials("en")
    monkeypatch.setenv(sources.VARIABLE, str(tmp_path))
    with pytest.raises((InvalidInput, NoAccess), match="RETROSHEET_CREDENTIALS"):
        sign_in.credentials("en")


def test_without_the_extra_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line that installs them, in either language."""
    monkeypatch.setattr(sign_in, "find_spec", lambda _: None)
    for lang in LANGS:
        with pytest.raises(InvalidInput, match=r'pip install "gspread>=6\.2,<7"'):
            sign_in.credentials(lang)


# The browser


@pytest.fixture
def client(door: Door, tmp_path: Path) -> sources.Source:
    file = write(tmp_path / "client_secret.json", oauth_client(door.url))
    return sources.read_source("option", file, "en")


def test_a_person_signs_in(door: Door, client: sources.Source, home: Path) -> None:
    """The page asks for spreadsheets only; the code is proved; what is kept signs in alone."""
    pages: list[str] = []

    def visit(url: str) -> None:
        pages.append(url)
        browser()(url)

    assert login.login(client, "en", visit=visit) == home
    page = parse_qs(urlsplit(pages[0]).query)
    assert page["scope"] == [SHEETS]
    assert page["access_type"] == ["offline"]
    assert page["prompt"] == ["select_account consent"]
    assert page["code_challenge_method"] == ["S256"]
    assert urlsplit(page["redirect_uri"][0]).hostname == "localhost"
    (asked,) = door.to("/token")
    assert asked.form["code_verifier"]
    assert json.loads(home.read_text("utf-8")) == login_file()
    assert "OAUTHLIB_INSECURE_TRANSPORT" not in os.environ
    made = sign_in.credentials("en")
    sign_in.check(made, "en")
    assert made.token == TOKEN


def test_sharing_is_asked_for_when_it_is_wanted(
    door: Door, client: sources.Source, home: Path
) -> None:
    """Then the login keeps both rights."""
    both = f"{SHEETS} {DRIVE}"
    door.paths["/token"] = lambda _: Reply(
        body={"access_token": TOKEN, "expires_in": 9, "refresh_token": REFRESH_TOKEN, "scope": both}
    )
    login.login(client, "en", visit=browser({"code": CODE}), share=True)
    assert json.loads(home.read_text("utf-8"))["scopes"] == [SHEETS, DRIVE]
    sign_in.credentials("en", [sign_in.SHEETS, sign_in.DRIVE])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_only_the_person_can_read_the_login(client: sources.Source, home: Path) -> None:
    """Whatever the umask, and nothing else lies beside it."""
    before = os.umask(0)
    try:
        login.login(client, "en", visit=browser())
    finally:
        os.umask(before)
    assert stat.S_IMODE(home.stat().st_mode) == 0o600
    assert stat.S_IMODE(home.parent.stat().st_mode) == 0o700
    assert [file.name for file in home.parent.iterdir()] == ["login.json"]


REFUSALS: dict[str, tuple[dict[str, str], str]] = {
    "cancelled": ({"error": "access_denied"}, "cancelled in the browser"),
    "another state": ({"code": CODE, "state": "x"}, "did not complete the sign-in"),
    "an organisation": ({"error": "admin_policy_enforced"}, r"sign-in \(admin_policy_enforced\)"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_consent_that_does_not_come(client: sources.Source, home: Path, name: str) -> None:
    """Nothing is kept, and what was kept before stays."""
    answer, said = REFUSALS[name]
    write(home, login_file())
    before = home.read_bytes()
    with pytest.raises(NoAccess, match=f"{said}.*nothing has changed"):
        login.login(client, "en", visit=browser(answer))
    assert home.read_bytes() == before


@pytest.mark.parametrize("scope", [DRIVE, "openid"])
def test_a_box_that_was_not_ticked(
    door: Door, client: sources.Source, home: Path, scope: str
) -> None:
    """It is said in the browser and in the terminal, and no login is kept."""
    door.paths["/token"] = lambda _: Reply(
        body={
            "access_token": TOKEN,
            "expires_in": 9,
            "refresh_token": REFRESH_TOKEN,
            "scope": scope,
        }
    )
    shown: Queue[str] = Queue()
    with pytest.raises(InvalidInput, match="leave it ticked: retrosheet auth login"):
        login.login(client, "en", visit=browser({"code": CODE}, shown=shown))
    assert not home.exists()
    assert shown.get(timeout=9).startswith("The box for spreadsheets was not ticked")


def test_the_box_for_sharing_that_was_not_ticked(client: sources.Source, home: Path) -> None:
    """The command to repeat is the one that was typed."""
    with pytest.raises(InvalidInput, match=r"box for sharing.*retrosheet auth login --share"):
        login.login(
            client, "en", visit=browser(), share=True, again="retrosheet auth login --share"
        )
    assert not home.exists()


def test_more_rights_than_asked_for(door: Door, client: sources.Source, home: Path) -> None:
    """Google may add what was granted before; that is no refusal."""
    given = {"access_token": TOKEN, "expires_in": 9, "refresh_token": REFRESH_TOKEN}
    door.paths["/token"] = lambda _: Reply(body={**given, "scope": f"openid {SHEETS}"})
    login.login(client, "en", visit=browser({"code": CODE}))
    assert json.loads(home.read_text("utf-8")) == login_file()


def test_signing_in_again_needs_no_file(door: Door, home: Path) -> None:
    """The stored login holds the client, which nobody can download a second time; sharing stays."""
    assert not door.asked
    write(home, login_file((SHEETS, DRIVE)))
    client = login.known_client("en")
    assert client is not None
    given = {"access_token": TOKEN, "expires_in": 9, "refresh_token": "1//new"}
    door.paths["/token"] = lambda _: Reply(body={**given, "scope": f"{SHEETS} {DRIVE}"})
    login.login(client, "en", visit=browser({"code": CODE}))
    kept = json.loads(home.read_text("utf-8"))
    assert kept == {**login_file((SHEETS, DRIVE)), "refresh_token": "1//new"}


@pytest.mark.parametrize("own", [True, False])
def test_the_client_of_a_login_by_gcloud(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch, *, own: bool
) -> None:
    """One's own client, given to gcloud, serves again; gcloud's own is refused for Sheets."""
    assert not home.exists()
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path))
    gclouds = "764086051850-6qr4p6gpi6hn506pt8ejuq83di341hur.apps.googleusercontent.com"
    made = login_file() if own else {**login_file(), "client_id": gclouds}
    write(tmp_path / "application_default_credentials.json", made)
    assert (login.known_client("en") is not None) is own


@pytest.mark.parametrize(("lang", "said"), [("en", "Signed in."), ("fr", "Connexion faite.")])
def test_the_browser_says_signed_in(client: sources.Source, lang: Lang, said: str) -> None:
    """In the person's language."""
    shown: Queue[str] = Queue()
    login.login(client, lang, visit=browser(shown=shown))
    assert shown.get(timeout=9).startswith(said)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"error": "access_denied"}, "Sign-in cancelled"),
        ({"code": CODE, "state": "x"}, "Google did not complete"),
    ],
)
def test_the_browser_does_not_say_signed_in(
    client: sources.Source, answer: dict[str, str], said: str
) -> None:
    """After Cancel, or an answer that is not the one waited for, it says what the terminal does."""
    shown: Queue[str] = Queue()
    with pytest.raises(NoAccess, match=said):
        login.login(client, "en", visit=browser(answer, shown=shown))
    assert shown.get(timeout=9).startswith(said)


def test_other_requests_do_not_end_the_wait(client: sources.Source, home: Path) -> None:
    """A browser asks for an icon first, or opens a line and says nothing."""

    def visit(url: str) -> None:
        back = parse_qs(urlsplit(url).query)["redirect_uri"][0]

        def go() -> None:
            with pytest.raises(urllib.error.HTTPError):
                urllib.request.urlopen(f"{back}favicon.ico")
            browser()(url)

        threading.Thread(target=go).start()

    login.login(client, "en", visit=visit)
    assert home.exists()


def test_nobody_answers(
    client: sources.Source, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After ten minutes it ends, with the way for another machine."""
    monkeypatch.setattr(consent, "WAIT_SECONDS", 0.05)
    with pytest.raises(NoAccess, match=r"within ten minutes.*--no-browser"):
        login.login(client, "en", visit=lambda _: None)
    assert not home.exists()


def test_a_service_account_needs_no_login(tmp_path: Path) -> None:
    """The option that takes its file is shown."""
    file = write(tmp_path / "key.json", robot("x"))
    with pytest.raises(InvalidInput, match=r"needs no login: --credentials .*key\.json"):
        login.login(sources.read_source("option", file, "en"), "en", visit=browser())


# A login made elsewhere


def test_a_login_made_elsewhere(door: Door, home: Path, tmp_path: Path) -> None:
    """It is tried before it is kept, and only what is needed of it is."""
    theirs = {**login_file(), "token": "x", "universe_domain": "googleapis.com"}
    del theirs["scopes"]
    assert login.copy_login(write(tmp_path / "adc.json", theirs), "en") == home
    kept = json.loads(home.read_text("utf-8"))
    assert kept == {
        "type": "authorized_user",
        "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET,
        "refresh_token": REFRESH_TOKEN,
        "copied": True,
    }
    assert len(door.to("/token")) == 1


def test_a_login_made_elsewhere_that_is_over(door: Door, home: Path, tmp_path: Path) -> None:
    """Why such logins end after a week, and what to change."""
    door.paths["/token"] = refused_token("invalid_grant", "Token has been expired or revoked.")
    with pytest.raises(NoAccess, match=r"every seven days.*Testing.*publish it"):
        login.copy_login(write(tmp_path / "adc.json", login_file()), "en")
    assert not home.exists()
    with pytest.raises(InvalidInput, match="not a login made elsewhere"):
        login.copy_login(write(tmp_path / "key.json", robot("x")), "en")


# Where secrets may not lie


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True)


def test_no_login_is_kept_where_git_could_publish_it(
    client: sources.Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refused before anybody is sent to a browser; unless git ignores the file."""
    git(tmp_path, "init", "-q", "project")
    kept = tmp_path / "project" / "mine" / "login.json"
    monkeypatch.setenv(stored_login.VARIABLE, str(kept))
    monkeypatch.setattr(consent, "WAIT_SECONDS", 5)
    visited: list[str] = []
    with pytest.raises(InvalidInput, match=r"git repository.*RETROSHEET_LOGIN"):
        login.login(client, "en", visit=visited.append)
    assert not visited
    assert not kept.parent.exists()
    (tmp_path / "project" / ".gitignore").write_text("/mine/\n")
    assert login.login(client, "en", visit=browser()) == kept
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(InvalidInput, match="git repository"):
        login.login(client, "en", visit=visited.append)


def test_secrets_beside_the_sources_are_remarked_on(tmp_path: Path) -> None:
    """Until git ignores the file, and again if it is tracked all the same."""
    git(tmp_path, "init", "-q", "here")
    write(Path("credentials.json"), robot("x"))
    source = sources.chosen("en")
    (said,) = sign_in.remarks(source, "en")
    assert "credentials.json" in said
    assert "Add it to .gitignore" in said
    assert "Ajoutez-le à .gitignore" in sign_in.remarks(source, "fr")[0]
    Path(".gitignore").write_text("credentials.json\n")
    assert sign_in.remarks(source, "en") == ()
    git(Path.cwd(), "add", "-f", "credentials.json")
    assert sign_in.remarks(source, "en"), "ignored, but tracked all the same"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_login_that_others_can_read_is_remarked_on(home: Path) -> None:
    """With the command that mends it."""
    write(home, login_file()).chmod(0o644)
    (said,) = sign_in.remarks(sources.chosen("en"), "en")
    assert f'chmod 600 "{home}"' in said


def test_a_folder_that_cannot_be_written(client: sources.Source, tmp_path: Path) -> None:
    """The variable that puts the login elsewhere is named."""
    (tmp_path / "settings").write_text("a file in the way")
    with pytest.raises(NoAccess, match="RETROSHEET_LOGIN"):
        login.login(client, "en", visit=browser())


# Leaving


def test_logout_gives_the_login_back(door: Door, home: Path) -> None:
    """Google is told, the file is gone, and a second time nothing is asked."""
    door.paths["/revoke"] = lambda _: Reply()
    write(home, login_file())
    assert login.logout("en") is True
    assert not home.exists()
    (asked,) = door.to("/revoke")
    assert (asked.form, asked.query) == ({"token": REFRESH_TOKEN}, {})
    assert login.logout("en") is True
    assert len(door.to("/revoke")) == 1


@pytest.mark.parametrize(
    ("reply", "forgotten"),
    [
        (Reply(400, {"error": "invalid_token"}), True),
        (Reply(503), False),
        (Reply(end="drop"), False),
    ],
)
def test_logout_when_google_says_otherwise(
    door: Door, home: Path, reply: Reply, forgotten: bool
) -> None:
    """The file is gone whatever the answer is; whether the right is too is told."""
    door.paths["/revoke"] = lambda _: reply
    write(home, login_file())
    assert login.logout("en") is forgotten
    assert not home.exists()


def test_logout_leaves_others_their_login(door: Door, home: Path) -> None:
    """What was copied from gcloud still serves gcloud."""
    write(home, {**login_file(), "copied": True})
    assert login.logout("en") is None
    assert not home.exists()
    assert not door.asked


def test_logout_without_the_extra_packages(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept goes all the same."""
    write(home, login_file())
    monkeypatch.setattr(sign_in, "find_spec", lambda _: None)
    assert login.logout("en") is False
    assert not home.exists()


def test_logout_of_what_cannot_be_read(home: Path) -> None:
    """A damaged file is removed all the same."""
    home.parent.mkdir(parents=True)
    home.write_text("{")
    assert login.logout("en") is False
    assert not home.exists()


def test_no_secret_is_seen(
    door: Door,
    client: sources.Source,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Not in a log, at any level, nor on a stream, nor in any error, nor in what a value shows."""
    caplog.set_level(logging.DEBUG)
    said: list[str] = []

    def failing(work: Callable[..., Any], *words: Any, **more: Any) -> None:
        with pytest.raises(RetrosheetError) as seen:
            work(*words, **more)
        said.extend((str(seen.value), repr(seen.value)))
        said.extend(traceback.format_exception(seen.value))

    login.login(client, "en", visit=browser())
    sign_in.check(sign_in.credentials("en"), "en")
    key = write(tmp_path / "key.json", service_account(door.url))
    robot_source = sources.read_source("option", key, "en")
    made = sign_in.from_source(robot_source, [SHEETS], "en")
    sign_in.check(made, "en")
    said += [repr(made), repr(client), repr(robot_source), str(robot_source), f"{client}"]
    for refused in ("invalid_grant", "invalid_client", "x"):
        door.paths["/token"] = refused_token(refused, "Bad Request")
        failing(sign_in.check, sign_in.credentials("en"), "en")
        failing(sign_in.check, made, "en")
        failing(login.login, client, "en", visit=browser())
    door.paths["/token"] = lambda _: Reply(end="drop")
    failing(login.login, client, "en", visit=browser())
    failing(sign_in.check, made, "en")
    for answer in ({"error": "access_denied"}, {"code": CODE, "state": "x"}):
        failing(login.login, client, "en", visit=browser(answer))
    for part in ("client_email", "token_uri", "private_key"):
        info = {**service_account(door.url), part: 3}
        failing(sign_in.credentials, "en", path=write(tmp_path / "bad.json", info))
    door.paths["/revoke"] = lambda _: Reply(end="drop")
    assert login.logout("en") is False
    everything = "\n".join((*said, caplog.text, *capfd.readouterr()))
    assert ACCOUNT in everything
    assert not [secret for secret in secrets() if secret in everything]
