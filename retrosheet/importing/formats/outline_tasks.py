"""The tasks of a list or an article, out of its steps.

- A step with bullets is a phase, its bullets are its tasks; its date is the date of each bullet
  that has none, as all of a step must be done by then. A step under another one has that one's date
  if it has none.
- A step without bullets is a task; the lines below a dated step without bullets are its tasks.
- Where nothing of a part has a date, its lists are advice, and are left out; so is prose. Both are
  named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.importing.formats.lines import dated
from retrosheet.importing.formats.steps import DATES
from retrosheet.importing.raw import Cell, Location, RawTask, Remark
from retrosheet.importing.words import quoted
from retrosheet.language import Text, quotations

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from retrosheet.importing.formats.lines import TextLine
    from retrosheet.importing.formats.outline import Outline
    from retrosheet.importing.formats.steps import Step
    from retrosheet.importing.raw import Field

# In longer texts no sentence is searched for a date.
_MOST_PROSE = 400
_INHERITED: tuple[Field, ...] = (*DATES, "owner")


def raw_tasks(outline: Outline, *, under: str) -> tuple[list[RawTask], list[Remark]]:
    """The tasks of the parts that have a date somewhere; what was left out or shared."""
    heads = _headed(outline)
    _take_prose(outline, heads)
    _take_empty(outline, heads)
    tasks: list[RawTask] = []
    remarks: list[Remark] = []
    left: list[int] = []
    strong = any(
        (step.has_date and not step.weak) or any("due" in task.cells for task in step.tasks)
        for step in outline.steps
    )
    parts = {step for step in outline.steps if strong and _planned(step, heads)}
    series = {step.depth for step in parts if "due" in step.own}
    # A heading without date among dated ones: its tasks are kept, and named for having none.
    parts |= {step for step in outline.steps if step.tasks and step.depth in series}
    for step in outline.steps:
        if step not in parts:
            left += [task.place.row for task in step.tasks]
            continue
        phase = step.heading or under
        if not step.tasks:
            place = Location(step.line.number)
            cells: dict[Field, Cell] = {"title": Cell(step.title, place), **step.own}
            tasks.append(RawTask(place, cells, phase))
            continue
        tasks += _of_step(step, phase, remarks)
    remarks += [Remark(place, _BRACKETS) for place in outline.named]
    remarks += [Remark(place, _UNREAD, _typed(text)) for place, text in outline.unread]
    remarks += [Remark(Location(row), _LEFT) for row in left]
    remarks += _prose(outline)
    return tasks, remarks


def _prose(outline: Outline) -> list[Remark]:
    """What is said of the lines that are nothing of a plan."""
    lines = [line for step in outline.steps for line in step.prose]
    found: list[Remark] = []
    for line in lines:
        says = len(lines) <= _MOST_PROSE and _has_date(line)
        typed = _typed(line.text) if says else None
        found.append(Remark(Location(line.number), _WITH_DATE if says else _PROSE, typed))
    return found


def _take_prose(outline: Outline, heads: Collection[Step]) -> None:
    """The lines below a dated step without bullets are its tasks."""
    for step in outline.steps:
        empty = step.has_date and not step.tasks and not step.has_table
        if not empty or step in heads:
            continue
        for line in step.prose:
            place = Location(line.number)
            title = line.text.rstrip(" .;:,") or line.text
            step.tasks.append(RawTask(place, {"title": Cell(title, place)}))
        step.prose = []


def _take_empty(outline: Outline, heads: Collection[Step]) -> None:
    """What looked like a heading and heads nothing: a task behind a dated line, else prose."""
    dated_lines = {
        task.place.row: step for step in outline.steps for task in step.tasks if "due" in task.cells
    }
    for step in outline.steps:
        line = step.line
        if step.tasks or step.has_table or step.has_date or step in heads or not line.text:
            continue
        before = dated_lines.get(line.number - 1)
        if before is None or line.depth:
            if line.text != outline.title:
                step.prose.append(line)
            continue
        place = Location(line.number)
        outline.unread.append((place, line.text))
        before.tasks.append(RawTask(place, {"title": Cell(line.text, place)}))


def _of_step(step: Step, phase: str, remarks: list[Remark]) -> Iterator[RawTask]:
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


def _planned(step: Step, heads: Collection[Step]) -> bool:
    if step.tasks:
        return step.dated is not None or any("due" in task.cells for task in step.tasks)
    return step.has_date and bool(step.line.text) and not step.has_table and step not in heads


def _headed(outline: Outline) -> set[Step]:
    """The steps under which other steps with tasks, tables or dates stand."""
    found: set[Step] = set()
    for step in outline.steps:
        above = step.parent if step.tasks or step.has_table or step.has_date else None
        while above is not None and above not in found:
            found.add(above)
            above = above.parent
    return found


def _has_date(line: TextLine) -> bool:
    return dated(line.text.rstrip(" .!"), loose=True) is not None


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
