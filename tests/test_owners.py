"""Two names in one cell are two owners, in Python and in the workbook's formulas alike."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from retrosheet.layout.frame import Frame
from retrosheet.owners import owners
from retrosheet.schedule import compute
from tests.engines.cell_reference import a1
from tests.schedule.archetypes import planned, task
from tests.test_heart import CALCULATING, opened
from tests.thorough import tries

TODAY = dt.date(2026, 11, 21)
TEAM = ("Anna", "Paul", "R&D", "Ventes et marketing", "Sandra", "Paul*")


@pytest.mark.parametrize(
    "cell",
    ["Anna, Paul", "Anna / Paul", "Anna et Paul", "Anna & Paul", "Anna and Paul", "Anna + Paul",
     "Anna; Paul", "Anna ET Paul", "Anna\nPaul", "Anna|Paul", "Anna,Paul ", "Anna, Paul, anna",
     "Anna\u00a0et\u202fPaul", "Anna, et Paul"],
)  # fmt: skip
def test_two_names_are_two_owners(cell: str) -> None:
    """Commas, slashes, line breaks and the words for and: each of the two gets their reminder."""
    assert owners(cell)[:2] == ("Anna", "Paul")
    assert owners(cell, TEAM) == ("Anna", "Paul")


@pytest.mark.parametrize("cell", ["Sandra", "Pauletta", "Bernadette", "Andersen", "R&D", "O’Hara"])
def test_a_name_that_only_contains_such_letters_is_one(cell: str) -> None:
    """Sandra holds an "and", and is one person."""
    assert owners(cell) == owners(cell, TEAM) == (cell,)


def test_the_team_list_decides_what_is_one_name() -> None:
    """R&D stays a team where Settings lists it, also beside somebody else; so does any other."""
    assert owners("Ventes et marketing") == ("Ventes", "marketing")
    assert owners("ventes et marketing", TEAM) == ("Ventes et marketing",)
    assert owners("Ventes et marketing, Paul", TEAM) == ("Ventes et marketing", "Paul")
    assert owners("R&D / Zoé", TEAM) == ("R&D", "Zoé")
    assert owners("Anna&Paul") == ("Anna&Paul",)
    assert owners("Anna&Paul", TEAM) == ("Anna", "Paul")


def test_nobody_owns_an_empty_cell() -> None:
    """Blanks and stray commas are no names."""
    assert owners("") == owners(" \u00a0") == owners(" , ") == ()


class Load:
    """A workbook whose team is TEAM; what its dashboard counts for one cell of an owner."""

    def __init__(self, folder: Path) -> None:
        campaign = planned(task("T1"))
        self.frame = Frame(campaign, compute(campaign), TODAY)
        self.grid = opened(campaign, folder, ("dashboard", *CALCULATING))
        for number, name in enumerate(TEAM):
            cell = a1(
                self.frame.settings.team.first_row + 2 + number, self.frame.settings.team_column + 2
            )
            self.grid.set(self.frame.titles["settings"], cell, name)

    def owners(self, cell: str) -> tuple[list[str], bool]:
        """Who of the team has the one task, and whether somebody of the team has."""
        frame = self.frame
        at = a1(frame.plan.first_row + 1, frame.plan.column("owner") + 1)
        self.grid.set(frame.titles["plan"], at, cell)
        board = self.grid.values(frame.titles["dashboard"])
        keys = {value: place for place, value in board.items() if place[0] == 1}
        name, count = keys["person"][1], keys["person_tasks"][1]
        counted = [
            str(board[row, name])
            for row in range(2, 2 + frame.settings.team_rows)
            if board.get((row, name)) and board[row, count]
        ]
        engine = self.grid.values("_engine")
        owned = engine[frame.engine.first_row + 1, frame.engine.column("owned") + 1]
        return counted, owned == 1


@pytest.fixture(scope="module")
def load(tmp_path_factory: pytest.TempPathFactory) -> Load:
    return Load(tmp_path_factory.mktemp("owners"))


_NAMES = st.sampled_from((*TEAM, "Zoé", "Andréa", "", "anna", "PAUL", "A&B"))
_BETWEEN = st.sampled_from(
    (", ", " et ", " and ", " & ", "/", " ; ", "+", "|", "&", "\n", " ", ",", " et", "and ",
     " et\n", "\net ", "\u00a0and\u202f", " & &", "  ET  ")
)  # fmt: skip


@st.composite
def _cells(draw: st.DrawFn) -> str:
    names = draw(st.lists(_NAMES, min_size=1, max_size=4))
    return "".join(name + draw(_BETWEEN) for name in names[:-1]) + names[-1]


@settings(max_examples=tries(60, 1000))
@given(cell=_cells())
@example(cell="Anna Anna, Anna et ")
@example(cell="Paul et et Anna")
@example(cell="Anna\net Paul")
def test_the_dashboard_counts_for_those_whom_python_finds(load: Load, cell: str) -> None:
    """The formulas and ``owners`` know the same people of the team in any cell."""
    expected = {name for name in owners(cell, TEAM) if name in TEAM}
    counted, owned = load.owners(cell)
    assert set(counted) == expected
    assert owned == bool(expected)
