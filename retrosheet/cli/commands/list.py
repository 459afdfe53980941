"""``retrosheet list``: the archetypes that have a name here, their size and their lead time."""

from __future__ import annotations

import shlex
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.library import Found, available
from retrosheet.archetype.named import loaded
from retrosheet.campaign import Options, plan
from retrosheet.cli.command import Command, json_option, lang_option
from retrosheet.cli.options.language_choice import check_language
from retrosheet.cli.options.lead import REFERENCE_LAUNCH, lead_days
from retrosheet.cli.terminal.lettering import clipped, padded, shown_width, styled, wrapped
from retrosheet.cli.terminal.shown import Terminal, stdout_terminal
from retrosheet.cli.terminal.streams import say, say_json, say_on_stderr
from retrosheet.errors import RetrosheetError
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
# A longer one pushes its own line to the right, as a name is there to be copied.
_WIDEST_NAME = 32
_NAME = Text("NOM", "NAME")
_TITLE = Text("TITRE", "TITLE")
_TASKS = Text("TÂCHES", "TASKS")
_LEAD = Text("DÉBUT", "START")
_OPTIONAL = Text("Blocs facultatifs : ", "Optional blocks: ")
_ABSENT = Text("{name} (absent)", "{name} (off)")
_FROM = {
    "folder": Text("Dans ce dossier : {path}", "In this folder: {path}"),
    "user": Text("À vous : {path}", "Yours: {path}"),
}
_UNREADABLE = Text("illisible", "unreadable")
_CHECK = Text(
    "Ce fichier a des problèmes ; pour les voir : retrosheet check {path}",
    "This file has problems; to see them: retrosheet check {path}",
)
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

    found: Found
    archetype: Archetype
    tasks: int
    lead: int


class _Broken(NamedTuple):
    """A person's own file that is no archetype, or not yet."""

    found: Found


def _list(ours: Lang, /, *, lang: str | None, as_json: bool) -> None:
    check_language(lang, ours)
    lines = [_line(found, ours) for found in available()]
    if as_json:
        say_json(_document([line for line in lines if isinstance(line, _Line)], ours))
        for line in lines:
            if isinstance(line, _Broken):
                say_on_stderr(f"{line.found.name}: {_hint(line, ours)}")
    else:
        say("\n".join(_table(lines, ours, stdout_terminal())))


def _line(found: Found, lang: Lang) -> _Line | _Broken:
    """An archetype, read; one of a person's own that cannot be read does not hide the others."""
    try:
        archetype = loaded(found.path, lang)
        tasks = len(plan(archetype, Options(REFERENCE_LAUNCH)).work)
        return _Line(found, archetype, tasks, lead_days(archetype))
    except RetrosheetError:
        if found.where == "library":
            raise
        return _Broken(found)


def _document(lines: Sequence[_Line], lang: Lang) -> list[dict[str, object]]:
    return [
        {
            "name": line.archetype.name,
            "title": line.archetype.title.to(lang),
            "summary": line.archetype.summary.to(lang),
            "tasks": line.tasks,
            "lead_days": line.lead,
            "from": line.found.where,
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


def _hint(broken: _Broken, lang: Lang) -> str:
    return _CHECK.to(lang).format(path=shlex.quote(str(broken.found.path)))


def _table(lines: Sequence[_Line | _Broken], lang: Lang, terminal: Terminal) -> list[str]:
    names = min(_WIDEST_NAME, max(shown_width(line.found.name) for line in lines))
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
        if isinstance(line, _Broken):
            text = row(line.found.name, f"({_UNREADABLE.to(lang)})", "", "").rstrip()
            shown.append(styled(text, color=terminal.color, bold=True, fg="red"))
            shown += [f"{_INDENT}{_hint(line, lang)}", ""]
            continue
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
        if line.found.where in _FROM:
            origin = _FROM[line.found.where].to(lang).format(path=line.found.path)
            shown.append(f"{_INDENT}{origin}")
        shown.append("")
    return [*shown, *wrapped(_NEXT.to(lang), terminal.width)]
