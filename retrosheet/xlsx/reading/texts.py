"""Text as the format spells it: entities of XML, and ``_x000D_`` for what XML cannot hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrosheet.language import Text
from retrosheet.xlsx.reading.refusals import damaged

if TYPE_CHECKING:
    from re import Match

MAX_TEXT = 32_767
_ENTITY = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|apos));|&")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_QUICK = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"))
_CODED = re.compile("_x([0-9A-Fa-f]{4})_")
_TO_CODE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_SURROGATE = re.compile("[\ud800-\udfff]")


def decoded(raw: bytes) -> str:
    """The text that stands between two tags, without ``_xHHHH_`` being understood."""
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        raise damaged(Text("un texte illisible", "unreadable text")) from error
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "&" not in text:
        return text
    if "&#" not in text:
        # formulas are full of entities, and of these five only: a fifth of the time of a search
        for entity, sign in _QUICK:
            text = text.replace(entity, sign)
        if text.count("&") == text.count("&amp;"):
            return text.replace("&amp;", "&")
        text = raw.decode().replace("\r\n", "\n").replace("\r", "\n")
    return _ENTITY.sub(_character, text)


def _character(match: Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        return _NAMED[name]
    number = int(decimal) if decimal else int(hexadecimal, 16) if hexadecimal else 0
    if not 0 < number < 0x110000 or 0xD800 <= number < 0xE000:
        raise damaged(Text("un texte illisible", "unreadable text"))
    return chr(number)


def cell_text(raw: bytes) -> str:
    """The text that a person sees in the cell."""
    text = decoded(raw)
    return uncoded(text) if "_x" in text else text


def uncoded(text: str) -> str:
    """The text with each ``_xHHHH_`` understood; half a surrogate pair becomes U+FFFD."""
    text = _CODED.sub(lambda match: chr(int(match[1], 16)), text)
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def storable(text: str) -> str:
    """The text as a cell can hold it: 32,767 UTF-16 units, no half surrogate pairs."""
    text = _SURROGATE.sub("\ufffd", text)
    if len(text) * 2 > MAX_TEXT:
        units = text.encode("utf-16-le")
        if len(units) > 2 * MAX_TEXT:
            text = units[: 2 * MAX_TEXT].decode("utf-16-le", "ignore")
    return text


def coded(text: str) -> bytes:
    """A storable text as it is written between two tags."""
    return encoded(_TO_CODE.sub(lambda match: f"_x{ord(match[0]):04X}_", text))


def encoded(text: str) -> bytes:
    """A text as it is written between two tags, of which ``decoded`` makes the same again."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()
