"""A file on disk is replaced whole or not at all, whenever the power goes."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from typing import TYPE_CHECKING

from retrosheet.files.backup import HALF, OLD, half_of, keep, remove, second_name
from retrosheet.files.disk import (
    FOLDER_CLOSED,
    IN_USE,
    check_writable,
    flush_to_disk,
    sync_folder,
    telling,
)

if TYPE_CHECKING:
    from pathlib import Path

    from retrosheet.language import Lang

_PREFIX, _SUFFIX = ".retrosheet-", ".tmp"
_STALE_SECONDS = 3600


def replace_file(
    path: Path, content: bytes, lang: Lang, *, keep_before: bool = True
) -> Path | None:
    """Make ``content`` the content of ``path``: written beside it, then moved over it.

    A link is followed, an existing file keeps its permissions, and with ``keep_before`` the version
    before stays beside it as a backup, which is returned. Raises NoAccess, in ``lang``, when that
    is not possible; then the old file is untouched and nothing is left behind.
    """
    with telling(path, lang, denied=FOLDER_CLOSED):
        target = path.resolve()
        mode = _mode_of(target)
    if mode is not None:
        with telling(path, lang, denied=IN_USE):
            check_writable(target)
    temporary = target.with_name(f"{_PREFIX}{os.urandom(6).hex()}{_SUFFIX}")
    second = target.with_name(f"{_PREFIX}{os.urandom(6).hex()}{_SUFFIX}")
    left, kept = [temporary, second, half_of(second)], None
    try:
        with telling(path, lang, denied=FOLDER_CLOSED):
            now = _write(temporary, content)
            if mode is not None:
                with contextlib.suppress(OSError):  # a disk that knows no permissions
                    temporary.chmod(mode)
                if keep_before:
                    second_name(target, second)
                    kept = keep(second, target, "new")
                    left += [kept] if kept else []
        with telling(path, lang, denied=IN_USE):
            temporary.replace(target)
        left = [second]  # where no name was free for the backup
    finally:
        remove(*left)
    sync_folder(target.parent)
    _clear_stale(target.parent, now)
    return kept


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
        flush_to_disk(file)
        return os.fstat(file.fileno()).st_mtime


def _clear_stale(folder: Path, now: float) -> None:
    """Remove what runs that were killed more than an hour before ``now`` have left.

    But for the version before of a workbook, which the next sync makes its backup.
    """
    for left in folder.glob(f"{_PREFIX}*"):
        if left.suffix not in {_SUFFIX, HALF} or left.name.endswith(OLD):
            continue
        with contextlib.suppress(OSError):
            if now - left.stat().st_mtime > _STALE_SECONDS:
                left.unlink()
