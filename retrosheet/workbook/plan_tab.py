"""What layout, the readers and sync agree on about the tabs beyond their tables.

Each tab that people see lies under a name of its own, so that what stands outside all tables is
found; the plan closes with a row that sync knows again.
"""

from __future__ import annotations

from retrosheet.language import Text

EDGE = Text(
    "Fin du plan. Tapez vos tâches au-dessus, sur une ligne libre (+).",
    "End of the plan. Type your tasks above, on a spare line (+).",
)
HINT = Text(
    "Lignes libres (+) : tapez-y une tâche, elle se planifie toute seule.",
    "Spare lines (+): type a task there and it schedules itself.",
)
_FORMER = (
    "Fin du plan. Insérez vos lignes au-dessus de celle-ci.",
    "End of the plan. Insert your lines above this one.",
    "Lignes libres : tapez une tâche dans la ligne vide suivante, elle se planifie toute seule.",
    "Spare lines: type a task into the next blank line and it schedules itself.",
)
"""What the edge and the hint of earlier workbooks say."""
TO_A_SPARE_LINE = Text(
    "Retapez sa tâche sur une ligne libre (+), puis supprimez la ligne rouge.",
    "Type its task again on a spare line (+), then delete the red row.",
)
"""How a row is mended that nothing follows; said wherever such a row is named."""
DIAMOND = "◆"
"""What every cell of the Gantt holds, hidden until a rule shows it."""
MARK = "end"
"""What the closing row holds in the hidden column of line numbers."""

TITLES = {
    "dashboard": Text("Tableau de bord", "Dashboard"),
    "plan": Text("Rétroplanning", "Plan"),
    "mine": Text("Mes tâches", "My tasks"),
    "raci": Text("RACI", "RACI"),
    "budget": Text("Budget", "Budget"),
    "kpi": Text("Indicateurs", "KPI"),
    "settings": Text("Réglages", "Settings"),
    "guide": Text("Mode d’emploi", "Guide"),
    "engine": Text.same("_engine"),
    "sync": Text.same("_sync"),
}
"""Every tab that a workbook can have, in order, by its key."""
DISPENSABLE = ("dashboard", "mine", "guide")
"""The tabs that every workbook begins with, and that people may delete: no other needs them."""
_HIDDEN = ("engine", "sync")
PAGE = "rs_page_"
PAGES = tuple(f"{PAGE}{key}" for key in TITLES if key not in _HIDDEN)
"""The names of whole tabs that people see; that of the plan ends where the Gantt begins."""
PLAN_PAGE, SETTINGS_PAGE = f"{PAGE}plan", f"{PAGE}settings"
ERROR_PAGES = tuple(name for name in PAGES if name not in (PLAN_PAGE, SETTINGS_PAGE))
"""Of these tabs readers keep the error values alone: nobody types there what sync would read."""
BESIDE = "rs_beside"
"""The name of what lies behind the Gantt."""
BESIDE_RACI = "rs_raci_beside"
"""The name of what lies beside the RACI."""
GANTT = "rs_gantt"
"""The name of one row of the Gantt, which says where its columns begin and end."""
ROWS_BELOW, COLUMNS_BESIDE = 200, 10
"""How far below the plan and the lists of Settings, beside the Gantt and the RACI, a text is
found."""
COPY_OF = "rs_plan@"
"""How readers call the plan of a duplicated tab, with the tab's title behind it."""


def is_edge(title: str) -> bool:
    """Whether a row with this title closes the plan, in whatever language."""
    return title in EDGE.everywhere() or title in _FORMER


def is_hint(text: str) -> bool:
    """Whether this is what the plan itself says below its last row."""
    return text in HINT.everywhere() or text in _FORMER
