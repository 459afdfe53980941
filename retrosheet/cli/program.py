"""The program ``retrosheet``: its commands, each imported when it is called."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Any

import click

from retrosheet import __version__
from retrosheet.cli.command_group import CommandGroup
from retrosheet.language import Lang, Text

# In the order in which a person meets them; each lives in ``cli/commands/<name>.py``.
COMMANDS = {
    "list": Text("Les types de campagne de la bibliothèque.", "The campaign types of the library."),
    "schedule": Text(
        "Les dates d’une campagne, en diagramme de Gantt ou en JSON.",
        "The dates of a campaign, as a Gantt chart or as JSON.",
    ),
    "new": Text("Créer le classeur d’une campagne.", "Create the workbook of a campaign."),
    "sync": Text(
        "Relire un classeur : ce qui est en retard, et ce que cela fait à J.",
        "Read a workbook back: what is late, and what it does to launch day.",
    ),
    "repair": Text("Réparer un classeur abîmé.", "Mend a damaged workbook."),
    "update": Text(
        "Rendre entier un plan changé, et reprendre un type de campagne qui a changé.",
        "Make a changed plan whole, and take over a changed campaign type.",
    ),
    "report": Text(
        "Où en est un plan : une page pour la réunion ou le client.",
        "Where a plan stands: a page for the meeting or the client.",
    ),
    "remind": Text(
        "Rappeler à chacun ce qui est à lui, par courrier, Slack ou Teams.",
        "Remind everybody of what is theirs, by mail, Slack or Teams.",
    ),
    "calendar": Text(
        "Le plan en calendrier (.ics), entier ou par personne.",
        "The plan as a calendar (.ics), whole or by person.",
    ),
    "export": Text(
        "Emporter un plan dans un autre outil : Project, Trello, Notion…",
        "Take a plan to another tool: Project, Trello, Notion…",
    ),
    "archetype": Text("Créer son propre type de campagne.", "Make a campaign type of your own."),
    "import": Text(
        "Faire un type de campagne d’un tableau de tâches.",
        "Make a campaign type from a table of tasks.",
    ),
    "adopt": Text(
        "Faire un classeur vivant d’un rétroplanning tenu à la main.",
        "Make a living workbook of a retroplanning kept by hand.",
    ),
    "learn": Text("Tirer un type de campagne d’un classeur.", "Learn a type from a workbook."),
    "check": Text("Vérifier un fichier de type de campagne.", "Check a campaign type's file."),
    "auth": Text("Se connecter à Google, pour ses feuilles.", "Sign in to Google, for its sheets."),
    "doctor": Text("Vérifier la connexion à Google.", "Check the connection to Google."),
    "demo": Text(
        "Tout essayer en une commande, sur un exemple.", "Try everything at once, on an example."
    ),
}
_DOES = Text(
    "Des rétroplannings qui se calculent tout seuls à partir du jour J, dans un classeur vivant.",
    "Retroplannings that schedule themselves backward from launch day, in a living spreadsheet.",
)
_FIRST_STEPS = Text(
    "Pour commencer : retrosheet demo, puis retrosheet new.\n"
    "L’aide d’une commande : retrosheet COMMANDE --help.",
    "To begin: retrosheet demo, then retrosheet new.\n"
    "Help on a command: retrosheet COMMAND --help.",
)
_VERSION = Text("Afficher la version.", "Show the version.")


class Program(CommandGroup):
    """The group of all commands, in one language."""

    def __init__(self, lang: Lang) -> None:
        version = click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_version,
            help=_VERSION.to(lang),
        )
        foot = _FIRST_STEPS.to(lang)
        module = "retrosheet.cli.commands.{}"
        super().__init__("retrosheet", lang, _DOES, COMMANDS, module, foot, params=[version])


def program(lang: Lang) -> Program:
    """The program in a language; its help is as wide as the terminal, 80 columns at most."""
    made = Program(lang)
    made.context_settings = {"terminal_width": _help_width(), "help_option_names": ["--help"]}
    return made


def _help_width() -> int:
    # click would import shutil for this, a tenth of the time that --help takes.
    columns = 80
    with contextlib.suppress(AttributeError, OSError, ValueError):
        columns = os.get_terminal_size(sys.stdout.fileno()).columns or columns
    return max(50, min(columns, 80) - 2)


def _show_version(ctx: click.Context, _param: click.Parameter, value: Any) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"retrosheet {__version__}")
        ctx.exit()
