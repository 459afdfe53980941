"""The legend under a drawing: the looks and signs that it has used, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.language import Text
from retrosheet.report.gantt.lettering import text_width
from retrosheet.report.gantt.pen import SIGNS, STATES
from retrosheet.report.markup import units

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from retrosheet.report.gantt.pen import Pen

_LEGEND = (
    ("critical", Text("chemin critique", "critical path")),
    ("work", Text("tâche", "task")),
    ("wait", Text("attente", "wait")),
    ("done", Text("fait", "done")),
    ("margin", Text("marge", "margin")),
    ("burnt", Text("marge entamée", "margin used up")),
    ("over", Text("au-delà de l’échéance", "beyond the due date")),
    ("point", Text("jalon", "milestone")),
    ("first", Text("premier plan", "first plan")),
    ("before", Text("échéance d’avant", "due date before")),
)
_TONES = {"critical": "c0", "work": "w0", "wait": "w0", "done": "dn", "margin": "mg",
          "burnt": "bu", "over": "ov"}  # fmt: skip
_SAMPLE, _SIGN, _GAP = 22, 14, 14


def legend(pen: Pen, used: Collection[str]) -> tuple[str, float]:
    """The legend, and the height of the whole drawing with it."""
    size = pen.form.size
    x, y = 2.0, pen.bottom + size * (2.5 if pen.chart.today else 1.6)
    found = []
    for kind, text, before in _entries(pen, used):
        word = text.to(pen.lang)
        width = before + text_width(word, size) + _GAP
        if x + width > pen.form.width:
            x, y = 2.0, y + size * 1.6
        middle = y - size * 0.35
        drawn = (
            pen.sign(kind, x, middle)
            if kind in SIGNS and before == _SIGN
            else _sample(kind, x, middle, size)
        )
        found += [drawn, pen.text(x + before, y, word, "m")]
        x += width
    return "".join(found), y + size * 0.7


def _entries(pen: Pen, used: Collection[str]) -> Iterator[tuple[str, Text, int]]:
    """The kinds that were used, their words and the room of their sample; then the states."""
    for kind, text in _LEGEND:
        if kind in used:
            yield kind, text, _SAMPLE
    states = {bar.state for _, _, bars in pen.chart.groups for bar in bars}
    for state in SIGNS:
        if state in states:
            yield state, STATES[state], _SIGN


def _sample(kind: str, x: float, middle: float, size: float) -> str:
    if kind == "point":
        return f'<path class="c0" d="M{units(x + 9)} {units(middle - 5)}l5 5l-5 5l-5 -5z"/>'
    if kind == "first":
        return f'<path class="fp" d="M{units(x)} {units(middle + 3)}h17"/>'
    if kind == "before":
        return f'<path class="bf" d="M{units(x + 9)} {units(middle - 5)}v10"/>'
    height = size * (0.75 if kind == "critical" else 0.5)
    box = f'd="M{units(x)} {units(middle - height / 2)}h17v{units(height)}h-17z"'
    hatched = f'<path class="wt" {box}/>' if kind == "wait" else ""
    return f'<path class="{_TONES[kind]}" {box}/>{hatched}'
