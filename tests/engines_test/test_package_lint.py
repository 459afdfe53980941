"""The lint finds each of many deliberate defects, and nothing in a sound workbook."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from tests.engines.package_lint import audit, lint
from tests.engines_test.example_workbook import write_example
from tests.engines_test.package_defects import DEFECTS
from tests.engines_test.package_surgery import TYPES, Defect, break_package


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_example(tmp_path_factory.mktemp("sound") / "sound.xlsx")


def test_a_sound_workbook_has_no_problem(sound: Path, lint_clean: Callable[[Path], None]) -> None:
    """Neither of the two linters cries wolf."""
    lint_clean(sound)


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_every_defect_is_found(sound: Path, tmp_path: Path, defect: Defect) -> None:
    """One defect is reported in its own words, not only by what it drags along."""
    problems = lint(break_package(sound, tmp_path / "broken.xlsx", defect))
    assert any(defect.report in problem for problem in problems), "\n".join(problems)
    assert not any("cannot be read" in problem for problem in problems), "\n".join(problems)


@pytest.mark.parametrize(
    ("cells", "problems"),
    [
        ('<c r="B1" i="1"/><c r="C2" i="4"/><c r="D2"/>', []),
        ('<c r="A1" i="1"/>', ["calcChain: A1 of sheet 1 holds no formula"]),
    ],
)
def test_a_calculation_chain_names_formulas_only(
    sound: Path, tmp_path: Path, cells: str, problems: list[str]
) -> None:
    """A chain that names a cell without a formula is found; one that is right passes."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    chain = "xl/calcChain.xml"
    added = (
        (chain, None, f'<calcChain xmlns="{main}">{cells}</calcChain>'),
        (TYPES, "</Types>", f'<Override PartName="/{chain}" ContentType="{kind}"/></Types>'),
        (
            "xl/_rels/workbook.xml.rels",
            "</Relationships>",
            f'<Relationship Id="c1" Type="{relation}" Target="calcChain.xml"/></Relationships>',
        ),
    )
    path = sound
    for number, (member, old, new) in enumerate(added):
        path = break_package(path, tmp_path / f"{number}.xlsx", Defect("", member, old, new, ""))
    assert lint(path) == problems


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 cut off"])
def test_what_is_no_package_is_said(tmp_path: Path, content: bytes) -> None:
    """Nothing, a text or a cut-off archive."""
    path = tmp_path / "broken.xlsx"
    path.write_bytes(content)
    assert lint(path)[0].startswith("not a zip file")


def test_damaged_bytes_are_found(sound: Path, tmp_path: Path) -> None:
    """A flipped byte inside a compressed member fails its checksum."""
    content = bytearray(sound.read_bytes())
    with zipfile.ZipFile(sound) as archive:
        info = archive.getinfo("xl/worksheets/sheet2.xml")
    content[info.header_offset + len(info.filename) + 200] ^= 0xFF
    path = tmp_path / "damaged.xlsx"
    path.write_bytes(content)
    assert any("cannot be unpacked" in problem for problem in lint(path))


def test_the_caller_says_which_functions_are_allowed(tmp_path: Path) -> None:
    """The usual list, one's own, or any."""
    path = tmp_path / "text.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet().write_formula("A1", '=TEXT(1,"0")', None, "1")
    assert lint(path) == ["Sheet1: A1: uses TEXT, which is not on the list"]
    assert lint(path, {"TEXT"}) == []
    assert lint(path, None) == []


def test_tables_share_their_names_with_the_workbook(tmp_path: Path) -> None:
    """A table may not carry the name of a range, nor lie over another table."""
    path = tmp_path / "tables.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.add_table("A1:B3", {"name": "Tasks"})
        book.define_name("tasks", "=Sheet1!$D$1")
    assert lint(path) == ["tables: 2 tables or names are called tasks"]


def test_the_audit_is_a_second_opinion(sound: Path, tmp_path: Path) -> None:
    """openxml-audit, too, sees an element that the schema does not allow there."""
    defect = Defect("", "xl/worksheets/sheet3.xml", "<mergeCells", "<pageMargins/><mergeCells", "")
    assert audit(sound) == []
    assert audit(break_package(sound, tmp_path / "broken.xlsx", defect))
