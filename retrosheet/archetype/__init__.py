"""Archetypes: the campaign types, written in YAML.

Importing this package imports nothing else; each public name loads what it needs at first use, so
that the command line starts quickly.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retrosheet.archetype.library import find, names
    from retrosheet.archetype.load import read
    from retrosheet.archetype.model import Archetype
    from retrosheet.archetype.named import load_named
    from retrosheet.archetype.source.problems import Problem

__all__ = ["Archetype", "Problem", "find", "load_named", "names", "read"]

_HOMES = {
    "Archetype": "model",
    "Problem": "problems",
    "find": "library",
    "load_named": "named",
    "names": "library",
    "read": "load",
}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
