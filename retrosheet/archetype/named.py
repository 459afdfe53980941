"""An archetype loaded by its name, or by its path."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retrosheet.archetype.model import Archetype
    from retrosheet.language import Lang


def load_named(name_or_path: str, lang: Lang = "en") -> Archetype:
    """The archetype of that name or path; raises as ``find`` and ``load`` do."""
    from retrosheet.archetype.library import find
    from retrosheet.archetype.load import load

    return load(find(name_or_path, lang), lang)
