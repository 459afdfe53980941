"""What sync says, in a file and in a Google sheet alike, of a plan that lost a part it reads."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from retrosheet.errors import InvalidInput
from retrosheet.language import LANGS, Lang
from retrosheet.sync.reading import read_snapshot
from tests.contract.places import GooglePlace, Place, XlsxPlace, workbook

if TYPE_CHECKING:
    from pathlib import Path

    from tests.google.fake.google import FakeGoogle

TODAY = dt.date(2027, 2, 2)
SAID = {
    ("rs_plan", "fr"): "rs_plan, le tableau du plan, supprimé ou renommé",
    ("rs_plan", "en"): "rs_plan, the table of the plan, deleted or renamed",
    ("rs_sync", "fr"): "rs_sync, l’onglet caché _sync, supprimé ou renommé",
    ("rs_sync", "en"): "rs_sync, the hidden tab _sync, deleted or renamed",
}


@pytest.fixture(params=["xlsx", "google"])
def place(request: pytest.FixtureRequest, google: FakeGoogle, tmp_path: Path) -> Place:
    if request.param == "google":
        return GooglePlace(google, "en")
    return XlsxPlace(tmp_path / "plan.xlsx", workbook("en"), "en")


def without(place: Place, name: str) -> None:
    if isinstance(place, GooglePlace):
        place.person.delete_name(name)
    else:
        assert isinstance(place, XlsxPlace)
        book = openpyxl.load_workbook(place.path)
        del book.defined_names[name]
        book.save(place.path)


@pytest.mark.parametrize("name", ["rs_plan", "rs_sync"])
def test_a_name_that_is_gone_is_named(place: Place, name: str) -> None:
    """In each language, and not "no plan of ours, make one": people have worked in it for weeks."""
    without(place, name)
    for lang in LANGS:
        place.lang = lang
        with pytest.raises(InvalidInput) as refused:
            place.sync(TODAY)
        assert SAID[name, lang] in str(refused.value)
        assert "retrosheet new" not in str(refused.value)


@pytest.mark.parametrize("lang", LANGS)
def test_a_header_that_was_sorted_in_among_the_tasks(google: FakeGoogle, lang: Lang) -> None:
    """The header is named, and where it belongs; no task is taken for it nor it for a task."""
    place = GooglePlace(google, lang)
    before = {line.task.id for line in read_snapshot(place.tables(), lang).lines}
    table = place.plan()
    top, last = table.row, table.row + len(table.rows) - 1
    title = table.title.replace("'", "''")
    right = get_column_letter(max(map(len, table.rows)))
    place.person.sort(f"'{title}'!A{top + 2}:{right}{last}", place.column("title"))
    snapshot = read_snapshot(place.tables(), lang)
    assert {line.task.id for line in snapshot.lines} == before
    (doubt,) = snapshot.doubts
    assert doubt.why == "sorted_header"
    assert doubt.typed == table.where(1, place.column("id") - table.column)
