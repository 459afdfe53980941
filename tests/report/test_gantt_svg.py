"""The drawing as SVG: well formed whatever people type, and readable on a sheet of paper."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from retrosheet.language import LANGS, Lang
from retrosheet.report.gantt.chart import chart_of
from retrosheet.report.gantt.drawing import drawing
from retrosheet.report.gantt.forms import MOST_ON_PAPER, SCREEN, Format, paper
from retrosheet.report.gantt.lettering import fitted, text_width
from tests.standing.told import hostile, standing

SVG = "{http://www.w3.org/2000/svg}"


def svg_of(lang: Lang = "fr", form: Format = SCREEN, *, bad: bool = False) -> str:
    found = hostile(lang) if bad else standing(lang=lang)
    return drawing(chart_of(found), found.calendar, found.name, lang, form)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", [SCREEN, paper(66)], ids=["screen", "paper"])
def test_whatever_people_type_the_drawing_is_xml(lang: Lang, form: Format) -> None:
    """Control characters, halves of characters and tags end up as text, or as a replacement."""
    root = ET.fromstring(svg_of(lang, form, bad=True))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "style", "defs", "pattern", "rect", "path", "circle", "g", "use",
        "text", "tspan",
    }  # fmt: skip
    for element in root.iter():
        assert not any(name.startswith("on") for name in element.attrib)
        assert "example.org" not in "".join(
            value for name, value in element.attrib.items() if name.endswith("href")
        )


def test_it_has_a_name_and_a_description() -> None:
    """Whoever hears a page is told what the drawing shows."""
    root = ET.fromstring(svg_of())
    assert root.get("role") == "img"
    ids = {element.get("id"): element for element in root.iter() if element.get("id")}
    title, about = (ids[name] for name in (root.get("aria-labelledby") or "").split())
    assert title.text == "Campagne de communication\u00a0: diagramme de Gantt"
    assert (about.text or "").startswith("66 lignes, du ")


def test_every_reference_leads_somewhere() -> None:
    """No pattern or label is missing from the drawing."""
    text = svg_of()
    wanted = set(re.findall(r'href="#(\w+)"', text)) | set(re.findall(r"url\(#(\w+)\)", text))
    assert wanted <= set(re.findall(r' id="(\w+)"', text))
    assert wanted


def test_the_lines_of_a_drawing_lie_inside_it() -> None:
    """No text is cut off at its edge."""
    root = ET.fromstring(svg_of())
    _, _, width, height = (float(part) for part in (root.get("viewBox") or "").split())
    for element in root.iter(f"{SVG}tspan"):
        assert 0 <= float(element.get("x") or 0) <= width
    for element in root.iter(f"{SVG}text"):
        assert 0 <= float(element.get("y") or 0) <= height


def test_ninety_lines_on_a_sheet_are_large_enough_to_read() -> None:
    """At least 6.5 points on A4 in landscape, where a unit is 0.6 points; and all on one page."""
    for lines in (1, 30, 66, MOST_ON_PAPER):
        form = paper(lines)
        assert form.size * 0.6 >= 6.5
        assert form.size * 3.6 + lines * form.pitch + form.size * 3.2 <= 529 / 0.6
        assert form.width * 0.6 <= 786


def test_without_owners_there_is_no_column_for_them() -> None:
    """The room goes to the bars."""
    found = standing()
    chart = chart_of(found)
    nameless = chart._replace(
        groups=tuple(
            (n, title, tuple(bar._replace(owner="") for bar in bars))
            for n, title, bars in chart.groups
        )
    )
    assert ">Responsable<" not in drawing(nameless, found.calendar, "x", "fr")
    assert ">Responsable<" in drawing(chart, found.calendar, "x", "fr")


def test_a_title_is_cut_to_its_column() -> None:
    """With an ellipsis, where it is too long."""
    cut = fitted("Faire relire et corriger la brochure par tous les partenaires", 100, 10)
    assert cut.endswith("…")
    assert text_width(cut, 10) <= 100
    assert fitted("Court", 100, 10) == "Court"


def test_the_same_standing_gives_the_same_bytes() -> None:
    """So that two drawings can be compared."""
    assert svg_of() == svg_of()
