"""The one error that a value's grammar raises, and how a wrong value is quoted in it."""

from __future__ import annotations

from retrosheet.language import DEFAULT, Text


class Unfit(Exception):
    """A single value is wrong: ``message`` quotes it and says what would be ``right``."""

    def __init__(self, message: Text, right: Text) -> None:
        self.message, self.right = message, right
        super().__init__(message.to(DEFAULT))


def unfit(text: str, right: Text) -> Unfit:
    """``text`` is not what is wanted, ``right`` is."""
    shown = quoted(text)
    message = Text("« {shown} » : {right}", '"{shown}": {right}').format(shown=shown, right=right)
    return Unfit(message, right)


def quoted(text: str) -> str:
    """The text as a message shows it: on one line, at most 40 characters, nothing invisible."""
    shown = "".join(c if c.isprintable() else " " for c in text[:200])
    shown = " ".join(shown.split())
    return shown if len(shown) <= 40 else f"{shown[:39]}…"
