"""The finished file: well-formed, within what all spreadsheets know, and the same every time."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from retrosheet import layout
from retrosheet.archetype import model
from retrosheet.campaign import Options, plan
from retrosheet.language import LANGS, Lang
from retrosheet.schedule import compute
from retrosheet.xlsx.write import render
from tests.campaigns import text
from tests.engines.package_lint import lint
from tests.made import LAUNCH, archetype_names, made
from tests.small import one_of, sample
from tests.thorough import covering

TODAY = dt.date(2026, 11, 21)
NAMES = (
    "rs_plan",
    "rs_sync",
    "rs_launch",
    "rs_today",
    "rs_weekend",
    "rs_holidays",
    "rs_version",
)
KEYS = (
    "id phase title owner status progress start due offset duration margin needs imposed"
    " actual_end alert comment"
).split()


@pytest.mark.parametrize(("name", "lang"), covering(archetype_names(), LANGS, few=2))
def test_nothing_in_the_package_is_wrong(name: str, lang: Lang, tmp_path: Path) -> None:
    """Our own lint, with the whitelist of functions, finds nothing."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(made(name, lang, TODAY).content)
    assert lint(path) == []


@pytest.mark.parametrize("name", sample())
def test_another_tool_finds_nothing_wrong_either(
    name: str, tmp_path: Path, lint_clean: Callable[[Path], None]
) -> None:
    """openxml-audit, which takes seconds for each workbook."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(one_of(name, "fr", TODAY).content)
    lint_clean(path)


def conditional_formats(content: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                xml = archive.read(name).decode()
                for formula in re.findall(r"<cfRule[^>]*><formula>(.*?)</formula>", xml):
                    yield name, formula


@pytest.mark.parametrize("name", sample("event"))
def test_conditional_formats_look_at_their_own_tab(name: str) -> None:
    """Google Sheets allows no other tab in a rule, so no rule refers to one, nor to a name."""
    rules = list(conditional_formats(one_of(name, "fr", TODAY).content))
    assert len(rules) > 20
    assert [rule for rule in rules if "!" in rule[1] or "rs_" in rule[1]] == []


@pytest.mark.parametrize("name", sample())
def test_others_find_the_names_and_keys_of_the_contract(name: str) -> None:
    """Each promised name exists, and the first row of rs_plan holds each promised key."""
    book = openpyxl.load_workbook(BytesIO(one_of(name, "fr", TODAY).content))
    assert set(NAMES) <= set(book.defined_names)
    ((title, reference),) = book.defined_names["rs_plan"].destinations
    rows = book[title][reference]
    assert set(KEYS) <= {cell.value for cell in rows[0]}
    assert book[title].row_dimensions[rows[0][0].row].hidden
    assert [book[tab].sheet_state for tab in ("_engine", "_sync")] == ["hidden", "hidden"]


@pytest.mark.parametrize("name", sample())
def test_an_upload_to_google_shows_milestones_and_nothing_else(name: str) -> None:
    """Google drops a rule's number format: the text under it then has the colour of the fill."""
    plan = one_of(name, "fr", TODAY)
    book = openpyxl.load_workbook(BytesIO(plan.content))
    tab = book[plan.frame.titles["plan"]]
    first, column = plan.frame.plan.first_row + 1, plan.frame.plan.gantt_column + 1
    cell = tab.cell(first, column)
    assert (cell.value, cell.number_format, cell.font.color.rgb) == ("◆", "General", "FFFFFFFF")
    assert cell.alignment.shrink_to_fit, "LibreOffice marks each text that its cell cuts off"
    looks = [
        rule.dxf
        for found in tab.conditional_formatting
        if any(area.min_col == column and area.max_row > first for area in found.sqref.ranges)
        for rule in found.rules
    ]
    shown = [look for look in looks if look.fill is None]
    assert len(shown) == 3, "a milestone that is late, done or neither"
    for look in looks:
        if look.fill is not None:
            assert look.font.color.rgb == look.fill.bgColor.rgb


@pytest.mark.parametrize("name", sample())
def test_no_check_doubts_what_a_formula_gives(name: str) -> None:
    """A calculated cell passes its own check, which Google would mark as invalid otherwise."""
    book = openpyxl.load_workbook(BytesIO(one_of(name, "fr", TODAY).content))
    checks = [
        (sheet[str(check.sqref).split(":")[0]], check.formula1)
        for sheet in book.worksheets
        for check in sheet.data_validations.dataValidation
        if check.type == "custom"
    ]
    assert len(checks) >= 3
    for cell, formula in checks:
        assert formula == f"{cell.coordinate}={cell.value[1:]}"


def test_the_same_input_gives_the_same_bytes() -> None:
    """Two runs differ in no byte, so that files can be compared and kept under version control."""
    again = made.__wrapped__("product-launch", "fr", TODAY, LAUNCH)
    assert again.content == made("product-launch", "fr", TODAY).content


HOSTILE = (
    "=1+1",
    "+33 1 23",
    "-57-91",
    "@SUM(A1)",
    '=HYPERLINK("http://x","y")',
    "\t=1",
    "http://x",
)


def test_no_text_becomes_a_formula_or_a_link() -> None:
    """Titles, notes, names and people that begin like a formula are written as plain text."""
    archetype = model.Archetype(
        name="hostile",
        path="",
        title=text(HOSTILE[1]),
        summary=text(HOSTILE[2]),
        roles=tuple(model.Role(f"boss{n}", text(words)) for n, words in enumerate(HOSTILE)),
        phases=tuple(
            model.Phase(
                f"p{n}",
                text(words),
                (model.Task(f"T{n}", text(words), f"boss{n}", note=text(words), due=-n),),
            )
            for n, words in enumerate(HOSTILE)
        ),
        budget=tuple(
            model.BudgetLine(text(words), text(words), 5.0, f"T{n}")
            for n, words in enumerate(HOSTILE)
        ),
    )
    people = tuple((f"boss{n}", words) for n, words in enumerate(HOSTILE))
    campaign = plan(archetype, Options(LAUNCH, "en", name=HOSTILE[0], people=people))
    content = render(layout.build(campaign, compute(campaign), TODAY))
    book = openpyxl.load_workbook(BytesIO(content))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
    texts = [str(cell.value) for cell in cells if cell.data_type == "s"]
    assert formulas
    for words in HOSTILE:
        assert [formula for formula in formulas if words in formula] == []
        assert texts.count(words) > 3, words
    assert [link for sheet in book.worksheets for link in sheet._hyperlinks] == []
