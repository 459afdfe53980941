"""The tab "My tasks": whoever is chosen sees what is theirs, the next due on top."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from retrosheet.language import LANGS, Lang
from retrosheet.layout import my_tasks
from retrosheet.layout.engine import mine as engine_mine
from retrosheet.layout.frame import Frame
from retrosheet.layout.my_tasks import column
from tests.engines.cell_reference import a1
from tests.engines.grid import Value, as_serial
from tests.engines.libreoffice_engine import LibreOffice
from tests.layout.test_dashboard import Live
from tests.layout.test_plan import LAPTOP, PHONE, pixels
from tests.made import archetype_names, made
from tests.small import small

TODAY = dt.date(2026, 11, 21)
FIRST = 5


class Mine(Live):
    def choose(self, person: str) -> None:
        self.at("mine", *engine_mine.PERSON, person)

    def cell(self, row: int, key: str) -> Value:
        return self.grid.values(self.frame.titles["mine"]).get((row + 1, column(key) + 1), "")

    def column(self, key: str) -> list[Value]:
        """What a column shows, without the free rows."""
        rows = range(FIRST, FIRST + 60)
        return [self.cell(row, key) for row in rows if self.cell(row, "title") != ""]

    @property
    def said(self) -> str:
        return str(self.cell(engine_mine.PERSON[0], "status")).replace("\u00a0", " ")


def mine(tmp_path: Path, lang: Lang = "fr") -> Mine:
    book = small(lang, TODAY)
    return Mine(book.frame, book.content, tmp_path / "plan.xlsx")


def owned_by(frame: Frame, person: str) -> list[tuple[dt.date, str]]:
    tasks = frame.judged.schedule.tasks
    return [
        (placed.due, placed.task.id)
        for placed in sorted(tasks, key=lambda placed: placed.due)
        if frame.campaign.role(placed.task.role).label == person
    ]


def test_each_person_of_the_team_finds_their_tasks_by_due_date(tmp_path: Path) -> None:
    """All of them, nobody else's, with how many are to do and how many late."""
    book = mine(tmp_path)
    for role in book.frame.campaign.roles:
        book.choose(role.label)
        tasks = owned_by(book.frame, role.label)
        assert book.column("due") == [as_serial(due) for due, _ in tasks]
        assert sorted(map(str, book.column("id"))) == sorted(task_id for _, task_id in tasks)
        late = sum(due < TODAY for due, _ in tasks)
        counts = f"{len(tasks)} à faire sur {len(tasks)}" + f", {late} en retard" * (late > 0)
        assert book.said == (counts if tasks else "Aucune tâche à ce nom.")


def test_what_is_done_comes_last_and_what_is_cancelled_nowhere(tmp_path: Path) -> None:
    """What there is to do is on top, what is done is done to 100 %, and when nothing is left the
    tab says so."""
    book = mine(tmp_path)
    ids = [str(task_id) for task_id in book.column("id")]
    book.type(ids[0], "status", "Terminé")
    book.type(ids[1], "status", "Annulé")
    book.type(ids[2], "progress", 0.5)
    assert book.column("id") == [*ids[2:], ids[0]]
    assert book.column("status")[-1] == "Terminé"
    assert (book.column("progress")[0], book.column("progress")[-1]) == (0.5, 1)
    assert book.said.startswith(f"{len(ids) - 2} à faire sur {len(ids) - 1}")
    for task_id in ids[2:]:
        book.type(task_id, "status", "Validé")
    assert book.said == f"Tout est fait : {len(ids) - 1} tâches."


def test_a_cell_with_two_names_counts_for_both(tmp_path: Path) -> None:
    """However they are written; a name that only begins alike does not."""
    book = mine(tmp_path)
    spare = next(line.id for line in book.frame.lines if line.placed is None)
    book.type(spare, "title", "Tracts")
    book.at(
        "settings", book.frame.settings.team.first_row, book.frame.settings.team_column + 1, "Zoé"
    )
    book.at(
        "settings",
        book.frame.settings.team.first_row + 1,
        book.frame.settings.team_column + 1,
        "Zoé Martin",
    )
    before = {}
    for person in ("Zoé", "Zoé Martin"):
        book.choose(person)
        before[person] = book.column("title").count("Tracts")
    assert before == {"Zoé": 0, "Zoé Martin": 0}
    book.type(spare, "owner", "Paul et zoé")
    found = {}
    for person in ("Zoé", "Zoé Martin"):
        book.choose(person)
        found[person] = book.column("title").count("Tracts")
    assert found == {"Zoé": 1, "Zoé Martin": 0}


@pytest.mark.parametrize(
    ("lang", "asked", "none"),
    [
        ("fr", "Choisissez une personne de l’équipe.", "Aucune tâche à ce nom."),
        ("en", "Choose a person of the team.", "No task under this name."),
    ],
)
def test_without_a_name_it_asks_for_one(
    tmp_path: Path, lang: Lang, asked: str, none: str
) -> None:  # fmt: skip
    """Neither an empty choice nor a name that owns nothing lists any task."""
    book = mine(tmp_path, lang)
    book.choose("")
    assert (book.said, book.column("id")) == (asked, [])
    book.choose("Nobody at all")
    assert (book.said, book.column("id")) == (none, [])


@pytest.mark.parametrize("name", archetype_names())
def test_it_fits_a_laptop_and_its_first_columns_a_phone(name: str) -> None:
    """On a phone: when, what, and its status. On paper: one sheet of A4."""
    tab = my_tasks.lay_out(made(name, "fr", TODAY).frame)
    wide = {run.first: pixels(run.width) for run in tab.columns if not run.hidden}
    assert sum(wide.values()) <= LAPTOP
    assert sum(width for place, width in wide.items() if place <= column("status")) <= PHONE
    assert (tab.printing.paper, tab.printing.one_page) == ("A4", True)


@pytest.mark.libreoffice
@pytest.mark.parametrize("lang", LANGS)
def test_libreoffice_shows_the_same_after_the_plan_is_sorted(
    tmp_path: Path, lang: Lang, libreoffice: LibreOffice
) -> None:
    """Whatever order people sort the plan into, the tab stays as it is."""
    path = tmp_path / "plan.xlsx"
    book = small(lang, TODAY)
    path.write_bytes(book.content)
    frame = book.frame
    with libreoffice.open(path) as document:
        title, plan = frame.titles["mine"], frame.titles["plan"]

        def shown() -> list[Value]:
            values = document.values(title)
            return [values.get((row + 1, column("id") + 1), "") for row in range(FIRST, FIRST + 20)]

        before = shown()
        assert before[0] != ""
        first = a1(frame.plan.first_row + 1, 1)
        last = a1(frame.plan.sentinel_row, frame.plan.column("comment") + 1)
        document.sort(plan, f"{first}:{last}", "B", descending=True, header=False)
        assert shown() == before
