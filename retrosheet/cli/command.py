"""A command of the program: its help page, in the language of the person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from retrosheet.cli.terminal.lettering import held_together, plain_spaces
from retrosheet.errors import InvalidInput
from retrosheet.language import LANGS, Lang, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

USAGE = Text("Utilisation : ", "Usage: ")
# A colon follows, with a space before it in French.
_ARGUMENTS = Text("Arguments ", "Arguments")
OPTIONS = Text("Options ", "Options")
_EXAMPLES = Text("Exemples ", "Examples")
_HELP = Text("Montrer cette aide.", "Show this help.")


class HelpFormatter(click.HelpFormatter):
    """A help page on which no line begins with a sign that belongs to the word before."""

    def write_text(self, text: str) -> None:
        super().write_text(held_together(text))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        held = [(term, held_together(about)) for term, about in rows]
        super().write_dl(held, col_max, col_spacing)

    def getvalue(self) -> str:
        return plain_spaces(super().getvalue())


class Context(click.Context):
    """The context of our commands, whose help is formatted so."""

    formatter_class = HelpFormatter


class Command(click.Command):
    """A click command whose help reads: usage, what it does, arguments, options, examples."""

    context_class = Context

    def __init__(
        self,
        name: str,
        lang: Lang,
        callback: Callable[..., int | None],
        params: Sequence[click.Parameter],
        *,
        usage: str,
        does: Text,
        arguments: Sequence[tuple[str, Text]] = (),
        examples: Sequence[str | Text] = (),
    ) -> None:
        super().__init__(name, callback=callback, params=list(params), help=does.to(lang))
        self.lang = lang
        self.usage = usage
        self.arguments = [(name, text.to(lang)) for name, text in arguments]
        self.examples = [text if isinstance(text, str) else text.to(lang) for text in examples]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = ctx
            raise
        if rest and not ctx.resilient_parsing:
            from retrosheet.cli.usage import extra_words

            raise InvalidInput(extra_words(ctx, self.lang))
        return rest

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return spoken_help(super().get_help_option(ctx), self.lang)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, self.usage, USAGE.to(self.lang))
        self.format_help_text(ctx, formatter)
        section(formatter, _ARGUMENTS.to(self.lang), self.arguments)
        records = (
            param.get_help_record(ctx)
            for param in self.get_params(ctx)
            if isinstance(param, click.Option)
        )
        section(formatter, OPTIONS.to(self.lang), [row for row in records if row])
        formatter.write_paragraph()
        formatter.write(f"{_EXAMPLES.to(self.lang)}:\n")
        for example in self.examples:
            formatter.write(f"  {example}\n")


def spoken_help(option: click.Option | None, lang: Lang) -> click.Option | None:
    """The option ``--help``, explained in the person's language."""
    if option is not None:
        option.help = _HELP.to(lang)
    return option


def section(formatter: click.HelpFormatter, title: str, rows: Sequence[tuple[str, str]]) -> None:
    """A titled list of terms and what they mean; nothing when there are none."""
    if rows:
        with formatter.section(title):
            formatter.write_dl(rows)


def option(lang: Lang, *names: str, about: Text, **settings: Any) -> click.Option:
    """An option explained in the person's language."""
    return click.Option(names, help=about.to(lang), **settings)


def force_option(lang: Lang) -> click.Option:
    """``--force``, for the commands that write a file."""
    about = Text(
        "Remplacer le fichier s’il existe ; l’ancien reste à côté, en .bak.",
        "Replace the file if it exists; the old one stays beside it, as .bak.",
    )
    return option(lang, "--force", is_flag=True, about=about)


def workbook_option(lang: Lang) -> click.Option:
    """``--output``, for the commands that make a workbook."""
    return option(
        lang,
        "-o",
        "--output",
        metavar="FILE.xlsx",
        about=Text(
            "Le fichier, ou son dossier ; sinon NOM-DATE.xlsx ici même.",
            "The file, or its folder; else NAME-DATE.xlsx right here.",
        ),
    )


def dates_option(lang: Lang) -> click.Option:
    """``--dates``, for the commands that read people's tables."""
    return option(
        lang,
        "--dates",
        metavar="dmy|mdy",
        about=Text(
            "Ordre de 03/04/2027 : dmy, jour d’abord ; mdy, mois d’abord.",
            "Order of 03/04/2027: dmy, day first; mdy, month first.",
        ),
    )


def lang_option(lang: Lang) -> click.Option:
    return option(
        lang,
        "--lang",
        metavar="|".join(LANGS),
        about=Text(
            "Langue ; sinon RETROSHEET_LANG, sinon celle du système.",
            "Language; else RETROSHEET_LANG, else the system's.",
        ),
    )


def json_option(lang: Lang) -> click.Option:
    return option(
        lang,
        "--json",
        "as_json",
        is_flag=True,
        about=Text("Un document JSON, et rien d’autre.", "One JSON document, and nothing else."),
    )


def today_option(lang: Lang) -> click.Option:
    return option(
        lang,
        "--today",
        metavar="DATE",
        about=Text("Faire comme si nous étions ce jour-là.", "Act as if it were this day."),
    )
