"""Plans in files made whole: what people did lives, what they have stays, and only once."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from retrosheet.archetype.model import Archetype, Task
from retrosheet.archetype.terms import Duration, Need
from retrosheet.language import Text
from retrosheet.update.rows import Decisions
from retrosheet.update.whole import Wanted
from tests.engines.package_lint import lint
from tests.made import LAUNCH
from tests.thorough import THOROUGH, tries
from tests.update.files import (
    Sheet,
    archetype,
    edited,
    looked_at,
    opened,
    plain,
    present,
    stale_values,
    updated,
    with_tasks,
    wrong_dates,
)

PARTS = tries(1, 4)
"""As many cases of random edits may run beside one another."""
EARLIER = Path(__file__).parents[1] / "sync" / "earlier" / "format-1.xlsx"


def day(*ymd: int) -> dt.datetime:
    """A day as openpyxl has it."""
    return dt.datetime.combine(dt.date(*ymd), dt.time())


def faults(content: bytes, path: Path) -> list[str]:
    """What Excel would repair or refuse, but for what openpyxl leaves out of charts."""
    path.write_bytes(content)
    return [fault for fault in lint(path, functions=None) if "alternative text" not in fault]


def test_a_plan_that_nobody_touched_is_up_to_date() -> None:
    """An update of an untouched plan changes no byte of it."""
    content, update = updated(plain())
    assert update.changes == ()
    assert content == plain()


def test_what_people_type_stays_and_a_task_on_a_spare_line_joins_the_plan(tmp_path: Path) -> None:
    """Every typed cell is kept, and a task typed on a spare line becomes a row like the others."""
    saved = io.BytesIO()
    with edited(plain(), saved) as sheet:
        sheet.cell("OFF1", "status").value = "Terminé"
        sheet.cell("OFF2", "progress").value = 0.4
        sheet.cell("OFF3", "comment").value = "voir Léa"
        sheet.cell("OFF4", "owner").value = "Zoé"
        sheet.cell("OFF5", "duration").value = 9
        line = sheet.spare()[0]
        line_id = sheet.cell(line, "id").value
        sheet.cell(line, "title").value = "Appeler la mairie"
        sheet.cell(line, "phase").value = "Autorisations"
        sheet.cell(line, "needs").value = "OFF6"
        sheet.cell(line, "duration").value = 3
        before = len(sheet.spare())
    content, update = updated(saved.getvalue())
    assert ("added", line_id) in {(change.what, change.id) for change in update.changes}
    after = opened(content)
    assert after.cell("OFF1", "status").value == "Terminé"
    assert after.cell("OFF2", "progress").value == 0.4
    assert after.cell("OFF3", "comment").value == "voir Léa"
    assert after.cell("OFF4", "owner").value == "Zoé"
    assert after.cell("OFF5", "duration").value == 9
    assert after.cell(line_id, "title").value == "Appeler la mairie"
    assert after.cell(line_id, "order").number_format == "0", "its number, and no +"
    heights = {row_id: after.tab.row_dimensions[after.row(row_id)].height
               for row_id in (line_id, "OFF1")}  # fmt: skip
    assert heights[line_id] == heights["OFF1"]
    assert len(after.spare()) > before
    assert "Zoé" in {cell.value for row in after.book["Réglages"] for cell in row}
    assert not wrong_dates(content)
    assert not faults(content, tmp_path / "a.xlsx")
    assert not stale_values(content, tmp_path / "a.xlsx")
    assert updated(content)[0] == content


def test_the_dates_announced_are_those_that_the_formulas_give() -> None:
    """A cancelled task lies nowhere and is passed through: whatever is cancelled, so it is told."""
    random = Random(7)
    ids = opened(plain()).ids()
    for count in (1, 1, 2, 4) if THOROUGH else (1, 4):
        saved = io.BytesIO()
        with edited(plain(), saved) as sheet:
            cancelled = random.sample(ids, count)
            for row_id in cancelled:
                sheet.cell(row_id, "status").value = "Annulé"
            kept = next(row_id for row_id in reversed(ids) if row_id not in cancelled)
            sheet.cell(kept, "duration").value = 12
            sheet.cell(sheet.spare()[0], "title").value = "Appeler la mairie"
        before = present(saved.getvalue()).snapshot
        content, update = updated(
            saved.getvalue(), wanted=Wanted(launch=LAUNCH + dt.timedelta(days=count - 1))
        )
        after = present(content).snapshot
        lie = {line.task.id for line in after.lines if not line.cancelled}
        expected = {
            row_id: (placed.start, placed.due)
            for row_id, placed in after.schedule.by_id.items()
            if row_id in lie and row_id in before.schedule.by_id
            and (placed.start, placed.due)
            != (before.schedule.by_id[row_id].start, before.schedule.by_id[row_id].due)
        }  # fmt: skip
        added = {change.id for change in update.changes if change.what == "added"}
        told = {moved.id: moved.after for moved in update.moved if moved.id not in added}
        assert told == {row_id: days for row_id, days in expected.items() if row_id not in added}
        assert bool(told) == (count > 1)
        assert not set(told) & set(cancelled)
        assert not wrong_dates(content)


def test_a_row_without_formulas_becomes_a_task_that_lives(tmp_path: Path) -> None:
    """It gets an ID, its dates, its bar and its alert; a due date typed there is imposed.

    It is of the phase above it, and no phase comes that nobody typed.
    """
    saved = io.BytesIO()
    with edited(plain(), saved) as sheet:
        line = sheet.spare()[-1]
        sheet.emptied(line)
        sheet.cell(line, "title").value = "Ligne insérée"
        sheet.cell(line, "due").value = day(2027, 2, 10)
        sheet.cell(line, "duration").value = 2
    content, update = updated(saved.getvalue())
    (change,) = (one for one in update.changes if one.what == "inserted")
    after = looked_at(content)
    assert after.cell(change.id, "imposed").value == day(2027, 2, 10)
    assert after.cell(change.id, "phase").value == after.cell(after.ids()[-2], "phase").value
    assert str(after.cell(change.id, "due").value).startswith("=")
    assert not wrong_dates(content)
    assert not stale_values(content, tmp_path / "plan.xlsx")
    assert updated(content)[0] == content


def test_a_need_that_people_typed_is_followed() -> None:
    """IDs typed under Depends on, with a lag, become needs that the formulas follow."""
    saved = io.BytesIO()
    with edited(plain(), saved) as sheet:
        sheet.cell("CPN1", "needs").value = "TXT1 ; jur1 + 2j"
    content, update = updated(saved.getvalue())
    assert {change.what for change in update.changes} <= {"relinked"}
    assert update.merged.rows["CPN1"].needs == (Need("TXT1"), Need("JUR1", Duration(2, "d")))
    assert not update.changes or not wrong_dates(content)
    assert updated(content)[0] == content


@pytest.mark.parametrize("typed", ["n’importe quoi", "PRT1"])
def test_needs_that_cannot_be_followed_are_named_and_left(typed: str) -> None:
    """No such task, or a circle: the cell says what was typed, the plan goes on as before."""
    saved = io.BytesIO()
    with edited(plain(), saved) as sheet:
        sheet.cell("CPN1", "needs").value = typed
    content, update = updated(saved.getvalue())
    assert update.changes == ()
    assert content == saved.getvalue()
    (remark,) = present(saved.getvalue()).remarks
    assert (remark.id, remark.typed) == ("CPN1", typed)


def test_a_date_typed_over_the_formula_of_the_first_row_leaves_no_empty_check(
    tmp_path: Path,
) -> None:
    """The check that guards a column of formulas repeats that of its first cell."""
    saved = io.BytesIO()
    with edited(plain(), saved) as sheet:
        sheet.cell(sheet.ids()[0], "due").value = day(2027, 1, 5)
        sheet.cell(sheet.spare()[0], "title").value = "Appeler la mairie"
    content, update = updated(saved.getvalue())
    assert update.changes
    assert looked_at(content).cell(sheet.ids()[0], "due").value == day(2027, 1, 5)
    assert not faults(content, tmp_path / "a.xlsx")


def test_a_deleted_row_leaves_the_plan_and_those_around_it_are_linked() -> None:
    """What followed a deleted task follows what that one waited for, and it never comes back."""
    saved = io.BytesIO()
    with edited(plain(), saved) as sheet:
        sheet.emptied(sheet.row("STK2"))
    content, update = updated(saved.getvalue())
    assert ("deleted", "STK2") in {(change.what, change.id) for change in update.changes}
    assert update.merged.rows["STK3"].needs == (Need("STK1"),)
    assert "STK2" not in looked_at(content).ids()
    assert not wrong_dates(content)
    again, second = updated(content)
    assert second.changes == ()
    assert again == content
    assert "STK2" not in updated(content, changed=archetype())[1].merged.rows


NEW = Task("PRX2", Text("Vérifier les étiquettes", "Check the tags"), "x", needs=(Need("PRX1"),))


def _changed() -> Any:
    role = archetype().roles[0].id
    first = archetype().phases[0]
    changed = with_tasks(
        archetype(),
        OFF1={"title": Text("Relire le bilan et les avis", "Read the review and opinions")},
        OFF3={"duration": Duration(7, "d")},
        OFF4={"duration": Duration(8, "d")},
        VEN1={"title": Text("Suivre les ventes", "Follow sales")},
        SOC3=None,
    )
    new = NEW.__class__(**{**NEW.__dict__, "owner": role})
    phases = [
        phase.__class__(phase.id, phase.title, (*phase.tasks, new))
        if phase.id == first.id
        else phase
        for phase in changed.phases
    ]
    return changed.__class__(**{**changed.__dict__, "phases": tuple(phases)})


def test_a_changed_archetype_is_merged_by_task_and_unit(tmp_path: Path) -> None:
    """The archetype's changes arrive where nobody touched the task; where somebody did, both are
    named."""
    saved = io.BytesIO()
    with edited(plain(), saved) as sheet:
        sheet.cell("OFF1", "comment").value = "fait l’an dernier"
        sheet.cell("OFF4", "duration").value = 5
        sheet.emptied(sheet.row("VEN1"))
    content, update = updated(saved.getvalue(), changed=_changed())
    after = looked_at(content)
    assert after.cell("OFF1", "title").value == "Relire le bilan et les avis"
    assert after.cell("OFF1", "comment").value == "fait l’an dernier"
    assert after.cell("OFF3", "duration").value == 7
    assert after.cell("OFF4", "duration").value == 5
    assert "SOC3" not in after.ids()
    assert "VEN1" not in after.ids()
    assert after.cell("PRX2", "title").value == "Vérifier les étiquettes"
    conflicts = {(one.id, one.unit) for one in update.merged.conflicts}
    assert conflicts == {("OFF4", "timing"), ("VEN1", "row")}
    assert not wrong_dates(content)
    assert not faults(content, tmp_path / "a.xlsx")
    assert not stale_values(content, tmp_path / "a.xlsx")
    again, second = updated(content, changed=_changed())
    assert (again, second.changes) == (content, ())
    taken, _ = updated(content, changed=_changed(), decisions=Decisions("theirs"))
    assert looked_at(taken).cell("OFF4", "duration").value == 8


def test_everything_else_of_the_file_keeps_its_bytes() -> None:
    """A tab, a column, a colour and a note of people's; only what points at moved cells follows."""
    saved = io.BytesIO()
    with edited(plain(), saved) as sheet:
        width = sheet.tab.max_column + 1
        sheet.tab.cell(sheet.key_row + 1, width).value = "Code"
        sheet.tab.cell(sheet.row("OFF2"), width).value = "C-2"
        word = sheet.cell("OFF3", "title").value
        sheet.tab.cell(sheet.row("OFF5"), width).value = word
        sheet.cell("OFF2", "title").fill = PatternFill("solid", fgColor="FF00FF00")
        sheet.cell("OFF2", "title").comment = Comment("à voir", "Léa")
        row = sheet.row("LAN1")
        tab = sheet.book.create_sheet("À nous")
        tab["A1"], tab["A2"] = f"=Rétroplanning!B{row}", "=1+1"
        sheet.book.create_sheet("Autre")["A1"] = "rien à voir"
        line = sheet.spare()[0]
        sheet.cell(line, "title").value = "Nouvelle"
    content, _ = updated(saved.getvalue(), changed=_changed())
    after = opened(content)
    place = after.row("OFF2")
    header = {cell.value: cell.column for cell in after.tab[after.key_row + 1]}
    assert after.tab.cell(place, header["Code"]).value == "C-2"
    assert after.tab.cell(after.row("OFF5"), header["Code"]).value == word, "a word of ours, too"
    assert after.cell("OFF2", "title").fill.fgColor.rgb == "FF00FF00"
    assert after.cell("OFF2", "title").comment.text == "à voir"
    assert after.book["À nous"]["A1"].value == f"=Rétroplanning!B{after.row('LAN1')}"
    assert after.row("LAN1") != row, "a task of the archetype came above it"
    old, new = (zipfile.ZipFile(io.BytesIO(one)) for one in (saved.getvalue(), content))
    theirs = [name for name in old.namelist() if name.startswith("xl/worksheets/sheet")][-1]
    assert old.read(theirs) == new.read(theirs)


def test_a_workbook_of_the_first_format_is_renewed(tmp_path: Path) -> None:
    """A plan made by the first version gets today's format and keeps its dates."""
    content, update = updated(EARLIER.read_bytes())
    assert [change.what for change in update.changes] == ["format", "spare"]
    assert update.moved == ()
    assert not wrong_dates(content)
    assert not faults(content, tmp_path / "a.xlsx")
    assert not stale_values(content, tmp_path / "a.xlsx")
    assert updated(content)[0] == content


def test_launch_moves_and_the_agreed_plan_is_kept_or_taken_anew(tmp_path: Path) -> None:
    """All dates move with launch; the plan first agreed stays until somebody agrees on another."""
    later = LAUNCH + dt.timedelta(days=28)
    content, update = updated(plain(), wanted=Wanted(launch=later))
    assert [change.what for change in update.changes] == ["launch"]
    assert not wrong_dates(content)
    assert not stale_values(content, tmp_path / "a.xlsx")
    before, after = (_agreed(one) for one in (plain(), content))
    assert after == before
    taken, _ = updated(content, wanted=Wanted(baseline=True, note="Validé"))
    assert _agreed(taken)["LAN1"] - _agreed(content)["LAN1"] == dt.timedelta(days=28)
    log = [cell.value for row in looked_at(taken).book["_sync"] for cell in row]
    assert "Validé" in log


def _agreed(content: bytes) -> dict[str, dt.datetime]:
    """The due dates of the first plan, by ID."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    sheet, area = next(iter(book.defined_names["rs_baseline"].destinations))
    rows = [[cell.value for cell in row] for row in book[sheet][area]]
    return {str(row[0]): row[2] for row in rows[2:] if row[0]}


@pytest.mark.parametrize("part", range(PARTS))
def test_random_edits_through_files(part: int, tmp_path: Path) -> None:
    """Random typing, sorting and changes of the archetype: no cell of people's lost, no row back,
    dates as the schedule has them, the order of the plan kept, and a second run that does nothing.
    """
    for seed in range(part, tries(1, 120), PARTS):
        check_random_edits(seed, tmp_path)


def check_random_edits(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    made_of, content = archetype(), plain()
    saved = io.BytesIO()
    with edited(content, saved) as sheet:
        before = sheet.ids()
        said = _typed_at_random(random, sheet, seed)
    changed = _changed_at_random(random, made_of)
    content, update = updated(saved.getvalue(), changed=changed)
    after = looked_at(content)
    ids = after.ids()
    titles = {after.cell(row_id, "title").value for row_id in ids}
    for (row_id, key), value in said.typed.items():
        assert after.cell(row_id, key).value == value, (seed, row_id, key)
    (code,) = (
        column
        for column, cell in enumerate(after.tab[after.key_row + 1], 1)
        if cell.value == "Code"
    )
    for row_id, value in said.own.items():
        assert after.tab.cell(after.row(row_id), code).value == value, (seed, row_id)
    assert said.titles <= titles, seed
    assert not said.gone & set(ids), seed
    settings = {cell.value: cell for row in after.book["Réglages"] for cell in row if cell.value}
    for text, color in said.settings.items():
        assert settings[text].fill.fgColor.rgb == color, (seed, text)
    numbers = {row_id: after.cell(row_id, "order").value for row_id in ids}
    order = sorted(ids, key=numbers.__getitem__)
    assert [row_id for row_id in order if row_id in before] == [
        row_id for row_id in before if row_id in order
    ], seed
    assert len({*numbers.values()}) == len(ids), seed
    assert not wrong_dates(content), seed
    assert faults(content, tmp_path / "a.xlsx") == [], seed
    assert stale_values(content, tmp_path / "a.xlsx") == [], seed
    again, second = updated(content, changed=changed)
    assert (second.changes, again == content) == ((), True), (seed, second.changes)
    assert update.changes


class Said(NamedTuple):
    """What people have typed, by ID and column, and what else is to be there or not."""

    typed: dict[tuple[str, str], Any]
    titles: set[str]
    gone: set[str]
    own: dict[str, str]
    settings: dict[str, str]


def _typed_at_random(random: Random, sheet: Sheet, seed: int) -> Said:
    """What people do to a plan: cells, lines that come and go, sorting, settings."""
    ids = sheet.ids()
    typed: dict[tuple[str, str], Any] = {}
    for row_id in random.sample(ids, 12):
        choices: tuple[tuple[str, Any], ...] = (
            ("status", "En cours"), ("comment", f"note {seed}"), ("duration", 4),
            ("owner", f"Personne {random.randint(1, 3)}"), ("margin", 2),
            ("title", f"Titre {random.randint(1, 99)}"),
            ("actual_end", day(2026, 11, random.randint(2, 27))),
            ("phase", f"Phase {random.randint(1, 6)}"),
        )  # fmt: skip
        key, value = random.choice(choices)
        if sheet.cell(row_id, key).value == value:
            continue
        sheet.cell(row_id, key).value = value
        typed[row_id, key] = value
    titles = set()
    for line in random.sample(sheet.spare(), random.randint(0, 4)):
        title = f"Ajout {line}"
        if random.random() < 0.4:
            sheet.emptied(line)
        sheet.cell(line, "title").value = title
        sheet.cell(line, "needs").value = random.choice(("", "OFF4", "STK1, VAL2 + 1 j"))
        titles.add(title)
    gone = set()
    for row_id in random.sample(ids, random.randint(0, 3)):
        if row_id not in {one for one, _ in typed}:
            sheet.emptied(sheet.row(row_id))
            gone.add(row_id)
    there = [row_id for row_id in ids if row_id not in gone]
    width = sheet.tab.max_column + 1
    own = {row_id: f"à nous {row_id}" for row_id in random.sample(there, 3)}
    sheet.tab.cell(sheet.key_row + 1, width).value = "Code"
    for row_id, value in own.items():
        sheet.tab.cell(sheet.row(row_id), width).value = value
    if random.random() < 0.4:
        sheet.sort(random.choice(("title", "phase", "status")))
        own_rows = {row_id: sheet.row(row_id) for row_id in own}
        for row in sheet.lines():
            sheet.tab.cell(row, width).value = None
        for row_id, row in own_rows.items():
            sheet.tab.cell(row, width).value = own[row_id]
    if random.random() < 0.5:
        title = f"Insérée {seed}"
        sheet.cell(sheet.insert_below(random.choice(there)), "title").value = title
        titles.add(title)
        for row in sheet.lines():
            sheet.tab.cell(row, width).value = own.get(sheet.cell(row, "id").value)
    return Said(typed, titles, gone, own, _settled_at_random(random, sheet))


def _settled_at_random(random: Random, sheet: Sheet) -> dict[str, str]:
    """Colours that people give to entries of the settings, and entries of their own."""
    tab = sheet.book["Réglages"]
    texts = [cell for row in tab.iter_rows(min_row=6) for cell in row
             if isinstance(cell.value, str) and not cell.value.startswith("=")]  # fmt: skip
    said = Counter(cell.value for cell in texts)
    entries = [cell for cell in texts if said[cell.value] == 1]
    found = {}
    for cell in random.sample(entries, 6):
        color = f"FF{random.randrange(1 << 24):06X}"
        cell.fill = PatternFill("solid", fgColor=color)
        found[cell.value] = color
    return found


def _changed_at_random(random: Random, changed: Archetype) -> Archetype:
    for task in random.sample(changed.tasks, 6):
        change: dict[str, Any] | None = random.choice(
            ({"title": Text("Neuf", "New")}, {"margin": 3}, None)
        )
        followed = any(need.id == task.id for other in changed.tasks for need in other.needs)
        if change is not None or not (followed or task.repeat or task.follow_ups):
            changed = with_tasks(changed, **{task.id: change})
    return changed
