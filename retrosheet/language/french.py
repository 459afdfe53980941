"""French as it is written in France."""

from __future__ import annotations

import re

from retrosheet.language.record import Language, Locale

_NARROW, _NO_BREAK = "\u202f", "\u00a0"
_BEFORE_HIGH = re.compile(r"[ \u00a0](?=[;?!])")
_AROUND = re.compile(r"(?<=«)[ \u202f]|[ \u202f](?=[:»%€])|(?<=\d) (?=(?:j|jours?|tâches?)\b)")


def _no_breaks(text: str) -> str:
    """Punctuation never begins a line, nor does an opening guillemet end one."""
    for sign in ":;!?»":
        text = text.replace(f" {sign}", f"{_NO_BREAK}{sign}")
    return text.replace("« ", f"«{_NO_BREAK}")


def _typographic(text: str) -> str:
    return _AROUND.sub(_NO_BREAK, _BEFORE_HIGH.sub(_NARROW, text))


LANGUAGE = Language(
    code="fr",
    names=("français", "francais", "french"),
    weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    weekday_stems=("lun", "mar", "mer", "jeu", "ven", "sam", "dim"),
    months=(
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
    short_months=(
        "janv.", "févr.", "mars", "avr.", "mai", "juin",
        "juil.", "août", "sept.", "oct.", "nov.", "déc.",
    ),
    typed_months=(
        "janvier janv jan", "fevrier fevr fev", "mars mar", "avril avr", "mai", "juin",
        "juillet juil", "aout aou", "septembre sept sep", "octobre oct", "novembre nov",
        "decembre dec",
    ),
    date="{day:02}/{month:02}/{year}",
    typed_date="{day:02}/{month:02}/{year}",
    yearless_date="{day:02}/{month:02}",
    long_date="{weekday} {said_day} {month_name} {year}",
    first_day="1er",
    day_first=True,
    launch_day="J",
    week="S",
    day_unit="j",
    calendar_day_unit="j cal.",
    lag="{n} j",
    calendar_lag="{n} jc",
    quotes=("« ", " »"),
    colon=" :",
    conjunction=" et ",
    apostrophe="’",
    separator=";",
    thousands=_NARROW,
    decimal=",",
    money="{sign}{amount}" + _NO_BREAK + "€",
    spaced_percent=True,
    zero_is_singular=True,
    number_prefix="[$-40C]",
    locales=(
        Locale("fr_FR", "[$-40C]", "dd/mm/yyyy", "dd/mm/yy", "ddd dd/mm", "dddd d mmmm yyyy",
               "d mmm"),
        Locale("fr_CA", "[$-C0C]", "yyyy-mm-dd", "yy-mm-dd", "ddd d mmm", "dddd d mmmm yyyy",
               "d mmm"),
    ),
    country="FR",
    time_zone="Europe/Paris",
    no_breaks=_no_breaks,
    typographic=_typographic,
)  # fmt: skip
