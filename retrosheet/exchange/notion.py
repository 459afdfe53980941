"""Notion: a CSV that its importer turns into a database.

Written from notion.com/help/import-data-into-notion: the first column becomes the title, types are
guessed from what stands below, dates are ISO. A range of dates cannot come through a CSV, hence
two columns; a value with a comma would become several tags. « Merge with CSV » adds rows, it
updates none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrosheet.archetype.terms import needs_text
from retrosheet.exchange.files import Exported, File, Replacements, csv_bytes
from retrosheet.exchange.wording import days_of, status_word
from retrosheet.language import Lang, Text, counted

if TYPE_CHECKING:
    from retrosheet.standing.model import Standing

_HEADS = (
    Text("Nom", "Name"),
    Text("Phase", "Phase"),
    Text("Statut", "Status"),
    Text("Responsable", "Owner"),
    Text("Début", "Start"),
    Text("Échéance", "Due"),
    Text("Type", "Type"),
    Text("Durée", "Duration"),
    Text("Avancement", "Progress"),
    Text("ID", "ID"),
    Text("Dépend de", "Depends on"),
    Text("Livrable", "Deliverable"),
    Text("Canal", "Channel"),
    Text("Commentaire", "Comment"),
)
_TAG_COMMA = Text(
    "virgule dans une phase, un type ou un canal", "a comma in a phase, a type or a channel"
)
_NO_LINKS = (
    Text(
        "Notion ne reprend pas les relations d’un CSV : {n} dépendance est du texte.",
        "Notion takes no relations from a CSV: {n} dependency is text.",
    ),
    Text(
        "Notion ne reprend pas les relations d’un CSV : {n} dépendances sont du texte.",
        "Notion takes no relations from a CSV: {n} dependencies are text.",
    ),
)
_MERGE = Text(
    "Dans Notion, « Fusionner avec un CSV » ajoute des lignes et n’en met aucune à jour.",
    "In Notion, “Merge with CSV” adds rows and updates none.",
)
_KINDS = {
    "task": Text("tâche", "task"),
    "milestone": Text("jalon", "milestone"),
    "meeting": Text("réunion", "meeting"),
}


def export(standing: Standing, lang: Lang) -> Exported:
    """One CSV in UTF-8 without a mark, which would become a part of the first heading."""
    replaced = Replacements("Notion", lang)

    def tag(text: str) -> str:
        said = replaced.one_line(text)
        return replaced.of(said, _TAG_COMMA, lambda it: re.sub(r"\s*,\s*", " – ", it).strip(" –"))

    rows = [[head.to(lang) for head in _HEADS]]
    for phase, items in standing.in_phases():
        rows += [
            [
                replaced.one_line(item.title) or item.id,
                tag(phase),
                status_word(item, lang),
                replaced.one_line(item.owner),
                *days_of(item),
                _KINDS[item.kind].to(lang),
                str(item.duration),
                f"{item.share:.2f}".rstrip("0").rstrip("."),
                item.id,
                needs_text(item.needs, lang),
                replaced.one_line(item.deliverable),
                tag(item.channel),
                replaced.lines(item.comment),
            ]
            for item in items
        ]
    links = sum(len(item.needs) for item in standing.items)
    remarks = [_MERGE.to(lang), *([counted(links, _NO_LINKS, lang)] if links else [])]
    return Exported((File("notion.csv", csv_bytes(rows)),), (*replaced.remarks(), *remarks))
