"""Reads a CSV as RFC 4180 has it, by code of its own: each quote and line end counts."""

from __future__ import annotations


def rows_of(content: bytes, separator: str = ",") -> list[list[str]]:
    """The cells; an AssertionError where the file is not as the rules say."""
    text = content.decode("utf-8")
    rows: list[list[str]] = []
    row: list[str] = []
    place = 0
    while place < len(text):
        cell, place = _cell(text, place, separator)
        row.append(cell)
        if text.startswith("\r\n", place):
            rows.append(row)
            row, place = [], place + 2
        else:
            assert text[place] == separator, f"not a separator at {place}: {text[place]!r}"
            place += 1
    assert not row, "the last line has no end"
    return rows


def _cell(text: str, place: int, separator: str) -> tuple[str, int]:
    if text[place] != '"':
        end = place
        while not text.startswith("\r\n", end) and text[end] != separator:
            assert text[end] not in '"\r\n', f"a bare {text[end]!r}"
            end += 1
        return text[place:end], end
    found, place = "", place + 1
    while True:
        end = text.index('"', place)
        found += text[place:end]
        if text[end + 1 : end + 2] != '"':
            return found, end + 1
        found, place = found + '"', end + 2
