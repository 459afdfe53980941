"""A command that is a group of others, each imported when it is called."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

import click

from retrosheet.cli.command import OPTIONS, USAGE, Context, lang_option, section, spoken_help
from retrosheet.cli.options.language_choice import check_language
from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_COMMAND = Text("COMMANDE [OPTIONS]", "COMMAND [OPTIONS]")
_COMMANDS = Text("Commandes ", "Commands")
_EXAMPLES = Text("Exemples :", "Examples:")


class CommandGroup(click.Group):
    """The group ``name`` of ``commands``, each with one line about it, in one language.

    ``module`` says where a command lives, with ``{}`` for its name; ``foot`` ends the help.
    """

    context_class = Context

    def __init__(
        self, name: str, lang: Lang, does: Text, commands: Mapping[str, Text], module: str,
        foot: str, **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(name, help=does.to(lang), **more)
        self.lang = lang
        self._parts, self._module, self._foot = commands, module, foot

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        return list(self._parts)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's)
        if cmd_name not in self._parts:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        module = import_module(self._module.format(name))
        make: Callable[[Lang], click.Command] = module.command
        return make(self.lang)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args:
            click.echo(ctx.get_help(), err=True)
            ctx.exit(2)
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self._parts:
            from difflib import get_close_matches

            from retrosheet.cli.usage import UNKNOWN_COMMAND, near, see

            meant = near(get_close_matches(args[0].casefold(), self._parts), self.lang)
            said = UNKNOWN_COMMAND.to(self.lang).format(name=args[0], near=meant)
            raise InvalidInput(f"{said} {see(ctx, self.lang)}")
        return super().resolve_command(ctx, args)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return spoken_help(super().get_help_option(ctx), self.lang)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, _COMMAND.to(self.lang), USAGE.to(self.lang))
        self.format_help_text(ctx, formatter)
        rows = [(name, text.to(self.lang)) for name, text in self._parts.items()]
        section(formatter, _COMMANDS.to(self.lang), rows)
        records = (param.get_help_record(ctx) for param in self.get_params(ctx))
        section(formatter, OPTIONS.to(self.lang), [row for row in records if row])
        formatter.write_paragraph()
        formatter.write(f"{self._foot}\n")


def subcommands(
    name: str, lang: Lang, does: Text, commands: Mapping[str, Text], examples: Sequence[str]
) -> CommandGroup:
    """The group of commands in ``cli/commands/<name>_<command>.py``, its help with examples."""
    return CommandGroup(
        name,
        lang,
        does,
        commands,
        f"retrosheet.cli.commands.{name}_{{}}",
        "\n".join((_EXAMPLES.to(lang), *(f"  {example}" for example in examples))),
        params=[lang_option(lang)],
        callback=partial(_nothing_else, lang),
    )


def _nothing_else(ours: Lang, /, *, lang: str | None) -> None:
    check_language(lang, ours)
