"""``retrosheet adopt``: a retroplanning that somebody made by hand becomes a living workbook."""

from __future__ import annotations

import datetime as dt
import io
import shlex
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from retrosheet.cli.command import Command, dates_option, force_option, option, workbook_option
from retrosheet.cli.commands.adopt_report import lines_of, preview
from retrosheet.cli.options.clock import today
from retrosheet.cli.options.language_choice import check_language
from retrosheet.cli.options.output_path import EXISTS, output_path, typed_path, version_before
from retrosheet.cli.options.plan_options import plan_options
from retrosheet.cli.options.problems import Problems
from retrosheet.cli.places.google_connection import connection_options
from retrosheet.cli.terminal.lettering import wrapped
from retrosheet.cli.terminal.shown import stdout_terminal
from retrosheet.cli.terminal.streams import say, say_on_stderr, wrote
from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrosheet.adopting.adopted import Adopted
    from retrosheet.adopting.asked import Asked
    from retrosheet.adopting.mapping import Mapping
    from retrosheet.workbook.foreign import ForeignBook

_YEARS_BEFORE, _YEARS_AFTER = 3, 5

_DOES = Text(
    "Fait d’un rétroplanning tenu à la main, dans un tableur, un classeur vivant : trouve le "
    "tableau et ses colonnes, lit dates, durées, responsables, statuts, et les cases colorées s’il "
    "n’y a qu’elles. Écrit un nouveau classeur et ne touche pas au vôtre ; vos onglets y sont "
    "recopiés.",
    "Makes a living workbook of a retroplanning kept by hand in a spreadsheet: finds the table and "
    "its columns, reads dates, durations, owners, statuses, and the coloured cells where there is "
    "nothing else. Writes a new workbook and leaves yours alone; your tabs are carried over.",
)
_SHEET = Text("Le rétroplanning, un classeur .xlsx.", "The retroplanning, an .xlsx workbook.")
_URL = Text("L’adresse d’une feuille Google.", "The address of a Google sheet.")
_WHICH = Text(
    "il manque le classeur ; écrivez par exemple : retrosheet adopt planning.xlsx",
    "the workbook is missing; write for example: retrosheet adopt planning.xlsx",
)
_ODS = Text(
    "« {path} » est un classeur OpenDocument. Ouvrez-le dans LibreOffice, puis Fichier > "
    "Enregistrer sous, au format .xlsx, et donnez ce fichier.",
    '"{path}" is an OpenDocument workbook. Open it in LibreOffice, then File > Save As, as .xlsx, '
    "and give that file.",
)
_TABLE = Text(
    "« {path} » est un texte, sans couleurs ni onglets : retrosheet import {word} --launch "
    "2027-03-15 -o plan.yaml, puis retrosheet new plan.yaml --launch 2027-03-15, avec votre "
    "jour J.",
    '"{path}" is a text, without colours or tabs: retrosheet import {word} --launch 2027-03-15 '
    "-o plan.yaml, then retrosheet new plan.yaml --launch 2027-03-15, with your launch day.",
)
_ITSELF = Text(
    "--output : « {path} » est le classeur donné, qui reste comme il est ; donnez un autre nom.",
    '--output: "{path}" is the workbook given, which stays as it is; give another name.',
)
_TOO_LARGE = Text(
    "« {path} » dépasse {most} Mio : gardez-y le seul onglet du plan.",
    '"{path}" is larger than {most} MiB: keep only the tab of the plan in it.',
)
_NO_COLUMNS = Text(
    "--mapping : ce calendrier n’a pas de colonnes à décrire ; refaites sans cette option.",
    "--mapping: this calendar has no columns to describe; try again without this option.",
)
_DONE = Text("Classeur créé :", "Workbook created:")
_MAPPED = Text("Ce qui a été compris :", "What was understood:")
_NOT_WRITTEN = Text(
    "Rien d’autre n’a été écrit (--dry-run).", "Nothing else was written (--dry-run)."
)
_CHECK = Text("À vérifier dans {path} :", "To check in {path}:")
_LARGEST = 64 << 20
_TEXTS = (".csv", ".tsv", ".md", ".txt")


def command(lang: Lang) -> click.Command:
    return Command(
        "adopt",
        lang,
        partial(_adopt, lang),
        [
            click.Argument(["file"], required=False, metavar="SHEET.xlsx|URL"),
            *_options(lang),
            *connection_options(lang),
        ],
        usage="SHEET.xlsx|URL [-o FILE.xlsx] [--launch DATE] [OPTIONS]",
        does=_DOES,
        arguments=(("SHEET.xlsx", _SHEET), ("URL", _URL)),
        examples=(
            "retrosheet adopt planning.xlsx",
            "retrosheet adopt planning.xlsx --launch 2027-03-15 -o living.xlsx",
            "retrosheet adopt planning.xlsx --dry-run --mapping planning.yaml",
        ),
    )


_SHARED = ("name", "country", "weekend", "closed", "today", "lang")


def _options(lang: Lang) -> Sequence[click.Parameter]:
    shared = [shown for shown in plan_options(lang) if shown.name in _SHARED]
    return (
        workbook_option(lang),
        option(
            lang,
            "--launch",
            metavar="DATE",
            about=Text(
                "Le jour J ; sinon celui que le classeur dit.",
                "Launch day; else the one that the workbook says.",
            ),
        ),
        option(
            lang,
            "--dry-run",
            is_flag=True,
            about=Text(
                "Montrer ce qui est compris, sans écrire de classeur.",
                "Show what is understood, without writing a workbook.",
            ),
        ),
        option(
            lang,
            "--mapping",
            metavar="FILE.yaml",
            about=Text(
                "Le sens des colonnes et des couleurs : écrit avec --dry-run, lu sans.",
                "What columns and colours mean: written with --dry-run, read without.",
            ),
        ),
        dates_option(lang),
        force_option(lang),
        *shared,
    )


def _adopt(lang: Lang, /, *, file: str | None, output: str | None, **typed: Any) -> None:
    problems = Problems()
    problems.tried(check_language, typed["lang"], lang)
    if not file:
        problems.add(_WHICH.to(lang))
    path = problems.tried(typed_path, output, lang)
    now = problems.tried(today, typed["today"], lang)
    asked = problems.tried(_asked, typed, now, lang) if now is not None else None
    problems.raise_any()
    assert file is not None
    assert asked is not None
    assert now is not None
    mapping_path = Path(typed["mapping"]) if typed["mapping"] else None
    if mapping_path is not None and not typed["dry_run"]:
        asked = asked._replace(mapping=_mapping(mapping_path, lang))
    writes_mapping = mapping_path is not None and typed["dry_run"]
    if mapping_path is not None and writes_mapping and mapping_path.exists() and not typed["force"]:
        raise InvalidInput(EXISTS.to(lang).format(path=mapping_path))
    book, source = _book(file, typed, lang)
    found = _found(book, asked, lang)
    width = stdout_terminal().width
    report = lines_of(found, lang, width)
    if typed["dry_run"]:
        if mapping_path is not None and found.flat.reshaped:
            raise InvalidInput(_NO_COLUMNS.to(lang))
        say("\n".join([*report, "", *preview(found)]))
        if mapping_path is not None:
            _write_mapping(found, mapping_path, lang)
            wrote(mapping_path)
            say(f"{_MAPPED.to(lang)} {mapping_path}")
        say(_NOT_WRITTEN.to(lang))
        _say_doubts(found, lang)
        return
    target = output_path(path, found.kept.campaign, force=typed["force"])
    if source is not None and target.exists() and target.samefile(source):
        raise InvalidInput(_ITSELF.to(lang).format(path=target))
    from retrosheet.adopting.living import living
    from retrosheet.xlsx.write import save

    backup = save(living(found, now), target)
    wrote(target)
    head = [f"{_DONE.to(lang)} {target}", *version_before(backup, lang), ""]
    say("\n".join([*head, *report]))
    _say_doubts(found, lang)


def _asked(typed: dict[str, Any], now: dt.date, lang: Lang) -> Asked:
    """What the line asks for; InvalidInput with all that is wrong with it."""
    from retrosheet.adopting.asked import Asked
    from retrosheet.calendars import public_holidays
    from retrosheet.campaign.days_off import calendar_with
    from retrosheet.cli.options.plan_request import options_of
    from retrosheet.cli.options.typed_dates import date_order, option_date

    problems = Problems()
    launch = None
    if typed["launch"] is not None:
        launch = problems.tried(option_date, typed["launch"], "--launch", lang)
    order = problems.tried(date_order, typed["dates"], lang)
    options = options_of({**typed, **_NO_MORE}, lang, problems, launch or now)
    middle = (launch or now).year
    years = range(middle - _YEARS_BEFORE, middle + _YEARS_AFTER)
    holidays = problems.tried(public_holidays, options.country, years, lang)
    problems.raise_any()
    assert holidays is not None
    calendar = calendar_with(holidays, options.closed, options.weekend)
    return Asked(options, calendar, now, launch, order)


_NO_MORE = {"start": None, "owner": (), "with_blocks": (), "without_blocks": ()}


def _mapping(path: Path, lang: Lang) -> Mapping:
    from retrosheet.adopting.mapping import read
    from retrosheet.files.fingerprint import open_plain
    from retrosheet.xlsx.reading.refusals import told

    with told(path, lang), open_plain(path) as file:
        data = file.read((1 << 20) + 1)
    return read(data, str(path), lang)


def _write_mapping(found: Adopted, path: Path, lang: Lang) -> None:
    from retrosheet.adopting.mapping import written
    from retrosheet.files.atomic import replace_file

    table = found.flat.table
    assert table is not None
    titles = {at: table.heading(at) for at in found.mapping.columns}
    text = written(found.mapping, found.book.called, titles, lang)
    replace_file(path, text.encode(), lang, keep_before=False)


def _book(typed_file: str, typed: dict[str, Any], lang: Lang) -> tuple[ForeignBook, Path | None]:
    """The foreign workbook, and its file; None for a Google sheet."""
    path = Path(typed_file)
    suffix = path.suffix.casefold()
    if "://" not in typed_file and suffix == ".ods":
        raise InvalidInput(_ODS.to(lang).format(path=path))
    if "://" not in typed_file and suffix in _TEXTS:
        raise InvalidInput(_TABLE.to(lang).format(path=path, word=shlex.quote(str(path))))
    from retrosheet.cli.places.plan_source import place_of

    place = place_of(typed_file, "adopt planning.xlsx", lang)
    if isinstance(place, str):
        from retrosheet.cli.places.google_connection import connected
        from retrosheet.google import hand_made

        with connected(lang, typed["credentials"], verbose=typed["verbose"]) as transport:
            return hand_made.read_hand_made(transport, place, lang), None
    from retrosheet.files.fingerprint import open_plain
    from retrosheet.xlsx.hand_made import read_hand_made
    from retrosheet.xlsx.reading.refusals import told

    with told(place, lang), open_plain(place) as file:
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise InvalidInput(_TOO_LARGE.to(lang).format(path=place, most=_LARGEST >> 20))
    return read_hand_made(io.BytesIO(data), place, lang), place


def _found(book: ForeignBook, asked: Asked, lang: Lang) -> Adopted:
    from retrosheet.adopting.adopted import adopted
    from retrosheet.adopting.asked import Refused
    from retrosheet.importing.remarks import problem_lines

    found = adopted(book, asked)
    if isinstance(found, Refused):
        raise InvalidInput("\n".join(problem_lines(found.problems, book.called, lang)))
    return found


def _say_doubts(found: Adopted, lang: Lang) -> None:
    """The numbered list of what is unsure, on stderr."""
    from retrosheet.importing.remarks import listed

    if not found.doubts or sys.stderr is None:
        return
    width = stdout_terminal().width
    lines = wrapped(_CHECK.to(lang).format(path=found.book.called), width)
    for number, said in enumerate(listed(found.doubts, lang), 1):
        lines += wrapped(said, width, indent="     ", first=f"{number:>3}. ")
    say_on_stderr("\n".join(lines))
