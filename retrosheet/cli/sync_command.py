"""``retrosheet sync``: what is late and what it does to launch, said and marked in the workbook."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from retrosheet.cli.clock import today as day_of
from retrosheet.cli.command import Command, json_option, lang_option, option, today_option
from retrosheet.cli.language_choice import check_language
from retrosheet.cli.problems import Problems
from retrosheet.cli.streams import say, say_json
from retrosheet.cli.synced import Synced, synced
from retrosheet.cli.terminal import stdout_terminal
from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from retrosheet.sync.findings import Findings, Kind

_DOES = Text(
    "Relit un classeur sur lequel on a travaillé : dit ce qui est en retard, qui le doit et ce que "
    "cela fait à J, puis le marque dans le classeur. N’écrit que dans son propre onglet caché ; "
    "la version d’avant reste à côté, en .before-sync.bak.",
    "Reads a workbook that people have worked in: says what is late, who owes it and what it does "
    "to launch day, then marks it in the workbook. Writes only into its own hidden tab; the "
    "version before stays beside it, as .before-sync.bak.",
)
_FILE = Text("Le classeur, enregistré et fermé.", "The workbook, saved and closed.")
_MISSING = Text(
    "il manque le classeur ; écrivez par exemple : retrosheet sync plan.xlsx",
    "the workbook is missing; write for example: retrosheet sync plan.xlsx",
)
_NOT_YET = Text(
    "« {typed} » : retrosheet sync ne lit pas encore les feuilles Google en ligne. Téléchargez-la "
    "(Fichier > Télécharger > Microsoft Excel), puis lancez : retrosheet sync plan.xlsx",
    '"{typed}": retrosheet sync does not read Google sheets online yet. Download it (File > '
    "Download > Microsoft Excel), then run: retrosheet sync plan.xlsx",
)
_CHOICE = Text("{name} : « {typed} » ; écrivez {allowed}.", '{name}: "{typed}"; write {allowed}.')
_OR = Text(" ou ", " or ")
_GOOGLE_ID = re.compile(r"[A-Za-z0-9_-]{25,}")
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://.*", re.DOTALL)
FAIL_ON: dict[str, tuple[Kind, ...]] = {
    "late": ("late",),
    "risk": (
        "late",
        "late_start",
        "risk",
        "blocked",
        "conflict",
        "unreadable",
        "duplicate_id",
        "missing_id",
    ),
}
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
            click.Argument(["file"], required=False, metavar="FILE.xlsx"),
            *own,
            json_option(lang),
            today_option(lang),
            lang_option(lang),
        ],
        usage="FILE.xlsx [OPTIONS]",
        does=_DOES,
        arguments=(("FILE.xlsx", _FILE),),
        examples=(
            "retrosheet sync plan.xlsx",
            "retrosheet sync plan.xlsx --dry-run --by owner",
            "retrosheet sync plan.xlsx --fail-on late --json",
        ),
    )


def _sync(
    ours: Lang, /, *, file: str | None, dry_run: bool, force: bool, as_json: bool, **typed: Any
) -> int:
    problems = Problems()
    problems.tried(check_language, typed["lang"], ours)
    path = problems.tried(_path, file, ours)
    fail_on = problems.tried(_choice, "--fail-on", typed["fail_on"], tuple(FAIL_ON), ours)
    by = problems.tried(_choice, "--by", typed["by"], _BY, ours)
    given = typed["today"] and problems.tried(day_of, typed["today"], ours)
    problems.raise_any()
    assert path is not None
    done = synced(path, given, ours, dry_run=dry_run, force=force)
    if as_json:
        from retrosheet.report.document import document

        say_json(document(done.findings, done.changes.cells, wrote=done.wrote))
    else:
        say("\n".join(_lines(done, path, ours, dry_run=dry_run, by_owner=by is not None)))
    return int(fail_on is not None and found(done.findings, fail_on))


def found(findings: Findings, level: str) -> bool:
    """Whether there is anything at or above the level."""
    return any(finding.kind in FAIL_ON[level] for finding in findings.findings)


def _lines(done: Synced, path: Path, lang: Lang, *, dry_run: bool, by_owner: bool) -> list[str]:
    from retrosheet.cli.aloud import aloud, written
    from retrosheet.report.stand_up import stand_up

    terminal = stdout_terminal()
    report = stand_up(done.findings, path.name, lang, by_owner=by_owner)
    return [
        *aloud(report, terminal),
        "",
        *written(done, path, lang, terminal, dry_run=dry_run),
    ]


def _path(typed: str | None, lang: Lang) -> Path:
    if not typed:
        raise InvalidInput(_MISSING.to(lang))
    path = Path(typed)
    if _URL.fullmatch(typed) or (_GOOGLE_ID.fullmatch(typed) and not path.exists()):
        raise InvalidInput(_NOT_YET.to(lang).format(typed=typed))
    return path


def _choice(name: str, typed: str | None, allowed: tuple[str, ...], lang: Lang) -> str | None:
    if typed is None or typed in allowed:
        return typed
    better = _OR.to(lang).join(allowed)
    raise InvalidInput(_CHOICE.to(lang).format(name=name, typed=typed, allowed=better))
