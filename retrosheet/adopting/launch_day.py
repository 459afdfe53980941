"""Launch day as a foreign plan says it: in a cell of its own, a task, its title, or its last date.

The clearer a place says it, the sooner it counts; which place said it is told.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.adopting.cells import value_of
from retrosheet.adopting.said_days import TITLE_DATE, Reading, day_of, is_label, says_launch
from retrosheet.calendars import Calendar
from retrosheet.importing.columns import DATED
from retrosheet.importing.words import folded, one_line, unaccented
from retrosheet.language import Text, quotations
from retrosheet.workbook.refs import cell_ref, column_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from retrosheet.adopting.flattened import Flattened
    from retrosheet.importing.raw import RawTask, Value
    from retrosheet.workbook.foreign import ForeignBook, ForeignTab

_TITLE_WORDS = (
    "jour j", "d day", "lancement", "launch", "go live", "mise en ligne", "sortie", "release",
    "evenement", "ouverture", "inauguration", "parution", "event day", "the event", "grand jour",
    "launch day", "opening", "kermesse", "concert", "soiree", "debut de la promotion",
    "debut de la promo", "publication", "wedding day",
)  # fmt: skip
_NOT_LAUNCH = frozenset(
    "bilan bilans remerciement remerciements debrief debriefing rapport report retour suivi mesure "
    "analyse facturation facture demontage rangement nettoyage post wrap thank thanks review "
    "retroplanning archivage apres after relance soldes results resultats retrospective "
    "preparation preparer test avant conference communique plan brief teasing teaser fin".split()
)
_FEWEST_FORMULAS = 2
_REFERENCE = re.compile(r"\$?([A-Z]{1,2})\$?([1-9]\d{0,4})")
_MINUS = re.compile(
    r"^=\+?\$?([A-Z]{1,2})\$?([1-9]\d{0,4})\s*[-+]\s*\(?(?:\d+|\$?[A-Z]{1,2}\$?\d+)(?:\*\d)?\)?$"
)
_YEAR = re.compile(r"\b(20[1-9]\d)\b")


class Found(NamedTuple):
    """Launch day, and the words for where it was found; ``sure`` unless it is only likely."""

    day: dt.date
    where: Text
    sure: bool = True


def year_in(book: ForeignBook, tab: ForeignTab) -> int | None:
    """The year that a plan names above its table, on its tab or in its file's name."""
    said: list[str] = []
    for row in range(min(tab.rows, 12)):
        said += [
            cell.value
            for column in range(min(tab.columns, 60))
            if isinstance((cell := tab.at(row, column)).value, str)
        ]
    for text in [*said, tab.title, book.called]:
        found = _YEAR.findall(text)
        if found:
            return int(found[0])
    dated = [
        cell.value.year
        for (row, _), cell in sorted(tab.cells.items())
        if row < 12 and isinstance(cell.value, dt.date)
    ]
    return dated[0] if dated else None


def launch_in(
    flat: Flattened, tasks: Sequence[RawTask], phases: Sequence[RawTask], called: str, how: Reading
) -> Found | None:
    """Launch day of a plan; None where none of its cells is a day of the calendar.

    ``phases`` are the rows that only head others.
    """
    ways = (
        _behind_formulas(flat),
        _labelled(flat, how),
        _below(flat, how),
        _task(flat, tasks, how),
        _task(flat, phases, how),
        _titled(flat, called, how),
        _phase(tasks, how),
        _last(tasks, how),
    )
    return next((found for way in ways if (found := next(way, None)) is not None), None)


def _behind_formulas(flat: Flattened) -> Iterator[Found]:
    """The one cell outside the table's rows from which its dates are counted: =$C$2-30."""
    if flat.table is None:
        return
    top = flat.table.place.row
    counted: Counter[tuple[int, int]] = Counter()
    for (row, _), cell in flat.tab.cells.items():
        match = _MINUS.match(cell.formula) if cell.formula and row >= top else None
        if match is None:
            continue
        for letters, number in _REFERENCE.findall(cell.formula)[:1]:
            place = int(number) - 1, column_number(letters)
            if place[0] < top:
                counted[place] += 1
    for place, times in counted.most_common(1):
        day = day_of(value_of(flat.tab.at(*place).value))
        if times >= _FEWEST_FORMULAS and day is not None:
            yield Found(day, _cell(place, Text("les dates s’y rapportent", "dates count from it")))


def _labelled(flat: Flattened, how: Reading) -> Iterator[Found]:
    """« Jour J : 15/03/2027 » in one cell, or a label with a day beside it or below."""
    top = flat.table.place.row - 1 if flat.table else flat.tab.rows
    first_row = min(top, flat.axis.top) if flat.axis else top
    for (row, column), cell in sorted(flat.tab.cells.items()):
        if not isinstance(cell.value, str) or row >= first_row:
            continue
        text = one_line(cell.value)
        label, _, rest = text.partition(":")
        if not is_label(label):
            continue
        near = [rest] if rest.strip() else []
        values: list[Value] = [
            *near,
            *(value_of(flat.tab.at(row, column + step).value) for step in (1, 2, 3)),
            value_of(flat.tab.at(row + 1, column).value) if row + 1 < first_row else None,
        ]
        for value in values:
            day = day_of(value, how)
            if day is not None:
                yield Found(
                    day,
                    _cell(
                        (row, column),
                        quotations(text),
                    ),
                )
                return


def _below(flat: Flattened, how: Reading) -> Iterator[Found]:
    """« Jour J : 15/03/2027 » in one cell anywhere else, as in a line below the plan."""
    for place, cell in sorted(flat.tab.cells.items()):
        text = one_line(cell.value) if isinstance(cell.value, str) else ""
        day = says_launch(text, how)
        if day is not None:
            yield Found(day, _cell(place, quotations(text.partition(":")[0].strip())))
            return


def _task(flat: Flattened, tasks: Sequence[RawTask], how: Reading) -> Iterator[Found]:
    """The task that is launch: its title says nothing else, or at least begins with it."""
    titles = [(task, folded(task.text("title"))) for task in tasks]
    named = [task for task, said in titles if said in _TITLE_WORDS]
    named += [
        task
        for word in _TITLE_WORDS
        for task, said in titles
        if said.startswith(f"{word} ") and not _NOT_LAUNCH.intersection(said.split())
    ]
    for task in named:
        day = _painted_day(task, flat) or _first_day(task, how)
        if day is not None:
            title = one_line(task.text("title"))
            yield Found(
                day,
                Text("la tâche « {title} »", 'the task "{title}"').format(title=title),
            )
            return


def _phase(tasks: Sequence[RawTask], how: Reading) -> Iterator[Found]:
    """The first day of the phase that is called launch; it may well begin before that."""
    days = [
        (day, task.phase)
        for task in tasks
        if folded(task.phase) in _TITLE_WORDS and (day := _first_day(task, how)) is not None
    ]
    for day, phase in sorted(days)[:1]:
        text = Text("le début de « {phase} »", 'the beginning of "{phase}"')
        yield Found(day, text.format(phase=phase), sure=False)


def _painted_day(task: RawTask, flat: Flattened) -> dt.date | None:
    """The last worked day of the first column of a bar: launch is in that week, or on that day."""
    runs = flat.bars.get(task.place.row)
    last = runs[0].first.last if runs else None
    if not runs or not isinstance(last, dt.date):
        return None
    if runs[0].first.first == last:
        return last
    end = _last_day(task, Reading())
    return end if end is not None and end <= last else Calendar().on_or_before(last)


def _titled(flat: Flattened, called: str, how: Reading) -> Iterator[Found]:
    """A day in the words above the table: « Kermesse du 19 juin 2027 »."""
    top = flat.table.place.row - 1 if flat.table else 0
    texts = [
        (one_line(cell.value), (row, column))
        for (row, column), cell in sorted(flat.tab.cells.items())
        if row < top and isinstance(cell.value, str) and not _is_about_the_file(cell.value)
    ]
    for text, place in texts:
        matches = TITLE_DATE.findall(unaccented(text))
        if len(matches) == 1:
            day = day_of(matches[0], how)
            if day is not None:
                yield Found(
                    day,
                    _cell(
                        place,
                        quotations(text),
                    ),
                )
                return
    for text in (flat.tab.title, called):
        matches = TITLE_DATE.findall(unaccented(text))
        day = day_of(matches[0], how) if len(matches) == 1 else None
        if day is not None:
            yield Found(
                day,
                quotations(text),
            )
            return


def _is_about_the_file(text: str) -> bool:
    """« Mis à jour le 3 mai », "Version of 2 June"."""
    said = unaccented(text)
    return any(word in said for word in ("mis a jour", "mise a jour", "version", "updated", "maj"))


def _last(tasks: Sequence[RawTask], how: Reading) -> Iterator[Found]:
    """The last day of all that does not come after launch by its words."""
    dated = [(day, task) for task in tasks if (day := _last_day(task, how)) is not None]
    before = [
        pair
        for pair in dated
        if not {"bilan", "remerciements", "remerciement", "debrief", "report", "review", "apres",
                "after", "post", "facturation", "wrap", "thank", "demontage", "rangement",
                "retrospective", "resultats", "results", "mesure"}.intersection(
                    folded(pair[1].text("title")).split())
    ]  # fmt: skip
    for day, task in sorted(before or dated, key=lambda pair: pair[0])[-1:]:
        title = one_line(task.text("title"))
        yield Found(
            day,
            Text(
                "la dernière date, celle de « {title} »", 'the last date, that of "{title}"'
            ).format(title=title),
            sure=False,
        )


def _first_day(task: RawTask, how: Reading) -> dt.date | None:
    """The day of a task that is launch: its first one where it lasts."""
    for name in ("start", "due", "end", "period", "week"):
        cell = task.cells.get(name)
        day = day_of(cell.value, how) if cell else None
        if day is not None:
            return day
    return day_of(task.under.value, how) if task.under else None


def _last_day(task: RawTask, how: Reading) -> dt.date | None:
    found = [
        day
        for name in DATED
        if name in task.cells and (day := day_of(task.cells[name].value, how)) is not None
    ]
    if not found and task.under is not None:
        day = day_of(task.under.value, how)
        found = [day] if day else []
    return max(found, default=None)


def _cell(place: tuple[int, int], said: Text) -> Text:
    there = cell_ref(*place)
    return Text("{there}, {said}", "{there}, {said}").format(there=there, said=said)
