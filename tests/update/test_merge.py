"""Three versions merged: nothing of people's is lost, nothing that they deleted comes back."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from retrosheet.archetype.bridged import around
from retrosheet.archetype.order import circle
from retrosheet.archetype.terms import Need
from retrosheet.update.links import with_parts
from retrosheet.update.merge import merge
from retrosheet.update.rows import UNITS, WHOLE, Decisions, Merged, Row, Timing, Version
from tests.thorough import tries
from tests.update.random_versions import change, plan, version

CASES = tries(2_000, 40_000)


def one(made: Row | None, ours: Row | None, theirs: Row | None, **said: Any) -> Merged:
    """A plan of one row, T1, merged; None where a version lacks it."""
    was, mine, new = (Version({"T1": row} if row else {}) for row in (made, ours, theirs))
    return merge(was, mine, new, Decisions(**said))


ROW = Row("Brief", timing=Timing(3, offset=-30))
TYPED = ROW._replace(timing=Timing(5, offset=-30))
CHANGED = ROW._replace(timing=Timing(3, offset=-40), title="Brief signé")


def test_people_win_where_they_changed_and_the_archetype_elsewhere() -> None:
    """One row can take its owner from people and its title and dates from the archetype."""
    merged = one(ROW, ROW._replace(owner="Léa"), CHANGED)
    assert merged.rows["T1"] == CHANGED._replace(owner="Léa")
    assert merged.taken == {"T1": ("title", "timing")}
    assert not merged.conflicts


def test_a_row_whose_length_and_date_two_sides_changed_is_one_conflict() -> None:
    """People made it longer, the archetype earlier: both together are what nobody meant."""
    merged = one(ROW, TYPED, CHANGED)
    assert merged.rows["T1"] == TYPED._replace(title="Brief signé")
    (conflict,) = merged.conflicts
    assert (conflict.unit, conflict.chosen) == ("timing", None)
    assert (conflict.made, conflict.ours, conflict.theirs) == (
        ROW.timing, TYPED.timing, CHANGED.timing,
    )  # fmt: skip


@pytest.mark.parametrize(("side", "timing"), [("ours", TYPED.timing), ("theirs", CHANGED.timing)])
def test_a_decision_settles_a_conflict_for_good(side: str, timing: Timing) -> None:
    """Whichever side somebody chose, the next update does not ask again."""
    merged = one(ROW, TYPED, CHANGED, sides={("T1", "timing"): side})
    assert merged.rows["T1"].timing == timing
    again = merge(Version(merged.made), Version(merged.rows), Version({"T1": CHANGED}))
    assert again.rows == merged.rows
    assert not again.conflicts


def test_a_deleted_row_stays_deleted_and_is_named_where_the_archetype_changed_it() -> None:
    """What people threw out comes back only when they ask for it."""
    assert not one(ROW, None, ROW).conflicts
    merged = one(ROW, None, CHANGED)
    assert not merged.rows
    assert [conflict.unit for conflict in merged.conflicts] == [WHOLE]
    assert one(ROW, None, CHANGED, prefer="theirs").rows == {"T1": CHANGED}


def test_a_row_that_the_archetype_gave_up_goes_unless_somebody_works_on_it() -> None:
    """Nobody's work leaves the plan because the archetype dropped the task."""
    assert one(ROW, ROW, None).dropped == ("T1",)
    kept = one(ROW, TYPED, None)
    assert kept.rows == {"T1": TYPED}
    assert [conflict.unit for conflict in kept.conflicts] == [WHOLE]
    worked = merge(Version({"T1": ROW}), Version({"T1": ROW}, frozenset({"T1"})), Version({}))
    assert worked.rows == {"T1": ROW}


NEW = Version({"CRE9": Row("Réserver la salle", owner="Nina", phase="Lieu")})
ADDED = Version({"A01": Row("réserver la  Salle", owner="Léa")})


def test_a_row_that_people_added_and_the_archetype_brings_is_asked_about() -> None:
    """A new task that looks like a row of people's is never merged or doubled unasked."""
    asked = merge(Version({}), ADDED, NEW)
    assert asked.rows == ADDED.rows
    assert [(q.id, q.row) for q in asked.questions] == [("CRE9", "A01")]
    same = merge(Version({}), ADDED, NEW, Decisions(matches={"CRE9": "A01"}))
    assert same.rows == {"A01": ADDED.rows["A01"]._replace(phase="Lieu")}
    assert same.aliases == {"CRE9": "A01"}
    assert not same.questions
    both = merge(Version({}), ADDED, NEW, Decisions(matches={"CRE9": ""}))
    assert set(both.rows) == {"A01", "CRE9"}


def test_a_task_that_was_found_to_be_a_row_follows_the_archetype_from_then_on() -> None:
    """Later changes reach the row that somebody said is the task, and its owner stays."""
    same = merge(Version({}), ADDED, NEW, Decisions(matches={"CRE9": "A01"}))
    later = Version({"CRE9": NEW.rows["CRE9"]._replace(timing=Timing(4))})
    again = merge(Version(same.made), Version(same.rows), later, aliases=same.aliases)
    assert again.rows["A01"].timing == Timing(4)
    assert again.rows["A01"].owner == "Léa"


def test_a_new_task_whose_id_people_have_given_to_another_row_gets_another_one() -> None:
    """The row of people's keeps its ID, and the needs of the archetype find the new one."""
    ours = Version({"CRE9": Row("Tout autre chose")})
    follower = Row("Suite", needs=(Need("CRE9"),))
    merged = merge(Version({}), ours, Version({**NEW.rows, "CRE10": follower}))
    assert merged.rows["CRE9"].title == "Tout autre chose"
    assert merged.rows["CRE9-2"].title == "Réserver la salle"
    assert merged.rows["CRE10"].needs == (Need("CRE9-2"),)


def test_two_changes_that_close_a_circle_leave_the_need_that_people_typed() -> None:
    """Of two needs that wait for each other the archetype's gives way, and is named."""
    made = Version({"A": Row("a"), "B": Row("b")})
    ours = Version({"A": Row("a", needs=(Need("B"),)), "B": Row("b")})
    theirs = Version({"A": Row("a"), "B": Row("b", needs=(Need("A"),))})
    merged = merge(made, ours, theirs)
    assert merged.rows == ours.rows
    assert [(c.id, c.unit, c.chosen) for c in merged.conflicts] == [("B", "needs", "ours")]


def test_a_conflict_that_a_deleted_row_brought_stays_open() -> None:
    """What the archetype changed on a row that is gone reaches those who needed it, each time."""
    made = Version({
        "A": Row("a"), "B": Row("b"), "C": Row("c", needs=(Need("A"),)),
        "D": Row("d", needs=(Need("C"),)),
    })  # fmt: skip
    ours = Version({"A": Row("a"), "B": Row("b"), "D": Row("d")})
    theirs = Version({**made.rows, "C": Row("c", needs=(Need("B"),))})
    merged = merge(made, ours, theirs)
    assert [(c.id, c.unit, c.chosen) for c in merged.conflicts] == [("D", "needs", None)]
    again = merge(Version(merged.made), Version(merged.rows), theirs)
    assert again.conflicts == merged.conflicts


def test_the_order_is_peoples_with_new_rows_behind_what_they_follow() -> None:
    """Rows that were moved stay where people put them."""
    made = Version({"A": Row("a"), "B": Row("b"), "C": Row("c")})
    ours = Version({"C": Row("c"), "A": Row("a"), "B": Row("b")})
    theirs = Version({"A": Row("a"), "N": Row("n"), "B": Row("b"), "C": Row("c"), "M": Row("m")})
    assert list(merge(made, ours, theirs).rows) == ["C", "M", "A", "N", "B"]


def _bridged(rows: dict[str, Row], other: dict[str, Row], there: set[str]) -> dict[str, Row]:
    def gone(row_id: str) -> tuple[Need, ...] | None:
        if row_id in there:
            return None
        return (rows.get(row_id) or other.get(row_id) or Row("")).needs

    return {
        row_id: row._replace(needs=around(row.needs, gone, waiting=True))
        for row_id, row in rows.items()
    }


@pytest.mark.parametrize("part", range(10))
def test_random_versions(part: int) -> None:
    """No edit is lost, no row resurrected, a second merge does nothing, and the order of the
    archetype's file or of what was made has no say in what the rows hold."""
    for seed in range(part * CASES // 10, (part + 1) * CASES // 10):
        random = Random(seed)
        made = plan(random)
        mine, new = change(random, made, "A"), change(random, made, "N")
        ours = version(mine.done_to(made), random)
        given = new.done_to(made)
        # No archetype that needs what it has not is ever loaded.
        theirs = Version(_bridged(given, made, set(given)))
        merged = merge(Version(made), ours, theirs)
        there = set(merged.rows)
        before = _bridged(made, {}, there)
        kept = _bridged(dict(ours.rows), made, there)
        if circle({row_id: row.needs for row_id, row in kept.items()}):
            continue  # what people typed waits for itself: no plan does that
        asked = {question.row for question in merged.questions}
        for row_id, row in kept.items():
            if row_id not in there:
                assert made[row_id]._replace(needs=()) == row._replace(needs=()), seed
                assert row_id not in theirs.rows, seed
                assert row_id not in ours.worked, seed
                continue
            for unit in UNITS:
                own = row_id not in made or getattr(row, unit) != getattr(before[row_id], unit)
                if own or row_id in asked:
                    assert getattr(merged.rows[row_id], unit) == getattr(row, unit), (seed, unit)
        assert not mine.gone & there, seed
        assert not circle({row_id: row.needs for row_id, row in merged.rows.items()}), seed
        assert all(need.id in there for row in merged.rows.values() for need in row.needs), seed
        _check_again(merged, theirs, ours, seed)
        shuffled = [list(rows.items()) for rows in (made, theirs.rows)]
        for items in shuffled:
            random.shuffle(items)
        other = merge(Version(dict(shuffled[0])), ours, Version(dict(shuffled[1])))
        if not merged.conflicts and not merged.questions:
            assert dict(other.rows) == dict(merged.rows), seed


def _check_again(merged: Merged, theirs: Version, ours: Version, seed: int) -> None:
    worked = Version(merged.rows, ours.worked)
    again = merge(Version(merged.made), worked, theirs, aliases=merged.aliases)
    assert again.rows == merged.rows, seed
    assert list(again.rows) == list(merged.rows), seed
    assert (again.added, again.dropped, again.taken) == ((), (), {}), seed
    assert again.made == merged.made, seed
    open_now = {(c.id, c.unit) for c in again.conflicts if c.chosen is None}
    assert open_now == {(c.id, c.unit) for c in merged.conflicts if c.chosen is None}, seed


def test_an_edit_and_an_update_give_the_same_in_either_order() -> None:
    """Where no unit was changed by both, people may edit before the update or after it."""
    compared = 0
    for seed in range(CASES):
        random = Random(seed)
        made = plan(random)
        mine, new = change(random, made, "A"), change(random, made, "N")
        theirs = Version(new.done_to(made))
        edited_first = merge(Version(made), Version(mine.done_to(made)), theirs)
        if edited_first.conflicts or edited_first.questions:
            continue
        updated = merge(Version(made), Version(made), theirs)
        rows = mine.done_to(dict(updated.rows))
        if circle({row_id: row.needs for row_id, row in rows.items()}):
            continue
        there = set(rows)
        by_hand = _bridged(rows, {**made, **dict(updated.rows)}, there)
        meant = set(edited_first.rows)
        typed = {row_id for row_id, unit in mine.values if unit == "needs"}
        assert meant <= there, seed
        for row_id in meant - typed:
            mine_row, other = edited_first.rows[row_id], by_hand[row_id]
            assert mine_row._replace(needs=()) == other._replace(needs=()), (seed, row_id)
        compared += 1
    assert compared > CASES // 4


def test_needs_of_the_archetype_close_no_circle_through_the_parts_of_people() -> None:
    """People split T1 by T2; the type lets T2 wait for T3, which waits for T1: that is dropped."""
    made = Version({
        "T1": Row("Brief"), "T2": Row("Write"), "T3": Row("Sign", needs=(Need("T1"),)),
    })  # fmt: skip
    ours = Version({**made.rows, "T2": Row("Write", parent="T1")})
    theirs = Version({**made.rows, "T2": Row("Write", needs=(Need("T3"),))})
    rows = merge(made, ours, theirs).rows
    assert rows["T2"].parent == "T1"
    needs = {row_id: row.needs for row_id, row in rows.items()}
    assert circle(with_parts(needs, {row_id: row.parent for row_id, row in rows.items()})) == ()
    assert rows["T3"].needs == (Need("T1"),)
