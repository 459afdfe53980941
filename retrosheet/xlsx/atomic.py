"""A file on disk is replaced whole or not at all, whenever the power goes."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from typing import TYPE_CHECKING

from retrosheet.errors import NoAccess
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from retrosheet.language import Lang

_PREFIX, _SUFFIX = ".retrosheet-", ".tmp"
_STALE_SECONDS = 3600

_NO_FOLDER = Text(
    "Impossible d’écrire « {path} » : le dossier « {folder} » n’existe pas. "
    "Créez-le, ou choisissez un autre emplacement.",
    'Cannot write "{path}": there is no folder "{folder}". Create it, or choose another place.',
)
_NOT_A_FILE = Text(
    "Impossible d’écrire « {path} » : ce n’est pas un fichier. Donnez un nom de fichier.",
    'Cannot write "{path}": it is not a file. Give the name of a file.',
)
IN_USE = Text(
    "Impossible d’écrire « {path} » : le fichier est ouvert dans un autre programme, ou protégé "
    "en écriture. Fermez-le ou retirez sa protection, puis recommencez ; ou choisissez un autre "
    "nom.",
    'Cannot write "{path}": the file is open in another program, or write-protected. Close it or '
    "lift its protection, then try again; or choose another name.",
)
FOLDER_CLOSED = Text(
    "Impossible d’écrire « {path} » : vous n’avez pas le droit d’écrire dans le dossier "
    "« {folder} ». Demandez ce droit, ou choisissez un autre emplacement.",
    'Cannot write "{path}": you may not write into the folder "{folder}". Ask for access, or '
    "choose another place.",
)
_FULL = Text(
    "Impossible d’écrire « {path} » : le disque est plein. Libérez de la place, ou choisissez un "
    "autre emplacement.",
    'Cannot write "{path}": the disk is full. Make room, or choose another place.',
)
_READ_ONLY = Text(
    "Impossible d’écrire « {path} » : ce disque est en lecture seule. Choisissez un autre "
    "emplacement.",
    'Cannot write "{path}": this disk is read-only. Choose another place.',
)
_BAD_NAME = Text(
    "Impossible d’écrire « {path} » : ce nom n’est pas possible ici. Choisissez-en un autre, plus "
    "court ou plus simple.",
    'Cannot write "{path}": this name is not possible here. Choose another, shorter or simpler.',
)
_OTHER = Text(
    "Impossible d’écrire « {path} » : {reason}. Choisissez un autre emplacement, ou recommencez.",
    'Cannot write "{path}": {reason}. Choose another place, or try again.',
)
_REASONS = {
    errno.ENOENT: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
    errno.EISDIR: _NOT_A_FILE,
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EROFS: _READ_ONLY,
    errno.ENAMETOOLONG: _BAD_NAME,
    errno.EINVAL: _BAD_NAME,
    errno.EBUSY: IN_USE,
    errno.ETXTBSY: IN_USE,
}


def replace_file(path: Path, content: bytes, lang: Lang) -> None:
    """Make ``content`` the content of ``path``: written beside it, then moved over it.

    A link is followed, and an existing file keeps its permissions. Raises NoAccess, in ``lang``,
    when that is not possible; then the old file is untouched and nothing is left behind.
    """
    with telling(path, lang, denied=FOLDER_CLOSED):
        target = path.resolve()
        mode = _mode_of(target)
    if mode is not None and not os.access(target, os.W_OK):
        # On Linux and macOS a move would replace even a file that its owner has protected.
        raise NoAccess(IN_USE.to(lang).format(path=path))
    temporary = target.with_name(f"{_PREFIX}{os.urandom(6).hex()}{_SUFFIX}")
    try:
        with telling(path, lang, denied=FOLDER_CLOSED):
            now = _write(temporary, content)
            if mode is not None:
                temporary.chmod(mode)
        with telling(path, lang, denied=IN_USE):
            temporary.replace(target)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    sync_folder(target.parent)
    _clear_stale(target.parent, now)


@contextlib.contextmanager
def telling(path: Path, lang: Lang, *, denied: Text) -> Iterator[None]:
    """Say what the system refuses in words for a person; ``denied`` where it is a permission."""
    try:
        yield
    except OSError as error:
        said = _REASONS.get(error.errno or 0, _OTHER)
        if isinstance(error, PermissionError):
            said = denied
        reason = error.strerror or type(error).__name__
        text = said.to(lang).format(path=path, folder=path.parent, reason=reason)
        raise NoAccess(text) from error


def _mode_of(target: Path) -> int | None:
    """The permissions of the file, or None where there is none; raises OSError for no file."""
    try:
        found = target.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found.st_mode):
        # A folder, or a device such as /dev/null, which a move would replace by a file.
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    return stat.S_IMODE(found.st_mode)


def _write(temporary: Path, content: bytes) -> float:
    """Bring ``content`` to the disk; the time of that, by the file system's own clock."""
    with temporary.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
        return os.fstat(file.fileno()).st_mtime


def sync_folder(folder: Path) -> None:
    """Bring the new name to the disk, where folders can be synchronised (not on Windows)."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _clear_stale(folder: Path, now: float) -> None:
    """Remove what runs that were killed more than an hour before ``now`` have left."""
    for left in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        with contextlib.suppress(OSError):
            if now - left.stat().st_mtime > _STALE_SECONDS:
                left.unlink()
