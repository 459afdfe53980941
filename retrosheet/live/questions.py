"""What one question to Google is: what we count on, how it is settled, and what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable

Subject = TypeVar("Subject")


class Found(NamedTuple):
    """What Google showed: ``wrong`` says how it differs, "" where it is as expected.

    ``told`` adds figures to either.
    """

    wrong: str = ""
    told: Text | None = None


class Question(NamedTuple, Generic[Subject]):
    """``asked`` is what retrosheet counts on, ``how`` the way to settle it.

    Both stand in docs/google.md, so that what is not verified there is what is asked here.
    """

    asked: Text
    how: Text
    answer: Callable[[Subject], Found]


def same(found: object, wanted: object) -> Found:
    """As expected where the two are equal; else what was found."""
    return Found("" if found == wanted else repr(found))
