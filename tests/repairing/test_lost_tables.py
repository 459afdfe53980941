"""Names of budget, indicators and RACI that are gone, and the places that prove them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Answer
from tests.repairing.parts import BOOK, Parts
from tests.update.files import plain

LISTS = ("rs_budget", "rs_kpis", "rs_objectives", "rs_raci")
OTHERS = ("rs_raci_beside", "rs_page_budget", "rs_page_kpi", "rs_page_raci")
TODAY = ("--today", "2026-11-20", "--lang", "fr")


def _names(parts: Parts) -> dict[str, str]:
    """Where each of the names leads."""
    found = re.findall(rb'<definedName name="(\w+)"[^>]*>([^<]*)<', parts.parts[BOOK])
    said = {name.decode(): area.decode() for name, area in found}
    return {name: said[name] for name in (*LISTS, *OTHERS) if name in said}


def _without(parts: Parts, *names: str) -> None:
    for name in names:
        tag = rb'<definedName name="%b"[^>]*>[^<]*</definedName>' % name.encode()
        parts.edit(BOOK, lambda text, tag=tag: re.sub(tag, b"", text))  # type: ignore[misc]


def test_lists_of_optional_tabs_get_their_names_back(
    tmp_path: Path, run: Callable[..., Answer]
) -> None:
    """Each where it was, though people have put rows and columns of theirs between ours."""
    parts = Parts(plain())
    parts.insert_rows("Budget", 20)
    parts.insert_column("Budget", "D")
    parts.insert_column("RACI", "G")
    parts.insert_rows("Indicateurs", 2)
    before = _names(parts)
    _without(parts, *LISTS, *OTHERS)
    assert not _names(parts)
    path = tmp_path / "plan.xlsx"
    path.write_bytes(parts.content())
    said = " ".join(run("repair", str(path), *TODAY).out.split())
    for name in LISTS:
        assert f"Le nom {name} manque : rendu à {before[name]}" in said
    mended = Parts(path.read_bytes())
    after = _names(mended)
    assert {name: after[name] for name in LISTS} == {name: before[name] for name in LISTS}
    assert after.keys() == before.keys()
    assert "n’a rien d’abîmé" in run("repair", str(path), *TODAY).out.replace("\n", " ")


def test_a_name_that_only_newer_workbooks_have_is_no_damage(
    tmp_path: Path, run: Callable[..., Answer]
) -> None:
    """One that was made before has its lists under their names, and nothing is given to it."""
    parts = Parts(plain())
    _without(parts, "rs_raci_beside")
    path = tmp_path / "plan.xlsx"
    path.write_bytes(parts.content())
    assert "n’a rien d’abîmé" in run("repair", str(path), *TODAY).out.replace("\n", " ")
