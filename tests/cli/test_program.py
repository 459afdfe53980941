"""The program itself: help in two languages, exit codes, interruptions, the written reference."""

from __future__ import annotations

import datetime as dt
import errno
import io
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

import retrosheet
from retrosheet.cli import reference
from retrosheet.cli.program import COMMANDS
from tests.thorough import THOROUGH

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Answer

# The package that is tested, also from another folder and where it is not installed.
PATHS = (str(Path(retrosheet.__file__).parents[1]), os.environ.get("PYTHONPATH", ""))
HERE = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, PATHS))}
PROGRAM = (sys.executable, "-m", "retrosheet")


def test_what_the_docs_take_from_the_code_is_fresh() -> None:
    """The help's pages and the list of Google's differences; `make docs` writes them anew."""
    assert reference.FILE.read_text("utf-8") == reference.reference()
    assert reference.GOOGLE.read_text("utf-8") == reference.google()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_an_example(run: Callable[..., Answer], name: str) -> None:
    """In both languages, no line wider than 80 columns, every option explained.

    No line begins with a sign that French sets behind a word and a space.
    """
    pages = {lang: run(name, "--help", "--lang", lang) for lang in ("fr", "en")}
    for answer in pages.values():
        assert (answer.code, answer.err) == (0, "")
        assert not re.search(r"^ *[:;?!»]", answer.out, re.MULTILINE)
        assert "\u00a0" not in answer.out
        assert all(len(line) <= 80 for line in answer.out.splitlines())
        assert f"\n  retrosheet {name}" in answer.out
    french, english = (pages[lang].out.splitlines() for lang in ("fr", "en"))
    assert french[0].startswith(f"Utilisation : retrosheet {name}")
    assert english[0].startswith(f"Usage: retrosheet {name}")
    explained = [line for line in english if line.startswith("  -")]
    assert not set(explained) & set(french), "an option is not translated"
    assert reference.reference().count(f"## `retrosheet {name}`") == 1


EXAMPLES = [
    example
    for name in COMMANDS
    for line in reference.reference().partition(f"## `retrosheet {name}`")[2].splitlines()
    if (example := line.strip()).startswith(f"retrosheet {name} ") or example == "retrosheet demo"
]


HEADS = ("Task", "Due", "Owner", "Duration")
LINES = (("Write", dt.date(2027, 3, 8), "Anne", "2d"), ("Launch", dt.date(2027, 3, 15), "Anne", 1))


def their_files(make: Callable[..., Path], evening: Path) -> str:
    """What people have before them when they type an example; gives what they paste."""
    made = make("--launch=2099-03-16")
    for name in ("2026.xlsx", "2027.xlsx"):
        shutil.copy(made, name)
    evening.rename("my-campaign.yaml")
    book = openpyxl.Workbook()
    for cells in (HEADS, *LINES):
        book.active.append(cells)
    book.save("tasks.xlsx")
    book.save("planning.xlsx")
    pasted = "|".join(HEADS) + "\n-|-|-|-\nWrite|J-7|Anne|2d\nLaunch|J|Anne|1d\n"
    Path("plan.md").write_text(pasted, "utf-8")
    return pasted


def needs_an_account(example: str) -> bool:
    """Whether an example goes to Google; ``tests/google`` types those at a server of its own."""
    return any(word in example for word in ("--google", "docs.google.com", " auth ", " doctor"))


def typed_elsewhere(example: str) -> bool:
    """Whether a normal run leaves an example out: the demo's tests type its two."""
    return needs_an_account(example) or (not THOROUGH and " demo" in example)


@pytest.mark.parametrize("example", sorted({e for e in EXAMPLES if not typed_elsewhere(e)}))
def test_examples_work(
    run: Callable[..., Answer],
    make: Callable[..., Path],
    evening: Path,
    example: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What a help page shows can be typed as it stands, where the file that it names is there."""
    pasted = their_files(make, evening)
    typed, _, source = example.partition(" < ")
    if source:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(pasted.encode())))
    # The smallest type of the library in the place of one that is twice as long.
    typed = typed.replace("templates/*.yaml", "my-campaign.yaml")
    typed = typed.replace("--archetype event", "--archetype webinar")
    words = shlex.split(typed)[1:]
    answer = run(*(word.replace("legal=", "lead=") for word in words))
    assert (answer.code, answer.err) == (0, "")


def test_help_of_the_program(run: Callable[..., Answer]) -> None:
    """Every command has its line."""
    answer = run("--help")
    assert answer.code == 0
    assert all(f"\n  {name} " in answer.out for name in COMMANDS)


def test_alone_it_shows_its_help_as_a_wrong_usage(run: Callable[..., Answer]) -> None:
    """On stderr, with exit 2, so that a script notices."""
    answer = run()
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == run("--help").out


def test_version(run: Callable[..., Answer]) -> None:
    """The name and the number, alone on stdout."""
    assert run("--version") == (0, f"retrosheet {retrosheet.__version__}\n", "")


def test_a_reader_who_leaves(evening: Path) -> None:
    """``| head -1``: the program ends at once and says nothing."""
    with subprocess.Popen(
        [*PROGRAM, "schedule", str(evening), "--launch=2027-03-19", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=HERE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")  # noqa: PTH110
def test_an_output_that_cannot_be_written(evening: Path) -> None:
    """No access, exit 3, and not a word of Python's."""
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(
            [*PROGRAM, "schedule", str(evening), "--launch=2027-03-19"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**HERE, "LANG": "fr_FR.UTF-8"},
            check=False,
        )
    assert done.returncode == 3
    assert done.stderr == (
        f"Erreur : Impossible d’écrire la réponse : {os.strerror(errno.ENOSPC)}. Vérifiez où elle "
        "est envoyée, puis recommencez.\n"
    )


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
def test_ctrl_c_is_quiet(tmp_path: Path) -> None:
    """Exit 130 and silence, also while a file is being read."""
    pipe = tmp_path / "never-written.yaml"
    os.mkfifo(pipe)
    with subprocess.Popen(
        [*PROGRAM, "check", str(pipe)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=HERE,
        # a run in the background hands down a SIGINT that is ignored
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    ) as process:
        time.sleep(1.5)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err.strip()) == (130, b"", b"")


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
@pytest.mark.parametrize(
    "hook", ["atexit.register(press)", "gc.freeze = press", "sys.exit = lambda code: press(code)"]
)
def test_ctrl_c_as_a_command_ends(hook: str, evening: Path) -> None:
    """The workbook is there and the answer given: no traceback follows, and the code is 0."""
    script = (
        "import atexit, gc, os, signal, sys\n"
        "from retrosheet.cli import main\n"
        "end = sys.exit\n"
        "def press(code=None):\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    if code is not None: end(code)\n"
        f"{hook}\n"
        f"sys.argv = ['retrosheet', 'new', {evening.name!r}, '--launch=2027-03-19', '-oa.xlsx']\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=evening.parent,
        env=HERE,
        capture_output=True,
        check=False,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"a.xlsx" in done.stdout


def test_ascii_only(evening: Path) -> None:
    """Where the output has no blocks and no accents, the chart is drawn and nothing fails."""
    done = subprocess.run(
        [*PROGRAM, "schedule", str(evening), "--launch=2027-03-19", "--lang=fr"],
        capture_output=True,
        env={**HERE, "PYTHONIOENCODING": "ascii"},
        check=True,
    )
    lines = done.stdout.decode("ascii").splitlines()
    assert "PREPARATION" in lines[5]
    assert lines[7].startswith("PRE2 Dessiner l'affiche ")
    assert "#############..." in lines[7]
    assert any("PRE1 -> PRE2 -> PRE3 -> EVE1 -> EVE2." in line for line in lines)


def test_json_without_utf8_is_still_json(evening: Path) -> None:
    """Beyond ASCII everything is escaped, so that no letter is lost or wrongly encoded."""
    done = subprocess.run(
        [*PROGRAM, "schedule", str(evening), "--launch=2027-03-19", "--lang=fr", "--json"],
        capture_output=True,
        env={**HERE, "PYTHONIOENCODING": "cp1252"},
        check=True,
    )
    assert b"Soir\\u00e9e portes ouvertes" in done.stdout
