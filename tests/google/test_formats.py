"""Styles, looks and number formats as Google writes them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrosheet.google.drawing.colors import color
from retrosheet.google.drawing.formats import (
    BUTTON,
    ORDINARY,
    button_format,
    cell_format,
    number_format,
    rule_format,
    text_pixels,
)
from retrosheet.google.drawing.limits import RenderingError
from retrosheet.workbook.model import Look, Style
from tests.google.drawn import hex_of, style_of
from tests.google.fake.discovery import validate, validate_mask

COLORS = st.sampled_from(("#000000", "#FFFFFF", "#1F2933", "#0B6E8A", "#FFFBEA"))
STYLES = st.builds(
    Style,
    size=st.sampled_from((8, 9, 10, 24)),
    bold=st.booleans(),
    italic=st.booleans(),
    color=COLORS,
    fill=st.one_of(st.just(""), COLORS),
    align=st.sampled_from((None, "left", "center", "right")),
    top=st.booleans(),
    wrap=st.booleans(),
    indent=st.integers(0, 3),
    rotated=st.booleans(),
    line_below=st.one_of(st.just(""), COLORS),
    line_above=st.one_of(st.just(""), COLORS),
    line_left=st.one_of(st.just(""), COLORS),
    number_format=st.just(""),
    shrink=st.just(False),
    locked=st.just(True),
)


def merged(style: Style) -> dict[str, Any]:
    """The ordinary look with the style's over it, as Google lays it by the mask."""
    wanted = cell_format(style)
    return ORDINARY.look | (wanted.look if wanted is not None else {})


@given(STYLES)
def test_a_style_is_said_whole(style: Style) -> None:
    """What is left unsaid is what the ordinary style already says."""
    assert style_of(merged(style)) == style


@given(STYLES)
def test_the_mask_names_just_what_is_set(style: Style) -> None:
    """Nothing else of a cell is touched, and every field exists."""
    wanted = cell_format(style)
    if wanted is None:
        assert style == Style()
        return
    assert validate(wanted.look, "CellFormat") == []
    assert validate_mask(wanted.fields, "CellData") == []
    sides = [f"borders.{side}" for side in wanted.look.get("borders", {})]
    names = [name for name in wanted.look if name != "borders"] + sides
    assert wanted.fields == ",".join(f"userEnteredFormat.{name}" for name in names)


def test_lines_of_neighbours_are_left_alone() -> None:
    """A line is set alone, as a whole border would clear the line that the cell above drew."""
    wanted = cell_format(Style(line_below="#E3E8ED"))
    assert wanted is not None
    assert wanted.fields == "userEnteredFormat.borders.bottom"


def test_shrinking_text_is_cut_and_half_sizes_are_rounded() -> None:
    """What Sheets cannot do has the nearest that it can."""
    assert merged(Style(shrink=True))["wrapStrategy"] == "CLIP"
    assert merged(Style(size=9.6))["textFormat"]["fontSize"] == 10


@pytest.mark.parametrize(("size", "drawn"), [(24, 24), (12, 12), (10, 8), (9, 8), (8, 8), (7, 7)])
def test_small_text_that_would_shrink_is_small_from_the_start(size: float, drawn: int) -> None:
    """A name that Excel shrinks would lose its end; large type, and what is small, stays."""
    assert merged(Style(size=size, shrink=True))["textFormat"]["fontSize"] == drawn
    assert merged(Style(size=size))["textFormat"]["fontSize"] == size


def test_the_head_of_a_filtered_column_leaves_room_for_the_button() -> None:
    """No letter lies under it."""
    for style in (Style(), Style(align="right"), Style(indent=1)):
        wanted = button_format(style)
        assert wanted.fields == "userEnteredFormat.padding"
        assert wanted.look["padding"]["right"] == BUTTON
    assert button_format(Style(indent=1)).look["padding"]["left"] == 12
    assert button_format(Style(indent=2, align="right")).look["padding"]["right"] == 21


@pytest.mark.parametrize(
    ("text", "style", "pixels"),
    [
        ("Équipe de développement", Style(size=9), 128),
        ("Directeur de communication", Style(size=9), 139),
        ("Communications director", Style(size=9), 123),
        ("En attente de validation", Style(), 128),
    ],
)
def test_the_width_of_a_text_is_estimated(text: str, style: Style, pixels: int) -> None:
    """Beside what a browser measures in Carlito, which is as wide as Calibri."""
    assert pixels - 3 <= text_pixels(text, style) <= pixels * 1.12


def test_an_indent_is_room_on_the_side_of_the_text() -> None:
    """Left or right, as the text is aligned."""
    assert merged(Style(indent=1))["padding"] == {"top": 2, "right": 3, "bottom": 2, "left": 12}
    right = merged(Style(indent=2, align="right"))["padding"]
    assert right == {"top": 2, "right": 21, "bottom": 2, "left": 3}


@pytest.mark.parametrize(
    ("excel", "kind", "pattern"),
    [
        ("dd/mm/yyyy", "DATE", "dd/mm/yyyy"),
        ("yyyy-mm-dd", "DATE", "yyyy-mm-dd"),
        ("[$-40C]dddd d mmmm yyyy", "DATE", "dddd d mmmm yyyy"),
        ("[$-809]d mmm", "DATE", "d mmm"),
        ("[$-40C]mmmm", "DATE", "mmmm"),
        ("yyyy-mm-dd hh:mm", "DATE_TIME", "yyyy-mm-dd hh:mm"),
        ("hh:mm", "TIME", "hh:mm"),
        ("[h]:mm", "TIME", "[h]:mm"),
        ("0%", "PERCENT", "0%"),
        ('0" %"', "NUMBER", '0" %"'),
        ('0" j";;"–"', "NUMBER", '0" j";;"–"'),
        ('0" d"', "NUMBER", '0" d"'),
        ('"J+"0;"J-"0;"J"', "NUMBER", '"J+"0;"J-"0;"J"'),
        ('[$-40C]#,##0 "€";"▲ "-#,##0 "€"', "NUMBER", '#,##0 "€";"▲ "-#,##0 "€"'),
        ("#,##0 [$€-40C]", "NUMBER", '#,##0 "€"'),
        ("[Red][<0]0;0", "NUMBER", "[Red][<0]0;0"),
        ("0.0E+00", "SCIENTIFIC", "0.0E+00"),
        ("#,##0.0#", "NUMBER", "#,##0.0#"),
        ("@", "TEXT", "@"),
        (r"0\d", "NUMBER", r"0\d"),
    ],
)
def test_number_formats(excel: str, kind: str, pattern: str) -> None:
    """Excel's patterns in the form that Sheets reads alike."""
    assert number_format(excel) == {"type": kind, "pattern": pattern}


@pytest.mark.parametrize("general", ["", "General"])
def test_the_general_format_is_left_to_google(general: str) -> None:
    """No pattern is sent for it."""
    assert number_format(general) is None


@pytest.mark.parametrize("wrong", ["[DBNum1]0", 'General" d"', "0;0;0;@;0", '0" j', "[Pink]0"])
def test_number_formats_that_google_does_not_know(wrong: str) -> None:
    """They are stopped here, not refused there."""
    with pytest.raises(RenderingError, match="number format"):
        number_format(wrong)


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_survives(number: int) -> None:
    """Sent as fractions, it is the same colour again."""
    text = f"#{number:06X}"
    assert hex_of(color(text)) == text


@pytest.mark.parametrize("wrong", ["", "red", "#12345", "#1234567", "#GGGGGG"])
def test_what_is_no_colour(wrong: str) -> None:
    """A slip in a description is named."""
    with pytest.raises(RenderingError, match="no colour"):
        color(wrong)


def test_a_rule_may_set_what_google_lets_rules_set() -> None:
    """Fill, colour, bold and strike."""
    look = rule_format(Look(fill="#000000", color="#FFFFFF", bold=True, strike=True))
    assert hex_of(look["backgroundColorStyle"]) == "#000000"
    assert hex_of(look["textFormat"].pop("foregroundColorStyle")) == "#FFFFFF"
    assert look["textFormat"] == {"bold": True, "strikethrough": True}


def test_a_rule_that_changes_nothing_is_a_mistake() -> None:
    """It would be refused with the whole batch."""
    with pytest.raises(RenderingError, match="changes nothing"):
        rule_format(Look())
