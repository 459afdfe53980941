"""Where an update reads a workbook and writes it anew: a file, or a sheet in Google Sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from retrosheet.google.speaking.transport import Transport
    from retrosheet.google.tables import Read
    from retrosheet.workbook.rewriting import Rewriting
    from retrosheet.workbook.tables import Table

    Again = Callable[[Mapping[str, Table]], Rewriting | None]

_1904 = Text(
    "« {path} » compte ses jours depuis 1904 : enregistrez-le avec le calendrier depuis 1900.",
    '"{path}" counts its days from 1904: save it with the 1900 date system.',
)
_WROTE = Text(
    "Mis à jour : {path} ; la version d’avant : {backup}",
    "Updated: {path}; the version before: {backup}",
)
_WROTE_ALONE = Text(
    "Mis à jour : {path} ; la version d’avant n’a pas pu être gardée.",
    "Updated: {path}; the version before could not be kept.",
)
_WROTE_THERE = Text(
    "Mise à jour : « {title} » ({link}). La version d’avant : Fichier > Historique des versions.",
    'Updated: "{title}" ({link}). The version before: File > Version history.',
)


class UpdatePlace(Protocol):
    """A workbook that is read once, and written anew at most once.

    ``name`` says which one is meant, ``label`` what it is called, ``titles`` what its tabs are
    called once it is read. ``write`` says whether there
    still was anything to write: where people changed something since it was read, ``again`` says
    what to write then, None for nothing. ``tidy`` clears what killed runs have left, where there is
    nothing to write; ``wrote`` says that it is written, and where the version before is. Reading
    and writing raise InvalidInput or NoAccess, with nothing written.
    """

    @property
    def name(self) -> str: ...

    @property
    def label(self) -> str: ...

    @property
    def titles(self) -> tuple[str, ...]: ...

    def tables(self) -> Mapping[str, Table]: ...

    def write(self, rewriting: Rewriting, again: Again) -> bool: ...

    def tidy(self) -> None: ...

    def wrote(self) -> str: ...


class UpdatedFile:
    """An .xlsx file, with one backup beside it."""

    def __init__(self, path: Path, lang: Lang) -> None:
        self.path, self.lang = path, lang
        self.backup: Path | None = None
        self.titles: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return str(self.path)

    @property
    def label(self) -> str:
        return self.path.name

    def tables(self) -> Mapping[str, Table]:
        from retrosheet.update.reading import NAMES
        from retrosheet.xlsx.read import read

        book = read(self.path, NAMES, self.lang)
        if book.date1904:
            raise InvalidInput(_1904.to(self.lang).format(path=self.path))
        self.read, self.titles = book.fingerprint, book.titles
        return book.tables

    def write(self, rewriting: Rewriting, again: Again) -> bool:
        """A file that changed since it was read is refused."""
        del again
        from retrosheet.xlsx.rewrite import rewrite

        self.backup = rewrite(self.path, self.read, rewriting, self.lang).backup
        return True

    def tidy(self) -> None:
        from retrosheet.files.replacing import clear_leftovers

        clear_leftovers(self.path.resolve())

    def wrote(self) -> str:
        if self.backup is None:
            return _WROTE_ALONE.to(self.lang).format(path=self.path)
        return _WROTE.to(self.lang).format(path=self.path, backup=self.backup.name)


class UpdatedSheet:
    """A spreadsheet, of which Google itself keeps the version before."""

    def __init__(self, transport: Transport, spreadsheet_id: str, lang: Lang) -> None:
        self.transport, self.id, self.lang = transport, spreadsheet_id, lang
        self.read: Read | None = None

    @property
    def name(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        from retrosheet.google.addresses import link

        return self.read.title if self.read and self.read.title else link(self.id)

    @property
    def titles(self) -> tuple[str, ...]:
        return self.read.titles if self.read else ()

    def tables(self) -> Mapping[str, Table]:
        from retrosheet.google import document
        from retrosheet.update.reading import NAMES

        self.read = document.read_what_is_there(self.transport, self.id, NAMES)
        return self.read.tables

    def write(self, rewriting: Rewriting, again: Again) -> bool:
        from retrosheet.google.rewrite.in_place import rewrite

        assert self.read is not None
        return rewrite(self.transport, self.id, self.read, rewriting, again, self.lang)

    def tidy(self) -> None:
        """What a killed run has left is hidden, and goes with the next one that writes."""

    def wrote(self) -> str:
        from retrosheet.google.addresses import link

        return _WROTE_THERE.to(self.lang).format(title=self.label, link=link(self.id))
