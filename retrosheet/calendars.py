"""Working days, public holidays and closures: the one owner of date arithmetic.

Conventions, the same as the spreadsheet functions that the workbook uses:

- Dates are inclusive: a one-day task starts and ends on the same day.
- ``working_day(day, n)`` is WORKDAY.INTL: the n-th working day strictly after ``day`` (strictly
  before it when n < 0). n is never 0.
- ``working_days(first, last)`` is NETWORKDAYS.INTL: the working days from ``first`` to ``last``,
  both included, 0 when ``last`` is before ``first``.
- A weekend is a mask of seven characters from Monday to Sunday, ``1`` for a day off.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from bisect import bisect_left
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text, language
from retrosheet.slugs import spelling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holidays import HolidayBase

SATURDAY_SUNDAY = "0000011"


class Holiday(NamedTuple):
    """A public holiday and its name in the campaign's language."""

    day: dt.date
    name: str


class Closure(NamedTuple):
    """Days on which nobody works, both ends included: a summer break, a bridge day."""

    first: dt.date
    last: dt.date

    def days(self) -> tuple[dt.date, ...]:
        return tuple(
            self.first + dt.timedelta(days=n) for n in range((self.last - self.first).days + 1)
        )


@dataclass(frozen=True)
class Calendar:
    """Which days are worked: a weekend mask, and days off whatever their weekday."""

    weekend: str = SATURDAY_SUNDAY
    days_off: frozenset[dt.date] = frozenset()

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[01]{7}", self.weekend) or "0" not in self.weekend:
            raise ValueError(f"not a weekend mask with a working day: {self.weekend!r}")
        object.__setattr__(self, "_off", frozenset(day.toordinal() for day in self.days_off))
        object.__setattr__(self, "_worked", tuple(flag == "0" for flag in self.weekend))
        lost = sorted(
            day.toordinal() for day in self.days_off if self.weekend[day.weekday()] == "0"
        )
        object.__setattr__(self, "_lost", tuple(lost))

    _off: frozenset[int] = frozenset()
    _worked: tuple[bool, ...] = ()
    _lost: tuple[int, ...] = ()

    def is_working(self, day: dt.date) -> bool:
        return self._worked[day.weekday()] and day.toordinal() not in self._off

    def working_day(self, day: dt.date, n: int) -> dt.date:
        """The n-th working day after ``day`` (before it when n < 0); n is not 0."""
        if n == 0:
            raise ValueError("working_day needs a direction")
        step = 1 if n > 0 else -1
        ordinal, left = day.toordinal(), abs(n)
        worked, off = self._worked, self._off
        while left:
            ordinal += step
            if worked[(ordinal + 6) % 7] and ordinal not in off:
                left -= 1
        return dt.date.fromordinal(ordinal)

    def on_or_before(self, day: dt.date) -> dt.date:
        """``day`` when it is worked, else the working day before it."""
        return self.working_day(day + dt.timedelta(days=1), -1)

    def on_or_after(self, day: dt.date) -> dt.date:
        """``day`` when it is worked, else the working day after it."""
        return self.working_day(day - dt.timedelta(days=1), 1)

    def working_days(self, first: dt.date, last: dt.date) -> int:
        """How many days are worked from ``first`` to ``last``, both included."""
        begin, days = first.toordinal(), (last - first).days + 1
        if days <= 0:
            return 0
        weeks, rest = divmod(days, 7)
        worked = self._worked
        count = weeks * sum(worked) + sum(worked[(begin + n + 6) % 7] for n in range(rest))
        return count - bisect_left(self._lost, begin + days) + bisect_left(self._lost, begin)

    def distance(self, first: dt.date, last: dt.date) -> int:
        """Working days from the morning of ``first`` to the morning of ``last``; signed."""
        one = dt.timedelta(days=1)
        if last >= first:
            return self.working_days(first, last - one)
        return -self.working_days(last, first - one)


_UNKNOWN_COUNTRY = Text(
    "Pays inconnu pour les jours fériés : « {code} ». Donnez un code ISO tel que FR, BE, CA ou "
    "CA-QC{near}, ou « none » pour aucun jour férié.",
    "Unknown country for public holidays: {code!r}. Give an ISO code such as FR, BE, GB or "
    "GB-SCT{near}, or 'none' for no public holidays.",
)
_NEAR = Text(" (vouliez-vous dire {codes} ?)", " (did you mean {codes}?)")


def public_holidays(country: str | None, years: range, lang: Lang) -> tuple[Holiday, ...]:
    """The public holidays of a country (``FR``) or of one of its regions (``CA-QC``), by date.

    Source: the ``holidays`` package, imported here only because it takes as long as all the rest.
    Raises InvalidInput for a country or region that it does not know.
    """
    if country is None:
        return ()
    import holidays

    code, _, region = _code(country).upper().partition("-")
    try:
        with _countries_one_by_one():
            found = holidays.country_holidays(code, subdiv=region or None)
            # the names would otherwise follow the machine's locale
            found = holidays.country_holidays(
                code, subdiv=region or None, years=years, language=_language(found, lang)
            )
    except NotImplementedError:
        known = holidays.list_supported_countries()
        regions = known.get(code, ())
        near = (
            [f"{code}-{name}" for name in regions if name[:1] == region[:1]]
            or [f"{code}-{name}" for name in regions]
            or [name for name in known if len(name) == 2 and name[0] == code[:1]]
        )
        hint = _NEAR.to(lang).format(codes=", ".join(near[:4])) if near else ""
        raise InvalidInput(_UNKNOWN_COUNTRY.to(lang).format(code=country, near=hint)) from None
    apostrophe = language(lang).apostrophe
    return tuple(Holiday(day, name.replace("'", apostrophe)) for day, name in sorted(found.items()))


def _code(country: str) -> str:
    """The code of a country that is named, in English or, for the usual ones, in French."""
    from holidays.registry import COUNTRIES

    name = spelling(country).replace("-", "_")
    name = _IN_FRENCH.get(name, name)
    return COUNTRIES[name][1] if name in COUNTRIES else country


_IN_FRENCH = {
    "algerie": "algeria", "allemagne": "germany", "autriche": "austria", "belgique": "belgium",
    "bresil": "brazil", "cameroun": "cameroon", "cote_d_ivoire": "ivory_coast",
    "espagne": "spain", "etats_unis": "united_states", "grande_bretagne": "united_kingdom",
    "irlande": "ireland", "italie": "italy", "japon": "japan", "maroc": "morocco",
    "norvege": "norway", "pays_bas": "netherlands", "pologne": "poland",
    "republique_tcheque": "czechia", "roumanie": "romania", "royaume_uni": "united_kingdom",
    "suede": "sweden", "suisse": "switzerland", "tunisie": "tunisia", "turquie": "turkey",
}  # fmt: skip


def _language(found: HolidayBase, lang: Lang) -> str | None:
    """The country's own variety of our language, else any, else the country's own language."""
    known = [name for name in found.supported_languages if name.startswith(lang)]
    own = found.default_language
    return own if own in known or not known else known[0]


@contextmanager
def _countries_one_by_one() -> Iterator[None]:
    """Lets the library load the one country that is asked for.

    It loads countries by need, but the package they lie in imports all 250 when the first one is
    loaded, which takes longer than everything else that makes a workbook. An empty package in its
    place, for as long as this lasts, gives the same country and no other.
    """
    import holidays

    name = "holidays.countries"
    if name in sys.modules:
        yield
        return
    empty = ModuleType(name)
    empty.__path__ = [str(Path(holidays.__file__).with_name("countries"))]
    sys.modules[name] = empty
    try:
        yield
    finally:
        del sys.modules[name]
