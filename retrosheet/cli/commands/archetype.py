"""``retrosheet archetype``: a person's own campaign types, one command each in a module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.cli.command_group import subcommands
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    import click

# Each lives in ``cli/commands/archetype_<name>.py``.
COMMANDS = {
    "new": Text(
        "Écrire un fichier à vous : un exemple commenté, ou ce qui change d’un type connu.",
        "Write a file of your own: a commented example, or what differs from a known type.",
    ),
    "show": Text(
        "Un type de campagne en clair : rôles, phases, tâches, durées et échéances.",
        "A campaign type in plain view: roles, phases, tasks, durations and due dates.",
    ),
}
_DOES = Text(
    "Vos propres types de campagne. Un nom se cherche dans le dossier ./templates, puis dans votre "
    "dossier (« retrosheet archetype new --user » y écrit ; la variable RETROSHEET_TEMPLATES en "
    "désigne un autre), puis dans la bibliothèque. Le vôtre prend la place de celui qui porte le "
    "même nom.",
    "Campaign types of your own. A name is looked for in the folder ./templates, then in your own "
    "folder ('retrosheet archetype new --user' writes there; the variable RETROSHEET_TEMPLATES "
    "names another), then in the library. Yours takes the place of the one of the same name.",
)
_SHOWN = (
    "retrosheet archetype new open-day",
    "retrosheet archetype new our-launch --from product-launch",
    "retrosheet archetype show product-launch",
)


def command(lang: Lang) -> click.Command:
    return subcommands("archetype", lang, _DOES, COMMANDS, _SHOWN)
