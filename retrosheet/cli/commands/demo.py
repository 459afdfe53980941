"""``retrosheet demo``: the main job end to end on an example, in the current folder."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from retrosheet.archetype.named import load_named
from retrosheet.campaign import Options, plan
from retrosheet.cli.command import Command, lang_option, today_option
from retrosheet.cli.commands.demo_edits import Edits, edited, edits
from retrosheet.cli.commands.new import write
from retrosheet.cli.commands.schedule import drawn
from retrosheet.cli.options.clock import today as day_of
from retrosheet.cli.options.language_choice import check_language
from retrosheet.cli.options.lead import REFERENCE_LAUNCH, comfortable_launch
from retrosheet.cli.options.output_path import version_before
from retrosheet.cli.options.plan_request import Request, country_of, scheduled
from retrosheet.cli.places.file import File
from retrosheet.cli.places.synced import synced_at
from retrosheet.cli.terminal.aloud import aloud
from retrosheet.cli.terminal.lettering import styled, wrapped
from retrosheet.cli.terminal.shown import Terminal, stdout_terminal
from retrosheet.cli.terminal.streams import say
from retrosheet.language import Lang, Text, date_text, long_date
from retrosheet.report.stand_up import stand_up

if TYPE_CHECKING:
    from collections.abc import Callable

    import click

FILE, CALENDAR = "retrosheet-demo.xlsx", "retrosheet-demo.ics"
_ARCHETYPE = "product-launch"
_NAME = Text("Lancement de l’application Alba", "Launch of the Alba app")
_PEOPLE = ("Nadia Roux", "Karim Benali", "Claire Morel", "Hugo Petit", "Inès Laurent")

_DOES = Text(
    "Essaie tout sur un exemple, sans compte ni réseau : calcule une campagne et en montre "
    "les dates, crée {file} dans le dossier courant, le remplit comme une équipe en trois "
    "semaines, le relit, montre un rappel et écrit un calendrier.",
    "Tries everything on an example, without account or network: works out a campaign, shows "
    "its dates, creates {file} in the current folder, fills it in as a team does in three "
    "weeks, reads it back, shows a reminder and writes a calendar.",
).format(file=FILE)
_PLANNED = Text(
    "Une campagne : « {name} », lancée le {launch}. Comme avec :",
    "A campaign: “{name}”, launched on {launch}. As with:",
)
_WRITTEN = Text(
    "Le classeur : {path}, {tasks} tâches. Comme avec :",
    "The workbook: {path}, {tasks} tasks. As with:",
)
_EDITED = Text(
    "Trois semaines plus tard : {done} tâches faites, {doing} en cours, {blocked} bloquée, tapées "
    "dans le plan.",
    "Three weeks later: {done} tasks done, {doing} in progress, {blocked} blocked, typed into the "
    "plan.",
)
_SYNCED = Text("Le point de l’équipe. Comme avec :", "The team’s stand-up. As with:")
_REMINDED = Text(
    "Le message que recevrait {name}, parmi d’autres. Comme avec :",
    "The message that {name} would get, among others. As with:",
)
_NOBODY = Text("Personne à prévenir. Comme avec :", "Nobody to tell. As with:")
_CALENDAR = Text("Le plan dans un calendrier. Comme avec :", "The plan in a calendar. As with:")
_TRY = Text("À vous, dans le classeur :", "Your turn, in the workbook:")
_TRIES = (
    Text(
        "Ouvrez {path} dans Excel, LibreOffice ou Google Sheets.",
        "Open {path} in Excel, LibreOffice or Google Sheets.",
    ),
    Text(
        "Les lignes en retard y sont marquées ; le tableau de bord dit ce que fait J. L’horloge y "
        "est arrêtée au {day}.",
        "Late rows are marked in it; the dashboard says what becomes of launch. Its clock is held "
        "at {day}.",
    ),
    Text(
        "Dans les réglages, repoussez J d’une semaine : toutes les dates et les barres suivent.",
        "In the settings, move launch day by a week: all dates and bars follow.",
    ),
    Text(
        "Dans le plan, doublez une durée du chemin critique : la première tâche commence plus tôt.",
        "In the plan, double a duration on the critical path: the first task begins earlier.",
    ),
    Text("Puis votre campagne : retrosheet new", "Then your own campaign: retrosheet new"),
)
_NOT_FOUND = Text(
    "Ce terminal ne connaît pas encore la commande ; d’abord, une fois par terminal :",
    "This terminal does not know the command yet; first, once in each terminal:",
)


def command(lang: Lang) -> click.Command:
    return Command(
        "demo",
        lang,
        partial(_demo, lang),
        [today_option(lang), lang_option(lang)],
        usage="[OPTIONS]",
        does=_DOES,
        examples=("retrosheet demo", "retrosheet demo --lang fr"),
    )


def _demo(ours: Lang, /, *, today: str | None, lang: str | None) -> None:
    check_language(lang, ours)
    terminal = stdout_terminal()
    request = _example(ours, today)
    campaign = request.campaign
    launch = campaign.launch.isoformat()
    step = partial(_step, terminal)
    said = _PLANNED.to(ours).format(name=campaign.name, launch=long_date(campaign.launch, ours))
    step(1, said, f"retrosheet schedule {_ARCHETYPE} --launch {launch}")
    say("\n".join(["", *drawn(request, terminal), ""]))
    path = Path(FILE)
    backup = write(request, path)
    said = _WRITTEN.to(ours).format(path=path, tasks=len(campaign.work))
    step(2, said, f"retrosheet new {_ARCHETYPE} --launch {launch} -o {FILE}")
    for line in version_before(backup, ours):
        say(f"   {line}")
    say()
    done = _worked(request, path)
    said = _EDITED.to(ours).format(
        done=len(done.done), doing=len(done.doing), blocked=len(done.blocked)
    )
    step(3, said)
    say()
    step(4, _SYNCED.to(ours), f"retrosheet sync {FILE}")
    say()
    report = stand_up(synced_at(File(path, ours), None, ours, dry_run=False).findings, FILE, ours)
    say("\n".join(f"   {line}" if line else "" for line in aloud(report, _narrower(terminal))))
    say()
    _reminded(step, path, ours)
    _calendar(step, path, ours)
    step(7, _TRY.to(ours))
    for text in _TRIES:
        line = text.to(ours).format(path=path, day=date_text(done.day, ours))
        say("\n".join(wrapped(line, terminal.width, indent="     ", first="   - ")))
    activating = _activating()
    if activating:
        say("\n".join(wrapped(_NOT_FOUND.to(ours), terminal.width, indent="     ")))
        say(f"     {activating}")


def _reminded(step: Callable[..., None], path: Path, lang: Lang) -> None:
    """One person's digest, as their mail program would show it."""
    from retrosheet.cli.commands.channels import DraftsChannel
    from retrosheet.cli.commands.reminded import reminded
    from retrosheet.report.letter import letter

    channel = DraftsChannel(lang, FILE, "")
    found = reminded(File(path, lang), channel, None, lang, dry_run=True)
    line = f"retrosheet remind {FILE} --dry-run"
    digests = [sent.reminder.digest for sent in found.deliveries if sent.reminder.digest]
    if not digests:
        step(5, _NOBODY.to(lang), line)
        return
    step(5, _REMINDED.to(lang).format(name=digests[0].person.name), line)
    words = letter(digests[0], FILE)
    text = words.text.partition("\n-- \n")[0].strip().replace("\u00a0", " ")
    say("\n".join(["", f"   {words.subject}".replace("\u00a0", " "), ""]))
    say("\n".join([*(f"   {line}".rstrip() for line in text.splitlines()), ""]))


def _calendar(step: Callable[..., None], path: Path, lang: Lang) -> None:
    from retrosheet.cli.commands.calendar import published_at, written
    from retrosheet.report.agenda import Choice
    from retrosheet.report.people import roster

    step(6, _CALENDAR.to(lang), f"retrosheet calendar {FILE} -o {CALENDAR}")
    seen = published_at(File(path, lang), None, lang, draw=lambda: "demo")
    files = [(Path(CALENDAR), Choice())]
    for line in written(files, roster(seen.snapshot, lang), seen, lang, force=True):
        say(f"   {line}")
    say()


def _activating() -> str:
    """What lets a terminal find the command in this environment; "" where it does already."""
    script = Path(sys.executable).with_name("activate")
    if shutil.which("retrosheet") or not script.is_file():
        return ""
    return str(script) if os.name == "nt" else f"source {shlex.quote(str(script))}"


def _worked(request: Request, path: Path) -> Edits:
    """The workbook as people leave it after three weeks."""
    from retrosheet.layout import build
    from retrosheet.xlsx.write import save

    made = edits(request)
    workbook = build(request.campaign, request.schedule, request.today)
    save(edited(workbook, request, made), path, keep_before=False)
    return made


def _narrower(terminal: Terminal) -> Terminal:
    return terminal._replace(width=terminal.width - 3)


def _example(lang: Lang, today_typed: str | None) -> Request:
    """The example campaign, launched so late that there is time for all of it."""
    now = day_of(today_typed, lang)
    archetype = load_named(_ARCHETYPE, lang)
    options = Options(
        launch=REFERENCE_LAUNCH,
        lang=lang,
        country=country_of(None, lang),
        name=_NAME.to(lang),
        people=tuple(
            (role.id, person) for role, person in zip(archetype.roles, _PEOPLE, strict=False)
        ),
    )
    launch = comfortable_launch(archetype, options, now)
    campaign = plan(archetype, replace(options, launch=launch))
    return Request(archetype, campaign, scheduled(campaign, archetype.path, now), now)


def _step(terminal: Terminal, number: int, text: str, line: str = "") -> None:
    first, *rest = wrapped(f"{number}. {text}", terminal.width, indent="   ", first="")
    say("\n".join([styled(first, color=terminal.color, bold=True), *rest]))
    if line:
        say(f"   $ {line}")
