"""``retrosheet new``: the workbook of a campaign, and what a person wants to know about it."""

from __future__ import annotations

import shlex
from functools import partial
from typing import TYPE_CHECKING, Any

from retrosheet.campaign import SPARE_AT_THE_END, SPARE_LINES
from retrosheet.cli.command import Command, force_option, option, workbook_option
from retrosheet.cli.commands.new_google import google_options, google_request, made, next_lines
from retrosheet.cli.commands.questions import ask, somebody_answers
from retrosheet.cli.options.output_path import output_path, typed_path, version_before
from retrosheet.cli.options.plan_options import ARCHETYPE, archetype_argument, plan_options
from retrosheet.cli.options.plan_request import Request, planned
from retrosheet.cli.options.problems import Problems
from retrosheet.cli.terminal import verdict
from retrosheet.cli.terminal.bars import ASCII, BLOCKS
from retrosheet.cli.terminal.lettering import styled, wrapped
from retrosheet.cli.terminal.remarks import paragraphs
from retrosheet.cli.terminal.shown import Terminal, stdout_terminal
from retrosheet.cli.terminal.streams import say, wrote
from retrosheet.cli.terminal.time_left import time_left
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from pathlib import Path

    import click

_DOES = Text(
    "Crée le classeur d’une campagne, en fichier Excel ou en feuille Google : plan, Gantt et "
    "tableau de bord, qui se recalculent dès que l’on change J, une durée ou une date. Dans un "
    "terminal, demande ce qui manque sur la ligne.",
    "Creates the workbook of a campaign, as an Excel file or as a Google sheet: plan, Gantt and "
    "dashboard, which follow as soon as launch day, a duration or a date is changed. On a "
    "terminal, asks for what the line leaves out.",
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
            "--spare",
            metavar="N",
            about=Text(
                "Lignes libres à la fin de chaque phase ({spare_lines} d’office) ; il y en a "
                "toujours au moins {spare_at_the_end} au bas du plan.",
                "Spare lines at the end of each phase ({spare_lines} by default); at the "
                "bottom of the plan there are always {spare_at_the_end} at least.",
            ).format(spare_lines=SPARE_LINES, spare_at_the_end=SPARE_AT_THE_END),
        ),
        workbook_option(lang),
        force_option(lang),
        option(
            lang,
            "--locale",
            metavar="CODE",
            about=Text(
                "Comment s’écrivent les dates : fr_FR (par défaut) ou fr_CA.",
                "How dates are written: en_GB (the default), en_US, en_CA, en_AU or en_IE.",
            ),
        ),
    )
    return Command(
        "new",
        lang,
        partial(_new, lang),
        [archetype_argument(), *plan_options(lang), *own, *google_options(lang)],
        usage="[ARCHETYPE] [--launch DATE] [OPTIONS]",
        does=_DOES,
        arguments=(ARCHETYPE,),
        examples=(
            "retrosheet new",
            "retrosheet new product-launch --launch 2027-03-15",
            'retrosheet new product-launch --launch 2027-03-15 --name "Alba" -o alba.xlsx',
            'retrosheet new my-campaign.yaml --launch 2027-03-15 --owner legal="Nadia Roux"',
            "retrosheet new product-launch --launch 2027-03-15 --google",
        ),
    )


def _new(lang: Lang, /, *, output: str | None, force: bool, **typed: Any) -> None:
    missing = typed["archetype"] is None or typed["launch"] is None
    asks = missing and somebody_answers()
    if asks:
        ask(typed, lang)
    problems = Problems()
    asked_path = problems.tried(typed_path, output, lang)
    google = google_request(typed, output, lang, problems, force=force)
    request = planned(typed, lang, "retrosheet new", problems)
    terminal = stdout_terminal()
    if google is not None:
        sheet = made(request, google, typed, _finishing_line(typed, request))
        wrote(sheet.url)
        head, then, copied = next_lines(sheet, google.shares, lang)
        lines = [*announced(request, f"{head} {sheet.url}", then, terminal), *copied]
    else:
        path = output_path(asked_path, request.campaign, force=force)
        backup = write(request, path)
        lines = announced(request, f"{_DONE.to(lang)} {path}", _NEXT.to(lang), terminal)
        lines[1:1] = version_before(backup, lang)
    if asks:
        # The line is not wrapped, so that it can be copied.
        line = _same_line(typed, output, force=force)
        lines = ["", *lines, "", _WITHOUT_QUESTIONS.to(lang), f"  {line}"]
    say("\n".join(lines))


def write(request: Request, path: Path) -> Path | None:
    """Makes the workbook and writes it; gives the backup of one that was there.

    Raises NoAccess when the file cannot be written.
    """
    from retrosheet.layout import build
    from retrosheet.xlsx.write import save

    backup = save(build(request.campaign, request.schedule, request.today), path)
    wrote(path)
    return backup


def announced(request: Request, done: str, then: str, terminal: Terminal) -> list[str]:
    """Where the workbook is, who owes what first, what drives launch, and what to do next."""
    campaign, schedule = request.campaign, request.schedule
    arrow = (BLOCKS if terminal.signs else ASCII).arrow
    remarks = [
        *verdict.day_off(campaign),
        *verdict.conflicts(campaign, schedule),
        *time_left(campaign, schedule, request.today),
        *verdict.first_due(campaign, schedule),
        *verdict.critical_phases(campaign, schedule, arrow),
    ]
    head, colon, where = done.partition(":")
    return [
        styled(head + colon, color=terminal.color, bold=True, fg="green") + where,
        "",
        *paragraphs(remarks, campaign.lang, terminal),
        "",
        *wrapped(then, terminal.width),
    ]


def _same_line(typed: dict[str, Any], output: str | None, *, force: bool) -> str:
    """The command line that says what was typed and answered."""
    words = _plan_words(typed)
    words += ["--output", output] if output else []
    words += ["--force"] if force else []
    if typed["google"]:
        words += ["--google"]
        for name, key in (("into", "into"), ("folder", "folder"), ("time-zone", "time_zone"),
                          ("credentials", "credentials")):  # fmt: skip
            words += [f"--{name}", typed[key]] if typed[key] else []
        for share in typed["share"]:
            words += ["--share", share]
    return shlex.join(words)


def _finishing_line(typed: dict[str, Any], request: Request) -> str:
    """The line that ends a half-made sheet whose address stands for {url}: the same plan again."""
    same = {**typed, "today": request.today.isoformat(), "folder": None, "into": None}
    return f"{_same_line(same, None, force=False)} --into {{url}}"


def _plan_words(typed: dict[str, Any]) -> list[str]:
    words = ["retrosheet", "new", typed["archetype"]]
    for name in ("launch", "name", "start", "country", "weekend", "spare", "today", "lang",
                 "locale"):  # fmt: skip
        if typed[name] is not None:
            words += [f"--{name}", typed[name]]
    for name, key in (("owner", "owner"), ("closed", "closed"), ("with", "with_blocks"),
                      ("without", "without_blocks")):  # fmt: skip
        for value in typed[key]:
            words += [f"--{name}", value]
    return words
