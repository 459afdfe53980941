"""What can go wrong, as one tree.

RetrosheetError                 everything a person can be told in one paragraph
├── InvalidInput      exit 2    bad option, file or date; nothing was written
│   └── InvalidArchetype        problems of one or more archetype files, all at once
└── NoAccess          exit 3    permission, locked file, full disk; nothing was written

``cli.answer`` alone makes a paragraph and an exit code of them; whoever else catches one cleans up,
reports it among others, or takes another way. Messages are finished sentences in the language that
the person uses: they say what is wrong, where, and what to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrosheet.archetype.source.problems import Problem


class RetrosheetError(Exception):
    """The base of every error that is a message to a person, never a traceback."""

    exit_code: ClassVar[int] = 2


class InvalidInput(RetrosheetError):
    """Wrong usage or bad input; nothing was written."""


class InvalidArchetype(InvalidInput):
    """One or more archetype files have problems; ``problems`` holds them all, in file order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class NoAccess(RetrosheetError):
    """The file, folder or network cannot be used; nothing was written."""

    exit_code = 3
