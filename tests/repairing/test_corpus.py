"""Abused workbooks: each is mended or refused in words; nobody's cell is touched."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl.utils import column_index_from_string

from retrosheet.archetype.load import load
from tests.cli.conftest import EVENING
from tests.engines.ironcalc_engine import IronCalcWorkbook
from tests.engines.package_lint import lint
from tests.repairing.abuses import chosen, opened, plan_of, with_peoples_things
from tests.repairing.parts import Parts
from tests.thorough import THOROUGH
from tests.workbook.test_values import differences

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Answer

DAY = dt.date(2027, 2, 1)
TODAY = ("--today", "2027-02-01", "--lang", "fr")
_TYPED = (
    "title", "status", "progress", "offset", "duration", "margin", "needs", "imposed",
    "actual_end", "comment", "deliverable", "channel", "owner",
)  # fmt: skip
_NOTES = "Notes à nous"
_RESTORING = {"tab", "keys", "values"}
_UNKNOWN = {"save by openpyxl", "without values", "type below the plan"}
"""What a restored workbook cannot say until a program opens it: formulas of people's own tab that
their writer left without values, and our warnings of what is typed outside of the plan."""
SEEDS = (*range(100), 180) if THOROUGH else (26, 50, 53, 62, 81, 84, 88, 93, 99)
"""In every run those that together need each kind of mending and meet most abuses; 180 is refused
in words."""
_HINT = "Lignes libres (+)"
"""The line of ours below the plan, which seems to be in it where the plan's end is deleted."""


@cache
def worked_in() -> bytes:
    """A plan in which people have worked for weeks."""
    return with_peoples_things(_made())


@cache
def _made() -> bytes:
    import tempfile

    from retrosheet import layout
    from retrosheet.campaign import Options, plan
    from retrosheet.schedule import compute
    from retrosheet.xlsx.write import render

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "evening.yaml"
        path.write_text(EVENING, encoding="utf-8")
        campaign = plan(load(path, "fr"), Options(dt.date(2027, 3, 19), "fr", "FR"))
    return render(layout.build(campaign, compute(campaign), dt.date(2027, 2, 1)))


def typed(content: bytes) -> Counter[tuple[str, str, Any]]:
    """What people typed into the plan: by the row's ID and the column, each with its value."""
    plan = plan_of(Parts(content))
    found: Counter[tuple[str, str, Any]] = Counter()
    for row in range(plan.header + 1, plan.end + 1):
        row_id = str(plan.sheet.cell(row, plan.columns["id"]).value or "")
        for key in _TYPED:
            if key not in plan.columns:
                continue
            value = plan.sheet.cell(row, plan.columns[key]).value
            if value not in (None, "") and not str(value).startswith(("=", _HINT)):
                found[row_id, key, value] += 1
    return found


def own(content: bytes, *, by_task: bool = True) -> list[Any]:
    """People's own: the codes beside the plan by their task, and what their tab looks at.

    Where a copied row becomes a task of its own, its code goes with it: not ``by_task`` then.
    """
    parts = Parts(content)
    plan = plan_of(parts)
    found: list[Any] = []
    for cell in plan.sheet.cells.values():
        if isinstance(cell.value, str) and re.fullmatch(
            r"C-\d+|collé à côté|à penser aussi|Code|Prestataire|Maison \d+", cell.value
        ):
            row_id = plan.sheet.cell(cell.row, plan.columns["id"]).value
            told = by_task and cell.value.startswith("C-")
            found.append((cell.value, row_id if told else ""))
    for cell in opened(parts.content(), _NOTES).cells.values():
        match = re.fullmatch(r"='?([^'!]*)'?!([A-Z]+)(\d+)", str(cell.value))
        if match is not None and match[1] in parts.titles():
            looked_at = opened(parts.content(), match[1])
            place = int(match[3]), column_index_from_string(match[2])
            found.append(looked_at.cell(*place).value)
        else:
            found.append(cell.value)
    return sorted(map(str, found))


def _is_updated(faults: list[dict[str, Any]]) -> bool:
    return any(fault["kind"] == "update" for fault in faults)


def _assert_kept(
    before: Counter[tuple[str, str, Any]], after: Counter[tuple[str, str, Any]],
    faults: list[dict[str, Any]],
) -> None:  # fmt: skip
    """Nothing typed is lost, and nothing changes but what is said.

    Around a deleted row the others are linked, and a row without an ID of its own gets one.
    """
    if _is_updated(faults):
        counted = [Counter[tuple[str, Any]](), Counter[tuple[str, Any]]()]
        for count, one in zip(counted, (before, after), strict=True):
            for (_, key, value), n in one.items():
                count[key, value] += n * (key != "needs")
        assert counted[0] - counted[1] == Counter()
    else:
        assert after == before


def left_values(path: Path) -> list[str]:
    """The cells of our tabs that another engine calculates otherwise than they are written."""
    grid = IronCalcWorkbook.load(path)
    grid.freeze_today(DAY)
    return [one for one in differences(grid, path) if not one.startswith(_NOTES)][:10]


@pytest.mark.parametrize("seed", SEEDS)
def test_an_abused_workbook_is_mended_or_refused_and_nobodys_cell_is_touched(
    run: Callable[..., Answer], seed: int
) -> None:
    """Then a second repair does nothing, sync reads it, and Excel would open it."""
    abuses, chance = chosen(seed)
    parts = Parts(worked_in())
    for abuse in abuses:
        abuse.do(parts, chance)
    content = parts.content()
    path = Path("plan.xlsx")
    path.write_bytes(content)
    shown = run("repair", "plan.xlsx", "--dry-run", "--json", *TODAY) if seed % 4 == 0 else None
    assert path.read_bytes() == content
    answer = run("repair", "plan.xlsx", "--json", *TODAY)
    assert shown is None or (answer.code, answer.err) == (shown.code, shown.err)
    if answer.code:
        assert answer.code == 2
        assert re.search(r"retrosheet (adopt|repair) |plan\.xlsx", answer.err), answer.err
        assert path.read_bytes() == content
        return
    faults = json.loads(answer.out)["faults"]
    assert shown is None or faults == json.loads(shown.out)["faults"]
    after = path.read_bytes()
    if json.loads(answer.out)["wrote"]:
        assert Path("plan.xlsx.before-repair.bak").read_bytes() == content
        _assert_kept(typed(content), typed(after), faults)
        by_task = not _is_updated(faults)
        assert own(after, by_task=by_task) == own(content, by_task=by_task)
        found = set(lint(path, functions=None))
        if found:
            Path("before.xlsx").write_bytes(content)
            found -= set(lint(Path("before.xlsx"), functions=None))
        assert not found, sorted(found)[:5]
        again = _RESTORING & {fault["kind"] for fault in faults if fault["mended"]}
        valued = not _UNKNOWN & {abuse.name for abuse in abuses}
        if again and valued:
            assert left_values(path) == []
    else:
        assert after == content
    second = run("repair", "plan.xlsx", "--json", *TODAY)
    assert second.code == 0, second.err
    assert json.loads(second.out)["wrote"] is False, second.out
    left = [fault for fault in faults if not fault["mended"]]
    assert [f for f in json.loads(second.out)["faults"] if f["mended"]] == []
    synced = run("sync", "plan.xlsx", "--dry-run", "--json", *TODAY)
    assert synced.code == 0 or any(fault["kind"] in {"tab", "name"} for fault in left), (
        synced.err, left,
    )  # fmt: skip
