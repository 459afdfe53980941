"""The plan as a calendar: identities that last, sequences that rise, bytes that stay.

PROOF is due on Friday 5 March 2027, PRINT from 9 to 11, SHIP on 12 and 15, launch L on Monday 15.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from retrosheet.report.agenda import KEPT_DAYS, Choice, calendar, published
from retrosheet.report.people import roster
from retrosheet.statuses import CANCELLED, DONE
from tests.report.desks import TEAM
from tests.report.test_digest import SHARED
from tests.report.test_letter import NASTY
from tests.sync.snapshots import Told, snapshot_of
from tests.sync.test_assess import PLAN, march

if TYPE_CHECKING:
    from retrosheet.language import Lang
    from retrosheet.sync.snapshot import Snapshot

Event = dict[str, Any]


def plan(typed: dict[str, Told] | None = None, *, gone: str = "", lang: Lang = "en") -> Snapshot:
    found = snapshot_of(PLAN, {**SHARED, **(typed or {})}, gone=gone, lang=lang)
    summary = found.summary._replace(campaign="c1")
    return replace(found, name="Spring", team=TEAM, summary=summary)


def on(snapshot: Snapshot, today: dt.date) -> Snapshot:
    """The plan once its calendars have been written on that day."""
    return replace(snapshot, entries=published(snapshot, today))


def after(before: Snapshot, now: Snapshot, today: dt.date) -> Snapshot:
    return on(replace(now, entries=before.entries), today)


def events(snapshot: Snapshot, choice: Choice | None = None) -> dict[str, Event]:
    """What another library reads, by UID."""
    people = roster(snapshot, "en")
    content = calendar(snapshot, snapshot.entries, people, choice or Choice()).decode()
    assert "\n" not in content.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in content.split("\r\n"))
    read = vobject.readOne(content)
    found: dict[str, Event] = {}
    for event in getattr(read, "vevent_list", []):
        event.validate(raiseException=True)
        values = {name: held[0].value for name, held in event.contents.items() if name != "valarm"}
        assert values["uid"] not in found
        found[values["uid"]] = {**values, "alarms": len(event.contents.get("valarm", []))}
    return found


def uid(task: str, form: str = "") -> str:
    return f"{task}{form}.c1@retrosheet.invalid"


def test_one_day_for_each_due_date() -> None:
    """A whole day that blocks nobody's time, with owner, plan and one alarm."""
    found = events(on(plan(), march(1)))
    assert set(found) == {uid(task) for task in ("PROOF", "PRINT", "SHIP", "L")}
    proof = found[uid("PROOF")]
    assert (proof["dtstart"], proof["dtend"]) == (march(5), march(6))
    assert proof["summary"] == "PROOF: due (Nadia)"
    assert proof["description"] == "Owner: Nadia\nOn 5 Mar 2027 (D-10)\nPlan: Spring"
    assert (proof["transp"], proof["status"], proof["sequence"]) == (
        "TRANSPARENT", "CONFIRMED", "0",
    )  # fmt: skip
    assert proof["alarms"] == 1
    assert found[uid("L")]["summary"] == "◆ L (Léa Roux)"


def test_what_programs_are_told_of_the_whole() -> None:
    """Its name twice, as old and new programs want it, how often to look again, and an alarm at
    nine on the eve."""
    snapshot = on(plan(), march(1))
    lines = calendar(snapshot, snapshot.entries, roster(snapshot, "en"), Choice()).decode()
    head = lines.split("BEGIN:VEVENT")[0].split("\r\n")
    assert head == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//retrosheet//retrosheet//EN",
        "METHOD:PUBLISH", "NAME:Spring", "X-WR-CALNAME:Spring",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H", "",
    ]  # fmt: skip
    assert lines.count("TRIGGER:-PT15H\r\n") == lines.count("ACTION:DISPLAY\r\n") == 4


def test_bars_from_start_to_due_and_milestones_alone() -> None:
    """Whoever wants more sees the work as bars, whoever wants less the milestones."""
    bars = events(on(plan(), march(1)), Choice(bars=True))
    print_ = bars[uid("PRINT", ".bar")]
    assert (print_["dtstart"], print_["dtend"]) == (march(9), march(12))
    assert set(events(on(plan(), march(1)), Choice(milestones=True))) == {uid("L")}


def test_one_person_s_own() -> None:
    """Only their tasks, without their own name behind each."""
    snapshot = on(plan(), march(1))
    person = roster(snapshot, "en").named("Léa Roux")
    found = events(snapshot, Choice(person=person))
    assert set(found) == {uid("SHIP"), uid("L")}
    assert found[uid("SHIP")]["summary"] == "SHIP: due"


def test_nothing_changed_the_same_bytes() -> None:
    """A week later, too, and whatever the language of whoever asks."""
    first = on(plan(), march(1))
    later = after(first, plan(), march(8))
    assert later.entries == first.entries
    people = roster(first, "fr")
    assert calendar(later, later.entries, people, Choice()) == calendar(
        first, first.entries, roster(first, "en"), Choice()
    )


def test_a_renamed_task_keeps_its_identity_and_rises() -> None:
    """Calendars replace the event instead of adding one; the others stay."""
    first = on(plan(), march(1))
    lines = tuple(
        replace(line, task=replace(line.task, title="The proof"))
        if line.task.id == "PROOF" else line
        for line in plan().lines
    )  # fmt: skip
    found = events(after(first, replace(plan(), lines=lines), march(3)))
    proof = found[uid("PROOF")]
    assert (proof["summary"], proof["sequence"]) == ("The proof: due (Nadia)", "1")
    assert proof["dtstamp"].date() == march(3)
    assert found[uid("PRINT")]["sequence"] == "0"


def test_a_moved_launch_moves_everything_and_loses_no_identity() -> None:
    """Every event moves, none is doubled."""
    first = on(plan(), march(1))
    moved = snapshot_of(PLAN.replace("2027-03-15", "2027-03-22"), SHARED)
    moved = replace(moved, name="Spring", team=TEAM, summary=first.summary)
    found = events(after(first, moved, march(2)))
    assert found[uid("L")]["dtstart"] == march(22)
    assert {event["sequence"] for event in found.values()} == {"1"}
    assert set(found) == set(events(first))


@pytest.mark.parametrize("how", ["deleted", "cancelled"])
def test_a_task_that_is_gone_is_cancelled_and_dropped_later(how: str) -> None:
    """Deleted or cancelled, it leaves calendars, and after a while the file."""
    first = on(plan(), march(1))
    now = plan(gone="PRINT") if how == "deleted" else plan({"PRINT": Told(CANCELLED)})
    gone = after(first, now, march(2))
    event = events(gone)[uid("PRINT")]
    assert (event["status"], event["sequence"], event["alarms"]) == ("CANCELLED", "1", 0)
    assert event["dtstart"] == march(11)
    same = after(gone, now, march(20))
    assert same.entries == gone.entries
    dropped = after(same, now, march(2) + dt.timedelta(days=KEPT_DAYS))
    assert uid("PRINT") not in events(dropped)


def test_a_task_that_comes_back() -> None:
    """The same event is there again."""
    first = on(plan(), march(1))
    gone = after(first, plan(gone="PRINT"), march(2))
    back = events(after(gone, plan(), march(3)))[uid("PRINT")]
    assert (back["status"], back["sequence"]) == ("CONFIRMED", "2")


def test_a_task_that_changes_hands_leaves_the_first_one_s_calendar() -> None:
    """And appears in the other's, while the plan's keeps it."""
    first = on(plan(), march(1))
    now = after(first, plan({"PROOF": Told(owner="Karim")}), march(2))
    people = roster(now, "en")
    nadia, karim = (Choice(person=people.named(name)) for name in ("Nadia", "Karim"))
    assert events(now, nadia)[uid("PROOF")]["status"] == "CANCELLED"
    assert events(now, karim)[uid("PROOF")]["status"] == "CONFIRMED"
    assert events(now)[uid("PROOF")]["status"] == "CONFIRMED"
    later = after(now, plan({"PROOF": Told(owner="Karim")}), march(2) + dt.timedelta(KEPT_DAYS))
    assert uid("PROOF") not in events(later, nadia)
    assert events(later, karim)[uid("PROOF")]["sequence"] == "1"


def test_done_is_ticked_and_rings_no_more() -> None:
    """The day stays visible, without its alarm."""
    first = on(plan(), march(1))
    done = events(after(first, plan({"PROOF": Told(DONE, owner="Nadia")}), march(4)))[uid("PROOF")]
    assert (done["summary"], done["alarms"]) == ("✓ PROOF: due (Nadia)", 0)


@pytest.mark.parametrize("text", NASTY)
def test_what_people_type_is_text(text: str) -> None:
    """No property, no event and no line comes out of a title, a name or a campaign's name."""
    bad = f'{text}\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nATTACH:http://evil;X="a",b\\n'
    lines = tuple(replace(line, task=replace(line.task, title=bad)) for line in plan().lines)
    snapshot = on(replace(plan(), lines=lines, name=bad), march(1))
    found = events(snapshot)
    assert len(found) == 4
    for event in found.values():
        assert "attach" not in event
        assert "\n" not in event["summary"]


edits = st.lists(
    st.tuples(
        st.integers(0, 40),
        st.dictionaries(
            st.sampled_from(sorted(SHARED)),
            st.builds(
                Told,
                st.sampled_from([1, DONE, CANCELLED]),
                owner=st.sampled_from(["Nadia", "Karim", "Nadia, Karim"]),
            ),
        ),
        st.sampled_from(["", "PRINT", "SHIP"]),
    ),
    max_size=8,
)


@given(edits)
def test_sequences_never_fall_and_identities_never_double(
    changes: list[tuple[int, dict[str, Told], str]],
) -> None:
    """Through any edits and days: whatever an importer has, the next file is newer or the same."""
    state = on(plan(), march(1))
    known: dict[str, tuple[int, Event]] = {}
    for days, typed, gone in sorted(changes, key=lambda change: change[0]):
        state = after(state, plan(typed, gone=gone), march(1) + dt.timedelta(days))
        for name, event in events(state).items():
            sequence = int(event["sequence"])
            if name in known:
                before, said = known[name]
                assert sequence >= before or said["status"] == "CANCELLED"
                if sequence == before:
                    assert event == said
            known[name] = (sequence, event)


def test_a_person_s_calendar_is_small() -> None:
    """Under 64 kB for a fifth of a plan of five hundred tasks, with titles as people write them."""
    names = [f"Camille Durand-Lefèvre {letter}" for letter in "ABCDE"]
    rows = "".join(
        f'  - {{id: T{n:03}, title: "Relire la plaquette {n}", due: J-{1 + n // 3}}}\n'
        for n in range(500)
    )
    typed = {f"T{n:03}": Told(owner=names[n % 5]) for n in range(500)}
    found = snapshot_of(f"launch: 2027-03-15\ntasks:\n{rows}", typed, lang="fr")
    team = tuple(TEAM[0]._replace(person=name) for name in names)
    summary = found.summary._replace(campaign="0123456789abcdef")
    snapshot = replace(found, name="Campagne de printemps", team=team, summary=summary)
    mine = Choice(person=roster(snapshot, "fr").named(names[0]))
    entries = published(snapshot, march(1))
    content = calendar(snapshot, entries, roster(snapshot, "fr"), mine)
    assert content.count(b"BEGIN:VEVENT") == 100
    assert len(content) < 64 * 1024
