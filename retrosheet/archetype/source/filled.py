"""What was read from a file, before anybody knows whether it holds together."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

from retrosheet.archetype.format.shapes import IdKind
from retrosheet.archetype.source.problems import Mark

T = TypeVar("T")


class Located(NamedTuple):
    """A value and where it stands."""

    value: object
    place: Mark


class Entry(NamedTuple):
    """A line of a table: an id and its value, None where one of the two could not be read."""

    key: Located
    value: object | None


class Reference(NamedTuple):
    """An id that must be declared somewhere in the file."""

    kind: IdKind
    id: str
    place: Mark


class Filled:
    """A record as far as it could be read.

    ``keys`` and ``places`` say where each key given and its value stand, readable or not;
    ``values`` holds the readable ones.
    """

    __slots__ = ("keys", "place", "places", "values")

    def __init__(self, place: Mark) -> None:
        self.place = place
        self.keys: dict[str, Mark] = {}
        self.values: dict[str, object] = {}
        self.places: dict[str, Mark] = {}

    def get(self, key: str, kind: type[T]) -> T | None:
        """The value of a key; None where it was not given or not readable."""
        value = self.values.get(key)
        return value if isinstance(value, kind) else None

    def the(self, key: str, kind: type[T]) -> T:
        """The value of a required key of a record without problems."""
        value = self.values[key]
        assert isinstance(value, kind)
        return value

    def placed(self, key: str, kind: type[T]) -> list[tuple[T, Mark]]:
        """The readable items of a list, each with its place."""
        items = self.values.get(key, ())
        assert isinstance(items, tuple)
        return [(item.value, item.place) for item in items if isinstance(item.value, kind)]

    def every(self, key: str, kind: type[T]) -> list[T]:
        """The readable items of a list."""
        return [value for value, _ in self.placed(key, kind)]

    def entries(self, key: str) -> tuple[Entry, ...]:
        """The lines of a table."""
        found = self.values.get(key, ())
        assert isinstance(found, tuple)
        return found
