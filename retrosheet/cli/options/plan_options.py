"""The options that ``schedule`` and ``new`` share, as click declares them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from retrosheet.cli.command import lang_option, option, today_option
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

ARCHETYPE = (
    "ARCHETYPE",
    Text(
        "Un nom ou un titre de « retrosheet list », ou le chemin d’un fichier YAML.",
        "A name or title from 'retrosheet list', or the path of a YAML file.",
    ),
)


def archetype_argument() -> click.Argument:
    return click.Argument(["archetype"], required=False, metavar="ARCHETYPE")


def plan_options(lang: Lang) -> Sequence[click.Parameter]:
    """What a person decides about a campaign; the values are read by ``plan_request``."""
    return (
        option(
            lang,
            "--launch",
            metavar="DATE",
            about=Text(
                "Le jour J, comme 15/03/2027 ou 2027-03-15.",
                "Launch day, like 2027-03-15 or 15 March 2027.",
            ),
        ),
        option(
            lang,
            "--name",
            metavar="TEXT",
            about=Text("Nom de la campagne.", "Name of the campaign."),
        ),
        option(
            lang,
            "--owner",
            metavar="ROLE=NAME",
            multiple=True,
            about=Text(
                "Qui tient une fonction, par son titre ou son identifiant ; répétable.",
                "Who has a role, by its title or its id; repeatable.",
            ),
        ),
        option(
            lang,
            "--with",
            "with_blocks",
            metavar="BLOCK",
            multiple=True,
            about=Text("Ajouter un bloc facultatif.", "Add an optional block."),
        ),
        option(
            lang,
            "--without",
            "without_blocks",
            metavar="BLOCK",
            multiple=True,
            about=Text("Retirer un bloc facultatif.", "Leave out an optional block."),
        ),
        option(
            lang,
            "--start",
            metavar="DATE",
            about=Text("Rien ne peut commencer avant.", "Nothing may start before."),
        ),
        option(
            lang,
            "--country",
            metavar="CC",
            about=Text(
                "Pays des jours fériés : FR, BE, CA-QC… ou none ; FR par défaut en français.",
                "Country of the public holidays: GB, FR, CA-QC… or none, the default in English.",
            ),
        ),
        option(
            lang,
            "--weekend",
            metavar="0000011",
            about=Text(
                "Jours non travaillés, du lundi au dimanche, 1 pour un jour de repos.",
                "Days not worked, from Monday to Sunday, 1 for a day off.",
            ),
        ),
        option(
            lang,
            "--closed",
            metavar="FROM..TO",
            multiple=True,
            about=Text(
                "Fermeture, bornes comprises, ou un seul jour ; répétable. none : sans celles du "
                "type de campagne (24 décembre au 1er janvier).",
                "A closure, both ends included, or a single day; repeatable. none: without those "
                "of the campaign type (24 December to 1 January).",
            ),
        ),
        today_option(lang),
        lang_option(lang),
    )
