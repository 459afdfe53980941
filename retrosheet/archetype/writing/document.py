"""An archetype as YAML that a person would gladly edit: the loader's opposite.

What is read from the text is the archetype again, but for its name, its path and its line numbers.
Keys that say what would hold without them are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.checking.rules import RACI_LETTERS
from retrosheet.archetype.format.choices import FORMAT
from retrosheet.archetype.model import Duration
from retrosheet.archetype.parts import parts_of
from retrosheet.archetype.writing import values
from retrosheet.language import DEFAULT, Lang

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrosheet.archetype.model import (
        Archetype,
        Block,
        BudgetLine,
        Channel,
        FollowUp,
        Kpi,
        Objective,
        Part,
        Phase,
        Role,
        Task,
    )
    from retrosheet.language import Text

_WIDTH = 120
_RULED = 95
_STEP = "  "


def written(archetype: Archetype, lang: Lang, header: str = "") -> str:
    """The archetype's file; its comments, of which ``header`` is the first, are in ``lang``."""
    parts = [
        [f"format: {FORMAT}"],
        [*_text("title", archetype.title), *_prose("summary", archetype.summary)],
        ["roles:", *_under(_names(archetype.roles))],
    ]
    if archetype.channels:
        parts.append(["channels:", *_under(_names(archetype.channels))])
    if archetype.blocks:
        parts.append(["blocks:", *_under(_blocks(archetype.blocks))])
    if archetype.closed:
        parts.append([f"closed: {values.listed(map(values.yearly, archetype.closed))}"])
    parts.append(["phases:", *_under(_phases(archetype.phases, lang))])
    if archetype.objectives:
        parts.append(["objectives:", *_items(map(_objective, archetype.objectives))])
    if archetype.kpis:
        parts.append(["kpis:", *_items(map(_kpi, archetype.kpis))])
    if archetype.budget:
        parts.append(["budget:", *_items(map(_budget_line, archetype.budget))])
    if header:
        parts.insert(0, [f"# {line}".rstrip() for line in header.splitlines()])
    return "\n\n".join("\n".join(line.rstrip(" ") for line in part) for part in parts) + "\n"


def _names(named: tuple[Role, ...] | tuple[Channel, ...]) -> Iterator[str]:
    for item in named:
        yield from _text(values.name(item.id), item.title)


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield f"{values.name(block.id)}:"
        yield from _under(_text("title", block.title))
        if not block.default:
            yield f"{_STEP}default: false"


def _phases(phases: tuple[Phase, ...], lang: Lang) -> Iterator[str]:
    for number, phase in enumerate(phases, 1):
        if number > 1:
            yield ""
        title = "".join(letter for letter in phase.title.to(lang) if letter.isprintable())
        yield f"# {number}. {title} ".ljust(_RULED, "-")
        yield f"- id: {values.name(phase.id)}"
        yield from _under(_text("title", phase.title))
        yield f"{_STEP}tasks:"
        parts = parts_of(phase.tasks)
        tasks = (task for task in phase.tasks if task.parent is None)
        yield from _under(_items(_task(task, parts.get(task.id, ())) for task in tasks))


def _task(task: Task, parts: tuple[Task, ...] = ()) -> Iterator[str]:
    yield f"id: {values.name(task.id)}"
    yield from _text("title", task.title)
    yield f"owner: {values.name(task.owner)}"
    if task.kind != "task":
        yield f"kind: {task.kind}"
    if parts:
        yield from _needs(task)
    else:
        yield from _times(task)
    if task.repeat is not None:
        every, until = task.repeat
        yield f"repeat: {{ every: {values.interval(every)}, until: {values.offset(until)} }}"
    if len(task.deliverable) == 1 and task.deliverable[0].block is None:
        yield from _text("deliverable", task.deliverable[0].text)
    elif task.deliverable:
        yield "deliverable:"
        yield from _items(map(_part, task.deliverable))
    if task.channel is not None:
        yield f"channel: {values.name(task.channel)}"
    yield from _of_block(task.block)
    if task.note is not None:
        yield from _prose("note", task.note)
    if task.checklist:
        yield "checklist:"
        yield from _items(map(_part, task.checklist))
    if task.follow_ups:
        yield "follow_up:"
        chasers = [list(_follow_up(follow_up)) for follow_up in task.follow_ups]
        yield from _under(chasers[0]) if len(chasers) == 1 else _items(chasers)
    yield from _raci(task)
    if parts:
        yield "tasks:"
        yield from _items(_task(part) for part in parts)


def _needs(task: Task) -> Iterator[str]:
    if task.needs:
        yield f"needs: {values.listed(map(values.need, task.needs))}"


def _times(task: Task) -> Iterator[str]:
    """When a task is done: how long it takes, what it needs, its date and its safety."""
    usual = Duration(0 if task.kind == "milestone" else 1, "d")
    if task.incompressible:
        yield f"wait: {values.duration(task.duration)}"
    elif task.period is None and task.duration != usual:
        yield f"duration: {values.duration(task.duration)}"
    yield from _needs(task)
    if task.due is not None:
        yield f"due: {values.offset(task.due)}"
    if task.period is not None:
        yield f"period: {values.period(task.period)}"
    if task.fixed is not None:
        yield f"fixed: {values.fixed(task.fixed)}"
    if task.margin:
        yield f"margin: {values.duration(Duration(task.margin, 'd'))}"
    if task.any_day and task.period is None:
        yield "any_day: true"


def _follow_up(follow_up: FollowUp) -> Iterator[str]:
    yield f"after: {values.duration(follow_up.after)}"
    if follow_up.title is not None:
        yield from _text("title", follow_up.title)
    if follow_up.owner is not None:
        yield f"owner: {values.name(follow_up.owner)}"


def _raci(task: Task) -> Iterator[str]:
    if not task.raci:
        return
    roles = {
        letter: [values.name(role) for role, given in task.raci if given == letter]
        for letter in RACI_LETTERS
    }
    if roles["R"] == [values.name(task.owner)] and len(task.raci) > 1:
        del roles["R"]
    pairs = [
        f"{letter}: {who[0] if letter in 'RA' and len(who) == 1 else values.listed(who)}"
        for letter, who in roles.items()
        if who
    ]
    line = f"raci: {{ {', '.join(pairs)} }}"
    if len(line) <= _WIDTH:
        yield line
    else:
        yield "raci:"
        yield from _under(pairs)


def _objective(objective: Objective) -> Iterator[str]:
    yield from _prose("title", objective.title)
    yield from _prose("specific", objective.specific)
    yield from _prose("measurable", objective.measurable)
    yield from _prose("achievable", objective.achievable)
    yield from _prose("relevant", objective.relevant)
    yield from _prose("time_bound", objective.time_bound)
    yield from _of_block(objective.block)


def _kpi(kpi: Kpi) -> Iterator[str]:
    yield from _text("title", kpi.title)
    yield f"target: {values.number(kpi.target)}"
    if kpi.better != "higher":
        yield f"better: {kpi.better}"
    yield from _text("unit", kpi.unit)
    yield f"measured: {values.offset(kpi.measured)}"
    yield f"owner: {values.name(kpi.owner)}"
    if kpi.source is not None:
        yield from _text("source", kpi.source)
    yield from _of_block(kpi.block)


def _budget_line(line: BudgetLine) -> Iterator[str]:
    yield from _text("title", line.title)
    yield from _text("category", line.category)
    yield f"amount: {values.number(line.amount)}"
    if line.task is not None:
        yield f"task: {values.name(line.task)}"
    yield from _of_block(line.block)


def _of_block(block: str | None) -> Iterator[str]:
    if block is not None:
        yield f"block: {values.name(block)}"


def _text(key: str, text: Text) -> Iterator[str]:
    """A key and its text on one line, as far as a line goes."""
    line = f"{key}: {values.both(text)}"
    if len(line) <= _WIDTH or values.is_one(text):
        yield line
    else:
        yield from _prose(key, text)


def _prose(key: str, text: Text) -> Iterator[str]:
    """A key and its text, each language on lines of its own."""
    if values.is_one(text):
        yield from _lines(key, text.to(DEFAULT))
        return
    yield f"{key}:"
    for lang, words in values.by_language(text).items():
        yield from _under(_lines(lang, words))


def _lines(key: str, text: str) -> Iterator[str]:
    lines = values.several_lines(text)
    if lines:
        yield f"{key}: |"
        yield from _under(lines)
    else:
        yield f"{key}: {values.string(text)}"


def _part(part: Part) -> Iterator[str]:
    text = part.text
    line = values.both(text)
    if part.block is None and (len(line) <= _WIDTH or values.is_one(text)):
        yield line
    else:
        for lang, words in values.by_language(text).items():
            yield f"{lang}: {values.string(words)}"
        yield from _of_block(part.block)


def _under(lines: Iterator[str] | list[str]) -> Iterator[str]:
    for line in lines:
        yield f"{_STEP}{line}"


def _items(items: Iterator[Iterator[str]] | list[list[str]]) -> Iterator[str]:
    """The lines of each item, the first of them after a hyphen."""
    for lines in items:
        mark = f"{_STEP}- "
        for line in lines:
            yield f"{mark}{line}"
            mark = f"{_STEP}  "
