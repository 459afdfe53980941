"""``retrosheet auth``: signing in to Google, one command each in a module."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

import click

from retrosheet.cli.command import OPTIONS, USAGE, lang_option, section, spoken_help
from retrosheet.cli.language_choice import check_language
from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Callable

# Each lives in ``cli/auth_<name>.py``.
COMMANDS = {
    "login": Text("Se connecter avec son compte Google.", "Sign in with your Google account."),
    "status": Text(
        "Avec quoi retrosheet se connecte, et à quoi cela donne droit.",
        "What retrosheet signs in with, and what that allows.",
    ),
    "logout": Text(
        "Supprimer la connexion gardée et la rendre à Google.",
        "Delete the stored login and give it back to Google.",
    ),
}
_DOES = Text(
    "La connexion à Google, pour créer et relire des feuilles Google. Les fichiers Excel n’en ont "
    "pas besoin. Un compte de service s’emploie sans login : son fichier JSON se donne par "
    "--credentials, par la variable RETROSHEET_CREDENTIALS, ou s’appelle credentials.json.",
    "The sign-in to Google, for making and reading Google sheets. Excel files need none. A service "
    "account needs no login: its JSON file is given by --credentials, by the variable "
    "RETROSHEET_CREDENTIALS, or is called credentials.json.",
)
_USAGE = Text("COMMANDE [OPTIONS]", "COMMAND [OPTIONS]")
_COMMANDS = Text("Commandes ", "Commands")
_EXAMPLES = Text("Exemples :", "Examples:")
_SHOWN = ("retrosheet auth login client_secret.json", "retrosheet auth status --check")


def command(lang: Lang) -> click.Command:
    return _Auth(lang)


class _Auth(click.Group):
    """The group of the commands on the sign-in to Google, in one language."""

    def __init__(self, lang: Lang) -> None:
        super().__init__(
            "auth",
            callback=partial(_nothing_else, lang),
            params=[lang_option(lang)],
            help=_DOES.to(lang),
        )
        self.lang = lang

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's)
        if cmd_name not in COMMANDS:
            return None
        make: Callable[[Lang], click.Command] = import_module(
            f"retrosheet.cli.auth_{cmd_name}"
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
        formatter.write_usage(ctx.command_path, _USAGE.to(self.lang), USAGE.to(self.lang))
        self.format_help_text(ctx, formatter)
        rows = [(name, text.to(self.lang)) for name, text in COMMANDS.items()]
        section(formatter, _COMMANDS.to(self.lang), rows)
        records = (param.get_help_record(ctx) for param in self.get_params(ctx))
        section(formatter, OPTIONS.to(self.lang), [row for row in records if row])
        formatter.write_paragraph()
        formatter.write(f"{_EXAMPLES.to(self.lang)}\n")
        for example in _SHOWN:
            formatter.write(f"  {example}\n")


def _nothing_else(ours: Lang, /, *, lang: str | None) -> None:
    check_language(lang, ours)
