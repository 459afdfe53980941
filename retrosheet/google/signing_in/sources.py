"""Which credentials are used: the places that are looked at, in order, and what lies there."""

from __future__ import annotations

import json
import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from retrosheet.errors import InvalidInput, NoAccess
from retrosheet.google.signing_in import stored_login
from retrosheet.google.speaking.outages import plain
from retrosheet.language import Text

if TYPE_CHECKING:
    from retrosheet.language import Lang

VARIABLE = "RETROSHEET_CREDENTIALS"
_GOOGLES = "GOOGLE_APPLICATION_CREDENTIALS"
HERE = "credentials.json"
_LARGEST = 1_000_000

Place = Literal["option", "variable", "google", "here", "login", "gcloud"]
Shape = Literal["service_account", "authorized_user", "client", "other"]


class Source(NamedTuple):
    """Where credentials come from; ``info`` is the file, secrets and all: never print it."""

    place: Place
    path: Path
    shape: Shape
    info: dict[str, Any]

    def __repr__(self) -> str:
        return f"Source({self.place!r}, {str(self.path)!r}, {self.shape!r})"


PLACES: dict[Place, Text] = {
    "option": Text("l’option --credentials", "the option --credentials"),
    "variable": Text("la variable {variable}", "the variable {variable}").format(variable=VARIABLE),
    "google": Text("la variable {googles}", "the variable {googles}").format(googles=_GOOGLES),
    "here": Text("le fichier {here} de ce dossier", "the file {here} of this folder").format(
        here=HERE
    ),
    "login": Text("retrosheet auth login", "retrosheet auth login"),
    "gcloud": Text(
        "gcloud auth application-default login", "gcloud auth application-default login"
    ),
}
_NONE = Text(
    "Pas de connexion à Google. Avec votre compte : créez un client OAuth « Application de "
    "bureau » (https://console.cloud.google.com/auth/clients), téléchargez son JSON tout de suite "
    "(le secret n’est montré qu’une fois), puis : retrosheet auth login FICHIER.json. Sans "
    "personne devant l’écran : donnez la clé JSON d’un compte de service par --credentials "
    "FICHIER.json ou par la variable RETROSHEET_CREDENTIALS.",
    "Not signed in to Google. With your own account: create an OAuth client of type "
    '"Desktop app" (https://console.cloud.google.com/auth/clients), download its JSON at once (the '
    "secret is shown only once), then: retrosheet auth login FILE.json. For unattended work: give "
    "the JSON key of a service account with --credentials FILE.json or in the variable "
    "RETROSHEET_CREDENTIALS.",
)
_LOGIN_FIRST = Text(
    "« {path} » est un client OAuth : il permet de se connecter, mais personne ne l’a encore fait. "
    "Lancez : retrosheet auth login {word}",
    '"{path}" is an OAuth client: one can sign in with it, but nobody has yet. Run: retrosheet '
    "auth login {word}",
)
_UNREADABLE = Text(
    "Impossible de lire « {path} », indiqué par {place} : {reason}. Corrigez le chemin ou les "
    "droits.",
    'Cannot read "{path}", named by {place}: {reason}. Correct the path or its permissions.',
)
_NOT_CREDENTIALS = Text(
    "« {path} », indiqué par {place}, n’est pas un fichier d’identification Google : {reason}. Il "
    "faut la clé JSON d’un compte de service, ou un client OAuth « Application de bureau » ; "
    "docs/google-sign-in.md dit où les télécharger.",
    '"{path}", named by {place}, is not a Google credentials file: {reason}. It must be the JSON '
    'key of a service account, or an OAuth client of type "Desktop app"; docs/google-sign-in.md '
    "says where to download them.",
)
_NO_FILE = Text("il n’existe pas", "it does not exist")
_NO_JSON = Text("ce n’est pas du JSON", "it is not JSON")
_LACKS = Text("il y manque {names}", "it lacks {names}")
_TYPE = Text("son type « {name} » n’est pas connu", 'its type "{name}" is not known')
_WEB = Text(
    "c’est un client de type « Application Web »", 'it is a client of type "Web application"'
)
_EXAMPLE = Text(
    "c’est encore l’exemple, sans vraie clé", "it is still the example, without a real key"
)
_FIELDS: dict[Shape, tuple[str, ...]] = {
    "service_account": ("client_email", "private_key", "token_uri"),
    "authorized_user": ("client_id", "client_secret", "refresh_token"),
    "client": ("client_id", "client_secret", "auth_uri", "token_uri"),
    "other": (),
}


def chosen(lang: Lang, path: Path | None = None) -> Source:
    """The credentials that are used, ``path`` being what --credentials names.

    An OAuth client stands for the login made with it. Raises InvalidInput where there are none,
    or where the first place that has any holds something else.
    """
    found = available(lang, path)
    if found is not None:
        return found
    client = configured(lang, path)
    if client is not None:
        word = shlex.quote(str(client.path))
        raise InvalidInput(_LOGIN_FIRST.to(lang).format(path=client.path, word=word))
    raise InvalidInput(_NONE.to(lang))


def available(lang: Lang, path: Path | None = None) -> Source | None:
    """The credentials that are used, None where there are none; refuses what it cannot read."""
    found = configured(lang, path)
    if found is not None and found.shape != "client":
        return found
    login = stored(lang)
    if login is not None or found is not None:
        return login
    gcloud = _gcloud_file()
    return read_source("gcloud", gcloud, lang) if gcloud.is_file() else None


def configured(lang: Lang, path: Path | None = None) -> Source | None:
    """The file that the command line, a variable or this folder offers; None if none does."""
    if path is not None:
        return read_source("option", path, lang)
    named: tuple[tuple[Place, str], ...] = (("variable", VARIABLE), ("google", _GOOGLES))
    for place, variable in named:
        if typed := os.environ.get(variable):
            return read_source(place, Path(typed), lang)
    here = Path(HERE)
    return read_source("here", here, lang) if here.is_file() else None


def stored(lang: Lang) -> Source | None:
    """The login that ``retrosheet auth login`` has kept; None if there is none."""
    path = stored_login.path()
    return read_source("login", path, lang) if path.is_file() else None


def read_source(place: Place, path: Path, lang: Lang) -> Source:
    """What a credentials file is; raises NoAccess where it cannot be read, InvalidInput where
    it is something else. No message holds anything of the file but names of its fields."""
    about = {"path": path, "place": PLACES[place].to(lang)}
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST)
    except FileNotFoundError:
        raise InvalidInput(_UNREADABLE.to(lang).format(**about, reason=_NO_FILE.to(lang))) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise NoAccess(_UNREADABLE.to(lang).format(**about, reason=reason)) from None
    shape, info, wrong = _understood(content, local=place == "here")
    if wrong is not None:
        raise InvalidInput(_NOT_CREDENTIALS.to(lang).format(**about, reason=wrong.to(lang)))
    return Source(place, path, shape, info)


def _understood(content: bytes, *, local: bool) -> tuple[Shape, dict[str, Any], Text | None]:
    try:
        info = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return "other", {}, _NO_JSON
    if not isinstance(info, dict):
        return "other", {}, _NO_JSON
    if "web" in info:
        return "client", {}, _WEB
    shape, inner = _shape(info)
    if shape == "other" and (local or not _is_known(info)):
        # A file that merely lies in this folder may not send anybody to servers of its own.
        name = plain(str(info.get("type", "?")))
        return shape, {}, _TYPE.format(name=name)
    lacking = [name for name in _FIELDS[shape] if not isinstance(inner.get(name), str)]
    if lacking:
        names = ", ".join(lacking)
        return shape, {}, _LACKS.format(names=names)
    if shape == "service_account" and "PRIVATE KEY-----" not in inner["private_key"]:
        return shape, {}, _EXAMPLE
    return shape, info, None


def _shape(info: dict[str, Any]) -> tuple[Shape, dict[str, Any]]:
    if isinstance(info.get("installed"), dict):
        return "client", info["installed"]
    if info.get("type") == "service_account":
        return "service_account", info
    if info.get("type") == "authorized_user" or ("type" not in info and "refresh_token" in info):
        return "authorized_user", info
    return "other", info


def _is_known(info: dict[str, Any]) -> bool:
    return info.get("type") in (
        "external_account",
        "external_account_authorized_user",
        "impersonated_service_account",
    )


def _gcloud_file() -> Path:
    """Where gcloud keeps the application-default credentials; it need not exist."""
    name = "application_default_credentials.json"
    if folder := os.environ.get("CLOUDSDK_CONFIG"):
        return Path(folder) / name
    if os.name == "nt":
        return Path(os.environ.get("APPDATA", ".")) / "gcloud" / name
    return Path(os.path.expanduser("~")) / ".config" / "gcloud" / name  # noqa: PTH111 (Path's fails where there is no home)
