"""Numbers as each language writes them, and French signs held to their words."""

from __future__ import annotations

from retrosheet.language import Lang, language

_NO_BREAK = "\u00a0"


def typographic(text: str, lang: Lang) -> str:
    """The text with spaces that do not break where the language has one beside a sign."""
    return language(lang).typographic(text)


def whole(value: float, lang: Lang) -> str:
    """12 000 in French, 12,000 in English; decimals only where there are any."""
    rounded = round(value, 2)
    text = f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.2f}".rstrip("0")
    spoken = language(lang)
    text = text.translate({ord(","): spoken.thousands, ord("."): spoken.decimal})
    return text.replace("-", "−")


def money(value: float, lang: Lang) -> str:
    """1 250 € in French, €1,250 in English."""
    sign, amount = ("−", -value) if value < 0 else ("", value)
    return language(lang).money.format(sign=sign, amount=whole(amount, lang))


def percent(share: float, lang: Lang) -> str:
    """45 % in French, 45% in English."""
    gap = _NO_BREAK if language(lang).spaced_percent else ""
    return f"{int(100 * share + 0.5)}{gap}%"
