"""A new version of a file takes the old one's place whole, or not at all, one run at a time.

The new version is written beside the old one under a name that follows from the old one's alone.
So this one file is also the lock against a second run, as long as its writer lives, and what a
killed run has left is known for what it is by the next run, which removes it.

One backup stays: the version before (see ``backup``).
"""

from __future__ import annotations

import contextlib
import os
import stat
import zlib
from typing import TYPE_CHECKING, BinaryIO, get_args

from retrosheet.errors import NoAccess
from retrosheet.files.backup import OLD, Why, half_of, keep, remove, second_name
from retrosheet.files.disk import check_writable, flush_to_disk, sync_folder, telling
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from retrosheet.language import Lang

# A file that is changed where it lies has no other name to be given.
_CLOSED = Text(
    "Impossible d’écrire « {path} » : le fichier est ouvert dans un autre programme, ou protégé "
    "en écriture. Fermez-le ou retirez sa protection, puis recommencez ; ou donnez une copie du "
    "fichier.",
    'Cannot write "{path}": the file is open in another program, or write-protected. Close it or '
    "lift its protection, then try again; or give a copy of the file.",
)
_FOLDER_CLOSED = Text(
    "Impossible d’écrire « {path} » : vous n’avez pas le droit d’écrire dans le dossier "
    "« {folder} ». Demandez ce droit, ou donnez une copie du fichier faite ailleurs.",
    'Cannot write "{path}": you may not write into the folder "{folder}". Ask for access, or give '
    "a copy of the file made elsewhere.",
)
_ANOTHER_RUN = Text(
    "« {path} » est en cours de synchronisation par une autre commande : rien n’a été écrit. "
    "Attendez qu’elle ait fini, puis recommencez.",
    '"{path}" is being synchronised by another run: nothing was written. Wait until that is done, '
    "then try again.",
)


@contextlib.contextmanager
def replacing(
    path: Path, lang: Lang, why: Why = "sync"
) -> Iterator[tuple[BinaryIO, Callable[[], Path | None]]]:
    """A new file for the new version, and what moves it into the place of ``path``.

    The move gives the backup, named after ``why``, None where none could be kept. Without the move,
    and after any error, nothing has changed and nothing is left. Raises NoAccess in ``lang``,
    naming the true cause: another run, a closed folder, a full disk…
    """
    target = path.resolve()
    new, old = _new(target), _old(target, why)
    with telling(path, lang, denied=_CLOSED):
        check_writable(target)
    with telling(path, lang, denied=_FOLDER_CLOSED):
        file = _locked(new)
    if file is None:
        raise NoAccess(_ANOTHER_RUN.to(lang).format(path=path))
    moved, begun = False, False

    def move() -> Path | None:
        nonlocal moved, begun
        flush_to_disk(file)
        _dress(new, target)
        if os.name == "nt":
            file.close()
        begun = True
        second_name(target, old)
        new.replace(target)
        moved = True
        kept = keep(old, target, why)
        sync_folder(target.parent)
        return kept

    try:
        _settle(target)
        with telling(path, lang, denied=_CLOSED):
            yield file, move
    finally:
        if os.name == "nt":
            _close(file)
        if not moved:
            remove(new)
        if begun and not moved:
            remove(old, half_of(old))
        _close(file)


def clear_leftovers(target: Path) -> None:
    """Remove what killed runs have left beside ``target``; a run that lives keeps its own."""
    new = _new(target)
    olds = [_old(target, why) for why in get_args(Why)]
    if not any(path.exists() for path in (new, *olds, *map(half_of, olds))):
        return
    with contextlib.suppress(OSError):
        file = _locked(new)
        if file is not None:
            _settle(target)
            if os.name == "nt":
                file.close()
            remove(new)
            file.close()


def _new(target: Path) -> Path:
    """The name of the new version while it is made."""
    return target.with_name(f"{_stem(target)}.tmp")


def _old(target: Path, why: Why) -> Path:
    """The name of the old version while it is replaced; it says what its backup will be called."""
    said = "" if why == "sync" else f".{why}"
    return target.with_name(f"{_stem(target)}{said}{OLD}")


def _stem(target: Path) -> str:
    return f".retrosheet-{zlib.crc32(target.name.encode('utf-8', 'surrogateescape')):08x}"


def _close(file: BinaryIO) -> None:
    """Close a file whose last bytes may not fit on the disk: that has been told by then."""
    with contextlib.suppress(OSError):
        file.close()


def _settle(target: Path) -> None:
    """End what a killed run has begun: the version before becomes the backup, if it is replaced."""
    for why in get_args(Why):
        old = _old(target, why)
        remove(half_of(old))
        with contextlib.suppress(OSError):
            if old.samefile(target):
                old.unlink()
            else:
                keep(old, target, why)


def _locked(new: Path) -> BinaryIO | None:
    """The file, empty and ours alone while it is open; None where another run has it."""
    if os.name == "nt":
        return _opened_on_windows(new)
    import fcntl

    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0)
    while True:
        file = os.fdopen(os.open(new, flags, 0o600), "r+b")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return None
        except OSError:
            # A network disk without locks: what is left is the check that nothing has changed.
            pass
        try:
            ours = os.path.samestat(os.fstat(file.fileno()), new.stat())
        except FileNotFoundError:
            ours = False
        if ours:
            file.truncate()
            return file
        file.close()  # the run that had it has just moved it into its place: begin again


def _opened_on_windows(new: Path) -> BinaryIO | None:
    """Windows deletes no file that is open: one that can be deleted belongs to no living run."""
    try:
        new.unlink(missing_ok=True)
        return new.open("x+b")
    except (PermissionError, FileExistsError):
        return None


def _dress(new: Path, target: Path) -> None:
    """Give the new file the old one's owner, rights and attributes, as far as that is possible.

    Many network disks know none of them: that is no reason not to write.
    """
    found = target.stat()
    if hasattr(os, "chown"):
        with contextlib.suppress(OSError):
            os.chown(new, found.st_uid, found.st_gid)
    with contextlib.suppress(OSError):
        new.chmod(stat.S_IMODE(found.st_mode))
    names: list[str] = []
    with contextlib.suppress(OSError, AttributeError):  # neither macOS nor Windows has the call
        names = os.listxattr(target)
    for name in names:
        with contextlib.suppress(OSError):
            os.setxattr(new, name, os.getxattr(target, name))
