"""What an export gives: files, and what there is to say about them."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.language import Lang, Text, counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from retrosheet.workbook.model import Workbook

_REPLACED = (
    Text(
        "{target} ne prend pas de {what} : remplacé dans {n} texte.",
        "{target} does not take {what}: replaced in {n} text.",
    ),
    Text(
        "{target} ne prend pas de {what} : remplacé dans {n} textes.",
        "{target} does not take {what}: replaced in {n} texts.",
    ),
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile(r"\s*[\r\n\u0085\u2028\u2029\x0b\x0c]+\s*")


class File(NamedTuple):
    """One file, by its name in the folder; a workbook is drawn by whoever writes it."""

    name: str
    content: bytes | Workbook


class Exported(NamedTuple):
    """The files of a target, in order, and sentences about what they could not carry."""

    files: tuple[File, ...]
    remarks: tuple[str, ...] = ()


class Replacements:
    """Replaces what a target cannot take, and counts the texts in which it did."""

    def __init__(self, target: str, lang: Lang) -> None:
        self.target, self.lang = target, lang
        self._counts: dict[Text, int] = {}

    def of(self, text: str, what: Text, replace: Callable[[str], str]) -> str:
        """The text after ``replace``; ``what`` is what the target does not take."""
        found = replace(text)
        if found != text:
            self._counts[what] = self._counts.get(what, 0) + 1
        return found

    def one_line(self, text: str) -> str:
        """The text on one line, without characters that no file of text should hold."""
        joined = self.of(text, LINE_ENDS, lambda said: _LINE_END.sub(" ", said))
        return self.of(joined, CONTROLS, lambda said: _CONTROL.sub("\ufffd", said)).strip()

    def lines(self, text: str) -> str:
        """The same with its line ends, where the target takes them."""
        plain = "\n".join(text.splitlines())
        return self.of(plain, CONTROLS, lambda said: _CONTROL.sub("\ufffd", said)).strip()

    def remarks(self) -> tuple[str, ...]:
        return tuple(
            counted(n, _REPLACED, self.lang).format(target=self.target, what=what.to(self.lang))
            for what, n in self._counts.items()
        )


LINE_ENDS = Text("fin de ligne dans un titre", "a line end in a title")
CONTROLS = Text("caractère de contrôle", "a control character")


def csv_bytes(rows: Iterable[Sequence[str]], *, separator: str = ",", mark: bool = False) -> bytes:
    """The rows as RFC 4180 has them, in UTF-8; ``mark`` puts the BOM that Excel looks for."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig" if mark else "utf-8")


def guarded(text: str) -> str:
    """A text that a spreadsheet would take for a formula, made text by an apostrophe before it.

    For files that a spreadsheet opens only: any other reader would show the apostrophe.
    """
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
