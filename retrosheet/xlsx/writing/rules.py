"""Conditional formats and validations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from retrosheet.workbook.refs import Area, cell_ref
from retrosheet.xlsx.writing.limits import (
    RenderingError,
    check_formulas,
    clean,
    done,
    fitting,
    on_tab,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.workbook.model import Sheet, Validation
    from retrosheet.xlsx.writing.cells import Page
    from retrosheet.xlsx.writing.formats import Formats

_MAX_TITLE = 32
_MAX_MESSAGE = 255
_MAX_CHECK = 255
# "Any number" and "any date", as Excel offers no validation that only asks for the type.
_LEAST = {"whole": -9.9e307, "decimal": -9.9e307, "date": 0.0}


def add_rules(page: Page, sheet: Sheet, formats: Formats) -> None:
    """Add the conditional formats in their order: the first that holds ends the search.

    XlsxWriter gathers those of one range and numbers them as they come, which is what keeps bars
    visible in LibreOffice.
    """
    check_formulas([rule.formula for rule in sheet.rules], f"A rule of the tab {sheet.title!r}")
    for rule in sheet.rules:
        wanted = {
            "type": "formula",
            "criteria": rule.formula,
            "format": formats.of_look(rule.look),
            "stop_if_true": True,
        }
        corners = on_tab(rule.area, sheet.title, "A rule")
        done(page.conditional_format(*corners, wanted), f"{rule} of {sheet.title!r}")


def add_validations(page: Page, sheet: Sheet, titles: frozenset[str]) -> None:
    """Say what may be typed where; lists may lie on any tab of ``titles``."""
    computed = {v.area[1:3] for v in sheet.validations if v.kind == "computed"}
    formulas = {
        (cell.row, cell.column): cell.formula
        for cell in sheet.cells
        if (cell.row, cell.column) in computed
    }
    for validation in sheet.validations:
        corners = on_tab(validation.area, sheet.title, "A validation")
        allowed = _allowed(validation, titles, formulas)
        if allowed is not None:
            wanted = allowed | _said(validation)
            done(page.data_validation(*corners, wanted), f"{validation} of {sheet.title!r}")


def _allowed(
    validation: Validation, titles: frozenset[str], formulas: Mapping[tuple[int, int], str]
) -> dict[str, Any] | None:
    """What is allowed, in XlsxWriter's words; None where the file cannot say it."""
    kind, source, least, most = (
        validation.kind,
        validation.source,
        validation.least,
        validation.most,
    )
    if kind == "computed":
        return _unchanged(validation.area, formulas)
    if kind == "list":
        if not isinstance(source, Area):
            return {"validate": "list", "source": [_word(word) for word in source]}
        if source.title not in titles:
            raise RenderingError(f"A list lies on the tab {source.title!r}, which does not exist")
        return {"validate": "list", "source": f"={source.ref}"}
    if least is not None and most is not None:
        return {
            "validate": kind,
            "criteria": "between",
            "minimum": f"{least:.16G}",
            "maximum": f"{most:.16G}",
        }
    if most is not None:
        return {"validate": kind, "criteria": "<=", "value": f"{most:.16G}"}
    least = _LEAST[kind] if least is None else least
    return {"validate": kind, "criteria": ">=", "value": f"{least:.16G}"}


def _unchanged(area: Area, formulas: Mapping[tuple[int, int], str]) -> dict[str, Any] | None:
    """The cell shows what its formula gives: so that a value typed over it is doubted, and the
    formula itself is not, which Google Sheets would mark in a file that is uploaded.

    None for a formula too long to be repeated there, and where somebody has typed over the first.
    """
    place = (area.first_row, area.first_column)
    formula = formulas.get(place, "")
    own = f"={cell_ref(*place)}={formula[1:]}"
    if not formula or len(own) > _MAX_CHECK:
        return None
    return {"validate": "custom", "value": own, "ignore_blank": False}


def _word(word: str) -> str:
    """A word of a list within the file: a comma would part it, and quotes are doubled."""
    if not word or "," in word or word != word.strip():
        raise RenderingError(f"A list within the file cannot offer {word!r}: use an area")
    return clean(word).replace('"', '""')


def _said(validation: Validation) -> dict[str, Any]:
    texts = {
        "error_title": fitting(validation.title, _MAX_TITLE, "The title of a validation"),
        "error_message": fitting(validation.message, _MAX_MESSAGE, "A validation's message"),
        "input_message": fitting(validation.prompt, _MAX_MESSAGE, "A validation's prompt"),
    }
    return {name: text for name, text in texts.items() if text} | {
        "error_type": "stop" if validation.strict else "warning",
        "show_error": not validation.free,
    }
