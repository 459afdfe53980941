"""The lines of a drawing: phases, tasks with their signs and texts, and their bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.language import Text, date_text, offset_text
from retrosheet.report.figures import typographic
from retrosheet.report.gantt.lettering import fitted, text_width
from retrosheet.report.gantt.pen import SIGNS, STATES, classes
from retrosheet.report.markup import escaped, units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrosheet.report.gantt.chart import Bar, Segment
    from retrosheet.report.gantt.pen import Pen

_HUES = 6
_WAS = Text("était dû le {day}", "was due {day}")
_FIRST = Text("d’abord prévu le {day}", "first planned for {day}")
_ENDS = Text("fin prévue le {day}", "expected {day}")


class Lines:
    """Draws all lines from the top down; ``used`` remembers the looks, for the legend."""

    def __init__(self, pen: Pen) -> None:
        self.pen, self.form, self.scale = pen, pen.form, pen.scale
        self.used: set[str] = set()

    def svg(self) -> str:
        form, found, y = self.form, [], self.pen.top
        for number, title, bars in self.pen.chart.groups:
            hue = number % _HUES
            height = form.pitch * (len(bars) if form.phase else 1)
            if form.phase:
                found.append(self._phase_column(title, hue, y, height))
            else:
                found.append(self._heading(title, bars, hue, y))
                y += form.pitch
            for bar in bars:
                found.append(self._line(bar, hue, y))
                y += form.pitch
        return "".join(found)

    def _heading(self, title: str, bars: Sequence[Bar], hue: int, y: float) -> str:
        form = self.form
        first = min(bar.start for bar in bars)
        last = max(bar.due for bar in bars)
        x, end = self.scale.at(first), self.scale.after(last)
        room = form.left - 16
        return (
            f'<rect class="b{hue}" y="{units(y + 1)}" width="{units(form.left - 8)}" '
            f'height="{units(form.pitch - 2)}"/><rect class="c{hue}" y="{units(y + 1)}" width="4" '
            f'height="{units(form.pitch - 2)}"/>'
            + self.pen.text(
                10,
                self._base(y),
                fitted(typographic(title, self.pen.lang), room * 0.94, form.size),
                "h",
            )
            + f'<path class="c{hue}" d="M{units(x)} {units(y + form.pitch - 5)}V{units(y + 9)}'
            f'H{units(end)}V{units(y + form.pitch - 5)}l-3 -5H{units(x + 3)}z"/>'
        )

    def _phase_column(self, title: str, hue: int, y: float, height: float) -> str:
        """The phase beside its lines, on as many of them as its title needs."""
        form = self.form
        found = (
            f'<rect class="b{hue}" y="{units(y)}" width="{units(form.phase - 2)}" '
            f'height="{units(height)}"/><rect class="c{hue}" y="{units(y)}" width="2.5" '
            f'height="{units(height)}"/><path class="gl" d="M0 {units(y)}H{units(form.width)}"/>'
        )
        size, step = form.size, max(form.size * 1.05, form.pitch)
        room = form.phase - 10
        rows = max(1, int(height // step))
        for number, words in enumerate(
            _wrapped(typographic(title, self.pen.lang), room, size * 1.06, rows)
        ):
            found += self.pen.text(6, self._base(y) + number * step, words, "h")
        return found

    def _line(self, bar: Bar, hue: int, y: float) -> str:
        form = self.form
        x = form.phase
        # paper shows no tooltips
        parts = ["<g>", "" if form.phase else f"<title>{escaped(self._about(bar))}</title>"]
        if bar.state in SIGNS:
            parts.append(self.pen.sign(bar.state, x + 2, y + form.pitch / 2))
        parts.append(self._cells(bar, x + form.sign, self._base(y)))
        parts.append(self._first_plan(bar, y))
        parts += [self._segment(part, bar, hue, y) for part in bar.segments]
        parts.append(self._point(bar, hue, y))
        return "".join((*parts, "</g>"))

    def _cells(self, bar: Bar, x: float, base: float) -> str:
        """Title, owner, due date and its distance from launch, in one text."""
        form = self.form
        quiet = bar.state in ("done", "cancelled")
        title = {"done": "m", "cancelled": "m x"}.get(bar.state, "k" if bar.critical else "")
        room = (form.title - 6) * (0.94 if title == "k" else 1)
        due = "e r" if bar.state == "late" else "e m" if quiet else "e k"
        at = [x, x + form.title, x + form.title + form.owner + form.due]
        at.append(at[-1] + form.offset)
        offset = offset_text(bar.offset, self.pen.lang)
        lies = bar.state != "cancelled"
        spans = (
            (fitted(typographic(bar.title, self.pen.lang), room, form.size), title),
            (fitted(bar.owner, form.owner - 6, form.size), "m"),
            (self.pen.short(bar.due) if lies else "", due),
            (offset if lies else "", "e m"),
        )
        found = "".join(
            f'<tspan x="{units(left)}"{classes(look)}>{escaped(text)}</tspan>'
            for left, (text, look) in zip(at, spans, strict=True)
            if text
        )
        return f'<text y="{units(base)}">{found}</text>'

    def _segment(self, part: Segment, bar: Bar, hue: int, y: float) -> str:
        form = self.form
        thick = 0.62 if bar.critical and part.shade in ("work", "wait") else 0.42
        if part.shade == "done":
            thick = 0.3
        height = form.pitch * thick
        x, end = self.scale.at(part.first), self.scale.after(part.last)
        top, wide = y + (form.pitch - height) / 2, max(1.2, end - x)
        box = f'd="M{units(x)} {units(top)}h{units(wide)}v{units(height)}h-{units(wide)}z"'
        self.used.add("critical" if bar.critical and part.shade == "work" else part.shade)
        if part.shade in ("work", "wait"):
            tone = "lt" if bar.state == "late" else f"{'c' if bar.critical else 'w'}{hue}"
            ground = f'<path class="{tone}" {box}/>'
            return ground + (f'<path class="wt" {box}/>' if part.shade == "wait" else "")
        names = {"done": "dn", "margin": "mg", "burnt": "bu", "over": "ov"}
        return f'<path class="{names[part.shade]}" {box}/>'

    def _first_plan(self, bar: Bar, y: float) -> str:
        """A thin line below the bar over the days that were first planned."""
        if bar.first is None:
            return ""
        self.used.add("first")
        x, end = self.scale.at(bar.first.start), self.scale.after(bar.first.due)
        low = y + self.form.pitch * 0.9
        return f'<path class="fp" d="M{units(x)} {units(low)}H{units(max(end, x + 1.2))}"/>'

    def _point(self, bar: Bar, hue: int, y: float) -> str:
        form, middle = self.form, y + self.form.pitch / 2
        found = ""
        if bar.point:
            self.used.add("point")
            half = form.pitch * 0.33
            x = self.scale.middle(bar.point)
            tone = {"late": "lt", "done": "dn"}.get(
                bar.state, f"{'c' if bar.critical else 'w'}{hue}"
            )
            found += (
                f'<path class="{tone}" d="M{units(x)} {units(middle - half)}l{units(half)} '
                f'{units(half)}l-{units(half)} {units(half)}l-{units(half)} -{units(half)}z"/>'
            )
        if bar.before:
            self.used.add("before")
            x, half = self.scale.after(bar.before), form.pitch * 0.36
            found += f'<path class="bf" d="M{units(x)} {units(middle - half)}v{units(2 * half)}"/>'
        return found

    def _about(self, bar: Bar) -> str:
        """What the tooltip of a line says."""
        lang = self.pen.lang
        said = [f"{bar.id} · {bar.title}", bar.owner]
        if bar.state != "cancelled":
            said.append(f"{date_text(bar.start, lang)} → {date_text(bar.due, lang)}")
        if bar.state:
            said.append(STATES[bar.state].to(lang))
        if bar.forecast:
            said.append(_ENDS.to(lang).format(day=date_text(bar.forecast, lang)))
        if bar.before:
            said.append(_WAS.to(lang).format(day=date_text(bar.before, lang)))
        if bar.first:
            said.append(_FIRST.to(lang).format(day=date_text(bar.first.due, lang)))
        return typographic(" · ".join(filter(None, said)), lang)

    def _base(self, y: float) -> float:
        """The base line of a row's text."""
        return y + self.form.pitch / 2 + self.form.size * 0.35


def _wrapped(text: str, width: float, size: float, most: int) -> list[str]:
    """The text on at most so many lines; what does not fit ends in an ellipsis."""
    lines: list[str] = [""]
    words = text.split(" ")
    for number, word in enumerate(words):
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, size) <= width or not lines[-1]:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = " ".join((lines[-1], *words[number:]))
            break
    return [fitted(line, width, size) for line in lines]
