"""What a column is about, from its heading: in every language, however it is spelled.

French and English stand here, side by side, as many words are of both; a further language brings
its own in its record.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.importing.words import folded, unmarked
from retrosheet.language import languages

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from retrosheet.importing.raw import Field, Value

# Each heading without accents and plurals. One that stands under several fields means the first
# of them that no other column of the table has, in the order of _TAKEN_FIRST.
SYNONYMS: Mapping[Field, str] = {
    "title": "tache, action, activite, quoi, a faire, todo, to do, task, activity, what, "
    "nom de la tache, nom tache, task name, intitule, libelle, titre, title, sujet, item, "
    "action a mener, chose a faire, etape, step, livrable, deliverable, jalon, milestone, "
    "description, designation, nom, name, operation, sous tache, subtask, evenement, card name, "
    "nom de la carte",
    "due": "date limite, echeance, deadline, due, due date, pour le, date butoir, a rendre le, "
    "date, quand, when, date d echeance, date de rendu, date cible, target date, j, jour j, d, "
    "due by, date prevue, planned date, limite, delai, retroplanning, decalage, offset, "
    "jour par rapport a j, date de livraison, delivery date, timing, jour, day, pour quand, "
    "date de publication, publication date, publish date, ech",
    "start": "debut, start, date de debut, start date, date debut, commence le, demarrage, "
    "begin, from, du, debut prevu, planned start, date de demarrage, begin date, demarre le, "
    "deb",
    "end": "fin, end, date de fin, end date, date fin, finish, finish date, finit le, to, au, "
    "fin prevue, planned end, until, jusqu au, termine le",
    "duration": "duree, duration, charge, nb de jour, nombre de jour, number of day, nb jour, "
    "duree estimee, temps, effort, estimate, estimation, jour ouvre, working day, length, "
    "temps necessaire, duree en jour, duration in day, duree en semaine, duration in week, "
    "workload, temps estime, dur, combien de temps, how long",
    "owner": "responsable, owner, qui, who, assigned to, assignee, pilote, porteur, referent, "
    "attribue a, affecte a, assigne a, en charge, person in charge, responsible, lead, acteur, "
    "intervenant, personne, role, resource, ressource, nom de ressource, resource name, "
    "in charge, equipe, team, qui fait quoi, charge de, assign, assigned, member, membre, "
    "coordinator, coordinateur, coordinatrice, nom ressource, personne en charge, auteur, author, "
    "redacteur, redactrice, writer, chef, chef de projet, project manager, qui s en occupe, "
    "resp, resp projet, referente, chargee, chargee de, par qui, pilotage, pilote par, porte par, "
    "suivi par, confie a, gere par, a faire par, realise par, assigne, attribue, attribution, "
    "affectation, affecte, interlocuteur, interlocutrice, collaborateur, collaboratrice, done by, "
    "handled by, dri",
    "phase": "phase, lot, categorie, category, stage, chantier, volet, section, groupe, group, "
    "workstream, axe, theme, etape, step, periode de campagne, bloc, rubrique, pole, sprint, "
    "bucket, section column, projet, project, famille, list name, nom de la liste, swimlane, "
    "couloir, cat",
    "status": "statut, status, etat, avancement, progress, progression, fait, done, state, "
    "% acheve, acheve, termine, complete, % complete, ok, realise, completion, progress %, "
    "% progress, % avancement, pourcentage, % termine, due complete, task progress, completed at, "
    "ou on en est, ou en est on",
    "needs": "depend de, predecesseur, depends on, dependance, dependency, dependencie, "
    "dependencies, apres, "
    "after, needs, besoin de, prerequis, prerequisite, predecessor, bloque par, blocked by, "
    "tache precedente, antecedent, tache anterieure",
    "period": "periode, period, plage, creneau, window, date range, intervalle, du au",
    "amount": "budget, montant, amount, cout, cost, prix, price, depense, expense, "
    "combien, how much, budget prevu, budget previsionnel, montant prevu, cout estime, tarif, "
    "estimated cost",
    "note": "commentaire, note, remarque, comment, remark, observation, precision, detail, "
    "info, information, memo, description, conseil, advice, notes et commentaire, a savoir, "
    "card description",
    "channel": "canal, channel, support, media, canal de communication, canaux, plateforme, "
    "platform, reseau",
    "deliverable": "livrable, deliverable, rendu, output, production, resultat attendu, resultat, "
    "key deliverable, livrable cle",
    "kind": "type, jalon, milestone, nature, type de tache, kind, task type, est un jalon",
    "id": "id, n, no, num, numero, number, ref, reference, code, identifiant, rang, cle, "
    "key, task id",
    "outline": "wbs, outline number, numero hierarchique, n hierarchique, code wbs, wbs code, "
    "numero wbs, wbs number, organigramme, outline level, niveau hierarchique",
    "parent": "fait partie de, part of, tache parente, tache mere, parent task, sous tache de, "
    "subtask of",
    "week": "semaine, week, sem, s, w, kw, n semaine, numero de semaine, n de semaine, "
    "week number, week no, semaine du, week of, week commencing, "
    "week beginning, calendar week, semaine n, semaine calendaire, mois, month",
    "left": "card id, card url, list id, board id, board name, attachment count, archived, "
    "attachment link, created at, last modified, modified at, assignee email, "
    "task color, web link, unique id, guid, projects, last activity date, votes number",
}
_SEVERAL: tuple[Field, ...] = ("status", "left")
_TAKEN_FIRST: tuple[Field, ...] = ("title", "deliverable", "kind", "phase", "note")
# Too common a beginning of other headings to say what they are about.
_NOT_A_BEGINNING = frozenset(
    "date d du j n no au to from jour day nom name to do ok quoi key cle code projet project temps "
    "titre title type nature personne point resultat production number numero end fin".split()
)
_LONGEST = 80
_LATIN_PLURAL = re.compile(r"(?<=\w{3})(?:s|x)\b")


class Column(NamedTuple):
    """What a heading means; ``guessed`` where only its beginning is known."""

    field: Field
    guessed: bool


def key_of(heading: str) -> str:
    """A heading without what differs from one table to another: case, accents, plurals, units."""
    bare = re.sub(r"\((?:s|x|es|e)\)", "", unmarked(heading), flags=re.IGNORECASE)
    bare = re.sub(r"[(\[{].*?[)\]}]", " ", bare) if not bare.startswith("(") else bare
    return _LATIN_PLURAL.sub("", folded(bare))


def _known() -> dict[str, list[Field]]:
    found: dict[str, list[Field]] = {}
    for field, listed in SYNONYMS.items():
        theirs = (one.headings[field] for one in languages() if field in one.headings)
        for word in ",".join((listed, *theirs)).split(","):
            fields = found.setdefault(key_of(word), [])
            if field not in fields:
                fields.append(field)
    return found


_KNOWN = _known()


def _meanings(heading: str) -> tuple[list[Field], bool]:
    """The fields that a heading may mean, and whether only its beginning says so."""
    key = key_of(heading) if len(heading) <= _LONGEST else ""
    if not key:
        return [], False
    if key in _KNOWN:
        return _KNOWN[key], False
    words = key.split()
    for length in range(len(words) - 1, 0, -1):
        beginning = " ".join(words[:length])
        if beginning in _KNOWN and beginning not in _NOT_A_BEGINNING:
            return _KNOWN[beginning], True
    return [], False


def understood(headings: Sequence[Value], empty: Container[int] = ()) -> dict[int, Column]:
    """The columns whose headings are known, each field once, the first column of a field.

    An ``empty`` column has a field only where no other one has it. Several columns may be
    ``status`` or ``left``, as nothing of them is kept.
    """
    meant = {
        column: _meanings(heading)
        for column, heading in enumerate(headings)
        if isinstance(heading, str) and heading.strip()
    }
    found: dict[int, Column] = {}
    taken: set[Field] = set()
    for none, guess in ((False, False), (False, True), (True, False), (True, True)):
        for column, (fields, guessed) in meant.items():
            if (column in empty) != none or guessed != guess or len(fields) != 1:
                continue
            if fields[0] not in taken or (fields[0] in _SEVERAL and not guessed):
                found[column] = Column(fields[0], guessed)
                taken.add(fields[0])
    for field in _TAKEN_FIRST:
        for column, (fields, guessed) in meant.items():
            if column not in found and len(fields) > 1 and field in fields and field not in taken:
                found[column] = Column(field, guessed)
                taken.add(field)
    return found


def may_be(heading: str, field: Field) -> bool:
    """Whether a heading that is known whole may mean a field."""
    fields, guessed = _meanings(heading)
    return field in fields and not guessed


def field_of(heading: str) -> Field | None:
    """The first meaning of a heading that is known whole, as before a colon: « Date limite »."""
    fields, guessed = _meanings(heading)
    return fields[0] if fields and not guessed else None


def is_french(heading: str) -> bool:
    """Whether a heading can only be French."""
    return len(heading) <= _LONGEST and key_of(heading) in _ONLY_FRENCH


_ONLY_FRENCH = frozenset(
    key_of(word)
    for word in (
        "tâche, action à mener, étape, date limite, échéance, pour le, date butoir, début, fin, "
        "date de début, date de fin, durée, responsable, qui, quand, quoi, pilote, porteur, "
        "période, dépend de, commentaire, livrable, statut, prédécesseur, montant, canal, "
        "à faire, intitulé, libellé, référent, jalon"
    ).split(",")
)


def unit_in(heading: str) -> str:
    """The unit that a heading names for its numbers: ``d``, ``w``, ``m`` or ``h``; "" for none."""
    words = folded(heading).split()
    units = {
        "w": ("semaine", "semaines", "sem", "week", "weeks"),
        "m": ("mois", "month", "months"),
        "h": ("heure", "heures", "hour", "hours", "h"),
        "d": ("jour", "jours", "day", "days", "j", "d", "jh"),
    }
    return next((unit for unit, names in units.items() if set(names) & set(words)), "")
