"""Texts of a workbook, which are in one language, as an archetype has them: in both.

Where the archetype that the workbook was made from is known, a text that nobody changed gets its
other language back; any other stands for both languages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrosheet.archetype.model import Archetype

LONGEST = 300
"""Characters of a text, as the archetype's format has it."""
# controls, ends of lines, and what turns the direction of writing
_UNWRITABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_ITEM = re.compile(r"\s*[☐☑☒✓✔✅⬜]\s*(?P<item>\S.*)")


def cleaned(text: str, *, lines: bool = False) -> str:
    """The text without what no archetype may hold; in one line unless ``lines``."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    parts = [_UNWRITABLE.sub("", line).strip() for line in kept.split("\n")]
    joined = "\n".join(parts).strip() if lines else " ".join(filter(None, parts))
    return joined if len(joined) <= LONGEST else f"{joined[: LONGEST - 1].rstrip()}…"


def alike(text: str) -> str:
    """What two texts have in common that differ in spaces only."""
    return " ".join(text.split())


class Notes(NamedTuple):
    """A comment taken apart: what is said, and what is to be ticked."""

    note: str
    checklist: tuple[str, ...]


def notes_of(comment: str) -> Notes:
    """Lines that begin with a box are a checklist, ticked or not; the others are the note."""
    said: list[str] = []
    items: list[str] = []
    for line in comment.splitlines():
        match = _ITEM.fullmatch(line)
        if match:
            items.append(cleaned(match["item"]))
        else:
            said.append(line)
    return Notes(cleaned("\n".join(said), lines=True), tuple(filter(None, items)))


class Texts:
    """Gives texts their other language back, from the archetype that the workbook came from."""

    def __init__(self, origin: Archetype | None, lang: Lang) -> None:
        self._lang = lang
        self._known: dict[str, Text] = {}
        for text in _all_texts(origin) if origin else ():
            self._known.setdefault(alike(text.to(lang)), text)

    def both(self, shown: str, own: Text | None = None) -> Text:
        """A text that is not empty, in both languages; ``own`` is what likely stood there."""
        wanted = alike(shown)
        if own is not None and alike(own.to(self._lang)) == wanted:
            return own
        return self._known.get(wanted) or Text.same(shown)

    def any(self, shown: str, own: Text | None = None) -> Text | None:
        """The same of a text that may be empty."""
        return self.both(shown, own) if shown else None


def _all_texts(origin: Archetype) -> Iterator[Text]:
    for phase in origin.phases:
        yield phase.title
    yield from (role.title for role in origin.roles)
    yield from (channel.title for channel in origin.channels)
    for task in origin.tasks:
        yield from filter(None, (task.title, task.note))
        yield from (part.text for part in (*task.deliverable, *task.checklist))
        yield from filter(None, (follow_up.title for follow_up in task.follow_ups))
    for objective in origin.objectives:
        yield from (
            objective.title, objective.specific, objective.measurable, objective.achievable,
            objective.relevant, objective.time_bound,
        )  # fmt: skip
    for kpi in origin.kpis:
        yield from filter(None, (kpi.title, kpi.unit, kpi.source))
    for line in origin.budget:
        yield from (line.title, line.category)
