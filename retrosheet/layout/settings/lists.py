"""The headings of the lists on Settings, by which their columns are found again."""

from __future__ import annotations

from retrosheet.language import Text

LISTS = {
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
