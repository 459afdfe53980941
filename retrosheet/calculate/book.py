"""Formulas calculated over cells that refer to one another, each cell once.

A cell is calculated when it is first asked for. Cells wait for others to any depth without
recursion: beyond ``_DEEPEST`` the one that is missing is calculated first, and the asking again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.calculate import values
from retrosheet.calculate.calculation import Calculation
from retrosheet.calculate.criteria import wildcard
from retrosheet.calculate.formula import parsed
from retrosheet.calculate.values import checked, fail, is_number
from retrosheet.calculate.working_days import Days, days

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.calculate.formula import Formula, Written
    from retrosheet.calculate.ranges import Place, Range
    from retrosheet.calculate.values import Scalar

_DEEPEST = 15


class Circular(ValueError):
    """A cell waits for itself; the message names it."""


class _Missing(Exception):
    """A cell has to be calculated first."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.place = place


class Book:
    """The cells of a workbook. ``today`` is the serial day that TODAY() gives."""

    def __init__(
        self,
        plain: dict[Place, Scalar],
        formulas: Mapping[Place, Written],
        names: Mapping[str, Range],
        today: int,
    ) -> None:
        self._known = plain
        self._formulas = formulas
        self._names = names
        self.today = today
        self._depth = 0
        self._parsed: dict[Place, Formula] = {}
        self._under_way: set[Place] = set()
        self._lists: dict[Range, list[Scalar]] = {}
        self._found: dict[Range, dict[Scalar, int]] = {}
        self._sorted: dict[Range, list[float]] = {}
        self._off: dict[Range, frozenset[int]] = {}

    def value(self, place: Place) -> Scalar:
        """What a cell shows; None for a blank one. Raises Unreadable and Circular."""
        waiting = [place]
        while waiting:
            try:
                self.cell(waiting[-1])
            except _Missing as missing:
                if missing.place in waiting:
                    raise Circular(f"{missing.place} waits for itself") from None
                waiting.append(missing.place)
                self._depth = 0
                self._under_way.clear()
            else:
                waiting.pop()
        return self._known.get(place)

    def cell(self, place: Place) -> Scalar:
        """What a cell holds for a formula that waits for it."""
        if place in self._known:
            return self._known[place]
        formula = self._formulas.get(place)
        if formula is None:
            return None
        if self._depth == _DEEPEST:
            raise _Missing(place)
        if place in self._under_way:
            raise Circular(f"{place} waits for itself")
        self._under_way.add(place)
        self._depth += 1
        try:
            if place not in self._parsed:
                self._parsed[place] = parsed(formula)
            found = Calculation(self, place, self._parsed[place]).result()
        finally:
            self._depth -= 1
            self._under_way.discard(place)
        self._known[place] = found
        del self._parsed[place]
        return found

    def range(self, area: Range) -> list[Scalar]:
        """The values of its cells, row by row."""
        if area not in self._lists:
            self._lists[area] = [self.cell(place) for place in area.places()]
        return self._lists[area]

    def named(self, name: str) -> Range:
        return self._names[name.casefold()] if name.casefold() in self._names else fail("#NAME?")

    def first(self, wanted: Scalar, area: Range) -> int:
        """Where MATCH finds exactly this, counted from 1; #N/A where it does not."""
        if isinstance(wanted, str) and any(sign in wanted for sign in "*?~"):
            pattern = wildcard(wanted)
            for position, value in enumerate(self.range(area), 1):
                if isinstance(value, str) and pattern.fullmatch(value):
                    return position
            fail("#N/A")
        if area not in self._found:
            found: dict[Scalar, int] = {}
            for position, value in enumerate(self.range(area), 1):
                if value is not None:
                    found.setdefault(_key(value), position)
            self._found[area] = found
        return self._found[area].get(_key(wanted)) or fail("#N/A")

    def numbers(self, area: Range) -> list[float]:
        """The numbers among its cells, from the least; a fault among them is raised."""
        if area not in self._sorted:
            shown = [checked(value) for value in self.range(area)]
            self._sorted[area] = sorted(values.number(one) for one in shown if is_number(one))
        return self._sorted[area]

    def calendar(self, weekend: str, off: Range | None) -> Days:
        if off is not None and off not in self._off:
            self._off[off] = frozenset(map(int, self.numbers(off)))
        return days(weekend, self._off[off] if off else frozenset()) or fail("#VALUE!")


def _key(value: Scalar) -> Scalar:
    """What is equal for MATCH is equal here, and True is no 1."""
    if isinstance(value, bool):
        return f"\0{value}"
    return value.casefold() if isinstance(value, str) else value
