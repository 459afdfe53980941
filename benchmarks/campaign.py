"""A made-up campaign of any size, as an archetype file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from pathlib import Path

STRANDS = 8
PHASES = 6
OWNERS = ("lead", "content", "design", "press", "client")


def write_archetype(path: Path, tasks: int) -> Path:
    """Write an archetype of ``tasks`` tasks to ``path``, the same one every time.

    Eight strands of work run side by side towards launch; every fifth task also waits for the
    strand beside it, every tenth has a due date, every twelfth a margin; the last tenth of the
    tasks comes after launch. The work of 1,000 tasks begins about fifteen months before launch.
    """
    before = tasks - tasks // 10
    numbered = [_task(number, before) for number in range(tasks)]
    size = -(-tasks // PHASES)
    archetype = {
        "format": 1,
        "title": f"Benchmark, {tasks} tasks",
        "summary": "A made-up campaign, to measure with",
        "roles": {owner: owner.capitalize() for owner in OWNERS},
        "phases": [
            {
                "id": f"phase-{first // size + 1}",
                "title": f"Phase {first // size + 1}",
                "tasks": numbered[first : first + size],
            }
            for first in range(0, tasks, size)
        ],
    }
    path.write_text(yaml.safe_dump(archetype, allow_unicode=True, sort_keys=False), "utf-8")
    return path


def _task(number: int, before: int) -> dict[str, object]:
    task: dict[str, object] = {
        "id": _id(number),
        "title": f"Task {number + 1} of the campaign",
        "owner": OWNERS[number % len(OWNERS)],
        "duration": f"{1 + number % 3}d",
    }
    if number >= before:
        task["due"] = f"J+{7 + (number - before) % 60}"
        return task
    needs = [number - STRANDS] if number >= STRANDS else []
    if number % 5 == 0 and number > STRANDS:
        needs.append(number - STRANDS - 1)
    if needs:
        task["needs"] = [_id(need) for need in needs]
    if number % 12 == 0:
        task["margin"] = "1d"
    if number % 10 == 0:
        task["due"] = f"J-{7 + 4 * ((before - number) // STRANDS)}"
    return task


def _id(number: int) -> str:
    return f"T{number + 1:04}"
