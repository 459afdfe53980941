"""What an update changes in a plan, each with what it says: people are told before it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from retrosheet.sync.cells import Keyed
from retrosheet.update.deleted_tabs import deleted_tabs, lost_tabs, newly_deleted
from retrosheet.workbook.plan_tab import TITLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrosheet.campaign import Campaign
    from retrosheet.update.fresh import Fresh
    from retrosheet.update.geometry import Geometry
    from retrosheet.update.present import Present
    from retrosheet.update.rows import Merged
    from retrosheet.update.whole import Wanted

What = Literal[
    "format", "inserted", "added", "deleted", "relinked", "spare", "spare_gone", "holidays",
    "people", "phase", "tab", "new", "gone", "taken", "settled", "launch", "country", "lang",
    "baseline", "tab_back", "tab_left", "tab_lost",
]  # fmt: skip


class Change(NamedTuple):
    """One thing that an update does: ``what`` of which task, with what it says about it."""

    what: What
    id: str = ""
    title: str = ""
    said: str = ""


def changes_of(
    present: Present, merged: Merged, campaign: Campaign, geometry: Geometry, fresh: Fresh,
    wanted: Wanted, theirs: Campaign | None,
) -> list[Change]:  # fmt: skip
    """All of it, in the order in which it is told; ``theirs`` is what the archetype gives."""
    snapshot = present.snapshot
    found: list[Change] = []
    if is_older(present, fresh):
        found.append(Change("format"))
    for key, now, before in (
        ("launch", wanted.launch, snapshot.launch),
        ("country", wanted.country, present.made.country if present.made else ""),
        ("lang", wanted.lang, snapshot.lang),
    ):
        if now and now != before:
            found.append(Change(key, said=str(now)))  # type: ignore[arg-type]
    if wanted.baseline:
        found.append(Change("baseline", said=f" ({wanted.note})" if wanted.note else ""))
    rows = present.ours.rows
    for place in present.places:
        if place.kind in {"inserted", "added"}:
            what: What = "inserted" if place.kind == "inserted" else "added"
            found.append(Change(what, place.id, rows[place.id].title, place.typed))
    found += [Change("deleted", task.id, task.title) for task in snapshot.deleted]
    found += [Change("relinked", row_id, rows[row_id].title) for row_id in present.relinked]
    found += [Change("new", row_id, merged.rows[row_id].title) for row_id in merged.added]
    found += [Change("gone", row_id, rows[row_id].title) for row_id in merged.dropped]
    for row_id, units in merged.taken.items():
        found += [Change("taken", row_id, merged.rows[row_id].title, unit) for unit in units]
    if geometry.spare_added:
        found.append(Change("spare", said=str(geometry.spare_added)))
    if geometry.spare_gone:
        found.append(Change("spare_gone", said=str(geometry.spare_gone)))
    listed = len(present.snapshot.holidays.days)
    more = len(campaign.holidays) - listed
    if more > 0 and not wanted.country:
        years = sorted({holiday.day.year for holiday in campaign.holidays[listed:]})
        found.append(Change("holidays", said=", ".join(map(str, years))))
    found += [
        Change("people", title=role.label) for role in campaign.roles[len(snapshot.team) :]
        if snapshot.team
    ]  # fmt: skip
    found += [Change("phase", title=title) for title in _new_phases(present, merged, campaign)]
    titles = {key: title.to(campaign.lang) for key, title in TITLES.items()}
    back = deleted_tabs(present) if wanted.tabs else ()
    found += [Change("tab_back", title=titles[key]) for key in back]
    if found:
        found += [Change("tab", title=own, said=ours) for own, ours in geometry.renamed.items()]
        left = (key for key in newly_deleted(present) if key not in fresh.sheets)
        found += [Change("tab_left", title=titles[key]) for key in left]
        found += [Change("tab_lost", title=titles[key]) for key in lost_tabs(present)]
    settled = present.made is not None and dict(merged.made) != dict(present.made.rows)
    if theirs is not None and settled and not {"new", "gone", "taken"} & {c.what for c in found}:
        found.append(Change("settled"))
    return found


def _new_phases(present: Present, merged: Merged, campaign: Campaign) -> Iterator[str]:
    """The phases of tasks that the settings do not list yet."""
    there = {title.casefold() for title in present.settings.phases()}
    used = {row.phase.casefold() for row in merged.rows.values()}
    for phase in campaign.phases:
        if there and phase.title.casefold() in used - there:
            yield phase.title


def is_older(present: Present, fresh: Fresh) -> bool:
    """Whether the workbook lacks a column, a value or a name that a new one has."""
    tables = present.tables
    engine = {str(cell.value) for cell in tables["rs_engine"].rows[0] if cell.value}
    area = fresh.names["rs_engine"]
    now = {
        str(cell.value)
        for cell in fresh.sheet_of(area.title).cells
        if cell.row == area.first_row and area.first_column <= cell.column <= area.last_column
    }
    said = tables.get("rs_scalars")
    scalars = {str(cells[0].value) for cells in (said.rows if said else ()) if cells}
    place = fresh.names["rs_scalars"]
    known = {
        str(cell.value)
        for cell in fresh.sheet_of(place.title).cells
        if cell.column == place.first_column and cell.row <= place.last_row
    }
    plan = set(Keyed(tables["rs_plan"]).at)
    return bool(
        set(fresh.columns) - plan or now - engine or known - scalars or present.made is None
    )
