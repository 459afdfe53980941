"""What a disk refuses, said in words for a person; what it does not know, done without."""

from __future__ import annotations

import contextlib
import errno
import os
from typing import TYPE_CHECKING, BinaryIO

from retrosheet.errors import NoAccess
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from retrosheet.language import Lang

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
_NOT_KNOWN = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}
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
        # « . » says nothing to people: the folder in which they work has a name
        folder = path.parent if path.parent.name else path.absolute().parent
        text = said.to(lang).format(path=path, folder=folder, reason=reason)
        raise NoAccess(text) from error


def check_writable(target: Path) -> None:
    """Raise OSError, with the true reason, for a file that may not be written to.

    On Linux and macOS a move would replace even one that its owner has protected.
    """
    if os.access(target, os.W_OK):
        return
    os.close(os.open(target, os.O_WRONLY))  # says whether it is the file's right or the disk's
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))


def flush_to_disk(file: BinaryIO) -> None:
    """Bring what was written to the disk, as far as the file system knows how to."""
    file.flush()
    try:
        os.fsync(file.fileno())
    except OSError as error:
        if error.errno not in _NOT_KNOWN:
            raise


def sync_folder(folder: Path) -> None:
    """Bring the new name to the disk, where folders can be synchronised (not on Windows)."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
