"""Rows and columns that people put between ours on the budget, the indicators and the RACI."""

from __future__ import annotations

import io
from collections import Counter

from retrosheet.files.fingerprint import Fingerprint
from retrosheet.learning.source import source_of
from retrosheet.update.reading import NAMES
from retrosheet.xlsx.read import read_book
from tests.repairing.abuses import opened, plan_of
from tests.repairing.parts import Parts, text_cell
from tests.update.files import plain, updated

TABS = {"Budget": "DG", "Indicateurs": "E", "RACI": "G"}
_BELOW = {"Budget": 20, "Indicateurs": 19, "RACI": 9}
"""A row of each table."""


def test_an_update_keeps_each_line_once_and_people_s_columns_where_they_are() -> None:
    """What is typed stands in the column where it stood, nothing twice, and all of it is read."""
    parts = Parts(plain())
    for title, columns in TABS.items():
        for letters in reversed(columns):
            parts.insert_column(title, letters)
            parts.cell(title, f"{letters}{_BELOW[title]}", text_cell("à nous"), kept=False)
    parts.insert_rows("Budget", 20)
    parts.insert_rows("Indicateurs", 18)
    row = plan_of(parts).rows["OFF5"] + 1
    parts.insert_rows("Rétroplanning", row)
    letters = plan_of(parts).letters("title")
    parts.cell("Rétroplanning", f"{letters}{row}", text_cell("Relire"), kept=False)
    content = parts.content()
    after, update = updated(content)
    assert [change.what for change in update.changes] == ["inserted"]
    for title in ("Budget", "Indicateurs"):
        typed, there = (
            Counter(
                (place, cell.value)
                for place, cell in opened(one, title).cells.items()
                if not str(cell.value).startswith("=")
            )
            for one in (content, after)
        )
        assert there == typed, title
    was, now = (
        [head.column for head in opened(one, "RACI").row(7) if head.value]
        for one in (content, after)
    )
    assert now == was
    told = [
        source_of(read_book(io.BytesIO(one), NAMES, Fingerprint(0, 0, 0, 0)).tables, "", "fr").told
        for one in (plain(), after)
    ]
    assert told[1].money == told[0].money
    assert told[1].aims == told[0].aims
    assert told[1].objectives == told[0].objectives
    assert told[0].raci is not None
    assert told[1].raci is not None
    assert told[0].raci.items() <= told[1].raci.items()
    assert told[0].money
    assert told[0].objectives
