"""One count: cards and lists of the dashboard, ``sync`` and the report give the same numbers."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrosheet.language import date_text
from retrosheet.layout.dashboard.grid import LIST_ROWS, Rows, column
from retrosheet.report.desk import Desk
from retrosheet.report.digest import digest
from retrosheet.report.document import document
from retrosheet.report.markdown import markdown
from retrosheet.report.page.page import page
from retrosheet.report.people import roster
from retrosheet.report.stand_up import stand_up
from retrosheet.standing.of_workbook import NAMES, standing_of
from retrosheet.sync.assess import assess
from retrosheet.sync.reading import read_snapshot
from retrosheet.workbook.serials import day_of
from retrosheet.xlsx.read import read
from tests.campaigns import campaigns, edits
from tests.test_heart import WHOLE, Edited, opened
from tests.test_verdict import Told, on, told, type_in
from tests.thorough import tries

if TYPE_CHECKING:
    from pathlib import Path

    from retrosheet.campaign import Campaign
    from retrosheet.standing.model import Standing
    from retrosheet.sync.findings import Findings
    from retrosheet.sync.snapshot import Snapshot
    from tests.campaigns import Edit


class Counted(NamedTuple):
    """How many tasks are late, due within the days that are soon, at risk, overdue to begin."""

    late: int
    due_within: int
    risk: int
    late_start: int
    blocked: int


class Listed(NamedTuple):
    """The ids of a list of the dashboard, as far as it is long, and how many it has in all."""

    shown: list[str]
    all: int


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("counts")


class Dashboard:
    """What the cards and the lists show after a recalculation."""

    def __init__(self, edited: Edited) -> None:
        self.cells = edited.grid.values(edited.frame.titles["dashboard"])
        self.rows = Rows(13)

    def at(self, row: int, place: int) -> str:
        return str(self.cells.get((row + 1, place + 1), ""))

    def counted(self) -> Counted:
        late, soon, risk, blocked = (
            int(float(self.at(self.rows.cards + 1, column(module)))) for module in (1, 2, 3, 4)
        )
        note = self.at(self.rows.cards + 2, column(3))
        return Counted(late, soon, risk, _figure(note, r"and (\d+) should have begun"), blocked)

    def listed(self, module: int) -> Listed:
        rows = range(self.rows.lists + 2, self.rows.lists + 2 + LIST_ROWS)
        shown = [text for row in rows if (text := self.at(row, column(module)))]
        more = [self.at(self.rows.lists, column(module + 1, step)) for step in range(4)]
        longer = _figure(" ".join(more), r"of (\d+)")
        return Listed(shown, longer or len(shown))

    def milestones(self) -> list[tuple[str, dt.date]]:
        """The list of those to come, each with its day."""
        rows = range(self.rows.lists + 2, self.rows.lists + 2 + LIST_ROWS)
        days = [(row, self.cells.get((row + 1, column(5, 2) + 1))) for row in rows]
        return [(self.at(row, column(4, 1)), day_of(float(str(day)))) for row, day in days if day]


def same_forecast(snapshot: Snapshot, findings: Findings, standing: Standing) -> None:
    """Sync, the report and the reminders expect the end of a task on the same day, and of work
    that is left never on one that has passed."""
    desk = Desk(snapshot, findings, roster(snapshot, "en"), {})
    reminded = {
        point.id: point.said
        for person in desk.roster.people
        if (told := digest(desk, person))
        for part in told.parts
        if part.key == "risk"
        for point in part.points
    }
    for item in standing.items:
        assert item.done or item.forecast >= findings.today, item.id
        assert item.forecast == findings.forecasts[item.id]
        if item.id in reminded:
            assert f"on {date_text(item.forecast, 'en')} instead" in reminded[item.id]
    for finding in findings.findings:
        if finding.kind in ("late", "risk", "delay"):
            expected = "expected {}" if finding.kind == "late" else "on {} instead"
            day = date_text(standing.by_id[finding.id].forecast, "en")
            assert expected.format(day) in finding.message


def _figure(text: str, pattern: str) -> int:
    found = re.search(pattern, text)
    return int(found[1]) if found else 0


def _by_words(text: str) -> Counted:
    """As a sentence of figures says it; it leaves out what there is none of."""
    return Counted(
        *(
            _figure(text, rf"(\d+) {words}")
            for words in (
                "late", "due within", "at risk", "that should have begun", "blocked",
            )
        )
    )  # fmt: skip


def _by_page(standing: Standing) -> Counted:
    html = page(standing, "en", "plan.xlsx")

    def fact(name: str) -> tuple[int, str]:
        found = re.search(rf"<dt>{name}</dt><dd[^>]*>(\d+)<small>(.*?)</small>", html)
        assert found, name
        return int(found[1]), found[2]

    risk, note = fact("At risk")
    begun = _figure(note, r"and (\d+) should have begun")
    soon = fact(rf"Due within {standing.findings.soon_days} days")[0]
    return Counted(fact("Late")[0], soon, risk, begun, standing.findings.counts()["blocked"])


def _by_json(findings: Findings) -> Counted:
    counts = document(findings, (), wrote=False)["counts"]
    assert isinstance(counts, dict)
    return Counted(**{key: counts[key] for key in Counted._fields})


@given(campaign=campaigns(split=True), changes=edits(3), typed=told(), days=st.integers(-20, 100))
@settings(max_examples=tries(4, 200))
def test_every_place_counts_the_same(
    folder: Path, campaign: Campaign, changes: list[Edit], typed: list[Told], days: int
) -> None:
    """Cards, lists, the text and JSON of sync, the page and Markdown of the report."""
    edited = Edited(campaign, opened(campaign, folder, WHOLE))
    for change in changes:
        edited.apply(change)
    today = edited.campaign.launch - dt.timedelta(days=days)
    type_in(edited, typed, today)
    on(edited, today)
    path = folder / "counted.xlsx"
    path.unlink(missing_ok=True)
    edited.grid.evaluate()
    edited.grid._model.save_to_xlsx(str(path))
    tables = read(path, NAMES, "en").tables
    snapshot = read_snapshot(tables)
    findings = assess(snapshot, today)
    standing = standing_of(tables, snapshot, findings)
    shown = Dashboard(edited)
    counted = shown.counted()
    assert _by_json(findings) == counted
    assert _by_words(stand_up(findings, "plan.xlsx", "en").state) == counted
    state = next(line for line in markdown(standing, "en").splitlines() if " of the work)" in line)
    assert _by_words(state) == counted
    assert _by_page(standing) == counted
    assert shown.milestones() == [
        (item.title, item.due) for item in standing.next_milestones[:LIST_ROWS]
    ]
    same_forecast(snapshot, findings, standing)
    late = shown.listed(0)
    assert late.all == counted.late
    begin = {f.id for f in findings.findings if f.kind == "late_start"}
    soon = {*findings.due_within, *begin}
    to_do = shown.listed(2)
    assert to_do.all == len(soon)
    assert set(to_do.shown) <= soon
    assert len(to_do.shown) == min(len(soon), LIST_ROWS)
