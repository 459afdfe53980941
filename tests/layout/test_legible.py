"""Nothing on the page shrinks until nobody can read it, whatever a role is called."""

from __future__ import annotations

import datetime as dt
from itertools import accumulate
from typing import TYPE_CHECKING

import pytest

from retrosheet.google.drawing.formats import text_pixels
from retrosheet.language import LANGS, Lang
from retrosheet.layout import palette, remarks
from retrosheet.layout.plan import tab as plan
from retrosheet.layout.settings import tab as settings
from retrosheet.layout.settings.form import FORM
from retrosheet.statuses import STATUSES
from retrosheet.workbook.model import Style
from tests.layout.test_plan import pixels, widths
from tests.made import archetype_names, made
from tests.thorough import covering

if TYPE_CHECKING:
    from retrosheet.workbook.model import Sheet

TODAY = dt.date(2026, 11, 21)
SMALLEST = 8
"""The smallest type on a screen, in points at full size."""
PADDING = 4
"""What both sides of a cell keep free, in pixels."""
_TYPED = ("phase", "title", "owner", "status", "alert", "comment", "needs", "deliverable")


def room(sheet: Sheet) -> dict[tuple[int, int], int]:
    """The pixels of each cell of the tab that spans columns, by its place, without padding."""
    wide = {
        column: 0 if run.hidden else pixels(run.width)
        for run in sheet.columns
        for column in range(run.first, run.last + 1)
    }
    spans = {(merge.first_row, merge.first_column): merge.last_column for merge in sheet.merges}
    return {
        (cell.row, cell.column): sum(
            wide.get(column, 64)
            for column in range(cell.column, spans.get((cell.row, cell.column), cell.column) + 1)
        )
        - PADDING
        for cell in sheet.cells
    }


@pytest.mark.parametrize(("name", "lang"), covering(archetype_names(), LANGS))
def test_what_shrinks_stays_legible(name: str, lang: Lang) -> None:
    """A text that is made to fit its cell has at least eight points then."""
    small = []
    for sheet in made(name, lang, TODAY).book.sheets:
        found = room(sheet)
        for cell in sheet.cells:
            if cell.style is None or not cell.style.shrink or not isinstance(cell.value, str):
                continue
            wanted = text_pixels(cell.value, cell.style._replace(size=SMALLEST, shrink=False))
            if wanted > found[cell.row, cell.column] > 20:
                small.append((sheet.title, cell.value))
    assert not small


def test_what_people_type_never_shrinks() -> None:
    """However long a name, a title or a status is, the plan cuts it off and keeps its size."""
    frame = made("product-launch", "fr", TODAY).frame
    columns = {frame.plan.column(key) for key in _TYPED}
    lines = range(frame.plan.first_row, frame.plan.sentinel_row)
    styles = {
        cell.style
        for cell in plan.lay_out(frame).cells
        if cell.row in lines and cell.column in columns and cell.style
    }
    assert styles
    assert not any(style.shrink for style in styles)
    assert min(style.size for style in styles) >= SMALLEST + 1


@pytest.mark.parametrize(("name", "lang"), covering(archetype_names(), LANGS))
def test_roles_are_told_apart_where_the_plan_cuts_them(name: str, lang: Lang) -> None:
    """Until people are named, what a laptop shows of an owner belongs to one role alone."""
    frame = made(name, lang, TODAY).frame
    wide = widths(frame)[frame.plan.column("owner")] - PADDING
    style = Style(size=9)
    seen = [
        max(
            (part for part in accumulate(role.title) if text_pixels(part, style) <= wide),
            key=len,
        )
        for role in frame.campaign.roles
    ]
    assert len(set(seen)) == len(seen)


@pytest.mark.parametrize("lang", LANGS)
def test_each_status_word_fits_its_column(lang: Lang) -> None:
    """A laptop shows the words of Settings whole."""
    frame = made("event", lang, TODAY).frame
    wide = widths(frame)[frame.plan.column("status")]
    longest = max(text_pixels(status.word.to(lang), Style(size=9)) for status in STATUSES)
    assert longest <= wide - PADDING


@pytest.mark.parametrize("lang", LANGS)
def test_the_gravest_remark_stands_whole_above_the_plan(lang: Lang) -> None:
    """Beside it there is room for how many others there are."""
    frame = made("product-launch", lang, TODAY).frame
    shown = widths(frame)
    table = range(frame.plan.column("phase"), frame.plan.gantt_column)
    wide = sum(shown.get(column, 0) for column in table) - PADDING
    style = Style(size=9, bold=True)
    for text in _longest(lang):
        assert text_pixels(text, style) <= wide, text


def _longest(lang: Lang) -> list[str]:
    more = remarks.MORE.to(lang).format(n=9, n_s="s")
    numbers = dict.fromkeys(remarks.COUNTS, 88)
    return [remarks.TEXTS[key].to(lang).format(**numbers) + more for key in remarks.ABOVE_PLAN]


@pytest.mark.parametrize("lang", LANGS)
def test_each_note_of_settings_fits_its_line(lang: Lang) -> None:
    """Beside the cells of the form, in the size of all notes; what is wrong with the days has two
    lines."""
    frame = made("event", lang, TODAY).frame
    sheet = settings.lay_out(frame)
    found = room(sheet)
    column = frame.settings.form_column + 1
    for key in FORM:
        row = frame.settings.entry(key).first_row
        (cell,) = (one for one in sheet.cells if (one.row, one.column) == (row, column))
        assert cell.style is not None
        assert not cell.style.shrink
        assert text_pixels(str(cell.value), palette.NOTE) <= found[row, column], cell.value
    numbers = dict.fromkeys((*remarks.COUNTS, "closed_days", "closed_room"), 888)
    row = frame.settings.entry("launch").first_row
    for key in remarks.DAYS:
        if key in remarks.TEXTS:
            said = remarks.TEXTS[key].to(lang).format(**numbers)
            assert (
                text_pixels(said, palette.NOTE._replace(bold=True)) <= 2 * found[row, column] * 0.9
            )


def test_every_column_in_sight_is_described() -> None:
    """What nobody describes would stay without white, and LibreOffice draw page breaks there."""
    for sheet in made("event", "fr", TODAY).book.sheets:
        if not sheet.hidden:
            described = {n for run in sheet.columns for n in range(run.first, run.last + 1)}
            used = {cell.column for cell in sheet.cells}
            assert described >= set(range(max(used) + 1)), sheet.title
