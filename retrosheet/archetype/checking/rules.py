"""What must hold within one task or phase once its values are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.checking.drafts import Draft, day, length_of
from retrosheet.archetype.model import RaciLetter
from retrosheet.archetype.source.filled import Filled
from retrosheet.archetype.source.problems import Mark, RawProblem, line_of
from retrosheet.archetype.source.unfit import quoted
from retrosheet.language import LANGS, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_OCCURRENCES = 60
RACI_LETTERS: tuple[RaciLetter, ...] = ("R", "A", "C", "I")


def check(archetype: Filled) -> Iterator[RawProblem]:
    """Every complaint that needs no other task to be seen."""
    yield from _phase_titles(archetype)
    for phase in archetype.every("phases", Filled):
        for task in phase.every("tasks", Filled):
            yield from _length(task)
            yield from _any_day(task)
            yield from _raci(task)
            yield from _repeat(task)


def _phase_titles(archetype: Filled) -> Iterator[RawProblem]:
    places: dict[tuple[str, str], Mark] = {}
    for phase in archetype.every("phases", Filled):
        title = phase.get("title", Text)
        if title is None:
            continue
        place = phase.places["title"]
        keys = [(lang, title.to(lang).casefold()) for lang in LANGS]
        first = next((places[key] for key in keys if key in places), None)
        if first is not None:
            line = line_of(first, place)
            yield RawProblem(
                place,
                Text(
                    "une phase porte déjà ce titre {line} : changez l’un des deux",
                    "a phase already has this title on {line}: change one of the two",
                ).format(line=line),
            )
        for key in keys:
            places.setdefault(key, place)


def _length(task: Filled) -> Iterator[RawProblem]:
    length = length_of(task)
    if length is None:
        return
    kind = task.get("kind", str) or "task"
    place = next(
        (task.places[key] for key in ("duration", "wait", "period") if key in task.places),
        task.place,
    )
    if kind == "milestone" and length.amount > 1:
        yield RawProblem(place, _LONG_MILESTONE)
    elif kind == "task" and not length.amount:
        yield RawProblem(place, _EMPTY_TASK)


def _any_day(task: Filled) -> Iterator[RawProblem]:
    if "period" in task.places and task.get("any_day", bool) is False:
        yield RawProblem(task.places["any_day"], _PERIOD_ANY_DAY)


def _raci(task: Filled) -> Iterator[RawProblem]:
    raci, owner = task.get("raci", Filled), task.get("owner", str)
    if raci is None:
        return
    letters: dict[str, str] = {}
    for letter in RACI_LETTERS:
        roles = raci.placed(letter, str)
        for role, place in roles:
            if role in letters:
                yield RawProblem(place, _role_twice(role, letters[role], letter))
            letters.setdefault(role, letter)
        if letter == "A":
            for _, place in roles[1:]:
                yield RawProblem(place, _TWO_A)
    if "R" not in raci.places and owner in letters:
        yield RawProblem(raci.place, _nobody_r(owner, letters[owner]))


def _repeat(task: Filled) -> Iterator[RawProblem]:
    repeat, due = task.get("repeat", Filled), task.get("due", int)
    if repeat is None or due is None:
        return
    every, until = repeat.get("every", int), repeat.get("until", int)
    if until is None:
        return
    if until <= due:
        yield RawProblem(repeat.places["until"], _until_first(due))
    elif every is not None and len(occurrences(due, every, until)) > MOST_OCCURRENCES:
        count = len(occurrences(due, every, until))
        yield RawProblem(repeat.places["every"], _too_often(due, every, until, count))


def occurrences(due: int, every: int, until: int) -> range:
    """The J-offsets on which a repeated task is due."""
    return range(due, until + 1, every)


def repeated(draft: Draft) -> range | None:
    """The occurrences of a task that repeats and whose repetition is in order."""
    repeat = draft.filled.get("repeat", Filled)
    if repeat is None or draft.due is None:
        return None
    every, until = repeat.get("every", int), repeat.get("until", int)
    if every is None or until is None:
        return None
    found = occurrences(draft.due, every, until)
    return found if 0 < len(found) <= MOST_OCCURRENCES else None


_LONG_MILESTONE = Text(
    "un jalon dure au plus un jour : supprimez la durée, ou écrivez kind: task",
    "a milestone lasts a day at most: delete its duration, or write kind: task",
)
_EMPTY_TASK = Text(
    "une tâche dure au moins un jour : écrivez 1d, ou kind: milestone",
    "a task lasts at least a day: write 1d, or kind: milestone",
)
_PERIOD_ANY_DAY = Text(
    "une période compte tous les jours : supprimez any_day",
    "a period counts all days: delete any_day",
)
_TWO_A = Text(
    "une seule fonction approuve (A) : gardez-en une, mettez les autres en C ou I",
    "a single role is accountable (A): keep one, move the others to C or I",
)


def _role_twice(role: str, first: str, letter: str) -> Text:
    role = quoted(role)
    return Text(
        "« {role} » a déjà la lettre {first} : retirez-la de {letter} ou de {first}",
        '"{role}" already has the letter {first}: remove it from {letter} or from {first}',
    ).format(role=role, first=first, letter=letter)


def _nobody_r(owner: str, letter: str) -> Text:
    owner = quoted(owner)
    return Text(
        "personne ne réalise (R) : le responsable « {owner} » est donné en {letter} ; "
        "ajoutez R, ou retirez-le",
        'nobody is responsible (R): the owner "{owner}" is given as {letter}; add R, or '
        "remove it there",
    ).format(owner=owner, letter=letter)


def _until_first(due: int) -> Text:
    return Text(
        "la répétition finit avant de commencer : la tâche est due à {due}, écrivez {due_2} "
        "ou plus tard",
        "the repetition ends before it begins: the task is due {due}, write {due_2} or later",
    ).format(due=day(due), due_2=day(due + 1))


def _too_often(due: int, every: int, until: int, count: int) -> Text:
    slower = (until - due) // MOST_OCCURRENCES + 1
    sooner = day(due + every * (MOST_OCCURRENCES - 1))
    return Text(
        "{count} répétitions, {most_occurrences} au plus : écrivez {slower}cd ou plus, ou "
        "until: {sooner}",
        "{count} repetitions, at most {most_occurrences}: write {slower}cd or more, or "
        "until: {sooner}",
    ).format(count=count, most_occurrences=MOST_OCCURRENCES, slower=slower, sooner=sooner)
