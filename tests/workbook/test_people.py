"""What people do to a plan in LibreOffice: every date stays right, every bar on its days.

A session sorts, inserts, deletes, moves columns, renames tabs, moves J, saves and opens again. What
the plan then shows is compared with the Python schedule of the same changes; where the bars lie is
read from the cells as LibreOffice draws them, never from the text of our own rules.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from retrosheet.archetype.model import Need
from retrosheet.campaign import Campaign, Task
from retrosheet.layout import palette, remarks
from retrosheet.layout.frame import Frame
from retrosheet.schedule import compute
from tests.engines.cell_reference import Area, a1, column_letters
from tests.engines.grid import CellError, Values, as_date
from tests.engines.libreoffice_document import Document
from tests.engines.libreoffice_engine import LibreOffice
from tests.made import LAUNCH
from tests.small import small

pytestmark = pytest.mark.libreoffice

FIVE_WEEKS = dt.timedelta(weeks=5)
FROZEN = dt.date(2026, 11, 21)


class Plan:
    """An open plan, found as readers find it: by its name and its hidden row of keys."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @property
    def place(self) -> tuple[str, Area]:
        return self.document.name("rs_plan")

    @property
    def title(self) -> str:
        return self.place[0]

    @property
    def values(self) -> Values:
        return self.document.values(self.title)

    def columns(self) -> dict[str, int]:
        area, values = self.place[1], self.values
        keys = {column: values.get((area.top, column)) for column in range(1, area.right + 1)}
        return {str(key): column for column, key in keys.items() if key}

    def letters(self, key: str) -> str:
        return column_letters(self.columns()[key])

    def rows(self) -> dict[str, int]:
        """The row of each ID; of a duplicated one, the first."""
        area, values, column = self.place[1], self.values, self.columns()["id"]
        found: dict[str, int] = {}
        for row in range(area.top + 2, area.bottom):
            task_id = values.get((row, column))
            if isinstance(task_id, str) and task_id:
                found.setdefault(task_id, row)
        return found

    def put(self, task_id: str, key: str, value: float | str | dt.date | None) -> None:
        cell = a1(self.rows()[task_id], self.columns()[key])
        self.document.set(self.title, cell, value)

    def table(self) -> str:
        """The table with its visible headers, spare lines included, sentinel not."""
        area = self.place[1]
        last = self.columns()["comment"]
        top, bottom = area.top + 1, area.bottom - 1
        return f"{a1(top, 1)}:{a1(bottom, max(last, self.columns()['title']))}"

    def dates(self) -> dict[str, tuple[dt.date, dt.date]]:
        """Start and due of each line that has them."""
        values, columns = self.values, self.columns()
        found = {}
        for task_id, row in self.rows().items():
            start, due = values.get((row, columns["start"])), values.get((row, columns["due"]))
            assert not isinstance(start, CellError), task_id
            if start not in (None, "") and due not in (None, ""):
                found[task_id] = (as_date(start), as_date(due))
        return found


def expected(campaign: Campaign) -> dict[str, tuple[dt.date, dt.date]]:
    return {
        placed.task.id: (placed.start, placed.due)
        for placed in compute(campaign).tasks
        if not placed.task.deleted
    }


def moved(campaign: Campaign, by: dt.timedelta) -> Campaign:
    return replace(campaign, launch=campaign.launch + by)


def without(campaign: Campaign, task_id: str) -> Campaign:
    return changed(campaign, task_id, deleted=True)


def changed(campaign: Campaign, task_id: str, **changes: object) -> Campaign:
    tasks = tuple(
        replace(task, **changes) if task.id == task_id else task  # type: ignore[arg-type]
        for task in campaign.tasks
    )
    return replace(campaign, tasks=tasks)


@pytest.fixture
def campaign() -> Campaign:
    return small("fr", FROZEN).campaign


@pytest.fixture
def frame() -> Frame:
    return small("fr", FROZEN).frame


@pytest.fixture
def document(libreoffice: LibreOffice, tmp_path: Path) -> Iterator[Document]:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(small("fr", FROZEN).content)
    with libreoffice.open(path, recalculate=True) as opened:
        opened.set_name("rs_today", FROZEN)
        yield opened


def test_a_week_of_a_persons_work_leaves_every_date_right(
    document: Document, campaign: Campaign, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    """Sort, insert, delete, move columns, rename tabs, move J, save, open again."""
    plan = Plan(document)
    assert plan.dates() == expected(campaign)

    document.sort(plan.title, plan.table(), plan.letters("owner"))
    assert plan.dates() == expected(campaign), "after sorting by owner"
    document.insert_rows(plan.title, plan.rows()["PUB1-2"], 2)
    document.delete_rows(plan.title, plan.rows()["CRE1"])
    campaign = without(campaign, "CRE1")
    assert plan.dates() == expected(campaign), "after inserting and deleting rows"
    document.move_columns(plan.title, plan.letters("owner"), plan.letters("title"))
    document.insert_columns(plan.title, plan.letters("start"))
    assert plan.dates() == expected(campaign), "after moving and adding columns"
    document.rename_sheet(plan.title, "Notre planning d'équipe")
    document.rename_sheet("Réglages", "Paramètres")
    document.move_sheet(plan.title, 0)
    document.set_name("rs_launch", campaign.launch + FIVE_WEEKS)
    campaign = moved(campaign, FIVE_WEEKS)
    assert plan.dates() == expected(campaign), "after moving J by five weeks"

    saved = document.save(tmp_path / "saved.xlsx")
    with libreoffice.open(saved, recalculate=True) as again:
        assert Plan(again).dates() == expected(campaign), "after saving and opening again"


def test_the_first_and_the_last_row_of_the_plan_can_go(
    document: Document, campaign: Campaign
) -> None:
    """Rows at either end may be deleted or inserted: every range reaches beyond them."""
    plan = Plan(document)
    rows = plan.rows()
    first, last = campaign.tasks[0].id, list(rows)[-1]
    document.delete_rows(plan.title, rows[last])
    document.delete_rows(plan.title, rows[first])
    document.insert_rows(plan.title, plan.rows()[campaign.tasks[1].id])
    campaign = without(campaign, first)
    assert plan.dates() == expected(campaign)


def test_a_person_adds_tasks_on_the_spare_lines(document: Document, campaign: Campaign) -> None:
    """A title is enough; a need, a length or a J-offset on the same line places it."""
    plan = Plan(document)
    spare = [task_id for task_id in plan.rows() if re.fullmatch(r"A\d\d", task_id)][:3]
    plan.put(spare[0], "title", "Prévenir la mairie")
    plan.put(spare[1], "title", "Recruter des hôtesses")
    plan.put(spare[1], "needs", "CRE1")
    plan.put(spare[1], "duration", 4)
    plan.put(spare[2], "title", "Envoyer les invitations")
    plan.put(spare[2], "offset", -20)
    added = (
        Task(spare[0], 0, "", "", placement="free"),
        Task(spare[1], 0, "", "", placement="free", duration=4,
             needs=(Need("CRE1"),)),
        Task(spare[2], 0, "", "", placement="free", offset=-20),
    )  # fmt: skip
    campaign = replace(campaign, tasks=(*campaign.tasks, *added))
    assert plan.dates() == expected(campaign)


def test_rows_that_people_insert_take_nothing_from_others(
    document: Document, campaign: Campaign, frame: Frame
) -> None:
    """Three rows inserted and typed, sorted by owner, filtered, undone, sorted back by number.

    The plan says live that they are not followed, and all tasks keep dates and bars throughout.
    """
    plan = Plan(document)
    as_made = list(plan.rows())
    for before in ("CRE1", "SOI1", "PUB1-2"):
        row = plan.rows()[before]
        document.insert_rows(plan.title, row)
        document.set(plan.title, a1(row, plan.columns()["title"]), f"Typed before {before}")
        document.set(plan.title, a1(row, plan.columns()["owner"]), "Zoé")
    above = a1(6, plan.columns()["phase"])
    assert "Lignes non suivies (en rouge) : 3." in document.shown(plan.title, above)
    assert unfollowed(document, plan) == 3

    document.sort(plan.title, plan.table(), plan.letters("owner"))
    check_bars(document, frame, campaign)
    assert plan.dates() == expected(campaign)
    assert unfollowed(document, plan) == 3
    document.undo()
    assert plan.dates() == expected(campaign)
    document.sort(plan.title, plan.table(), plan.letters("due"), descending=True)
    document.sort(plan.title, plan.table(), plan.letters("order"))
    assert list(plan.rows()) == as_made
    check_bars(document, frame, campaign)
    document.filter(plan.title, plan.table(), plan.letters("owner"), "Zoé")
    assert plan.dates() == expected(campaign)


def unfollowed(document: Document, plan: Plan) -> int:
    """The rows whose title stands on the ground of what the plan does not use."""
    column = plan.columns()["title"]
    fills = document.fills(plan.title)
    return sum(
        fills.get((row, column), "").upper() == remarks.LOOK.fill.upper()
        for row in range(1, plan.place[1].bottom)
    )


def test_a_row_that_is_copied_does_not_look_as_if_it_were_followed(document: Document) -> None:
    """It has the formulas and the ID of another row: it shows no dates, and says so live."""
    plan = Plan(document)
    before = plan.dates()
    row = plan.rows()["CRE1"]
    document.duplicate_row(plan.title, row)
    document.set(plan.title, a1(row + 1, plan.columns()["title"]), "Relire le texte")
    values, columns = plan.values, plan.columns()
    assert values.get((row + 1, columns["due"]), "") == ""
    assert unfollowed(document, plan) == 1
    assert plan.dates() == before


def test_dates_and_lengths_that_people_type_move_the_rest(
    document: Document, campaign: Campaign
) -> None:
    """An imposed date wins as typed; a longer task begins earlier."""
    plan = Plan(document)
    imposed = dt.date(2027, 1, 18)
    plan.put("VAL1", "imposed", imposed)
    plan.put("CRE1", "duration", 14)
    plan.put("SOI1", "offset", 3)
    campaign = changed(campaign, "VAL1", imposed=imposed)
    campaign = changed(campaign, "CRE1", duration=14)
    campaign = changed(campaign, "SOI1", offset=3)
    assert plan.dates() == expected(campaign)
    assert plan.dates()["VAL1"][1] == imposed


BARS = frozenset(
    {palette.LATE, palette.RISK, palette.DONE, palette.WAIT}
    | {colour for hue in palette.HUES for colour in (hue.soft, hue.strong)}
)


def bars(document: Document, frame: Frame) -> dict[str, list[tuple[dt.date, dt.date]]]:
    """For each task the spans of the Gantt columns that LibreOffice fills as a bar."""
    plan = Plan(document)
    area, values = plan.place[1], plan.values
    first = plan.columns()["comment"] + 1
    axis = area.top - (frame.plan.key_row - frame.plan.start_row)
    spans = {}
    column = first
    while (axis, column) in values:
        spans[column] = (as_date(values[axis, column]), as_date(values[axis + 1, column]))
        column += 1
    assert len(spans) == frame.plan.day_columns
    fills = document.fills(plan.title)
    return {
        task_id: [spans[column] for column in spans if fills.get((row, column), "").upper() in BARS]
        for task_id, row in plan.rows().items()
    }


def days_of_bar(task: Task, campaign: Campaign) -> tuple[dt.date, dt.date] | None:
    """From the start to the end of the work; a milestone has a sign instead of a bar."""
    if task.kind == "milestone":
        return None
    placed = compute(campaign).by_id[task.id]
    return placed.start, placed.work_end


def check_bars(document: Document, frame: Frame, campaign: Campaign) -> None:
    drawn = bars(document, frame)
    for task in campaign.tasks:
        if task.deleted:
            continue
        span = days_of_bar(task, campaign)
        if span is None:
            assert drawn[task.id] == [], task.id
            continue
        first, last = span
        assert drawn[task.id], f"{task.id} has no bar"
        assert drawn[task.id][0][0] <= first <= drawn[task.id][0][1], f"{task.id} begins elsewhere"
        assert drawn[task.id][-1][0] <= last <= drawn[task.id][-1][1], f"{task.id} ends elsewhere"
        days = sum((end - begin).days + 1 for begin, end in drawn[task.id])
        whole = (drawn[task.id][-1][1] - drawn[task.id][0][0]).days + 1
        assert days == whole, f"the bar of {task.id} has a hole"


def test_bars_lie_on_the_days_of_the_work(
    document: Document, campaign: Campaign, frame: Frame
) -> None:
    """As drawn: at first, after sorting, after moving J, and in the scale of weeks."""
    check_bars(document, frame, campaign)
    plan = Plan(document)
    document.sort(plan.title, plan.table(), plan.letters("due"), descending=True)
    document.set_name("rs_launch", campaign.launch + FIVE_WEEKS)
    campaign = moved(campaign, FIVE_WEEKS)
    check_bars(document, frame, campaign)
    document.set(plan.title, a1(frame.plan.zoom[0] + 1, frame.plan.zoom[1] + 1), "Semaine")
    check_bars(document, frame, campaign)


def test_late_done_and_waiting_rows_look_like_it_without_any_sync(
    document: Document, frame: Frame
) -> None:
    """When today has passed, what is not done is red, what is done is grey, in words too."""
    plan = Plan(document)
    today = dt.date(2027, 3, 1)
    document.set_name("rs_today", today)
    plan.put("CAD1", "status", "  terminé ")
    plan.put("SAL1", "actual_end", dt.date(2026, 12, 10))
    plan.put("CRE1", "status", "Bloqué")
    values, columns, rows = plan.values, plan.columns(), plan.rows()
    alerts = {task_id: values.get((row, columns["alert"]), "") for task_id, row in rows.items()}
    assert alerts["CAD1"] == alerts["SAL1"] == "✓"
    assert str(alerts["CRE1"]).startswith("En retard · ")
    # nothing was done for weeks, so launch itself is in danger; some of what follows it is not
    assert str(alerts["J"]).startswith("À risque · ")
    quiet = next(task_id for task_id in rows if task_id and alerts[task_id] == "")
    fills = document.fills(plan.title)
    title = columns["title"]
    assert fills[rows["CRE1"], title].upper() == palette.LATE_TINT
    assert fills[rows["J"], title].upper() == palette.RISK_TINT
    assert fills[rows[quiet], title] == "#FFFFFF"
    drawn = {
        fills.get((rows["CRE1"], column), "").upper()
        for column in range(columns["comment"] + 1, columns["comment"] + 1 + frame.plan.day_columns)
    }
    assert palette.LATE in drawn


def test_an_unreadable_j_empties_the_dates_instead_of_lying(document: Document) -> None:
    """While J is no date, only what is fixed in the calendar has dates; none come back wrong."""
    plan = Plan(document)
    before = plan.dates()
    document.set_name("rs_launch", "quinze mars")
    fixed = {task_id: before[task_id] for task_id in ("SAL1", "SAL2")}
    assert plan.dates() == fixed
    document.set_name("rs_launch", LAUNCH)
    assert plan.dates() == before
