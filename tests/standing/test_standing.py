"""Where a campaign stands: the same from its archetype and from the workbook made of it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import fields, replace

import pytest

from retrosheet.exchange import json_document
from retrosheet.exchange.wording import status_word
from retrosheet.language import Lang
from retrosheet.report.markdown import markdown
from retrosheet.report.page.tables import status_of
from retrosheet.report.words import status_words
from retrosheet.standing import audience, of_campaign
from retrosheet.standing.model import Standing
from retrosheet.statuses import BLOCKED, CANCELLED, DOING, TODO
from retrosheet.sync.findings import Findings
from retrosheet.sync.remembered import Transition
from retrosheet.workbook.tables import Cell
from tests.made import LAUNCH, made
from tests.standing.told import COMMENT, TODAY, standing, stood, told, workbook

NAME = "communication-campaign"
MONDAY = dt.date(2027, 1, 25)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_new_workbook_stands_as_its_campaign(lang: Lang) -> None:
    """Whatever a report shows of an archetype, it shows of the workbook that was made of it."""
    campaign = made(NAME, lang, TODAY).campaign
    planned = of_campaign.standing_of(campaign, TODAY)
    snapshot = replace(told(NAME, lang, 0), remembered={})
    snapshot = replace(
        snapshot,
        lines=tuple(replace(line, status=1, progress=0.0) for line in snapshot.lines),
    )
    read = stood(snapshot, NAME, lang)
    for field in fields(Standing):
        if field.name in ("findings", "items", "holidays"):
            continue
        assert getattr(read, field.name) == getattr(planned, field.name), field.name
    for ours, theirs in zip(read.items, planned.items, strict=True):
        if theirs.id == told(NAME, lang, 0).lines[0].task.id:
            continue
        assert replace(ours, finding=None, comment="") == replace(theirs, finding=None, comment="")
    assert planned.holidays
    assert {*planned.holidays} <= {*read.holidays}


@pytest.mark.parametrize("status", [TODO, DOING, BLOCKED, None])
def test_an_actual_end_that_has_passed_is_done_everywhere(status: int | None) -> None:
    """« À faire » with an end of last week: done in the plan, the report and the exports alike."""
    snapshot = told(NAME, "fr", 0)
    ended = replace(snapshot.lines[0], status=status, progress=0.0, actual_end=MONDAY)
    snapshot = replace(snapshot, lines=(ended, *snapshot.lines[1:]))
    found = stood(snapshot, NAME, "fr")
    item = found.items[0]
    assert found.findings.flags[item.id] == "done"
    assert item.id not in found.findings.verdicts
    assert status_words(item, "fr") == status_word(item, "fr") == "Terminé"
    assert status_of(item, "fr") == '<span class="tag good">Terminé</span>'
    shown = next(row for row in markdown(found, "fr").splitlines() if row.endswith("Terminé |"))
    assert item.title in shown
    content = json_document.export(found, "fr").files[0].content
    assert isinstance(content, bytes)
    document = json.loads(content)
    task = next(task for task in document["tasks"] if task["id"] == item.id)
    assert (task["status"], task["done"], task["ended"]) == ("done", True, MONDAY.isoformat())


@pytest.mark.parametrize("end", [MONDAY, TODAY + dt.timedelta(days=5)], ids=["passed", "ahead"])
def test_a_cancelled_task_with_an_actual_end_stays_cancelled(end: dt.date) -> None:
    """Somebody gave a task up and noted when: it is not shown as done, nor as under way."""
    snapshot = told(NAME, "fr", 0)
    gone = replace(snapshot.lines[0], status=CANCELLED, actual_end=end)
    snapshot = replace(snapshot, lines=(gone, *snapshot.lines[1:]))
    assert status_words(stood(snapshot, NAME, "fr").items[0], "fr") == "Annulé"


def test_phases_keep_the_campaigns_order_when_rows_are_sorted() -> None:
    """Somebody sorts the plan by title: the phases still follow one another as planned."""
    snapshot = told(NAME, "fr", 26)
    by_title = sorted(snapshot.lines, key=lambda line: line.task.title)
    shuffled = stood(replace(snapshot, lines=tuple(by_title)), NAME, "fr")
    assert shuffled.phases == standing().phases


def test_a_renamed_budget_column_is_read_where_it_was_made() -> None:
    """« Engagé » becomes « Signé »: its amounts still count as committed."""
    tables = dict(workbook(NAME, "fr"))
    budget = tables["rs_budget"]
    head = tuple(Cell("Signé") if cell.value == "Engagé" else cell for cell in budget.rows[0])
    place = [cell.value for cell in budget.rows[0]].index("Engagé")
    first = list(budget.rows[1])
    first[place] = Cell(1200.0)
    tables["rs_budget"] = budget._replace(rows=(head, tuple(first), *budget.rows[2:]))
    from retrosheet.standing.of_workbook import standing_of
    from retrosheet.sync.assess import assess

    snapshot = told(NAME, "fr", 26)
    found = standing_of(tables, snapshot, assess(snapshot, TODAY))
    assert found.budget[0].committed == 1200.0
    assert found.budget[0].remaining == found.budget[0].planned - 1200.0


def test_a_client_sees_no_comment_no_money_and_no_cell_to_correct() -> None:
    """The reason of a block stays in the team; the block itself is shown."""
    snapshot = audience.for_client(told(NAME, "fr", 26))
    found = audience.without_money(stood(snapshot, NAME, "fr"))
    assert not any(item.comment for item in found.items)
    assert not found.budget
    blocked = [f for f in found.findings.findings if f.kind == "blocked"]
    assert blocked
    assert all(COMMENT not in finding.message for finding in found.findings.findings)
    told_team = stood(told(NAME, "fr", 26), NAME, "fr").findings.findings
    assert any(COMMENT in finding.message for finding in told_team)


@pytest.mark.parametrize("synced", [TODAY - dt.timedelta(days=7), TODAY], ids=["before", "today"])
def test_a_client_hears_nothing_of_cells_that_a_sync_could_not_read(synced: dt.date) -> None:
    """What the team has still to correct is no news to the client, nor that it is out of sight."""
    snapshot = told(NAME, "fr", 26)
    quiet = stood(snapshot, NAME, "fr").findings
    unread, late = (
        next(line.task for line in snapshot.lines if quiet.flags[line.task.id] == flag)
        for flag in ("", "late")
    )
    remembered = {
        task_id: task._replace(verdict=_verdict_of(quiet, task_id))
        for task_id, task in snapshot.remembered.items()
    }
    remembered[unread.id] = remembered[unread.id]._replace(verdict="unreadable")
    snapshot = replace(
        snapshot,
        remembered=remembered,
        summary=snapshot.summary._replace(synced=synced, forecast=quiet.forecast_launch),
        log=(
            Transition(synced, unread.id, "", "unreadable"),
            Transition(synced, late.id, "unreadable", "late"),
        ),
    )
    page = markdown(stood(audience.for_client(snapshot), NAME, "fr"), "fr")
    shown = page.replace("\u00a0", " ")
    assert f"Passées en retard : « {late.title} »" in shown
    assert "Rentrées dans l’ordre" not in shown
    assert "Saisie à corriger" not in shown
    assert "Rentrées dans l’ordre" in markdown(stood(snapshot, NAME, "fr"), "fr")


def _verdict_of(findings: Findings, task_id: str) -> str:
    finding = findings.verdicts.get(task_id)
    flag = findings.flags.get(task_id, "")
    return flag if flag in ("done", "cancelled") else finding.kind if finding else ""


def test_without_names_nobody_is_named() -> None:
    """Neither tasks, nor findings, nor indicators have an owner."""
    found = audience.without_measurers(
        stood(audience.without_names(told(NAME, "fr", 26)), NAME, "fr")
    )
    assert not any(item.owner or item.owners for item in found.items)
    assert not any(finding.owner for finding in found.findings.findings)
    assert not any(indicator.owner for indicator in found.indicators)


def test_what_stands_on_launch_day_is_reached_when_launch_is() -> None:
    """One forecast of J: a milestone on launch day slips with it, whatever its own work is."""
    found = standing("event", done=0, today=LAUNCH - dt.timedelta(days=10))
    launch = found.findings.forecast_launch
    assert launch > found.launch
    on_the_day = [item for item in found.items if item.due == found.launch]
    assert on_the_day
    assert {found.reached_on(item) for item in on_the_day} == {launch}
    assert all(found.reached_on(item) >= max(item.due, item.forecast) for item in found.items)
