"""The fake Google, for tests of what both places of a workbook have in common."""

from __future__ import annotations

from tests.google.conftest import google

__all__ = ["google"]
