"""The standard streams: what they can be made to write, and how a refusal is said on stderr."""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import sys
from typing import TYPE_CHECKING

import click

from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from typing import TextIO

NOBODY_READS = 141
_ANYTHING = "retrosheet.anything"


def is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and not stream.closed and stream.isatty()


def may_color() -> bool:
    """NO_COLOR (https://no-color.org), whatever its value unless empty, and dumb terminals."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def can_write(text: str) -> bool:
    """Whether stdout has all the signs of the text."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except (UnicodeError, LookupError):
        return False
    return True


def write_anything() -> None:
    """No text can fail on a stream that lacks its letters: é becomes e, an unknown sign ?."""
    codecs.register_error(_ANYTHING, _nearest)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_ANYTHING)


_NEAREST = {"«": '"', "»": '"', "“": '"', "”": '"', "’": "'", "…": "...", "–": "-", "—": "-",
            "→": "->", "·": "-", "×": "x", "œ": "oe", "Œ": "OE", "æ": "ae", "€": "EUR",
            "\u00a0": " ", "\u202f": " "}  # fmt: skip


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    import unicodedata

    found = ""
    for character in error.object[error.start : error.end]:
        plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
        found += _NEAREST.get(character) or plain or "?"
    return found, error.end


def let_go_of_stdout() -> None:
    """What could not be written is given up, so that the interpreter's end is silent."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(text: str = "") -> None:
    """Prints on stdout, at once; the program ends in silence when nobody reads any more."""
    # click.echo would write UTF-8 to a stream that asks for ASCII.
    try:
        print(text, flush=True)
    except BrokenPipeError:
        let_go_of_stdout()
        raise click.exceptions.Exit(NOBODY_READS) from None


def say_json(document: object) -> None:
    """Prints one JSON document; beyond ASCII only where it comes out as UTF-8, as JSON must."""
    import json

    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    ascii_only = codecs.lookup(encoding).name != "utf-8"
    say(json.dumps(document, ensure_ascii=ascii_only, indent=2))


_ERROR = Text("Erreur :", "Error:")
_PROBLEMS = Text("{n} problèmes :", "{n} problems:")


def complain(message: str, lang: Lang) -> None:
    """Says a refusal on stderr; several problems stand under one another, one a line."""
    color = is_terminal(sys.stderr) and may_color()
    label = click.style(_ERROR.to(lang), fg="red", bold=True) if color else _ERROR.to(lang)
    lines = message.splitlines()
    if len(lines) > 1:
        lines = [_PROBLEMS.to(lang).format(n=len(lines)), *(f"  {line}" for line in lines)]
    with contextlib.suppress(OSError):
        print(f"{label} " + "\n".join(lines), file=sys.stderr, flush=True)
