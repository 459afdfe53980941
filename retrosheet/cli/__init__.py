"""The command line: the only printer, the only clock, and where errors become exit codes.

Exit codes are part of the contract: 0 done · 1 done, and something was found · 2 wrong usage or bad
input · 3 no access · 130 interrupted by the person · 141 the reader of a pipe has gone.
"""

from __future__ import annotations

import contextlib
import gc
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Answers one command line and exits: an error is one paragraph on stderr, no traceback.

    Without ``args`` the words are the process's own.
    """
    # A run lives for less than a second: collecting garbage on the way, and once more at the end,
    # would take a fifth of the time of --help.
    if args is None:
        gc.disable()
    try:
        from retrosheet.cli.answer import answer

        code = answer(args)
        if args is None:
            _end_undisturbed()
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


def _end_undisturbed() -> None:
    """All is said and written: a Ctrl-C on the way out would only print a traceback."""
    import signal

    # Not where the program is called within another one's thread.
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
