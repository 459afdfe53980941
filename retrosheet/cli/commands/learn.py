"""``retrosheet learn``: finished workbooks made into an archetype, with the time things took."""

from __future__ import annotations

import shlex
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from retrosheet.cli.command import Command, force_option, json_option, lang_option, option
from retrosheet.cli.options.language_choice import check_language
from retrosheet.cli.options.output_path import version_before
from retrosheet.cli.options.problems import Problems
from retrosheet.cli.options.yaml_path import yaml_path
from retrosheet.cli.terminal.shown import Terminal, stdout_terminal
from retrosheet.cli.terminal.streams import say, say_document, say_json, say_on_stderr, wrote
from retrosheet.errors import InvalidArchetype, InvalidInput, RetrosheetError
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrosheet.archetype.model import Archetype
    from retrosheet.learning.learn import Learned
    from retrosheet.learning.source import Source

_DOES = Text(
    "Fait d’un classeur terminé, ou en cours, un type de campagne : tâches ajoutées et supprimées, "
    "titres, responsables et dates tels que l’équipe les a laissés, et des durées tirées des fins "
    "réelles. Avec plusieurs classeurs du même type, le premier donne la forme, et les durées sont "
    "la médiane de tous. Les classeurs ne sont jamais modifiés.",
    "Makes a campaign type of a workbook that is finished, or running: tasks added and deleted, "
    "titles, owners and dates as the team left them, and lengths taken from the actual ends. Of "
    "several workbooks of one type, the first gives the form, and lengths are the median of all. "
    "The workbooks are never changed.",
)
_FILES = Text(
    "Un classeur, enregistré et fermé, ou plusieurs.", "A workbook, saved and closed, or several."
)
_MISSING = Text(
    "il manque le classeur ; écrivez par exemple : retrosheet learn plan.xlsx -o ma-campagne.yaml",
    "the workbook is missing; write for example: retrosheet learn plan.xlsx -o my-campaign.yaml",
)
_ONLINE = Text(
    "« {typed} » : retrosheet learn lit des fichiers. Téléchargez la feuille (Fichier > "
    "Télécharger > Microsoft Excel), puis donnez son nom.",
    '"{typed}": retrosheet learn reads files. Download the sheet (File > Download > Microsoft '
    "Excel), then give its name.",
)
_HEADER = Text(
    "Appris par retrosheet learn de : {files}.\n"
    "Durées : la médiane de ce qui a été observé ; sans fin réelle, ce qui était prévu.",
    "Learned by retrosheet learn from: {files}.\n"
    "Lengths: the median of what was observed; without an actual end, what was planned.",
)
_DONE = Text("Type de campagne écrit : {path}", "Campaign type written: {path}")
_NEXT = Text(
    "Relisez-le, puis : retrosheet new {word} --launch DATE",
    "Read it through, then: retrosheet new {word} --launch DATE",
)
_IN = Text("« {file} » : ", '"{file}": ')
_NAME = "learned"


def command(lang: Lang) -> click.Command:
    own = (
        option(
            lang,
            "-o",
            "--output",
            metavar="FILE.yaml",
            about=Text(
                "Le fichier à écrire ; sinon le YAML va sur la sortie, le rapport à côté.",
                "The file to write; else the YAML goes to stdout, the report to stderr.",
            ),
        ),
        option(
            lang,
            "--from",
            "origin",
            metavar="ARCHETYPE",
            about=Text(
                "Le type dont vient le classeur, pour les textes dans l’autre langue ; trouvé "
                "tout seul s’il est dans la bibliothèque.",
                "The type that the workbook was made from, for texts in the other language; found "
                "by itself if it is in the library.",
            ),
        ),
        force_option(lang),
    )
    return Command(
        "learn",
        lang,
        partial(_learn, lang),
        [
            click.Argument(["files"], nargs=-1, metavar="FILE.xlsx..."),
            *own,
            json_option(lang),
            lang_option(lang),
        ],
        usage="FILE.xlsx... [-o FILE.yaml] [OPTIONS]",
        does=_DOES,
        arguments=(("FILE.xlsx...", _FILES),),
        examples=(
            "retrosheet learn plan.xlsx -o mine.yaml",
            "retrosheet learn 2026.xlsx 2027.xlsx -o my-campaign.yaml --force",
            "retrosheet learn plan.xlsx --from my-campaign.yaml --json",
        ),
    )


def _learn(
    ours: Lang, /, *, files: Sequence[str], output: str | None, origin: str | None, force: bool,
    as_json: bool, lang: str | None,
) -> None:  # fmt: skip
    problems = Problems()
    problems.tried(check_language, lang, ours)
    paths = problems.tried(_workbooks, files, ours)
    path = problems.tried(yaml_path, output, ours, force=force)
    known = problems.tried(_archetype, origin, ours) if origin else None
    problems.raise_any()
    assert paths is not None
    learned, text = _learned(paths, known, path, ours)
    backup = None
    if path is not None:
        from retrosheet.files.atomic import replace_file

        backup = replace_file(path, text.encode("utf-8"), ours)
        wrote(path)
    if as_json:
        from retrosheet.learning.document import document

        say_json(document(learned, ours, text, str(path) if path else None))
    elif path is None:
        say_document(text.removesuffix("\n"))
        say_on_stderr("\n".join(_report(learned, None, ours, Terminal())))
    else:
        lines = _report(learned, path, ours, stdout_terminal())
        say("\n".join([*lines, *version_before(backup, ours)]))


def _learned(
    paths: Sequence[Path], known: Archetype | None, output: Path | None, lang: Lang
) -> tuple[Learned, str]:
    """What the workbooks teach, and the YAML of it, which has been read back."""
    from retrosheet.archetype.load import read as read_archetype
    from retrosheet.archetype.writing.document import written
    from retrosheet.learning.learn import learn
    from retrosheet.learning.source import NAMES, source_of
    from retrosheet.learning.texts import cleaned
    from retrosheet.xlsx.read import read

    names = {path.name for path in paths}
    refused = Problems()
    sources: list[Source] = []
    for path in paths:
        label = path.name if len(names) == len(paths) else str(path)
        tables = refused.tried(read, path, NAMES, lang)
        if tables is None:
            continue
        try:
            sources.append(source_of(tables.tables, label, lang))
        except InvalidInput as error:
            where = _IN.to(lang).format(file=label) if len(paths) > 1 else ""
            refused.add(f"{where}{error}")
    refused.raise_any()
    frame = sources[0].snapshot
    if known is None:
        known = _in_the_library(frame.archetype, lang)
    name = output.stem if output else frame.archetype or _NAME
    place = str(output or f"{name}.yaml")
    learned = learn(sources, known, name, place, lang)
    header = _HEADER.to(lang).format(files=cleaned(", ".join(learned.campaigns)))
    text = written(learned.archetype, lang, header)
    _, problems = read_archetype(text, place, lang)
    if problems:
        raise InvalidArchetype(problems)
    return learned, text


def _report(learned: Learned, path: Path | None, lang: Lang, terminal: Terminal) -> list[str]:
    from retrosheet.cli.commands.learned import lines_of
    from retrosheet.cli.terminal.lettering import styled, wrapped

    lines = lines_of(learned, lang, terminal)
    if path is not None:
        done = _DONE.to(lang).format(path=path)
        lines += ["", styled(done, color=terminal.color, bold=True, fg="green")]
        lines += wrapped(_NEXT.to(lang).format(word=shlex.quote(str(path))), terminal.width)
    return lines


def _workbooks(typed: Sequence[str], lang: Lang) -> list[Path]:
    """The workbooks in the order of the line, each once."""
    if not typed:
        raise InvalidInput(_MISSING.to(lang))
    online = [name for name in typed if "://" in name]
    if online:
        raise InvalidInput("\n".join(_ONLINE.to(lang).format(typed=name) for name in online))
    return list({Path(name).absolute(): Path(name) for name in typed}.values())


def _archetype(typed: str, lang: Lang) -> Archetype:
    from retrosheet.archetype.named import load_named

    return load_named(typed, lang)


def _in_the_library(name: str, lang: Lang) -> Archetype | None:
    """The archetype that the workbook names, where the library has a sound one of that name."""
    from retrosheet.archetype.library import names
    from retrosheet.archetype.named import load_named

    if name not in names():
        return None
    try:
        return load_named(name, lang)
    except RetrosheetError:
        return None
