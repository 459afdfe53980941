"""``retrosheet update``: what people did made whole, and a changed archetype merged."""

from __future__ import annotations

import contextlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from retrosheet.cli.command import Command, json_option, lang_option, option, today_option
from retrosheet.cli.options.clock import today as day_of
from retrosheet.cli.options.language_choice import check_language
from retrosheet.cli.options.problems import Problems
from retrosheet.cli.places.google_connection import connection_options
from retrosheet.cli.places.opened import WORKBOOK
from retrosheet.cli.places.plan_source import place_of
from retrosheet.cli.terminal.streams import say, say_json, wrote
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from retrosheet.cli.places.update_places import UpdatePlace

_DOES = Text(
    "Rend entier un plan sur lequel on a travaillé : lignes insérées, tâches ajoutées, dépendances "
    "changées, lignes supprimées, nouvelles personnes deviennent du plan vivant, et les lignes "
    "libres reviennent. Avec --archetype, reprend aussi ce qui a changé dans le type de campagne : "
    "ce que vous avez changé reste, et ce qui a changé des deux côtés est montré. Vos onglets, "
    "colonnes, couleurs et notes restent ; seules vos formules suivent les cellules qui se "
    "déplacent. La version d’avant reste à côté, en .before-update.bak ; celle d’une feuille "
    "Google, dans l’historique des versions.",
    "Makes a plan that people have worked in whole: inserted rows, added tasks, changed needs, "
    "deleted rows and new people become part of the living plan, and the spare lines come back. "
    "With --archetype, it also takes over what changed in the campaign type: what you changed "
    "stays, and what changed on both sides is shown. Your tabs, columns, colours and notes stay; "
    "only your formulas follow the cells that move. The version before stays beside it, as "
    ".before-update.bak; that of a Google sheet in its version history.",
)
_BOTH = Text("--ours ou --theirs : gardez l’un des deux.", "--ours or --theirs: keep one of them.")
_NOTE_ALONE = Text("--note va avec --baseline.", "--note goes with --baseline.")


def command(lang: Lang) -> click.Command:
    def flag(name: str, about: Text) -> click.Option:
        return option(lang, name, is_flag=True, about=about)

    own = (
        option(
            lang,
            "--archetype",
            metavar="ARCHETYPE",
            about=Text(
                "Reprendre ce que ce type de campagne dit aujourd’hui.",
                "Take over what this campaign type says today.",
            ),
        ),
        option(
            lang, "--with", "with_blocks", metavar="BLOCK", multiple=True,
            about=Text("Ajouter un bloc facultatif.", "Add an optional block."),
        ),
        option(
            lang, "--without", "without_blocks", metavar="BLOCK", multiple=True,
            about=Text("Retirer un bloc facultatif.", "Leave out an optional block."),
        ),
        option(
            lang, "--launch", metavar="DATE",
            about=Text("Déplacer le jour J.", "Move launch day."),
        ),
        option(
            lang, "--country", metavar="CC",
            about=Text("Jours fériés d’un autre pays.", "Public holidays of another country."),
        ),
        option(
            lang, "--spare", metavar="N",
            about=Text("Lignes libres à la fin de chaque phase.",
                       "Spare lines at the end of each phase."),
        ),
        flag("--ours", Text("Changé des deux côtés : le vôtre.", "Changed on both sides: yours.")),
        flag(
            "--theirs",
            Text("Changé des deux côtés : le type de campagne.",
                 "Changed on both sides: the campaign type’s."),
        ),
        option(
            lang, "--decisions", metavar="FILE.yaml",
            about=Text(
                "Décisions ligne par ligne ; --dry-run écrit le fichier.",
                "Decisions line by line; --dry-run writes the file.",
            ),
        ),
        flag(
            "--baseline",
            Text("Prendre les dates d’aujourd’hui pour plan convenu.",
                 "Take today’s dates as the agreed plan."),
        ),
        option(
            lang, "--note", metavar="TEXT",
            about=Text("Pourquoi, avec --baseline.", "Why, with --baseline."),
        ),
        flag(
            "--tabs",
            Text("Rendre les onglets supprimés : tableau de bord, Mes tâches, mode d’emploi.",
                 "Give back deleted tabs: dashboard, My tasks, guide."),
        ),
        flag("--dry-run", Text("Tout dire, ne rien écrire.", "Say everything, write nothing.")),
    )  # fmt: skip
    return Command(
        "update",
        lang,
        partial(_update, lang),
        [
            click.Argument(["file"], required=False, metavar="FILE.xlsx|URL"),
            *own,
            *connection_options(lang),
            json_option(lang),
            today_option(lang),
            lang_option(lang),
        ],
        usage="FILE.xlsx|URL [OPTIONS]",
        does=_DOES,
        arguments=WORKBOOK,
        examples=(
            "retrosheet update plan.xlsx --dry-run",
            "retrosheet update plan.xlsx --archetype event",
            "retrosheet update plan.xlsx --launch 2027-04-12",
            'retrosheet update plan.xlsx --baseline --note "Validé en comité"',
            "retrosheet update https://docs.google.com/spreadsheets/d/1AbC…/edit --dry-run",
        ),
    )


def _update(
    ours: Lang, /, *, file: str | None, dry_run: bool, as_json: bool, **typed: Any
) -> int:  # fmt: skip
    from retrosheet.archetype.named import load_named
    from retrosheet.cli.commands.update_job import Job
    from retrosheet.cli.commands.update_report import document, said
    from retrosheet.cli.options.plan_request import country_of, spare_lines
    from retrosheet.cli.options.typed_dates import option_date
    from retrosheet.update.whole import Wanted

    problems = Problems()
    problems.tried(check_language, typed["lang"], ours)
    place = problems.tried(place_of, file, "update plan.xlsx", ours)
    today = problems.tried(day_of, typed["today"], ours)
    launch = typed["launch"] and problems.tried(option_date, typed["launch"], "--launch", ours)
    archetype = typed["archetype"] and problems.tried(load_named, typed["archetype"], ours)
    country = typed["country"] and (country_of(typed["country"], ours) or "none")
    spare = None if typed["spare"] is None else spare_lines(typed["spare"], ours, problems)
    if typed["ours"] and typed["theirs"]:
        problems.add(_BOTH.to(ours))
    if typed["note"] and not typed["baseline"]:
        problems.add(_NOTE_ALONE.to(ours))
    problems.raise_any()
    assert place is not None
    assert today is not None
    wanted = Wanted(launch or None, country or None, spare=spare, baseline=typed["baseline"],
                    note=typed["note"] or "", tabs=typed["tabs"])  # fmt: skip
    with _opened(place, typed, ours) as there:
        job = Job(there, archetype or None, typed, wanted, today, ours)
        job.plan(dry_run=dry_run)
        written = not dry_run and job.written()
    if written:
        wrote(there.name)
    if as_json:
        say_json(document(job, written))
    else:
        say("\n".join(said(job, written, dry_run=dry_run)))
    return 0


@contextlib.contextmanager
def _opened(place: Path | str, typed: Mapping[str, Any], lang: Lang) -> Iterator[UpdatePlace]:
    from retrosheet.cli.places.update_places import UpdatedFile, UpdatedSheet

    if isinstance(place, Path):
        yield UpdatedFile(place, lang)
        return
    from retrosheet.cli.places.google_connection import connected

    with connected(lang, typed["credentials"], verbose=typed["verbose"]) as transport:
        yield UpdatedSheet(transport, place, lang)
