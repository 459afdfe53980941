"""What people put on the RACI and beside it stays with its task while rows come and go above."""

from __future__ import annotations

import io
from typing import Any

from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from tests.update.files import edited, opened, plain, updated

_YELLOW = PatternFill("solid", fgColor="FFFF00")
_HEAD = 7


def _row(tab: Any, row_id: str) -> int:
    """The row of a task on the RACI."""
    (row,) = (cell.row for cell in tab["B"] if cell.value == row_id)
    return int(row)


def _beside(tab: Any) -> int:
    """The column behind the last role."""
    heads = [cell for cell in tab[_HEAD] if cell.value is not None and cell.value != "À nous"]
    return int(heads[-1].column) + 1


def _written(tab: Any, row_id: str) -> None:
    """Writes beside a row of the RACI, colours and notes it, and gives it a letter."""
    row = _row(tab, row_id)
    tab.cell(row, _beside(tab)).value = f"à voir pour {row_id}"
    tab.cell(row, 3).fill = _YELLOW
    tab.cell(row, 5).value = "C"
    tab.cell(row, 5).comment = Comment(f"noté pour {row_id}", "Léa")


def _found(tab: Any, row_id: str) -> tuple[Any, ...]:
    cells = [tab.cell(_row(tab, row_id), column) for column in (_beside(tab), 3, 5)]
    note = cells[2].comment
    return (
        cells[0].value, cells[1].fill.fgColor.rgb, cells[2].value, note.text if note else None
    )  # fmt: skip


def test_what_people_put_on_the_raci_stays_with_its_task() -> None:
    """A row inserted, a spare line filled and a deleted task move the rows below; a new person has
    a column before what stands beside. A text beside a task that is gone stays, without it."""
    saved = io.BytesIO()
    with edited(plain(), saved) as sheet:
        tab, ids = sheet.book["RACI"], sheet.ids()
        roles = _beside(tab)
        tab.cell(_HEAD, _beside(tab)).value = "À nous"
        for row_id in (ids[3], ids[4], ids[7]):
            _written(tab, row_id)
        row = sheet.insert_below(ids[0])
        sheet.cell(row, "title").value = "Relire"
        sheet.cell(row, "owner").value = "Zoé"
        sheet.cell(sheet.spare()[0], "title").value = "Goûter"
        for row_id in (ids[4], ids[5]):
            sheet.emptied(sheet.row(row_id))
    content, update = updated(saved.getvalue())
    assert updated(content)[0] == content
    did = [change.what for change in update.changes]
    assert did == ["inserted", "added", "deleted", "deleted", "spare", "people"]
    sheet = opened(content)
    tab = sheet.book["RACI"]
    for row_id in (ids[3], ids[7]):
        said = (f"à voir pour {row_id}", "00FFFF00", "C", f"noté pour {row_id}")
        assert _found(tab, row_id) == said
    assert _beside(tab) == roles + 1
    assert tab.cell(_row(tab, "T1"), roles).value == "A/R"
    tasks = sheet.ids()
    listed = [cell.value for cell in tab["B"][_HEAD:] if cell.value in tasks]
    assert listed == tasks
    column = [tab.cell(row, _beside(tab)).value for row in range(_HEAD, tab.max_row + 1)]
    assert [text for text in column if text] == ["À nous"] + [
        f"à voir pour {row_id}" for row_id in (ids[3], ids[4], ids[7])
    ]
