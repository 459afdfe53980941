"""What the docs say as the code says it: ``python -m retrosheet.cli.reference`` writes it.

The command-line reference comes from ``--help``; the table of what a Google sheet cannot do, from
the list that the tests of its writer go by.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from retrosheet.cli.program import COMMANDS, program
from retrosheet.google.drawing.differences import table
from retrosheet.language import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterator

_DOCS = Path(__file__).parents[2] / "docs"
FILE = _DOCS / "cli-reference.md"
GOOGLE = _DOCS / "google.md"
_BEGIN = "<!-- Written by `make docs` from retrosheet/google/drawing/differences.py. -->\n\n"
_END = "\n<!-- End of what is written. -->"
_WIDTH = 80
_INTRODUCTION = """\
# Command-line reference

<!-- Written by `python -m retrosheet.cli.reference` from the program's own help. Do not edit. -->

`DATE` is written year-month-day, like `2027-03-15`, or as people write it: `15 March 2027`,
`15/03/2027`. In French figures are day first; in English a date that may be two days, such as
`03/04/2027`, is refused. The program speaks French or English: `--lang`, else the variable
`RETROSHEET_LANG`, else the language of the system, else English. Colours appear on a terminal only,
and never when the variable `NO_COLOR` is set.

## Exit codes

| code | meaning |
|---|---|
| 0 | done |
| 1 | done, and something was found at or above the level that the command was asked to fail on |
| 2 | wrong usage or bad input; nothing was written |
| 3 | no access (permission, locked file, full disk, network); nothing written but what it names |
| 130 | interrupted by Ctrl-C |
| 141 | whoever read the output through a pipe has gone |

A refusal is one short paragraph on stderr that says what is wrong, where, and what to do; all
problems of a line are said at once. With `--json`, stdout holds one JSON document and nothing else.
"""


def reference() -> str:
    """The whole page, in English: the same on every machine."""
    top = program(DEFAULT)
    parts = [_INTRODUCTION, _section("retrosheet", _page(top, None))]
    parent = click.Context(top, info_name="retrosheet")
    for name in COMMANDS:
        command = top.get_command(parent, name)
        assert command is not None
        parts += _sections(f"retrosheet {name}", command, parent)
    return "\n".join(parts)


def _sections(title: str, command: click.Command, parent: click.Context) -> Iterator[str]:
    """The page of a command, and of each command that is a part of it."""
    yield _section(title, _page(command, parent))
    if isinstance(command, click.Group):
        own = click.Context(command, info_name=command.name, parent=parent)
        for name in command.list_commands(own):
            part = command.get_command(own, name)
            assert part is not None
            yield from _sections(f"{title} {name}", part, own)


def _page(command: click.Command, parent: click.Context | None) -> str:
    name = command.name if parent else "retrosheet"
    with click.Context(command, info_name=name, parent=parent, terminal_width=_WIDTH) as ctx:
        return command.get_help(ctx)


def _section(title: str, page: str) -> str:
    return f"## `{title}`\n\n```text\n{page}\n```\n"


def google() -> str:
    """The page on Google Sheets with the table of differences as the code has it."""
    before, _, rest = GOOGLE.read_text("utf-8").partition(_BEGIN)
    _, end, after = rest.partition(_END)
    assert end, f"{GOOGLE.name} has lost the marks around its table"
    return f"{before}{_BEGIN}{table()}\n{_END}{after}"


def main() -> None:
    for file, text in ((FILE, reference()), (GOOGLE, google())):
        file.write_text(text, encoding="utf-8", newline="\n")
        sys.stdout.write(f"{file.name}\n")


if __name__ == "__main__":
    main()
