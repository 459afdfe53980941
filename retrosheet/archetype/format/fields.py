"""Every key of the archetype format, with its shape and its explanation: the only list of them."""

from __future__ import annotations

from retrosheet.archetype.format import words
from retrosheet.archetype.format.shapes import Either, Field, Listing, Record, Table
from retrosheet.archetype.format.task_fields import TASK
from retrosheet.archetype.format.use_fields import USE
from retrosheet.language import Text

PHASE = Record(
    "phase",
    (
        Field("id", words.PHASE_ID, Text("Identifiant unique", "Unique id"), required=True),
        Field("title", words.TEXT, Text("Titre de la phase", "The phase's title"), required=True),
        Field(
            "tasks",
            Listing(Either("use", USE, TASK), at_least=1),
            Text("Les tâches de la phase", "The phase's tasks"),
            required=True,
        ),
    ),
)

BLOCK = Record(
    "block",
    (
        Field("title", words.TEXT, Text("Titre du bloc", "The block's title"), required=True),
        Field(
            "default",
            words.TRUTH,
            Text(
                "Présent sauf --without (oui à défaut)", "There unless --without (true by default)"
            ),
        ),
    ),
)

_OF_A_BLOCK = Field(
    "block",
    words.BLOCK,
    Text("Là seulement avec ce bloc facultatif", "There only with this optional block"),
)

_OBJECTIVE = Record(
    "objective",
    (
        Field(
            "title", words.LINES, Text("L’objectif en une phrase", "The objective"), required=True
        ),
        Field("specific", words.LINES, Text("Spécifique", "Specific"), required=True),
        Field("measurable", words.LINES, Text("Mesurable", "Measurable"), required=True),
        Field("achievable", words.LINES, Text("Atteignable", "Achievable"), required=True),
        Field("relevant", words.LINES, Text("Pertinent", "Relevant"), required=True),
        Field("time_bound", words.LINES, Text("Temporel", "Time-bound"), required=True),
        _OF_A_BLOCK,
    ),
)

_KPI = Record(
    "kpi",
    (
        Field("title", words.TEXT, Text("L’indicateur", "The indicator"), required=True),
        Field(
            "target",
            words.TARGET,
            Text("La cible, un nombre", "The target, a number"),
            required=True,
        ),
        Field(
            "unit",
            words.TEXT,
            Text("Unité : %, €, inscrits", "Unit: %, €, sign-ups"),
            required=True,
        ),
        Field(
            "measured",
            words.OFFSET,
            Text("Jour de la mesure : J+30", "The day it is measured: J+30"),
            required=True,
        ),
        Field("owner", words.ROLE, Text("Qui mesure", "Who measures it"), required=True),
        Field(
            "better",
            words.DIRECTION,
            Text(
                "higher : la cible est un minimum (à défaut) ; lower : un maximum",
                "higher: the target is a minimum (by default); lower: a maximum",
            ),
        ),
        Field("source", words.TEXT, Text("D’où vient le chiffre", "Where the figure comes from")),
        _OF_A_BLOCK,
    ),
)

_BUDGET_LINE = Record(
    "budget_line",
    (
        Field("title", words.TEXT, Text("La dépense", "The expense"), required=True),
        Field("category", words.TEXT, Text("Son poste", "Its category"), required=True),
        Field(
            "amount",
            words.AMOUNT,
            Text("Montant prévu hors taxes", "Planned amount without tax"),
            required=True,
        ),
        Field(
            "task",
            words.A_TASK,
            Text("La tâche qui l’engage", "The task that commits it"),
        ),
        _OF_A_BLOCK,
    ),
)

WHOLE_LISTS = (
    Field(
        "closed",
        Listing(words.YEARLY, single=True),
        Text(
            "Jours de chaque année où personne n’y travaille : 12-24 → 01-01",
            "Days of every year on which nobody works on it: 12-24 → 01-01",
        ),
    ),
    Field("objectives", Listing(_OBJECTIVE), Text("Objectifs SMART", "SMART objectives")),
    Field("kpis", Listing(_KPI), Text("Indicateurs", "Indicators")),
    Field("budget", Listing(_BUDGET_LINE), Text("Dépenses prévues", "Planned expenses")),
)
"""The lists whose entries have no ids: a file that extends another replaces them whole."""

ARCHETYPE = Record(
    "archetype",
    (
        Field(
            "format",
            words.FORMAT,
            Text("Version du format : 1", "Version of the format: 1"),
            required=True,
        ),
        Field(
            "title", words.TEXT, Text("Nom du type de campagne", "The campaign type"), required=True
        ),
        Field(
            "summary", words.LINES, Text("Pour qui, pour quoi", "For whom, for what"), required=True
        ),
        Field(
            "roles",
            Table(words.ROLE_ID, words.TEXT, at_least=1),
            Text("Les fonctions : identifiant → nom", "The roles: id → name"),
            required=True,
        ),
        Field(
            "channels",
            Table(words.CHANNEL_ID, words.TEXT),
            Text("Les canaux : identifiant → nom", "The channels: id → name"),
        ),
        Field(
            "blocks",
            Table(words.BLOCK_ID, BLOCK),
            Text("Les parties facultatives", "The optional parts"),
        ),
        Field(
            "phases",
            Listing(PHASE, at_least=1),
            Text("Les phases, dans l’ordre", "The phases, in order"),
            required=True,
        ),
        *WHOLE_LISTS,
    ),
)
