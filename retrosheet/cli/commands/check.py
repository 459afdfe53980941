"""``retrosheet check``: all problems of archetype files, each with its line and column."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from retrosheet.archetype.library import available, find_shared
from retrosheet.archetype.load import load
from retrosheet.cli.command import Command, lang_option
from retrosheet.cli.options.language_choice import check_language
from retrosheet.cli.terminal.shown import stdout_terminal
from retrosheet.cli.terminal.streams import say
from retrosheet.errors import InvalidArchetype, InvalidInput, NoAccess
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

_DOES = Text(
    "Vérifie des fichiers de type de campagne et montre tous leurs problèmes d’un coup, chacun "
    "sur une ligne « fichier:ligne:colonne: message ». Le code de sortie est 2 s’il y en a, 3 "
    "pour un fichier illisible.",
    "Checks campaign type files and shows all their problems at once, each on a line "
    "'file:line:column: message'. The exit code is 2 if there are any, 3 for a file that cannot "
    "be read.",
)
_FILE = Text(
    "Un fichier YAML ou un nom, ou plusieurs.", "A YAML file or a name, or several of them."
)
_WHICH = Text(
    "il manque le fichier ; écrivez par exemple : retrosheet check ma-campagne.yaml",
    "the file is missing; write for example: retrosheet check my-campaign.yaml",
)
_FINE = Text("{path} : aucun problème, {tasks} tâches.", "{path}: no problem, {tasks} tasks.")


def command(lang: Lang) -> click.Command:
    return Command(
        "check",
        lang,
        partial(_check, lang),
        [click.Argument(["files"], nargs=-1, metavar="FILE.yaml..."), lang_option(lang)],
        usage="FILE.yaml... [OPTIONS]",
        does=_DOES,
        arguments=(("FILE.yaml...", _FILE),),
        examples=("retrosheet check my-campaign.yaml", "retrosheet check templates/*.yaml"),
    )


def _file(typed: str) -> str:
    """The file that is meant: a path as it stands, else the archetype or shared block so named."""
    if Path(typed).exists():
        return typed
    found = {own.name: own.path for own in available()}.get(typed) or find_shared(typed)
    return str(found) if found else typed


def _check(ours: Lang, /, *, files: Sequence[str], lang: str | None) -> int:
    check_language(lang, ours)
    if not files:
        raise InvalidInput(_WHICH.to(ours))
    person = stdout_terminal().person
    code = 0
    for path in files:
        try:
            archetype = load(_file(path), ours)
        except InvalidArchetype as error:
            say(str(error))
            code = max(code, error.exit_code)
        except (InvalidInput, NoAccess) as error:
            say(f"{path}:1:1: {error}")
            code = max(code, error.exit_code)
        else:
            if person:
                say(_FINE.to(ours).format(path=path, tasks=len(archetype.work)))
    return code
