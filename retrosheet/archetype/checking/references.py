"""Ids across the file: each declared once, each one that is named declared somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.source.nearest import suggestion
from retrosheet.archetype.source.problems import Mark, RawProblem, line_of
from retrosheet.archetype.source.unfit import quoted
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from retrosheet.archetype.format.shapes import IdKind
    from retrosheet.archetype.source.filled import Reference

_KINDS: dict[IdKind, Text] = {
    "role": Text("fonction", "role"),
    "channel": Text("canal", "channel"),
    "block": Text("bloc", "block"),
    "phase": Text("phase", "phase"),
    "task": Text("tâche", "task"),
}
_UNKNOWN: dict[IdKind, Text] = {
    "role": Text("fonction inconnue", "unknown role"),
    "channel": Text("canal inconnu", "unknown channel"),
    "block": Text("bloc inconnu", "unknown block"),
    "phase": Text("phase inconnue", "unknown phase"),
    "task": Text("tâche inconnue", "unknown task"),
}
_DECLARE: dict[IdKind, Text] = {
    "role": Text("déclarez-la sous roles", "declare it under roles"),
    "channel": Text("déclarez-le sous channels", "declare it under channels"),
    "block": Text("déclarez-le sous blocks", "declare it under blocks"),
    "phase": Text("déclarez-la sous phases", "declare it under phases"),
    "task": Text("aucune tâche n’a cet identifiant", "no task has this id"),
}
# A file without these has been complained about already; each mention need not be.
_ALWAYS_DECLARED = frozenset(("role", "task"))


def check(declared: Iterable[Reference], named: Iterable[Reference]) -> Iterator[RawProblem]:
    """Ids declared twice, whatever their case, and ids that nothing declares."""
    known: dict[IdKind, dict[str, str]] = {kind: {} for kind in _KINDS}
    places: dict[tuple[IdKind, str], Mark] = {}
    for reference in declared:
        folded = reference.id.casefold()
        if folded in known[reference.kind]:
            first = known[reference.kind][folded]
            line = line_of(places[reference.kind, folded], reference.place)
            yield RawProblem(reference.place, _twice(reference, first, line))
        else:
            known[reference.kind][folded] = reference.id
            places[reference.kind, folded] = reference.place
    for reference in named:
        ids = known[reference.kind]
        if ids.get(reference.id.casefold()) == reference.id:
            continue
        if ids or reference.kind not in _ALWAYS_DECLARED:
            yield RawProblem(reference.place, unknown(reference, tuple(ids.values())))


def _twice(reference: Reference, first: str, line: Text) -> Text:
    kind, name, before = _KINDS[reference.kind], quoted(reference.id), quoted(first)
    if first == reference.id:
        return Text(
            "l’identifiant de {kind} « {name} » est déjà pris {line} : changez l’un des deux",
            'the {kind} id "{name}" is already used on {line}: change one of the two',
        ).format(kind=kind, name=name, line=line)
    return Text(
        "l’identifiant de {kind} « {name} » ne diffère de « {before} », {line}, que par les "
        "majuscules : changez l’un des deux",
        'the {kind} id "{name}" differs from "{before}" on {line} only in its capitals: '
        "change one of the two",
    ).format(kind=kind, name=name, before=before, line=line)


def unknown(reference: Reference, known: tuple[str, ...]) -> Text:
    """What to say of an id that nothing declares; ``known`` are those that something does."""
    what, name = _UNKNOWN[reference.kind], quoted(reference.id)
    hint = suggestion(reference.id, known, _DECLARE[reference.kind])
    return Text("{what} « {name} » ; {hint}", '{what} "{name}"; {hint}').format(
        what=what, name=name, hint=hint
    )
