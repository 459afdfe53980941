"""Texts made comparable, and made fit for an archetype."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 300
_LONGEST_MARKED = 2000

_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-"))
_UNWANTED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff"
    "\ufffe\uffff]"
)
_LINK = re.compile(r"!?\[([^\]\[]*)\]\([^()\s]*\)")
_MARKS = re.compile(r"(\*\*|__|~~|`)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])|(?<!\w)_([^_]+)_(?!\w)")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def unaccented(text: str) -> str:
    """Small letters without accents, ordinary hyphens and spaces; signs stay."""
    spelled = text.casefold().replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    if spelled.isascii():
        return " ".join(spelled.split())
    letters = unicodedata.normalize("NFKD", spelled).translate(_HYPHENS)
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


def folded(text: str) -> str:
    """Small letters and digits without accents, with single spaces between words."""
    return " ".join("".join(c if c.isalnum() else " " for c in unaccented(text)).split())


def unmarked(text: str) -> str:
    """A text without the marks of Markdown: bold, emphasis, code, links, line breaks."""
    text = _BREAK.sub("\n", text)
    if len(text) > _LONGEST_MARKED:
        return text.replace("\\|", "|").strip()
    text = _LINK.sub(r"\1", text)
    for _ in range(3):
        text = _MARKS.sub(r"\2", text)
    text = _EMPHASIS.sub(lambda found: found[1] or found[2], text)
    return text.replace("\\|", "|").strip()


def one_line(text: str) -> str:
    """The text on one line, without what nobody sees."""
    return " ".join(_UNWANTED.sub(" ", text).split())


def lines(text: str) -> str:
    """The text with its line ends, without what nobody sees."""
    kept = (one_line(line) for line in re.split(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", text))
    return "\n".join(line for line in kept if line)


def cut(text: str) -> str:
    """As much of the text as an archetype holds, with an ellipsis where some is left out."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def quoted(text: str) -> str:
    """The text as a message shows it: on one line, at most 40 characters."""
    seen = one_line(text[:200])
    return seen if len(seen) <= 40 else f"{seen[:39]}…"
