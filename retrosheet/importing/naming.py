"""Ids of tasks and phases: the table's own where they can be kept, else made from the phases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.format.ids import safe_task_id, taken_for
from retrosheet.archetype.source.unfit import Unfit
from retrosheet.importing.people import Slugs
from retrosheet.importing.raw import Remark
from retrosheet.importing.words import folded, quoted
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrosheet.importing.raw import RawTask

_SMALL_WORDS = frozenset(
    "la le les l un une des du de d et en au aux a the an of and for to in on sur pour avec par "
    "phase etape step lot partie dans cet cette ces ce this that these our nos notre in".split()
)


class Naming:
    """An id for each task, in the order of the tasks."""

    def __init__(self, tasks: Sequence[RawTask]) -> None:
        self.problems: list[Remark] = []
        self.doubts: list[Remark] = []
        self._taken = {"launch"}
        self._prefixes: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        self.ids = self._own(tasks) or self._made(tasks)

    def _own(self, tasks: Sequence[RawTask]) -> list[str] | None:
        """The table's own ids; None where there are none, or a spreadsheet would misread one."""
        typed = [task.text("id") for task in tasks]
        if not any(typed):
            return None
        seen: dict[str, int] = {}
        fit = True
        for task, text in zip(tasks, typed, strict=True):
            key = text.casefold()
            if text and key in seen:
                said = _twice(text, seen[key])
                self.problems.append(Remark(task.place_of("id"), said))
            seen.setdefault(key, task.place.row)
            try:
                fit = bool(text and safe_task_id(text)) and fit
            except Unfit:
                fit = False
        if not fit or self.problems or "launch" in seen:
            if not self.problems:
                first = next(task for task in tasks if task.text("id"))
                self.doubts.append(Remark(first.place_of("id"), _REPLACED))
            return None
        self._taken |= set(seen)
        return typed

    def _made(self, tasks: Sequence[RawTask]) -> list[str]:
        single = len({folded(task.phase) for task in tasks}) < 2
        return [self._next("T" if single else self._prefix(task.phase)) for task in tasks]

    def _next(self, prefix: str) -> str:
        while True:
            self._counts[prefix] = self._counts.get(prefix, 0) + 1
            found = f"{prefix}{self._counts[prefix]}"
            if found.casefold() not in self._taken and taken_for(found) is None:
                self._taken.add(found.casefold())
                return found

    def _prefix(self, phase: str) -> str:
        """The first letters of a phase's first telling word, as no other phase has them."""
        key = folded(phase)
        if key not in self._prefixes:
            words = [word for word in key.split() if word.isalpha() and word.isascii()]
            telling = [word for word in words if word not in _SMALL_WORDS] or words or ["p"]
            joined = "".join(telling)
            tries = [joined[:3], *(telling[0][:2] + w[0] for w in telling[1:]), joined[:4],
                     joined[:5], joined[:6], joined[:2]]  # fmt: skip
            taken = set(self._prefixes.values())
            fit = (p.upper() for p in tries if taken_for(f"{p}1") is None)
            self._prefixes[key] = next(
                (prefix for prefix in fit if prefix not in taken), f"P{len(taken) + 1}-"
            )
        return self._prefixes[key]


def phase_ids(titles: Sequence[str]) -> list[str]:
    """An id for each phase."""
    slugs = Slugs("phase")
    return [slugs.of(title) for title in titles]


def _twice(text: str, row: int) -> Text:
    text = quoted(text)
    return Text(
        "l’identifiant « {text} » est déjà celui de la ligne {row} : changez l’un des deux.",
        'the id "{text}" is already that of row {row}: change one of the two.',
    ).format(text=text, row=row)


_REPLACED = Text(
    "les identifiants de cette colonne sont remplacés : un tableur prendrait certains pour des "
    "nombres ou des dates, ou il en manque",
    "the ids of this column are replaced: a spreadsheet would take some for numbers or dates, or "
    "some are missing",
)
