"""A file is replaced whole or not at all, and a person is told why not."""

from __future__ import annotations

import errno
import os
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from retrosheet.errors import NoAccess
from retrosheet.files import atomic
from retrosheet.xlsx.write import render, save
from retrosheet.xlsx.writing.limits import RenderingError
from tests.xlsx.sample import one_sheet, sample

OLD = b"what was there before"
PROJECT = Path(__file__).parents[2]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(OLD)
    return path


def names(path: Path) -> list[str]:
    return sorted(found.name for found in path.parent.iterdir())


def failing(error: OSError | BaseException) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def test_writes_and_leaves_nothing_else(tmp_path: Path) -> None:
    """One whole file, and no temporary one beside it."""
    save(sample(), tmp_path / "plan.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["plan.xlsx"]
    assert (tmp_path / "plan.xlsx").read_bytes() == render(sample())


def test_replaces_and_keeps_the_permissions(old: Path) -> None:
    """Whoever could read the old file can read the new one, and the old one is kept."""
    old.chmod(0o640)
    save(sample(), old)
    assert old.read_bytes() == render(sample())
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert names(old) == ["plan.xlsx", "plan.xlsx.before-new.bak"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    """Those that the person's umask gives to any file."""
    before = os.umask(0o027)
    try:
        save(sample(), tmp_path / "plan.xlsx")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "plan.xlsx").stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_is_followed(old: Path) -> None:
    """The file behind it is replaced, the link stays one."""
    (old.parent / "folder").mkdir()
    link = old.parent / "folder" / "link.xlsx"
    link.symlink_to(old)
    save(sample(), link)
    assert link.is_symlink()
    assert old.read_bytes() == render(sample())


DISK_FULL = OSError(errno.ENOSPC, "No space left on device")
LOCKED = PermissionError(errno.EACCES, "The process cannot access the file")
READ_ONLY = OSError(errno.EROFS, "Read-only file system")
BROKEN = OSError(errno.EIO, "Input/output error")

FAILURES = {
    "full disk": ("os.fsync", DISK_FULL, "le disque est plein", "the disk is full"),
    "open elsewhere": ("pathlib.Path.replace", LOCKED, "est ouvert dans", "is open in another"),
    "read-only disk": ("pathlib.Path.open", READ_ONLY, "en lecture seule", "is read-only"),
    "broken disk": ("os.fsync", BROKEN, "Input/output error", "Input/output error"),
}


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("case", FAILURES)
def test_a_failure_leaves_the_old_file(
    case: str, lang: str, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message says what, where and what to do, in the workbook's language."""
    where, error, french, english = FAILURES[case]
    monkeypatch.setattr(where, failing(error))
    with pytest.raises(NoAccess) as caught:
        atomic.replace_file(old, b"new", "fr" if lang == "fr" else "en")
    monkeypatch.undo()
    message = str(caught.value)
    assert (french if lang == "fr" else english) in message
    assert str(old) in message
    assert message.endswith(".")
    assert old.read_bytes() == OLD
    assert [path.name for path in old.parent.iterdir()] == ["plan.xlsx"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """In the person's language, and nothing is created."""
    path = tmp_path / "nowhere" / "plan.xlsx"
    with pytest.raises(NoAccess, match="n’existe pas") as caught:
        save(sample(), path)
    assert str(path.parent) in str(caught.value)
    with pytest.raises(NoAccess, match="there is no folder"):
        save(one_sheet(), path)
    assert not list(tmp_path.iterdir())


def test_a_file_where_a_folder_should_be(old: Path) -> None:
    """It is said in words, and the file stays."""
    with pytest.raises(NoAccess, match="there is no folder"):
        save(one_sheet(), old / "plan.xlsx")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """A folder of that name is not replaced."""
    with pytest.raises(NoAccess, match="it is not a file"):
        save(one_sheet(), tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_device_is_not_replaced(tmp_path: Path) -> None:
    """Writing to /dev/null must not make a plain file of it."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(NoAccess, match="it is not a file"):
        save(one_sheet(), pipe)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    """The name is refused, not the system's error shown."""
    with pytest.raises(NoAccess, match="this name is not possible"):
        save(one_sheet(), tmp_path / ("x" * 300 + ".xlsx"))


def test_a_protected_file_stays(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Linux and macOS, moving a file over it would be allowed; its owner has said no."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(NoAccess, match="write-protected"):
        save(one_sheet(), old)
    assert old.read_bytes() == OLD


def test_a_folder_without_access(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is to blame, whether or not the file exists."""
    monkeypatch.setattr("pathlib.Path.open", failing(PermissionError(errno.EACCES, "denied")))
    for path in (old, old.parent / "new.xlsx"):
        with pytest.raises(NoAccess, match="may not write into the folder"):
            save(one_sheet(), path)
    assert [path.name for path in old.parent.iterdir()] == ["plan.xlsx"]


def test_the_folder_in_which_somebody_works_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not as a dot, which is what the path of a bare name has for it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("pathlib.Path.open", failing(PermissionError(errno.EACCES, "denied")))
    with pytest.raises(NoAccess, match=re.escape(f'into the folder "{tmp_path}"')):
        save(one_sheet(), Path("new.xlsx"))


def test_a_description_that_cannot_be_written_touches_nothing(old: Path) -> None:
    """Our own mistake never costs a person's file."""
    with pytest.raises(RenderingError):
        save(one_sheet((0, 0, float("nan"))), old)
    assert old.read_bytes() == OLD


def test_an_interruption_leaves_the_old_file(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the middle leaves it whole and alone."""
    monkeypatch.setattr("os.fsync", failing(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        save(one_sheet(), old)
    monkeypatch.undo()
    assert old.read_bytes() == OLD
    assert [path.name for path in old.parent.iterdir()] == ["plan.xlsx"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_kill_leaves_the_old_file_and_the_next_run_tidies_up(old: Path) -> None:
    """What the killed run has left goes with the first save more than an hour later."""
    script = (
        "import os, signal; from pathlib import Path; from retrosheet.files import atomic;"
        "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL);"
        f"atomic.replace_file(Path({str(old)!r}), b'new', 'en')"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert old.read_bytes() == OLD
    (left,) = (path for path in old.parent.iterdir() if path != old)
    assert atomic.replace_file(old, b"new", "en") == old.with_name("plan.xlsx.before-new.bak")
    assert left.exists(), "it may belong to a run that is still going on"
    long_ago = left.stat().st_mtime - 4000
    os.utime(left, (long_ago, long_ago))
    atomic.replace_file(old, b"newer", "en")
    assert names(old) == ["plan.xlsx", "plan.xlsx.before-new.bak"]
    assert old.read_bytes() == b"newer"
