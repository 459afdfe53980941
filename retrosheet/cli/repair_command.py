"""``retrosheet repair``: what is wrong with a workbook, and what of it can be proven, mended."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from retrosheet.cli.clock import today as day_of
from retrosheet.cli.command import Command, json_option, lang_option, option, today_option
from retrosheet.cli.language_choice import check_language
from retrosheet.cli.lettering import wrapped
from retrosheet.cli.problems import Problems
from retrosheet.cli.streams import say, say_json, wrote
from retrosheet.cli.terminal import stdout_terminal
from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from retrosheet.repairing.diagnosis import Diagnosis, Fault
    from retrosheet.xlsx.fingerprint import Fingerprint
    from retrosheet.xlsx.mending import Mending

_DOES = Text(
    "Dit ce qui est abîmé dans un classeur : noms perdus, formules écrasées par une valeur, mises "
    "en forme et listes morcelées par les copier-coller, onglets supprimés. Répare ce qui est "
    "prouvé et nomme le reste ; ne touche à rien d’autre, et garde la version d’avant à côté.",
    "Says what is damaged in a workbook: lost names, formulas typed over with a value, formats "
    "and lists torn by copy and paste, deleted tabs. Mends what is proven and names the rest; "
    "touches nothing else, and keeps the version before beside it.",
)
_FILE = Text("Le classeur, enregistré et fermé.", "The workbook, saved and closed.")
_MISSING = Text(
    "il manque le classeur ; écrivez par exemple : retrosheet repair plan.xlsx",
    "the workbook is missing; write for example: retrosheet repair plan.xlsx",
)
_NOT_A_FILE = Text(
    "« {typed} » n’est pas un fichier .xlsx. Une feuille Google se rétablit par Fichier > "
    "Historique des versions.",
    '"{typed}" is not an .xlsx file. A Google sheet is restored with File > Version history.',
)
_NOT_OURS = Text(
    "« {path} » n’est pas un classeur de retrosheet : rien ne permet de le réparer. Pour en faire "
    "un : retrosheet adopt {path}",
    '"{path}" is not a workbook of retrosheet: nothing says how to mend it. To make one of it: '
    "retrosheet adopt {path}",
)
_SOUND = Text("« {path} » n’a rien d’abîmé.", 'Nothing is damaged in "{path}".')
_DONE = Text("Réparé :", "Mended:")
_WOULD = Text("À réparer :", "To mend:")
_OPEN = Text("À faire vous-même :", "For you to do:")
_WROTE = Text("La version d’avant : {backup}", "The version before: {backup}")
_NOT_WRITTEN = Text("Rien n’a été écrit (--dry-run).", "Nothing was written (--dry-run).")
_RULES = Text(
    "{title} : mises en forme conditionnelles morcelées ou répétées ({n} morceaux de trop) : "
    "réunies",
    "{title}: conditional formats torn apart or repeated ({n} pieces too many): put together",
)
_CHECKS = Text(
    "{title} : listes de choix et contrôles morcelés ou répétés ({n} morceaux de trop) : réunis",
    "{title}: drop-down lists and checks torn apart or repeated ({n} pieces too many): put "
    "together",
)
_MOST_LINES = 30
_MORE = Text("et {n} autres", "and {n} more")


class _Job(NamedTuple):
    """A workbook, what is wrong with it, and what it takes to mend it."""

    read: Fingerprint
    faults: tuple[Fault, ...]
    mending: Mending
    changes: bool


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
    problems = Problems()
    problems.tried(check_language, typed["lang"], lang)
    if not file:
        problems.add(_MISSING.to(lang))
    elif "://" in file:
        problems.add(_NOT_A_FILE.to(lang).format(typed=file))
    now = problems.tried(day_of, typed["today"], lang)
    problems.raise_any()
    assert file is not None
    assert now is not None
    path = Path(file)
    job = _job(path, now, lang)
    backup = None
    written = job.changes and not dry_run
    if written:
        from retrosheet.xlsx.mending import mended
        from retrosheet.xlsx.rewrite import write_parts

        backup = write_parts(
            path, job.read, lambda package: mended(package, job.mending).parts, lang, "repair"
        ).backup
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


def _job(path: Path, now: dt.date, lang: Lang) -> _Job:
    """Reads the workbook and judges it; raises InvalidInput or NoAccess."""
    from retrosheet.repairing.diagnosis import diagnosed
    from retrosheet.xlsx.contents import read_contents
    from retrosheet.xlsx.fingerprint import fingerprint, open_plain
    from retrosheet.xlsx.hand_made import read_ours
    from retrosheet.xlsx.mending import live_names, mended
    from retrosheet.xlsx.package import Package
    from retrosheet.xlsx.refusals import told

    with told(path, lang), open_plain(path) as file:
        read = fingerprint(file)
        book = read_ours(file, path, lang)
        package = Package(file)
        names = live_names(read_contents(package))
        found = diagnosed(book, names, now)
        if found is None:
            raise InvalidInput(_NOT_OURS.to(lang).format(path=path))
        mending = _mending(found)
        done = mended(package, mending)
    return _Job(read, (*found.faults, *_torn(done.rules, done.checks)), mending, bool(done.parts))


def _mending(found: Diagnosis) -> Mending:
    from retrosheet.workbook.plan_tab import ROWS_BELOW
    from retrosheet.xlsx.mending import Formulas, Mending

    formulas: Formulas = {}
    for one in found.formulas:
        rows = formulas.setdefault(one.title, {})
        rows.setdefault(one.row, {})[one.column] = (one.formula, one.said)
    plan = found.areas.get("rs_plan")
    # Our rules also watch what is typed above the plan and below it.
    tabs = {plan.title: range(plan.last_row + ROWS_BELOW + 1)} if plan is not None else {}
    return Mending(found.names, formulas, tabs)


def _torn(rules: dict[str, int] | Any, checks: dict[str, int] | Any) -> list[Fault]:
    from retrosheet.repairing.diagnosis import Fault

    found = []
    for title, n in rules.items():
        if n:
            found.append(Fault("rules", title, _filled(_RULES, title, n), mended=True))
        if checks.get(title):
            said = _filled(_CHECKS, title, checks[title])
            found.append(Fault("checks", title, said, mended=True))
    return found


def _filled(text: Text, title: str, n: int) -> Text:
    return Text(*(said.format(title=title, n=n) for said in text))


def _lines(
    job: _Job, path: Path, backup: Path | None, lang: Lang, *, dry_run: bool
) -> Sequence[str]:
    width = stdout_terminal().width
    if not job.faults:
        return wrapped(_SOUND.to(lang).format(path=path), width)
    lines: list[str] = []
    groups = ((True, _WOULD if dry_run else _DONE), (False, _OPEN))
    for mended, head in groups:
        faults = [fault for fault in job.faults if fault.mended == mended]
        if not faults:
            continue
        lines += ["", head.to(lang)] if lines else [head.to(lang)]
        colon = " : " if lang == "fr" else ": "
        for fault in faults[:_MOST_LINES]:
            alone = fault.kind in ("rules", "checks", "name", "values")
            said = fault.text.to(lang) if alone else f"{fault.where}{colon}{fault.text.to(lang)}"
            lines += wrapped(f"{said[:1].upper()}{said[1:]}.", width, indent="    ", first="  - ")
        if len(faults) > _MOST_LINES:
            lines.append(f"  {_MORE.to(lang).format(n=len(faults) - _MOST_LINES)}")
    if dry_run:
        lines += ["", _NOT_WRITTEN.to(lang)]
    elif backup is not None:
        lines += ["", *wrapped(_WROTE.to(lang).format(backup=backup.name), width)]
    return lines
