"""All that is wrong with a command line, said at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ParamSpec, TypeVar

from retrosheet.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
T = TypeVar("T")


class Problems:
    """Keeps every refusal of the readings that it is asked to try."""

    def __init__(self) -> None:
        self.messages: list[str] = []

    def __bool__(self) -> bool:
        return bool(self.messages)

    def tried(self, read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """What ``read`` gives, or None once its refusal has been kept."""
        try:
            return read(*args, **kwargs)
        except InvalidInput as error:
            self.add(str(error))
            return None

    def add(self, message: str) -> None:
        """Keeps the lines of a message that are not known yet."""
        self.messages += [line for line in message.splitlines() if line not in self.messages]

    def raise_any(self) -> None:
        """Raises InvalidInput with all the messages, one a line, if there are any."""
        if self.messages:
            raise InvalidInput("\n".join(self.messages))
