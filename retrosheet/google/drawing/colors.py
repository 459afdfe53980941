"""Colours as Google writes them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from retrosheet.google.drawing.limits import RenderingError

WHITE = "#FFFFFF"
_HEX = re.compile(r"#[0-9A-Fa-f]{6}")


@lru_cache(256)
def color(text: str) -> dict[str, Any]:
    """The ColorStyle of ``#RRGGBB``; whoever gets it does not change it.

    Four decimals tell any two of the 256 steps of a colour apart.
    """
    if not _HEX.fullmatch(text):
        raise RenderingError(f"{text!r} is no colour #RRGGBB")
    parts = {
        name: round(int(text[at : at + 2], 16) / 255, 4)
        for name, at in (("red", 1), ("green", 3), ("blue", 5))
    }
    return {
        "rgbColor": {name: int(part) if part in {0, 1} else part for name, part in parts.items()}
    }
