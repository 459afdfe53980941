"""Of a task that is over, every view says the same: its status, how much is done, where it lies."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from retrosheet.exchange.targets import exported
from retrosheet.report.gantt.chart import chart_of
from retrosheet.report.markdown import markdown
from retrosheet.report.page.page import page
from retrosheet.standing.model import Standing
from retrosheet.statuses import APPROVED, CANCELLED, DONE
from tests.exchange.rows import rows_of
from tests.report.test_page import Seen
from tests.standing.told import standing

TITLES = ("Annulée exprès", "Validée exprès", "Terminée exprès")


def _three() -> Standing:
    """The first three tasks are cancelled, approved and done; nobody typed their progress."""
    found = standing()
    items = tuple(
        replace(item, title=title, status=status, progress=0.0, ended=None)
        for item, title, status in zip(
            found.items, TITLES, (CANCELLED, APPROVED, DONE), strict=False
        )
    )
    return replace(found, items=(*items, *found.items[3:]))


def test_what_is_cancelled_lies_nowhere_and_what_is_done_is_done() -> None:
    """As in the plan: no dates beside « Annulé »; « Validé » stays what it is, with 100 %."""
    content = exported("csv", _three(), "fr").files[0].content
    assert isinstance(content, bytes)
    heads, *rows = rows_of(content.removeprefix(b"\xef\xbb\xbf"), ";")
    told = {
        row[heads.index("Tâche")]: [
            row[heads.index(head)] for head in ("Statut", "Avancement", "Début", "Échéance", "J±")
        ]
        for row in rows
    }
    cancelled, approved, done = (told[title] for title in TITLES)
    assert cancelled == ["Annulé", "0 %", "", "", ""]
    assert approved[:2] == ["Validé", "100 %"]
    assert done[:2] == ["Terminé", "100 %"]
    assert all(approved[2:] + done[2:])


def test_the_report_gives_no_dates_to_what_is_cancelled() -> None:
    """Neither in a table nor in the drawing, in the page as in Markdown."""
    found = _three()
    line = next(row for row in markdown(found, "fr").splitlines() if TITLES[0] in row)
    assert line.split(" | ")[3:] == ["–", "–", "–", "Annulé |"]
    texts = [text for _, text in Seen(page(found, "fr", "plan.xlsx")).texts if text.strip()]
    last = len(texts) - 1 - texts[::-1].index(TITLES[0])
    owner = found.items[0].owner
    assert texts[last + 1 : last + 6] == [owner, "–", "–", "–", "Annulé"]
    bars = {bar.title: bar for _, _, bars in chart_of(found).groups for bar in bars}
    assert (bars[TITLES[0]].segments, bars[TITLES[0]].point) == ((), None)


def test_a_target_has_the_number_that_the_plan_shows() -> None:
    """J-36 on a Sunday is due on the Friday before, and still J-36 in every view."""
    found = replace(standing(), launch=dt.date(2027, 3, 15))
    item = replace(found.items[0], offset=-36, imposed=None, due=dt.date(2027, 2, 5))
    assert found.offset_of(item) == -38 + 2 == -36
    assert found.offset_of(replace(item, due=dt.date(2027, 2, 4))) == -39
    assert found.offset_of(replace(item, imposed=dt.date(2027, 2, 5))) == -38
    assert found.offset_of(replace(item, offset=None)) == -38
