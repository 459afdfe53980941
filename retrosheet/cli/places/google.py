"""A workbook that lies in Google Sheets: how a sync reads it, writes to it, and says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.cli.places.would_write import would_write
from retrosheet.cli.terminal.lettering import wrapped
from retrosheet.google import document
from retrosheet.google.addresses import link
from retrosheet.language import Lang, Text
from retrosheet.sync.reading import NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrosheet.cli.places.synced import Synced
    from retrosheet.cli.terminal.shown import Terminal
    from retrosheet.google.speaking.transport import Transport
    from retrosheet.google.tables import Read
    from retrosheet.sync.changes import Changes
    from retrosheet.workbook.tables import Table

_WROTE = Text(
    "Marqué dans « {title} » ({link}). La version d’avant : Fichier > Historique des versions.",
    'Marked in "{title}" ({link}). The version before: File > Version history.',
)
_NOTHING_NEW = Text(
    "« {title} » est à jour : rien à écrire.", '"{title}" is up to date: nothing to write.'
)
_WOULD = Text(
    "Rien n’a été écrit (--dry-run). La synchronisation changerait {n} cellules de son propre "
    "onglet ; les alertes du plan et le tableau de bord suivraient d’eux-mêmes :",
    "Nothing was written (--dry-run). The sync would change {n} cells of its own tab; the alerts "
    "in the plan and the dashboard would follow by themselves:",
)


class GoogleSheet:
    """A spreadsheet, read with one request and written to with one; Google calculates the rest."""

    def __init__(self, transport: Transport, spreadsheet_id: str, lang: Lang) -> None:
        self.transport, self.id, self.lang = transport, spreadsheet_id, lang
        self._read: Read | None = None

    @property
    def name(self) -> str:
        return self._read.title if self._read and self._read.title else link(self.id)

    @property
    def title(self) -> str:
        return self.name

    @property
    def link(self) -> str:
        return link(self.id)

    def tables(self) -> Mapping[str, Table]:
        self._read = document.read(self.transport, self.id, NAMES)
        return self._read.tables

    def more(self, names: Sequence[str]) -> Mapping[str, Table]:
        return document.read(self.transport, self.id, names).tables

    def own(self, changes: Changes) -> Changes:
        """Only cells of the tool's tab: what formulas show elsewhere follows by itself."""
        title = changes.writing.title
        cells = tuple(change for change in changes.cells if change.place.title == title)
        return changes._replace(cells=cells)

    def write(self, changes: Changes) -> bool:
        assert self._read is not None
        document.write(self.transport, self.id, self._read, changes.writing)
        return True

    def tidy(self) -> None:
        """Google leaves nothing behind."""

    def last_lines(self, done: Synced, terminal: Terminal, *, dry_run: bool) -> list[str]:
        if not done.changes.cells:
            return wrapped(_NOTHING_NEW.to(self.lang).format(title=self.name), terminal.width)
        if not dry_run:
            said = _WROTE.to(self.lang).format(title=self.name, link=link(self.id))
            return wrapped(said, terminal.width)
        return would_write(_WOULD.to(self.lang), done, self.lang, terminal)
