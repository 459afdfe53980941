"""Where everything stands on Settings: a form and two lists on top, three lists below them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from retrosheet.layout.outline import Outline
from retrosheet.layout.settings.lists import LISTS
from retrosheet.statuses import STATUSES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.workbook.refs import Area

TOP_ROW = 4
LEAST_ON_TOP = 3
"""The rows of title, subtitle and sections, which stand above those headers."""
BETWEEN = 4
"""The rows from the last one on top to the header of the lists below."""
FEWEST_FREE = 2
"""The free lines of a list with which a plan that is under way makes do."""


@dataclass(frozen=True)
class SettingsPlaces:
    """The geometry of Settings. All rows and columns count from 0."""

    outline: Outline

    form = (
        "name", "launch", "start", "today", "weekend", "soon_days",
        "remind_ahead", "remind_every", "remind_most", "lead",
    )  # fmt: skip
    form_column = 2

    @property
    def title_row(self) -> int:
        return self.outline.stand.title if self.outline.stand else 0

    @property
    def top_row(self) -> int:
        """The header of the form, the statuses and the phases; their entries stand below."""
        stand = self.outline.stand
        return stand.top if stand else TOP_ROW

    @cached_property
    def form_rows(self) -> Mapping[str, int]:
        """The row of each entry of the form; one that people do not have yet stands below all."""
        found = dict(self.outline.stand.form) if self.outline.stand else {}
        for key in self.form:
            if key not in found:
                found[key] = max(found.values(), default=self.top_row) + 1
        return found

    def entry(self, key: str) -> Area:
        row, column = self.form_rows[key], self.form_column
        return self.outline.area("settings", row, column, row, column)

    team_column = LISTS["team"].column
    holiday_column = LISTS["holidays"].column
    closure_list_column = LISTS["closures"].column
    status_column = LISTS["statuses"].column
    phase_column = LISTS["phases"].column

    @cached_property
    def list_row(self) -> int:
        """The header of team, holidays and closures, below all that stands on top."""
        form = max(self.form_rows.values()) - self.top_row
        needed = self.top_row + max(form, self.phase_rows, self.status_rows) + BETWEEN
        return max(needed, self.outline.stand.lists) if self.outline.stand else needed

    def lines(self, key: str, count: int) -> tuple[int, ...]:
        """The lines of a list on which its first entries stand, from 0."""
        stand = self.outline.stand
        known = stand.entries.get(key, ())[:count] if stand else ()
        used = stand.used.get(key, 0) if stand else 0
        first = max([used, *(line + 1 for line in known)])
        return (*known, *range(first, first + count - len(known)))

    def filled(self, key: str, count: int) -> int:
        """The lines of a list down to the last one on which so many entries stand."""
        return max(self.lines(key, count), default=-1) + 1

    def _room(self, key: str, count: int, free: int) -> int:
        """The lines of a list: as many as people have while enough of them are free."""
        used = self.filled(key, count)
        kept = self.outline.stand.rooms.get(key, 0) if self.outline.stand else 0
        return kept if kept >= used + min(free, FEWEST_FREE) else used + free

    @cached_property
    def team_rows(self) -> int:
        return self._room("team", len(self.outline.campaign.roles), 8)

    @cached_property
    def holiday_rows(self) -> int:
        return self._room("holidays", len(self.outline.campaign.holidays), 30)

    @cached_property
    def closure_rows(self) -> int:
        return self._room("closures", len(self.outline.campaign.closures), 24)

    @cached_property
    def phase_rows(self) -> int:
        return self._room("phases", len(self.outline.campaign.phases), 3)

    @cached_property
    def status_rows(self) -> int:
        kept = self.outline.stand.rooms.get("statuses", 0) if self.outline.stand else 0
        return max(len(STATUSES), kept)

    def member(self, role: int) -> Area:
        """The cell that says whom the plan shows for a role, by its place in the campaign."""
        return self.team.cell(1 + self.lines("team", role + 1)[role])

    def list(self, column: int, rows: int) -> Area:
        """A list's column from its header to the row below its last entry."""
        return self._list(self.list_row, column, rows)

    def _list(self, header: int, column: int, rows: int) -> Area:
        return self.outline.area("settings", header, column, header + rows + 1, column)

    @property
    def team(self) -> Area:
        """What the plan shows as owners: the person, or the role while nobody is named."""
        return self.list(self.team_column + 3, self.team_rows)

    @property
    def team_list(self) -> Area:
        """Roles, people, addresses, what is shown and languages, side by side."""
        return self.team._replace(first_column=self.team_column, last_column=self.team_column + 4)

    @property
    def people(self) -> Area:
        """Whom people name for each role."""
        column = self.team_column + 1
        first, last = self.list_row + 1, self.list_row + self.team_rows
        return self.outline.area("settings", first, column, last, column)

    @property
    def closure_list(self) -> Area:
        """First and last days, side by side."""
        area = self.list(self.closure_list_column, self.closure_rows)
        return area._replace(last_column=area.first_column + 1)

    @property
    def status_list(self) -> Area:
        """Words, meanings and codes, side by side."""
        return self.status_words._replace(last_column=self.status_column + 2)

    @property
    def holiday_list(self) -> Area:
        return self.list(self.holiday_column, self.holiday_rows)

    @property
    def status_words(self) -> Area:
        return self._list(self.top_row, self.status_column, self.status_rows)

    @property
    def phase_list(self) -> Area:
        return self._list(self.top_row, self.phase_column, self.phase_rows)
