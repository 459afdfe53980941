"""Where the rows and columns of a fresh plan go on people's, and what comes in between there.

A new task comes behind the one that it follows, spare lines at the end of their phase, a new
column of ours behind its neighbour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.layout.plan.columns import TYPED
from retrosheet.sync.cells import blank
from retrosheet.workbook.moves import Shift
from retrosheet.workbook.plan_tab import BESIDE, GANTT, MARK, PAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from retrosheet.update.fresh import Fresh
    from retrosheet.update.present import Present


def _first_day(present: Present) -> int:
    """The first column of the Gantt; people's own may stand between it and those of ours."""
    page, days = present.tables[f"{PAGE}plan"], present.tables.get(GANTT)
    return days.column if days and days.title == page.title else page.column + page.width


def columns_on_plan(present: Present, fresh: Fresh) -> tuple[dict[int, int], Shift]:
    """The fresh columns on the plan as it is, and the shift of the columns that are there."""
    table, at = present.plan.table, present.plan.at
    first_day = _first_day(present)
    days = present.tables[BESIDE].column - first_day
    own = {key: table.column + column for key, column in at.items()}
    inserted: dict[int, int] = {}
    new: dict[str, int] = {}
    before = -1
    for key in fresh.columns:
        if key in own:
            before = own[key]
        else:
            new[key] = before + 1
            inserted[before + 1] = inserted.get(before + 1, 0) + 1
    deleted: tuple[int, ...] = ()
    if fresh.days > days:
        end = first_day + days
        inserted[end] = inserted.get(end, 0) + fresh.days - days
    elif fresh.days < days:
        deleted = tuple(range(first_day + fresh.days, first_day + days))
    shift = Shift(tuple(sorted(inserted.items())), deleted)
    found: dict[int, int] = {}
    done: dict[int, int] = {}
    for key, column in fresh.columns.items():
        if key in own:
            there = shift.of(own[key])
            assert there is not None
            found[column] = there
        else:
            place = new[key]
            behind = shift.of(place)
            assert behind is not None
            found[column] = behind - inserted[place] + done.get(place, 0)
            done[place] = done.get(place, 0) + 1
    start = shift.of(first_day)
    assert start is not None
    for number in range(fresh.days):
        found[fresh.gantt + number] = start + number
    beside = fresh.gantt + fresh.days
    for number in range(40):
        found[beside + number] = start + fresh.days + number
    return found, shift


def rows_on_plan(
    present: Present, fresh: Fresh, order: Sequence[str]
) -> tuple[dict[int, int], Shift, dict[int, str], int, int]:  # fmt: skip
    """The fresh rows on the plan as it is, the shift, and which spare line each spare row is."""
    end = _closing(present)
    row_of = {place.id: place.row for place in present.places if place.id and place.kind != "spare"}
    gone = {
        place.row
        for place in present.places
        if place.kind == "task" and place.id not in fresh.lines
    }
    # who follows whom among the lines that are new, and where their block begins
    anchors: dict[int, list[str]] = {}
    last = _first_row(present) - 1
    for row_id in order:
        if row_id in row_of:
            last = row_of[row_id]
        else:
            anchors.setdefault(last, []).append(row_id)
    spare, more, surplus = _spare(present, fresh, row_of)
    for row, lines in more.items():
        anchors.setdefault(row, []).extend(lines)
    deleted = sorted(gone | surplus)
    inserted = {row + 1: len(lines) for row, lines in anchors.items()}
    top, lacking = rows_on_top(present, fresh)
    if lacking:
        inserted[top] = inserted.get(top, 0) + lacking
    shift = Shift(tuple(sorted(inserted.items())), tuple(deleted))
    found: dict[int, int] = {}
    for row_id, row in row_of.items():
        if row_id in fresh.lines:
            found[fresh.lines[row_id]] = shift.of_or_after(row)
    for row, line in spare.items():
        found[fresh.lines[line]] = shift.of_or_after(row)
    for row, lines in anchors.items():
        first = shift.of_or_after(row + 1) - len(lines)
        for number, line in enumerate(lines):
            found[fresh.lines[line]] = first + number
    keys = shift.of_or_after(top) - int(present.keyless)
    for row in range(fresh.key_row + 1):
        found[row] = row + keys - fresh.key_row
    found[fresh.key_row + 1] = shift.of_or_after(present.plan.table.row + 1)
    closing = shift.of_or_after(end)
    for number in range(400):
        found[fresh.sentinel + number] = closing + number
    return found, shift, spare, sum(map(len, more.values())), len(surplus)


def rows_on_top(present: Present, fresh: Fresh) -> tuple[int, int]:
    """The first row of the plan's table that the file has, and how many rows it lacks above it.

    Somebody has deleted them: of the heading, of the hidden rows of the Gantt, or that of the keys.
    """
    keyless = int(present.keyless)
    top = present.plan.table.row + keyless
    return top, max(keyless, fresh.key_row + keyless - top)


def _first_row(present: Present) -> int:
    return min((place.row for place in present.places), default=present.plan.table.row + 2)


def _closing(present: Present) -> int:
    """The row of the tab that closes the plan."""
    plan = present.plan
    for index in range(plan.height - 1, 0, -1):
        if plan.cell(index, "row").value == MARK:
            return plan.table.row + index
    last = max((place.row for place in present.places), default=plan.table.row + 1)
    return max(last + 1, plan.table.row + plan.height - 1)


def _spare(
    present: Present, fresh: Fresh, row_of: Mapping[str, int]
) -> tuple[dict[int, str], dict[int, list[str]], set[int]]:  # fmt: skip
    """Which spare line each spare row is, the lines that rows are to come for, and rows to go.

    A spare line belongs to the task that it follows in the order of the plan; where a phase lies
    apart, as after sorting, new ones come at the end of the plan.
    """
    rows = [place.row for place in present.places if place.kind == "spare"]
    typed = {row for row in rows if not _untouched(present, row)}
    phases = _phases(fresh)
    # those below the last task are of no phase, on either side
    tasks = [at for at, place in enumerate(present.order) if place.id in phases]
    blocks: dict[str, list[int]] = {}
    current = ""
    for at, place in enumerate(present.order):
        if place.id in phases:
            current = phases[place.id]
        elif place.kind == "spare":
            below = not tasks or at > tasks[-1]
            blocks.setdefault("" if below else current, []).append(place.row)
    wanted: dict[str, list[str]] = {}
    current = ""
    last_task = max((fresh.lines[line] for line in phases), default=0)
    for line, row in sorted(fresh.lines.items(), key=lambda item: item[1]):
        if line in phases:
            current = phases[line]
        else:
            wanted.setdefault("" if row > last_task else current, []).append(line)
    found: dict[int, str] = {}
    left: list[tuple[str, str]] = []
    for phase, lines in wanted.items():
        own = blocks.pop(phase, [])
        # what somebody has typed something on stays, so that its line comes first
        own.sort(key=lambda row: row not in typed)
        kept = sorted(own[: len(lines)], key=_place_in(present))
        found.update(zip(kept, lines, strict=False))
        left += [(phase, line) for line in lines[len(own) :]]
        if own[len(lines) :]:
            blocks[phase] = own[len(lines) :]
    over = [row for own in blocks.values() for row in own]
    for row in over:
        if row in typed and left:
            found[row] = left.pop(0)[1]
    surplus = set(over) - set(found)
    more: dict[int, list[str]] = {}
    end = max((place.row for place in present.places), default=_closing(present) - 1)
    for phase, line in left:
        after = _end_of(phase, present, phases, row_of) if phase else None
        more.setdefault(end if after is None else after, []).append(line)
    return found, more, surplus - typed


def _place_in(present: Present) -> Callable[[int], int]:
    """Where a row stands in the order of the plan."""
    return {place.row: at for at, place in enumerate(present.order)}.__getitem__


def _phases(fresh: Fresh) -> dict[str, str]:
    column = fresh.columns["phase"]
    return {
        line: str(fresh.cells[row, column].value)
        for line, row in fresh.lines.items()
        if line not in fresh.spare
    }


def _end_of(
    phase: str, present: Present, phases: Mapping[str, str], row_of: Mapping[str, int]
) -> int | None:  # fmt: skip
    """The last row of a phase whose rows lie side by side; None where they do not."""
    rows = sorted(row for row_id, row in row_of.items() if phases.get(row_id) == phase)
    spare = {place.row for place in present.places if place.kind in {"spare", "blank"}}
    if not rows or any(
        row not in rows and row not in spare for row in range(rows[0], rows[-1] + 1)
    ):
        return None
    last = rows[-1]
    while last + 1 in spare:
        last += 1
    return last


def _untouched(present: Present, row: int) -> bool:
    index = row - present.plan.table.row
    return all(blank(present.plan.cell(index, key)) for key in TYPED)
