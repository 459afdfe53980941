"""A real terminal: its width, its colours, and the questions that ``new`` asks there."""

from __future__ import annotations

import os
import re
import select
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

import retrosheet
from retrosheet.cli.terminal.lettering import shown_width

if sys.platform == "win32":
    pytest.skip("needs pseudo-terminals", allow_module_level=True)

import fcntl
import pty
import termios

PATHS = (str(Path(retrosheet.__file__).parents[1]), os.environ.get("PYTHONPATH", ""))
HERE = {"PYTHONPATH": os.pathsep.join(filter(None, PATHS))}
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
PROMPTS = b"] :", b"]:"
CTRL_C, CTRL_D = "\x03", "\x04"


def _as_in_a_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    # Tests that run in the background hand down that Ctrl-C is to be ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def on_a_terminal(
    *words: str, columns: int = 80, typed: str = "", environment: dict[str, str] | None = None
) -> tuple[int, str]:
    """Runs a command line on a terminal, where ``typed`` is typed; its exit code and its screen."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "retrosheet", *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, **HERE, "TERM": "xterm", **(environment or {})},
        start_new_session=True,
        preexec_fn=_as_in_a_terminal,  # noqa: PLW1509 (no threads here)
    )
    os.close(theirs)
    screen, deadline, type_at = b"", time.monotonic() + 60, 0.0
    while True:
        asked = any(prompt in screen for prompt in PROMPTS)
        if typed and asked and time.monotonic() >= type_at:
            os.write(ours, typed.encode())
            # A Ctrl-C that arrives just before the program begins to read is not seen: again.
            type_at = time.monotonic() + 3 if typed in (CTRL_C, CTRL_D) else float("inf")
        try:
            ready, _, _ = select.select([ours], [], [], 0.5)
            read = os.read(ours, 65536) if ready else None
        except OSError:  # the terminal's end, as Linux says it
            break
        if read == b"":
            break
        screen += read or b""
        if time.monotonic() > deadline:
            process.kill()
            pytest.fail(f"no end after a minute: {screen.decode()}")
    os.close(ours)
    return process.wait(timeout=30), screen.decode().replace("\r\n", "\n")


def chart(evening: Path, columns: int = 80, **environment: str) -> str:
    line = ("schedule", str(evening), "--launch=2027-03-19", "--today=2027-02-01")
    code, screen = on_a_terminal(*line, columns=columns, environment=environment)
    assert code == 0
    return screen


def test_colours_only_where_they_are_wanted(evening: Path) -> None:
    """A terminal has them; NO_COLOR, a dumb terminal and a pipe do not. The text is the same."""
    colored = chart(evening)
    assert ESCAPES.search(colored)
    plain = chart(evening, NO_COLOR="1")
    assert not ESCAPES.search(plain)
    assert ESCAPES.sub("", colored) == plain
    assert chart(evening, TERM="dumb") == plain
    assert ESCAPES.search(chart(evening, NO_COLOR="")), "an empty NO_COLOR is none"
    piped = subprocess.run(
        [sys.executable, "-m", "retrosheet", "schedule", str(evening), "--launch=2027-03-19",
         "--today=2027-02-01"],
        capture_output=True, env={**os.environ, **HERE}, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert piped.stdout == plain


@pytest.mark.parametrize(
    ("columns", "width"), [(40, 60), (60, 60), (100, 100), (120, 120), (250, 120), (0, 80)]
)
def test_the_chart_fills_the_terminal(evening: Path, columns: int, width: int) -> None:
    """From 60 columns to 120; a terminal that does not say how wide it is, is taken for 80."""
    screen = ESCAPES.sub("", chart(evening, columns))
    axis = screen.splitlines()[4 if width >= 80 else 5]
    assert shown_width(axis) == width
    assert all(shown_width(line) <= width for line in screen.splitlines())


def test_wide_charts_have_offsets(evening: Path) -> None:
    """Where there is room, the days from launch stand above the bars."""
    assert " D-31 " not in ESCAPES.sub("", chart(evening, 80))
    assert " D-31 " in ESCAPES.sub("", chart(evening, 100))


def test_a_refusal_fits_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words are not cut at the edge, and what follows a problem is set in."""
    monkeypatch.chdir(tmp_path)
    Path("wrong.yaml").write_text("title: A\nphase: []\ntasks: []\nowners: 3\n", encoding="utf-8")
    missing = "sync", f"{'x' * 30} {'y' * 30}.xlsx"
    for words in missing, ("new", "wrong.yaml", "--launch=soon", "--country=ZZ"):
        code, screen = on_a_terminal(*words, environment={"LC_ALL": "C.UTF-8"})
        assert code == 2
        first, *others = ESCAPES.sub("", screen).splitlines()
        assert others
        assert max(map(shown_width, (first, *others))) <= 80
        assert all(line.startswith("  ") for line in others) is (words != missing)


def test_check_reassures(evening: Path) -> None:
    """In a terminal a good file has its line."""
    code, screen = on_a_terminal("check", str(evening), "--lang=fr")
    assert (code, screen) == (0, f"{evening} : aucun problème, 8 tâches.\n")


def test_new_asks_for_what_is_missing(tmp_path: Path) -> None:
    """Enter takes every default; what cannot be read is asked again; the line to reuse is said."""
    code, screen = on_a_terminal(
        "new",
        "--today=2027-02-01",
        "--lang=fr",
        typed="99\nproduct-launch\ndemain\n18/04/2028\nÉté à l’œuvre\nZZ\nBE\n"
        "peut-être\nnon\n\n\n\noui\n\noui\nZoé\n" + "\n" * 30,
    )
    assert code == 0, screen
    assert "Quel type de campagne ?\n" in screen
    assert re.search(r"\n +\d+  Lancement de produit +à commencer \d+ jours avant J\n", screen)
    assert "Un numéro de 1 à " in screen
    assert "« demain » n’est pas une date" in screen
    assert "Jour J, comme 15/03/2027 [" in screen
    assert "  soit mardi 18 avril 2028\n" in screen
    assert "Nom de la campagne [Lancement de produit] : " in screen
    assert "Jours fériés de quel pays (ou none) [FR] : " in screen
    assert "Pays inconnu pour les jours fériés : « ZZ »" in screen
    assert (tmp_path / "ete-a-l-oeuvre-2028-04-18.xlsx").is_file()
    assert screen.endswith(
        "La même chose sans questions :\n  retrosheet new product-launch --launch 2028-04-18 "
        "--name 'Été à l’œuvre' --country BE --today 2027-02-01 --lang fr "
        "--owner 'Directeur marketing=Zoé' --with physical --without video\n"
    )
    assert "  Vidéo de présentation [oui] : " in screen
    assert "  Oui ou non, s’il vous plaît.\n" in screen
    assert "  Produit physique [non] : " in screen
    assert "Donner les noms de l’équipe maintenant [non] : " in screen
    assert "  Directeur marketing : " in screen
    assert "Zoé (Directeur marketing)" in screen


def test_new_takes_the_defaults(evening: Path) -> None:
    """The day that is suggested leaves enough time; nothing asked is asked twice."""
    code, screen = on_a_terminal(
        "new", str(evening), "--today=2027-02-01", "--name=Portes", typed="\n\n\n\n"
    )
    assert code == 0, screen
    assert "Which campaign type?" not in screen
    assert "Name of the campaign" not in screen
    assert "Feasible:" in screen
    assert [path.name for path in evening.parent.glob("*.xlsx")] == ["portes-2027-03-23.xlsx"]


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_leaving_the_questions(tmp_path: Path, key: str) -> None:
    """Ctrl-C and Ctrl-D end them without a word and without a file."""
    code, screen = on_a_terminal("new", "--lang=fr", typed=key)
    assert code == 130
    assert "Traceback" not in screen
    assert "Abort" not in screen
    assert not list(tmp_path.iterdir())
