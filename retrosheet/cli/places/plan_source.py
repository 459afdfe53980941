"""Where a plan is read from: a workbook on disk, or a sheet in Google Sheets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrosheet.workbook.tables import Table

_MISSING = Text(
    "il manque le classeur ; écrivez par exemple : retrosheet {example}",
    "the workbook is missing; write for example: retrosheet {example}",
)

_MEANT = Text(
    "« {path} » n’existe pas (vouliez-vous dire « {meant} » ?).",
    'There is no "{path}" (did you mean "{meant}"?).',
)


class Source(NamedTuple):
    """What was read: the tables under the names, and what people call the workbook."""

    tables: Mapping[str, Table]
    title: str


def place_of(typed: str | None, example: str, lang: Lang) -> Path | str:
    """The path of a file, or the ID of a spreadsheet; a file that is there is a file.

    Raises InvalidInput for an empty word, with an ``example`` of the command, and for the address
    of something else.
    """
    if not typed:
        raise InvalidInput(_MISSING.to(lang).format(example=example))
    path = Path(typed)
    if path.suffix.casefold() == ".xlsx" and "://" not in typed:
        return path
    from retrosheet.google.addresses import spreadsheet_id

    found = spreadsheet_id(typed, lang)
    meant = Path(f"{typed}.xlsx")
    if found is None and not path.exists() and meant.is_file():
        raise InvalidInput(_MEANT.to(lang).format(path=path, meant=meant))
    return path if found is None or (found == typed and path.exists()) else found


def read_from(
    place: Path | str, names: Sequence[str], typed: Mapping[str, Any], lang: Lang
) -> Source:
    """Reads what lies under the names, over a connection of its own where it is a Google sheet.

    Nothing is written. Raises InvalidInput or NoAccess.
    """
    if isinstance(place, Path):
        from retrosheet.xlsx.read import read

        return Source(read(place, names, lang).tables, place.name)
    from retrosheet.cli.places.google_connection import connected
    from retrosheet.google import document
    from retrosheet.google.addresses import link

    with connected(lang, typed["credentials"], verbose=typed["verbose"]) as transport:
        found = document.read(transport, place, names)
    return Source(found.tables, found.title or link(place))
