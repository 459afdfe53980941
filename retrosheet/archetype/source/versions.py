"""A file of a later format, told before anything else is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.format.choices import is_newer, newer_format
from retrosheet.archetype.source.nodes import Mapping, Scalar
from retrosheet.archetype.source.problems import RawProblem

if TYPE_CHECKING:
    from retrosheet.archetype.source.nodes import Node


def newer(root: Node) -> RawProblem | None:
    """The only complaint about a file of a later format: its other keys may well be right."""
    if isinstance(root, Mapping):
        for key, value in root.entries:
            if key.text == "format" and isinstance(value, Scalar) and is_newer(value.text):
                return RawProblem(value.place, newer_format(value.text))
    return None
