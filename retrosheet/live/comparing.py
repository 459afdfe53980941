"""What was sent beside what Google says is there; everything that differs, by its cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from retrosheet.google.drawing.grid import extended
from retrosheet.google.drawing.limits import for_any_locale
from retrosheet.language import Lang, Text, language
from retrosheet.live.questions import Found
from retrosheet.live.trial import cells_of, sheets_of
from retrosheet.workbook.refs import cell_ref
from retrosheet.workbook.serials import exact_serial

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from retrosheet.google.drawing.tabs import Tab
    from retrosheet.live.trial import Trial
    from retrosheet.workbook.model import Cell

Json = dict[str, Any]

_SHOWN = 5
"""So many differences are told; one cause mostly makes them all."""
_COLOR = 1 / 255
"""How far Google may round a part of a colour."""
_LITERAL = re.compile("(\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*')")
_CELLS = Text("{n} cellules", "{n} cells")


def counted(text: Text, n: int) -> Text:
    """A figure in its sentence."""

    def said(lang: Lang) -> str:
        return f"{n:,}".replace(",", language(lang).thousands)

    return text.format(n=Text.by(said))


def told(wrong: Sequence[str], text: Text, n: int) -> Found:
    """The first differences, and how many there are of all that was compared."""
    shown = "; ".join(wrong[:_SHOWN])
    if len(wrong) > _SHOWN:
        shown += f"; … ({len(wrong)})"
    return Found(shown, counted(text, n))


def calculated_cells(trial: Trial, answer: Json, launch: dt.date | None = None) -> Found:
    """Every formula's value beside the one that we work out for it."""
    sheets, wrong, count = sheets_of(answer), [], 0
    for tab, sheet in zip(trial.tabs, trial.expected(launch).sheets, strict=True):
        cells = cells_of(sheets.get(tab.id, {}))
        for cell in sheet.cells:
            if not cell.formula:
                continue
            count += 1
            shown = cells.get((cell.row, cell.column), {}).get("effectiveValue", {})
            if not _shows(shown, cell):
                wrong.append(f"{_where(tab, cell.row, cell.column)}: {_bare(shown)!r}")
    return told(wrong, _CELLS, count)


def _shows(shown: Json, cell: Cell) -> bool:
    wanted, found = cell.value, _bare(shown)
    if wanted is None or wanted == "":
        return found in {None, ""}
    if isinstance(wanted, str | bool):
        return type(found) is type(wanted) and found == wanted
    number = exact_serial(wanted) if not isinstance(wanted, int | float) else wanted
    return (
        isinstance(found, int | float)
        and not isinstance(found, bool)
        and abs(found - number) <= 1e-9 * max(1.0, abs(number))
    )


def _bare(value: Json) -> Any:
    """The value itself; an error by its type."""
    return value["errorValue"].get("type") if "errorValue" in value else next(
        iter(value.values()), None
    )  # fmt: skip


def entered_cells(trial: Trial, answer: Json) -> Found:
    """Every text, number and formula as it was written, whatever separates arguments by now."""
    sheets, wrong, count = sheets_of(answer), [], 0
    for tab in trial.tabs:
        cells = cells_of(sheets.get(tab.id, {}))
        for cell in tab.sheet.cells:
            sent = extended(cell.value, cell.formula)
            if sent is None:
                continue
            count += 1
            entered = cells.get((cell.row, cell.column), {}).get("userEnteredValue", {})
            if differs := unlike(sent, entered):
                wrong.append(f"{_where(tab, cell.row, cell.column)}{differs}")
    return told(wrong, _CELLS, count)


def unlike(sent: Any, found: Any) -> str:
    """Where ``found`` lacks something of what was ``sent``; "" where all of it is there.

    Google adds what it knows besides, leaves out what is 0, and rounds colours.
    """
    if isinstance(sent, dict):
        there = found if isinstance(found, dict) else {}
        for key, value in sent.items():
            if differs := unlike(value, there.get(key)):
                return f".{key}{differs}"
        return ""
    if isinstance(sent, list | tuple):
        items = found if isinstance(found, list) else []
        if len(sent) != len(items):
            return f": {len(items)} ≠ {len(sent)}"
        for number, pair in enumerate(zip(sent, items, strict=True)):
            if differs := unlike(*pair):
                return f"[{number}]{differs}"
        return ""
    return "" if _alike(sent, found) else f": {found!r}"


def _alike(sent: Any, found: Any) -> bool:
    if found is None:
        return not sent
    if isinstance(sent, str) and sent.startswith("=") and isinstance(found, str):
        return spelled(sent) == spelled(found)
    if isinstance(sent, float) and isinstance(found, int | float):
        return abs(sent - found) <= _COLOR
    return bool(sent == found)


def spelled(formula: str) -> str:
    """A formula without what locales write differently, for comparing only."""
    parts = _LITERAL.split(for_any_locale(formula))
    return "".join(
        part if number % 2 else part.replace(" ", "").upper() for number, part in enumerate(parts)
    )


def validations(trial: Trial, answer: Json) -> Found:
    """Every cell's rule, as the last request about it left it."""
    wanted: dict[tuple[int, int, int], Json] = {}
    for body in trial.bodies("setDataValidation"):
        for row, column in _places(body["range"]):
            wanted[body["range"]["sheetId"], row, column] = body["rule"]
    sheets = {number: cells_of(sheet) for number, sheet in sheets_of(answer).items()}
    names = {tab.id: tab for tab in trial.tabs}
    wrong = []
    for (number, row, column), rule in wanted.items():
        found = sheets.get(number, {}).get((row, column), {}).get("dataValidation")
        if differs := unlike(rule, found):
            wrong.append(f"{_where(names[number], row, column)}{differs}")
    return told(wrong, _CELLS, len(wanted))


def _places(area: Json) -> Iterator[tuple[int, int]]:
    for row in range(area["startRowIndex"], area["endRowIndex"]):
        for column in range(area["startColumnIndex"], area["endColumnIndex"]):
            yield row, column


def kept_in_order(sent: Sequence[Json], found: Sequence[Json], what: str) -> list[str]:
    """What differs of a list whose order counts."""
    if len(sent) != len(found):
        return [f"{what}: {len(found)} ≠ {len(sent)}"]
    pairs = enumerate(zip(sent, found, strict=True))
    return [f"{what}[{at}]{differs}" for at, pair in pairs if (differs := unlike(*pair))]


def kept(sent: Sequence[Json], found: Sequence[Json], what: str) -> list[str]:
    """What is missing of things whose order does not count."""
    return [f"{what}: {one}" for one in sent if not any(not unlike(one, other) for other in found)]


def _where(tab: Tab, row: int, column: int) -> str:
    return f"{tab.sheet.title}!{cell_ref(row, column)}"
