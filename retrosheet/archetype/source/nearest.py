"""What somebody probably meant: the known word nearest to an unknown one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.source.unfit import quoted
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Collection

# Comparing takes time, and a choice among this many words is no typing mistake.
MOST_COMPARED = 1000


def nearest(word: str, known: Collection[str]) -> str | None:
    """The nearest of the known words; None if none is near."""
    import difflib

    if len(known) > MOST_COMPARED or len(word) > 100:
        return None
    folded = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def suggestion(word: str, known: Collection[str], otherwise: Text) -> Text:
    """« vouliez-vous dire X ? » if a known word is near; else the known ones, if they are few."""
    near = nearest(word, known)
    if near is not None:
        near = quoted(near)
        return Text("vouliez-vous dire « {near} » ?", 'did you mean "{near}"?').format(near=near)
    if 0 < len(known) <= 12:
        listed = ", ".join(map(quoted, known))
        return Text("possibles : {listed}", "possible: {listed}").format(listed=listed)
    return otherwise
