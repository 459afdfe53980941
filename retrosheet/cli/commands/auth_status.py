"""``retrosheet auth status``: what signs in to Google, and what that allows; never a secret."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from retrosheet.cli.command import Command, json_option, lang_option, option
from retrosheet.cli.options.language_choice import check_language
from retrosheet.cli.terminal.lettering import padded, wrapped
from retrosheet.cli.terminal.shown import stdout_terminal
from retrosheet.cli.terminal.streams import say, say_json
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    import click

    from retrosheet.google.signing_in.sources import Source

_DOES = Text(
    "Dit avec quoi retrosheet se connecte à Google, d’où cela vient et à quoi cela donne droit, "
    "sans montrer aucun secret et sans rien demander à Google ; avec --check, essaie vraiment.",
    "Says what retrosheet signs in to Google with, where that comes from and what it allows, "
    "without showing a secret and without asking Google; with --check, really tries.",
)
_NOBODY = Text(
    "Pas de connexion à Google. Les fichiers Excel n’en ont pas besoin ; pour les feuilles Google :"
    " retrosheet auth login --help",
    "Not signed in to Google. Excel files need no sign-in; for Google sheets: retrosheet auth "
    "login --help",
)
_LABELS = {
    "who": Text("Qui", "Who"),
    "from": Text("D’où", "From"),
    "file": Text("Fichier", "File"),
    "rights": Text("Droits", "Rights"),
    "lasts": Text("Durée", "Lasts"),
    "check": Text("Essai", "Tried"),
}
_SERVICE = Text("le compte de service {account}", "the service account {account}")
_PERSON = Text(
    "votre compte Google (retrosheet ne demande pas votre adresse)",
    "your Google account (retrosheet does not ask for your address)",
)
_OTHER = Text("un compte de type {kind}", "an account of type {kind}")
_SHEETS = Text("lire et écrire des feuilles de calcul", "read and write spreadsheets")
_DRIVE = Text(
    "partager et ranger celles que retrosheet crée", "share and place those that retrosheet makes"
)
_AND = Text(" ; ", "; ")
_ASKED = Text("demandés à chaque fois, selon la tâche", "asked for each time, as the work needs")
_UNKNOWN = Text("le fichier ne le dit pas", "the file does not say")
_RENEWS = Text(
    "se renouvelle seule, jusqu’à retrosheet auth logout",
    "renews itself, until retrosheet auth logout",
)
_KEY = Text("tant que la clé existe chez Google", "for as long as the key exists at Google")
_WORKS = Text("Google l’accepte", "Google accepts it")
_SHARE_WITH = Text(
    "Partagez vos feuilles avec cette adresse, comme éditeur.",
    "Share your sheets with this address, as Editor.",
)


def command(lang: Lang) -> click.Command:
    return Command(
        "status",
        lang,
        partial(_status, lang),
        [
            option(
                lang,
                "--credentials",
                metavar="FILE.json",
                about=Text(
                    "Ce fichier d’identification, et non celui qui serait pris.",
                    "This credentials file, not the one that would be taken.",
                ),
            ),
            option(
                lang,
                "--check",
                "tries",
                is_flag=True,
                about=Text(
                    "Demander un accès à Google, pour voir.", "Ask Google for access, to see."
                ),
            ),
            json_option(lang),
            lang_option(lang),
        ],
        usage="[OPTIONS]",
        does=_DOES,
        examples=("retrosheet auth status", "retrosheet auth status --json"),
    )


def _status(
    ours: Lang, /, *, credentials: str | None, tries: bool, as_json: bool, lang: str | None
) -> None:
    check_language(lang, ours)
    from retrosheet.google.signing_in import credentials as sign_in
    from retrosheet.google.signing_in.sources import available

    path = None if credentials is None else Path(credentials)
    source = available(ours, path)
    if source is None and tries:
        sign_in.credentials(ours, path=path)
    if source is None:
        _answer(None, _NOBODY.to(ours), as_json=as_json)
        return
    if tries:
        sign_in.require(ours)
        sign_in.check(sign_in.from_source(source, [sign_in.SHEETS], ours), ours)
    document = _document(source, works=True if tries else None)
    lines = _lines(source, ours, tried=tries)
    remarks = sign_in.remarks(source, ours)
    _answer({**document, "remarks": list(remarks)}, "\n".join(lines), as_json=as_json)
    if remarks and not as_json:
        say()
        width = stdout_terminal().width
        say("\n".join(line for remark in remarks for line in wrapped(remark, width)))


def _answer(document: dict[str, Any] | None, text: str, *, as_json: bool) -> None:
    if as_json:
        say_json(document if document is not None else {"source": None})
    else:
        say(text)


def _document(source: Source, *, works: bool | None) -> dict[str, Any]:
    from retrosheet.google.signing_in.credentials import scopes_of

    return {
        "source": source.place,
        "file": str(source.path),
        "type": source.shape if source.shape != "other" else source.info["type"],
        "account": source.info.get("client_email"),
        "scopes": list(scopes_of(source)),
        "works": works,
    }


def _lines(source: Source, lang: Lang, *, tried: bool) -> list[str]:
    from retrosheet.google.signing_in.sources import PLACES

    rows = {
        "who": _who(source, lang),
        "from": PLACES[source.place].to(lang),
        "file": str(source.path),
        "rights": _rights(source, lang),
        "lasts": (_RENEWS if source.shape == "authorized_user" else _KEY).to(lang),
    }
    if tried:
        rows["check"] = _WORKS.to(lang)
    width = max(len(_LABELS[name].to(lang)) for name in rows) + 2
    lines = [padded(_LABELS[name].to(lang), width) + text for name, text in rows.items()]
    if source.shape == "service_account":
        lines += ["", _SHARE_WITH.to(lang)]
    return lines


def _who(source: Source, lang: Lang) -> str:
    if source.shape == "service_account":
        return _SERVICE.to(lang).format(account=source.info["client_email"])
    if source.shape == "authorized_user":
        return _PERSON.to(lang)
    return _OTHER.to(lang).format(kind=source.info["type"])


def _rights(source: Source, lang: Lang) -> str:
    from retrosheet.google.signing_in.credentials import DRIVE, SHEETS, scopes_of

    if source.shape != "authorized_user":
        return _ASKED.to(lang)
    known = {SHEETS: _SHEETS, DRIVE: _DRIVE}
    scopes = scopes_of(source)
    texts = [known[scope].to(lang) if scope in known else scope for scope in scopes]
    return _AND.to(lang).join(texts) if texts else _UNKNOWN.to(lang)
