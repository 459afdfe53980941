"""The web page as a visitor meets it, in a real browser; its workbooks are the command line's."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from retrosheet.archetype import library
from retrosheet.cli import main
from retrosheet.workbook.model import Workbook
from retrosheet.xlsx.write import render
from tests.thorough import THOROUGH
from tests.xlsx.corpus import hostile, packages
from website import bundle, catalogue, runtime
from website.build import build
from website.words import COUNTRIES, WORDS

ROOT = Path(__file__).resolve().parents[2]
WEBSITE = ROOT / "website"
TODAY = dt.date(2026, 11, 28)
MOST_TRANSFERRED = 9_000_000
BROWSERS = {"chromium": ("chromium", "chromium-browser", "google-chrome"),
            "firefox": ("firefox-esr", "firefox")}  # fmt: skip
CHOICES = ("--launch", "2027-09-15", "--lang", "fr", "--country", "FR", "--name", "Assises",
           "--without", "sponsors", "--owner", "event-manager=Nadia Roux")  # fmt: skip

BAD = {"bombe.xlsx": "a bomb in the plan", "chiffré.xlsx": "an encrypted one",
       "liste.csv.xlsx": "a CSV", "vide.xlsx": "nothing", "ailleurs.xlsx": "a way out",
       "lettre.xlsx": "a Word document", "ancien.xlsx": "an old workbook"}  # fmt: skip

EACH_COUNTRY = """\
import contextlib, io, json, sys
from retrosheet.cli import main
for code in sys.argv[1:]:
    with contextlib.redirect_stdout(io.StringIO()) as said, contextlib.suppress(SystemExit):
        main(("schedule", "webinar", "--launch", "2027-09-15", "--country", code, "--lang", "en",
              "--json"))
    print(json.dumps(json.loads(said.getvalue())))
"""
NO_FILES = b"PK\5\6" + bytes(18)
"""An archive without a file."""


def required(found: object, what: str) -> None:
    """Skip at home what this machine lacks; fail in CI."""
    if found:
        return
    if os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(f"CI must test the website, but {what} is missing", pytrace=False)
    pytest.skip(f"WEBSITE NOT TESTED: {what} is missing (make programs installs it)")


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    """Every file of the site, as it was built.

    Of its workbooks only those of one type are whole, unless the run is thorough: other tests make
    and judge those of the library.
    """
    required((WEBSITE / "node_modules" / "pyodide").is_dir(), "website/node_modules")

    def one_type(book: Workbook) -> bytes:
        return render(book) if THOROUGH or book.subject == "Webinar" else NO_FILES

    with mock.patch.object(catalogue, "render", one_type):
        return build(TODAY, "https://example.org/plans/")


@pytest.fixture(scope="module")
def folder(files: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site on the disk."""
    made = tmp_path_factory.mktemp("site")
    for place, content in files.items():
        (made / place).parent.mkdir(parents=True, exist_ok=True)
        (made / place).write_bytes(content)
    return made


def asked(folder: Path, *args: str) -> tuple[int, str, str]:
    """The command line, run in that folder: its exit code and what it wrote where."""
    with (
        chdir(folder), redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err,
        pytest.raises(SystemExit) as ended,
    ):  # fmt: skip
        main(args)
    code = ended.value.code
    assert isinstance(code, int)
    return code, out.getvalue(), err.getvalue()


def retrosheet(folder: Path, *args: str) -> str:
    """What the command line says where it does what it is told."""
    code, out, err = asked(folder, *args)
    assert code in {0, 1}, err
    return out


def driven(kind: str, folder: Path, work: Path, workbook: Path, *single: str) -> Mapping[str, Any]:
    """What a browser saw on its way through the page."""
    program = next(filter(None, map(shutil.which, BROWSERS[kind])), None)
    node = shutil.which("node")
    required(program and node, f"{kind} or node")
    assert program is not None
    assert node is not None
    command = [node, str(WEBSITE / "tests" / "drive.mjs"), kind, program, str(folder), str(work),
               str(workbook), *single]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stderr
    seen: Mapping[str, Any] = json.loads(done.stdout)
    assert seen["errors"] == []
    assert seen["external"] == []
    return seen


def events(path: Path) -> list[bytes]:
    """A calendar's days and titles; its identifiers are drawn anew for each campaign."""
    lines = path.read_bytes().splitlines()
    return [line for line in lines if line.startswith((b"DTSTART", b"SUMMARY"))]


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """The plan of somebody who comes back, some weeks late."""
    day = (dt.datetime.now().astimezone().date() + dt.timedelta(days=60)).isoformat()
    retrosheet(tmp_path, "new", "webinar", "--launch", day, "--lang", "fr", "-o", "le plan.xlsx")
    return tmp_path / "le plan.xlsx"


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Where the browser saves, with a folder of files that the page must refuse."""
    bad = tmp_path / "work" / "bad"
    bad.mkdir(parents=True)
    for name, kind in BAD.items():
        (bad / name).write_bytes(hostile.REFUSED[kind][0]())
    (bad / "foreign.xlsx").write_bytes(packages.package(workbook=packages.workbook({})))
    return tmp_path / "work"


def checked(seen: Mapping[str, Any], tmp_path: Path, workbook: Path) -> None:
    """Made, marked, imported and refused as by the command line, with its very words."""
    steps = seen["steps"]
    retrosheet(tmp_path, "new", "event", *CHOICES, "-o", "made.xlsx")
    assert Path(steps["make"]["file"]).read_bytes() == (tmp_path / "made.xlsx").read_bytes()
    retrosheet(tmp_path, "calendar", "made.xlsx", "-o", "made.ics", "--lang", "fr")
    assert events(Path(steps["make"]["calendar"])) == events(tmp_path / "made.ics")
    found = json.loads(retrosheet(tmp_path, "sync", workbook.name, "--dry-run", "--json"))
    said = retrosheet(tmp_path, "sync", workbook.name, "--lang", "fr")
    # a colour says what the exclamation mark says; and a page keeps no file beside another
    told = [line for line in said.replace("! ", "").split("\n") if ".bak" not in line]
    assert squeezed(steps["check"]["said"]) == squeezed(" ".join(told))
    marked = Path(steps["check"]["file"])
    assert marked.read_bytes() == workbook.read_bytes()
    there = json.loads(retrosheet(tmp_path, "sync", str(marked), "--dry-run", "--json"))
    assert there["findings"] == found["findings"] != []
    assert set(steps["refused"]) == {*BAD, "foreign.xlsx"}
    for name, sentence in steps["refused"].items():
        code, _, err = asked(tmp_path / "work" / "bad", "sync", name, "--lang", "fr")
        assert (code, squeezed(sentence)) == (2, squeezed(err)), name
    (tmp_path / "table.txt").write_text(
        "Tâche ; Responsable ; Échéance\nBriefer l’agence ; Anna ; J-45\nValider le BAT ; Paul ; "
        "J-20\n", encoding="utf-8",
    )  # fmt: skip
    retrosheet(tmp_path, "import", "table.txt", "--launch", "2027-09-15", "--lang", "fr",
               "-o", "mine.yaml")  # fmt: skip
    retrosheet(tmp_path, "new", "mine.yaml", *CHOICES[:6], "-o", "own.xlsx")
    assert Path(steps["import"]["file"]).read_bytes() == (tmp_path / "own.xlsx").read_bytes()


@pytest.mark.parametrize("kind", ["chromium", *(["firefox"] if THOROUGH else [])])
def test_a_visitor_makes_a_plan_and_brings_it_back(
    kind: str, folder: Path, tmp_path: Path, work: Path, workbook: Path
) -> None:
    """From a server under some path: the bytes and words of the command line, nothing from outside,
    no barrier that axe finds, nothing wider than a phone, and no network at the second visit."""
    seen = driven(kind, folder, work, workbook)
    checked(seen, tmp_path, workbook)
    assert seen["missing"] == []
    assert {name: found for name, found in seen["violations"].items() if found} == {}
    assert seen["address"].endswith("#launch=2027-09-15&country=FR&without=sponsors")
    assert seen["sent"]["bytes"] <= MOST_TRANSFERRED
    made, again = (Path(seen["steps"][step]["file"]) for step in ("make", "offline"))
    assert made.read_bytes() == again.read_bytes()


@pytest.mark.skipif(not THOROUGH, reason="takes a minute more; make thorough runs it")
def test_the_single_file_does_the_same_from_a_disk(
    folder: Path, tmp_path: Path, work: Path, workbook: Path
) -> None:
    """Opened as file:// it needs no server, and makes the same bytes."""
    seen = driven("chromium", folder, work, workbook, "retrosheet-fr.html")
    checked(seen, tmp_path, workbook)


def test_pages_hold_without_a_script(files: Mapping[str, bytes]) -> None:
    """Each campaign has a page in each language: its tasks as text, its picture, its workbook."""
    for name in library.names():
        for lang, place in (("fr", f"{name}.html"), ("en", f"en/{name}.html")):
            page = files[place].decode()
            assert f"workbooks/{name}-{lang}.xlsx" in page
            assert files[f"workbooks/{name}-{lang}.xlsx"].startswith(b"PK")
            ET.fromstring(files[f"pictures/{name}-{lang}.svg"])
            assert page.count('<th scope="row">') > 30
            assert f'hreflang="{"en" if lang == "fr" else "fr"}"' in page
            assert len(re.findall("<h1>", page)) == 1


def test_every_link_leads_somewhere(files: Mapping[str, bytes]) -> None:
    """No page names a file of the site that is not there."""
    for place, content in files.items():
        if not place.endswith(".html") or place.startswith("retrosheet-"):
            continue
        for link in re.findall(r'(?:href|src)="([^"#]*)"', content.decode()):
            if link and not link.startswith("https://example.org/plans/"):
                target = os.path.normpath(os.path.join(os.path.dirname(place), link))  # noqa: PTH118, PTH120 (URLs)
                assert target in files, f"{place} links to {link}"


def test_every_picture_has_a_file_and_words(files: Mapping[str, bytes]) -> None:
    """An element without a picture, to be filled later, is invalid HTML, and shows a torn one."""
    for place, content in files.items():
        if place.endswith(".html") and not place.startswith("retrosheet-"):
            for picture in re.findall("<img [^>]*>", content.decode()):
                assert ' src="' in picture, place
                assert ' alt="' in picture, place


def test_nothing_comes_from_elsewhere(files: Mapping[str, bytes]) -> None:
    """A page names no other address than its own and the two that are names, not places."""
    for place, content in files.items():
        if place.endswith((".html", ".css", "app.mjs", "worker.mjs", "sw.js")):
            text = re.sub(rb'id="embedded">[^<]*', b"", content).decode()
            known = "https://(schema.org|example.org/plans/|localhost.invalid/)"
            assert re.sub(known, "", text).count("https://") == 0, place
            assert "http://" not in text.replace("http://www.w3.org/2000/svg", ""), place


def test_the_same_day_gives_the_same_bytes(files: Mapping[str, bytes]) -> None:
    """The archive that the page loads is the same file whenever it is built."""
    assert bundle.bundle() == next(
        content for place, content in files.items() if place.endswith("/retrosheet.zip")
    )


def test_the_archive_knows_the_countries_of_the_page(
    files: Mapping[str, bytes], tmp_path: Path
) -> None:
    """With nothing but the archive on its path, the command line knows the holidays of each."""
    archive = next(content for place, content in files.items() if place.endswith("retrosheet.zip"))
    (tmp_path / "all.zip").write_bytes(archive)
    shutil.unpack_archive(tmp_path / "all.zip", tmp_path / "all")
    command = [sys.executable, "-S", "-c", EACH_COUNTRY, *(code for code, _ in COUNTRIES)]
    done = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": str(tmp_path / "all")}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert [plan["launch"] for plan in said] == ["2027-09-15"] * len(COUNTRIES)


def test_the_scripts_are_typed() -> None:
    """tsc finds nothing wrong in the scripts' JSDoc types."""
    compiler = WEBSITE / "node_modules" / ".bin" / "tsc"
    required(compiler.exists() and shutil.which("node"), "website/node_modules")
    done = subprocess.run(
        [str(compiler), "-p", str(WEBSITE)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_a_missing_runtime_says_what_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the browser's Python the build ends with the command that fetches it."""
    monkeypatch.setattr(runtime, "FILES", ("nothing.wasm",))
    with pytest.raises(runtime.RuntimeMissing, match="npm ci --prefix website"):
        runtime.files()


def test_every_word_stands_on_a_page() -> None:
    """No text is left over from a page that changed."""
    templates, scripts = (WEBSITE / "html").glob("*.html"), (WEBSITE / "static").glob("*.mjs")
    sources = [*templates, WEBSITE / "pages.py", *scripts]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    assert [key for key in WORDS if not re.search(rf"\b(t|words)\.{key}\b|\"{key}\"", text)] == []
