"""A row of a table as a task: who does it, what it is, how long it lasts, what is noted of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.model import Channel, Task
from retrosheet.archetype.terms import Duration, Kind, Part
from retrosheet.importing.dates.days import of_serial
from retrosheet.importing.people import MOST_NAMES, Slugs
from retrosheet.importing.raw import Remark
from retrosheet.importing.saying import DateSayings
from retrosheet.importing.words import cut, folded, lines, one_line, unmarked
from retrosheet.language import DEFAULT, Text

if TYPE_CHECKING:
    from retrosheet.importing.dates.placing import Timing
    from retrosheet.importing.people import People
    from retrosheet.importing.raw import Cell, RawTask

_WORDS: tuple[tuple[Kind, str], ...] = (
    ("task", "tache,task,action,activite,activity,non,no"),
    ("milestone", "jalon,milestone,x,oui,yes,o,y,etape cle,livraison,delivery,lancement"),
    ("meeting", "reunion,meeting,rencontre,rdv,rendez vous,point,call,comite,atelier,workshop"),
)
_KINDS = {word: kind for kind, words in _WORDS for word in words.split(",")}
_OTHER_KIND = Text(
    "{examples} : ni tâche, ni jalon, ni réunion ; gardé en note",
    "{examples}: neither task nor milestone nor meeting; kept in the note",
)
_NO_OWNER = Text(
    "pas de responsable : « À désigner »",
    'no owner: "To be assigned"',
)
SEVERAL_OWNERS = Text(
    "plusieurs noms : le premier est responsable, les autres sont consultés (RACI : C)",
    "several names: the first is the owner, the others are consulted (RACI: C)",
)
_TOO_MANY_OWNERS = Text(
    "plus de {most_names} noms : le premier est responsable, tous sont en note",
    "more than {most_names} names: the first is the owner, all are in the note",
).format(most_names=MOST_NAMES)
_LONG_MILESTONE = Text(
    "un jalon dure un jour au plus : gardé comme tâche",
    "a milestone lasts a day at most: kept as a task",
)
_CUT = Text(
    "un texte de plus de 300 caractères est coupé",
    "a text of more than 300 characters is cut short",
)


class RowTasks:
    """The tasks of the rows of one table, with the ``channels`` that they name.

    What is unsure goes to ``doubts``. In a ``living`` plan a note may be longer than in a campaign
    type's file.
    """

    def __init__(self, people: People, doubts: list[Remark], *, french: bool, living: bool) -> None:
        self._people, self._doubts = people, doubts
        self._french, self._living = french, living
        self.channels: list[Channel] = []
        self._slugs = Slugs("channel")

    def task(self, raw: RawTask, task_id: str, placing: Timing) -> Task:
        """The task of a row, when ``placing`` says; what it needs is left to others."""
        owner, *others = self._people.named(raw.text("owner"))
        if owner == self._people.nobody:
            self._doubts.append(Remark(raw.place, _NO_OWNER))
        if others:
            self._doubts.append(Remark(raw.place_of("owner"), SEVERAL_OWNERS))
        if self._people.too_many(raw.text("owner")):
            cell = raw.cells["owner"]
            self._doubts.append(Remark(cell.place, _TOO_MANY_OWNERS))
            raw.extras.append((cell.place.heading, cell))
        kind, length = self._kind(raw, placing)
        if raw.split:
            kind, length = "task", Duration(1, "d")
        return Task(
            id=task_id,
            title=self._text(raw, one_line(unmarked(raw.text("title")))),
            owner=owner,
            kind=kind,
            duration=length,
            due=placing.due,
            period=placing.period,
            any_day=placing.any_day or placing.period is not None,
            deliverable=self._deliverable(raw),
            channel=self._channel(raw),
            note=self._note(raw),
            raci=((owner, "R"), *((other, "C") for other in others)) if others else (),
        )

    def _kind(self, raw: RawTask, placing: Timing) -> tuple[Kind, Duration]:
        """The kind, and the duration that goes with it."""
        typed = raw.text("kind")
        kind: Kind = "task"
        if typed.strip("-– "):
            known = _KINDS.get(folded(typed)) or ("milestone" if typed.strip() in "✓✔☑◆" else None)
            kind = known or "task"
            if known is None:
                cell = raw.cells["kind"]
                self._doubts.append(Remark(cell.place, _OTHER_KIND, DateSayings.typed(typed)))
                raw.extras.append((cell.place.heading, cell))
        if placing.period is not None:
            first, last = placing.period
            days = Duration(last - first + 1, "cd")
            return ("task" if kind == "milestone" and days.amount > 1 else kind), days
        length = placing.duration
        if length is None:
            return kind, Duration(0 if kind == "milestone" else 1, "d")
        if kind == "task" and not length.amount:
            return "milestone", Duration(0, "d")
        if kind == "milestone" and length.amount > 1:
            self._doubts.append(Remark(raw.place_of("kind"), _LONG_MILESTONE))
            return "task", length
        return kind, length

    def _text(self, raw: RawTask, text: str) -> Text:
        if cut(text) != text:
            self._doubts.append(Remark(raw.place, _CUT))
        return Text.same(cut(text))

    def _deliverable(self, raw: RawTask) -> tuple[Part, ...]:
        cell = raw.cells.get("deliverable")
        text = one_line(unmarked(cell.text)) if cell else ""
        return (Part(self._text(raw, text)),) if text.strip("-–") else ()

    def _channel(self, raw: RawTask) -> str | None:
        cell = raw.cells.get("channel")
        title = one_line(unmarked(cell.text)) if cell else ""
        if not title.strip("-–"):
            return None
        for channel in self.channels:
            if folded(channel.title.to(DEFAULT)) == folded(title):
                return channel.id
        slug = self._slugs.of(title)
        self.channels.append(Channel(slug, Text.same(cut(title))))
        return slug

    def _note(self, raw: RawTask) -> Text | None:
        said = [lines(unmarked(raw.text("note")))]
        for heading, cell in raw.extras:
            label = one_line(heading)
            text = _date_of(label, cell) or lines(unmarked(cell.text))
            colon = " : " if self._french else ": "
            said.append(f"{label}{colon}{text}" if label and text else text)
        whole = "\n".join(part for part in said if part.strip("-– \n"))
        if whole and self._living:
            return Text.same(whole)
        return self._text(raw, whole) if whole else None


def _date_of(heading: str, cell: Cell) -> str:
    """A date cell of a column that is not known, as a date; "" for any other cell."""
    if not isinstance(cell.value, float) or "date" not in folded(heading).split():
        return ""
    day = of_serial(cell.value)
    return f"{day.year}-{day.month:02}-{day.day:02}" if day else ""
