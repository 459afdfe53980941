"""A third language is one module, one line and one catalogue: all that people read comes of them.

The copy in ``pseudo`` speaks it, each sentence in ⟦brackets⟧; the campaign's own texts have them
too. What then stands outside them is a sentence that no translator could reach.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from retrosheet.alerts import FLAGS
from tests.language import pseudo

ARCHETYPE = """\
format: 1
title: "⟦Open evening⟧"
summary: "⟦An evening to show the workshop⟧"
roles:
  lead: { fr: "Chef", en: "Lead", eo: "⟦Estro⟧" }
  printer: "⟦Printer⟧"
channels:
  social: "⟦Social⟧"
blocks:
  press: { title: "⟦Press⟧", default: false }
phases:
  - id: preparation
    title: "⟦Preparation⟧"
    tasks:
      - { id: PRE1, title: "⟦Write the brief⟧", owner: lead, kind: meeting, due: J-45 }
      - { id: PRE2, title: "⟦Design the poster⟧", owner: lead, duration: 2w, needs: [PRE1],
          margin: 3d, raci: { A: [printer] } }
      - { id: PRE3, title: "⟦Print the poster⟧", owner: printer, wait: 12cd, needs: [PRE2],
          deliverable: "⟦500 posters⟧", follow_up: { after: 5d } }
      - { id: PRE4, title: "⟦Announce the evening⟧", owner: lead, due: J-20, channel: social,
          repeat: { every: 1w, until: J-6 } }
      - { id: PRE5, title: "⟦Invite the press⟧", owner: lead, due: J-30, block: press }
  - id: evening
    title: "⟦Evening⟧"
    tasks:
      - { id: EVE1, title: "⟦Open the doors⟧", owner: lead, kind: milestone, due: J,
          needs: [PRE3, PRE4] }
      - { id: EVE2, title: "⟦Thank the guests⟧", owner: lead, duration: 3d, needs: [EVE1] }
budget:
  - { title: "⟦Poster⟧", category: "⟦Print⟧", amount: 800, task: PRE3 }
kpis:
  - { title: "⟦Visitors⟧", target: 200, unit: "⟦people⟧", measured: J+1, owner: lead }
"""
WRONG = """\
format: 1
title: { fr: "Soirée" }
sumary: "⟦An evening⟧"
roles: { lead: "⟦Lead⟧" }
phases:
  - id: preparation
    title: "⟦Preparation⟧"
    tasks:
      - { id: PRE1, title: "⟦Brief⟧", owner: led, duration: 5x, needs: [PRE2] }
      - { id: PRE2, title: "⟦Poster⟧", owner: lead, due: soon, needs: [PRE1] }
"""
TABLE = """\
| Task | Owner | Start | Due | Colour |
|---|---|---|---|---|
| ⟦Brief⟧ | ⟦Anna⟧ | 2027-02-01 | 2027-02-03 | ⟦red⟧ |
| ⟦Poster⟧ | ⟦Anna⟧ | 2027-02-08 | bientôt | |
| ⟦Evening⟧ | | | 2027-03-15 | |
"""
LAUNCH, BEFORE, AFTER = "2027-03-15", "2026-12-01", "2027-02-15"
PEOPLE = ("lead=⟦Anna⟧", "printer=⟦Paul⟧")
KNOWN = frozenset(
    "retrosheet new schedule sync report remind import export update check calendar repair auth "
    "xlsx yaml md csv ics html bak before plan evening soir wrong table drafts smtp json eml txt "
    "bientôt owner task start due colour title owner sumary summary led soon fr en eo https docs "
    "google com spreadsheets".split()
)
"""Names of commands, files, columns and keys, and what the two files above have in them."""


@pytest.fixture(scope="module")
def speaking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pseudo.Copy]:
    with pseudo.made(tmp_path_factory.mktemp("package")) as copy:
        yield copy


@pytest.fixture(scope="module")
def folder(speaking: pseudo.Copy, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a campaign's workbook in the new language, and the files to be read."""
    made = tmp_path_factory.mktemp("campaign")
    (made / "evening.yaml").write_text(ARCHETYPE, "utf-8")
    (made / "wrong.yaml").write_text(WRONG, "utf-8")
    (made / "words.md").write_text("⟦Nothing that could be a task⟧\n", "utf-8")
    (made / "table.md").write_text(TABLE, "utf-8")
    people = (word for person in PEOPLE for word in ("--owner", person))
    speaking.run(
        "new", "evening.yaml", "--launch", LAUNCH, "--today", BEFORE, "-o", "plan.xlsx",
        "--with", "press", *people, into=made,
    )  # fmt: skip
    return made


def strange(text: str) -> list[str]:
    return pseudo.words_outside(text, KNOWN)


@pytest.mark.parametrize(
    "command",
    [
        ("schedule", "evening.yaml", "--launch", LAUNCH, "--today", BEFORE),
        ("schedule", "evening.yaml", "--launch", LAUNCH, "--today", AFTER),
        ("sync", "plan.xlsx", "--today", AFTER, "--dry-run"),
        ("sync", "plan.xlsx", "--today", AFTER, "--dry-run", "--by", "owner"),
        ("remind", "plan.xlsx", "--to", "drafts", "mails", "--today", AFTER, "--dry-run"),
        ("update", "plan.xlsx", "--launch", "2027-04-12", "--today", AFTER, "--dry-run"),
        ("update", "plan.xlsx", "--archetype", "evening.yaml", "--today", AFTER, "--dry-run"),
        ("repair", "plan.xlsx", "--today", AFTER, "--dry-run"),
        ("report", "plan.xlsx", "--today", AFTER, "-o", "said.md", "--force"),
        ("report", "plan.xlsx", "--today", AFTER, "-o", "said.html", "--force"),
        ("calendar", "plan.xlsx", "--today", AFTER, "-o", "said.ics"),
        ("export", "plan.xlsx", "--to", "csv", "--today", AFTER, "-o", "said.csv", "--force"),
        ("import", "table.md", "--launch", LAUNCH, "-o", "imported.yaml", "--force"),
        ("learn", "plan.xlsx", "-o", "learned.yaml", "--force"),
    ],
    ids=lambda command: " ".join(command[:4]),
)
def test_what_a_command_says_is_translated(
    speaking: pseudo.Copy, folder: Path, command: tuple[str, ...]
) -> None:
    """Every sentence on the terminal and in the file that the command writes."""
    said = speaking.run(*command, into=folder)
    assert strange(said) == [], said
    for written in folder.glob("said.*"):
        text = html.unescape(written.read_text("utf-8"))
        text = re.sub(r"<(style|script|title|desc)\b.*?</\1>|<[^>]*>", " ", text, flags=re.DOTALL)
        written.unlink()
        assert strange(text) == [], text


@pytest.mark.parametrize(
    "command",
    [
        ("check", "wrong.yaml"),
        ("import", "words.md"),
        ("new", "evening.yaml", "--launch", "03/04/2027", "-o", "other.xlsx"),
        ("new", "evening.yaml", "--launch", "2027-02-30", "-o", "other.xlsx"),
        ("new", "evening.yaml", "--launch", LAUNCH, "--with", "radio", "-o", "other.xlsx"),
        ("sync", "evening.yaml"),
    ],
    ids=lambda command: " ".join(command[:4]),
)
def test_a_refusal_is_translated(
    speaking: pseudo.Copy, folder: Path, command: tuple[str, ...]
) -> None:
    """Whoever types something wrong reads why, and what would be right, in the language."""
    said = speaking.run(*command, into=folder, code=2)
    assert strange(said) == [], said


def test_a_table_is_read_by_the_headings_of_its_language(
    speaking: pseudo.Copy, folder: Path
) -> None:
    """The record of a language says how people head the columns of a table of tasks."""
    rows = "| Farendaĵo | Respondeculo | Limdato |\n|---|---|---|\n| Afiŝo | Anna | 2027-03-01 |\n"
    (folder / "tablo.md").write_text(rows, "utf-8")
    speaking.run("import", "tablo.md", "--launch", LAUNCH, "-o", "tablo.yaml", into=folder)
    made = (folder / "tablo.yaml").read_text("utf-8")
    assert 'title: "Afiŝo"\n        owner: anna\n        due: J-14\n' in made


_PAGES = """\
import datetime as dt, sys
from pathlib import Path
from retrosheet.archetype.load import load
from retrosheet.campaign import Options, plan
from retrosheet.language import LANGS
from retrosheet.schedule import compute
from website.catalogue import Offer
from website.pages import Site

def offer(lang):
    archetype = load(Path("evening.yaml"), lang)
    campaign = plan(archetype, Options(dt.date(2027, 3, 15), lang))
    return Offer("evening", lang, archetype, campaign, compute(campaign), b"")

site = Site("assets", "retrosheet-{lang}.html")
pages = site.pages({lang: [offer(lang)] for lang in LANGS})
print(*(page for place, page in pages.items() if place.startswith("eo/")))
"""


def test_the_web_page_is_translated(speaking: pseudo.Copy, folder: Path) -> None:
    """Its words come out of the same catalogue; the new pages lie in a folder of their own."""
    said = speaking.python("-c", _PAGES, into=folder)
    assert said.count('<html lang="eo">') == 4
    assert said.count('<a href="../en/index.html" lang="en" hreflang="en">In English</a>') == 1
    assert said.count("⟦") > 100
    away = r'<a [^>]*hreflang="(?:fr|en)">[^<]*</a>|<(style|script)\b.*?</\1>|<[^>]*>'
    text = html.unescape(re.sub(away, " ", said, flags=re.DOTALL))
    assert strange(text) == [], text


def test_help_is_translated(speaking: pseudo.Copy, folder: Path) -> None:
    """All but the names of commands, options and their values, and the examples."""
    for name in ("new", "sync", "remind", "export"):
        said = speaking.run(name, "--help", into=folder)
        said, examples, _ = said.partition("⟦Examples⟧")
        assert examples
        values = re.sub(r"^ *-.*?  +|^Usage.*|\[.*?\]", " ", said, flags=re.MULTILINE)
        assert strange(values) == [], said


def test_the_workbook_is_translated(folder: Path) -> None:
    """Cells, the sentences in formulas, comments, what Excel says of a wrong entry, and charts."""
    said: list[str] = []
    book = openpyxl.load_workbook(folder / "plan.xlsx")
    for sheet in book:
        if sheet.sheet_state != "visible":
            continue
        said.append(sheet.title)
        folded = {
            column
            for shape in sheet.column_dimensions.values()
            if shape.hidden
            for column in range(shape.min, shape.max + 1)
        }
        for row in sheet.iter_rows():
            for cell in row:
                hidden = sheet.row_dimensions[cell.row].hidden or cell.column in folded
                if isinstance(cell.value, str) and not hidden:
                    said.append(shown(cell.value))
                if cell.comment:
                    said.append(cell.comment.text)
        for rule in sheet.data_validations.dataValidation:
            said += [rule.promptTitle or "", rule.prompt or "", rule.errorTitle or ""]
            said.append(rule.error or "")
    with zipfile.ZipFile(folder / "plan.xlsx") as package:
        for name in package.namelist():
            if name.startswith("xl/charts/"):
                said += re.findall(r"<a:t>(.*?)</a:t>", package.read(name).decode())
    assert len(said) > 500
    assert [text for text in said if strange(text)] == []


def shown(value: str) -> str:
    """What a cell may show: its text, or the pieces of sentences in its formula."""
    if not value.startswith("="):
        return value
    pieces = re.findall(r'"((?:[^"]|"")*)"', value)
    return " ".join(piece for piece in pieces if piece not in FLAGS)


def test_nothing_else_had_to_change(speaking: pseudo.Copy) -> None:
    """Of the package, one line of one file, with two new files beside it."""
    copied = speaking.root / "retrosheet"
    ours = {path.relative_to(pseudo.ROOT) for path in pseudo.ROOT.rglob("*.py")}
    theirs = {path.relative_to(copied) for path in copied.rglob("*.py")}
    assert {str(path) for path in theirs - ours} == {"language/esperanto.py"}
    changed = [
        str(path)
        for path in sorted(ours)
        if (pseudo.ROOT / path).read_bytes() != (copied / path).read_bytes()
    ]
    assert changed == ["language/registry.py"]
