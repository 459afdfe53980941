"""The state of a campaign in Markdown, for a wiki, a pull request or the summary of a job.

Plain tables as GitHub, GitLab and Notion take them. What people typed cannot break out of its
cell, open a tag or start a link.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrosheet.language import Lang, Text, counted, date_text, long_date, offset_text
from retrosheet.report.figures import money, percent, typographic
from retrosheet.report.news import latest
from retrosheet.report.verdict import launch_history, launch_verdict
from retrosheet.report.words import (
    BUDGET_WORDS,
    KIND_WORDS,
    WORDS,
    days_texts,
    effect_words,
    shift_words,
    status_words,
    troubles,
)
from retrosheet.sync.sayings import due_within, in_trouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from retrosheet.standing.model import Standing

_DONE = (
    Text(
        "{n} tâche terminée sur {all} ({share} du travail)",
        "{n} of {all} tasks done ({share} of the work)",
    ),
    Text(
        "{n} tâches terminées sur {all} ({share} du travail)",
        "{n} of {all} tasks done ({share} of the work)",
    ),
)
_SPECIAL = re.compile(r"[\\`*_\[\]<>|#~&$]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


def markdown(standing: Standing, lang: Lang) -> str:
    """The whole report, every paragraph and row on one line."""
    return "\n".join(_lines(standing, lang)) + "\n"


def plain(text: str, lang: Lang) -> str:
    """The text so that Markdown shows it as it is, on one line."""
    spoken = typographic(_CONTROL.sub(" ", text).strip(), lang)
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", spoken)


def _lines(standing: Standing, lang: Lang) -> Iterator[str]:
    findings = standing.findings
    verdict, _ = launch_verdict(findings, lang)
    yield f"# {plain(standing.name, lang)}"
    yield ""
    yield f"**{plain(verdict, lang)}**"
    yield ""
    past = launch_history(standing, lang)
    if past:
        yield plain(past, lang)
        yield ""
    facts = [
        counted(findings.done, _DONE, lang).format(
            all=findings.tasks, share=percent(standing.progress, lang)
        ),
        *in_trouble(findings, lang),
        *due_within(findings, lang),
    ]
    state = typographic(", ".join(facts), lang)
    yield f"{long_date(standing.today, lang).capitalize()}. {state}."
    for section in latest(findings, lang):
        yield from _titled(section.title, lang)
        yield from (f"- {plain(item, lang)}" for item in section.items)
    yield from _troubles(standing, lang)
    yield from _milestones(standing, lang)
    yield from _budget(standing, lang)
    yield from _plan(standing, lang)


def _titled(title: str, lang: Lang) -> Iterator[str]:
    yield ""
    yield f"## {plain(title, lang)}"
    yield ""


def _table(titles: Sequence[Text], rows: Iterable[Sequence[str]], lang: Lang) -> Iterator[str]:
    yield f"| {' | '.join(title.to(lang) for title in titles)} |"
    yield f"|{'---|' * len(titles)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _troubles(standing: Standing, lang: Lang) -> Iterator[str]:
    yield from _titled(WORDS["trouble"].to(lang), lang)
    found = troubles(standing)
    if not found:
        yield WORDS["calm"].to(lang)
        return
    rows = (
        (
            plain(gravest.title, lang),
            plain(gravest.owner, lang),
            date_text(gravest.due, lang) if gravest.due else "–",
            ", ".join(KIND_WORDS[finding.kind][0].to(lang) for finding in of_task),
            plain(effect_words(gravest, standing, lang), lang),
        )
        for of_task in found
        for gravest in of_task[:1]
    )
    keys = ("task", "owner", "due", "state", "effect")
    yield from _table([WORDS[key] for key in keys], rows, lang)


def _milestones(standing: Standing, lang: Lang) -> Iterator[str]:
    coming = standing.next_milestones
    if not coming:
        return
    yield from _titled(WORDS["milestones"].to(lang), lang)
    rows = (
        (
            plain(item.title, lang),
            date_text(item.due, lang),
            offset_text(standing.offset_of(item), lang),
            date_text(standing.reached_on(item), lang),
        )
        for item in coming
    )
    keys = ("milestone", "due", "offset", "forecast")
    yield from _table([WORDS[key] for key in keys], rows, lang)


def _budget(standing: Standing, lang: Lang) -> Iterator[str]:
    if not standing.budget:
        return
    yield from _titled(WORDS["budget"].to(lang), lang)
    sums = (
        money(sum(getattr(line, key) for line in standing.budget), lang) for key in BUDGET_WORDS
    )
    yield from _table(list(BUDGET_WORDS.values()), [tuple(sums)], lang)


def _plan(standing: Standing, lang: Lang) -> Iterator[str]:
    yield from _titled(WORDS["plan"].to(lang), lang)
    shifts = any(item.shift for item in standing.items)
    rows = (
        (
            plain(phase, lang),
            f"**{plain(item.title, lang)}**" if item.split else plain(item.title, lang),
            plain(item.owner, lang),
            *days_texts(item, standing, lang),
            *([shift_words(item, lang)] if shifts else []),
            plain(status_words(item, lang), lang),
        )
        for phase, items in standing.in_phases()
        for item in items
    )
    keys = ("phase", "task", "owner", "start", "due", "offset", *(("shift",) if shifts else ()),
            "status")  # fmt: skip
    yield from _table([WORDS[key] for key in keys], rows, lang)
