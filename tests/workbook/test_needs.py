"""What people type under "Depends on", as Python and the sheet's own formulas read it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from retrosheet.archetype.terms import MOST_DAYS, Duration
from retrosheet.layout.engine.columns import LISTED_MARK, LIVE_COLUMNS
from retrosheet.layout.engine.listed import NO_TASK, NONE, UNREAD
from retrosheet.workbook.needs import SLOTS, UNITS, Piece, pieces
from tests.engines.cell_reference import a1
from tests.engines.ironcalc_engine import IronCalcWorkbook
from tests.sync.typing import evening

NO_LAG = Duration(0, "d")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", [None]),
        ("  ", [None]),
        ("CRE4", [Piece("CRE4", "CRE4", NO_LAG)]),
        ("CRE4+2d", [Piece("CRE4+2d", "CRE4", Duration(2, "d"))]),
        ("CRE4 + 2 jours", [Piece("CRE4 + 2 jours", "CRE4", Duration(2, "d"))]),
        ("CRE4+5jc", [Piece("CRE4+5jc", "CRE4", Duration(5, "cd"))]),
        ("CRE4+2 sem.", [Piece("CRE4+2 sem.", "CRE4", Duration(10, "d"))]),
        ("CRE4\u00a0+\u202f1 W", [Piece("CRE4 + 1 W", "CRE4", Duration(5, "d"))]),
        ("CRE4 +", [Piece("CRE4 +", "CRE4", NO_LAG)]),
        ("CRE4+02d", [Piece("CRE4+02d", "CRE4", Duration(2, "d"))]),
        ("CRE4+0j", [Piece("CRE4+0j", "CRE4", NO_LAG)]),
    ],
)
def test_one_entry(typed: str, read: list[Piece | None]) -> None:
    """An ID, and the days to leave behind it; in either language, spaces and capitals apart."""
    assert pieces(typed) == read


@pytest.mark.parametrize("between", [",", ";", "\n", " , "])
def test_several_entries(between: str) -> None:
    """Commas, semicolons and line breaks separate; nothing between two of them is nothing."""
    found = pieces(between.join(("A1", "", "B2+1d")))
    assert found == [Piece("A1", "A1", NO_LAG), None, Piece("B2+1d", "B2", Duration(1, "d"))]


@pytest.mark.parametrize(
    "typed",
    [
        "CRE4+d", "CRE4+2", "CRE4+2 moons", "CRE4+2d3", "CRE4+-2d",
        "CRE4+10000d", "CRE4+601w", "+2d", "CRE4+1½d",
    ],
)  # fmt: skip
def test_a_lag_that_nobody_can_read(typed: str) -> None:
    """It is not guessed: there is no lag, and the text is kept to be named."""
    (piece,) = pieces(typed)
    assert piece is not None
    assert (piece.text, piece.lag) == (typed, None)


@pytest.mark.parametrize("sign", ["*", "?", "~"])
def test_no_sign_stands_for_any_letters(sign: str) -> None:
    """A search by the sheet would take CRE* for CRE4; no ID has what stands there instead."""
    (piece,) = pieces(f"CRE{sign}")
    assert piece is not None
    assert sign not in piece.id


@pytest.mark.parametrize("word", UNITS)
def test_each_unit(word: str) -> None:
    """Weeks are five working days; the longest lag is the same in all units."""
    factor, calendar_days = UNITS[word]
    most = MOST_DAYS // factor
    (piece,) = pieces(f"A+{most} {word.upper()}")
    assert piece is not None
    assert piece.lag == Duration(most * factor, "cd" if calendar_days else "d")
    (piece,) = pieces(f"A+{most + 1}{word}")
    assert piece is not None
    assert piece.lag is None


class Sheet:
    """The evening's workbook in IronCalc: how its formulas read the cell of one task."""

    def __init__(self, folder: Path) -> None:
        path = folder / "plan.xlsx"
        path.write_bytes(evening())
        self.grid = IronCalcWorkbook.load(path)
        self.plan, area = self.grid.name("rs_plan")
        values = self.grid.values(self.plan)
        keys = {values.get((area.top, n)): n for n in range(area.left, area.right + 1)}
        row = next(r for r in range(area.top, area.bottom) if values.get((r, keys["id"])) == "EVE3")
        self.cell = a1(row, keys["needs"])
        listed = LIVE_COLUMNS.index(f"{LISTED_MARK}id") + 1
        title, lines = self.grid.name("rs_engine")
        self.places = {
            str(value): r
            for (r, n), value in self.grid.values(title).items()
            if n == listed and r > lines.top and value
        }

    def reads(self, typed: str) -> list[tuple[object, object]]:
        """Of each place of the row the task (its row, or a code) and the lag; "" for none."""
        self.grid.set(self.plan, self.cell, typed)
        engine = self.grid.values("_engine")
        row = self.places["EVE3"]

        def shown(key: str) -> object:
            return engine.get((row, LIVE_COLUMNS.index(f"{LISTED_MARK}{key}") + 1), "")

        return [(shown(f"need_{n}"), shown(f"lag_{n}")) for n in range(1, SLOTS + 1)]


@cache
def sheet() -> Sheet:
    with TemporaryDirectory() as folder:
        return Sheet(Path(folder))


def entries() -> st.SearchStrategy[str]:
    name = st.sampled_from(["PRE1", "pre2", "EVE1", " EVE2 ", "NONE9", "PRE*", "P?E1", "", "a~b"])
    lag = st.sampled_from(["", "+", "+2d", " + 3 jours", "+1 w", "+5jc", "+2", "+x", "+9999d",
                           "+0d", "+03d", "+1.d", "+3001cd", "+1-d", "++2d"])  # fmt: skip
    return st.builds("{}{}".format, name, lag)


@given(st.lists(entries(), max_size=SLOTS).map(", ".join))
@example("PRE1;PRE2\nEVE1")
@example("PRE1\u00a0+\u202f2j")
@example(",,PRE1,")
def test_the_sheet_reads_the_same(typed: str) -> None:
    """Each of its places holds the task and the lag that Python reads there."""
    there = sheet()
    first = min(there.places.values())
    rows = {name.casefold(): row - first + 1 for name, row in there.places.items()}
    wanted: list[tuple[object, object] | None] = []
    for piece in pieces(typed)[:SLOTS]:
        if piece is None:
            wanted.append((NONE, 0))
        elif piece.lag is None:
            wanted.append(None)
        else:
            days, unit = piece.lag
            lag = -days if unit == "cd" else days
            wanted.append((rows.get(piece.id.casefold(), NO_TASK), lag))
    found = there.reads(typed)
    wanted += [(NONE, 0)] * (SLOTS - len(wanted))
    for ours, its in zip(wanted, found, strict=True):
        if ours is None:
            assert its[0] == UNREAD
        else:
            assert its == ours
