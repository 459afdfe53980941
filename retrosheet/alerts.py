"""The words of the plan's alert column: its formulas say them, and sync leaves the same values."""

from __future__ import annotations

from retrosheet.language import Text

ALERTS = {
    "done": Text("✓", "✓"),
    "late": Text("En retard · {days} j", "Late · {days} d"),
    "blocked": Text("Bloqué", "Blocked"),
    "conflict": Text("Date imposée intenable", "Imposed date cannot hold"),
    "late_start": Text("Aurait dû commencer", "Should have begun"),
    "today": Text("À rendre aujourd’hui", "Due today"),
    "soon": Text("À rendre dans {days} j", "Due in {days} d"),
}
"""``days`` are working days where a task is late, calendar days where it is due soon."""
