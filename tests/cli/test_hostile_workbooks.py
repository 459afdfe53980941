"""Workbooks that no honest program makes, or that few do: read, or refused with the true reason."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.cli.test_sync import ROOT, edit, plan
from tests.thorough import covering

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Answer

__all__ = ["plan"]
SYNC = ("sync", "plan.xlsx", "--today=2027-03-08")


def rewritten(path: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    """The file with one of its parts changed."""
    with zipfile.ZipFile(path) as archive:
        members = [(member, archive.read(member)) for member in archive.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members:
            archive.writestr(member, change(content) if member.filename == part else content)


def part_of(path: Path, title: str) -> str:
    """The part in which a tab lies."""
    with zipfile.ZipFile(path) as archive:
        tabs = re.findall(r'<sheet [^>]*?name="([^"]*)"', archive.read("xl/workbook.xml").decode())
    return f"xl/worksheets/sheet{tabs.index(title) + 1}.xml"


BEYOND = {"fr": "n’est pas compris (durée)", "en": "is not understood (duration)"}


@pytest.mark.parametrize(
    ("number", "lang"),
    covering(("9" * 309, "1" + "0" * 400, "-" + "9" * 309, "1e999", "9" * 308), ("fr", "en")),
)
def test_a_number_beyond_all_numbers_in_a_duration(
    number: str, lang: str, run: Callable[..., Answer], plan: Path
) -> None:
    """Named with its cell, where it cannot be a length; never a traceback."""
    edit(plan, PRE2__duration=424242)
    rewritten(plan, part_of(plan, "Plan"), lambda c: c.replace(b"424242", number.encode()))
    answer = run(*SYNC, "--dry-run", f"--lang={lang}")
    assert "Traceback" not in answer.err
    assert answer.code == 0
    if len(number) != 308:
        assert BEYOND[lang] in " ".join(answer.out.split())


@pytest.mark.parametrize("number", ["9" * 309, "9" * 300, "1e999"])
def test_a_number_beyond_all_numbers_as_the_version(
    number: str, run: Callable[..., Answer], plan: Path
) -> None:
    """It is no version, or a later one: refused in a short paragraph, or read without it."""
    book = openpyxl.load_workbook(plan)
    ((title, cell),) = book.defined_names["rs_version"].destinations
    book[title][cell.replace("$", "")].value = 424242
    book.save(plan)
    book.close()
    rewritten(plan, part_of(plan, title), lambda c: c.replace(b"424242", number.encode()))
    answer = run(*SYNC, "--dry-run")
    assert answer.code in {0, 2}
    assert "Traceback" not in answer.err
    assert len(answer.err) < 400


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("fr", "L’onglet caché « _engine » a été modifié : il y manque PRE1"),
        ("en", 'tab "_engine"'),
    ],
)
def test_a_torn_engine(lang: str, said: str, run: Callable[..., Answer], plan: Path) -> None:
    """An ID of the hidden tab that others need is gone: said, and nothing written."""
    book = openpyxl.load_workbook(plan)
    ((title, area),) = book.defined_names["rs_engine"].destinations
    (cell,) = (row[0] for row in book[title][area.replace("$", "")] if row[0].value == "PRE1")
    cell.value = "gone"
    book.save(plan)
    book.close()
    old = plan.read_bytes()
    answer = run(*SYNC, f"--lang={lang}")
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert plan.read_bytes() == old


MILLION = 1_000_000


def styled_rows(content: bytes) -> bytes:
    """A tab with a million rows below what it holds, each with a height and two styled cells."""
    rows = b"".join(
        b'<row r="%d" ht="15"><c r="A%d" s="1"/><c r="B%d" s="1"/></row>' % (n, n, n)
        for n in range(20_000, 20_000 + MILLION)
    )
    return content.replace(b"</sheetData>", rows + b"</sheetData>")


@pytest.mark.skipif(sys.platform != "linux", reason="measures as Linux does")
def test_a_million_styled_rows_on_the_tools_own_tab(plan: Path) -> None:
    """Somebody has styled whole columns there: a sync takes neither minutes nor the memory."""
    rewritten(plan, part_of(plan, "_sync"), styled_rows)
    script = (
        "import resource, sys\n"
        "from retrosheet.cli import main\n"
        "try:\n"
        "    main(sys.argv[1:])\n"
        "finally:\n"
        "    seconds = resource.getrusage(resource.RUSAGE_SELF).ru_utime\n"
        "    status = open('/proc/self/status').read()\n"
        "    print(seconds, status.partition('VmHWM:')[2].split()[0], file=sys.stderr)\n"
    )
    for day in ("2027-03-08", "2027-03-09"):
        done = subprocess.run(
            [sys.executable, "-c", script, "sync", "plan.xlsx", f"--today={day}"],
            cwd=plan.parent,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        seconds, kilobytes = done.stderr.split()
        assert done.returncode == 0, done.stderr
        assert "Marked in plan.xlsx" in done.stdout
        assert float(seconds) < 6
        assert int(kilobytes) < 150_000


SPELLINGS: dict[str, Callable[[bytes], bytes]] = {
    "UTF-16": lambda content: re.sub(
        r' encoding="[^"]*"', ' encoding="UTF-16"', content.decode()
    ).encode("utf-16"),
    "comments": lambda content: content.replace(b"<row ", b"<!-- a note --><row ", 3),
    "CDATA": lambda content: re.sub(
        rb"<t>([^<]+)</t>|<v>([^<]+)</v>",
        lambda m: b"<t><![CDATA[%b]]></t>" % m[1] if m[1] else b"<v><![CDATA[%b]]></v>" % m[2],
        content,
        count=5,
    ),
}


@pytest.mark.parametrize(
    ("spelling", "title", "lang"), covering(tuple(SPELLINGS), ("Plan", "_sync"), ("fr", "en"))
)
def test_an_unusual_spelling_is_read_and_not_patched(
    spelling: str, title: str, lang: str, run: Callable[..., Answer], plan: Path
) -> None:
    """The report is the same; what cannot be patched byte by byte is refused, with the tab."""
    run(*SYNC)
    usual = run(*SYNC, "--dry-run", f"--lang={lang}")
    rewritten(plan, part_of(plan, title), SPELLINGS[spelling])
    old = plan.read_bytes()
    assert run(*SYNC, "--dry-run", f"--lang={lang}") == usual
    answer = run("sync", "plan.xlsx", "--today=2027-03-10", f"--lang={lang}")
    assert (answer.code, answer.out) == (2, "")
    unusual = {"fr": "est écrit d’une façon inhabituelle", "en": "is written in an unusual way"}
    assert unusual[lang] in answer.err
    assert title in answer.err
    assert plan.read_bytes() == old


@pytest.mark.parametrize(
    ("lang", "said"),
    [("fr", "mais du texte, par exemple un CSV"), ("en", "but text, perhaps a CSV")],
)
@pytest.mark.parametrize(
    "content",
    [
        b"Task;Due\x0b\nPoster;J-30\x1a\n",
        "Tâche;Échéance\x07\nAffiche;J-30\n".encode("cp1252"),
        "Tâche;Échéance\nAffiche;J-30\n".encode("utf-16"),
    ],
    ids=["controls", "Windows", "UTF-16"],
)
def test_a_table_is_called_text(
    content: bytes, lang: str, said: str, run: Callable[..., Answer], tmp_path: Path
) -> None:
    """A control character or two make no mystery of a CSV."""
    (tmp_path / "plan.xlsx").write_bytes(content)
    answer = run(*SYNC, f"--lang={lang}")
    assert answer.code == 2
    assert said in answer.err
