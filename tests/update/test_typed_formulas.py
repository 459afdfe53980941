"""Formulas that people type where they fill in values: an update keeps them as they stand."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator

from retrosheet.files.fingerprint import Fingerprint
from retrosheet.sync.reading import NAMES, read_snapshot
from retrosheet.workbook.serials import serial
from retrosheet.xlsx.read import read_book
from retrosheet.xlsx.reading.texts import decoded, encoded
from tests.repairing.abuses import plan_of
from tests.repairing.parts import Parts, text_cell
from tests.update.files import plain, updated

_PLAN, _SETTINGS, _MONEY, _AIMS = "Rétroplanning", "Réglages", "Budget", "Indicateurs"
_DUE = dt.date(2027, 2, 8)


def _put(parts: Parts, title: str, place: str, formula: str, value: float | str) -> None:
    """A formula with its value, as a program saves it."""
    kind = b"" if not isinstance(value, str) else b"e" if value.startswith("#") else b"str"
    said = encoded(str(value))
    parts.cell(title, place, b"%b|<f>%b</f><v>%b</v>" % (kind, encoded(formula), said))


def _formula(parts: Parts, title: str, place: str) -> tuple[str, str]:
    """The formula of a cell and the value that it carries."""
    content = parts.parts[parts.part(title)]
    cell = re.search(rb'<c r="%b"[^>]*>(.*?)</c>' % place.encode(), content, re.DOTALL)
    assert cell is not None, (title, place)
    formula, value = (
        re.search(rb"<%b>([^<]*)</" % tag, cell[1].replace(b"<f/>", b"")) for tag in (b"f", b"v")
    )
    return decoded(formula[1]) if formula else "", decoded(value[1]) if value else ""


def _typed(parts: Parts) -> Iterator[tuple[str, str, str, float | str]]:
    """What somebody types: the tab, the cell, the formula and what it says."""
    plan = plan_of(parts)
    ids, rows = list(plan.rows), list(plan.rows.values())

    def at(key: str, row: int) -> str:
        return f"{plan.letters(key)}{row}"

    yield _MONEY, "F19", "1200*1.2", 1440
    yield _MONEY, "G19", "F19/2", 720
    yield _MONEY, "H20", "1/0", "#DIV/0!"
    yield _MONEY, "B20", '"Lots "&F19', "Lots 1440"
    yield _MONEY, "I20", "F20-G20-H20", 0
    yield _AIMS, "D17", "1000*12", 12000
    yield _AIMS, "J17", "3000+500", 3500
    yield "RACI", "G9", '"C"', "C"
    yield _SETTINGS, "C6", '"Promo "&27', "Promo 27"
    yield _SETTINGS, "C9", "TODAY()-1", serial(dt.date(2026, 11, 19))
    yield _PLAN, "C5", "DATE(2026,11,2)", serial(dt.date(2026, 11, 2))
    yield _PLAN, at("duration", rows[1]), "2*3", 6
    yield _PLAN, at("owner", rows[1]), '"Zo"&"é"', "Zoé"
    yield _PLAN, at("status", rows[2]), '"Fait"', "Fait"
    yield _PLAN, at("needs", rows[3]), at("id", rows[1]), ids[1]
    yield _PLAN, at("margin", rows[3]), "1/0", "#DIV/0!"
    yield _PLAN, at("due", rows[4]), "DATE(2027,2,8)", serial(_DUE)
    yield _PLAN, at("comment", plan.spare[0]), '"voir "&1', "voir 1"


def test_an_update_keeps_formulas_that_people_type_on_every_tab() -> None:
    """Each stands where it stood, with the value or the error that it had, in a row without
    formulas of ours too; the dates of that row are ours from then on."""
    parts = Parts(plain())
    plan = plan_of(parts)
    row = list(plan.rows.values())[5] + 1
    parts.insert_rows(_PLAN, row)
    parts.cell(_PLAN, f"{plan.letters('title')}{row}", text_cell("Relire"))
    typed = [*_typed(parts), (_PLAN, f"{plan.letters('duration')}{row}", "2+1", 3)]
    for title, place, formula, value in typed:
        _put(parts, title, place, formula, value)
    after, update = updated(parts.content())
    assert [change.what for change in update.changes] == ["inserted", "people"]
    new = Parts(after)
    for title, place, formula, value in typed:
        assert (title, place, *_formula(new, title, place)) == (title, place, formula, str(value))
    assert "_engine!" in _formula(new, _PLAN, f"{plan.letters('due')}{row}")[0]


def test_sync_names_a_formula_in_the_place_of_a_date_that_is_calculated() -> None:
    """What people put there is shown and not followed, a formula as much as a date."""
    parts = Parts(plain())
    plan = plan_of(parts)
    task, row = list(plan.rows.items())[4]
    place = f"{plan.letters('due')}{row}"
    _put(parts, _PLAN, place, "DATE(2027,2,8)", serial(_DUE))
    book = read_book(io.BytesIO(parts.content()), NAMES, Fingerprint(0, 0, 0, 0))
    doubts = read_snapshot(book.tables, "fr").doubts
    assert [(one.where, one.id, one.column, one.typed) for one in doubts] == [
        (f"{_PLAN}!{place}", task, "due", "08/02/2027")
    ]
