"""A value's text without the accidents of typing: typographic hyphens and spaces, composition."""

from __future__ import annotations

import unicodedata

LONGEST_VALUE = 200
_HYPHENS = "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"
_SIGNS = str.maketrans(dict.fromkeys(_HYPHENS, "-"))

# Any of them, as a regular expression.
DASH = f"[-{_HYPHENS}]"


def plain(text: str) -> str:
    """The text with ordinary spaces and hyphens only; nothing is left of an overlong one."""
    if len(text) > LONGEST_VALUE:
        return ""
    return " ".join(unicodedata.normalize("NFC", text).translate(_SIGNS).split())
