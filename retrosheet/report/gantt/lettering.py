"""How wide a text will be in a sans-serif font that we do not have: an estimate, on the safe side.

The widths are those of Helvetica and its kin, in thousandths of the size; Segoe UI, Roboto and
Source Sans are as narrow or narrower.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_WIDTHS = {
    **dict.fromkeys("ijlI|!'’.,:;\u00a0 ", 278),
    **dict.fromkeys("frt()[]/-·", 333),
    **dict.fromkeys("Jacksvxyz", 505),
    **dict.fromkeys("mM%", 833),
    **dict.fromkeys("wWœæŒÆ@—", 944),
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZ&", 707),
}
_USUAL, _WIDE = 556, 1000


def text_width(text: str, size: float) -> float:
    """The units that a text takes at most, at a font size in the same units."""
    return sum(_thousandths(letter) for letter in text) * size / 1000


@lru_cache(maxsize=1024)
def _thousandths(letter: str) -> int:
    base = unicodedata.normalize("NFD", letter)[0]
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Cf", "Mn", "Me"):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return _WIDE
    return _WIDTHS.get(letter) or _WIDTHS.get(base) or _USUAL


def fitted(text: str, width: float, size: float) -> str:
    """The text, or as much of its beginning as fits, with an ellipsis behind it."""
    if text_width(text, size) <= width:
        return text
    left = width - text_width("…", size)
    kept = ""
    for letter in text:
        left -= text_width(letter, size)
        if left < 0:
            break
        kept += letter
    return kept.rstrip(" ,;:’'-–\u00a0") + "…"
