"""Numbers as each language writes them, and French signs held to their words."""

from __future__ import annotations

import re

from retrosheet.language import Lang

_NARROW, _NO_BREAK = "\u202f", "\u00a0"
_BEFORE_HIGH = re.compile(r"[ \u00a0](?=[;?!])")
_AROUND = re.compile(r"(?<=«)[ \u202f]|[ \u202f](?=[:»%€])|(?<=\d) (?=(?:j|jours?|tâches?)\b)")


def typographic(text: str, lang: Lang) -> str:
    """The text with spaces that do not break where French has a space before a sign."""
    if lang != "fr":
        return text
    return _AROUND.sub(_NO_BREAK, _BEFORE_HIGH.sub(_NARROW, text))


def whole(value: float, lang: Lang) -> str:
    """12 000 in French, 12,000 in English; decimals only where there are any."""
    rounded = round(value, 2)
    text = f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.2f}".rstrip("0")
    if lang == "fr":
        text = text.translate({ord(","): _NARROW, ord("."): ","})
    return text.replace("-", "−")


def money(value: float, lang: Lang) -> str:
    """1 250 € in French, €1,250 in English."""
    if lang == "fr":
        return f"{whole(value, lang)}{_NO_BREAK}€"
    sign, amount = ("−", -value) if value < 0 else ("", value)
    return f"{sign}€{whole(amount, lang)}"


def percent(share: float, lang: Lang) -> str:
    """45 % in French, 45% in English."""
    return f"{int(100 * share + 0.5)}{_NO_BREAK if lang == 'fr' else ''}%"
