"""Settings into which people have put rows and columns of their own, as everything reads them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from openpyxl.utils import get_column_letter

from retrosheet.files.fingerprint import Fingerprint
from retrosheet.learning.source import source_of
from retrosheet.sync.reading import read_snapshot
from retrosheet.sync.settings_lists import lists_in_order
from retrosheet.update.reading import NAMES
from retrosheet.workbook.tables import Cell, Table
from retrosheet.xlsx.read import read_book
from tests.repairing.abuses import SETTINGS, Sheet, opened, plan_of
from tests.repairing.parts import Parts, number_cell, text_cell
from tests.repairing.test_corpus import worked_in
from tests.update.files import updated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.sync.snapshot import Snapshot

_HEADINGS = (
    "Fonction", "Personne", "Adresse e-mail", "Langue", "Statut", "Ce que le plan comprend",
    "code", "Date", "Jour férié", "Du", "Au", "Motif", "Phase",
)  # fmt: skip
_LONG = frozenset(_HEADINGS) - {"Statut", "Ce que le plan comprend", "code", "Phase"}


def filled() -> Parts:
    """A plan with people, an address, a closure and its reason."""
    parts = Parts(worked_in())
    sheet = opened(parts.content(), SETTINGS)
    top = next(row for (row, _), cell in sheet.cells.items() if cell.value == "Fonction")
    for place, said in {
        f"C{top + 1}": text_cell("Léa"),
        f"D{top + 1}": text_cell("lea@atelier.fr"),
        f"C{top + 2}": text_cell("Tom"),
        f"L{top + 1}": number_cell(46441),
        f"M{top + 1}": number_cell(46444),
        f"N{top + 1}": text_cell("Pont"),
    }.items():
        parts.cell(SETTINGS, place, said)
    return parts


def spread(parts: Parts, *, rows: bool = True) -> Parts:
    """Blank columns inside each list, and blank rows above, in the form and in the team."""
    for letters in ("N", "M", "I", "E", "C"):
        parts.insert_column(SETTINGS, letters)
    for row in (21, 18, 8, 3) if rows else ():
        parts.insert_rows(SETTINGS, row)
    return parts


def tables(content: bytes) -> Mapping[str, Table]:
    return read_book(io.BytesIO(content), NAMES, Fingerprint(0, 0, 0, 0)).tables


def said(sheet: Sheet) -> dict[str, list[object]]:
    """What stands below each heading of the lists, empty lines left out."""
    found: dict[str, list[object]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if cell.value in _HEADINGS:
            below = [sheet.cell(at, column).value for at in range(row + 1, sheet.max_row + 1)]
            own = below[: 60 if cell.value in _LONG else 9]
            found[str(cell.value)] = [value for value in own if value not in (None, "")]
    return found


def read(snapshot: Snapshot) -> tuple[object, ...]:
    members = [member[:4] for member in snapshot.team]
    return snapshot.launch, members, snapshot.calendar, [doubt.why for doubt in snapshot.doubts]


def test_columns_and_rows_that_people_put_into_settings_change_nothing_that_is_read() -> None:
    """Roles, people, addresses, closures and the words of statuses are those under the headings."""
    before, after = tables(filled().content()), tables(spread(filled()).content())
    assert read(read_snapshot(after)) == read(read_snapshot(before))
    told = [source_of(one, "plan.xlsx", "fr").told for one in (before, after)]
    assert told[0].roles == told[1].roles


def test_a_doubt_names_the_cell_where_it_stands() -> None:
    """The closure’s last day is in column P of the file once three columns came before it."""
    parts = filled()
    parts.cell(SETTINGS, "M20", text_cell("bientôt"))
    (doubt,) = read_snapshot(tables(spread(parts, rows=False).content())).doubts
    assert doubt.where == f"{SETTINGS}!Q20"


def test_a_text_below_a_list_is_named_under_each_of_its_columns() -> None:
    """The team's last column stands further right than the list is wide."""
    parts = spread(filled(), rows=False)
    team = tables(parts.content())["rs_team"]
    heads = opened(parts.content(), SETTINGS).row(team.row + 1)
    letters = next(get_column_letter(cell.column) for cell in heads if cell.value == "Langue")
    place = f"{letters}{team.row + team.height + 1}"
    parts.cell(SETTINGS, place, text_cell("anglais"), kept=False)
    (doubt,) = read_snapshot(tables(parts.content())).doubts
    assert (doubt.where, doubt.why) == (f"{SETTINGS}!{place}", "below_list")


def test_an_update_leaves_people_s_rows_and_columns_in_settings_where_they_are() -> None:
    """Each entry still stands below its heading, once, and launch day is still shown as a day.

    New phases come below those that are listed, between rows of people's too.
    """
    content = spread(filled()).content()
    parts = Parts(content)
    plan = plan_of(parts)
    new = [f"Phase {number}" for number in range(9)]
    for row, phase in zip(sorted(plan.rows.values()), new, strict=False):
        parts.cell("Rétroplanning", f"{plan.letters('phase')}{row}", text_cell(phase), kept=False)
    after, update = updated(parts.content())
    assert [change.said or change.title for change in update.changes if change.what == "phase"]
    was, now = opened(content, SETTINGS), opened(after, SETTINGS)
    listed = said(was)["Phase"]
    assert said(now) == {**said(was), "Phase": [*listed, *new[: len(plan.rows)]]}
    for text in ("Réglages", "Jour J", "Responsable de la campagne"):
        ((place, _),) = ((place, cell) for place, cell in was.cells.items() if cell.value == text)
        assert now.cells[place].value == text
    launch = next(place for place, cell in was.cells.items() if cell.value == "Jour J")
    beside = [now.cell(launch[0], launch[1] + right).value for right in (1, 2)]
    assert beside == [was.cell(launch[0], launch[1] + right).value for right in (1, 2)]
    assert read(read_snapshot(tables(after))) == read(read_snapshot(tables(content)))


@pytest.mark.parametrize(
    ("headings", "order"),
    [
        (("Fonction", "Personne", "Adresse e-mail", "Affiché", "Langue"), ()),
        (("Fonction", "", "Personne", "Adresse e-mail", "Affiché", "Langue"), (0, 2, 3, 4, 5)),
        (("Personne", "Fonction", "Adresse e-mail", "Affiché", "Langue"), (1, 0, 2, 3, 4)),
        (("Fonction", "", "Qui", "Adresse e-mail", "Affiché", "Langue"), (0, 2, 3, 4, 5)),
        (("Fonction", "Personne", "Affiché", "Langue"), (0, 1, -1, 2, 3)),
        (("Role", "Téléphone", "Person", "E-mail", "Shown", "Language"), (0, 2, 3, 4, 5)),
        (("Qui fait", "Nom", "Mail", "Vu", "L."), ()),
    ],
)
def test_a_list_s_columns_are_told_by_their_headings(
    headings: tuple[str, ...], order: tuple[int, ...]
) -> None:
    """A renamed one by its place between the others, a deleted one is empty."""
    row = tuple(Cell(f"{number}") for number in range(len(headings)))
    table = Table("S", 4, 1, (tuple(map(Cell, headings)), row), 2, len(headings))
    found = lists_in_order({"rs_team": table})["rs_team"]
    assert found.columns == order
    expected = [str(at) if at >= 0 else "" for at in order or range(5)]
    assert [str(found.cell(1, column).value or "") for column in range(5)] == expected
