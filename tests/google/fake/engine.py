"""What the formulas of a spreadsheet come to: its cells in IronCalc, by way of an .xlsx file.

Loading a file is by far the quickest way into IronCalc where setting cells one by one takes many
times as long. What it cannot calculate as Sheets does is raised, not guessed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from tests.google.fake.engine_file import Content, write
from tests.google.fake.references import Corner, Reference, rewrite
from tests.google.fake.state import Json, NotModelled, Place, Sheet, Spreadsheet

_TEXT = re.compile(r'"(?:[^"]|"")*"')
# What a function gives is one value anyway: `@` before it is harmless.
_INTERSECTS = re.compile(r"@(?![A-Z.]+\()(?:([^\W\d]\w*)(?![\w.!:]))?")
_TITLE = re.compile(r"""\"(?:[^\"]|\"\")*\"|(?<![\w.'])('(?:[^']|'')+'|[^\W\d][\w.]*)!""")
_EXCEL_ONLY = re.compile(r"\bAGGREGATE\(|\b_xl(?:fn|ws|udf)\.|\bCUBE[A-Z]+\(", re.IGNORECASE)
# `A5:A` and `A:A5`, which only Sheets knows.
_OPEN = re.compile(
    r"[0-9]:\$?[A-Za-z]{1,3}(?![\w$])|(?<![\w$])\$?[A-Za-z]{1,3}:\$?[A-Za-z]+\$?[0-9]"
)
_TODAY = re.compile(r"\bTODAY\(\)", re.IGNORECASE)
_ERRORS = {
    "#N/A": ("N_A", "Did not find value in the evaluation."),
    "#DIV/0!": ("DIVIDE_BY_ZERO", "Function DIVIDE parameter 2 cannot be zero."),
    "#REF!": ("REF", "Reference does not exist."),
    "#CIRC!": (
        "REF",
        "Circular dependency detected. To resolve with iterative calculation, see File > Settings.",
    ),
    "#NAME?": ("NAME", "Unknown function or range name."),
    "#VALUE!": ("VALUE", "Function parameter expects another type of values."),
    "#NUM!": ("NUM", "Function parameter value is out of range."),
    "#NULL!": ("NULL_VALUE", "The ranges do not intersect."),
    "#ERROR!": ("ERROR", "Formula parse error."),
}

Values = dict[Place, Json]


class Engine:
    """The calculated values of one spreadsheet, until it changes."""

    def __init__(self) -> None:
        self._changes = -1
        self._today: dt.date | None = None
        self._values: dict[int, Values] = {}

    def values(self, book: Spreadsheet, today: dt.date | None) -> dict[int, Values]:
        """The effective values, as ExtendedValues, by sheetId and place."""
        if (self._changes, self._today) != (book.changes, today) or not self._values:
            self._values = _calculated(book, today)
            self._changes, self._today = book.changes, today
        return self._values


def plain(value: Json | None) -> str | float | bool | None:
    """The bare value of an ExtendedValue; an error as ``#REF!``."""
    if not value:
        return None
    if "errorValue" in value:
        kind = value["errorValue"]["type"]
        return next(text for text, (name, _) in _ERRORS.items() if name == kind)
    found: str | float | bool = next(iter(value.values()))
    return found


def _calculated(book: Spreadsheet, today: dt.date | None) -> dict[int, Values]:
    found: dict[int, Values] = {}
    has_formulas = False
    for sheet in book.sheets:
        values = found[sheet.id] = {}
        for place, cell in sheet.cells.items():
            value = cell.get("userEnteredValue")
            if value is None:
                continue
            if value.get("broken"):
                values[place] = _error("#ERROR!")
            elif "formulaValue" in value:
                has_formulas = True
            else:
                values[place] = value
    if has_formulas:
        _evaluate(book, today, found)
    return found


# Tests begin with the same sheet again and again: the last ones are not worked out twice.
_MOST_KEPT = 24
_KEPT: dict[bytes, dict[int, Values]] = {}


def _depends_on(book: Spreadsheet, today: dt.date | None) -> bytes:
    """All that the values depend on: two equal ones have the same values."""
    cells = [
        (sheet.id, sheet.title, place, cell["userEnteredValue"])
        for sheet in book.sheets
        for place, cell in sheet.cells.items()
        if "userEnteredValue" in cell
    ]
    sizes = [(sheet.id, sheet.rows, sheet.columns) for sheet in book.sheets]
    return hashlib.sha256(repr((today, book.named, sizes, cells)).encode()).digest()


def _evaluate(book: Spreadsheet, today: dt.date | None, found: dict[int, Values]) -> None:
    key = _depends_on(book, today)
    if key not in _KEPT:
        _work_out(book, today, found)
        while len(_KEPT) >= _MOST_KEPT:
            del _KEPT[next(iter(_KEPT))]
        _KEPT[key] = {number: dict(values) for number, values in found.items()}
    for number, values in _KEPT[key].items():
        found[number].update(values)


def _work_out(book: Spreadsheet, today: dt.date | None, found: dict[int, Values]) -> None:
    import ironcalc

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        refused = _written(book, today, path)
        model = ironcalc.load_from_xlsx(str(path))
    model.evaluate()
    doubtful = []
    names = {item["name"].casefold() for item in book.named}
    for number, sheet in enumerate(book.sheets):
        values = found[sheet.id]
        for place, cell in sheet.cells.items():
            value = cell.get("userEnteredValue", {})
            if "formulaValue" not in value or value.get("broken"):
                continue
            if (sheet.id, place) in refused:
                values[place] = _error("#ERROR!")
                continue
            row, column = place[0] + 1, place[1] + 1
            kept = model.get_cell_formula(number, row, column) or ""
            if "@" in kept and _takes_one(kept, names):
                doubtful.append(f"{sheet.title} R{row}C{column}: {kept}")
            result = model.get_cell_value(number, row, column)
            kind = model.get_cell_type(number, row, column)
            values[place] = _extended(result, kind == ironcalc.CellType.ErrorValue)
    if doubtful:
        raise NotModelled("IronCalc takes one cell for a range: " + "; ".join(doubtful[:5]))


def _takes_one(formula: str, names: set[str]) -> bool:
    """Whether IronCalc takes one cell of a range; a name that nobody has is an error anyway."""
    found = _INTERSECTS.finditer(_TEXT.sub('""', formula))
    return any(match[1] is None or match[1].casefold() in names for match in found)


def _extended(value: Any, is_error: bool) -> Json:
    if is_error:
        if value not in _ERRORS:
            raise NotModelled(f"IronCalc answers {value}")
        return _error(value)
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int | float):
        return {"numberValue": value}
    return {"stringValue": "" if value is None else str(value)}


def _error(text: str) -> Json:
    kind, message = _ERRORS[text]
    return {"errorValue": {"type": kind, "message": message}}


def _written(book: Spreadsheet, today: dt.date | None, path: Path) -> set[tuple[int, Place]]:
    """Write the spreadsheet as .xlsx; the formulas that are none at all are left out."""
    refused: set[tuple[int, Place]] = set()
    titles = {sheet.title: f"S{number}" for number, sheet in enumerate(book.sheets)}
    sheets: dict[str, list[tuple[Place, Content]]] = {}
    for sheet in book.sheets:
        page = sheets[titles[sheet.title]] = []
        for place, cell in sorted(sheet.cells.items()):
            value = cell.get("userEnteredValue")
            if value is None or value.get("broken"):
                continue
            if "formulaValue" in value:
                if _seen(value["formulaValue"]).excel_only:
                    page.append((place, ("formula", "NO_SUCH_FUNCTION()")))
                    continue
                formula = _for_ironcalc(value["formulaValue"], book, sheet, titles, today)
                if formula is None:
                    refused.add((sheet.id, place))
                else:
                    page.append((place, ("formula", formula[1:])))
            elif "stringValue" in value:
                page.append((place, ("text", value["stringValue"])))
            else:
                page.append((place, ("value", next(iter(value.values())))))
    names = {}
    for item in book.named:
        if "range" in item:
            sheet, box = book.box(item["range"])
            first = Corner(box.left, box.top, True, True)
            last = Corner(box.right - 1, box.bottom - 1, True, True)
            one = box.right - box.left == 1 and box.bottom - box.top == 1
            names[item["name"]] = f"{titles[sheet.title]}!{Reference(first, None if one else last)}"
    write(path, sheets, names)
    return refused


def _for_ironcalc(
    formula: str, book: Spreadsheet, own: Sheet, titles: dict[str, str], today: dt.date | None
) -> str | None:
    """The formula with short titles, a fixed day and closed ranges; None: Sheets cannot read it."""
    seen = _seen(formula)
    if not seen.readable:
        return None
    if today is not None and seen.asks_today:
        formula = _TODAY.sub(f"DATE({today.year},{today.month},{today.day})", formula)

    def closed(title: str | None, reference: Reference) -> Reference:
        first, last = reference
        if last is None:
            return reference
        sheet = own if title is None else book.titled(title)
        if sheet is None or (first.row is None) == (last.row is None):
            return reference
        if last.row is None:
            return Reference(first, last._replace(row=sheet.rows - 1))
        return Reference(first._replace(row=0), last)

    if seen.has_open_range:
        formula = rewrite(formula, closed)
    if seen.looks_elsewhere:
        formula = _retitled(formula, tuple(titles.items()))
    return formula


class _Seen(NamedTuple):
    """What the text of a formula alone says, its strings left out."""

    excel_only: bool
    readable: bool
    asks_today: bool
    has_open_range: bool
    looks_elsewhere: bool


# A sheet is worked out after each edit, and nearly all of its formulas are as they were before.
@lru_cache(50_000)
def _seen(formula: str) -> _Seen:
    bare = _TEXT.sub('""', formula)
    paired = bare.count("(") == bare.count(")") and formula.count('"') % 2 == 0
    return _Seen(
        excel_only=_EXCEL_ONLY.search(bare) is not None,
        readable=paired and not set(bare) & set("@["),
        asks_today="TODAY" in bare.upper(),
        has_open_range=":" in formula and _OPEN.search(bare) is not None,
        looks_elsewhere="!" in bare,
    )


@lru_cache(50_000)
def _retitled(formula: str, new_titles: tuple[tuple[str, str], ...]) -> str:
    titles = dict(new_titles)

    def one(match: re.Match[str]) -> str:
        title = match[1]
        if title is None:
            return match[0]
        if title.startswith("'"):
            title = title[1:-1].replace("''", "'")
        return f"{titles[title]}!" if title in titles else match[0]

    return _TITLE.sub(one, formula)
