"""Plans that an update cannot make whole: it says what is the matter, and changes nothing."""

from __future__ import annotations

import re

import pytest

from retrosheet.errors import InvalidInput
from tests.repairing.abuses import PLAN, plan_of
from tests.repairing.parts import BOOK, Parts
from tests.update.files import plain, updated


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
