"""The first plan stays while the plan moves, and the workbook says how far they are apart."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from retrosheet.language import Lang
from retrosheet.layout.dashboard.grid import column
from retrosheet.sync.assess import assess
from retrosheet.sync.changes import plan_changes
from retrosheet.sync.reading import NAMES, read_snapshot
from retrosheet.workbook.baseline import Move
from retrosheet.xlsx.patch import apply
from retrosheet.xlsx.read import read
from tests.engines.grid import Value, as_serial
from tests.engines.ironcalc_engine import IronCalcWorkbook
from tests.layout.test_dashboard import Live
from tests.made import LAUNCH
from tests.small import small

TODAY = dt.date(2026, 11, 21)
LATER, LATEST = dt.date(2027, 3, 22), dt.date(2027, 3, 26)


def said(text: Value) -> str:
    return str(text).replace("\u00a0", " ")


class Planned(Live):
    def shown(self, task_id: str, key: str) -> Value:
        row = self.frame.plan.rows[task_id] + 1
        values = self.grid.values(self.frame.titles["plan"])
        return values.get((row, self.frame.plan.column(key) + 1), "")

    @property
    def history(self) -> Value:
        return self.show(self.rows.sentence + 1, column(4))


def planned(tmp_path: Path, lang: Lang = "fr") -> Planned:
    book = small(lang, TODAY)
    return Planned(book.frame, book.content, tmp_path / "plan.xlsx")


def test_a_new_plan_lies_where_it_was_planned(tmp_path: Path) -> None:
    """Beside each task stands its first due date, and no slip; the history is empty."""
    plan = planned(tmp_path)
    for placed in plan.frame.schedule.tasks:
        assert plan.shown(placed.task.id, "first_due") == as_serial(placed.due)
        assert plan.shown(placed.task.id, "slip") == 0
    assert plan.history == ""


@pytest.mark.parametrize(
    ("lang", "later", "earlier"),
    [
        ("fr", "J déplacé : 5 jours ouvrés plus tard",
         "J déplacé : 1 jour ouvré plus tôt"),
        ("en", "Launch moved: 5 working days later",
         "Launch moved: 1 working day earlier"),
    ],
)  # fmt: skip
def test_the_first_plan_stays_when_launch_moves(
    tmp_path: Path, lang: Lang, later: str, earlier: str
) -> None:
    """A week later each task lies five working days behind its first date, which has not moved."""
    plan = planned(tmp_path, lang)
    plan.set("launch", LATER)
    ways = set()
    for placed in plan.frame.schedule.tasks:
        due, task_id = plan.shown(placed.task.id, "due"), placed.task.id
        assert plan.shown(task_id, "first_due") == as_serial(placed.due)
        assert isinstance(due, float | int)
        way = plan.frame.campaign.calendar.distance(
            placed.due, dt.date(1899, 12, 30) + dt.timedelta(days=int(due))
        )
        assert plan.shown(task_id, "slip") == way
        ways.add(way)
    assert max(ways) == 5
    assert said(plan.history) == later
    plan.set("launch", dt.date(2027, 3, 12))
    assert said(plan.history) == earlier


def test_only_what_moves_has_slipped(tmp_path: Path) -> None:
    """A date that somebody imposes moves its own row and what hangs on it; a row that is cancelled
    has no slip, nor has one with a text for a due date; a task that somebody adds no first date."""
    plan = planned(tmp_path)
    tasks = plan.frame.schedule.tasks
    last = max(tasks, key=lambda placed: placed.due)
    after = plan.frame.campaign.calendar.on_or_after(last.due + dt.timedelta(days=1))
    plan.type(last.task.id, "imposed", after)
    assert plan.shown(last.task.id, "slip") == 1
    plan.type(last.task.id, "status", "Annulé")
    assert plan.shown(last.task.id, "slip") == ""
    assert plan.shown(last.task.id, "first_due") == as_serial(last.due)
    spare = next(line.id for line in plan.frame.lines if line.placed is None)
    plan.type(spare, "title", "Tracts")
    assert (plan.shown(spare, "first_due"), plan.shown(spare, "slip")) == ("", "")
    assert isinstance(plan.shown(spare, "due"), float | int)
    plan.type(tasks[0].task.id, "due", "à voir")
    assert plan.shown(tasks[0].task.id, "slip") == ""


class Synced:
    """A workbook that people save and that is synced."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = small("fr", TODAY)
        path.write_bytes(self.book.content)

    def launch(self, day: dt.date) -> None:
        grid = IronCalcWorkbook.load(self.path)
        frame = self.book.frame
        place = frame.settings.entry("launch")
        grid.set(frame.titles["settings"], f"C{place.first_row + 1}", day)
        grid.freeze_today(TODAY)
        grid.evaluate()
        self.path.unlink()
        grid._model.save_to_xlsx(str(self.path))

    def sync(self, today: dt.date) -> int:
        """How many cells the sync changed."""
        book = read(self.path, NAMES, "en")
        snapshot = read_snapshot(book.tables)
        changes = plan_changes(book.tables, snapshot, assess(snapshot, today))
        apply(self.path, book.fingerprint, changes.writing, "en")
        return len(changes.cells)

    def moves(self) -> tuple[Move, ...]:
        return read_snapshot(read(self.path, NAMES, "en").tables).moves

    def history(self) -> tuple[str, str]:
        """As the file holds it, and as it is calculated."""
        at = (4, column(4) + 1)
        title = self.book.frame.titles["dashboard"]
        grid = IronCalcWorkbook.load(self.path)
        kept = grid.values(title).get(at, "")
        grid.freeze_today(TODAY)
        grid.evaluate()
        return said(kept), said(grid.values(title)[at])


def test_sync_remembers_each_launch_day_that_it_saw(tmp_path: Path) -> None:
    """Two moves between which the plan was synced are two; a sync without a move adds none."""
    plan = Synced(tmp_path / "plan.xlsx")
    plan.sync(TODAY)
    assert plan.moves() == ()
    plan.launch(LATER)
    day = TODAY + dt.timedelta(days=7)
    plan.sync(day)
    assert plan.sync(day) == 0
    assert plan.moves() == (Move(day, LATER),)
    assert plan.history() == ("J déplacé : 5 jours ouvrés plus tard",) * 2
    plan.launch(LATEST)
    assert plan.history() == ("J déplacé deux fois : 9 jours ouvrés plus tard en tout",) * 2
    plan.sync(day)
    assert plan.history() == ("J déplacé deux fois : 9 jours ouvrés plus tard en tout",) * 2
    plan.launch(LAUNCH)
    assert plan.history() == ("J déplacé 3 fois : même jour ouvré qu’au départ",) * 2


def test_the_first_plan_is_read_back(tmp_path: Path) -> None:
    """Sync finds the day, the launch and the dates on which the plan was first agreed."""
    plan = Synced(tmp_path / "plan.xlsx")
    baseline = read_snapshot(read(plan.path, NAMES, "en").tables).baseline
    assert baseline is not None
    assert (baseline.kept, baseline.launch) == (TODAY, LAUNCH)
    for placed in plan.book.frame.schedule.tasks:
        assert baseline.of(placed.task.id) == (placed.start, placed.due)
