"""``retrosheet adopt``: a sheet kept by hand becomes a living workbook, and stays as it is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook

from tests.adopting.plans import PLANS, agency_painted_weeks, messy_with_totals, put
from tests.adopting.reading import saved
from tests.engines.package_lint import lint
from tests.thorough import THOROUGH

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.adopting.plans import Plan
    from tests.cli.conftest import Answer

TODAY = ("--today", "2026-12-01", "--lang", "fr")


@pytest.fixture
def planning(tmp_path: Path) -> Path:
    """An agency's painted plan, ``planning.xlsx`` in the current folder."""
    path = tmp_path / "planning.xlsx"
    path.write_bytes(saved(agency_painted_weeks().book))
    return path


def test_it_says_what_it_understood_and_where_the_workbook_is(
    run: Callable[..., Answer], planning: Path
) -> None:
    """Rows, columns, dates, colours and launch day, each with where it was read."""
    answer = run("adopt", planning.name, *TODAY)
    assert answer.code == 0
    name = "retroplanning-lancement-gamme-alba-2027-2027-04-02.xlsx"
    assert answer.out == (
        f"Classeur créé : {name}\n"
        "\n"
        "8 tâches lues dans l’onglet « Rétroplanning », sous la ligne 4.\n"
        "Colonnes : A tâche.\n"
        "Dates : celles des cases colorées, de B à M (8 lignes).\n"
        "Couleurs, d’après la légende : « Agence » responsable, « Studio » responsable,\n"
        "« Client » responsable, « Imprimeur » responsable.\n"
        "Jour J : vendredi 2 avril 2027 (la tâche « Lancement »).\n"
        "Vos onglets suivent, en valeurs et avec leurs couleurs : « Rétroplanning ».\n"
        "Fusions de cellules gardées : 1.\n"
    )
    assert answer.err == ""


@pytest.mark.parametrize("make", PLANS if THOROUGH else PLANS[::3], ids=lambda make: make.__name__)
def test_the_workbook_is_sound_and_sync_reads_it(
    run: Callable[..., Answer],
    tmp_path: Path,
    make: Callable[[], Plan],
    lint_clean: Callable[[Path], None],
) -> None:
    """No validator finds fault, and sync finds nothing in it that it cannot read.

    Our own lint looks at every second plan, the slow one that is not ours at a few; in a thorough
    run both look at all.
    """
    plan = make()
    (tmp_path / "plan.xlsx").write_bytes(saved(plan.book))
    where = ("--today", "2026-12-01", "--lang", plan.lang)
    assert run("adopt", "plan.xlsx", "-o", "living.xlsx", *where).code == 0
    if THOROUGH or make in PLANS[::6]:
        lint_clean(tmp_path / "living.xlsx")
    else:
        assert lint(tmp_path / "living.xlsx") == []
    answer = run("sync", "living.xlsx", "--json", *where)
    assert answer.code == 0, answer.err
    assert '"unreadable"' not in answer.out.partition('"findings"')[2]
    assert f'"launch": "{plan.launch}"' in answer.out


@pytest.mark.parametrize(("more", "said"), [([], False), (["Salle"], True)])
def test_other_columns_are_said_to_go_to_the_comments_where_there_are_some(
    run: Callable[..., Answer], tmp_path: Path, more: list[str], said: bool
) -> None:
    """Only then: a table whose columns are all understood leaves none over."""
    book = Workbook()
    book.active.append(["Tâche", "Responsable", "Échéance", *more])
    book.active.append(["Brief", "Anne", dt.date(2027, 2, 5), *("B12" for _ in more)])
    book.active.append(["Lancement", "Sam", dt.date(2027, 3, 4)])
    book.save(tmp_path / "table.xlsx")
    answer = run("adopt", "table.xlsx", *TODAY)
    assert answer.code == 0
    assert ("les autres vont en commentaire" in answer.out) is said


def test_a_dry_run_writes_the_mapping_alone_and_it_is_read_back(
    run: Callable[..., Answer], tmp_path: Path
) -> None:
    """What a person corrects in the mapping counts: a column, launch day."""
    (tmp_path / "plan.xlsx").write_bytes(saved(messy_with_totals().book))
    answer = run("adopt", "plan.xlsx", "--dry-run", "--mapping", "plan.yaml", *TODAY)
    assert answer.code == 0, answer.err
    assert "  T1  Trouver le traiteur · Zoé · 2027-02-12 · Validé\n" in answer.out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan.xlsx", "plan.yaml"]
    text = (tmp_path / "plan.yaml").read_text("utf-8")
    assert "  E: due  # Échéance\n" in text
    again = run("adopt", "plan.xlsx", "--dry-run", "--mapping", "plan.yaml", *TODAY)
    assert again.code == 2
    assert "existe déjà" in again.err
    changed = text.replace("  F: amount", "  F: note").replace("2027-03-18", "2027-03-25")
    (tmp_path / "plan.yaml").write_text(changed, "utf-8")
    answer = run("adopt", "plan.xlsx", "--mapping", "plan.yaml", "-o", "new.xlsx", *TODAY)
    assert answer.code == 0, answer.err
    assert "F commentaire" in answer.out
    assert "Jour J : jeudi 25 mars 2027" in answer.out
    assert "Budget" not in load_workbook("new.xlsx").sheetnames


def test_all_that_is_wrong_in_a_mapping_is_said_at_once(
    run: Callable[..., Answer], planning: Path
) -> None:
    """Each wrong line of the mapping is named by its number, in one run."""
    (planning.parent / "m.yaml").write_text(
        'tab: "Plan"\nheadings: none\nlaunch: demain\ncolumns:\n  A: title\n  B: quand\n'
        "  7: owner\ncolours: {}\n"
    )
    answer = run("adopt", planning.name, "--mapping", "m.yaml", *TODAY)
    assert answer.code == 2
    for place in ("m.yaml:2:", "m.yaml:3:", "m.yaml:6:", "m.yaml:7:", "m.yaml:8:"):
        assert place in answer.err


def test_the_given_file_is_never_touched(run: Callable[..., Answer], planning: Path) -> None:
    """Not even with --force: the plan made by hand stays byte for byte."""
    before = planning.read_bytes()
    assert run("adopt", planning.name, "-o", "neuf.xlsx", *TODAY).code == 0
    assert planning.read_bytes() == before
    refused = run("adopt", planning.name, "-o", planning.name, "--force", *TODAY)
    assert refused.code == 2
    assert "reste comme il est" in refused.err
    assert planning.read_bytes() == before


def test_what_is_no_foreign_plan_is_refused_with_what_to_do(
    run: Callable[..., Answer], tmp_path: Path
) -> None:
    """A plan of ours, another format, a text or nothing at all: each has its own way on."""
    run("new", "event", "--launch", "2027-06-12", "-o", "ours.xlsx", "--lang", "fr")
    (tmp_path / "plan.ods").write_bytes(b"PK")
    (tmp_path / "plan.csv").write_text("Tâche;Échéance\n")
    (tmp_path / "Mon planning.csv").write_text("Tâche;Échéance\n")
    cases = {
        "ours.xlsx": "est déjà un classeur de retrosheet",
        "plan.ods": "au format .xlsx",
        "plan.csv": "retrosheet import plan.csv",
        "Mon planning.csv": "retrosheet import 'Mon planning.csv' --launch 2027-03-15 -o plan.yaml",
        "absent.xlsx": "n’existe pas",
    }
    for name, said in cases.items():
        answer = run("adopt", name, "--lang", "fr")
        assert (answer.code, answer.out) == (2, "")
        assert said in answer.err


def test_launch_is_asked_for_where_no_cell_says_it(
    run: Callable[..., Answer], tmp_path: Path
) -> None:
    """Days relative to launch need one; the line to add is shown, and works."""
    book = Workbook()
    put(book.active, 1, ["Tâche", "Quand"])
    put(book.active, 2, ["Brief", "J-30"])
    (tmp_path / "plan.xlsx").write_bytes(saved(book))
    answer = run("adopt", "plan.xlsx", *TODAY)
    assert answer.code == 2
    assert "--launch 2027-03-15" in answer.err
    answer = run("adopt", "plan.xlsx", "--launch", "2027-03-15", *TODAY)
    assert answer.code == 0
    assert "Jour J : lundi 15 mars 2027 (donné)." in answer.out


def test_dates_stay_as_agreed_where_a_dependency_would_move_them(
    run: Callable[..., Answer], tmp_path: Path
) -> None:
    """The dependency stays, the date is imposed, and both are said."""
    book = Workbook()
    put(book.active, 1, ["N°", "Tâche", "Début", "Fin", "Dépend de"])
    day = dt.date
    put(book.active, 2, ["T1", "Maquette", day(2027, 1, 11), day(2027, 1, 22), None])
    put(book.active, 3, ["T2", "Site", day(2027, 2, 1), day(2027, 2, 12), "T1+10j"])
    put(book.active, 4, ["T3", "Lancement", day(2027, 3, 15), day(2027, 3, 15), "T2"])
    (tmp_path / "plan.xlsx").write_bytes(saved(book))
    answer = run("adopt", "plan.xlsx", "--dry-run", *TODAY)
    assert answer.code == 0, answer.err
    assert "Maquette · À désigner · 2027-01-11 → 2027-01-22" in answer.out
    assert "Site · À désigner · 2027-02-01 → 2027-02-12" in answer.out
    assert "Les dépendances déplaceraient T1 : la date convenue y est imposée" in answer.out
