"""The words that every view of a campaign shares: kinds of trouble, columns, effects on launch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.language import (
    Lang,
    Text,
    counted,
    date_text,
    in_quotes,
    language,
    offset_text,
    working_days_text,
)
from retrosheet.report.figures import percent
from retrosheet.statuses import STATUSES
from retrosheet.sync.kinds import KINDS

if TYPE_CHECKING:
    from retrosheet.standing.model import Item, Standing
    from retrosheet.sync.findings import Finding

KIND_WORDS = {key: (kind.word, kind.mood) for key, kind in KINDS.items() if kind.word}
"""What is said of each kind of trouble, and how bad it is."""
WORDS = {
    "trouble": Text("En retard et à risque", "Late and at risk"),
    "calm": Text("Rien en retard, rien à risque.", "Nothing is late, nothing is at risk."),
    "task": Text("Tâche", "Task"),
    "owner": Text("Responsable", "Owner"),
    "due": Text("Échéance", "Due"),
    "state": Text("État", "State"),
    "delay": Text("Retard", "Delay"),
    "effect": Text("Effet sur J", "Effect on launch"),
    "milestones": Text("Prochains jalons", "Next milestones"),
    "milestone": Text("Jalon", "Milestone"),
    "forecast": Text("Prévu", "Forecast"),
    "offset": Text("J±", "D±"),
    "load": Text("Charge par personne", "Load per person"),
    "nobody": Text("Sans responsable", "Nobody"),
    "open": Text("À faire", "To do"),
    "late": Text("En retard", "Late"),
    "left": Text("Jours restants", "Days left"),
    "next": Text("Prochaine échéance", "Next due"),
    "done": Text("Fait", "Done"),
    "share": Text("Part faite", "Share done"),
    "budget": Text("Budget", "Budget"),
    "category": Text("Catégorie", "Category"),
    "total": Text("Total", "Total"),
    "other": Text("Divers", "Other"),
    "indicators": Text("Indicateurs", "Indicators"),
    "indicator": Text("Indicateur", "Indicator"),
    "target": Text("Cible", "Target"),
    "measured": Text("Mesuré le", "Measured on"),
    "result": Text("Résultat", "Result"),
    "plan": Text("Le plan complet", "The whole plan"),
    "phase": Text("Phase", "Phase"),
    "start": Text("Début", "Start"),
    "shift": Text("Décalage", "Slip"),
    "status": Text("Statut", "Status"),
    "unknown": Text("illisible", "unreadable"),
    "correct": Text("À corriger dans le classeur", "To correct in the workbook"),
}
"""Titles of sections and of columns."""
DUE_WITHIN = KINDS["due_soon"].heading
"""What is due within the days that the workbook calls soon, as its dashboard names it."""
BUDGET_WORDS = {
    "planned": Text("Prévu", "Planned"),
    "committed": Text("Engagé", "Committed"),
    "paid": Text("Payé", "Paid"),
    "remaining": Text("Reste", "Remaining"),
}
_SLIPS = Text("J glisse de {days}", "Launch slips {days}")
_FOLLOWS = Text("suit {title}", "follows {title}")
_NO_EFFECT = Text("J tient", "Launch holds")
_DELAYS = (
    Text("J tient, {n} tâche décalée", "Launch holds, {n} task delayed"),
    Text("J tient, {n} tâches décalées", "Launch holds, {n} tasks delayed"),
)


def troubles(standing: Standing) -> list[list[Finding]]:
    """What is wrong with each task in trouble, the gravest first.

    What only follows another delay comes last.
    """
    told: dict[str, list[Finding]] = {}
    for finding in standing.findings.findings:
        if finding.kind in KIND_WORDS and finding.id:
            told.setdefault(finding.id, []).append(finding)
    return sorted(told.values(), key=lambda found: bool(found[0].cause))


def effect_words(finding: Finding, standing: Standing, lang: Lang) -> str:
    """What a delay does to launch: slips it, follows another one, or leaves it where it is."""
    if finding.slip:
        return _SLIPS.to(lang).format(days=working_days_text(finding.slip, lang))
    cause = standing.findings.titles.get(finding.cause)
    if cause is not None:
        return _FOLLOWS.to(lang).format(title=in_quotes(cause, lang))
    if finding.moves:
        return counted(len(finding.moves), _DELAYS, lang)
    return _NO_EFFECT.to(lang)


def shift_words(item: Item, lang: Lang) -> str:
    """How far the due date lies from the first plan: +5 j, −2 j; nothing where it has not moved."""
    if not item.shift:
        return ""
    return f"{'+' if item.shift > 0 else '−'}{abs(item.shift)} {language(lang).day_unit}"


def days_texts(item: Item, standing: Standing, lang: Lang) -> tuple[str, str, str]:
    """Start, due date and its distance from launch; what is cancelled lies nowhere."""
    if item.cancelled:
        return "–", "–", "–"
    offset = offset_text(standing.offset_of(item), lang)
    return date_text(item.start, lang), date_text(item.due, lang), offset


def status_words(item: Item, lang: Lang) -> str:
    """The status in words, with the progress of what is begun."""
    word = (STATUSES[item.status - 1].word if item.status else WORDS["unknown"]).to(lang)
    begun = 0 < item.progress < 1 and not item.done
    return f"{word} {percent(item.progress, lang)}" if begun else word
