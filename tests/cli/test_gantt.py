"""The chart at any width, for any campaign: nothing overflows, nothing disappears."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from retrosheet.archetype.library import names
from retrosheet.archetype.named import load_named
from retrosheet.campaign import Options, plan
from retrosheet.cli.terminal.gantt import gantt
from retrosheet.cli.terminal.lettering import clipped, padded, shown_width, wrapped
from retrosheet.cli.terminal.shown import Terminal
from retrosheet.cli.terminal.timeline import Timeline
from retrosheet.schedule import compute

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31))
LIBRARY = [load_named(name) for name in names()]
BARS = set("█▐▌━╺╸▒░◆◇#=%:*o")


@settings(max_examples=30, deadline=None)
@given(
    archetype=st.sampled_from(LIBRARY),
    launch=DAYS,
    width=st.integers(60, 120),
    lang=st.sampled_from(("fr", "en")),
    signs=st.booleans(),
    data=st.data(),
)
def test_every_line_fits_and_every_task_is_drawn(  # type: ignore[no-untyped-def]
    archetype, launch, width, lang, signs, data
) -> None:
    """All archetypes, from 60 to 120 columns: one line a task, each with a sign of its own."""
    campaign = plan(archetype, Options(launch, lang))
    schedule = compute(campaign)
    today = data.draw(st.dates(schedule.start, schedule.end))
    lines = gantt(campaign, schedule, today, Terminal(width, signs=signs))
    assert all(shown_width(line) <= width for line in lines)
    tasks = iter(line for line in lines if line.split(" ")[0] in schedule.by_id)
    for placed in schedule.tasks:
        line = next(tasks)
        assert line.startswith(placed.task.id)
        assert BARS & set(line[len(line) // 3 :]), line


@given(first=DAYS, span=st.integers(0, 3000), columns=st.integers(10, 80), data=st.data())
def test_days_keep_their_order_on_the_timeline(  # type: ignore[no-untyped-def]
    first, span, columns, data
) -> None:
    """Every day has a column; a later day never stands to the left of an earlier one."""
    last = first + dt.timedelta(days=span)
    timeline = Timeline(first, last, columns)
    one, other = sorted(data.draw(st.tuples(st.dates(first, last), st.dates(first, last))))
    assert 0 <= timeline.column(one) <= timeline.column(other) < columns
    begin, end = timeline.halves(one, other)
    assert 0 <= begin < end <= 2 * columns


@given(
    first=DAYS,
    span=st.integers(0, 3000),
    columns=st.integers(10, 80),
    lang=st.sampled_from(("fr", "en")),
)
def test_labels_of_the_axis_do_not_touch(first, span, columns, lang) -> None:  # type: ignore[no-untyped-def]
    """Each label ends before the next one begins, and before the chart does."""
    timeline = Timeline(first, first + dt.timedelta(days=span), columns)
    free = 0
    for tick in timeline.ticks(lang):
        if tick.label:
            assert tick.column >= free
            free = tick.column + len(tick.label) + 1
    assert free <= columns + 1


def test_a_plan_of_one_day() -> None:
    """One day fills the whole width, with its one date."""
    timeline = Timeline(dt.date(2027, 3, 15), dt.date(2027, 3, 15), 40)
    assert timeline.halves(timeline.first, timeline.last) == (0, 80)
    assert [tick.label for tick in timeline.ticks("fr")] == ["15/03"]


def test_widths_count_columns() -> None:
    """Chinese takes two columns a character, a combining accent none."""
    assert shown_width("été") == shown_width("e\u0301te\u0301") == 3
    assert shown_width("日本語") == 6
    assert clipped("日本語の題名", 6) == "日本…"
    assert padded("日本", 6, right=True) == "  日本"


def test_wrapped_french_keeps_signs_with_their_words() -> None:
    """No line begins with a colon or a closing quotation mark."""
    text = "Le mot « rétroplanning » : un plan ; vraiment ?"
    for width in range(16, 50):
        lines = wrapped(text, width)
        assert " ".join(lines) == text
        assert not any(line[0] in ":;?»" or line.endswith("«") for line in lines)
