"""LibreOffice as a person's hands: one long-lived process for all tests, behind a bridge.

The bridge runs under another Python, the one that has LibreOffice's ``uno``, and speaks JSON lines.
It owns LibreOffice: when this process ends, however it ends, both end too. Every call has a time
limit; after a call that exceeds it, or a crash, the next ``open`` starts afresh.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NoReturn, Self

from tests.engines.libreoffice_document import Document, LibreOfficeCrashed, LibreOfficeFailed

__all__ = [
    "Document",
    "LibreOffice",
    "LibreOfficeCrashed",
    "LibreOfficeFailed",
    "missing",
    "soffice",
    "uno_python",
]

ROOT = Path(__file__).parents[2]
SECONDS_A_CALL = 60
SECONDS_TO_START = 150
SECONDS_TO_END = 12

_ELSEWHERE = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)


def missing() -> str | None:
    """What keeps LibreOffice from being driven here; None where nothing does."""
    if soffice() is None:
        return "LibreOffice is not installed (no `soffice` on the PATH)"
    if uno_python() is None:
        return "no Python here can `import uno` (Debian and Ubuntu: apt install python3-uno)"
    if shutil.which("pdftoppm") is None:
        return "`pdftoppm` is not installed (Debian and Ubuntu: apt install poppler-utils)"
    return None


@cache
def soffice() -> str | None:
    """The program that starts LibreOffice."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((path for path in _ELSEWHERE if Path(path).exists()), None)


@cache
def uno_python() -> str | None:
    """A Python that can ``import uno``: LibreOffice's own, or the system's, or this one."""
    return next((path for path in _pythons() if _imports_uno(path)), None)


def _pythons() -> Iterator[str]:
    program = soffice()
    if program is not None:
        home = Path(program).resolve().parent
        for folder in (home, home.parent / "Resources"):
            for name in ("python", "python3", "python.exe"):
                if (folder / name).is_file():
                    yield str(folder / name)
    yield sys.executable
    for directory in dict.fromkeys(("/usr/bin", *os.get_exec_path())):
        if python := shutil.which("python3", path=directory):
            yield python


def _imports_uno(python: str) -> bool:
    try:
        done = subprocess.run(
            [python, "-c", "import uno"],
            env=_environment(),
            capture_output=True,
            check=False,
            timeout=30,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _environment() -> dict[str, str]:
    hidden = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    return environment | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


class LibreOffice:
    """One LibreOffice, started when a file is opened. A context manager; ``close`` ends it.

    ``folder`` holds everything it writes while it runs, and is None while it does not;
    ``generation`` tells the documents of one run from those of the next.
    """

    def __init__(self, locale: str = "en-US") -> None:
        """``locale`` is the person's: how typed dates and numbers are understood and shown."""
        self.locale = locale
        self._bridge: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread()
        self.folder: Path | None = None
        self._copies = 0
        self._refusal: str | None = None
        self.generation = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(self, path: Path, *, recalculate: bool = True) -> Document:
        """Open a copy of the file, so that the file itself is neither locked nor changed.

        Without ``recalculate``, LibreOffice believes the values stored in an .xlsx, as it does
        when a person opens it.
        """
        self._start()
        assert self.folder is not None
        self._copies += 1
        copy = self.folder / str(self._copies) / path.name
        copy.parent.mkdir()
        shutil.copyfile(path, copy)
        number = self.call("open", path=str(copy), recalculate=recalculate)
        return Document(self, int(number), copy.parent)

    def call(self, name: str, /, *, seconds: float = SECONDS_A_CALL, **arguments: Any) -> Any:
        """Ask the bridge; LibreOfficeFailed with the question and its words where it cannot."""
        asked = ", ".join(f"{key}={given!r}" for key, given in arguments.items())
        question = f"{name}({asked[:200]})"
        if self._bridge is None or self._bridge.stdin is None:
            raise LibreOfficeFailed(f"{question}: LibreOffice is not running any more")
        try:
            self._bridge.stdin.write(json.dumps({"call": name, "arguments": arguments}) + "\n")
            self._bridge.stdin.flush()
        except OSError as error:
            self._failed(f"{question}: the bridge is gone: {error}")
        return self._answer(question, seconds)

    def close(self) -> None:
        """End LibreOffice and remove everything it wrote, whatever state it is in."""
        bridge, self._bridge = self._bridge, None
        if bridge is not None:
            self.generation += 1
            assert bridge.stdin is not None
            assert bridge.stdout is not None
            with contextlib.suppress(OSError):
                bridge.stdin.close()
            # It is over when its stdout ends. Until it is waited for, no other process can get
            # its number, so what is ended here is only what it has left behind.
            self._reader.join(SECONDS_TO_END)
            _end_group(bridge)
            bridge.wait()
            self._reader.join()
            bridge.stdout.close()
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder = None

    def _start(self) -> None:
        if self._bridge is not None and self._reader.is_alive():
            return
        self.close()
        if self._refusal is not None:
            raise LibreOfficeFailed(self._refusal)
        program, python = soffice(), uno_python()
        if program is None or python is None:
            raise LibreOfficeFailed(missing() or "LibreOffice is missing")
        self.folder = Path(tempfile.mkdtemp(prefix="retrosheet-libreoffice-")).resolve()
        self._answers = queue.Queue()
        with (self.folder / "bridge.log").open("w", encoding="utf-8") as log:
            self._bridge = subprocess.Popen(
                [
                    python,
                    "-m",
                    "tests.engines.libreoffice_bridge",
                    program,
                    str(self.folder),
                    self.locale,
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                encoding="utf-8",
                env=_environment(),
                start_new_session=True,
            )
        self._reader = threading.Thread(
            target=_read_lines, args=(self._bridge, self._answers), daemon=True
        )
        self._reader.start()
        try:
            self._answer("start", SECONDS_TO_START)
        except LibreOfficeFailed as error:
            # Every attempt took its time: the next test is told at once.
            self._refusal = str(error)
            self.close()
            raise

    def _answer(self, question: str, seconds: float) -> Any:
        try:
            line = self._answers.get(timeout=seconds)
        except queue.Empty:
            self._failed(f"{question}: no answer within {seconds} seconds")
        if not line:
            self._failed(f"{question}: the bridge ended")
        answer = json.loads(line)
        if "error" in answer:
            message = f"{question}: {answer['error']}"
            if answer.get("ended"):
                # Every document went with it.
                self._failed(message, LibreOfficeCrashed)
            raise LibreOfficeFailed(message)
        return answer["result"]

    def _failed(self, message: str, kind: type[LibreOfficeFailed] = LibreOfficeFailed) -> NoReturn:
        said = ""
        if self.folder is not None:
            for log in ("bridge.log", "soffice.log"):
                if (self.folder / log).exists():
                    said += (self.folder / log).read_text("utf-8", "replace")[-2000:]
        self.close()
        raise kind(f"{message}\n{said}".rstrip())


def _read_lines(bridge: subprocess.Popen[str], answers: queue.Queue[str]) -> None:
    assert bridge.stdout is not None
    for line in bridge.stdout:
        answers.put(line)
    answers.put("")


def _end_group(bridge: subprocess.Popen[str]) -> None:
    """End the bridge and what it started: they share a process group."""
    if os.name != "posix":
        bridge.kill()
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(bridge.pid, signal.SIGKILL)
