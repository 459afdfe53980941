"""``retrosheet new``: one workbook, where it is told, and what is said about it."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer

GOOD = ("new", "evening.yaml", "--launch=2027-03-20", "--today=2027-02-01", "--country=none")

SAID = """\
Classeur créé : soiree-portes-ouvertes-2027-03-20.xlsx

! Jour J : samedi 20 mars 2027 tombe un week-end ; ce qui demande un jour
  travaillé se place avant, le vendredi 19 mars 2027.
Faisable : le travail commence le lundi 15 février 2027, dans 10 jours ouvrés ;
  J tient, avec 11 jours ouvrés de marge.
Première échéance : mardi 16 février 2027 (J-32), « Rédiger le brief de la
  soirée », Ada (Chef de projet).
Chemin critique : Préparation → Soirée (5 tâches, 24 jours ouvrés).

Ouvrez-le dans Excel, LibreOffice ou Google Sheets. Changez J dans les réglages,
une durée ou un statut dans le plan : dates, barres et alertes suivent.
"""


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.suffix != ".yaml")


def test_what_is_said(run: Callable[..., Answer], evening: Path) -> None:
    """Where the file is, what is odd, who owes what first, what drives launch, what to do."""
    answer = run(*GOOD, "--lang=fr", "--owner=lead=Ada")
    assert answer == (0, SAID, "")
    assert files(evening.parent) == ["soiree-portes-ouvertes-2027-03-20.xlsx"]


def test_the_file_is_a_workbook(run: Callable[..., Answer], evening: Path) -> None:
    """Another library opens it, and finds the names that the contract promises."""
    assert run(*GOOD, "-o", "plan.xlsx").code == 0
    workbook = openpyxl.load_workbook(evening.with_name("plan.xlsx"))
    assert {"rs_plan", "rs_launch"} <= set(workbook.defined_names)
    workbook.close()


def test_as_many_spare_lines_as_asked(run: Callable[..., Answer], evening: Path) -> None:
    """At the end of each phase; those below the plan are ten at least."""
    rows: dict[str | None, int] = {}
    named: set[object] = set()
    for spare in (None, "0", "5"):
        words = ["--spare", spare] if spare else []
        assert run(*GOOD, "-o", "plan.xlsx", "--force", *words).code == 0
        workbook = openpyxl.load_workbook(evening.with_name("plan.xlsx"))
        reference = workbook.defined_names["rs_plan"].attr_text.rpartition("!")[2]
        first, last = (int(cell.rpartition("$")[2]) for cell in reference.split(":"))
        rows[spare] = last - first
        phases = workbook["Plan"] if "Plan" in workbook.sheetnames else workbook["Rétroplanning"]
        named = {cell.value for cell in phases["B"][first + 1 : last - 1] if cell.value}
        workbook.close()
    assert rows[None] - rows["0"] == 2 * len(named)
    assert rows["5"] - rows["0"] == 5 * len(named)


@pytest.mark.parametrize("typed", ["many", "-1", "51", "2.5"])
def test_a_number_of_spare_lines_that_is_none(
    run: Callable[..., Answer], evening: Path, typed: str
) -> None:
    """A word, a fraction or too many is refused with the limits, and no file is written."""
    answer = run(*GOOD, f"--spare={typed}", "--lang=en")
    assert (answer.code, answer.out) == (2, "")
    assert f'--spare: "{typed}"; write a number of lines, from 0 to 50.' in answer.err
    assert files(evening.parent) == []


def test_same_line_same_bytes(run: Callable[..., Answer], evening: Path) -> None:
    """Two runs of one line make one file."""
    for name in ("one.xlsx", "two.xlsx"):
        run(*GOOD, "-o", name)
    one, two = (evening.with_name(name).read_bytes() for name in ("one.xlsx", "two.xlsx"))
    assert one == two


def test_it_does_not_overwrite(run: Callable[..., Answer], evening: Path) -> None:
    """A file that is there stays as it is, unless ``--force`` is said."""
    mine = evening.with_name("plan.xlsx")
    mine.write_text("mine", "utf-8")
    answer = run(*GOOD, "-o", "plan.xlsx", "--lang=fr")
    said = "« plan.xlsx » existe déjà : ajoutez --force pour le remplacer, ou -o pour un autre nom."
    assert answer == (2, "", f"Erreur : {said}\n")
    assert mine.read_text("utf-8") == "mine"
    assert run(*GOOD, "-o", "plan.xlsx", "--force").code == 0
    assert zipfile.is_zipfile(mine)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Été à l’œuvre : n° 1", "ete-a-l-oeuvre-n-1-2027-03-20.xlsx"),
        ("../../etc", "etc-2027-03-20.xlsx"),
        ("日本", "evening-2027-03-20.xlsx"),
        ("CON", "con-2027-03-20.xlsx"),
        ("x" * 200, "x" * 80 + "-2027-03-20.xlsx"),
    ],
)
def test_default_names(run: Callable[..., Answer], evening: Path, name: str, file: str) -> None:
    """Small letters, digits and hyphens, in the current folder, whatever the campaign's name."""
    assert run(*GOOD, "--name", name).code == 0
    assert files(evening.parent) == [file]


def test_a_folder_takes_the_default_name(run: Callable[..., Answer], evening: Path) -> None:
    """With a folder for output the campaign and its day name the file."""
    (evening.parent / "plans").mkdir()
    assert run(*GOOD, "-o", "plans").code == 0
    assert files(evening.parent / "plans") == ["open-evening-2027-03-20.xlsx"]


@pytest.mark.parametrize("name", ["plan.xls", "plan", "-", "", "plan.xlsx.pdf", "no/folder/"])
def test_only_xlsx(run: Callable[..., Answer], evening: Path, name: str) -> None:
    """A name that Excel would not open is refused, with the other problems of the line."""
    answer = run(*GOOD[:2], f"--output={name}")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f'Error: 2 problems:\n  --output: "{name}"; give a name')
    assert "launch day is missing" in answer.err
    assert files(evening.parent) == []


def test_no_such_folder(run: Callable[..., Answer], evening: Path) -> None:
    """It is not created: the mistake is said, and nothing is left behind."""
    answer = run(*GOOD, "-o", "nowhere/plan.xlsx", "--lang=fr")
    assert (answer.code, answer.out) == (3, "")
    assert "le dossier « nowhere » n’existe pas" in answer.err
    assert files(evening.parent) == []


@pytest.mark.parametrize("value", ["\udcff.xlsx", "/dev/null/x.xlsx", "x" * 300 + ".xlsx"])
def test_hostile_paths(run: Callable[..., Answer], evening: Path, value: str) -> None:
    """A path that no disk takes is a sentence, and either one file is there or none."""
    answer = run(*GOOD, "-o", value)
    assert answer.code in (0, 2, 3)
    assert "Traceback" not in answer.err
    assert len(files(evening.parent)) == (answer.code == 0)
