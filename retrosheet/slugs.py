"""Names of files made from what people call things."""

from __future__ import annotations

import re
import unicodedata


def slug(text: str, longest: int = 80) -> str:
    """Small letters, digits and hyphens, which every system and every mailbox accepts."""
    spelled = text.casefold().replace("œ", "oe").replace("æ", "ae")
    letters = (
        letter
        for letter in unicodedata.normalize("NFKD", spelled)
        if not unicodedata.combining(letter)
    )
    return re.sub(r"[^a-z0-9]+", "-", "".join(letters)).strip("-")[:longest].strip("-")


def spelling(text: str) -> str:
    """The same for all spellings of a name: accents, capitals, spaces and hyphens do not count."""
    return slug(text, len(text)) or text.casefold()
