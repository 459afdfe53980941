"""A schedule as a Gantt chart of text, for a terminal of a given width.

Each phase is a heading, each task a line: id, title, due date, bar. J and today are columns that
run through all lines, and the months stand above them.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.cli.terminal.bars import ASCII, BLOCKS, Sign, Signs, columns_of
from retrosheet.cli.terminal.lettering import clipped, padded, shown_width, styled
from retrosheet.cli.terminal.timeline import Timeline
from retrosheet.language import Lang, Text, offset_text, yearless
from retrosheet.report.gantt.chart import planned_bar

if TYPE_CHECKING:
    import datetime as dt

    from retrosheet.campaign import Campaign
    from retrosheet.cli.terminal.shown import Terminal
    from retrosheet.schedule import Schedule, ScheduledTask

# Colours that can be read on black and on white; red is left to what goes wrong.
_COLORS = ("cyan", "magenta", "green", "blue", "yellow")
_WIDE = 100
_LONGEST_ID = 8

_TASK = Text("Tâche", "Task")
_DUE = Text("Dû le", "Due")
_LEGEND = (
    (("critical",), Text("critique", "critical")),
    (("task",), Text("tâche", "task")),
    (("critical_wait", "wait"), Text("attente", "wait")),
    (("margin",), Text("marge", "margin")),
    (("critical_milestone", "milestone"), Text("jalon", "milestone")),
    (("launch",), Text("jour J", "launch day")),
    (("today",), Text("aujourd’hui", "today")),
)


class _Columns(NamedTuple):
    """How many columns each part of a line has; ``offset`` 0 when J-offsets have no room."""

    id: int
    title: int
    due: int
    offset: int
    chart: int

    @property
    def before_chart(self) -> int:
        return self.id + 1 + self.title + 1 + self.due + 1 + (self.offset and self.offset + 1)


def gantt(campaign: Campaign, schedule: Schedule, today: dt.date, terminal: Terminal) -> list[str]:
    """The chart's lines, none wider than the terminal: axis, phases with their tasks, legend."""
    signs = BLOCKS if terminal.signs else ASCII
    columns = _columns(campaign, schedule, terminal.width)
    first, last = min(schedule.start, campaign.launch), max(schedule.end, campaign.launch)
    timeline = Timeline(first, last, columns.chart)
    marks = {timeline.column(campaign.launch): Sign(signs.launch, "launch")}
    if first <= today <= last:
        marks.setdefault(timeline.column(today), Sign(signs.today, "today"))
    chart = _Chart(campaign, timeline, columns, marks, signs, color=terminal.color)
    lines = chart.axis()
    alive = [placed for placed in schedule.tasks if not placed.task.deleted]
    for phase, members in groupby(alive, key=lambda placed: placed.task.phase):
        lines.append(chart.heading(phase))
        lines.extend(chart.line(placed) for placed in members)
    return [*lines, "", *chart.legend(terminal.width)]


class _Chart:
    """Draws the lines of one chart, and remembers which signs it has used."""

    def __init__(
        self,
        campaign: Campaign,
        timeline: Timeline,
        columns: _Columns,
        marks: dict[int, Sign],
        signs: Signs,
        *,
        color: bool,
    ) -> None:
        self._campaign = campaign
        self._lang: Lang = campaign.lang
        self._timeline = timeline
        self._columns = columns
        self._marks = marks
        self._signs = signs
        self._color = color
        self._used = {sign.text for sign in marks.values()}

    def axis(self) -> list[str]:
        """The names of the months, and under them a rule with their beginnings and J."""
        labels = [" "] * self._columns.chart
        rule = [self._signs.rule] * self._columns.chart
        for column, label in self._timeline.ticks(self._lang):
            rule[column] = self._signs.tick
            labels[column : column + len(label)] = label
        for column, mark in self._marks.items():
            rule[column] = offset_text(0, self._lang)[0] if mark.kind == "launch" else mark.text
        columns = self._columns
        head = padded(_TASK.to(self._lang), columns.id + 1 + columns.title) + " "
        head += padded(_DUE.to(self._lang), columns.due, right=True)
        return [
            self._styled(" " * columns.before_chart + "".join(labels).rstrip(), dim=True),
            self._styled(padded(head, columns.before_chart) + "".join(rule), dim=True),
        ]

    def heading(self, phase: int) -> str:
        width = self._columns.before_chart - 1
        title = clipped(self._campaign.phases[phase].title.upper(), width, self._signs.ellipsis)
        text = self._styled(padded(title, width + 1), bold=True, fg=self._color_of(phase))
        return (text + self._drawn(None, phase)).rstrip()

    def line(self, placed: ScheduledTask) -> str:
        task, columns = placed.task, self._columns
        shown = f"  {task.title}" if task.parent else task.title
        title = padded(clipped(shown, columns.title, self._signs.ellipsis), columns.title)
        parts = [
            self._styled(padded(clipped(task.id, columns.id, ""), columns.id), dim=True),
            self._styled(title, bold=True) if placed.critical or task.split else title,
            padded(_day(placed.due, self._lang), columns.due, right=True),
        ]
        if columns.offset:
            offset = offset_text((placed.due - self._campaign.launch).days, self._lang)
            parts.append(self._styled(padded(offset, columns.offset, right=True), dim=True))
        return (" ".join(parts) + " " + self._drawn(placed, task.phase)).rstrip()

    def legend(self, width: int) -> list[str]:
        """The signs that the chart has used and what they mean."""
        lines: list[str] = []
        for names, text in _LEGEND:
            bars: list[str] = [getattr(self._signs, name) for name in names]
            shown = [bar for bar in bars if self._used.intersection((bar, *bar))]
            if not shown:
                continue
            item = f"{_sample(shown)} {text.to(self._lang)}"
            if lines and shown_width(lines[-1]) + 2 + shown_width(item) <= width:
                lines[-1] += f"  {item}"
            else:
                lines.append(item)
        return [self._styled(line, dim=True) for line in lines]

    def _drawn(self, placed: ScheduledTask | None, phase: int) -> str:
        """The columns of a line, signs of a kind styled in one go."""
        bar = planned_bar(placed) if placed else None
        found = columns_of(bar, self._timeline, self._marks, self._signs)
        self._used.update(sign.text for sign in found)
        text = ""
        for kind, run in groupby(found, key=lambda sign: sign.kind):
            drawn = "".join(sign.text for sign in run)
            if kind == "bar":
                critical = placed is not None and placed.critical
                text += self._styled(drawn, fg=self._color_of(phase), bold=critical)
            elif kind == "launch":
                text += self._styled(drawn, bold=True)
            else:
                text += self._styled(drawn, dim=True) if kind else drawn
        return text

    def _color_of(self, phase: int) -> str:
        return _COLORS[phase % len(_COLORS)]

    def _styled(self, text: str, **style: object) -> str:
        return styled(text, color=self._color, **style)


def _sample(bars: list[str]) -> str:
    """What the signs look like in the chart: two columns of a bar, one of any other."""
    return "".join(bar[1] * 2 if len(bar) == 3 else bar for bar in bars)


def _columns(campaign: Campaign, schedule: Schedule, width: int) -> _Columns:
    """Titles get what they need, up to half of the line; the chart has the rest."""
    tasks = [placed.task for placed in schedule.tasks if not placed.task.deleted]
    ids = min(_LONGEST_ID, max((shown_width(task.id) for task in tasks), default=2))
    due = max(len(_day(placed.due, campaign.lang)) for placed in schedule.tasks)
    offset = 0
    if width >= _WIDE:
        offsets = [(placed.due - campaign.launch).days for placed in schedule.tasks]
        offset = max(len(offset_text(days, campaign.lang)) for days in offsets)
    fixed = _Columns(ids, 0, due, offset, 0).before_chart
    longest = max((shown_width(task.title) + 2 * bool(task.parent) for task in tasks), default=5)
    title = min(longest, (width - fixed) // 2)
    return _Columns(ids, title, due, offset, width - fixed - title)


def _day(day: dt.date, lang: Lang) -> str:
    """A due date without its year, which the axis says: 15/03, 15 Mar."""
    return yearless(day, lang)
