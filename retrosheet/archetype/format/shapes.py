"""The vocabulary in which the keys of the format are described: what a value may look like.

A shape says what a value is; ``fields`` says which keys have which shape; ``reading`` reads a node
by its shape, ``schema`` writes the shape as JSON Schema. None of them knows the others' work.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

from retrosheet.language import Text

# What ids stand for. Ids of the same kind are unique whatever their case.
IdKind = Literal["role", "channel", "block", "phase", "task"]


class Word(NamedTuple):
    """A single value with a grammar of its own.

    ``parse`` returns the value or raises ``Unfit``; ``schema`` is the same grammar as JSON Schema,
    as far as that goes. ``declares`` makes the value an id of that kind, ``names`` a reference to
    one.
    """

    parse: Callable[[str], object]
    schema: Mapping[str, Any]
    declares: IdKind | None = None
    names: IdKind | None = None


class Prose(NamedTuple):
    """A text for people: one for both languages, or a mapping ``{fr, en}``.

    Where ``block`` is given, that mapping may also name an optional block, and the value is a
    ``Part``.
    """

    lines: bool = False
    block: Word | None = None


class Listing(NamedTuple):
    """A list of ``item``; where ``single``, one item may stand without the list."""

    item: Shape
    single: bool = False
    at_least: int = 0


class Table(NamedTuple):
    """A mapping whose keys are ids, each with its ``value``.

    Where ``removable``, no value says that the id of the file extended goes away.
    """

    key: Word
    value: Shape
    at_least: int = 0
    removable: bool = False


class Field(NamedTuple):
    """A key of a record; ``about`` explains it in an editor.

    Where ``removable``, no value says that the key of the record that is changed goes away.
    """

    key: str
    shape: Shape
    about: Text
    required: bool = False
    removable: bool = False


class Apart(NamedTuple):
    """Keys of which at most one may be given, and why.

    In a file that changes another, each of them takes the place of the others; where ``first``,
    only the first of them does.
    """

    keys: tuple[str, ...]
    why: Text
    first: bool = False


class Record(NamedTuple):
    """A mapping with known keys. ``along`` pairs a key with another that it cannot do without."""

    name: str
    fields: tuple[Field, ...]
    apart: tuple[Apart, ...] = ()
    along: tuple[tuple[str, str], ...] = ()


class Either(NamedTuple):
    """``given`` where the mapping has ``key``, else ``otherwise``."""

    key: str
    given: Record
    otherwise: Record


Shape = Word | Prose | Listing | Table | Record | Either
