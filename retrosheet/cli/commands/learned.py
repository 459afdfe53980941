"""What was learned, for a terminal: planned against actual, then what a person should look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.cli.terminal.lettering import clipped, padded, styled, wrapped
from retrosheet.language import Lang, Text
from retrosheet.sync.sayings import Sayings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from retrosheet.archetype.terms import Unit
    from retrosheet.cli.terminal.shown import Terminal
    from retrosheet.learning.learn import Learned
    from retrosheet.learning.lessons import Lesson

_TASK = Text("Tâche", "Task")
_COLUMNS = (
    Text("prévu", "planned"),
    Text("réel", "actual"),
    Text("appris", "learned"),
)
_WIDTHS = (10, 15, 11)
_UNITS = {"d": Text("j", "d"), "cd": Text("j cal.", "cal. d")}
_MARGIN = Text("marge", "buffer")
_TYPED = Text("saisi", "typed")
_NOTHING = Text(
    "Rien à changer : aucune durée n’est différente de ce qui était prévu.",
    "Nothing to change: no length differs from what was planned.",
)
_SAME = Text("{n} comme prévu", "{n} as planned")
_KEPT = Text(
    "{n} gardée{s} comme prévu, faute d’indices", "{n} kept as planned for want of evidence"
)
_CHANGED = Text("{n} changée{s}", "{n} changed")
_ALL = Text("{n} tâche{s} : {parts}.", "{n} task{s}: {parts}.")
_ONE_CASE = Text(
    "Une seule campagne n’est qu’un cas : donnez-en plusieurs, et les durées seront leur médiane.",
    "One campaign is one case: give several, and lengths will be their median.",
)
_ADDED = Text("Ajouté :", "Added:")
_LEFT_OUT = Text("Laissé, la ligne a été supprimée :", "Left out, the row was deleted:")
_LOOK = Text("À regarder :", "To look at:")
_UNREAD = Text("Pas compris :", "Not understood:")
_ORIGIN = Text(
    "Les textes inchangés sont dans les deux langues, d’après « {name} ».",
    "Texts that nobody changed are in both languages, after '{name}'.",
)
_NO_ORIGIN = Text(
    "Les textes sont dans la langue du classeur ; --from ARCHETYPE donne l’autre.",
    "Texts are in the workbook's language; --from ARCHETYPE gives the other.",
)


def lines_of(learned: Learned, lang: Lang, terminal: Terminal) -> list[str]:
    """The whole answer but for where the archetype is."""
    lines = [*_table(learned.lessons, lang, terminal), ""]
    lines += wrapped(_counts(learned.lessons, lang), terminal.width)
    if len(learned.campaigns) == 1 and any(lesson.observed for lesson in learned.lessons):
        lines += wrapped(_ONE_CASE.to(lang), terminal.width)
    origin = _ORIGIN.to(lang).format(name=learned.origin) if learned.origin else _NO_ORIGIN.to(lang)
    lines += wrapped(origin, terminal.width)
    say = Sayings(lang)
    lists = (
        (_ADDED, [f"{added.id}  {added.title}" for added in learned.added]),
        (_LEFT_OUT, [f"{gone.id}  {gone.title}".rstrip() for gone in learned.left_out]),
        (_LOOK, [text.to(lang) for text in learned.said]),
        (_UNREAD, [f"{label}, {say.doubt(doubt)}" for label, doubt in learned.doubts]),
    )
    for title, entries in lists:
        if entries:
            lines += ["", styled(title.to(lang), color=terminal.color, bold=True)]
            for entry in entries:
                lines += wrapped(entry, terminal.width, first="  ", indent="    ")
    return lines


def _table(lessons: Sequence[Lesson], lang: Lang, terminal: Terminal) -> Iterator[str]:
    """A row for each task with a new length, another for a new margin."""
    changed = [lesson for lesson in lessons if lesson.changed]
    if not changed:
        yield _NOTHING.to(lang)
        return
    first = terminal.width - sum(_WIDTHS)
    code = max(len(lesson.id) for lesson in changed)
    header = _row(_TASK.to(lang), [column.to(lang) for column in _COLUMNS], first)
    yield styled(header, color=terminal.color, bold=True)
    for lesson in changed:
        name = f"{padded(lesson.id, code)}  {lesson.title}"
        if lesson.duration != lesson.planned:
            days = (lesson.planned, lesson.duration)
            planned, learned = (_days(number, lesson.unit, lang) for number in days)
            yield _row(name, (planned, _actual(lesson, lang), learned), first)
            name = " " * (code + 2)
        if lesson.margin != lesson.planned_margin:
            days = (lesson.planned_margin, lesson.margin)
            planned, learned = (_days(number, "d", lang) for number in days)
            typed = lesson.margin == lesson.typed_margin != lesson.planned_margin
            actual = _TYPED.to(lang) if typed else ""
            yield _row(f"{name} ({_MARGIN.to(lang)})", (planned, actual, learned), first)


def _row(name: str, cells: Sequence[str], first: int) -> str:
    columns = (padded(cell, width, right=True) for cell, width in zip(cells, _WIDTHS, strict=True))
    return padded(clipped(name, first - 1), first) + "".join(columns)


def _actual(lesson: Lesson, lang: Lang) -> str:
    """One length, or the shortest and the longest of several and how many there are."""
    seen = lesson.observed
    if not seen:
        return _TYPED.to(lang)
    if len(seen) == 1:
        return _days(seen[0], lesson.unit, lang)
    span = f"{min(seen)}" if min(seen) == max(seen) else f"{min(seen)}-{max(seen)}"
    return f"{span} {_UNITS[lesson.unit].to(lang)} ({len(seen)}×)"


def _days(number: int, unit: Unit, lang: Lang) -> str:
    return f"{number} {_UNITS[unit].to(lang)}"


def _counts(lessons: Sequence[Lesson], lang: Lang) -> str:
    changed = sum(lesson.changed for lesson in lessons)
    same = sum(bool(lesson.observed) and not lesson.changed for lesson in lessons)
    kept = len(lessons) - changed - same
    parts = [
        text.to(lang).format(n=count, s="s" if count > 1 else "")
        for text, count in ((_CHANGED, changed), (_SAME, same), (_KEPT, kept))
        if count
    ]
    count = len(lessons)
    plural = "s" if count > 1 else ""
    return _ALL.to(lang).format(n=count, s=plural, parts=", ".join(parts))
