"""What click has to say about a command line, in the person's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNKNOWN_OPTION = Text("option inconnue : {name}{near}.", "unknown option: {name}{near}.")
UNKNOWN_COMMAND = Text("commande inconnue : {name}{near}.", "unknown command: {name}{near}.")
_NEAR = Text(" (vouliez-vous dire {name} ?)", " (did you mean {name}?)")
_NEEDS_VALUE = Text("l’option {name} attend une valeur.", "the option {name} needs a value.")
_TAKES_NO_VALUE = Text(
    "l’option {name} s’écrit sans valeur.", "the option {name} is written without a value."
)
_EXTRA = Text(
    "en trop sur la ligne : {words}. Une valeur qui contient des espaces se met entre guillemets.",
    "not expected on the line: {words}. Put a value that has spaces in quotes.",
)
_SEE = Text("Voir : {command} --help", "See: {command} --help")


def in_our_words(error: click.ClickException, lang: Lang) -> str:
    """The error of a command line as a paragraph, and the help page that would settle it."""
    said = error.format_message()
    if isinstance(error, click.NoSuchOption):
        said = _UNKNOWN_OPTION.to(lang).format(
            name=error.option_name, near=near(error.possibilities or (), lang)
        )
    elif isinstance(error, click.BadOptionUsage):
        text = _TAKES_NO_VALUE if "not take" in error.message else _NEEDS_VALUE
        said = text.to(lang).format(name=error.option_name)
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    return f"{said} {see(ctx, lang)}" if ctx else said


def extra_words(ctx: click.Context, lang: Lang) -> str:
    """What is said of words on the line that no argument takes."""
    return f"{_EXTRA.to(lang).format(words=' '.join(ctx.args))} {see(ctx, lang)}"


def see(ctx: click.Context, lang: Lang) -> str:
    return _SEE.to(lang).format(command=ctx.command_path)


def near(names: Sequence[str], lang: Lang) -> str:
    """What was meant most likely: the first of the names, nothing when there are none."""
    return _NEAR.to(lang).format(name=names[0]) if names else ""
