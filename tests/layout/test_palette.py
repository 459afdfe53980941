"""Nobody needs good eyes or a colour screen: what the workbook writes, measured.

The description of the workbook is what both renderers write, so it stands for the file and for the
Google sheet alike.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from retrosheet.language import LANGS
from retrosheet.layout import palette
from retrosheet.workbook.model import Cell, Look, Sheet, Style, Workbook
from retrosheet.workbook.refs import Area
from tests.engines.colour import EYES, apart, contrast
from tests.made import archetype_names, made

READABLE = 4.5
"""WCAG 2.2 for text, level AA."""

VISIBLE = 3.0
"""The same for what is drawn: bars, chips, signs."""

TODAY = dt.date(2027, 2, 9)
BACKGROUNDS = {palette.MARGIN, palette.FIRST, palette.TODAY, palette.LAUNCH, palette.DAY_OFF}
"""What lies behind the bars. A buffer is one: it is said in a column, and by a sign in black."""


def workbook(name: str) -> Workbook:
    return made(name, LANGS[archetype_names().index(name) % 2], TODAY).book


def visible(book: Workbook) -> Iterator[tuple[Sheet, list[Cell]]]:
    """The tabs that people see, each with the cells of theirs in which something is to be read."""
    for sheet in book.sheets:
        if sheet.hidden:
            continue
        rows = {row.row for row in sheet.rows if row.hidden}
        columns = {n for run in sheet.columns if run.hidden for n in range(run.first, run.last + 1)}
        yield (
            sheet,
            [
                cell
                for cell in sheet.cells
                if (cell.formula or cell.value not in (None, ""))
                and cell.row not in rows
                and cell.column not in columns
                and not _is_hidden_sign(cell)
            ],
        )


def _is_hidden_sign(cell: Cell) -> bool:
    return cell.value == "◆" and bool(cell.style) and cell.style.color == palette.PAPER  # type: ignore[union-attr]


@pytest.mark.parametrize("name", archetype_names()[::3])
def test_every_text_can_be_read(name: str) -> None:
    """On its own fill: headers, notes, chips, legend, what is done. Chips are drawn: 3 to 1."""
    faint = set()
    for sheet, cells in visible(workbook(name)):
        for cell in cells:
            style = cell.style or Style()
            least = VISIBLE if cell.value in ("■", "◆") else READABLE
            if contrast(style.color, style.fill or palette.PAPER) < least:
                faint.add((sheet.key, str(cell.value), style.color, style.fill))
    assert faint == set()


@pytest.mark.parametrize("name", archetype_names()[::3])
def test_every_rule_leaves_the_text_readable(name: str) -> None:
    """Late, at risk, done and blocked rows, letters of the RACI, alarms of the dashboard."""
    faint = set()
    for sheet, cells in visible(workbook(name)):
        for rule in sheet.rules:
            if rule.look.color in (rule.look.fill, palette.PAPER) or rule.look.glyph:
                continue  # a text that is hidden on purpose, or a sign, which has its own test
            for style in _ruled(cells, rule.area):
                ink = rule.look.color or style.color
                fill = rule.look.fill or style.fill or palette.PAPER
                if contrast(ink, fill) < READABLE:
                    faint.add((sheet.key, rule.area.local, ink, fill))
    assert faint == set()


def _ruled(cells: list[Cell], area: Area) -> set[Style]:
    """The looks of the cells in an area but its header, where no rule of a row holds."""
    rows = range(area.first_row, area.last_row + 1)
    columns = range(area.first_column, area.last_column + 1)
    inside = {
        cell.style or Style() for cell in cells if cell.row in rows and cell.column in columns
    }
    return {style for style in inside if style.fill != palette.NIGHT}


def drawn(name: str) -> list[Look]:
    """How the rules of the Gantt fill its cells, or colour their diamond."""
    first = made(name, "fr", TODAY).frame.plan.gantt_column
    rules = workbook(name).sheet("plan").rules
    return [rule.look for rule in rules if rule.area.first_column >= first and rule.area.rows > 2]


def test_every_bar_and_milestone_can_be_seen_on_paper() -> None:
    """Late, at risk, done, waiting, critical and ordinary in each phase's hue, or in none."""
    looks = [look for look in drawn("event") if look.fill not in BACKGROUNDS]
    assert len(looks) >= 19
    seen = [look.fill or look.color for look in looks]
    assert [color for color in seen if contrast(color, palette.PAPER) < VISIBLE] == []


def test_the_sign_in_a_bar_can_be_read() -> None:
    """Each mark stands out from the fill that it is drawn on."""
    signs = [look for look in drawn("event") if look.glyph]
    assert {look.glyph for look in signs} >= {"!", "~"}
    assert [look for look in signs if contrast(look.color, look.fill) < READABLE] == []


@pytest.mark.parametrize("name", archetype_names()[::3])
def test_what_charts_draw_can_be_seen_on_paper(name: str) -> None:
    """No line or bar is too pale for white paper."""
    colors = {
        color
        for sheet in workbook(name).sheets
        for chart in sheet.charts
        for series in chart.series
        for color in series.colors
    }
    assert len(colors) > 8
    assert {color for color in colors if contrast(color, palette.PAPER) < VISIBLE} == set()


@pytest.mark.parametrize("eyes", EYES)
def test_late_is_apart_from_critical_and_ordinary(eyes: str) -> None:
    """To all eyes and in black and white, also in Google Sheets, where a bar has no sign."""
    for hue in palette.HUES:
        assert apart(palette.LATE, hue.strong, eyes) >= 10, hue
        assert apart(palette.LATE, hue.soft, eyes) >= 10, hue


def test_the_kinds_of_bars_are_apart() -> None:
    """Whoever sees colours tells each kind of bar in the legend from every other."""
    hue = palette.HUES[0]
    kinds = (
        palette.LATE, palette.RISK, palette.DONE, hue.strong, hue.soft, palette.WAIT,
        palette.BRACKET,
    )  # fmt: skip
    for n, kind in enumerate(kinds):
        for other in kinds[:n]:
            assert apart(kind, other) >= 10, (kind, other)
