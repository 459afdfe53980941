"""Archetypes of a few tasks, written in a line each."""

from __future__ import annotations

import datetime as dt
from typing import Any

from retrosheet.archetype.model import Archetype, Duration, Need, Phase, Role, Task
from retrosheet.campaign import Campaign, Options, plan
from retrosheet.language import Lang, Text

J = dt.date(2027, 3, 15)
ROLES = (
    Role("manager", Text("Chef de projet", "Project manager")),
    Role("designer", Text("Graphiste", "Designer")),
)


def task(name: str, *needs: str, **values: Any) -> Task:
    """A task whose titles are its id with the language; a need may have a lag: ``"A+2d"``."""
    return Task(
        name,
        Text(f"{name} fr", f"{name} en"),
        values.pop("owner", "manager"),
        needs=tuple(map(need, needs)),
        **values,
    )


def need(text: str) -> Need:
    name, _, lag = text.partition("+")
    return Need(name, Duration(int(lag[:-1]), "d")) if lag else Need(name)


def archetype(*tasks: Task, **values: Any) -> Archetype:
    phases = values.pop("phases", (Phase("all", Text("Tout", "All"), tasks),))
    return Archetype(
        "a", "a.yaml", Text("Campagne", "Campaign"), Text("Résumé", "Summary"), ROLES, phases,
        **values,
    )  # fmt: skip


def planned(*tasks: Task, lang: Lang = "en", launch: dt.date = J, **values: Any) -> Campaign:
    return plan(archetype(*tasks, **values), Options(launch, lang))
