"""What several targets say about a task: its description, its status, its owner's address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrosheet.archetype.terms import needs_text
from retrosheet.language import Lang, Text, offset_text
from retrosheet.statuses import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from retrosheet.standing.model import Item, Standing

_ADDRESS = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+")
_OWNER = Text("Responsable : {it}", "Owner: {it}")
_NEEDS = Text("Dépend de : {it}", "Depends on: {it}")
_DELIVERABLE = Text("Livrable : {it}", "Deliverable: {it}")
_CHANNEL = Text("Canal : {it}", "Channel: {it}")
_STATUS = Text("Statut : {it}", "Status: {it}")
_UNKNOWN = Text("Statut illisible", "Unreadable status")


def addresses(item: Item) -> list[str]:
    """The mail addresses among a task's owners: all that other tools know people by."""
    return [owner for owner in item.owners if _ADDRESS.fullmatch(owner)]


def status_word(item: Item, lang: Lang) -> str:
    """The status in words."""
    return STATUSES[item.status - 1].word.to(lang) if item.status else _UNKNOWN.to(lang)


def days_of(item: Item) -> tuple[str, str]:
    """Start and due date in ISO; "" for what is cancelled, which lies nowhere."""
    return ("", "") if item.cancelled else (item.start.isoformat(), item.due.isoformat())


def description(
    item: Item, standing: Standing, lang: Lang, *, owner: bool, needs: bool, status: bool = True
) -> str:
    """What the target has no place for, one line each; then the comment."""
    said = [f"{item.id} · {offset_text(standing.offset_of(item), lang)}"]
    if owner and item.owner:
        said.append(_OWNER.to(lang).format(it=item.owner))
    if status:
        said.append(_STATUS.to(lang).format(it=status_word(item, lang)))
    if needs and item.needs:
        said.append(_NEEDS.to(lang).format(it=needs_text(item.needs, lang)))
    if item.deliverable:
        said.append(_DELIVERABLE.to(lang).format(it=item.deliverable))
    if item.channel:
        said.append(_CHANNEL.to(lang).format(it=item.channel))
    return "\n".join([*said, *([item.comment] if item.comment else [])])


def unique_titles(items: Iterable[Item], written: Mapping[str, str]) -> dict[str, str]:
    """A name for each id, of which no two are alike: a title that comes twice carries its id.

    ``written`` are the titles as the target takes them.
    """
    names: dict[str, list[str]] = {}
    for item in items:
        names.setdefault(written[item.id].casefold(), []).append(item.id)
    found = {}
    for ids in names.values():
        for task_id in ids:
            title = written[task_id]
            found[task_id] = title if len(ids) == 1 and title else f"{title} [{task_id}]".strip()
    return found


def in_order(items: Iterable[Item]) -> list[Item]:
    """The tasks so that each comes after what it needs, else as they were."""
    by_id = {item.id: item for item in items}
    found: dict[str, Item] = {}
    for first in by_id.values():
        path, on_path = [first], {first.id}
        while path:
            item = path[-1]
            before = next(
                (
                    by_id[need.id]
                    for need in item.needs
                    if need.id in by_id and need.id not in found and need.id not in on_path
                ),
                None,
            )
            if before is None:
                found.setdefault(item.id, item)
                path.pop()
            else:
                path.append(before)
                on_path.add(before.id)
    return list(found.values())
