"""A report on the terminal, as one reads it aloud, and what became of the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.cli.lettering import styled, wrapped
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from pathlib import Path

    from retrosheet.cli.synced import Synced
    from retrosheet.cli.terminal import Terminal
    from retrosheet.report.model import Mood, Report

_COLORS: dict[Mood, str | None] = {
    "plain": None,
    "good": "green",
    "warning": "yellow",
    "bad": "red",
}
_WROTE = Text(
    "Marqué dans {path} ; la version d’avant : {backup}.",
    "Marked in {path}; the version before: {backup}.",
)
_NOTHING_NEW = Text("{path} est à jour : rien à écrire.", "{path} is up to date: nothing to write.")
_WOULD = Text(
    "Rien n’a été écrit (--dry-run). La synchronisation changerait {n} cellules :",
    "Nothing was written (--dry-run). The sync would change {n} cells:",
)


def aloud(report: Report, terminal: Terminal) -> list[str]:
    """The report in lines as wide as the terminal; bad sections have a sign, with or without
    colours."""
    width = terminal.width
    lines = [styled(report.title, color=terminal.color, bold=True), ""]
    lines += _coloured(wrapped(report.verdict, width), report.mood, terminal)
    lines += wrapped(report.state, width)
    for section in report.sections:
        sign = "! " if section.mood == "bad" else ""
        title = wrapped(f"{sign}{section.title}", width, indent="  ", first="")
        lines += ["", *_coloured(title, section.mood, terminal)]
        for item in section.items:
            lines += wrapped(item, width, indent="    ", first="  - ")
    return lines


def written(
    done: Synced, path: Path, lang: Lang, terminal: Terminal, *, dry_run: bool
) -> list[str]:
    """The last paragraph: what was written and where the backup is, or what would be written."""
    if not done.changes.cells:
        return wrapped(_NOTHING_NEW.to(lang).format(path=path), terminal.width)
    if not dry_run:
        from retrosheet.xlsx.replacing import backup_of

        backup = backup_of(path).name
        return wrapped(_WROTE.to(lang).format(path=path, backup=backup), terminal.width)
    from retrosheet.report.writes import write_lines

    lines = wrapped(_WOULD.to(lang).format(n=len(done.changes.cells)), terminal.width)
    for line in write_lines(done.changes.cells):
        lines += wrapped(line, terminal.width, indent="    ", first="  ")
    return lines


def _coloured(lines: list[str], mood: Mood, terminal: Terminal) -> list[str]:
    return [styled(line, color=terminal.color, bold=True, fg=_COLORS[mood]) for line in lines]
