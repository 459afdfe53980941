"""What is wrong with a workbook of ours, and which of it can be mended."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, NamedTuple

from retrosheet.language import Lang, Text, date_text
from retrosheet.layout.plan_keys import key_row
from retrosheet.repairing.overwritten import Overwritten, overwritten
from retrosheet.repairing.places import NEEDED, places
from retrosheet.workbook.refs import cell_ref
from retrosheet.workbook.serials import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from retrosheet.workbook.foreign import ForeignBook, ForeignTab
    from retrosheet.workbook.refs import Area

Kind = Literal["name", "tab", "keys", "values", "formula", "rules", "checks"]
_DAYS = frozenset(("start", "due", "work_end"))


class Fault(NamedTuple):
    """One thing that is wrong, and where; ``mended`` says that a repair puts it right."""

    kind: Kind
    where: str
    text: Text
    mended: bool


class Diagnosis(NamedTuple):
    """The faults of names, tabs and formulas, and what it takes to mend them."""

    faults: tuple[Fault, ...]
    names: Mapping[str, Area]
    formulas: tuple[Overwritten, ...]
    areas: Mapping[str, Area]


def diagnosed(book: ForeignBook, names: Mapping[str, Area], today: dt.date) -> Diagnosis | None:
    """What is wrong; None for a workbook that is none of ours.

    ``names`` are the defined names that still lead to cells, each with its area.
    """
    proven = places(book)
    ours = {name for name in names if name.startswith("rs_")}
    if not ours and "rs_plan" not in proven and "rs_engine" not in proven:
        return None
    lost = {name: area for name, area in proven.items() if name not in names}
    areas = {**proven, **names}
    unknown = tuple(_unknown(areas))
    if lost and any(fault.kind == "tab" for fault in unknown):
        # With some of its names alone, a plan would be read without its holidays.
        lost, areas = {}, dict(names)
    faults = [*_names(lost), *unknown, *_keys(book, areas)]
    if _is_pasted(book, areas):
        faults.append(Fault("values", "", _VALUES, mended=False))
        return Diagnosis(tuple(faults), lost, (), areas)
    typed = overwritten(book, areas, today) if "rs_engine" in areas else ()
    proofs = tuple(one for one in typed if one.proven)
    faults += [_formula(one) for one in typed]
    return Diagnosis(tuple(faults), lost, proofs, areas)


def _names(lost: Mapping[str, Area]) -> Iterator[Fault]:
    for name, area in sorted(lost.items()):
        text = Text(
            f"le nom {name} manque : rendu à {area.ref}",
            f"the name {name} is missing: given back to {area.ref}",
        )
        yield Fault("name", area.ref, text, mended=True)


def _unknown(areas: Mapping[str, Area]) -> Iterator[Fault]:
    """The names that are needed, and that no cell proves: their tab is gone."""
    for name in NEEDED:
        if name not in areas and (name in _TABS or _TAB_OF.get(name) in areas):
            yield Fault("tab", name, _TABS.get(name, _NAME), mended=False)
    if "rs_plan" in areas and _USUAL not in areas:
        yield Fault("name", _USUAL, _OTHERS, mended=False)


def _keys(book: ForeignBook, areas: Mapping[str, Area]) -> Iterator[Fault]:
    """The hidden row of keys, where the plan is known but the row is not."""
    area = areas.get("rs_plan")
    tab = next((tab for tab in book.tabs if area and tab.title == area.title), None)
    if area is not None and tab is not None and key_row(tab) is None:
        where = f"{tab.title}!{cell_ref(area.first_row, area.first_column)}"
        yield Fault("keys", where, _KEYS, mended=False)


def _is_pasted(book: ForeignBook, areas: Mapping[str, Area]) -> bool:
    """Whether the plan is there and not one formula in it."""
    area = areas.get("rs_plan")
    tab: ForeignTab | None = next(
        (tab for tab in book.tabs if area and tab.title == area.title), None
    )
    if area is None or tab is None:
        return False
    rows = range(area.first_row, area.last_row + 1)
    return not any(cell.formula for (row, _), cell in tab.cells.items() if row in rows)


def _formula(one: Overwritten) -> Fault:
    where = f"{one.title}!{cell_ref(one.row, one.column)}"
    typed = {lang: _shown(one, one.typed, lang) for lang in _LANGS}
    said = {lang: _shown(one, one.said, lang) for lang in _LANGS}
    if one.typed is None:
        return Fault("formula", where, _CLEARED, mended=True)
    if one.proven:
        text = Text(
            f"« {typed['fr']} » y est tapé à la place d’une formule qui dit la même chose : "
            "formule rendue",
            f'"{typed["en"]}" is typed over a formula that says the same: formula given back',
        )
        return Fault("formula", where, text, mended=True)
    how = _IMPOSE if one.key in ("start", "due") else _COPY
    text = Text(
        f"« {typed['fr']} » y est tapé à la place d’une formule, qui dirait « {said['fr']} ». "
        + how.fr,
        f'"{typed["en"]}" is typed over a formula, which would say "{said["en"]}". {how.en}',
    )
    return Fault("formula", where, text, mended=False)


_CLEARED = Text("une formule y est effacée : rendue", "a formula is cleared: given back")
_COPY = Text(
    "Pour la rendre : recopiez ici la cellule du dessus ou du dessous",
    "To give it back: copy the cell above or below it here",
)
_IMPOSE = Text(
    f"Une échéance à garder se tape sous « Date imposée ». {_COPY.fr}",
    f'A due date to keep goes under "Imposed date". {_COPY.en}',
)


_LANGS: tuple[Lang, Lang] = ("fr", "en")


def _shown(one: Overwritten, value: object, lang: Lang) -> str:
    dated = isinstance(one.typed, dt.date) or one.key in _DAYS
    if dated and isinstance(value, int | float) and not isinstance(value, bool):
        value = day_of(value)
    if isinstance(value, dt.date):
        return date_text(value, lang)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "–" if value is None or value == "" else str(value)


_TAB_OF = {"rs_daysoff": "rs_engine", "rs_holidays": "rs_launch"}
_USUAL = "rs_page_dashboard"
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
    "Reprenez la version d’avant (la copie .bak à côté du fichier). Sans elle, un nouveau "
    "classeur avec les mêmes dates : retrosheet adopt",
    "Go back to the version before (the .bak copy beside the file). Without it, a new workbook "
    "with the same dates: retrosheet adopt",
)
_TABS = {
    "rs_plan": Text(
        f"le tableau du plan est introuvable. {_GONE.fr}",
        f"the table of the plan is not to be found. {_GONE.en}",
    ),
    "rs_engine": Text(
        f"l’onglet caché _engine, qui calcule toutes les dates, est supprimé. {_GONE.fr}",
        f"the hidden tab _engine, which calculates all dates, is deleted. {_GONE.en}",
    ),
    "rs_launch": Text(
        f"l’onglet des réglages, avec le jour J, est supprimé. {_GONE.fr}",
        f"the Settings tab, with launch day, is deleted. {_GONE.en}",
    ),
    "rs_sync": Text(
        f"l’onglet caché _sync, la mémoire de sync, est supprimé. {_GONE.fr}",
        f"the hidden tab _sync, the memory of sync, is deleted. {_GONE.en}",
    ),
}
_KEYS = Text(
    f"la ligne cachée des clés de colonnes est supprimée. {_GONE.fr}",
    f"the hidden row of column keys is deleted. {_GONE.en}",
)
_VALUES = Text(
    f"le plan n’a plus une seule formule : il a été collé en valeurs. {_GONE.fr}",
    f"the plan has no formula left: it was pasted as values. {_GONE.en}",
)
