"""``retrosheet doctor``: whether everything is there for Google Sheets, or to remind, by line."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from retrosheet.cli.command import Command, lang_option, option
from retrosheet.cli.options.language_choice import check_language
from retrosheet.cli.options.plan_request import country_of
from retrosheet.cli.options.problems import Problems
from retrosheet.cli.places.google_connection import connected, connection_options, mention
from retrosheet.cli.terminal.lettering import styled, wrapped
from retrosheet.cli.terminal.shown import Terminal, stdout_terminal
from retrosheet.cli.terminal.streams import can_write, say
from retrosheet.errors import InvalidInput, NoAccess
from retrosheet.language import LANGS, Lang, Text, counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from retrosheet.google.doctor import Check
    from retrosheet.live.trial import Sample

_DOES = Text(
    "Vérifie tout ce qu’il faut pour travailler avec Google Sheets : identification, droits, API, "
    "accès à une feuille, horloge ; avec --remind, ce qu’il faut pour envoyer des rappels. Dit "
    "quoi faire là où quelque chose manque. N’écrit rien, sauf avec --live.",
    "Checks all that it takes to work with Google Sheets: credentials, rights, API, access to a "
    "sheet, clock; with --remind, what it takes to send reminders. Says what to do where something "
    "is missing. Writes nothing, except with --live.",
)
_URL = Text("La feuille dont vérifier l’accès.", "The sheet of which to check the access.")
_NOT_A_SHEET = Text(
    "« {typed} » n’est pas l’adresse d’une feuille Google. Copiez celle de la barre du navigateur.",
    '"{typed}" is not the address of a Google sheet. Copy the one in the browser.',
)
_ONLY_LIVE = Text(
    "--into : seulement avec --live ; ajoutez --live, ou donnez l’adresse seule.",
    "--into: only with --live; add --live, or give the address alone.",
)
_ONLY_REMIND = Text(
    "--remind : ne va pas avec {others} ; lancez les deux l’un après l’autre.",
    "--remind: does not go with {others}; run both one after the other.",
)
_ALL_GOOD = Text("Tout est en ordre.", "All is well.")
_BAD = (
    Text("{n} point à corriger ; rien n’a été écrit.", "{n} to put right; nothing was written."),
    Text("{n} points à corriger ; rien n’a été écrit.", "{n} to put right; nothing was written."),
)
_OTHERWISE = (
    Text("{n} réponse n’est pas celle prévue ; la flèche en dessous dit que faire.",
         "{n} answer is not the one expected; the arrow below it says what to do."),
    Text("{n} réponses ne sont pas celles prévues ; la flèche sous chacune dit que faire.",
         "{n} answers are not those expected; the arrow below each says what to do."),
)  # fmt: skip
_PASTE = Text(
    "À copier dans un signalement ; il n’y a là ni adresse, ni nom, ni identifiant :",
    "To paste into an issue; there is no address, no name and no ID in it:",
)
_SMALLEST, _LEAD = "webinar", dt.timedelta(days=30)
_SIGNS = {"good": ("✓", "ok"), "bad": ("✗", "NO"), "note": ("·", "-")}
_COLORS = {"good": "green", "bad": "red", "note": None}


def command(lang: Lang) -> click.Command:
    return Command(
        "doctor",
        lang,
        partial(_doctor, lang),
        [
            click.Argument(["url"], required=False, metavar="URL"),
            option(
                lang,
                "--live",
                is_flag=True,
                about=Text(
                    "Créer une feuille d’essai, y vérifier ce que seul Google sait, la supprimer.",
                    "Create a scratch sheet, settle in it what only Google knows, delete it.",
                ),
            ),
            option(
                lang,
                "--into",
                metavar="URL",
                about=Text(
                    "Avec --live : essayer dans cette feuille vide, rendue ensuite telle quelle ; "
                    "un compte de service n’en crée pas.",
                    "With --live: try in this blank sheet, which is left as it was; a service "
                    "account creates none.",
                ),
            ),
            option(
                lang,
                "--remind",
                is_flag=True,
                about=Text(
                    "Vérifier plutôt le serveur de courrier et les webhooks réglés, sans rien "
                    "envoyer.",
                    "Check the mail server and webhooks that are set instead; nothing is sent.",
                ),
            ),
            *connection_options(lang),
            lang_option(lang),
        ],
        usage="[URL] [OPTIONS]",
        does=_DOES,
        arguments=(("URL", _URL),),
        examples=(
            "retrosheet doctor",
            "retrosheet doctor https://docs.google.com/spreadsheets/d/1AbC…/edit",
            "retrosheet doctor --live",
            "retrosheet doctor --live --into https://docs.google.com/spreadsheets/d/1AbC…",
            "retrosheet doctor --remind",
        ),
    )


def _doctor(
    ours: Lang, /, *, url: str | None, live: bool, into: str | None, remind: bool,
    credentials: str | None, verbose: bool, lang: str | None,
) -> None:  # fmt: skip
    problems = Problems()
    problems.tried(check_language, lang, ours)
    sheet = problems.tried(_sheet, url, ours) if url is not None else None
    blank = problems.tried(_sheet, into, ours) if into is not None else None
    if into is not None and not live:
        problems.add(_ONLY_LIVE.to(ours))
    others = {"URL": url, "--live": live, "--into": into, "--credentials": credentials}
    given = [name for name, value in others.items() if value]
    if remind and given:
        problems.add(_ONLY_REMIND.to(ours).format(others=", ".join(given)))
    problems.raise_any()
    terminal = stdout_terminal()
    bad = _shown(_checks(ours, sheet, credentials, remind=remind), terminal)
    if live and not bad:
        bad = _settled(ours, blank, credentials, terminal, verbose=verbose)
        if bad:
            raise NoAccess(counted(bad, _OTHERWISE, ours))
    if bad:
        raise NoAccess(counted(bad, _BAD, ours))
    say("\n".join(["", *wrapped(_ALL_GOOD.to(ours), terminal.width)]))


def _checks(
    lang: Lang, sheet: str | None, credentials: str | None, *, remind: bool
) -> Iterable[Check]:
    if remind:
        from retrosheet.cli.commands import doctor_remind

        return doctor_remind.checks(lang)
    from retrosheet.google.doctor import checks

    path = Path(credentials) if credentials is not None else None
    return checks(lang, sheet, path, lambda: dt.datetime.now(dt.UTC))


def _settled(
    lang: Lang, blank: str | None, credentials: str | None, terminal: Terminal, *, verbose: bool
) -> int:
    """Asks Google itself, says each answer and then all of them once more, to be pasted."""
    from retrosheet.google.doctor import versions
    from retrosheet.live import settled
    from retrosheet.live.report import report

    samples = [_sample(lang, dt.datetime.now(dt.UTC).date()) for lang in LANGS]
    say()
    # Only to create a sheet of one's own and to move it to the bin takes Drive.
    with connected(lang, credentials, verbose=verbose, drive=blank is None) as transport:
        heard: list[Check] = []
        answers = settled(transport, samples, lang, blank, left=mention)
        bad = _shown(answers, terminal, heard)
    lines = report(heard, versions(), lang, lent=blank is not None)
    # Not wrapped, so that it can be copied.
    say("\n".join(["", *wrapped(_PASTE.to(lang), terminal.width), "", *lines]))
    return bad


def _sample(lang: Lang, today: dt.date) -> Sample:
    """The smallest campaign of the library, with so little time that much of it is late."""
    from retrosheet.archetype.named import load_named
    from retrosheet.campaign import Options, plan
    from retrosheet.layout import build
    from retrosheet.live.trial import Sample
    from retrosheet.schedule import compute

    options = Options(today + _LEAD, lang, country_of(None, lang))
    campaign = plan(load_named(_SMALLEST, lang), options)
    return Sample(build(campaign, compute(campaign, today), today), lang, today)


def _shown(checks: Iterable[Check], terminal: Terminal, heard: list[Check] | None = None) -> int:
    """Says each check as soon as it is done, and keeps it in ``heard``; how many are bad."""
    bad = 0
    for check in checks:
        if heard is not None:
            heard.append(check)
        bad += check.state == "bad"
        sign = _SIGNS[check.state][0 if can_write("✓✗·") else 1]
        first, *rest = wrapped(f"{sign} {check.said}", terminal.width, indent="  ", first="")
        mark = styled(sign, color=terminal.color, bold=True, fg=_COLORS[check.state])
        say("\n".join([mark + first[len(sign) :], *rest]))
        if check.remedy:
            say("\n".join(wrapped(check.remedy, terminal.width, indent="    ", first="  → ")))
    return bad


def _sheet(typed: str, lang: Lang) -> str:
    from retrosheet.google.addresses import spreadsheet_id

    found = spreadsheet_id(typed, lang)
    if found is None:
        raise InvalidInput(_NOT_A_SHEET.to(lang).format(typed=typed))
    return found
