"""What people type under "Depends on", as needs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrosheet.archetype.terms import Duration, Need

if TYPE_CHECKING:
    from collections.abc import Collection

_BETWEEN = re.compile(r"[,;\n]|\s+(?:et|and|&)\s+")
_LAG = re.compile(
    r"(?P<id>.+?)\s*\+\s*(?P<days>\d{1,4})\s*"
    r"(?P<unit>cd|jc|j\s?cal\.?|cal\.? ?d|d|j|days?|jours?)?",
    re.IGNORECASE,
)


def typed_needs(text: str, known: Collection[str]) -> tuple[tuple[Need, ...], tuple[str, ...]]:
    """The needs in a cell, and the parts of it that name no task of ``known``."""
    by_name = {task_id.casefold(): task_id for task_id in known}
    found: dict[str, Need] = {}
    wrong = []
    for part in filter(None, (one.strip() for one in _BETWEEN.split(text))):
        match = _LAG.fullmatch(part)
        name = match["id"].strip() if match else part
        task_id = by_name.get(name.casefold())
        if task_id is None:
            wrong.append(part)
            continue
        calendar = bool(match and "c" in (match["unit"] or "").lower())
        lag = Duration(int(match["days"]) if match else 0, "cd" if calendar else "d")
        found[task_id] = Need(task_id, lag)
    return tuple(found.values()), tuple(wrong)
