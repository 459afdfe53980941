"""The words of the plan's alert column, and its flags: formulas say them, sync says the same."""

from __future__ import annotations

from retrosheet.language import Text

ALERTS = {
    "done": Text("✓", "✓"),
    "cancelled": Text("Annulé", "Cancelled"),
    "late": Text("En retard · {days} j", "Late · {days} d"),
    "blocked": Text("Bloqué", "Blocked"),
    "conflict": Text("Date imposée intenable", "Fixed date cannot hold"),
    "late_start": Text("Aurait dû commencer", "Should have begun"),
    "risk": Text("À risque · +{days} j", "At risk · +{days} d"),
    "today": Text("Aujourd’hui", "Today"),
    "soon": Text("Dans {days} j", "In {days} d"),
}
"""``days`` are working days where a task is late or at risk, calendar days where it is due soon."""

FLAGS = (
    "",
    "done",
    "late",
    "blocked",
    "late_start",
    "soon",
    "risk",
    "conflict",
    "cancelled",
)
"""The codes of a row's flag, from 0. Of those that hold, the first of ``GRAVITY`` counts."""
GRAVITY = ("cancelled", "done", "late", "blocked", "late_start", "conflict", "risk", "soon")
OVER = GRAVITY[:2]
"""The flags of a task of which nothing is left to do."""
