"""Conditional formats and validations."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from retrosheet.google.colors import WHITE
from retrosheet.google.formats import HIDING, rule_format
from retrosheet.google.limits import (
    RenderingError,
    check_formulas,
    clean,
    finite,
    on_tab,
    outside_texts,
)
from retrosheet.workbook.model import Look
from retrosheet.workbook.refs import Area, cell_ref

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from retrosheet.google.tabs import Request, Tab, Tabs
    from retrosheet.workbook.model import Rule, Sheet, Validation

_WORD = re.compile(r"[^\W\d][\w.]*")
_EPOCH = dt.date(1899, 12, 30)
_MOST_WORDS = 500
_LETTERS = 3
"""Words of so few letters are typed sooner than chosen."""


class Hidden(NamedTuple):
    """The cells of a tab whose text is hidden: where they lie, what they hold, and their fill."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int
    signs: frozenset[str]
    fill: str

    def touches(self, area: Area) -> bool:
        return (
            area.first_row <= self.last_row
            and area.last_row >= self.first_row
            and area.first_column <= self.last_column
            and area.last_column >= self.first_column
        )


def conditional_formats(tab: Tab, names: Collection[str]) -> Iterator[Request]:
    """The rules in their order, as the first that holds wins in Google Sheets, too.

    Raises RenderingError for a rule that looks at another tab or at one of ``names``: Google
    refuses those.
    """
    sheet = tab.sheet
    where = f"A rule of the tab {sheet.title!r}"
    check_formulas((rule.formula for rule in sheet.rules), where)
    hidden = _hidden(sheet) if sheet.rules else None
    for index, rule in enumerate(sheet.rules):
        area = on_tab(rule.area, sheet.title, "A rule")
        bare = outside_texts(rule.formula)
        if "!" in bare or not set(_WORD.findall(bare)).isdisjoint(names):
            raise RenderingError(f"{where} looks at another tab: {rule.formula}")
        condition = {
            "type": "CUSTOM_FORMULA",
            "values": [{"userEnteredValue": rule.formula}],
        }
        look = _over_hidden(rule, hidden) if hidden and hidden.touches(area) else rule.look
        if look.glyph and look is rule.look:
            raise RenderingError(f"{where} shows {look.glyph!r} where no sign is hidden")
        wanted = {"condition": condition, "format": rule_format(look)}
        added = {"ranges": [tab.range(area[1:])], "booleanRule": wanted}
        yield {"addConditionalFormatRule": {"rule": added, "index": index}}


def _hidden(sheet: Sheet) -> Hidden | None:
    cells = [cell for cell in sheet.cells if cell.style and cell.style.number_format == HIDING]
    if not cells:
        return None
    fills = {cell.style.fill for cell in cells if cell.style}
    if len(fills) > 1:
        raise RenderingError(f"{sheet.title!r} hides texts on different fills: {sorted(fills)}")
    rows, columns = {cell.row for cell in cells}, {cell.column for cell in cells}
    signs = frozenset(str(cell.value) for cell in cells)
    return Hidden(min(rows), min(columns), max(rows), max(columns), signs, fills.pop() or WHITE)


def _over_hidden(rule: Rule, hidden: Hidden) -> Look:
    """The look of a rule over hidden texts, which have the colour of what they stand on.

    A rule that shows the cell's own sign gives it a colour; any other gives it that of the fill.
    Fill and colour are always both said, so that no other rule shines through.
    """
    area, look = rule.area, rule.look
    if area.first_column < hidden.first_column or area.last_column > hidden.last_column:
        raise RenderingError(f"A rule reaches from hidden texts to others: {rule}")
    fill = look.fill or hidden.fill
    if look.glyph in hidden.signs:
        return look._replace(fill=fill, glyph="")
    return Look(fill=fill, color=fill)


def validations(tab: Tab, tabs: Tabs) -> Iterator[Request]:
    """What may be typed where; calculated cells are protected instead (``sheets.protections``)."""
    for validation in tab.sheet.validations:
        if validation.kind == "computed":
            continue
        area = on_tab(validation.area, tab.sheet.title, "A validation")
        rule: dict[str, Any] = {"condition": _condition(validation, tabs)}
        said = " ".join(part for part in (validation.prompt, validation.message) if part)
        if said:
            rule["inputMessage"] = clean(said)
        if validation.strict:
            rule["strict"] = True
        if has_arrow(validation):
            rule["showCustomUi"] = True
        yield {"setDataValidation": {"range": tab.range(area[1:]), "rule": rule}}


def has_arrow(validation: Validation) -> bool:
    """Whether each cell shows the arrow of its list.

    Google draws it in every cell at all times: over a matrix of letters it would hide them.
    """
    words = validation.source
    return validation.kind == "list" and (
        isinstance(words, Area) or any(len(word) > _LETTERS for word in words)
    )


def _condition(validation: Validation, tabs: Tabs) -> dict[str, Any]:
    source, least, most = validation.source, validation.least, validation.most
    own = cell_ref(validation.area.first_row, validation.area.first_column)
    match validation.kind:
        case "list" if isinstance(source, Area):
            tabs.range(source, "A list")
            return _typed("ONE_OF_RANGE", f"={source.ref}")
        case "list":
            words = [_literal(str(word)) for word in source]
            if not words or len(words) > _MOST_WORDS:
                raise RenderingError(f"Google Sheets cannot offer the list {source!r}")
            return _typed("ONE_OF_LIST", *words)
        case "date":
            return _dates(least, most)
        case "decimal":
            # As a formula, so that a cell that is calculated as an empty text is not marked wrong.
            bounds = _bounds(own, least, most)
            test = f"AND({','.join(bounds)})" if bounds else "TRUE"
            return _typed("CUSTOM_FORMULA", f'=IF(ISNUMBER({own}),{test},{own}="")')
        case "whole":
            tests = ",".join((f"{own}=INT({own})", *_bounds(own, least, most)))
            return _typed("CUSTOM_FORMULA", f'=IF(ISNUMBER({own}),AND({tests}),{own}="")')
        case "length":
            tests = ",".join(_bounds(f"LEN({own})", least, most)) or "TRUE"
            return _typed("CUSTOM_FORMULA", f"=AND({tests})")
        case _:
            raise RenderingError(f"There is no validation of the kind {validation.kind!r}")


def _typed(kind: str, *values: str) -> dict[str, Any]:
    condition: dict[str, Any] = {"type": kind}
    if values:
        condition["values"] = [{"userEnteredValue": value} for value in values]
    return condition


def _literal(word: str) -> str:
    """A word of a list; one that begins like a formula would be read as one."""
    if word.startswith(("=", "+")) or not word.strip():
        raise RenderingError(f"A list cannot offer {word!r}: use an area")
    return clean(word)


def _bounds(what: str, least: float | None, most: float | None) -> list[str]:
    bounds = [f"{what}>={finite(least, 'A validation')}"] if least is not None else []
    return bounds + ([f"{what}<={finite(most, 'A validation')}"] if most is not None else [])


def _dates(least: float | None, most: float | None) -> dict[str, Any]:
    """Google's own conditions for dates, as they offer a calendar; days are typed as ISO says."""
    given = [_EPOCH + dt.timedelta(days=day) for day in (least, most) if day is not None]
    days = [day.isoformat() for day in given]
    if len(days) == 2:
        return _typed("DATE_BETWEEN", *days)
    if least is not None:
        return _typed("DATE_ON_OR_AFTER", *days)
    return _typed("DATE_ON_OR_BEFORE" if days else "DATE_IS_VALID", *days)
