"""Dates as strict workbooks spell them, 2027-03-15T12:00:00, as serial numbers."""

from __future__ import annotations

import datetime as dt

_DAY_0 = dt.datetime(1899, 12, 30, tzinfo=dt.UTC)


def iso_serial(text: str) -> float | None:
    """The serial number of an ISO 8601 date or time; None for anything else.

    A time zone is left out: a cell shows the clock as it was typed.
    """
    said = text.strip()
    if said.startswith("T") or said[2:3] == ":":
        said = f"1899-12-30T{said.removeprefix('T')}"
    try:
        moment = dt.datetime.fromisoformat(said)
    except ValueError:
        return None
    return (moment.replace(tzinfo=dt.UTC) - _DAY_0) / dt.timedelta(days=1)
