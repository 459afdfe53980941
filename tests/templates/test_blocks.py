"""An optional block that is left out leaves nothing behind: the workbook never mentions it.

``blocks.yaml`` has, for each block of each archetype, the words that only make sense with it.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from retrosheet import layout
from retrosheet.archetype.library import names
from retrosheet.archetype.named import load_named
from retrosheet.campaign import Options, plan
from retrosheet.language import LANGS
from retrosheet.schedule import compute
from tests.thorough import covering

if TYPE_CHECKING:
    from retrosheet.archetype.model import Archetype
    from retrosheet.campaign import Campaign
    from retrosheet.language import Lang

LAUNCH, TODAY = dt.date(2027, 9, 15), dt.date(2027, 2, 1)
WORDS = yaml.safe_load(Path(__file__).with_name("blocks.yaml").read_text("utf-8"))
BLOCKS = [(name, block) for name, blocks in WORDS.items() for block in blocks]

UNREAD = frozenset(("archetype", "summary", "id", "parent", "role", "raci", "task", "needs"))
"""Fields of a campaign that hold ids, or what no workbook shows."""


@cache
def archetype(name: str) -> Archetype:
    return load_named(name)


def campaign(name: str, lang: Lang, *, but: str = "") -> Campaign:
    """A campaign with every block of the archetype but one."""
    blocks = tuple(block.id for block in archetype(name).blocks if block.id != but)
    options = Options(LAUNCH, lang, "FR", with_blocks=blocks, without_blocks=(but,) if but else ())
    return plan(archetype(name), options)


def texts(part: object) -> set[str]:
    """All texts of a campaign that people may read; its workbook is made from nothing else."""
    if isinstance(part, str):
        return {part}
    if is_dataclass(part):
        names = tuple(field.name for field in fields(part))
    else:
        names = getattr(part, "_fields", ())
    if names:
        parts = [getattr(part, name) for name in names if name not in UNREAD]
    else:
        parts = list(part) if isinstance(part, tuple) else []
    return {text for one in parts for text in texts(one)}


def shown(campaign: Campaign) -> set[str]:
    """All that people read in the workbook of a campaign."""
    book = layout.build(campaign, compute(campaign), TODAY)
    return {
        str(cell.value)
        for sheet in book.sheets
        if sheet.key != "engine"
        for cell in sheet.cells
        if isinstance(cell.value, str)
    }


def mentions(name: str, block: str, lang: Lang, said: set[str]) -> list[str]:
    words = re.compile("|".join(WORDS[name][block][lang]), re.IGNORECASE)
    return [text for text in sorted(said) if words.search(text)]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("name", "block"), BLOCKS)
def test_a_block_left_out_leaves_nothing_behind(name: str, block: str, lang: Lang) -> None:
    """No task, objective, indicator, expense, point to check, deliverable or role of it."""
    assert mentions(name, block, lang, texts(campaign(name, lang, but=block))) == []


@pytest.mark.parametrize(("case", "lang"), covering(BLOCKS, LANGS, few=9))
def test_the_workbook_speaks_of_no_block_left_out(case: tuple[str, str], lang: Lang) -> None:
    """Nor does any cell, whatever the layout adds to the campaign's own texts; with it some do."""
    name, block = case
    assert mentions(name, block, lang, shown(campaign(name, lang)))
    assert mentions(name, block, lang, shown(campaign(name, lang, but=block))) == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", names())
def test_each_block_has_its_words_and_the_whole_campaign_says_them(name: str, lang: Lang) -> None:
    """No block is forgotten, and no word of the lists has gone out of use."""
    assert set(WORDS.get(name, ())) == {block.id for block in archetype(name).blocks}
    said = "\n".join(texts(campaign(name, lang)))
    for block, words in WORDS.get(name, {}).items():
        unsaid = [word for word in words[lang] if not re.search(word, said, re.IGNORECASE)]
        assert not unsaid, block
