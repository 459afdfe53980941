"""What is said of dates and durations that are unsure or cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.importing.words import quoted
from retrosheet.language import Lang, Text, long_date, month_name, offset_text

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
    STARTS_OFF = Text(
        "ce jour est chômé : la tâche commence le jour ouvré suivant",
        "this is a day off: the task starts on the next working day",
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

    @staticmethod
    def unreadable(typed: str, why: Text) -> Text:
        return Text(f"« {quoted(typed)} » : {why.fr}.", f'"{quoted(typed)}": {why.en}.')

    @staticmethod
    def vague(typed: str) -> Text:
        return Text(
            f"« {quoted(typed)} » n’est pas un jour : laissé en note, la tâche n’a pas de date",
            f'"{quoted(typed)}" is not a day: left in the note, the task has no date',
        )

    @staticmethod
    def vague_length(typed: str) -> Text:
        return Text(
            f"« {quoted(typed)} » n’est pas une durée : laissé en note, la tâche dure un jour",
            f'"{quoted(typed)}" is not a duration: left in the note, the task lasts a day',
        )

    @staticmethod
    def counted(typed: str, days: int, how: Text) -> Text:
        return Text(
            f"« {quoted(typed)} » est lu {offset_text(days, 'fr')} ({how.fr})",
            f'"{quoted(typed)}" is read as {offset_text(days, "en")} ({how.en})',
        )

    @staticmethod
    def length_counted(typed: str, length: Duration, how: Text) -> Text:
        return Text(
            f"« {quoted(typed)} » est lu {_length(length, 'fr')} ({how.fr})",
            f'"{quoted(typed)}" is read as {_length(length, "en")} ({how.en})',
        )

    @staticmethod
    def lengths_differ(said: Duration, counted: Duration) -> Text:
        return Text(
            f"le début et la fin comptent {_length(counted, 'fr')}, pas {said.amount} : ils "
            "l’emportent",
            f"start and end count {_length(counted, 'en')}, not {said.amount}: they prevail",
        )

    @staticmethod
    def day_off(date: dt.date) -> Text:
        return Text(
            f"le {long_date(date, 'fr')} est chômé : gardé tel quel (any_day: true)",
            f"{long_date(date, 'en')} is a day off: kept as it is (any_day: true)",
        )

    @staticmethod
    def two_days(typed: str, found: Numeric) -> Text:
        return Text(
            f"« {quoted(typed)} » : le {_day(found.dmy, 'fr')} ou le {_day(found.mdy, 'fr')} ? "
            "Ajoutez --dates dmy (jour d’abord) ou --dates mdy (mois d’abord).",
            f'"{quoted(typed)}": {_day(found.dmy, "en")} or {_day(found.mdy, "en")}? Add '
            "--dates dmy (day first) or --dates mdy (month first).",
        )

    @staticmethod
    def far(typed: str, launch: dt.date) -> Text:
        return Text(
            f"« {quoted(typed)} » est à plus de 3000 jours de J ({launch}) : vérifiez l’année.",
            f'"{quoted(typed)}" is more than 3000 days from launch ({launch}): check the year.',
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
