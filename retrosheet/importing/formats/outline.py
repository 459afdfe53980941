"""Lists and articles: steps with a date and bullets beneath, bullets with dates of their own.

- A step (a heading, a numbered line, a line that is nothing but a date) with bullets is a phase,
  its bullets are its tasks; its date is the date of each bullet that has none, as all of a step
  must be done by then. A step under another one has that one's date if it has none.
- A step without bullets is a task; the lines below a dated step without bullets are its tasks.
- Where nothing of a part has a date, its lists are advice, and are left out; so is prose. Both are
  named. A line that stands between dated ones and has no date that can be read is a task all the
  same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrosheet.importing.formats.lines import TextLine, dated, dated_heading, line_of, property_of
from retrosheet.importing.formats.steps import BULLET, DATES, NUMBERED, PLAIN, Step
from retrosheet.importing.raw import MOST_TASKS, Cell, Location, RawTask, Remark
from retrosheet.importing.words import quoted
from retrosheet.language import Text, quotations

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from retrosheet.importing.raw import Field

_LONGEST_TITLE = 100
# In longer texts no sentence is searched for a date.
_MOST_PROSE = 400
# « Boucler l’ordre du jour (Responsable : Kim) »
_INNER = re.compile(r"(.+?)\s*[(\[]([^()\[\]]+)[)\]]")
_FEWEST_BELOW = 3
_SENTENCE_ENDS = (".", "!", "?", ",", ";")
_INHERITED: tuple[Field, ...] = (*DATES, "owner")


class Outline:
    """The steps of a text, and its lines that are nothing of a plan.

    ``tables`` are the numbers of the lines that belong to tables; ``above`` has the step under
    which each of them stands.
    """

    def __init__(self, text: str, tables: Collection[int] = ()) -> None:
        self.steps: list[Step] = [Step(TextLine(1, ""))]
        self.title = ""
        self.above: dict[int, Step] = {}
        self._last: RawTask | None = None
        self._count = 0
        self._named: list[Location] = []
        self._unread: list[tuple[Location, str]] = []
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
            self._named.append(place)
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
            self._unread.append((Location(line.number), line.text))
            self._task(line, line.text, "", "")
        else:
            self.steps[-1].prose.append(line)

    def raw_tasks(self, *, under: str) -> tuple[list[RawTask], list[Remark]]:
        """The tasks of the parts that have a date somewhere; what was left out or shared."""
        heads = self._headed()
        self._take_prose(heads)
        self._take_empty(heads)
        tasks: list[RawTask] = []
        remarks: list[Remark] = []
        left: list[int] = []
        strong = any(
            (step.has_date and not step.weak) or any("due" in task.cells for task in step.tasks)
            for step in self.steps
        )
        parts = {step for step in self.steps if strong and self._planned(step, heads)}
        series = {step.depth for step in parts if "due" in step.own}
        # A heading without date among dated ones: its tasks are kept, and named for having none.
        parts |= {step for step in self.steps if step.tasks and step.depth in series}
        for step in self.steps:
            if step not in parts:
                left += [task.place.row for task in step.tasks]
                continue
            phase = step.heading or under
            if not step.tasks:
                place = Location(step.line.number)
                cells: dict[Field, Cell] = {"title": Cell(step.title, place), **step.own}
                tasks.append(RawTask(place, cells, phase))
                continue
            tasks += self._of_step(step, phase, remarks)
        remarks += [Remark(place, _BRACKETS) for place in self._named]
        remarks += [Remark(place, _UNREAD, _typed(text)) for place, text in self._unread]
        remarks += [Remark(Location(row), _LEFT) for row in left]
        remarks += self.prose()
        return tasks, remarks

    def prose(self) -> list[Remark]:
        """What is said of the lines that are nothing of a plan."""
        lines = [line for step in self.steps for line in step.prose]
        found: list[Remark] = []
        for line in lines:
            says = len(lines) <= _MOST_PROSE and _has_date(line)
            typed = _typed(line.text) if says else None
            found.append(Remark(Location(line.number), _WITH_DATE if says else _PROSE, typed))
        return found

    def _take_prose(self, heads: Collection[Step]) -> None:
        """The lines below a dated step without bullets are its tasks."""
        for step in self.steps:
            empty = step.has_date and not step.tasks and not step.has_table
            if not empty or step in heads:
                continue
            for line in step.prose:
                place = Location(line.number)
                title = line.text.rstrip(" .;:,") or line.text
                step.tasks.append(RawTask(place, {"title": Cell(title, place)}))
            step.prose = []

    def _take_empty(self, heads: Collection[Step]) -> None:
        """What looked like a heading and heads nothing: a task behind a dated line, else prose."""
        dated_lines = {
            task.place.row: step
            for step in self.steps
            for task in step.tasks
            if "due" in task.cells
        }
        for step in self.steps:
            line = step.line
            if step.tasks or step.has_table or step.has_date or step in heads or not line.text:
                continue
            before = dated_lines.get(line.number - 1)
            if before is None or line.depth:
                if line.text != self.title:
                    step.prose.append(line)
                continue
            place = Location(line.number)
            self._unread.append((place, line.text))
            before.tasks.append(RawTask(place, {"title": Cell(line.text, place)}))

    def _of_step(self, step: Step, phase: str, remarks: list[Remark]) -> Iterator[RawTask]:
        """The tasks of a step, with the date and the owner that it shares among them."""
        dating = step.dated
        shared = {task for task in step.tasks if not any(name in task.cells for name in DATES)}
        if dating is not None and shared and len(step.tasks) > 1:
            remarks.append(Remark(Location(dating.line.number), _SHARED))
        for task in step.tasks:
            task.phase = phase
            for name, cell in (dating.own if dating else {}).items():
                if name in DATES and task in shared and name != "due":
                    task.cells.setdefault(name, cell)
            task.under = dating.own.get("due") if dating else None
            if "owner" in step.own:
                task.cells.setdefault("owner", step.own["owner"])
            yield task
        for name, cell in step.own.items():
            if name not in _INHERITED:
                step.tasks[0].extras.append((cell.place.heading, cell))

    @staticmethod
    def _planned(step: Step, heads: Collection[Step]) -> bool:
        if step.tasks:
            return step.dated is not None or any("due" in task.cells for task in step.tasks)
        return step.has_date and bool(step.line.text) and not step.has_table and step not in heads

    def _headed(self) -> set[Step]:
        """The steps under which other steps with tasks, tables or dates stand."""
        found: set[Step] = set()
        for step in self.steps:
            above = step.parent if step.tasks or step.has_table or step.has_date else None
            while above is not None and above not in found:
                found.add(above)
                above = above.parent
        return found


def _has_date(line: TextLine) -> bool:
    return dated(line.text.rstrip(" .!"), loose=True) is not None


def _is_bullet(line: TextLine | None) -> bool:
    return line is not None and line.level is not None and not line.numbered


def _is_title(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and not text.endswith(_SENTENCE_ENDS)


def _typed(text: str) -> Text:
    return quotations(quoted(text))


_BRACKETS = Text(
    "le nom entre parenthèses ou en fin de ligne est lu comme le responsable",
    "the name in brackets or at the end of the line is read as the owner",
)
_SHARED = Text(
    "la date de cette étape est donnée à chacune de ses tâches",
    "the date of this step is given to each of its tasks",
)
_LEFT = Text("une liste sans aucune date, laissée", "a list without any date, left out")
_UNREAD = Text(
    "{examples} : aucune date n’y est lue ; gardé comme tâche sans date",
    "{examples}: no date is read in it; kept as a task without a date",
)
_PROSE = Text("du texte et non une tâche : laissé", "text and no task: left out")
_WITH_DATE = Text(
    "{examples} : une phrase qui dit une date, mais n’est pas lue comme une tâche",
    "{examples}: a sentence that says a date, but is not read as a task",
)
