"""The lists on Settings: the headings of each, by which it is found again, and its columns."""

from __future__ import annotations

from typing import NamedTuple

from retrosheet.language import Text

HEADINGS = {
    "role": Text("Fonction", "Role"),
    "person": Text("Personne", "Person"),
    "email": Text("Adresse e-mail", "E-mail"),
    "shown": Text("Affiché", "Shown"),
    "language": Text("Langue", "Language"),
    "day": Text("Date", "Date"),
    "holiday": Text("Jour férié", "Holiday"),
    "from": Text("Du", "From"),
    "to": Text("Au", "To"),
    "label": Text("Motif", "Reason"),
    "status": Text("Statut", "Status"),
    "meaning": Text("Ce que le plan comprend", "What the plan understands"),
    "code": Text("code", "code"),
    "phase": Text("Phase", "Phase"),
}


class SettingsList(NamedTuple):
    """A list as it is laid out: its first ``column`` on the tab, from 0, and what heads each.

    ``named`` is how many of the columns its defined name covers, 0 where it has none. In
    ``calculated`` stands what other tabs read instead of what people typed.
    """

    column: int
    keys: tuple[str, ...]
    named: int
    calculated: str = ""

    @property
    def width(self) -> int:
        return len(self.keys)

    @property
    def headings(self) -> dict[str, Text]:
        return {key: HEADINGS[key] for key in self.keys}

    @property
    def typed(self) -> tuple[int, ...]:
        """The columns that people fill, counted from its first."""
        return tuple(n for n, key in enumerate(self.keys) if key != self.calculated)

    @property
    def read(self) -> str:
        """The heading of the column whose whole length the formulas of other tabs read."""
        return self.calculated or self.keys[0]


LISTS = {
    "holidays": SettingsList(7, ("day", "holiday"), 1),
    "closures": SettingsList(11, ("from", "to", "label"), 2),
    "statuses": SettingsList(7, ("status", "meaning", "code"), 3),
    "team": SettingsList(1, ("role", "person", "email", "shown", "language"), 5, "shown"),
    "phases": SettingsList(11, ("phase",), 0),
}
"""Each list by its key. Statuses and phases stand beside the form, the others below it."""
NAMED = {f"rs_{key}": one for key, one in LISTS.items() if one.named}
"""Those that have a defined name, by it."""
