"""Numbers as each language writes them, and French signs held to their words."""

from __future__ import annotations

from retrosheet.language import Lang, language

_NO_BREAK = "\u00a0"


def typographic(text: str, lang: Lang) -> str:
    """The text with spaces that do not break where the language has one beside a sign."""
    return language(lang).typographic(text)


def whole(value: float, lang: Lang) -> str:
    """12 000 in French, 12,000 in English; decimals only where there are any."""
    rounded = round(value, 2) + 0.0  # no sign before a zero
    return _spoken(f"{rounded:,.2f}".rstrip("0").rstrip("."), lang)


def money(value: float, lang: Lang) -> str:
    """1 250 € in French, €1,250 in English; of an amount with cents both digits."""
    amount = round(value, 2)
    sign = "−" if amount < 0 else ""
    digits = f"{abs(amount):,.2f}".removesuffix(".00")
    return language(lang).money.format(sign=sign, amount=_spoken(digits, lang))


def _spoken(digits: str, lang: Lang) -> str:
    """A number as Python writes it, with the signs of a language."""
    spoken = language(lang)
    text = digits.translate({ord(","): spoken.thousands, ord("."): spoken.decimal})
    return text.replace("-", "−")


def percent(share: float, lang: Lang) -> str:
    """45 % in French, 45% in English."""
    gap = _NO_BREAK if language(lang).spaced_percent else ""
    return f"{int(100 * share + 0.5)}{gap}%"
