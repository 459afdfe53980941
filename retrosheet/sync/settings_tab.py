"""What the settings say: launch day, the days off, the team, the words of the statuses."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from retrosheet.calendars import SATURDAY_SUNDAY, Calendar, Closure
from retrosheet.errors import InvalidInput
from retrosheet.language import DEFAULT, Lang, Text, date_text, known, locales
from retrosheet.layout.settings.lists import NAMED
from retrosheet.schedule.verdict import SOON_DAYS
from retrosheet.sync import typed
from retrosheet.sync.cells import blank, first, listed, number, pairs, shown, uncalculated
from retrosheet.sync.readers import Compared
from retrosheet.sync.snapshot import NO_HOLIDAYS, Doubt, HolidayList, Member
from retrosheet.weekends import mask_of
from retrosheet.workbook.cadence import USUAL, Cadence
from retrosheet.workbook.refs import row_looked_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.sync.readers import Reader
    from retrosheet.sync.snapshot import Why
    from retrosheet.workbook.tables import Cell, Table

MOST_SOON_DAYS = 365
LONGEST_CLOSURE = 400
"""Days of a closure that count, for the workbook's formulas too."""
_ABOUT_NOW = dt.date(2027, 1, 1)

_NO_LAUNCH = Text(
    "{where} : le jour J « {typed} » n’est pas une date entre 1955 et 2118. Tapez-la dans les "
    "réglages, par exemple 15/03/2027.",
    '{where}: launch day "{typed}" is not a date between 1955 and 2118. Type one in the settings, '
    "for example 2027-03-15.",
)
_EMPTY = Text(
    "{where} : le jour J n’y est plus. Tapez-le, par exemple 15/03/2027.",
    "{where}: launch day is gone. Type it there, for example 2027-03-15.",
)
_NO_VALUE = Text(
    "{where} : le jour J est une formule sans valeur. Ouvrez le classeur dans votre tableur et "
    "enregistrez-le.",
    "{where}: launch day is a formula without a value. Open the workbook in your spreadsheet "
    "program and save it.",
)
_CELLS = ("rs_start", "rs_today", "rs_weekend")


def lang_of(tables: Mapping[str, Table]) -> Lang:
    """The language of the workbook."""
    return known(str(pairs(tables.get("rs_scalars")).get("lang"))) or DEFAULT


@dataclass
class Settings:
    """The settings of one workbook, read one after the other; ``doubts`` collects the rest.

    ``compared`` has read the same as ``reader``, where both ways to read are compared.
    """

    tables: Mapping[str, Table]
    reader: Reader
    doubts: list[Doubt]
    compared: Compared = field(default_factory=Compared)

    def __post_init__(self) -> None:
        self.lang = lang_of(self.tables)
        self.near = _ABOUT_NOW
        self.holidays = NO_HOLIDAYS
        for name in (*NAMED, *_CELLS):
            if name not in self.tables:
                self.doubts.append(Doubt("unreadable", name, "", "", name, "", "lost_name"))

    def launch(self, lang: Lang) -> dt.date:
        """Launch day; InvalidInput in ``lang`` where it is none."""
        cell = first(self.tables, "rs_launch")
        found = self._day(cell)
        if found is None:
            where = self.tables["rs_launch"].where(0, 0)
            text = _EMPTY if blank(cell) else _NO_LAUNCH
            text = _NO_VALUE if uncalculated(cell) else text
            raise InvalidInput(text.to(lang).format(where=where, typed=shown(cell)))
        self.near = found
        self._compare("rs_launch", 0, 0, "launch", cell)
        return found

    def today(self) -> dt.date | None:
        """The day that somebody froze; None while a formula follows the clock."""
        cell = first(self.tables, "rs_today")
        return None if cell.formula else self._read(cell, "rs_today", 0, "today_setting")

    def start(self) -> dt.date | None:
        return self._read(first(self.tables, "rs_start"), "rs_start", 0, "start_setting")

    def soon_days(self) -> int:
        if "rs_soon_days" not in self.tables:
            found = pairs(self.tables.get("rs_scalars")).get("soon_days")
            return int(found) if isinstance(found, float) else SOON_DAYS
        cell = first(self.tables, "rs_soon_days")
        value = cell.value
        if isinstance(value, float) and 0 <= value <= MOST_SOON_DAYS:
            return int(value)
        if not blank(cell) or uncalculated(cell):
            self._doubt("rs_soon_days", 0, 0, "soon_days", cell)
        return SOON_DAYS

    def archetype(self) -> str:
        return str(pairs(self.tables.get("rs_scalars")).get("archetype", ""))

    def locale(self) -> str:
        said = str(pairs(self.tables.get("rs_scalars")).get("locale", ""))
        return said if said in locales() else ""

    def calendar(self) -> Calendar:
        days: set[dt.date] = set()
        for row, cells in listed(self.tables.get("rs_holidays")):
            day = self._read(cells[0], "rs_holidays", row, "holidays")
            if day is not None:
                days.add(day)
        if "rs_holidays" in self.tables:
            self.holidays = HolidayList(self.tables["rs_holidays"].where(0, 0), tuple(sorted(days)))
        closed = 0
        for row, cells in listed(self.tables.get("rs_closures")):
            begin = self._read(cells[0], "rs_closures", row, "closures")
            end = (
                self._read(cells[1], "rs_closures", row, "closures", 1) if len(cells) > 1 else None
            )
            self._check_closure(row, cells, begin, end)
            if begin is not None:
                closure = Closure(begin, end or begin).days()[:LONGEST_CLOSURE]
                days.update(closure)
                closed += len(closure)
        self._check_room(closed)
        return Calendar(self._weekend(), frozenset(days))

    def name(self) -> str:
        """The campaign's name; "" where nobody gave it one."""
        return shown(first(self.tables, "rs_name"))

    def members(self) -> tuple[Member, ...]:
        """The lines of the team that name a role or a person, as they are typed."""
        table = self.tables.get("rs_team")
        found = []
        for row, cells in listed(table):
            assert table is not None
            role, person, email, _, language = (
                shown(cells[column]) if column < len(cells) else "" for column in range(5)
            )
            if role or person:
                found.append(Member(role, person, email, language, table.where(row, 2)))
        return tuple(found)

    def lead(self) -> str:
        """Who answers for the campaign, as typed."""
        return shown(first(self.tables, "rs_lead"))

    def cadence(self) -> Cadence:
        """How often people are reminded; what cannot be read is doubted, and as usual."""
        return Cadence(
            self._ahead(),
            self._whole("rs_remind_every", 1, USUAL.every),
            self._whole("rs_remind_most", 0, USUAL.most),
        )

    def _ahead(self) -> tuple[int, ...]:
        cell = first(self.tables, "rs_remind_ahead")
        if blank(cell):
            return USUAL.ahead if "rs_remind_ahead" not in self.tables else ()
        words = re.split(r"[^\w-]+", shown(cell))
        days = {int(word) for word in words if word.isdecimal() and len(word) <= 3}
        if len(days) != len(set(words)):
            self._doubt("rs_remind_ahead", 0, 0, "remind_setting", cell)
            return USUAL.ahead
        return tuple(sorted(days, reverse=True))

    def _whole(self, name: str, least: int, usual: int) -> int:
        cell = first(self.tables, name)
        found = number(cell)
        if found is not None and found.is_integer() and least <= found <= 365:
            return int(found)
        if not blank(cell):
            self._doubt(name, 0, 0, "remind_setting", cell)
        return usual

    def status_words(self) -> dict[str, int]:
        """The words of the settings with their codes."""
        words: dict[str, int] = {}
        for row, cells in listed(self.tables.get("rs_statuses")):
            code = typed.number(cells[2].value) if len(cells) > 2 and cells[2].value else None
            if code and not blank(cells[0]):
                words[shown(cells[0])] = int(code)
            elif not blank(cells[0]):
                self._doubt("rs_statuses", row, 0, "statuses", cells[0], "no_meaning")
        return words

    def team(self) -> tuple[str, ...]:
        """Who is in the team, as the plan shows them; the roles behind the people."""
        rows = [cells for _, cells in listed(self.tables.get("rs_team"))]
        people = [shown(cells[1]) for cells in rows if len(cells) > 1]
        return tuple(filter(None, (*people, *(shown(cells[0]) for cells in rows))))

    def owner(self, cell: Cell) -> str:
        """The owner as shown; found in the team list where the file kept only the formula."""
        if not blank(cell) or not cell.formula:
            return shown(cell)
        table, row = self.tables.get("rs_team"), row_looked_at(cell.formula)
        title = cell.formula.rpartition("!")[0]
        if row is None or table is None or title.strip("'").replace("''", "'") != table.title:
            return ""
        person, role = (table.cell(row - table.row, column) for column in (1, 0))
        return shown(role if blank(person) else person)

    def _weekend(self) -> str:
        cell = first(self.tables, "rs_weekend")
        mask = SATURDAY_SUNDAY if blank(cell) else mask_of(shown(cell))
        if mask is None:
            self._doubt("rs_weekend", 0, 0, "weekend", cell)
        return mask or SATURDAY_SUNDAY

    def _day(self, cell: Cell) -> dt.date | None:
        if blank(cell) or cell.value is None:
            return None
        return self.reader.day(cell.value, self.lang, self.near)

    def _check_room(self, closed: int) -> None:
        room = pairs(self.tables.get("rs_scalars")).get("closed_room")
        if isinstance(room, float) and closed > room:
            where = self.tables["rs_closures"].where(0, 0)
            said, kept = str(closed), str(int(room))
            self.doubts.append(
                Doubt("unreadable", where, "", "", "closures", said, "too_many", kept)
            )

    def _check_closure(
        self, row: int, cells: tuple[Cell, ...], begin: dt.date | None, end: dt.date | None
    ) -> None:
        if end is None:
            return
        why: Why | None = None
        if begin is None:
            why = "no_begin" if blank(cells[0]) else None
        elif end < begin:
            why = "reversed"
        elif (end - begin).days >= LONGEST_CLOSURE:
            why = "long"
        if why:
            where = self.tables["rs_closures"].where(row, 1)
            said = date_text(end, self.lang)
            self.doubts.append(Doubt("unreadable", where, "", "", "closures", said, why))

    def _read(self, cell: Cell, name: str, row: int, column: str, index: int = 0) -> dt.date | None:
        found = self._day(cell)
        if found is None and (not blank(cell) or uncalculated(cell)):
            self._doubt(name, row, index, column, cell)
        self._compare(name, row, index, column, cell)
        return found

    def _compare(self, name: str, row: int, index: int, column: str, cell: Cell) -> None:
        """Keeps a doubt where sync has read what the formulas do not."""
        if not blank(cell) and not self.compared.last_alike and self._day(cell) is not None:
            self._doubt(name, row, index, column, cell, "text")

    def _doubt(
        self, name: str, row: int, index: int, column: str, cell: Cell, why: Why = "unread"
    ) -> None:
        if uncalculated(cell):
            why = "uncalculated"
        where = self.tables[name].where(row, index)
        self.doubts.append(Doubt("unreadable", where, "", "", column, shown(cell), why))
