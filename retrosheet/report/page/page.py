"""The page for a meeting or a client: one HTML file that needs nothing else and asks for nothing.

No script and no request: the policy in its head forbids both. What the drawing shows stands in
tables beneath it. The browser's print dialogue gives the same on A4 in landscape.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.language import (
    Lang,
    Text,
    counted,
    date_text,
    long_date,
    offset_text,
    working_days_text,
)
from retrosheet.report.figures import percent
from retrosheet.report.gantt.chart import chart_of
from retrosheet.report.gantt.drawing import drawing
from retrosheet.report.gantt.forms import paper, sheets
from retrosheet.report.markup import escaped
from retrosheet.report.news import latest
from retrosheet.report.page import style
from retrosheet.report.page.html import bar, said, scrolled
from retrosheet.report.page.tables import (
    budget_table,
    delays_table,
    indicators_table,
    load_table,
    milestones_table,
    plan_table,
    soon_table,
    to_correct,
)
from retrosheet.report.verdict import launch_history, launch_verdict
from retrosheet.report.words import DUE_WITHIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrosheet.standing.model import Standing

_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'"
)
_KICKER = Text("Rétroplanning · {day}", "Plan · {day}")
_GANTT = Text("Diagramme de Gantt", "Gantt chart")
_FOOT = Text(
    "Fait par retrosheet à partir de « {source} », état du {day}. J-30 compte des jours du "
    "calendrier, durées et retards des jours ouvrés.",
    "Made by retrosheet from “{source}” as of {day}. D-30 counts calendar days; durations and "
    "delays count working days.",
)
_LAUNCH = Text("Jour J", "Launch day")
_FORECAST = Text("J prévu", "Forecast launch")
_HOLDS = Text("comme prévu", "as planned")
_LATER = Text("+ {days}", "+ {days}")
_PROGRESS = Text("Avancement", "Progress")
_DONE_OF = (
    Text("du travail ; {n} tâche terminée sur {all}", "of the work; {n} of {all} tasks done"),
    Text("du travail ; {n} tâches terminées sur {all}", "of the work; {n} of {all} tasks done"),
)
_LATE = Text("En retard", "Late")
_RISK = Text("À risque", "At risk")
_NOT_BEGUN = (
    Text("et {n} à commencer au plus vite", "and {n} should have begun"),
    Text("et {n} à commencer au plus vite", "and {n} should have begun"),
)
_TASKS = (Text("tâche", "task"), Text("tâches", "tasks"))
_IN = (Text("dans {n} jour", "in {n} day"), Text("dans {n} jours", "in {n} days"))
_AGO = (Text("il y a {n} jour", "{n} day ago"), Text("il y a {n} jours", "{n} days ago"))
_TODAY = Text("aujourd’hui", "today")
_TOMORROW = Text("demain", "tomorrow")


def page(standing: Standing, lang: Lang, source: str) -> str:
    """The whole page in ``lang``; ``source`` is what people call the workbook."""
    title = f"{standing.name} · {date_text(standing.today, lang)}"
    head = (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{escaped(title)}</title><style>{style.sheet()}</style></head>"
    )
    day = long_date(standing.today, lang)
    foot = _FOOT.to(lang).format(source=source, day=day)
    return (
        f"{head}\n<body>\n{_header(standing, lang)}\n<main>\n"
        + "\n".join(filter(None, _sections(standing, lang)))
        + f"\n</main>\n<footer><p>{said(foot, lang)}</p></footer>\n</body></html>\n"
    )


def _header(standing: Standing, lang: Lang) -> str:
    verdict, mood = launch_verdict(standing.findings, lang)
    kicker = _KICKER.to(lang).format(day=long_date(standing.today, lang))
    facts = "".join(
        f"<div><dt>{said(name, lang)}</dt><dd{look}>{said(value, lang)}"
        f"{f'<small>{said(note, lang)}</small>' if note else ''}{extra}</dd></div>"
        for name, value, note, look, extra in _facts(standing, lang)
    )
    past = said(launch_history(standing, lang), lang)
    return (
        f'<header><p class="kicker">{said(kicker, lang)}</p><h1>{said(standing.name, lang)}</h1>'
        f'<p class="verdict {mood}">{said(verdict, lang)}'
        f"{f'<small>{past}</small>' if past else ''}</p>"
        f'<dl class="facts">{facts}</dl></header>'
    )


def _facts(standing: Standing, lang: Lang) -> Iterator[tuple[str, str, str, str, str]]:
    """Name, value, note, class and bar of each of the six figures under the verdict."""
    findings = standing.findings
    away = (standing.today - standing.launch).days
    launch = date_text(standing.launch, lang)
    yield _LAUNCH.to(lang), launch, f"{offset_text(away, lang)}, {_when(-away, lang)}", "", ""
    slip = findings.slip
    note = _LATER.to(lang).format(days=working_days_text(slip, lang)) if slip else _HOLDS.to(lang)
    look = ' class="bad"' if slip else ""
    yield _FORECAST.to(lang), date_text(findings.forecast_launch, lang), note, look, ""
    share = standing.progress
    note = counted(findings.done, _DONE_OF, lang).format(all=findings.tasks)
    yield _PROGRESS.to(lang), percent(share, lang), note, "", bar(((share, "f"),))
    counts = findings.counts()
    for name, number, mood in (
        (_LATE, counts["late"], "bad"),
        (_RISK, counts["risk"], "warning"),
        (DUE_WITHIN, len(findings.due_within), ""),
    ):
        note = counted(number, _TASKS, lang)
        if name is _RISK and counts["late_start"]:
            note = counted(counts["late_start"], _NOT_BEGUN, lang)
        look = f' class="{mood}"' if number and mood else ""
        yield name.to(lang).format(days=findings.soon_days), str(number), note, look, ""


def _when(days: int, lang: Lang) -> str:
    if days in (0, 1):
        return (_TODAY, _TOMORROW)[days].to(lang)
    return counted(abs(days), _IN if days > 0 else _AGO, lang)


def _sections(standing: Standing, lang: Lang) -> Iterator[str]:
    for section in latest(standing.findings, lang):
        items = "".join(f"<li>{said(item, lang)}</li>" for item in section.items)
        yield f"<section><h2>{said(section.title, lang)}</h2><ul>{items}</ul></section>"
    yield delays_table(standing, lang)
    yield _gantt(standing, lang)
    yield _pair(milestones_table(standing, lang), soon_table(standing, lang))
    yield load_table(standing, lang)
    yield _pair(budget_table(standing, lang), indicators_table(standing, lang))
    yield to_correct(standing, lang)
    yield plan_table(standing, lang)


def _pair(left: str, right: str) -> str:
    return f'<div class="pair">{left}{right}</div>' if left and right else left + right


def _gantt(standing: Standing, lang: Lang) -> str:
    chart = chart_of(standing)
    if not chart.lines:
        return ""
    name, calendar = standing.name, standing.calendar
    screen = drawing(chart, calendar, name, lang, alone=False)
    printed = "".join(
        f'<div class="sheet">{sheet}</div>'
        for sheet in (
            drawing(part, calendar, name, lang, paper(part.lines), prefix=_prefix(n), alone=False)
            for n, part in enumerate(sheets(chart))
        )
    )
    return (
        f'<section class="chart"><h2 id="gantt">{_GANTT.to(lang)}</h2><figure>'
        f'<div class="screen-only">{scrolled(screen, "gantt")}</div>'
        f'<div class="paper-only">{printed}</div></figure></section>'
    )


def _prefix(sheet: int) -> str:
    """All sheets share the hatches of the first: their names are p, then p1, p2…"""
    return f"p{sheet or ''}"
