"""``retrosheet sync``: what is late and what it does to launch, said and marked in the workbook."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from retrosheet.cli.command import Command, json_option, lang_option, option, today_option
from retrosheet.cli.options.clock import today as day_of
from retrosheet.cli.options.language_choice import check_language
from retrosheet.cli.options.problems import Problems
from retrosheet.cli.places.google_connection import connection_options
from retrosheet.cli.places.opened import WORKBOOK, opened
from retrosheet.cli.places.plan_source import place_of
from retrosheet.cli.places.synced import PlanPlace, Synced, synced_at
from retrosheet.cli.terminal.shown import stdout_terminal
from retrosheet.cli.terminal.streams import say, say_json, wrote
from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from retrosheet.sync.findings import Findings

_DOES = Text(
    "Relit un classeur sur lequel on a travaillé : dit ce qui est en retard, qui le doit et ce que "
    "cela fait à J, puis le marque dans le classeur. N’écrit que dans son propre onglet caché. "
    "D’un fichier, la version d’avant reste à côté, en .before-sync.bak ; d’une feuille Google, "
    "dans l’historique des versions.",
    "Reads a workbook that people have worked in: says what is late, who owes it and what it does "
    "to launch day, then marks it in the workbook. Writes only into its own hidden tab. Of a file, "
    "the version before stays beside it, as .before-sync.bak; of a Google sheet, in its version "
    "history.",
)
_CHOICE = Text("{name} : « {typed} » ; écrivez {allowed}.", '{name}: "{typed}"; write {allowed}.')
_OR = Text(" ou ", " or ")
FAIL_ON = ("late", "risk")
_BY = ("owner",)


def command(lang: Lang) -> click.Command:
    own = (
        option(
            lang,
            "--dry-run",
            is_flag=True,
            about=Text(
                "Tout dire, ne rien écrire ; montre chaque cellule qui changerait.",
                "Say everything, write nothing; shows each cell that would change.",
            ),
        ),
        option(
            lang,
            "--fail-on",
            metavar="late|risk",
            about=Text(
                "Code de sortie 1 s’il y a un retard (late), ou aussi un risque (risk).",
                "Exit code 1 if something is late, or also at risk (risk).",
            ),
        ),
        option(
            lang,
            "--by",
            metavar="owner",
            about=Text("Regrouper par responsable.", "Group by owner."),
        ),
        option(
            lang,
            "--force",
            is_flag=True,
            about=Text(
                "Écrire même si plus de la moitié des tâches ont disparu du plan.",
                "Write even if more than half of the tasks are gone from the plan.",
            ),
        ),
    )
    return Command(
        "sync",
        lang,
        partial(_sync, lang),
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
            "retrosheet sync plan.xlsx",
            "retrosheet sync plan.xlsx --dry-run --by owner",
            "retrosheet sync plan.xlsx --fail-on late --json",
            "retrosheet sync https://docs.google.com/spreadsheets/d/1AbC…/edit",
        ),
    )


def _sync(
    ours: Lang, /, *, file: str | None, dry_run: bool, force: bool, as_json: bool, **typed: Any
) -> int:  # fmt: skip
    problems = Problems()
    problems.tried(check_language, typed["lang"], ours)
    place = problems.tried(place_of, file, "sync plan.xlsx", ours)
    fail_on = problems.tried(_choice, "--fail-on", typed["fail_on"], FAIL_ON, ours)
    by = problems.tried(_choice, "--by", typed["by"], _BY, ours)
    given = typed["today"] and problems.tried(day_of, typed["today"], ours)
    problems.raise_any()
    assert place is not None
    with opened(place, typed, ours) as workplace:
        done = synced_at(workplace, given, ours, dry_run=dry_run, force=force)
    if done.wrote:
        wrote(workplace.name)
    if as_json:
        from retrosheet.report.document import document

        say_json(document(done.findings, done.changes.cells, wrote=done.wrote))
    else:
        lines = _lines(done, workplace, ours, dry_run=dry_run, by_owner=by is not None)
        say("\n".join(lines))
    return int(fail_on is not None and found(done.findings, fail_on))


def found(findings: Findings, level: str) -> bool:
    """Whether there is anything at or above the level."""
    from retrosheet.sync.kinds import KINDS

    return any(
        finding.kind == "late"
        or (level == "risk" and (KINDS[finding.kind].worrying or KINDS[finding.kind].doubt))
        for finding in findings.findings
    )


def _lines(
    done: Synced, place: PlanPlace, lang: Lang, *, dry_run: bool, by_owner: bool
) -> list[str]:
    from retrosheet.cli.terminal.aloud import aloud
    from retrosheet.report.stand_up import stand_up

    terminal = stdout_terminal()
    report = stand_up(done.findings, place.title, lang, by_owner=by_owner)
    last_lines = place.last_lines(done, terminal, dry_run=dry_run)
    return [*aloud(report, terminal), "", *last_lines]


def _choice(name: str, typed: str | None, allowed: tuple[str, ...], lang: Lang) -> str | None:
    if typed is None or typed in allowed:
        return typed
    better = _OR.to(lang).join(allowed)
    raise InvalidInput(_CHOICE.to(lang).format(name=name, typed=typed, allowed=better))
