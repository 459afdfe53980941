"""The workbook that a command is about: a file, or a Google sheet by its address or ID."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from retrosheet.cli.places.file import File
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from retrosheet.cli.places.synced import PlanPlace

WORKBOOK = (
    ("FILE.xlsx", Text("Le classeur, enregistré et fermé.", "The workbook, saved and closed.")),
    (
        "URL",
        Text(
            "L’adresse d’une feuille Google, ou son identifiant.",
            "The address of a Google sheet, or its ID.",
        ),
    ),
)
"""The argument ``FILE.xlsx|URL`` explained, for help pages."""


@contextlib.contextmanager
def opened(place: Path | str, typed: Mapping[str, Any], lang: Lang) -> Iterator[PlanPlace]:
    """The file, or the sheet of that ID over a connection of its own, as ``typed`` asks for it."""
    if isinstance(place, Path):
        yield File(place, lang)
        return
    from retrosheet.cli.places.google import GoogleSheet
    from retrosheet.cli.places.google_connection import connected

    with connected(lang, typed["credentials"], verbose=typed["verbose"]) as transport:
        yield GoogleSheet(transport, place, lang)
