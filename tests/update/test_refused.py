"""Plans that an update cannot make whole: it says what is the matter, and changes nothing."""

from __future__ import annotations

import re

import pytest

from retrosheet.errors import InvalidInput
from retrosheet.update.whole import Wanted
from tests.repairing.abuses import PLAN, plan_of
from tests.repairing.parts import BOOK, Parts, text_cell
from tests.update.files import plain, present, updated


def test_a_plan_of_which_every_task_is_gone() -> None:
    """There is nothing to lay out: going back is what helps."""
    parts = Parts(plain())
    parts.delete_rows(PLAN, *plan_of(parts).rows.values())
    with pytest.raises(InvalidInput, match=r"plus aucune tâche.*copie antérieure"):
        updated(parts.content())


def test_a_plan_that_lost_the_name_of_its_facts_and_a_tab() -> None:
    """The name is said, and the command that gives it back."""
    parts = Parts(plain())
    parts.delete_tab("Mode d’emploi")
    name = rb'<definedName name="rs_scalars"[^>]*>[^<]*</definedName>'
    parts.edit(BOOK, lambda text: re.sub(name, b"", text))
    with pytest.raises(InvalidInput, match=r"rs_scalars.*retrosheet repair"):
        updated(parts.content())


def _without_header() -> Parts:
    parts = Parts(plain())
    parts.delete_rows(PLAN, plan_of(parts).header)
    return parts


def test_a_plan_without_its_header_row_loses_no_task() -> None:
    """A task stands where the header was: it would be laid over. A row in between is enough."""
    parts = _without_header()
    with pytest.raises(InvalidInput, match=r"!O12.*Insérez une ligne ici"):
        updated(parts.content())
    parts.insert_rows(PLAN, 12)
    content, update = updated(parts.content(), wanted=Wanted(spare=2))
    assert update.changes
    assert list(present(content).ours.rows) == list(present(plain()).ours.rows)
    assert plan_of(Parts(content)).header == 12


def test_a_header_that_was_sorted_in_among_the_tasks_lays_itself_over_none() -> None:
    """It is to be moved up first, as sync says too."""
    parts = _without_header()
    at = plan_of(Parts(plain()))
    parts.insert_rows(PLAN, 15)
    parts.cell(PLAN, f"{at.letters('id')}15", text_cell("ID"))
    parts.cell(PLAN, f"{at.letters('row')}15", text_cell("row"))
    with pytest.raises(InvalidInput, match=r"!O15.*triée parmi les tâches"):
        updated(parts.content())
