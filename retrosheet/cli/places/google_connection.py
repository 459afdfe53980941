"""A connection to Google for one command: signed in, its waits said, its requests on demand."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from retrosheet.cli.command import option
from retrosheet.cli.terminal.streams import is_terminal, say_on_stderr
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    import click

    from retrosheet.google.speaking.transport import Transport


def connection_options(lang: Lang) -> tuple[click.Option, click.Option]:
    """``--credentials`` and ``--verbose``."""
    return (
        option(
            lang,
            "--credentials",
            metavar="FILE.json",
            about=Text(
                "Le fichier d’identification Google ; sinon celui de retrosheet auth status.",
                "The Google credentials file; else what retrosheet auth status says.",
            ),
        ),
        option(
            lang,
            "-v",
            "--verbose",
            is_flag=True,
            about=Text("Montrer chaque requête à Google.", "Show each request to Google."),
        ),
    )


def connected(
    lang: Lang, credentials: str | None, *, verbose: bool = False, drive: bool = False
) -> Transport:
    """Signs in with what there is; ``drive`` to share a sheet or place it in a folder.

    Raises NoAccess or InvalidInput where the packages, or anything to sign in with, are missing.
    """
    from retrosheet.google.signing_in import credentials as sign_in
    from retrosheet.google.signing_in.sources import chosen
    from retrosheet.google.speaking.transport import Transport

    sign_in.require(lang)
    source = chosen(lang, Path(credentials) if credentials is not None else None)
    scopes = (sign_in.SHEETS, sign_in.DRIVE) if drive else (sign_in.SHEETS,)
    made = sign_in.from_source(source, scopes, lang)
    for remark in sign_in.remarks(source, lang):
        mention(remark)
    return Transport(
        made,
        lang,
        verbose=mention if verbose else None,
        progress=mention if somebody_watches() else None,
    )


def somebody_watches() -> bool:
    """Whether lines about the way are of use: in a log or a mail they would be noise."""
    return is_terminal(sys.stderr)


def mention(line: str) -> None:
    """Says something on the way, on stderr, so that stdout holds the answer alone."""
    say_on_stderr(line)
