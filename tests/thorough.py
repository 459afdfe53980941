"""How much a test run tries: what takes minutes by default, everything on demand."""

from __future__ import annotations

import os

THOROUGH = bool(os.environ.get("RETROSHEET_THOROUGH"))
"""RETROSHEET_THOROUGH=1, as ``make thorough`` sets it: all combinations, the long random runs."""


def tries(few: int, many: int) -> int:
    """How many random examples: ``many`` in a thorough run."""
    return many if THOROUGH else few
