"""A workbook on disk is patched whole or not at all, whatever happens meanwhile."""

from __future__ import annotations

import errno
import os
import random
import resource
import signal
import stat
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from retrosheet.errors import InvalidInput, NoAccess
from retrosheet.files.backup import backup_of
from retrosheet.files.replacing import replacing
from retrosheet.workbook.tables import CellAddress, Writing
from retrosheet.xlsx import patch
from retrosheet.xlsx.changing.in_place import Written
from retrosheet.xlsx.patch import apply, patched
from retrosheet.xlsx.read import read
from tests.thorough import tries
from tests.xlsx.corpus.packages import package, packed, parts, sheet

PROJECT = Path(__file__).parents[2]
WRITING = Writing("_sync", (("T01", "late"),), {CellAddress("Plan", 1, 2): "En retard"})
OLD = package()


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(OLD)
    return path


def sync(path: Path, writing: Writing = WRITING) -> Written | None:
    return apply(path, read(path, [], "en").fingerprint, writing, "en")


def before(path: Path) -> Path:
    """The backup of a workbook."""
    found = backup_of(path)
    assert found is not None
    return found


def names(path: Path) -> list[str]:
    return sorted(found.name for found in path.parent.iterdir())


def assert_untouched(path: Path) -> None:
    assert path.read_bytes() == OLD
    assert names(path) == [path.name]


def failing(error: BaseException) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def test_writes_and_keeps_the_version_before(plan: Path) -> None:
    """With the rights that the file had."""
    plan.chmod(0o640)
    assert sync(plan)
    assert plan.read_bytes() == patched(OLD, WRITING)
    assert stat.S_IMODE(plan.stat().st_mode) == 0o640
    assert before(plan).read_bytes() == OLD
    assert names(plan) == ["plan.xlsx", "plan.xlsx.before-sync.bak"]


def test_one_backup_only(plan: Path) -> None:
    """The second run's replaces the first's."""
    sync(plan)
    second = plan.read_bytes()
    sync(plan, WRITING._replace(rows=(("T01", "done"),)))
    assert before(plan).read_bytes() == second
    assert names(plan) == ["plan.xlsx", "plan.xlsx.before-sync.bak"]


def test_no_second_names_on_this_disk(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a USB stick: the backup is a copy."""
    monkeypatch.setattr(Path, "hardlink_to", failing(OSError(errno.EPERM, "no links")))
    assert sync(plan)
    assert before(plan).read_bytes() == OLD
    assert names(plan) == ["plan.xlsx", "plan.xlsx.before-sync.bak"]


def test_a_second_run_touches_nothing(plan: Path) -> None:
    """Neither the file nor its backup has a new date."""
    sync(plan)
    old, backup = plan.stat(), before(plan).stat()
    assert not sync(plan)
    after = plan.stat()
    assert (after.st_mtime_ns, after.st_ino) == (old.st_mtime_ns, old.st_ino)
    assert before(plan).stat().st_mtime_ns == backup.st_mtime_ns


def test_a_run_with_nothing_to_write_opens_nothing_for_writing(plan: Path) -> None:
    """A file server sees no change, and asks nobody to sync."""
    sync(plan)
    script = (
        "import os, sys; from pathlib import Path\n"
        "from retrosheet.workbook.tables import CellAddress, Writing\n"
        "from retrosheet.xlsx.patch import apply; from retrosheet.xlsx.read import read\n"
        "def audit(event, arguments):\n"
        "    if event == 'open' and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):\n"
        "        print(event, arguments)\n"
        "sys.dont_write_bytecode = True\nsys.addaudithook(audit)\n"
        f"path = Path({str(plan)!r})\n"
        f"apply(path, read(path, ['rs_plan'], 'en').fingerprint, {WRITING!r}, 'en')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert not done.stdout


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_is_followed(plan: Path) -> None:
    """The file behind it is written, the link stays one."""
    (plan.parent / "folder").mkdir()
    link = plan.parent / "folder" / "link.xlsx"
    link.symlink_to(plan)
    assert sync(link)
    assert link.is_symlink()
    assert plan.read_bytes() == patched(OLD, WRITING)


FAILURES: dict[str, tuple[str, BaseException, str]] = {
    "full disk": ("os.fsync", OSError(errno.ENOSPC, "No space left"), "the disk is full"),
    "a file limit": ("os.fsync", OSError(errno.EFBIG, "File too large"), "the disk is full"),
    "broken disk": ("os.fsync", OSError(errno.EIO, "Input/output error"), "Input/output error"),
    "a closed folder": ("os.open", PermissionError(errno.EACCES, "no"), "give a copy of the file"),
    "a read-only disk": ("os.open", OSError(errno.EROFS, "Read-only"), "is read-only"),
    "open on Windows": ("pathlib.Path.replace", PermissionError(13, "no"), "open in another"),
}


@pytest.mark.parametrize("case", FAILURES)
def test_a_failure_leaves_the_old_file_alone(
    case: str, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever step fails, in words that say what to do."""
    where, error, words = FAILURES[case]
    fingerprint = read(plan, [], "en").fingerprint
    monkeypatch.setattr(where, failing(error))
    with pytest.raises(NoAccess, match=words):
        apply(plan, fingerprint, WRITING, "en")
    monkeypatch.undo()
    assert_untouched(plan)


def test_a_write_protected_file(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said, not got around."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(NoAccess, match="write-protected"):
        sync(plan)
    assert_untouched(plan)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_a_disk_that_fills_up_while_writing(plan: Path) -> None:
    """The old file is whole, with nothing half written beside it."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))

    done = run_sync(plan, preexec_fn=limit)
    assert done.returncode == 3, done.stderr
    assert "the disk is full" in done.stderr
    assert_untouched(plan)


def test_an_interruption_leaves_nothing(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C before the end is as if nothing had been begun."""
    fingerprint = read(plan, [], "en").fingerprint
    monkeypatch.setattr(patch, "verify", failing(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        apply(plan, fingerprint, WRITING, "en")
    assert_untouched(plan)


def test_changed_before(plan: Path) -> None:
    """What somebody saved meanwhile is not overwritten."""
    fingerprint = read(plan, [], "en").fingerprint
    theirs = package(sheet=sheet(""))
    plan.write_bytes(theirs)
    with pytest.raises(NoAccess, match="was changed"):
        apply(plan, fingerprint, WRITING, "en")
    assert plan.read_bytes() == theirs
    assert names(plan) == ["plan.xlsx"]


@pytest.mark.parametrize("way", ["in place", "by another file", "same size and time"])
def test_changed_meanwhile(way: str, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody saves while the new version is being written: theirs counts."""
    fingerprint = read(plan, [], "en").fingerprint
    theirs = bytearray(OLD)
    theirs[OLD.index(b"PK\1\2") + 12] ^= 1

    def save(*_: object) -> None:
        found = plan.stat()
        if way == "by another file":
            (plan.parent / "x").write_bytes(theirs)
            (plan.parent / "x").replace(plan)
        else:
            plan.write_bytes(theirs)
        if way == "same size and time":
            os.utime(plan, ns=(found.st_atime_ns, found.st_mtime_ns))

    monkeypatch.setattr(patch, "verify", save)
    with pytest.raises(NoAccess, match="was changed"):
        apply(plan, fingerprint, WRITING, "en")
    assert plan.read_bytes() == theirs
    assert names(plan) == ["plan.xlsx"]


def test_a_second_run_at_the_same_time(plan: Path) -> None:
    """Two programs never write one file."""
    with (
        replacing(plan, "en"),
        pytest.raises(NoAccess, match="being synchronised by another run"),
    ):
        sync(plan)
    assert_untouched(plan)


def test_open_elsewhere(plan: Path) -> None:
    """Whoever has it open is named, with the file that says so."""
    mark = plan.parent / ".~lock.plan.xlsx#"
    mark.write_text(",zoé,poste-12,x,y;", "utf-8")
    with pytest.raises(NoAccess, match=r"open elsewhere \(zoé \(poste-12\)\).*\.~lock") as caught:
        sync(plan)
    assert "\n" not in str(caught.value)
    mark.unlink()
    assert_untouched(plan)


def test_signed(plan: Path) -> None:
    """A change would break the signature: it is refused."""
    plan.write_bytes(packed(parts() | {"_xmlsignatures/sig.xml": "<a/>"}))
    with pytest.raises(InvalidInput, match="digital signature"):
        sync(plan)
    assert names(plan) == ["plan.xlsx"]


def test_a_person_is_told_in_french(plan: Path) -> None:
    """Refusals speak the person's language."""
    fingerprint = read(plan, [], "fr").fingerprint
    with pytest.raises(InvalidInput, match="n’a plus d’onglet « Autre »"):
        apply(plan, fingerprint, WRITING._replace(title="Autre"), "fr")


SCRIPT = """
import sys
from pathlib import Path
from retrosheet.errors import RetrosheetError
from retrosheet.workbook.tables import CellAddress, Writing
from retrosheet.xlsx.patch import apply
from retrosheet.xlsx.read import read
path = Path(sys.argv[1])
print("ready", flush=True)
try:
    for n in range(int(sys.argv[2])):
        shown = {CellAddress("Plan", row, 2): f"v{n}" for row in range(2000)}
        writing = Writing("_sync", (("T01", f"v{n}"),), shown)
        apply(path, read(path, ["rs_plan"], "en").fingerprint, writing, "en")
except RetrosheetError as error:
    print(error, file=sys.stderr)
    sys.exit(error.exit_code)
"""


def run_sync(path: Path, **how: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [sys.executable, "-c", SCRIPT, str(path), "1"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        **how,
    )


def values(path: Path) -> set[object]:
    """What the tab and the formulas say; all from one run, or from none."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
    tables = read(path, ["rs_plan", "rs_sync"], "en").tables
    said = {row[2].value for row in tables["rs_plan"].rows}
    return said | {row[1].value for row in tables["rs_sync"].rows}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_kills_at_random_instants(tmp_path: Path) -> None:
    """Never a broken file, never half of a run; nothing left after the next one."""
    rows = "".join(
        f'<row r="{n}"><c r="C{n}" t="str"><f>A{n}</f><v>v</v></c></row>' for n in range(1, 2001)
    )
    content = packed(
        parts()
        | {
            "xl/worksheets/sheet1.xml": sheet(rows),
            "xl/workbook.xml": str(parts()["xl/workbook.xml"]).replace("$C$4", "$C$2000"),
            "xl/media/image1.bin": random.Random(1).randbytes(2_000_000),
        }
    )
    path = tmp_path / "plan.xlsx"
    path.write_bytes(content)
    chance = random.Random(5)
    for _ in range(tries(5, 60)):
        process = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(path), "99"],
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.random() * 0.6)
        process.kill()
        process.wait()
        process.stdout.close()
        assert len(values(path)) <= 2  # the empty tab and the first values are two
    done = run_sync(path)
    assert done.returncode == 0, done.stderr
    assert values(path) == {"v0"}
    assert set(names(path)) <= {"plan.xlsx", "plan.xlsx.before-sync.bak"}
    assert run_sync(path).returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("call", ["os.fsync", "pathlib.Path.hardlink_to", "pathlib.Path.replace"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_kill_at_each_step(call: str, when: str, plan: Path) -> None:
    """Even a run that has nothing to write tidies up after it."""
    script = f"""
import os, pathlib, signal
from retrosheet.workbook.tables import CellAddress, Writing
from retrosheet.xlsx.patch import apply
from retrosheet.xlsx.read import read
real = {call}
def kill(*arguments):
    if {when!r} == "after":
        real(*arguments)
    os.kill(os.getpid(), signal.SIGKILL)
{call} = kill
path = pathlib.Path({str(plan)!r})
apply(path, read(path, [], "en").fingerprint, {WRITING!r}, "en")
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, check=False)
    assert done.returncode == -signal.SIGKILL
    written = patched(OLD, WRITING)
    moved = (call, when) == ("pathlib.Path.replace", "after")
    assert plan.read_bytes() == (written if moved else OLD)
    nothing = Writing("_sync", WRITING.rows, WRITING.shown) if moved else EMPTY
    assert not sync(plan, nothing)
    assert names(plan) == ["plan.xlsx", *(["plan.xlsx.before-sync.bak"] if moved else [])]
    if moved:
        assert before(plan).read_bytes() == OLD


EMPTY = Writing("_sync", (), {})
