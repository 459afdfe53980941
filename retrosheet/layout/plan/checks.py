"""What the plan says about what people type, and the colours of its rows.

A validation only warns: a person may always go on. Each conditional format looks at its own row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.terms import MOST_DAYS
from retrosheet.language import Text
from retrosheet.layout import palette
from retrosheet.layout.engine.scalars import ZOOMS
from retrosheet.layout.plan.columns import CALCULATED, PLAN_COLUMNS
from retrosheet.workbook.model import Look, Rule, Validation
from retrosheet.workbook.refs import column_letters

if TYPE_CHECKING:
    from retrosheet.layout.frame import Frame
    from retrosheet.workbook.refs import Area

_COMPUTED = (*CALCULATED, "first_due", "slip")
_COMPUTED_TITLE = Text("Date calculée", "Calculated")
_COMPUTED_MESSAGE = Text(
    "Cette cellule se calcule toute seule. Pour fixer une date, tapez-la dans la colonne "
    "« Date imposée » ; pour décaler, changez J± ou la durée. Garder quand même votre saisie ?",
    "This cell is calculated. To fix a date, type it in the 'Fixed date' column; to shift it, "
    "change D± or the duration. Keep what you typed all the same?",
)

_DURATION = Text("Une durée en jours, de 0 à {most}.", "A duration in days, from 0 to {most}.")
_MARGIN = Text(
    "Une marge en jours ouvrés, de 0 à {most}.", "A buffer in working days, from 0 to {most}."
)


def validations(frame: Frame) -> list[Validation]:
    lang = frame.lang
    first, last = frame.plan.first_row, frame.plan.sentinel_row - 1

    def column(key: str) -> Area:
        index = frame.plan.column(key)
        return frame.area("plan", first, index, last, index)

    def inner(area: Area) -> Area:
        return area._replace(first_row=area.first_row + 1, last_row=area.last_row - 1)

    pick = Text("Autre mot", "Another word").to(lang)
    number = Text("Pas un nombre attendu", "Unexpected number").to(lang)
    date = Text("Pas une date", "Not a date").to(lang)
    date_message = Text(
        "Tapez une date, par exemple 15/03/2027.", "Type a date, for example 2027-03-15."
    ).to(lang)
    found = [
        Validation(
            column("status"), "list", pick,
            Text("Un mot de la liste, ou un autre que l’on emploie : fait, ok, prévu, à valider…",
                 "A word of the list, or another that people use: done, ok, planned, on hold…"
                 ).to(lang),
            source=inner(frame.settings.status_words), free=True,
        ),
        Validation(
            column("owner"), "list", pick,
            Text("Cette personne n’est pas dans l’équipe des réglages. À plusieurs, "
                 "séparez les noms par une virgule.",
                 "This person is not in the team of the settings. If they are several, put a "
                 "comma between their names.").to(lang),
            source=inner(frame.settings.team),
        ),
        Validation(
            column("phase"), "list", pick,
            Text("Cette phase n’est pas dans les réglages : elle n’aura pas de couleur.",
                 "This phase is not in the settings: it will have no colour.").to(lang),
            source=inner(frame.settings.phase_list),
        ),
        Validation(
            column("progress"), "decimal", number,
            Text("Un avancement va de 0 % à 100 %.", "Progress runs from 0% to 100%.").to(lang),
            least=0, most=1,
        ),
        Validation(
            column("offset"), "whole", number,
            Text("Des jours calendaires par rapport à J : -30, 0, 15…",
                 "Calendar days from launch day: -30, 0, 15…").to(lang),
            least=-MOST_DAYS, most=MOST_DAYS,
        ),
        Validation(
            column("duration"), "whole", number,
            _DURATION.to(lang).format(most=MOST_DAYS),
            least=0, most=MOST_DAYS,
        ),
        Validation(
            column("margin"), "whole", number,
            _MARGIN.to(lang).format(most=MOST_DAYS),
            least=0, most=MOST_DAYS,
        ),
        Validation(column("imposed"), "date", date, date_message, least=20001, most=79999),
        Validation(column("actual_end"), "date", date, date_message, least=20001, most=79999),
        Validation(
            frame.area("plan", *frame.plan.zoom, *frame.plan.zoom), "list", pick,
            Text("Choisissez une échelle dans la liste.", "Choose a scale from the list.").to(lang),
            source=tuple(zoom.to(lang) for zoom in ZOOMS),
        ),
    ]  # fmt: skip
    found.extend(
        Validation(column(key), "computed", _COMPUTED_TITLE.to(lang), _COMPUTED_MESSAGE.to(lang))
        for key in _COMPUTED
    )
    return found


def rules(frame: Frame) -> list[Rule]:
    """The late row, the done row, and phases as bands; each rule looks at its own row only.

    A band names its phase on its first row alone. Below, a blank stands for it: LibreOffice would
    mark a name that its cell cuts off, even one in the colour of the paper.
    """
    top = frame.plan.key_row
    own = {key: f"${column_letters(i)}{top + 1}" for i, key in enumerate(PLAN_COLUMNS)}
    last = frame.plan.sentinel_row

    def columns(first: str, final: str) -> Area:
        return frame.area("plan", top, frame.plan.column(first), last, frame.plan.column(final))

    flag, number, begins = own["flag"], own["phase_no"], own["phase_first"]
    hues = len(palette.HUES)
    banded = [
        Rule(
            columns("phase", "phase"),
            f"=AND(ISNUMBER({number}),{number}>0,MOD({number}-1,{hues})={n},{begins}={first})",
            look,
        )
        for n, hue in enumerate(palette.HUES)
        for first, look in (
            (1, Look(fill=hue.strong, color=palette.PAPER, bold=True)),
            (0, Look(fill=hue.tint, color=palette.BLACK, glyph=" ")),
        )
    ]
    graves = (
        (f'={flag}="late"', palette.LATE_LOOK),
        (f'={flag}="blocked"', palette.LATE_LOOK),
        (f'=OR({flag}="risk",{flag}="conflict")', palette.RISK_LOOK),
        (f'=OR({flag}="done",{flag}="cancelled")', palette.DONE_LOOK),
    )
    rows = [
        Rule(area, formula, look)
        for area in (columns("title", "comment"),)
        for formula, look in graves
    ]
    near = f'=OR({flag}="soon",{flag}="late_start")'
    alerts = [
        Rule(columns("alert", "alert"), formula, look)
        for formula, look in (*graves, (near, Look(color="#8A5A00")))
    ]
    return [*banded, *rows, *alerts]
