"""The only clock of the program: what day it is, unless ``--today`` says otherwise."""

from __future__ import annotations

import datetime as dt

from retrosheet.cli.options.typed_dates import option_date
from retrosheet.language import Lang


def today(typed: str | None, lang: Lang) -> dt.date:
    """The day given, else the day it is where this machine stands."""
    if typed is not None:
        return option_date(typed, "--today", lang)
    return dt.datetime.now().astimezone().date()
