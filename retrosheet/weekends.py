"""The days of each week on which nobody works, as people write them in Settings.

« samedi et dimanche », "Friday and Saturday", « aucun »: the beginnings of the days' names count,
in any language. Seven digits from Monday to Sunday, 1 for a day off, are still understood. The
workbook's formulas read a cell as ``mask_of`` does.
"""

from __future__ import annotations

from retrosheet.language import LANGS, Lang, Text, in_a_row, language, languages

STEMS = tuple(zip(*(one.weekday_stems for one in languages()), strict=True))
"""How the names of the days begin in every language, from Monday on."""
_NONE = Text("aucun", "none")
NONE = tuple(_NONE.to(lang) for lang in LANGS)
WORKED = "0000000"


def words(mask: str, lang: Lang) -> str:
    """A mask of seven digits in words: « samedi et dimanche »."""
    names = zip(mask, language(lang).weekdays, strict=True)
    return in_a_row([name for digit, name in names if digit == "1"] or [_NONE.to(lang)], lang)


def mask_of(text: str) -> str | None:
    """The mask that a text means; None for one that says nothing, or leaves no day to work."""
    typed = text.lower()
    mask = "".join("1" if any(stem in typed for stem in stems) else "0" for stems in STEMS)
    if mask == WORKED and not any(word in typed for word in NONE):
        mask = (WORKED + text)[-7:]
    return mask if set(mask) <= {"0", "1"} and "0" in mask else None
