"""Reads a workbook that somebody else made: what its tabs show, with fills, merges and notes.

openpyxl reads the cells, row by row and no further than the limits; our own package guards come
first, and what it would read only in a mode without limits (merges, notes) is read here.
"""

from __future__ import annotations

import datetime as dt
import re
import warnings
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from retrosheet.language import Text
from retrosheet.workbook.foreign import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_TABS,
    ForeignBook,
    ForeignCell,
    ForeignTab,
)
from retrosheet.workbook.model import Merge
from retrosheet.workbook.refs import column_number
from retrosheet.xlsx.reading.colors import fill_of, theme_colors
from retrosheet.xlsx.reading.contents import read_contents, relations
from retrosheet.xlsx.reading.markup import walk
from retrosheet.xlsx.reading.package import Package
from retrosheet.xlsx.reading.refusals import Unfit, damaged, hostile, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from retrosheet.language import Lang
    from retrosheet.workbook.foreign import Place, Shown
    from retrosheet.xlsx.reading.contents import Tab
    from retrosheet.xlsx.reading.package import Member

# With both, a workbook is one of ours; one that has lost its engine may be adopted again.
_ALIVE = ("rs_plan", "rs_engine")
_LARGEST_PART = 48 << 20
_MOST_MERGED = 100_000
_MOST_OF_OURS = 2_000_000
_CORNERS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})(?::\$?([A-Z]{1,3})\$?([1-9]\d{0,6}))?")
_OURS = Text(
    "« {path} » est déjà un classeur de retrosheet : il n’y a rien à adopter. Pour savoir où il en "
    "est : retrosheet sync {word}",
    '"{path}" is a workbook of retrosheet already: there is nothing to adopt. To see where it '
    "stands: retrosheet sync {word}",
)
_TOO_MUCH = Text(
    "« {{path}} » a plus de {most_cells} cellules remplies : gardez-y le seul onglet du plan.",
    '"{{path}}" has more than {most_cells} filled cells: keep only the tab of the plan in it.',
).format(most_cells=MOST_CELLS)
_KINDS = {
    "drawing": Text("images, formes ou graphiques", "pictures, shapes or charts"),
    "conditionalFormatting": Text("mises en forme conditionnelles", "conditional formats"),
    "dataValidation": Text("listes de choix", "drop-down lists"),
    "beyond": Text(
        "ce qui est au-delà de la ligne {most_rows} ou de la colonne {most_columns}",
        "what lies beyond row {most_rows} or column {most_columns}",
    ).format(most_rows=MOST_ROWS, most_columns=MOST_COLUMNS),
    "hyperlink": Text("adresses derrière des liens", "addresses behind links"),
}


class _Beside(NamedTuple):
    """What the XML of a tab says beside its cells."""

    merges: tuple[Merge, ...]
    lost: tuple[Text, ...]


def read_hand_made(file: BinaryIO, path: Path, lang: Lang) -> ForeignBook:
    """The tabs with cells, in order, as far as the limits of ``workbook.foreign``.

    ``path`` is what the file is called. Raises InvalidInput or NoAccess, in ``lang``.
    """
    with told(path, lang):
        package = Package(file)
        contents = read_contents(package)
        if len(contents.areas(_ALIVE)[0]) == len(_ALIVE):
            raise Unfit(_OURS)
        # openpyxl reads these as a whole.
        for whole in (contents.texts, contents.styles):
            if whole is not None:
                walk([package.content(whole, _LARGEST_PART)], _nothing)
        tabs = [tab for tab in contents.tabs if tab.part is not None][:MOST_TABS]
        beside = {tab.title: _beside(package, tab.part) for tab in tabs if tab.part is not None}
        notes = {tab.title: _notes(package, tab) for tab in tabs}
        found = _tabs(file, [tab.title for tab in tabs], beside, notes)
    return ForeignBook(path.name, tuple(found))


def read_looks(file: BinaryIO, path: Path, title: str, lang: Lang) -> ForeignTab:
    """One tab of a workbook of ours, with the look of its cells; raises as above."""
    with told(path, lang):
        read_contents(Package(file))
        return _tabs(file, [title], {title: _Beside((), ())}, {title: {}}, _MOST_OF_OURS)[0]


def _tabs(
    file: BinaryIO,
    titles: Sequence[str],
    beside: Mapping[str, _Beside],
    notes: Mapping[str, Mapping[Place, str]],
    left: int = MOST_CELLS,
) -> list[ForeignTab]:
    from openpyxl import load_workbook

    found: list[ForeignTab] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of what it leaves out, which is said here
        try:
            file.seek(0)
            shown = load_workbook(file, read_only=True, data_only=True)
            written = load_workbook(file, read_only=True)
            theme = theme_colors(shown.loaded_theme)
            for title in titles:
                cells = dict(_cells(shown[title], written[title], theme, left))
                left -= len(cells)
                found.append(
                    ForeignTab(
                        title,
                        cells,
                        beside[title].merges,
                        hidden=shown[title].sheet_state != "visible",
                        remarks=notes[title],
                        lost=beside[title].lost,
                    )
                )
        except (Unfit, OSError, MemoryError):
            raise
        except Exception as error:
            raise damaged(
                Text("son contenu est illisible", "its content cannot be read")
            ) from error
    return found


def _cells(
    shown: Any, written: Any, theme: Sequence[str], left: int
) -> Iterator[tuple[Place, ForeignCell]]:
    """The cells of a tab that hold something or are filled; Unfit where there are too many."""
    looks: dict[tuple[int, int, int], tuple[str, bool, str]] = {}
    rows = (tab.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS) for tab in (shown, written))
    for row, (values, formulas) in enumerate(zip(*rows, strict=False)):
        for column, (cell, source) in enumerate(zip(values, formulas, strict=False)):
            if not hasattr(cell, "style_array"):
                continue
            style = cell.style_array
            key = style.fillId, style.fontId, style.numFmtId
            if key not in looks:
                looks[key] = (
                    fill_of(cell.fill, theme),
                    bool(cell.font and cell.font.b),
                    cell.number_format or "",
                )
            fill, bold, shape = looks[key]
            formula = source.value if getattr(source, "data_type", "") == "f" else ""
            formula = getattr(formula, "text", formula)
            value = _value(cell.value)
            if value is None and not fill and not formula:
                continue
            left -= 1
            if left < 0:
                raise Unfit(_TOO_MUCH)
            yield (
                (row, column),
                ForeignCell(value, fill, bold, str(formula or ""), "%" in shape, shape),
            )


def _value(value: Any) -> Shown:
    if isinstance(value, dt.datetime):
        return value.date() if value.time() == dt.time() else value
    if isinstance(value, dt.time | dt.timedelta):
        return str(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if value is None or isinstance(value, str | float | bool | dt.date):
        return value if value != "" else None
    return str(value)


def _nothing(_: str, __: Mapping[str, str]) -> None:
    """Takes an element for what it is: well-formed."""


def _beside(package: Package, part: Member) -> _Beside:
    merges: list[Merge] = []
    kinds: dict[str, None] = {}
    merged = 0
    beyond = False

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal merged, beyond
        if name == "c":
            match = _CORNERS.fullmatch(attributes.get("r", ""))
            beyond = match is not None and (
                int(match[2]) > MOST_ROWS or column_number(match[1]) >= MOST_COLUMNS
            )
        elif beyond and name in ("v", "is"):
            kinds.setdefault("beyond")
        elif name == "mergeCell" and (match := _CORNERS.fullmatch(attributes.get("ref", ""))):
            rows = sorted((int(match[2]) - 1, int(match[4] or match[2]) - 1))
            columns = sorted(column_number(letters or match[1]) for letters in match.group(1, 3))
            merged += (rows[1] - rows[0] + 1) * (columns[1] - columns[0] + 1)
            if merged > _MOST_MERGED:
                raise hostile(Text("des fusions démesurées", "merged cells out of all proportion"))
            merges.append(Merge(rows[0], columns[0], rows[1], columns[1]))
        elif name in _KINDS:
            kinds.setdefault(name)

    walk(package.chunks(part), start)
    return _Beside(tuple(merges), tuple(_KINDS[kind] for kind in kinds))


def _notes(package: Package, tab: Tab) -> Mapping[Place, str]:
    """The notes that hang on the cells of a tab, threads of comments as their notes say them."""
    assert tab.part is not None
    found: dict[Place, list[str]] = {}
    there: Place | None = None
    within: list[str] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal there
        within.append(name)
        if name == "comment":
            match = _CORNERS.fullmatch(attributes.get("ref", ""))
            there = (int(match[2]) - 1, column_number(match[1])) if match else None

    def end(_: str) -> None:
        within.pop()

    def text(content: str) -> None:
        if there is not None and within and within[-1] == "t":
            found.setdefault(there, []).append(content)

    for kind, target in relations(package, tab.part.name).values():
        part = package.find(target) if kind == "comments" else None
        if part is not None:
            walk([package.content(part, _LARGEST_PART)], start, end=end, text=text)
    return {place: "".join(parts) for place, parts in found.items()}
