"""Lists and articles: steps with a date and bullets beneath, bullets with dates of their own.

Each line of a text is a step (a heading, a numbered line, a line that is nothing but a date), a
task of the one above it, something that is said of either, or prose. A line that stands between
dated ones and has no date that can be read is a task all the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrosheet.importing.formats.lines import TextLine, dated, dated_heading, line_of, property_of
from retrosheet.importing.formats.steps import BULLET, DATES, NUMBERED, PLAIN, Step
from retrosheet.importing.raw import MOST_TASKS, Cell, Location, RawTask

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


_LONGEST_TITLE = 100
# « Boucler l’ordre du jour (Responsable : Kim) »
_INNER = re.compile(r"(.+?)\s*[(\[]([^()\[\]]+)[)\]]")
_FEWEST_BELOW = 3
_SENTENCE_ENDS = (".", "!", "?", ",", ";")


class Outline:
    """The steps of a text, and its lines that are nothing of a plan.

    ``tables`` are the numbers of the lines that belong to tables; ``above`` has the step under
    which each of them stands. ``named`` are the tasks whose line gave them an owner, ``unread`` the
    lines that are tasks though no date can be read in them.
    """

    def __init__(self, text: str, tables: Collection[int] = ()) -> None:
        self.steps: list[Step] = [Step(TextLine(1, ""))]
        self.title = ""
        self.above: dict[int, Step] = {}
        self._last: RawTask | None = None
        self._count = 0
        self.named: list[Location] = []
        self.unread: list[tuple[Location, str]] = []
        lines = (line_of(number, raw) for number, raw in enumerate(text.splitlines(), 1))
        written = [
            line
            for line in lines
            if line.number in tables or (line.text and line.text.strip("-=_*—|: "))
        ]
        for index, line in enumerate(written):
            if index == 0 and self._is_title(line, written):
                self.title = line.text
                continue
            if line.number in tables:
                self.above[line.number] = self.steps[-1]
                self.steps[-1].has_table = True
                self._last = None
                continue
            if self._count > MOST_TASKS:
                break
            after = written[index + 1] if index + 1 < len(written) else None
            self._take(line, None if after and after.number in tables else after)

    def _take(self, line: TextLine, after: TextLine | None) -> None:
        if self._is_said_of_another(line):
            return
        loose = line.level is not None or not line.text.endswith(_SENTENCE_ENDS)
        said = dated(line.text, loose=loose and not line.depth)
        alone = dated_heading(line.text) if line.depth or self._heads(line, after) else None
        if alone is not None:
            self._dated_step(line, alone.title, alone.when, alone.owner, weak=alone.weak)
            return
        if line.depth == 1 and not self.title and dated(line.text, loose=False) is None:
            self.title = line.text
        numbered = line.numbered and (_is_bullet(after) or self._is_next_step(line))
        if said is not None and (line.depth or numbered):
            self._dated_step(line._replace(text=said.title), said.title, said.when, said.owner)
        elif said is not None and dated_heading(said.title) is None:
            self._task(line, said.title, said.when, said.owner)
        elif said is not None:
            self.steps[-1].prose.append(line)  # « Jour J : 15 mars 2027 »
        elif line.level is not None and not self._is_step(line, after):
            self._task(line, line.text, "", "")
        elif line.depth or line.level is not None or self._opens(line, after):
            self._step(line)
        else:
            self._prose(line, after)

    @staticmethod
    def _is_title(line: TextLine, written: Sequence[TextLine]) -> bool:
        """Whether the first line of a text is its title, which may say launch day in brackets."""
        apart = len(written) > _FEWEST_BELOW and written[1].number > line.number + 1
        return apart and not line.depth and line.level is None and line.text.endswith(")")

    def _heads(self, line: TextLine, after: TextLine | None) -> bool:
        """Whether a line that is nothing but a date has its tasks below it."""
        found = dated_heading(line.text) if after is not None else None
        if after is None or found is None:
            return False
        if line.level is not None and not line.numbered:
            return after.level is not None and after.level > line.level
        whole = not found.title
        if _is_bullet(after) or (after.numbered and line.level is None):
            return whole or line.text.endswith(":")
        return whole and after.level is None and dated(after.text, loose=True) is None

    def _opens(self, line: TextLine, after: TextLine | None) -> bool:
        """Whether a plain line is the heading of what follows: it looks like one, and has it."""
        if not _is_title(line.text):
            return False
        step = self.steps[-1]
        if step.dated is None:
            return True
        return _is_bullet(after) and not step.dated.depth >= PLAIN

    def _is_said_of_another(self, line: TextLine) -> bool:
        """Whether the line says something of the task or the step above it, which then has it."""
        found = property_of(line.text)
        if found is None:
            return False
        name, heading, value = found
        if name not in DATES and dated(line.text, loose=False) is not None:
            return False  # « Budget : J-30 » is a task
        cell = Cell(value, Location(line.number, heading=heading))
        task = self._last
        if task is not None and (line.level is None or line.level > task.level):
            if line.level is None and name in DATES and "due" in task.cells:
                return False
            task.cells.setdefault(name, cell)
            return True
        if not self.steps[-1].line.text:
            return False
        self.steps[-1].own.setdefault(name, cell)
        return True

    @staticmethod
    def _is_step(line: TextLine, after: TextLine | None) -> bool:
        """Whether a numbered line is a step: bullets or a date follow it."""
        if not line.numbered or after is None:
            return False
        return _is_bullet(after) or property_of(after.text) is not None

    def _is_next_step(self, line: TextLine) -> bool:
        """Whether a numbered line comes after a numbered step, and is no part of it."""
        step = self.steps[-1].line
        return step.numbered and (line.level or 0) <= (step.level or 0)

    def _dated_step(
        self, line: TextLine, title: str, when: str, owner: str, *, weak: bool = False
    ) -> None:
        self._step(line)
        step, place = self.steps[-1], Location(line.number)
        step.title, step.weak = title or step.line.text, weak
        step.own["due"] = Cell(when, place)
        if owner:
            step.own["owner"] = Cell(owner, place)

    def _step(self, line: TextLine) -> None:
        self._last = None
        depth = line.depth or (
            NUMBERED if line.numbered else PLAIN if line.level is None else BULLET + line.level
        )
        parent: Step | None = self.steps[-1]
        while parent is not None and parent.depth >= depth:
            parent = parent.parent
        text = line.text.rstrip(" :")
        self.steps.append(Step(line._replace(text=text), depth, parent, text))

    def _task(self, line: TextLine, title: str, when: str, owner: str) -> None:
        place = Location(line.number)
        task = RawTask(place, {"title": Cell(title.rstrip(" .;:,") or title, place)})
        if when:
            task.cells["due"] = Cell(when, place)
        if owner:
            task.cells["owner"] = Cell(owner, place)
            self.named.append(place)
        elif (inner := _INNER.fullmatch(title)) and (found := property_of(inner[2])):
            task.cells.setdefault(found[0], Cell(found[2], place))
            task.cells["title"] = Cell(inner[1], place)
        task.level = line.level or 0
        self._last = task
        step = self.steps[-1]
        if line.level is not None and step.depth >= BULLET and line.level <= step.depth - BULLET:
            # The bullet stands beside the one that was a step, and not under it.
            while step.parent is not None and step.depth >= BULLET:
                step = step.parent
            again = Step(step.line, step.depth, step.parent, step.title, own=dict(step.own))
            self.steps.append(again)
        self.steps[-1].tasks.append(task)
        self._count += 1

    def _prose(self, line: TextLine, after: TextLine | None) -> None:
        """A line that no rule reads: a task beside dated lines of its kind, else prose."""
        last = self._last
        beside = (
            last is not None
            and "due" in last.cells
            and last.place.row == line.number - 1
            and (after is None or dated(after.text, loose=True) is not None)
            and len(line.text) <= 2 * _LONGEST_TITLE
        )
        if beside:
            self.unread.append((Location(line.number), line.text))
            self._task(line, line.text, "", "")
        else:
            self.steps[-1].prose.append(line)


def _is_bullet(line: TextLine | None) -> bool:
    return line is not None and line.level is not None and not line.numbered


def _is_title(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and not text.endswith(_SENTENCE_ENDS)
