"""How each line of a campaign is placed, and which of them launch waits for."""

from __future__ import annotations

import datetime as dt

import pytest

from retrosheet.archetype.model import Block, Duration, FollowUp, Period, Repeat, Task
from retrosheet.campaign import Options, plan
from retrosheet.language import Text
from tests.schedule.archetypes import J, archetype, planned, task

LAUNCH = task("L", "A", due=0, kind="milestone", duration=Duration(0, "d"))


def placements(*tasks: Task) -> dict[str, str]:
    """``late`` or ``soon`` by id, ``after`` for what is soon because it comes after launch."""
    return {
        line.id: "after" if line.after_launch else line.placement
        for line in planned(task("A"), LAUNCH, *tasks).tasks
    }


def driving(*tasks: Task) -> str:
    return " ".join(line.id for line in planned(*tasks).tasks if line.drives_launch)


@pytest.mark.parametrize(
    ("name", "line", "placement"),
    [
        ("nothing said", task("T"), "late"),
        ("a target before J", task("T", "A", due=-10), "late"),
        ("a target on J", task("T", "A", due=0), "late"),
        ("a target after J", task("T", due=1), "after"),
        ("a need of launch", task("T", "L"), "after"),
        ("needs on both sides", task("T", "A", "L"), "after"),
        ("a target before J, whatever it needs", task("T", "L", due=-1), "late"),
        ("a fixed date", task("T", fixed=dt.date(2027, 1, 1)), "late"),
        ("a fixed date and a need of launch", task("T", "L", fixed=dt.date(2027, 6, 1)), "after"),
        ("a period that ends by J", task("T", period=Period(-9, 0), any_day=True), "late"),
        ("a period that ends after J", task("T", period=Period(-9, 1), any_day=True), "after"),
    ],
)
def test_a_line_is_placed_by_its_dates_and_by_what_it_needs(
    name: str, line: Task, placement: str
) -> None:
    """What leads to launch is done as late as it can be; what follows launch, as early."""
    assert placements(line)["T"] == placement, name


def test_what_follows_what_comes_after_launch_comes_after_it_too() -> None:
    """Through any number of tasks, in any order of the file, repeated and chased."""
    found = placements(
        task("C", "B"),
        task("B", "L"),
        task("D", "C", "A", follow_ups=(FollowUp(Duration(2, "d")),)),
    )
    assert found == {
        "A": "late", "L": "late", "C": "after", "B": "after", "D": "after", "D-R1": "after"
    }  # fmt: skip


def test_a_chaser_of_launch_comes_after_it_and_another_does_not() -> None:
    """A follow-up comes soon after its task, on the same side of launch."""
    chased = FollowUp(Duration(1, "d"))
    lines = planned(
        task("A", follow_ups=(chased,)), task("L", "A", due=0, follow_ups=(chased,))
    ).tasks
    shown = {line.id: (line.placement, line.after_launch) for line in lines}
    assert shown == {
        "A": ("late", False),
        "A-R1": ("soon", False),
        "L": ("late", False),
        "L-R1": ("soon", True),
    }


def test_a_task_repeated_through_j_changes_sides() -> None:
    """Repetitions until launch lead to it, those beyond follow it."""
    found = placements(task("X", due=-7, repeat=Repeat(7, 7)))
    assert [found[name] for name in ("X-1", "X-2", "X-3")] == ["late", "late", "after"]


def test_launch_waits_for_itself_and_for_all_that_it_needs() -> None:
    """Not for what merely comes before it, not for chasers, not for what comes after."""
    assert (
        driving(
            task("A", follow_ups=(FollowUp(Duration(1, "d")),)),
            task("B", "A"),
            task("C", "A", due=-30),
            task("D", fixed=dt.date(2027, 1, 4)),
            task("L", "B", "D", due=0),
            task("E", "L"),
            task("F", due=5),
        )
        == "A B D L"
    )


def test_all_that_is_due_on_j_is_launch() -> None:
    """Whatever is due on launch day, and all that it needs, holds launch up."""
    assert driving(task("A"), task("B"), task("L", "A", due=0), task("P", "B", due=0)) == "A B L P"


def test_without_anything_on_j_the_last_tasks_without_a_date_are_launch() -> None:
    """What has a target, and what somebody waits for, is not the end."""
    assert driving(task("A"), task("B", "A"), task("C"), task("D", due=-5)) == "A B C"


def test_what_is_only_needed_after_j_does_not_hold_launch_up() -> None:
    """Work that nothing before launch waits for cannot delay launch."""
    assert driving(task("A"), task("L", due=0), task("E", "L", "A")) == "L"


def test_launch_waits_for_what_a_task_left_out_needed() -> None:
    """Leaving a task out does not cut what came before it loose from launch."""
    made = archetype(
        task("A"),
        task("V", "A", block="video"),
        task("L", "V", due=0),
        blocks=(Block("video", Text("Vidéo", "Video")),),
    )
    lines = plan(made, Options(J, without_blocks=("video",))).tasks
    assert [line.id for line in lines if line.drives_launch] == ["A", "L"]
