"""The Gantt as SVG: for a screen, where each phase has a heading, or for a sheet of paper.

A drawing stands alone (``<title>``, ``<desc>``, its own style sheet) or inside a page that brings
the styles. Titles are cut to their column by an estimate of their width, and are whole in the
tooltip of their line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.language import Lang, Text, date_text, offset_text
from retrosheet.report.figures import typographic
from retrosheet.report.gantt.forms import SCREEN
from retrosheet.report.gantt.legend import legend
from retrosheet.report.gantt.lettering import text_width
from retrosheet.report.gantt.lines import Lines
from retrosheet.report.gantt.pen import Pen
from retrosheet.report.gantt.style import definitions, style_sheet
from retrosheet.report.markup import escaped, units

if TYPE_CHECKING:
    from retrosheet.calendars import Calendar
    from retrosheet.report.gantt.chart import Chart
    from retrosheet.report.gantt.forms import Format

_TASK = Text("Tâche", "Task")
_WHO = Text("Responsable", "Owner")
_DUE = Text("Échéance", "Due")
_PHASE = Text("Phase", "Phase")
_TODAY = Text("aujourd’hui", "today")
_FORECAST = Text("J prévu {day}", "Forecast {day}")
_TITLE = Text("{name} : diagramme de Gantt", "{name}: Gantt chart")
_DESC = Text(
    "{n} lignes, du {first} au {last}. J : {launch}. Les mêmes dates sont dans le tableau du plan.",
    "{n} lines, {first} to {last}. Launch: {launch}. The same dates are in the plan’s table.",
)


def drawing(
    chart: Chart, calendar: Calendar, name: str, lang: Lang, form: Format = SCREEN,
    *, prefix: str = "g", alone: bool = True,
) -> str:  # fmt: skip
    """The SVG of a chart; ``alone`` with its styles and its own paper, else for use in a page."""
    if not any(bar.owner for _, _, bars in chart.groups for bar in bars):
        form = form._replace(title=form.title + form.owner, owner=0)
    pen = Pen(chart, lang, form, prefix)
    lines = Lines(pen)
    body = lines.svg()
    below, height = legend(pen, lines.used)
    width, tall = units(form.width), units(height)
    title = typographic(_TITLE.to(lang).format(name=name), lang)
    about = _DESC.to(lang).format(
        n=chart.lines,
        first=date_text(chart.first, lang),
        last=date_text(chart.last, lang),
        launch=date_text(chart.launch, lang),
    )
    about = typographic(about, lang)
    style = sheet = size = ""
    if alone:
        style = f"<style>{style_sheet(prefix)}</style>"
        sheet = f'<rect class="pp" width="{width}" height="{tall}"/>'
        size = f' width="{width}" height="{tall}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="rs" viewBox="0 0 {width} {tall}"{size} '
        f'role="img" aria-labelledby="{prefix}t {prefix}e" lang="{lang}" '
        f'font-size="{units(form.size)}"><title id="{prefix}t">{escaped(title)}</title>'
        f'<desc id="{prefix}e">{escaped(about)}</desc>{style}{definitions(prefix)}{sheet}'
        f"{_grid(pen, calendar)}{body}{_marks(pen)}{below}</svg>"
    )


def _grid(pen: Pen, calendar: Calendar) -> str:
    """Days off, months or weeks, and a rule under each line; then the titles of the columns."""
    form, scale, top = pen.form, pen.scale, pen.top - 2
    least = 1 if scale.day * 2 >= 2.5 else 4
    off = "".join(
        f"M{units(scale.at(first))} {units(top)}H{units(scale.after(last))}V{units(pen.bottom)}"
        f"H{units(scale.at(first))}z"
        for first, last in scale.days_off(calendar)
        if (last - first).days >= least - 1
    )
    ticks = scale.ticks(pen.lang, form.size * 4.4)
    lines = "".join(f"M{units(tick.at)} {units(top)}V{units(pen.bottom)}" for tick in ticks)
    rows = range(1, pen.rows + 1) if not form.phase else ()
    rules = "".join(f"M0 {units(pen.top + row * form.pitch)}h{units(form.width)}" for row in rows)
    x, y = form.phase + form.sign, pen.top - 5
    due = x + form.title + form.owner + form.due
    heads = [(x, _TASK, ""), (due, _DUE, "end")]
    heads += [(x + form.title, _WHO, "")] if form.owner else []
    heads += [(2, _PHASE, "")] if form.phase else []
    return "".join(
        (
            f'<path class="do" d="{off}"/>' if off else "",
            f'<path class="gl" d="M0 {units(top)}h{units(form.width)}{lines}{rules}"/>',
            *(pen.text(tick.at + 3, y, tick.label, "m") for tick in ticks if tick.label),
            *(pen.text(at, y, word.to(pen.lang), "m", anchor=anchor) for at, word, anchor in heads),
        )
    )


def _marks(pen: Pen) -> str:
    """Launch, its forecast and today: lines through all rows, with their names."""
    chart, scale, size = pen.chart, pen.scale, pen.form.size
    flag = pen.top - 5 - size * 1.35
    found = []

    def line(name: str, at: float, top: float) -> None:
        found.append(f'<path class="{name}" d="M{units(at)} {units(top)}V{units(pen.bottom)}"/>')

    if chart.today:
        at, word = scale.middle(chart.today), _TODAY.to(pen.lang)
        line("td", at, pen.top - 2)
        half = text_width(word, size) / 2
        at = min(max(at, half), pen.form.width - half)
        found.append(pen.text(at, pen.bottom + size * 1.05, word, "tt", anchor="middle"))
    at = scale.middle(chart.launch)
    line("ja", at, flag - size)
    if chart.forecast:
        later = scale.middle(chart.forecast)
        line("jf", later, flag - size)
        said = _FORECAST.to(pen.lang).format(day=pen.short(chart.forecast))
        wide = text_width(said, size)
        if later + wide + 4 <= pen.form.width:
            found.append(pen.text(later + 4, flag, said, "r"))
        else:
            # on the left of its line, and launch's name further left
            found.append(pen.text(later - 4, flag, said, "r", anchor="end"))
            at = min(at, later - wide - 8)
    launch = f"{offset_text(0, pen.lang)[0]} · {pen.short(chart.launch)}"
    found.append(pen.text(at - 4, flag, launch, "jt", anchor="end"))
    return "".join(found)
