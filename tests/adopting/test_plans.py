"""Hand-made retroplannings of the trade, beside what a human reads in them."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

import openpyxl
import pytest

from retrosheet.adopting.adopted import Adopted, adopted
from retrosheet.adopting.asked import Refused
from retrosheet.adopting.living import living
from retrosheet.importing.remarks import listed
from retrosheet.xlsx.write import render
from tests.adopting.plans import PLANS, Plan
from tests.adopting.reading import TODAY, asked, foreign, plan_of, saved
from tests.thorough import THOROUGH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from retrosheet.workbook.foreign import ForeignBook

MAKERS = pytest.mark.parametrize("make", PLANS, ids=lambda make: make.__name__)


@MAKERS
def test_a_plan_says_to_us_what_it_says_to_a_human(make: Callable[[], Plan]) -> None:
    """Launch, tasks, dates, owners and statuses are read without a question."""
    plan = make()
    lang = plan.lang
    found = plan_of(plan.book, lang)
    assert str(found.launch.day) == plan.launch
    placed = {p.task.title: p for p in found.kept.schedule.tasks if p.task.id in found.said}
    assert sorted(placed) == sorted(line.title for line in plan.lines)
    for line in plan.lines:
        task = placed[line.title]
        if line.due == "-":
            assert any("pas de date" in said for said in listed(found.doubts, lang))
        elif line.due.startswith("J"):
            days = int(line.due[1:] or 0)
            assert task.due == found.launch.day + dt.timedelta(days=days), line.title
        else:
            assert str(task.due) == line.due, line.title
        if line.start:
            assert str(task.start) == line.start, line.title
        assert found.kept.campaign.role(task.task.role).label == line.owner, line.title
        assert found.said[task.task.id].status == line.status, line.title


def words_of(book: ForeignBook) -> Iterator[tuple[str, str]]:
    for tab in book.tabs:
        for cell in tab.cells.values():
            if isinstance(cell.value, str) and cell.value.strip():
                yield tab.title, cell.value
        for note in tab.remarks.values():
            yield tab.title, note


@MAKERS
def test_no_word_of_the_source_is_lost(make: Callable[[], Plan]) -> None:
    """Each text of a cell, and each note on one, is a text of the new workbook."""
    plan = make()
    lang = plan.lang
    book = foreign(saved(plan.book), lang)
    found = adopted(book, asked(lang))
    assert isinstance(found, Adopted)
    written = io.BytesIO(render(living(found, TODAY)))
    made = openpyxl.load_workbook(written, read_only=True, data_only=True)
    texts = {
        str(value)
        for sheet in made
        for row in sheet.iter_rows(values_only=True)
        for value in row
        if value is not None
    }
    for tab, text in words_of(book):
        assert text in texts, (tab, text)


@MAKERS
def test_the_same_sheet_gives_the_same_bytes(make: Callable[[], Plan]) -> None:
    """Whoever adopts a plan twice has one workbook: one description, which is written one way."""
    data = saved(make().book)
    made = []
    for _ in range(2):
        found = adopted(foreign(data), asked())
        assert not isinstance(found, Refused)
        made.append(living(found, TODAY))
    assert made[0] == made[1]
    if THOROUGH or make in PLANS[::6]:
        assert render(made[0]) == render(made[1])


@MAKERS
def test_what_is_said_is_whole_in_both_languages(make: Callable[[], Plan]) -> None:
    """No placeholder is left, and each language says as much as the other."""
    plan = make()
    found = plan_of(plan.book, plan.lang)
    said = {lang: listed(found.doubts, lang) for lang in ("fr", "en")}
    assert len(said["fr"]) == len(said["en"])
    for line in [*said["fr"], *said["en"]]:
        assert "{" not in line
        assert "any_day" not in line


def test_the_living_plan_has_statuses_comments_and_the_tabs_as_they_were() -> None:
    """What was typed beside a task stands in its comment; the old tabs keep their colours."""
    english = next(make for make in PLANS if make.__name__ == "english_campaign")
    book = foreign(saved(english().book), "en")
    found = adopted(book, asked("en"))
    assert isinstance(found, Adopted)
    made = openpyxl.load_workbook(io.BytesIO(render(living(found, TODAY))))
    area = made.defined_names["rs_plan"].attr_text.rpartition("!")
    rows = list(made[area[0].strip("'")][area[2].replace("$", "")])
    keys = {cell.value: at for at, cell in enumerate(rows[0])}
    designs = next(row for row in rows if row[keys["title"]].value == "Design the banners")
    assert designs[keys["status"]].value == "In progress"
    assert designs[keys["comment"]].value == ("three sizes\nPriority: High\nAsk Zoe for the fonts")
    assert made["Timeline"]["A5"].value == "Write the brief"
    assert made["Timeline"]["A4"].font.bold


def test_a_phase_row_loses_nothing_unsaid() -> None:
    """What stands beside a phase's title is named with its cell: dates as dates, and its status."""
    book = openpyxl.Workbook()
    rows: list[list[object]] = [
        ["WBS", "Tâche", "Responsable", "Échéance", "Budget", "Statut", "Commentaire"],
        ["1", "Préparation", "Anne", dt.date(2027, 3, 1), 500, "En cours", "Voir Paul"],
        ["1.1", "Brief", "Sam", dt.date(2027, 2, 5), None, "Fait", None],
        ["2", "Lancement", "Sam", dt.date(2027, 3, 4), None, None, None],
    ]
    for row in rows:
        book.active.append(row)
    found = plan_of(book)
    lost = [line for line in listed(found.doubts, "fr") if "n’est pas repris" in line]
    wanted = {
        "C2": "le responsable, « Anne »", "D2": "l’échéance, « 2027-03-01 »",
        "E2": "le budget, « 500 »", "F2": "le statut, « En cours »", "G2": "la note, « Voir Paul »",
    }  # fmt: skip
    assert len(lost) == len(wanted)
    for place, what in wanted.items():
        assert any(f"!{place}" in line and what in line for line in lost)
    tasks = [(p.task.title, str(p.due)) for p in found.kept.schedule.tasks]
    assert tasks == [("Brief", "2027-02-05"), ("Lancement", "2027-03-04")]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Rétroplanning salon des maires – Jour J : mardi 18 mai 2027",
         "Rétroplanning salon des maires"),
        ("Salon des maires (lancement le 18/05/2027)", "Salon des maires"),
        ("Mayors' fair - D-Day: 18 May 2027", "Mayors' fair"),
        ("Salon Jour J 18 mai 2027", "Salon"),
        ("Salon des maires, 18 mai 2027", "Salon des maires"),
        ("Salon des maires – 3 janvier 2027", "Salon des maires – 3 janvier 2027"),
        ("Salon des maires du 18 mai 2027", "Salon des maires du 18 mai 2027"),
        ("Plan – version du 18 mai 2027", "Plan – version du 18 mai 2027"),
        ("Jour J : 18 mai 2027", "Plan"),
    ],
)  # fmt: skip
def test_launch_day_is_no_part_of_the_campaigns_name(typed: str, name: str) -> None:
    """It may move, and the file's name has it already; other days in a title stay."""
    book = openpyxl.Workbook()
    rows: list[list[object]] = [
        [typed],
        [],
        ["Tâche", "Échéance"],
        ["Brief", dt.date(2027, 4, 5)],
        ["Lancement", dt.date(2027, 5, 18)],
    ]
    for row in rows:
        book.active.append(row)
    found = plan_of(book)
    assert (found.kept.campaign.name, found.launch.day) == (name, dt.date(2027, 5, 18))


@pytest.mark.parametrize(("dated", "sure"), [(True, True), (False, False)])
def test_a_launch_that_heads_other_rows_is_launch_day(*, dated: bool, sure: bool) -> None:
    """The row « 2 Lancement » over 2.1 and 2.2 is a phase, and its first day is launch day.

    Where only its rows say when, that is told as the best guess.
    """
    book = openpyxl.Workbook()
    book.active.append(["N°", "Tâche", "Début", "Fin"])
    for number, title, start, end in (
        ("1", "Préparation", "04/01/2027", "26/02/2027"),
        ("1.1", "Brief", "04/01/2027", "08/01/2027"),
        ("1.2", "Maquettes", "11/01/2027", "26/02/2027"),
        ("2", "Lancement", "15/03/2027", "19/03/2027"),
        ("2.1", "Mise en rayon", "15/03/2027", "15/03/2027"),
        ("2.2", "Animations en magasin", "16/03/2027", "19/03/2027"),
        ("3", "Après", "22/03/2027", "09/04/2027"),
        ("3.1", "Relances clients", "22/03/2027", "09/04/2027"),
    ):
        book.active.append([number, title, *((start, end) if dated or "." in number else ())])
    found = plan_of(book)
    assert (found.launch.day, found.launch.sure) == (dt.date(2027, 3, 15), sure)
    assert "« Lancement »" in found.launch.where.fr
