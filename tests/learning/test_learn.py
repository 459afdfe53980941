"""What people did to a workbook, and what the archetype that it becomes says about it.

The evening opens its doors on Friday 19 March 2027: EVE1 sets up on Thursday 18 and Friday 19,
PRE3 prints for 12 calendar days until Wednesday 17, PRE2 designs from Wednesday 17 February to
Tuesday 2 March and is due on Friday 5, PRE1 is due on Tuesday 16 February, PRE4 on the 26th.
"""

from __future__ import annotations

import datetime as dt
import re
from io import BytesIO

import openpyxl
import pytest

from retrosheet.archetype.load import load
from retrosheet.archetype.model import Archetype, Duration, FollowUp, MonthDay, Need, Repeat, Task
from retrosheet.campaign import Options, plan
from retrosheet.errors import InvalidInput
from retrosheet.language import Text
from retrosheet.learning.learn import Learned
from retrosheet.schedule import compute
from tests.cli.conftest import EVENING
from tests.learning.workbooks import Edit, archetype_of, learned, made
from tests.small import PATH

LAUNCH = dt.date(2027, 3, 19)
OPTIONS = Options(LAUNCH, "en")


def evening(options: Options = OPTIONS, more: str = "") -> Edit:
    return Edit(made(archetype_of(EVENING + more), options))


def task(found: Learned | Archetype, task_id: str) -> Task:
    archetype = found.archetype if isinstance(found, Learned) else found
    return next(task for task in archetype.tasks if task.id == task_id)


def said(found: Learned) -> list[str]:
    return [text.en for text in found.said]


def test_a_title_and_a_length_are_as_people_left_them() -> None:
    """What was typed over the plan is the archetype's from now on."""
    found = learned(evening().put("PRE2", title="Draw the poster", duration=12, margin=1).content())
    poster = task(found, "PRE2")
    assert poster.title == Text("Draw the poster", "Draw the poster")
    assert (poster.duration, poster.margin) == (Duration(12, "d"), 1)
    (lesson,) = (lesson for lesson in found.lessons if lesson.changed)
    assert (lesson.planned, lesson.typed, lesson.observed, lesson.duration) == (10, 12, (), 12)
    assert (lesson.planned_margin, lesson.margin) == (3, 1)


def test_texts_nobody_changed_get_their_other_language_back() -> None:
    """Beside its archetype, a French plan keeps the English of what stayed, and the other way
    round."""
    content = evening().put("PRE2", title="Draw the poster").content()
    found = learned(content, origin=archetype_of(EVENING))
    assert task(found, "PRE2").title == Text("Draw the poster", "Draw the poster")
    assert task(found, "PRE1").title.fr == "Rédiger le brief de la soirée"
    assert [role.title.fr for role in found.archetype.roles] == ["Chef de projet", "Imprimeur"]
    assert found.archetype.title.fr == "Soirée portes ouvertes"


def test_the_campaign_is_called_as_in_its_settings() -> None:
    """The name that people gave it is the new type's title."""
    found = learned(evening(Options(LAUNCH, "en", name="Spring at the workshop")).content())
    assert found.archetype.title.en == "Spring at the workshop"


def test_an_added_task_keeps_its_day_and_gets_an_id_of_its_phase() -> None:
    """A tasting on Wednesday 10 March, nine days before J; the date is said."""
    edit = evening().put(
        "A01", title="Taste the menu", phase="Preparation", duration=2,
        imposed=dt.date(2027, 3, 10), owner="Project lead",
    )  # fmt: skip
    found = learned(edit.content())
    tasting = task(found, "PRE5")
    assert (tasting.due, tasting.duration, tasting.owner) == (-9, Duration(2, "d"), "project-lead")
    assert [phase.id for phase in found.archetype.phases if tasting in phase.tasks] == [
        "preparation"
    ]
    assert [(added.id, added.line) for added in found.added] == [("PRE5", "A01")]
    assert said(found) == ["PRE5: the imposed date 10 Mar 2027 becomes J-9."]


def test_an_added_task_without_a_date_stays_where_what_it_needs_put_it() -> None:
    """Framing takes the first three days behind the poster, due on Friday 5 March."""
    edit = evening().put("A01", title="Frame the poster", duration=3, needs="PRE2")
    found = learned(edit.put("A02", title="Buy flowers", offset=-1, owner="Nadia").content())
    frame, flowers = task(found, "PRE5"), task(found, "PRE6")
    assert (frame.needs, frame.due) == ((Need("PRE2"),), -9)
    assert (flowers.due, flowers.owner) == (-1, "nadia")
    assert "PRE5 has no owner" in said(found)[0]
    placed = compute(plan(found.archetype, OPTIONS)).by_id["PRE5"]
    assert (placed.start, placed.due) == (dt.date(2027, 3, 8), dt.date(2027, 3, 10))


def test_a_deleted_row_is_left_out_and_bridged() -> None:
    """Without PRE3, setting up waits for the poster itself."""
    found = learned(evening().delete("PRE3").content(), origin=archetype_of(EVENING))
    assert "PRE3" not in [one.id for one in found.archetype.tasks]
    assert {need.id for need in task(found, "EVE1").needs} == {"PRE2", "PRE4"}
    assert [(gone.id, gone.title[:5]) for gone in found.left_out] == [("PRE3", "Print")]


def test_owners_become_roles() -> None:
    """A person of the team stands for the role; somebody else becomes a role of their own."""
    edit = evening(Options(LAUNCH, "en", people=(("printer", "Paul"),)))
    edit.put("PRE1", owner="paul").put("PRE4", owner="Zoé Œuf")
    found = learned(edit.content())
    assert (task(found, "PRE1").owner, task(found, "PRE3").owner) == ("printer", "printer")
    assert task(found, "PRE4").owner == "zoe-oeuf"
    assert [role.title.en for role in found.archetype.roles] == [
        "Project lead", "Printer", "Zoé Œuf",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("end", "status"),
    [
        (dt.date(2027, 3, 5), "Done"),
        ("5 March 2027", "TERMINÉ"),
        ("2027-03-05", "fait ✔"),
        ("Friday 5 Mar", True),
        (46451, None),
    ],
)
def test_actual_ends_are_read_in_every_spelling(
    end: str | int | dt.date, status: str | bool | None
) -> None:
    """From Wednesday 17 February to Friday 5 March: thirteen working days."""
    found = learned(evening().put("PRE2", actual_end=end, status=status).content())
    (lesson,) = (lesson for lesson in found.lessons if lesson.observed)
    assert (lesson.id, lesson.planned, lesson.observed, lesson.margin) == ("PRE2", 10, (13,), 3)
    assert task(found, "PRE2").duration == Duration(13, "d")


def test_waiting_keeps_its_calendar_days() -> None:
    """The printer had from Saturday 6 March on, and delivered on Friday 19."""
    found = learned(evening().put("PRE3", actual_end=dt.date(2027, 3, 19)).content())
    printing = task(found, "PRE3")
    assert (printing.duration, printing.incompressible) == (Duration(14, "cd"), True)


def test_an_imposed_date_is_kept_where_the_work_is_done() -> None:
    """A date that was kept to is worth repeating; one that nobody met is not."""
    edit = evening().put("PRE4", imposed=dt.date(2027, 2, 22), status="Done")
    edit.put("PRE1", imposed=dt.date(2027, 2, 10))
    found = learned(edit.content(), origin=archetype_of(EVENING))
    assert (task(found, "PRE4").due, task(found, "PRE1").due) == (-25, None)
    assert said(found) == [
        "PRE1: the imposed date 10 Feb 2027 is not taken over, the task is not done.",
        "PRE4: the imposed date 22 Feb 2027 becomes J-25.",
    ]


FAIR = """\
      - id: EVE4
        title: { fr: "Salon", en: "Fair" }
        owner: lead
        fixed: 03-08
"""


def test_a_date_fixed_in_the_archetype_stays_fixed() -> None:
    """As the archetype has it; where that is not at hand, as a day of any year, and it is said."""
    content = evening(more=FAIR).put("EVE4", status="Done").content()
    known = learned(content, origin=archetype_of(EVENING + FAIR))
    assert (task(known, "EVE4").fixed, said(known)) == (MonthDay(3, 8), [])
    unknown = learned(evening(more=FAIR).content())
    assert task(unknown, "EVE4").fixed == MonthDay(3, 8)
    assert "stays a fixed date" in said(unknown)[0]


CHASED = """\
      - id: EVE4
        title: { fr: "Point d’équipe", en: "Team meeting" }
        owner: lead
        kind: meeting
        due: J-30
        repeat: { every: 1w, until: J-10 }
      - id: EVE5
        title: { fr: "Envoyer la facture", en: "Send the invoice" }
        owner: lead
        due: J+5
        follow_up: { after: 10d, owner: printer }
"""


def test_repetitions_and_follow_ups_are_one_task_again() -> None:
    """Rows of a series become the repetition that they came from."""
    found = learned(evening(more=CHASED).content())
    meeting = task(found, "EVE4")
    assert (meeting.due, meeting.repeat) == (-30, Repeat(7, -16))
    assert meeting.title.en == "Team meeting"
    chaser = Text("Follow up: Send the invoice", "Follow up: Send the invoice")
    assert task(found, "EVE5").follow_ups == (FollowUp(Duration(10, "d"), chaser, "printer"),)
    known = learned(evening(more=CHASED).content(), origin=archetype_of(EVENING + CHASED))
    assert task(known, "EVE4").repeat == Repeat(7, -10)
    assert task(known, "EVE5").follow_ups[0].title is None


def test_repetitions_that_differ_are_tasks_of_their_own() -> None:
    """Where somebody changed one of a series, all keep their own rows."""
    found = learned(evening(more=CHASED).put("EVE4-2", duration=2).content())
    ids = [one.id for one in found.archetype.tasks if one.id.startswith("EVE4")]
    assert ids == ["EVE4-1", "EVE4-2", "EVE4-3"]
    assert task(found, "EVE4-2").title.en == "Team meeting (2/3)"


def test_what_a_follow_up_cannot_hold_is_said() -> None:
    """A length that the format has no word for is not lost in silence."""
    found = learned(evening(more=CHASED).put("EVE5-R1", duration=3).content())
    assert [text[:30] for text in said(found)] == ["EVE5-R1: a follow-up lasts a d"]


def test_comments_are_notes_and_boxes_a_checklist() -> None:
    """Lines that begin with a box, ticked or not, are things to tick again."""
    comment = "Ask for three prices.\n☐ Menu for children\n☑ Glasses"
    choosing = task(learned(evening().put("PRE4", comment=comment).content()), "PRE4")
    assert choosing.note == Text("Ask for three prices.", "Ask for three prices.")
    assert [item.text.en for item in choosing.checklist] == ["Menu for children", "Glasses"]


def test_dates_that_can_never_hold_give_way() -> None:
    """Twelve days of printing that are due J-17 leave no time for a poster due J-18."""
    edit = evening().put("PRE2", offset=-18, duration=20)
    edit.put("PRE3", offset=-17, duration=12)
    found = learned(edit.content())
    assert said(found) == ["PRE2: its due date J-18 left no time for PRE3; it is not taken over."]
    dates = compute(plan(found.archetype, OPTIONS)).by_id
    assert dates["PRE3"].due == dt.date(2027, 3, 2)


def test_several_campaigns_give_the_median_and_a_margin() -> None:
    """The poster took 13, 10 and 18 days: thirteen, and five for the worst of them."""
    ends = (dt.date(2027, 3, 5), dt.date(2027, 2, 25), dt.date(2027, 3, 12))
    contents = [evening().put("PRE2", actual_end=end).content() for end in ends]
    found = learned(*contents)
    poster = next(lesson for lesson in found.lessons if lesson.id == "PRE2")
    assert (poster.observed, poster.duration, poster.margin) == ((13, 10, 18), 13, 5)
    assert found.campaigns == ("1.xlsx", "2.xlsx", "3.xlsx")


def test_added_tasks_are_the_same_work_by_their_titles() -> None:
    """The IDs of spare lines mean nothing; what only the second workbook has is said."""
    first = evening().put("A01", title="Taste the menu", imposed=dt.date(2027, 3, 10))
    second = evening().put("A01", title="Hire a band", imposed=dt.date(2027, 3, 10))
    second.put("A02", title="taste the menu ", imposed=dt.date(2027, 3, 10))
    second.put("A02", actual_end=dt.date(2027, 3, 12))
    found = learned(first.content(), second.content())
    assert found.added[0].title == "Taste the menu"
    assert task(found, found.added[0].id).duration == Duration(3, "d")
    assert any('"Hire a band", added only there' in text for text in said(found))


def test_the_second_campaign_must_be_of_the_same_type() -> None:
    """Two plans without a task in common give no median, and both are named."""
    text = EVENING
    for task_id in re.findall("id: ([A-Z]+[0-9])", EVENING):
        text = text.replace(task_id, f"X{task_id}")
    other = made(archetype_of(text, "another"), OPTIONS)
    with pytest.raises(InvalidInput, match=r'"2.xlsx" has no task in common with "1.xlsx"'):
        learned(evening().content(), other)


def test_the_same_id_with_another_title_in_another_type_is_other_work() -> None:
    """PRE2 of the second type is a stage: its end says nothing about a poster."""
    other = archetype_of(EVENING.replace("Design the poster", "Build the stage"), "another")
    late = Edit(made(other, OPTIONS)).put("PRE2", actual_end=dt.date(2027, 3, 12))
    found = learned(evening().content(), late.content())
    assert task(found, "PRE2").duration == Duration(10, "d")
    renamed = evening().put("PRE2", title="Draw it", actual_end=dt.date(2027, 3, 12))
    assert task(learned(evening().content(), renamed.content()), "PRE2").duration.amount == 18


def test_a_plan_without_tasks_teaches_nothing() -> None:
    """Where every row is gone, that is said in place of an empty archetype."""
    edit = evening()
    for task_id in ("PRE1", "PRE2", "PRE3", "PRE4", "EVE1", "EVE2", "EVE3"):
        edit.delete(task_id)
    with pytest.raises(InvalidInput, match="no row of the plan has the ID of a task any more"):
        learned(edit.content())


def test_what_cannot_be_read_is_named_and_does_not_count() -> None:
    """The planned length stays, and each cell is told."""
    found = learned(evening().put("PRE2", actual_end="soon", duration="a while").content())
    assert [(doubt.column, doubt.typed) for _, doubt in found.doubts] == [
        ("duration", "a while"), ("actual_end", "soon"),
    ]  # fmt: skip
    assert task(found, "PRE2").duration == Duration(10, "d")


def test_a_workbook_made_before_learn_existed_is_learned_too() -> None:
    """It lacks the names of the newer tables: RACI, budget and indicators come from no tab."""
    edit = evening()
    for name in ("rs_name", "rs_raci", "rs_budget", "rs_kpis", "rs_objectives"):
        edit.tables.pop(name, None)
    found = learned(edit.content(), origin=archetype_of(EVENING))
    assert [one.id for one in found.archetype.tasks] == [
        one.id for one in archetype_of(EVENING).tasks
    ]


def test_letters_money_and_targets_are_as_people_left_them() -> None:
    """One letter moved on the RACI tab, one line more in the budget, another target."""
    archetype = load(PATH, "en")
    book = openpyxl.load_workbook(
        BytesIO(
            made(
                archetype,
                Options(LAUNCH, "en", with_blocks=tuple(block.id for block in archetype.blocks)),
            )
        )
    )
    raci, money, aims = (book[title] for title in ("RACI", "Budget", "KPI"))
    header = next(row for row in raci.iter_rows() if row[1].value == "ID")
    first = raci[header[0].row + 1]
    task_id, letters = first[1].value, [cell.value for cell in first[4:]]
    free = 4 + letters.index(None)
    first[free].value = "C"
    lines = [row for row in money.iter_rows() if row[1].value is not None]
    spare = money[lines[-1][0].row + 1]
    spare[1].value, spare[2].value, spare[5].value = "Umbrellas", "Weather", 250
    known = archetype.kpis[0]
    next(cell for row in aims for cell in row if cell.value == known.title.en).offset(
        0, 2
    ).value = known.target + 1
    book.save(saved := BytesIO())
    found = learned(saved.getvalue(), origin=archetype).archetype
    consulted = archetype.roles[free - 4].id
    assert dict(task(found, task_id).raci)[consulted] == "C"
    before = task(archetype, task_id)
    assert set(task(found, task_id).raci) == {(before.owner, "R"), (consulted, "C")}
    line = found.budget[-1]
    assert (line.title.fr, line.category.en, line.amount, line.task) == (
        "Umbrellas", "Weather", 250, None,
    )  # fmt: skip
    assert found.kpis[0].target == known.target + 1
    assert found.kpis[1:] == archetype.kpis[1:]
