"""``retrosheet auth login``: a person's consent in a browser, or a login made elsewhere."""

from __future__ import annotations

import shlex
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import click

from retrosheet.cli.command import Command, lang_option, option
from retrosheet.cli.options.language_choice import check_language
from retrosheet.cli.options.problems import Problems
from retrosheet.cli.terminal.lettering import styled, wrapped
from retrosheet.cli.terminal.shown import stdout_terminal
from retrosheet.cli.terminal.streams import say, wrote
from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from retrosheet.google.signing_in.sources import Source

_DOES = Text(
    "Ouvre la page de Google où vous autorisez retrosheet à lire et à écrire vos feuilles de "
    "calcul, puis garde cette autorisation dans un fichier que vous seul pouvez lire. Il faut une "
    "fois un client OAuth de type Application de bureau, téléchargé sur "
    "https://console.cloud.google.com/auth/clients.",
    "Opens Google's page on which you allow retrosheet to read and write your spreadsheets, then "
    "keeps that permission in a file that only you can read. It takes, once, an OAuth client of "
    'type "Desktop app", downloaded at https://console.cloud.google.com/auth/clients.',
)
_FILE = Text(
    "Le client OAuth téléchargé ; sinon ./credentials.json, ou celui de la connexion gardée.",
    "The OAuth client that you downloaded; else ./credentials.json, or that of the stored login.",
)
_NO_FILE = Text(
    "il manque le client OAuth. Créez-en un, de type « Application de bureau », sur "
    "https://console.cloud.google.com/auth/clients ; téléchargez son JSON tout de suite, car "
    "Google ne montre le secret qu’une fois ; puis : retrosheet auth login FICHIER.json",
    'the OAuth client is missing. Create one, of type "Desktop app", at '
    "https://console.cloud.google.com/auth/clients; download its JSON at once, as Google shows the "
    "secret only once; then: retrosheet auth login FILE.json",
)
_PORT = Text(
    "--port : « {typed} » ; écrivez un nombre de 1024 à 65535.",
    '--port: "{typed}"; write a number from 1024 to 65535.',
)
_ONE_WAY = Text(
    "--token s’emploie seul, sans FILE.json, --no-browser, --port ni --share.",
    "--token stands alone, without FILE.json, --no-browser, --port or --share.",
)
_OPENED = Text(
    "Une page s’ouvre dans votre navigateur ; sinon, ouvrez :",
    "A page opens in your browser; if not, open:",
)
_OPEN = Text("Ouvrez cette page dans un navigateur :", "Open this page in a browser:")
_FROM_AFAR = Text(
    "Si ce navigateur est sur une autre machine, lancez-y d’abord :",
    "If that browser is on another machine, run there first:",
)
_HOST = Text("CETTE-MACHINE", "THIS-MACHINE")
_DONE = Text("Connexion faite.", "Signed in.")
_KEPT = Text("Elle est gardée dans {path}", "It is kept in {path}")
_SHADOWED = Text(
    "Mais {place} ({path}) passe avant elle : retirez-le pour que cette connexion serve.",
    "But {place} ({path}) is used before it: take it away for this login to serve.",
)
_NEXT = Text("Pour la vérifier :", "To check it:")


def command(lang: Lang) -> click.Command:
    return Command(
        "login",
        lang,
        partial(_login, lang),
        [
            click.Argument(["file"], required=False, metavar="FILE.json"),
            option(
                lang,
                "--no-browser",
                is_flag=True,
                about=Text(
                    "Montrer l’adresse de la page sans l’ouvrir, et attendre.",
                    "Show the address of the page without opening it, and wait.",
                ),
            ),
            option(
                lang,
                "--port",
                metavar="N",
                about=Text(
                    "Le port où attendre la réponse ; sinon un port libre.",
                    "The port to wait on for the answer; else any free one.",
                ),
            ),
            option(
                lang,
                "--share",
                is_flag=True,
                about=Text(
                    "Autoriser aussi à partager les feuilles que retrosheet crée et à choisir "
                    "leur dossier.",
                    "Also allow sharing the sheets that retrosheet makes and choosing their "
                    "folder.",
                ),
            ),
            option(
                lang,
                "--token",
                metavar="FILE.json",
                about=Text(
                    "Sans navigateur : garder une connexion faite ailleurs, comme celle de gcloud.",
                    "Without a browser: keep a login made elsewhere, such as gcloud's.",
                ),
            ),
            lang_option(lang),
        ],
        usage="[FILE.json] [OPTIONS]",
        does=_DOES,
        arguments=(("FILE.json", _FILE),),
        examples=(
            "retrosheet auth login client_secret.json",
            "retrosheet auth login client_secret.json --no-browser --port 8765",
            "retrosheet auth login --token login.json",
        ),
    )


def _login(
    ours: Lang,
    /,
    *,
    file: str | None,
    no_browser: bool,
    port: str | None,
    share: bool,
    token: str | None,
    lang: str | None,
) -> None:
    problems = Problems()
    problems.tried(check_language, lang, ours)
    number = problems.tried(_port, port, ours)
    if token is not None and (file or no_browser or port or share):
        problems.add(_ONE_WAY.to(ours))
    problems.raise_any()
    from retrosheet.google.signing_in import credentials as sign_in
    from retrosheet.google.signing_in import login

    sign_in.require(ours)
    if token is not None:
        kept = login.copy_login(Path(token), ours)
    else:
        client = _client(file, ours)
        visit = partial(_show, ours, opened=not no_browser)
        again = _again(file, no_browser=no_browser, port=port, share=share)
        kept = login.login(client, ours, visit=visit, share=share, port=number or 0, again=again)
    wrote(kept)
    terminal = stdout_terminal()
    say(styled(_DONE.to(ours), color=terminal.color, bold=True, fg="green"))
    say(_KEPT.to(ours).format(path=kept))
    if shadow := _shadow(ours):
        say("\n".join(wrapped(shadow, terminal.width)))
    say()
    say(_NEXT.to(ours))
    say("  retrosheet auth status --check")


def _client(file: str | None, lang: Lang) -> Source:
    from retrosheet.google.signing_in.login import known_client
    from retrosheet.google.signing_in.sources import configured, read_source

    if file is not None:
        return read_source("option", Path(file), lang)
    offered = configured(lang)
    if offered is not None and offered.shape == "client":
        return offered
    found = known_client(lang) or offered
    if found is None:
        raise InvalidInput(_NO_FILE.to(lang))
    return found


def _again(file: str | None, *, no_browser: bool, port: str | None, share: bool) -> str:
    """The line that was typed, to be tried once more."""
    words = ["retrosheet", "auth", "login", *([file] if file is not None else [])]
    words += ["--no-browser"] if no_browser else []
    words += ["--port", port] if port is not None else []
    words += ["--share"] if share else []
    return shlex.join(words)


def _shadow(lang: Lang) -> str:
    """What says that other credentials are used before the login that was just made, if any."""
    from retrosheet.google.signing_in.sources import PLACES, configured

    found = configured(lang)
    if found is None or found.shape == "client":
        return ""
    return _SHADOWED.to(lang).format(place=PLACES[found.place].to(lang), path=found.path)


def _port(typed: str | None, lang: Lang) -> int:
    if typed is None:
        return 0
    if typed.isascii() and typed.isdigit() and 1024 <= int(typed[:6]) <= 65535:
        return int(typed)
    raise InvalidInput(_PORT.to(lang).format(typed=typed))


def _show(lang: Lang, url: str, *, opened: bool) -> None:
    """Opens the consent page, or says how to; its address stays whole, to be copied."""
    width = stdout_terminal().width
    if opened:
        import webbrowser

        say("\n".join(wrapped(_OPENED.to(lang), width)))
        say(f"  {url}")
        webbrowser.open(url)
        return
    say("\n".join(wrapped(_OPEN.to(lang), width)))
    say(f"  {url}")
    back = urlsplit(parse_qs(urlsplit(url).query).get("redirect_uri", [""])[0])
    say("\n".join(wrapped(_FROM_AFAR.to(lang), width)))
    say(f"  ssh -L {back.port}:localhost:{back.port} {_HOST.to(lang)}")
