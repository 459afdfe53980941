"""What is said of dates and durations that are unsure or cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.terms import MOST_DAYS
from retrosheet.importing.raw import EXAMPLES
from retrosheet.importing.words import quoted
from retrosheet.language import LANGS, Lang, Text, date_text, long_date, month_name, offset_text

if TYPE_CHECKING:
    import datetime as dt

    from retrosheet.archetype.terms import Duration
    from retrosheet.importing.days import Day, Numeric


class DateSayings:
    """Each saying in both languages."""

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
        f"{EXAMPLES} : jour chômé, gardé tel quel (any_day: true)",
        f"{EXAMPLES}: a day off, kept as it is (any_day: true)",
    )
    OFF_SPAN = Text(
        "commence ou finit un jour chômé : les dates sont gardées, la durée compte tous les jours",
        "starts or ends on a day off: the dates are kept, the duration counts all days",
    )
    DAYS_OFF_COUNTED = Text(
        f"la durée compte aussi les jours chômés, car la tâche finit un jour chômé : {EXAMPLES}",
        f"the duration counts days off too, as the task ends on one: {EXAMPLES}",
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
        f"{EXAMPLES} : ce n’est pas un jour ; laissé en note, la tâche n’a pas de date",
        f"{EXAMPLES}: not a day; left in the note, the task has no date",
    )
    VAGUE_LENGTH = Text(
        f"{EXAMPLES} : ce n’est pas une durée ; laissé en note, la tâche dure un jour",
        f"{EXAMPLES}: not a duration; left in the note, the task lasts a day",
    )
    LENGTHS_DIFFER = Text(
        f"le début et la fin l’emportent sur la durée : {EXAMPLES}",
        f"start and end prevail over the duration: {EXAMPLES}",
    )
    CHOSEN = Text(
        f"un jour est choisi : {EXAMPLES}",
        f"a day is chosen: {EXAMPLES}",
    )
    COUNTED_UP = Text(
        f"compté depuis le début du projet, dont le dernier est pris pour celui de J : {EXAMPLES}",
        f"counted up from the project's beginning, the last one taken as launch's: {EXAMPLES}",
    )
    OTHER_WEEKDAY = Text(
        f"le jour de la semaine ne va pas avec la date, qui l’emporte : {EXAMPLES}",
        f"the day of the week does not go with the date, which prevails: {EXAMPLES}",
    )
    BY_ORDER = Text(
        "les années qui manquent suivent l’ordre des lignes",
        "the years that are missing follow the order of the rows",
    )
    WINDOW = Text(
        f"{EXAMPLES} : la fin de cet intervalle est l’échéance, l’intervalle est gardé en note",
        f"{EXAMPLES}: the end of this window is the due date, the window is kept in the note",
    )
    WEEKDAY_NEEDS_LAUNCH = Text(
        f"{EXAMPLES} : ce jour de la semaine dépend de J ; avec --launch il devient une date, "
        "ici il est gardé en note",
        f"{EXAMPLES}: this day of the week depends on launch; with --launch it becomes a date, "
        "here it is kept in the note",
    )
    SINCE = Text(
        f"{EXAMPLES} : c’est un début, la tâche commence ce jour-là",
        f"{EXAMPLES}: this is a start, the task begins on that day",
    )

    @staticmethod
    def unreadable(why: Text) -> Text:
        return Text(f"{EXAMPLES} : {why.fr}.", f"{EXAMPLES}: {why.en}.")

    @staticmethod
    def typed(text: str) -> Text:
        """What a cell says, as an example of a cause."""
        return Text(f"« {quoted(text)} »", f'"{quoted(text)}"')

    @staticmethod
    def typed_as(text: str, fr: str, en: str) -> Text:
        """What a cell says, and what it is read as."""
        return Text(f"« {quoted(text)} » est lu {fr}", f'"{quoted(text)}" is read as {en}')

    @staticmethod
    def counted(typed: str, days: int) -> Text:
        return DateSayings.typed_as(typed, offset_text(days, "fr"), offset_text(days, "en"))

    @staticmethod
    def counted_span(typed: str, first: int, last: int) -> Text:
        fr, en = (f"{offset_text(first, lang)} → {offset_text(last, lang)}" for lang in LANGS)
        return DateSayings.typed_as(typed, fr, en)

    @staticmethod
    def how(how: Text) -> Text:
        return Text(f"{EXAMPLES} ({how.fr})", f"{EXAMPLES} ({how.en})")

    @staticmethod
    def chosen(typed: str, date: dt.date) -> Text:
        """Which day of a week or a month is meant."""
        return DateSayings.typed_as(typed, long_date(date, "fr"), long_date(date, "en"))

    @staticmethod
    def length_counted(typed: str, length: Duration) -> Text:
        return DateSayings.typed_as(typed, _length(length, "fr"), _length(length, "en"))

    @staticmethod
    def lengths(said: Duration, counted: Duration) -> Text:
        return Text(
            f"{_length(counted, 'fr')}, pas {said.amount}",
            f"{_length(counted, 'en')}, not {said.amount}",
        )

    @staticmethod
    def day(date: dt.date) -> Text:
        return Text(long_date(date, "fr"), long_date(date, "en"))

    @staticmethod
    def two_days(typed: str, found: Numeric) -> Text:
        return Text(
            f"« {quoted(typed)} » : le {_day(found.dmy, 'fr')} ou le {_day(found.mdy, 'fr')} ? "
            "Ajoutez --dates dmy (jour d’abord) ou --dates mdy (mois d’abord).",
            f'"{quoted(typed)}": {_day(found.dmy, "en")} or {_day(found.mdy, "en")}? Add '
            "--dates dmy (day first) or --dates mdy (month first).",
        )

    @staticmethod
    def far(launch: dt.date) -> Text:
        fr, en = date_text(launch, "fr"), date_text(launch, "en")
        return Text(
            f"{EXAMPLES} : à plus de {MOST_DAYS} jours de J ({fr}) ; vérifiez l’année.",
            f"{EXAMPLES}: more than {MOST_DAYS} days from launch ({en}); check the year.",
        )

    @staticmethod
    def no_launch(count: int, likely: dt.date | None) -> Text:
        """What to add, so that dates become days relative to J."""
        add = Text(
            "ajoutez par exemple --launch 2027-03-15.", "add for example --launch 2027-03-15."
        )
        if likely:
            add = Text(
                f"ajoutez --launch {likely} si c’est ce jour-là.",
                f"add --launch {likely} if that is the day.",
            )
        if count == 1:
            return Text(
                f"une vraie date se compte à partir du jour J : {add.fr}",
                f"a calendar date is counted from launch day: {add.en}",
            )
        return Text(
            f"{count} vraies dates à partir d’ici se comptent depuis le jour J : {add.fr}",
            f"{count} calendar dates from here on are counted from launch day: {add.en}",
        )


def _day(day: Day | None, lang: Lang) -> str:
    if day is None:
        return "?"
    return f"{day.day} {month_name(day.month, lang)}"


def _length(length: Duration, lang: Lang) -> str:
    amount = length.amount
    if length.unit == "cd":
        unit = Text("jour calendaire", "calendar day").to(lang)
        return f"{amount} {unit}" if amount == 1 else f"{amount} {_plural(unit)}"
    unit = Text("jour ouvré", "working day").to(lang)
    return f"{amount} {unit}" if amount == 1 else f"{amount} {_plural(unit)}"


def _plural(unit: str) -> str:
    return {"jour calendaire": "jours calendaires", "jour ouvré": "jours ouvrés"}.get(
        unit, f"{unit}s"
    )
