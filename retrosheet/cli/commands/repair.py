"""``retrosheet repair``: what is wrong with a workbook, and what of it can be proven, mended."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from retrosheet.cli.command import Command, json_option, lang_option, option, today_option
from retrosheet.cli.options.clock import today as day_of
from retrosheet.cli.options.language_choice import check_language
from retrosheet.cli.options.problems import Problems
from retrosheet.cli.terminal.lettering import wrapped
from retrosheet.cli.terminal.shown import stdout_terminal
from retrosheet.cli.terminal.streams import say, say_json, wrote
from retrosheet.language import Lang, Text, and_more, colon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrosheet.cli.commands.repair_job import Job

_DOES = Text(
    "Dit ce qui est abîmé dans un classeur : noms perdus, formules écrasées par une valeur, mises "
    "en forme et listes morcelées par les copier-coller, onglets supprimés. Répare ce qui est "
    "prouvé, refait les onglets supprimés d’après ce qui reste, dit ce qu’il a fallu deviner et "
    "nomme le reste ; ne touche à rien d’autre, et garde la version d’avant à côté.",
    "Says what is damaged in a workbook: lost names, formulas typed over with a value, formats "
    "and lists torn by copy and paste, deleted tabs. Mends what is proven, makes deleted tabs "
    "again from what is left, says what had to be guessed and names the rest; touches nothing "
    "else, and keeps the version before beside it.",
)
_FILE = Text("Le classeur, enregistré et fermé.", "The workbook, saved and closed.")
_MISSING = Text(
    "il manque le classeur ; écrivez par exemple : retrosheet repair plan.xlsx",
    "the workbook is missing; write for example: retrosheet repair plan.xlsx",
)
_A_SHEET = Text(
    "« {typed} » est une feuille Google, et repair répare des fichiers. Ce qui y manque : "
    "retrosheet sync {typed} le dit. Des lignes ajoutées ou recopiées : retrosheet update {typed} "
    "les rend vivantes. Un onglet supprimé, des formules écrasées : Fichier > Historique des "
    "versions rend l’état d’avant ; sans lui, Fichier > Télécharger > Microsoft Excel (.xlsx), "
    "puis retrosheet repair sur ce fichier.",
    '"{typed}" is a Google sheet, and repair mends files. What it lacks: retrosheet sync {typed} '
    "says so. Rows that were added or copied: retrosheet update {typed} makes them live. A tab "
    "that was deleted, formulas that were typed over: File > Version history gives back what was "
    "there before; without it, File > Download > Microsoft Excel (.xlsx), then retrosheet repair "
    "on that file.",
)
_SOUND = Text("« {path} » n’a rien d’abîmé.", 'Nothing is damaged in "{path}".')
_DONE = Text("Réparé :", "Mended:")
_WOULD = Text("À réparer :", "To mend:")
_OPEN = Text("À faire vous-même :", "For you to do:")
_WROTE = Text("La version d’avant : {backup}", "The version before: {backup}")
_NOT_WRITTEN = Text("Rien n’a été écrit (--dry-run).", "Nothing was written (--dry-run).")
_GUESSED = Text("À vérifier :", "To check:")
_TO_CHECK = frozenset(("guess", "update"))
_ALONE = _TO_CHECK | {"rules", "checks", "name", "values", "keys", "tab"}
"""The kinds of faults that say themselves where they are."""
_MOST_LINES = 30


def command(lang: Lang) -> click.Command:
    return Command(
        "repair",
        lang,
        partial(_repair, lang),
        [
            click.Argument(["file"], required=False, metavar="FILE.xlsx"),
            option(
                lang,
                "--dry-run",
                is_flag=True,
                about=Text(
                    "Dire ce qui est abîmé, sans rien écrire.",
                    "Say what is damaged, without writing anything.",
                ),
            ),
            option(
                lang,
                "--launch",
                metavar="DATE",
                about=Text(
                    "Le jour J, si plus rien dans le classeur ne le dit.",
                    "Launch day, where nothing in the workbook says it any more.",
                ),
            ),
            json_option(lang),
            today_option(lang),
            lang_option(lang),
        ],
        usage="FILE.xlsx [OPTIONS]",
        does=_DOES,
        arguments=(("FILE.xlsx", _FILE),),
        examples=("retrosheet repair plan.xlsx --dry-run", "retrosheet repair plan.xlsx"),
    )


def _repair(lang: Lang, /, *, file: str | None, dry_run: bool, as_json: bool, **typed: Any) -> None:
    from retrosheet.cli.commands.repair_job import Asked, judged
    from retrosheet.cli.options.typed_dates import option_date
    from retrosheet.google.addresses import spreadsheet_id

    problems = Problems()
    problems.tried(check_language, typed["lang"], lang)
    if not file:
        problems.add(_MISSING.to(lang))
    elif problems.tried(spreadsheet_id, file, lang):
        problems.add(_A_SHEET.to(lang).format(typed=file))
    now = problems.tried(day_of, typed["today"], lang)
    launch = typed["launch"] and problems.tried(option_date, typed["launch"], "--launch", lang)
    problems.raise_any()
    assert file is not None
    assert now is not None
    path = Path(file)
    job = judged(Asked(path, now, lang, launch or None))
    backup = None
    written = bool(job.parts) and not dry_run
    if written:
        from retrosheet.xlsx.rewrite import write_parts

        backup = write_parts(path, job.read, lambda _: job.parts, lang, "repair").backup
        wrote(str(path))
    if as_json:
        say_json(
            {
                "wrote": written,
                "faults": [
                    {
                        "kind": fault.kind,
                        "where": fault.where,
                        "message": fault.text.to(lang),
                        "mended": fault.mended,
                    }
                    for fault in job.faults
                ],
            }
        )
        return
    say("\n".join(_lines(job, path, backup, lang, dry_run=dry_run)))


def _lines(
    job: Job, path: Path, backup: Path | None, lang: Lang, *, dry_run: bool
) -> Sequence[str]:
    width = stdout_terminal().width
    if not job.faults:
        return wrapped(_SOUND.to(lang).format(path=path), width)
    lines: list[str] = []
    kinds = {
        _WOULD if dry_run else _DONE: [
            fault for fault in job.faults if fault.mended and fault.kind not in _TO_CHECK
        ],
        _GUESSED: [fault for fault in job.faults if fault.kind in _TO_CHECK],
        _OPEN: [fault for fault in job.faults if not fault.mended],
    }
    for head, faults in kinds.items():
        if not faults:
            continue
        lines += ["", head.to(lang)] if lines else [head.to(lang)]
        for fault in faults[:_MOST_LINES]:
            alone = fault.kind in _ALONE
            said = fault.text.to(lang)
            said = said if alone else f"{fault.where}{colon(lang)} {said}"
            lines += wrapped(f"{said[:1].upper()}{said[1:]}.", width, indent="    ", first="  - ")
        if len(faults) > _MOST_LINES:
            lines.append(f"  {and_more(len(faults) - _MOST_LINES, lang)}")
    if dry_run:
        lines += ["", _NOT_WRITTEN.to(lang)]
    elif backup is not None:
        lines += ["", *wrapped(_WROTE.to(lang).format(backup=backup.name), width)]
    return lines
