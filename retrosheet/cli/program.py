"""The program ``retrosheet``: its commands, each imported when it is called."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING, Any

import click

from retrosheet import __version__
from retrosheet.cli.command import OPTIONS, USAGE, section, spoken_help
from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Callable

# In the order in which a person meets them; each lives in ``cli/<name>_command.py``.
COMMANDS = {
    "list": Text("Les types de campagne de la bibliothèque.", "The campaign types of the library."),
    "schedule": Text(
        "Les dates d’une campagne, en diagramme de Gantt ou en JSON.",
        "The dates of a campaign, as a Gantt chart or as JSON.",
    ),
    "new": Text("Créer le classeur d’une campagne.", "Create the workbook of a campaign."),
    "sync": Text(
        "Relire un classeur : ce qui est en retard, et ce que cela fait à J.",
        "Read a workbook back: what is late, and what it does to launch day.",
    ),
    "check": Text("Vérifier un fichier de type de campagne.", "Check a campaign type's file."),
    "demo": Text(
        "Tout essayer en une commande, sur un exemple.", "Try everything at once, on an example."
    ),
}
_DOES = Text(
    "Des rétroplannings qui se calculent tout seuls à partir du jour J, dans un classeur vivant.",
    "Retroplannings that schedule themselves backward from launch day, in a living spreadsheet.",
)
_FIRST_STEPS = Text(
    "Pour commencer : retrosheet demo, puis retrosheet new.\n"
    "L’aide d’une commande : retrosheet COMMANDE --help.",
    "To begin: retrosheet demo, then retrosheet new.\n"
    "Help on a command: retrosheet COMMAND --help.",
)
_COMMAND = Text("COMMANDE [OPTIONS]", "COMMAND [OPTIONS]")
_COMMANDS = Text("Commandes ", "Commands")
_VERSION = Text("Afficher la version.", "Show the version.")


class Program(click.Group):
    """The group of all commands, in one language."""

    def __init__(self, lang: Lang) -> None:
        version = click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_version,
            help=_VERSION.to(lang),
        )
        super().__init__("retrosheet", params=[version], help=_DOES.to(lang))
        self.lang = lang

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's)
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        make: Callable[[Lang], click.Command] = import_module(
            f"retrosheet.cli.{cmd_name}_command"
        ).command
        return make(self.lang)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args:
            click.echo(ctx.get_help(), err=True)
            ctx.exit(2)
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS:
            from difflib import get_close_matches

            from retrosheet.cli.usage import UNKNOWN_COMMAND, near, see

            meant = near(get_close_matches(args[0].casefold(), COMMANDS), self.lang)
            said = UNKNOWN_COMMAND.to(self.lang).format(name=args[0], near=meant)
            raise InvalidInput(f"{said} {see(ctx, self.lang)}")
        return super().resolve_command(ctx, args)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return spoken_help(super().get_help_option(ctx), self.lang)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, _COMMAND.to(self.lang), USAGE.to(self.lang))
        self.format_help_text(ctx, formatter)
        rows = [(name, text.to(self.lang)) for name, text in COMMANDS.items()]
        section(formatter, _COMMANDS.to(self.lang), rows)
        records = (param.get_help_record(ctx) for param in self.get_params(ctx))
        section(formatter, OPTIONS.to(self.lang), [row for row in records if row])
        formatter.write_paragraph()
        formatter.write(f"{_FIRST_STEPS.to(self.lang)}\n")


def program(lang: Lang) -> Program:
    """The program in a language; its help is as wide as the terminal, 80 columns at most."""
    made = Program(lang)
    made.context_settings = {"terminal_width": _help_width(), "help_option_names": ["--help"]}
    return made


def _help_width() -> int:
    # click would import shutil for this, a tenth of the time that --help takes.
    columns = 80
    with contextlib.suppress(AttributeError, OSError, ValueError):
        columns = os.get_terminal_size(sys.stdout.fileno()).columns or columns
    return max(50, min(columns, 80) - 2)


def _show_version(ctx: click.Context, _param: click.Parameter, value: Any) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"retrosheet {__version__}")
        ctx.exit()
