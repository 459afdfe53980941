"""Beyond so many tasks dependencies are fixed in the sheet: the guide and sync both say so."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

import pytest

from retrosheet import layout
from retrosheet.archetype.terms import Duration
from retrosheet.campaign import Campaign
from retrosheet.language import LANGS, Lang
from retrosheet.layout import guide
from retrosheet.layout.frame import Frame
from retrosheet.layout.outline import MOST_LIVE
from retrosheet.schedule import Schedule, compute
from retrosheet.sync.assess import assess
from retrosheet.sync.reading import NAMES, read_snapshot
from retrosheet.workbook.tables import Cell
from retrosheet.xlsx.read import read
from retrosheet.xlsx.write import render
from tests.schedule.archetypes import planned, task
from tests.sync.typing import type_in

TODAY = dt.date(2024, 6, 3)


@cache
def campaign(count: int, lang: Lang = "en") -> tuple[Campaign, Schedule]:
    """Strands of work side by side: each task needs the one eight places before it."""
    tasks = [
        task(f"T{n}", *([f"T{n - 8}"] if n > 8 else []), duration=Duration(1, "d"))
        for n in range(count)
    ]
    made = planned(*tasks, lang=lang)
    return made, compute(made)


def frame(count: int, lang: Lang = "en") -> Frame:
    return Frame(*campaign(count, lang), TODAY)


def guide_of(count: int, lang: Lang) -> str:
    cells = guide.lay_out(frame(count, lang)).cells
    return "\n".join(str(cell.value) for cell in cells).replace("\u00a0", " ")


@pytest.mark.parametrize("lang", LANGS)
def test_the_guide_says_whether_dependencies_are_followed(lang: Lang) -> None:
    """Up to the limit they are, one task more and they are fixed, with the limit in figures."""
    said = {
        "fr": f"plus de {MOST_LIVE} tâches, les dépendances sont figées",
        "en": f"more than {MOST_LIVE} tasks dependencies are fixed",
    }[lang]
    assert frame(MOST_LIVE, lang).live
    assert said not in guide_of(MOST_LIVE, lang)
    assert not frame(MOST_LIVE + 1, lang).live
    assert said in guide_of(MOST_LIVE + 1, lang)


def test_sync_follows_what_is_typed_there_and_says_that_the_sheet_does_not(tmp_path: Path) -> None:
    """The very cell is named; the task waits for what was typed, and for nothing else."""
    path = tmp_path / "large.xlsx"
    path.write_bytes(render(layout.build(*campaign(MOST_LIVE + 1), TODAY)))
    tables = dict(read(path, NAMES, "en").tables)
    before = read_snapshot(tables, "en")
    assert not [f for f in assess(before, TODAY, "en").findings if f.kind == "unreadable"]
    where = type_in(tables, "T20", "needs", Cell("T3 + 2d"))
    snapshot = read_snapshot(tables, "en")
    line = next(line for line in snapshot.lines if line.task.id == "T20")
    assert [(need.id, need.lag.amount) for need in line.task.needs] == [("T3", 2)]
    (said,) = [f.message for f in assess(snapshot, TODAY, "en").findings if f.kind == "unreadable"]
    assert said.startswith(f'{where}: "T3 + 2d" (depends on) counts for sync, but the formulas')
    assert "keep the dependencies of its archetype" in said
    assert "T12" in said
