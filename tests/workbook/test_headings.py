"""Tables without a row of keys: their columns are found whatever people do to the headings."""

from __future__ import annotations

import pytest

from retrosheet.language import Text
from retrosheet.workbook.headings import columns_under

HEADINGS = {
    "line": Text("Ligne", "Line"),
    "category": Text("Catégorie", "Category"),
    "task": Text("Tâche", "Task"),
    "planned": Text("Prévu", "Planned"),
}


@pytest.mark.parametrize(
    ("heads", "columns"),
    [
        pytest.param("Ligne|Catégorie|Tâche|Prévu", (0, 1, 2, 3), id="as made"),
        pytest.param("LINE|category | Task|Planned", (0, 1, 2, 3), id="in the other language"),
        pytest.param("Ligne|Catégorie||Tâche|Devis|Prévu", (0, 1, 3, 5), id="columns between"),
        pytest.param("Prévu|Ligne|Catégorie|Tâche", (1, 2, 3, 0), id="dragged"),
        pytest.param("Ligne|Poste|Tâche|Prévu", (0, 1, 2, 3), id="renamed"),
        pytest.param("Ligne||Tâche|Prévu", (0, 1, 2, 3), id="emptied"),
        pytest.param("Ligne||Poste|Tâche|Prévu", (0, 2, 3, 4), id="renamed behind a new one"),
        pytest.param("Poste|Catégorie|Tâche|Montant", (0, 1, 2, 3), id="renamed at the edges"),
        pytest.param("Ligne|Catégorie|Prévu", (0, 1, -1, 2), id="deleted"),
        pytest.param("a|b|c|d", (0, 1, 2, 3), id="all renamed"),
        pytest.param("", (0, 1, 2, 3), id="no headings at all"),
    ],
)
def test_a_column_is_told_by_its_heading_or_by_its_place_between_the_others(
    heads: str, columns: tuple[int, ...]
) -> None:
    """Never two keys in one column; one that is gone is read nowhere, instead of its neighbour."""
    found = tuple(columns_under(heads.split("|"), HEADINGS).values())
    assert found == columns
    there = [column for column in found if column >= 0]
    assert len(set(there)) == len(there)
