"""When somebody is reminded: what is news, how often late work is chased, who hears of silence."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from retrosheet.report.reminders import Plan, plan_reminders, plan_stand_up, why
from retrosheet.report.said_before import confirmed, forgotten, intended
from retrosheet.statuses import DOING, DONE, TODO
from retrosheet.sync.remembered import Told
from retrosheet.sync.snapshot import Doubt
from retrosheet.workbook.cadence import Cadence
from tests.report.desks import KARIM, TEAM, desk_on, person
from tests.report.test_digest import SHARED
from tests.sync import snapshots
from tests.sync.test_assess import march

Memory = tuple[Told, ...]


def run(
    day: int, memory: Memory, *, fate: str = "sent", lead: str = "", via: str = "smtp",
    typed: dict[str, snapshots.Told] | None = None, cadence: Cadence | None = None,
) -> tuple[Plan, Memory]:  # fmt: skip
    """One run on a day of March; ``fate`` is what becomes of its messages."""
    cadence = cadence or Cadence()
    desk = desk_on(day, typed or SHARED, told=memory, lead=lead, cadence=cadence)
    plan = plan_reminders(desk, via)
    named = [(r, r.repeats or f"<{day}.{r.who}@x>") for r in plan.reminders]
    if not named:
        return plan, memory
    memory = intended(memory, desk, via, named)
    for _, message in named:
        if fate == "sent":
            memory = confirmed(memory, message)
        elif fate == "refused":
            memory = forgotten(memory, message)
    return plan, memory


def told(plan: Plan) -> dict[str, list[str]]:
    return {r.who: [f"{t.what} {t.step}" for t in r.fresh] for r in plan.reminders}


def through(days: list[int], **how: str) -> dict[int, dict[str, list[str]]]:
    memory: Memory = ()
    found = {}
    for day in days:
        plan, memory = run(day, memory, **how)  # type: ignore[arg-type]
        if plan.reminders:
            found[day] = told(plan)
    return found


WORKING = [1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 15, 16, 17, 18, 19, 22, 23, 24, 25, 26, 29, 30, 31]


def test_three_days_before_one_day_before_the_day_after_and_weekly() -> None:
    """For Nadia, whose proof is due on Friday 5; nothing on the days between."""
    found = through(WORKING)
    mine = {day: steps["nadia"] for day, steps in found.items() if "nadia" in steps}
    assert mine == {
        2: ["PROOF ahead:3"],
        4: ["PROOF ahead:1"],
        8: ["PROOF late:1"],
        15: ["PROOF late:2"],
        22: ["PROOF late:3"],
        29: ["PROOF late:4"],
    }


def test_who_waits_for_others_is_told_once() -> None:
    """Nobody is chased for what they cannot begin."""
    found = through(WORKING)
    assert [day for day, steps in found.items() if "PRINT late:1" in steps.get("karim", [])] == [12]
    assert not any("late:2" in step for s in found.values() for step in s.get("karim", []))


def test_without_a_lead_chasing_goes_on() -> None:
    """Where nobody is in charge, nobody is told in their stead."""
    assert "PROOF late:4" in through(WORKING)[29]["nadia"]


def test_then_the_lead_is_told_once_and_the_owner_is_left_in_peace() -> None:
    """Two chasers at most: after a week without effect, one word to the campaign's owner."""
    memory: Memory = ()
    found: dict[int, dict[str, list[str]]] = {}
    for day in WORKING:
        plan, memory = run(day, memory, lead="Léa Roux", cadence=Cadence((3, 1), 7, 2))
        if plan.reminders:
            found[day] = told(plan)
    chased = [d for d, steps in found.items() if any("late" in s for s in steps.get("nadia", ()))]
    assert chased == [8, 15]
    heard = [d for d, s in found.items() if any("silent" in t for t in s.get("lea roux", ()))]
    assert heard == [22]


def test_work_that_was_late_long_before_is_chased_all_the_same() -> None:
    """The count is of what was sent, not of the days that went by."""
    plan, memory = run(31, (), lead="Léa Roux")
    assert told(plan)["nadia"] == ["PROOF late:1"]
    assert "lea roux" not in told(plan) or "PROOF silent:1" not in told(plan)["lea roux"]
    assert run(31, memory, lead="Léa Roux")[0].reminders == ()


def test_a_second_run_on_the_same_day_has_nothing_to_send() -> None:
    """On any day of the month."""
    for day in WORKING:
        _, memory = run(day, ())
        plan, again = run(day, memory)
        assert plan.reminders == ()
        assert again == memory


def test_what_may_have_left_is_repeated_under_the_same_identifier() -> None:
    """A mail program can tell the copy, days later too."""
    plan, memory = run(8, (), fate="unknown")
    assert not any(row.sent for row in memory)
    again, _ = run(8, memory)
    assert told(again) == told(plan)
    assert {r.who: r.repeats for r in again.reminders} == {
        r.who: f"<8.{r.who}@x>" for r in plan.reminders
    }
    # two days later the same is still to be said: the same message
    later, _ = run(9, memory)
    assert next(r for r in later.reminders if r.who == "nadia").repeats == "<8.nadia@x>"


def test_what_was_refused_is_said_again_as_a_new_message() -> None:
    """It counts as never sent."""
    plan, memory = run(8, (), fate="refused")
    assert memory == ()
    again, _ = run(9, memory)
    assert "nadia" in told(again)
    assert next(r for r in again.reminders if r.who == "nadia").repeats == ""
    assert plan.reminders


def test_a_contradiction_is_told_once_and_again_when_it_comes_back() -> None:
    """Other news in between changes nothing, done as the task may be; a correction ends it."""
    wrong = {**SHARED, "PROOF": snapshots.Told(TODO, 1.0, owner="Nadia")}
    plan, memory = run(1, (), typed=wrong)
    assert "PROOF contradiction correct:1" in told(plan)["nadia"]
    for day in (2, 4, 5, 11):
        plan, memory = run(day, memory, typed=wrong)
        assert "PROOF contradiction correct:1" not in told(plan).get("nadia", [])
    _, memory = run(12, memory)
    plan, _ = run(15, memory, typed=wrong)
    assert "PROOF contradiction correct:1" in told(plan)["nadia"]


def test_a_doubt_on_a_row_that_is_done_is_told_once() -> None:
    """Its memory outlives the task's, as the cell still stands there."""
    done = {**SHARED, "PROOF": snapshots.Told(DONE, 1.0, march(1), owner="Nadia")}
    doubt = Doubt("unreadable", "Plan!E13", "PROOF", "PROOF", "margin", "some")
    memory: Memory = ()
    said = []
    for day in (1, 8, 9, 15):
        desk = desk_on(day, done, told=memory, doubts=(doubt,))
        plan = plan_reminders(desk, "smtp")
        named = [(r, f"<{day}.{r.who}@x>") for r in plan.reminders]
        memory = intended(memory, desk, "smtp", named)
        for _, message in named:
            memory = confirmed(memory, message)
        said += [day for topics in told(plan).values() for one in topics if "correct" in one]
    assert said == [1]


def test_each_way_remembers_for_itself() -> None:
    """Drafts that nobody sent do not keep the mail server from sending."""
    _, memory = run(8, (), via="drafts")
    plan, memory = run(8, memory, via="smtp")
    assert "nadia" in told(plan)
    assert run(8, memory, via="drafts")[0].reminders == ()


def test_a_moved_due_date_begins_anew() -> None:
    """A new date is announced before it is chased."""
    _, memory = run(4, ())
    moved = tuple(row._replace(due=dt.date(2027, 2, 1)) for row in memory)
    assert "PROOF ahead:1" in told(run(4, moved)[0])["nadia"]


def test_what_is_done_is_forgotten() -> None:
    """The next time that anything is written."""
    _, memory = run(8, ())
    typed = {**SHARED, "PROOF": snapshots.Told(DONE, owner="Nadia")}
    plan, memory = run(12, memory, typed=typed)
    assert plan.reminders
    assert not any(row.what == "PROOF" for row in memory)


def test_who_cannot_be_reached_is_named_and_nothing_is_remembered_for_them() -> None:
    """With an address, they are told everything."""
    team = (TEAM[0]._replace(email=""), *TEAM[1:])
    desk = desk_on(8, SHARED, team=team)
    plan = plan_reminders(desk, "smtp")
    assert [(who.name, who.why) for who in plan.unreached] == [
        ("Nadia", "Nadia has no address (Settings!H6)")
    ]
    assert "nadia" not in told(plan)


def test_one_person_only() -> None:
    """Others are not even planned for."""
    desk = desk_on(8, SHARED)
    assert list(told(plan_reminders(desk, "smtp", person(desk, "Nadia")))) == ["nadia"]


def test_a_channel_has_one_message_for_all() -> None:
    """News for anybody is news for the channel; the same day again it is none."""
    desk = desk_on(8, SHARED)
    (one,) = plan_stand_up(desk, "slack").reminders
    assert {topic.what for topic in one.fresh} >= {"PROOF"}
    memory = confirmed(intended((), desk, "slack", [(one, "<1@x>")]), "<1@x>")
    desk = replace(desk, snapshot=replace(desk.snapshot, told=memory))
    assert plan_stand_up(desk, "slack").reminders == ()


def test_why_in_words() -> None:
    """Since when, and the how many-th time, in either language."""
    desk = desk_on(15, SHARED)
    _, memory = run(8, ())
    plan, _ = run(15, memory)
    topic = next(r for r in plan.reminders if r.who == "nadia").fresh[0]
    assert why(topic, desk, "en") == '"PROOF": late since 5 Mar 2027, chaser no. 2'
    assert why(topic, desk, "fr") == "« PROOF » : en retard depuis le 05/03/2027, relance n° 2"


@given(
    st.lists(
        st.tuples(st.sampled_from(WORKING), st.sampled_from(["sent", "unknown", "refused"])),
        max_size=9,
    ),
    st.sampled_from([DOING, DONE]),
)
def test_whatever_becomes_of_messages_nothing_is_lost_or_said_twice(
    fates: list[tuple[int, str]], status: int
) -> None:
    """After any run of fates: whatever was not confirmed is still to be said, and what was
    confirmed is not said again at the same step."""
    memory: Memory = ()
    typed = {**SHARED, "SHIP": snapshots.Told(status, owner=KARIM.person)}
    said: set[tuple[str, str, str, object]] = set()
    for day, fate in sorted(fates):
        plan, memory = run(day, memory, fate=fate, typed=typed)
        for reminder in plan.reminders:
            keys = {(reminder.who, t.what, t.step, t.due) for t in reminder.fresh}
            assert not keys & said
            if fate == "sent":
                said |= keys
        if fate != "sent":
            again = told(run(day, memory, typed=typed)[0])
            assert again == told(plan)


def test_tasks_without_an_owner_are_named_by_their_titles() -> None:
    """Nobody's name is no name: what is meant are the tasks that reach nobody."""
    desk = desk_on(12, {**SHARED, "PROOF": snapshots.Told(owner="")})
    (nobody,) = (who for who in plan_reminders(desk, "smtp").unreached if "owner" in who.why)
    assert nobody.name == '"PROOF"'
