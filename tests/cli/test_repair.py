"""``retrosheet repair``: what is damaged is named, what is proven mended, the rest as it was."""

from __future__ import annotations

import json
import random
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.utils.datetime import to_excel

from retrosheet.xlsx.changing.mending import live_names
from retrosheet.xlsx.reading.contents import read_contents
from retrosheet.xlsx.reading.package import Package
from tests.repairing.abuses import (
    paste_the_plan_as_values,
    plan_of,
    plan_title,
    repeat_checks,
    repeat_rules,
)
from tests.repairing.parts import Parts, number_cell, text_cell
from tests.thorough import tries

if TYPE_CHECKING:
    from collections.abc import Callable

    from retrosheet.workbook.refs import Area
    from tests.cli.conftest import Answer
    from tests.engines.libreoffice_engine import LibreOffice

TODAY = ("--today", "2027-02-01", "--lang", "fr")
NAME = rb'<definedName name="rs_\w+">.*?</definedName>'
_PLAN = "xl/worksheets/sheet2.xml"
_BOOK = "xl/workbook.xml"
_RULE = re.compile(
    r'<conditionalFormatting sqref="([^"]*)">(.*?)</conditionalFormatting>', re.DOTALL
)


@pytest.fixture
def plan(make: Callable[..., Path]) -> Path:
    """The evening's workbook, ``plan.xlsx`` in the current folder."""
    return Path(make("--launch", "2027-03-19", *TODAY).name)


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def damage(path: Path, change: Callable[[str, bytes], bytes]) -> None:
    """The file with its parts changed, as a program would have saved it."""
    before = parts(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in before.items():
            archive.writestr(name, change(name, content))


def names(path: Path) -> dict[str, Area]:
    with path.open("rb") as file:
        return live_names(read_contents(Package(file)))


def rules(path: Path) -> list[tuple[str, str]]:
    """The conditional formats of the plan: each area, and what they say without priorities."""
    found = _RULE.findall(parts(path)[_PLAN].decode())
    return sorted((area, re.sub(r' priority="\d+"', "", said)) for area, said in found)


def cell(path: Path, place: str) -> bytes:
    match = re.search(rb'<c r="%b"[^>]*?(?:/>|>.*?</c>)' % place.encode(), parts(path)[_PLAN])
    assert match is not None
    return match[0]


def dates(path: Path) -> dict[str, tuple[object, ...]]:
    """Start, due date and owner of each task, as the plan shows them."""
    book = openpyxl.load_workbook(path, data_only=True, read_only=True)
    sheet = book["Rétroplanning"]
    rows = list(sheet.iter_rows(values_only=True))
    top = next(at for at, row in enumerate(rows) if "title" in row and "due" in row)
    at = {key: rows[top].index(key) for key in ("title", "start", "due", "owner", "row")}
    return {
        " ".join(str(row[at["title"]]).split()): tuple(
            row[at[k]] for k in ("start", "due", "owner")
        )
        for row in rows[top + 2 :]
        if row[at["title"]] and row[at["start"]]
    }


def kinds(answer: Answer) -> list[tuple[str, bool]]:
    return sorted({(one["kind"], one["mended"]) for one in json.loads(answer.out)["faults"]})


def test_a_sound_workbook_is_left_alone(run: Callable[..., Answer], plan: Path) -> None:
    """It says that nothing is damaged, and writes no byte."""
    before = plan.read_bytes()
    answer = run("repair", "plan.xlsx", *TODAY)
    assert answer == (0, "« plan.xlsx » n’a rien d’abîmé.\n", "")
    assert plan.read_bytes() == before
    assert run("repair", "plan.xlsx", "--lang", "en").out == 'Nothing is damaged in "plan.xlsx".\n'


def test_lost_names_come_back_to_where_they_were(
    run: Callable[..., Answer], plan: Path, lint_clean: Callable[[Path], None]
) -> None:
    """All that formulas and sync need; nothing but the list of names changes; sync reads again."""
    had, other = names(plan), parts(plan)
    damage(plan, lambda name, text: re.sub(NAME, b"", text) if name == _BOOK else text)
    refused = run("sync", "plan.xlsx", *TODAY)
    assert refused.code == 2
    answer = run("repair", "plan.xlsx", *TODAY)
    assert answer.code == 0
    assert "Le nom rs_launch manque" in answer.out
    assert "plan.xlsx.before-repair.bak" in answer.out
    now = names(plan)
    assert len(now) > 25
    assert now == {name: had[name] for name in now}
    assert {"rs_plan", "rs_engine", "rs_launch", "rs_sync", "rs_daysoff", "rs_holidays",
            "rs_closures", "rs_team", "rs_statuses", "rs_weekend"} <= now.keys()  # fmt: skip
    assert {name: text for name, text in parts(plan).items() if name != _BOOK} == {
        name: text for name, text in other.items() if name != _BOOK
    }
    assert run("sync", "plan.xlsx", "--dry-run", *TODAY).code == 0
    lint_clean(plan)
    assert json.loads(run("repair", "plan.xlsx", "--json", *TODAY).out)["wrote"] is False


def test_a_name_that_leads_nowhere_is_told_and_given_back(
    run: Callable[..., Answer], plan: Path
) -> None:
    """The sync that needs it sends here, and afterwards all names are as before."""
    had = names(plan)

    def broken(name: str, text: bytes) -> bytes:
        said = rb'(<definedName name="rs_launch">)[^<]*'
        return re.sub(said, rb"\1#REF!", text) if name == _BOOK else text

    damage(plan, broken)
    refused = run("sync", "plan.xlsx", *TODAY)
    assert "retrosheet repair" in refused.err
    run("repair", "plan.xlsx", *TODAY)
    assert names(plan) == had


def test_a_value_typed_over_a_formula_that_says_the_same_is_a_formula_again(
    run: Callable[..., Answer], plan: Path, lint_clean: Callable[[Path], None]
) -> None:
    """Every calculated cell of a row, texts and dates; nothing else of the tab changes."""
    before = parts(plan)[_PLAN]
    kept, *own = (_letter(plan, key) + b"15" for key in ("row", "owner", "wbs"))

    def typed(name: str, text: bytes) -> bytes:
        if name != _PLAN:
            return text
        row = re.search(rb'<row r="15".*?</row>', text)
        assert row is not None
        # the row keeps one formula: a row without any is one that somebody inserted
        first, *others = re.split(rb"(?=<c )", row[0])
        values = [
            re.sub(rb"<f>.*?</f>", b"", one) if b'r="%b"' % kept not in one else one
            for one in others
        ]
        return text.replace(row[0], b"".join([first, *values]))

    damage(plan, typed)
    answer = run("repair", "plan.xlsx", "--json", *TODAY)
    assert ("formula", True) in kinds(answer)
    wanted = re.search(rb'<row r="15".*?</row>', before)
    now = re.search(rb'<row r="15".*?</row>', parts(plan)[_PLAN])
    assert wanted is not None
    assert now is not None
    formulas = re.compile(rb'r="([A-Z]+15)"[^>]*><f>(.*?)</f>')
    # these formulas are the row's own: nobody can tell them from a name or a number that was typed
    assert {k: f for k, f in formulas.findall(wanted[0]) if k not in own} == {
        k: f for k, f in formulas.findall(now[0]) if k not in own
    }
    lint_clean(plan)
    assert run("repair", "plan.xlsx", *TODAY).out == "« plan.xlsx » n’a rien d’abîmé.\n"


@pytest.mark.parametrize(("typed", "shown"), [(b"46400", "13/01/2027"), (b"20270113", "20270113")])
def test_a_date_that_somebody_meant_is_told_and_stays(
    run: Callable[..., Answer], plan: Path, typed: bytes, shown: str
) -> None:
    """Typed over a formula, it may be meant: where to type it is said, the cell is left."""
    due = _letter(plan, "due")
    damage(
        plan,
        lambda name, text: (
            re.sub(rb'(<c r="%b14"[^>]*>)<f>.*?</f><v>.*?</v>' % due, rb"\1<v>%b</v>" % typed, text)
            if name == _PLAN
            else text
        ),
    )
    before = plan.read_bytes()
    answer = run("repair", "plan.xlsx", *TODAY)
    assert "À faire vous-même :" in answer.out
    said = " ".join(answer.out.split())
    assert f"Rétroplanning!{due.decode()}14 : « {shown} » y est tapé" in said
    assert "sous « Date imposée »" in said
    assert plan.read_bytes() == before


def _letter(path: Path, key: str) -> bytes:
    book = openpyxl.load_workbook(path, data_only=True, read_only=True)
    rows = book["Rétroplanning"].iter_rows(max_row=20)
    found = next(one for row in rows for one in row if one.value == key)
    return str(found.column_letter).encode()


def tear(area: str, said: str, chance: random.Random) -> str:
    """A rule as spreadsheet programs leave it after rows were inserted and pasted into it."""
    corners = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", area)
    if corners is None or int(corners[4]) - int(corners[2]) < 8:
        return f'<conditionalFormatting sqref="{area}">{said}</conditionalFormatting>'
    left, top, right, bottom = corners[1], int(corners[2]), corners[3], int(corners[4])
    cut = chance.randint(top + 2, bottom - 2)
    own = re.sub(rf"(?<![\d$])(\$?[A-Z]{{1,3}}){top}(?!\d)", lambda match: f"{match[1]}{cut}", said)
    kept = f"{left}{top}:{right}{cut - 1} {left}{cut + 1}:{right}{bottom}"
    return (
        f'<conditionalFormatting sqref="{kept}">{said}</conditionalFormatting>'
        f'<conditionalFormatting sqref="{left}{cut}:{right}{cut}">{own}</conditionalFormatting>'
    )


@pytest.mark.parametrize("seed", range(tries(3, 12)))
def test_torn_rules_are_one_again_whatever_tore_them(
    run: Callable[..., Answer], plan: Path, seed: int
) -> None:
    """The areas and what they say are what they were; a foreign rule stays byte for byte."""
    wanted = rules(plan)
    foreign = (
        '<conditionalFormatting sqref="B3:B9 D3:D4"><cfRule type="expression" priority="999">'
        "<formula>B3=7</formula></cfRule></conditionalFormatting>"
    )
    chance = random.Random(seed)

    def torn(name: str, text: bytes) -> bytes:
        if name != _PLAN:
            return text
        found = _RULE.sub(lambda match: tear(match[1], match[2], chance), text.decode())
        first = found.index("<conditionalFormatting")
        return (found[:first] + foreign + found[first:]).encode()

    damage(plan, torn)
    answer = run("repair", "plan.xlsx", "--json", *TODAY)
    assert ("rules", True) in kinds(answer)
    assert foreign in parts(plan)[_PLAN].decode()
    now = [rule for rule in rules(plan) if "B3=7" not in rule[1]]
    assert now == wanted
    assert run("repair", "plan.xlsx", *TODAY).out == "« plan.xlsx » n’a rien d’abîmé.\n"


def test_rules_and_checks_that_were_pasted_once_more_are_there_once(
    run: Callable[..., Answer], plan: Path
) -> None:
    """A row pasted with its formats over itself, as often as people do that in a year."""
    wanted = rules(plan)
    damaged = Parts(plan.read_bytes())
    repeat_rules(damaged)
    repeat_rules(damaged)
    repeat_checks(damaged)
    plan.write_bytes(damaged.content())
    assert len(rules(plan)) > 3 * len(wanted)
    answer = run("repair", "plan.xlsx", "--json", *TODAY)
    assert kinds(answer) == [("checks", True), ("rules", True)]
    assert rules(plan) == wanted
    assert run("repair", "plan.xlsx", *TODAY).out == "« plan.xlsx » n’a rien d’abîmé.\n"


def test_torn_checks_are_one_again(run: Callable[..., Answer], plan: Path) -> None:
    """A list of choices that pasting cut in two has its one area again."""
    before = parts(plan)[_PLAN]

    def torn(name: str, text: bytes) -> bytes:
        if name != _PLAN:
            return text
        check = re.search(rb'<dataValidation [^>]*sqref="(\w)13:\w(\d+)".*?</dataValidation>', text)
        assert check is not None
        column, last = check[1], check[2]
        area = b"%b13:%b%b" % (column, column, last)
        pieces = b"%b13:%b18 %b20:%b%b" % (column, column, column, column, last)
        return text.replace(
            check[0], check[0].replace(area, pieces) + check[0].replace(area, b"%b19" % column)
        )

    damage(plan, torn)
    answer = run("repair", "plan.xlsx", "--json", *TODAY)
    assert kinds(answer) == [("checks", True)]
    checks = re.compile(rb"<dataValidations.*?</dataValidations>", re.DOTALL)
    wanted, now = checks.search(before), checks.search(parts(plan)[_PLAN])
    assert wanted is not None
    assert now is not None
    assert sorted(re.findall(rb'sqref="[^"]*"', now[0])) == sorted(
        re.findall(rb'sqref="[^"]*"', wanted[0])
    )


def without_engine(name: str, text: bytes) -> bytes:
    """A workbook as Excel leaves it when the hidden tab is deleted."""
    if name == _BOOK:
        text = re.sub(rb'<sheet name="_engine"[^>]*/>', b"", text)
        return re.sub(rb'(<definedName name="rs_\w+">)_engine![^<]*', rb"\1#REF!", text)
    if "worksheets/sheet" in name:
        return re.sub(rb"_engine!\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?", b"#REF!", text)
    return text


def test_a_deleted_engine_is_made_again_and_what_was_guessed_is_said(
    run: Callable[..., Answer], plan: Path, lint_clean: Callable[[Path], None]
) -> None:
    """In the same file, with the same dates; what nothing says any more is said."""
    was = dates(plan)
    damage(plan, without_engine)
    before = plan.read_bytes()
    answer = run("repair", "plan.xlsx", *TODAY)
    assert answer.code == 0, answer.err
    said = " ".join(answer.out.split())
    assert "_engine, qui calcule toutes les dates, est supprimé ou troué : à nouveau là" in said
    assert "À vérifier :" in said
    assert "Le premier plan, dont se comptent les décalages, est repris de la colonne" in said
    assert Path("plan.xlsx.before-repair.bak").read_bytes() == before
    assert dates(plan) == was
    lint_clean(plan)
    assert run("sync", "plan.xlsx", *TODAY).code == 0
    assert run("repair", "plan.xlsx", *TODAY).out == "« plan.xlsx » n’a rien d’abîmé.\n"


SPLIT = """\
format: 1
title: { fr: "Vernissage", en: "Private view" }
summary: { fr: "Une affiche en deux étapes.", en: "A poster in two steps." }
roles: { lead: { fr: "Chef de projet", en: "Project lead" } }
phases:
  - id: preparation
    title: { fr: "Préparation", en: "Preparation" }
    tasks:
      - { id: PRE1, title: { fr: "Cadrer", en: "Brief" }, owner: lead, kind: meeting }
      - id: PRE2
        title: { fr: "Réaliser l’affiche", en: "Make the poster" }
        owner: lead
        tasks:
          - { id: PRE3, title: { fr: "Dessiner", en: "Draw" }, owner: lead, needs: [PRE1] }
          - { id: PRE4, title: { fr: "Imprimer", en: "Print" }, owner: lead, needs: [PRE3] }
      - { id: EVE, title: { fr: "Ouvrir", en: "Open" }, owner: lead, needs: [PRE2], due: J }
"""


def shown(path: Path, *keys: str) -> list[tuple[object, ...]]:
    """What the tasks of the plan show in the columns of those keys."""
    plan = plan_of(Parts(path.read_bytes()))
    sheet = openpyxl.load_workbook(path, data_only=True)[plan_title(Parts(path.read_bytes()))]
    return [
        tuple(sheet.cell(row, plan.columns[key]).value for key in ("id", *keys))
        for row in plan.rows.values()
    ]


def test_sub_tasks_are_sound_and_survive_the_engine_with_the_first_plan(
    run: Callable[..., Answer], tmp_path: Path
) -> None:
    """Who is part of what stands in the plan, and so does when each task was first due."""
    archetype = tmp_path / "split.yaml"
    archetype.write_text(SPLIT, encoding="utf-8")
    path = Path("plan.xlsx")
    made = run("new", str(archetype), "--launch", "2027-03-19", "-o", path.name, *TODAY)
    assert made.code == 0, made.err
    assert run("repair", path.name, *TODAY).out == "« plan.xlsx » n’a rien d’abîmé.\n"
    assert run("update", path.name, "--launch", "2027-03-26", *TODAY).code == 0
    was = shown(path, "wbs", "parent", "kind", "start", "due", "first_due", "slip")
    assert [row[-1] for row in was] == [5, 5, 5, 5, 5]
    parts = Parts(path.read_bytes())
    parts.delete_tab("_engine", recalculated=False)
    path.write_bytes(parts.content())
    said = " ".join(run("repair", path.name, *TODAY).out.split())
    assert "repris de la colonne « Prévue au départ »" in said
    assert "Ce dont le plan a été fait est perdu pour de bon" in said
    assert shown(path, "wbs", "parent", "kind", "start", "due", "first_due", "slip") == was


def test_a_plan_without_settings_asks_for_launch_day_where_nothing_says_it(
    run: Callable[..., Answer], plan: Path
) -> None:
    """It stood in the heading, in the engine and in the first plan; with all gone, it is asked."""
    was = dates(plan)
    parts = Parts(plan.read_bytes())
    parts.delete_tab("Réglages")
    parts.delete_tab("_engine")
    plan.write_bytes(parts.content())
    valueless = re.compile(rb"(<f>[^<]*</f>)<v>[^<]*</v>")
    damage(plan, lambda name, text: valueless.sub(rb"\1", text) if "sheets/" in name else text)
    before = plan.read_bytes()
    refused = run("repair", "plan.xlsx", *TODAY)
    assert (refused.code, refused.out) == (2, "")
    assert "retrosheet repair plan.xlsx --launch 2027-03-15" in " ".join(refused.err.split())
    assert plan.read_bytes() == before
    answer = run("repair", "plan.xlsx", "--launch", "2027-03-19", *TODAY)
    assert answer.code == 0, answer.err
    assert {key: days[:2] for key, days in dates(plan).items()} == {
        key: days[:2] for key, days in was.items()
    }


def test_settings_come_back_with_the_launch_day_that_sync_had_noted(
    run: Callable[..., Answer], plan: Path, lint_clean: Callable[[Path], None]
) -> None:
    """Launch day, roles and public holidays are told by what is left; the rest is named."""
    was = dates(plan)
    run("sync", "plan.xlsx", *TODAY)
    parts = Parts(plan.read_bytes())
    parts.delete_tab("Réglages")
    plan.write_bytes(parts.content())
    # no date is left once a program has calculated without launch day
    valueless = re.compile(rb"(<f>[^<]*</f>)<v>[^<]*</v>")
    damage(plan, lambda name, text: valueless.sub(rb"\1", text) if "sheets/" in name else text)
    answer = run("repair", "plan.xlsx", *TODAY)
    assert answer.code == 0, answer.err
    said = " ".join(answer.out.split())
    assert "Le jour J est le 19/03/2027, comme sync l’avait noté en dernier" in said
    assert "retapez-les" in said
    assert dates(plan) == was
    lint_clean(plan)
    assert run("sync", "plan.xlsx", "--dry-run", *TODAY).code == 0


def test_a_plan_pasted_as_values_calculates_again_and_keeps_a_date_that_was_typed(
    run: Callable[..., Answer], plan: Path
) -> None:
    """A date that the formula does not give was typed since: it stays, and is told."""
    due = _letter(plan, "due")
    formulas = cell(plan, f"{due.decode()}15")
    damage(
        plan,
        lambda name, text: re.sub(rb"<f>.*?</f>", b"", text) if name == _PLAN else text,
    )
    typed = re.compile(rb'(<c r="%b14"[^>]*>)<v>.*?</v>' % due)
    damage(plan, lambda name, text: typed.sub(rb"\1<v>46400</v>", text) if name == _PLAN else text)
    answer = run("repair", "plan.xlsx", "--json", *TODAY)
    assert ("values", True) in kinds(answer)
    assert ("formula", False) in kinds(answer)
    assert re.findall(rb"<f>.*?</f>", cell(plan, f"{due.decode()}15")) == re.findall(
        rb"<f>.*?</f>", formulas
    )
    assert b"<v>46400</v>" in cell(plan, f"{due.decode()}14")
    assert json.loads(run("repair", "plan.xlsx", "--json", *TODAY).out)["wrote"] is False


def test_a_workbook_saved_by_another_library_is_not_damaged(
    run: Callable[..., Answer], plan: Path
) -> None:
    """openpyxl drops the values of formulas, and nothing that a repair could give back."""
    openpyxl.load_workbook(plan).save(plan)
    answer = run("repair", "plan.xlsx", "--json", "--dry-run", *TODAY)
    assert answer.code == 0, answer.err
    assert json.loads(answer.out)["faults"] == []


def test_a_dashboard_that_somebody_deleted_is_no_damage(
    run: Callable[..., Answer], plan: Path
) -> None:
    """It may go, and comes back with ``update --tabs``; one that lost its name alone is told."""
    whole = plan.read_bytes()
    parts = Parts(whole)
    parts.delete_tab("Tableau de bord")
    plan.write_bytes(parts.content())
    assert run("repair", "plan.xlsx", *TODAY).out == "« plan.xlsx » n’a rien d’abîmé.\n"
    parts = Parts(whole)
    book = parts.parts[_BOOK]
    name = rb'<definedName name="rs_page_dashboard">[^<]*</definedName>'
    parts.parts[_BOOK] = re.sub(name, b"", book)
    assert parts.parts[_BOOK] != book
    plan.write_bytes(parts.content())
    assert "Le nom du tableau de bord manque" in run("repair", "plan.xlsx", *TODAY).out


_DOCS = Path(__file__).parents[2] / "docs" / "repair.md"
_SESSIONS = re.findall(
    r"(?s)```text\n\$ retrosheet (repair [^\n]*)\n(.*?)```", _DOCS.read_text("utf-8")
)


def type_over(path: Path) -> None:
    """A due date typed over by itself, another by one that somebody meant; a name deleted."""
    dates = openpyxl.load_workbook(path, data_only=True)["Plan"]
    plan = plan_of(Parts(path.read_bytes()))
    letters, (first, second) = plan.letters("due"), list(plan.rows.values())[4:6]
    parts = Parts(path.read_bytes())
    for row, later in ((first, 0), (second, 9)):
        said = to_excel(dates[f"{letters}{row}"].value) + later
        parts.cell("Plan", f"{letters}{row}", number_cell(said))
    book = parts.parts[_BOOK]
    parts.parts[_BOOK] = re.sub(rb'<definedName name="rs_launch">[^<]*</definedName>', b"", book)
    path.write_bytes(parts.content())


def delete_engine(path: Path) -> None:
    parts = Parts(path.read_bytes())
    parts.delete_tab("_engine")
    path.write_bytes(parts.content())


@pytest.mark.parametrize(
    ("session", "damaged"), list(zip(_SESSIONS, (type_over, delete_engine), strict=True))
)
def test_the_sessions_of_the_docs(
    session: tuple[str, str], damaged: Callable[[Path], None], run: Callable[..., Answer]
) -> None:
    """The page shows, word for word, what is said of a plan to which just that has happened.

    A column that the plan has more some day may move the cells.
    """
    line, said = session
    path = Path("plan.xlsx")
    what = ("seasonal-promotion", "--launch", "2027-03-19", "-o", path.name)
    assert run("new", *what, "--lang", "en", "--today", "2027-01-04").code == 0
    damaged(path)
    answer = run(*line.split(), "--today", "2027-01-04")
    shown, told = (re.sub(r"Plan![A-Z]+", "Plan!", text) for text in (said, answer.out))
    assert (told, answer.err) == (shown, "")


def test_a_dry_run_says_the_same_and_writes_nothing(run: Callable[..., Answer], plan: Path) -> None:
    """No backup either."""
    damage(plan, lambda name, text: re.sub(NAME, b"", text) if name == _BOOK else text)
    before = plan.read_bytes()
    answer = run("repair", "plan.xlsx", "--dry-run", *TODAY)
    assert answer.out.startswith("À réparer :\n")
    assert answer.out.endswith("Rien n’a été écrit (--dry-run).\n")
    assert plan.read_bytes() == before
    assert [path.name for path in Path().glob("*.bak")] == []


def test_what_is_no_workbook_of_ours_is_refused(run: Callable[..., Answer], tmp_path: Path) -> None:
    """Another's workbook, a text, no file, a Google sheet: each with the way on."""
    book = openpyxl.Workbook()
    book.active["A1"] = "Bonjour"
    book.save(tmp_path / "autre.xlsx")
    (tmp_path / "texte.xlsx").write_text("bonjour")
    cases = {
        "autre.xlsx": "retrosheet adopt autre.xlsx",
        "texte.xlsx": "n’est pas un classeur .xlsx",
        "absent.xlsx": "n’existe pas",
        "https://example.org/plan.xlsx": "n’est pas l’adresse d’une feuille Google",
    }
    for name, said in cases.items():
        answer = run("repair", name, "--lang", "fr")
        assert (answer.code, answer.out) == (2, "")
        assert said in answer.err


@pytest.mark.parametrize("where", ["https://docs.google.com/spreadsheets/d/{}/edit", "{}"])
def test_a_google_sheet_is_told_what_helps_there(run: Callable[..., Answer], where: str) -> None:
    """By its address or its ID: the commands that work on it, and the way over a file."""
    typed = where.format("1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789")
    answer = run("repair", typed, "--lang", "en")
    assert (answer.code, answer.out) == (2, "")
    assert "is a Google sheet, and repair mends files" in answer.err
    for command in (f"retrosheet sync {typed}", f"retrosheet update {typed}", "retrosheet repair"):
        assert command in answer.err
    assert "File > Version history" in answer.err
    assert "File > Download > Microsoft Excel (.xlsx)" in answer.err


def test_a_renamed_heading_is_told_by_its_place_where_the_keys_are_gone(
    run: Callable[..., Answer], plan: Path
) -> None:
    """Somebody emptied the hidden row, and calls columns as they are called in that house."""
    damaged = Parts(plan.read_bytes())
    found = plan_of(damaged)
    title = plan_title(damaged)
    for key in found.columns:
        damaged.cell(title, f"{found.letters(key)}{found.header - 1}", b"|")
    damaged.cell(title, f"{found.letters('status')}{found.header}", text_cell("Où ça en est"))
    damaged.cell(title, f"{found.letters('owner')}{found.header}", text_cell("Qui"))
    plan.write_bytes(damaged.content())
    assert "retrosheet repair" in run("sync", "plan.xlsx", "--dry-run", *TODAY).err
    answer = run("repair", "plan.xlsx", *TODAY)
    assert answer.code == 0, answer.err
    assert "La colonne « Où ça en est » est prise pour « Statut »." in answer.out
    assert "La colonne « Qui » est prise pour « Responsable »." in answer.out
    assert run("sync", "plan.xlsx", "--dry-run", *TODAY).code == 0
    assert run("repair", "plan.xlsx", *TODAY).out == "« plan.xlsx » n’a rien d’abîmé.\n"


def test_owners_come_back_where_only_their_errors_were_pasted(
    run: Callable[..., Answer], plan: Path
) -> None:
    """Settings deleted, then the plan pasted as values: nobody is called #REF!."""
    was = dates(plan)
    damaged = Parts(plan.read_bytes())
    damaged.delete_tab("Réglages")
    paste_the_plan_as_values(damaged)
    plan.write_bytes(damaged.content())
    answer = run("repair", "plan.xlsx", *TODAY)
    assert answer.code == 0, answer.err
    assert "#REF!" not in answer.out
    assert {title: row[2] for title, row in dates(plan).items()} == {
        title: row[2] for title, row in was.items()
    }


def test_names_come_back_together_or_not_at_all(run: Callable[..., Answer], plan: Path) -> None:
    """A plan that lacks its holidays alone would be read with other dates."""

    def relabelled(name: str, text: bytes) -> bytes:
        if name == "xl/sharedStrings.xml":
            return text.replace(b"<t>Date</t>", b"<t>Jours</t>")
        return re.sub(NAME, b"", text) if name == _BOOK else text

    damage(plan, relabelled)
    before = plan.read_bytes()
    answer = run("repair", "plan.xlsx", "--json", *TODAY)
    faults = json.loads(answer.out)["faults"]
    assert {fault["where"] for fault in faults if fault["kind"] == "tab"} >= {"rs_holidays"}
    assert not any(fault["mended"] for fault in faults)
    assert plan.read_bytes() == before


@pytest.mark.libreoffice
def test_a_workbook_saved_by_libreoffice_is_sound_and_gets_its_names_back(
    run: Callable[..., Answer], plan: Path, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    """It spells names, rules and references in its own way; sync says the same afterwards."""
    wanted = run("sync", "plan.xlsx", "--dry-run", "--json", *TODAY)
    with libreoffice.open(plan.resolve()) as document:
        saved = document.save(tmp_path / "saved.xlsx")
    assert run("repair", "saved.xlsx", *TODAY).out == "« saved.xlsx » n’a rien d’abîmé.\n"
    had = names(saved)
    named = rb'<definedName [^>]*name="rs_\w+"[^>]*>.*?</definedName>'
    damage(saved, lambda name, text: re.sub(named, b"", text) if name == _BOOK else text)
    assert run("repair", "saved.xlsx", *TODAY).code == 0
    now = names(saved)
    assert len(now) > 25
    assert now == {name: had[name] for name in now}
    found = run("sync", "saved.xlsx", "--dry-run", "--json", *TODAY)
    assert json.loads(found.out)["findings"] == json.loads(wanted.out)["findings"]
