"""A copy of the package that speaks one more language: each sentence of ours stands in ⟦brackets⟧.

It is made as CONTRIBUTING says that a language is added: a module, a line of the registry and a
catalogue. What reads without brackets in it did not come out of the catalogue.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Self

import retrosheet
from retrosheet.language import extract

CODE = "eo"
ROOT = Path(retrosheet.__file__).parent
_RECORD = """\
from retrosheet.language.english import LANGUAGE as ENGLISH


def said(words):
    return tuple(f"⟦{word}⟧" for word in words)


LANGUAGE = ENGLISH._replace(
    code="eo",
    names=("esperanto",),
    weekdays=said(ENGLISH.weekdays),
    months=said(ENGLISH.months),
    short_months=said(ENGLISH.short_months),
    launch_day="⟦L⟧",
    week="⟦V⟧",
    day_unit="⟦t⟧",
    calendar_day_unit="⟦kt⟧",
    conjunction="⟦ kaj ⟧",
    headings={"title": "tasko, farendaĵo", "due": "limdato", "owner": "respondeculo"},
    locales=(ENGLISH.locales[0]._replace(code="eo_XX"),),
)
"""
_REGISTRY = ('    "en": "english",\n', '    "en": "english",\n    "eo": "esperanto",\n')


_ANSWERING = """\
import contextlib, io, json, os, sys
from retrosheet.cli import main
for asked in sys.stdin:
    into, *words = json.loads(asked)
    os.chdir(into)
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main(words)
        except SystemExit as ended:
            code = ended.code
    print(json.dumps([code, out.getvalue() + err.getvalue()]), flush=True)
"""


class Copy:
    """The package's copy; ``root`` is the folder that it lies in. A context manager."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._environment = {**os.environ, "PYTHONPATH": str(root), "COLUMNS": "200"}
        self._program: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._program is not None:
            self._program.communicate()

    def run(self, *words: str, into: Path, code: int = 0) -> str:
        """What a command says on both streams, and that it ends with this exit code.

        One program answers one command after another: most of what a command takes is its start.
        """
        if self._program is None:
            self._program = subprocess.Popen(
                [sys.executable, "-c", _ANSWERING], cwd=self.root, env=self._environment,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
            )  # fmt: skip
        asked, answered = self._program.stdin, self._program.stdout
        assert asked is not None
        assert answered is not None
        print(json.dumps([str(into), *words, "--lang", CODE]), file=asked, flush=True)
        ended, said = json.loads(answered.readline())
        assert ended == code, said
        return str(said)

    def python(self, *words: str, into: Path) -> str:
        """What a Python that imports the copy says on both streams."""
        done = subprocess.run(
            [sys.executable, *words], cwd=into, env=self._environment, capture_output=True,
            encoding="utf-8", check=False,
        )  # fmt: skip
        said = done.stdout + done.stderr
        assert done.returncode == 0, said
        return said


def made(root: Path) -> Copy:
    """The copy, in an empty folder."""
    left_out = shutil.ignore_patterns("__pycache__", "node_modules")
    shutil.copytree(ROOT, root / "retrosheet", ignore=left_out)
    shutil.copytree(ROOT.parent / "website", root / "website", ignore=left_out)
    shutil.copytree(ROOT.parent / "templates", root / "templates")
    room = root / "retrosheet" / "language"
    (room / "esperanto.py").write_text(_RECORD, "utf-8")
    before, after = _REGISTRY
    registry = (room / "registry.py").read_text("utf-8")
    assert registry.count(before) == 1
    (room / "registry.py").write_text(registry.replace(before, after), "utf-8")
    catalogue = extract.template()
    for text in catalogue:
        if text.id:
            text.string = f"⟦{text.id}⟧"
    extract.write(CODE, catalogue, room / "catalogues")
    return Copy(root)


_NAMES = re.compile(r"--[a-z-]+|\S*(?:/|\||\w\.\w|@)\S*")
"""Options, paths, choices, files and addresses."""


def outside(text: str) -> str:
    """The text without what stands in brackets, also one within another."""
    while (left := re.sub(r"⟦[^⟦⟧]*⟧", " ", text)) != text:
        text = left
    return text


def words_outside(text: str, known: frozenset[str]) -> list[str]:
    """Words that came out of no catalogue: not names, ids and what ``known`` holds."""
    words = re.findall(r"[^\W\d_]{2,}", _NAMES.sub(" ", outside(text)))
    return [word for word in words if not word.isupper() and word.casefold() not in known]
