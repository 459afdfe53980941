"""``retrosheet archetype show``: a campaign type in plain view, or whole as YAML."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from retrosheet.cli.command import Command, lang_option, option
from retrosheet.cli.options.language_choice import check_language
from retrosheet.cli.options.plan_options import ARCHETYPE, archetype_argument
from retrosheet.cli.terminal.shown import stdout_terminal
from retrosheet.cli.terminal.streams import say, say_document
from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from pathlib import Path

    import click

    from retrosheet.archetype.model import Archetype

_DOES = Text(
    "Montre un type de campagne : où est son fichier, ses rôles, ses blocs facultatifs, et "
    "chaque tâche avec sa durée, son échéance et celles qu’elle attend. Avec --yaml, le fichier "
    "entier, sans rien qui renvoie à un autre.",
    "Shows a campaign type: where its file is, its roles, its optional blocks, and every task with "
    "its duration, its due date and the tasks it waits for. With --yaml, the whole file, with "
    "nothing in it that refers to another.",
)
_WHICH = Text(
    "il manque le type de campagne ; retrosheet list les montre, et l’on écrit par exemple : "
    "retrosheet archetype show product-launch",
    "the campaign type is missing; retrosheet list shows them, and one writes for example: "
    "retrosheet archetype show product-launch",
)
_HEADER = Text(
    "{name} en entier : ce que le fichier étend et les blocs qu’il partage y sont recopiés.\n"
    "Écrit par : retrosheet archetype show {name} --yaml",
    "The whole of {name}: what its file extends and the blocks it shares are copied here.\n"
    "Written by: retrosheet archetype show {name} --yaml",
)


def command(lang: Lang) -> click.Command:
    as_yaml = option(
        lang,
        "--yaml",
        "as_yaml",
        is_flag=True,
        about=Text("Le fichier entier, en YAML.", "The whole file, as YAML."),
    )
    return Command(
        "show",
        lang,
        partial(_show, lang),
        [archetype_argument(), as_yaml, lang_option(lang)],
        usage="ARCHETYPE [OPTIONS]",
        does=_DOES,
        arguments=(ARCHETYPE,),
        examples=(
            "retrosheet archetype show product-launch",
            "retrosheet archetype show product-launch --yaml",
        ),
    )


def _show(ours: Lang, /, *, archetype: str | None, as_yaml: bool, lang: str | None) -> None:
    check_language(lang, ours)
    if not archetype:
        raise InvalidInput(_WHICH.to(ours))
    from retrosheet.archetype.load import load
    from retrosheet.archetype.named import find_named

    path = find_named(archetype, ours)
    found = load(path, ours)
    if as_yaml:
        say_document(_yaml(found, archetype, ours))
    else:
        say(_outline(found, path, ours))


def _yaml(archetype: Archetype, typed: str, lang: Lang) -> str:
    from retrosheet.archetype.writing.document import written

    header = _HEADER.to(lang).format(name=" ".join(typed.split()))
    return written(archetype, lang, header).removesuffix("\n")


def _outline(archetype: Archetype, path: Path, lang: Lang) -> str:
    from retrosheet.cli.commands.archetype_outline import outline

    return "\n".join(outline(archetype, path, lang, stdout_terminal()))
