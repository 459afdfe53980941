"""The command line as its own tests run it, and formulas as those of updates read them."""

from tests.cli.conftest import _quiet_surroundings, evening, run
from tests.update.conftest import formulas_that_are_read_once

__all__ = ["_quiet_surroundings", "evening", "formulas_that_are_read_once", "run"]
