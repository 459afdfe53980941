"""What tells whether a file is still the one that was read."""

from __future__ import annotations

import os
import stat
import zlib
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

_PIECE = 1 << 20


class Fingerprint(NamedTuple):
    """A file as it was: its size in bytes, when it changed, which file it is, its content's sum.

    The sum is a CRC-32: it is there for a file that another program saved, not for a forger.
    """

    size: int
    mtime_ns: int
    inode: int
    sum: int


def fingerprint(file: BinaryIO) -> Fingerprint:
    """The fingerprint of an open file."""
    file.seek(0)
    sum_ = 0
    while piece := file.read(_PIECE):
        sum_ = zlib.crc32(piece, sum_)
    found = os.fstat(file.fileno())
    return Fingerprint(found.st_size, found.st_mtime_ns, found.st_ino, sum_)


def open_plain(path: Path) -> BinaryIO:
    """Open a file to read it; raises IsADirectoryError for what is none, such as a folder."""
    # Opening a pipe would wait for its other end for ever.
    if not stat.S_ISREG(path.stat().st_mode):
        raise IsADirectoryError(str(path))
    return path.open("rb")
