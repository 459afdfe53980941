"""Things in an order that can be found by their id and put behind or in front of one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Literal, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")


class Position(NamedTuple):
    """Right behind or in front of the thing with an id."""

    side: Literal["after", "before"]
    id: str


class Order(Generic[T]):
    """Things in their order; those without an id, or with one that is taken, cannot be found."""

    def __init__(self) -> None:
        self._keys: list[str | int] = []
        self._things: dict[str | int, T] = {}
        self._next = 0
        self._behind: dict[str, set[str | int]] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._things

    def __iter__(self) -> Iterator[T]:
        return (self._things[key] for key in self._keys)

    def __getitem__(self, name: str) -> T:
        return self._things[name]

    def __setitem__(self, name: str, thing: T) -> None:
        self._things[name] = thing

    def ids(self) -> tuple[str, ...]:
        """The ids that can be found, in order."""
        return tuple(key for key in self._keys if isinstance(key, str))

    def take(self, name: str) -> T:
        """Take the thing with an id out."""
        self._keys.remove(name)
        return self._things.pop(name)

    def put(self, name: str | None, thing: T, position: Position | None = None) -> None:
        """Put a thing at a position, at the end by default.

        Several things put behind the same one stand in the order in which they were put.
        """
        key: str | int = name if name is not None and name not in self._things else self._next
        self._next += 1
        self._things[key] = thing
        if position is None:
            self._keys.append(key)
            return
        index = self._keys.index(position.id)
        if position.side == "after":
            followers = self._behind.setdefault(position.id, set())
            index += 1
            while index < len(self._keys) and self._keys[index] in followers:
                index += 1
            for others in self._behind.values():
                if position.id in others:
                    others.add(key)
            followers.add(key)
        self._keys.insert(index, key)
