"""Every key of the files around an archetype: one that extends it, a block that several share."""

from __future__ import annotations

from retrosheet.archetype.format import words
from retrosheet.archetype.format.fields import ARCHETYPE, BLOCK, PHASE, WHOLE_LISTS
from retrosheet.archetype.format.shapes import Apart, Either, Field, Listing, Record, Table
from retrosheet.archetype.format.task_fields import TASK, TASKS
from retrosheet.archetype.format.use_fields import CHANGEABLE, USE
from retrosheet.language import Text

_TOP = {field.key: field for field in ARCHETYPE.fields}
_ONE_PLACE = Apart(
    ("after", "before"), Text("un seul endroit suffit", "a single position is enough")
)
_PLACED_TASK = (
    Field(
        "after",
        words.A_TASK,
        Text(
            "La tâche de la phase derrière laquelle la placer", "The phase's task to put it after"
        ),
    ),
    Field(
        "before",
        words.A_TASK,
        Text("La tâche de la phase devant laquelle la placer", "The phase's task to put it before"),
    ),
)

_KNOWN_OR_NEW = TASK.fields[0]._replace(
    about=Text(
        "D’une tâche connue, pour la changer, ou d’une nouvelle",
        "Of a known task, to change it, or of a new one",
    )
)
_TASK_CHANGE = Record(
    "task_change",
    (
        _KNOWN_OR_NEW,
        *CHANGEABLE,
        TASKS._replace(
            shape=Listing(
                Record(
                    "subtask_change",
                    (
                        _KNOWN_OR_NEW,
                        *(field for field in CHANGEABLE if field.key != "parent"),
                        *_PLACED_TASK,
                    ),
                    (*TASK.apart, _ONE_PLACE),
                ),
                at_least=1,
            ),
            about=Text(
                "Les sous-tâches à changer, ou à ajouter à celle-ci",
                "The sub-tasks to change, or to add to this one",
            ),
        ),
        *_PLACED_TASK,
    ),
    (*TASK.apart, _ONE_PLACE),
)
_USE_PLACED = Record("use_placed", (*USE.fields, *_PLACED_TASK), (*USE.apart, _ONE_PLACE))
_BLOCK_CHANGE = Record(
    "block_change",
    tuple(field._replace(required=False, removable=not field.required) for field in BLOCK.fields),
)
_PHASE_CHANGE = Record(
    "phase_change",
    (
        Field(
            "id",
            words.PHASE_ID,
            Text(
                "D’une phase connue, pour la changer, ou d’une nouvelle",
                "Of a known phase, to change it, or of a new one",
            ),
            required=True,
        ),
        PHASE.fields[1]._replace(required=False),
        Field(
            "tasks",
            Listing(Either("use", _USE_PLACED, _TASK_CHANGE)),
            Text("Les tâches à changer ou à ajouter", "The tasks to change or to add"),
        ),
        Field(
            "after",
            words.A_PHASE,
            Text("La phase derrière laquelle la placer", "The phase to put it after"),
        ),
        Field(
            "before",
            words.A_PHASE,
            Text("La phase devant laquelle la placer", "The phase to put it before"),
        ),
    ),
    (_ONE_PLACE,),
)

EXTENSION = Record(
    "extension",
    (
        _TOP["format"],
        Field(
            "extends",
            words.EXTENDED,
            Text(
                "L’archétype dont partir : un nom, ou un chemin depuis ce fichier",
                "The archetype to start from: a name, or a path from this file",
            ),
            required=True,
        ),
        _TOP["title"]._replace(required=False),
        _TOP["summary"]._replace(required=False),
        Field(
            "roles",
            Table(words.ROLE_ID, words.TEXT, removable=True),
            Text("Fonctions à changer, ajouter ou retirer", "Roles to change, add or remove"),
        ),
        Field(
            "channels",
            Table(words.CHANNEL_ID, words.TEXT, removable=True),
            Text("Canaux à changer, ajouter ou retirer", "Channels to change, add or remove"),
        ),
        Field(
            "blocks",
            Table(words.BLOCK_ID, _BLOCK_CHANGE, removable=True),
            Text(
                "Parties facultatives à changer, ajouter ou retirer",
                "Optional parts to change, add or remove",
            ),
        ),
        Field(
            "phases",
            Listing(_PHASE_CHANGE),
            Text("Les phases à changer ou à ajouter", "The phases to change or to add"),
        ),
        Field(
            "remove",
            Listing(words.A_TASK, single=True),
            Text(
                "Les tâches à retirer ; celles qui les attendaient attendent ce qu’elles "
                "attendaient",
                "The tasks to remove; those that needed them need what they needed",
            ),
        ),
        *WHOLE_LISTS,
    ),
)

SHARED = Record(
    "shared_block",
    (
        _TOP["format"],
        _TOP["title"]._replace(about=Text("Nom du bloc", "The block's name")),
        _TOP["summary"],
        _TOP["roles"],
        _TOP["channels"],
        _TOP["blocks"],
        Field(
            "tasks",
            Listing(TASK, at_least=1),
            Text("Les tâches du bloc, dans l’ordre", "The block's tasks, in order"),
            required=True,
        ),
        _TOP["kpis"],
        _TOP["budget"],
    ),
)
