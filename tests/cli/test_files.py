"""Disks that know little, files that are open, names that are long: told truly, nothing lost."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import retrosheet
from retrosheet.xlsx import patch
from retrosheet.xlsx import read as reading
from tests.thorough import covering

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Answer

NEW = ("new", "evening.yaml", "--launch=2027-03-19", "--today=2027-02-01")
SYNC = ("sync", "plan.xlsx", "--today=2027-03-08")
ROOT = Path(retrosheet.__file__).parents[1]


@pytest.fixture
def plan(make: Callable[..., Path]) -> Path:
    return make(*NEW[2:])


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.suffix != ".yaml")


def refusing(error: OSError) -> Callable[..., Any]:
    def refuse(*_: object, **__: object) -> None:
        raise error

    return refuse


NOT_KNOWN = OSError(errno.ENOTSUP, "Operation not supported")
NOT_ALLOWED = PermissionError(errno.EPERM, "Operation not permitted")


@pytest.mark.parametrize(
    ("calls", "error"),
    [
        (("listxattr",), NOT_KNOWN),
        (("setxattr", "getxattr"), NOT_KNOWN),
        (("chmod", "chown"), NOT_ALLOWED),
        (("chmod", "chown", "listxattr", "link"), OSError(errno.ENOSYS, "not implemented")),
        (("fsync",), OSError(errno.EINVAL, "Invalid argument")),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else "",
)
def test_what_a_network_disk_does_not_know_stops_nobody(
    calls: tuple[str, ...],
    error: OSError,
    run: Callable[..., Answer],
    plan: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Attributes, rights, second names and even fsync are done without; the work is done."""
    old = plan.read_bytes()
    for call in calls:
        monkeypatch.setattr(os, call, refusing(error), raising=False)
    assert run(*SYNC).code == 0
    assert run(*NEW, "-o", "plan.xlsx", "--force").code == 0
    assert names(plan.parent) == [
        "plan.xlsx",
        "plan.xlsx.before-new.bak",
        "plan.xlsx.before-sync.bak",
    ]
    assert plan.with_name("plan.xlsx.before-sync.bak").read_bytes() == old


@pytest.mark.parametrize(
    ("lang", "said"),
    [("fr", "ce disque est en lecture seule"), ("en", "this disk is read-only")],
)
@pytest.mark.parametrize("words", [SYNC, (*NEW, "-oplan.xlsx", "--force")], ids=["sync", "new"])
def test_a_read_only_disk_is_called_one(
    words: tuple[str, ...],
    lang: str,
    said: str,
    run: Callable[..., Answer],
    plan: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And not "open in another program", which would send people looking for it."""
    old = plan.read_bytes()
    real = os.open

    def read_only(path: Any, flags: int, *rest: Any, **more: Any) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), path)
        return real(path, flags, *rest, **more)

    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    monkeypatch.setattr(os, "open", read_only)
    answer = run(*words, f"--lang={lang}")
    monkeypatch.undo()
    assert (answer.code, answer.out) == (3, "")
    assert said in answer.err
    assert plan.read_bytes() == old
    assert names(plan.parent) == ["plan.xlsx"]


@pytest.mark.parametrize("mark", ["~$plan.xlsx", ".~lock.plan.xlsx#"])
@pytest.mark.parametrize(
    ("lang", "said"),
    [("fr", "est ouvert ailleurs (Zoé)"), ("en", "is open elsewhere (Zoé)")],
)
def test_new_does_not_replace_an_open_workbook(
    mark: str, lang: str, said: str, run: Callable[..., Answer], plan: Path
) -> None:
    """What somebody has on the screen would be lost, or overwrite the new one."""
    name = "Zoé".encode("cp1252" if mark.startswith("~") else "utf-8")
    content = bytes([len(name)]) + name if mark.startswith("~") else b"," + name + b",,,;"
    plan.with_name(mark).write_bytes(content)
    old = plan.read_bytes()
    answer = run(*NEW, "--name=Other", "-oplan.xlsx", "--force", f"--lang={lang}")
    assert (answer.code, answer.out) == (3, "")
    assert said in answer.err
    assert mark in answer.err
    assert plan.read_bytes() == old


@pytest.mark.parametrize(
    ("lang", "said"), [("fr", "La version d’avant :"), ("en", "The version before:")]
)
def test_new_keeps_what_it_replaces(
    lang: str, said: str, run: Callable[..., Answer], plan: Path
) -> None:
    """The work of weeks lies in a backup beside it, and the answer says where."""
    plan.write_bytes(b"three weeks of somebody's work")
    answer = run(*NEW, "-oplan.xlsx", "--force", f"--lang={lang}")
    assert answer.code == 0
    assert answer.out.splitlines()[1] == f"{said} plan.xlsx.before-new.bak"
    kept = plan.with_name("plan.xlsx.before-new.bak")
    assert kept.read_bytes() == b"three weeks of somebody's work"


def announced(answer: Answer) -> str:
    """The backup that a sync announces."""
    said = " ".join(answer.out.split()).partition("the version before: ")[2]
    return said.removesuffix(")")


@pytest.mark.parametrize("name", ["x" * 235 + ".xlsx", "é" * 120 + ".xlsx", "x" * 250 + ".xlsx"])
def test_a_long_name_has_its_backup(
    name: str, run: Callable[..., Answer], evening: Path, tmp_path: Path
) -> None:
    """With the usual ending it would be longer than any name may be; later runs leave it alone."""
    assert run(*NEW, "-o", name).code == 0
    old = (tmp_path / name).read_bytes()
    answer = run("sync", name, "--today=2027-03-08")
    assert answer.code == 0, answer.err
    (backup,) = (found for found in names(tmp_path) if found != name)
    assert announced(answer) == backup
    assert backup.endswith(".before-sync.bak")
    for _ in range(2):
        run("sync", name, "--today=2027-03-08")
        assert (tmp_path / backup).read_bytes() == old
    assert len(names(tmp_path)) == 2
    assert evening.exists()


def test_a_folder_in_the_place_of_the_backup(run: Callable[..., Answer], plan: Path) -> None:
    """It stays, and another name is taken, and announced."""
    old = plan.read_bytes()
    for usual in ("plan.xlsx.before-sync.bak", "plan.xlsx.before-new.bak"):
        plan.with_name(usual).mkdir()
        (plan.with_name(usual) / "mine.txt").write_text("mine")
    answer = run(*SYNC)
    assert answer.code == 0
    assert announced(answer) == "plan.xlsx.before-sync-2.bak"
    assert plan.with_name("plan.xlsx.before-sync-2.bak").read_bytes() == old
    marked = plan.read_bytes()
    answer = run(*NEW, "-oplan.xlsx", "--force")
    assert "\nThe version before: plan.xlsx.before-new-2.bak\n" in answer.out
    assert plan.with_name("plan.xlsx.before-new-2.bak").read_bytes() == marked
    for usual in ("plan.xlsx.before-sync.bak", "plan.xlsx.before-new.bak"):
        assert (plan.with_name(usual) / "mine.txt").read_text() == "mine"


def test_no_backup_is_announced_that_is_not_there(run: Callable[..., Answer], plan: Path) -> None:
    """Where every name for one is taken, that it could not be kept is said."""
    for n in ("", *(f"-{n}" for n in range(2, 10))):
        plan.with_name(f"plan.xlsx.before-sync{n}.bak").mkdir()
    answer = run(*SYNC, "--lang=fr")
    assert answer.code == 0
    assert "la version d’avant n’a pas pu être gardée" in " ".join(answer.out.split())


def test_a_run_with_nothing_to_write_clears_what_a_killed_one_left(
    run: Callable[..., Answer], plan: Path
) -> None:
    """A version before that was replaced becomes the backup; halves of new ones go."""
    assert run(*SYNC).code == 0
    backup = plan.with_name("plan.xlsx.before-sync.bak")
    first = backup.read_bytes()
    backup.unlink()
    new, old, half = leftovers(plan)
    new.write_bytes(b"PK half of a workbook")
    old.unlink()  # a second name of the workbook, until that is replaced
    old.write_bytes(first)
    half.write_bytes(first[:100])
    assert "nothing to write" in run(*SYNC, "--dry-run").out
    assert new.exists(), "a dry run touches nothing"
    answer = run(*SYNC)
    assert (answer.code, "nothing to write" in answer.out) == (0, True)
    assert names(plan.parent) == ["plan.xlsx", backup.name]
    assert backup.read_bytes() == first


def leftovers(plan: Path) -> tuple[Path, Path, Path]:
    """What a sync that is killed at its last step leaves, found by killing one."""
    script = (
        "import os, signal, pathlib; from retrosheet.cli import main\n"
        "pathlib.Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "main(['sync', 'plan.xlsx', '--today=2027-03-09'])"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", script], cwd=plan.parent, env=environment, check=False)
    (old,) = plan.parent.glob(".retrosheet-*.old.tmp")
    (new,) = set(plan.parent.glob(".retrosheet-*.tmp")) - {old}
    return new, old, old.with_suffix(".half")


@pytest.mark.parametrize(
    ("lang", "said"),
    [("fr", "a été modifié pendant le travail de retrosheet"), ("en", "was changed while")],
)
@pytest.mark.parametrize("when", ["while it is read", "before it is written", "while writing"])
def test_saved_in_place_during_the_sync(
    when: str,
    lang: str,
    said: str,
    run: Callable[..., Answer],
    plan: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Half of their new version is no damaged file: it was changed, and a second try is right."""
    theirs = plan.read_bytes()[:4000] + b"half of a save"
    module, name = {
        "while it is read": (reading, "read_areas"),
        "before it is written": (patch, "planned"),
        "while writing": (patch, "write_patched"),
    }[when]
    real = getattr(module, name)

    def saved(*arguments: Any) -> Any:
        plan.write_bytes(theirs)
        return real(*arguments)

    monkeypatch.setattr(module, name, saved)
    answer = run(*SYNC, f"--lang={lang}")
    assert (answer.code, answer.out) == (3, "")
    assert said in answer.err
    assert plan.read_bytes() == theirs
    assert names(plan.parent) == ["plan.xlsx"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    ("line", "answer"),
    covering(
        [
            (SYNC, "plan.xlsx"),
            ((*SYNC, "--json"), "plan.xlsx"),
            ((*NEW, "-o", "other.xlsx"), "other.xlsx"),
            (("archetype", "new", "salon"), "salon.yaml"),
            (("learn", "plan.xlsx", "-o", "mine.yaml"), "mine.yaml"),
            (("import", "table.csv", "-o", "table.yaml"), "table.yaml"),
        ],
        [
            ("fr", "Erreur : {} : écrit, mais la réponse n’a pas pu être affichée : "),
            ("en", "Error: {} was written, but the answer could not be shown: "),
        ],
    ),
    ids=str,
)
def test_an_answer_that_gets_lost_does_not_hide_what_was_written(
    line: tuple[tuple[str, ...], str], answer: tuple[str, str], plan: Path
) -> None:
    """``> /dev/full``: the file is there, and the refusal says so."""
    (words, written), (lang, said) = line, answer
    plan.with_name("table.csv").write_text("Task,Due\nPoster,J-30\nOpen,J\n", "utf-8")
    before = plan.read_bytes()
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-m", "retrosheet", *words, f"--lang={lang}"],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=plan.parent,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            check=False,
        )
    assert done.returncode == 3
    assert done.stderr.decode().splitlines()[-1].startswith(said.format(written))
    assert plan.with_name(written).read_bytes() != (before if written == plan.name else b"")
