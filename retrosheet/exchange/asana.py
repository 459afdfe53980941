"""Asana: the columns that its CSV importer maps by themselves.

Written from help.asana.com, « Importer un fichier CSV » (article 14244171470491): American dates,
one address as the assignee, dependencies by the name of the task, which must stand in a row above.
Names are keys there: each comes once, and one that others depend on has no comma.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrosheet.exchange.files import Exported, File, Replacements, csv_bytes
from retrosheet.exchange.wording import addresses, description, in_order, unique_titles
from retrosheet.language import Lang, Text, counted

if TYPE_CHECKING:
    import datetime as dt

    from retrosheet.standing.model import Item, Standing

COLUMNS = (
    "Name", "Description", "Section", "Assignee", "Collaborators", "Start Date", "Due Date", "Type",
    "Dependencies",
)  # fmt: skip
_COMMA = Text(
    "virgule dans le nom d’une tâche dont d’autres dépendent",
    "a comma in the name of a task that others depend on",
)
_NO_ADDRESS = Text(
    "Asana n’attribue une tâche qu’à l’adresse e-mail d’un membre : les responsables sont dans la "
    "description.",
    "Asana assigns a task to a member's e-mail address only: owners are in the description.",
)
_NO_LAG = (
    Text(
        "Asana ne connaît pas les délais entre deux tâches : {n} est dans la description.",
        "Asana knows no lag between two tasks: {n} is in the description.",
    ),
    Text(
        "Asana ne connaît pas les délais entre deux tâches : {n} sont dans la description.",
        "Asana knows no lag between two tasks: {n} are in the description.",
    ),
)
_NO_DONE = (
    Text(
        "Asana ne reprend pas l’état « terminé » d’un CSV : {n} est à cocher, son statut est dans "
        "la description.",
        "Asana does not take over from a CSV that a task is done: {n} is to be ticked, its status "
        "is in the description.",
    ),
    Text(
        "Asana ne reprend pas l’état « terminé » d’un CSV : {n} sont à cocher, leur statut est "
        "dans la description.",
        "Asana does not take over from a CSV that a task is done: {n} are to be ticked, their "
        "status is in the description.",
    ),
)


def export(standing: Standing, lang: Lang) -> Exported:
    """One CSV in UTF-8 without a mark, which an importer would take for a part of a head."""
    replaced = Replacements("Asana", lang)
    needed = {need.id for item in standing.items for need in item.needs}
    written = {item.id: _title(item, item.id in needed, replaced) for item in standing.items}
    names = unique_titles(standing.items, written)
    phases = [replaced.one_line(phase) for phase in standing.phases]
    rows = [list(COLUMNS)]
    rows += [
        _row(item, phases[item.phase], names, standing, replaced, lang)
        for item in in_order(standing.items)
    ]
    return Exported(
        (File("asana.csv", csv_bytes(rows)),), (*replaced.remarks(), *_remarks(standing, lang))
    )


def _title(item: Item, needed: bool, replaced: Replacements) -> str:
    title = replaced.one_line(item.title)
    if not needed:
        return title
    return replaced.of(title, _COMMA, lambda said: re.sub(r"\s*,\s*", " – ", said).strip(" –"))


def _row(
    item: Item, phase: str, names: dict[str, str], standing: Standing, replaced: Replacements,
    lang: Lang,
) -> list[str]:  # fmt: skip
    people = addresses(item)
    lagging = any(need.lag.amount for need in item.needs)
    about = description(item, standing, lang, owner=item.owner not in people, needs=lagging)
    return [
        names[item.id],
        replaced.lines(about),
        phase,
        people[0] if people else "",
        ",".join(people[1:]),
        "" if item.is_point else _day(item.start),
        _day(item.due),
        "milestone" if item.kind == "milestone" else "",
        ",".join(names[need.id] for need in item.needs if need.id in names),
    ]


def _day(day: dt.date) -> str:
    return f"{day:%m/%d/%Y}"


def _remarks(standing: Standing, lang: Lang) -> list[str]:
    found = []
    if any(set(item.owners) - set(addresses(item)) for item in standing.items):
        found.append(_NO_ADDRESS.to(lang))
    lags = sum(bool(need.lag.amount) for item in standing.items for need in item.needs)
    if lags:
        found.append(counted(lags, _NO_LAG, lang))
    done = sum(item.done for item in standing.items)
    if done:
        found.append(counted(done, _NO_DONE, lang))
    return found
