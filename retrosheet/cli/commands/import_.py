"""``retrosheet import``: a table or a list of tasks becomes a campaign type's file."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from retrosheet.cli.command import Command, dates_option, force_option, lang_option, option
from retrosheet.cli.commands.import_source import STDIN, read_source
from retrosheet.cli.options.language_choice import check_language
from retrosheet.cli.options.output_path import version_before
from retrosheet.cli.options.problems import Problems
from retrosheet.cli.options.yaml_path import yaml_path
from retrosheet.cli.terminal.lettering import wrapped
from retrosheet.cli.terminal.shown import stdout_terminal
from retrosheet.cli.terminal.streams import say, say_document, say_on_stderr, wrote
from retrosheet.errors import InvalidInput
from retrosheet.importing.remarks import listed, problem_lines
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    import datetime as dt

    from retrosheet.archetype.model import Archetype
    from retrosheet.calendars import Calendar
    from retrosheet.importing.imported import Imported

_YEARS_AROUND = 3

_DOES = Text(
    "Lit un tableau ou une liste de tâches (Markdown, CSV, texte collé, classeur .xlsx) et en fait "
    "un fichier de type de campagne, que new et schedule utilisent ensuite. Ce qui est douteux est "
    "dit ; ce qui est illisible est refusé, tout à la fois.",
    "Reads a table or a list of tasks (Markdown, CSV, pasted text, .xlsx workbook) and makes a "
    "campaign type's file of it, for new and schedule to use. What is unsure is said; what cannot "
    "be read is refused, all of it at once.",
)
_FILE = Text(
    "Le fichier à lire : .md, .txt, .csv, .tsv ou .xlsx ; - pour l’entrée standard.",
    "The file to read: .md, .txt, .csv, .tsv or .xlsx; - for standard input.",
)
_WHICH = Text(
    "il manque le fichier ; écrivez par exemple : retrosheet import plan.md -o mon-plan.yaml",
    "the file is missing; write for example: retrosheet import plan.md -o my-plan.yaml",
)
_OTHERWISE = Text("Campagne importée", "Imported campaign")
_UNSURE = Text("À vérifier dans {path} :", "To check in {path}:")
_DONE = Text("{output} : {counts}.", "{output}: {counts}.")
_COUNTS = (
    (Text("tâche", "task"), Text("tâches", "tasks")),
    (Text("phase", "phase"), Text("phases", "phases")),
    (Text("fonction", "role"), Text("fonctions", "roles")),
)
_SOME_DAY = Text("15/03/2027", "2027-03-15")
"""A launch day to begin with, where neither the line nor the table names one."""
_NEXT = Text("Voyez-le : {command}", "See it: {command}")
_REFUSED = Text(
    "« {path} » donne un fichier trop lourd ({problem}) : raccourcissez-le, ou partagez-le.",
    '"{path}" gives a file that is too heavy ({problem}): shorten it, or split it.',
)
_HEADER = Text(
    "Importé de {path} par retrosheet import.", "Imported from {path} by retrosheet import."
)
_HEADER_LAUNCH = Text("Jour J des dates : {launch}.", "Launch day of its dates: {launch}.")


def command(lang: Lang) -> click.Command:
    return Command(
        "import",
        lang,
        partial(_import, lang),
        [
            click.Argument(["file"], required=False, metavar="FILE"),
            option(
                lang,
                "-o",
                "--output",
                metavar="FILE.yaml",
                about=Text(
                    "Le fichier à écrire ; sinon le YAML est affiché.",
                    "The file to write; else the YAML is printed.",
                ),
            ),
            option(
                lang,
                "--launch",
                metavar="DATE",
                about=Text(
                    "Le jour J des vraies dates du tableau, comme 2027-03-15.",
                    "Launch day of the calendar dates of the table, like 2027-03-15.",
                ),
            ),
            option(
                lang,
                "--name",
                metavar="TEXT",
                about=Text("Nom du type de campagne.", "Name of the campaign type."),
            ),
            dates_option(lang),
            option(
                lang,
                "--country",
                metavar="CC",
                about=Text(
                    "Pays des jours fériés, pour compter les jours ouvrés : FR, BE… ou none ; FR "
                    "par défaut en français.",
                    "Country of the public holidays, to count working days: GB, FR… or none, the "
                    "default in English.",
                ),
            ),
            force_option(lang),
            lang_option(lang),
        ],
        usage="FILE|- [-o FILE.yaml] [OPTIONS]",
        does=_DOES,
        arguments=(("FILE", _FILE),),
        examples=(
            "retrosheet import plan.md -o my-plan.yaml",
            "retrosheet import tasks.xlsx --launch 2027-03-15 -o my-plan.yaml",
        ),
    )


def _import(lang: Lang, /, *, file: str | None, output: str | None, **typed: Any) -> None:
    problems = Problems()
    problems.tried(check_language, typed["lang"], lang)
    if file is None:
        problems.add(_WHICH.to(lang))
    path = problems.tried(yaml_path, output, lang, force=typed["force"])
    found = None
    if file is not None:
        found = problems.tried(_read, file, lang, typed, problems)
    problems.raise_any()
    assert file is not None
    assert found is not None
    imported, called, launch = found
    archetype = imported.archetype
    assert archetype is not None
    text = _written(archetype, called, launch, lang)
    backup = None
    if path is None:
        say_document(text.removesuffix("\n"))
    else:
        from retrosheet.files.atomic import replace_file

        backup = replace_file(path, text.encode(), lang)
        wrote(path)
    _say_doubts(imported, called, lang)
    if path is not None:
        _say_done(archetype, path, launch, lang)
    for line in version_before(backup, lang):
        say(line)


def _read(
    file: str, lang: Lang, typed: dict[str, Any], problems: Problems
) -> tuple[Imported, str, dt.date | None]:
    """What the file gives, with the options; InvalidInput with all that cannot be read in it."""
    from retrosheet.cli.options.plan_request import writable
    from retrosheet.cli.options.typed_dates import date_order, option_date
    from retrosheet.importing.imported import Asked, of_grids, of_text

    launch = None
    if typed["launch"] is not None:
        launch = problems.tried(option_date, typed["launch"], "--launch", lang)
    name = problems.tried(writable, typed["name"] or "", "--name", lang) or ""
    order = problems.tried(date_order, typed["dates"], lang)
    calendar = problems.tried(_calendar, launch, typed["country"], lang)
    source = read_source(file, lang)
    if calendar is None or problems:
        problems.raise_any()
    assert calendar is not None
    asked = Asked(source.called, _title_of(file, lang), lang, calendar, name, launch, order)
    imported = of_grids(source.grids, asked) if source.text is None else of_text(source.text, asked)
    if imported.archetype is None:
        raise InvalidInput("\n".join(problem_lines(imported.problems, source.called, lang)))
    return imported, source.called, launch


def _calendar(launch: dt.date | None, country: str | None, lang: Lang) -> Calendar:
    """The working days of the years around launch; without a launch day no date is counted."""
    from retrosheet.calendars import Calendar, public_holidays
    from retrosheet.cli.options.plan_request import country_of

    if launch is None:
        return Calendar()
    years = range(launch.year - _YEARS_AROUND, launch.year + _YEARS_AROUND + 1)
    found = public_holidays(country_of(country, lang), years, lang)
    return Calendar(days_off=frozenset(holiday.day for holiday in found))


def _title_of(file: str, lang: Lang) -> str:
    """The name of the campaign type that the file's own name suggests."""
    stem = " ".join(Path(file).stem.replace("_", " ").replace("-", " ").split())
    if file == STDIN or not stem:
        return _OTHERWISE.to(lang)
    return stem[0].upper() + stem[1:]


def _written(archetype: Archetype, called: str, launch: dt.date | None, lang: Lang) -> str:
    """The file's text, read back, so that nobody is left with one that the loader refuses.

    Raises InvalidInput for that: only a table beyond all measure can bring it about.
    """
    from retrosheet.archetype.load import read
    from retrosheet.archetype.writing.document import written

    header = _HEADER.to(lang).format(path=called)
    if launch is not None:
        header += f"\n{_HEADER_LAUNCH.to(lang).format(launch=launch)}"
    text = written(archetype, lang, header)
    problems = read(text, "imported.yaml", lang)[1]
    if problems:
        raise InvalidInput(_REFUSED.to(lang).format(path=called, problem=problems[0].message))
    return text


def _say_doubts(imported: Imported, called: str, lang: Lang) -> None:
    """The numbered list of what is unsure, on stderr."""
    if not imported.doubts or sys.stderr is None:
        return
    width = stdout_terminal().width
    lines = wrapped(_UNSURE.to(lang).format(path=called), width)
    for number, said in enumerate(listed(imported.doubts, lang), 1):
        lines += wrapped(said, width, indent="     ", first=f"{number:>3}. ")
    say_on_stderr("\n".join(lines))


def _say_done(archetype: Archetype, path: Path, launch: dt.date | None, lang: Lang) -> None:
    import shlex

    numbers = (len(archetype.work), len(archetype.phases), len(archetype.roles))
    counts = ", ".join(
        f"{number} {(one if number == 1 else several).to(lang)}"
        for number, (one, several) in zip(numbers, _COUNTS, strict=True)
    )
    say(_DONE.to(lang).format(output=path, counts=counts))
    command = (
        f"retrosheet schedule {shlex.quote(str(path))} --launch {launch or _SOME_DAY.to(lang)}"
    )
    say(_NEXT.to(lang).format(command=command))
