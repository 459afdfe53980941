"""What an update does, said to people: a line a change, a conflict with its three values."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from retrosheet.archetype.terms import Need, needs_text
from retrosheet.campaign.made import Row, Timing
from retrosheet.language import Lang, Text, date_text, in_quotes, language, offset_text
from retrosheet.update.rows import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrosheet.update.changes import Change
    from retrosheet.update.plan import Moved, Update
    from retrosheet.update.present import Unused
    from retrosheet.update.rows import Conflict, Question

_CHANGES = {
    "format": Text(
        "Le classeur date d’une version antérieure : ses formules, règles et contrôles sont "
        "renouvelés.",
        "The workbook is of an earlier version: its formulas, rules and checks are renewed.",
    ),
    "settled": Text(
        "Ce que le type de campagne dit aujourd’hui est noté comme point de départ.",
        "What the campaign type says today is noted as the starting point.",
    ),
    "launch": Text("Jour J : {said}.", "Launch day: {said}."),
    "country": Text("Jours fériés du pays {said}.", "Public holidays of {said}."),
    "lang": Text("Langue du plan : {said}.", "Language of the plan: {said}."),
    "baseline": Text(
        "Les dates d’aujourd’hui deviennent le plan convenu{said}.",
        "Today’s dates become the agreed plan{said}.",
    ),
    "inserted": Text(
        "« {title} », sur une ligne insérée, devient une tâche suivie ({id}).",
        '"{title}", in an inserted row, becomes a task that is followed ({id}).',
    ),
    "added": Text(
        "« {title} » ({id}), tapée sur une ligne libre, devient une tâche comme les autres.",
        '"{title}" ({id}), typed into a spare line, becomes a task like the others.',
    ),
    "deleted": Text(
        "« {title} » ({id}), ligne supprimée, quitte le plan ; ce qui en dépendait dépend de ce "
        "dont elle dépendait.",
        '"{title}" ({id}), a deleted row, leaves the plan; what needed it needs what it needed.',
    ),
    "relinked": Text(
        "« {title} » ({id}) suit les dépendances tapées sur sa ligne.",
        '"{title}" ({id}) follows the needs that are typed in its row.',
    ),
    "spare": Text("Lignes libres ajoutées : {said}.", "Spare lines added: {said}."),
    "spare_gone": Text("Lignes libres en trop retirées : {said}.", "Spare lines removed: {said}."),
    "holidays": Text("Jours fériés ajoutés : {said}.", "Public holidays added: {said}."),
    "people": Text("« {title} » entre dans l’équipe.", '"{title}" joins the team.'),
    "phase": Text(
        "La phase « {title} » entre dans la liste des réglages.",
        'The phase "{title}" joins the list of the settings.',
    ),
    "tab": Text(
        "Votre onglet « {title} » reste tel quel ; celui de retrosheet s’appelle « {said} ».",
        'Your tab "{title}" stays as it is; the one of retrosheet is called "{said}".',
    ),
    "tab_back": Text("L’onglet « {title} » est rendu.", 'The tab "{title}" is back.'),
    "tab_left": Text(
        "L’onglet « {title} », supprimé, le reste ; pour le retrouver, ajoutez --tabs.",
        'The tab "{title}", which was deleted, stays so; to have it back, add --tabs.',
    ),
    "tab_lost": Text(
        "L’onglet « {title} », supprimé, le reste ; ce qu’on y avait tapé n’est plus que dans une "
        "copie d’avant.",
        'The tab "{title}", which was deleted, stays so; what was typed there is only in a copy of '
        "before.",
    ),
    "new": Text(
        "« {title} » ({id}), que le type de campagne apporte, est ajoutée.",
        '"{title}" ({id}), which the campaign type brings, is added.',
    ),
    "gone": Text(
        "« {title} » ({id}), que le type de campagne n’a plus et que personne n’a touchée, quitte "
        "le plan.",
        '"{title}" ({id}), which the campaign type no longer has and nobody touched, leaves the '
        "plan.",
    ),
    "taken": Text(
        "« {title} » ({id}) : {unit} du type de campagne.",
        '"{title}" ({id}): {unit} from the campaign type.',
    ),
}
_UNITS = {
    "title": Text("titre", "title"),
    "phase": Text("phase", "phase"),
    "owner": Text("responsable", "owner"),
    "timing": Text("durée et dates", "length and dates"),
    "needs": Text("dépendances", "needs"),
    "kind": Text("nature", "kind"),
    "incompressible": Text("délai incompressible", "fixed length"),
    "deliverable": Text("livrable", "deliverable"),
    "channel": Text("canal", "channel"),
    "note": Text("commentaire", "comment"),
    "parent": Text("tâche dont elle fait partie", "task that it is part of"),
    "raci": Text("RACI", "RACI"),
    WHOLE: Text("la ligne", "the row"),
}
_CONFLICT = Text(
    "{id} « {title} », {unit} : à l’origine {made} ; chez vous {ours} ; type de campagne {theirs}. "
    "{kept}",
    '{id} "{title}", {unit}: made as {made}; yours {ours}; campaign type {theirs}. {kept}',
)
_GIVEN_UP = Text(
    "{id} « {title} » : le type de campagne n’a plus cette tâche, à laquelle vous avez touché. "
    "{kept}",
    '{id} "{title}": the campaign type no longer has this task, on which you have worked. {kept}',
)
_DELETED = Text(
    "{id} « {title} » : vous avez supprimé cette tâche, que le type de campagne a changée depuis. "
    "{kept}",
    '{id} "{title}": you have deleted this task, which the campaign type has changed since. {kept}',
)
_KEPT = {
    None: Text("Votre valeur reste.", "Your value stays."),
    "ours": Text("Gardé : le vôtre.", "Kept: yours."),
    "theirs": Text("Repris : le type de campagne.", "Taken: the campaign type’s."),
}
_AS_YOURS = Text("Votre choix reste.", "Your choice stays.")
_QUESTION = Text(
    "« {title} » ({id}), que le type de campagne apporte, est-elle votre ligne {row} « {mine} » ? "
    "Elle n’est pas ajoutée tant que vous ne l’avez pas dit.",
    'Is "{title}" ({id}), which the campaign type brings, your row {row}, "{mine}"? It is not '
    "added until you say so.",
)
_MOVED = Text("{id} « {title} » : {before} → {after}", '{id} "{title}": {before} → {after}')
_REMARKS = {
    "unread_needs": Text(
        "{where} : « {typed} » nomme une tâche que le plan n’a pas ; dépendances inchangées.",
        '{where}: "{typed}" names a task that the plan does not have; needs as before.',
    ),
    "circle": Text(
        "{where} : « {typed} » ferme une boucle ; dépendances inchangées.",
        '{where}: "{typed}" closes a circle; needs as before.',
    ),
    "part_circle": Text(
        "{where} : « {typed} » ferme une boucle ; la ligne n’en devient pas une sous-tâche.",
        '{where}: "{typed}" closes a circle; the row does not become a sub-task of it.',
    ),
    "start_typed": Text(
        "{where} : le début « {typed} » d’une ligne insérée n’est pas suivi ; donnez une durée.",
        '{where}: the start "{typed}" of an inserted row is not followed; give a length.',
    ),
    "unread": Text("{where} : « {typed} » n’est pas lisible.", '{where}: cannot read "{typed}".'),
    "of_parts": Text(
        "{where} : « {typed} » n’est pas repris : « {title} » est découpée, ses sous-tâches le "
        "disent.",
        '{where}: "{typed}" is not carried over: "{title}" is split, its sub-tasks say it.',
    ),
}
_NOTHING = Text("rien", "nothing")
_UNKNOWN = Text("inconnu", "unknown")


def change_line(change: Change, lang: Lang) -> str:
    unit = _UNITS[change.said].to(lang) if change.what == "taken" else ""
    said = change.said
    if change.what == "launch" and said:
        said = date_text(dt.date.fromisoformat(said), lang)
    text = _CHANGES[change.what].to(lang)
    return text.format(id=change.id, title=change.title, said=said, unit=unit)


def conflict_line(conflict: Conflict, lang: Lang) -> str:
    """One line with the three values; of a whole row what each side did."""
    kept = _KEPT[conflict.chosen].to(lang)
    if conflict.unit == WHOLE:
        text = _GIVEN_UP if conflict.ours else _DELETED
        kept = kept if conflict.chosen else _AS_YOURS.to(lang)
        return text.to(lang).format(id=conflict.id, title=conflict.title, kept=kept)
    made, ours, theirs = (
        _value(value, lang) for value in (conflict.made, conflict.ours, conflict.theirs)
    )
    return _CONFLICT.to(lang).format(
        id=conflict.id, title=conflict.title, unit=_UNITS[conflict.unit].to(lang), made=made,
        ours=ours, theirs=theirs, kept=kept,
    )  # fmt: skip


def question_line(question: Question, lang: Lang) -> str:
    return _QUESTION.to(lang).format(
        title=question.title, id=question.id, row=question.row, mine=question.row_title
    )


def moved_line(moved: Moved, lang: Lang) -> str:
    before, after = (
        " – ".join(date_text(day, lang) for day in dict.fromkeys(days))
        for days in (moved.before, moved.after)
    )
    return _MOVED.to(lang).format(id=moved.id, title=moved.title, before=before, after=after)


def remark_line(remark: Unused, lang: Lang) -> str:
    said = _REMARKS[remark.why].to(lang)
    return said.format(where=remark.where, title=remark.title, typed=remark.typed)


def _value(value: object, lang: Lang) -> str:
    if value == "?":
        return _UNKNOWN.to(lang)
    if isinstance(value, Timing):
        return _timing(value, lang)
    if isinstance(value, Row):
        return value.title
    if isinstance(value, bool):
        return Text("oui", "yes").to(lang) if value else Text("non", "no").to(lang)
    if isinstance(value, tuple):
        if all(isinstance(one, Need) for one in value):
            return needs_text(value, lang) or _NOTHING.to(lang)
        return ", ".join(f"{role} {letter}" for role, letter in value) or _NOTHING.to(lang)
    return in_quotes(str(value), lang) if value else _NOTHING.to(lang)


def _timing(timing: Timing, lang: Lang) -> str:
    spoken = language(lang)
    unit = spoken.calendar_day_unit if timing.calendar_days else spoken.day_unit
    parts = [f"{timing.duration} {unit}"]
    if timing.offset is not None:
        parts.append(offset_text(timing.offset, lang))
    if timing.imposed:
        parts.append(date_text(timing.imposed, lang))
    if timing.margin:
        parts.append(Text("marge {n} j", "buffer {n} d").to(lang).format(n=timing.margin))
    return ", ".join(parts)


def lines(update: Update, remarks: tuple[Unused, ...], lang: Lang) -> Iterator[tuple[str, str]]:
    """Every line with the heading that it stands under: changes first, then what is undecided."""
    for change in update.changes:
        yield HEADS["changes"].to(lang), change_line(change, lang)
    for conflict in update.merged.conflicts:
        yield HEADS["conflicts"].to(lang), conflict_line(conflict, lang)
    for question in update.merged.questions:
        yield HEADS["questions"].to(lang), question_line(question, lang)
    for remark in remarks:
        yield HEADS["remarks"].to(lang), remark_line(remark, lang)
    for moved in update.moved if update.changes else ():
        yield HEADS["moved"].to(lang), moved_line(moved, lang)


HEADS = {
    "changes": Text("Ce qui change", "What changes"),
    "conflicts": Text("Changé des deux côtés", "Changed on both sides"),
    "questions": Text("À dire", "To be said"),
    "remarks": Text("Non suivi", "Not followed"),
    "moved": Text("Dates qui bougent", "Dates that move"),
}
