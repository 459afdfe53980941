"""``retrosheet auth``: signing in to Google, one command each in a module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.cli.command_group import subcommands
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    import click

# Each lives in ``cli/commands/auth_<name>.py``.
COMMANDS = {
    "login": Text("Se connecter avec son compte Google.", "Sign in with your Google account."),
    "status": Text(
        "Avec quoi retrosheet se connecte, et à quoi cela donne droit.",
        "What retrosheet signs in with, and what that allows.",
    ),
    "logout": Text(
        "Supprimer la connexion gardée et la rendre à Google.",
        "Delete the stored login and give it back to Google.",
    ),
}
_DOES = Text(
    "La connexion à Google, pour créer et relire des feuilles Google. Les fichiers Excel n’en ont "
    "pas besoin. Un compte de service s’emploie sans login : son fichier JSON se donne par "
    "--credentials, par la variable RETROSHEET_CREDENTIALS, ou s’appelle credentials.json.",
    "The sign-in to Google, for making and reading Google sheets. Excel files need none. A service "
    "account needs no login: its JSON file is given by --credentials, by the variable "
    "RETROSHEET_CREDENTIALS, or is called credentials.json.",
)
_SHOWN = ("retrosheet auth login client_secret.json", "retrosheet auth status --check")


def command(lang: Lang) -> click.Command:
    return subcommands("auth", lang, _DOES, COMMANDS, _SHOWN)
