"""What people do to a plan in LibreOffice, and what a mended or updated one says there."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from retrosheet.update.whole import Wanted
from tests.made import LAUNCH
from tests.repairing.parts import Parts
from tests.repairing.test_corpus import own, typed, worked_in
from tests.update.files import TODAY, edited, plain, updated
from tests.workbook.test_values import differences

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Answer
    from tests.engines.libreoffice_document import Document
    from tests.engines.libreoffice_engine import LibreOffice

pytestmark = pytest.mark.libreoffice
DAY = dt.date(2027, 2, 1)


def left(libreoffice: LibreOffice, path: Path, today: dt.date) -> list[str]:
    """The cells that LibreOffice calculates otherwise, or that are errors."""
    with libreoffice.open(path.resolve()) as document:
        document.freeze_today(today)
        document.recalculate()
        return differences(document, path)[:20]


@pytest.mark.parametrize("title", ["_engine", "_sync", "Réglages"])
def test_a_restored_workbook_calculates_to_what_it_holds(
    title: str, run: Callable[..., Answer], libreoffice: LibreOffice
) -> None:
    """Each formula of the tabs that were made again gives the value that stands in its cell."""
    parts = Parts(worked_in())
    parts.delete_tab(title)
    path = Path("plan.xlsx")
    path.write_bytes(parts.content())
    answer = run("repair", "plan.xlsx", "--today", DAY.isoformat(), "--lang", "fr")
    assert answer.code == 0, answer.err
    # the tab that people added looks at the plan and was never calculated
    assert [one for one in left(libreoffice, path, DAY) if not one.startswith("Notes")] == []


def test_an_updated_workbook_calculates_to_what_it_holds(
    libreoffice: LibreOffice, tmp_path: Path
) -> None:
    """After typed tasks, a deleted row and another launch day."""
    saved = io.BytesIO()
    with edited(plain(), saved) as sheet:
        sheet.cell("OFF1", "status").value = "Terminé"
        sheet.cell("OFF5", "duration").value = 9
        sheet.emptied(sheet.row("STK2"))
        line = sheet.spare()[0]
        sheet.cell(line, "title").value = "Appeler la mairie"
        sheet.cell(line, "needs").value = "OFF6"
    later = Wanted(launch=LAUNCH + dt.timedelta(days=14))
    content, update = updated(saved.getvalue(), wanted=later)
    assert update.changes
    path = tmp_path / "updated.xlsx"
    path.write_bytes(content)
    assert left(libreoffice, path, TODAY) == []


def delete_key_row(document: Document) -> None:
    document.delete_rows("Rétroplanning", 11)


def move_and_delete_columns(document: Document) -> None:
    document.move_columns("Rétroplanning", "N", "B")
    document.delete_columns("Rétroplanning", "P")
    document.rename_sheet("Rétroplanning", "Plan de Léa")


def cut_and_copy_rows(document: Document) -> None:
    document.duplicate_row("Rétroplanning", 15)
    document.insert_rows("Rétroplanning", 3, 2)


@pytest.mark.parametrize("abuse", [delete_key_row, move_and_delete_columns, cut_and_copy_rows])
def test_what_people_do_in_libreoffice_is_mended_and_nobodys_cell_is_touched(
    abuse: Callable[[Document], None], run: Callable[..., Answer],
    libreoffice: LibreOffice, tmp_path: Path,
) -> None:  # fmt: skip
    """Saved by LibreOffice in its own spelling; a second repair does nothing and sync reads it."""
    today = ("--today", DAY.isoformat(), "--lang", "fr")
    path = tmp_path / "plan.xlsx"
    path.write_bytes(worked_in())
    with libreoffice.open(path) as document:
        abuse(document)
        saved = document.save(tmp_path / "saved.xlsx")
    content = saved.read_bytes()
    answer = run("repair", "saved.xlsx", "--json", *today)
    assert answer.code == 0, answer.err
    after = saved.read_bytes()
    assert typed(after) == typed(content)
    assert own(after) == own(content)
    second = json.loads(run("repair", "saved.xlsx", "--json", *today).out)
    assert second["wrote"] is False, second
    assert run("sync", "saved.xlsx", "--dry-run", *today).code == 0
