"""Remarks as lines for a person: the same thing about several rows is said once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.importing.raw import AND_MORE, EXAMPLES, Location
from retrosheet.importing.words import quoted
from retrosheet.language import Lang, Text, colon, in_quotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from retrosheet.importing.raw import Remark

_MOST_NAMED = 12
_MOST_EXAMPLES = 3


def listed(remarks: Iterable[Remark], lang: Lang) -> list[str]:
    """One line for each thing that is said, in the order of the rows, where it is first."""
    return [f"{_line(places, text.to(lang), lang)}." for text, places in _grouped(remarks)]


def problem_lines(problems: Sequence[Remark], called: str, lang: Lang) -> list[str]:
    """One line for each problem: the file, the place, what is wrong and what to do."""
    return [
        f"{called}, {_line(places, text.to(lang), lang)}"
        if places
        else f"{called}{colon(lang)} {text.to(lang)}"
        for text, places in _grouped(problems)
    ]


def _grouped(remarks: Iterable[Remark]) -> list[tuple[Text, list[Location]]]:
    """Each cause once, with its places in order; the causes in the order of their first places."""
    groups: dict[Text, list[Location]] = {}
    examples: dict[Text, dict[Text, None]] = {}
    for remark in remarks:
        groups.setdefault(remark.text, [])
        if remark.place is not None:
            groups[remark.text].append(remark.place)
        if remark.example is not None:
            examples.setdefault(remark.text, {})[remark.example] = None
    found = [
        (_with_examples(text, list(examples.get(text, ()))), sorted(set(places), key=_order))
        for text, places in groups.items()
    ]
    return sorted(found, key=lambda group: _order(group[1][0] if group[1] else Location(0)))


def _with_examples(text: Text, examples: Sequence[Text]) -> Text:
    """The cause with the first of its examples, and how many more there are."""
    more = len(examples) - _MOST_EXAMPLES
    first = examples[:_MOST_EXAMPLES]
    said = Text.by(lambda lang: ", ".join(example.to(lang) for example in first))
    if more > 0:
        said = AND_MORE[more > 1].format(names=said, n=more)
    return Text.by(lambda lang: text.to(lang).replace(EXAMPLES, said.to(lang)))


def _order(place: Location) -> tuple[str, int, int]:
    return place.sheet, place.row, place.column or 0


def _line(places: Sequence[Location], text: str, lang: Lang) -> str:
    if not places:
        return text[:1].upper() + text[1:]
    if len(places) == 1:
        return f"{places[0].to(lang)}{colon(lang)} {text}"
    return f"{_several(places, lang)}{colon(lang)} {text}"


def _several(places: Sequence[Location], lang: Lang) -> str:
    """« lignes 3, 5–8 et 12 », and the column that they share."""
    rows = sorted({place.row for place in places})
    if len(rows) == 1:
        return places[0].whole_row.to(lang)
    shown = _runs(rows)
    if len(shown) > _MOST_NAMED:
        shown = [*shown[:_MOST_NAMED], "…"]
    word = Text("lignes", "lines") if not places[0].sheet else Text("lignes", "rows")
    said = f"{word.to(lang)} {', '.join(shown)}"
    if places[0].sheet:
        return f"{places[0].sheet}, {said}"
    headings = {place.heading for place in places}
    if len(headings) == 1 and (heading := quoted(headings.pop())):
        return f"{said}, {in_quotes(heading, lang)}"
    return said


def _runs(rows: Sequence[int]) -> list[str]:
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = runs[-1][0], row
        else:
            runs.append((row, row))
    return [str(first) if first == last else f"{first}–{last}" for first, last in runs]
