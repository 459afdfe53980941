"""Whether a file lies where git could publish it."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SECONDS = 10


def exposed(file: Path) -> bool:
    """Whether a file lies, or would lie, in a git work tree that tracks or does not ignore it.

    Where git itself cannot be asked, every file of a work tree counts as exposed.
    """
    try:
        place = file.resolve()
        folder = next((at for at in place.parents if (at / ".git").exists()), None)
    except OSError:
        return False
    return folder is not None and not _ignored(place, folder)


def _ignored(place: Path, folder: Path) -> bool:
    git = shutil.which("git")
    if git is None:
        return False
    command = [git, "-C", str(folder), "check-ignore", "-q", "--", str(place)]
    try:
        asked = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 (git, by its path)
    except (OSError, subprocess.SubprocessError):
        return False
    return asked.returncode == 0
