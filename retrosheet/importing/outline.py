"""Lists and articles: steps with a date and bullets beneath, bullets with dates of their own.

- A step (a heading, a numbered line) with bullets is a phase, its bullets are its tasks; its date
  is the date of each bullet that has none, as all of a step must be done by then.
- A step without bullets is a task.
- Where nothing of a part has a date, its lines are prose or advice, and are left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from retrosheet.importing.lines import Line, dated, line_of, property_of
from retrosheet.importing.raw import Cell, Place, RawTask, Remark
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from retrosheet.importing.raw import Field

_LONGEST_TITLE = 100
_SENTENCE_ENDS = (".", "!", "?", ",", ";")
_DATES: tuple[Field, ...] = ("due", "period", "start", "end")
_INHERITED: tuple[Field, ...] = (*_DATES, "owner")


@dataclass
class _Step:
    """A heading with what stands under it; ``own`` are its date, its owner and the like."""

    line: Line
    own: dict[Field, Cell] = field(default_factory=dict)
    tasks: list[RawTask] = field(default_factory=list)

    @property
    def has_date(self) -> bool:
        return any(name in self.own for name in _DATES)


class Outline:
    """The steps of a text, and its lines that are nothing of a plan."""

    def __init__(self, text: str) -> None:
        self.steps: list[_Step] = [_Step(Line(1, ""))]
        self.title = ""
        self._last: RawTask | None = None
        self._named: list[Place] = []
        lines = [line_of(number, raw) for number, raw in enumerate(text.splitlines(), 1)]
        written = [line for line in lines if line.text and line.text.strip("-=_*—|: ")]
        for index, line in enumerate(written):
            after = written[index + 1] if index + 1 < len(written) else None
            self._take(line, after)

    def _take(self, line: Line, after: Line | None) -> None:
        if self._is_said_of_another(line):
            return
        if line.depth == 1 and not self.title and dated(line.text, loose=False) is None:
            self.title = line.text
        loose = line.level is not None or not line.text.endswith(_SENTENCE_ENDS)
        said = dated(line.text, loose=loose and not line.depth)
        numbered = line.numbered and (_is_bullet(after) or self._is_next_step(line))
        if said is not None and (line.depth or numbered):
            self._step(line._replace(text=said.title))
            place = Place(line.number)
            self.steps[-1].own["due"] = Cell(said.when, place)
            if said.owner:
                self.steps[-1].own["owner"] = Cell(said.owner, place)
        elif said is not None:
            self._task(line, said.title, said.when, said.owner)
        elif line.level is not None and not self._is_step(line, after):
            self._task(line, line.text, "", "")
        elif line.depth or line.level is not None or _is_title(line.text):
            self._step(line)

    def _is_said_of_another(self, line: Line) -> bool:
        """Whether the line says something of the task or the step above it, which then has it."""
        found = property_of(line.text)
        if found is None:
            return False
        name, heading, value = found
        if name not in _DATES and dated(line.text, loose=False) is not None:
            return False  # « Budget : J-30 » is a task
        cell = Cell(value, Place(line.number, heading=heading))
        task = self._last
        if task is not None and (line.level is None or line.level > task.level):
            if line.level is None and name in _DATES and "due" in task.cells:
                return False
            task.cells.setdefault(name, cell)
            return True
        if not self.steps[-1].line.text:
            return False
        self.steps[-1].own.setdefault(name, cell)
        return True

    @staticmethod
    def _is_step(line: Line, after: Line | None) -> bool:
        """Whether a numbered line is a step: bullets or a date follow it."""
        if not line.numbered or after is None:
            return False
        return _is_bullet(after) or property_of(after.text) is not None

    def _is_next_step(self, line: Line) -> bool:
        """Whether a numbered line comes after a numbered step, and is no part of it."""
        step = self.steps[-1].line
        return step.numbered and (line.level or 0) <= (step.level or 0)

    def _step(self, line: Line) -> None:
        self._last = None
        self.steps.append(_Step(line._replace(text=line.text.rstrip(" :"))))

    def _task(self, line: Line, title: str, when: str, owner: str) -> None:
        place = Place(line.number)
        task = RawTask(place, {"title": Cell(title.rstrip(" .;:,") or title, place)})
        if when:
            task.cells["due"] = Cell(when, place)
        if owner:
            task.cells["owner"] = Cell(owner, place)
            self._named.append(place)
        task.level = line.level or 0
        self._last = task
        self.steps[-1].tasks.append(task)

    def raw_tasks(self, *, under: str) -> tuple[list[RawTask], list[Remark]]:
        """The tasks of the parts that have a date somewhere; what was left out or shared."""
        tasks: list[RawTask] = []
        remarks: list[Remark] = []
        left: list[int] = []
        parts = [step for step in self.steps if _planned(step)]
        as_phases = sum(1 for step in parts if step.line.text) > 1 or any(
            step.has_date and step.tasks for step in parts
        )
        for step in self.steps:
            if not _planned(step):
                left += [task.place.row for task in step.tasks]
                continue
            phase = step.line.text if as_phases and step.line.text else under
            if not step.tasks:
                place = Place(step.line.number)
                cells: dict[Field, Cell] = {"title": Cell(step.line.text, place), **step.own}
                tasks.append(RawTask(place, cells, phase))
                continue
            shared = _shared(step)
            if shared and step.has_date and len(step.tasks) > 1:
                remarks.append(Remark(Place(step.line.number), _SHARED))
            for task in step.tasks:
                task.phase = phase
                own_date = any(name in task.cells for name in _DATES)
                for name, cell in step.own.items():
                    if name in _INHERITED and not (own_date and name != "owner"):
                        task.cells.setdefault(name, cell)
                tasks.append(task)
            for name, cell in step.own.items():
                if name not in _INHERITED:
                    step.tasks[0].extras.append((cell.place.heading, cell))
        remarks += [Remark(place, _BRACKETS) for place in self._named]
        if left:
            remarks.append(Remark(None, _left(left)))
        return tasks, remarks


def _planned(step: _Step) -> bool:
    if step.tasks:
        return step.has_date or any("due" in task.cells for task in step.tasks)
    return step.has_date and bool(step.line.text)


def _shared(step: _Step) -> bool:
    return any("due" not in task.cells for task in step.tasks)


def _is_bullet(line: Line | None) -> bool:
    return line is not None and line.level is not None and not line.numbered


def _is_title(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and not text.endswith(_SENTENCE_ENDS)


def _left(rows: Sequence[int]) -> Text:
    numbers = ", ".join(_runs(rows))
    return Text(
        f"listes sans aucune date, laissées (lignes {numbers})",
        f"lists without any date, left out (lines {numbers})",
    )


def _runs(rows: Sequence[int]) -> Iterator[str]:
    """18–24, 30: numbers that follow one another are said together."""
    first = last = rows[0]
    for row in [*rows[1:], -1]:
        if row == last + 1:
            last = row
            continue
        yield str(first) if first == last else f"{first}–{last}"
        first = last = row


_BRACKETS = Text(
    "le nom entre parenthèses ou en fin de ligne est lu comme le responsable",
    "the name in brackets or at the end of the line is read as the owner",
)
_SHARED = Text(
    "la date de cette étape est donnée à chacune de ses tâches",
    "the date of this step is given to each of its tasks",
)
