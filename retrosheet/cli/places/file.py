"""A workbook that lies in a file: how a sync reads it, writes to it, and says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.cli.places.would_write import would_write
from retrosheet.cli.terminal.lettering import wrapped
from retrosheet.language import Lang, Text
from retrosheet.sync.reading import NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from retrosheet.cli.places.synced import Synced
    from retrosheet.cli.terminal.shown import Terminal
    from retrosheet.files.fingerprint import Fingerprint
    from retrosheet.sync.changes import Changes
    from retrosheet.workbook.tables import Table

_WROTE = Text(
    "Marqué dans {path} (version d’avant : {backup})",
    "Marked in {path} (the version before: {backup})",
)
_WROTE_ALONE = Text(
    "Marqué dans {path} (la version d’avant n’a pas pu être gardée)",
    "Marked in {path} (the version before could not be kept)",
)
_NOTHING_NEW = Text("{path} est à jour : rien à écrire.", "{path} is up to date: nothing to write.")
_WOULD = Text(
    "Rien n’a été écrit (--dry-run). La synchronisation changerait {n} cellules :",
    "Nothing was written (--dry-run). The sync would change {n} cells:",
)


class File:
    """An .xlsx file; it carries the values of its formulas, so that those are written too."""

    link = ""

    def __init__(self, path: Path, lang: Lang) -> None:
        self.path, self.lang = path, lang
        self._read: Fingerprint | None = None
        self._backup: Path | None = None

    @property
    def name(self) -> str:
        return str(self.path)

    @property
    def title(self) -> str:
        return self.path.name

    def tables(self) -> Mapping[str, Table]:
        from retrosheet.xlsx.read import read

        book = read(self.path, NAMES, self.lang)
        self._read = book.fingerprint
        return book.tables

    def more(self, names: Sequence[str]) -> Mapping[str, Table]:
        from retrosheet.xlsx.read import read

        return read(self.path, names, self.lang).tables

    def own(self, changes: Changes) -> Changes:
        return changes

    def write(self, changes: Changes) -> bool:
        from retrosheet.xlsx.patch import apply

        assert self._read is not None
        written = apply(self.path, self._read, changes.writing, self.lang)
        self._backup = written.backup if written else None
        return written is not None

    def tidy(self) -> None:
        from retrosheet.files.replacing import clear_leftovers

        clear_leftovers(self.path.resolve())

    def last_lines(self, done: Synced, terminal: Terminal, *, dry_run: bool) -> list[str]:
        """What was written and where the backup is, or what would be written."""
        path, width = self.path, terminal.width
        if not (done.wrote or (done.changes.cells and dry_run)):
            return wrapped(_NOTHING_NEW.to(self.lang).format(path=path), width)
        if not dry_run:
            said = (_WROTE if self._backup else _WROTE_ALONE).to(self.lang)
            return wrapped(said.format(path=path, backup=self._backup and self._backup.name), width)
        return would_write(_WOULD.to(self.lang), done, self.lang, terminal)
