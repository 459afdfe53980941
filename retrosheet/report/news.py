"""What changed since the last sync, first thing of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.language import Lang, Text, counted, date_text, in_quotes
from retrosheet.report.model import Section
from retrosheet.report.phrases import listed
from retrosheet.sync.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from retrosheet.sync.findings import Findings
    from retrosheet.sync.remembered import Transition

_SINCE = Text("Depuis la synchronisation du {day}", "Since the sync of {day}")
_NOTED = Text("Relevé par la synchronisation du {day}", "Noted by the sync of {day}")
_NOTHING = Text("Rien n’a changé.", "Nothing has changed.")
_LAUNCH_MOVED = Text(
    "J a été déplacé du {before} au {after}.", "Launch was moved from {before} to {after}."
)
_FORECAST = Text(
    "J prévu : le {after}, contre le {before} la dernière fois.",
    "Launch forecast: {after}; it was {before} last time.",
)
_CAME: dict[str, Text] = {
    "done": Text("Terminées : {titles}.", "Done: {titles}."),
    **{key: kind.came for key, kind in KINDS.items() if kind.came},
}
_SORTED_OUT = Text("Rentrées dans l’ordre : {titles}.", "Back on track: {titles}.")
_REOPENED = Text("Rouvertes : {titles}.", "Reopened: {titles}.")
_VANISHED = (
    Text("{n} ligne supprimée du plan : {gone}.", "{n} row deleted from the plan: {gone}."),
    Text("{n} lignes supprimées du plan : {gone}.", "{n} rows deleted from the plan: {gone}."),
)
_WORRYING = frozenset(_CAME) - {"done"}
_MOST_GONE = 8


def news(findings: Findings, lang: Lang) -> Iterator[Section]:
    """One section, where there has been a sync before; then rows that are gone are news too."""
    day = findings.before.synced
    if day is None:
        if findings.vanished:
            title = Text("À noter", "Please note").to(lang)
            yield Section(title, "plain", (_gone(findings.vanished, findings, lang),))
        return
    items = tuple(_items(findings, lang)) or (_NOTHING.to(lang),)
    yield Section(_SINCE.to(lang).format(day=date_text(day, lang)), "plain", items)


def latest(findings: Findings, lang: Lang) -> Iterator[Section]:
    """The news; where the sync has just been, what that sync found new.

    A report is read by people who did not see the sync; where neither has anything to tell, it
    claims nothing.
    """
    day = findings.before.synced
    if day is None or tuple(_items(findings, lang)):
        yield from news(findings, lang)
        return
    items = tuple(_changed(findings.lately, findings, lang))
    if items:
        yield Section(_NOTED.to(lang).format(day=date_text(day, lang)), "plain", items)


def _items(findings: Findings, lang: Lang) -> Iterator[str]:
    before = findings.before
    if before.launch is not None and before.launch != findings.launch:
        yield _LAUNCH_MOVED.to(lang).format(
            before=date_text(before.launch, lang), after=date_text(findings.launch, lang)
        )
    elif before.forecast is not None and before.forecast != findings.forecast_launch:
        yield _FORECAST.to(lang).format(
            before=date_text(before.forecast, lang),
            after=date_text(findings.forecast_launch, lang),
        )
    yield from _changed(findings.changes, findings, lang)


def _changed(changes: Iterable[Transition], findings: Findings, lang: Lang) -> Iterator[str]:
    """What came and went, a sentence for each kind of it."""
    changes = tuple(changes)
    by_text: dict[Text, list[str]] = {
        text: [] for text in (*_CAME.values(), _REOPENED, _SORTED_OUT)
    }
    for change in changes:
        title = findings.titles.get(change.id)
        if title is None:
            continue
        if change.after in _CAME:
            by_text[_CAME[change.after]].append(title)
        elif change.before == "done":
            by_text[_REOPENED].append(title)
        elif change.before in _WORRYING:
            by_text[_SORTED_OUT].append(title)
    for text, titles in by_text.items():
        if titles:
            yield text.to(lang).format(titles=listed(titles, lang))
    gone = tuple(change.id for change in changes if change.id not in findings.titles)
    if gone:
        yield _gone(gone, findings, lang)


def _gone(ids: tuple[str, ...], findings: Findings, lang: Lang) -> str:
    """The rows that are gone, by the titles of their tasks, and by ID where those are not known."""
    titles = dict(zip(findings.vanished, findings.vanished_titles, strict=False))
    named = [
        f"{in_quotes(titles[name], lang)} ({name})" if titles.get(name) else name
        for name in ids[:_MOST_GONE]
    ]
    shown = ", ".join(named) + ("…" if len(ids) > _MOST_GONE else "")
    return counted(len(ids), _VANISHED, lang).format(gone=shown)
