"""One command line from its words to its exit code: every error becomes one paragraph here."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from retrosheet.cli.options.language_choice import language_of
from retrosheet.cli.program import program
from retrosheet.cli.terminal.streams import (
    NOBODY_READS,
    begin_anew,
    complain,
    let_go_of_stdout,
    write_anything,
    written,
)
from retrosheet.errors import InvalidInput, NoAccess, RetrosheetError
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130


def answer(args: Sequence[str] | None) -> int:
    """Runs the command of the line (by default the process's own) and gives its exit code."""
    lang = language_of(sys.argv[1:] if args is None else args)
    write_anything()
    begin_anew()
    try:
        return _run(args, lang)
    except RetrosheetError as error:
        complain(str(error), lang)
        return error.exit_code


def _run(args: Sequence[str] | None, lang: Lang) -> int:
    """The command's code; whatever click and the system have to say becomes our own error."""
    try:
        code = program(lang).main(args=args, prog_name="retrosheet", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        from retrosheet.cli.usage import in_our_words

        raise InvalidInput(in_our_words(error, lang)) from error
    except BrokenPipeError:
        let_go_of_stdout()
        return NOBODY_READS
    except OSError as error:
        let_go_of_stdout()
        raise NoAccess(_no_access(error, lang)) from error
    return code if isinstance(code, int) else 0


_NO_FILE_ACCESS = Text(
    "Pas d’accès à « {path} » : {reason}. Vérifiez l’emplacement et les droits, puis recommencez.",
    'No access to "{path}": {reason}. Check the place and its permissions, then try again.',
)
_NO_ACCESS = Text(
    "Impossible d’écrire la réponse : {reason}. Vérifiez où elle est envoyée, puis recommencez.",
    "The answer cannot be written: {reason}. Check where it is sent, then try again.",
)

_UNSAID = Text(
    "{written} : écrit, mais la réponse n’a pas pu être affichée : {reason}. Vérifiez où "
    "elle est envoyée.",
    "{written} was written, but the answer could not be shown: {reason}. Check where it is sent.",
)


def _no_access(error: OSError, lang: Lang) -> str:
    reason = error.strerror or str(error)
    if error.filename is None and written():
        return _UNSAID.to(lang).format(written=", ".join(written()), reason=reason)
    if error.filename is None:
        return _NO_ACCESS.to(lang).format(reason=reason)
    return _NO_FILE_ACCESS.to(lang).format(path=error.filename, reason=reason)
