"""The archetype that a workbook was made from, line by line as the plan first had it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.campaign import Options, plan
from retrosheet.learning.texts import Texts, alike

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from retrosheet.archetype.model import Archetype, Channel, Phase, Role
    from retrosheet.archetype.model import Task as ArchetypeTask
    from retrosheet.archetype.terms import Need
    from retrosheet.campaign import Task
    from retrosheet.language import Text
    from retrosheet.sync.snapshot import Snapshot


class Origin:
    """What is known of the archetype; nothing where ``archetype`` is None.

    ``tasks`` are the archetype's by id, ``lines`` those of its plan with the blocks that the
    campaign had: the ``chosen`` ones, as ``planned``, the ids of its lines, show. ``absent`` are
    the tasks of the other blocks.
    """

    def __init__(
        self, archetype: Archetype | None, snapshot: Snapshot, planned: Collection[str]
    ) -> None:  # fmt: skip
        self.archetype = archetype
        self.lang = snapshot.lang
        self.texts = Texts(archetype, self.lang)
        self.tasks: dict[str, ArchetypeTask] = {}
        self.lines: dict[str, Task] = {}
        self.chosen: frozenset[str] = frozenset()
        self.absent: tuple[ArchetypeTask, ...] = ()
        if archetype is not None:
            self.tasks = {task.id: task for task in archetype.tasks}
            self.chosen = frozenset(
                task.block
                for task in archetype.tasks
                if task.block and not {task.id, f"{task.id}-1"}.isdisjoint(planned)
            )
            others = tuple(block.id for block in archetype.blocks if block.id not in self.chosen)
            options = Options(
                snapshot.launch,
                self.lang,
                with_blocks=tuple(sorted(self.chosen)),
                without_blocks=others,
            )
            self.lines = {line.id: line for line in plan(archetype, options).tasks}
            gone = {task.id for task in archetype.tasks if task.block in others}
            self.absent = tuple(
                task for task in archetype.tasks if task.id in gone or task.parent in gone
            )

    def known(
        self, named: tuple[Role, ...] | tuple[Phase, ...] | tuple[Channel, ...],
        titles: Iterable[str],
    ) -> dict[str, str]:  # fmt: skip
        """The ids of those titles that the archetype has among ``named``."""
        ids = {alike(item.title.to(self.lang)): item.id for item in named}
        return {title: ids[alike(title)] for title in titles if alike(title) in ids}

    def has(self, block: str | None) -> bool:
        """Whether the campaign had what belongs to this optional block, or to none."""
        return block is None or block in self.chosen

    def needs_of(self, task: ArchetypeTask) -> tuple[Need, ...]:
        """What a task of the archetype needs, by the ids of lines; absent ones by their own."""
        return tuple(need._replace(id=self._last_line(need.id)) for need in task.needs)

    def _last_line(self, task_id: str) -> str:
        number = 1
        while f"{task_id}-{number}" in self.lines:
            number += 1
        return task_id if number == 1 else f"{task_id}-{number - 1}"

    def says(self, text: Text, shown: str) -> bool:
        """Whether this is how the workbook would show the text."""
        return alike(text.to(self.lang)) == alike(shown)

    def same_title(self, line: Task) -> bool:
        """Whether the line is still called what the archetype calls it."""
        before = self.lines.get(line.id)
        return before is not None and alike(before.title) == alike(line.title)
