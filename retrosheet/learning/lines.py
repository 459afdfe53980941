"""The lines of a finished plan that go into the archetype, and what each of them needs then.

Where a row was deleted, whoever needed it takes over what it needed itself. A line that people
added gets an id of its own, and what needs a follow-up waits for the same day without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.bridged import around
from retrosheet.archetype.terms import Duration, Need
from retrosheet.learning.folding import Chaser, Fold, chaser, folds, is_chaser
from retrosheet.learning.names import LONGEST_ID, added_id, fitting_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from retrosheet.campaign import Task
    from retrosheet.learning.origin import Origin
    from retrosheet.learning.source import Source
    from retrosheet.sync.snapshot import TaskState


class Added(NamedTuple):
    """A task that people added: its id in the archetype, and the one of its spare line."""

    id: str
    title: str
    line: str


class SortedLines(NamedTuple):
    """The lines, sorted out.

    ``folds`` are the archetype's tasks in order, each with its follow-ups in ``chasers`` by the
    fold's id. ``phases`` has the phase of each fold; ``ids`` the fold's id of each line but
    follow-ups, ``needs`` what each fold, and each task of an absent block, needs; ``parents`` the
    fold that a fold is a part of.
    """

    folds: tuple[Fold, ...]
    chasers: Mapping[str, tuple[Chaser, ...]]
    phases: Mapping[str, str]
    ids: Mapping[str, str]
    needs: Mapping[str, tuple[Need, ...]]
    added: tuple[Added, ...]
    left_out: tuple[str, ...]
    parents: Mapping[str, str]


def sorted_out(source: Source, origin: Origin) -> SortedLines:
    """The lines of the frame."""
    found = {line.task.id: line for line in source.snapshot.lines}
    order = [found[task_id] for task_id in source.planned if task_id in found]
    alive = {line.task.id: line.task for line in order}
    core = [line.task for line in order if line.task.placement != "free"]
    chasing = [task for task in core if is_chaser(task, alive)]
    chasers = {task.id for task in chasing}
    own = [task for task in core if task.id not in chasers]
    added = [line for line in order if line.task.placement == "free"]
    wanted = {need.id for line in added for need in line.task.needs}
    rows = source.told.rows
    folded = _fitting(folds(own, rows, wanted))
    phases = {fold.id: rows[fold.lines[0]].phase for fold in folded}
    ids = {line: fold.id for fold in folded for line in fold.lines}
    taken = {*source.planned, *origin.tasks, *(fold.id for fold in folded)}
    new = _added(source, added, folded, phases, chasing, taken)
    for entry, line in zip(new, added, strict=True):
        folded.append(Fold(entry.id, line.task, line.task.title, (line.task.id,)))
        phases[entry.id] = _phase(source, line, phases, ids)
        ids[line.task.id] = entry.id
    parents = {fold.id: ids[fold.line.parent] for fold in folded if fold.line.parent in ids}
    # a sub-task stands in the phase of its task, wherever its row was
    phases |= {fold: phases[parent] for fold, parent in parents.items()}
    gone = {task.id: task.needs for task in source.snapshot.deleted}
    gone.update((task.id, _past(task)) for task in chasing)
    needs = _Needs(gone, ids, origin, folded)
    followers: dict[str, list[Chaser]] = {}
    for task in chasing:
        followers.setdefault(ids[task.needs[0].id], []).append(chaser(task))
    return SortedLines(
        folds=tuple(folded),
        chasers={
            task_id: tuple(sorted(found, key=lambda one: one.number))
            for task_id, found in followers.items()
        },
        phases=phases,
        ids=ids,
        needs={
            **{fold.id: needs.of(fold) for fold in folded},
            **{task.id: needs.around(origin.needs_of(task)) for task in origin.absent},
        },
        added=tuple(new),
        left_out=tuple(task.id for task in source.snapshot.deleted),
        parents=parents,
    )  # fmt: skip


def _fitting(folded: list[Fold]) -> list[Fold]:
    """The folds with ids of a length that the format allows: CRE2-10 may have become too long."""
    taken = {fold.id.casefold() for fold in folded if len(fold.id) <= LONGEST_ID}
    return [
        fold if len(fold.id) <= LONGEST_ID else fold._replace(id=fitting_id(fold.id, taken))
        for fold in folded
    ]


def _past(task: Task) -> tuple[Need, ...]:
    """What waits for a follow-up waits for its task, and for the days until it is done."""
    after = chaser(task).after
    return (Need(task.needs[0].id, Duration(after.amount, after.unit)),)


class _Needs:
    """Needs by the archetype's ids, with the lines that are gone replaced by what those needed."""

    def __init__(
        self, gone: Mapping[str, tuple[Need, ...]], ids: Mapping[str, str], origin: Origin,
        folded: Iterable[Fold],
    ) -> None:  # fmt: skip
        self._gone, self._ids, self._origin = gone, ids, origin
        self._relinked = {
            fold.line.parent for fold in folded if fold.line.parent and not self._as_before(fold)
        }
        """Tasks of which a part has other needs: then all their parts say their own."""
        self._absent = {task.id for task in origin.absent}

    def of(self, fold: Fold) -> tuple[Need, ...]:
        """What a task needs; where nothing changed, as the archetype says it, absent blocks too."""
        known = self._origin.tasks.get(fold.id)
        if fold.line.split:
            passed_on = known is not None and fold.line.id not in self._relinked
            return self.around(self._origin.needs_of(known)) if known and passed_on else ()
        if known is not None and self._as_before(fold) and fold.line.parent not in self._relinked:
            return self.around(self._origin.needs_of(known))
        return self.around(fold.line.needs)

    def _as_before(self, fold: Fold) -> bool:
        """Whether a task waits for what it was made to wait for, as a part of the same task."""
        before = self._origin.lines.get(fold.lines[0])
        same = before is not None and before.needs == fold.line.needs
        return same and before is not None and before.parent == fold.line.parent

    def around(self, needs: Iterable[Need]) -> tuple[Need, ...]:
        """The needs, without what is gone; of two lags to one task the longer wins."""
        found: dict[str, Need] = {}
        for need in around(needs, self._gone.get, waiting=True):
            own = self._ids.get(need.id) or (need.id if need.id in self._absent else "")
            known = found.get(own)
            if own and (known is None or need.lag.amount > known.lag.amount):
                found[own] = need._replace(id=own)
        return tuple(found.values())


def _added(
    source: Source, added: list[TaskState], folded: list[Fold], phases: Mapping[str, str],
    chasing: list[Task], known: set[str],
) -> list[Added]:  # fmt: skip
    """The added lines with the ids that they get."""
    taken = {task_id.casefold() for task_id in known}
    taken.update(
        f"{fold.id}-r{n}".casefold() for fold in folded for n in range(1, len(chasing) + 1)
    )
    ids = {line: fold.id for fold in folded for line in fold.lines}
    found = []
    for line in added:
        phase = _phase(source, line, phases, ids)
        neighbours = [task_id for task_id, own in phases.items() if own == phase]
        found.append(Added(added_id(neighbours, taken), line.task.title, line.task.id))
    return found


def _phase(
    source: Source, line: TaskState, phases: Mapping[str, str], ids: Mapping[str, str]
) -> str:  # fmt: skip
    """The phase typed on an added row, else that of what it needs, else of who is due before it."""
    typed = source.told.rows[line.task.id].phase
    if typed:
        known = {phase.casefold(): phase for phase in phases.values()}
        return known.get(typed.casefold(), typed)
    for need in line.task.needs:
        if need.id in ids:
            return phases[ids[need.id]]
    by_id = source.snapshot.schedule.by_id
    dated = sorted(
        ((by_id[one].due, place, task_id) for place, (one, task_id) in enumerate(ids.items())
         if task_id in phases),
        key=lambda entry: entry[:2],
    )  # fmt: skip
    due = by_id[line.task.id].due
    before = [task_id for day, _, task_id in dated if day <= due]
    nearest = before[-1] if before else (dated[0][2] if dated else "")
    return phases.get(nearest, "")
