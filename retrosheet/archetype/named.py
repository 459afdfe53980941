"""An archetype loaded by its name, or by its path."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from retrosheet.errors import InvalidInput, RetrosheetError
from retrosheet.slugs import spelling

if TYPE_CHECKING:
    from retrosheet.archetype.model import Archetype
    from retrosheet.language import Lang

_LONGEST_TITLE = 100


def load_named(name_or_path: str, lang: Lang = "en") -> Archetype:
    """The archetype of that name or path, or of that title; raises as ``find`` and ``load`` do."""
    from retrosheet.archetype.library import find
    from retrosheet.archetype.load import load

    try:
        path = find(name_or_path, lang)
    except InvalidInput:
        entitled = _entitled(name_or_path)
        if entitled is None:
            raise
        return entitled
    return load(path, lang)


def _entitled(title: str) -> Archetype | None:
    """The only archetype of that title, in any language and spelling."""
    from retrosheet.archetype.library import available
    from retrosheet.archetype.load import load

    found = []
    for own in available() if len(title) <= _LONGEST_TITLE else ():
        with contextlib.suppress(RetrosheetError):
            archetype = load(own.path)
            if spelling(title) in {spelling(said) for said in archetype.title}:
                found.append(archetype)
    return found[0] if len(found) == 1 else None
