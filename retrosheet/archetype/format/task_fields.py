"""Every key of a task, with its shape and its explanation: the only list of them."""

from __future__ import annotations

from retrosheet.archetype.format import words
from retrosheet.archetype.format.shapes import Apart, Field, Listing, Record
from retrosheet.language import Text

_ROLES = Listing(words.ROLE, single=True, at_least=1)

_FOLLOW_UP = Record(
    "follow_up",
    (
        Field(
            "after",
            words.DELAY,
            Text("Combien de temps après l’échéance de la tâche", "How long after the task's due"),
            required=True,
        ),
        Field("title", words.TEXT, Text("Titre de la relance", "The chaser's title")),
        Field("owner", words.ROLE, Text("Qui relance", "Who chases")),
    ),
)

_REPEAT = Record(
    "repeat",
    (
        Field(
            "every",
            words.INTERVAL,
            Text("Intervalle en jours calendaires : 1w, 10cd", "Calendar days between: 1w, 10cd"),
            required=True,
        ),
        Field(
            "until",
            words.OFFSET,
            Text("Dernier jour possible, par rapport à J", "The last possible day, relative to J"),
            required=True,
        ),
    ),
)

_RACI = Record(
    "raci",
    (
        Field(
            "R",
            _ROLES,
            Text("Réalise ; à défaut le responsable", "Responsible; by default the owner"),
        ),
        Field("A", _ROLES, Text("Approuve : une seule fonction", "Accountable: a single role")),
        Field("C", _ROLES, Text("Consulté avant", "Consulted before")),
        Field("I", _ROLES, Text("Informé après", "Informed after")),
    ),
)

_PERIOD_LENGTH = Text(
    "la durée d’une période va de son premier à son dernier jour",
    "a period's length runs from its first day to its last",
)

_FIELDS = (
    Field(
        "id",
        words.TASK_ID,
        Text("Identifiant court et unique : CRE2", "Short unique id: CRE2"),
        required=True,
    ),
    Field("title", words.TEXT, Text("Ce qu’il y a à faire", "What there is to do"), required=True),
    Field(
        "owner",
        words.ROLE,
        Text("Fonction responsable, déclarée sous roles", "Role in charge, from roles"),
        required=True,
    ),
    Field(
        "kind",
        words.KIND,
        Text("Tâche, jalon ou réunion", "Task, milestone or meeting"),
    ),
    Field(
        "duration",
        words.DURATION,
        Text(
            "5d jours ouvrés, 2w semaines, 3cd jours calendaires ; 1d à défaut",
            "5d working days, 2w weeks, 3cd calendar days; 1d by default",
        ),
    ),
    Field(
        "wait",
        words.DURATION,
        Text(
            "Durée incompressible : impression, validation d’un client",
            "A duration nobody can shorten: printing, a client's approval",
        ),
    ),
    Field(
        "needs",
        Listing(
            words.NEED,
            single=True,
        ),
        Text(
            "Les tâches à finir avant, avec un délai s’il le faut : CRE2 + 3d",
            "The tasks to finish first, with a lag if need be: CRE2 + 3d",
        ),
    ),
    Field(
        "due",
        words.OFFSET,
        Text("Échéance par rapport à J : J-30, J, J+15", "Due relative to J: J-30, J, J+15"),
    ),
    Field(
        "period",
        words.PERIOD,
        Text(
            "Du premier au dernier jour, tous jours compris : J+1 → J+30",
            "From first to last day, all days included: J+1 → J+30",
        ),
    ),
    Field(
        "fixed",
        words.FIXED,
        Text(
            "Date imposée : 2027-01-15, ou 12-20 (mois-jour) chaque année",
            "Imposed date: 2027-01-15, or 12-20 (month-day) of any year",
        ),
    ),
    Field(
        "margin",
        words.MARGIN,
        Text(
            "Jours ouvrés gardés entre la fin du travail et l’échéance",
            "Working days kept between the end of the work and the due date",
        ),
    ),
    Field("any_day", words.TRUTH, Text("Peut tomber un jour chômé", "May fall on a day off")),
    Field(
        "deliverable",
        Listing(words.PART, single=True),
        Text(
            "Ce qui en sort : BAT signé ; une liste si une part relève d’un bloc",
            "What comes out of it; a list if a part of it belongs to a block",
        ),
    ),
    Field(
        "channel",
        words.CHANNEL,
        Text("Canal, déclaré sous channels", "Channel, from channels"),
    ),
    Field(
        "block",
        words.BLOCK,
        Text("Bloc facultatif, déclaré sous blocks", "Optional block, from blocks"),
    ),
    Field("note", words.LINES, Text("Conseil pour qui la fait", "Advice to who does it")),
    Field("checklist", Listing(words.PART), Text("Points à vérifier", "Points to check")),
    Field("raci", _RACI, Text("Qui réalise, approuve, est consulté, informé", "Who is R, A, C, I")),
    Field(
        "follow_up",
        Listing(_FOLLOW_UP, single=True),
        Text("Relances après l’échéance", "Chasers after the due date"),
    ),
    Field("repeat", _REPEAT, Text("Répétition depuis due", "Repetition from due on")),
)
"""Every key of a sub-task."""

_APART = (
    Apart(
        ("due", "period", "fixed"),
        Text("une tâche n’a qu’une date", "a task has a single date"),
    ),
    Apart(
        ("duration", "wait"),
        Text(
            "« wait » est une durée que personne ne peut réduire",
            '"wait" is a duration that nobody can shorten',
        ),
    ),
    Apart(("period", "duration"), _PERIOD_LENGTH, first=True),
    Apart(("period", "wait"), _PERIOD_LENGTH, first=True),
    Apart(
        ("period", "margin"),
        Text(
            "une période se tient à ses dates, aucune marge ne la précède",
            "a period keeps to its dates, no margin comes before it",
        ),
        first=True,
    ),
)
_ALONG = (("repeat", "due"),)

TASKS = Field(
    "tasks",
    Listing(Record("subtask", _FIELDS, _APART, _ALONG), at_least=1),
    Text(
        "Les sous-tâches en lesquelles elle se découpe ; ses dates viennent d’elles",
        "The sub-tasks that it is split into; its dates come from them",
    ),
)

TASK = Record(
    "task",
    (
        *_FIELDS,
        Field(
            "parent",
            words.A_TASK,
            Text(
                "La tâche de la phase dont celle-ci est une part ; ou mettez-la sous ses tasks",
                "The task of the phase that this one is a part of; or put it under its tasks",
            ),
        ),
        TASKS,
    ),
    _APART,
    _ALONG,
)
