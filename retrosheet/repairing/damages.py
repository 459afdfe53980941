"""What can be wrong with a workbook of ours, in words: what is mended, and how to mend the rest."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from retrosheet.language import Lang, Text, date_text
from retrosheet.layout.plan.columns import HEADERS
from retrosheet.repairing.places import NEEDED
from retrosheet.sync.typed import in_range
from retrosheet.workbook.plan_tab import ERROR_PAGES, TITLES
from retrosheet.workbook.refs import cell_ref
from retrosheet.workbook.serials import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from retrosheet.repairing.overwritten import Overwritten
    from retrosheet.repairing.restored import Lost
    from retrosheet.workbook.foreign import ForeignBook, ForeignTab
    from retrosheet.workbook.refs import Area

Kind = Literal["name", "tab", "keys", "values", "formula", "rules", "checks", "guess", "update"]
_DAYS = frozenset(("start", "due", "work_end", "first_due"))
_TAB_OF = {"rs_daysoff": "rs_engine", "rs_holidays": "rs_launch"}
_USUAL = "rs_page_dashboard"
_DASHBOARD = Text(
    "le nom du tableau de bord manque, et rien ne le prouve : sync n’y lira pas les erreurs, et "
    "update --tabs en ajouterait un autre",
    "the name of the dashboard is missing, and nothing proves it: sync will read no errors there, "
    "and update --tabs would add another one",
)
_OTHERS = Text(
    "les noms du tableau de bord, du RACI, du budget et des indicateurs manquent, et rien ne les "
    "prouve : sync, remind et calendar s’en passent, report et learn n’y liront rien",
    "the names of the dashboard, the RACI, the budget and the indicators are missing, and nothing "
    "proves them: sync, remind and calendar do without, report and learn will read nothing there",
)
_NAME = Text(
    "ce nom manque, et rien dans le classeur ne dit plus où il menait",
    "this name is missing, and nothing in the workbook says any more where it led",
)
_GONE = Text(
    ". Reprenez la version d’avant (la copie .bak à côté du fichier). Sans elle, un nouveau "
    "classeur avec les mêmes dates : retrosheet adopt",
    ". Go back to the version before (the .bak copy beside the file). Without it, a new workbook "
    "with the same dates: retrosheet adopt",
)
_AGAIN = Text(" : à nouveau là, d’après ce qui reste", ": made again from what is left")
_TABS = {
    "rs_plan": (
        Text("le tableau du plan est introuvable", "the table of the plan is not to be found"),
        _GONE,
    ),
    "rs_engine": (
        Text(
            "l’onglet caché _engine, qui calcule toutes les dates, est supprimé ou troué",
            "the hidden tab _engine, which calculates all dates, is deleted, or lines of it are",
        ),
        _GONE,
    ),
    "rs_launch": (
        Text(
            "l’onglet des réglages, avec le jour J, est supprimé",
            "the Settings tab, with launch day, is deleted",
        ),
        _GONE,
    ),
    "rs_sync": (
        Text(
            "l’onglet caché _sync, la mémoire de sync, est supprimé",
            "the hidden tab _sync, the memory of sync, is deleted",
        ),
        _GONE,
    ),
}
_KEYS = Text(
    "la ligne cachée des clés de colonnes est supprimée ou abîmée",
    "the hidden row of column keys is deleted or damaged",
)
_VALUES = Text(
    "des colonnes calculées du plan n’ont plus une seule formule : elles ont été collées en "
    "valeurs",
    "calculated columns of the plan have no formula left: they were pasted as values",
)
_CLEARED = Text("une formule y est effacée : rendue", "a formula is cleared: given back")
_COPY = Text(
    "Pour la rendre : recopiez ici la cellule du dessus ou du dessous",
    "To give it back: copy the cell above or below it here",
)
_IMPOSE = Text(
    "Une échéance à garder se tape sous « {column} ». {copy}",
    'A due date to keep goes under "{column}". {copy}',
).format(column=HEADERS["imposed"], copy=_COPY)


class Damage(NamedTuple):
    """One thing that is wrong, and where; ``mended`` says that a repair puts it right.

    A ``guess`` is what a repair has taken for likely, and what somebody should look at; ``update``
    is what people did meanwhile, and what the plan follows from now on.
    """

    kind: Kind
    where: str
    text: Text
    mended: bool


def restoring(lost: Lost, plan: ForeignTab) -> tuple[Damage, ...]:
    """What writing our tabs anew gives back."""
    said = (
        (lost.engine, "tab", "_engine", _TABS["rs_engine"][0]),
        (lost.settings, "tab", "rs_launch", _TABS["rs_launch"][0]),
        (lost.sync, "tab", "_sync", _TABS["rs_sync"][0]),
        (lost.keys, "keys", plan.title, _KEYS),
        (lost.values, "values", plan.title, _VALUES),
    )
    return tuple(
        Damage(cast("Kind", kind), where, _joined(text, _AGAIN), mended=True)
        for there, kind, where, text in said
        if there
    )


def renamed(headings: Mapping[str, str]) -> Iterator[Damage]:
    """The headings that are taken for ours, by the key that each is taken for."""
    for key, heading in headings.items():
        text = Text(
            "la colonne « {heading} » est prise pour « {column} »",
            'the column "{heading}" is taken for "{column}"',
        ).format(heading=heading or "–", column=HEADERS[key])
        yield Damage("guess", key, text, mended=True)


def names_given_back(lost: Mapping[str, Area]) -> Iterator[Damage]:
    """The names that are missing and whose place the cells prove."""
    for name, area in sorted(lost.items()):
        text = Text(
            "le nom {name} manque : rendu à {ref}",
            "the name {name} is missing: given back to {ref}",
        ).format(name=name, ref=area.ref)
        yield Damage("name", area.ref, text, mended=True)


def tabs_gone(areas: Mapping[str, Area]) -> Iterator[Damage]:
    """The names that are needed, and that no cell proves: their tab is gone."""
    for name in NEEDED:
        if name not in areas and (name in _TABS or _TAB_OF.get(name) in areas):
            yield Damage("tab", name, _gone(name), mended=False)


def unnamed_dashboard(book: ForeignBook, areas: Mapping[str, Area]) -> Iterator[Damage]:
    """The dashboard without its name; one that somebody has deleted is no damage."""
    if "rs_plan" not in areas or _USUAL in areas:
        return
    if not {"rs_raci", "rs_budget", "rs_kpis", *ERROR_PAGES} & areas.keys():
        yield Damage("name", _USUAL, _OTHERS, mended=False)
    elif any(tab.title in TITLES["dashboard"].everywhere() for tab in book.tabs):
        yield Damage("name", _USUAL, _DASHBOARD, mended=False)


def _gone(name: str) -> Text:
    if name not in _TABS:
        return _NAME
    return _joined(*_TABS[name])


def _joined(text: Text, more: Text) -> Text:
    return Text("{text}{more}", "{text}{more}").format(text=text, more=more)


def overwritten_formula(one: Overwritten) -> Damage:
    """A cell in which something, or nothing, stands in the place of a formula."""
    where = f"{one.title}!{cell_ref(one.row, one.column)}"
    typed = Text.by(lambda lang: _shown(one, one.typed, lang))
    if one.typed is None:
        return Damage("formula", where, _CLEARED, mended=True)
    if one.proven:
        text = Text(
            "« {typed} » y est tapé à la place d’une formule qui dit la même chose : formule "
            "rendue",
            '"{typed}" is typed over a formula that says the same: formula given back',
        ).format(typed=typed)
        return Damage("formula", where, text, mended=True)
    how = _IMPOSE if one.key in ("start", "due") else _COPY
    text = Text(
        "« {typed} » y est tapé à la place d’une formule, qui dirait « {said} ». {how}",
        '"{typed}" is typed over a formula, which would say "{said}". {how}',
    ).format(typed=typed, said=Text.by(lambda lang: _shown(one, one.said, lang)), how=how)
    return Damage("formula", where, text, mended=False)


def _shown(one: Overwritten, value: object, lang: Lang) -> str:
    dated = isinstance(one.typed, dt.date) or one.key in _DAYS
    if dated and isinstance(value, int | float) and not isinstance(value, bool):
        # a number that is no day of a plan is shown as it is
        value = day_of(value) if in_range(value) else value
    if isinstance(value, dt.date):
        return date_text(value, lang)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "–" if value is None or value == "" else str(value)
