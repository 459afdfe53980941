"""What ``new`` asks on a terminal, when the line does not say what to plan or when."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

import click

from retrosheet.archetype.library import available
from retrosheet.archetype.named import load_named
from retrosheet.calendars import public_holidays
from retrosheet.campaign import Options, plan
from retrosheet.cli.options.clock import today
from retrosheet.cli.options.lead import REFERENCE_LAUNCH, comfortable_launch, lead_days
from retrosheet.cli.options.plan_request import country_of, known_locale, writable
from retrosheet.cli.options.typed_dates import spoken_date
from retrosheet.cli.terminal.lettering import padded, printable, shown_width
from retrosheet.cli.terminal.streams import is_terminal, say
from retrosheet.errors import InvalidInput, RetrosheetError
from retrosheet.language import Lang, Text, colon, long_date, typed_date, usual_locale

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from retrosheet.archetype.model import Archetype

T = TypeVar("T")

_WHICH = Text("Quel type de campagne ?", "Which campaign type?")
_CHOICE = Text("{title}  à commencer {days} jours avant J", "{title}  begins {days} days before D")
_NUMBER = Text("Numéro", "Number")
_ONE_OF = Text("Un numéro de 1 à {most}, s’il vous plaît.", "A number from 1 to {most}, please.")
_WHEN = Text("Jour J, comme 15/03/2027", "Launch day, like 2027-03-15")
_NAME = Text("Nom de la campagne", "Name of the campaign")
_COUNTRY = Text("Jours fériés de quel pays (ou none)", "Public holidays of which country (or none)")
_LOCALE = Text(
    "Dates écrites comme en France (fr_FR) ou au Québec (fr_CA)",
    "Dates written as in en_GB, en_US, en_CA, en_AU or en_IE",
)
_PARTS = Text("Les parties facultatives, oui ou non :", "The optional parts, yes or no:")
_NAME_TEAM = Text("Donner les noms de l’équipe maintenant", "Name the team now")
_TEAM = Text(
    "Qui tient chaque fonction (Entrée si personne encore) :",
    "Who has each role (Enter if nobody yet):",
)
_YES, _NO = Text("oui", "yes"), Text("non", "no")
_YES_WORDS, _NO_WORDS = frozenset("o oui y yes".split()), frozenset("n non no".split())
_YES_OR_NO = Text("Oui ou non, s’il vous plaît.", "Yes or no, please.")
_MEANS = Text("  soit {day}", "  that is {day}")
_ANSWER = Text("réponse", "answer")


def somebody_answers() -> bool:
    """Whether a person sits at both ends: nothing is asked in a pipe."""
    return is_terminal(sys.stdin) and is_terminal(sys.stdout)


def ask(typed: dict[str, Any], lang: Lang) -> None:
    """Asks for what the line leaves open, and completes ``typed`` with the answers."""
    now = today(typed["today"], lang)
    if typed["archetype"] is None:
        typed["archetype"] = _which(lang)
    archetype = load_named(typed["archetype"], lang)
    if typed["launch"] is None:
        typed["launch"] = _launch(archetype, typed, now, lang).isoformat()
    if typed["name"] is None:
        title = archetype.title.to(lang)
        name = _asked(_NAME, title, lambda text: writable(text, _ANSWER.to(lang), lang), lang)
        typed["name"] = None if name == title else name
    if typed["country"] is None:
        usual = country_of(None, lang) or "none"
        country = _asked(_COUNTRY, usual, lambda text: _known_country(text, lang), lang)
        typed["country"] = None if country == usual else country
    if typed["google"] and typed["locale"] is None:
        usual = usual_locale(lang)
        locale = _asked(_LOCALE, usual, lambda text: known_locale(text, lang) or usual, lang)
        typed["locale"] = None if locale == usual else locale
    if archetype.blocks and not typed["with_blocks"] and not typed["without_blocks"]:
        _ask_for_blocks(archetype, typed, lang)
    if not typed["owner"]:
        typed["owner"] = _team(archetype, typed, lang)


def _ask_for_blocks(archetype: Archetype, typed: dict[str, Any], lang: Lang) -> None:
    """Each optional part, in or out; what is usual is said by the default."""
    say(_PARTS.to(lang))
    for block in archetype.blocks:
        usual = (_YES if block.default else _NO).to(lang)
        title = Text.same(f"  {block.title.to(lang)}")
        wanted = _asked(title, usual, lambda text: _is_yes(text, lang), lang)
        if wanted != block.default:
            key = "with_blocks" if wanted else "without_blocks"
            typed[key] = (*typed[key], block.id)


def _team(archetype: Archetype, typed: dict[str, Any], lang: Lang) -> tuple[str, ...]:
    """``ROLE=NAME`` for each role of the plan that is given a name."""
    if not _asked(_NAME_TEAM, _NO.to(lang), lambda text: _is_yes(text, lang), lang):
        return ()
    options = Options(
        REFERENCE_LAUNCH,
        lang,
        with_blocks=typed["with_blocks"],
        without_blocks=typed["without_blocks"],
    )
    campaign = plan(archetype, options)
    needed = {task.role for task in campaign.tasks}
    titles = [role.title for role in campaign.roles]
    say(_TEAM.to(lang))
    named = []
    for role in (role for role in campaign.roles if role.id in needed):
        title = Text.same(f"  {role.title}")
        name = _asked(title, "", lambda text: writable(text, _ANSWER.to(lang), lang), lang)
        clear = titles.count(role.title) == 1 and "=" not in role.title
        named += [f"{role.title if clear else role.id}={name}"] if name else []
    return tuple(named)


def _is_yes(typed: str, lang: Lang) -> bool:
    word = typed.strip().casefold()
    if word in _YES_WORDS:
        return True
    if word in _NO_WORDS:
        return False
    raise InvalidInput(_YES_OR_NO.to(lang))


def _which(lang: Lang) -> str:
    library = _offered(lang)
    width = max(shown_width(archetype.title.to(lang)) for archetype in library)
    say(_WHICH.to(lang))
    for number, archetype in enumerate(library, 1):
        title = padded(archetype.title.to(lang), width)
        text = _CHOICE.to(lang).format(title=title, days=lead_days(archetype))
        say(f"{number:>4}  {text}")

    def chosen(text: str) -> str:
        if text.strip() in {archetype.name for archetype in library}:
            return text.strip()
        if text.strip().isascii() and text.strip().isdigit():
            number = int(text)
            if 1 <= number <= len(library):
                return library[number - 1].name
        raise InvalidInput(_ONE_OF.to(lang).format(most=len(library)))

    return _asked(_NUMBER, "1", chosen, lang)


def _offered(lang: Lang) -> list[Archetype]:
    """The library's archetypes and a person's own, without those that have problems."""
    found = []
    for own in available():
        with suppress(RetrosheetError):
            found.append(load_named(own.name, lang))
    return found


def _launch(archetype: Archetype, typed: dict[str, Any], now: dt.date, lang: Lang) -> dt.date:
    options = Options(REFERENCE_LAUNCH, lang, country_of(typed["country"], lang))
    suggested = comfortable_launch(archetype, options, now)
    shown = typed_date(suggested, lang)
    where = _ANSWER.to(lang)
    launch = _asked(_WHEN, shown, lambda text: spoken_date(text, where, lang), lang)
    say(_MEANS.to(lang).format(day=long_date(launch, lang)))
    return launch


def _known_country(typed: str, lang: Lang) -> str:
    """The country as typed, once the calendar of holidays knows it."""
    year = REFERENCE_LAUNCH.year
    public_holidays(country_of(typed, lang), range(year, year + 1), lang)
    return typed.strip()


def _asked(question: Text, default: str, read: Callable[[str], T], lang: Lang) -> T:
    """The answer, asked for again until it can be read; Enter takes the default."""
    while True:
        typed = click.prompt(
            printable(question.to(lang)),
            default=printable(default),
            prompt_suffix=f"{colon(lang)} ",
            show_default=bool(default),
        )
        try:
            return read(typed)
        except InvalidInput as error:
            say(f"  {error}")
