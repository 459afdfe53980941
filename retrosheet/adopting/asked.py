"""What a person asks of an adoption, and the answer that there is nothing to make a plan of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from retrosheet.adopting.mapping import Mapping
    from retrosheet.calendars import Calendar
    from retrosheet.campaign import Options
    from retrosheet.importing.dates.days import Order
    from retrosheet.importing.raw import Remark
    from retrosheet.language import Lang


class Asked(NamedTuple):
    """What a person says about the adoption.

    ``options`` are those of the plan, launch apart; ``calendar`` has the days off of the years
    around; ``mapping`` what a person has corrected of an earlier run.
    """

    options: Options
    calendar: Calendar
    today: dt.date
    launch: dt.date | None = None
    order: Order | None = None
    mapping: Mapping | None = None

    @property
    def lang(self) -> Lang:
        return self.options.lang


class Refused(NamedTuple):
    """Why there is nothing to make a plan of: all of it at once."""

    problems: tuple[Remark, ...]
