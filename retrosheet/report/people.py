"""Who is meant: owners as the plan spells them, matched with the team of Settings, never guessed.

Two spellings are one where letters, accents, case and spaces aside they are the same. Whatever is
not the same stays apart and is said, with the name that it resembles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.errors import InvalidInput
from retrosheet.language import LANGS, Lang, Text, one_line
from retrosheet.sync.typed import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from retrosheet.sync.snapshot import Member, Snapshot, TaskState

_LONGEST_NAME = 100
_NOBODY = Text(
    "aucun responsable n’est noté ; choisissez-en un dans la colonne Responsable",
    "it has no owner; choose one in the column Owner",
)
_UNKNOWN = Text(
    "« {name} » n’est pas dans l’équipe des réglages{near}",
    '"{name}" is not in the team of Settings{near}',
)
_NEAR = Text(" ; est-ce « {name} » ? Écrivez les deux pareil", '; is it "{name}"? Spell both alike')
_ADD = Text(" ; ajoutez-y cette personne et son adresse", "; add this person and an address there")
_ROLE = Text(
    "la fonction « {name} » n’a ni personne ni adresse ({where})",
    'the role "{name}" has neither a person nor an address ({where})',
)
_NO_ADDRESS = Text("{name} n’a pas d’adresse ({where})", "{name} has no address ({where})")
_BAD_ADDRESS = Text(
    "l’adresse « {typed} » ne peut servir ({where}) ; il en faut une seule, nom@domaine.fr",
    'the address "{typed}" cannot be used ({where}); one alone is needed, name@domain.org',
)
_TWO_ADDRESSES = Text(
    "{name} a deux adresses, {one} et {other} ({where}) ; gardez-en une",
    "{name} has two addresses, {one} and {other} ({where}); keep one",
)
_BAD_LANGUAGE = Text(
    "la langue « {typed} » de {name} n’est ni fr ni en ; celle du classeur sert",
    'the language "{typed}" of {name} is neither fr nor en; the workbook’s own is used',
)

_NO_LEAD = Text(
    "le responsable de la campagne ne peut être prévenu : {why}",
    "the campaign’s owner cannot be told: {why}",
)
_UNKNOWN_OWNER = Text(
    "--owner : « {name} » n’a aucune tâche et n’est pas dans l’équipe ; il y a {known}.",
    '--owner: "{name}" has no task and is not in the team; there are {known}.',
)


class Person(NamedTuple):
    """Somebody to write to; ``address`` is "" where there is none, and ``lacks`` says why.

    ``wrong`` where something that somebody typed cannot be used, and not where it is missing.
    """

    name: str
    address: str
    lang: Lang
    lacks: str = ""
    wrong: bool = False

    @property
    def key(self) -> str:
        """What identifies a person in the tool's memory, however the name is spelled."""
        return _key(self.name)


@dataclass(frozen=True)
class Roster:
    """The people of one plan. ``by_name`` has the person behind each name in the plan's cells,
    ``by_role`` whoever alone has a role; ``remarks`` say what of Settings could not be used."""

    people: tuple[Person, ...]
    by_name: Mapping[str, Person]
    by_role: Mapping[str, Person]
    remarks: tuple[str, ...]

    def named(self, name: str) -> Person | None:
        """The person of that name or role, spelled as the plan or the team spells it."""
        key = _key(name)
        found = next((person for person in self.people if person.key == key), None)
        return found or self.by_role.get(key)

    def asked(self, name: str, lang: Lang) -> Person:
        """Whoever ``--owner`` means; raises InvalidInput where nobody is called that."""
        found = self.named(name)
        if found is None:
            known = ", ".join(sorted(person.name for person in self.people if person.name))
            raise InvalidInput(_UNKNOWN_OWNER.to(lang).format(name=name, known=known))
        return found

    def owners(self, line: TaskState) -> tuple[Person, ...]:
        """Whose task it is; one without an owner is nobody's, who is a person without a name."""
        return tuple(dict.fromkeys(self.by_name[name] for name in line.owners or ("",)))

    def owns(self, person: Person, line: TaskState) -> bool:
        return person in self.owners(line)


def roster(snapshot: Snapshot, lang: Lang) -> Roster:
    """Everybody whom the team's list or a row of the plan names; remarks are in ``lang``."""
    remarks: list[str] = []
    team: dict[str, Person] = {}
    for key, lines in _by_person(snapshot.team).items():
        team[key] = _person(lines, snapshot.lang, lang, remarks)
    # who has a person's place may be written by role as well as by name
    by_role: dict[str, set[str]] = {}
    for member in snapshot.team:
        if member.role and member.person:
            by_role.setdefault(_key(member.role), set()).add(_key(member.person))
    roles = {role: team[min(people)] for role, people in by_role.items() if len(people) == 1}
    known = {**roles, **team}
    by_name: dict[str, Person] = {}
    strangers: dict[str, Person] = {}
    for line in snapshot.lines:
        for name in line.owners or ("",):
            key = _key(name)
            if key not in known and key not in strangers:
                shown, lacks = one_line(name, _LONGEST_NAME), _lacking(name, team, lang)
                wrong = bool(_like(key, team))
                strangers[key] = Person(shown, "", snapshot.lang, lacks, wrong)
            by_name[name] = known.get(key) or strangers[key]
    found = Roster((*team.values(), *strangers.values()), by_name, roles, ())
    lead = found.named(snapshot.lead) if snapshot.lead else None
    if snapshot.lead and (lead is None or not lead.address):
        why = lead.lacks if lead else _lacking(snapshot.lead, team, lang)
        remarks.append(_NO_LEAD.to(lang).format(why=why))
    return replace(found, remarks=tuple(remarks))


def address_of(typed: str) -> str:
    """The one address in what somebody typed; "" where there is none, or more than one."""
    from email.utils import getaddresses

    text = typed.strip().removeprefix("mailto:")
    if not text.isprintable():
        return ""
    found = [address for _, address in getaddresses([text]) if address]
    if len(found) != 1 or re.search(r"[,;]", text.replace(found[0], "")):
        return ""
    if re.search(r"\s", text[text.index("<") :] if "<" in text else text):
        # the library closes the gap, and the mail would go to somebody who was not typed
        return ""
    local, at, domain = found[0].rpartition("@")
    try:
        # domains may have any letters, and travel in ASCII
        name = domain.encode("idna").decode()
    except UnicodeError:
        return ""
    # a dot forgotten would be found out by the mail server, days later
    whole = "." in name or name == "localhost"
    usable = (
        whole and at and re.fullmatch(r"[!#-'*+/-9=?A-Z^-~-]+(\.[!#-'*+/-9=?A-Z^-~-]+)*", local)
    )
    return f"{local}@{name}" if usable and re.fullmatch(r"[\w-]+(\.[\w-]+)*", name) else ""


def _key(name: str) -> str:
    """What two spellings of a name have in common; of one without a letter, its signs."""
    return folded(name) or one_line(name)


def _by_person(team: Iterable[Member]) -> dict[str, list[Member]]:
    found: dict[str, list[Member]] = {}
    for member in team:
        found.setdefault(_key(member.label), []).append(member)
    return found


def _person(lines: list[Member], usual: Lang, lang: Lang, remarks: list[str]) -> Person:
    """One person of the team, who may have several roles and so several lines."""
    name = one_line(lines[0].label, _LONGEST_NAME)
    spoken: Lang = usual
    for line in lines:
        typed = folded(line.language)[:2]
        known = next((one for one in LANGS if one == typed), None)
        if known:
            spoken = known
        elif line.language:
            typed = one_line(line.language, _LONGEST_NAME)
            remarks.append(_BAD_LANGUAGE.to(lang).format(typed=typed, name=name))
    typed_lines = [line for line in lines if line.email]
    addresses = {address_of(line.email).casefold(): line for line in typed_lines}
    if "" in addresses:
        line = addresses[""]
        typed = one_line(line.email, _LONGEST_NAME)
        lacks = _BAD_ADDRESS.to(lang).format(typed=typed, where=line.where)
    elif len(addresses) > 1:
        one, other = list(addresses)[:2]
        where = addresses[other].where
        lacks = _TWO_ADDRESSES.to(lang).format(name=name, one=one, other=other, where=where)
    elif addresses:
        return Person(name, address_of(typed_lines[0].email), spoken)
    else:
        text = _NO_ADDRESS if lines[0].person else _ROLE
        lacks = text.to(lang).format(name=name, where=lines[0].where)
    return Person(name, "", spoken, lacks, wrong=bool(addresses))


def _lacking(owner: str, team: dict[str, Person], lang: Lang) -> str:
    key = _key(owner)
    if not key:
        return _NOBODY.to(lang)
    like = _like(key, team)
    near = _NEAR.to(lang).format(name=team[like].name) if like else _ADD.to(lang)
    return _UNKNOWN.to(lang).format(name=one_line(owner, _LONGEST_NAME), near=near)


def _like(key: str, team: Mapping[str, Person]) -> str:
    """The key of the member of the team whose name is like this one; "" for nobody."""
    from difflib import get_close_matches

    words = set(key.split())
    close = get_close_matches(key, team, n=1, cutoff=0.75) if key else []
    like = close or [other for other in team if words & set(other.split())]
    return like[0] if like else ""
