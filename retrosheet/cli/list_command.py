"""``retrosheet list``: the archetypes of the library, with their size and their lead time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.library import load_named, names
from retrosheet.campaign import Options, plan
from retrosheet.cli.command import Command, json_option, lang_option
from retrosheet.cli.language_choice import check_language
from retrosheet.cli.lead import REFERENCE_LAUNCH, lead_days
from retrosheet.cli.lettering import clipped, padded, styled, wrapped
from retrosheet.cli.streams import say, say_json
from retrosheet.cli.terminal import Terminal, stdout_terminal
from retrosheet.language import Lang, Text, offset_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import click

    from retrosheet.archetype.model import Archetype

_DOES = Text(
    "Montre les types de campagne : leur nom, leur nombre de tâches, et combien de jours avant J "
    "il faut commencer (jours calendaires sans jours fériés, pour un lancement le lundi 15 mars "
    "2027).",
    "Shows the campaign types: their name, how many tasks they have, and how many days before "
    "launch the work begins (calendar days without public holidays, for a launch on Monday "
    "15 March 2027).",
)
_INDENT = "    "
_NAME = Text("NOM", "NAME")
_TITLE = Text("TITRE", "TITLE")
_TASKS = Text("TÂCHES", "TASKS")
_LEAD = Text("DÉBUT", "START")
_OPTIONAL = Text("Blocs facultatifs : ", "Optional blocks: ")
_ABSENT = Text("{name} (absent)", "{name} (off)")
_NEXT = Text(
    "Les dates d’une campagne : retrosheet schedule NOM --launch DATE",
    "The dates of a campaign: retrosheet schedule NAME --launch DATE",
)


def command(lang: Lang) -> click.Command:
    return Command(
        "list",
        lang,
        partial(_list, lang),
        [lang_option(lang), json_option(lang)],
        usage="[OPTIONS]",
        does=_DOES,
        examples=("retrosheet list", "retrosheet list --lang fr", "retrosheet list --json"),
    )


class _Line(NamedTuple):
    """What the list says of one archetype."""

    archetype: Archetype
    tasks: int
    lead: int


def _list(ours: Lang, /, *, lang: str | None, as_json: bool) -> None:
    check_language(lang, ours)
    lines = []
    for name in names():
        archetype = load_named(name, ours)
        tasks = len(plan(archetype, Options(REFERENCE_LAUNCH)).tasks)
        lines.append(_Line(archetype, tasks, lead_days(archetype)))
    if as_json:
        say_json(_document(lines, ours))
    else:
        say("\n".join(_table(lines, ours, stdout_terminal())))


def _document(lines: Sequence[_Line], lang: Lang) -> list[dict[str, object]]:
    return [
        {
            "name": line.archetype.name,
            "title": line.archetype.title.to(lang),
            "summary": line.archetype.summary.to(lang),
            "tasks": line.tasks,
            "lead_days": line.lead,
            "roles": [
                {"id": role.id, "title": role.title.to(lang)} for role in line.archetype.roles
            ],
            "blocks": [
                {"id": block.id, "title": block.title.to(lang), "default": block.default}
                for block in line.archetype.blocks
            ],
        }
        for line in lines
    ]


def _table(lines: Sequence[_Line], lang: Lang, terminal: Terminal) -> list[str]:
    names = max(len(line.archetype.name) for line in lines)
    tasks, lead = len(_TASKS.to(lang)), len(_LEAD.to(lang))
    titles = terminal.width - names - tasks - lead - 6

    def row(name: str, title: str, count: str, days: str) -> str:
        cells = (
            padded(name, names),
            padded(clipped(title, titles), titles),
            padded(count, tasks, right=True),
            padded(days, lead, right=True),
        )
        return "  ".join(cells)

    head = row(_NAME.to(lang), _TITLE.to(lang), _TASKS.to(lang), _LEAD.to(lang))
    shown = [styled(head, color=terminal.color, dim=True)]
    for line in lines:
        archetype = line.archetype
        offset = offset_text(-line.lead, lang)
        text = row(archetype.name, archetype.title.to(lang), str(line.tasks), offset)
        shown.append(styled(text, color=terminal.color, bold=True))
        shown += wrapped(archetype.summary.to(lang), terminal.width, indent=_INDENT)
        if archetype.blocks:
            blocks = ", ".join(
                block.id if block.default else _ABSENT.to(lang).format(name=block.id)
                for block in archetype.blocks
            )
            shown += wrapped(_OPTIONAL.to(lang) + blocks + ".", terminal.width, indent=_INDENT)
        shown.append("")
    return [*shown, *wrapped(_NEXT.to(lang), terminal.width)]
