"""The head of the dashboard: the campaign, the countdown, one sentence, and six numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from retrosheet.language import Text
from retrosheet.layout import number_formats, palette, remarks
from retrosheet.layout.dashboard.grid import FIRST_COLUMN, LAST_COLUMN, column
from retrosheet.layout.dashboard.words import Part, Said, choose, fixed, literal, say
from retrosheet.workbook.model import Look, Name, Rule, Style

if TYPE_CHECKING:
    from retrosheet.language import Lang
    from retrosheet.layout.dashboard.facts import Facts
    from retrosheet.layout.dashboard.grid import Board

_BAND = Style(fill=palette.NIGHT, color=palette.PAPER)
_NAME = _BAND._replace(size=24, bold=True, indent=1, shrink=True)
_SENTENCE = _BAND._replace(size=12, indent=1, color=palette.LAUNCH, shrink=True)
_REMARK = _BAND._replace(size=9, bold=True, indent=1, color=palette.LAUNCH, wrap=True)
_COUNTDOWN = _BAND._replace(size=34, bold=True, align="right", indent=1)
_PAST = _BAND._replace(size=10, align="right", indent=1, color=palette.LAUNCH, shrink=True)
_DATE = _BAND._replace(size=12, align="right", indent=1, color=palette.LAUNCH)

_CARD = Style(fill=palette.WASH, color=palette.MUTED, size=9, indent=1)
_CARD_LABEL = _CARD._replace(size=10, color=palette.INK, line_above=palette.NIGHT)
_CARD_NUMBER = _CARD._replace(size=24, bold=True, color=palette.NIGHT, align="left")

_UNREADABLE = Text(
    "La date de J n’est pas lisible : corrigez-la dans les réglages.",
    "Launch day cannot be read: correct it in the settings.",
)
_FINISHED = Text("Tout est terminé.", "Everything is done.")
_AFTER = Text(
    "J est passé : il reste {open} tâche{open_s} à terminer.",
    "Launch has passed: {open} task{open_s} left to finish.",
)
_SLIPS = Text(
    "J ne tient pas : prévu le {forecast}, {slip} jour{slip_s} ouvré{slip_s} trop tard.",
    "Launch does not hold: expected on {forecast}, {slip} working day{slip_s} late.",
)
_READY = Text("Tout ce que J attend est prêt.", "All that launch waits for is done.")
_BARELY = Text("J tient, sans marge.", "Launch holds, with nothing to spare.")
_HOLDS = Text(
    "J tient, avec {spare} jour{spare_s} ouvré{spare_s} de marge.",
    "Launch holds, with {spare} working day{spare_s} to spare.",
)
_MOVED = Text("J déplacé : ", "Launch moved: ")
_MOVED_TWICE = Text("J déplacé deux fois : ", "Launch moved twice: ")
_MOVED_OFTEN = Text("J déplacé {moves} fois : ", "Launch moved {moves} times: ")
_LATER = Text(
    "{moved} jour{moved_s} ouvré{moved_s} plus tard",
    "{moved} working day{moved_s} later",
)
_EARLIER = Text(
    "{moved} jour{moved_s} ouvré{moved_s} plus tôt",
    "{moved} working day{moved_s} earlier",
)
_BACK = Text("même jour ouvré qu’au départ", "the same working day as at first")
_IN_ALL = Text(" en tout", " in all")
_HELD = Text(
    " Il aurait fallu commencer {missing} jour{missing_s} ouvré{missing_s} avant le début permis.",
    " Work should begin {missing} working day{missing_s} before it may.",
)
_OVERDUE = Text(
    " « {next} » aurait dû commencer il y a {missing} jour{missing_s} ouvré{missing_s}.",
    " “{next}” should have begun {missing} working day{missing_s} ago.",
)
_ALL_BEGUN = Text("", "")
_NEXT_NOW = Text(" À commencer aujourd’hui : « {next} ».", " To begin today: “{next}”.")
_NEXT = Text(
    " Prochain départ dans {wait} jour{wait_s} ouvré{wait_s}.",
    " The next start is in {wait} working day{wait_s}.",
)


def put_head(board: Board, facts: Facts) -> None:
    """The band across the page."""
    frame, rows = board.frame, board.rows
    middle, right = column(3, 3), column(4)
    name = frame.settings.entry("name").ref
    board.put(rows.name, FIRST_COLUMN, middle, frame.campaign.name, _NAME, f"={name}")
    said = _sentence(facts, board)
    text = f"=IFERROR({said.formula},{literal(_UNREADABLE.to(frame.lang))})"
    board.put(rows.sentence, FIRST_COLUMN, middle, said.value, _SENTENCE, text)
    launch, today = frame.engine.scalar_from("launch"), frame.engine.scalar_from("today")
    shown = _COUNTDOWN._replace(number_format=number_formats.countdown(frame.lang))
    days = (frame.campaign.launch - frame.today).days
    board.put(rows.name, right, LAST_COLUMN, days, shown, f'=IFERROR({launch}-{today},"?")')
    date = _DATE._replace(number_format=number_formats.long_date(frame.locale))
    value = frame.campaign.launch
    board.put(
        rows.sentence, right, LAST_COLUMN, value, date, f"={frame.settings.entry('launch').ref}"
    )
    text, shown_first = remarks.joined(frame)
    board.put(rows.sentence + 1, FIRST_COLUMN, middle, shown_first, _REMARK, text)
    board.say(rows.sentence + 1, right, LAST_COLUMN, _history(facts, frame.lang), _PAST)
    board.fill(rows.name - 1, rows.sentence + 1, FIRST_COLUMN, LAST_COLUMN, _BAND)


def _sentence(facts: Facts, board: Board) -> Said:
    """The verdict on launch and what should begin; after J, what is left."""
    lang = board.frame.lang
    part = facts.parts

    def sentence(text: Text) -> Said:
        return say(text, lang, **part)

    def positive(name: str) -> tuple[str, bool]:
        return f"{part[name].ref}>0", facts.number(name) > 0

    spare, waits = part["spare"], part["wait"]
    ready = spare.value == ""
    verdict = choose(
        (*positive("slip"), sentence(_SLIPS)),
        (f'{spare.ref}=""', ready, fixed(_READY, lang)),
        (f"{spare.ref}=0", spare.value == 0, fixed(_BARELY, lang)),
        # without a number there is no plural; nobody sees this sentence then
        otherwise=say(_HOLDS, lang, spare=spare._replace(value=0) if ready else spare),
    )
    late = positive("missing")
    held, held_now = positive("held")
    start = choose(
        (f'{part["next"].ref}=""', False, fixed(_ALL_BEGUN, lang)),
        (f"AND({late[0]},{held})", late[1] and held_now, sentence(_HELD)),
        (*late, sentence(_OVERDUE)),
        (f"{waits.ref}=0", waits.value == 0, sentence(_NEXT_NOW)),
        otherwise=sentence(_NEXT),
    )
    return choose(
        (f"{part['open'].ref}=0", False, fixed(_FINISHED, lang)),
        (*positive("past"), sentence(_AFTER)),
        otherwise=Said(f"{verdict.formula}&{start.formula}", verdict.value + start.value),
    )


def _history(facts: Facts, lang: Lang) -> Said:
    """How often launch day has moved since the first plan, as far as syncs saw it, and how far.

    One move may be several that no sync has seen: it is not counted out.
    """
    part, now, nothing = facts.parts, facts.number, fixed(Text("", ""), lang)

    def sentence(text: Text) -> Said:
        return say(text, lang, **part)

    def equals(name: str, number: int) -> tuple[str, bool]:
        return f"{part[name].ref}={number}", now(name) == number

    counted = choose(
        (*equals("moves", 1), sentence(_MOVED)),
        (*equals("moves", 2), sentence(_MOVED_TWICE)),
        otherwise=sentence(_MOVED_OFTEN),
    )
    far = choose(
        (*equals("moved", 0), sentence(_BACK)),
        (*equals("later", 1), sentence(_LATER)),
        otherwise=sentence(_EARLIER),
    )
    in_all = choose(
        (*equals("moves", 1), nothing),
        (*equals("moved", 0), nothing),
        otherwise=fixed(_IN_ALL, lang),
    )
    return choose(
        (*equals("moves", 0), nothing),
        otherwise=Said(
            f"{counted.formula}&{far.formula}&{in_all.formula}",
            counted.value + far.value + in_all.value,
        ),
    )


class _Card(NamedTuple):
    """A number with a word above and one below; it looks so once ``alarm`` is above 0.

    ``name`` is the defined name of the number, where sync has to leave its value.
    """

    label: Said
    number: Part
    below: Said
    number_format: str = "0"
    alarm: Part | None = None
    look: Look = palette.LATE_LOOK
    name: str = ""


def put_cards(board: Board, facts: Facts) -> None:
    for module, card in enumerate(_cards(facts, board)):
        first, last = column(module), column(module, 3)
        top = board.rows.cards
        number = _CARD_NUMBER._replace(number_format=card.number_format)
        board.say(top, first, last, card.label, _CARD_LABEL)
        shown = f'=IFERROR({card.number.ref},"?")'
        board.put(top + 1, first, last, card.number.value, number, shown)
        if card.name:
            area = board.sheet.area(top + 1, first, top + 1, first)
            board.sheet.names.append(Name(card.name, area))
        board.say(top + 2, first, last, card.below, _CARD)
        board.fill(top, top + 2, first, last, _CARD)
        if card.alarm is not None:
            at = card.alarm.ref
            area = board.sheet.area(top, first, top + 2, last)
            board.sheet.rules.append(Rule(area, f"=AND(ISNUMBER({at}),{at}>0)", card.look))


def _cards(facts: Facts, board: Board) -> list[_Card]:
    lang = board.frame.lang
    part, number = facts.parts, facts.number
    risk = palette.RISK_LOOK

    def sentence(text: Text) -> Said:
        return say(text, lang, **part)

    def none_or(name: str, none: Said, some: Said) -> Said:
        return choose((f"{part[name].ref}=0", number(name) == 0, none), otherwise=some)

    slips = f"{part['slip'].ref}>0"
    slips_now = number("slip") > 0
    days = Part(
        f"IF({slips},{part['slip'].ref},{part['spare'].ref})",
        number("slip") if slips_now else part["spare"].value,
    )
    # where launch waits for nothing any more there is no number
    counted = Part(f"N({days.ref})", 0 if isinstance(days.value, str) else days.value)
    return [
        _Card(
            sentence(Text("Avancement", "Progress")),
            part["progress"],
            sentence(Text("prévu à ce jour : {expected} %", "planned by today: {expected}%")),
            number_formats.percentage(lang),
        ),
        _Card(
            sentence(Text("En retard", "Late")),
            part["late"],
            none_or(
                "late",
                sentence(Text("rien en retard", "nothing is late")),
                sentence(
                    Text("jusqu’à {latest} jour{latest_s} ouvré{latest_s}",
                    "up to {latest} working day{latest_s}"),
                ),
            ),
            alarm=part["late"],
        ),
        _Card(
            sentence(Text("Prévu sous {soon_days} jours", "Due within {soon_days} days")),
            part["soon"],
            none_or(
                "soon",
                sentence(Text("rien de prévu", "nothing is due")),
                none_or(
                    "today",
                    sentence(Text("aucune aujourd’hui", "none of them today")),
                    sentence(Text("dont {today} aujourd’hui", "{today} of them today")),
                ),
            ),
            alarm=part["soon"],
            look=risk,
        ),
        _Card(
            sentence(Text("À risque", "At risk")),
            part["risk"],
            none_or(
                "not_begun",
                # what is late has its own card, and may not have begun either
                none_or(
                    "late",
                    sentence(Text("aucun départ en retard", "no start is overdue")),
                    sentence(Text("aucun autre départ en retard", "no other start is overdue")),
                ),
                sentence(
                    Text("et {not_begun} à commencer au plus vite",
                    "and {not_begun} should have begun"),
                ),
            ),
            alarm=part["risk"],
            look=risk,
            name="rs_at_risk",
        ),
        _Card(
            sentence(Text("Bloquées", "Blocked")),
            part["blocked"],
            none_or(
                "waiting",
                sentence(Text("aucune en attente de validation", "none awaiting approval")),
                sentence(Text("{waiting} en attente de validation", "{waiting} awaiting approval")),
            ),
            alarm=part["blocked"],
        ),
        _Card(
            choose((slips, slips_now, sentence(Text("Retard de J", "Launch is late by"))),
                   otherwise=sentence(Text("Marge avant J", "Float before launch"))),
            days,
            say(Text("jour{n_s} ouvré{n_s}", "working day{n_s}"), lang, n=counted),
            alarm=part["slip"],
        ),
    ]  # fmt: skip
