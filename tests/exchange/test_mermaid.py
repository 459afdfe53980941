"""Mermaid, by a reader of its documented grammar: what a page would draw is what was planned."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from hypothesis import given, settings

from retrosheet.exchange.targets import exported
from retrosheet.standing.model import Standing
from tests.exchange.plans import PLANS, standings
from tests.standing.told import standing

ORDERS = (
    "gantt", "dateformat", "inclusiveenddates", "topaxis", "axisformat", "tickinterval", "includes",
    "excludes", "todaymarker", "weekday", "weekend", "title", "acctitle", "accdescr", "section",
    "click",
)  # fmt: skip


class Drawn(NamedTuple):
    section: str
    name: str
    tags: frozenset[str]
    first: dt.date
    end: dt.date


def drawn(text: str) -> list[Drawn]:
    """The bars of a chart, as the grammar reads its lines; an AssertionError where it would not."""
    head, *lines = text.rstrip("\n").split("\n")
    assert head == "gantt"
    section, ids, found = "", set(), []
    for line in lines:
        said = line.strip()
        word = said.split(" ")[0].casefold()
        if word == "section":
            section = said.removeprefix("section ")
            assert not re.search(r"[:#;]", section)
            continue
        if word in ORDERS:
            continue
        assert not said.startswith("%%")
        assert not re.match(r"\d{4}-\d\d-\d\d", said)
        assert section, "a task before its section"
        name, colon, data = said.partition(":")
        assert colon
        assert name.strip()
        assert not re.search(r"[#;]", said)
        parts = [part.strip() for part in data.split(",")]
        tags = set()
        while parts[0] in ("done", "active", "crit", "milestone"):
            tags.add(parts.pop(0))
        task_id, begin, end = parts
        assert re.fullmatch(r"[A-Za-z]\w*", task_id)
        assert task_id not in ids
        ids.add(task_id)
        first = dt.date.fromisoformat(begin)
        last = first if end == "0d" else dt.date.fromisoformat(end)
        assert last > first or end == "0d"
        found.append(Drawn(section, name.strip(), frozenset(tags), first, last))
    return found


def text_of(found: Standing) -> str:
    (file,) = exported("mermaid", found, "fr").files
    assert isinstance(file.content, bytes)
    return file.content.decode()


@settings(max_examples=PLANS)
@given(standings())
def test_mermaid_draws_every_plan(found: Standing) -> None:
    """Each task is a bar of its days, each milestone a point, done or not."""
    text = text_of(found)
    assert "```" not in text
    bars = drawn(text)
    items = [item for _, items in found.in_phases() for item in items]
    assert len(bars) == len(items)
    for bar, item in zip(bars, items, strict=True):
        assert ("milestone" in bar.tags) == item.is_point
        assert ("done" in bar.tags) == item.done
        if item.is_point:
            assert bar.first == item.due
        else:
            assert (bar.first, bar.end) == (item.start, item.work_end + dt.timedelta(days=1))


def test_what_mermaid_cannot_take_is_replaced_and_said_once() -> None:
    """Its own signs become look-alikes, with their number."""
    found = standing()
    from dataclasses import replace

    titles = ("BAT : signer", "Promo #1; fin", "Écrire")
    items = tuple(replace(item, title=t) for item, t in zip(found.items, titles, strict=False))
    done = exported("mermaid", replace(found, items=items), "en")
    assert isinstance(done.files[0].content, bytes)
    assert "BAT ∶ signer :" in done.files[0].content.decode()
    assert "Promo ♯1； fin :" in done.files[0].content.decode()
    assert done.remarks == ('Mermaid does not take ":", "#" or ";": replaced in 2 texts.',)
