"""What sync says about a cell that it cannot use: what stands there, why, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.terms import MOST_DAYS
from retrosheet.language import Lang, Text, counted
from retrosheet.layout.plan.columns import FOR_FORMULAS, HEADERS
from retrosheet.workbook.plan_tab import TO_A_SPARE_LINE

if TYPE_CHECKING:
    from retrosheet.sync.snapshot import Doubt, Why

_DATE = Text("Écrivez une date, 15/03/2027.", "Write a date, 2027-03-15.")
_DAYS = Text(
    "Écrivez un nombre de jours, de 0 à {most}.", "Write a number of days, from 0 to {most}."
).format(most=MOST_DAYS)
_COPY = Text(
    "Recopiez-y la cellule du dessus ou du dessous.", "Copy the cell above or below it here."
)
_HINTS = {
    "status": Text("Choisissez un statut de la liste.", "Choose a status from the list."),
    "progress": Text("Écrivez un pourcentage de 0 à 100.", "Write a percentage from 0 to 100."),
    **dict.fromkeys(
        ("imposed", "actual_end", "launch", "holidays", "closures", "start_setting",
         "today_setting"),
        _DATE,
    ),
    **dict.fromkeys(("duration", "margin"), _DAYS),
    "offset": Text(
        "Écrivez un nombre de jours, -30, de -{most} à {most}.",
        "Write a number of days, -30, from -{most} to {most}.",
    ).format(most=MOST_DAYS),
    "needs": Text(
        "Écrivez les ID de tâches du plan, avec un délai s’il le faut : CRE4, IMP2 + 3 j.",
        "Write the IDs of tasks of the plan, with a lag if need be: CRE4, IMP2 + 3d.",
    ),
    **dict.fromkeys(("start", "due"), _COPY),
    "weekend": Text(
        "Écrivez les jours chômés en toutes lettres : samedi et dimanche.",
        "Write the days off in words: Saturday and Sunday.",
    ),
    "remind_setting": Text(
        "Écrivez des nombres de jours, par exemple 3, 1.",
        "Write numbers of days, for example 3, 1.",
    ),
    "soon_days": Text(
        "Écrivez un nombre de jours, de 0 à 365.", "Write a number of days, from 0 to 365."
    ),
}  # fmt: skip
COLUMNS = {
    "title": Text("tâche", "task"),
    "owner": Text("responsable", "owner"),
    "status": Text("statut", "status"),
    "progress": Text("avancement", "progress"),
    "imposed": Text("date imposée", "fixed date"),
    "actual_end": Text("fin réelle", "actual end"),
    "duration": Text("durée", "duration"),
    "margin": Text("marge", "buffer"),
    "offset": Text("J±", "D±"),
    "needs": Text("dépend de", "depends on"),
    "parent": Text("fait partie de", "part of"),
    "deliverable": Text("livrable", "deliverable"),
    "channel": Text("canal", "channel"),
    "start": Text("début", "start"),
    "due": Text("échéance", "due date"),
    "alert": Text("alerte", "alert"),
    "float": Text("marge totale", "total float"),
    "phase": Text("phase", "phase"),
    "launch": Text("jour J", "launch day"),
    "holidays": Text("jour férié", "holiday"),
    "closures": Text("fermeture", "closure"),
    "start_setting": Text("rien avant le", "nothing before"),
    "today_setting": Text("aujourd’hui", "today"),
    "weekend": Text("week-end", "weekend"),
    "soon_days": Text("prévenir avant", "warn ahead"),
    "remind_setting": Text("rappels", "reminders"),
    "statuses": Text("mot de statut", "status word"),
}
_LISTS = {
    "rs_holidays": Text("la liste des jours fériés", "the list of public holidays"),
    "rs_closures": Text("la liste des fermetures", "the list of closures"),
    "rs_statuses": Text("la liste des statuts", "the list of statuses"),
    "rs_team": Text("la liste de l’équipe", "the team list"),
    "rs_start": Text("« rien avant le »", '"nothing before"'),
    "rs_today": Text("« aujourd’hui »", '"today"'),
    "rs_weekend": Text("le week-end", "the weekend"),
}
_SAID: dict[Why, Text] = {
    "unread": Text(
        "{where} : « {typed} » n’est pas compris ({column}). {hint}",
        '{where}: "{typed}" is not understood ({column}). {hint}',
    ),
    "text": Text(
        "{where} : « {typed} » est un texte ({column}) : les formules du plan ne le lisent pas. "
        "{hint}",
        '{where}: "{typed}" is a text ({column}): the plan\'s formulas do not read it. {hint}',
    ),
    "heard": Text(
        "{where} : « {typed} » est un texte ({column}) : les formules du plan ne le suivent que "
        "tel que sync l’a lu. {hint}",
        '{where}: "{typed}" is a text ({column}): the plan\'s formulas follow it only as sync has '
        "read it. {hint}",
    ),
    "typed_over": Text(
        "{where} : « {typed} » est tapé par-dessus une formule ({column}) et ne compte pas. {hint} "
        "Une date à garder se tape sous « Date imposée ».",
        '{where}: "{typed}" is typed over a formula ({column}) and does not count. {hint} A date '
        'to keep goes under "Fixed date".',
    ),
    "cleared": Text(
        "{where} : la formule qui montrait la date est effacée ({column}). {hint}",
        "{where}: the formula that showed the date is cleared ({column}). {hint}",
    ),
    "uncalculated": Text(
        "{where} : une formule sans valeur ({column}). Ouvrez le classeur dans votre tableur et "
        "enregistrez-le.",
        "{where}: a formula without a value ({column}). Open the workbook in your spreadsheet "
        "program and save it.",
    ),
    "title": Text(
        "{where} : la tâche {id} n’a plus de titre, et le plan ne la montre plus, mais elle compte "
        "toujours. Redonnez-lui un titre, ou supprimez la ligne.",
        "{where}: task {id} has lost its title, so that the plan shows nothing, but it still "
        "counts. Give it a title, or delete the row.",
    ),
    "untitled": Text(
        "{where} : « {typed} » ({column}) est sur une ligne sans titre, qui n’est pas planifiée. "
        "Donnez un titre à la ligne, ou videz la cellule.",
        '{where}: "{typed}" ({column}) stands on a line without a title, which is not planned. '
        "Give the line a title, or clear the cell.",
    ),
    "fixed": Text(
        "{where} : « {typed} » ({column}) compte pour sync, mais les formules de ce classeur "
        "gardent les dépendances de son modèle{kept} : les dates affichées ne suivent pas.",
        '{where}: "{typed}" ({column}) counts for sync, but the formulas of this workbook keep '
        "the dependencies of its archetype{kept}: the dates that it shows do not follow.",
    ),
    "need_unread": Text(
        "{where} : « {typed} » ne se lit pas ({column}), et n’est pas suivi. {hint}",
        '{where}: "{typed}" cannot be read ({column}), and is not followed. {hint}',
    ),
    "no_task": Text(
        "{where} : pas de tâche « {typed} » dans le plan ({column}). {hint}",
        '{where}: no such task in the plan: "{typed}" ({column}). {hint}',
    ),
    "circle": Text(
        "{where} : la tâche {id} s’attend elle-même : boucle par {typed} ({column}). Retirez l’une "
        "des dépendances de cette boucle ; jusque-là, le plan n’en suit pas une.",
        "{where}: task {id} waits for itself: a circle through {typed} ({column}). Take out one of "
        "the dependencies of this circle; until then the plan leaves one aside.",
    ),
    "later": Text(
        "{where} : le classeur ne suit pas encore {typed} ({column}) : ses lignes sont dans un "
        "autre ordre. Il le suivra après « retrosheet update ».",
        "{where}: the workbook does not follow {typed} yet ({column}): its rows stand in another "
        "order. It will after `retrosheet update`.",
    ),
    "many": Text(
        "{where} : trop de dépendances ({column}) : les formules du plan suivent les {count} "
        "premières. Passez par une tâche intermédiaire.",
        "{where}: too many needs ({column}): the plan's formulas follow the first {count}. Gather "
        "some of them in a task of their own.",
    ),
    "no_parent": Text(
        "{where} : pas de tâche « {typed} » dans le plan ({column}) : cette ligne n’est une "
        "sous-tâche de rien. Écrivez l’ID d’une tâche du plan.",
        '{where}: no such task in the plan: "{typed}" ({column}): this row is a sub-task of '
        "nothing. Write the ID of a task of the plan.",
    ),
    "too_deep": Text(
        "{where} : {typed} ne se découpe pas ({column}) : c’est une sous-tâche, ou cette ligne "
        "même. Phase, tâche, sous-tâche : écrivez l’ID d’une tâche.",
        "{where}: {typed} cannot be split ({column}): it is a sub-task, or this very row. Phase, "
        "task, sub-task: write the ID of a task.",
    ),
    "split_needs": Text(
        "{where} : {id} est découpée et n’attend que ses sous-tâches : « {typed} » n’est pas "
        "suivi ({column}). Écrivez-le sur celles-ci.",
        '{where}: {id} is split and waits for its sub-tasks alone: "{typed}" is not followed '
        "({column}). Write it on these.",
    ),
    "of_parts": Text(
        "{where} : {id} est découpée : « {typed} » ({column}) ne compte pas, ses sous-tâches le "
        "disent. Écrivez-le sur l’une d’elles.",
        '{where}: {id} is split: "{typed}" ({column}) does not count, its sub-tasks say it. Write '
        "it on one of them.",
    ),
    "reversed": Text(
        "{where} : cette fermeture finit le {typed}, avant de commencer ; elle ne compte pas. "
        "Inversez les deux dates.",
        "{where}: this closure ends on {typed}, before it begins, and does not count. Swap the "
        "two dates.",
    ),
    "long": Text(
        "{where} : cette fermeture dure plus d’un an (jusqu’au {typed}) ; seuls les 400 premiers "
        "jours comptent. Corrigez les dates.",
        "{where}: this closure lasts more than a year (until {typed}); only its first 400 days "
        "count. Correct the dates.",
    ),
    "no_begin": Text(
        "{where} : une fermeture jusqu’au {typed}, mais sans premier jour ; elle ne compte pas.",
        "{where}: a closure until {typed} without a first day; it does not count.",
    ),
    "no_meaning": Text(
        "{where} : le plan ne sait pas ce que « {typed} » veut dire. Remplacez plutôt un mot de la "
        "liste des statuts.",
        '{where}: the plan does not know what "{typed}" means. Replace a word of the list of '
        "statuses instead.",
    ),
    "lost_name": Text(
        "Le nom « {where} » ne mène plus nulle part : {column} n’est pas lu. Reprenez une copie "
        "antérieure du classeur.",
        'The name "{where}" leads nowhere any more: {column} is not read. Go back to an earlier '
        "copy of the workbook.",
    ),
    "lost_header": Text(
        "{where} : la ligne d’en-tête du plan a été supprimée. Insérez une ligne ici : le tri et "
        "les filtres en ont besoin.",
        "{where}: the header row of the plan was deleted. Insert a row here: sorting and filters "
        "need it.",
    ),
    "sorted_header": Text(
        "{where} : la ligne d’en-tête a été triée parmi les tâches. Annulez le tri, ou remontez "
        "cette ligne au-dessus de la première tâche, en {typed}.",
        "{where}: the header row was sorted in among the tasks. Undo the sort, or move this row "
        "up above the first task, to {typed}.",
    ),
    "lost_columns": Text(
        "{where} : des colonnes du plan ont été supprimées ({typed}) : ses formules ne calculent "
        "plus tout. Reprenez une copie antérieure du classeur.",
        "{where}: columns of the plan were deleted ({typed}): its formulas cannot calculate "
        "everything. Go back to an earlier copy of the workbook.",
    ),
    "outside": Text(
        "{where} : « {typed} » est sous le plan, où rien n’est lu. Retapez-le sur une ligne "
        "libre (+) du plan.",
        '{where}: "{typed}" stands below the plan, where nothing is read. Type it again on a '
        "spare line (+) of the plan.",
    ),
    "beside": Text(
        "{where} : « {typed} » est à côté du plan, dans une colonne sans en-tête, et n’est pas lu. "
        "Donnez un en-tête à votre colonne, ou mettez-le en commentaire.",
        '{where}: "{typed}" stands beside the plan, in a column without a header, and is not read. '
        "Give your column a header, or put it under Comment.",
    ),
    "in_gantt": Text(
        "{where} : saisies dans le Gantt, où rien ne se voit et rien n’est lu : {typed}. "
        "Effacez-les, ou mettez-les en commentaire.",
        "{where}: entries in the Gantt, where nothing is shown and nothing is read: {typed}. "
        "Clear them, or put them under Comment.",
    ),
    "merged": Text(
        "{where} : des cellules fusionnées dans le plan ({column}) : seule la première compte, les "
        "autres sont vides. Annulez la fusion et remplissez chaque ligne.",
        "{where}: merged cells in the plan ({column}): only the first counts, the others are "
        "empty. Unmerge them and fill in each row.",
    ),
    "no_formulas": Text(
        "{where} : la ligne de « {typed} » a perdu ses formules et ne montre plus ses dates. "
        "Recopiez-les depuis une autre ligne.",
        '{where}: the row of "{typed}" has lost its formulas and shows no dates. Copy them from '
        "another row.",
    ),
    "below_list": Text(
        "{where} : « {typed} » est sous {column}, et ne compte pas. Insérez une ligne dans la "
        "liste et tapez-le là.",
        '{where}: "{typed}" stands below {column} and does not count. Insert a row into the list '
        "and type it there.",
    ),
    "error": Text(
        "{where} : {typed}{kept}. Annulez la dernière suppression, ou reprenez une copie "
        "antérieure du classeur.",
        "{where}: {typed}{kept}. Undo the last deletion, or go back to an earlier copy of the "
        "workbook.",
    ),
    "copy": Text(
        "{where} : « {typed} » est tapé dans une copie du plan{kept}, que rien ne suit. "
        "Reportez-le dans le plan, puis supprimez la copie.",
        '{where}: "{typed}" is typed in a copy of the plan{kept}, which nothing follows. Carry it '
        "over to the plan, then delete the copy.",
    ),
    "too_many": Text(
        "{where} : {typed} jours de fermeture, mais les formules du plan n’en comptent que "
        "{count}. Raccourcissez ou supprimez des fermetures passées.",
        "{where}: {typed} days of closures, but the plan's formulas count no more than {count}. "
        "Shorten closures, or delete those that are over.",
    ),
    "beyond_years": Text(
        "{where} : aucun jour férié n’est listé pour {typed}, où passe le plan : ils y comptent "
        "comme travaillés. Ajoutez-les à la liste.",
        "{where}: no public holiday is listed for {typed}, which the plan reaches: they count as "
        "worked. Add them to the list.",
    ),
}
_KEPT = Text(" ({kept})", " ({kept})")
_MORE = (
    Text(" (et {n} autre cellule de l’onglet)", " (and {n} more cell of the tab)"),
    Text(" (et {n} autres cellules de l’onglet)", " (and {n} more cells of the tab)"),
)
_DIFFER = Text(" ({kept} cellules y diffèrent)", " ({kept} cells differ there)")
_HIDDEN = Text("colonnes cachées", "hidden columns")
_DUPLICATE = Text(
    "{where} : l’ID {id} est déjà plus haut : cette ligne n’est pas suivie. {again}",
    "{where}: the ID {id} stands further up: this row is not followed. {again}",
)
_MISSING = Text(
    "{where} : la ligne de « {title} » n’a pas d’ID du plan et n’est pas suivie. {again}",
    '{where}: the row of "{title}" has no ID of the plan and is not followed. {again}',
)


def doubt_text(doubt: Doubt, lang: Lang) -> str:
    """One doubt in one or two sentences."""
    again = TO_A_SPARE_LINE.to(lang)
    if doubt.kind == "duplicate_id":
        return _DUPLICATE.to(lang).format(where=doubt.where, id=doubt.id, again=again)
    if doubt.kind == "missing_id":
        return _MISSING.to(lang).format(where=doubt.where, title=doubt.title, again=again)
    hint = _HINTS.get(doubt.column)
    said = _SAID[doubt.why].to(lang).format(
        where=doubt.where,
        typed=_columns(doubt.typed, lang) if doubt.why == "lost_columns" else doubt.typed,
        id=doubt.id,
        column=_column(doubt.column, lang),
        hint=hint.to(lang) if hint else "",
        kept=_kept(doubt, lang),
        count=doubt.kept,
    )  # fmt: skip
    return said.rstrip()


def _kept(doubt: Doubt, lang: Lang) -> str:
    """What counts instead, or how many more there are, in brackets."""
    if not doubt.kept or (doubt.why == "copy" and doubt.kept == "1") or doubt.why == "many":
        return ""
    if doubt.why == "error":
        return counted(int(doubt.kept), _MORE, lang)
    text = _DIFFER if doubt.why == "copy" else _KEPT
    return text.to(lang).format(kept=doubt.kept)


def _column(key: str, lang: Lang) -> str:
    text = COLUMNS.get(key) or _LISTS.get(key) or HEADERS.get(key)
    return text.to(lang) if text else key


def _columns(keys: str, lang: Lang) -> str:
    """Column keys as people know them, those of hidden columns as what they are."""
    words = [
        _HIDDEN.to(lang) if key in FOR_FORMULAS else _column(key, lang) for key in keys.split(", ")
    ]
    return ", ".join(dict.fromkeys(words))
