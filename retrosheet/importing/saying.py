"""What is said of dates and durations that are unsure or cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.terms import MOST_DAYS
from retrosheet.importing.raw import EXAMPLES
from retrosheet.importing.words import quoted
from retrosheet.language import (
    Lang,
    Text,
    date_text,
    long_date,
    month_name,
    offset_text,
    quotations,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from retrosheet.archetype.terms import Duration
    from retrosheet.importing.dates.days import Day, Numeric

_CALENDAR_DAYS = (
    Text("{n} jour calendaire", "{n} calendar day"),
    Text("{n} jours calendaires", "{n} calendar days"),
)
_WORKING_DAYS = (
    Text("{n} jour ouvré", "{n} working day"),
    Text("{n} jours ouvrés", "{n} working days"),
)


class DateSayings:
    """Each saying in every language."""

    MONTH_FIRST = Text(
        "cette date n’existe que le mois d’abord : toutes les dates sont lues ainsi (sinon : "
        "--dates dmy)",
        "this date exists month first only: all dates are read so (else: --dates dmy)",
    )
    END_KEPT = Text(
        "l’échéance n’est pas la fin prévue : la fin compte, l’échéance est gardée en note",
        "the due date is not the planned end: the end counts, the due date is kept in the note",
    )
    DUE_KEPT = Text(
        "la fin n’est pas l’échéance : l’échéance compte, la fin est gardée en note",
        "the end is not the due date: the due date counts, the end is kept in the note",
    )
    PERIOD_KEPT = Text(
        "l’échéance n’est pas la fin de la période : la période compte, l’échéance est gardée en "
        "note",
        "the due date is not the end of the period: the period counts, the due date is kept in "
        "the note",
    )
    BACKWARD = Text(
        "la fin vient avant le début : corrigez l’un des deux.",
        "the end comes before the start: correct one of the two.",
    )
    OFF = Text(
        "{examples} : jour chômé, gardé tel quel (any_day: true)",
        "{examples}: a day off, kept as it is (any_day: true)",
    )
    OFF_SPAN = Text(
        "commence ou finit un jour chômé : les dates sont gardées, la durée compte tous les jours",
        "starts or ends on a day off: the dates are kept, the duration counts all days",
    )
    DAYS_OFF_COUNTED = Text(
        "la durée compte aussi les jours chômés, car la tâche finit un jour chômé : {examples}",
        "the duration counts days off too, as the task ends on one: {examples}",
    )
    ONLY_START = Text(
        "ni fin ni durée : la tâche est due le jour de son début",
        "neither end nor duration: the task is due on the day it starts",
    )
    END_COUNTED = Text(
        "l’échéance est comptée depuis le début, 7 jours calendaires pour 5 jours ouvrés",
        "the due date is counted from the start, 7 calendar days for 5 working days",
    )
    ABOUT = Text(
        "date donnée comme approximative : prise telle quelle",
        "the date is said to be approximate: taken as it is",
    )

    VAGUE = Text(
        "{examples} : ce n’est pas un jour ; laissé en note, la tâche n’a pas de date",
        "{examples}: not a day; left in the note, the task has no date",
    )
    VAGUE_BESIDE = Text(
        "{examples} : ce n’est pas un jour ; laissé en note, la tâche a une autre date",
        "{examples}: not a day; left in the note, the task has another date",
    )
    VAGUE_LENGTH = Text(
        "{examples} : ce n’est pas une durée ; laissé en note, la tâche dure un jour",
        "{examples}: not a duration; left in the note, the task lasts a day",
    )
    LENGTHS_DIFFER = Text(
        "le début et la fin l’emportent sur la durée : {examples}",
        "start and end prevail over the duration: {examples}",
    )
    CHOSEN = Text(
        "un jour est choisi : {examples}",
        "a day is chosen: {examples}",
    )
    COUNTED_UP = Text(
        "compté depuis le début du projet, dont le dernier est pris pour celui de J : {examples}",
        "counted up from the project's beginning, the last one taken as launch's: {examples}",
    )
    OTHER_WEEKDAY = Text(
        "le jour de la semaine ne va pas avec la date, qui l’emporte : {examples}",
        "the day of the week does not go with the date, which prevails: {examples}",
    )
    BY_ORDER = Text(
        "les années qui manquent suivent l’ordre des lignes",
        "the years that are missing follow the order of the rows",
    )
    WINDOW = Text(
        "{examples} : la fin de cet intervalle est l’échéance, l’intervalle est gardé en note",
        "{examples}: the end of this window is the due date, the window is kept in the note",
    )
    WEEKDAY_NEEDS_LAUNCH = Text(
        "{examples} : ce jour de la semaine dépend de J ; avec --launch il devient une date, "
        "ici il est gardé en note",
        "{examples}: this day of the week depends on launch; with --launch it becomes a "
        "date, here it is kept in the note",
    )
    SINCE = Text(
        "{examples} : c’est un début, la tâche commence ce jour-là",
        "{examples}: this is a start, the task begins on that day",
    )

    @staticmethod
    def unreadable(why: Text) -> Text:
        return Text("{examples} : {why}.", "{examples}: {why}.").format(examples=EXAMPLES, why=why)

    @staticmethod
    def typed(text: str) -> Text:
        """What a cell says, as an example of a cause."""
        return quotations(quoted(text))

    @staticmethod
    def typed_as(text: str, said: Callable[[Lang], str]) -> Text:
        """What a cell says, and what it is read as in each language."""
        return Text("« {text} » est lu {said}", '"{text}" is read as {said}').format(
            text=quoted(text), said=Text.by(said)
        )

    @staticmethod
    def counted(typed: str, days: int) -> Text:
        return DateSayings.typed_as(typed, lambda lang: offset_text(days, lang))

    @staticmethod
    def counted_span(typed: str, first: int, last: int) -> Text:
        return DateSayings.typed_as(
            typed, lambda lang: f"{offset_text(first, lang)} → {offset_text(last, lang)}"
        )

    @staticmethod
    def how(how: Text) -> Text:
        return Text("{examples} ({how})", "{examples} ({how})").format(examples=EXAMPLES, how=how)

    @staticmethod
    def chosen(typed: str, date: dt.date) -> Text:
        """Which day of a week or a month is meant."""
        return DateSayings.typed_as(typed, lambda lang: long_date(date, lang))

    @staticmethod
    def length_counted(typed: str, length: Duration) -> Text:
        return DateSayings.typed_as(typed, lambda lang: _length(length, lang))

    @staticmethod
    def lengths(said: Duration, counted: Duration) -> Text:
        return Text("{counted}, pas {amount}", "{counted}, not {amount}").format(
            counted=Text.by(lambda lang: _length(counted, lang)), amount=said.amount
        )

    @staticmethod
    def day(date: dt.date) -> Text:
        return Text.by(lambda lang: long_date(date, lang))

    @staticmethod
    def two_days(typed: str, found: Numeric) -> Text:
        return Text(
            "« {typed} » : le {dmy} ou le {mdy} ? Ajoutez --dates dmy (jour d’abord) ou --dates "
            "mdy (mois d’abord).",
            '"{typed}": {dmy} or {mdy}? Add --dates dmy (day first) or --dates mdy (month first).',
        ).format(
            typed=quoted(typed),
            dmy=Text.by(lambda lang: _day(found.dmy, lang)),
            mdy=Text.by(lambda lang: _day(found.mdy, lang)),
        )

    @staticmethod
    def far(launch: dt.date) -> Text:
        return Text(
            "{examples} : à plus de {most} jours de J ({day}) ; vérifiez l’année.",
            "{examples}: more than {most} days from launch ({day}); check the year.",
        ).format(
            examples=EXAMPLES, most=MOST_DAYS, day=Text.by(lambda lang: date_text(launch, lang))
        )

    @staticmethod
    def no_launch(count: int, likely: dt.date | None) -> Text:
        """What to add, so that dates become days relative to J."""
        add = Text(
            "ajoutez par exemple --launch 2027-03-15.", "add for example --launch 2027-03-15."
        )
        if likely:
            add = Text(
                "ajoutez --launch {likely} si c’est ce jour-là.",
                "add --launch {likely} if that is the day.",
            ).format(likely=likely)
        if count == 1:
            return Text(
                "une vraie date se compte à partir du jour J : {add}",
                "a calendar date is counted from launch day: {add}",
            ).format(add=add)
        return Text(
            "{count} vraies dates à partir d’ici se comptent depuis le jour J : {add}",
            "{count} calendar dates from here on are counted from launch day: {add}",
        ).format(count=count, add=add)


def _day(day: Day | None, lang: Lang) -> str:
    if day is None:
        return "?"
    return f"{day.day} {month_name(day.month, lang)}"


def _length(length: Duration, lang: Lang) -> str:
    amount = length.amount
    if length.unit == "cd":
        return _CALENDAR_DAYS[amount != 1].to(lang).format(n=amount)
    return _WORKING_DAYS[amount != 1].to(lang).format(n=amount)
