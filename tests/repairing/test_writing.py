"""A mended workbook takes the damaged one's place whole or not at all."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from retrosheet.files.replacing import clear_leftovers
from tests.repairing.abuses import repeat_rules
from tests.repairing.parts import Parts
from tests.repairing.test_corpus import worked_in
from tests.xlsx.test_patch_file import PROJECT, names

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Answer

TODAY = ("--today", "2027-02-01", "--lang", "fr")
_RUN = """
import os, pathlib, signal, sys
from retrosheet.cli import main
real = {call}
def kill(*arguments):
    if {when!r} == "after":
        real(*arguments)
    os.kill(os.getpid(), signal.SIGKILL)
if {when!r}:
    {call} = kill
main(["repair", {path!r}, "--today=2027-02-01", "--lang=en"])
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan whose rules are there many times, alone in a folder."""
    parts = Parts(worked_in())
    repeat_rules(parts, Random(0))
    folder = tmp_path / "plans"
    folder.mkdir()
    path = folder / "plan.xlsx"
    path.write_bytes(parts.content())
    return path


def assert_untouched(path: Path, content: bytes) -> None:
    assert path.read_bytes() == content
    assert names(path) == [path.name]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize(
    ("call", "when"),
    [
        ("os.fsync", "after"),
        ("pathlib.Path.hardlink_to", "after"),
        ("pathlib.Path.replace", "before"),
        ("pathlib.Path.replace", "after"),
    ],
)
def test_a_kill_at_each_step_leaves_the_damaged_file_or_the_mended_one(
    call: str, when: str, plan: Path, run: Callable[..., Answer]
) -> None:
    """The next run ends what the killed one began; the version before keeps its own name."""
    content = plan.read_bytes()
    script = _RUN.format(call=call, when=when, path=str(plan))
    done = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, check=False)
    assert done.returncode == -signal.SIGKILL
    moved = (call, when) == ("pathlib.Path.replace", "after")
    assert (plan.read_bytes() != content) == moved
    clear_leftovers(plan)
    if not moved:
        assert_untouched(plan, content)
        return
    assert names(plan) == ["plan.xlsx", "plan.xlsx.before-repair.bak"]
    assert (plan.parent / "plan.xlsx.before-repair.bak").read_bytes() == content
    # on one line: a long path decides where the sentence is wrapped
    said = " ".join(run("repair", str(plan), *TODAY).out.split())
    assert "n’a rien d’abîmé" in said


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_a_disk_that_fills_up_while_writing(plan: Path) -> None:
    """The damaged file stays as it was, and the reason is said."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))

    content = plan.read_bytes()
    script = _RUN.format(call="os.fsync", when="", path=str(plan))
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, check=False, preexec_fn=limit,
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 3
    assert "the disk is full" in done.stderr
    assert_untouched(plan, content)


def test_a_write_protected_file(
    plan: Path, run: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is written, and nothing is left beside it."""
    content = plan.read_bytes()
    monkeypatch.setattr(os, "access", lambda *_: False)
    answer = run("repair", str(plan), *TODAY)
    assert answer.code == 3
    assert answer.out == ""
    assert_untouched(plan, content)
