"""Times of whole commands, taken so that they can be divided by one another."""

from __future__ import annotations

import os
import subprocess
import time
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


class Times(NamedTuple):
    """Seconds that one thing took, each time it was done."""

    seconds: tuple[float, ...]

    @property
    def best(self) -> float:
        """The fastest time: noise only ever adds, so the least of it is in the smallest."""
        return min(self.seconds)

    @property
    def median(self) -> float:
        return median(self.seconds)


def interleaved(tasks: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Times]:
    """Do every task once a round, after one round that does not count.

    All tasks share each round, so that what slows the machine for a while slows all of them. The
    round that does not count compiles modules and fills the disk cache.
    """
    seconds: dict[str, list[float]] = {name: [] for name in tasks}
    for number in range(rounds + 1):
        for name, task in tasks.items():
            start = time.perf_counter()
            task()
            taken = time.perf_counter() - start
            if number:
                seconds[name].append(taken)
    return {name: Times(tuple(each)) for name, each in seconds.items()}


def command(*words: str) -> Callable[[], object]:
    """A task that runs a command to its end and raises RuntimeError when it fails.

    Python may keep its compiled modules, as it does on everybody's machine: an environment that
    forbids it would have every run compile ours, and not those of the libraries.
    """
    environment = {**os.environ}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def run() -> None:
        done = subprocess.run(
            words, stdin=subprocess.DEVNULL, capture_output=True, env=environment, check=False
        )
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip()
            raise RuntimeError(f"{_shown(words)}\nexit {done.returncode}: {said}")

    return run


def _shown(words: Sequence[str]) -> str:
    return "$ " + " ".join(words)
