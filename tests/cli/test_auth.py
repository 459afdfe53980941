"""``retrosheet auth``: signing in to Google, as a person at a terminal meets it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from retrosheet.google.signing_in import sources, stored_login
from retrosheet.google.speaking import hosts
from retrosheet.language import LANGS
from tests.cli.test_program import HERE, PROGRAM
from tests.google.door import (
    ACCOUNT,
    CODE,
    DRIVE,
    SHEETS,
    Door,
    Reply,
    browser,
    login_file,
    oauth_client,
    refused_token,
    secrets,
    service_account,
)

if TYPE_CHECKING:
    from tests.cli.conftest import Answer

LOGIN = "login.json"


@pytest.fixture(autouse=True)
def door(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Door]:
    """A person who has no credentials yet; Google is on this machine."""
    for name in (sources.VARIABLE, "GOOGLE_APPLICATION_CREDENTIALS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path / "gcloud"))
    monkeypatch.setenv(stored_login.VARIABLE, str(tmp_path / LOGIN))
    with Door() as door:
        monkeypatch.setenv(hosts.VARIABLE, door.url)
        door.paths["/revoke"] = lambda _: Reply()
        yield door


def write(name: str, content: object) -> None:
    Path(name).write_text(json.dumps(content), "utf-8")
    Path(name).chmod(0o600)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("words", [(), ("login",), ("status",), ("logout",)])
def test_help(run: Callable[..., Answer], words: tuple[str, ...], lang: str) -> None:
    """In both languages, with an example, and no line wider than 80 columns."""
    answer = run("auth", *words, "--help", "--lang", lang)
    assert (answer.code, answer.err) == (0, "")
    assert "\n  retrosheet auth" in answer.out
    assert all(len(line) <= 80 for line in answer.out.splitlines())


def test_help_asks_nothing_of_google() -> None:
    """Nor of its libraries: --help answers at once."""
    script = (
        "import sys\nfrom retrosheet.cli import main\n"
        "try:\n    main(['auth', 'login', '--help'])\n"
        "finally:\n    heavy = {'google', 'gspread', 'requests'} & set(sys.modules)\n"
        "    assert not heavy, heavy\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=HERE, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


WRONG = {
    ("auth", "lgin"): "Error: unknown command: lgin (did you mean login?). See: retrosheet auth "
    "--help\n",
    ("auth", "status", "x"): "Error: not expected on the line: x. Put a value that has spaces in "
    "quotes. See: retrosheet auth status --help\n",
}


@pytest.mark.parametrize("words", WRONG)
def test_what_is_typed_wrong(run: Callable[..., Answer], words: tuple[str, ...]) -> None:
    """Each is one sentence on stderr, with what to type instead."""
    assert run(*words) == (2, "", WRONG[words])


def test_alone_it_shows_its_help(run: Callable[..., Answer]) -> None:
    """auth by itself is a wrong usage, and lists its commands."""
    answer = run("auth")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == run("auth", "--help").out


# Signing in

PAGE = {
    "fr": "Une page s’ouvre dans votre navigateur ; sinon, ouvrez :",
    "en": "A page opens in your browser; if not, open:",
}
AFTER = {
    "fr": "Connexion faite.\nElle est gardée dans {kept}\n\nPour la vérifier :\n"
    "  retrosheet auth status --check\n",
    "en": "Signed in.\nIt is kept in {kept}\n\nTo check it:\n  retrosheet auth status --check\n",
}


@pytest.mark.parametrize("lang", LANGS)
def test_login_in_a_browser(
    run: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lang: str
) -> None:
    """The address to open, then where the login is kept, with what it may do."""
    write("client_secret.json", oauth_client(str(hosts.stand_in("en"))))
    monkeypatch.setattr("webbrowser.open", browser())
    answer = run("auth", "login", "client_secret.json", "--lang", lang)
    assert (answer.code, answer.err) == (0, "")
    first, page, after = answer.out.split("\n", 2)
    assert first == PAGE[lang]
    assert page.startswith(f"  {hosts.stand_in('en')}/auth?")
    assert after == AFTER[lang].format(kept=tmp_path / LOGIN)
    assert json.loads(Path(LOGIN).read_text("utf-8")) == login_file()


@pytest.mark.parametrize("share", [(), ("--share",)])
def test_login_again(
    run: Callable[..., Answer],
    door: Door,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    share: tuple[str, ...],
) -> None:
    """With no file at hand: the stored login holds the client, whose secret is shown only once."""
    write(LOGIN, login_file())
    scope = " ".join((SHEETS, DRIVE) if share else (SHEETS,))
    new = {"access_token": "ya29.x", "expires_in": 9, "refresh_token": "1//new", "scope": scope}
    door.paths["/token"] = lambda _: Reply(body=new)
    monkeypatch.setattr("webbrowser.open", browser({"code": CODE}))
    answer = run("auth", "login", *share)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.endswith(AFTER["en"].format(kept=tmp_path / LOGIN))
    kept = json.loads(Path(LOGIN).read_text("utf-8"))
    assert kept == {**login_file(tuple(scope.split())), "refresh_token": "1//new"}


def test_the_line_that_tries_again_is_the_one_typed(
    run: Callable[..., Answer], door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a cancelled first login there is no stored client yet: the file is named again."""
    write("my client.json", oauth_client(door.url))
    monkeypatch.setattr("webbrowser.open", browser({"error": "access_denied"}))
    answer = run("auth", "login", "my client.json", "--share", "--port", "8731")
    assert (answer.code, answer.err.partition("To try again: ")[2]) == (
        3,
        "retrosheet auth login 'my client.json' --port 8731 --share\n",
    )


def test_a_login_that_another_file_is_used_before(
    run: Callable[..., Answer], door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Signing in changes nothing while a key lies in this folder, and that is said."""
    write("credentials.json", service_account(door.url))
    write("client.json", oauth_client(door.url))
    monkeypatch.setattr("webbrowser.open", browser())
    answer = run("auth", "login", "client.json")
    assert answer.code == 0
    said = " ".join(answer.out.split())
    assert "But the file credentials.json of this folder (credentials.json) is used before" in said
    write(LOGIN, login_file())
    assert run("auth", "login").code == 0


def test_login_without_a_browser(tmp_path: Path) -> None:
    """The address is shown whole, and how to reach this machine from another; then it waits."""
    write("credentials.json", oauth_client(str(hosts.stand_in("en"))))
    environment = HERE | {
        hosts.VARIABLE: str(hosts.stand_in("en")),
        stored_login.VARIABLE: str(tmp_path / LOGIN),
        "RETROSHEET_LANG": "en",
    }
    with subprocess.Popen(
        [*PROGRAM, "auth", "login", "--no-browser"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(4)]
        browser()(lines[1].strip())
        rest, wrong = process.communicate(timeout=60)
    assert (process.returncode, wrong) == (0, "")
    assert lines[0] == "Open this page in a browser:\n"
    port = lines[3].split("-L ")[1].split(":")[0]
    assert lines[3] == f"  ssh -L {port}:localhost:{port} THIS-MACHINE\n"
    assert f"localhost%3A{port}" in lines[1]
    assert rest == AFTER["en"].format(kept=tmp_path / LOGIN)


def test_login_made_elsewhere(run: Callable[..., Answer], tmp_path: Path) -> None:
    """A token of another program is copied, and remembered as a copy."""
    write("adc.json", login_file())
    answer = run("auth", "login", "--token", "adc.json", "--lang", "fr")
    assert answer == (0, AFTER["fr"].format(kept=tmp_path / LOGIN), "")
    assert json.loads(Path(LOGIN).read_text("utf-8"))["copied"] is True


def test_all_that_is_wrong_with_a_login(run: Callable[..., Answer]) -> None:
    """Three wrong options are three lines; no file at all brings the way to create one."""
    answer = run("auth", "login", "x.json", "--token", "y.json", "--port", "80", "--lang=xx")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.splitlines() == [
        "Error: 3 problems:",
        '  --lang: unknown language "xx"; write fr or en.',
        '  --port: "80"; write a number from 1024 to 65535.',
        "  --token stands alone, without FILE.json, --no-browser, --port or --share.",
    ]
    answer = run("auth", "login")
    assert answer.code == 2
    assert "Create one, of type" in answer.err
    assert "shows the secret only once" in answer.err
    assert "https://console.cloud.google.com/auth/clients" in answer.err


def test_a_file_that_is_no_client(run: Callable[..., Answer], door: Door) -> None:
    """It is said what the file is, and what it is good for."""
    write("key.json", service_account(door.url))
    answer = run("auth", "login", "key.json", "--lang", "fr")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.endswith("qui s’emploie sans login : --credentials key.json\n")
    write("login.json", login_file())
    answer = run("auth", "login", "login.json", "--lang", "en")
    assert answer.code == 2
    assert answer.err.endswith("to keep it: retrosheet auth login --token login.json\n")


def test_a_port_that_is_taken(run: Callable[..., Answer], door: Door) -> None:
    """It is said with its number, before any browser opens."""
    write("credentials.json", oauth_client(door.url))
    port = door.url.rpartition(":")[2]
    answer = run("auth", "login", "--no-browser", "--port", port)
    assert (answer.code, answer.out) == (3, "")
    assert f"Port {port} of this machine is taken" in answer.err


# Status

NOBODY = {
    "fr": "Pas de connexion à Google. Les fichiers Excel n’en ont pas besoin ; pour les feuilles "
    "Google : retrosheet auth login --help\n",
    "en": "Not signed in to Google. Excel files need no sign-in; for Google sheets: retrosheet "
    "auth login --help\n",
}
PERSON = {
    "fr": """\
Qui      votre compte Google (retrosheet ne demande pas votre adresse)
D’où     retrosheet auth login
Fichier  {file}
Droits   lire et écrire des feuilles de calcul ; partager et ranger celles que retrosheet crée
Durée    se renouvelle seule, jusqu’à retrosheet auth logout
""",
    "en": """\
Who     your Google account (retrosheet does not ask for your address)
From    retrosheet auth login
File    {file}
Rights  read and write spreadsheets; share and place those that retrosheet makes
Lasts   renews itself, until retrosheet auth logout
""",
}
ROBOT = {
    "fr": """\
Qui      le compte de service {account}
D’où     le fichier credentials.json de ce dossier
Fichier  credentials.json
Droits   demandés à chaque fois, selon la tâche
Durée    tant que la clé existe chez Google
Essai    Google l’accepte

Partagez vos feuilles avec cette adresse, comme éditeur.
""",
    "en": """\
Who     the service account {account}
From    the file credentials.json of this folder
File    credentials.json
Rights  asked for each time, as the work needs
Lasts   for as long as the key exists at Google
Tried   Google accepts it

Share your sheets with this address, as Editor.
""",
}


@pytest.mark.parametrize("lang", LANGS)
def test_status(run: Callable[..., Answer], door: Door, tmp_path: Path, lang: str) -> None:
    """Without asking Google anything, unless that is wanted."""
    status = ("auth", "status", "--lang", lang)
    assert run(*status) == (0, NOBODY[lang], "")
    write(LOGIN, login_file((SHEETS, DRIVE)))
    assert run(*status) == (0, PERSON[lang].format(file=tmp_path / LOGIN), "")
    assert not door.asked
    write("credentials.json", service_account(door.url))
    assert run(*status, "--check") == (0, ROBOT[lang].format(account=ACCOUNT), "")
    assert len(door.to("/token")) == 1


def test_status_for_programs(run: Callable[..., Answer], tmp_path: Path) -> None:
    """As JSON: no source, or the login's file, rights and whether it works."""
    assert json.loads(run("auth", "status", "--json").out) == {"source": None}
    write(LOGIN, login_file())
    assert json.loads(run("auth", "status", "--json", "--check").out) == {
        "source": "login",
        "file": str(tmp_path / LOGIN),
        "type": "authorized_user",
        "account": None,
        "scopes": [SHEETS],
        "works": True,
        "remarks": [],
    }


def test_status_when_google_refuses(run: Callable[..., Answer], door: Door) -> None:
    """Expired, it is no access, with the command that renews it; without any, a wrong usage."""
    write(LOGIN, login_file())
    door.paths["/token"] = refused_token("invalid_grant", "Token has been expired or revoked.")
    answer = run("auth", "status", "--check")
    assert (answer.code, answer.out) == (3, "")
    assert "Sign in again: retrosheet auth login" in answer.err
    Path(LOGIN).unlink()
    answer = run("auth", "status", "--check")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("Error: Not signed in to Google. With your own account:")


def test_status_warns_of_secrets_that_git_could_publish(run: Callable[..., Answer]) -> None:
    """A key inside a repository that does not ignore it is pointed out."""
    subprocess.run(["git", "init", "-q"], check=True)
    write("credentials.json", service_account("https://example.com"))
    assert "git does not ignore it. Add it to .gitignore" in " ".join(
        run("auth", "status").out.split()
    )


# Leaving

LOGOUTS = {
    ("fr", "given back"): "Connexion supprimée ici, et oubliée par Google.\n",
    ("en", "given back"): "Login deleted here, and forgotten by Google.\n",
    ("fr", "unreachable"): "Google n’a pas pu être prévenu",
    ("en", "unreachable"): "Google could not be told",
    ("fr", "copied"): "Elle venait d’ailleurs et y reste valable",
    ("en", "copied"): "It came from elsewhere and stays good there",
}


@pytest.mark.parametrize(("lang", "how"), LOGOUTS)
def test_logout(run: Callable[..., Answer], door: Door, lang: str, how: str) -> None:
    """It is given back to Google where that can be, else the page is named; the file is gone either
    way."""
    write(LOGIN, {**login_file(), "copied": how == "copied"})
    if how == "unreachable":
        door.paths["/revoke"] = lambda _: Reply(end="drop")
    answer = run("auth", "logout", "--lang", lang)
    assert (answer.code, answer.err) == (0, "")
    assert LOGOUTS[lang, how] in answer.out
    assert ("https://myaccount.google.com/connections" in answer.out) == (how != "given back")
    assert not Path(LOGIN).exists()
    none = {"fr": "Aucune connexion gardée.\n", "en": "No stored login.\n"}[lang]
    assert run("auth", "logout", "--lang", lang) == (0, none, "")


def test_no_secret_is_shown(
    run: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch, door: Door
) -> None:
    """Through a whole life: login, status of each kind, refusals, logout."""
    monkeypatch.setattr("webbrowser.open", browser())
    write("client_secret.json", oauth_client(door.url))
    said = list(run("auth", "login", "client_secret.json"))
    said += run("auth", "status", "--check")
    said += run("auth", "status", "--json")
    said += run("auth", "status", "--credentials", "client_secret.json")
    write("key.json", service_account(door.url))
    said += run("auth", "status", "--credentials", "key.json", "--check", "--json")
    door.paths["/token"] = refused_token("invalid_grant", "Invalid JWT Signature.")
    said += run("auth", "status", "--credentials", "key.json", "--check")
    said += run("auth", "login", "client_secret.json")
    said += run("auth", "login", "--token", LOGIN)
    said += run("auth", "login", "key.json")
    said += run("auth", "logout")
    everything = "\n".join(map(str, said))
    assert ACCOUNT in everything
    assert not [secret for secret in secrets() if secret in everything]
