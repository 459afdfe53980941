"""A step of an outline: its heading, the date it gives, and what stands under it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retrosheet.importing.formats.lines import TextLine
    from retrosheet.importing.raw import Cell, Field, RawTask

DATES: tuple[Field, ...] = ("due", "period", "start", "end")
# Headings with marks are one to six deep; other lines lie below them.
PLAIN, NUMBERED, BULLET = 7, 8, 9


@dataclass(eq=False)
class Step:
    """A heading with what stands under it; ``own`` are its date, its owner and the like.

    ``title`` is what a step without bullets is called as a task, its line what a phase is.
    """

    line: TextLine
    depth: int = 0
    parent: Step | None = None
    title: str = ""
    weak: bool = False
    own: dict[Field, Cell] = field(default_factory=dict)
    tasks: list[RawTask] = field(default_factory=list)
    prose: list[TextLine] = field(default_factory=list)
    has_table: bool = False

    @property
    def has_date(self) -> bool:
        return any(name in self.own for name in DATES)

    @property
    def dated(self) -> Step | None:
        """The step itself or the nearest one above it that has a date."""
        step: Step | None = self
        while step is not None and not step.has_date:
            step = step.parent
        return step

    @property
    def when(self) -> Cell | None:
        """The date that the step gives to what stands under it."""
        step = self.dated
        return next((step.own[name] for name in DATES if name in step.own), None) if step else None

    @property
    def heading(self) -> str:
        """What a phase under the step is called: a plain line below a dated step is none."""
        step = self
        while step.depth >= PLAIN and step.parent and step.parent.dated:
            step = step.parent
        return step.line.text
