"""monday.com: a flat workbook for « Import from Excel ».

Written from support.monday.com, "Import data from Excel": one sheet, a row of headings, the first
column names the items. Columns are mapped by hand to Group, Person, Status and dates; a link
between items cannot be imported and stands as text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.terms import needs_text
from retrosheet.exchange.files import Exported, File, Replacements
from retrosheet.exchange.wording import status_word
from retrosheet.language import Lang, Text, counted, date_text, usual_locale
from retrosheet.workbook.model import Column, Sheet, Style, Workbook

if TYPE_CHECKING:
    from retrosheet.standing.model import Item, Standing

_HEADS = (
    (Text("Name", "Name"), 46.0),
    (Text("Group", "Group"), 26.0),
    (Text("Owner", "Owner"), 26.0),
    (Text("Status", "Status"), 20.0),
    (Text("Start", "Start"), 12.0),
    (Text("Due date", "Due date"), 12.0),
    (Text("Duration", "Duration"), 10.0),
    (Text("Dependencies", "Dependencies"), 24.0),
    (Text("ID", "ID"), 10.0),
    (Text("Notes", "Notes"), 60.0),
)
_DATE = Style(number_format="yyyy-mm-dd")
_LONGEST = 255
_LONG = Text("nom de plus de 255 caractères", "a name of more than 255 characters")
_NO_LINKS = (
    Text(
        "monday ne reprend pas les dépendances d’un fichier : {n} est dans une colonne de texte.",
        "monday takes no dependencies from a file: {n} is in a column of text.",
    ),
    Text(
        "monday ne reprend pas les dépendances d’un fichier : {n} sont dans une colonne de texte.",
        "monday takes no dependencies from a file: {n} are in a column of text.",
    ),
)
_MAP = Text(
    "Dans l’assistant de monday, choisissez Group comme groupe, Owner comme personne, Start et Due "
    "date comme dates.",
    "In monday’s wizard, choose Group as the group, Owner as people, Start and Due date as dates.",
)


def export(standing: Standing, lang: Lang) -> Exported:
    """One workbook with one sheet; texts are texts there, whatever they begin with."""
    replaced = Replacements("monday", lang)
    sheet = Sheet("items", "Items", gridlines=True, freeze=(1, 1))
    for column, (head, width) in enumerate(_HEADS):
        sheet.put(0, column, head.to(lang), Style(bold=True))
        sheet.columns.append(Column(column, column, width))
    ordered = [item for _, items in standing.in_phases() for item in items]
    for row, item in enumerate(ordered, 1):
        _put(sheet, row, item, standing, replaced, lang)
    book = Workbook(
        title=standing.name,
        subject=date_text(standing.launch, lang),
        lang=lang,
        created=standing.today,
        sheets=(sheet,),
        active=sheet.key,
        names=(),
        locale=usual_locale(lang),
    )
    links = sum(len(item.needs) for item in standing.items)
    remarks = [_MAP.to(lang), *([counted(links, _NO_LINKS, lang)] if links else [])]
    return Exported((File("monday.xlsx", book),), (*replaced.remarks(), *remarks))


def _put(
    sheet: Sheet, row: int, item: Item, standing: Standing, replaced: Replacements, lang: Lang
) -> None:  # fmt: skip
    name = replaced.one_line(item.title) or item.id
    texts = (
        replaced.of(name, _LONG, lambda said: said[:_LONGEST]),
        replaced.one_line(standing.phases[item.phase]),
        replaced.one_line(item.owner),
        status_word(item, lang),
        None,
        None,
        item.duration,
        needs_text(item.needs, lang),
        item.id,
        replaced.lines(item.comment),
    )
    for column, value in enumerate(texts):
        if value not in (None, ""):
            sheet.put(row, column, value, None)
    if not (item.is_point or item.cancelled):
        sheet.put(row, 4, item.start, _DATE)
    if not item.cancelled:
        sheet.put(row, 5, item.due, _DATE)
