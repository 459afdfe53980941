"""``retrosheet new``: the workbook of a campaign, and what a person wants to know about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from retrosheet.cli import verdict
from retrosheet.cli.bars import ASCII, BLOCKS
from retrosheet.cli.command import Command, option
from retrosheet.cli.lettering import styled, wrapped
from retrosheet.cli.output_path import output_path, typed_path
from retrosheet.cli.plan_options import ARCHETYPE, archetype_argument, plan_options
from retrosheet.cli.plan_request import Request, planned
from retrosheet.cli.problems import Problems
from retrosheet.cli.questions import ask, somebody_answers
from retrosheet.cli.remarks import paragraphs
from retrosheet.cli.streams import say
from retrosheet.cli.terminal import Terminal, stdout_terminal
from retrosheet.cli.time_left import time_left
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from pathlib import Path

    import click

_DOES = Text(
    "Crée le classeur Excel d’une campagne : plan, Gantt et tableau de bord, qui se recalculent "
    "dès que l’on change J, une durée ou une date. Dans un terminal, demande ce qui manque sur la "
    "ligne.",
    "Creates the Excel workbook of a campaign: plan, Gantt and dashboard, which follow as soon as "
    "launch day, a duration or a date is changed. On a terminal, asks for what the line leaves "
    "out.",
)
_DONE = Text("Classeur créé :", "Workbook created:")
_NEXT = Text(
    "Ouvrez-le dans Excel, LibreOffice ou Google Sheets. Changez J dans les réglages, une durée "
    "ou un statut dans le plan : dates, barres et alertes suivent.",
    "Open it in Excel, LibreOffice or Google Sheets. Change launch day in the settings, a duration "
    "or a status in the plan: dates, bars and alerts follow.",
)
_WITHOUT_QUESTIONS = Text("La même chose sans questions :", "The same without questions:")


def command(lang: Lang) -> click.Command:
    own = (
        option(
            lang,
            "-o",
            "--output",
            metavar="FILE.xlsx",
            about=Text(
                "Le fichier, ou son dossier ; sinon NOM-DATE.xlsx ici même.",
                "The file, or its folder; else NAME-DATE.xlsx right here.",
            ),
        ),
        option(
            lang,
            "--force",
            is_flag=True,
            about=Text("Remplacer le fichier s’il existe.", "Replace the file if it exists."),
        ),
    )
    return Command(
        "new",
        lang,
        partial(_new, lang),
        [archetype_argument(), *plan_options(lang), *own],
        usage="[ARCHETYPE] [--launch DATE] [OPTIONS]",
        does=_DOES,
        arguments=(ARCHETYPE,),
        examples=(
            "retrosheet new",
            "retrosheet new product-launch --launch 2027-03-15",
            'retrosheet new product-launch --launch 2027-03-15 --name "Alba" -o alba.xlsx',
            'retrosheet new my-campaign.yaml --launch 2027-03-15 --owner legal="Nadia Roux"',
        ),
    )


def _new(lang: Lang, /, *, output: str | None, force: bool, **typed: Any) -> None:
    missing = typed["archetype"] is None or typed["launch"] is None
    asks = missing and somebody_answers()
    if asks:
        ask(typed, lang)
    problems = Problems()
    asked_path = problems.tried(typed_path, output, lang)
    request = planned(typed, lang, "retrosheet new", problems)
    path = output_path(asked_path, request.campaign, force=force)
    write(request, path)
    terminal = stdout_terminal()
    lines = announced(request, path, terminal)
    if asks:
        # The line is not wrapped, so that it can be copied.
        line = _same_line(typed, output, force=force)
        lines = ["", *lines, "", _WITHOUT_QUESTIONS.to(lang), f"  {line}"]
    say("\n".join(lines))


def write(request: Request, path: Path) -> None:
    """Makes the workbook and writes it; raises NoAccess when the file cannot be written."""
    from retrosheet.layout import build
    from retrosheet.xlsx.write import save

    save(build(request.campaign, request.schedule, request.today), path)


def announced(request: Request, path: Path, terminal: Terminal) -> list[str]:
    """Where the file is, who owes what first, what drives launch, and what to do next."""
    campaign, schedule = request.campaign, request.schedule
    arrow = (BLOCKS if terminal.signs else ASCII).arrow
    remarks = [
        *verdict.day_off(campaign),
        *verdict.conflicts(campaign, schedule),
        *time_left(campaign, schedule, request.today),
        *verdict.first_due(campaign, schedule),
        *verdict.critical_phases(campaign, schedule, arrow),
    ]
    done = styled(_DONE.to(campaign.lang), color=terminal.color, bold=True, fg="green")
    return [
        f"{done} {path}",
        "",
        *paragraphs(remarks, campaign.lang, terminal),
        "",
        *wrapped(_NEXT.to(campaign.lang), terminal.width),
    ]


def _same_line(typed: dict[str, Any], output: str | None, *, force: bool) -> str:
    """The command line that says what was typed and answered."""
    import shlex

    words = ["retrosheet", "new", typed["archetype"]]
    for name in ("launch", "name", "start", "country", "weekend", "today", "lang"):
        if typed[name] is not None:
            words += [f"--{name}", typed[name]]
    for name, key in (("owner", "owner"), ("closed", "closed"), ("with", "with_blocks"),
                      ("without", "without_blocks")):  # fmt: skip
        for value in typed[key]:
            words += [f"--{name}", value]
    words += ["--output", output] if output else []
    words += ["--force"] if force else []
    return shlex.join(words)
