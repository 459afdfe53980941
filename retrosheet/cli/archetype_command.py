"""``retrosheet archetype``: a person's own campaign types, one command each in a module."""

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

# Each lives in ``cli/archetype_<name>.py``.
COMMANDS = {
    "new": Text(
        "Écrire un fichier à vous : un exemple commenté, ou ce qui change d’un type connu.",
        "Write a file of your own: a commented example, or what differs from a known type.",
    ),
    "show": Text(
        "Un type de campagne en clair : rôles, phases, tâches, durées et échéances.",
        "A campaign type in plain view: roles, phases, tasks, durations and due dates.",
    ),
}
_DOES = Text(
    "Vos propres types de campagne. Un nom se cherche dans le dossier ./templates, puis dans votre "
    "dossier (« retrosheet archetype new --user » y écrit ; la variable RETROSHEET_TEMPLATES en "
    "désigne un autre), puis dans la bibliothèque. Le vôtre prend la place de celui qui porte le "
    "même nom.",
    "Campaign types of your own. A name is looked for in the folder ./templates, then in your own "
    "folder ('retrosheet archetype new --user' writes there; the variable RETROSHEET_TEMPLATES "
    "names another), then in the library. Yours takes the place of the one of the same name.",
)
_USAGE = Text("COMMANDE [OPTIONS]", "COMMAND [OPTIONS]")
_COMMANDS = Text("Commandes ", "Commands")
_EXAMPLES = Text("Exemples :", "Examples:")
_SHOWN = (
    "retrosheet archetype new open-day",
    "retrosheet archetype new our-launch --from product-launch",
    "retrosheet archetype show product-launch",
)


def command(lang: Lang) -> click.Command:
    return _Archetype(lang)


class _Archetype(click.Group):
    """The group of the commands on campaign types, in one language."""

    def __init__(self, lang: Lang) -> None:
        super().__init__(
            "archetype",
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
            f"retrosheet.cli.archetype_{cmd_name}"
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
