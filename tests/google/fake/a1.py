"""Ranges as people write them in a request: ``Plan!A1:B2``, ``'My plan'!A:A``, a tab, a name."""

from __future__ import annotations

import re

from tests.google.fake.references import letters, parse_reference, quoted
from tests.google.fake.state import Box, Refused, Sheet, Spreadsheet

_SHEET = re.compile(r"('(?:[^']|'')+'|[^!]+)!(.+)")
_RANGE = re.compile(r"\$?[A-Za-z]{0,3}\$?[0-9]*(:\$?[A-Za-z]{0,3}\$?[0-9]*)?")


def resolve(book: Spreadsheet, text: str) -> tuple[Sheet, Box]:
    """The tab and rectangle; Refused where Google would not understand it."""
    match = _SHEET.fullmatch(text)
    if match is None:
        if (found := _named(book, text)) is not None:
            return found
        sheet = book.titled(_bare(text))
        if sheet is not None:
            return sheet, Box(0, 0, sheet.rows, sheet.columns)
        sheet, area = book.sheets[0], text
    else:
        titled = book.titled(_bare(match[1]))
        if titled is None:
            raise Refused(f"Unable to parse range: {text}")
        sheet, area = titled, match[2]
        # gspread asks for a name so, whatever tab it lies on.
        if (found := _named(book, area)) is not None:
            return found
    if not area or not _RANGE.fullmatch(area):
        raise Refused(f"Unable to parse range: {text}")
    return sheet, _clipped(sheet, area, text)


def _named(book: Spreadsheet, name: str) -> tuple[Sheet, Box] | None:
    for item in book.named:
        if item["name"].casefold() == name.casefold() and "range" in item:
            return book.box(item["range"])
    return None


def _clipped(sheet: Sheet, area: str, text: str) -> Box:
    try:
        first, last = parse_reference(area)
    except ValueError as problem:
        raise Refused(f"Unable to parse range: {text}") from problem
    if last is None:
        if first.row is None or first.column is None:
            raise Refused(f"Unable to parse range: {text}")
        last = first
    top, left = first.row or 0, first.column or 0
    bottom = sheet.rows if last.row is None else last.row + 1
    right = sheet.columns if last.column is None else last.column + 1
    if top >= sheet.rows or left >= sheet.columns:
        raise Refused(
            f"Range ({quoted(sheet.title)}!{area}) exceeds grid limits. Max rows: {sheet.rows}, "
            f"max columns: {sheet.columns}"
        )
    return Box(top, left, min(bottom, sheet.rows), min(right, sheet.columns))


def _bare(title: str) -> str:
    return title[1:-1].replace("''", "'") if title.startswith("'") else title


def shown(sheet: Sheet, box: Box) -> str:
    """The range as Google echoes it: with its tab, clipped to the grid."""
    first = f"{letters(box.left)}{box.top + 1}"
    last = f"{letters(box.right - 1)}{box.bottom}"
    area = first if first == last else f"{first}:{last}"
    return f"{quoted(sheet.title)}!{area}"
