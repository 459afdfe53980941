"""What ``import`` is given: a file or the standard input, as a text or as grids of cells."""

from __future__ import annotations

import codecs
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.errors import InvalidInput
from retrosheet.importing.raw import Grid
from retrosheet.importing.words import one_line
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from retrosheet.workbook.tables import Cell

STDIN = "-"
_LARGEST_TEXT = 4 << 20
_LARGEST_PIPED = 64 << 20
_ZIP = b"PK\3\4"
_BOOKS = (".xlsx", ".xlsm")
_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_TOO_LARGE = Text(
    "« {path} » dépasse {most} Mio : gardez-y le seul tableau des tâches.",
    '"{path}" is larger than {most} MiB: keep only the table of tasks in it.',
)
_EMPTY = Text(
    "« {path} » est vide : donnez un tableau de tâches, ou une liste avec des dates.",
    '"{path}" is empty: give a table of tasks, or a list with dates.',
)


class Source(NamedTuple):
    """Either a text or the grids of a workbook; ``called`` is what the file is called."""

    called: str
    text: str | None
    grids: tuple[Grid, ...] = ()


def read_source(typed: str, lang: Lang) -> Source:
    """What the file says.

    Raises, in ``lang``: InvalidInput for what is missing, empty, too large or no text; NoAccess
    for what may not be read.
    """
    path = Path(typed)
    if typed == STDIN:
        data = sys.stdin.buffer.read(_LARGEST_PIPED + 1) if sys.stdin else b""
        called = Text("l’entrée standard", "standard input").to(lang)
    else:
        data = _bytes(path, lang)
        called = one_line(path.name)
    if data.startswith(_ZIP) or path.suffix.casefold() in _BOOKS:
        from retrosheet.xlsx.whole import read_tabs

        tables = read_tabs(io.BytesIO(data), path, lang)
        return Source(called, None, tuple(_grid(t.title, t.rows) for t in tables))
    if len(data) > _LARGEST_TEXT:
        most = _LARGEST_TEXT >> 20
        raise InvalidInput(_TOO_LARGE.to(lang).format(path=called, most=most))
    if not data.strip():
        raise InvalidInput(_EMPTY.to(lang).format(path=called))
    return Source(called, _decoded(data, path, lang))


def _bytes(path: Path, lang: Lang) -> bytes:
    from retrosheet.files.fingerprint import open_plain
    from retrosheet.xlsx.reading.refusals import told

    with told(path, lang), open_plain(path) as file:
        data = file.read(_LARGEST_PIPED + 1)
    if len(data) > _LARGEST_PIPED:
        most = _LARGEST_PIPED >> 20
        raise InvalidInput(_TOO_LARGE.to(lang).format(path=path, most=most))
    return data


def _decoded(data: bytes, path: Path, lang: Lang) -> str:
    """The text in whatever encoding Windows, macOS or Excel wrote it."""
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if any(byte < 9 or 13 < byte < 32 for byte in data[:4096]) or data.startswith(b"%PDF"):
        from retrosheet.xlsx.reading.foreign import recognised
        from retrosheet.xlsx.reading.refusals import told

        with told(path, lang):
            raise recognised(io.BytesIO(data))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _grid(title: str, rows: tuple[tuple[Cell, ...], ...]) -> Grid:
    return Grid(
        tuple(
            (number, tuple(cell.error or cell.value for cell in cells))
            for number, cells in enumerate(rows, 1)
            if cells
        ),
        sheet=title,
    )
