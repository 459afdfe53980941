"""Whatever somebody typed is used, by the sheet and by sync alike, or named with its cell."""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import TYPE_CHECKING

import pytest

from retrosheet.errors import InvalidInput
from retrosheet.layout.engine.columns import LIVE_COLUMNS
from retrosheet.layout.plan.columns import TYPED
from retrosheet.owners import spelled
from retrosheet.sync.assess import assess
from retrosheet.workbook.tables import Cell
from retrosheet.xlsx.write import render
from tests.cli.conftest import EVENING
from tests.contract.places import workbook
from tests.engines.cell_reference import a1
from tests.engines.grid import as_serial
from tests.engines.ironcalc_engine import IronCalcWorkbook
from tests.sync.typing import (
    Tables,
    column_of,
    doubts,
    put,
    row_of,
    snapshot,
    tables,
    type_in,
)

if TYPE_CHECKING:
    from pathlib import Path

    from retrosheet.sync.snapshot import TaskState
    from retrosheet.workbook.tables import Value

TODAY = dt.date(2027, 2, 8)
TASK = "PRE3"
NONSENSE: tuple[str | float | bool, ...] = (
    -3.0, -0.5, 0.0, 0.4, 1.0, 1.1, 2.5, 9.0, 50.0, 110.0, 3000.0, 3001.0, 46450.0, 99999.0, 1e300,
    True, False, "5", "5 d", "-3", "50 %", "110 %", "12 March 2027", "2027-03-12", "03/04/2027",
    "soon", "Done", "Dnoe", "PRE1", "PRE1, PRE2", "XX9", "Anna, Paul", "=1", "  ",
)  # fmt: skip
INPUTS = (
    "owner", "status", "progress", "duration", "offset", "needs", "margin", "imposed",
    "actual_end", "comment",
)  # fmt: skip
"""The columns of the plan in which people type."""
COUNTED_BY_THE_SHEET = frozenset(INPUTS) - {"owner", "comment"}
"""The sheet itself marks what it cannot use in these, and counts it above the plan."""


class Sheet:
    """The evening in IronCalc, with its task once a nonsense: what its engine makes of each.

    They are all typed into one column and worked out together; no line needs another of them.
    """

    def __init__(self, path: Path) -> None:
        path.write_bytes(render(workbook("en", _with_copies())))
        self.grid = IronCalcWorkbook.load(path)
        self.grid.freeze_today(TODAY)
        title, area = self.grid.name("rs_plan")
        values = self.grid.values(title)
        self.plan = title
        self.columns = {values.get((area.top, n)): n for n in range(area.left, area.right + 1)}
        ids = self.columns["id"]
        self.rows = {values.get((row, ids)): row for row in range(area.top, area.bottom)}
        engine = self.grid.values("_engine")
        first = LIVE_COLUMNS.index("id") + 1
        self.lines = {value: row for (row, n), value in engine.items() if n == first}

    def reads(self, key: str, *columns: str) -> list[tuple[object, ...]]:
        """What the engine has in ``columns`` for each nonsense in the column ``key``."""
        for typed, copy in zip(NONSENSE, COPIES, strict=True):
            self.grid.set(self.plan, a1(self.rows[copy], self.columns[key]), typed)
        engine = self.grid.values("_engine")
        return [
            tuple(
                engine.get((self.lines[copy], LIVE_COLUMNS.index(column) + 1), "")
                for column in columns
            )
            for copy in COPIES
        ]


COPIES = tuple(f"COPY{number:02}" for number in range(len(NONSENSE)))


def _with_copies() -> str:
    """The evening, with as many tasks like ``TASK`` as there are nonsenses."""
    before, task, after = re.split(rf"(      - id: {TASK}\n(?: {{8}}.*\n)+)", EVENING)
    return before + task + "".join(task.replace(TASK, copy) for copy in COPIES) + after


def used(line: TaskState, key: str) -> object:
    """What sync uses, as the engine would show it."""
    task = line.task
    if key in ("duration", "margin"):
        return getattr(task, key)
    if key == "offset":
        return "" if task.offset is None else task.offset
    if key == "imposed":
        return as_serial(task.imposed) if task.imposed else ""
    if key == "actual_end":
        return int(line.actual_end is not None and line.actual_end <= TODAY)
    if key == "owner":
        return spelled(line.owner) if line.owner else ""
    return {"status": line.status, "progress": line.progress}[key]


def meant(key: str, typed: str | float | bool, planned: int) -> object:
    """What a person who typed that can have meant, as the engine would show it."""
    if typed == "  ":
        return {"duration": planned, "margin": 0, "status": 1, "progress": 0, "actual_end": 0}.get(
            key, ""
        )
    if key == "owner":
        return spelled(str(int(typed)) if type(typed) is float else str(typed))
    if key == "status":
        return {"Done": 5, True: 5, False: 1}[typed]
    assert type(typed) is float
    if key in ("duration", "margin"):
        return math.ceil(typed)
    if key == "offset":
        return math.floor(typed)
    if key == "progress":
        return typed if typed <= 1 else typed / 100
    # an end to come is one that is expected: the work is not done
    return int(typed <= as_serial(TODAY)) if key == "actual_end" else int(typed)


@pytest.mark.parametrize("key", INPUTS)
def test_used_by_both_or_named(key: str, tmp_path: Path) -> None:
    """Each input column, each nonsense: sync and the sheet take it for what it says, or sync names
    the cell."""
    column = {"actual_end": "done", "owner": "owners", "needs": "link_1"}.get(key, key)
    # A comment is nothing to the engine.
    columns = ("odd",) if key == "comment" else ("odd", column)
    sheet = Sheet(tmp_path / "plan.xlsx")
    for typed, (odd, *read) in zip(NONSENSE, sheet.reads(key, *columns), strict=True):
        _used_or_named(key, typed, odd, *read)


def _used_or_named(key: str, typed: str | float | bool, odd: object, read: object = "") -> None:
    """``odd`` is whether the engine marks the cell, ``read`` what it takes it for."""
    there = tables()
    where = type_in(there, TASK, key, Cell(typed))
    found = doubts(there)
    line = next(line for line in snapshot(there).lines if line.task.id == TASK)
    if key in COUNTED_BY_THE_SHEET:
        assert odd == (where in found), typed
    if where in found:
        said = assess(snapshot(there), TODAY).findings
        assert any(where in finding.message for finding in said if finding.kind == "unreadable")
        assert typed != "  "
        return
    if key == "comment":
        assert line.comment == ("5" if typed == "5" else line.comment)
        return
    if key == "needs":
        assert bool(read) == bool(line.task.needs), typed
        return
    planned = next(task for task in snapshot(tables()).tasks if task.id == TASK).duration
    if key == "owner":
        names, ours = (str(text).replace(":", ";").strip(";") for text in (read, used(line, key)))
        assert names == ours or float(names) == float(typed)
        return
    assert read == pytest.approx(used(line, key)) == pytest.approx(meant(key, typed, planned)), (
        typed
    )


def only(there: Tables) -> str:
    """The one thing that sync says about the tables beyond lateness."""
    found = assess(snapshot(there), TODAY).findings
    (said,) = (f.message for f in found if f.kind in ("unreadable", "missing_id", "duplicate_id"))
    return said


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("duration", -3.0, '"-3" is not understood (duration). Write a number of days, from 0'),
        ("duration", 99999.0, '"99999" is not understood (duration).'),
        ("progress", 1.1, '"1.1" is not understood (progress). Write a percentage from 0'),
        ("imposed", "12 March 2027", '"12 March 2027" is a text (fixed date): the plan\'s'),
        ("progress", "50 %", '"50 %" is a text (progress)'),
        ("needs", "PRE99", 'no such task in the plan: "PRE99" (depends on). Write the IDs of'),
        ("needs", "PRE1 + 3 moons", '"PRE1 + 3 moons" cannot be read (depends on), and is not'),
    ],
)
def test_what_a_cell_says(key: str, typed: Value, said: str) -> None:
    """A value of no use is named with its cell, its column and what to write in its place."""
    there = tables()
    where = type_in(there, TASK, key, Cell(typed))
    assert where.startswith("Plan!")
    assert only(there).startswith(f"{where}: {said}")


@pytest.mark.parametrize("key", ["status", "progress", "duration", "imposed", "owner", "needs"])
def test_a_formula_without_a_value_is_named(key: str) -> None:
    """Another program saved the file without calculating it: nothing is taken for not begun."""
    there = tables()
    where = type_in(there, TASK, key, Cell(None, "A1"))
    assert only(there).startswith(f"{where}: a formula without a value (")
    assert only(there).endswith("Open the workbook in your spreadsheet program and save it.")
    line = next(line for line in snapshot(there).lines if line.task.id == TASK)
    if key == "status":
        assert line.status is None


def test_launch_day_as_a_formula_without_a_value_is_refused_with_the_true_reason() -> None:
    """Not "no launch day": the file was saved without its values."""
    there = tables()
    where = put(there, "rs_launch", 0, 0, Cell(None, "DATE(2027,3,19)"))
    with pytest.raises(InvalidInput, match=r"a formula without a value. Open the workbook") as told:
        snapshot(there)
    assert str(told.value).startswith(where)


@pytest.mark.parametrize(
    "typed", ["19 March 2027", "March 19, 2027", "19/03/2027", "03/19/2027", "2027-03-19"]
)
def test_launch_day_as_a_text_is_used_and_named(typed: str) -> None:
    """In the order of any locale sync understands it; the sheet shows no date at all."""
    there = tables()
    where = put(there, "rs_launch", 0, 0, Cell(typed))
    assert snapshot(there).launch == dt.date(2027, 3, 19)
    assert only(there).startswith(f'{where}: "{typed}" is a text (launch day)')


@pytest.mark.parametrize("name", ["rs_holidays", "rs_closures", "rs_weekend", "rs_team"])
def test_a_name_that_leads_nowhere_is_named(name: str) -> None:
    """#REF! after a deletion: the holidays are not dropped without a word."""
    there = tables()
    del there[name]
    assert only(there).startswith(f'The name "{name}" leads nowhere any more: ')


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ((46450.0, 46440.0), 'this closure ends on 22 Feb 2027, before it begins'),
        ((None, 46450.0), "a closure until 4 Mar 2027 without a first day"),
        ((46450.0, 47450.0), "this closure lasts more than a year (until 28 Nov 2029)"),
        (("summer", None), '"summer" is not understood (closure)'),
        ((46450.0, "autumn"), '"autumn" is not understood (closure)'),
        (("4 March 2027", None), '"4 March 2027" is a text (closure)'),
    ],
)  # fmt: skip
def test_a_closure_that_cannot_be_meant_is_named(cells: tuple[Value, Value], said: str) -> None:
    """Ends before it begins, no first day, years long or no date at all: each is named."""
    there = tables()
    for column, value in enumerate(cells):
        put(there, "rs_closures", 1, column, Cell(value))
    assert said in only(there)


def test_a_status_word_without_a_meaning_is_named() -> None:
    """A word added to the list of statuses needs one of the meanings beside it."""
    there = tables()
    put(there, "rs_statuses", 9, 0, Cell("In the post"))
    assert 'the plan does not know what "In the post" means' in only(there)


@pytest.mark.parametrize(("key", "column"), [("start", "start"), ("due", "due date")])
def test_a_date_without_its_formula_is_named_with_the_way_back(key: str, column: str) -> None:
    """Typed over or cleared, the plan shows another date than the one that counts, or none."""
    there = tables()
    where = type_in(there, TASK, key, Cell("soon"))
    assert only(there) == (
        f'{where}: "soon" is typed over a formula ({column}) and does not count. Copy the cell '
        'above or below it here. A date to keep goes under "Fixed date".'
    )
    there = tables()
    where = type_in(there, TASK, key, Cell(None))
    assert only(there) == (
        f"{where}: the formula that showed the date is cleared ({column}). Copy the cell above or "
        "below it here."
    )


def test_a_text_that_sync_follows_is_to_be_corrected_and_not_called_illegible() -> None:
    """The alert of its row does not deny what the row's dates follow."""
    there = tables()
    type_in(there, TASK, "imposed", Cell("12 March 2027"))
    assert "follow it only as sync has read it" in only(there)
    found = assess(snapshot(there), TODAY)
    assert found.verdicts[TASK].short == "Entry to correct"


def test_an_empty_title_is_named_by_its_id() -> None:
    """The plan shows nothing on that row, but the task still counts."""
    there = tables()
    where = type_in(there, TASK, "title", Cell(None))
    assert only(there).startswith(f"{where}: task PRE3 has lost its title")
    titles = assess(snapshot(there), TODAY).titles
    assert titles[TASK] == TASK


@pytest.mark.parametrize("key", [key for key in TYPED if key != "title"])
def test_what_stands_on_a_spare_line_without_a_title_is_named(key: str) -> None:
    """Whatever the column in which people type: without a title it makes no task."""
    there = tables()
    where = type_in(there, "A01", key, Cell(4.0))
    said = only(there)
    shown = "D+4" if key == "offset" else "4"
    assert said.startswith(f'{where}: "{shown}" (')
    assert ") stands on a line without a title" in said


def test_a_plan_without_its_header_row_loses_no_task() -> None:
    """The first task then stands where the header was."""
    there = tables()
    table = there["rs_plan"]
    there["rs_plan"] = table._replace(rows=(table.rows[0], *table.rows[2:]))
    assert [line.task.id for line in snapshot(there).lines] == [
        line.task.id for line in snapshot(tables()).lines
    ]
    assert only(there).startswith(
        f"{table.where(1, column_of(there, 'id'))}: the header row of the plan was deleted."
    )


def test_a_last_row_that_is_no_edge_is_a_line() -> None:
    """Somebody deleted the row that closes the plan, then wrote a task below the spare lines."""
    there = tables()
    table = there["rs_plan"]
    put(there, "rs_plan", len(table.rows) - 1, column_of(there, "row"), Cell(None))
    put(there, "rs_plan", len(table.rows) - 1, column_of(there, "title"), Cell("Call the mayor"))
    assert '"Call the mayor" has no ID of the plan and is not followed' in only(there)


def test_deleted_columns_are_named() -> None:
    """Also those that nobody sees, which the flags are written to."""
    there = tables()
    keys = [cell.value for cell in there["rs_plan"].rows[0]]
    for key in ("row", "flag", "duration"):
        put(there, "rs_plan", 0, keys.index(key), Cell(None))
    assert only(there).startswith(
        "Plan!A11: columns of the plan were deleted (duration, hidden columns)"
    )


def test_deleted_rows_are_named_by_title() -> None:
    """Whoever deleted a task by mistake recognises it by its title."""
    there = tables()
    table = there["rs_plan"]
    gone = row_of(there, TASK)
    there["rs_plan"] = table._replace(rows=(*table.rows[:gone], *table.rows[gone + 1 :]))
    found = assess(snapshot(there), TODAY)
    assert found.vanished == (TASK,)
    assert found.vanished_titles == (
        "Print the poster and the invitation cards for all the guests",
    )


def below(there: Tables) -> int:
    """The row of the plan's page that lies three rows below the plan."""
    return there["rs_plan"].row + there["rs_plan"].height + 2


def test_a_task_below_the_end_of_the_plan_is_named() -> None:
    """What stands beside its title on that row is not told a second time."""
    there = tables()
    row, title = below(there), column_of(there, "title")
    where = put(there, "rs_page_plan", row, title, Cell("Call the mayor"))
    put(there, "rs_page_plan", row, column_of(there, "status"), Cell("Done"))
    assert only(there) == (
        f'{where}: the row of "Call the mayor" has no ID of the plan and is not followed. '
        "Type its task again on a spare line (+), then delete the red row."
    )


@pytest.mark.parametrize("key", ["phase", "owner", "due", "comment", "flag"])
def test_any_cell_below_the_plan_is_named(key: str) -> None:
    """Whatever its column, even one that formulas fill."""
    there = tables()
    where = put(there, "rs_page_plan", below(there), column_of(there, key), Cell("Anna"))
    assert only(there).startswith(f'{where}: "Anna" stands below the plan')


def test_a_text_beside_the_gantt_is_named_unless_its_column_has_a_header() -> None:
    """A column of their own with a header is theirs; a stray note is not."""
    there = tables()
    header = there["rs_plan"].row + 1
    where = put(there, "rs_beside", header + 2, 1, Cell("to do in May"))
    assert only(there).startswith(f'{where}: "to do in May" stands beside the plan')
    put(there, "rs_beside", header, 1, Cell("Room"))
    assert doubts(there) == {}


def test_merged_cells_over_lines_are_named() -> None:
    """Over the heading and the Gantt's labels they are nobody's loss."""
    there = tables()
    page, owner = there["rs_page_plan"], column_of(there, "owner")
    assert page.merged
    assert doubts(there) == {}
    first = there["rs_plan"].row + 3
    merged = (*page.merged, (first, owner, first + 2, owner))
    there["rs_page_plan"] = page._replace(merged=merged)
    letter = a1(1, owner + 1)[:-1]
    assert only(there).startswith(
        f"Plan!{letter}{first + 1}:{letter}{first + 3}: merged cells in the plan (owner)"
    )


def test_a_line_without_formulas_is_named() -> None:
    """Somebody inserted a row and wrote the ID of a task into it."""
    there = tables()
    where = type_in(there, TASK, "row", Cell(None)).partition("!")[2]
    assert f'{where[1:]}: the row of "Print the poster' in only(there)


@pytest.mark.parametrize(
    ("name", "column", "said"),
    [("rs_holidays", 0, "public holidays"), ("rs_closures", 1, "closures"), ("rs_team", 1, "team")],
)
def test_what_stands_below_a_list_of_settings_is_named(name: str, column: int, said: str) -> None:
    """A holiday, closure or person beyond the end of its list does not count, and that is said."""
    there = tables()
    area, page = there[name], there["rs_page_settings"]
    row = area.row + area.height + 1 - page.row
    where = put(there, "rs_page_settings", row, area.column + column - page.column, Cell(46500.0))
    assert only(there).startswith(f'{where}: "46500" stands below the ')
    assert said in only(there)


@pytest.mark.parametrize("page", ["dashboard", "plan", "settings", "guide"])
def test_error_values_are_named_once_a_tab(page: str) -> None:
    """The first cell stands for all, with the number of the others."""
    there = tables()
    where = put(there, f"rs_page_{page}", 3, 2, Cell(None, "A1", "#REF!"))
    put(there, f"rs_page_{page}", 4, 2, Cell(None, "A2", "#NAME?"))
    assert only(there).startswith(f"{where}: #REF! (and 1 more cell of the tab).")


def test_errors_that_only_wait_for_launch_day_are_not_put_on_a_deletion() -> None:
    """While the formulas cannot read it, charts have no data; a lost reference is told still."""
    there = tables()
    launch = put(there, "rs_launch", 0, 0, Cell("le 19 mars 2027"))
    put(there, "rs_page_dashboard", 3, 2, Cell(None, "A1", "#N/A"))
    assert only(there).startswith(f'{launch}: "le 19 mars 2027" is a text (launch day)')
    where = put(there, "rs_page_dashboard", 4, 2, Cell(None, "A2", "#REF!"))
    assert set(doubts(there)) == {launch, where}


def test_an_empty_launch_day_is_asked_for() -> None:
    """Nothing is quoted where nothing stands."""
    there = tables()
    where = put(there, "rs_launch", 0, 0, Cell(None))
    with pytest.raises(InvalidInput, match=f"^{re.escape(where)}: launch day is gone"):
        snapshot(there)


def test_work_in_a_copy_of_the_plan_is_named() -> None:
    """A copy that says what the plan says is nobody's loss."""
    there = tables()
    there["rs_plan@Plan (2)"] = there["rs_plan"]._replace(title="Plan (2)")
    assert doubts(there) == {}
    row, column = row_of(there, TASK), column_of(there, "status")
    where = put(there, "rs_plan@Plan (2)", row, column, Cell("Done"))
    assert where.startswith("Plan (2)!")
    assert only(there).startswith(f'{where}: "Done" is typed in a copy of the plan, which nothing')


def test_years_without_holidays_are_named() -> None:
    """Launch is moved to 2041: the list ends long before."""
    there = tables()
    put(there, "rs_holidays", 1, 0, Cell(as_serial(dt.date(2027, 5, 1))))
    assert doubts(there) == {}
    put(there, "rs_launch", 0, 0, Cell(as_serial(dt.date(2029, 3, 16))))
    assert "no public holiday is listed for 2028, 2029, which the plan reaches" in only(there)


def test_more_closed_days_than_the_formulas_count_are_named() -> None:
    """The limit stands in the sentence, beside what was typed."""
    there = tables()
    for row in range(1, 6):
        first = 46000.0 + 1000 * row
        put(there, "rs_closures", row, 0, Cell(first))
        put(there, "rs_closures", row, 1, Cell(first + 99))
    assert "500 days of closures, but the plan's formulas count no more than 420" in only(there)


def test_texts_in_the_gantt_are_named_by_their_number() -> None:
    """What is typed over the bars is not shown there, so that its count is told."""
    there = tables()
    keys = [row[0].value for row in there["rs_scalars"].rows]
    assert doubts(there) == {}
    put(there, "rs_scalars", keys.index("in_gantt"), 1, Cell(2.0))
    assert only(there).startswith("Plan: entries in the Gantt, where nothing is shown and")
