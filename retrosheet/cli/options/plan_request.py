"""What a command line asks to plan: every option read, every problem said at once."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from retrosheet.archetype.named import load_named
from retrosheet.calendars import SATURDAY_SUNDAY, Calendar
from retrosheet.campaign import SPARE_LINES, Campaign, Options, plan
from retrosheet.cli.options.clock import today
from retrosheet.cli.options.language_choice import check_language
from retrosheet.cli.options.problems import Problems
from retrosheet.cli.options.typed_dates import closure, option_date
from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text, language, locales_of, typed_date
from retrosheet.schedule import Schedule, compute

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.archetype.model import Archetype

LONGEST_TEXT = 200
MOST_SPARE_LINES = 50
# What stands for a launch day that is missing, while the rest of the line is checked.
PLACEHOLDER = dt.date(2027, 3, 15)
# Controls, line ends and halves of characters: nothing that a cell can hold.
_NOT_TEXT = ("Cc", "Cs", "Cn", "Zl", "Zp")
_NO_COUNTRY = ("none", "aucun")

_NO_ARCHETYPE = Text(
    "il manque le type de campagne ; écrivez par exemple : {command} product-launch "
    "(retrosheet list les montre tous).",
    "the campaign type is missing; write for example: {command} product-launch "
    "(retrosheet list shows them all).",
)
_NO_LAUNCH = Text(
    "il manque le jour J ; ajoutez par exemple : --launch 15/03/2027.",
    "launch day is missing; add for example: --launch 2027-03-15.",
)
_WEEKEND = Text(
    "--weekend : « {typed} » ; écrivez sept chiffres du lundi au dimanche, 1 pour un jour de "
    "repos et au moins un 0 : 0000011 pour samedi et dimanche.",
    '--weekend: "{typed}"; write seven digits from Monday to Sunday, 1 for a day off and at least '
    "one 0: 0000011 for Saturday and Sunday.",
)
_START_AFTER = Text(
    "--start : le {start} vient après le jour J, le {launch} ; donnez un début plus tôt.",
    "--start: {start} comes after launch day, {launch}; give an earlier start.",
)
_OWNER = Text(
    "--owner : « {typed} » ; écrivez FONCTION=NOM, par exemple : "
    '--owner "Directeur marketing=Nadia Roux".',
    '--owner: "{typed}"; write ROLE=NAME, for example: --owner "Marketing director=Nadia Roux".',
)
_SPARE = Text(
    "--spare : « {typed} » ; écrivez un nombre de lignes, de 0 à {most}.",
    '--spare: "{typed}"; write a number of lines, from 0 to {most}.',
)
_UNWRITABLE = Text(
    "{where} : un caractère invisible ou illisible s’y trouve ; retapez le texte.",
    "{where}: there is an invisible or unreadable character in it; type the text again.",
)
_LONG = Text(
    "{where} : plus de {most} caractères ; raccourcissez le texte.",
    "{where}: more than {most} characters; shorten the text.",
)
_LOCALE = Text(
    "--locale : « {typed} » ; pour un plan en français, choisissez parmi {known}.",
    '--locale: "{typed}"; for a plan in English, choose among {known}.',
)
_BOTH_WAYS = Text(
    "« {block} » : à la fois --with et --without ; gardez l’un des deux.",
    '"{block}": both --with and --without; keep one of the two.',
)
_NOTHING = Text(
    "Il ne reste aucune tâche de {path} avec ces blocs ; retirez un --without ou ajoutez un "
    "--with.",
    "No task of {path} is left with these blocks; drop a --without or add a --with.",
)
_BEYOND = Text(
    "Ces durées mènent au-delà du calendrier (années 1 à 9999) : raccourcissez les tâches de "
    "{path}",
    "These durations lead beyond the calendar (years 1 to 9999): shorten the tasks of {path}",
)


class Request(NamedTuple):
    """A campaign and its schedule, as of ``today``."""

    archetype: Archetype
    campaign: Campaign
    schedule: Schedule
    today: dt.date


def planned(
    typed: Mapping[str, Any], lang: Lang, command: str, problems: Problems | None = None
) -> Request:
    """The campaign that the line asks for; InvalidInput names all that is wrong with it.

    ``problems`` are those that the command has found in options of its own.
    """
    problems = Problems() if problems is None else problems
    problems.tried(check_language, typed["lang"], lang)
    archetype = _archetype(typed, lang, command, problems)
    now = problems.tried(today, typed["today"], lang)
    options = _options(typed, lang, problems)
    campaign = None
    if archetype is not None and not problems:
        campaign = problems.tried(plan, archetype, options)
    if archetype is not None and problems:
        # A plan stops at its first refusal: each kind of option is tried without the others.
        alone = Options(options.launch, lang)
        for chosen in (
            replace(alone, people=options.people),
            replace(alone, country=options.country),
            replace(alone, with_blocks=options.with_blocks, without_blocks=options.without_blocks),
        ):
            problems.tried(plan, archetype, chosen)
    problems.raise_any()
    assert archetype is not None
    assert campaign is not None
    assert now is not None
    if not campaign.tasks:
        raise InvalidInput(_NOTHING.to(lang).format(path=archetype.path))
    return Request(archetype, campaign, scheduled(campaign, archetype.path, now), now)


def scheduled(campaign: Campaign, path: str, today: dt.date) -> Schedule:
    """The schedule; InvalidInput where the durations of the file reach beyond all calendars."""
    try:
        return compute(campaign, today)
    except (OverflowError, ValueError) as error:
        raise InvalidInput(_BEYOND.to(campaign.lang).format(path=path)) from error


def country_of(typed: str | None, lang: Lang) -> str | None:
    """The country whose holidays count: France for a plan in French, unless another is given."""
    if typed is None:
        return language(lang).country
    return None if typed.strip().casefold() in _NO_COUNTRY else typed.strip()


def writable(typed: str, where: str, lang: Lang) -> str:
    """The text of a person's answer; InvalidInput for what no workbook can hold."""
    if any(unicodedata.category(character) in _NOT_TEXT for character in typed):
        raise InvalidInput(_UNWRITABLE.to(lang).format(where=where))
    if len(typed) > LONGEST_TEXT:
        raise InvalidInput(_LONG.to(lang).format(where=where, most=LONGEST_TEXT))
    return typed.strip()


def _archetype(
    typed: Mapping[str, Any], lang: Lang, command: str, problems: Problems
) -> Archetype | None:
    if typed["archetype"] is None:
        problems.add(_NO_ARCHETYPE.to(lang).format(command=command))
        return None
    return problems.tried(load_named, typed["archetype"], lang, typed["launch"] or "")


def _options(typed: Mapping[str, Any], lang: Lang, problems: Problems) -> Options:
    """The options as far as they can be read; a placeholder stands for an unreadable launch."""
    launch = None
    if typed["launch"] is None:
        problems.add(_NO_LAUNCH.to(lang))
    else:
        launch = problems.tried(option_date, typed["launch"], "--launch", lang)
    return options_of(typed, lang, problems, launch)


def options_of(
    typed: Mapping[str, Any], lang: Lang, problems: Problems, launch: dt.date | None
) -> Options:
    """The options beside launch; what is wrong with them is added to ``problems``."""
    start = None
    if typed["start"] is not None:
        start = problems.tried(option_date, typed["start"], "--start", lang)
    if start and launch and start > launch:
        problems.add(
            _START_AFTER.to(lang).format(
                start=typed_date(start, lang), launch=typed_date(launch, lang)
            )
        )
    spans = [text for text in typed["closed"] if text.strip().casefold() not in _NO_COUNTRY]
    closures = [problems.tried(closure, text, "--closed", lang) for text in spans]
    people = [problems.tried(_owner, text, lang) for text in typed["owner"]]
    for block in typed["with_blocks"]:
        if block in typed["without_blocks"]:
            problems.add(_BOTH_WAYS.to(lang).format(block=block))
    return Options(
        launch=launch or PLACEHOLDER,
        lang=lang,
        country=country_of(typed["country"], lang),
        weekend=problems.tried(_weekend, typed["weekend"], lang) or SATURDAY_SUNDAY,
        closed=tuple(filter(None, closures)),
        yearly=len(spans) == len(typed["closed"]),
        start=start,
        name=problems.tried(writable, typed["name"] or "", "--name", lang) or "",
        people=tuple(filter(None, people)),
        with_blocks=typed["with_blocks"],
        without_blocks=typed["without_blocks"],
        spare=spare_lines(typed.get("spare"), lang, problems),
        locale=problems.tried(known_locale, typed.get("locale") or "", lang) or "",
    )


def spare_lines(typed: str | None, lang: Lang, problems: Problems) -> int:
    """The spare lines at the end of each phase; the usual number where none can be read."""
    if typed is None:
        return SPARE_LINES
    if typed.isascii() and typed.isdigit() and int(typed) <= MOST_SPARE_LINES:
        return int(typed)
    problems.add(_SPARE.to(lang).format(typed=typed, most=MOST_SPARE_LINES))
    return SPARE_LINES


def known_locale(typed: str, lang: Lang) -> str:
    """The locale as it is kept, ``en_US`` for en-us; "" for none. InvalidInput for another."""
    if not typed:
        return ""
    known = locales_of(lang)
    wanted = typed.strip().replace("-", "_").casefold()
    for locale in known:
        if locale.casefold() == wanted:
            return locale
    raise InvalidInput(_LOCALE.to(lang).format(typed=typed, known=", ".join(known)))


def _weekend(typed: str | None, lang: Lang) -> str:
    if typed is None:
        return SATURDAY_SUNDAY
    try:
        return Calendar(typed).weekend
    except ValueError:
        raise InvalidInput(_WEEKEND.to(lang).format(typed=typed)) from None


def _owner(typed: str, lang: Lang) -> tuple[str, str]:
    role, _, name = writable(typed, "--owner", lang).partition("=")
    if not role.strip() or not name.strip():
        raise InvalidInput(_OWNER.to(lang).format(typed=typed))
    return role.strip(), name.strip()
