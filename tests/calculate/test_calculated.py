"""What we calculate of a workbook is what spreadsheet engines calculate of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrosheet import layout
from retrosheet.calculate import calculated
from retrosheet.calculate.book import Book, Circular
from retrosheet.calculate.formula import ErrorValue, Unreadable, Written, parsed
from retrosheet.calculate.ranges import Range
from retrosheet.campaign import Campaign
from retrosheet.language import LANGS, Lang
from retrosheet.layout.frame import Frame
from retrosheet.schedule import compute
from retrosheet.workbook.model import Cell, Value
from retrosheet.xlsx.write import render
from tests.campaigns import campaigns
from tests.engines.ironcalc_engine import IronCalcWorkbook
from tests.made import STAGES, made
from tests.small import one_of, sample
from tests.thorough import covering, tries
from tests.workbook.test_values import differences

TODAY = dt.date(2026, 11, 21)
TYPED: dict[str, tuple[Value, ...]] = {
    "status": ("Done", "fait", "In progress", "bloqué", "à valider", "Annulé", "X", ""),
    "progress": (0.5, 50, 1, "half"),
    "duration": (0, 2, 7.5, "five"),
    "margin": (0, 3),
    "offset": (-12, 0, 9),
    "imposed": (TODAY + dt.timedelta(days=20), "soon", 7),
    "actual_end": (TODAY - dt.timedelta(days=3), "one day"),
    "title": ("Another title", " ", ""),
    "owner": ("Ana", "Ana, Paul", "~*?"),
    "phase": ("One", "Elsewhere"),
    "id": ("T01", "", "t02*"),
}
"""What people type into cells of the plan, by column key."""

typings = st.lists(
    st.sampled_from(sorted(TYPED)).flatmap(
        lambda key: st.tuples(st.integers(0, 14), st.just(key), st.sampled_from(TYPED[key]))
    ),
    max_size=12,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("calculated")


@pytest.mark.parametrize(("name", "lang"), covering(sample("event"), LANGS))
def test_a_new_workbook_is_calculated_as_it_is_laid_out(name: str, lang: Lang) -> None:
    """Each formula gives the value that the layout worked out beside it."""
    day = dt.date(2027, 2, 9)
    workbook = one_of(name, lang, day).book
    assert [
        (sheet.title, cell, now.value)
        for sheet, again in zip(workbook.sheets, calculated(workbook, day).sheets, strict=True)
        for cell, now in zip(sheet.cells, again.cells, strict=True)
        if not _same(cell.value, now.value)
    ] == []


def _same(value: Value, other: Value) -> bool:
    left, right = (
        (each - dt.date(1899, 12, 30)).days if isinstance(each, dt.date) else each
        for each in (value, other)
    )
    if isinstance(left, int | float) and isinstance(right, int | float):
        return abs(left - right) < 1e-9
    return left == right


@settings(max_examples=tries(6, 200))
@given(campaign=campaigns(), typed=typings, shift=st.integers(-40, 400))
def test_ironcalc_agrees_whatever_people_type(
    folder: Path, campaign: Campaign, typed: list[tuple[int, str, Value]], shift: int
) -> None:
    """Random campaigns, random edits and days: every value of every tab."""
    schedule = compute(campaign)
    frame = Frame(campaign, schedule, TODAY)
    workbook = layout.build(campaign, schedule, TODAY)
    day = TODAY + dt.timedelta(days=shift)
    clock = frame.settings.entry("today")
    edits: dict[tuple[str, int, int], Value] = {
        ("plan", frame.plan.first_row + row % len(frame.lines), frame.plan.column(key)): value
        for row, key, value in typed
    }
    edits["settings", clock.first_row, clock.first_column] = day
    path = folder / "typed.xlsx"
    path.write_bytes(render(calculated(workbook.typed(edits), day)))
    assert differences(IronCalcWorkbook.load(path), path)[:20] == []


def value_of(formula: str, **cells: float | str | bool | None) -> object:
    """What a formula in Z1 shows; cells are named as A1."""
    plain = {("", int(name[1:]) - 1, ord(name[0]) - 65): value for name, value in cells.items()}
    names = {"rs_daysoff": Range("", 0, 4, 2, 4)}
    return Book(plain, {("", 0, 25): Written(formula)}, names, 46_000).value(("", 0, 25))


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("=1+2*3-4/2", 5),
        ("=-2^2", 4),
        ('=1&"a"&""', "1a"),
        ('="a"="A"', True),
        ('=1<"a"', True),
        ("=50%", 0.5),
        ("=A9", 0),
        ('=A9=""', True),
        ("=A9=0", True),
        ('=IF(A1>2,"more","less")', "less"),
        ("=SUM(A1:A3)", 3),
        ("=COUNT(A1:A3)", 2),
        ("=COUNTA(A1:A4)", 3),
        ('=COUNTIF(A1:A3,"<>1")', 2),
        ('=COUNTIF(A1:A3,"t*")', 1),
        ("=MATCH(2,A1:A3,0)", 2),
        ('=MATCH("TWO",A1:A3,0)', 3),
        ("=MATCH(9,A1:A3,0)", ErrorValue("#N/A")),
        ("=IFERROR(1/0,7)", 7),
        ("=1/0", ErrorValue("#DIV/0!")),
        ('=1+"x"', ErrorValue("#VALUE!")),
        ("=NOBODY(1)", ErrorValue("#NAME?")),
        ("=INDEX(A1:A3,2)", 2),
        ("=INDEX(A1:A3,4)", ErrorValue("#REF!")),
        ("=SMALL(A1:A3,2)", 2),
        ("=SMALL(A1:A3,3)", ErrorValue("#NUM!")),
        ("=ROUND(2.5,0)", 3),
        ("=ROUNDUP(2.1,0)", 3),
        ("=MOD(-1,6)", 5),
        ("=DATE(2027,14,1)", 46_784),
        ("=TODAY()", 46_000),
        # 46 000 is Tuesday, 9 December 2025
        ('=WORKDAY.INTL(46000,4,"0000011")', 46_006),
        ('=WORKDAY.INTL(46000,4,"0000011",rs_daysoff)', 46_007),
        ('=WORKDAY.INTL(46000,-2,"0000011")', 45_996),
        ('=NETWORKDAYS.INTL(46000,46006,"0000011")', 5),
        ('=NETWORKDAYS.INTL(46006,46000,"0000011")', -5),
        ('=NETWORKDAYS.INTL(46000,46006,"nonsense")', ErrorValue("#VALUE!")),
        ("=SUMPRODUCT(A1:A2,A1:A2)", 5),
        ('="A2"&A1&"§"&A$2', "A21§2"),
        ("=SUMIFS(A1:A2,A1:A2,\">1\")", 2),
    ],
)  # fmt: skip
def test_a_formula_shows(formula: str, shown: object) -> None:
    """Each operator and function gives what Excel gives, faults included."""
    found = value_of(formula, A1=1, A2=2, A3="two", E1=46_003, E2=1, E3=1)
    assert found == shown
    assert isinstance(found, ErrorValue) == isinstance(shown, ErrorValue)


@pytest.mark.parametrize(
    "formula", ["=1+", "=SUM(A1", "=A1:A2 B1", "={1,2}", "=)", "=A1 1", "=§", "=A1§"]
)
def test_what_is_no_formula_of_ours_is_refused(formula: str) -> None:
    """Nothing is guessed of a text that is cut off or that we never write."""
    with pytest.raises(Unreadable):
        parsed(Written(formula))


def test_a_chain_of_any_length_is_calculated_and_a_circle_is_named() -> None:
    """Three thousand cells, each waiting for the next; then the last one for the first."""
    formulas = {("T", row, 0): Written(f"=A{row + 2}+1") for row in range(3_000)}
    assert Book({("T", 3_000, 0): 5}, formulas, {}, 0).value(("T", 0, 0)) == 3_005
    formulas["T", 3_000, 0] = Written("=A1")
    with pytest.raises(Circular):
        Book({}, formulas, {}, 0).value(("T", 0, 0))


def test_a_formula_that_is_filled_down_moves_with_its_row() -> None:
    """But for the rows that a $ holds; read once, it is what its own text would say."""
    moved = parsed(Written("=SUM(A$1:A3)+B2*'a ''b'!$C4&\"A1\"", 5))
    assert moved == parsed(Written("=SUM(A$1:A8)+B7*'a ''b'!$C9&\"A1\""))


def test_every_filled_formula_is_the_first_one_moved() -> None:
    """In a whole workbook: calculating reads the first of a fill for all."""
    found = 0
    for sheet in made("event", "fr", STAGES[0]).book.sheets:
        first: dict[int, Cell] = {}
        for cell in sheet.cells:
            if cell.filled > 1:
                first[cell.column] = cell
            elif cell.filled < 0:
                above = first[cell.column]
                there = Written(above.formula, cell.row - above.row)
                assert parsed(there) == parsed(Written(cell.formula))
                found += 1
    assert found > 1000
