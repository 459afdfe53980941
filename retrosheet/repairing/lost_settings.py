"""What the deleted Settings tab said, told by what is left: launch day, the team, the days off.

Launch day still stands in the plan's heading and in the engine, as long as no program has
calculated them without it; else in what sync noted, and in the first plan. Roles and public
holidays are kept with what the plan was made of.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.language import Text, date_text
from retrosheet.sync import typed
from retrosheet.sync.cells import Keyed, pairs, shown
from retrosheet.sync.first_plan import read_baseline, read_moves
from retrosheet.sync.own_cells import day_in, serial
from retrosheet.weekends import words
from retrosheet.workbook.tables import Cell, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from retrosheet.campaign import Campaign
    from retrosheet.campaign.made import Made
    from retrosheet.language import Lang
    from retrosheet.workbook.tables import Value

LAUNCH = Text("Jour J", "Launch day")
_AROUND = 6
"""The rows above the plan in which its heading stands."""
_GIVEN = Text("le jour J est le {day}, comme demandé", "launch day is {day}, as you said")
_STOOD = Text(
    "le jour J est le {day}, comme il était affiché", "launch day is {day}, as it was shown"
)
_NOTED = Text(
    "le jour J est le {day}, comme sync l’avait noté en dernier ; corrigez-le s’il a bougé depuis",
    "launch day is {day}, as sync noted it last; correct it if it has moved since",
)
_AGREED = Text(
    "le jour J est le {day}, celui du premier plan ; corrigez-le s’il a bougé depuis",
    "launch day is {day}, that of the first plan; correct it if it has moved since",
)
_TEAM = Text(
    "l’équipe est refaite d’après le plan : vérifiez les noms, les adresses e-mail sont perdues",
    "the team is made again from the plan: check the names, e-mail addresses are lost",
)
_DAYS = Text(
    "les jours fériés sont ceux du pays d’origine ; les fermetures, les jours ajoutés et les "
    "réglages des rappels sont perdus : retapez-les",
    "the public holidays are those of the country the plan was made for; closures, days that were "
    "added and the settings of reminders are lost: type them again",
)
_NO_DAYS = Text(
    "les jours fériés, les fermetures et les réglages des rappels sont perdus : retapez-les, ou "
    "retrosheet update --country FR",
    "public holidays, closures and the settings of reminders are lost: type them again, or use "
    "retrosheet update --country FR",
)
_WEEKEND = Text(
    "les jours chômés sont le samedi et le dimanche", "the days off are Saturday and Sunday"
)


class Found(NamedTuple):
    """The tables in the place of the lost ones, and what is to be said of them."""

    tables: Mapping[str, Table]
    guesses: tuple[Text, ...]


def launch_of(tables: Mapping[str, Table], given: dt.date | None) -> tuple[dt.date, Text] | None:
    """Launch day and where it comes from; None where nothing says it."""
    tried = (
        (given, _GIVEN),
        (_in_scalars(tables), _STOOD),
        (_in_heading(tables), _STOOD),
        (_at_launch(tables), _STOOD),
        (_noted(tables), _NOTED),
        (_agreed(tables), _AGREED),
    )
    return next(((day, text) for day, text in tried if day is not None), None)


def settings_tables(
    tables: Mapping[str, Table], title: str, launch: dt.date, made: Made | None,
    base: Campaign | None, lang: Lang,
) -> Found:  # fmt: skip
    """The lists and single values of Settings under their names, on a tab of that ``title``."""
    roles = list(_roles(tables, made, base))
    header = (Cell("role"), Cell("person"))
    team = (header, *((Cell(role), Cell(person)) for role, person in roles))
    days = made.holidays if made else ()
    listed = ((Cell("day"),), *((Cell(serial(day)),) for day in days))
    found = {
        "rs_page_settings": Table(title, 0, 0, ()),
        "rs_launch": _single(title, serial(launch)),
        "rs_name": _single(title, _name(tables, base)),
        "rs_team": Table(title, 0, 0, team, len(team), 5),
        "rs_holidays": Table(title, 0, 0, listed, len(listed), 1),
    }
    guesses = [_TEAM, _DAYS if days else _NO_DAYS]
    weekend = pairs(tables.get("rs_scalars")).get("weekend_text")
    if isinstance(weekend, str) and len(weekend) == 7 and set(weekend) <= {"0", "1"}:
        found["rs_weekend"] = _single(title, words(weekend, lang))
    else:
        guesses.append(_WEEKEND)
    return Found(found, tuple(guesses))


def said_launch(launch: dt.date, text: Text) -> Text:
    return text.format(day=Text.by(lambda lang: date_text(launch, lang)))


def _single(title: str, value: Value) -> Table:
    return Table(title, 0, 0, ((Cell(value),),), 1, 1)


def _in_scalars(tables: Mapping[str, Table]) -> dt.date | None:
    value = pairs(tables.get("rs_scalars")).get("launch")
    return day_in(Cell(value)) if isinstance(value, float) else None


def _in_heading(tables: Mapping[str, Table]) -> dt.date | None:
    """The value beside the label of launch day, above the plan."""
    page, plan = tables.get("rs_page_plan"), tables.get("rs_plan")
    if page is None or plan is None:
        return None
    top = max(0, plan.row - page.row)
    for cells in page.rows[: min(top, _AROUND)]:
        for cell, beside in pairwise(cells):
            if shown(cell) in LAUNCH and not beside.error and day_in(beside):
                return day_in(beside)
    return None


def _at_launch(tables: Mapping[str, Table]) -> dt.date | None:
    """The day that most dates of the plan are counted from, as far as they still show."""
    plan = Keyed(tables["rs_plan"])
    found: Counter[dt.date] = Counter()
    for index in range(1, len(plan.table.rows)):
        due, offset = plan.cell(index, "due"), plan.cell(index, "offset").value
        day = None if due.error else day_in(due)
        days = None if offset is None else typed.offset(offset)
        if day is not None and days is not None:
            found[day - dt.timedelta(days=int(days))] += 1 + (days == 0)
    return found.most_common(1)[0][0] if found else None


def _noted(tables: Mapping[str, Table]) -> dt.date | None:
    moves = read_moves(tables.get("rs_moves"))
    if moves:
        return moves[-1].launch
    value = pairs(tables.get("rs_sync_summary")).get("launch")
    return day_in(Cell(value)) if isinstance(value, float) else None


def _agreed(tables: Mapping[str, Table]) -> dt.date | None:
    first = read_baseline(tables.get("rs_baseline"))
    return first.launch if first else None


def _name(tables: Mapping[str, Table], base: Campaign | None) -> str:
    """The campaign's name, as the plan's heading shows it."""
    page = tables.get("rs_page_plan")
    for cell in page.rows[0] if page and page.rows else ():
        if cell.formula and not cell.error and isinstance(cell.value, str) and cell.value:
            return cell.value
    return base.name if base else ""


def _roles(
    tables: Mapping[str, Table], made: Made | None, base: Campaign | None
) -> Iterator[tuple[str, str]]:
    """Each role with the person who has it, as the plan still shows them."""
    titles: list[str] = [role.title for role in base.roles] if base else []
    if made:
        titles += [row.owner for row in made.rows.values()]
        titles += [role for row in made.rows.values() for role, _ in row.raci]
    people: dict[str, Counter[str]] = {}
    for row_id, label in shown_owners(Keyed(tables["rs_plan"])):
        owner = made.rows[row_id].owner if made and row_id in made.rows else ""
        if owner and label != owner:
            people.setdefault(owner, Counter())[label] += 1
    for title in dict.fromkeys(filter(None, titles)):
        person = people[title].most_common(1)[0][0] if title in people else ""
        yield title, person


def shown_owners(plan: Keyed) -> Sequence[tuple[str, str]]:
    """The owner that each row still shows by a formula of ours, by ID."""
    found = []
    for index in range(1, len(plan.table.rows)):
        cell, row_id = plan.cell(index, "owner"), shown(plan.cell(index, "id"))
        if row_id and cell.formula and not cell.error and isinstance(cell.value, str):
            found.append((row_id, cell.value.strip()))
    return [(row_id, label) for row_id, label in found if label]
