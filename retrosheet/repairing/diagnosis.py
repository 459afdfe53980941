"""What is wrong with a workbook of ours, and which of it can be mended."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from retrosheet.language import Lang, Text, date_text
from retrosheet.layout.engine.columns import FACTS
from retrosheet.layout.plan.columns import HEADERS
from retrosheet.layout.plan.keys import header_row, key_row
from retrosheet.repairing.counted_tables import counted_tables
from retrosheet.repairing.headings import near
from retrosheet.repairing.overwritten import Overwritten, overwritten
from retrosheet.repairing.places import NEEDED, headed, places
from retrosheet.repairing.restored import Lost
from retrosheet.sync.engine_facts import read_needs
from retrosheet.sync.typed import in_range
from retrosheet.workbook.plan_tab import ERROR_PAGES, TITLES
from retrosheet.workbook.refs import cell_ref
from retrosheet.workbook.serials import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from retrosheet.repairing.places import Headed
    from retrosheet.workbook.foreign import ForeignBook, ForeignTab
    from retrosheet.workbook.refs import Area

Kind = Literal["name", "tab", "keys", "values", "formula", "rules", "checks", "guess", "update"]
_DAYS = frozenset(("start", "due", "work_end", "first_due"))


class Damage(NamedTuple):
    """One thing that is wrong, and where; ``mended`` says that a repair puts it right.

    A ``guess`` is what a repair has taken for likely, and what somebody should look at; ``update``
    is what people did meanwhile, and what the plan follows from now on.
    """

    kind: Kind
    where: str
    text: Text
    mended: bool


class Diagnosis(NamedTuple):
    """The faults of names, tabs and formulas, and what it takes to mend them.

    ``lost`` is what only writing our tabs anew gives back; ``plan`` is the tab of the plan then,
    and ``columns`` has those of its keys where their row is lost. ``areas`` are the places of all
    names that are known.
    """

    faults: tuple[Damage, ...]
    names: Mapping[str, Area]
    formulas: tuple[Overwritten, ...]
    areas: Mapping[str, Area]
    lost: Lost = Lost()
    plan: ForeignTab | None = None
    columns: Mapping[str, int] = {}


def diagnosed(book: ForeignBook, names: Mapping[str, Area], today: dt.date) -> Diagnosis | None:
    """What is wrong; None for a workbook that is none of ours.

    ``names`` are the defined names that still lead to cells, each with its area.
    """
    proven = places(book)
    plan_tab = headed(book)
    ours = {name for name in names if name.startswith("rs_")}
    if not ours and "rs_plan" not in proven and "rs_engine" not in proven and plan_tab is None:
        return None
    names = _leading(names, proven)
    lost_names = {name: area for name, area in proven.items() if name not in names}
    lost_names |= counted_tables(book, names)
    areas = {**proven, **lost_names, **names}
    if plan_tab is not None:
        areas |= {**plan_tab.around, "rs_plan": plan_tab.area}
    if "rs_engine" not in areas or "rs_launch" not in areas:
        areas |= near(book, areas)
    lost, plan = _lost(book, areas, plan_tab)
    if plan is not None and lost.anything:
        faults = _restoring(lost, plan)
        columns = plan_tab.columns if plan_tab else {}
        faults += tuple(_renamed(plan_tab.renamed) if plan_tab else ())
        return Diagnosis(faults, lost_names, (), areas, lost, plan, columns)
    unknown = tuple(_unknown(areas))
    if lost_names and any(fault.kind == "tab" for fault in unknown):
        # With some of its names alone, a plan would be read without its holidays.
        lost_names, areas = {}, dict(names)
    faults = (*_names(lost_names), *unknown, *_unnamed_dashboard(book, areas))
    typed = overwritten(book, areas, today) if "rs_engine" in areas else ()
    proofs = tuple(one for one in typed if one.proven)
    faults += tuple(_formula(one) for one in typed)
    return Diagnosis(faults, lost_names, proofs, areas)


def _leading(names: Mapping[str, Area], proven: Mapping[str, Area]) -> Mapping[str, Area]:
    """The names without that of the plan where it does not begin at the row of keys.

    There are programs that move rows and leave the names where they were.
    """
    there, found = names.get("rs_plan"), proven.get("rs_plan")
    if there is None or found is None or there.title != found.title:
        return names
    if there.first_row == found.first_row:
        return names
    return {name: area for name, area in names.items() if name != "rs_plan"}


def _lost(
    book: ForeignBook, areas: Mapping[str, Area], plan_tab: Headed | None
) -> tuple[Lost, ForeignTab | None]:
    """What is lost, and the plan from which it can be given back; None where it cannot be."""
    area = areas.get("rs_plan")
    tab = next((tab for tab in book.tabs if area and tab.title == area.title), None)
    lost = Lost(
        engine="rs_engine" not in areas or _is_torn(book, areas["rs_engine"]),
        sync="rs_sync" not in areas,
        settings="rs_launch" not in areas,
        keys=plan_tab is not None,
        values=tab is not None and area is not None and _is_pasted(tab, area),
    )
    if tab is None or area is None or (key_row(tab) is None and plan_tab is None):
        return lost, None
    needed = {"rs_page_plan", "rs_beside"}
    if not lost.settings:
        needed |= {"rs_holidays", "rs_team"}
    return lost, tab if needed <= areas.keys() else None


def _is_torn(book: ForeignBook, area: Area) -> bool:
    """Whether lines of the engine are gone that others need: sync reads none of it then."""
    tab = next((tab for tab in book.tabs if tab.title == area.title), None)
    if tab is None:
        return True
    ids, needs = (area.first_column + FACTS.index(key) for key in ("id", "needs"))
    rows = range(area.first_row + 1, area.last_row + 1)
    there = {str(tab.at(row, ids).value) for row in rows}
    return any(
        need.id not in there
        for row in rows
        for need in read_needs(str(tab.at(row, needs).value or ""))
    )


def _restoring(lost: Lost, plan: ForeignTab) -> tuple[Damage, ...]:
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


def _renamed(headings: Mapping[str, str]) -> Iterator[Damage]:
    for key, heading in headings.items():
        text = Text(
            "la colonne « {heading} » est prise pour « {column} »",
            'the column "{heading}" is taken for "{column}"',
        ).format(heading=heading or "–", column=HEADERS[key])
        yield Damage("guess", key, text, mended=True)


def _names(lost: Mapping[str, Area]) -> Iterator[Damage]:
    for name, area in sorted(lost.items()):
        text = Text(
            "le nom {name} manque : rendu à {ref}",
            "the name {name} is missing: given back to {ref}",
        ).format(name=name, ref=area.ref)
        yield Damage("name", area.ref, text, mended=True)


def _unknown(areas: Mapping[str, Area]) -> Iterator[Damage]:
    """The names that are needed, and that no cell proves: their tab is gone."""
    for name in NEEDED:
        if name not in areas and (name in _TABS or _TAB_OF.get(name) in areas):
            yield Damage("tab", name, _gone(name), mended=False)


def _unnamed_dashboard(book: ForeignBook, areas: Mapping[str, Area]) -> Iterator[Damage]:
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


def _is_pasted(tab: ForeignTab, area: Area) -> bool:
    """Whether a whole column that we calculate has no formula left, but values."""
    found = key_row(tab) or header_row(tab)
    if found is None:
        return False
    header, keys = found
    rows = range(header + 1, area.last_row + 1)
    there = [row for row in rows if tab.at(row, keys["title"]).value not in (None, "")]
    if len(there) < _FEWEST:
        return False
    return any(
        key in keys
        and not any(tab.at(row, keys[key]).formula for row in rows)
        and any(tab.at(row, keys[key]).value is not None for row in there)
        for key in _CALCULATED
    )


def _formula(one: Overwritten) -> Damage:
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


_CLEARED = Text("une formule y est effacée : rendue", "a formula is cleared: given back")
_COPY = Text(
    "Pour la rendre : recopiez ici la cellule du dessus ou du dessous",
    "To give it back: copy the cell above or below it here",
)
_IMPOSE = Text(
    "Une échéance à garder se tape sous « {column} ». {copy}",
    'A due date to keep goes under "{column}". {copy}',
).format(column=HEADERS["imposed"], copy=_COPY)


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
_FEWEST = 2
_CALCULATED = (
    "start", "due", "alert", "float", "first_due", "slip", "row", "work_end", "flag", "phase_no",
    "phase_first", "kind",
)  # fmt: skip
"""The columns of the plan in which nobody types."""
