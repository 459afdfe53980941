"""The dashboard follows what people type in the plan, and says it in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrosheet import layout
from retrosheet.campaign import Campaign
from retrosheet.google.drawing.relative import filled
from retrosheet.language import LANGS, Lang, date_text
from retrosheet.layout import palette
from retrosheet.layout.dashboard import tab as dashboard
from retrosheet.layout.dashboard.grid import LAST_COLUMN, LIST_ROWS, Rows, column
from retrosheet.layout.frame import Frame
from retrosheet.schedule import compute
from retrosheet.workbook import sync_tab
from retrosheet.xlsx.write import render
from tests.campaigns import campaigns
from tests.engines.cell_reference import a1
from tests.engines.grid import CellError, Value
from tests.engines.ironcalc_engine import IronCalcWorkbook
from tests.made import LAUNCH, made
from tests.small import one_of, sample
from tests.thorough import covering, tries

BEFORE = dt.date(2026, 11, 21)
AMONG = dt.date(2027, 2, 9)
NAME = "communication-campaign"
ALARMS = {palette.LATE_TEXT, palette.RISK_TEXT}


class Live:
    """A new workbook, open; what people type goes in, what the dashboard shows comes out."""

    def __init__(self, frame: Frame, content: bytes, path: Path) -> None:
        path.write_bytes(content)
        self.frame = frame
        self.grid = IronCalcWorkbook.load(path)
        self.grid.freeze_today(frame.today)
        self.rows = Rows(13)

    def type(self, task_id: str, key: str, value: Value | dt.date) -> None:
        cell = a1(self.frame.plan.rows[task_id] + 1, self.frame.plan.column(key) + 1)
        self.grid.set(self.frame.titles["plan"], cell, value)

    def set(self, key: str, value: Value | dt.date) -> None:
        """Types into the form of Settings."""
        self.at(
            "settings",
            self.frame.settings.entry(key).first_row,
            self.frame.settings.form_column,
            value,
        )

    def at(self, tab: str, row: int, place: int, value: Value | dt.date) -> None:
        self.grid.set(self.frame.titles[tab], a1(row + 1, place + 1), value)

    def show(self, row: int, place: int) -> Value:
        return self.grid.values(self.frame.titles["dashboard"]).get((row + 1, place + 1), "")

    @property
    def sentence(self) -> str:
        return str(self.show(self.rows.sentence, column(0)))

    def card(self, module: int) -> tuple[Value, Value, Value]:
        first, second, third = (self.show(self.rows.cards + n, column(module)) for n in range(3))
        return first, second, third

    def listed(self, module: int) -> list[str]:
        """The IDs, or for milestones the titles, in one of the lists."""
        place = column(module, 1) if module == 4 else column(module)
        rows = range(self.rows.lists + 2, self.rows.lists + 2 + LIST_ROWS)
        return [str(text) for row in rows if (text := self.show(row, place)) != ""]

    def table(self, module: int) -> list[list[Value]]:
        """Phases (module 0) or people (module 3): the rows that show something."""
        places = [column(module, 1), *(column(module + 1, step) for step in range(4))]
        rows = range(self.rows.work_first, self.rows.work_first + 12)
        shown = [[self.show(row, place) for place in places] for row in rows]
        return [row for row in shown if row[0] != "" and row[1] != ""]


def live(
    tmp_path: Path, today: dt.date = BEFORE, lang: Lang = "fr", name: str = NAME
) -> Live:  # fmt: skip
    book = one_of(name, lang, today)
    return Live(book.frame, book.content, tmp_path / "plan.xlsx")


def test_before_the_work_the_sentence_says_whether_launch_holds(tmp_path: Path) -> None:
    """With its spare days and the next start, or with the first start that was missed."""
    assert live(tmp_path).sentence == (
        "J tient, avec 25 jours ouvrés de marge. Prochain départ dans 6 jours ouvrés."
    )
    assert live(tmp_path, AMONG).sentence.startswith("J ne tient pas : prévu le ")
    assert live(tmp_path, AMONG).sentence.endswith(
        "aurait dû commencer il y a 43 jours ouvrés."
    )  # fmt: skip


def alarming(tmp_path: Path, today: dt.date) -> set[tuple[int, int]]:
    """The cells of the dashboard that a rule turns red or amber on that day."""
    book = live(tmp_path, today)
    tab = dashboard.lay_out(book.frame)
    found: dict[tuple[int, int], str] = {}
    for rule in (rule for rule in tab.rules if rule.look.color in ALARMS):
        for row in range(rule.area.first_row, rule.area.last_row + 1):
            for place in range(rule.area.first_column, rule.area.last_column + 1):
                steps = row - rule.area.first_row, place - rule.area.first_column
                formula = filled(rule.formula, *steps).removeprefix("=")
                found.setdefault((row, place), f"=IF({formula},1,0)")
    scratch = 3000
    for n, formula in enumerate(found.values()):
        book.grid.set_formula(book.frame.titles["dashboard"], a1(scratch + n + 1, 1), formula)
    shown = [book.show(scratch + n, 0) for n in range(len(found))]
    return {cell for cell, value in zip(found, shown, strict=True) if value == 1}


def test_an_alarm_is_for_its_own_number(tmp_path: Path) -> None:
    """Nothing is red while nothing is late; then the cards that say so are, whole."""
    assert not alarming(tmp_path, BEFORE)
    red = alarming(tmp_path, AMONG)
    cards = Rows(13).cards
    number, below = ({place for row, place in red if row == cards + n} for n in (1, 2))
    assert column(1) in number
    assert number == below


def test_the_sentence_follows_launch_day(tmp_path: Path) -> None:
    """Moved too near, launch is expected later; typed as a word, it is to be corrected."""
    book = live(tmp_path, lang="en")
    book.set("launch", BEFORE + dt.timedelta(days=30))
    assert book.sentence.startswith("Launch does not hold: expected on 2 Feb 2027, 24 working ")
    assert book.card(5) == ("Launch is late by", 24, "working days")
    book.set("launch", dt.date(2027, 2, 1))
    assert book.card(5) == ("Launch is late by", 1, "working day")
    book.set("launch", "soon")
    assert book.sentence == "Launch day cannot be read: correct it in the settings."


def test_no_error_is_shown_while_launch_day_cannot_be_read(tmp_path: Path) -> None:
    """Not one cell of the tab shows #VALUE! or the like."""
    book = live(tmp_path, AMONG)
    book.set("launch", "bientôt")
    values = book.grid.values(book.frame.titles["dashboard"])
    shown = {place: value for place, value in values.items() if place[1] <= LAST_COLUMN + 1}
    assert not [place for place, value in shown.items() if isinstance(value, CellError)]


def test_during_the_work_the_sentence_names_what_should_have_begun(tmp_path: Path) -> None:
    """The task that holds up launch stands there by its title."""
    book = live(tmp_path, AMONG)
    for placed in book.frame.schedule.tasks:
        if placed.task.id != "CIB1" and placed.start <= AMONG:
            book.type(placed.task.id, "status", "Terminé")
    assert book.sentence == (
        "J tient, sans marge. « Mener l’étude de marché » aurait dû commencer il y a 42 jours "
        "ouvrés."
    )


@pytest.mark.parametrize(
    ("today", "below"),
    [
        (BEFORE, "aucun départ en retard"),
        (AMONG, "aucun autre départ en retard"),
    ],
)
def test_the_card_of_starts_agrees_with_the_sentence(
    tmp_path: Path, today: dt.date, below: str
) -> None:
    """Whoever is late already and has not begun counts as late: the card says "no other"."""
    book = live(tmp_path, today)
    for placed in book.frame.schedule.tasks:
        if placed.task.id != "CIB1" and placed.start <= AMONG:
            book.type(placed.task.id, "status", "Terminé")
    assert ("aurait dû commencer" in book.sentence) == (today == AMONG)
    assert book.card(3)[2] == below


def test_all_done_is_said(tmp_path: Path) -> None:
    """One sentence, all cards full, all lists empty, every phase whole."""
    book = live(tmp_path, AMONG)
    for placed in book.frame.schedule.tasks:
        book.type(placed.task.id, "status", "Terminé")
    assert book.sentence == "Tout est terminé."
    assert book.card(0)[1] == 100
    assert [book.listed(module) for module in (0, 2, 4)] == [[], [], ["Plus aucun jalon à venir."]]
    assert {row[3] for row in book.table(0)} == {1}


def test_after_launch_it_counts_what_is_left(tmp_path: Path) -> None:
    """The day of launch behind, the rest is still to be finished."""
    book = live(tmp_path, LAUNCH + dt.timedelta(days=3), lang="en")
    for placed in book.frame.schedule.tasks[1:]:
        book.type(placed.task.id, "status", "Done")
    assert book.sentence == "Launch has passed: 1 task left to finish."
    assert book.show(book.rows.name, column(4)) == -3


def test_the_longest_late_tasks_come_first_and_leave_when_they_are_done(tmp_path: Path) -> None:
    """Six are shown, the header says of how many; a date of completion removes one."""
    book = live(tmp_path, AMONG)
    assert book.listed(0)[:2] == ["OBJ1", "OBJ2"]
    late = book.card(1)[1]
    assert isinstance(late, float)
    assert late > LIST_ROWS
    assert book.show(book.rows.lists, column(1, 2)) == f"6 sur {late:.0f}"
    book.type("OBJ1", "actual_end", dt.date(2026, 12, 2))
    assert book.listed(0)[0] == "OBJ2"
    assert book.card(1)[1] == late - 1


def test_a_week_without_urgency_says_what_begins_next(tmp_path: Path) -> None:
    """On day one the list is worth reading, and what it says follows what people type."""
    book = live(tmp_path, lang="en")
    first = book.rows.lists + 2
    shown = [str(book.show(first + row, column(2, 1))) for row in range(4)]
    task = book.frame.schedule.tasks[0]
    day = date_text(task.steps.work_start, "en")
    assert shown == [
        "✓ Nothing is pressing this week.", f"Next to begin, on {day}:", task.task.title, "",
    ]  # fmt: skip
    book.type(task.task.id, "status", "In progress")
    book.type(task.task.id, "title", "Another")
    assert book.show(first + 2, column(2, 1)) not in {"", task.task.title, "Another"}
    book.set("launch", BEFORE + dt.timedelta(days=30))
    assert book.show(first + 1, column(2, 1)) != f"Next to begin, on {day}:"


def test_lists_show_what_people_call_a_task_and_who_has_it_now(tmp_path: Path) -> None:
    """A title or an owner that somebody typed over is shown at once."""
    book = live(tmp_path, AMONG)
    book.type("OBJ1", "title", "Cadrer")
    book.type("OBJ1", "owner", "Nadia")
    first = book.rows.lists + 2
    assert book.show(first, column(0, 1)) == "Cadrer"
    assert book.show(first, column(1, 1)) == "Nadia"


def test_blocked_and_waiting_tasks_are_counted(tmp_path: Path) -> None:
    """The card shows the blocked ones, and how many await an approval."""
    book = live(tmp_path)
    book.type("OBJ1", "status", "Bloqué")
    book.type("OBJ2", "status", "En attente de validation")
    assert book.card(4) == ("Bloquées", 1, "1 en attente de validation")


def test_a_status_word_that_nobody_knows_is_counted_in_a_note(tmp_path: Path) -> None:
    """No task counts as late or done by a word that nobody understands."""
    book = live(tmp_path)
    book.type("OBJ1", "status", "chépa")
    assert book.show(book.rows.lists, column(0)) == "En retard"
    texts = book.grid.values(book.frame.titles["dashboard"]).values()
    assert "1 statut illisible" in texts


def test_a_person_with_two_roles_is_one_row(tmp_path: Path) -> None:
    """Their tasks are summed under their name, and the roles' own rows are gone."""
    book = live(tmp_path)
    before = {str(row[0]): row[1] for row in book.table(3)}
    for role in (2, 8):
        book.at(
            "settings",
            book.frame.settings.team.first_row + role,
            book.frame.settings.team_column + 1,
            "Nadia",
        )
    rows = {str(row[0]): row[1] for row in book.table(3)}
    assert rows["Nadia"] == sum(
        count for name, count in before.items()
        if name in {"Analyste de marché", "Analyste de données"} and isinstance(count, float)
    )  # fmt: skip
    assert "Analyste de marché" not in rows


def test_people_come_with_their_late_and_their_finished_tasks(tmp_path: Path) -> None:
    """Done, late and ahead add up to all that each of them has."""
    book = live(tmp_path, AMONG)
    book.type("OBJ1", "status", "Terminé")
    director = next(row for row in book.table(3) if row[0] == "Directeur marketing")
    tasks, done, late, ahead = director[1:]
    assert done == 1
    assert isinstance(tasks, float)
    assert isinstance(late, float)
    assert late > 0
    assert ahead == tasks - 1 - late


def test_owners_whom_settings_does_not_know_are_counted_in_the_note(tmp_path: Path) -> None:
    """Tasks of somebody outside the team are in no row, and that is said."""
    book = live(tmp_path)
    book.type("OBJ1", "owner", "Inconnu")
    book.type("OBJ2", "owner", "Inconnu")
    texts = book.grid.values(book.frame.titles["dashboard"]).values()
    assert "2 tâches d’autres responsables, ou sans" in texts


def test_phases_weigh_their_tasks_by_length(tmp_path: Path) -> None:
    """Half of a long task moves its phase more than half of a short one."""
    book = live(tmp_path)
    book.type("CIB1", "progress", 0.5)
    tasks = [placed.task for placed in book.frame.schedule.tasks if placed.task.phase == 1]
    weights = {task.id: max(1, task.duration) for task in tasks}
    assert book.table(0)[1][3] == pytest.approx(weights["CIB1"] / 2 / sum(weights.values()))


def test_a_phase_that_somebody_adds_gets_a_row(tmp_path: Path) -> None:
    """A name typed into Settings and used in the plan is the last row of the table."""
    book = live(tmp_path)
    phases = book.frame.settings.phase_list
    row = phases.first_row + 1 + len(book.frame.campaign.phases)
    book.at("settings", row, phases.first_column, "Bonus")
    spare = next(line.id for line in book.frame.lines if line.placed is None)
    book.type(spare, "title", "Fêter")
    book.type(spare, "phase", "Bonus")
    assert [row[0] for row in book.table(0)][-1] == "Bonus"


def test_it_repeats_what_the_last_sync_said(tmp_path: Path) -> None:
    """Its sentence stands at the foot; before the first sync that there was none."""
    book = live(tmp_path)
    footer = Rows(len(book.frame.campaign.phases) + 1).footer
    assert str(book.show(footer, column(0))).startswith("Jamais synchronisé : « retrosheet sync »")
    row = sync_tab.SCALARS.index("said")
    book.at("sync", row, 1, "Synchronisé le 9 février : J glisse de deux jours.")
    assert book.show(footer, column(0)) == "Synchronisé le 9 février : J glisse de deux jours."


@pytest.mark.parametrize(("name", "lang"), covering(sample("event"), LANGS))
def test_charts_show_at_most_one_empty_entry(name: str, lang: Lang, tmp_path: Path) -> None:
    """There is room for one phase or person more; nothing else in a chart is blank."""
    book = live(tmp_path, lang=lang, name=name)
    sheet = dashboard.lay_out(book.frame)
    for chart in sheet.charts:
        for series in chart.series:
            area = series.categories
            cells = [(row, area.first_column) for row in range(area.first_row, area.last_row + 1)]
            blank = [cell for cell in cells if book.show(*cell) == ""]
            assert blank in ([], cells[-1:])


@settings(max_examples=tries(4, 15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    campaign=campaigns(), lang=st.sampled_from(LANGS), shift=st.integers(-120, 60)
)  # fmt: skip
def test_every_value_is_the_one_that_its_formula_has(
    campaign: Campaign, lang: Lang, shift: int, tmp_path: Path
) -> None:
    """On campaigns that nobody has thought of: a start, closures, nothing before launch."""
    today = campaign.launch + dt.timedelta(days=shift)
    campaign = replace(campaign, lang=lang)
    schedule = compute(campaign)
    frame = Frame(campaign, schedule, today)
    book = Live(frame, render(layout.build(campaign, schedule, today)), tmp_path / "random.xlsx")
    engine = book.grid.values("_engine")
    for cell in dashboard.lay_out(frame).cells:
        if cell.formula:
            shown = book.show(cell.row, cell.column)
            assert _same(shown, cell.value), (cell, shown, engine[1, 2])


def _same(shown: Value, value: object) -> bool:
    if isinstance(value, dt.date):
        value = (value - dt.date(1899, 12, 30)).days
    if isinstance(value, int | float) and isinstance(shown, int | float):
        return abs(shown - value) < 1e-9
    return shown == value


@pytest.mark.parametrize("kind", ["phases", "people"])
def test_each_bar_stands_beside_its_row(kind: str) -> None:
    """The bars fill the height of the rows that they belong to, from the first one on."""
    frame = made("event", "fr", BEFORE).frame
    sheet = dashboard.lay_out(frame)
    chart = sheet.charts[0 if kind == "phases" else 1]
    heights = {row.row: row.height for row in sheet.rows}
    count = chart.series[0].values.rows
    rows = sum(heights[chart.row + n] for n in range(count)) * 4 / 3
    assert chart.drawn is not None
    assert abs(chart.drawn * chart.height - rows) < 2
