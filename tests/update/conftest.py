"""What the tests of updates share with those of repairs: formulas that are read once."""

from __future__ import annotations

from functools import lru_cache

import pytest

from retrosheet.calculate.formula import parsed

_kept = lru_cache(maxsize=100_000)(parsed)


@pytest.fixture(autouse=True)
def formulas_that_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of the many cases calculates the same formulas, and reading them takes long."""
    monkeypatch.setattr("retrosheet.calculate.book.parsed", _kept)
