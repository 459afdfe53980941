"""Trello: cards to paste, list by list, and a CSV for the import Power-Ups.

Trello imports no file by itself (support.atlassian.com/trello documents none). But « Add a card »
makes one card of each line that is pasted there: hence one text a list. The CSV has the columns
that import Power-Ups know; dates are ISO with the hour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.exchange.files import Exported, File, Replacements, csv_bytes
from retrosheet.exchange.wording import addresses, description
from retrosheet.language import Lang, Text, counted
from retrosheet.slugs import slug

if TYPE_CHECKING:
    from retrosheet.standing.model import Standing

COLUMNS = (
    "List Name", "Card Name", "Card Description", "Start Date", "Due Date", "Due Complete",
    "Labels", "Members",
)  # fmt: skip
LONGEST_NAME = 16_384
_LONG = Text("titre de plus de 16 384 caractères", "a title of more than 16,384 characters")
_PASTE = Text(
    "Trello n’importe aucun fichier lui-même : collez chaque texte dans « Ajouter une carte » de "
    "sa liste (une carte par ligne), ou donnez cards.csv à un Power-Up d’import.",
    "Trello itself imports no file: paste each text into “Add a card” of its list (one card a "
    "line), or give cards.csv to an import Power-Up.",
)
_NO_LINKS = (
    Text(
        "Trello ne connaît pas les dépendances : {n} est dans une description.",
        "Trello knows no dependencies: {n} is in a description.",
    ),
    Text(
        "Trello ne connaît pas les dépendances : {n} sont dans les descriptions.",
        "Trello knows no dependencies: {n} are in the descriptions.",
    ),
)


def export(standing: Standing, lang: Lang) -> Exported:
    """A text a list, numbered in the order of the lists, and ``cards.csv``."""
    replaced = Replacements("Trello", lang)
    rows = [list(COLUMNS)]
    texts = []
    for number, (phase, items) in enumerate(standing.in_phases(), 1):
        listed = replaced.one_line(phase) or "–"
        names = []
        for item in items:
            name = replaced.one_line(item.title) or item.id
            name = replaced.of(name, _LONG, lambda said: said[:LONGEST_NAME])
            names.append(name)
            about = description(item, standing, lang, owner=True, needs=True)
            rows.append([
                listed,
                name,
                replaced.lines(about),
                "" if item.is_point else f"{item.start}T09:00:00",
                f"{item.due}T17:00:00",
                "TRUE" if item.done else "FALSE",
                "milestone" if item.kind == "milestone" else "",
                ",".join(addresses(item)),
            ])  # fmt: skip
        content = "\n".join([*names, ""]).encode()
        texts.append(File(f"{number:02}-{slug(listed) or 'list'}.txt", content))
    links = sum(len(item.needs) for item in standing.items)
    remarks = [_PASTE.to(lang), *([counted(links, _NO_LINKS, lang)] if links else [])]
    files = (File("cards.csv", csv_bytes(rows)), *texts)
    return Exported(files, (*replaced.remarks(), *remarks))
