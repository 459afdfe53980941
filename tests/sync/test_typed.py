"""What people type, in any of the ways that they type it."""

from __future__ import annotations

import datetime as dt

import pytest

from retrosheet.statuses import APPROVED, BLOCKED, CANCELLED, DOING, DONE, POSTPONED, TODO, WAITING
from retrosheet.sync import typed
from retrosheet.sync.readers import CALCULATED

NEAR = dt.date(2027, 3, 1)

STATUSES = {
    "terminé ✔": DONE,
    "FAIT": DONE,
    "  faites ": DONE,
    "done": DONE,
    "✅": DONE,
    True: DONE,
    False: TODO,
    "en   COURS": DOING,
    "⏳ en cours": DOING,
    "In-progress": DOING,
    "a valider": WAITING,
    "Bloquées": BLOCKED,
    "⛔": BLOCKED,
    "reportee": POSTPONED,
    "annulé(e)": None,
    "Annulées": CANCELLED,
    "presque": None,
    "en cours de validation": WAITING,
    "En cours d’approbation": WAITING,
    "en attente du client": WAITING,
    "c'est fait": DONE,
    "C’est fait !": DONE,
    "ok, fini": DONE,
    "OK terminé": DONE,
    "déjà fait": DONE,
    "fait le 3/02": DONE,
    "Terminée le 3 février 2027": DONE,
    "envoyé pour validation le 3/02": WAITING,
    "fait le nécessaire": None,
    "fait le reste": None,
    "c'est pas fait": TODO,
    "pas fait": TODO,
    "c’est presque fini": DOING,
    "c'est fait ?": None,
    "ok": APPROVED,
    "c’est": None,
    "x": DONE,
    "fait le lundi 3/02": DONE,
    "v": DONE,
    "X": DONE,
    "ok, fini ❌": None,
    "✅⛔": None,
    "?": None,
    3.0: None,
}


@pytest.mark.parametrize("text", STATUSES)
def test_statuses(text: str | float | bool) -> None:
    """Case, accents, gender, plural, signs and tick boxes do not matter; nothing is guessed."""
    assert typed.status(text, {}) == STATUSES[text]


def test_the_words_of_the_workbook_come_first() -> None:
    """Whoever writes that « Fait » means begun is believed."""
    assert typed.status("fait", {"Fait": DOING, "Chez l’imprimeur": WAITING}) == DOING
    assert typed.status("chez l'imprimeur", {"Chez l’imprimeur": WAITING}) == WAITING


DATES_FR = {
    46461.0: dt.date(2027, 3, 15),
    "15/03/2027": dt.date(2027, 3, 15),
    "15.3.27": dt.date(2027, 3, 15),
    "2027-03-15": dt.date(2027, 3, 15),
    "15 mars": dt.date(2027, 3, 15),
    "lundi 15 mars 2027": dt.date(2027, 3, 15),
    "mar. 16 mars 2027": dt.date(2027, 3, 16),
    "1er mai": dt.date(2027, 5, 1),
    "le 8 février 2027": dt.date(2027, 2, 8),
    "Le 15/03": dt.date(2027, 3, 15),
    "le lundi 15 mars": dt.date(2027, 3, 15),
    "lun. 15/03/2027": dt.date(2027, 3, 15),
    "dimanche 15 mars 2027": None,
    "mardi 15/03/2027": None,
    "avant le 15 mars": None,
    "le mar 15": dt.date(2027, 3, 15),
    "15 déc.": dt.date(2026, 12, 15),
    "March 15th 2027": dt.date(2027, 3, 15),
    "15/03": dt.date(2027, 3, 15),
    "30/02/2027": None,
    "mi-mars": None,
    "15 ou 16 mars": None,
    50.0: None,
    True: None,
    "semaine 12": None,
    "15 mars 99999999999": None,
    "33612345678 mars": None,
    f"{'9' * 5000} mars": None,
    "፩ mars": None,
}


@pytest.mark.parametrize("text", DATES_FR)
def test_dates_in_french(text: str | float | bool) -> None:
    """Each way in which French people write a date is read as they mean it."""
    assert typed.date(text, "fr", NEAR) == DATES_FR[text]


def test_dates_in_english_are_read_only_where_there_is_one_reading() -> None:
    """15/03 and 03/15 are clear, 03/04 is nobody's guess."""
    assert typed.date("15/03/2027", "en", NEAR) == dt.date(2027, 3, 15)
    assert typed.date("03/15/2027", "en", NEAR) == dt.date(2027, 3, 15)
    assert typed.date("03/04/2027", "en", NEAR) is None
    assert typed.date("04/04/2027", "en", NEAR) == dt.date(2027, 4, 4)


SHARES = {
    0.5: 0.5,
    50.0: 0.5,
    "50 %": 0.5,
    "50": 0.5,
    "0,5": 0.5,
    1.0: 1.0,
    "1 %": 0.01,
    100.0: 1.0,
    False: 0.0,
    "120 %": None,
    -5.0: None,
    "à moitié": None,
}


@pytest.mark.parametrize("text", SHARES)
def test_shares(text: str | float | bool) -> None:
    """0.5, 50 and "50 %" are one half; more than all, less than nothing and words are not read."""
    assert typed.share(text) == SHARES[text]


def test_numbers() -> None:
    """Commas, thin spaces, units and the true minus sign are numbers; words and ticks are not."""
    assert typed.number("2,5") == 2.5
    assert typed.number("1 000") == 1000
    assert typed.number("12 j") == 12
    assert typed.number("−3") == -3
    assert typed.number("deux") is None
    assert typed.number(True) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [("J-40", -40), ("j – 7", -7), ("J+5", 5), ("D-30", -30), ("J", 0), (-12.0, -12), ("-3 j", -3)],
)
def test_an_offset_is_read_as_its_cell_shows_it(text: str | float, days: int) -> None:
    """J-40, D-30 or a bare number of days, with whatever dash."""
    assert typed.offset(text) == days


@pytest.mark.parametrize("text", ["K-40", "J40", "J-", "J-40-2", "J - x"])
def test_what_is_no_offset_is_not_read(text: str) -> None:
    """Another letter or a second number is not guessed at."""
    assert typed.offset(text) is None


def test_formulas_read_less_than_people_mean() -> None:
    """What the plan shows follows from numbers and listed words alone."""
    assert CALCULATED.status("Terminé ✔", {}) is None
    assert CALCULATED.status(" TERMINÉ  ", {}) == DONE
    assert CALCULATED.status("en   cours", {}) == DOING
    assert CALCULATED.status(True, {}) == DONE
    assert CALCULATED.status("Term*", {}) == DONE
    assert CALCULATED.day("15/03/2027", "fr", NEAR) is None
    assert CALCULATED.day(46461.0, "fr", NEAR) == dt.date(2027, 3, 15)
    assert CALCULATED.share("50 %") is None
    assert CALCULATED.share(50.0) == 0.5
    assert CALCULATED.share(150.0) is None
    assert CALCULATED.days("5") is None
    assert CALCULATED.end(3.0, "fr", NEAR) is None
