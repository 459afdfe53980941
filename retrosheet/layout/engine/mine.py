"""One person's tasks on the engine's tab: a key to sort by for each line, "" for those of others.

The tab "My tasks" names the person. What is done comes behind all else; nothing depends on how
people sort the plan.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from retrosheet.layout.engine import baseline as engine_baseline
from retrosheet.layout.engine import people as engine_people
from retrosheet.layout.engine.values import LineValues
from retrosheet.layout.palette import HIDDEN_KEY
from retrosheet.owners import MARK, spelled
from retrosheet.workbook.model import Sheet, Style
from retrosheet.workbook.refs import cell_ref, column_letters
from retrosheet.workbook.serials import serial

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.layout.frame import Frame
    from retrosheet.workbook.model import Value
    from retrosheet.workbook.refs import Area

PERSON = (2, 2)
"""The cell of "My tasks" in which people choose a name, row and column from 0."""
_DONE_LAST = 100_000
"""Larger than any date."""
_PLAIN = Style(size=9)


def keys(frame: Frame) -> Area:
    """A key for each of the engine's lines."""
    column = engine_baseline.area(frame).last_column + 2
    return frame.area("engine", frame.engine.first_row, column, frame.engine.last_row, column)


def chosen(frame: Frame) -> str:
    """Whom a new workbook shows: who owns most tasks, the first of the team among equals."""
    count = tasks_of(frame)
    labels = [role.label for role in frame.campaign.roles]
    return max(labels, key=lambda label: (count[label.casefold()], -labels.index(label)))


def tasks_of(frame: Frame) -> Counter[str]:
    """How many tasks each person owns, by the name in small letters."""
    owned = (
        frame.campaign.role(placed.task.role).label
        for placed in frame.schedule.tasks
        if not placed.task.split
    )
    return Counter(label.casefold() for label in owned)


def key_of(line: Mapping[str, Value], person: str) -> float | str:
    """The key of a line on the day of generation."""
    due, position = line["due"], line["position"]
    assert isinstance(due, dt.date)
    assert isinstance(position, int)
    if line["position"] == 0 or line["owners"] != engine_people.whole(person):
        return ""
    return serial(due) + position / 100_000


def put_mine(sheet: Sheet, frame: Frame) -> None:
    """The keys, and above them the person as one whole name and as one of several in a cell."""
    area, person = keys(frame), frame.area("mine", *PERSON, *PERSON).ref
    column, top, name = area.first_column, area.first_row, chosen(frame)
    whole, among = (cell_ref(top - n, column, row_abs=True, col_abs=True) for n in (3, 2))
    text = f'=IF(TRIM({person})="","",{engine_people.whole_of(person)})'
    sheet.calc(top - 3, column, text, engine_people.whole(name), _PLAIN)
    text = f'=IF({whole}="","{MARK}{MARK}{MARK}",{engine_people.spelled_of(person)})'
    sheet.calc(top - 2, column, text, spelled(name), _PLAIN)
    sheet.put(top - 1, column, "mine", HIDDEN_KEY)
    values = LineValues(frame)
    letters = {
        key: f"${column_letters(frame.engine.column(key))}"
        for key in ("position", "gone", "owners", "due", "done")
    }
    for place, line in enumerate(frame.engine_lines):
        own = {key: f"{letter}{top + place + 1}" for key, letter in letters.items()}
        theirs = f"OR({own['owners']}={whole},ISNUMBER(FIND({among},{own['owners']})))"
        text = (
            f'=IF(OR({own["position"]}=0,{own["gone"]}=1),"",IF({theirs},'
            f'{own["due"]}+{_DONE_LAST}*{own["done"]}+{own["position"]}/100000,""))'
        )
        sheet.calc(top + place, column, text, key_of(values.of(line), name), _PLAIN)
