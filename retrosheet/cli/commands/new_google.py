"""``retrosheet new --google``: the campaign as a Google sheet, and what is said about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from retrosheet.cli.command import option
from retrosheet.cli.places.google_connection import (
    connected,
    connection_options,
    mention,
    somebody_watches,
)
from retrosheet.errors import InvalidInput, NoAccess
from retrosheet.language import Lang, Text, counted, in_a_row, language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import click

    from retrosheet.cli.options.plan_request import Request
    from retrosheet.cli.options.problems import Problems
    from retrosheet.google.drawing.creating import Made
    from retrosheet.google.sharing import Share

_ZONE = re.compile(r"[A-Za-z]+(/[A-Za-z0-9_+-]+){1,2}|UTC")
# Their options, by the key under which click gives the value.
_ONLY_GOOGLE = {
    "into": "--into",
    "share": "--share",
    "folder": "--folder",
    "time_zone": "--time-zone",
    "credentials": "--credentials",
}
_NEEDS_GOOGLE = Text(
    "{names} : seulement avec --google ; ajoutez --google, ou retirez {names}.",
    "{names}: only with --google; add --google, or drop {names}.",
)
_NO_FILE = Text(
    "--google : le plan devient une feuille Google, sans fichier ; retirez {names}.",
    "--google: the plan becomes a Google sheet, not a file; drop {names}.",
)
_EITHER = Text(
    "--into et --folder : une feuille qui existe reste dans son dossier ; gardez l’un des deux.",
    "--into and --folder: a sheet that is there stays in its folder; keep one of the two.",
)
_NOT_A_SHEET = Text(
    "--into : « {typed} » n’est pas l’adresse d’une feuille Google. Créez une feuille vide "
    "(https://sheets.new) et copiez l’adresse de la barre du navigateur.",
    '--into: "{typed}" is not the address of a Google sheet. Make a blank sheet '
    "(https://sheets.new) and copy the address from the browser.",
)
_NOT_A_ZONE = Text(
    "--time-zone : « {typed} » ; écrivez une région et une ville, par exemple Europe/Paris.",
    '--time-zone: "{typed}"; write a region and a city, for example Europe/London.',
)
_DONE = Text("Feuille Google créée :", "Google sheet created:")
_NEXT = Text(
    "Ouvrez le lien. Changez J dans les réglages, une durée ou un statut dans le plan : dates, "
    "barres et alertes suivent. La feuille peut aussi écrire chaque matin à chacun ce qui est en "
    "retard, par un script à coller : docs/apps-script.md. Pour savoir ce qui est en "
    "retard et le marquer dans la feuille :",
    "Open the link. Change launch day in the settings, a duration or a status in the plan: dates, "
    "bars and alerts follow. The sheet can also mail each owner what is late every morning, with a "
    "script to paste: docs/apps-script.md. To know what is late and have it marked in the sheet:",
)
_INVITED = Text("Google a invité {people}.", "Google has invited {people}.")
_ERRORS = (
    Text(
        "Attention : {n} cellule montre une erreur ({cells}). Signalez-le avec cette ligne.",
        "Warning: {n} cell shows an error ({cells}). Please report it with this line.",
    ),
    Text(
        "Attention : {n} cellules montrent une erreur ({cells}). Signalez-le avec cette ligne.",
        "Warning: {n} cells show an error ({cells}). Please report it with this line.",
    ),
)
_NOT_SHARED = Text(
    "La feuille est faite ({url}), mais pas partagée avec {failures} · Pour la partager sans en "
    "faire une deuxième : {line}",
    "The sheet is made ({url}), but not shared with {failures} · To share it without making a "
    "second one: {line}",
)
_STEP = Text("Feuille Google : {n} sur {all}…", "Google sheet: {n} of {all}…")


class GoogleRequest(NamedTuple):
    """What the line asks of Google: a new sheet, or ``into`` the blank one of that ID."""

    into: str | None
    folder: str | None
    shares: tuple[Share, ...]
    time_zone: str | None


def google_options(lang: Lang) -> tuple[click.Option, ...]:
    return (
        option(
            lang,
            "--google",
            is_flag=True,
            about=Text("Créer une feuille Google.", "Create a Google sheet."),
        ),
        option(
            lang,
            "--into",
            metavar="URL",
            about=Text(
                "Avec --google : remplir cette feuille vide.",
                "With --google: fill this blank sheet.",
            ),
        ),
        option(
            lang,
            "--share",
            metavar="ADDRESS:RIGHT",
            multiple=True,
            about=Text(
                "Avec --google : partager, par exemple a@exemple.fr:editor (ou commenter, viewer).",
                "With --google: share, for example a@example.com:editor (or commenter, viewer).",
            ),
        ),
        option(
            lang,
            "--folder",
            metavar="URL",
            about=Text(
                "Avec --google : le dossier de Drive.", "With --google: the folder in Drive."
            ),
        ),
        option(
            lang,
            "--time-zone",
            metavar="ZONE",
            about=Text(
                "Avec --google : le fuseau où « aujourd’hui » change ; Europe/Paris en français.",
                "With --google: the zone in which today changes, like Europe/London; else UTC.",
            ),
        ),
        *connection_options(lang),
    )


def google_request(
    typed: Mapping[str, Any], output: str | None, lang: Lang, problems: Problems, *, force: bool
) -> GoogleRequest | None:
    """What the line asks of Google, None without ``--google``; all that is wrong is a problem."""
    if not typed["google"]:
        given = [name for key, name in _ONLY_GOOGLE.items() if typed[key]]
        if given:
            problems.add(_NEEDS_GOOGLE.to(lang).format(names=", ".join(given)))
        return None
    from retrosheet.google.sharing import folder_of, share_of

    of_files = [name for name, on in (("--output", output is not None), ("--force", force)) if on]
    if of_files:
        problems.add(_NO_FILE.to(lang).format(names=", ".join(of_files)))
    into = folder = zone = None
    if typed["into"] is not None:
        into = problems.tried(_sheet, typed["into"], lang)
    if typed["folder"] is not None:
        folder = problems.tried(folder_of, typed["folder"], lang)
        if typed["into"] is not None:
            problems.add(_EITHER.to(lang))
    if typed["time_zone"] is not None:
        zone = problems.tried(_zone, typed["time_zone"], lang)
    shares = [problems.tried(share_of, text, lang) for text in typed["share"]]
    return GoogleRequest(into, folder, tuple(filter(None, shares)), zone)


def _sheet(typed: str, lang: Lang) -> str:
    from retrosheet.google.addresses import spreadsheet_id

    found = spreadsheet_id(typed, lang)
    if found is None:
        raise InvalidInput(_NOT_A_SHEET.to(lang).format(typed=typed))
    return found


def _zone(typed: str, lang: Lang) -> str:
    if not _ZONE.fullmatch(typed) or not _known_zone(typed):
        raise InvalidInput(_NOT_A_ZONE.to(lang).format(typed=typed))
    return typed


def _known_zone(name: str) -> bool:
    """Whether there is such a zone; where this machine knows none at all, Google will say."""
    from zoneinfo import available_timezones

    known = available_timezones()
    return not known or name in known


def made(request: Request, asked: GoogleRequest, typed: Mapping[str, Any], finish: str) -> Made:
    """Makes the sheet and shares it. ``finish`` is the line that ends a half-made one: {url}.

    Raises InvalidInput or NoAccess; once there is a sheet, the message names it.
    """
    from retrosheet.google.drawing import creating
    from retrosheet.google.sharing import share_with
    from retrosheet.layout import build

    lang = request.campaign.lang
    workbook = build(request.campaign, request.schedule, request.today)
    zone = asked.time_zone or language(lang).time_zone
    drive = bool(asked.shares or asked.folder)

    def progress(number: int, of: int) -> None:
        if somebody_watches():
            mention(_STEP.to(lang).format(n=number, all=of))

    told = creating.Telling(lang, finish, progress, mention)
    with connected(lang, typed["credentials"], verbose=typed["verbose"], drive=drive) as transport:
        if asked.into is not None:
            done = creating.fill(transport, asked.into, workbook, time_zone=zone, told=told)
        else:
            done = creating.create(
                transport, workbook, time_zone=zone, folder=asked.folder, told=told
            )
        failed = share_with(transport, done.id, asked.shares)
    if failed:
        line, failures = told.line(done.url), " · ".join(failed)
        raise NoAccess(_NOT_SHARED.to(lang).format(url=done.url, failures=failures, line=line))
    return done


def next_lines(done: Made, shares: Sequence[Share], lang: Lang) -> tuple[str, str, list[str]]:
    """What is said of a sheet that is made: the head, what to do next, and lines to copy."""
    lines = [f"  retrosheet sync {done.url}"]
    if done.errors:
        cells = ", ".join(done.errors[:5])
        lines += ["", counted(len(done.errors), _ERRORS, lang).format(cells=cells)]
    said = _NEXT.to(lang)
    if shares:
        people = in_a_row([share.address for share in shares], lang)
        said = f"{_INVITED.to(lang).format(people=people)} {said}"
    return _DONE.to(lang), said, lines
