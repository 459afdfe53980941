"""Who is asked: the roles of a campaign, and the people who have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.campaign.values import Role
from retrosheet.errors import InvalidInput
from retrosheet.language import Text

if TYPE_CHECKING:
    from retrosheet.archetype import model
    from retrosheet.campaign.values import Options

_UNKNOWN_ROLE = Text(
    "Fonction inconnue : « {name} ». Cette campagne connaît : {names}.",
    "Unknown role: {name!r}. This campaign has: {names}.",
)


def roles_of(archetype: model.Archetype, options: Options) -> tuple[Role, ...]:
    """The roles with their people; a role is named by its id or by its title in any language.

    Raises InvalidInput with all the unknown roles.
    """
    lang = options.lang
    ids = {
        spelling.casefold(): role.id
        for role in archetype.roles
        for spelling in (role.title.en, role.title.fr, role.id)
    }
    wrong = [name for name, _ in options.people if name.casefold() not in ids]
    if wrong:
        names = ", ".join(role.id for role in archetype.roles)
        raise InvalidInput(
            "\n".join(_UNKNOWN_ROLE.to(lang).format(name=name, names=names) for name in wrong)
        )
    people = {ids[name.casefold()]: person for name, person in options.people}
    return tuple(
        Role(role.id, role.title.to(lang), people.get(role.id, "")) for role in archetype.roles
    )
