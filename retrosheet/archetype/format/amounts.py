"""Numbers as people write them: amounts of money and targets, in French or English typing."""

from __future__ import annotations

import re

from retrosheet.archetype.source.spelling import DASH, plain
from retrosheet.archetype.source.unfit import unfit
from retrosheet.language import Text

LARGEST = 1e12

# What an editor can check; they admit all that the functions admit.
AMOUNT_PATTERN = r"^\s*\+?\s*[0-9][0-9\s_'’]*([.,][0-9]+)?\s*€?\s*$"
NUMBER_PATTERN = rf"^\s*({DASH}|\+)?\s*[0-9][0-9\s_'’]*([.,][0-9]+)?\s*$"

_FORM = Text(
    "écrivez un nombre, 1500 ou 0.5, sans unité", "write a number, 1500 or 0.5, without unit"
)


def amount(text: str) -> float:
    """Money: ``1500``, « 1 500,50 », ``1500 €``; not negative."""
    value = _decimal(re.sub(r"\s*€$", "", plain(text)), text)
    if value < 0:
        raise unfit(
            text,
            Text(
                "un montant prévu n’est pas négatif : écrivez 0 ou plus",
                "a planned amount is not negative: write 0 or more",
            ),
        )
    return value


def number(text: str) -> float:
    """A number with or without decimals: ``12``, ``0.5``, « 0,5 », ``-3``, « 12 000 »."""
    return _decimal(plain(text), text)


def _decimal(written: str, text: str) -> float:
    joined = re.sub(r"(?<=[0-9])[ _'’](?=[0-9]{3}(?![0-9]))", "", written)
    match = re.fullmatch(r"([-+]?)\s*([0-9]{1,15})(?:[.,]([0-9]{1,9}))?", joined)
    if match is None:
        raise unfit(text, _FORM)
    sign, whole, decimals = match.groups(default="")
    if len(decimals) == 3 and whole.strip("0") and len(whole) <= 3:
        thousands, fraction = f"{whole}{decimals}", f"{whole}.{decimals.rstrip('0') or '0'}"
        if len(fraction) - len(whole) == 4:
            fraction += "0"
        raise unfit(
            text,
            Text(
                "est-ce {thousands} ou {fraction} ? Écrivez l’un des deux",
                "is it {thousands} or {fraction}? Write one of the two",
            ).format(thousands=thousands, fraction=fraction),
        )
    value = float(f"{sign}{whole}.{decimals or 0}") + 0.0  # never minus zero
    if abs(value) > LARGEST:
        raise unfit(text, Text("ce nombre est trop grand", "this number is too large"))
    return value
