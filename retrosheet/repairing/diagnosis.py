"""What is wrong with a workbook of ours, and which of it can be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from retrosheet.layout.engine.columns import FACTS
from retrosheet.layout.plan.keys import header_row, key_row
from retrosheet.repairing.counted_tables import counted_tables
from retrosheet.repairing.damages import (
    names_given_back,
    overwritten_formula,
    renamed,
    restoring,
    tabs_gone,
    unnamed_dashboard,
)
from retrosheet.repairing.headings import near
from retrosheet.repairing.overwritten import overwritten
from retrosheet.repairing.places import headed, places
from retrosheet.repairing.restored import Lost
from retrosheet.sync.engine_facts import read_needs

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from retrosheet.repairing.damages import Damage
    from retrosheet.repairing.overwritten import Overwritten
    from retrosheet.repairing.places import Headed
    from retrosheet.workbook.foreign import ForeignBook, ForeignTab
    from retrosheet.workbook.refs import Area

_FEWEST = 2
_CALCULATED = (
    "start", "due", "alert", "float", "first_due", "slip", "row", "work_end", "flag", "phase_no",
    "phase_first", "kind",
)  # fmt: skip
"""The columns of the plan in which nobody types."""


class Diagnosis(NamedTuple):
    """The faults of names, tabs and formulas, and what it takes to mend them.

    ``lost`` is what only writing our tabs anew gives back; ``plan`` is the tab of the plan then,
    and ``columns`` has those of its keys where their row is lost. ``areas`` are the places of all
    names that are known.
    """

    faults: tuple[Damage, ...]
    names: Mapping[str, Area]
    formulas: tuple[Overwritten, ...]
    areas: Mapping[str, Area]
    lost: Lost = Lost()
    plan: ForeignTab | None = None
    columns: Mapping[str, int] = {}


def diagnosed(book: ForeignBook, names: Mapping[str, Area], today: dt.date) -> Diagnosis | None:
    """What is wrong; None for a workbook that is none of ours.

    ``names`` are the defined names that still lead to cells, each with its area.
    """
    proven = places(book)
    plan_tab = headed(book)
    ours = {name for name in names if name.startswith("rs_")}
    if not ours and "rs_plan" not in proven and "rs_engine" not in proven and plan_tab is None:
        return None
    names = _leading(names, proven)
    lost_names = {name: area for name, area in proven.items() if name not in names}
    lost_names |= counted_tables(book, names)
    areas = {**proven, **lost_names, **names}
    if plan_tab is not None:
        areas |= {**plan_tab.around, "rs_plan": plan_tab.area}
    if "rs_engine" not in areas or "rs_launch" not in areas:
        areas |= near(book, areas)
    lost, plan = _lost(book, areas, plan_tab)
    if plan is not None and lost.anything:
        faults = restoring(lost, plan)
        columns = plan_tab.columns if plan_tab else {}
        faults += tuple(renamed(plan_tab.renamed) if plan_tab else ())
        return Diagnosis(faults, lost_names, (), areas, lost, plan, columns)
    unknown = tuple(tabs_gone(areas))
    if lost_names and any(fault.kind == "tab" for fault in unknown):
        # With some of its names alone, a plan would be read without its holidays.
        lost_names, areas = {}, dict(names)
    faults = (*names_given_back(lost_names), *unknown, *unnamed_dashboard(book, areas))
    typed = overwritten(book, areas, today) if "rs_engine" in areas else ()
    proofs = tuple(one for one in typed if one.proven)
    faults += tuple(overwritten_formula(one) for one in typed)
    return Diagnosis(faults, lost_names, proofs, areas)


def _leading(names: Mapping[str, Area], proven: Mapping[str, Area]) -> Mapping[str, Area]:
    """The names without that of the plan where it does not begin at the row of keys.

    There are programs that move rows and leave the names where they were.
    """
    there, found = names.get("rs_plan"), proven.get("rs_plan")
    if there is None or found is None or there.title != found.title:
        return names
    if there.first_row == found.first_row:
        return names
    return {name: area for name, area in names.items() if name != "rs_plan"}


def _lost(
    book: ForeignBook, areas: Mapping[str, Area], plan_tab: Headed | None
) -> tuple[Lost, ForeignTab | None]:
    """What is lost, and the plan from which it can be given back; None where it cannot be."""
    area = areas.get("rs_plan")
    tab = next((tab for tab in book.tabs if area and tab.title == area.title), None)
    lost = Lost(
        engine="rs_engine" not in areas or _is_torn(book, areas["rs_engine"]),
        sync="rs_sync" not in areas,
        settings="rs_launch" not in areas,
        keys=plan_tab is not None,
        values=tab is not None and area is not None and _is_pasted(tab, area),
    )
    if tab is None or area is None or (key_row(tab) is None and plan_tab is None):
        return lost, None
    needed = {"rs_page_plan", "rs_beside"}
    if not lost.settings:
        needed |= {"rs_holidays", "rs_team"}
    return lost, tab if needed <= areas.keys() else None


def _is_torn(book: ForeignBook, area: Area) -> bool:
    """Whether lines of the engine are gone that others need: sync reads none of it then."""
    tab = next((tab for tab in book.tabs if tab.title == area.title), None)
    if tab is None:
        return True
    ids, needs = (area.first_column + FACTS.index(key) for key in ("id", "needs"))
    rows = range(area.first_row + 1, area.last_row + 1)
    there = {str(tab.at(row, ids).value) for row in rows}
    return any(
        need.id not in there
        for row in rows
        for need in read_needs(str(tab.at(row, needs).value or ""))
    )


def _is_pasted(tab: ForeignTab, area: Area) -> bool:
    """Whether a whole column that we calculate has no formula left, but values."""
    found = key_row(tab) or header_row(tab)
    if found is None:
        return False
    header, keys = found
    rows = range(header + 1, area.last_row + 1)
    there = [row for row in rows if tab.at(row, keys["title"]).value not in (None, "")]
    if len(there) < _FEWEST:
        return False
    return any(
        key in keys
        and not any(tab.at(row, keys[key]).formula for row in rows)
        and any(tab.at(row, keys[key]).value is not None for row in there)
        for key in _CALCULATED
    )
