"""A task that is split, in the sheet, and through sync, update, learn and exports."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from retrosheet import layout
from retrosheet.archetype.model import Duration
from retrosheet.campaign import Campaign, Options, plan
from retrosheet.exchange.targets import exported
from retrosheet.files.fingerprint import Fingerprint
from retrosheet.layout.frame import Frame
from retrosheet.report.agenda import published
from retrosheet.report.desk import Desk
from retrosheet.report.people import roster
from retrosheet.schedule import compute
from retrosheet.standing import of_workbook
from retrosheet.standing.of_campaign import standing_of
from retrosheet.sync.assess import assess
from retrosheet.sync.reading import NAMES, read_snapshot
from retrosheet.update.plan import planned as update_of
from retrosheet.update.reading import NAMES as UPDATE_NAMES
from retrosheet.update.reading import present_of
from retrosheet.xlsx.read import read_book
from retrosheet.xlsx.write import render
from tests.engines.cell_reference import a1
from tests.engines.grid import as_serial
from tests.learning.workbooks import learned
from tests.schedule.archetypes import J, archetype, planned, task
from tests.sync.test_libreoffice_sessions import Session, sync
from tests.test_heart import TODAY, Edited, opened

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from retrosheet.sync.snapshot import Snapshot
    from tests.engines.libreoffice_engine import LibreOffice

PLAN = (
    task("A", duration=Duration(2, "d")),
    task("S", "A", owner="designer"),
    task("S1", parent="S", duration=Duration(3, "d"), owner="designer"),
    task("S2", "S1", parent="S", duration=Duration(5, "d"), owner="designer"),
    task("S3", parent="S", duration=Duration(4, "d")),
    task("B", "S", duration=Duration(2, "d")),
    task("L", "B", due=0, kind="milestone", duration=Duration(0, "d")),
)


def workbook(*tasks: Any, lang: Any = "en") -> bytes:
    campaign = planned(*(tasks or PLAN), lang=lang)
    return render(layout.build(campaign, compute(campaign), TODAY))


class Sheet:
    """The plan in openpyxl: a cell by the ID of its row and the key of its column."""

    def __init__(self, content: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(content))
        name = "Plan" if "Plan" in self.book.sheetnames else "Rétroplanning"
        self.tab: Any = self.book[name]
        self.top = next(
            row for row in range(1, 30)
            if {"id", "title"} <= {cell.value for cell in self.tab[row]}
        )  # fmt: skip
        self.columns = {cell.value: cell.column for cell in self.tab[self.top] if cell.value}

    def cell(self, task_id: str, key: str) -> Any:
        column = self.columns["id"]
        row = next(
            row for row in range(self.top + 2, self.tab.max_row)
            if self.tab.cell(row, column).value == task_id
        )  # fmt: skip
        return self.tab.cell(row, self.columns[key])

    def put(self, task_id: str, **values: object) -> None:
        for key, value in values.items():
            self.cell(task_id, key).value = value

    def saved(self) -> bytes:
        file = io.BytesIO()
        self.book.save(file)
        return file.getvalue()


def read_back(content: bytes) -> Snapshot:
    book = read_book(io.BytesIO(content), NAMES, Fingerprint(0, 0, 0, 0))
    return read_snapshot(book.tables, "en")


def said(snapshot: Snapshot, today: dt.date = TODAY) -> list[str]:
    return [f.message for f in assess(snapshot, today).findings if f.kind == "unreadable"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("subtasks")


def test_the_plan_shows_three_levels() -> None:
    """The split task is bold, its sub-tasks are indented, and each has its number."""
    sheet = Sheet(workbook())
    campaign = planned(*PLAN)
    shown = openpyxl.load_workbook(io.BytesIO(workbook()), data_only=True)["Plan"]
    frame = Frame(campaign, compute(campaign), TODAY)
    numbers = [
        shown.cell(frame.plan.rows[line] + 1, sheet.columns["wbs"]).value
        for line in ("A", "S", "S1", "S2", "S3", "B")
    ]
    assert numbers == ["1.1", "1.2", "1.2.1", "1.2.2", "1.2.3", "1.3"]
    assert sheet.cell("S", "title").font.bold
    assert [sheet.cell(line, "title").alignment.indent for line in ("S", "S1", "B")] == [0, 1, 0]
    assert [sheet.cell(line, "parent").value for line in ("S", "S1", "B")] == [None, "S", None]
    assert sheet.cell("S1", "title").value == "S1 en"


def test_a_spare_line_becomes_a_sub_task(folder: Path) -> None:
    """With the ID typed under "Part of", the task spans it, and who needs the task waits."""
    campaign = planned(*PLAN)
    edited = Edited(campaign, opened(campaign, folder))
    before = edited.calculated()["A"]
    edited.put("A01", "title", "Added")
    edited.put("A01", "duration", 20)
    edited.put("A01", "parent", "s")
    plan_tab = edited.grid.values(edited.plan)
    column = {key: edited.frame.plan.column(key) + 1 for key in ("start", "due", "needs", "status")}
    row, added = edited.row_of("S"), edited.row_of("A01")
    assert plan_tab[row, column["start"]] == plan_tab[added, column["start"]]
    assert plan_tab[row, column["due"]] == plan_tab[added, column["due"]]
    assert plan_tab[row, column["needs"]] == "S1, S2, S3, A01"
    begins, ends = edited.calculated()["B"][0], plan_tab[added, column["due"]]
    assert isinstance(begins, float)
    assert isinstance(ends, float)
    assert begins > ends
    assert edited.calculated()["A"][:2] == before[:2]
    edited.put("A01", "status", "In progress")
    assert edited.grid.values(edited.plan)[row, column["status"]] == "In progress"


def shown_in(
    session: Session, keys: Iterable[str], lines: Iterable[str]
) -> dict[str, list[object]]:
    """What the rows of these IDs show in these columns, from one look at the sheet."""
    values, rows = session.values(), session.rows()
    columns = [session.column(key) for key in keys]
    return {line: [values.get((rows[line], column), "") for column in columns] for line in lines}


@pytest.mark.libreoffice
def test_a_teams_week_in_libreoffice(libreoffice: LibreOffice, folder: Path) -> None:
    """Statuses on the parts, a part on a spare line, a sort, then sync: spans stay and agree."""
    path = folder / "week.xlsx"
    path.write_bytes(workbook())
    session = Session(libreoffice.open(path))
    session.put("S1", "status", "Done")
    session.put("S2", "progress", 0.4)
    session.put("A01", "title", "Proof")
    session.put("A01", "duration", 6)
    session.put("A01", "parent", "S")
    session.document.recalculate()
    keys = ("start", "due", "status", "progress", "duration", "needs", "wbs")
    shown = shown_in(session, keys, ("S", "S1", "B", "A01"))
    whole, added = shown["S"], shown["A01"]
    assert whole[2:4] == ["In progress", pytest.approx((3 + 0.4 * 5) / 18)]
    assert whole[5:] == ["S1, S2, S3, A01", "1.2"]
    assert whole[1] == added[1]
    assert whole[0] == min(float(str(shown[line][0])) for line in ("S1", "A01"))
    rows = session.rows()
    first = rows["A"]
    last = max(rows.values())
    letters = a1(1, session.column("title")).rstrip("1")
    area = f"{a1(first, 1)}:{a1(last, session.column('comment'))}"
    session.document.sort(session.sheet, area, letters, descending=True, header=False)
    session.document.recalculate()
    assert session.row("S1") < session.row("S")
    assert shown_in(session, keys, shown) == shown
    session.document.save(path)
    session.document.close()
    findings, changes = sync(path, dt.date(2027, 3, 9))
    assert (findings.tasks, findings.done) == (7, 1)
    assert as_serial(findings.dues["S"]) == as_serial(findings.dues["A01"]) == whole[1]
    assert changes.cells
    assert sync(path, dt.date(2027, 3, 9))[1].cells == ()


def test_what_is_typed_over_a_formula_is_named() -> None:
    """Status, length and dates of a split task belong on its sub-tasks: sync says so."""
    sheet = Sheet(workbook())
    sheet.put("S", status="Done", duration=9, imposed=dt.date(2027, 3, 1), needs="A", offset=-84)
    snapshot = read_back(sheet.saved())
    messages = "\n".join(said(snapshot))
    assert 'S is split: "Done" (status) does not count' in messages
    assert 'S is split: "9" (duration) does not count' in messages
    assert 'S is split: "D-84" (D±) does not count' in messages
    assert "(fixed date) does not count" in messages
    assert 'S is split and waits for its sub-tasks alone: "A" is not followed' in messages
    assert snapshot.schedule.by_id["S"].due == compute(planned(*PLAN)).by_id["S"].due


def test_parts_of_nothing_and_parts_of_parts_are_named() -> None:
    """The cell of "Part of" is named, with what to write instead."""
    sheet = Sheet(workbook())
    sheet.put("A", parent="Z9")
    sheet.put("B", parent="S1")
    snapshot = read_back(sheet.saved())
    messages = said(snapshot)
    assert any('no such task in the plan: "Z9" (part of)' in message for message in messages)
    assert any("S1 cannot be split (part of)" in message for message in messages)
    assert [line.snag for line in snapshot.lines if line.snag] == [
        "⚠ Part of: no such task: Z9", "⚠ Part of S1: a sub-task already",
    ]  # fmt: skip


def test_it_is_counted_nowhere_besides_its_parts() -> None:
    """Sync counts six tasks of seven rows; nobody is reminded of it, no calendar has it."""
    sheet = Sheet(workbook())
    sheet.put("S1", status="Done")
    snapshot = read_back(sheet.saved())
    findings = assess(snapshot, dt.date(2027, 3, 10))
    assert (findings.tasks, findings.done) == (6, 1)
    assert "S" not in {finding.id for finding in findings.findings}
    assert "S" not in findings.due_within
    people = roster(snapshot, "en")
    desk = Desk(snapshot, findings, people, {})
    designer = people.named("Designer")
    assert designer is not None
    assert [line.task.id for line in desk.owned(designer)] == ["S2"]
    assert "S" not in {entry.id for entry in published(snapshot, TODAY)}


def test_a_milestone_that_somebody_splits_is_told_by_its_sub_tasks() -> None:
    """Neither the dashboard nor the report lists it among the milestones to come."""
    sheet = Sheet(workbook(*PLAN, task("X")))
    sheet.put("X", parent="L")
    book = read_book(io.BytesIO(sheet.saved()), of_workbook.NAMES, Fingerprint(0, 0, 0, 0))
    snapshot = read_snapshot(book.tables, "en")
    standing = of_workbook.standing_of(book.tables, snapshot, assess(snapshot, TODAY))
    assert {item.id: item.split for item in standing.items}["L"]
    assert standing.next_milestones == ()


def test_update_ends_where_somebody_makes_a_task_a_part_of_what_it_waits_for() -> None:
    """B waits for S and S for A: as a part of A it would close a circle, and stays a task."""
    sheet = Sheet(workbook())
    sheet.put("B", parent="A")
    book = read_book(io.BytesIO(sheet.saved()), UPDATE_NAMES, Fingerprint(0, 0, 0, 0))
    there = present_of(book.tables, "plan.xlsx", "en")
    assert [(one.why, one.id, one.typed) for one in there.remarks] == [("part_circle", "B", "A")]
    update = update_of(there, TODAY, "en")
    tasks = {task.id: task for task in update.campaign.tasks}
    assert (tasks["B"].parent, tasks["A"].split) == ("", False)
    assert [need.id for need in tasks["B"].needs] == ["S"]
    assert not update.changes


def test_update_makes_an_added_part_one_like_the_others() -> None:
    """A spare line that names its task is a sub-task of the workbook that update writes."""
    sheet = Sheet(workbook())
    sheet.put("A01", title="Proof", parent="S", duration=2)
    book = read_book(io.BytesIO(sheet.saved()), UPDATE_NAMES, Fingerprint(0, 0, 0, 0))
    update = update_of(present_of(book.tables, "plan.xlsx", "en"), TODAY, "en")
    tasks = {task.id: task for task in update.campaign.tasks}
    assert tasks["A01"].parent == "S"
    assert tasks["S"].split
    assert {need.id for need in tasks["S"].needs} == {"S1", "S2", "S3", "A01"}
    assert [change.what for change in update.changes] == ["added", "spare"]
    again = render(update.workbook)
    there = present_of(
        read_book(io.BytesIO(again), UPDATE_NAMES, Fingerprint(0, 0, 0, 0)).tables, "p", "en"
    )
    assert update_of(there, TODAY, "en").changes == ()


def test_learn_writes_the_parts_under_their_task() -> None:
    """The archetype that a plan teaches is split as the plan is."""
    found = archetype(*PLAN)
    content = render(_built(plan(found, Options(J))))
    tasks = learned(content, origin=found).archetype.tasks
    assert [(one.id, one.parent) for one in tasks] == [(one.id, one.parent) for one in PLAN]
    assert [one.needs for one in tasks] == [one.needs for one in PLAN]


def test_learn_ends_where_a_task_was_made_a_part_of_what_it_waits_for() -> None:
    """The archetype that it writes can be used: B stays a task, and that is said."""
    found = archetype(*PLAN)
    sheet = Sheet(render(_built(plan(found, Options(J)))))
    sheet.put("B", parent="A")
    taught = learned(sheet.saved(), origin=found)
    assert {one.id: one.parent for one in taught.archetype.tasks}["B"] is None
    assert any("B waits for A, of which it was made" in text.to("en") for text in taught.said)


def _built(campaign: Campaign) -> Any:
    return layout.build(campaign, compute(campaign), TODAY)


def test_exports_say_the_levels_or_that_they_do_not() -> None:
    """Project XML has outline levels and summaries, CSV and JSON the task; others say it."""
    standing = standing_of(planned(*PLAN), TODAY)
    xml = exported("msproject", standing, "en").files[0].content
    assert isinstance(xml, bytes)
    said = r"<OutlineNumber>(.*?)</OutlineNumber>\s*<OutlineLevel>(\d)<.*?<Summary>(\d)<"
    rows = re.findall(said, xml.decode(), re.DOTALL)
    assert rows == [
        ("1", "1", "1"), ("1.1", "2", "0"), ("1.2", "2", "1"), ("1.2.1", "3", "0"),
        ("1.2.2", "3", "0"), ("1.2.3", "3", "0"), ("1.3", "2", "0"), ("1.4", "2", "0"),
    ]  # fmt: skip
    document = exported("json", standing, "en").files[0].content
    assert isinstance(document, bytes)
    found = json.loads(document)["tasks"]
    parents = {one["id"]: (one["parent"], one["split"]) for one in found}
    assert parents["S"] == (None, True)
    assert parents["S1"] == ("S", False)
    flat = exported("asana", standing, "en")
    assert any("1 task that is split is left out" in remark for remark in flat.remarks)
    assert "S en" not in str(flat.files[0].content)


def test_a_plan_of_many_parts_has_the_same_dates_with_a_fixed_network(folder: Path) -> None:
    """Beyond thirty parts formulas refer directly; what they show is what Python says."""
    many = [task(f"S{n:02}", parent="S", duration=Duration(1 + n % 4, "d")) for n in range(31)]
    campaign = planned(PLAN[0], PLAN[1], *many, *PLAN[5:])
    frame = Frame(campaign, compute(campaign), TODAY)
    assert not frame.live
    values = opened(campaign, folder).values(frame.titles["plan"])
    row, placed = frame.plan.rows["S"] + 1, frame.schedule.by_id["S"]
    shown = [values[row, frame.plan.column(key) + 1] for key in ("start", "due", "status")]
    assert shown == [as_serial(placed.start), as_serial(placed.due), "To do"]
