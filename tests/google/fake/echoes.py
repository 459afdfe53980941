"""What Google gives back of a look that it was sent: colours rounded, and each of them twice.

A colour is kept in bytes, so that 0.5 comes back as 0.5019608; parts that are 0 are left out; and
``backgroundColor`` comes with ``backgroundColorStyle`` and the other way round.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from tests.google.fake.state import Json

_PARTS = ("red", "green", "blue", "alpha")
_STYLE = "Style"


def echoed(value: Any) -> Any:
    """The object as it is answered; the one that was sent stays as it is."""
    if isinstance(value, list):
        return [echoed(item) for item in value]
    if not isinstance(value, dict):
        return value
    found: Json = {}
    for name, item in value.items():
        if name.endswith("olor") and _is_color(item):
            found[name] = rounded(item)
            found.setdefault(f"{name}{_STYLE}", {"rgbColor": rounded(item)})
        elif name.endswith("olorStyle") and isinstance(item, dict) and "rgbColor" in item:
            if item["rgbColor"] is None:
                continue
            color = rounded(item["rgbColor"])
            found[name] = {"rgbColor": color}
            found[name.removesuffix(_STYLE)] = color
        else:
            found[name] = echoed(item)
    return found


def _is_color(value: Any) -> bool:
    return isinstance(value, dict) and set(value) <= set(_PARTS)


def rounded(color: Json) -> Json:
    """A colour in bytes, as a float of 32 bits shows them, without what is 0."""
    parts = {name: _part(float(value)) for name, value in color.items()}
    return {name: value for name, value in parts.items() if value}


@lru_cache(1024)
def _part(value: float) -> float:
    shown = float(f"{round(value * 255) / 255:.7g}")
    return int(shown) if shown.is_integer() else shown
