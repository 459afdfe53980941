"""Owners as roles: one for each name, however it is spelled, and those consulted beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrosheet.archetype.format.ids import LONGEST_SLUG
from retrosheet.archetype.model import Role
from retrosheet.importing.words import cut, folded, one_line, unmarked
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

# More than these in one cell are no team, and only the first is taken.
MOST_NAMES = 12
_LONGEST_INITIALS = 3

_APART = re.compile(r"\s*[,;/+|\n]\s*")
_UNITS = re.compile(r"\s*\[\s*\d+(?:[.,]\d+)?\s*%?\s*\]")
_AND = re.compile(r"\s+(?:et|and|&)\s+", re.IGNORECASE)
_DEPARTMENTS = frozenset(
    "marketing communication com ventes sales recherche research developpement development design "
    "digital web presse press relations rp pr achats purchasing finance finances juridique legal "
    "technique tech it rh hr production produit product logistique logistics events evenementiel "
    "evenements studio creation creative contenu content editorial direction management "
    "operations ops strategie strategy qualite quality support service client marque brand "
    "administration accueil securite security".split()
)
_NOBODY = Role("to-assign", Text("À désigner", "To be assigned"))
_NOBODY_WORDS = frozenset(
    ("", "a definir", "tbd", "tba", "n a", "na", "a designer", "to be assigned", "personne")
)


class People:
    """The roles of a table, in the order in which they appear."""

    def __init__(self, cells: Iterable[str]) -> None:
        self.roles: list[Role] = []
        self._ids: dict[str, str] = {}
        self._slugs = Slugs("role", {_NOBODY.id})
        # « Anne et Marc » are two where each stands alone elsewhere, « Ventes et marketing » one.
        self._alone = {folded(part) for cell in cells for part in _APART.split(cell)}

    def named(self, cell: str) -> list[str]:
        """The ids of those whom a cell names, the owner first; nobody's id for an empty cell.

        Of more than ``MOST_NAMES`` the first only.
        """
        names = [name for name in self._names(unmarked(cell)) if folded(name) not in _NOBODY_WORDS]
        names = names if len(names) <= MOST_NAMES else names[:1]
        return list(dict.fromkeys(self._id(name) for name in names)) or [self._nobody()]

    @property
    def nobody(self) -> str:
        return _NOBODY.id

    def too_many(self, cell: str) -> bool:
        """Whether a cell names more than ``MOST_NAMES``."""
        return len(self._names(unmarked(cell))) > MOST_NAMES

    def _names(self, cell: str) -> list[str]:
        names: list[str] = []
        for part in _APART.split(_UNITS.sub("", cell)):
            several = [name.strip() for name in _AND.split(part)]
            apart = len(several) > 1 and (
                any(folded(name) in self._alone for name in several)
                or all(map(_is_first_name, several))
            )
            initials = part.split()
            if len(initials) > 1 and all(map(self._are_initials, initials)):
                names += initials
            else:
                names += several if apart else [part.strip()]
        return [one_line(name.lstrip("@")) for name in names if folded(name)]

    def _are_initials(self, word: str) -> bool:
        """« A B C » are three people, « JD MP » two where each stands alone elsewhere."""
        if not (word.isalpha() and word.isupper()):
            return False
        return len(word) == 1 or (len(word) <= _LONGEST_INITIALS and folded(word) in self._alone)

    def _nobody(self) -> str:
        if _NOBODY not in self.roles:
            self.roles.append(_NOBODY)
        return _NOBODY.id

    def _id(self, name: str) -> str:
        key = folded(name)
        if key not in self._ids:
            self._ids[key] = self._slugs.of(name)
            self.roles.append(Role(self._ids[key], Text.same(cut(name))))
        return self._ids[key]


def _is_first_name(word: str) -> bool:
    """Whether a word may be a person's name: « Anna et Paul », but not "Sales and Marketing"."""
    return word.isalpha() and word[0].isupper() and folded(word) not in _DEPARTMENTS


class Slugs:
    """Ids made of names, no two alike; ``otherwise`` stands for a name without letters."""

    def __init__(self, otherwise: str, taken: Iterable[str] = ()) -> None:
        self._otherwise = otherwise
        self._taken = set(taken)
        self._counts: dict[str, int] = {}

    def of(self, name: str) -> str:
        """A new id, as near to the name as an id can be."""
        letters = "".join(c if c.isascii() else " " for c in folded(name[:200]))
        slug = "-".join(letters.split())[:LONGEST_SLUG].strip("-") or self._otherwise
        found = slug
        while found in self._taken:
            number = self._counts[slug] = self._counts.get(slug, 1) + 1
            found = f"{slug[: LONGEST_SLUG - 7].strip('-')}-{number}"
        self._taken.add(found)
        return found
