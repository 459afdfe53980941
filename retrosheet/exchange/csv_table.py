"""CSV for a spreadsheet: the plan as a table, one row a task.

Excel takes UTF-8 only behind a byte order mark, and in France apart by semicolons; dates are ISO,
which every spreadsheet reads as dates. What would be a formula has an apostrophe before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.terms import needs_text
from retrosheet.exchange.files import Exported, File, Replacements, csv_bytes, guarded
from retrosheet.exchange.wording import days_of, status_word
from retrosheet.language import Lang, Text, language, offset_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrosheet.standing.model import Standing

_HEADS = (
    Text("ID", "ID"),
    Text("Phase", "Phase"),
    Text("Tâche", "Task"),
    Text("Type", "Type"),
    Text("Responsable", "Owner"),
    Text("Statut", "Status"),
    Text("Avancement", "Progress"),
    Text("Début", "Start"),
    Text("Échéance", "Due"),
    Text("J±", "D±"),
    Text("Durée", "Duration"),
    Text("Dépend de", "Depends on"),
    Text("Livrable", "Deliverable"),
    Text("Canal", "Channel"),
    Text("Commentaire", "Comment"),
    Text("Fait partie de", "Part of"),
)
_KINDS = {
    "task": Text("", ""),
    "milestone": Text("jalon", "milestone"),
    "meeting": Text("réunion", "meeting"),
}
_UNITS = {"d": Text("j", "d"), "cd": Text("j calendaires", "calendar days")}


def export(standing: Standing, lang: Lang) -> Exported:
    """One file, which ``retrosheet import`` reads back."""
    replaced = Replacements("CSV", lang)
    separator = language(lang).separator
    content = csv_bytes(_rows(standing, replaced, lang), separator=separator, mark=True)
    return Exported((File("plan.csv", content),), replaced.remarks())


def _rows(standing: Standing, replaced: Replacements, lang: Lang) -> Iterator[list[str]]:
    yield [head.to(lang) for head in _HEADS]
    for phase, items in standing.in_phases():
        for item in items:
            unit = _UNITS["cd" if item.calendar_days else "d"].to(lang)
            texts = [
                item.id,
                phase,
                item.title,
                _KINDS[item.kind].to(lang),
                item.owner,
                status_word(item, lang),
                f"{int(100 * item.share + 0.5)} %",
                *days_of(item),
                "" if item.cancelled else offset_text(standing.offset_of(item), lang),
                f"{item.duration} {unit}",
                "" if item.split else needs_text(item.needs, lang),
                item.deliverable,
                item.channel,
                item.comment,
                item.parent,
            ]
            yield [guarded(replaced.lines(text)) for text in texts]
