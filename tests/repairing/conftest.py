"""The command line as its own tests run it."""

from tests.cli.conftest import _quiet_surroundings, evening, run

__all__ = ["_quiet_surroundings", "evening", "run"]
