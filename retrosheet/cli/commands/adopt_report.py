"""What ``adopt`` says it understood: the table, its columns and colours, launch, what is kept."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from retrosheet.cli.terminal.lettering import wrapped
from retrosheet.importing.raw import Field
from retrosheet.importing.words import quoted
from retrosheet.language import Lang, Text, in_quotes, long_date
from retrosheet.workbook.refs import column_letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrosheet.adopting.adopted import Adopted

_FIRST_ROWS = 5
_MOST_NAMED = 10

_TABLE = Text(
    "{tasks} tâches lues dans l’onglet {tab}, sous la ligne {row}.",
    "{tasks} tasks read on the tab {tab}, below row {row}.",
)
_COLUMNS = Text("Colonnes : {columns}.", "Columns: {columns}.")
_NOTED = Text("les autres vont en commentaire", "the others go into the comments")
_RESHAPED = Text(
    "Un calendrier : chaque case remplie est une tâche, sa colonne en est le canal.",
    "A calendar: each filled cell is a task, and its column the channel.",
)
_BARS = Text(
    "Dates : celles des cases colorées, de {first} à {last} ({count} lignes).",
    "Dates: those of the coloured cells, from {first} to {last} ({count} rows).",
)
_GUESSED = Text(
    "Année : rien ne la dit ; {year} est supposée (sinon : --launch).",
    "Year: nothing says it; {year} is assumed (else: --launch).",
)
_COLORS = Text("Couleurs, d’après la légende : {colors}.", "Colours, by the legend: {colors}.")
_LAUNCH = Text("Jour J : {day} ({where}).", "Launch day: {day} ({where}).")
_UNSURE = Text(
    "Jour J : {day}, faute de mieux ({where}). Si ce n’est pas lui : --launch DATE.",
    "Launch day: {day}, for want of better ({where}). If it is another one: --launch DATE.",
)
_IMPOSED = Text(
    "Les dépendances déplaceraient {tasks} : la date convenue y est imposée.",
    "Dependencies would move {tasks}: the date that was agreed is imposed there.",
)
_CARRIED = Text(
    "Vos onglets suivent, en valeurs et avec leurs couleurs : {tabs}.",
    "Your tabs follow, as values with their colours: {tabs}.",
)
_MERGED = Text("Fusions de cellules gardées : {count}.", "Merged cells kept: {count}.")
_LOST = Text("N’ont pas pu suivre : {lost}.", "Could not follow: {lost}.")
_FORMULAS = Text("formules (leurs valeurs sont gardées)", "formulas (their values are kept)")
_FIELDS: dict[Field, Text] = {
    "title": Text("tâche", "task"),
    "due": Text("échéance", "due"),
    "start": Text("début", "start"),
    "end": Text("fin", "end"),
    "duration": Text("durée", "length"),
    "owner": Text("responsable", "owner"),
    "phase": Text("phase", "phase"),
    "status": Text("statut", "status"),
    "needs": Text("dépend de", "depends on"),
    "period": Text("période", "period"),
    "amount": Text("budget", "budget"),
    "note": Text("commentaire", "comment"),
    "channel": Text("canal", "channel"),
    "deliverable": Text("livrable", "deliverable"),
    "kind": Text("type", "type"),
    "id": Text("ID", "ID"),
    "week": Text("semaine", "week"),
    "outline": Text("n° de plan", "outline number"),
    "left": Text("laissée", "left out"),
    "mark": Text("marques", "marks"),
}
_KINDS = {
    "owner": Text("responsable", "owner"),
    "phase": Text("phase", "phase"),
    "status": Text("statut", "status"),
    "milestone": Text("jalon", "milestone"),
    "off": Text("jours chômés", "days off"),
}


def lines_of(found: Adopted, lang: Lang, width: int) -> list[str]:
    """What was inferred, a line each, as wide as the terminal."""
    return [line for said in _said(found, lang) for line in wrapped(said, width)]


def _said(found: Adopted, lang: Lang) -> Iterator[str]:
    flat = found.flat
    table = flat.table
    assert table is not None
    yield _TABLE.to(lang).format(
        tasks=len(found.said), tab=in_quotes(quoted(flat.tab.title), lang), row=table.place.row
    )
    if flat.reshaped:
        yield _RESHAPED.to(lang)
    columns = [
        f"{column_letters(at)} {_FIELDS[field].to(lang)}"
        for at, field in sorted(found.mapping.columns.items())
    ]
    if flat.ticked is not None:
        ends = column_letters(flat.ticked.columns[0]), column_letters(flat.ticked.columns[-1])
        field = _FIELDS[flat.ticked.field].to(lang)
        shown = f"{column_letters(flat.ticked.columns[0])} {field}"
        columns = [f"{'–'.join(ends)} {field}" if said == shown else said for said in columns]
    if not flat.reshaped:
        noted = [_NOTED.to(lang)] if table.unread else []
        yield _COLUMNS.to(lang).format(columns=", ".join([*columns, *noted]))
    if flat.drawn and flat.axis is not None:
        yield _BARS.to(lang).format(
            first=column_letters(flat.axis.columns[0]),
            last=column_letters(flat.axis.columns[-1]),
            count=len(flat.bars),
        )
    if found.year_guessed is not None:
        yield _GUESSED.to(lang).format(year=found.year_guessed)
    meanings = flat.legend.meanings
    if meanings:
        colors = [
            f"{in_quotes(quoted(label), lang)} {_KINDS[kind].to(lang)}"
            for kind, label in dict.fromkeys(meanings.values())
        ]
        yield _COLORS.to(lang).format(colors=", ".join(colors))
    said = _LAUNCH if found.launch.sure else _UNSURE
    yield said.to(lang).format(
        day=long_date(found.launch.day, lang), where=found.launch.where.to(lang)
    )
    if found.kept.imposed:
        yield _IMPOSED.to(lang).format(tasks=_named(found.kept.imposed))
    tabs = [in_quotes(quoted(tab.title), lang) for tab in found.book.tabs if tab.cells]
    yield _CARRIED.to(lang).format(tabs=", ".join(tabs))
    merges = sum(len(tab.merges) for tab in found.book.tabs if tab.cells)
    if merges:
        yield _MERGED.to(lang).format(count=merges)
    lost = {text.to(lang): None for tab in found.book.tabs for text in tab.lost}
    if any(cell.formula for tab in found.book.tabs for cell in tab.cells.values()):
        lost[_FORMULAS.to(lang)] = None
    if lost:
        yield _LOST.to(lang).format(lost=", ".join(lost))


def _named(ids: tuple[str, ...]) -> str:
    more = ", …" if len(ids) > _MOST_NAMED else ""
    return ", ".join(ids[:_MOST_NAMED]) + more


def preview(found: Adopted) -> list[str]:
    """The first tasks as they will stand in the plan."""
    campaign, schedule = found.kept.campaign, found.kept.schedule
    lines = []
    for placed in schedule.tasks[:_FIRST_ROWS]:
        task = placed.task
        said = found.said.get(task.id)
        parts = [
            task.title,
            campaign.role(task.role).label,
            _days(placed.start, placed.due),
            said.status if said else "",
        ]
        lines.append(f"  {task.id}  " + " · ".join(part for part in parts if part))
    if len(schedule.tasks) > _FIRST_ROWS:
        lines.append("  …")
    return lines


def _days(start: dt.date, due: dt.date) -> str:
    return f"{start}" if start == due else f"{start} → {due}"
