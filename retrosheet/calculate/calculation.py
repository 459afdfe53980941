"""One formula calculated: its signs, and each function that takes ranges or not all arguments."""

from __future__ import annotations

import operator
from bisect import bisect_right
from typing import TYPE_CHECKING, Protocol

from retrosheet.calculate import values
from retrosheet.calculate.criteria import test_of
from retrosheet.calculate.formula import ErrorValue, Formula, Node
from retrosheet.calculate.functions import PLAIN
from retrosheet.calculate.ranges import Range
from retrosheet.calculate.values import Faulty, Scalar, checked, fail, is_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from retrosheet.calculate.ranges import Place
    from retrosheet.calculate.working_days import Days

_ORDER: Mapping[str, Callable[[int], bool]] = {
    "=": lambda sign: sign == 0,
    "<>": lambda sign: sign != 0,
    "<": lambda sign: sign < 0,
    ">": lambda sign: sign > 0,
    "<=": lambda sign: sign <= 0,
    ">=": lambda sign: sign >= 0,
}
_SUMS: Mapping[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}


class Cells(Protocol):
    """What a formula asks of the cells around it; each answer raises Faulty for a fault."""

    today: int

    def cell(self, place: Place) -> Scalar: ...

    def range(self, area: Range) -> list[Scalar]:
        """The values of its cells, row by row."""

    def named(self, name: str) -> Range: ...

    def first(self, wanted: Scalar, area: Range) -> int:
        """Where it stands in the range, counted from 1."""

    def numbers(self, area: Range) -> list[float]:
        """The numbers among its cells, from the least."""

    def calendar(self, weekend: str, off: Range | None) -> Days: ...


class Calculation:
    """One formula while it is calculated."""

    def __init__(self, book: Cells, place: Place, formula: Formula) -> None:
        self._book = book
        self._place = place
        self._tree, self._references = formula

    def result(self) -> Scalar:
        """What its cell shows, the fault that it ends in included."""
        try:
            found = self.scalar(self._tree)
        except Faulty as faulty:
            return faulty.fault
        # A cell that is asked for a blank one shows 0.
        return 0 if found is None else found

    def scalar(self, node: Node) -> Scalar:
        """The value of a node; one cell of a range stands for itself."""
        kind = node[0]
        if kind == "value":
            return checked(node[1])
        if kind == "call":
            found = self._call(node[1], node[2])
            return self._single(found) if isinstance(found, Range) else checked(found)
        if kind in ("ref", "name"):
            return self._single(self.area(node))
        if kind == "minus":
            return -values.number(self.scalar(node[1]))
        if kind == "percent":
            return values.number(self.scalar(node[1])) / 100
        return self._binary(node[1], self.scalar(node[2]), self.scalar(node[3]))

    def _single(self, area: Range) -> Scalar:
        if area.top != area.bottom or area.left != area.right:
            fail("#VALUE!")
        return checked(self._book.cell((area.title, area.top, area.left)))

    def area(self, node: Node) -> Range:
        """The cells that a node refers to; #VALUE! where it is a value."""
        match node:
            case ("ref", which):
                title, *corners = self._references[which]
                return Range(title or self._place[0], *corners)
            case ("name", name):
                return self._book.named(name)
            case ("call", name, arguments):
                found = self._call(name, arguments)
                if isinstance(found, Range):
                    return found
        return fail("#VALUE!")

    def _refers(self, node: Node) -> bool:
        return node[0] in ("ref", "name") or (node[0] == "call" and node[1] == "INDEX")

    @staticmethod
    def _binary(sign: str, left: Scalar, right: Scalar) -> Scalar:
        if sign in _ORDER:
            return _ORDER[sign](values.compared(left, right))
        if sign == "&":
            return values.text(left) + values.text(right)
        first, second = values.number(left), values.number(right)
        if sign in _SUMS:
            return _SUMS[sign](first, second)
        if sign == "/":
            return first / second if second else fail("#DIV/0!")
        return float(first**second)

    def _call(self, name: str, arguments: Sequence[Node]) -> Scalar | Range:
        own = getattr(self, "_" + name.replace(".", "_").lower(), None)
        if own is not None:
            found: Scalar | Range = own(*arguments)
            return found
        if name not in PLAIN:
            fail("#NAME?")
        return PLAIN[name](*[self.scalar(argument) for argument in arguments])

    # each function that takes ranges, or not all of its arguments

    def _if(self, test: Node, then: Node, otherwise: Node = ("value", False)) -> Scalar | Range:
        chosen = then if values.truth(self.scalar(test)) else otherwise
        return self.area(chosen) if self._refers(chosen) else self.scalar(chosen)

    def _iferror(self, tried: Node, otherwise: Node) -> Scalar:
        try:
            return self.scalar(tried)
        except Faulty:
            return self.scalar(otherwise)

    def _choose(self, which: Node, *choices: Node) -> Scalar:
        at = values.whole(self.scalar(which))
        return self.scalar(choices[at - 1]) if 0 < at <= len(choices) else fail("#VALUE!")

    def _truths(self, arguments: Iterable[Node]) -> list[bool]:
        found = []
        for argument in arguments:
            if self._refers(argument):
                shown = [checked(value) for value in self._book.range(self.area(argument))]
                found += [bool(value) for value in shown if not isinstance(value, str | None)]
            else:
                found.append(values.truth(self.scalar(argument)))
        return found or fail("#VALUE!")

    def _and(self, *arguments: Node) -> Scalar:
        return all(self._truths(arguments))

    def _or(self, *arguments: Node) -> Scalar:
        return any(self._truths(arguments))

    def _kind(self, node: Node) -> Scalar:
        """A value, or the fault that it ends in."""
        try:
            return self.scalar(node)
        except Faulty as faulty:
            return faulty.fault

    def _isnumber(self, node: Node) -> Scalar:
        return is_number(self._kind(node))

    def _istext(self, node: Node) -> Scalar:
        value = self._kind(node)
        return isinstance(value, str) and not isinstance(value, ErrorValue)

    def _isblank(self, node: Node) -> Scalar:
        return self._kind(node) is None

    def _iserror(self, node: Node) -> Scalar:
        return isinstance(self._kind(node), ErrorValue)

    def _today(self) -> Scalar:
        return self._book.today

    def _row(self, node: Node | None = None) -> Scalar:
        return 1 + (self._place[1] if node is None else self.area(node).top)

    def _column(self, node: Node | None = None) -> Scalar:
        return 1 + (self._place[2] if node is None else self.area(node).left)

    def _index(self, cells: Node, row: Node, column: Node = ("value", None)) -> Range:
        area = self.area(cells)
        at, across = values.whole(self.scalar(row)), values.whole(self.scalar(column))
        if area.top == area.bottom and column == ("value", None):
            at, across = 1, at
        return area.cell(at, across or (1 if area.left == area.right else 0))

    def _match(self, wanted: Node, cells: Node, kind: Node = ("value", 1.0)) -> Scalar:
        looked, area = self.scalar(wanted), self.area(cells)
        if values.number(self.scalar(kind)) == 0:
            return self._book.first(0 if looked is None else looked, area)
        below = bisect_right(self._book.numbers(area), values.number(looked))
        return below or fail("#N/A")

    def _numbers(self, arguments: Iterable[Node]) -> Iterator[float]:
        """The numbers of ranges, and each other argument as one."""
        for argument in arguments:
            if self._refers(argument):
                yield from self._book.numbers(self.area(argument))
            else:
                yield values.number(self.scalar(argument))

    def _sum(self, *arguments: Node) -> Scalar:
        return sum(self._numbers(arguments))

    def _min(self, *arguments: Node) -> Scalar:
        return min(self._numbers(arguments), default=0)

    def _max(self, *arguments: Node) -> Scalar:
        return max(self._numbers(arguments), default=0)

    def _average(self, *arguments: Node) -> Scalar:
        found = list(self._numbers(arguments))
        return sum(found) / len(found) if found else fail("#DIV/0!")

    def _shown(self, arguments: Iterable[Node]) -> Iterator[Scalar]:
        for argument in arguments:
            if self._refers(argument):
                yield from self._book.range(self.area(argument))
            else:
                yield self._kind(argument)

    def _count(self, *arguments: Node) -> Scalar:
        return sum(is_number(value) for value in self._shown(arguments))

    def _counta(self, *arguments: Node) -> Scalar:
        return sum(value is not None for value in self._shown(arguments))

    def _small(self, cells: Node, place: Node) -> Scalar:
        found, at = self._book.numbers(self.area(cells)), values.whole(self.scalar(place))
        return found[at - 1] if 0 < at <= len(found) else fail("#NUM!")

    def _large(self, cells: Node, place: Node) -> Scalar:
        found, at = self._book.numbers(self.area(cells)), values.whole(self.scalar(place))
        return found[-at] if 0 < at <= len(found) else fail("#NUM!")

    def _sumproduct(self, *arguments: Node) -> Scalar:
        total = 0.0
        lists = [self._book.range(self.area(argument)) for argument in arguments]
        for line in zip(*lists, strict=True):
            product = 1.0
            for value in line:
                shown = checked(value)
                product *= values.number(shown) if is_number(shown) else 0
            total += product
        return total

    def _passing(self, arguments: Sequence[Node]) -> list[bool]:
        """By position, whether a cell of each range passes the criterion behind that range."""
        passing: list[bool] = []
        for cells, criterion in zip(arguments[::2], arguments[1::2], strict=True):
            passes = test_of(self.scalar(criterion))
            found = [passes(value) for value in self._book.range(self.area(cells))]
            passing = [a and b for a, b in zip(passing, found, strict=True)] if passing else found
        return passing

    def _countifs(self, *arguments: Node) -> Scalar:
        return sum(self._passing(arguments))

    _countif = _countifs

    def _sumifs(self, cells: Node, *arguments: Node) -> Scalar:
        shown = self._book.range(self.area(cells))
        pairs = zip(shown, self._passing(arguments), strict=True)
        chosen = [checked(value) for value, passes in pairs if passes]
        return sum(values.number(value) for value in chosen if is_number(value))

    def _sumif(self, cells: Node, criterion: Node, summed: Node | None = None) -> Scalar:
        return self._sumifs(summed or cells, cells, criterion)

    def _workday_intl(
        self,
        start: Node,
        count: Node,
        weekend: Node = ("value", "0000011"),
        off: Node | None = None,
    ) -> Scalar:
        first, steps = values.whole(self.scalar(start)), values.whole(self.scalar(count))
        found = self._calendar(weekend, off).after(first, steps)
        return fail("#NUM!") if found is None else found

    def _networkdays_intl(
        self,
        first: Node,
        last: Node,
        weekend: Node = ("value", "0000011"),
        off: Node | None = None,
    ) -> Scalar:
        begin, end = values.whole(self.scalar(first)), values.whole(self.scalar(last))
        return self._calendar(weekend, off).between(begin, end)

    def _calendar(self, weekend: Node, off: Node | None) -> Days:
        area = self.area(off) if off is not None else None
        return self._book.calendar(values.text(self.scalar(weekend)), area)
