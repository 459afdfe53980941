"""The days of each week on which nobody works, as people write them in Settings.

« samedi et dimanche », "Friday and Saturday", « aucun »: the beginnings of the days' names count,
in either language. Seven digits from Monday to Sunday, 1 for a day off, are still understood. The
workbook's formulas read a cell as ``mask_of`` does.
"""

from __future__ import annotations

import datetime as dt

from retrosheet.language import Lang, Text, weekday_name

STEMS = (
    Text("lun", "mon"),
    Text("mar", "tue"),
    Text("mer", "wed"),
    Text("jeu", "thu"),
    Text("ven", "fri"),
    Text("sam", "sat"),
    Text("dim", "sun"),
)
"""How the names of the days begin, from Monday on; none is part of another day's name."""
NONE = Text("aucun", "none")
WORKED = "0000000"
_AND = Text(" et ", " and ")
_MONDAY = dt.date(2027, 3, 15)


def words(mask: str, lang: Lang) -> str:
    """A mask of seven digits in words: « samedi et dimanche »."""
    days = [_MONDAY + dt.timedelta(days=n) for n, digit in enumerate(mask) if digit == "1"]
    *first, last = [weekday_name(day, lang) for day in days] or [NONE.to(lang)]
    return _AND.to(lang).join([", ".join(first), last] if first else [last])


def mask_of(text: str) -> str | None:
    """The mask that a text means; None for one that says nothing, or leaves no day to work."""
    typed = text.lower()
    mask = "".join("1" if any(stem in typed for stem in stems) else "0" for stems in STEMS)
    if mask == WORKED and not any(word in typed for word in NONE):
        mask = (WORKED + text)[-7:]
    return mask if set(mask) <= {"0", "1"} and "0" in mask else None
