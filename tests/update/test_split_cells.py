"""Cells of ours that are one, and that somebody has split to type into each of them."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest

from retrosheet.update.whole import Wanted
from tests.repairing.parts import Parts, text_cell
from tests.update.files import plain, updated

_TAB = "Indicateurs"
_ONE = re.compile(rb'<mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/>')


@pytest.mark.parametrize("split", [True, False])
def test_what_is_typed_in_the_last_of_them_stays(*, split: bool) -> None:
    """An update lays nothing over it, also where a program left it under cells that are one."""
    parts = Parts(plain())
    part = parts.part(_TAB)
    match = max(_ONE.finditer(parts.parts[part]), key=lambda one: len(one[0]))
    last = f"{match[3].decode()}{match[4].decode()}"
    if split:
        parts.edit(part, lambda text: text.replace(match[0], b""))
    parts.cell(_TAB, last, text_cell("à vérifier"))
    content, update = updated(parts.content(), wanted=Wanted(spare=3))
    assert update.changes
    sheet = openpyxl.load_workbook(io.BytesIO(content))[_TAB]
    if split:
        assert sheet[last].value == "à vérifier"
    assert updated(content, wanted=Wanted(spare=3))[0] == content
