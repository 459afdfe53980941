"""Conditional formats and validations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from retrosheet.google.drawing.colors import WHITE
from retrosheet.google.drawing.formats import rule_format
from retrosheet.google.drawing.limits import (
    RenderingError,
    check_formulas,
    clean,
    finite,
    for_any_locale,
    on_tab,
    outside_texts,
)
from retrosheet.workbook.refs import Area, cell_ref
from retrosheet.workbook.serials import day_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from retrosheet.google.drawing.tabs import Request, Tab, Tabs
    from retrosheet.workbook.model import Look, Validation

_WORD = re.compile(r"[^\W\d][\w.]*")
_MOST_WORDS = 500
_LETTERS = 3
"""Words of so few letters are typed sooner than chosen."""


def conditional_formats(tab: Tab, names: Collection[str]) -> Iterator[Request]:
    """The rules in their order, as the first that holds wins in Google Sheets, too.

    Raises RenderingError for a rule that looks at another tab or at one of ``names``: Google
    refuses those.
    """
    sheet = tab.sheet
    where = f"A rule of the tab {sheet.title!r}"
    check_formulas((rule.formula for rule in sheet.rules), where)
    for index, rule in enumerate(sheet.rules):
        area = on_tab(rule.area, sheet.title, "A rule")
        bare = outside_texts(rule.formula)
        if "!" in bare or not set(_WORD.findall(bare)).isdisjoint(names):
            raise RenderingError(f"{where} looks at another tab: {rule.formula}")
        condition = {
            "type": "CUSTOM_FORMULA",
            "values": [{"userEnteredValue": for_any_locale(rule.formula)}],
        }
        wanted = {"condition": condition, "format": rule_format(_shown(rule.look))}
        added = {"ranges": [tab.range(area[1:])], "booleanRule": wanted}
        yield {"addConditionalFormatRule": {"rule": added, "index": index}}


def _shown(look: Look) -> Look:
    """A sign cannot be shown in a text's place, so that its text is hidden in the fill; nor can one
    be shown before a text."""
    look = look._replace(mark="")
    return look._replace(color=look.fill or WHITE, glyph="") if look.glyph else look


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
        condition["values"] = [
            {"userEnteredValue": for_any_locale(value) if value.startswith("=") else value}
            for value in values
        ]
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
    given = [day_of(day) for day in (least, most) if day is not None]
    days = [day.isoformat() for day in given]
    if len(days) == 2:
        return _typed("DATE_BETWEEN", *days)
    if least is not None:
        return _typed("DATE_ON_OR_AFTER", *days)
    return _typed("DATE_ON_OR_BEFORE" if days else "DATE_IS_VALID", *days)
