"""An archetype loaded by its name, or by its path."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from retrosheet.archetype.checked import checked
from retrosheet.archetype.source.nearest import nearest
from retrosheet.archetype.source.unfit import quoted
from retrosheet.errors import InvalidInput, RetrosheetError
from retrosheet.language import DEFAULT, Text
from retrosheet.slugs import spelling

if TYPE_CHECKING:
    from retrosheet.archetype.library import Found
    from retrosheet.archetype.model import Archetype
    from retrosheet.language import Lang

_LONGEST_TITLE = 100
_SHORTEST_WORD = 4
_LIKE = Text(
    "Type de campagne inconnu : « {name} » ; possibles : {known}. Donnez le nom ou le titre "
    "entier.",
    'Unknown campaign type: "{name}"; possible: {known}. Give the name or the whole title.',
)


def load_named(name_or_path: str, lang: Lang = DEFAULT, launch: str = "") -> Archetype:
    """The archetype of that name, path or title; raises as ``find_named`` and ``load`` do."""
    return loaded(find_named(name_or_path, lang), lang, launch)


def loaded(path: Path, lang: Lang = DEFAULT, launch: str = "") -> Archetype:
    """What ``load`` gives, without its reading YAML where that has been done before."""
    kept = checked(path)
    if kept is not None:
        return kept
    from retrosheet.archetype.load import load

    return load(path, lang, launch)


def find_named(name_or_path: str, lang: Lang = DEFAULT) -> Path:
    """The file of the archetype of that name or path, or of that title.

    Raises as ``find`` does; where words of a title were typed, with the name that it belongs to.
    """
    from retrosheet.archetype.library import find

    try:
        return find(name_or_path, lang)
    except InvalidInput:
        titles = _titles() if len(name_or_path) <= _LONGEST_TITLE else []
        wanted = spelling(name_or_path)
        found = [own.path for own, title in titles if wanted in map(spelling, title.everywhere())]
        if len(found) == 1:
            return found[0]
        if nearest(name_or_path, [own.name for own, _ in titles]):
            raise
        like = _alike(name_or_path, titles)
        if not like and (Path(name_or_path).suffix or "/" in name_or_path):
            raise
        like = like or [(own.name, title) for own, title in titles]
        known = ", ".join(f"{name} ({title.to(lang)})" for name, title in like)
        raise InvalidInput(_LIKE.to(lang).format(name=quoted(name_or_path), known=known)) from None


def _titles() -> list[tuple[Found, Text]]:
    """Every archetype that can be read, with its title."""
    from retrosheet.archetype.library import available

    found = []
    for own in available():
        with contextlib.suppress(RetrosheetError):
            found.append((own, loaded(own.path).title))
    return found


def _alike(typed: str, titles: list[tuple[Found, Text]]) -> list[tuple[str, Text]]:
    """The archetypes whose title has the most words of what somebody typed."""
    words = _words(typed)
    shared = [
        (max(len(words & _words(said)) for said in title.everywhere()), own.name, title)
        for own, title in titles
    ]
    most = max((count for count, _, _ in shared), default=0)
    return [(name, title) for count, name, title in shared if count == most > 0]


def _words(text: str) -> set[str]:
    """The words that say something, spelled alike, without the s of a plural."""
    found = (spelling(word).rstrip("s") for word in re.findall(r"\w+", text))
    return {word for word in found if len(word) >= _SHORTEST_WORD}
