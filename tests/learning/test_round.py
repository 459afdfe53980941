"""From an archetype to a workbook and back: nothing is lost, whatever people did in between."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings

from retrosheet import layout
from retrosheet.archetype.library import find, names
from retrosheet.archetype.load import load
from retrosheet.campaign import Campaign, Options, plan
from retrosheet.language import LANGS
from retrosheet.schedule import Schedule, compute
from tests.campaigns import campaigns, edits
from tests.learning.workbooks import learned, made, without_lines, workbook
from tests.sync.test_workbook_round import typings
from tests.test_heart import TODAY, Edited, opened
from tests.thorough import covering, tries

if TYPE_CHECKING:
    from pathlib import Path

    from retrosheet.archetype.model import Archetype
    from retrosheet.language import Lang
    from retrosheet.workbook.tables import Value
    from tests.campaigns import Edit

LAUNCH = dt.date(2027, 3, 15)


def dates(schedule: Schedule) -> list[tuple[object, ...]]:
    return [
        (
            placed.task.id, placed.start, placed.due, placed.float, placed.critical,
            placed.task.needs, placed.task.kind, placed.task.duration, placed.task.calendar_days,
            placed.task.placement, placed.task.incompressible, placed.task.title,
        )
        for placed in schedule.tasks
    ]  # fmt: skip


def again(archetype: Archetype, campaign: Campaign) -> Campaign:
    """What the archetype plans with the options and the days off of a campaign."""
    weekend = campaign.calendar.weekend
    options = Options(campaign.launch, campaign.lang, weekend=weekend, start=campaign.start)
    planned = plan(archetype, options)
    return replace(planned, calendar=campaign.calendar)


@pytest.mark.parametrize(("name", "lang"), covering(names(), LANGS, few=3))
def test_the_library_comes_back_whole(name: str, lang: Lang) -> None:
    """With the archetype at hand: its texts in both languages, its blocks, chosen or not, all."""
    archetype = load(find(name), lang)
    found = learned(made(archetype, Options(LAUNCH, lang, "FR")), origin=archetype)
    assert without_lines(found.archetype) == without_lines(archetype)
    assert not any(lesson.changed for lesson in found.lessons)
    assert (found.added, found.left_out, found.said, found.doubts) == ((), (), (), ())


@pytest.mark.parametrize(("name", "lang"), covering(names(), LANGS, turn=1, few=3))
def test_a_workbook_alone_says_enough_to_be_made_again(name: str, lang: Lang) -> None:
    """Every cell of every tab is the same, with no archetype at hand but what was learned."""
    archetype, options = load(find(name), lang), Options(LAUNCH, lang, "FR")
    found = learned(made(archetype, options)).archetype
    campaigns = [plan(one, options) for one in (archetype, replace(found, name=archetype.name))]
    before, after = (layout.build(one, compute(one), TODAY) for one in campaigns)
    for old, new in zip(before.sheets, after.sheets, strict=True):
        assert new == old, old.title


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_blocks_chosen_by_hand_become_the_default(lang: Lang) -> None:
    """A campaign with one block more and one less than usual is made again without any option."""
    archetype = load(find("product-launch"), lang)
    on = [block.id for block in archetype.blocks if not block.default]
    off = [block.id for block in archetype.blocks if block.default]
    options = Options(LAUNCH, lang, with_blocks=tuple(on[:1]), without_blocks=tuple(off[:1]))
    found = learned(made(archetype, options), origin=archetype).archetype
    assert {block.id: block.default for block in found.blocks} == {
        **{block.id: block.default for block in archetype.blocks},
        **dict.fromkeys(on[:1], True),
        **dict.fromkeys(off[:1], False),
    }
    usual = Options(LAUNCH, lang)
    assert dates(compute(plan(found, usual))) == dates(compute(plan(archetype, options)))
    everything = Options(LAUNCH, lang, with_blocks=tuple(block.id for block in archetype.blocks))
    assert dates(compute(plan(found, everything))) == dates(compute(plan(archetype, everything)))


@pytest.mark.parametrize("name", [name for name, _ in covering(names(), LANGS, turn=2, few=3)])
def test_what_a_campaign_did_without_is_learned_too(name: str) -> None:
    """Each part, aim, expense, role and letter of the blocks left out stays in the archetype.

    It is the archetype again, but for what is there by default.
    """
    archetype = load(find(name), "fr")
    blocks = tuple(block.id for block in archetype.blocks)
    found = learned(
        made(archetype, Options(LAUNCH, "fr", without_blocks=blocks)), origin=archetype
    ).archetype
    usual = tuple(block._replace(default=False) for block in archetype.blocks)
    assert without_lines(found) == without_lines(replace(archetype, blocks=usual))


@given(campaign=campaigns())
@settings(max_examples=tries(4, 20))
def test_any_campaign_keeps_its_schedule(campaign: Campaign) -> None:
    """Dates, floats, needs and lengths, by ids that stay, without any archetype at hand.

    Where its dates are impossible for every J, ``check`` would have refused what it was made from.
    """
    found = learned(workbook(campaign))
    assume(all("stays a fixed date" in text.en for text in found.said))
    before, after = compute(campaign), compute(again(found.archetype, campaign))
    assert dates(after) == dates(before)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("learned")


@given(campaign=campaigns(most=6), changes=edits(), typing=typings)
@settings(max_examples=tries(3, 12))
def test_whatever_people_did_a_sound_archetype_is_learned(
    folder: Path,
    campaign: Campaign,
    changes: list[Edit],
    typing: list[tuple[int, str, Value]],
) -> None:
    """``check`` finds nothing in it, and what it makes teaches the same again."""
    edited = Edited(campaign, opened(campaign, folder))
    for change in changes:
        edited.apply(change)
    for line, key, value in typing:
        alive = [task for task in edited.campaign.tasks if not task.deleted]
        edited.put(alive[line % len(alive)].id, key, value)
    path = folder / "edited.xlsx"
    path.unlink(missing_ok=True)
    edited.grid.evaluate()
    edited.grid._model.save_to_xlsx(str(path))
    found = learned(path.read_bytes()).archetype
    planned = again(found, edited.campaign)
    second = learned(workbook(planned)).archetype
    assert dates(compute(again(second, planned))) == dates(compute(planned))
