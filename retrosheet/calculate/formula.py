"""A formula's text as a tree, in the dialect that our workbooks are written in.

English names, commas, fixed references; no arrays, unions or intersections. A tree is made of
tuples that begin with what they are: see ``Node``. The rows of a tab have the same formula but for
the cells that it refers to: these stand apart, so that one tree serves all rows. A formula that is
filled down is read once, and its references are moved.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from retrosheet.workbook.refs import column_number

Node = tuple[Any, ...]
"""("value", v) · ("ref", which of the formula's references) · ("name", name)
· ("call", function, nodes) · ("binary", operator, left, right) · ("minus", node)
· ("percent", node)"""

_APART = re.compile(
    r"""("(?:[^"]|"")*"
    | (?<![\w.$])(?:(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?\$?[A-Z]{1,3}\$?[1-9][0-9]*
        (?::\$?[A-Z]{1,3}\$?[1-9][0-9]*)?(?![\w.(!]))""",
    re.VERBOSE,
)
"""A text, which no reference stands in, or a reference."""
_HOLE = "§"
"""What stands for a reference; a formula that has it outside of a text is in no dialect of ours."""
_TOKEN = re.compile(
    r"""\s*(?:
      (?P<text>"(?:[^"]|"")*")
    | (?P<error>\#(?:REF!|DIV/0!|VALUE!|NAME\?|N/A|NUM!|NULL!))
    | (?P<ref>§)
    | (?P<call>[A-Z][A-Z0-9.]*\()
    | (?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    | (?P<name>[^\W\d][\w.]*)
    | (?P<operator><=|>=|<>|[-+*/^&=<>%])
    | (?P<mark>[(),])
    )\s*""",
    re.VERBOSE,
)
_CELL = re.compile(r"\$?([A-Z]+)(\$?)([0-9]+)")
_LOOSE_TO_TIGHT = (("=", "<>", "<", ">", "<=", ">="), ("&",), ("+", "-"), ("*", "/"), ("^",))
_POWER = {sign: power for power, signs in enumerate(_LOOSE_TO_TIGHT) for sign in signs}


class Unreadable(ValueError):
    """A formula outside of the dialect; the message says where it stops."""


class ErrorValue(str):
    """An error as a value: #N/A, #VALUE!…"""

    __slots__ = ()


_Token = tuple[str, str]
"""A kind of token, and how it is written."""


class Reference(NamedTuple):
    """A rectangle of cells of a tab, of the formula's own where the title is empty; from 0."""

    title: str
    top: int
    left: int
    bottom: int
    right: int


class Formula(NamedTuple):
    """What a formula does, and with which cells."""

    tree: Node
    references: tuple[Reference, ...]


class Written(NamedTuple):
    """A formula with its ``=`` as it stands so many ``rows`` above the cell that it is for."""

    text: str
    rows: int = 0


def parsed(written: Written) -> Formula:
    """What a formula does in its cell; raises Unreadable."""
    tree, references, moving = _parsed(written.text)
    down = written.rows
    if not down:
        return Formula(tree, references)
    moved = tuple(
        [
            Reference(at.title, at.top + down * first, at.left, at.bottom + down * last, at.right)
            if first or last
            else at
            for at, (first, last) in zip(references, moving, strict=True)
        ]
    )
    return Formula(tree, moved)


# As many as a workbook has different ones, so that each is read once.
@lru_cache(16_384)
def _parsed(text: str) -> tuple[Node, tuple[Reference, ...], tuple[tuple[bool, bool], ...]]:
    """The tree, the references, and of each whether its first and last row move with the cell."""
    pieces = _APART.split(text.removeprefix("="))
    apart = pieces[1::2]
    cells = [piece for piece in apart if piece[0] != '"']
    pieces[1::2] = [piece if piece[0] == '"' else _HOLE for piece in apart]
    try:
        tree, holes = _tree("".join(pieces))
    except Unreadable as error:
        raise Unreadable(f"{error}, in {text}") from None
    if holes != len(cells):
        raise Unreadable(f"cannot read {_HOLE!r} in {text}")
    found = [_reference(cell) for cell in cells]
    return tree, tuple([one for one, _ in found]), tuple([moves for _, moves in found])


# A workbook has some hundred shapes of formulas, and a hundred times as many formulas.
@lru_cache(4096)
def _tree(shape: str) -> tuple[Node, int]:
    """The tree of a formula with holes for its references, and how many holes it has."""
    reader = _Reader(list(_tokens(shape)))
    tree = reader.expression()
    kind, rest = reader.at
    if kind != "end":
        raise Unreadable(f"{rest!r} stands where nothing can")
    return tree, reader.references


def _tokens(text: str) -> list[_Token]:
    found, position = [], 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            raise Unreadable(f"cannot read {text[position : position + 20]!r}")
        found.append((match.lastgroup, match.group(match.lastgroup)))
        position = match.end()
    return [*found, ("end", "")]


class _Reader:
    """The tokens and how far they are read."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._next = 0
        self.references = 0

    @property
    def at(self) -> _Token:
        return self._tokens[self._next]

    def take(self) -> _Token:
        token = self.at
        self._next += 1
        return token

    def expect(self, mark: str) -> None:
        _, found = self.take()
        if found != mark:
            raise Unreadable(f"{mark} is missing before {found!r}")

    def expression(self, loosest: int = 0) -> Node:
        """Operands joined by operators that bind at least so tightly; left to right."""
        left = self.signed()
        while True:
            kind, sign = self._tokens[self._next]
            power = _POWER.get(sign, -1) if kind == "operator" else -1
            if power < loosest:
                return left
            self._next += 1
            left = ("binary", sign, left, self.expression(power + 1))

    def signed(self) -> Node:
        kind, sign = self.at
        if kind == "operator" and sign in "+-":
            self.take()
            node = self.signed()
            return ("minus", node) if sign == "-" else node
        node = self.operand()
        while self.at == ("operator", "%"):
            self.take()
            node = ("percent", node)
        return node

    def operand(self) -> Node:
        kind, text = self.take()
        match kind:
            case "number":
                return ("value", float(text))
            case "text":
                return ("value", text[1:-1].replace('""', '"'))
            case "error":
                return ("value", ErrorValue(text))
            case "ref":
                self.references += 1
                return ("ref", self.references - 1)
            case "call":
                return ("call", text[:-1], self.arguments())
            case "name" if text.upper() in ("TRUE", "FALSE"):
                return ("value", text.upper() == "TRUE")
            case "name":
                return ("name", text)
            case "mark" if text == "(":
                node = self.expression()
                self.expect(")")
                return node
        raise Unreadable(f"{text!r} is no value")

    def arguments(self) -> tuple[Node, ...]:
        """Those of a call up to its bracket; one that is left out is None, as a blank cell."""
        found: list[Node] = []
        if self.at == ("mark", ")"):
            self.take()
            return ()
        while True:
            empty = self.at in (("mark", ","), ("mark", ")"))
            found.append(("value", None) if empty else self.expression())
            if self.at == ("mark", ")"):
                self.take()
                return tuple(found)
            self.expect(",")


@lru_cache(32_768)
def _reference(text: str) -> tuple[Reference, tuple[bool, bool]]:
    """The cells that are meant, and whether their first and last row have no ``$``."""
    title, mark, area = text.rpartition("!")
    if mark and title.startswith("'"):
        title = title[1:-1].replace("''", "'")
    corners = [
        (int(row) - 1, column_number(letters), not fixed)
        for letters, fixed, row in _CELL.findall(area)
    ]
    (top, left, first), (bottom, right, last) = corners[0], corners[-1]
    return Reference(title, top, left, bottom, right), (first, last)
