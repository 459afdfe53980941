"""The standard streams: what they can be made to write, and how a refusal is said on stderr."""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import sys
from typing import TYPE_CHECKING

import click

from retrosheet.cli.terminal.lettering import STEERING, printable, styled, wrapped
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from typing import TextIO

NOBODY_READS = 141
NARROWEST, PLAIN, WIDEST = 60, 80, 120
_ANYTHING = "retrosheet.anything"


def is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and not stream.closed and stream.isatty()


def columns(stream: TextIO) -> int:
    """How wide the lines on a terminal may be, 80 columns where it does not say."""
    try:
        found = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        return PLAIN
    return max(NARROWEST, min(found, WIDEST)) if found else PLAIN


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


_written: list[str] = []


def wrote(what: object) -> None:
    """Keeps in mind what this run has written, for the case that its answer gets lost."""
    _written.append(str(what))


def written() -> tuple[str, ...]:
    """What this run has written, each once."""
    return tuple(dict.fromkeys(_written))


def begin_anew() -> None:
    """Forgets what an earlier command line of this process has written."""
    _written.clear()


def say(text: str = "") -> None:
    """Prints on stdout, at once; the program ends in silence when nobody reads any more.

    What could steer a terminal is shown as a sign, unless it is a style of ``lettering.styled``.
    """
    _print(printable(text))


def _print(text: str) -> None:
    # click.echo would write UTF-8 to a stream that asks for ASCII.
    try:
        print(text, flush=True)
    except BrokenPipeError:
        let_go_of_stdout()
        raise click.exceptions.Exit(NOBODY_READS) from None


def say_document(text: str) -> None:
    """Prints a file's text on stdout: to the byte where another program reads it."""
    if is_terminal(sys.stdout):
        say(text)
    else:
        _print(text)


def say_json(document: object) -> None:
    """Prints one JSON document; beyond ASCII only where it comes out as UTF-8, as JSON must."""
    import json

    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    ascii_only = codecs.lookup(encoding).name != "utf-8"
    text = json.dumps(document, ensure_ascii=ascii_only, indent=2)
    # JSON escapes the controls of ASCII, but none beyond.
    say(STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text))


_ERROR = Text("Erreur :", "Error:")
_REMARK = Text("Remarque :", "Note:")
_PROBLEMS = Text("{n} problèmes :", "{n} problems:")


def complain(message: str, lang: Lang) -> None:
    """Says a refusal on stderr; several problems stand under one another, one a line.

    A terminal gets lines that fit; elsewhere each problem is one line, to be searched.
    """
    label, problems = _ERROR.to(lang), message.splitlines()
    if len(problems) > 1:
        head = f"{label} {_PROBLEMS.to(lang).format(n=len(problems))}"
    else:
        head, problems = f"{label} {''.join(problems)}", []
    _say_aside(label, head, problems, "red")


def remark(message: str, lang: Lang) -> None:
    """Says on stderr, in one line, what a person should know although nothing is wrong."""
    label = _REMARK.to(lang)
    _say_aside(label, f"{label} {message}", [], "yellow")


def _say_aside(label: str, head: str, lines_below: list[str], color: str) -> None:
    if is_terminal(sys.stderr):
        width = columns(sys.stderr)
        lines = wrapped(head, width)
        for line in lines_below:
            lines += wrapped(line, width, indent="    ", first="  ")
        shown = styled(label, color=may_color(), bold=True, fg=color)
        lines[0] = lines[0].replace(label, shown, 1)
    else:
        lines = [head, *(f"  {line}" for line in lines_below)]
    say_on_stderr("\n".join(lines))


def say_on_stderr(text: str) -> None:
    """Prints on stderr as ``say`` does on stdout, where anybody reads it."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            print(printable(text), file=sys.stderr, flush=True)
