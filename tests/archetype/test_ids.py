"""Ids that survive being typed into a cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrosheet.archetype.format.ids import another, phase_id, safe_task_id, slug, taken_for
from retrosheet.archetype.source.unfit import Unfit

READ_AS_DATE = ["MAR1", "mar-1", "DEC-2", "AVR3", "MAI2", "AOU1", "JUIN-3", "JUIL3", "SEPT.4"]
READ_AS_DATE += ["3MAR", "12-FEV-27", "MARCH2027", "1-2", "12.05", "2027-01-15", "OCT4", "Aout_5"]
READ_AS_NUMBER = ["2027", "007", "1E5", "1e-5", "1.5E3", "2D3", "1-", "5."]
READ_AS_TRUTH = ["TRUE", "false", "Vrai", "FAUX"]
READ_AS_TIME = ["10h", "10H30", "9am", "9P"]
LEFT_ALONE = ["CRE2", "T01", "A", "J", "A1", "R1C1", "MARK1", "MKT1", "VAL-2", "BAT1", "LUN1"]
LEFT_ALONE += ["MAR", "DECO", "T-MAR1", "1B", "3x", "NO", "ON", "N.A", "E5", "WEB_1", "SEM1"]


@pytest.mark.parametrize("text", READ_AS_DATE + READ_AS_NUMBER + READ_AS_TRUTH + READ_AS_TIME)
def test_ids_that_a_spreadsheet_changes(text: str) -> None:
    """Refused, with another id that is fine."""
    assert taken_for(text) is not None
    with pytest.raises(Unfit, match=another(text)):
        safe_task_id(text)
    assert safe_task_id(another(text)) == another(text)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_ids_that_a_spreadsheet_leaves_alone(text: str) -> None:
    """An ID that no program takes for a date, a number or a formula stays as typed."""
    assert safe_task_id(text) == text


@given(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,15}", fullmatch=True))
def test_another_id_is_always_fine(text: str) -> None:
    """The ID that a refusal proposes is accepted as it stands."""
    assert safe_task_id(another(text)) == another(text)


@given(st.text(max_size=40))
def test_what_is_proposed_fits(text: str) -> None:
    """Where a wrong id is answered with an example, the example itself is accepted."""
    for parse in (slug, phase_id):
        try:
            parse(text)
        except Unfit as unfit:
            _, proposed, example = unfit.message.en.rpartition("write for example ")
            assert not proposed or parse(example) == example


@pytest.mark.parametrize("text", ["A\n", " A", "A ", "", "é", "A/B", "A" * 17, "_A", "A+B"])
def test_forms_that_are_no_ids(text: str) -> None:
    """What is too long, empty or holds other signs is refused with the rule."""
    with pytest.raises(Unfit, match="1 to 16"):
        safe_task_id(text)
