"""The login that a person has made, kept in a file that only they can read."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from retrosheet.errors import InvalidInput, NoAccess
from retrosheet.google.signing_in.work_tree import exposed
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.language import Lang

# Names the file in place of the one in the person's settings.
VARIABLE = "RETROSHEET_LOGIN"
_FOLDER, _NAME = "google", "login.json"

_IN_WORK_TREE = Text(
    "La connexion n’est pas gardée : « {path} » est dans un dépôt git, d’où elle pourrait être "
    "publiée. Indiquez un fichier ailleurs dans la variable RETROSHEET_LOGIN, ou faites ignorer "
    "celui-ci par git.",
    'The login is not kept: "{path}" lies in a git repository, from which it could be published. '
    "Name a file elsewhere in the variable RETROSHEET_LOGIN, or make git ignore this one.",
)
_CANNOT_KEEP = Text(
    "Impossible de garder la connexion dans « {path} » : {reason}. Vérifiez les droits du dossier, "
    "ou indiquez un autre fichier dans la variable RETROSHEET_LOGIN.",
    'Cannot keep the login in "{path}": {reason}. Check the permissions of the folder, or name '
    "another file in the variable RETROSHEET_LOGIN.",
)
_CANNOT_DELETE = Text(
    "Impossible de supprimer la connexion « {path} » : {reason}. Supprimez ce fichier à la main.",
    'Cannot delete the login "{path}": {reason}. Delete this file by hand.',
)


def path() -> Path:
    """Where the login is kept: RETROSHEET_LOGIN, else in the person's settings, not roaming."""
    chosen = os.environ.get(VARIABLE)
    if chosen:
        return Path(os.path.expanduser(chosen))  # noqa: PTH111 (Path's fails where there is no home)
    from platformdirs import user_config_path

    return user_config_path("retrosheet", appauthor=False) / _FOLDER / _NAME


def check_place(lang: Lang) -> None:
    """Raises InvalidInput where the login would lie in a git work tree that does not ignore it."""
    place = path()
    if exposed(place):
        raise InvalidInput(_IN_WORK_TREE.to(lang).format(path=place))


def keep(info: Mapping[str, Any], lang: Lang) -> Path:
    """Writes the login, whole or not at all, for its owner only; gives the file.

    Folders that are made for it are closed to others too (on Windows both inherit what the
    person's settings allow). Raises InvalidInput in a git work tree, NoAccess where the file
    cannot be written.
    """
    check_place(lang)
    place = path()
    temporary = place.with_name(f".{place.name}.{os.urandom(6).hex()}.tmp")
    try:
        _make_folder(place.parent)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            json.dump(dict(info), file, indent=2)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(place)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise NoAccess(_CANNOT_KEEP.to(lang).format(path=place, reason=reason)) from None
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    return place


def delete(lang: Lang) -> None:
    """Removes the login; nothing happens where there is none. Raises NoAccess."""
    try:
        path().unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise NoAccess(_CANNOT_DELETE.to(lang).format(path=path(), reason=reason)) from None


def readable_by_others(file: Path) -> bool:
    """Whether other people of this machine can read a file; not known on Windows."""
    if os.name == "nt":
        return False
    try:
        return bool(file.stat().st_mode & 0o077)
    except OSError:
        return False


def _make_folder(folder: Path) -> None:
    missing = [folder, *folder.parents]
    missing = missing[: next(n for n, place in enumerate(missing) if place.exists())]
    for place in reversed(missing):
        place.mkdir(mode=0o700, exist_ok=True)
