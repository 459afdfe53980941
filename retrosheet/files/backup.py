"""The version before, kept beside a file, as ``plan.xlsx.before-sync.bak``.

There people find it without being told, it shares the folder's rights, follows the folder when that
moves, and is a second name for the old file rather than a copy, so that it takes no time. It ends
in ``.bak``, so that nobody edits it for the workbook and no ``*.xlsx`` catches it; the rest of its
name is long, so that it takes the place of nobody's own backup. Where that name is too long for the
disk, or a folder has it, another one like it is taken: what is announced is there.
"""

from __future__ import annotations

import contextlib
import os
import stat
import zlib
from typing import TYPE_CHECKING, Literal

from retrosheet.files.disk import flush_to_disk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# The ends of names: a version before that is not a backup yet, and a copy that is not whole yet.
OLD, HALF = ".old.tmp", ".half"
Why = Literal["sync", "new", "update", "repair"]

_LONGEST_NAME = 255
_MOST_TRIED = 9
_PIECE = 1 << 20


def backup_of(target: Path, why: Why = "sync") -> Path | None:
    """Where the version before the last writing lies, or would lie; None where no name is free."""
    return next(_places(target, why), None)


def keep(old: Path, target: Path, why: Why) -> Path | None:
    """Make the file ``old`` the backup of ``target``; None, and ``old`` stays, where that fails."""
    for place in _places(target, why):
        with contextlib.suppress(OSError):
            old.replace(place)
            return place
    return None


def second_name(target: Path, name: Path) -> None:
    """Give a file a second name, or make a copy where the disk knows no second names."""
    with contextlib.suppress(OSError, NotImplementedError):
        name.hardlink_to(target)
        return
    half = half_of(name)
    with target.open("rb") as source, half.open("wb") as copy:
        while piece := source.read(_PIECE):
            copy.write(piece)
        flush_to_disk(copy)
    half.replace(name)


def remove(*paths: Path) -> None:
    """Remove the files that are there, as far as that is allowed."""
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def half_of(name: Path) -> Path:
    """The name of a copy that is not whole yet."""
    return name.with_suffix(HALF)


def _places(target: Path, why: Why) -> Iterator[Path]:
    """The names that the backup may have, the usual one first: only plain files give way to it."""
    for n in range(1, _MOST_TRIED + 1):
        number = "" if n == 1 else f"-{n}"
        place = target.with_name(_fitting(target.name, f".before-{why}{number}.bak"))
        try:
            taken = not stat.S_ISREG(place.lstat().st_mode)
        except FileNotFoundError:
            taken = False
        except OSError:
            taken = True
        if not taken:
            yield place


def _fitting(name: str, suffix: str) -> str:
    """The name with the suffix; where that is too long, a sum of it stands for its end."""
    if len(os.fsencode(name + suffix)) <= _LONGEST_NAME:
        return name + suffix
    end = f"~{zlib.crc32(os.fsencode(name)):08x}{suffix}"
    kept = name
    while len(os.fsencode(kept + end)) > _LONGEST_NAME:
        kept = kept[:-1]
    return kept + end
