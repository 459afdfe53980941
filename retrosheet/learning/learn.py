"""What one or several campaigns teach: the archetype, and why it is as it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.order import circle
from retrosheet.archetype.parts import needs_of, parts_of
from retrosheet.archetype.terms import Duration
from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text
from retrosheet.learning.absent import with_absent
from retrosheet.learning.assembly import Assembly
from retrosheet.learning.evidence import is_work, observations
from retrosheet.learning.lessons import Lesson, learned_length, learned_margin
from retrosheet.learning.lines import sorted_out
from retrosheet.learning.origin import Origin
from retrosheet.learning.sound import sound
from retrosheet.learning.texts import alike
from retrosheet.statuses import CANCELLED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrosheet.archetype.model import Archetype, Task
    from retrosheet.archetype.terms import Unit
    from retrosheet.learning.lines import Added, SortedLines
    from retrosheet.learning.source import Source
    from retrosheet.sync.snapshot import Doubt, TaskState

_NO_TASK = Text(
    "« {file} » : aucune ligne du plan ne porte plus l’ID d’une tâche (lignes supprimées, ou IDs "
    "changés) : il n’y a rien à en apprendre. Reprenez une copie antérieure du classeur.",
    '"{file}": no row of the plan has the ID of a task any more (rows deleted, or IDs changed): '
    "there is nothing to learn from it. Go back to an earlier copy of the workbook.",
)
_STRANGERS = Text(
    "« {file} » n’a aucune tâche en commun avec « {first} » : apprenez de chacun à part.",
    '"{file}" has no task in common with "{first}": learn from each by itself.',
)
_NO_PART = Text(
    "{id} attend {other}, dont on en a fait une sous-tâche : elle reste une tâche.",
    "{id} waits for {other}, of which it was made a sub-task: it stays a task of its own.",
)
_UNBELIEVED = Text(
    "{file}, {id} : la fin réelle est à plus d’un an de l’échéance ; elle n’a pas compté.",
    "{file}, {id}: the actual end lies more than a year from the due date; it did not count.",
)
_ONLY_THERE = Text(
    "{file} : « {title} », ajoutée là seulement, n’est pas reprise ; mettez ce classeur en premier "
    "si vous la voulez.",
    '{file}: "{title}", added only there, is not taken over; name that workbook first if you want '
    "it.",
)


_CANCELLED = Text(
    "{id} : « {title} » a été annulée cette fois ; elle reste dans le type de campagne.",
    '{id}: "{title}" was cancelled this time; it stays in the campaign type.',
)


class LeftOut(NamedTuple):
    """A task whose row somebody deleted; ``title`` is "" where nothing says it any more."""

    id: str
    title: str


@dataclass(frozen=True)
class Learned:
    """The archetype and its reasons.

    ``lessons`` has every task, in order. ``said`` are decisions about dates, links and blocks that
    a person should look at; ``doubts`` what could not be read, with the workbook's label.
    """

    archetype: Archetype
    campaigns: tuple[str, ...]
    origin: str
    lessons: tuple[Lesson, ...]
    added: tuple[Added, ...]
    left_out: tuple[LeftOut, ...]
    said: tuple[Text, ...]
    doubts: tuple[tuple[str, Doubt], ...]


def learn(
    sources: Sequence[Source], origin: Archetype | None, name: str, path: str, lang: Lang
) -> Learned:  # fmt: skip
    """What the campaigns teach; the first is the frame, ``origin`` what it was made from, if known.

    ``name`` and ``path`` are the archetype's. Raises InvalidInput in ``lang`` where no task is left
    in the frame, or another campaign has none in common with it.
    """
    frame = sources[0]
    if not frame.snapshot.lines:
        raise InvalidInput(_NO_TASK.to(lang).format(file=frame.label))
    known = Origin(origin, frame.snapshot, frame.planned.keys())
    lines = sorted_out(frame, known)
    said: list[Text] = []
    observed: dict[str, list[int]] = {fold.id: [] for fold in lines.folds}
    for source in sources:
        ids = _shared(source, frame, lines, said, lang)
        for one in observations(source.snapshot):
            task_id = ids.get(one.id)
            if task_id is None:
                continue
            if one.believed:
                observed[task_id].append(one.days)
            else:
                said.append(_UNBELIEVED.format(file=source.label, id=task_id))
    lessons = _lessons(frame, lines, observed)
    assembly = Assembly(frame, known, lines, lessons)
    archetype = with_absent(assembly.archetype(name, path), known, lines)
    archetype, apart = _without_circles(archetype)
    archetype, changes = _sound(archetype)
    said += [*assembly.said, *apart, *changes, *_cancelled(frame, lines)]
    return Learned(
        archetype=archetype,
        campaigns=tuple(source.label for source in sources),
        origin=origin.name if origin else "",
        lessons=tuple(lessons[fold.id] for fold in lines.folds if not fold.line.split),
        added=lines.added,
        left_out=tuple(_left_out(task_id, known) for task_id in lines.left_out),
        said=tuple(dict.fromkeys(said)),
        doubts=tuple(
            (source.label, doubt)
            for source in sources
            for doubt in source.snapshot.doubts
            if doubt.why != "heard"  # what was read, whatever the sheet makes of it
        ),
    )


def _shared(
    source: Source, frame: Source, lines: SortedLines, said: list[Text], lang: Lang
) -> Mapping[str, str]:  # fmt: skip
    """The archetype's ids of a campaign's lines, as far as they are the same work.

    Lines of the archetype are the same by ID, where their titles or their archetypes are; lines
    that people added are the same by title, as the IDs of spare lines mean nothing.
    """
    if source is frame:
        return lines.ids
    named = source.snapshot.archetype == frame.snapshot.archetype
    of_frame = {line.task.id: line for line in frame.snapshot.lines}
    by_title = {
        _key(line): lines.ids[line.task.id]
        for line in of_frame.values()
        if line.task.id in lines.ids
    }
    found: dict[str, str] = {}
    for line in source.snapshot.lines:
        own = of_frame.get(line.task.id)
        core = line.task.placement != "free"
        same = own is not None and own.task.placement != "free" and core
        if same and own is not None and (named or _key(own) == _key(line)):
            if own.task.id in lines.ids and own.task.calendar_days == line.task.calendar_days:
                found[line.task.id] = lines.ids[own.task.id]
        elif not core and _key(line) in by_title:
            found[line.task.id] = by_title[_key(line)]
        elif not core:
            said.append(_ONLY_THERE.format(file=source.label, title=line.task.title))
    if not found:
        text = _STRANGERS.to(lang).format(file=source.label, first=frame.label)
        raise InvalidInput(text)
    return found


def _key(line: TaskState) -> str:
    return alike(line.task.title).casefold()


def _lessons(
    frame: Source, lines: SortedLines, observed: Mapping[str, list[int]]
) -> dict[str, Lesson]:  # fmt: skip
    found = {line.task.id: line.task for line in frame.snapshot.lines}
    lessons = {}
    for fold in lines.folds:
        task, planned = found[fold.lines[0]], frame.planned[fold.lines[0]]
        added = task.placement == "free"
        days = tuple(observed[fold.id]) if is_work(task) else ()
        unit: Unit = "cd" if task.calendar_days else "d"
        lessons[fold.id] = Lesson(
            id=fold.id,
            title=fold.title,
            unit=unit,
            planned=task.duration if added else planned.duration,
            typed=task.duration,
            observed=days,
            duration=learned_length(task.duration, days),
            planned_margin=task.margin if added else planned.margin,
            typed_margin=task.margin,
            margin=learned_margin(task.margin, days, unit),
        )
    return lessons


def _without_circles(archetype: Archetype) -> tuple[Archetype, list[Text]]:
    """The archetype without sub-tasks of what they wait for; they are tasks of their own."""
    tasks, said = {task.id: task for task in archetype.tasks}, list[Text]()
    while found := circle(needs_of(list(tasks.values()))):
        parts = [task_id for task_id in found if tasks[task_id].parent is not None]
        part = tasks[next((one for one in parts if tasks[one].parent in found), parts[0])]
        said.append(_NO_PART.format(id=part.id, other=part.parent))
        tasks[part.id] = replace(part, parent=None)
    return _with(archetype, tasks), said


def _with(archetype: Archetype, tasks: Mapping[str, Task]) -> Archetype:
    phases = tuple(
        replace(phase, tasks=tuple(tasks[task.id] for task in phase.tasks))
        for phase in archetype.phases
    )
    return replace(archetype, phases=phases)


def _sound(archetype: Archetype) -> tuple[Archetype, list[Text]]:
    parts, waiting = parts_of(archetype.tasks), needs_of(archetype.tasks)
    none = Duration(0, "d")
    linked = [
        replace(task, needs=waiting[task.id], duration=none if task.id in parts else task.duration)
        for task in archetype.tasks
    ]
    tasks, said = sound(linked)
    changed = {task.id: task for task, before in zip(tasks, linked, strict=True) if task != before}
    by_id = {task.id: _as_written(task, changed.get(task.id)) for task in archetype.tasks}
    return _with(archetype, by_id), said


def _as_written(task: Task, changed: Task | None) -> Task:
    """A task with another date or fewer needs; what its sub-tasks wait for stands with these."""
    if changed is None:
        return task
    kept = tuple(need for need in task.needs if need in changed.needs)
    return replace(changed, duration=task.duration, needs=kept)


def _left_out(task_id: str, origin: Origin) -> LeftOut:
    line = origin.lines.get(task_id)
    return LeftOut(task_id, line.title if line else "")


def _cancelled(frame: Source, lines: SortedLines) -> list[Text]:
    return [
        _CANCELLED.format(id=lines.ids.get(line.task.id, line.task.id), title=line.task.title)
        for line in frame.snapshot.lines
        if line.status == CANCELLED
    ]
