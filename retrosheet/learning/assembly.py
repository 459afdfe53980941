"""The archetype that a finished plan makes: its tasks, phases, roles and channels."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from retrosheet.archetype.model import (
    Archetype,
    Block,
    Channel,
    FollowUp,
    Phase,
    Repeat,
    Role,
    Task,
)
from retrosheet.archetype.parts import behind_their_task
from retrosheet.archetype.terms import Duration, Kind, Part
from retrosheet.language import Text
from retrosheet.learning import aims
from retrosheet.learning.absent import merged
from retrosheet.learning.dates import When, when
from retrosheet.learning.names import slugs
from retrosheet.learning.raci import letters_of
from retrosheet.learning.texts import alike, cleaned, notes_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrosheet.learning.folding import Chaser, Fold
    from retrosheet.learning.lessons import Lesson
    from retrosheet.learning.lines import SortedLines
    from retrosheet.learning.origin import Origin
    from retrosheet.learning.source import Source

_NOBODY = Text("À désigner", "To be named")
_ONE_PHASE = Text("Plan", "Plan")
_SUMMARY = Text("D’après une campagne menée : {name}.", "From a campaign that was run: {name}.")
_CHASER = Text(
    "{id} : une relance dure un jour, sans date ni marge à elle ; ce qui y a été changé n’est pas "
    "repris.",
    "{id}: a follow-up lasts a day, with no date or margin of its own; what was changed about it "
    "is not taken over.",
)
_NO_OWNER = Text(
    "{id} n’a pas de responsable ; donnez-lui-en un à la place de « À désigner ».",
    '{id} has no owner; give it one in the place of "To be named".',
)


@dataclass
class Assembly:
    """Puts the archetype together; ``said`` collects what a person should know."""

    source: Source
    origin: Origin
    lines: SortedLines
    lessons: Mapping[str, Lesson]
    said: list[Text] = field(default_factory=list)

    def __post_init__(self) -> None:
        origin, told = self.origin, self.source.told
        known = origin.archetype
        self._found = {line.task.id: line for line in self.source.snapshot.lines}
        nobody = _NOBODY.to(origin.lang)
        titles = list(told.roles)
        owners = [told.rows[fold.lines[0]].owner for fold in self.lines.folds]
        if not all(owners) or not titles:
            titles.append(nobody)
        self._roles = slugs(
            titles, origin.known(known.roles if known else (), titles), otherwise="role"
        )
        self._role_texts = {nobody: _NOBODY}
        channels = [
            channel for fold in self.lines.folds if (channel := told.rows[fold.lines[0]].channel)
        ]
        self._channels = slugs(
            channels, origin.known(known.channels if known else (), channels), otherwise="channel"
        )

    def archetype(self, name: str, path: str) -> Archetype:
        source, origin, known = self.source, self.origin, self.origin.archetype
        title, both = source.told.name or source.snapshot.archetype or name, origin.texts.both
        phases = self._phases()
        used = {task.block for phase in phases for task in phase.tasks}
        ids = {**self.lines.ids}
        return Archetype(
            name=name,
            path=path,
            title=known.title if known else Text.same(title),
            summary=known.summary if known else _SUMMARY.format(name=title),
            roles=tuple(
                Role(role, both(shown, self._role_texts.get(shown)))
                for shown, role in self._roles.items()
            ),
            phases=phases,
            channels=tuple(
                Channel(channel, both(shown)) for shown, channel in self._channels.items()
            ),
            blocks=tuple(
                Block(block.id, block.title, default=True)
                for block in (known.blocks if known else ())
                if block.id in used
            ),
            objectives=aims.objectives(source.told, origin),
            kpis=aims.kpis(source.told, origin, self._roles),
            budget=aims.budget(source.told, origin, ids),
            closed=source.told.closed,
        )

    def _phases(self) -> tuple[Phase, ...]:
        by_title: dict[str, list[Task]] = {}
        spelled: dict[str, str] = {}
        current = next(filter(None, self.lines.phases.values()), _ONE_PHASE.to(self.origin.lang))
        for fold in self.lines.folds:
            current = self.lines.phases[fold.id] or current
            title = spelled.setdefault(current.casefold(), current)
            by_title.setdefault(title, []).append(self._task(fold))
        known = self.origin.archetype
        ids = slugs(
            by_title,
            self.origin.known(known.phases if known else (), by_title),
            otherwise="phase",
        )
        return tuple(
            Phase(ids[title], self.origin.texts.both(title), behind_their_task(tasks))
            for title, tasks in by_title.items()
        )

    def _task(self, fold: Fold) -> Task:
        line, row = self._found[fold.lines[0]], self.source.told.rows[fold.lines[0]]
        task, known = line.task, self.origin.tasks.get(fold.id)
        lesson, texts = self.lessons[fold.id], self.origin.texts
        date = When(due=task.offset)
        if fold.repeat is None and not task.split:
            date = when(line, fold.id, self.source.snapshot, self.origin)
        self.said.extend(date.said)
        period = date.period
        length = Duration(lesson.duration, lesson.unit)
        if period is not None:
            length = Duration(period.last - period.first + 1, "cd")
        note, checklist = notes_of(row.comment)
        owner = self._owner(fold, row.owner)
        learned = Task(
            id=fold.id,
            title=texts.both(cleaned(fold.title) or fold.id, known.title if known else None),
            owner=owner,
            kind=_kind(task.kind, length.amount),
            duration=length,
            incompressible=task.incompressible,
            needs=self.lines.needs[fold.id],
            due=date.due,
            period=period,
            fixed=date.fixed,
            margin=0 if period else lesson.margin,
            any_day=task.any_day,
            deliverable=self._deliverable(row.deliverable, known.deliverable if known else ()),
            channel=self._channels.get(row.channel),
            block=known.block if known else None,
            note=texts.any(note, known.note if known else None),
            checklist=self._parts(checklist, known.checklist if known else ()),
            raci=letters_of(fold, self.source.told, self.origin, self._roles, owner),
            follow_ups=tuple(
                self._follow_up(fold, owner, chaser)
                for chaser in self.lines.chasers.get(fold.id, ())
            ),
            repeat=self._repeat(fold),
            parent=self.lines.parents.get(fold.id),
        )
        return _of_parts(learned) if fold.line.split else learned

    def _deliverable(self, shown: str, known: tuple[Part, ...]) -> tuple[Part, ...]:
        """As the archetype says it, part by part, where nobody changed it."""
        lang, chosen = self.origin.lang, self.origin.chosen
        before = ", ".join(part.text.to(lang) for part in known if part.is_in(chosen))
        if alike(before) == alike(shown):
            return known
        return self._parts((shown,) if shown else (), known)

    def _parts(self, shown: Sequence[str], known: tuple[Part, ...]) -> tuple[Part, ...]:
        """Texts with their blocks, and those of absent blocks where they stood."""
        origin = self.origin
        found = [
            next(
                (part for part in known if origin.says(part.text, text)),
                Part(origin.texts.both(text)),
            )
            for text in shown
        ]
        absent = [part for part in known if not origin.has(part.block) and part not in found]
        return merged(found, absent, known, lambda part: part)

    def _owner(self, fold: Fold, title: str) -> str:
        if not title:
            title = _NOBODY.to(self.origin.lang)
            self.said.append(_NO_OWNER.format(id=fold.id))
        return self._roles[title]

    def _repeat(self, fold: Fold) -> Repeat | None:
        """As the archetype says it, where that gives the same days."""
        known = self.origin.tasks.get(fold.id)
        if fold.repeat is None or known is None or known.repeat is None or known.due is None:
            return fold.repeat
        first = fold.line.offset
        assert first is not None
        days = range(first, fold.repeat.until + 1, fold.repeat.every)
        same = range(known.due, known.repeat.until + 1, known.repeat.every) == days
        return known.repeat if same else fold.repeat

    def _follow_up(self, fold: Fold, owner: str, chaser: Chaser) -> FollowUp:
        task, row = chaser.line, self.source.told.rows[chaser.line.id]
        known = self.origin.tasks.get(fold.id)
        before = None
        if known is not None and chaser.number <= len(known.follow_ups):
            before = known.follow_ups[chaser.number - 1]
        title: Text | None = self.origin.texts.both(cleaned(task.title) or fold.id)
        if before is not None and self.origin.same_title(task):
            title = before.title
        if (task.duration, task.margin, task.offset, task.imposed) != (1, 0, None, None):
            self.said.append(_CHASER.format(id=task.id))
        role = self._roles.get(row.owner, owner)
        return FollowUp(chaser.after, title, None if role == owner else role)


def _of_parts(task: Task) -> Task:
    """A task that is split, whose length and dates are those of its parts."""
    return replace(
        task,
        kind="task",
        duration=Duration(1, "d"),
        incompressible=False,
        due=None,
        period=None,
        fixed=None,
        margin=0,
        any_day=False,
        follow_ups=(),
        repeat=None,
    )


def _kind(kind: Kind, length: int) -> Kind:
    """A milestone lasts a day at most, a task at least one."""
    if kind == "task" and length == 0:
        return "milestone"
    return "task" if kind == "milestone" and length > 1 else kind
