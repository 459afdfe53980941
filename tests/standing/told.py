"""Standings for tests: a campaign of the library, and how far people have come with it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from retrosheet.files.fingerprint import Fingerprint
from retrosheet.standing.of_workbook import NAMES, standing_of
from retrosheet.statuses import BLOCKED, DOING, DONE, WAITING
from retrosheet.sync.assess import assess
from retrosheet.sync.reading import read_snapshot
from retrosheet.sync.remembered import Remembered, Summary
from retrosheet.sync.snapshot import Snapshot, TaskState
from retrosheet.xlsx.read import read_book
from tests.made import LAUNCH, made

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.language import Lang
    from retrosheet.standing.model import Standing
    from retrosheet.workbook.tables import Table

TODAY = dt.date(2027, 1, 27)
_MADE = dt.date(2027, 1, 20)
_WEEK = dt.timedelta(days=7)
COMMENT = "Attend le devis de l’imprimeur"


@cache
def workbook(name: str, lang: Lang) -> Mapping[str, Table]:
    """The tables of a new workbook of the library."""
    content = BytesIO(made(name, lang, _MADE).content)
    return read_book(content, NAMES, Fingerprint(*([0] * len(Fingerprint._fields)))).tables


def told(name: str, lang: Lang, done: int) -> Snapshot:
    """The workbook when so many tasks are done, and the next few begun, blocked or waiting."""
    snapshot = read_snapshot(workbook(name, lang), lang)
    dues = {line.task.id: snapshot.schedule.by_id[line.task.id].due for line in snapshot.lines}
    order = sorted(snapshot.lines, key=lambda line: (dues[line.task.id], line.task.id))
    ranks = {line.task.id: rank for rank, line in enumerate(order)}
    remembered = {
        line.task.id: Remembered(
            verdict="", message="", days=0, first_late=None, status=None, progress=0.0,
            changed=TODAY - _WEEK, due=dues[line.task.id] - _WEEK * (ranks[line.task.id] % 9 == 8),
            forecast=None,
        )
        for line in snapshot.lines
    }  # fmt: skip
    return replace(
        snapshot,
        lines=tuple(_moved(line, ranks[line.task.id] - done) for line in snapshot.lines),
        remembered=remembered,
        summary=Summary(TODAY - _WEEK, LAUNCH, LAUNCH),
    )


def _moved(line: TaskState, ahead: int) -> TaskState:
    if ahead < 0:
        return replace(line, status=DONE, progress=1.0)
    if ahead == 0:
        return replace(line, status=BLOCKED, comment=COMMENT)
    if ahead < 3:
        return replace(line, status=DOING, progress=0.5)
    return replace(line, status=WAITING, progress=0.8) if ahead == 3 else line


def standing(
    name: str = "communication-campaign", lang: Lang = "fr", done: int = 26, today: dt.date = TODAY
) -> Standing:
    """The campaign in its midst: some of it done, some late, some blocked."""
    return stood(told(name, lang, done), name, lang, today)


def stood(snapshot: Snapshot, name: str, lang: Lang, today: dt.date = TODAY) -> Standing:
    return standing_of(workbook(name, lang), snapshot, assess(snapshot, today, lang))


HOSTILE = (
    "</title><script>alert(1)</script>",
    'a"onload="x" & \'b\' <img src=https://example.org/x>',
    "\x00\x07\ud800 ]]> --> \u2028 日本語の長いタイトル",
    "| a | b |\n# `code` [link](https://example.org) **x** <b>",
    "=1+1;,:#%%{}\\",
)
"""Titles that break a file which does not escape them."""


def hostile(lang: Lang = "fr") -> Standing:
    """A campaign whose every text somebody typed to do harm."""
    name = "communication-campaign"
    snapshot = told(name, lang, 26)
    lines = tuple(
        replace(
            line,
            task=replace(line.task, title=HOSTILE[number % len(HOSTILE)]),
            owner=HOSTILE[-1 - number % len(HOSTILE)],
            owners=(HOSTILE[-1 - number % len(HOSTILE)],),
            comment=HOSTILE[number % 2],
        )
        for number, line in enumerate(snapshot.lines)
    )
    found = stood(replace(snapshot, lines=lines), name, lang)
    return replace(
        found,
        name=HOSTILE[0],
        phases=tuple(HOSTILE[n % len(HOSTILE)] for n, _ in enumerate(found.phases)),
        budget=tuple(line._replace(category=HOSTILE[1]) for line in found.budget),
        indicators=tuple(line._replace(title=HOSTILE[2]) for line in found.indicators),
    )
