"""The report of a sync that a team reads aloud, standing: what changed, what is late, who owes it.

Whoever is late because of somebody else is not blamed: a delay is told where it begins, and what it
pushes is summed up there in one line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.language import Lang, Text, colon, counted, date_text, in_quotes, long_date
from retrosheet.report.model import Mood, Report, Section
from retrosheet.report.news import news
from retrosheet.report.phrases import listed, shortened
from retrosheet.report.verdict import launch_verdict
from retrosheet.report.words import DUE_WITHIN
from retrosheet.sync.kinds import KINDS
from retrosheet.sync.sayings import due_within, in_trouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from retrosheet.sync.findings import Finding, Findings

_ABOVE = Text("Déjà nommées plus haut : {titles}.", "Already named above: {titles}.")
_PUSHES = Text("{title} retarde {count} : {titles}.", "{title} delays {count}: {titles}.")
_MAKES_WAIT = Text("{title} fait attendre {titles}.", "{title} keeps {titles} waiting.")
_HOW_LATE = Text("{title} ({owner}{days} j)", "{title} ({owner}{days} d)")
_PUSHED = Text("Retardées par d’autres : {titles}.", "Delayed by others: {titles}.")
_TASKS = (Text("{n} tâche", "{n} task"), Text("{n} tâches", "{n} tasks"))
_OTHERS = (Text("{n} autre tâche", "{n} other task"), Text("{n} autres tâches", "{n} other tasks"))
_DONE = (Text("{n} terminée", "{n} done"), Text("{n} terminées", "{n} done"))
_UNKNOWN = (
    Text("{n} au statut illisible", "{n} with an unknown status"),
    Text("{n} au statut illisible", "{n} with an unknown status"),
)
_NOBODY = Text("Sans responsable", "Nobody’s")
_CALM = Text("Rien en retard, rien à risque.", "Nothing is late, nothing is at risk.")
_MOST_SOON = 12
_MORE_SOON = (
    Text("Et {n} autre d’ici le {day}.", "And {n} more by {day}."),
    Text("Et {n} autres d’ici le {day}.", "And {n} more by {day}."),
)


def stand_up(findings: Findings, name: str, lang: Lang, *, by_owner: bool = False) -> Report:
    """The report on the workbook ``name``, in ``lang``; by kind, or by who owes it."""
    verdict, mood = launch_verdict(findings, lang)
    told = _by_owner(findings, lang) if by_owner else _by_kind(findings, lang)
    parts = [counted(findings.tasks, _TASKS, lang), counted(findings.done, _DONE, lang)]
    if findings.unknown:
        parts.append(counted(findings.unknown, _UNKNOWN, lang))
    parts += [*in_trouble(findings, lang), *due_within(findings, lang)]
    state = ", ".join(parts) + "."
    if not any(KINDS[finding.kind].worrying for finding in findings.findings):
        state += f" {_CALM.to(lang)}"
    since = news(findings, lang)
    return Report(
        title=f"{name} · {long_date(findings.today, lang)}",
        verdict=verdict,
        mood=mood,
        state=state,
        sections=(*since, *told),
    )


def _by_kind(findings: Findings, lang: Lang) -> Iterator[Section]:
    by_heading: dict[Text, list[Finding]] = {}
    for finding in findings.findings:
        by_heading.setdefault(KINDS[finding.kind].heading, []).append(finding)
    by_heading.pop(DUE_WITHIN, None)
    for heading, mine in by_heading.items():
        items = tuple(_told(mine, findings, lang, owners=True))
        yield Section(heading.to(lang), KINDS[mine[0].kind].mood, items)
    soon = tuple(_due_within(findings, lang))
    if soon:
        yield Section(DUE_WITHIN.to(lang).format(days=findings.soon_days), "plain", soon)


def _due_within(findings: Findings, lang: Lang) -> Iterator[str]:
    """All that is due within the days that are soon: what was not told above, then the rest."""
    mine = [finding for finding in findings.findings if finding.kind == "due_soon"]
    yield from _told(mine, findings, lang, owners=True)
    told = {finding.id for finding in mine}
    above = [findings.titles[name] for name in findings.due_within if name not in told]
    if above:
        yield _ABOVE.to(lang).format(titles=listed(above, lang))


def _by_owner(findings: Findings, lang: Lang) -> Iterator[Section]:
    """One section for each person, whoever has the gravest finding first.

    What two people share is told to both.
    """
    owners: dict[str, list[Finding]] = {}
    for finding in findings.findings:
        for owner in finding.owners or ("",):
            owners.setdefault(owner, []).append(finding)
    for owner, mine in sorted(owners.items(), key=lambda entry: not entry[0]):
        mood: Mood = "plain"
        if any(KINDS[finding.kind].worrying for finding in mine):
            mood = "bad" if any(finding.kind == "late" for finding in mine) else "warning"
        items = tuple(_told(mine, findings, lang, owners=False))
        yield Section(owner or _NOBODY.to(lang), mood, items)


def _told(mine: list[Finding], findings: Findings, lang: Lang, *, owners: bool) -> Iterator[str]:
    """The findings as sentences: where a delay begins first, then what it only pushes."""
    pushed: list[Finding] = []
    waiting: list[Finding] = []
    own: list[Finding] = []
    for finding in mine:
        if finding.cause and finding.kind == "risk":
            pushed.append(finding)
        else:
            (waiting if owners and finding.cause else own).append(finding)
    own.sort(key=lambda finding: bool(finding.cause))
    soon: list[Finding] = []
    for finding in own:
        if finding.kind == "due_soon":
            soon.append(finding)
            if len(soon) > _MOST_SOON:
                continue
        yield _with_owner(finding, lang) if owners else finding.message
    if len(soon) > _MOST_SOON:
        last = max(finding.due for finding in soon if finding.due)
        more = len(soon) - _MOST_SOON
        yield counted(more, _MORE_SOON, lang).format(day=date_text(last, lang))
    yield from _kept_waiting(waiting, findings, lang)
    yield from _summed_up(pushed, findings, lang, owners=owners)


def _with_owner(finding: Finding, lang: Lang) -> str:
    if not finding.owner or finding.kind in ("unreadable", "duplicate_id", "missing_id"):
        return finding.message
    return f"{finding.owner}{colon(lang)} {finding.message}"


def _kept_waiting(waiting: Iterable[Finding], findings: Findings, lang: Lang) -> Iterator[str]:
    """Who is late, but for somebody else's delay: in one sentence a cause, the first few named."""
    causes: dict[str, list[str]] = {}
    for finding in waiting:
        owner = f"{finding.owner}, " if finding.owner else ""
        title = in_quotes(finding.title, lang)
        said = _HOW_LATE.to(lang).format(title=title, owner=owner, days=finding.days)
        causes.setdefault(finding.cause, []).append(said)
    for cause, titles in causes.items():
        title = in_quotes(findings.titles[cause], lang)
        yield _MAKES_WAIT.to(lang).format(title=title, titles=shortened(titles, lang))


def _summed_up(
    pushed: Iterable[Finding], findings: Findings, lang: Lang, *, owners: bool
) -> Iterator[str]:
    causes: dict[str, list[str]] = {}
    for finding in pushed:
        causes.setdefault(finding.cause if owners else "", []).append(finding.title)
    for cause, titles in sorted(causes.items(), key=lambda entry: -len(entry[1])):
        said = listed(titles, lang)
        if not owners:
            yield _PUSHED.to(lang).format(titles=said)
            continue
        title = in_quotes(findings.titles[cause], lang)
        count = counted(len(titles), _OTHERS, lang)
        yield _PUSHES.to(lang).format(title=title, count=count, titles=said)
