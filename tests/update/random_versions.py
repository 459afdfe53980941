"""Random plans in three versions, and what people and the archetype do to them."""

from __future__ import annotations

from random import Random
from typing import Any, NamedTuple

from retrosheet.archetype.order import circle
from retrosheet.archetype.terms import Duration, Need
from retrosheet.update.rows import Row, Timing, Version

_WORDS = ("Brief", "Budget", "Visuels", "Textes", "Impression", "Presse", "Bilan", "Relance")


class Change(NamedTuple):
    """What one side does: values by row and unit, rows that go, and rows that come."""

    values: dict[tuple[str, str], Any]
    gone: frozenset[str]
    new: dict[str, Row]

    def done_to(self, rows: dict[str, Row]) -> dict[str, Row]:
        """The rows after it; what it says of rows that are not there is left."""
        found = {row_id: row for row_id, row in rows.items() if row_id not in self.gone}
        for (row_id, unit), value in self.values.items():
            if row_id in found:
                found[row_id] = found[row_id]._replace(**{unit: value})
        return {**found, **self.new}


def plan(random: Random) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for number in range(random.randint(1, 8)):
        rows[f"T{number}"] = _row(random, list(rows))
    return rows


def _row(random: Random, before: list[str]) -> Row:
    return Row(
        title=f"{random.choice(_WORDS)} {random.randint(1, 30)}",
        phase=random.choice("abc"),
        owner=random.choice(("", "Léa", "Karim")),
        timing=_timing(random),
        needs=_needs(random, before),
        note=random.choice(("", "à revoir")),
    )


def _timing(random: Random) -> Timing:
    return Timing(random.randint(1, 9), offset=random.choice((None, -random.randint(1, 60))))


def _needs(random: Random, before: list[str]) -> tuple[Need, ...]:
    chosen = random.sample(before, min(len(before), random.choice((0, 1, 1, 2))))
    return tuple(Need(one, Duration(random.choice((0, 0, 2)), "d")) for one in chosen)


def change(random: Random, rows: dict[str, Row], prefix: str) -> Change:
    """Something done to ``rows``, without closing a circle of needs; new rows get the prefix."""
    values: dict[tuple[str, str], Any] = {}
    ids = list(rows)
    for _ in range(random.choice((0, 1, 1, 2, 4))):
        row_id = random.choice(ids)
        unit = random.choice(("title", "phase", "owner", "timing", "needs", "note"))
        new: Any = f"{unit} {random.randint(1, 3)}"
        if unit == "timing":
            new = _timing(random)
        elif unit == "needs":
            new = _needs(random, [one for one in ids if one != row_id])
        trial = Change({**values, (row_id, unit): new}, frozenset(), {}).done_to(rows)
        if new != getattr(rows[row_id], unit) and not circle(
            {one: row.needs for one, row in trial.items()}
        ):
            values[row_id, unit] = new
    gone = frozenset(one for one in ids if random.random() < 0.12)
    added = {}
    for number in range(random.choice((0, 0, 1, 2))):
        added[f"{prefix}{number}"] = _row(random, ids)
    return Change(values, gone, added)


def version(rows: dict[str, Row], random: Random) -> Version:
    """The rows, on some of which people have worked."""
    return Version(rows, frozenset(one for one in rows if random.random() < 0.2))
