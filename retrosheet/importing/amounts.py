"""Money as a cell says it: 1500, « 1 500,50 € », $1,500.00, 2 k€."""

from __future__ import annotations

import math
import re

from retrosheet.archetype.format import amounts
from retrosheet.archetype.source.unfit import Unfit
from retrosheet.importing.dates.due import Unreadable
from retrosheet.importing.raw import Value, shown
from retrosheet.importing.words import unaccented
from retrosheet.language import Text
from retrosheet.workbook.serials import DayNumber

_FORM = Text(
    "illisible ; écrivez un nombre, comme 1500", "cannot be read; write a number, like 1500"
)
_MONEY = re.compile(r"eur(?:os?)?|euros?|usd|gbp|chf|cad|\bht\b|hors taxes?|excl\.? vat|[€$£]")
_BOTH_SIGNS = re.compile(r"\d{1,3}(?:([.,' ])\d{3})+([.,])\d{1,2}", re.ASCII)


def amount(value: Value) -> float | Unreadable | None:
    """The amount; None for a cell that names none."""
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, float):
        day = isinstance(value, DayNumber)
        if day or not math.isfinite(value) or value < 0 or value > amounts.LARGEST:
            return Unreadable(_FORM)
        return value
    said = _MONEY.sub("", unaccented(shown(value))).strip(" .~")
    if not re.search(r"\d", said):
        return (
            None
            if not said.strip("-?") or said in ("n/a", "gratuit", "free")
            else Unreadable(_FORM)
        )
    thousand = re.fullmatch(r"(.*\d) ?k", said)
    said = thousand[1] if thousand else said
    if (match := _BOTH_SIGNS.fullmatch(said)) and match[1] != match[2]:
        said = said.replace(match[1], "").replace(match[2], ".")
    try:
        return amounts.amount(said) * (1000 if thousand else 1)
    except Unfit as error:
        return Unreadable(error.right)
