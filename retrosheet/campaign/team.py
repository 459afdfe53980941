"""Who is asked: the roles of a campaign, and the people who have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.source.nearest import nearest
from retrosheet.campaign.values import Role
from retrosheet.errors import InvalidInput
from retrosheet.language import Text, language
from retrosheet.slugs import spelling

if TYPE_CHECKING:
    from retrosheet.archetype import model
    from retrosheet.campaign.values import Options

_UNKNOWN_ROLE = Text(
    "Fonction inconnue : « {name} »{near}. Cette campagne connaît : {titles}.",
    "Unknown role: {name!r}{near}. This campaign has: {titles}.",
)
_NEAR = Text(" (vouliez-vous dire « {title} » ?)", " (did you mean {title!r}?)")
_SEVERAL = Text(
    "« {name} » désigne plusieurs fonctions ; écrivez {ids}.",
    "{name!r} is more than one role; write {ids}.",
)
_OR = Text(" ou ", " or ")
_TWICE = Text(
    "Deux noms pour « {title} » : {people} ; gardez-en un.",
    "Two names for {title!r}: {people}; keep one.",
)


def roles_of(archetype: model.Archetype, options: Options) -> tuple[Role, ...]:
    """The roles with their people.

    A role is named by its id or by its title in any language, whatever its accents, capitals,
    spaces and hyphens. Raises InvalidInput with all the roles that are unknown, or have two names.
    """
    lang = options.lang
    titles = {role.id: role.title.to(lang) for role in archetype.roles}
    people: dict[str, list[str]] = {}
    problems = []
    for name, person in options.people:
        found = _named(name, archetype)
        if len(found) == 1:
            people.setdefault(found[0], []).append(person)
        elif found:
            ids = _OR.to(lang).join(found)
            problems.append(_SEVERAL.to(lang).format(name=name, ids=ids))
        else:
            problems.append(
                _UNKNOWN_ROLE.to(lang).format(
                    name=name, near=_near(name, titles, options), titles=", ".join(titles.values())
                )
            )
    for role, given in people.items():
        if len(given) > 1:
            said = language(lang).conjunction.join(given)
            problems.append(_TWICE.to(lang).format(title=titles[role], people=said))
    if problems:
        raise InvalidInput("\n".join(problems))
    return tuple(Role(role, title, people.get(role, [""])[0]) for role, title in titles.items())


def _named(name: str, archetype: model.Archetype) -> list[str]:
    """The ids of the roles of that name: exactly so, else as it is spelled in any way."""
    for key in (str.casefold, spelling):
        found = [
            role.id
            for role in archetype.roles
            if key(name) in map(key, (role.id, *role.title.everywhere()))
        ]
        if found:
            return found
    return []


def _near(name: str, titles: dict[str, str], options: Options) -> str:
    """What was meant most likely, where something is near."""
    keys = {spelling(name): title for id_, title in titles.items() for name in (id_, title)}
    found = nearest(spelling(name), keys)
    return _NEAR.to(options.lang).format(title=keys[found]) if found else ""
