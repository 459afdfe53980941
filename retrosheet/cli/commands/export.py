"""``retrosheet export``: a plan in the tools that others use."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from retrosheet.cli.command import Command, force_option, option
from retrosheet.cli.options.clock import today as day_of
from retrosheet.cli.options.language_choice import check_language
from retrosheet.cli.options.output_path import EXISTS, version_before
from retrosheet.cli.options.plan_options import plan_options
from retrosheet.cli.options.problems import Problems
from retrosheet.cli.places.google_connection import connection_options
from retrosheet.cli.places.plan_source import place_of, read_from
from retrosheet.cli.terminal.lettering import styled, wrapped
from retrosheet.cli.terminal.shown import stdout_terminal
from retrosheet.cli.terminal.streams import say, say_document, say_on_stderr, wrote
from retrosheet.errors import InvalidInput
from retrosheet.exchange.targets import TARGETS, exported
from retrosheet.language import Lang, Text
from retrosheet.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.exchange.files import Exported, File
    from retrosheet.standing.model import Standing

_NAMES = ", ".join(TARGETS)
_DOES = Text(
    "Emporte un plan dans un autre outil : Asana, Trello, monday, Notion, Microsoft Project, "
    "Mermaid, un calendrier de publication pour Hootsuite ou Buffer, JSON ou CSV. Le plan est un "
    "classeur, une feuille Google, ou un type de campagne avec --launch. Ce que l’outil ne prend "
    "pas est remplacé de façon visible, et dit.",
    "Takes a plan to another tool: Asana, Trello, monday, Notion, Microsoft Project, Mermaid, a "
    "posting calendar for Hootsuite or Buffer, JSON or CSV. The plan is a workbook, a Google "
    "sheet, or a campaign type with --launch. What the tool does not take is replaced visibly, and "
    "said.",
)
_PLAN = Text(
    "Un classeur, l’adresse d’une feuille Google, ou un type de campagne.",
    "A workbook, the address of a Google sheet, or a campaign type.",
)
_NO_TARGET = Text(
    "--to : il manque l’outil ; écrivez l’un de {names}.",
    "--to: the tool is missing; write one of {names}.",
)
_TARGET = Text(
    "--to : « {typed} » ; écrivez l’un de {names}.", '--to: "{typed}"; write one of {names}.'
)
_FIXED = Text("--fixed est pour --to msproject seulement.", "--fixed is for --to msproject only.")
_ONLY_TYPES = Text(
    "{name} : un classeur a ses propres réglages ; cette option est pour un type de campagne.",
    "{name}: a workbook has its own settings; this option is for a campaign type.",
)
_A_FOLDER = Text(
    "--output : {target} demande plusieurs fichiers ; donnez un dossier, et « {path} » est un "
    "fichier.",
    '--output: {target} takes several files; give a folder, and "{path}" is a file.',
)
_ENDING = Text(
    "--output : « {path} » ; donnez un nom qui finit par {ending}, ou un dossier qui existe.",
    '--output: "{path}"; give a name that ends in {ending}, or a folder that exists.',
)
_NOT_TEXT = Text(
    "--output - : {target} n’est pas un seul texte ; donnez un nom de fichier ou de dossier.",
    "--output -: {target} is not one text; give the name of a file or a folder.",
)
_DONE = Text("Écrit :", "Written:")
_NOTHING = Text("Rien à écrire.", "Nothing to write.")
_FOR_TYPES = ("launch", "name", "owner", "with_blocks", "without_blocks", "start", "country",
              "weekend", "closed")  # fmt: skip
_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
"""Whatever the reader of workbooks makes of them, these are meant for it."""
STDOUT = "-"


def command(lang: Lang) -> click.Command:
    own = (
        option(
            lang,
            "--to",
            metavar="TOOL",
            about=Text("L’outil : {names}.", "The tool: {names}.").format(names=_NAMES),
        ),
        option(
            lang,
            "-o",
            "--output",
            metavar="FILE|DIR",
            about=Text(
                "Le fichier, ou le dossier ; - pour la sortie standard ; sinon NOM-OUTIL ici même.",
                "The file, or the folder; - for standard output; else NAME-TOOL right here.",
            ),
        ),
        option(
            lang,
            "--fixed",
            is_flag=True,
            about=Text(
                "Microsoft Project : des dates qui ne bougent pas.",
                "Microsoft Project: dates that do not move.",
            ),
        ),
        force_option(lang),
    )
    return Command(
        "export",
        lang,
        partial(_export, lang),
        [
            click.Argument(["plan"], required=False, metavar="FILE.xlsx|URL|ARCHETYPE"),
            *own,
            *plan_options(lang),
            *connection_options(lang),
        ],
        usage="FILE.xlsx|URL|ARCHETYPE --to TOOL [OPTIONS]",
        does=_DOES,
        arguments=(("FILE.xlsx|URL|ARCHETYPE", _PLAN),),
        examples=(
            "retrosheet export plan.xlsx --to msproject",
            "retrosheet export plan.xlsx --to trello -o cards/",
            "retrosheet export product-launch --launch 2027-03-15 --to mermaid -o -",
        ),
    )


def _export(
    ours: Lang, /, *, plan: str | None, to: str | None, output: str | None, fixed: bool,
    force: bool, **typed: Any,
) -> None:  # fmt: skip
    problems = Problems()
    target = problems.tried(_target, to, ours)
    if fixed and target not in (None, "msproject"):
        problems.add(_FIXED.to(ours))
    if target is not None:
        problems.tried(_check_output, output, target, ours)
    standing, lang = _standing(plan, typed, problems, ours)
    assert target is not None
    found = exported(target, standing, lang, fixed=fixed)
    if output == STDOUT:
        _print(found)
        return
    paths = _paths(found, standing, target, output)
    taken = [path for path in paths if path.exists()]
    if taken and not force:
        raise InvalidInput("\n".join(EXISTS.to(ours).format(path=path) for path in taken))
    _write(found, paths, ours)


def _target(typed: str | None, lang: Lang) -> str:
    names = ", ".join(TARGETS)
    if typed is None:
        raise InvalidInput(_NO_TARGET.to(lang).format(names=names))
    if typed.casefold() not in TARGETS:
        raise InvalidInput(_TARGET.to(lang).format(typed=typed, names=names))
    return typed.casefold()


def _check_output(typed: str | None, target: str, lang: Lang) -> None:
    """Raises InvalidInput where the files of the target cannot lie at what was typed."""
    if typed is None:
        return
    ending = TARGETS[target].ending
    if typed == STDOUT:
        if not ending or ending == ".xlsx":
            raise InvalidInput(_NOT_TEXT.to(lang).format(target=target))
        return
    path = Path(typed)
    if not ending and path.is_file():
        raise InvalidInput(_A_FOLDER.to(lang).format(target=target, path=typed))
    if ending and not path.is_dir() and path.suffix and path.suffix.casefold() != ending:
        raise InvalidInput(_ENDING.to(lang).format(path=typed, ending=ending))


def _standing(
    plan: str | None, typed: Mapping[str, Any], problems: Problems, ours: Lang
) -> tuple[Standing, Lang]:
    """Where the plan stands, and the language of its files.

    That is ``--lang`` where it is given, else the workbook's, or for a campaign type the person's.
    Raises InvalidInput with all that is wrong.
    """
    place = problems.tried(place_of, plan, "export plan.xlsx --to msproject", ours)
    if isinstance(place, Path) and place.suffix.casefold() not in _WORKBOOKS:
        from retrosheet.cli.options.plan_request import planned
        from retrosheet.standing.of_campaign import standing_of

        request = planned({**typed, "archetype": plan}, ours, "retrosheet export", problems)
        return standing_of(request.campaign, request.today), ours
    problems.tried(check_language, typed["lang"], ours)
    for name in _FOR_TYPES:
        if typed[name] and place is not None:
            option_name = f"--{name.removesuffix('_blocks')}"
            problems.add(_ONLY_TYPES.to(ours).format(name=option_name))
    given = typed["today"] and problems.tried(day_of, typed["today"], ours)
    problems.raise_any()
    assert place is not None
    from retrosheet.standing.of_workbook import NAMES
    from retrosheet.standing.of_workbook import standing_of as of_workbook
    from retrosheet.sync.assess import assess
    from retrosheet.sync.reading import read_snapshot

    source = read_from(place, NAMES, typed, ours)
    snapshot = read_snapshot(source.tables, ours)
    lang = ours if typed["lang"] else snapshot.lang
    today = given or snapshot.today or day_of(None, ours)
    return of_workbook(source.tables, snapshot, assess(snapshot, today, lang)), lang


def _paths(found: Exported, standing: Standing, target: str, output: str | None) -> list[Path]:
    """Where each file goes: named after the campaign, or into the folder that was given."""
    ending = TARGETS[target].ending
    name = slug(standing.name) or "plan"
    if ending != f".{target}":
        name += f"-{target}"
    if not ending:
        folder = Path(output if output is not None else name)
        return [folder / file.name for file in found.files]
    path = Path(output) if output is not None else Path()
    if path.is_dir() or (output or "").endswith(("/", "\\")):
        return [path / f"{name}{ending}"]
    return [path if path.suffix else path.with_name(path.name + ending)]


def _print(found: Exported) -> None:
    """The one text on stdout, what there is to say about it on stderr."""
    content = found.files[0].content
    assert isinstance(content, bytes)
    say_document(content.decode("utf-8-sig").rstrip("\n"))
    for remark in found.remarks:
        say_on_stderr(remark)


def _write(found: Exported, paths: list[Path], lang: Lang) -> None:
    from retrosheet.files.atomic import replace_file

    terminal = stdout_terminal()
    lines = []
    head = styled(_DONE.to(lang), color=terminal.color, bold=True, fg="green")
    for file, path in zip(found.files, paths, strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        backup = replace_file(path, _content(file), lang)
        wrote(path)
        lines += [f"{head} {path}", *version_before(backup, lang)]
    if not found.files:
        lines.append(_NOTHING.to(lang))
    for remark in found.remarks:
        lines += wrapped(f"– {remark}", terminal.width, indent="  ", first="")
    say("\n".join(lines))


def _content(file: File) -> bytes:
    if isinstance(file.content, bytes):
        return file.content
    from retrosheet.xlsx.write import render

    return render(file.content)
