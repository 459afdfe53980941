"""The form on Settings: launch day, days off, reminders, each with a word on what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.language import Text
from retrosheet.layout import number_formats, remarks
from retrosheet.layout.palette import NOTE, TEXT, input_style
from retrosheet.schedule.verdict import SOON_DAYS
from retrosheet.weekends import words
from retrosheet.workbook import cadence
from retrosheet.workbook.model import Merge, Sheet, Style, Validation, Value

if TYPE_CHECKING:
    from retrosheet.layout.frame import Frame

FORM = {
    "name": (
        Text("Nom de la campagne", "Campaign name"),
        Text("Affiché en tête de chaque onglet.", "Shown at the top of every tab."),
    ),
    "launch": (
        Text("Jour J", "Launch day"),
        Text("Déplacez-le : toutes les dates suivent.", "Move it: every date follows."),
    ),
    "start": (
        Text("Rien avant le", "Nothing before"),
        Text(
            "Facultatif : le premier jour où l’on peut travailler.",
            "Optional: the first day on which work can begin.",
        ),
    ),
    "today": (
        Text("Aujourd’hui", "Today"),
        Text(
            "Suit l’horloge, sauf si une date est tapée ici.",
            "Follows the clock, unless a date stands here.",
        ),
    ),
    "weekend": (
        Text("Jours chômés", "Days off each week"),
        Text(
            "En toutes lettres : dimanche, aucun…",
            "In words: Sunday, none…",
        ),
    ),
    "soon_days": (
        Text("Prévenir avant (jours)", "Warn ahead (days)"),
        Text(
            "« Dans 3 j » se dit dès ce délai avant l’échéance.",
            "“In 3 d” appears so many days before the due date.",
        ),
    ),
    "remind_ahead": (
        Text("Rappeler avant (jours ouvrés)", "Remind ahead (working days)"),
        Text(
            "3, 1 : retrosheet remind écrit 3 j, puis 1 j avant.",
            "3, 1: retrosheet remind writes 3 d, then 1 d before.",
        ),
    ),
    "remind_every": (
        Text("En retard, relancer tous les (jours)", "When late, chase every (days)"),
        Text("Le lendemain de l’échéance, puis à ce rythme.", "The day after it, then so often."),
    ),
    "remind_most": (
        Text("Relances avant le silence", "Chasers before silence"),
        Text(
            "Puis on prévient le responsable de la campagne.",
            "After that the campaign’s owner is told, once.",
        ),
    ),
    "lead": (
        Text("Responsable de la campagne", "Campaign owner"),
        Text(
            "Un nom de l’équipe. Vide : les relances continuent.",
            "A name of the team. Empty: chasers go on.",
        ),
    ),
}
DATES = ("launch", "start", "today")
_WEEKEND_TITLE = Text("Autres jours", "Other days")
_WEEKEND_MESSAGE = Text(
    "D’autres jours que ceux de la liste comptent aussi, écrits en toutes lettres et séparés par "
    "une virgule. Ce qui n’est pas un jour : samedi et dimanche.",
    "Other days than those of the list count as well, written in words with a comma between them. "
    "What is not a day: Saturday and Sunday.",
)
_NOT_A_NUMBER = Text("Pas un nombre de jours", "Not a number of days")
_TYPE_DAYS = Text("Un nombre de jours, de 0 à 365.", "A number of days, from 0 to 365.")
_WEEKENDS = ("0000011", "0000001", "0000110", "0000000")


def put_form(sheet: Sheet, frame: Frame) -> None:
    """Each entry: its label, the cell to fill, and what that does."""
    lang, campaign = frame.lang, frame.campaign
    date = Style(number_format=number_formats.long_date(frame.locale), align="left")
    values: dict[str, Value] = {
        "name": campaign.name,
        "launch": campaign.launch,
        "start": campaign.start or "",
        "weekend": words(campaign.calendar.weekend, lang),
        "soon_days": SOON_DAYS,
        "remind_ahead": ", ".join(map(str, cadence.USUAL.ahead)),
        "remind_every": cadence.USUAL.every,
        "remind_most": cadence.USUAL.most,
        "lead": "",
    }
    for key in frame.settings.form:
        row = frame.settings.entry(key).first_row
        label, hint = FORM[key]
        sheet.put(row, 1, label.to(lang), TEXT._replace(bold=key == "launch"))
        style = input_style(TEXT._replace(align="left"))
        if key in DATES:
            style = style._replace(
                number_format=date.number_format, bold=key == "launch", shrink=True
            )
        if key in ("weekend", "remind_ahead"):
            style = style._replace(number_format=number_formats.TEXT)
        column = frame.settings.form_column
        if key == "today":
            sheet.calc(row, column, "=TODAY()", frame.today, style)
        else:
            sheet.put(row, column, values[key], style)
        if key == "launch":
            said, shown = remarks.first(frame, remarks.DAYS, hint.to(lang))
            sheet.calc(row, 3, said, shown, NOTE._replace(wrap=True))
        else:
            sheet.put(row, 3, hint.to(lang), NOTE)
        sheet.merges.append(Merge(row, 3, row, 6))


def form_checks(frame: Frame) -> list[Validation]:
    """What may be typed into numbers and the weekend; dates are checked with those of the lists."""
    lang = frame.lang
    return [
        Validation(
            frame.settings.entry("remind_every"), "whole",
            _NOT_A_NUMBER.to(lang), _TYPE_DAYS.to(lang),
            least=1, most=365,
        ),
        Validation(
            frame.settings.entry("remind_most"), "whole",
            _NOT_A_NUMBER.to(lang), _TYPE_DAYS.to(lang),
            least=0, most=365,
        ),
        Validation(
            frame.settings.entry("soon_days"), "whole", _NOT_A_NUMBER.to(lang), _TYPE_DAYS.to(lang),
            least=0, most=365,
        ),
        Validation(
            frame.settings.entry("weekend"), "list",
            _WEEKEND_TITLE.to(lang), _WEEKEND_MESSAGE.to(lang),
            source=tuple(words(mask, lang) for mask in _WEEKENDS),
        ),
    ]  # fmt: skip
