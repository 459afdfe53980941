"""The guide names the tabs, columns, words and signs as the workbook shows them."""

from __future__ import annotations

import datetime as dt

import pytest

from retrosheet.campaign import SPARE_AT_THE_END, SPARE_LINES
from retrosheet.language import LANGS, Lang
from retrosheet.layout import guide
from retrosheet.layout.engine import tab as engine
from retrosheet.layout.plan import tab as plan
from retrosheet.layout.settings import tab as settings
from retrosheet.sync.doubt_words import doubt_text
from retrosheet.sync.snapshot import Doubt
from retrosheet.workbook.model import Sheet
from retrosheet.workbook.plan_tab import EDGE, HINT, TO_A_SPARE_LINE
from tests.made import made

TODAY = dt.date(2026, 11, 21)
NAME = "communication-campaign"


def texts(sheet: Sheet) -> set[str]:
    return {cell.value for cell in sheet.cells if isinstance(cell.value, str)}


def said(lang: Lang) -> str:
    return "\n".join(texts(guide.lay_out(made(NAME, lang, TODAY).frame))).replace("\u00a0", " ")


@pytest.mark.parametrize("lang", LANGS)
def test_it_has_eleven_numbered_lines(lang: Lang) -> None:
    """Short enough to be read once, numbered to be spoken of."""
    sheet = guide.lay_out(made(NAME, lang, TODAY).frame)
    numbers = [cell.value for cell in sheet.cells if isinstance(cell.value, int)]
    assert numbers == list(range(1, 12))


@pytest.mark.parametrize("lang", LANGS)
def test_what_it_names_is_there(lang: Lang) -> None:
    """A column or a cell renamed in the plan or in Settings is renamed here too."""
    frame = made(NAME, lang, TODAY).frame
    words = {
        "fr": ("Date imposée", "Fin réelle", "Dépend de", "Échelle", "Jour J", "Terminé", "Annulé",
               "Fait partie de"),
        "en": ("Fixed date", "Actual end", "Depends on", "Scale", "Launch day", "Done",
               "Cancelled", "Part of"),
    }[lang]  # fmt: skip
    shown = texts(plan.lay_out(frame)) | texts(settings.lay_out(frame))
    assert set(words) <= shown
    assert all(word in said(lang) for word in words)
    assert frame.titles["plan"] in said(lang)
    assert frame.titles["settings"] in said(lang)
    assert str(SPARE_LINES) in said(lang)
    assert str(SPARE_AT_THE_END) in said(lang)


@pytest.mark.parametrize("lang", LANGS)
def test_how_a_row_is_mended_is_said_in_one_way(lang: Lang) -> None:
    """In the guide and by sync, of rows without and with an ID; in fewer words above the plan."""
    frame = made(NAME, lang, TODAY).frame
    mend = TO_A_SPARE_LINE.to(lang)
    assert mend in said(lang)
    live = " ".join(cell.formula for cell in engine.lay_out(frame).cells)
    words = {"fr": ("ligne libre (+)", "supprimez"), "en": ("spare line (+)", "delete")}[lang]
    assert all(word in live and word in mend for word in words)
    for kind in ("missing_id", "duplicate_id"):
        assert doubt_text(Doubt(kind, "Plan!C9", "A1", "Mairie", "id", "A1"), lang).endswith(mend)
    for text in (EDGE, HINT):
        assert "(+)" in text.to(lang)
        assert "(+)" in mend


def test_french_punctuation_stays_with_its_word() -> None:
    """No plain space stands where French sets a no-break one."""
    sheet = guide.lay_out(made(NAME, "fr", TODAY).frame)
    together = "".join(texts(sheet))
    assert not [sign for sign in (" :", " ;", " !", " ?", "« ", " »") if sign in together]
