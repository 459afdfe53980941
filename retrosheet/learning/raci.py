"""The letters that people chose on the RACI tab, as an archetype says them.

The tab shows A/R for an owner who decides as well because nobody else does; an archetype then names
nobody to decide. Each role has one letter, one role at most decides, somebody does the work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.checking.rules import RACI_LETTERS
from retrosheet.archetype.terms import RaciLetter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.learning.folding import Fold
    from retrosheet.learning.origin import Origin
    from retrosheet.learning.told import Told

Letters = tuple[tuple[str, RaciLetter], ...]


def letters_of(
    fold: Fold, told: Told, origin: Origin, roles: Mapping[str, str], owner: str
) -> Letters:
    """The roles of a task with their letters, in the order R, A, C, I; () for the owner alone.

    Without a RACI tab they are those of the archetype, as far as it is known and has the roles.
    Roles that the campaign did without, because of the blocks that it had, keep their letters.
    """
    known = origin.tasks.get(fold.id)
    planned = origin.lines[fold.lines[0]].raci if fold.lines[0] in origin.lines else ()
    there = {*roles.values(), *(role for role, _ in planned)}
    before = known.raci if known is not None else ()
    without = tuple(pair for pair in before if pair[0] not in there)
    if told.raci is None:
        mine = set(roles.values())
        kept = known is not None and all(role in mine for role, _ in planned)
        return known.raci if known is not None and kept and known.owner == owner else ()
    chosen = {roles[title]: letter for title, letter in told.raci.get(fold.lines[0], ())}
    deciders = [role for role, letter in chosen.items() if letter == "A"]
    found: dict[str, RaciLetter] = {}
    for role, letter in chosen.items():
        if letter == "A" and role != deciders[0]:
            found[role] = "C"
        else:
            found[role] = _LETTERS[letter]
    if found and "R" not in found.values():
        found[owner] = "R"
    if known is not None and {*found.items(), *without} == set(before):
        return before
    if list(found.items()) == [(owner, "R")]:
        return ()
    ordered = [(role, letter) for letter in RACI_LETTERS for role in roles.values()
               if found.get(role) == letter]  # fmt: skip
    return (*ordered, *without)


_LETTERS: dict[str, RaciLetter] = {"R": "R", "A": "A", "A/R": "R", "C": "C", "I": "I"}
