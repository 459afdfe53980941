"""The ids that follow-ups and repetitions will take in a campaign: CRE2-R1, CRE2-1…"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from retrosheet.archetype.checking.rules import repeated
from retrosheet.archetype.format.ids import another, taken_for
from retrosheet.archetype.source.filled import Filled
from retrosheet.archetype.source.nodes import MOST_TASKS
from retrosheet.archetype.source.problems import RawProblem, line_of
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from retrosheet.archetype.checking.drafts import Draft


def generated_ids(draft: Draft) -> list[tuple[str, str]]:
    """The ids that a task will give rise to, each with the key that asks for it."""
    follow_ups = len(draft.filled.every("follow_up", Filled))
    occurrences = len(repeated(draft) or ())
    return [
        *((f"{draft.id}-{number}", "repeat") for number in range(1, occurrences + 1)),
        *((f"{draft.id}-R{number}", "follow_up") for number in range(1, follow_ups + 1)),
    ]


def check(drafts: Sequence[Draft]) -> Iterator[RawProblem]:
    """Too many tasks; generated ids that another has, or that a spreadsheet misreads."""
    yield from _too_many(drafts)
    places = {draft.id.casefold(): draft.place for draft in drafts}
    for draft in drafts:
        complained: set[str] = set()
        for new_id, key in generated_ids(draft):
            place = draft.filled.keys[key]
            taken = places.setdefault(new_id.casefold(), draft.place)
            meaning = taken_for(new_id)
            if key in complained:
                continue
            if taken != draft.place:
                complained.add(key)
                yield RawProblem(place, _clash(new_id, line_of(taken, place)))
            elif meaning is not None:
                complained.add(key)
                yield RawProblem(place, _misread(draft.id, new_id, meaning))


def _too_many(drafts: Sequence[Draft]) -> Iterator[RawProblem]:
    """The first task for which a plan has no more room, those it gives rise to included."""
    counts = [1 + len(generated_ids(draft)) for draft in drafts]
    total = sum(counts)
    if total > MOST_TASKS:
        ends = accumulate(counts)
        place = next(d.place for d, end in zip(drafts, ends, strict=True) if end > MOST_TASKS)
        yield RawProblem(place, _plenty(total))


def _plenty(total: int) -> Text:
    return Text(
        "{total} tâches en tout : un plan en a au plus {most_tasks} ; faites-en plusieurs "
        "campagnes",
        "{total} tasks in all: a plan has at most {most_tasks}; make it several campaigns",
    ).format(total=total, most_tasks=MOST_TASKS)


def _clash(new_id: str, line: Text) -> Text:
    return Text(
        "l’identifiant {new_id}, que la campagne donnera ici, est déjà pris par une tâche, "
        "{line} : renommez l’une des deux",
        "the id {new_id}, which the campaign will give here, is already used by the task on "
        "{line}: rename one of the two",
    ).format(new_id=new_id, line=line)


def _misread(task_id: str, new_id: str, meaning: Text) -> Text:
    other = another(task_id)
    return Text(
        "la campagne donnera ici l’identifiant {new_id}, qu’un tableur prend pour {meaning} "
        ": renommez {task_id}, par exemple en {other}",
        "the campaign will give here the id {new_id}, which a spreadsheet takes for "
        "{meaning}: rename {task_id}, for example to {other}",
    ).format(new_id=new_id, meaning=meaning, task_id=task_id, other=other)
