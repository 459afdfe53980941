"""XML as Microsoft Project writes it: elements without attributes, local times, hours."""

from __future__ import annotations

import datetime as dt
from xml.sax.saxutils import escape

MORNING, EVENING = dt.time(8), dt.time(17)
MINUTES_A_DAY = 480


def element(name: str, value: object) -> str:
    """An element that holds a value."""
    shown = value.isoformat() if isinstance(value, dt.datetime) else str(value)
    return f"<{name}>{escape(shown)}</{name}>\n"


def group(name: str, *parts: str) -> str:
    """An element that holds others; nothing where it would hold none."""
    inside = "".join(parts)
    return f"<{name}>\n{inside}</{name}>\n" if inside else ""


def minutes(count: int) -> str:
    """A length of time: PT16H0M0S."""
    return f"PT{count // 60}H{count % 60}M0S"


def day_start(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, MORNING)


def day_end(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, EVENING)
