"""Where everything stands on Settings: a form and two lists on top, three lists below them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from retrosheet.layout.outline import Outline
from retrosheet.statuses import STATUSES

if TYPE_CHECKING:
    from retrosheet.workbook.refs import Area


@dataclass(frozen=True)
class SettingsPlaces:
    """The geometry of Settings. All rows and columns count from 0."""

    outline: Outline

    top_row = 4
    """The header of the form, of the statuses and of the phases; their entries stand below."""
    form = (
        "name", "launch", "start", "today", "weekend", "soon_days",
        "remind_ahead", "remind_every", "remind_most", "lead",
    )  # fmt: skip
    form_column = 2

    def entry(self, key: str) -> Area:
        row = self.top_row + 1 + self.form.index(key)
        column = self.form_column
        return self.outline.area("settings", row, column, row, column)

    team_column = 1
    holiday_column = 7
    closure_list_column = 11
    status_column = 7
    phase_column = 11

    @cached_property
    def list_row(self) -> int:
        """The header of team, holidays and closures, below all that stands on top."""
        return self.top_row + max(len(self.form), self.phase_rows) + 4

    @cached_property
    def team_rows(self) -> int:
        return len(self.outline.campaign.roles) + 8

    @cached_property
    def holiday_rows(self) -> int:
        return len(self.outline.campaign.holidays) + 30

    @cached_property
    def closure_rows(self) -> int:
        return len(self.outline.campaign.closures) + 24

    @cached_property
    def phase_rows(self) -> int:
        return len(self.outline.campaign.phases) + 3

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
        return self._list(self.top_row, self.status_column, len(STATUSES))

    @property
    def phase_list(self) -> Area:
        return self._list(self.top_row, self.phase_column, self.phase_rows)
