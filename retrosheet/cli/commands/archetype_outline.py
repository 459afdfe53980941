"""An archetype as lines of a terminal: what it is for, its parts, and its tasks in columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.writing.values import duration, fixed, need
from retrosheet.campaign import Options, plan
from retrosheet.cli.options.lead import REFERENCE_LAUNCH, lead_days
from retrosheet.cli.terminal.lettering import clipped, padded, shown_width, styled, wrapped
from retrosheet.language import Lang, Text, offset_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from retrosheet.archetype.model import Archetype, Task
    from retrosheet.cli.terminal.shown import Terminal

_INDENT = "  "
_GAP = "  "
_SIZE = Text(
    "{described} tâches dans le fichier, {planned} au plan avec ses répétitions, ses relances et "
    "les blocs présents ; le travail commence à {lead} (jours calendaires sans jours fériés, pour "
    "un lancement le lundi 15 mars 2027).",
    "{described} tasks in the file, {planned} in the plan with its repetitions, its follow-ups and "
    "the blocks that are on; the work begins on {lead} (calendar days without public holidays, "
    "for a launch on Monday 15 March 2027).",
)
_ROLES = Text("Rôles", "Roles")
_BLOCKS = Text("Blocs facultatifs", "Optional blocks")
_COUNT = Text("{title} ({n} tâches)", "{title} ({n} tasks)")
_COUNT_ONE = Text("{title} (1 tâche)", "{title} (1 task)")
_OFF = Text(", absent sauf --with", ", off unless --with")
_HEADS = (
    Text("ID", "ID"),
    Text("TÂCHE", "TASK"),
    Text("DURÉE", "TIME"),
    Text("DÛ", "DUE"),
)
_NEEDS = Text("attend {ids}", "needs {ids}")
_BLOCK = Text("bloc {block}", "block {block}")
_WAIT = Text("att. {time}", "wait {time}")
_MILESTONE = Text("jalon", "milestone")


class _Row(NamedTuple):
    """What stands in columns for one task, and what stands under it."""

    id: str
    title: str
    time: str
    due: str
    more: str = ""


def outline(archetype: Archetype, path: Path, lang: Lang, terminal: Terminal) -> list[str]:
    """The archetype as a person reads it; no line but the file's is wider than the terminal."""

    def bold(text: str) -> str:
        return styled(text, color=terminal.color, bold=True)

    def titled(title: Text, rows: Iterable[tuple[str, str]]) -> list[str]:
        return ["", bold(title.to(lang)), *_terms(list(rows), terminal.width)]

    lines = [
        bold(clipped(archetype.title.to(lang), terminal.width)),
        str(path),
        "",
        *wrapped(archetype.summary.to(lang), terminal.width),
        "",
        *wrapped(_size(archetype, lang), terminal.width),
    ]
    if archetype.blocks:
        lines += titled(_BLOCKS, _blocks(archetype, lang))
    lines += titled(_ROLES, ((role.id, role.title.to(lang)) for role in archetype.roles))
    rows = {
        phase.id: [_row(task, lang, terminal, task not in archetype.work) for task in phase.tasks]
        for phase in archetype.phases
    }
    head = _Row(*(text.to(lang) for text in _HEADS))
    widths = _widths([head, *(row for found in rows.values() for row in found)], terminal.width)
    lines += ["", *_lines(head, widths, terminal)]
    for phase in archetype.phases:
        lines += ["", bold(clipped(phase.title.to(lang).upper(), terminal.width))]
        lines += [line for row in rows[phase.id] for line in _lines(row, widths, terminal)]
    return lines


def _size(archetype: Archetype, lang: Lang) -> str:
    return _SIZE.to(lang).format(
        described=len(archetype.work),
        planned=len(plan(archetype, Options(REFERENCE_LAUNCH)).work),
        lead=offset_text(-lead_days(archetype), lang),
    )


def _blocks(archetype: Archetype, lang: Lang) -> Iterator[tuple[str, str]]:
    for block in archetype.blocks:
        count = sum(task.block == block.id for task in archetype.work)
        text = _COUNT_ONE if count == 1 else _COUNT
        shown = text.to(lang).format(title=block.title.to(lang), n=count)
        yield block.id, shown + ("" if block.default else _OFF.to(lang))


def _terms(rows: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """Ids and what they mean, aligned."""
    longest = max(shown_width(name) for name, _ in rows)
    hanging = " " * (longest + len(_INDENT) + len(_GAP))
    for name, meaning in rows:
        first = f"{_INDENT}{padded(name, longest)}{_GAP}"
        yield from wrapped(meaning, width, indent=hanging, first=first)


def _row(task: Task, lang: Lang, terminal: Terminal, split: bool) -> _Row:
    time = duration(task.duration)
    if split:
        time = ""
    elif task.incompressible:
        time = _WAIT.to(lang).format(time=time)
    elif task.kind == "milestone" and not task.duration.amount:
        time = _MILESTONE.to(lang)
    more = [task.owner]
    if task.needs:
        more.append(_NEEDS.to(lang).format(ids=", ".join(map(need, task.needs))))
    if task.block is not None:
        more.append(_BLOCK.to(lang).format(block=task.block))
    dot = " · " if terminal.signs else " - "
    title = task.title.to(lang) if task.parent is None else f"  {task.title.to(lang)}"
    return _Row(task.id, title, time, _due(task, lang, terminal), dot.join(more))


def _due(task: Task, lang: Lang, terminal: Terminal) -> str:
    if task.fixed is not None:
        return fixed(task.fixed)
    if task.period is not None:
        first, last = (offset_text(end, lang) for end in task.period)
        return f"{first}→{last}" if terminal.signs else f"{first}..{last}"
    if task.due is None:
        return ""
    shown = offset_text(task.due, lang)
    if task.repeat is None:
        return shown
    times = len(range(task.due, task.repeat.until + 1, task.repeat.every))
    return f"{shown} {'×' if terminal.signs else 'x'}{times}"


def _widths(rows: Sequence[_Row], width: int) -> tuple[int, int, int, int]:
    """The columns of each cell: as wide as it must be, and what is left for the titles."""
    ids, times, dues = (
        max(shown_width(cell) for cell in cells)
        for cells in zip(*((row.id, row.time, row.due) for row in rows), strict=True)
    )
    return ids, width - ids - times - dues - 3 * len(_GAP), times, dues


def _lines(row: _Row, widths: tuple[int, int, int, int], terminal: Terminal) -> Iterator[str]:
    """The columns of a task, then who does it and what it waits for."""
    cells = zip(row[:4], widths, strict=True)
    first = _GAP.join(padded(clipped(cell, wide), wide) for cell, wide in cells).rstrip()
    yield first if row.more else styled(first, color=terminal.color, dim=True)
    hanging = " " * (widths[0] + len(_GAP))
    for line in wrapped(row.more, terminal.width, indent=hanging):
        yield styled(line, color=terminal.color, dim=True)
