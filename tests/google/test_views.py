"""Filter views: each person's rows of the plan, for whoever opens the view, and for no other."""

from __future__ import annotations

import pytest

from retrosheet.google.drawing.requests import requests
from retrosheet.language import LANGS, Lang
from retrosheet.layout.plan.columns import PLAN_COLUMNS
from tests.contract.places import workbook


@pytest.mark.parametrize("lang", LANGS)
def test_each_owner_of_the_plan_has_a_view_of_their_rows(lang: Lang) -> None:
    """Under their name, over the same rows as the plan's own filter, each with an id of its own."""
    book = workbook(lang)
    asked = list(requests(book))
    found = [request["addFilterView"]["filter"] for request in asked if "addFilterView" in request]
    sheet = book.sheet("plan")
    owner = PLAN_COLUMNS.index("owner")
    assert sheet.filter is not None
    owners = {
        cell.value
        for cell in sheet.cells
        if cell.column == owner and sheet.filter.first_row < cell.row <= sheet.filter.last_row
        if cell.value
    }
    assert {view["title"] for view in found} == owners
    assert len({view["filterViewId"] for view in found}) == len(found)
    filters = [
        request["setBasicFilter"]["filter"]["range"]
        for request in asked
        if "setBasicFilter" in request
    ]
    for view in found:
        assert view["range"] in filters
        assert view["range"] == found[0]["range"]
        (spec,) = view["filterSpecs"]
        assert spec["columnIndex"] == owner
        condition = spec["filterCriteria"]["condition"]
        assert (condition["type"], condition["values"]) == (
            "TEXT_CONTAINS", [{"userEnteredValue": view["title"]}],
        )  # fmt: skip
