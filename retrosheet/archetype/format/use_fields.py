"""Every key of an item that uses a shared block in place of a task: the only list of them."""

from __future__ import annotations

from retrosheet.archetype.format import words
from retrosheet.archetype.format.shapes import Apart, Field, Listing, Record, Table
from retrosheet.archetype.format.task_fields import TASK
from retrosheet.language import Text

# Each key of a task but its id and what stands under it; those that no task can do without cannot
# be taken away.
CHANGEABLE = tuple(
    field._replace(required=False, removable=not field.required)
    for field in TASK.fields
    if field.key not in ("id", "tasks")
)

_OVERRIDE = Record("task_override", CHANGEABLE, TASK.apart)

USE = Record(
    "use",
    (
        Field(
            "use",
            words.SHARED,
            Text(
                "Bloc partagé dont les tâches viennent ici : shared/NOM.yaml",
                "The shared block whose tasks stand here: shared/NAME.yaml",
            ),
            required=True,
        ),
        Field(
            "only",
            Listing(words.A_TASK, single=True, at_least=1),
            Text("Seulement ces tâches du bloc", "Only these tasks of the block"),
        ),
        Field(
            "without",
            Listing(words.A_TASK, single=True),
            Text("Toutes ses tâches sauf celles-ci", "All its tasks but these"),
        ),
        Field(
            "needs",
            Listing(words.NEED, single=True),
            Text(
                "Ce que demandent en plus celles qui n’attendent aucune tâche du bloc",
                "What those that wait for no task of the block need besides",
            ),
        ),
        Field(
            "block",
            words.BLOCK,
            Text("Bloc facultatif de toutes ses tâches", "Optional block of all its tasks"),
        ),
        Field(
            "override",
            Table(words.A_TASK, _OVERRIDE),
            Text(
                "Par identifiant de tâche, les clés à remplacer ; null en retire une",
                "By task id, the keys to replace; null takes one away",
            ),
        ),
        Field(
            "budget",
            words.TRUTH,
            Text("false : sans ses lignes de budget", "false: without its budget lines"),
        ),
        Field(
            "kpis",
            words.TRUTH,
            Text("false : sans ses indicateurs", "false: without its indicators"),
        ),
    ),
    apart=(
        Apart(
            ("only", "without"),
            Text("les tâches se choisissent d’une seule façon", "tasks are chosen in one way"),
        ),
    ),
)
