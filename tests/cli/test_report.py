"""``retrosheet report``: a page, a picture or Markdown of a plan, or a refusal."""

from __future__ import annotations

import re
import stat
import struct
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from retrosheet.cli.commands import browser
from tests.cli.test_sync import edit

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Answer

LAUNCH = "2027-03-19"
LATE = "--today=2027-03-02"


@pytest.fixture
def plan(make: Callable[..., Path]) -> Path:
    """The evening's workbook, with an internal comment beside the poster."""
    path = make(f"--launch={LAUNCH}", "--today=2027-02-01", "--owner", "lead=Nadia Roux")
    edit(path, PRE1__status="Done", PRE2__status="Blocked", PRE2__comment="The printer is cheap")
    return path


def test_a_page_is_written_beside_the_plan(run: Callable[..., Answer], plan: Path) -> None:
    """Without -o it is named after the campaign and the day; the workbook keeps its bytes."""
    before = plan.read_bytes()
    answer = run("report", "plan.xlsx", LATE)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("Report written: open-evening-2027-03-02.html\nLaunch slips ")
    text = Path("open-evening-2027-03-02.html").read_text("utf-8")
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "The printer is cheap" in text
    assert "Nadia Roux" in text
    assert plan.read_bytes() == before


def test_the_page_speaks_the_workbooks_language(run: Callable[..., Answer], evening: Path) -> None:
    """A French plan gives a French page to an English reader too, unless --lang asks otherwise."""
    run("new", evening.name, f"--launch={LAUNCH}", "--today=2027-02-01", "-o", "plan.xlsx",
        "--lang=fr")  # fmt: skip
    assert run("report", "plan.xlsx", LATE, "-o", "a.html").out.startswith("Report written: a.html")
    assert '<html lang="fr">' in Path("a.html").read_text("utf-8")
    run("report", "plan.xlsx", LATE, "-o", "b.html", "--lang=en")
    assert '<html lang="en">' in Path("b.html").read_text("utf-8")


def test_a_client_reads_no_comment(run: Callable[..., Answer], plan: Path) -> None:
    """Neither comments nor money, and with --no-names no person either."""
    assert plan.exists()
    answer = run("report", "plan.xlsx", LATE, "-o", "client.html", "--for", "client", "--no-names")
    assert answer.out.endswith(
        "For the client: without internal comments or money.\nWithout names of people.\n"
    )
    text = Path("client.html").read_text("utf-8")
    assert "The printer is cheap" not in text
    assert "Nadia" not in text
    assert "Nadia" not in answer.out
    assert "Printer" not in text


def test_each_ending_gives_its_kind(run: Callable[..., Answer], plan: Path) -> None:
    """SVG, Markdown and PNG by the name of the file; the picture has the drawing's size."""
    assert plan.exists()
    for name in ("a.svg", "a.md", "a.png"):
        assert run("report", "plan.xlsx", LATE, "-o", name).code == 0
    root = ET.fromstring(Path("a.svg").read_text("utf-8"))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert Path("a.md").read_text("utf-8").startswith("# Open evening\n\n**Launch slips ")
    content = Path("a.png").read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", content[16:24])
    drawn = [float(part) for part in (root.get("viewBox") or "").split()]
    assert (width, height) == pytest.approx((2 * drawn[2], 2 * drawn[3]), abs=2)


def test_a_file_that_is_there_stays(run: Callable[..., Answer], plan: Path) -> None:
    """It is replaced with --force alone, and kept in a backup."""
    assert plan.exists()
    Path("a.html").write_text("mine", encoding="utf-8")
    answer = run("report", "plan.xlsx", LATE, "-o", "a.html")
    assert answer.code == 2
    assert answer.err.startswith('Error: "a.html" exists already: add --force')
    assert Path("a.html").read_text("utf-8") == "mine"
    replaced = run("report", "plan.xlsx", LATE, "-o", "a.html", "--force")
    assert replaced.code == 0
    assert "The version before: " in replaced.out
    (backup,) = Path().glob("a*.bak")
    assert backup.read_text("utf-8") == "mine"


def test_all_that_is_wrong_is_said_at_once(run: Callable[..., Answer]) -> None:
    """The workbook, the ending, the reader and the day in one answer."""
    answer = run("report", "-o", "a.docx", "--for", "boss", "--today=tomorrow")
    assert answer.code == 2
    assert len(answer.err.splitlines()) == 5
    for words in ("retrosheet report plan.xlsx", ".html, .pdf, .png, .svg or .md",
                  '--for: "boss"; write client or team.', "tomorrow"):  # fmt: skip
        assert words in answer.err


def test_a_picture_without_its_packages_names_them(
    run: Callable[..., Answer], plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the line that installs them; no empty file is left."""
    assert plan.exists()
    monkeypatch.setattr("retrosheet.report.picture.installed", lambda: False)
    answer = run("report", "plan.xlsx", "-o", "a.png")
    assert answer.code == 2
    assert 'pip install "resvg-py' in answer.err
    assert not Path("a.png").exists()


# PDF


def test_without_a_browser_the_page_is_to_be_printed(
    run: Callable[..., Answer], plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No browser: exit 3, nothing written, and what to do instead."""
    assert plan.exists()
    monkeypatch.setattr(browser, "_browsers", lambda: iter(()))
    answer = run("report", "plan.xlsx", "-o", "a.pdf")
    assert answer.code == 3
    assert "-o a.html, then print it from any browser" in answer.err
    assert not Path("a.pdf").exists()


FAKE = """\
import sys
target = next(word for word in sys.argv if word.startswith("--print-to-pdf=")).partition("=")[2]
page = open(sys.argv[-1].removeprefix("file://"), encoding="utf-8").read()
{}
"""


def fake_browser(folder: Path, body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    script = folder / "browser.py"
    script.write_text(f"#!{sys.executable}\n{FAKE.format(body)}", encoding="utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv(browser.VARIABLE, str(script))


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_the_browser_that_is_named_prints_the_page(
    run: Callable[..., Answer], plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A PDF comes from the page, by the browser that the environment names."""
    assert plan.exists()
    fake_browser(tmp_path, "open(target, 'w').write('%PDF-' + page[:15])", monkeypatch)
    assert run("report", "plan.xlsx", LATE, "-o", "a.pdf").code == 0
    assert Path("a.pdf").read_text("utf-8") == "%PDF-<!DOCTYPE html>"


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_a_browser_that_fails_leaves_nothing(
    run: Callable[..., Answer], plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own words are shown, and there is no half of a PDF."""
    assert plan.exists()
    fake_browser(tmp_path, "sys.exit('no display')", monkeypatch)
    answer = run("report", "plan.xlsx", LATE, "-o", "a.pdf")
    assert answer.code == 3
    assert re.search(r"did not make the PDF \(no display\)", answer.err)
    assert not Path("a.pdf").exists()


def test_right_after_a_sync_the_report_tells_what_that_sync_found(
    run: Callable[..., Answer], plan: Path
) -> None:
    """Nothing has changed since, but whoever reads the report has not seen the sync."""
    run("sync", "plan.xlsx", "--today=2027-02-26")
    run("report", "plan.xlsx", "-o", "first.md", "--today=2027-02-26")
    first = Path("first.md").read_text("utf-8")
    assert "Nothing has changed" not in first
    assert "sync of" not in first
    run("sync", "plan.xlsx", "--today=2027-03-01")
    run("report", "plan.xlsx", "-o", "second.md", "--today=2027-03-01")
    second = Path("second.md").read_text("utf-8")
    assert "## Noted by the sync of 1 Mar 2027" in second
    assert 'Now late: "Choose the caterer"' in second
    assert plan.exists()
