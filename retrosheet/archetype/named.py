"""An archetype loaded by its name, or by its path."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from retrosheet.errors import InvalidInput, RetrosheetError
from retrosheet.slugs import spelling

if TYPE_CHECKING:
    from pathlib import Path

    from retrosheet.archetype.model import Archetype
    from retrosheet.language import Lang

_LONGEST_TITLE = 100


def load_named(name_or_path: str, lang: Lang = "en") -> Archetype:
    """The archetype of that name, path or title; raises as ``find_named`` and ``load`` do."""
    from retrosheet.archetype.load import load

    return load(find_named(name_or_path, lang), lang)


def find_named(name_or_path: str, lang: Lang = "en") -> Path:
    """The file of the archetype of that name or path, or of that title; raises as ``find`` does."""
    from retrosheet.archetype.library import find

    try:
        return find(name_or_path, lang)
    except InvalidInput:
        entitled = _entitled(name_or_path)
        if entitled is None:
            raise
        return entitled


def _entitled(title: str) -> Path | None:
    """The file of the only archetype of that title, in any language and spelling."""
    from retrosheet.archetype.library import available
    from retrosheet.archetype.load import load

    found = []
    for own in available() if len(title) <= _LONGEST_TITLE else ():
        with contextlib.suppress(RetrosheetError):
            if spelling(title) in {spelling(said) for said in load(own.path).title}:
                found.append(own.path)
    return found[0] if len(found) == 1 else None
