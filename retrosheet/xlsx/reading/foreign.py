"""Files that people mistake for an .xlsx workbook: what each one is, and what to do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from retrosheet.language import Text
from retrosheet.xlsx.reading.refusals import ENCRYPTED, SOMETHING_ELSE, Unfit

if TYPE_CHECKING:
    from collections.abc import Container

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOOKED_AT = 64 << 20
_SAVE_AS = Text(
    "Ouvrez-le dans votre tableur et enregistrez-le au format .xlsx.",
    "Open it in your spreadsheet program and save it as .xlsx.",
)
_GIVE_XLSX = Text("Donnez un classeur .xlsx.", "Give an .xlsx workbook.")

_OLD_EXCEL = Text(
    "un classeur d’une ancienne version d’Excel (.xls)", "a workbook of an old Excel (.xls)"
)
_OLD_OFFICE = Text("un document d’un ancien Office", "a document of an old Office")
_PDF = Text("un document PDF", "a PDF document")
_WEB_PAGE = Text("une page web", "a web page")
_XML = Text("un document XML", "an XML document")
_TEXT = Text("du texte, par exemple un CSV", "text, perhaps a CSV")
_PICTURE = Text("une image", "a picture")
_COMPRESSED = Text("une archive compressée", "a compressed archive")
_UNKNOWN = Text("un fichier d’un autre genre", "a file of another kind")
_OPEN_DOCUMENT = Text("un document OpenDocument (.ods, .odt…)", "an OpenDocument (.ods, .odt…)")
_BINARY = Text("un classeur binaire (.xlsb)", "a binary workbook (.xlsb)")
_WORD = Text("un document Word", "a Word document")
_SLIDES = Text("une présentation PowerPoint", "a PowerPoint presentation")
_ARCHIVE = Text("une archive ZIP sans classeur", "a ZIP archive without a workbook")

_BEGINNINGS: tuple[tuple[bytes, Text, Text], ...] = (
    (b"%PDF", _PDF, _GIVE_XLSX),
    (b"\x89PNG", _PICTURE, _GIVE_XLSX),
    (b"\xff\xd8\xff", _PICTURE, _GIVE_XLSX),
    (b"GIF8", _PICTURE, _GIVE_XLSX),
    (b"\x1f\x8b", _COMPRESSED, _GIVE_XLSX),
    (b"7z\xbc\xaf", _COMPRESSED, _GIVE_XLSX),
    (b"Rar!", _COMPRESSED, _GIVE_XLSX),
)


def _else(what: Text, advice: Text) -> Unfit:
    return Unfit(SOMETHING_ELSE, what=what, advice=advice)


def recognised(file: BinaryIO) -> Unfit:
    """Why a file that is no ZIP archive is refused."""
    file.seek(0)
    head = file.read(4096)
    if head.startswith(_OLE):
        return _old_office(head + file.read(_LOOKED_AT))
    for beginning, what, advice in _BEGINNINGS:
        if head.startswith(beginning):
            return _else(what, advice)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:256].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table")):
        return _else(_WEB_PAGE, _SAVE_AS)
    if start.startswith(b"<?xml"):
        return _else(_XML, _SAVE_AS)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or _is_text(head):
        return _else(_TEXT, _SAVE_AS)
    return _else(_UNKNOWN, _GIVE_XLSX)


def _is_text(head: bytes) -> bool:
    """A few controls, which programs leave in their exports, make no mystery of a text."""
    controls = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return b"\0" not in head and controls * 10 <= len(head)


def _old_office(content: bytes) -> Unfit:
    """An encrypted .xlsx lies in the same container as the documents of an old Office."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return Unfit(ENCRYPTED)
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book\0")):
        return _else(_OLD_EXCEL, _SAVE_AS)
    return _else(_OLD_OFFICE, _GIVE_XLSX)


def other_archive(names: Container[str], main_part: str) -> Unfit:
    """Why an archive whose main part, "" for none, is no workbook is refused."""
    if main_part.endswith(".bin"):
        return _else(_BINARY, _SAVE_AS)
    if main_part.startswith("word/"):
        return _else(_WORD, _GIVE_XLSX)
    if main_part.startswith("ppt/"):
        return _else(_SLIDES, _GIVE_XLSX)
    if "content.xml" in names:
        return _else(_OPEN_DOCUMENT, _SAVE_AS)
    return _else(_ARCHIVE, _GIVE_XLSX)
